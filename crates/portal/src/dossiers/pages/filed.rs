//! The papers on record, and the form that puts one there.

use base::ProgrammeId;
use maud::{Markup, html};
use web::parts::{self, Field, Weight};

use super::Checklist;
use crate::{
    show::{DocumentRow, Say, document_row, file_words, form_errors},
    words,
};

/// For what a document is put on record.
#[derive(Debug, Clone, Default)]
pub struct Filed {
    /// The application in view, by its code; the page shows it again.
    pub application: String,
    /// The programme to which it belongs; none: the present one.
    pub programme: Option<ProgrammeId>,
    /// Whether the reader came to put one there: the form stands open.
    pub open: bool,
    /// Makes a press that comes twice count once; new for each view of the page.
    pub key: String,
}

/// The part of the page about them.
pub(super) fn documents(say: &Say<'_>, view: &Checklist) -> Markup {
    let lang = say.lang;
    html! {
        section class="stack" id="documents" {
            (parts::h2(words::documents_title(lang)))
            @if view.documents.is_empty() {
                p { @if view.asks_documents || view.lines.is_empty() { (words::documents_none(lang)) } @else { (words::documents_none_needed(lang)) } }
            }
            @else { ul class="rows" { @for one in &view.documents { (document_row(say, one, &take_back(say, one))) } } }
            (parts::more_open(words::documents_add(lang), view.filed_for.open || view.fields.has_errors(), html! {
                form class="stack" method="post" action="/documents" enctype="multipart/form-data" novalidate {
                    (form_errors(lang, &view.fields, &[]))
                    input type="hidden" name="application" value=(view.filed_for.application);
                    @if let Some(programme) = view.filed_for.programme { input type="hidden" name="programme" value=(programme); }
                    input type="hidden" name="key" value=(view.filed_for.key);
                    (parts::select(Field::new("kind", words::documents_kind(lang)).required(), &view.fields, Some(words::documents_choose(lang)), &view.kinds))
                    @if !view.times.is_empty() {
                        (parts::select(Field::new("requirement", words::documents_time(lang)).hint(words::documents_time_hint(lang)), &view.fields, Some(words::documents_time_none(lang)), &view.times))
                    }
                    (parts::file(Field::new("file", words::documents_file(lang)).hint(words::documents_about(lang)).required(), &view.fields, ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png", file_words(lang)))
                    (parts::input(Field::new("on_date", words::documents_on(lang)).hint(words::documents_on_hint(lang)).autocomplete("off"), &view.fields))
                    div class="line" { (parts::button(if view.ready { Weight::Secondary } else { Weight::Primary }, words::documents_button(lang))) }
                }
            }))
        }
    }
}

fn take_back(say: &Say<'_>, one: &DocumentRow) -> Markup {
    if !one.stands.waits() {
        return html! {};
    }
    if one.in_use {
        return html! { small { (words::documents_in_use(say.lang)) } };
    }
    html! {
        form method="post" action={ "/documents/" (one.id) "/withdraw" } {
            (parts::button(Weight::Tertiary, words::documents_take_back(say.lang)))
        }
    }
}
