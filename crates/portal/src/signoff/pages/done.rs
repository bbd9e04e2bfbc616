//! After a decision: what is final, what could not be done and why, and who still waits.

use base::{Moment, SignOffId};
use domain::{
    access::{Kind, Role},
    refusal::Refusal,
};
use maud::{Markup, html};
use web::{
    format,
    page::Width,
    parts::{self, Row},
};

use super::tray::to_tray;
use crate::{
    show::{Here, Nav, Page, Say, dotted, n, refusal_words, uncapitalised},
    words,
};

/// An approval that is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attested {
    /// The requirement.
    pub title: String,
    /// Whose.
    pub trainee: String,
    /// When it was stored.
    pub at: Moment,
    /// Where it can be seen: the requirement's page.
    pub href: String,
}

/// One that could not be approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// Which.
    pub id: SignOffId,
    /// The requirement.
    pub title: String,
    /// Whose.
    pub trainee: String,
    /// Why.
    pub refusal: Refusal,
}

/// One that was returned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// The requirement.
    pub title: String,
    /// Whose.
    pub trainee: String,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// What is approved now.
    pub attested: Vec<Attested>,
    /// The kind they share; none when they differ.
    pub kind: Option<Kind>,
    /// In which role.
    pub role: Role,
    /// For which leader.
    pub on_behalf_of: Option<String>,
    /// What was returned.
    pub returned: Option<Returned>,
    /// What could not be approved.
    pub failed: Vec<Failed>,
    /// How many still wait.
    pub remaining: u32,
    /// The first few of them, the oldest first.
    pub next: Vec<Next>,
}

/// One that still waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// Which.
    pub id: SignOffId,
    /// The requirement.
    pub title: String,
    /// Whose.
    pub trainee: String,
    /// When it was sent.
    pub requested_at: Moment,
}

/// The page.
pub fn done(say: &Say<'_>, view: &Done) -> Page {
    let title = title(say, view);
    let body = html! {
        div class="stack" data-gap="7" {
            @if view.attested.is_empty() && view.returned.is_none() { (parts::h1(&title)) }
            @else {
                section class="ds-alert" data-color="success" role="status" {
                    h1 class="ds-heading" data-size="sm" { (title) }
                    p { (told(say, view)) }
                }
            }
            @if !view.failed.is_empty() { (failed(say, view, &title)) }
            @if !view.attested.is_empty() { (final_now(say, view)) }
            (remaining(say, view))
        }
    };
    Page { title, width: Width::Reading, here: Here::At(Nav::Tray), body }
}

fn title(say: &Say<'_>, view: &Done) -> String {
    let lang = say.lang;
    if let Some(returned) = &view.returned {
        return words::signoff_done_returned(lang, &returned.title);
    }
    let things = match view.kind {
        Some(Kind::Goal) => say.short("goal-plural"),
        Some(Kind::Activity) => say.short("activity-plural"),
        Some(Kind::Course) => say.short("course-plural"),
        Some(Kind::Time | Kind::Research) | None => say.short("requirement-plural"),
    };
    // Where the scheme calls it signing, so does the receipt.
    let signed = view.kind == Some(Kind::Activity)
        && say.button("attest", Kind::Activity) != say.button("attest", Kind::Goal);
    match view.attested.as_slice() {
        [] => words::signoff_done_failed(lang, n(view.failed.len())),
        [only] if signed => words::signoff_done_signed(lang, 1, things, &only.title),
        several if signed => words::signoff_done_signed(lang, n(several.len()), things, ""),
        [only] => words::signoff_done_title(lang, 1, things, &only.title),
        several => words::signoff_done_title(lang, n(several.len()), things, ""),
    }
}

fn told(say: &Say<'_>, view: &Done) -> String {
    let lang = say.lang;
    if let Some(returned) = &view.returned {
        return words::signoff_done_returned_next(lang, &returned.trainee);
    }
    let mut names: Vec<&str> = view.attested.iter().map(|one| one.trainee.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    words::signoff_done_told(lang, format::list(lang, &names))
}

fn final_now(say: &Say<'_>, view: &Done) -> Markup {
    let lang = say.lang;
    let details: Vec<String> = view
        .attested
        .iter()
        .map(|one| dotted(&[one.trainee.clone(), format::moment_exact(lang, one.at)]))
        .collect();
    let rows: Vec<Row<'_>> = view
        .attested
        .iter()
        .zip(&details)
        .map(|(one, detail)| Row::new(&one.title).state(parts::State::Attested).detail(detail).to(&one.href))
        .collect();
    let as_whom = match &view.on_behalf_of {
        Some(leader) => words::signoff_done_as_behalf(lang, leader),
        None => words::signoff_done_as(lang, say.role(view.role)),
    };
    let title = words::signoff_done_final(lang, n(view.attested.len()));
    parts::section(&title, html! { (parts::rows(&rows)) p { (as_whom) } })
}

fn failed(say: &Say<'_>, view: &Done, title: &str) -> Markup {
    let heading = words::signoff_done_failed(say.lang, n(view.failed.len()));
    html! {
        section class="stack" data-gap="2" {
            @if heading != title { (parts::h2(&heading)) }
            ul class="rows" {
                @for one in &view.failed {
                    @let (what, next) = refusal_words(say, &one.refusal);
                    li { a class="row tall" href={ "/sign-offs/" (one.id) } {
                        (parts::State::Missing.drawing())
                        span class="grow stack" data-gap="1" { b { (one.title) } span { (what) ". " (next) } small { (one.trainee) } }
                        (web::Icon::Right.go())
                    } }
                }
            }
        }
    }
}

fn remaining(say: &Say<'_>, view: &Done) -> Markup {
    let lang = say.lang;
    let heading = words::signoff_done_remaining(lang, i64::from(view.remaining));
    let texts: Vec<(String, String, String)> = view
        .next
        .iter()
        .map(|one| {
            let sent = words::signoff_sent(lang, say.when(one.requested_at));
            let detail = dotted(&[one.trainee.clone(), uncapitalised(&sent)]);
            (one.title.clone(), detail, format!("/sign-offs/{}", one.id))
        })
        .collect();
    let rows: Vec<Row<'_>> = texts
        .iter()
        .map(|(title, detail, href)| Row::new(title).state(parts::State::Requested).detail(detail).to(href))
        .collect();
    html! {
        section class="stack" {
            (parts::h2(&heading))
            @if !rows.is_empty() { (parts::rows(&rows)) }
            (to_tray(say))
        }
    }
}
