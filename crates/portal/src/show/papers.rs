//! Papers on record, as the pages of their trainee and of those who verify them show them.

use base::{Day, DocumentId, Moment};
use maud::{Markup, html};
use web::{
    format,
    parts::{self, State, Tone},
};

use super::{Say, dotted};
use crate::words;

/// A paper on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperLine {
    /// Which.
    pub id: DocumentId,
    /// What it is, in the scheme's words.
    pub kind: String,
    /// The file's name.
    pub name: String,
    /// The day on it.
    pub on: Option<Day>,
    /// When it was put on record.
    pub added_at: Moment,
    /// Who has seen the original: name and role, and when.
    pub seen: Option<(String, Moment)>,
    /// Whether it was taken back.
    pub withdrawn: bool,
    /// Whether the same file stands on somebody else's record; told to those who verify.
    pub elsewhere: bool,
}

/// What was just done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperDid {
    /// This paper was put on record.
    Added(String),
    /// One was taken back.
    TakenBack,
    /// The reader has seen this one's original.
    Seen(String),
}

/// What was just done, at the top of the page.
pub fn paper_done(say: &Say<'_>, did: Option<&PaperDid>) -> Markup {
    let lang = say.lang;
    let said = match did {
        None => return html! {},
        Some(PaperDid::Added(name)) => words::documents_added(lang, name),
        Some(PaperDid::TakenBack) => words::documents_taken_back(lang).to_owned(),
        Some(PaperDid::Seen(name)) => words::documents_seen_now(lang, name),
    };
    parts::alert(Tone::Success, &said, html! {})
}

/// A row about a paper; `below` is what the reader can do with it.
pub fn paper(say: &Say<'_>, one: &PaperLine, below: &Markup) -> Markup {
    let lang = say.lang;
    let state = match (&one.seen, one.withdrawn) {
        (_, true) => State::Annulled,
        (Some(_), _) => State::Verified,
        (None, _) => State::Open,
    };
    let stands = match &one.seen {
        _ if one.withdrawn => words::documents_withdrawn(lang).to_owned(),
        Some((who, at)) => words::documents_verified(lang, say.when(*at), who),
        None => words::documents_claimed(lang, say.when(one.added_at)),
    };
    let on = one.on.map(|day| words::documents_dated(lang, say.long(day))).unwrap_or_default();
    html! {
        li class="row tall" {
            (state.drawing())
            div class="grow stack" data-gap="1" {
                b { a class="ds-link" href={ "/documents/" (one.id) } download { (format::capitalised(&one.kind)) span class="ds-sr-only" { ": " (one.name) } } }
                small { (dotted(&[one.name.as_str(), &on])) }
                small { (stands) }
                @if one.elsewhere { (State::Missing.said(words::documents_elsewhere(lang))) }
                (below)
            }
        }
    }
}
