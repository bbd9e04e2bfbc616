//! The trainees within reach: a list to search, each with how far; and the page on which a plan is assigned.

use base::PersonId;
use domain::refusal::Refusal;
use maud::{Markup, html};
use web::{
    Fields, Icon,
    page::Width,
    parts::{self, Choice, Field, Tone, Weight},
};

use crate::{
    show::{
        Here, Nav, Page, Say, Tally, dotted, form_errors, further, refusal_alert, search_by_name, tally_bar,
    },
    words,
};

/// One trainee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trainee {
    /// The name.
    pub name: String,
    /// What and where just now: `LIS3 · Anestesiavdelingen`.
    pub detail: String,
    /// Each live plan, the longest first: where it is, its curriculum, how it stands.
    pub plans: Vec<(String, String, Tally)>,
    /// Where a plan is assigned, for somebody who may.
    pub assign: Option<String>,
}

/// What the list shows.
#[derive(Debug, Clone, Default)]
pub struct Trainees {
    /// What was searched for.
    pub query: String,
    /// All that fit.
    pub total: u32,
    /// Those of this page, by name.
    pub trainees: Vec<Trainee>,
    /// From where the next page goes on (`after`).
    pub after: Option<String>,
    /// Whether this is not the first page.
    pub later: bool,
    /// Whether a plan was just deleted.
    pub deleted: bool,
}

/// Few enough to be seen at a glance: then there is nothing to search.
const GLANCE: u32 = 10;

/// The page.
pub fn trainees(say: &Say<'_>, view: &Trainees) -> Page {
    let title = title(say, view);
    let body = html! { div class="stack" { (deleted(say, view)) (parts::h1(&title)) (list(say, view)) } };
    Page { title, width: Width::Reading, here: Here::At(Nav::Trainees), body }
}

fn title(say: &Say<'_>, view: &Trainees) -> String {
    let (lang, total) = (say.lang, i64::from(view.total));
    if view.query.is_empty() {
        words::training_trainees_title(lang, total, say.short("trainee-plural"))
    } else {
        words::training_trainees_found(lang, total, &view.query)
    }
}

/// The list as a section, below an overview.
pub fn section(say: &Say<'_>, view: &Trainees) -> Markup {
    html! { section class="stack" { (parts::h2(&title(say, view))) (list(say, view)) } }
}

/// The receipt of a plan that is gone.
pub fn deleted(say: &Say<'_>, view: &Trainees) -> Markup {
    html! { @if view.deleted { (parts::alert(Tone::Success, words::training_trainees_deleted(say.lang), html! {})) } }
}

fn list(say: &Say<'_>, view: &Trainees) -> Markup {
    let lang = say.lang;
    html! {
        @if view.total > GLANCE || !view.query.is_empty() || view.later { (search_by_name(lang, "/trainees", &view.query)) }
        @if view.trainees.is_empty() {
            @if view.query.is_empty() { p { (words::training_trainees_none_next(lang)) } }
            @else {
                p { (words::training_trainees_not_found_next(lang)) }
                p { (parts::link_alone("/trainees", words::show_list_all(lang))) }
            }
        } @else { ul class="rows" { @for one in &view.trainees { (row(say, one)) } } }
        (further(lang, "/trainees", &view.query, view.after.as_deref(), view.later))
    }
}

fn row(say: &Say<'_>, one: &Trainee) -> Markup {
    match one.plans.as_slice() {
        [] => without(say, one),
        [only] => html! { li { (to_plan(say, one, only, &one.name, &one.detail)) } },
        [first, others @ ..] => html! {
            li { (to_plan(say, one, first, &one.name, &one.detail)) }
            @for plan in others { li { (to_plan(say, one, plan, &plan.1, "")) } }
        },
    }
}

/// One plan of a trainee. The first row names the doctor; further plans stand below it by their own names.
fn to_plan(
    say: &Say<'_>,
    one: &Trainee,
    plan: &(String, String, Tally),
    title: &str,
    detail: &str,
) -> Markup {
    let lang = say.lang;
    let (href, curriculum, tally) = plan;
    let far = words::training_trainees_progress(
        lang,
        i64::from(tally.done()),
        say.things(tally.counts),
        i64::from(tally.total()),
    );
    let first = title == one.name;
    let label = dotted(&[one.name.as_str(), curriculum]);
    html! {
        a class="row" href=(href) {
            span class="grow stack" data-gap="1" {
                span class="line" {
                    @if first { b { (title) } } @else { span class="quiet" { (title) span class="ds-sr-only" { ", " (one.name) } } }
                    small class="end" { (far) }
                }
                (tally_bar(lang, &label, tally, false))
                @if first { small { (dotted(&[detail, curriculum])) } }
            }
            (Icon::Right.go())
        }
    }
}

fn without(say: &Say<'_>, one: &Trainee) -> Markup {
    let lang = say.lang;
    html! {
        li class="row" {
            span class="grow" { b { (one.name) } small { (dotted(&[one.detail.as_str(), words::training_trainees_no_plan(lang)])) } }
            @if let Some(href) = &one.assign { (parts::link_alone(href, words::training_manage_assign(lang))) }
        }
    }
}

/// What the page shows on which a plan is assigned.
#[derive(Debug, Clone)]
pub struct Assign {
    /// To whom.
    pub trainee: PersonId,
    /// The name.
    pub name: String,
    /// Curriculum versions of the scheme that the trainee does not have; what fits the programmes first.
    pub curricula: Vec<Choice>,
    /// Plans that the trainee has: title and where it is.
    pub has: Vec<(String, String)>,
    /// What was typed: `curriculum`.
    pub fields: Fields,
    /// Why the last try was refused.
    pub refused: Option<Refusal>,
}

/// The page on which a plan is assigned.
pub fn assign(say: &Say<'_>, view: &Assign) -> Page {
    let lang = say.lang;
    let title = words::training_assign_title(lang, &view.name);
    let body = html! {
        (parts::back("/trainees", words::common_back(lang)))
        div class="stack" data-gap="7" {
            @if let Some(refusal) = &view.refused { (refusal_alert(say, refusal)) }
            div class="stack" { (parts::h1(&title)) @if view.curricula.is_empty() { p { (words::training_assign_none(lang)) } } @else { (assign_form(say, view)) } }
            @if !view.has.is_empty() {
                (parts::section(words::training_assign_has(lang), html! {
                    ul class="rows" { @for (title, href) in &view.has { li { a class="row" href=(href) { b class="grow" { (title) } (Icon::Right.go()) } } } }
                }))
            }
        }
    };
    Page { title, width: Width::Reading, here: Here::At(Nav::Trainees), body }
}

fn assign_form(say: &Say<'_>, view: &Assign) -> Markup {
    let lang = say.lang;
    let choose = Some(words::training_assign_choose(lang));
    html! {
        form class="stack" novalidate method="post" action={ "/trainees/" (view.trainee) "/plans" } {
            (form_errors(lang, &view.fields, &[]))
            (parts::select(Field::new("curriculum", words::training_assign_curriculum(lang)).required(), &view.fields, choose, &view.curricula))
            p class="quiet" { (words::training_assign_about(lang)) }
            div class="line" { (parts::button(Weight::Primary, words::training_assign_button(lang))) }
        }
    }
}
