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

/// What the desk shows.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// Whether those decided are shown, instead of those that wait.
    pub decided: bool,
    /// The name or number that was looked for; empty: none.
    pub words: String,
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
    /// The address of what is shown, from its first.
    fn address(&self) -> String {
        match (self.words.is_empty(), self.decided) {
            (false, _) => format!("/cases?q={}", encoded(&self.words)),
            (true, true) => "/cases?show=decided".to_owned(),
            (true, false) => "/cases?show=waiting".to_owned(),
        }
    }
}

/// The desk.
pub fn desk(say: &Say<'_>, view: &Desk) -> Page {
    let lang = say.lang;
    let title = words::cases_title(lang);
    let waiting = ("/cases", words::cases_show_waiting(lang));
    let decided = ("/cases?show=decided", words::cases_show_decided(lang));
    let others = match (view.words.is_empty(), view.decided) {
        (true, true) => vec![waiting],
        (true, false) => vec![decided],
        (false, _) => vec![waiting, decided],
    };
    let address = view.address();
    let body = html! {
        div class="stack" data-gap="7" {
            (parts::h1(title))
            form class="line" role="search" method="get" action="/cases" {
                (parts::search(Field::new("q", words::cases_search(lang)).grow(), &view.words))
                (parts::button(Weight::Secondary, words::common_search(lang)))
            }
            (shown(say, view))
            @if let Some(after) = &view.after {
                p { (parts::link_alone(&format!("{address}&after={after}"), words::cases_more(lang))) }
            }
            @if view.later { p { (parts::link_alone(&address, words::cases_first_page(lang))) } }
            @for (href, words) in others { p { (parts::link_alone(href, words)) } }
        }
    };
    Page { title: title.to_owned(), width: Width::Reading, here: Here::At(Nav::Cases), body }
}

fn shown(say: &Say<'_>, view: &Desk) -> Markup {
    let lang = say.lang;
    let all: Vec<&DeskRow> = view.rows.iter().collect();
    if !view.words.is_empty() {
        let heading = words::cases_found(lang, n(all.len()), &view.words);
        return parts::section(&heading, rows(say, &all));
    }
    let (ours, theirs): (Vec<&DeskRow>, Vec<&DeskRow>) =
        view.rows.iter().partition(|row| row.state != State::Asked);
    html! {
        @if view.decided {
            @if all.is_empty() { p { (words::cases_none_decided(lang)) } } @else { (rows(say, &all)) }
        } @else if all.is_empty() { p { (words::cases_none_waiting(lang)) } }
        @else {
            @if !ours.is_empty() { (parts::section(&words::cases_ours(lang, view.turns.ours), rows(say, &ours))) }
            @if !theirs.is_empty() { (parts::section(&words::cases_theirs(lang, view.turns.theirs), rows(say, &theirs))) }
        }
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
        let decided = Desk { decided: true, rows: vec![row(4, State::Granted)], ..Desk::default() };
        each("dk", "cases-decided", Some(&leader()), |say| {
            let page = desk(say, &decided);
            assert!(page.body.0.contains(&say.date(day(2026, 11, 12))), "{}", page.body.0);
            page
        });
        let words = "Thor & søn".to_owned();
        let found = Desk { words, after: Some("x".to_owned()), ..Desk::default() };
        each("dk", "cases-found", Some(&leader()), |say| {
            let page = desk(say, &found);
            assert!(page.body.0.contains("/cases?q=Thor%20%26%20s%C3%B8n&amp;after=x"), "{}", page.body.0);
            page
        });
    }
}
