//! On what a request rests, a line each: there or missing.

use base::{Day, Percent};
use domain::access::Role;
use maud::{Markup, html};
use web::{format, parts::State};

use crate::{show::Say, words};

/// One thing that a request rests on, or lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    /// Entries of the trainee; none is worth knowing too.
    Entries {
        /// How many times, all told.
        count: u32,
        /// The last day; none without entries.
        last: Option<Day>,
    },
    /// Recommended activities: how many there are, and how many are not done.
    Activities {
        /// All of them.
        total: u32,
        /// Not done.
        missing: u32,
    },
    /// Advice that was given.
    Advice {
        /// By whom.
        name: String,
        /// In which role.
        role: Role,
        /// Whether it was recommended.
        recommends: bool,
    },
    /// Signed activities that count as advice.
    Signed {
        /// By whom.
        name: String,
        /// In which role.
        role: Role,
        /// How many.
        count: u32,
    },
    /// Advice that must come first, and has not.
    AdviceMissing(Role),
    /// Time served.
    Time {
        /// The first day.
        from: Day,
        /// The last day.
        until: Day,
        /// Of full time.
        percent: Percent,
        /// Where.
        place: String,
    },
}

impl Evidence {
    const fn state(&self) -> State {
        match self {
            Self::Entries { count: 0, .. } | Self::AdviceMissing(_) => State::Missing,
            Self::Activities { missing: 0, .. } => State::Attested,
            Self::Activities { .. } | Self::Advice { recommends: false, .. } => State::Missing,
            Self::Entries { .. } | Self::Advice { .. } | Self::Signed { .. } | Self::Time { .. } => {
                State::Attested
            }
        }
    }

    fn words(&self, say: &Say<'_>) -> String {
        let lang = say.lang;
        match self {
            Self::Entries { count, last: Some(last) } if *count > 0 => {
                words::signoff_evidence_entries(lang, i64::from(*count), say.day(*last))
            }
            Self::Entries { .. } => words::signoff_evidence_no_entries(lang).to_owned(),
            Self::Activities { total, missing: 0 } => {
                words::signoff_evidence_activities_met(lang, i64::from(*total))
            }
            Self::Activities { total, missing } => {
                words::signoff_evidence_activities_missing(lang, i64::from(*missing), i64::from(*total))
            }
            Self::Advice { name, role, recommends: true } => {
                words::signoff_evidence_advice(lang, name, say.role(*role))
            }
            Self::Advice { name, role, recommends: false } => {
                words::signoff_evidence_advice_not(lang, name, say.role(*role))
            }
            Self::Signed { name, role, count } => {
                words::signoff_evidence_advice_signed(lang, i64::from(*count), name, say.role(*role))
            }
            Self::AdviceMissing(role) => words::signoff_evidence_advice_missing(lang, say.role(*role)),
            Self::Time { from, until, percent, place } => {
                let period =
                    format!("{} – {}", format::short_year(lang, *from), format::short_year(lang, *until));
                let share = format::percent(lang, i64::from(percent.get()));
                words::signoff_evidence_time(lang, share, period, place)
            }
        }
    }

    /// The line.
    pub(super) fn line(&self, say: &Say<'_>) -> Markup {
        html! { li class="line" { (drawing(self.state())) span class="grow" { (self.words(say)) } } }
    }
}

/// What lacks warns; it is nobody's fault yet.
fn drawing(state: State) -> Markup {
    match state {
        State::Missing => html! { (state.icon().coloured("returned")) },
        other => html! { (other.drawing()) },
    }
}
