//! What happened to a requirement, newest first: who, in which role, on whose behalf, when, and what was said. Never an id.

use base::{Day, Moment};
use domain::access::Role;
use maud::Markup;
use web::{format, parts};

use super::{Say, dotted};
use crate::words;

/// Somebody who did something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The name.
    pub name: String,
    /// In which role; none for the trainee.
    pub role: Option<Role>,
    /// The leader for whom a delegate acted.
    pub on_behalf_of: Option<String>,
}

impl Who {
    /// Somebody in a role.
    pub fn new(name: impl Into<String>, role: Role) -> Self {
        Self { name: name.into(), role: Some(role), on_behalf_of: None }
    }
    /// The trainee.
    pub fn trainee(name: impl Into<String>) -> Self {
        Self { name: name.into(), role: None, on_behalf_of: None }
    }
    /// `Torunn Vik, leder`; `Anders Brekke, på vegne av Torunn Vik`.
    pub fn said(&self, say: &Say<'_>) -> String {
        match (&self.on_behalf_of, self.role) {
            (Some(leader), _) => format!("{}, {}", self.name, words::show_on_behalf(say.lang, leader)),
            (None, Some(role)) => words::show_person_role(say.lang, &self.name, say.role(role)),
            (None, None) => self.name.clone(),
        }
    }
}

/// What it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    /// So many registered, on a day.
    Registered {
        /// How many.
        count: u32,
        /// When it was done.
        on: Day,
    },
    /// So many of a day taken back again.
    Withdrawn {
        /// How many.
        count: u32,
        /// When it was said to be done.
        on: Day,
    },
    /// Sent to somebody.
    Requested {
        /// To whom; none when it is the reader.
        to: Option<String>,
    },
    /// Taken back by the trainee.
    Recalled,
    /// Returned.
    Returned,
    /// Advised.
    Advised {
        /// Whether it was recommended.
        recommends: bool,
        /// The day of the assessment group's meeting.
        meeting: Option<Day>,
    },
    /// Attested; so many times, where it is counted.
    Attested {
        /// How many it vouches for.
        count: Option<u32>,
        /// Of time: absence was under so many percent, which they certify.
        absence_below_percent: Option<u8>,
    },
    /// Marked as fulfilled on behalf of the trainee.
    Marked,
    /// Registered as achieved before, on a document.
    Credited {
        /// When it was achieved.
        on: Day,
    },
    /// The original of a document was seen.
    Verified,
    /// It was taken back that the original was seen.
    Unverified,
    /// An annulment was proposed.
    AnnulmentProposed,
    /// Two people took an attestation back.
    Annulled,
    /// A second person declined to annul.
    AnnulmentDeclined,
    /// The proposal to annul was withdrawn.
    AnnulmentWithdrawn,
    /// It came from another portal.
    Imported,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// What.
    pub what: Happened,
    /// Who did it.
    pub who: Who,
    /// When.
    pub at: Moment,
    /// What was said.
    pub comment: Option<String>,
}

impl Happening {
    fn state(&self) -> parts::State {
        match self.what {
            Happened::Registered { .. } => parts::State::Progress,
            Happened::Requested { .. } => parts::State::Requested,
            Happened::Recalled
            | Happened::Withdrawn { .. }
            | Happened::AnnulmentDeclined
            | Happened::AnnulmentWithdrawn => parts::State::Open,
            Happened::Returned => parts::State::Returned,
            Happened::Advised { recommends: true, .. } => parts::State::Advised,
            Happened::Attested { .. } | Happened::Marked | Happened::Credited { .. } => {
                parts::State::Attested
            }
            Happened::Advised { recommends: false, .. } | Happened::AnnulmentProposed => {
                parts::State::Missing
            }
            Happened::Unverified => parts::State::Missing,
            Happened::Verified | Happened::Imported => parts::State::Verified,
            Happened::Annulled => parts::State::Annulled,
        }
    }

    fn words(&self, say: &Say<'_>) -> String {
        let lang = say.lang;
        match &self.what {
            Happened::Registered { count: 0 | 1, on } => {
                dotted(&[words::show_did_registered(lang), &say.date(*on)])
            }
            Happened::Registered { count, on } => {
                let count = words::show_did_registered_count(lang, i64::from(*count));
                dotted(&[&count, &say.date(*on)])
            }
            Happened::Withdrawn { count, on } => {
                words::show_did_withdrawn(lang, i64::from(*count), say.date(*on))
            }
            Happened::Requested { to: Some(name) } => words::show_did_requested(lang, name),
            Happened::Requested { to: None } => words::show_did_requested_you(lang).to_owned(),
            Happened::Recalled => words::show_did_recalled(lang).to_owned(),
            Happened::Returned => words::show_did_returned(lang).to_owned(),
            Happened::Advised { recommends, meeting } => {
                let what = if *recommends {
                    words::show_did_advised(lang)
                } else {
                    words::show_did_advised_not(lang)
                };
                match meeting {
                    Some(day) => {
                        format!("{what} {}", words::show_did_meeting(lang, say.date(*day)))
                    }
                    None => what.to_owned(),
                }
            }
            Happened::Attested { absence_below_percent: Some(percent), .. } => {
                let percent = format::percent(lang, i64::from(*percent));
                format!("{}. {}", words::show_did_attested(lang), words::show_did_absence(lang, percent))
            }
            Happened::Attested { count: Some(count), .. } if *count > 1 => {
                format!("{} × {count}", words::show_did_attested(lang))
            }
            Happened::Attested { .. } => words::show_did_attested(lang).to_owned(),
            Happened::Marked => words::show_did_marked(lang).to_owned(),
            Happened::Credited { on } => {
                words::show_did_credited(lang, say.long(*on), format::capitalised(say.short("credited")))
            }
            Happened::Verified => words::show_did_verified(lang).to_owned(),
            Happened::Unverified => words::show_did_unverified(lang).to_owned(),
            Happened::AnnulmentProposed => words::show_did_annulment_proposed(lang).to_owned(),
            Happened::Annulled => words::show_did_annulled(lang).to_owned(),
            Happened::AnnulmentDeclined => words::show_did_annulment_declined(lang).to_owned(),
            Happened::AnnulmentWithdrawn => words::show_did_annulment_withdrawn(lang).to_owned(),
            Happened::Imported => words::show_did_imported(lang).to_owned(),
        }
    }
}

/// The line of time.
pub fn history(say: &Say<'_>, happenings: &[Happening]) -> Markup {
    let texts: Vec<(String, String)> = happenings
        .iter()
        .map(|h| (h.words(say), dotted(&[h.who.said(say), format::moment_year(say.lang, h.at)])))
        .collect();
    let events: Vec<_> = happenings
        .iter()
        .zip(&texts)
        .map(|(h, (what, who_when))| parts::Event {
            state: h.state(),
            what,
            who_when,
            comment: h.comment.as_deref(),
        })
        .collect();
    parts::timeline(&events)
}
