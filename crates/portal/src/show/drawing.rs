//! Progress: how many requirements stand in each state, as a staircase, a legend and a sentence.

use domain::signoff::State;
use maud::Markup;
use web::{Lang, format, parts};

use super::{Say, states::drawn};
use crate::words;

/// What a tally counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Counts {
    /// Requirements of several kinds, activities aside.
    #[default]
    Requirements,
    /// Goals, where a plan has no other requirement beside activities.
    Goals,
    /// Activities.
    Activities,
}

/// How many stand in each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Of what.
    pub counts: Counts,
    /// Nothing recorded.
    pub open: u32,
    /// Begun.
    pub in_progress: u32,
    /// Done, and needs no signature.
    pub registered: u32,
    /// Waiting for somebody.
    pub requested: u32,
    /// Came back.
    pub returned: u32,
    /// Approved.
    pub attested: u32,
}

impl Tally {
    /// The order in which a staircase is drawn, done first.
    const DRAWN: [State; 6] = [
        State::Attested,
        State::Registered,
        State::Requested,
        State::Returned,
        State::InProgress,
        State::Open,
    ];

    /// None of these yet.
    pub fn counting(counts: Counts) -> Self {
        Self { counts, ..Self::default() }
    }
    /// How many stand in this state.
    pub const fn of(&self, state: State) -> u32 {
        match state {
            State::Open => self.open,
            State::InProgress => self.in_progress,
            State::Registered => self.registered,
            State::Requested => self.requested,
            State::Returned => self.returned,
            State::Attested => self.attested,
        }
    }
    /// One more in this state.
    pub const fn add(&mut self, state: State) {
        self.add_many(state, 1);
    }
    /// So many more in this state.
    pub const fn add_many(&mut self, state: State, count: u32) {
        *match state {
            State::Open => &mut self.open,
            State::InProgress => &mut self.in_progress,
            State::Registered => &mut self.registered,
            State::Requested => &mut self.requested,
            State::Returned => &mut self.returned,
            State::Attested => &mut self.attested,
        } += count;
    }
    /// All of them.
    pub const fn total(&self) -> u32 {
        self.open + self.in_progress + self.registered + self.requested + self.returned + self.attested
    }
    /// Those in their end state.
    pub const fn done(&self) -> u32 {
        self.attested + self.registered
    }
    /// Those that something is still expected of.
    pub const fn remaining(&self) -> u32 {
        self.total() - self.done()
    }
    /// Begun and not done.
    pub const fn under_way(&self) -> u32 {
        self.remaining() - self.open
    }
    /// Done, in percent, rounded down: 100 means all.
    pub const fn percent(&self) -> u32 {
        match self.total() {
            0 => 0,
            total => self.done() * 100 / total,
        }
    }
}

/// The staircase with its title; its counts are its description.
pub fn tally_bar(lang: Lang, title: &str, tally: &Tally, big: bool) -> Markup {
    let steps = Tally::DRAWN.map(|state| (drawn(state), tally.of(state)));
    parts::bar(title, &tally_words(lang, tally), tally.total(), &steps, big)
}

/// The counts in words, side by side.
pub fn tally_legend(say: &Say<'_>, tally: &Tally) -> Markup {
    let counted = Tally::DRAWN.into_iter().filter(|state| tally.of(*state) > 0);
    let items: Vec<_> =
        counted.map(|state| (drawn(state), count_words(say.lang, state, tally.of(state)))).collect();
    parts::legend(&items)
}

/// `64 godkendt, 4 meldt klar og 45 ikke begyndt`.
pub fn tally_words(lang: Lang, tally: &Tally) -> String {
    let counted = Tally::DRAWN.into_iter().filter(|state| tally.of(*state) > 0);
    let items: Vec<String> = counted.map(|state| count_words(lang, state, tally.of(state))).collect();
    let items: Vec<&str> = items.iter().map(String::as_str).collect();
    format::list(lang, &items)
}

fn count_words(lang: Lang, state: State, count: u32) -> String {
    let count = i64::from(count);
    match state {
        State::Open => words::show_tally_open(lang, count),
        State::InProgress => words::show_tally_in_progress(lang, count),
        State::Registered => words::show_tally_registered(lang, count),
        State::Requested => words::show_tally_requested(lang, count),
        State::Returned => words::show_tally_returned(lang, count),
        State::Attested => words::show_tally_attested(lang, count),
    }
}
