//! The documents on somebody's record, for those who may see them and say that they have seen an original.

use domain::refusal::Refusal;
use maud::{Markup, html};
use web::{
    page::Width,
    parts::{self, Weight},
};

use crate::{
    show::{DocumentDid, DocumentRow, Here, Nav, Page, Say, document_done, document_row, refusal_alert},
    words,
};

/// What those who verify see.
#[derive(Debug, Clone, Default)]
pub struct Documents {
    /// Whose.
    pub name: String,
    /// The documents, the newest first.
    pub documents: Vec<DocumentRow>,
    /// What was just done.
    pub did: Option<DocumentDid>,
    /// Why the last try was refused.
    pub refused: Option<Refusal>,
}

/// The documents of somebody else.
pub fn documents_of(say: &Say<'_>, view: &Documents) -> Page {
    let lang = say.lang;
    let title = words::documents_of(lang, &view.name);
    let body = html! {
        (parts::back("/trainees", words::common_back(lang)))
        div class="stack" data-gap="7" {
            @if let Some(refusal) = &view.refused { (refusal_alert(say, refusal)) }
            (document_done(say, view.did.as_ref()))
            div class="stack" {
                (parts::h1(&title))
                @if view.documents.is_empty() { p { (words::documents_none(lang)) } }
                @else if view.documents.iter().any(|one| one.verifies) { p { (words::documents_of_about(lang)) } }
            }
            @if !view.documents.is_empty() { ul class="rows" { @for one in &view.documents { (document_row(say, one, &see(say, one))) } } }
        }
    };
    Page { title, width: Width::Reading, here: Here::At(Nav::Trainees), body }
}

fn see(say: &Say<'_>, one: &DocumentRow) -> Markup {
    if !one.verifies {
        return html! {};
    }
    html! {
        form class="line" method="post" action={ "/documents/" (one.id) "/verify" } {
            (parts::button(Weight::Secondary, words::documents_verify(say.lang)))
        }
    }
}
