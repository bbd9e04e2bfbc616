//! Entries of a trainee: when, how many, what was noted.

use base::Day;
use maud::{Markup, html};

use super::Say;

/// An entry on a requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryLine {
    /// When it was done.
    pub on: Day,
    /// How many times.
    pub count: u32,
    /// What the trainee noted.
    pub comment: Option<String>,
}

/// Entries, newest first.
pub fn entries(say: &Say<'_>, entries: &[EntryLine]) -> Markup {
    html! {
        ul class="rows" {
            @for entry in entries {
                li class="row" {
                    span class="grow" {
                        b { (say.date(entry.on)) }
                        @if let Some(comment) = &entry.comment { small { (comment) } }
                    }
                    span { (say.number(entry.count)) " ×" }
                }
            }
        }
    }
}
