//! The authority's desk: the cases that wait, those decided, or those somebody looked for.

use base::{CaseId, Day};
use maud::{Markup, html};
use web::{
    page::Width,
    parts::{self, Field, Weight},
};

use super::{
    super::{State, Turns},
    drawn, word_of,
};
use crate::{
    show::{Here, Nav, Page, Say, dotted, encoded, n},
    words,
};

/// A case on the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskRow {
    /// Which.
    pub id: CaseId,
    /// What people call it.
    pub number: String,
    /// Whose.
    pub trainee: String,
    /// What is applied for.
    pub kind: String,
    /// The day on which it was sent.
    pub sent_on: Day,
    /// The day of its decision.
    pub decided_on: Option<Day>,
    /// How many days it has waited, or waited until its decision.
    pub days: i32,
    /// Where it stands.
    pub state: State,
    /// Whether some of it is on its way to the authority's own system.
    pub delivering: bool,
}

/// Which cases are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Shown {
    /// Those that wait.
    #[default]
    Waiting,
    /// Those decided.
    Decided,
    /// Those that fit this name, or number of a case.
    Fits(String),
    /// Those of whoever has the national number that was typed.
    Numbered,
}

/// What the desk shows.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// Which cases.
    pub which: Shown,
    /// What the national number is called by which a case is found; empty: none is known.
    pub number: String,
    /// Of those that wait, how many there are in all.
    pub turns: Turns,
    /// The cases on this page.
    pub rows: Vec<DeskRow>,
    /// Where the next page begins.
    pub after: Option<String>,
    /// Whether it is a later page.
    pub later: bool,
}

impl Desk {
    /// The address of what is shown, from its first; none: a national number stands in no address.
    fn address(&self) -> Option<String> {
        match &self.which {
            Shown::Fits(words) => Some(format!("/cases?q={}", encoded(words))),
            Shown::Decided => Some("/cases?show=decided".to_owned()),
            Shown::Waiting => Some("/cases?show=waiting".to_owned()),
            Shown::Numbered => None,
        }
    }

    /// The name or number of a case that was looked for.
    fn words(&self) -> &str {
        match &self.which {
            Shown::Fits(words) => words,
            Shown::Waiting | Shown::Decided | Shown::Numbered => "",
        }
    }
}

/// The desk.
pub fn desk(say: &Say<'_>, view: &Desk) -> Page {
    let lang = say.lang;
    let title = words::cases_title(lang);
    let waiting = ("/cases", words::cases_show_waiting(lang));
    let decided = ("/cases?show=decided", words::cases_show_decided(lang));
    let others = match &view.which {
        Shown::Decided => vec![waiting],
        Shown::Waiting => vec![decided],
        Shown::Fits(_) | Shown::Numbered => vec![waiting, decided],
    };
    let body = html! {
        div class="stack" data-gap="7" {
            (parts::h1(title))
            form class="line" role="search" method="post" action="/cases/find" {
                @let label = match view.number.as_str() { "" => words::cases_search(lang).to_owned(), number => words::cases_search_number(lang, number) };
                (parts::search(Field::new("q", &label).grow().autocomplete("off"), view.words()))
                (parts::button(Weight::Secondary, words::common_search(lang)))
            }
            (shown(say, view))
            @if let Some(address) = view.address() {
                @if let Some(after) = &view.after {
                    p { (parts::link_alone(&format!("{address}&after={after}"), words::cases_more(lang))) }
                }
                @if view.later { p { (parts::link_alone(&address, words::cases_first_page(lang))) } }
            }
            @for (href, words) in others { p { (parts::link_alone(href, words)) } }
        }
    };
    Page { title: title.to_owned(), width: Width::Reading, here: Here::At(Nav::Cases), body }
}

fn shown(say: &Say<'_>, view: &Desk) -> Markup {
    let lang = say.lang;
    let all: Vec<&DeskRow> = view.rows.iter().collect();
    match &view.which {
        Shown::Fits(words) => parts::section(&words::cases_found(lang, n(all.len()), words), rows(say, &all)),
        Shown::Numbered => parts::section(&words::cases_found_number(lang, n(all.len())), rows(say, &all)),
        Shown::Decided if all.is_empty() => html! { p { (words::cases_none_decided(lang)) } },
        Shown::Decided => rows(say, &all),
        Shown::Waiting => waiting(say, view, &all),
    }
}

/// Those that wait, by whose turn it is.
fn waiting(say: &Say<'_>, view: &Desk, all: &[&DeskRow]) -> Markup {
    let lang = say.lang;
    let (ours, theirs): (Vec<&DeskRow>, Vec<&DeskRow>) =
        all.iter().copied().partition(|row| row.state != State::Asked);
    html! {
        @if all.is_empty() { p { (words::cases_none_waiting(lang)) } }
        @if !ours.is_empty() { (parts::section(&words::cases_ours(lang, view.turns.ours), rows(say, &ours))) }
        @if !theirs.is_empty() { (parts::section(&words::cases_theirs(lang, view.turns.theirs), rows(say, &theirs))) }
    }
}

/// Cases in a list, each one press away.
pub fn rows(say: &Say<'_>, all: &[&DeskRow]) -> Markup {
    let lang = say.lang;
    html! {
        ul class="rows" {
            @for one in all {
                @let state = drawn(one.state);
                li class="row" {
                    (state.drawing())
                    span class="grow" {
                        b { a class="ds-link" href={ "/cases/" (one.id) } { (one.trainee) } }
                        small class="block" { (dotted(&[words::cases_number_short(lang, &one.number), one.kind.clone()])) }
                        small class="block" { (since(say, one)) }
                    }
                    span class="state end" data-state=(state.name()) { (word_of(say, one.state, one.delivering)) }
                }
            }
        }
    }
}

/// Since when it waits, or when it was decided, and how many days that took.
fn since(say: &Say<'_>, one: &DeskRow) -> String {
    let days = i64::from(one.days);
    match one.decided_on {
        Some(day) => words::cases_row_decided(say.lang, say.date(day), days),
        None => words::cases_row_waits(say.lang, say.date(one.sent_on), days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::show::samples::{day, each, leader};

    fn row(last: u128, state: State) -> DeskRow {
        DeskRow {
            id: CaseId::from_uuid(uuid::Uuid::from_u128(last)),
            number: format!("2026-{last:04}"),
            trainee: "Emil Thorsen".to_owned(),
            kind: "Tilladelse til selvstændigt virke".to_owned(),
            sent_on: day(2026, 11, 2),
            decided_on: state.is_end().then(|| day(2026, 11, 12)),
            days: if state.is_end() { 10 } else { 21 },
            state,
            delivering: last == 1,
        }
    }

    #[test]
    fn cases_are_told_apart_by_number_and_say_how_long_they_wait() {
        let waiting = Desk {
            turns: Turns { ours: 73, theirs: 1 },
            rows: vec![row(1, State::Sent), row(2, State::Supplemented), row(3, State::Asked)],
            ..Desk::default()
        };
        each("dk", "cases", Some(&leader()), |say| {
            let page = desk(say, &waiting);
            for part in ["2026-0003", "21", "73"] {
                assert!(page.body.0.contains(part), "{part} in {}", page.body.0);
            }
            page
        });
        let decided = Desk { which: Shown::Decided, rows: vec![row(4, State::Granted)], ..Desk::default() };
        each("dk", "cases-decided", Some(&leader()), |say| {
            let page = desk(say, &decided);
            assert!(page.body.0.contains(&say.date(day(2026, 11, 12))), "{}", page.body.0);
            page
        });
        let which = Shown::Fits("Thor & søn".to_owned());
        let found = Desk { which, after: Some("x".to_owned()), ..Desk::default() };
        each("dk", "cases-found", Some(&leader()), |say| {
            let page = desk(say, &found);
            assert!(page.body.0.contains("/cases?q=Thor%20%26%20s%C3%B8n&amp;after=x"), "{}", page.body.0);
            page
        });
        for rows in [Vec::new(), vec![row(4, State::Granted)]] {
            let found = Desk { which: Shown::Numbered, rows, ..Desk::default() };
            each("dk", "cases-numbered", Some(&leader()), |say| desk(say, &found));
        }
    }
}
