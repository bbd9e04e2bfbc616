//! The documents on somebody's record, for those who may see them and say that they have seen an original.

use base::DocumentId;
use domain::refusal::Refusal;
use maud::{Markup, html};
use web::{
    Fields,
    page::Width,
    parts::{self, Field, Weight},
};

use crate::{
    show::{
        DocumentDid, DocumentRow, DocumentStands, Here, Nav, Page, Say, document_done, document_row,
        refusal_alert,
    },
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
    /// What was typed about one of them, and what is wrong with it.
    pub typed: Option<(DocumentId, Fields)>,
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
                @else if view.documents.iter().any(|one| one.verifies && one.stands.waits()) { p { (words::documents_of_about(lang)) } }
            }
            @if !view.documents.is_empty() { ul class="rows" { @for one in &view.documents { (document_row(say, one, &see(say, view, one))) } } }
        }
    };
    Page { title, width: Width::Reading, here: Here::At(Nav::Trainees), body }
}

/// What whoever verifies does: says that they have seen the original, or takes that back and says why.
fn see(say: &Say<'_>, view: &Documents, one: &DocumentRow) -> Markup {
    if !one.verifies {
        return html! {};
    }
    let lang = say.lang;
    if !matches!(one.stands, DocumentStands::Verified { .. }) {
        return html! {
            form class="line" method="post" action={ "/documents/" (one.id) "/verify" } {
                (parts::button(Weight::Secondary, words::documents_verify(lang)))
            }
        };
    }
    let typed = view.typed.as_ref().filter(|(id, _)| *id == one.id).map(|(_, fields)| fields);
    let (nothing, id) = (Fields::default(), format!("comment-{}", one.id));
    let hint = words::documents_unverify_hint(lang);
    let why =
        Field::new("comment", words::documents_unverify_why(lang)).id(&id).hint(hint).rows(2).required();
    parts::more_open(
        words::documents_unverify(lang),
        typed.is_some(),
        html! {
            form class="stack" novalidate method="post" action={ "/documents/" (one.id) "/unverify" } {
                (parts::textarea(why, typed.unwrap_or(&nothing)))
                div class="line" { (parts::button(Weight::Secondary, words::documents_unverify_button(lang))) }
            }
        },
    )
}
