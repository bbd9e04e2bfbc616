//! One request: the whole ground, then one decision with its reason.

use base::{Day, Moment, Percent, PlanId, SignOffId};
use domain::{
    access::{Kind, Role},
    refusal::Refusal,
};
use maud::{Markup, html};
use web::{
    Fields, format,
    page::Width,
    parts::{self, Field, Weight},
};

use super::Evidence;
use crate::{
    show::{
        Activity, Advice, EntryLine, Happening, Here, Nav, Official, Page, Say, activities_done, advice,
        comment_hint, dotted, entries, form_errors_called, history, official, refusal_alert, refusal_words,
        uncapitalised, unsent,
    },
    words,
};

/// What the reader can do with it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Now {
    /// Decide.
    Decide {
        /// In which role.
        role: Role,
        /// For which leader.
        on_behalf_of: Option<String>,
        /// What stands in the way of approving; returning is always possible.
        blocked: Option<Refusal>,
    },
    /// Nothing: the trainee took it back.
    Recalled,
    /// Nothing: it is decided.
    Decided,
}

/// One request, in full.
#[derive(Debug, Clone)]
pub struct Decide {
    /// Which.
    pub id: SignOffId,
    /// Which plan it belongs to.
    pub plan: PlanId,
    /// Whether the reader may open that plan.
    pub sees_plan: bool,
    /// Whose.
    pub trainee: String,
    /// What the trainee is just now, short.
    pub stage: String,
    /// When it was sent.
    pub requested_at: Moment,
    /// The day it was achieved.
    pub completed_on: Option<Day>,
    /// Which one of how many in the in-tray, from 1.
    pub position: Option<(u32, u32)>,
    /// The requirement's code.
    pub code: String,
    /// What it is.
    pub kind: Kind,
    /// Its title; empty where no official one is known.
    pub title: String,
    /// Its theme.
    pub theme: Option<String>,
    /// What it says.
    pub official: Official,
    /// What the trainee wrote.
    pub comment: Option<String>,
    /// Time served, for a time element: from, until, percent, place.
    pub time: Option<(Day, Day, Percent, String)>,
    /// Absence that is certified to be under so many percent.
    pub absence_percent: Option<u8>,
    /// Recommendations.
    pub advice: Advice,
    /// Activities under the goal.
    pub activities: Vec<Activity>,
    /// Entries on the requirement itself.
    pub entries: Vec<EntryLine>,
    /// What happened so far, newest first.
    pub history: Vec<Happening>,
    /// What the reader can do.
    pub now: Now,
    /// Whether approving needs a reason, since recommended activities are missing.
    pub reason_needed: bool,
    /// What was typed: `comment`.
    pub fields: Fields,
    /// Why the last try was refused.
    pub refused: Option<Refusal>,
}

/// The page.
pub fn decide(say: &Say<'_>, view: &Decide) -> Page {
    let title = say.title(&view.title, &view.code, view.kind);
    let body = html! {
        p class="line" {
            (parts::back(&Nav::Tray.href(), words::show_nav_tray(say.lang)))
            @if let Some((at, of)) = view.position { small class="end" { (words::show_of_total(say.lang, i64::from(at), i64::from(of))) } }
        }
        div class="two" {
            div class="stack" data-gap="7" { (ground(say, view, &title)) }
            (decision(say, view))
            section class="stack" data-gap="2" {
                (parts::h2(words::training_req_history(say.lang)))
                (history(say, &view.history))
                @if view.sees_plan {
                    p { (parts::link_alone(&format!("/plans/{}", view.plan), words::signoff_decide_see_plan(say.lang))) }
                }
            }
        }
    };
    Page { title, width: Width::Wide, here: Here::At(Nav::Tray), body }
}

fn ground(say: &Say<'_>, view: &Decide, title: &str) -> Markup {
    let lang = say.lang;
    let who = if view.stage.is_empty() {
        view.trainee.clone()
    } else {
        format!("{}, {}", view.trainee, view.stage)
    };
    let sent = words::signoff_sent(lang, say.when(view.requested_at));
    // Of time the period below says more than the day on which it was sent.
    let completed = view.completed_on.filter(|_| view.time.is_none());
    let completed = completed.map(|day| words::signoff_completed(lang, say.day(day))).unwrap_or_default();
    let first_name = view.trainee.split(' ').next().unwrap_or_default();
    html! {
        @if let Some(refusal) = &view.refused { (refusal_alert(say, refusal)) }
        div class="stack" data-gap="2" {
            p class="quiet" { (dotted(&[who, uncapitalised(&sent), uncapitalised(&completed)])) }
            (parts::h1(title))
            p class="quiet" { (dotted(&[if view.official.local_code { "" } else { view.code.as_str() }, view.theme.as_deref().unwrap_or_default()])) }
            (official(say, &view.official))
        }
        @if let Some(comment) = &view.comment {
            (parts::section(&words::signoff_decide_writes(lang, first_name), html! { p class="quote" { (comment) } }))
        }
        @if let Some((from, until, percent, place)) = &view.time {
            @let line = Evidence::Time { from: *from, until: *until, percent: *percent, place: place.clone() };
            (parts::section(words::training_req_time_title(lang), html! { ul class="ev stack" data-gap="1" { (line.line(say)) } }))
        }
        (advice(say, &view.advice))
        @if !view.activities.is_empty() {
            (parts::section(&format::capitalised(say.short("activity-plural")), activities_done(say, view.plan, &view.activities, matches!(view.now, Now::Decided))))
        }
        @if !view.entries.is_empty() { (parts::section(words::training_req_entries(lang), entries(say, view.plan, &view.entries))) }
        @if view.activities.is_empty() && view.entries.is_empty() && view.time.is_none() {
            (parts::section(words::signoff_decide_basis(lang), html! { p { (words::signoff_evidence_no_entries(lang)) } }))
        }
        @if matches!(view.now, Now::Decide { .. }) {
            div class="act line phone" { (parts::button_link(Weight::Secondary, "#decision", words::signoff_decide_heading(lang))) }
        }
    }
}

fn decision(say: &Say<'_>, view: &Decide) -> Markup {
    let lang = say.lang;
    match &view.now {
        Now::Decide { role, on_behalf_of, blocked } => html! {
            aside class="stack stick" id="decision" {
                (parts::h2(words::signoff_decide_heading(lang)))
                @if let Some(refusal) = blocked {
                    @let (what, next) = refusal_words(say, refusal);
                    (parts::alert(parts::Tone::Info, what, html! { p { (next) } }))
                }
                (form(say, view, *role, on_behalf_of.as_deref(), blocked.is_some()))
            }
        },
        Now::Recalled => closed(say, view, words::signoff_decide_not_waiting_recalled(lang, &view.trainee)),
        Now::Decided => closed(say, view, words::signoff_decide_not_waiting_done(lang).to_owned()),
    }
}

fn closed(say: &Say<'_>, view: &Decide, how: String) -> Markup {
    let lang = say.lang;
    let typed = view.fields.value("comment").trim();
    html! {
        aside class="stack stick" {
            (parts::h2(words::signoff_decide_not_waiting(lang)))
            p { (how) }
            @if !typed.is_empty() { (unsent(say, typed)) }
            div class="line" { (parts::button_link(Weight::Secondary, &Nav::Tray.href(), words::signoff_done_to_tray(lang))) }
        }
    }
}

/// One field and two buttons: what was typed goes with either. To approve it may be left out, unless activities are missing.
fn form(say: &Say<'_>, view: &Decide, role: Role, on_behalf_of: Option<&str>, blocked: bool) -> Markup {
    let lang = say.lang;
    let missing = view.activities.iter().filter(|one| one.missing() > 0).count();
    let hint = if blocked {
        words::training_req_comment_hint_patients(lang).to_owned()
    } else if view.reason_needed {
        words::signoff_decide_reason_missing(lang, crate::show::n(missing))
    } else {
        words::signoff_decide_reason_hint(lang).to_owned()
    };
    let label =
        if blocked { words::signoff_decide_return_what(lang) } else { words::signoff_decide_reason(lang) };
    let hint = comment_hint(lang, &hint);
    let mut reason = Field::new("comment", label).hint(&hint).rows(4);
    if blocked || view.reason_needed {
        reason = reason.required();
    }
    let path = |what: &str| format!("/sign-offs/{}/{what}", view.id);
    let back = say.button("return", view.kind);
    html! {
        form class="stack" novalidate method="post" action=(path(if blocked { "return" } else { "attest" })) {
            (form_errors_called(lang, &view.fields, &[], &[("comment", words::signoff_decide_reason(lang))]))
            (parts::textarea(reason, &view.fields))
            @if blocked { div class="line" { (parts::button(Weight::Secondary, back)) } }
            @else {
                p class="quiet" { (as_whom(say, view, role, on_behalf_of)) }
                div class="line" {
                    (parts::button(Weight::Primary, say.button("attest", view.kind)))
                    button class="ds-button" type="submit" data-variant="secondary" formaction=(path("return")) { (back) }
                }
            }
        }
    }
}

fn as_whom(say: &Say<'_>, view: &Decide, role: Role, on_behalf_of: Option<&str>) -> Markup {
    let lang = say.lang;
    let as_whom = match on_behalf_of {
        Some(leader) => words::signoff_decide_as_behalf(lang, leader),
        None => words::signoff_decide_as(lang, say.role(role)),
    };
    html! {
        (as_whom)
        @if let Some(percent) = view.absence_percent {
            " " (words::signoff_decide_absence(lang, format::percent(lang, i64::from(percent))))
        }
    }
}
