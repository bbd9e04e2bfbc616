//! The papers on somebody's record, for those who may see them and say that they have seen an original.

use domain::refusal::Refusal;
use maud::{Markup, html};
use web::{
    page::Width,
    parts::{self, Weight},
};

use crate::{
    show::{Here, Nav, Page, PaperDid, PaperLine, Say, paper, paper_done, refusal_alert},
    words,
};

/// What those who verify see.
#[derive(Debug, Clone, Default)]
pub struct Papers {
    /// Whose.
    pub name: String,
    /// The papers, the newest first.
    pub papers: Vec<PaperLine>,
    /// Whether the reader may say that they have seen an original.
    pub verifies: bool,
    /// What was just done.
    pub did: Option<PaperDid>,
    /// Why the last try was refused.
    pub refused: Option<Refusal>,
}

/// The papers of somebody else.
pub fn papers_of(say: &Say<'_>, view: &Papers) -> Page {
    let lang = say.lang;
    let title = words::documents_of(lang, &view.name);
    let body = html! {
        (parts::back("/trainees", words::common_back(lang)))
        div class="stack" data-gap="7" {
            @if let Some(refusal) = &view.refused { (refusal_alert(say, refusal)) }
            (paper_done(say, view.did.as_ref()))
            div class="stack" {
                (parts::h1(&title))
                @if view.papers.is_empty() { p { (words::documents_none(lang)) } }
                @else if view.verifies { p { (words::documents_of_about(lang)) } }
            }
            @if !view.papers.is_empty() { ul class="rows" { @for one in &view.papers { (paper(say, one, &see(say, view, one))) } } }
        }
    };
    Page { title, width: Width::Reading, here: Here::At(Nav::Trainees), body }
}

fn see(say: &Say<'_>, view: &Papers, one: &PaperLine) -> Markup {
    if !view.verifies || one.seen.is_some() || one.withdrawn {
        return html! {};
    }
    html! {
        form class="line" method="post" action={ "/documents/" (one.id) "/verify" } {
            (parts::button(Weight::Secondary, words::documents_verify(say.lang)))
        }
    }
}
