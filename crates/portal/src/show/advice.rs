//! Recommendations before an approval: whose are there, whose are missing.

use base::Day;
use domain::access::Role;
use maud::{Markup, html};
use web::{format, parts};

use super::{Say, dotted};
use crate::words;

/// What was heard, or not, from somebody whose advice is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// Nothing yet; who may give it, as far as the reader is to know.
    Nothing(Option<Vec<String>>),
    /// Advice.
    Advice {
        /// Who gave it.
        name: String,
        /// Whether it is recommended.
        recommends: bool,
        /// What was said.
        comment: Option<String>,
        /// When.
        on: Day,
    },
    /// Signed activities that count as advice, where the scheme says so.
    Signed {
        /// Who signed.
        name: String,
        /// How many.
        count: u32,
        /// The last day.
        on: Day,
    },
}

/// One line: a role, and what was heard from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdviceLine {
    /// In which role.
    pub role: Role,
    /// What.
    pub heard: Heard,
}

/// All advice on one requirement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Advice {
    /// The paragraph that asks for it, such as `§ 22`.
    pub rule: Option<String>,
    /// Given and missing.
    pub lines: Vec<AdviceLine>,
}

/// The section with everything advised. Nothing where the scheme asks for no advice.
pub fn advice(say: &Say<'_>, advice: &Advice) -> Markup {
    let lang = say.lang;
    let title = match &advice.rule {
        Some(rule) => words::signoff_advice_title(lang, rule),
        None => words::signoff_advice_title_plain(lang).to_owned(),
    };
    html! {
        @if !advice.lines.is_empty() {
            section class="stack" data-gap="2" {
                (parts::h2(&title))
                ul class="rows" { @for line in &advice.lines { (row(say, line)) } }
            }
        }
    }
}

fn row(say: &Say<'_>, line: &AdviceLine) -> Markup {
    let lang = say.lang;
    let role = format::capitalised(say.role(line.role));
    let (state, what, said, who) = match &line.heard {
        Heard::Nothing(who) => {
            let who = who.as_ref().map(|who| match who.as_slice() {
                [] => words::signoff_advice_nobody(lang).to_owned(),
                who => words::signoff_advice_who(lang, say.list(who)),
            });
            (parts::State::Open, words::signoff_advice_missing(lang, role), None, who)
        }
        Heard::Advice { name, recommends, comment, on } => {
            let (state, what) = if *recommends {
                (parts::State::Advised, words::signoff_advice_given(lang, role))
            } else {
                (parts::State::Missing, words::signoff_advice_given_not(lang, role))
            };
            let said = comment.as_deref().map(|c| say.quote(c));
            (state, what, said, Some(dotted(&[name.clone(), say.day(*on)])))
        }
        Heard::Signed { name, count, on } => {
            let said = words::signoff_advice_signed_about(lang, i64::from(*count));
            let who = dotted(&[name.clone(), say.day(*on)]);
            (parts::State::Advised, words::signoff_advice_signed(lang, role), Some(said), Some(who))
        }
    };
    html! {
        li class="row tall" {
            @if state == parts::State::Missing { (state.icon().coloured("returned")) } @else { (state.drawing()) }
            span class="grow stack" data-gap="1" {
                b { (what) }
                @if let Some(said) = said { span { (said) } }
                @if let Some(who) = who { small { (who) } }
            }
        }
    }
}
