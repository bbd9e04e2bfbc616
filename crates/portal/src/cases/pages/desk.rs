//! The authority's desk.

use base::{CaseId, Moment};
use maud::{Markup, html};
use web::{page::Width, parts};

use super::{super::State, drawn, word};
use crate::{
    show::{Here, Nav, Page, Say, dotted, n},
    words,
};

/// A case on the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskRow {
    /// Which.
    pub id: CaseId,
    /// Whose.
    pub trainee: String,
    /// What is applied for.
    pub kind: String,
    /// When it was sent.
    pub at: Moment,
    /// Where it stands.
    pub state: State,
}

/// What the desk shows.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// Whether those decided are shown, instead of those that wait.
    pub decided: bool,
    /// The cases.
    pub rows: Vec<DeskRow>,
    /// Where the next page begins.
    pub after: Option<String>,
    /// Whether it is a later page.
    pub later: bool,
}

/// The desk.
pub fn desk(say: &Say<'_>, view: &Desk) -> Page {
    let lang = say.lang;
    let title = words::cases_title(lang);
    let yours = |row: &&DeskRow| row.state != State::Asked;
    let (ours, theirs): (Vec<&DeskRow>, Vec<&DeskRow>) = view.rows.iter().partition(yours);
    let other = if view.decided {
        ("/cases", words::cases_show_waiting(lang))
    } else {
        ("/cases?show=decided", words::cases_show_decided(lang))
    };
    let body = html! {
        div class="stack" data-gap="7" {
            (parts::h1(title))
            @if view.decided {
                @if view.rows.is_empty() { p { (words::cases_none_decided(lang)) } }
                @else { (rows(say, &view.rows.iter().collect::<Vec<_>>())) }
            } @else if view.rows.is_empty() { p { (words::cases_none_waiting(lang)) } }
            @else {
                @if !ours.is_empty() { (parts::section(&words::cases_ours(lang, n(ours.len())), rows(say, &ours))) }
                @if !theirs.is_empty() { (parts::section(&words::cases_theirs(lang, n(theirs.len())), rows(say, &theirs))) }
            }
            @if let Some(after) = &view.after {
                p { (parts::link_alone(&format!("{}{}after={after}", other_of(view), if view.decided { "&" } else { "?" }), words::cases_more(lang))) }
            }
            @if view.later { p { (parts::link_alone(other_of(view), words::cases_first_page(lang))) } }
            p { (parts::link_alone(other.0, other.1)) }
        }
    };
    Page { title: title.to_owned(), width: Width::Reading, here: Here::At(Nav::Cases), body }
}

const fn other_of(view: &Desk) -> &'static str {
    if view.decided { "/cases?show=decided" } else { "/cases" }
}

fn rows(say: &Say<'_>, all: &[&DeskRow]) -> Markup {
    html! {
        ul class="rows" {
            @for one in all {
                @let state = drawn(one.state);
                li class="row" {
                    (state.drawing())
                    span class="grow" {
                        b { a class="ds-link" href={ "/cases/" (one.id) } { (one.trainee) } }
                        small class="block" { (dotted(&[one.kind.clone(), say.when(one.at)])) }
                    }
                    span class="state end" data-state=(state.name()) { (word(say, one.state)) }
                }
            }
        }
    }
}
