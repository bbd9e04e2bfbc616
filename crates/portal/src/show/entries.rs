//! Entries of a trainee: when, how many, what was noted; and a button to take back what was a mistake.

use base::{Day, EntryId, PlanId};
use maud::{Markup, html};
use web::parts;

use super::Say;
use crate::words;

/// An entry on a requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryLine {
    /// When it was done.
    pub on: Day,
    /// How many times.
    pub count: u32,
    /// What the trainee noted.
    pub comment: Option<String>,
    /// The entry, when the reader may take it back.
    pub undo: Option<EntryId>,
    /// Whether it was taken back.
    pub withdrawn: bool,
}

/// Entries, newest first.
pub fn entries(say: &Say<'_>, plan: PlanId, entries: &[EntryLine]) -> Markup {
    html! { ul class="rows" { @for entry in entries { li class="row" { (line(say, plan, entry)) } } } }
}

fn line(say: &Say<'_>, plan: PlanId, entry: &EntryLine) -> Markup {
    let (day, count) = (say.date(entry.on), say.number(entry.count));
    html! {
        span class="grow" {
            @if entry.withdrawn { s { (day) } } @else { b { (day) } }
            @if let Some(comment) = &entry.comment { small { (comment) } }
        }
        @if entry.withdrawn { span class="quiet" { s { (count) " ×" } " " (words::training_req_undone(say.lang)) } }
        @else { span { (count) " ×" } }
        @if let Some(id) = entry.undo {
            @let what = words::training_did_registered_what(say.lang, i64::from(entry.count), &day);
            (undo(say, plan, id, &what, None))
        }
    }
}

/// A button that takes an entry back. `back` says to which page to return, when that is not the requirement's own.
pub fn undo(say: &Say<'_>, plan: PlanId, entry: EntryId, what: &str, back: Option<(&str, &str)>) -> Markup {
    html! {
        form method="post" action={ "/plans/" (plan) "/entries/" (entry) "/withdraw" } {
            @if let Some((name, value)) = back { (parts::hidden(name, value)) }
            button class="ds-button" type="submit" data-variant="tertiary" {
                (words::training_req_undo(say.lang)) span class="ds-sr-only" { " " (what) }
            }
        }
    }
}
