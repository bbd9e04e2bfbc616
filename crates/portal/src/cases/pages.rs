//! Pages of cases: where a dossier is, for whoever sent it; the desk and a case, for the authority.

mod case;
mod desk;
mod sure;
mod whereabouts;

pub use case::{CasePage, Enclosed, Finding, Later, case};
pub use desk::{Desk, DeskRow, Shown, desk, rows};
pub use sure::{Sure, sure};
pub use whereabouts::{SentLater, Whereabouts, whereabouts};

use web::parts;

use super::{Case, Happened, State};
use crate::{show::Say, words};

/// What happened to a case, as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Which drawing stands beside it.
    pub state: parts::State,
    /// What happened.
    pub what: String,
    /// Who, when.
    pub who_when: String,
    /// The words that were said.
    pub comment: Option<String>,
}

/// A state in a word or two; to its trainee an answer is told otherwise.
pub(super) fn word(say: &Say<'_>, state: State) -> &'static str {
    let lang = say.lang;
    match state {
        State::Sent => words::cases_state_sent(lang),
        State::Open => words::cases_state_open(lang),
        State::Asked => words::cases_state_asked(lang),
        State::Supplemented => words::cases_state_supplemented(lang),
        State::Granted => words::cases_state_granted(lang),
        State::Refused => words::cases_state_refused(lang),
        State::Withdrawn => words::cases_state_withdrawn(lang),
    }
}

/// The drawing of a state.
pub(super) const fn drawn(state: State) -> parts::State {
    match state {
        State::Sent => parts::State::Requested,
        State::Open | State::Supplemented => parts::State::Progress,
        State::Asked => parts::State::Returned,
        State::Granted => parts::State::Attested,
        State::Refused => parts::State::Missing,
        State::Withdrawn => parts::State::Open,
    }
}

/// The same of a case that is sealed and not yet with its authority.
pub(super) fn word_of(say: &Say<'_>, state: State, delivering: bool) -> &'static str {
    if delivering && state == State::Sent {
        words::cases_state_delivering(say.lang)
    } else {
        word(say, state)
    }
}

/// Where a case stands, drawn and in a word, for its trainee.
pub fn told_in_short(say: &Say<'_>, case: &Case) -> (parts::State, String) {
    let (state, delivering) = (case.state(), case.delivering_since().is_some());
    let wrote = case.events.last().is_some_and(|last| last.what == Happened::Supplemented(None));
    let word = match state {
        State::Supplemented if wrote => words::cases_state_answered(say.lang),
        State::Supplemented => words::cases_state_followed(say.lang),
        other => word_of(say, other, delivering),
    };
    (drawn(state), word.to_owned())
}

/// What has become of a case, as a heading for its trainee.
pub fn told_at_length(say: &Say<'_>, state: State, delivering: bool) -> String {
    let lang = say.lang;
    match state {
        State::Sent if delivering => words::cases_heading_delivering(lang, say.short("authority")),
        State::Sent | State::Open | State::Supplemented => {
            words::cases_heading_sent(lang, say.short("authority"))
        }
        State::Asked => words::cases_heading_asked(lang).to_owned(),
        State::Granted => words::cases_heading_granted(lang).to_owned(),
        State::Refused => words::cases_heading_refused(lang).to_owned(),
        State::Withdrawn => words::cases_heading_withdrawn(lang).to_owned(),
    }
}

/// What is still to happen, and below it what happened.
fn timeline(ahead: &[Told], told: &[Told]) -> maud::Markup {
    let events: Vec<parts::Event<'_>> = ahead
        .iter()
        .chain(told)
        .map(|one| parts::Event {
            state: one.state,
            what: &one.what,
            who_when: &one.who_when,
            comment: one.comment.as_deref(),
        })
        .collect();
    parts::timeline(&events)
}
