//! The six states of a requirement, as they are drawn and called in lists. Never fewer than drawing, word and colour.

use domain::signoff::State;
use web::{Lang, parts};

use crate::words;

/// How a state is drawn.
pub const fn drawn(state: State) -> parts::State {
    match state {
        State::Open => parts::State::Open,
        State::InProgress => parts::State::Progress,
        State::Registered => parts::State::Registered,
        State::Requested => parts::State::Requested,
        State::Returned => parts::State::Returned,
        State::Attested => parts::State::Attested,
    }
}

/// What a state is called in a list: one short word.
pub fn state_word(lang: Lang, state: State) -> &'static str {
    match state {
        State::Open => words::show_state_open(lang),
        State::InProgress => words::show_state_in_progress(lang),
        State::Registered => words::show_state_registered(lang),
        State::Requested => words::show_state_requested(lang),
        State::Returned => words::show_state_returned(lang),
        State::Attested => words::show_state_attested(lang),
    }
}
