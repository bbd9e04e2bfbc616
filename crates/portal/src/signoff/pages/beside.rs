//! Parts of the in-tray about what nobody sent to the reader: goals that lack a recommendation, time that can be attested, documents whose
//! originals nobody has seen.

use base::{Day, Moment, PersonId, PlanId};
use maud::{Markup, html};
use web::{
    Icon, format,
    parts::{self, Row, Weight},
};

use crate::{
    show::{Say, dotted, encoded, n, uncapitalised},
    words,
};

/// Goals of one plan that wait for the reader's recommendation before they can be approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToAdvise {
    /// The plan.
    pub plan: PlanId,
    /// Whose.
    pub trainee: String,
    /// What the trainee is just now, short.
    pub stage: String,
    /// The goals, the one that has waited longest first.
    pub goals: Vec<GoalToAdvise>,
    /// Makes a press that comes twice count once; new for each view of the page.
    pub key: String,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalToAdvise {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// To whom it was sent.
    pub to: String,
    /// When.
    pub since: Moment,
}

/// Time that the reader may attest now, unasked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenTime {
    /// The time element.
    pub title: String,
    /// Whose.
    pub trainee: String,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
    /// Where it is attested.
    pub href: String,
}

/// Documents of one trainee whose originals nobody has seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Originals {
    /// Whose.
    pub whose: PersonId,
    /// Their name.
    pub trainee: String,
    /// How many.
    pub count: i64,
    /// Since when the first of them has waited.
    pub since: Moment,
}

/// Goals that wait for the reader's recommendation: by plan, recommended with one press, each a link to read first.
pub(super) fn to_advise(say: &Say<'_>, all: &[ToAdvise]) -> Markup {
    html! {
        @if !all.is_empty() {
            section class="stack" id="advice" {
                (parts::h2(words::signoff_advise_heading(say.lang)))
                p class="quiet" { (words::signoff_advise_about(say.lang)) }
                @for one in all { (of_plan(say, one)) }
            }
        }
    }
}

fn of_plan(say: &Say<'_>, one: &ToAdvise) -> Markup {
    let lang = say.lang;
    html! {
        form class="stack" data-gap="2" novalidate method="post" action={ "/plans/" (one.plan) "/advice" } {
            (parts::hidden("recommends", "yes"))
            (parts::hidden("from", "tray"))
            (parts::hidden("key", &one.key))
            h3 class="ds-heading" data-size="xs" { (one.trainee) " " small { (one.stage) } }
            ul class="rows" {
                @for goal in &one.goals {
                    @let sent = uncapitalised(&words::signoff_advise_sent(lang, &goal.to, say.when(goal.since)));
                    @let label = html! { b { (goal.title) } " " small { (dotted(&[goal.code.as_str(), &sent])) } };
                    li class="row" {
                        span class="grow" { (parts::check(&format!("{}-{}", one.plan, goal.code), "requirements", &goal.code, false, label)) }
                        a class="ds-link back" href={ "/plans/" (one.plan) "/requirements/" (encoded(&goal.code)) } {
                            (words::signoff_decide(lang)) span class="ds-sr-only" { ": " (words::signoff_about(lang, &one.trainee, &goal.title)) }
                        }
                    }
                }
            }
            div class="line" { (parts::button(Weight::Secondary, &words::signoff_advise_button(lang, n(one.goals.len())))) }
        }
    }
}

/// Time that the reader may attest now, though nobody asked.
pub(super) fn open_times(say: &Say<'_>, all: &[OpenTime]) -> Markup {
    let lang = say.lang;
    let texts: Vec<(String, String)> = all
        .iter()
        .map(|one| {
            let period =
                format!("{} – {}", format::short_year(lang, one.from), format::short_year(lang, one.until));
            // The heading says already what can be done with it.
            (format::capitalised(&one.title), dotted(&[one.trainee.clone(), period]))
        })
        .collect();
    let rows: Vec<Row<'_>> = all
        .iter()
        .zip(&texts)
        .map(|(one, (title, detail))| Row::new(title).detail(detail).icon(Icon::Calendar).to(&one.href))
        .collect();
    html! { @if !rows.is_empty() { (parts::section(words::signoff_times_open(lang), parts::rows(&rows))) } }
}

/// Documents whose originals the reader may say to have seen, by trainee.
pub(super) fn originals(say: &Say<'_>, all: &[Originals]) -> Markup {
    let lang = say.lang;
    let texts: Vec<(String, String)> = all
        .iter()
        .map(|one| {
            let detail = words::signoff_originals_row(lang, one.count, say.when(one.since));
            (detail, format!("/trainees/{}/documents", one.whose))
        })
        .collect();
    let rows: Vec<Row<'_>> = all
        .iter()
        .zip(&texts)
        .map(|(one, (detail, href))| Row::new(&one.trainee).detail(detail).icon(Icon::File).to(href))
        .collect();
    html! { @if !rows.is_empty() { (parts::section(words::signoff_originals_heading(lang), parts::rows(&rows))) } }
}

/// Annulments that others propose and that wait for the reader.
pub(super) fn annulments(say: &Say<'_>, count: u32) -> Markup {
    let lang = say.lang;
    let see = html! { div class="line" { (parts::button_link(Weight::Secondary, "/annulments", words::home_officer_see(lang))) } };
    html! { @if count > 0 { (parts::section(&words::home_officer_title(lang, i64::from(count)), see)) } }
}
