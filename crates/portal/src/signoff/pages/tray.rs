//! The in-tray: who, what, on which evidence; approve one with one press, several with ticks, or look closer.
//!
//! Each card is a form of its own. The ticks belong to one form at the foot (`form="batch"`), so that one press approves
//! exactly what was chosen, with script and without.

use base::{Day, Moment, SignOffId};
use domain::{
    access::{Kind, Role},
    refusal::Refusal,
};
use maud::{Markup, html};
use web::{
    page::Width,
    parts::{self, Row, Weight},
};

use super::Evidence;
use crate::{
    show::{Here, Nav, News, Page, Say, Tally, dotted, heading, n, news, refusal_alert},
    words,
};

/// A request that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Which.
    pub id: SignOffId,
    /// Whose.
    pub trainee: String,
    /// What the trainee is just now, short: `LIS3`, `introduktion`.
    pub stage: String,
    /// The requirement's title; empty where no official one is known.
    pub title: String,
    /// Its code.
    pub code: String,
    /// What it is.
    pub kind: Kind,
    /// What the trainee wrote.
    pub comment: Option<String>,
    /// On which day it was achieved.
    pub completed_on: Option<Day>,
    /// On what it rests.
    pub evidence: Vec<Evidence>,
    /// When it was sent.
    pub requested_at: Moment,
    /// Whether it can be approved without another word: no reason needed, no advice missing, the window open. Else it must be opened.
    pub ready: bool,
    /// Whether its tick is set.
    pub chosen: bool,
}

impl Request {
    pub(super) fn title(&self, say: &Say<'_>) -> String {
        say.title(&self.title, &self.code, self.kind)
    }
}

/// What somebody last approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    /// The requirement.
    pub title: String,
    /// Whose.
    pub trainee: String,
    /// When.
    pub at: Moment,
}

/// A trainee whom the reader follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// The name.
    pub name: String,
    /// Where the name leads: the plan.
    pub href: String,
    /// How far.
    pub tally: Tally,
}

/// What the in-tray shows.
#[derive(Debug, Clone, Default)]
pub struct Tray {
    /// The reader's name.
    pub name: String,
    /// The reader's roles that count here.
    pub roles: Vec<Role>,
    /// Where.
    pub place: String,
    /// What waits, the oldest first.
    pub requests: Vec<Request>,
    /// All that wait, when more than are listed.
    pub total: u32,
    /// Days that the oldest has waited.
    pub oldest_days: u32,
    /// News for the reader, such as an annulment of something approved.
    pub news: Vec<News>,
    /// Why the last try was refused.
    pub refused: Option<Refusal>,
    /// What was last approved; for the empty page.
    pub last: Option<Last>,
    /// A few of those whom the reader follows; for the empty page.
    pub followed: Vec<Followed>,
}

/// Requests that have waited so long are said to be old.
const OLD_DAYS: u32 = 14;

/// The page.
pub fn tray(say: &Say<'_>, view: &Tray) -> Page {
    let lang = say.lang;
    let title = words::signoff_tray_title(
        lang,
        i64::from(view.total.max(u32::try_from(view.requests.len()).unwrap_or(u32::MAX))),
    );
    let body = html! {
        div class="stack" data-gap=[(view.requests.is_empty() || !view.news.is_empty()).then_some("7")] {
            @if let Some(refusal) = &view.refused { (refusal_alert(say, refusal)) }
            @if view.requests.is_empty() { (empty(say, view, &title)) }
            @else { (waiting(say, view, &title)) }
            (news(say, None, &view.news))
        }
        @if view.requests.iter().any(|request| request.ready) { (batch(say, view)) }
    };
    Page { title, width: Width::Reading, here: Here::At(Nav::Tray), body }
}

fn reader(say: &Say<'_>, view: &Tray) -> String {
    let roles = say.roles(&view.roles);
    let who = if roles.is_empty() { view.name.clone() } else { format!("{}, {roles}", view.name) };
    dotted(&[who, view.place.clone()])
}

fn waiting(say: &Say<'_>, view: &Tray, title: &str) -> Markup {
    let lang = say.lang;
    let ready = view.requests.iter().filter(|request| request.ready).count();
    let chosen = view.requests.iter().filter(|request| request.ready && request.chosen).count();
    html! {
        div class="stack" data-gap="2" {
            (heading(title, &reader(say, view)))
            p class="line quiet" {
                @if view.oldest_days >= OLD_DAYS { span { (words::signoff_tray_oldest(lang, i64::from(view.oldest_days))) } }
                @if n(view.requests.len()) < i64::from(view.total) {
                    span { (words::signoff_tray_some(lang, n(view.requests.len()), i64::from(view.total))) }
                }
                @if ready > 1 && chosen == ready { a class="ds-link back" href="/" { (words::signoff_tray_choose_none(lang)) } }
                @else if ready > 1 { a class="ds-link back" href="/?choose=all" { (words::signoff_tray_choose_all(lang, n(ready))) } }
            }
        }
        ul class="requests stack" { @for request in &view.requests { (card(say, request)) } }
    }
}

fn card(say: &Say<'_>, request: &Request) -> Markup {
    let lang = say.lang;
    let title = request.title(say);
    let about = words::signoff_about(lang, &request.trainee, &title);
    let who = html! { b class="name" { (request.trainee) } " " small { (request.stage) } };
    let completed =
        request.completed_on.map(|day| words::signoff_completed(lang, say.day(day))).unwrap_or_default();
    html! {
        li class="ds-card request" {
            @if request.ready {
                div class="ds-field" data-color="accent" {
                    input class="ds-input" type="checkbox" form="batch" name="ids" id={ "r" (request.id) } value=(request.id) checked[request.chosen]
                        aria-describedby={ "t" (request.id) };
                    label class="ds-label" for={ "r" (request.id) } { (who) }
                }
            } @else { p class="who" { (who) } }
            div class="stack" data-gap="2" {
                h2 class="ds-heading" data-size="xs" id={ "t" (request.id) } { a class="ds-link name" href={ "/sign-offs/" (request.id) } { (title) } }
                @if let Some(comment) = &request.comment { p class="quote" { (say.quote(comment)) } }
                ul class="ev stack" data-gap="1" { @for evidence in &request.evidence { (evidence.line(say)) } }
                p class="quiet" { (dotted(&[words::signoff_sent(lang, say.when(request.requested_at)), completed])) }
                div class="line" {
                    @if request.ready {
                        form class="one" method="post" action={ "/sign-offs/" (request.id) "/attest" } {
                            button class="ds-button" type="submit" data-variant="secondary" {
                                (say.button("attest", request.kind)) span class="ds-sr-only" { ": " (about) }
                            }
                        }
                    }
                    @if request.ready {
                        a class="ds-button" data-variant="tertiary" href={ "/sign-offs/" (request.id) "?do=return#return-comment" } {
                            (say.button("return", request.kind)) span class="ds-sr-only" { ": " (about) }
                        }
                    } @else {
                        a class="ds-button" data-variant="secondary" href={ "/sign-offs/" (request.id) } {
                            (words::signoff_decide(lang)) span class="ds-sr-only" { ": " (about) }
                        }
                    }
                }
            }
        }
    }
}

fn batch(say: &Say<'_>, view: &Tray) -> Markup {
    let lang = say.lang;
    let chosen = view.requests.iter().filter(|request| request.ready && request.chosen).count();
    let texts =
        [words::signoff_batch_none(lang), words::signoff_batch_one(lang), words::signoff_batch_many(lang)];
    html! {
        form id="batch" class="act stack" data-gap="2" method="post" action="/sign-offs/attest" {
            p class="quiet" { (words::signoff_final(lang)) }
            div class="line" { (parts::button_counting("ids", chosen, texts)) }
        }
    }
}

fn empty(say: &Say<'_>, view: &Tray, title: &str) -> Markup {
    let lang = say.lang;
    html! {
        div class="stack empty" {
            (parts::State::Attested.drawing())
            (heading(title, &reader(say, view)))
            p { (words::signoff_empty_about(lang)) }
            @if let Some(last) = &view.last {
                p class="quiet" { (words::signoff_empty_last(lang, &last.trainee, &last.title, say.when(last.at))) }
            }
        }
        @if !view.followed.is_empty() { (followed(say, &view.followed)) }
    }
}

fn followed(say: &Say<'_>, followed: &[Followed]) -> Markup {
    let lang = say.lang;
    let progress = |one: &Followed| {
        words::signoff_trainee_progress(lang, i64::from(one.tally.done()), i64::from(one.tally.total()))
    };
    let details: Vec<String> = followed.iter().map(progress).collect();
    let rows: Vec<Row<'_>> = followed
        .iter()
        .zip(&details)
        .map(|(one, detail)| Row::new(&one.name).to(&one.href).icon(web::Icon::Person).detail(detail))
        .collect();
    parts::section(
        &words::signoff_empty_trainees(lang, say.short("trainee-plural")),
        html! { (parts::rows(&rows)) p { (parts::link_alone("/trainees", words::signoff_empty_trainees_all(lang))) } },
    )
}

/// A line about what can be done with the whole, for pages that share it.
pub(super) fn to_tray(say: &Say<'_>) -> Markup {
    html! { div class="line" { (parts::button_link(Weight::Primary, "/", words::signoff_done_to_tray(say.lang))) } }
}
