//! Documents on record, as the pages of their trainee and of those who verify them show them.

use base::{Day, DocumentId, Moment};
use maud::{Markup, html};
use web::{
    format,
    parts::{self, State, Tone},
};

use super::{Say, dotted};
use crate::words;

/// What became of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentStands {
    /// Nobody has seen the original yet.
    Claimed {
        /// When it was put on record.
        since: Moment,
    },
    /// Somebody has.
    Verified {
        /// Name and role.
        who: String,
        /// When.
        at: Moment,
    },
    /// Somebody took back that it was seen.
    Unverified {
        /// Name and role.
        who: String,
        /// When.
        at: Moment,
        /// Why.
        why: String,
    },
    /// It was taken back.
    Withdrawn,
}

impl DocumentStands {
    /// Whether it waits for somebody to see the original.
    pub const fn waits(&self) -> bool {
        matches!(self, Self::Claimed { .. } | Self::Unverified { .. })
    }
}

/// A document on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// Which.
    pub id: DocumentId,
    /// What it is, in the scheme's words.
    pub kind: String,
    /// The time that it attests, by its title.
    pub attests: Option<String>,
    /// The file's name.
    pub name: String,
    /// The day on it.
    pub on: Option<Day>,
    /// What became of it.
    pub stands: DocumentStands,
    /// Whether the same file stands on somebody else's record; told to those who verify.
    pub elsewhere: bool,
    /// Whether the reader may say that they have seen the original, or take that back.
    pub verifies: bool,
    /// Whether something achieved before rests on it; told to its trainee.
    pub in_use: bool,
}

/// What was just done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentDid {
    /// This document was put on record.
    Added(String),
    /// One was taken back.
    TakenBack,
    /// The reader has seen this one's original.
    Seen(String),
    /// The reader took that back.
    Unseen(String),
}

/// What was just done, at the top of the page.
pub fn document_done(say: &Say<'_>, did: Option<&DocumentDid>) -> Markup {
    let lang = say.lang;
    let said = match did {
        None => return html! {},
        Some(DocumentDid::Added(name)) => words::documents_added(lang, name),
        Some(DocumentDid::TakenBack) => words::documents_taken_back(lang).to_owned(),
        Some(DocumentDid::Unseen(name)) => words::documents_unseen_now(lang, name),
        Some(DocumentDid::Seen(name)) => words::documents_seen_now(lang, name),
    };
    parts::alert(Tone::Success, &said, html! {})
}

/// A row about a document; `below` is what the reader can do with it.
pub fn document_row(say: &Say<'_>, one: &DocumentRow, below: &Markup) -> Markup {
    let lang = say.lang;
    let (state, stands) = match &one.stands {
        DocumentStands::Withdrawn => (State::Annulled, words::documents_withdrawn(lang).to_owned()),
        DocumentStands::Verified { who, at } => {
            (State::Verified, words::documents_verified(lang, say.when(*at), who))
        }
        DocumentStands::Unverified { who, at, .. } => {
            (State::Missing, words::documents_unverified(lang, say.when(*at), who))
        }
        DocumentStands::Claimed { since } => (State::Open, words::documents_claimed(lang, say.when(*since))),
    };
    let on = one.on.map(|day| words::documents_dated(lang, say.long(day))).unwrap_or_default();
    let kind = dotted(&[format::capitalised(&one.kind), one.attests.clone().unwrap_or_default()]);
    html! {
        li class="row tall" {
            (state.drawing())
            div class="grow stack" data-gap="1" {
                b {
                    @if one.stands == DocumentStands::Withdrawn { (kind) }
                    @else { a class="ds-link" href={ "/documents/" (one.id) } download { (kind) span class="ds-sr-only" { ": " (one.name) } } }
                }
                small { (dotted(&[one.name.as_str(), &on])) }
                small { (stands) }
                @if let DocumentStands::Unverified { why, .. } = &one.stands { (say.quote(why)) }
                @if one.elsewhere { small { (words::documents_elsewhere(lang)) } }
                (below)
            }
        }
    }
}
