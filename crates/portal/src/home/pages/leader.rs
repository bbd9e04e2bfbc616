//! The overview of a leader or education lead: who is late and why, before how much. A table by trainee and theme.

use base::Day;
use maud::{Markup, html};
use web::{
    Icon, format,
    page::Width,
    parts::{self, Heat, HeatCell, HeatRow, Row, State},
};

use crate::{
    show::{Here, Nav, Page, Say, dotted, heading},
    words,
};

/// How a trainee lies against the planned end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// So many months behind.
    Behind(u32),
    /// As planned.
    OnTime,
    /// So many months ahead.
    Ahead(u32),
    /// Nothing was approved for a year.
    Still,
    /// Not enough to go by.
    Unknown,
}

/// From so many months on, a delay is told in years: a forecast is no more exact than that.
const YEARS_FROM: u32 = 24;

impl Pace {
    /// How far behind, to order by: who stands still before everybody, who is not behind after.
    pub const fn behind(self) -> u32 {
        match self {
            Self::Still => u32::MAX,
            Self::Behind(months) => months,
            Self::OnTime | Self::Ahead(_) | Self::Unknown => 0,
        }
    }

    fn words(self, say: &Say<'_>) -> String {
        let lang = say.lang;
        match self {
            Self::Behind(months @ YEARS_FROM..) => {
                words::home_leader_behind_years(lang, i64::from(months / 12))
            }
            Self::Behind(months) => words::home_leader_behind(lang, i64::from(months)),
            Self::OnTime => words::home_leader_on_time(lang).to_owned(),
            Self::Ahead(months) => words::home_leader_ahead(lang, i64::from(months)),
            Self::Still => words::home_leader_still(lang).to_owned(),
            Self::Unknown => words::home_leader_unknown(lang).to_owned(),
        }
    }

    fn said(self, say: &Say<'_>) -> Markup {
        let words = self.words(say);
        match self {
            Self::Behind(_) | Self::Still => html! {
                span class="state" data-state="returned" { (State::Missing.icon().beside()) (words) }
            },
            Self::OnTime | Self::Ahead(_) | Self::Unknown => html! { (State::Open.word(&words)) },
        }
    }
}

/// One trainee of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The name.
    pub name: String,
    /// Where it leads: the plan.
    pub href: String,
    /// Approved in percent, per theme; none where the plan has no such theme.
    pub percents: Vec<Option<u32>>,
    /// How the trainee lies.
    pub pace: Pace,
}

/// Trainees on one curriculum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// `ANE 2019`.
    pub title: String,
    /// Its themes.
    pub themes: Vec<String>,
    /// Its trainees, those behind first.
    pub lines: Vec<Line>,
}

/// Why somebody is behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// So many goals were approved in the last year, and so many remain.
    Lately(u32, u32),
    /// So many wait for the reader.
    WaitsForYou(u32),
    /// So many wait for others.
    Waits(u32),
    /// So many came back and were not answered.
    Returned(u32),
    /// Nothing has happened since a day.
    Still(Day),
    /// Not begun.
    NotBegun,
    /// So many remain in one theme.
    Theme(u32, String),
}

impl Cause {
    fn words(&self, say: &Say<'_>) -> String {
        let lang = say.lang;
        match self {
            Self::Lately(count, remaining) => words::home_cause_lately(
                lang,
                i64::from(*count),
                i64::from(*remaining),
                say.short("goal-plural"),
            ),
            Self::WaitsForYou(count) => words::home_cause_waiting_you(lang, i64::from(*count)),
            Self::Waits(count) => words::home_cause_waiting(lang, i64::from(*count)),
            Self::Returned(count) => words::home_cause_returned(lang, i64::from(*count)),
            Self::Still(day) => words::home_cause_still(lang, say.date(*day)),
            Self::NotBegun => words::home_cause_not_begun(lang).to_owned(),
            Self::Theme(count, theme) => words::home_cause_theme(lang, i64::from(*count), theme),
        }
    }
}

/// Somebody behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// The name.
    pub name: String,
    /// The plan.
    pub title: String,
    /// So many months.
    pub months: u32,
    /// Why, the nearest cause first; the reader's own part is named too.
    pub causes: Vec<Cause>,
    /// Where it leads.
    pub href: String,
}

/// A requirement that many lack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bottleneck {
    /// Its title.
    pub title: String,
    /// Its code.
    pub code: String,
    /// How many lack it.
    pub missing: u32,
    /// Of how many.
    pub of: u32,
}

/// What the overview shows.
#[derive(Debug, Clone, Default)]
pub struct Overview {
    /// Where.
    pub place: String,
    /// How many trainees there are.
    pub total: u32,
    /// How many of them are behind.
    pub behind: u32,
    /// Whether anything is approved: before that nobody can say who is behind.
    pub begun: bool,
    /// How many requests wait for the reader, and for how many days the oldest has.
    pub waiting: Option<(u32, u32)>,
    /// Who can approve for the reader, and until when.
    pub deputies: Vec<(String, Day)>,
    /// Per curriculum.
    pub tables: Vec<Table>,
    /// Who is behind.
    pub late: Vec<Late>,
    /// What many lack.
    pub bottlenecks: Vec<Bottleneck>,
}

/// The page. `list` is the list of trainees below it, when it stands on the same page.
pub fn overview(say: &Say<'_>, view: &Overview, list: Option<Markup>) -> Page {
    let lang = say.lang;
    let plural = say.short("trainee-plural");
    let title = match view.total {
        0 => words::home_leader_none(lang, plural),
        _ if !view.begun => words::home_leader_not_begun(lang).to_owned(),
        total => words::home_leader_title(lang, i64::from(view.behind), i64::from(total), plural),
    };
    let today = format!("{} {}", format::weekday(lang, say.today), format::day_month(lang, say.today));
    let body = html! {
        div class="stack" data-gap="7" {
            (heading(&title, &words::home_leader_place(lang, today, &view.place)))
            (waiting(say, view))
            @if view.begun {
                div class="two" {
                    (late(say, &view.late))
                    @if !view.bottlenecks.is_empty() { (bottlenecks(say, &view.bottlenecks)) }
                }
            }
            @for table in &view.tables { (heat(say, table)) }
            @if let Some(list) = list { (list) }
        }
    };
    Page { title, width: Width::Wide, here: Here::At(Nav::Trainees), body }
}

fn waiting(say: &Say<'_>, view: &Overview) -> Markup {
    let lang = say.lang;
    let Some((count, days)) = view.waiting.filter(|(count, _)| *count > 0) else { return html! {} };
    let oldest =
        if days > 0 { words::home_leader_waiting_oldest(lang, i64::from(days)) } else { String::new() };
    let deputy = |(name, until): &(String, Day)| words::home_leader_delegate(lang, say.date(*until), name);
    let deputies: Vec<String> = view.deputies.iter().map(deputy).collect();
    let detail = format!("{oldest} {}", deputies.join(" "));
    let title = words::home_leader_waiting(lang, i64::from(count));
    let row = Row::new(&title).icon(Icon::Inbox).to("/sign-offs");
    parts::rows(&[if detail.trim().is_empty() { row } else { row.detail(detail.trim()) }])
}

fn heat(say: &Say<'_>, table: &Table) -> Markup {
    let lang = say.lang;
    let mut columns = vec![say.short("trainee")];
    let first = format::capitalised(columns[0]);
    columns[0] = &first;
    let briefs = briefs(&table.themes);
    columns.extend(briefs.iter().map(String::as_str));
    let cell = |percent: &Option<u32>| HeatCell {
        text: percent.map(|p| say.number(p)).unwrap_or_else(|| "–".to_owned()),
        percent: *percent,
    };
    let rows = table.lines.iter().map(|line| HeatRow {
        name: &line.name,
        href: Some(&line.href),
        cells: line.percents.iter().map(cell).collect(),
        end: Some(line.pace.said(say)),
    });
    let caption = words::home_leader_heat_caption(lang, &table.title);
    let rows = rows.collect();
    html! {
        section class="stack" data-gap="2" {
            (parts::h2(&dotted(&[table.title.as_str(), words::home_leader_heat(lang)])))
            div class="scroll" tabindex="0" role="region" aria-label=(caption) { (parts::heat(&Heat { caption: &caption, columns, end: Some(words::home_leader_forecast(lang)), rows })) }
        }
    }
}

/// Themes in one word each, for the heads of narrow columns; in as many as it takes to tell them apart.
fn briefs(themes: &[String]) -> Vec<String> {
    let brief = |theme: &String, words: usize| {
        let first: Vec<&str> = theme.split(' ').take(words).collect();
        first.join(" ").trim_end_matches([',', '(', ':']).to_owned()
    };
    let alone = |theme: &String| {
        let longest = theme.split(' ').count();
        let others = || themes.iter().filter(|other| *other != theme);
        let told = |words: &usize| others().all(|other| brief(other, *words) != brief(theme, *words));
        brief(theme, (1..=longest).find(told).unwrap_or(longest))
    };
    themes.iter().map(alone).collect()
}

/// Who is behind, and why. Nobody is: the heading says so, and here on what that rests.
fn late(say: &Say<'_>, all: &[Late]) -> Markup {
    if all.is_empty() {
        return html! { p { (words::home_leader_late_nobody(say.lang)) } };
    }
    parts::section(
        words::home_leader_late_title(say.lang),
        html! { ul class="rows" { @for one in all { li { (behind(say, one)) } } } },
    )
}

fn behind(say: &Say<'_>, one: &Late) -> Markup {
    let lang = say.lang;
    let causes: Vec<String> = one.causes.iter().map(|cause| cause.words(say)).collect();
    let title = match one.months {
        0 => one.name.clone(),
        months if months >= YEARS_FROM => {
            words::home_leader_late_row_years(lang, i64::from(months / 12), &one.name)
        }
        months => words::home_leader_late_row(lang, i64::from(months), &one.name),
    };
    html! {
        a class="row tall" href=(one.href) {
            (State::Missing.icon().coloured("returned"))
            span class="grow stack" data-gap="1" {
                b { (title) }
                @if !causes.is_empty() { span { (causes.join(" ")) } }
            }
            (Icon::Right.go())
        }
    }
}

fn bottlenecks(say: &Say<'_>, all: &[Bottleneck]) -> Markup {
    let lang = say.lang;
    parts::section(
        words::home_leader_bottlenecks(lang),
        html! {
            ul class="rows" {
                @for one in all {
                    @let words = words::home_leader_missing_of(lang, i64::from(one.missing), i64::from(one.of));
                    li class="row" {
                        span class="grow stack" data-gap="1" {
                            span class="line" { b { (one.title) } small class="end" { (words) } }
                            (parts::bar(&one.title, &words, one.of, &[(State::Returned, one.missing)], false))
                            small { (one.code) }
                        }
                    }
                }
            }
        },
    )
}
