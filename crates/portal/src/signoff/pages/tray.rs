//! The in-tray: who, what, on which evidence; approve one with one press, several with ticks, or look closer.
//!
//! Each card is a form of its own. The ticks belong to one form at the foot (`form="batch"`), so that one press approves
//! exactly what was chosen, with script and without.

use base::{Day, Moment, PersonId, SignOffId};
use domain::access::{Kind, Role};
use maud::{Markup, html};
use web::{
    Lang, format,
    page::Width,
    parts::{self, Row, Weight},
};

use super::{
    Evidence,
    beside::{self, OpenTime, Originals, ToAdvise},
    card::card,
};
use crate::{
    show::{Here, Nav, News, NewsKind, Page, Say, Tally, dotted, heading, n, news, unsent},
    words,
};

/// A request that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Which.
    pub id: SignOffId,
    /// Whose.
    pub whose: PersonId,
    /// The trainee's name.
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
    /// On which day it was achieved, when that is another than the one on which it was sent.
    pub completed_on: Option<Day>,
    /// Absence that an approval certifies to be under so many percent.
    pub absence_percent: Option<u8>,
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
    pub(super) fn absence(&self, say: &Say<'_>) -> Option<String> {
        let percent = self.absence_percent.filter(|_| self.ready)?;
        Some(words::signoff_decide_absence(say.lang, format::percent(say.lang, i64::from(percent))))
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
    /// Where the name leads: the first plan.
    pub href: String,
    /// How far, in each plan by its name.
    pub plans: Vec<(String, Tally)>,
}

/// What the in-tray shows.
#[derive(Debug, Clone, Default)]
pub struct Tray {
    /// The reader's name.
    pub name: String,
    /// The reader's roles that count here.
    pub roles: Vec<Role>,
    /// The leaders for whom the reader approves.
    pub on_behalf_of: Vec<String>,
    /// Where.
    pub place: String,
    /// What waits, the oldest first.
    pub requests: Vec<Request>,
    /// What waits for the reader's recommendation.
    pub advice: Vec<ToAdvise>,
    /// So many goals were just recommended.
    pub advised: u32,
    /// Time that can be attested now; for the empty page.
    pub times: Vec<OpenTime>,
    /// Documents whose originals the reader may say to have seen.
    pub originals: Vec<Originals>,
    /// Annulments that others propose and that wait for the reader.
    pub annulments: u32,
    /// All that wait, when more than are listed.
    pub total: u32,
    /// Days that the oldest has waited.
    pub oldest_days: u32,
    /// News for the reader, such as an annulment of something approved.
    pub news: Vec<News>,
    /// Whether several were to be approved and none was chosen.
    pub none_chosen: bool,
    /// Something that was sent to the reader is theirs to decide no more, since a role ended: what they typed about it.
    pub ended: Option<String>,
    /// What was last approved; for the empty page.
    pub last: Option<Last>,
    /// A few of those whom the reader follows; for the empty page.
    pub followed: Vec<Followed>,
}

/// From so many on, requests stand by trainee.
const GROUPED_FROM: usize = 6;
/// From so many on, only those of the trainee who has waited longest are unfolded.
const FOLDED_FROM: usize = 12;
/// Requests that have waited so long are said to be old.
const OLD_DAYS: u32 = 14;

/// The page.
pub fn tray(say: &Say<'_>, view: &Tray) -> Page {
    let lang = say.lang;
    let total = view.total.max(u32::try_from(view.requests.len()).unwrap_or(u32::MAX));
    let goals = view.advice.iter().map(|one| one.goals.len()).sum();
    let title = match total {
        0 if goals > 0 => words::signoff_advise_title(lang, n(goals)),
        0 if view.times.len() == 1 => {
            let time = &view.times[0];
            words::home_needs_time(lang, format!("{}: {}", time.trainee, time.title))
        }
        0 if view.annulments > 0 => words::home_officer_title(lang, i64::from(view.annulments)),
        0 if !view.originals.is_empty() => {
            words::signoff_originals_title(lang, view.originals.iter().map(|one| one.count).sum())
        }
        total => words::signoff_tray_title(lang, i64::from(total)),
    };
    let after: Vec<News> = view.news.iter().filter(|one| !undone(one)).cloned().collect();
    let body = html! {
        div class="stack" data-gap=[(view.requests.is_empty() || !view.news.is_empty()).then_some("7")] {
            @if view.advised > 0 { (parts::alert(parts::Tone::Success, &words::signoff_advised(lang, i64::from(view.advised)), html! {})) }
            @if view.none_chosen { (none_chosen(lang)) }
            @if let Some(typed) = &view.ended { (ended(say, typed)) }
            @if view.requests.is_empty() { (empty(say, view, &title)) (news(say, None, &view.news)) }
            @else { (waiting(say, view, &title)) (beside::annulments(say, view.annulments)) (beside::to_advise(say, &view.advice)) (beside::originals(say, &view.originals)) (news(say, None, &after)) }
        }
        @if view.requests.iter().any(|request| request.ready) { (batch(say, view)) }
    };
    Page { title, width: Width::Reading, here: Here::At(Nav::Tray), body }
}

/// That something approved is taken back is told before what waits.
fn undone(one: &News) -> bool {
    matches!(one.kind, NewsKind::AnnulmentProposed | NewsKind::Annulled)
}

fn none_chosen(lang: Lang) -> Markup {
    let next = html! { p { (words::signoff_tray_none_chosen_next(lang)) } };
    html! { div role="alert" { (parts::alert(parts::Tone::Warning, words::signoff_tray_none_chosen(lang), next)) } }
}

fn ended(say: &Say<'_>, typed: &str) -> Markup {
    let lang = say.lang;
    let next = html! { p { (words::signoff_tray_ended_next(lang)) } };
    html! {
        div role="alert" tabindex="-1" autofocus { (parts::alert(parts::Tone::Warning, words::signoff_tray_ended(lang), next)) }
        @if !typed.is_empty() { (unsent(say, typed)) }
    }
}

fn reader(say: &Say<'_>, view: &Tray) -> String {
    let roles = say.roles(&view.roles);
    let who = if roles.is_empty() { view.name.clone() } else { format!("{}, {roles}", view.name) };
    let leaders: Vec<&str> = view.on_behalf_of.iter().map(String::as_str).collect();
    let behalf = match leaders.as_slice() {
        [] => String::new(),
        leaders => words::show_on_behalf(say.lang, format::list(say.lang, leaders)),
    };
    dotted(&[who, behalf, view.place.clone()])
}

fn waiting(say: &Say<'_>, view: &Tray, title: &str) -> Markup {
    let lang = say.lang;
    let ready = view.requests.iter().filter(|request| request.ready).count();
    let chosen = view.requests.iter().filter(|request| request.ready && request.chosen).count();
    let undone: Vec<News> = view.news.iter().filter(|one| undone(one)).cloned().collect();
    let choose = html! {
        p class="line quiet" {
            @if view.oldest_days >= OLD_DAYS { span { (words::signoff_tray_oldest(lang, i64::from(view.oldest_days))) } }
            @if n(view.requests.len()) < i64::from(view.total) {
                span { (words::signoff_tray_some(lang, n(view.requests.len()), i64::from(view.total))) }
            }
            @if ready > 1 && chosen == ready { a class="ds-link back" href="/sign-offs" { (words::signoff_tray_choose_none(lang)) } }
            @else if ready > 1 { a class="ds-link back" href="/sign-offs?choose=all" { (choose(lang, ready, view.requests.len())) } }
        }
        @if ready > 0 { p class="quiet phone unchosen" { (vouched(lang, view)) } }
    };
    html! {
        div class="stack" data-gap="2" {
            (heading(title, &reader(say, view)))
            @if undone.is_empty() { (choose) }
        }
        @if !undone.is_empty() { (news(say, None, &undone)) (choose) }
        @let groups = by_trainee(&view.requests);
        @if groups.len() > 1 && view.requests.len() >= GROUPED_FROM {
            @let folds = view.requests.len() >= FOLDED_FROM;
            div { @for (at, group) in groups.iter().enumerate() { (of_one(say, group, !folds || at == 0)) } }
        } @else { ul class="requests stack" { @for request in &view.requests { (card(say, request, false)) } } }
    }
}

/// The way to choose at once what is ready, which may not be all.
fn choose(lang: Lang, ready: usize, all: usize) -> String {
    if ready < all {
        words::signoff_tray_choose_ready(lang, n(ready))
    } else {
        words::signoff_tray_choose_all(lang, n(ready))
    }
}

/// Requests by trainee, the one who has waited longest first.
fn by_trainee(requests: &[Request]) -> Vec<Vec<&Request>> {
    let mut groups: Vec<Vec<&Request>> = Vec::new();
    for request in requests {
        match groups.iter_mut().find(|group| group[0].whose == request.whose) {
            Some(group) => group.push(request),
            None => groups.push(vec![request]),
        }
    }
    groups
}

/// All requests of one trainee, with a way to choose them together. What is chosen is never out of sight.
fn of_one(say: &Say<'_>, group: &[&Request], open: bool) -> Markup {
    let ready: Vec<&&Request> = group.iter().filter(|request| request.ready).collect();
    let whose = group[0].whose;
    let open = open || ready.iter().any(|request| request.chosen);
    let list = html! {
        div class="stack" {
            @if ready.len() > 1 && !ready.iter().all(|request| request.chosen) {
                p {
                    a class="ds-link back" href={ "/sign-offs?choose=" (whose) "#of-" (whose) } {
                        (choose(say.lang, ready.len(), group.len()))
                        span class="ds-sr-only" { ": " (group[0].trainee) }
                    }
                }
            }
            ul class="requests stack" { @for request in group { (card(say, request, true)) } }
        }
    };
    let heading = words::signoff_tray_of_one(say.lang, n(group.len()), &group[0].trainee);
    parts::group(&format!("of-{whose}"), &heading, &group[0].stage, html! {}, open, list)
}

/// What whoever approves vouches for: on a phone above the list, until something is chosen and the bar with it takes the foot.
fn vouched(lang: Lang, view: &Tray) -> String {
    let percent = view.requests.iter().filter(|one| one.ready).find_map(|one| one.absence_percent);
    let percent = percent.map(|percent| format::percent(lang, i64::from(percent)));
    let absence = percent.map(|percent| format!(" {}", words::signoff_batch_absence(lang, percent)));
    format!("{}{}", words::signoff_final(lang), absence.unwrap_or_default())
}

fn batch(say: &Say<'_>, view: &Tray) -> Markup {
    let lang = say.lang;
    let chosen = view.requests.iter().filter(|request| request.ready && request.chosen).count();
    // What is only signed is not "approved" here either.
    let signs = view.requests.iter().filter(|one| one.ready).all(|one| one.kind == Kind::Activity);
    let act = say.button("attest", if signs { Kind::Activity } else { Kind::Goal });
    let texts = [
        words::signoff_batch_none(lang, act),
        words::signoff_batch_one(lang, act),
        words::signoff_batch_many(lang, act),
    ];
    let texts = texts.each_ref().map(String::as_str);
    html! {
        form id="batch" class="act stack" data-gap="2" method="post" action="/sign-offs/attest" {
            p class="quiet" { (vouched(lang, view)) }
            div class="line" { (parts::button_counting("ids", chosen, texts)) }
        }
    }
}

fn empty(say: &Say<'_>, view: &Tray, title: &str) -> Markup {
    html! {
        @if !view.advice.is_empty() {
            (heading(title, &reader(say, view)))
            (beside::to_advise(say, &view.advice))
        } @else { (nothing(say, view, title)) }
        (beside::open_times(say, &view.times))
        (beside::originals(say, &view.originals))
        @if !view.followed.is_empty() { (followed(say, &view.followed)) }
    }
}

fn nothing(say: &Say<'_>, view: &Tray, title: &str) -> Markup {
    let lang = say.lang;
    let idle = view.times.is_empty() && view.originals.is_empty() && view.annulments == 0;
    html! {
        div class="stack empty" {
            @if idle { (parts::State::Attested.drawing()) }
            (heading(title, &reader(say, view)))
            @if view.annulments > 0 { div class="line" { (parts::button_link(Weight::Primary, "/annulments", words::home_officer_see(lang))) } }
            @if idle { p {
                (words::signoff_empty_about(lang))
                @if view.last.is_none() && !view.followed.is_empty() { " " (words::signoff_empty_first(lang)) }
            } }
            @if let Some(last) = &view.last {
                p class="quiet" { (words::signoff_empty_last(lang, &last.trainee, &last.title, say.when(last.at))) }
            }
        }
    }
}

fn followed(say: &Say<'_>, followed: &[Followed]) -> Markup {
    let lang = say.lang;
    let progress = |one: &Followed| {
        let far = |tally: &Tally| (i64::from(tally.done()), i64::from(tally.total()));
        match one.plans.as_slice() {
            [(_, only)] => {
                words::signoff_trainee_progress(lang, far(only).0, say.things(only.counts), far(only).1)
            }
            several => {
                let each = |(name, tally): &(String, Tally)| {
                    format!("{name}: {}", words::show_of_total(lang, far(tally).0, far(tally).1))
                };
                dotted(&several.iter().map(each).collect::<Vec<_>>())
            }
        }
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
    html! { div class="line" { (parts::button_link(Weight::Primary, &Nav::Tray.href(), words::signoff_done_to_tray(say.lang))) } }
}
