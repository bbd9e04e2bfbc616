//! What somebody else than the trainee can do with a plan as a whole, each as far as their rights go.

use base::{PersonId, PlanId};
use domain::access::Role;
use maud::{Markup, html};
use web::parts::{self, Weight};

use super::plan::Plan;
use crate::{
    show::{Say, n},
    words,
};

/// Who reads a plan that is somebody else's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Whose plan it is.
    pub trainee: String,
    /// Who that is.
    pub trainee_id: PersonId,
    /// What the trainee is just now: `LIS3 · Nordvik sykehus`.
    pub where_now: String,
    /// In which role it is read.
    pub role: Role,
    /// May advise on goals.
    pub advises: bool,
    /// May assign another plan.
    pub assigns: bool,
    /// May delete this one: it has not begun.
    pub deletes: bool,
    /// May archive this one: it has begun.
    pub archives: bool,
    /// May open the trainee's documents.
    pub opens_documents: bool,
}

pub(super) fn manage(say: &Say<'_>, view: &Plan, reading: &Reading) -> Markup {
    let lang = say.lang;
    let any =
        reading.advises || reading.assigns || reading.deletes || reading.archives || reading.opens_documents;
    html! {
        @if any && view.pick.is_none() {
            section class="stack" data-gap="2" {
                @if reading.advises && n(view.groups.len()) > 0 && !view.filter.activities {
                    p { (parts::button_link(Weight::Secondary, &view.filter.picking(true).href(view.plan), words::training_pick_link(lang))) }
                }
                @if reading.opens_documents {
                    p { (parts::link_alone(&format!("/trainees/{}/documents", reading.trainee_id), words::documents_title(lang))) }
                }
                @if reading.assigns {
                    p { (parts::link_alone(&format!("/trainees/{}/plans", reading.trainee_id), words::training_manage_assign(lang))) }
                }
                @if reading.deletes { (press(view.plan, "delete", words::training_manage_delete(lang), words::training_manage_delete_about(lang))) }
                @if reading.archives { (press(view.plan, "archive", words::training_manage_archive(lang), words::training_manage_archive_about(lang))) }
            }
        }
    }
}

/// What cannot be undone says so before its button.
fn press(plan: PlanId, what: &str, words: &str, about: &str) -> Markup {
    parts::more(
        words,
        html! {
            form class="stack" data-gap="2" method="post" action={ "/plans/" (plan) "/" (what) } {
                p class="quiet" { (about) }
                div class="line" { (parts::button(Weight::Secondary, words)) }
            }
        },
    )
}
