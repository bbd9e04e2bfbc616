//! First page of a trainee: what needs her, what waits, what is new, what comes, and how far she is. The heading is the answer.

use base::{Day, Moment, PlanId};
use maud::{Markup, html};
use web::{
    format,
    page::Width,
    parts::{self, Row, State, Weight},
};

pub use super::need::Need;
use super::{chart::chart, coming::coming, need::one_need};
use crate::{
    show::{Here, Nav, News, Page, Say, Tally, n, news, tally_bar, tally_legend},
    words,
};

/// Something sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The requirement.
    pub title: String,
    /// Whether it is an activity, which does not count in the plan's progress.
    pub activity: bool,
    /// To whom.
    pub name: String,
    /// In which role, or as whose deputy, in words; none: they can approve it no more.
    pub as_what: Option<String>,
    /// Since when.
    pub since: Moment,
    /// Where it is.
    pub href: String,
}

/// What was sent to an authority, and is theirs to go on with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// What has become of it.
    pub title: String,
    /// The same, drawn.
    pub state: State,
    /// What it applies for, where it stands and since when.
    pub detail: String,
    /// Its receipt.
    pub href: String,
}

/// Something that comes by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Coming {
    /// Time can be attested from a day on.
    Time {
        /// The time element.
        title: String,
        /// From when.
        opens: Day,
        /// By whom.
        names: Vec<String>,
        /// Where it is.
        href: String,
    },
    /// A new placement.
    Placement {
        /// Where.
        place: String,
        /// The first day.
        from: Day,
        /// The last day.
        until: Day,
    },
    /// The programme ends.
    End {
        /// Which.
        title: String,
        /// Its last day.
        day: Day,
        /// How much remains.
        remaining: u32,
    },
}

/// One theme of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its title.
    pub title: String,
    /// Its address on the plan's page: `?theme=…`.
    pub href: String,
    /// How it stands.
    pub tally: Tally,
}

/// When everything will be approved, at the pace of the last year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// At this pace.
    pub done_by: Day,
    /// As planned.
    pub planned: Day,
    /// Approved so far, day by day or month by month: the first is the beginning, the last is now.
    pub points: Vec<(Day, u32)>,
    /// Themes that go too slowly.
    pub slow: Vec<String>,
}

/// The plan in view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Which.
    pub plan: PlanId,
    /// Its curriculum: `ANE 2019`.
    pub curriculum: String,
    /// How all of it stands.
    pub tally: Tally,
    /// Theme by theme; one alone is not shown.
    pub themes: Vec<Theme>,
    /// The forecast, when there is enough to go by.
    pub forecast: Option<Forecast>,
}

/// Another plan of the same trainee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// Which.
    pub plan: PlanId,
    /// `Felles kompetansemål (FKM 2025)`.
    pub title: String,
    /// Its code.
    pub code: String,
    /// How it stands.
    pub tally: Tally,
}

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct TraineeHome {
    /// What needs the trainee, what came back first.
    pub needs: Vec<Need>,
    /// What lies with an authority.
    pub applied: Vec<Applied>,
    /// What waits for others, the oldest first.
    pub waiting: Vec<Waiting>,
    /// Since when the news are news.
    pub since: Option<Day>,
    /// The news.
    pub news: Vec<News>,
    /// What comes.
    pub coming: Vec<Coming>,
    /// The plan in view; none yet says what to do.
    pub progress: Option<Progress>,
    /// Other plans.
    pub others: Vec<Other>,
    /// Whether what is sent to the authority comes at the end of a stage of theirs.
    pub applies: bool,
}

impl TraineeHome {
    /// What waits for somebody who can approve it no more: the trainee's own to mend.
    fn stuck(&self) -> impl Iterator<Item = &Waiting> {
        self.waiting.iter().filter(|one| one.as_what.is_none())
    }
    /// What waits for somebody who can.
    fn waits(&self) -> impl Iterator<Item = &Waiting> {
        self.waiting.iter().filter(|one| one.as_what.is_some())
    }
}

/// With fewer approvals than this, the page says that a forecast will come; later its absence needs no word.
const FEW: u32 = 5;

/// The page.
pub fn home(say: &Say<'_>, view: &TraineeHome) -> Page {
    let lang = say.lang;
    let title = match view.progress {
        Some(_) => words::home_needs_title(lang, n(view.needs.len() + view.stuck().count())),
        None => words::home_no_plan_title(lang).to_owned(),
    };
    let body = html! {
        div class="two" {
            div class="stack" data-gap="7" {
                (needs(say, view, &title))
                (news(say, view.since, &view.news))
                (waiting(say, &view.waits().collect::<Vec<_>>()))
                (coming(say, &view.coming))
            }
            @if let Some(of) = &view.progress { (progress(say, of, &view.others)) }
        }
    };
    Page { title, width: Width::Wide, here: Here::At(Nav::Home), body }
}

fn needs(say: &Say<'_>, view: &TraineeHome, title: &str) -> Markup {
    let lang = say.lang;
    html! {
        section class="stack" {
            (parts::h1(title))
            @match &view.progress {
                None => p { (words::home_no_plan_next(lang, words::home_no_plan_who(lang))) },
                Some(of) if view.needs.is_empty() && view.stuck().next().is_none() => {
                    @match view.others.iter().find(|other| of.tally.remaining() == 0 && other.tally.remaining() > 0) {
                        Some(other) => (elsewhere(say, other)),
                        None => (nothing(say, of, view.applies && view.applied.is_empty())),
                    }
                },
                Some(_) => {
                    @if !view.needs.is_empty() { ul class="rows" { @for need in &view.needs { (one_need(say, need)) } } }
                    @let stuck: Vec<&Waiting> = view.stuck().collect();
                    @if !stuck.is_empty() { (waiting_rows(say, &stuck)) }
                },
            }
            @if !view.applied.is_empty() { (applied(&view.applied)) }
        }
    }
}

fn applied(all: &[Applied]) -> Markup {
    let rows = all.iter().map(|one| Row::new(&one.title).state(one.state).detail(&one.detail).to(&one.href));
    parts::rows(&rows.collect::<Vec<_>>())
}

/// All of the plan in view is done, and not of another.
fn elsewhere(say: &Say<'_>, other: &Other) -> Markup {
    let lang = say.lang;
    html! {
        p { (words::home_needs_none_elsewhere(lang, &other.title)) }
        div class="line" {
            (parts::button_link(Weight::Primary, &format!("/plans/{}?state=remaining", other.plan), words::home_needs_plan(lang)))
        }
    }
}

/// Nothing is asked: the next step is offered.
fn nothing(say: &Say<'_>, of: &Progress, applies: bool) -> Markup {
    let lang = say.lang;
    html! {
        @if of.tally.remaining() == 0 {
            p { (words::home_needs_none_done(lang)) }
            @if applies {
                div class="line" { (parts::button_link(Weight::Primary, &Nav::Apply.href(), words::home_to_apply(lang))) }
            }
        }
        @else {
            @if of.tally.of(domain::signoff::State::Open) == of.tally.total() { p { (words::home_needs_first(lang)) } }
            @else { p { (words::home_needs_none_next(lang)) } }
            div class="line" {
                (parts::button_link(Weight::Primary, &format!("/log/{}", of.plan), words::home_needs_log(lang)))
                (parts::button_link(Weight::Secondary, &format!("/plans/{}?state=remaining", of.plan), words::home_needs_plan(lang)))
            }
        }
    }
}

fn waiting(say: &Say<'_>, all: &[&Waiting]) -> Markup {
    html! { @if !all.is_empty() { (parts::section(&waiting_title(say, all), waiting_rows(say, all))) } }
}

fn waiting_rows(say: &Say<'_>, all: &[&Waiting]) -> Markup {
    let lang = say.lang;
    let details: Vec<String> = all
        .iter()
        .map(|one| match &one.as_what {
            Some(role) => words::home_waiting_line(lang, &one.name, role, say.when(one.since)),
            None => words::home_waiting_gone(lang, &one.name),
        })
        .collect();
    let rows: Vec<Row<'_>> = all
        .iter()
        .zip(&details)
        .map(|(one, detail)| Row::new(&one.title).state(State::Requested).detail(detail).to(&one.href))
        .collect();
    parts::rows(&rows)
}

/// How many wait; activities are told apart, so that the number fits the one that the progress tells.
fn waiting_title(say: &Say<'_>, all: &[&Waiting]) -> String {
    let activities = all.iter().filter(|one| one.activity).count();
    let others = all.len() - activities;
    if activities == 0 || others == 0 {
        return words::home_waiting_title(say.lang, n(all.len()));
    }
    let word = |count, one, several| say.short(if count == 1 { one } else { several });
    words::home_waiting_title_both(
        say.lang,
        n(activities),
        word(activities, "activity", "activity-plural"),
        n(others),
        word(others, "requirement", "requirement-plural"),
    )
}

fn progress(say: &Say<'_>, of: &Progress, others: &[Other]) -> Markup {
    let lang = say.lang;
    let plan = format!("/plans/{}", of.plan);
    html! {
        section class="stack" {
            div class="line" {
                (parts::h2(words::home_progress_title(lang)))
                a class="ds-link back end" href=(plan) { (words::home_progress_whole(lang)) }
            }
            p {
                span class="big-num" { (say.number(of.tally.done())) } " "
                (words::home_progress_of(lang, say.things(of.tally.counts), i64::from(of.tally.total())))
            }
            (tally_bar(lang, &words::show_progress(lang, &of.curriculum), &of.tally, true))
            (tally_legend(say, &of.tally))
            @match &of.forecast {
                Some(forecast) => { (forecast_words(say, forecast)) (chart(lang, forecast, of.tally.total())) }
                None if of.tally.remaining() > 0 && of.tally.done() < FEW => p class="quiet" { (words::home_forecast_too_early(lang)) },
                None => {}
            }
            @if of.themes.len() > 1 { (themes(say, of)) }
            @for other in others {
                p class="quiet" {
                    (words::home_progress_other(lang, i64::from(other.tally.done()), say.things(other.tally.counts), &other.title, i64::from(other.tally.total()))) " "
                    (parts::link(&format!("/plans/{}", other.plan), &words::home_progress_switch(lang, &other.code)))
                }
            }
        }
    }
}

fn forecast_words(say: &Say<'_>, forecast: &Forecast) -> Markup {
    let lang = say.lang;
    let days = forecast.done_by.days_until(forecast.planned);
    let months = i64::from((days.abs() + 15) / 30);
    let side = match (months, days) {
        (0, _) => "on",
        (_, 1..) => "before",
        _ => "after",
    };
    html! {
        p {
            (words::home_forecast(lang, months, format::month_year(lang, forecast.done_by), side))
            @if !forecast.slow.is_empty() { " " (words::home_forecast_slow(lang, n(forecast.slow.len()), say.list(&forecast.slow))) }
        }
    }
}

fn themes(say: &Say<'_>, of: &Progress) -> Markup {
    let lang = say.lang;
    html! {
        ul class="rows bars" {
            @for theme in &of.themes {
                li { a class="row" href=(theme.href) {
                    span class="grow stack" data-gap="1" {
                        span class="line" {
                            b { (theme.title) }
                            small class="end" { (words::show_of_total(lang, i64::from(theme.tally.done()), i64::from(theme.tally.total()))) }
                        }
                        (tally_bar(lang, &theme.title, &theme.tally, false))
                    }
                } }
            }
        }
        (parts::more(words::home_progress_table(lang), html! {
            div class="scroll" tabindex="0" role="region" aria-label=(words::home_progress_table(lang)) { table class="ds-table" {
                thead { tr {
                    th scope="col" { (words::home_progress_table_theme(lang)) }
                    th scope="col" { (words::home_progress_table_done(lang)) }
                    th scope="col" { (words::home_progress_table_under_way(lang)) }
                    th scope="col" { (words::home_progress_table_all(lang)) }
                } }
                tbody {
                    @for theme in &of.themes {
                        tr { td { (theme.title) } td { (theme.tally.done()) } td { (theme.tally.under_way()) } td { (theme.tally.total()) } }
                    }
                }
            } }
        }))
    }
}
