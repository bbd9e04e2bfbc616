//! Where a trainee logs at the bedside: one press for one, numbers for several, one save.

use base::{Day, EntryId, PlanId};
use domain::{refusal::Refusal, signoff::State};
use maud::{Markup, html};
use web::{
    Fields, format,
    page::Width,
    parts::{self, Field, Tone, Weight},
};

use crate::{
    show::{
        Here, Nav, Page, Say, comment_hint, dotted, form_errors_called, n, of_total, refusal_alert,
        state_word, uncapitalised, undo,
    },
    words,
};

/// An activity that can be logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRow {
    /// Its code: its field is `n-CODE`.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its theme, under which it is found.
    pub theme: String,
    /// All that is registered.
    pub count: u32,
    /// How many are asked for.
    pub required: Option<u32>,
    /// Goals that it supports, by code.
    pub supports: Vec<String>,
    /// Where it stands.
    pub state: State,
    /// Whether somebody must sign.
    pub signature: bool,
}

/// Something just saved, as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The entry.
    pub entry: EntryId,
    /// How many times.
    pub count: u32,
    /// Of what.
    pub title: String,
    /// On which day.
    pub on: Day,
    /// The programme's first day, when the entry is older: that is worth a question.
    pub before: Option<Day>,
    /// Whether it was taken back meanwhile.
    pub withdrawn: bool,
}

/// From so many on, rows are folded by theme.
const FOLDED_FROM: usize = 30;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Log {
    /// The plan.
    pub plan: PlanId,
    /// What was searched for (`q`).
    pub query: String,
    /// All activities of the plan.
    pub total: u32,
    /// Whether the plan has no activities, so that its goals stand here.
    pub goals: bool,
    /// Used lately; while searching, what was typed and does not match.
    pub recent: Vec<LogRow>,
    /// The others, or what was found.
    pub rows: Vec<LogRow>,
    /// What was typed: `on_date`, `comment`, `n-CODE` each.
    pub fields: Fields,
    /// What was just saved.
    pub saved: Vec<Saved>,
    /// A registration was just taken back.
    pub withdrawn: bool,
    /// How many were registered today.
    pub today_count: u32,
    /// Makes a press that comes twice count once; new for each view of the page.
    pub key: String,
    /// Why the last try was refused.
    pub refused: Option<Refusal>,
}

/// The form as it begins: today.
pub fn log_fields(today: Day) -> Fields {
    Fields::with(&[("on_date", &format::numeric(today))])
}

/// The page.
pub fn log(say: &Say<'_>, view: &Log) -> Page {
    let lang = say.lang;
    let title = words::logging_title_today(lang, i64::from(view.today_count));
    let body = html! {
        div class="stack" {
            @if let Some(refusal) = &view.refused { (refusal_alert(say, refusal)) }
            @if !view.saved.is_empty() { (saved(say, view)) }
            @if view.withdrawn {
                (parts::alert(Tone::Success, words::training_did_withdrawn(lang), html! { p { (words::training_did_withdrawn_next(lang)) } }))
            }
            (parts::h1(&title))
            @if view.total == 0 {
                p { b { (words::logging_empty(lang)) } }
                p { (words::logging_empty_next(lang)) }
                div class="line" { (parts::button_link(Weight::Primary, &format!("/plans/{}", view.plan), words::show_nav_plan(lang))) }
            }
        }
        @if view.total > 0 { (form(say, view)) }
    };
    Page { title, width: Width::Reading, here: Here::At(Nav::Log(view.plan)), body }
}

fn saved(say: &Say<'_>, view: &Log) -> Markup {
    let lang = say.lang;
    let all: u32 = view.saved.iter().map(|one| one.count).sum();
    parts::alert(
        Tone::Success,
        &words::logging_saved_title(lang, i64::from(all)),
        html! {
            ul class="rows" { @for one in &view.saved { li class="row" { (saved_row(say, view.plan, one)) } } }
            p { (parts::link(&format!("/plans/{}?state=all&kind=activity", view.plan), words::logging_saved_see(lang))) }
        },
    )
}

fn saved_row(say: &Say<'_>, plan: PlanId, one: &Saved) -> Markup {
    let lang = say.lang;
    let what = words::logging_saved_row(lang, i64::from(one.count), &one.title);
    html! {
        span class="grow" {
            (what)
            small {
                (say.long(one.on))
                @if let Some(begun) = one.before { " · " (words::training_did_registered_before(lang, say.long(begun))) }
            }
        }
        @if one.withdrawn { span class="quiet" { (words::training_req_undone(lang)) } }
        @else { (undo(say, plan, one.entry, &what, Some(("log", "1")))) }
    }
}

/// A part of the form around it, so that what is typed outlives a search. It is sent as the form is: a search is no secret, what was
/// typed beside it may be, and does not belong into an address.
fn search(say: &Say<'_>, view: &Log) -> Markup {
    let lang = say.lang;
    let again = |value: &str, words: &str, variant: &str| {
        html! { button class="ds-button" type="submit" formnovalidate name="find" value=(value) data-variant=(variant) { (words) } }
    };
    html! {
        div class="line" role="search" {
            (parts::search(Field::new("q", words::logging_search_label(lang)).grow(), &view.query))
            (again("q", words::common_search(lang), "secondary"))
        }
        (parts::hidden("found", &view.query))
        @if !view.query.is_empty() {
            p class="filter line" role="status" {
                span { (words::logging_found(lang, n(view.rows.len()), &view.query)) }
                (again("all", &words::logging_show_all(lang, i64::from(view.total)), "tertiary"))
            }
        }
    }
}

fn form(say: &Say<'_>, view: &Log) -> Markup {
    let lang = say.lang;
    let all = match view.goals {
        true => &format::capitalised(say.short("goal-plural")),
        false => words::logging_all(lang),
    };
    let first = if view.query.is_empty() { words::logging_recent(lang) } else { words::logging_typed(lang) };
    let date = Field::new("on_date", words::logging_date(lang))
        .hint(words::logging_date_hint(lang))
        .autocomplete("off")
        .required();
    let hint = comment_hint(lang, words::logging_comment_hint(lang));
    let comment = Field::new("comment", words::logging_comment(lang)).hint(&hint).rows(2);
    let named: Vec<(String, &str)> =
        view.recent.iter().chain(&view.rows).map(|one| (field(one), one.title.as_str())).collect();
    let called: Vec<(&str, &str)> = named.iter().map(|(name, title)| (name.as_str(), *title)).collect();
    html! {
        form class="stack" id="log" novalidate method="post" action={ "/log/" (view.plan) } {
            (form_errors_called(lang, &view.fields, &[], &called))
            // The first button of a form is the one that Enter presses: searching where the search was changed, else saving.
            button class="ds-sr-only" type="submit" tabindex="-1" aria-hidden="true" { (words::logging_save(lang)) }
            (parts::hidden("key", &view.key))
            @if !view.goals { (search(say, view)) }
            (parts::input(date, &view.fields))
            // It applies to all below, and stands far from nothing; most entries need none.
            details open[!view.fields.value("comment").is_empty() || view.fields.error("comment").is_some()] {
                summary class="ds-link back" { (words::logging_comment(lang)) }
                (parts::textarea(comment, &view.fields))
            }
            p class="quiet" { (words::logging_how(lang)) }
            @if !view.recent.is_empty() { (parts::section(first, rows(say, view, &view.recent))) }
            @if !view.rows.is_empty() {
                @if view.query.is_empty() { (parts::section(all, by_theme(say, view))) }
                @else { (rows(say, view, &view.rows)) }
            }
            div class="act line" { (parts::button_named(Weight::Primary, "save", "1", words::logging_save(lang))) }
        }
    }
}

fn rows<'a>(say: &Say<'_>, view: &Log, rows: impl IntoIterator<Item = &'a LogRow>) -> Markup {
    html! { ul class="rows" { @for one in rows { (row(say, view, one)) } } }
}

/// All of a long list, folded by theme: a doctor opens the theme, or searches. What has something typed in it stays in sight.
fn by_theme(say: &Say<'_>, view: &Log) -> Markup {
    let mut themes: Vec<(&str, Vec<&LogRow>)> = Vec::new();
    for one in &view.rows {
        match themes.iter_mut().find(|(theme, _)| *theme == one.theme) {
            Some((_, of_it)) => of_it.push(one),
            None => themes.push((&one.theme, vec![one])),
        }
    }
    if view.rows.len() < FOLDED_FROM || themes.len() < 2 {
        return rows(say, view, &view.rows);
    }
    let typed = |one: &&LogRow| {
        let name = field(one);
        !view.fields.value(&name).trim().is_empty() || view.fields.error(&name).is_some()
    };
    html! {
        div {
            @for (at, (theme, of_it)) in themes.iter().enumerate() {
                (parts::group(&format!("t{at}"), theme, &say.number(u32::try_from(of_it.len()).unwrap_or(u32::MAX)), html! {},
                    of_it.iter().any(typed), rows(say, view, of_it.iter().copied())))
            }
        }
    }
}

/// The name of a row's field.
fn field(one: &LogRow) -> String {
    format!("n-{}", one.code)
}

fn row(say: &Say<'_>, view: &Log, one: &LogRow) -> Markup {
    let lang = say.lang;
    let name = field(one);
    let (value, error) = (view.fields.value(&name), view.fields.error(&name));
    let filled = !matches!(value.trim(), "" | "0");
    let counted = match one.required {
        Some(required) => of_total(lang, one.count, required),
        None if one.count > 0 => words::logging_registered_count(lang, i64::from(one.count)),
        None => String::new(),
    };
    let signature = match one.state {
        State::Attested => uncapitalised(state_word(lang, one.state)),
        State::Requested => uncapitalised(state_word(lang, one.state)),
        _ if one.signature => words::logging_signature(lang).to_owned(),
        _ => String::new(),
    };
    html! {
        li class="row" {
            span class="grow" {
                b { (one.title) }
                small { (parts::unbroken(&dotted(&[counted.as_str(), &signature, &one.supports.join(", ")]))) }
                @if let Some(error) = error { span class="ds-validation-message" data-field="validation" id={ (name) "-error" } { (error) } }
            }
            span class="step" {
                input class="ds-input" type="text" inputmode="numeric" id=(name) name=(name) value=(value) autocomplete="off" placeholder="0"
                    aria-label=(words::logging_number_of(lang, &one.title)) data-filled[filled]
                    aria-invalid=[error.map(|_| "true")] aria-describedby=[error.map(|_| format!("{name}-error"))];
                button class="ds-button" type="submit" name="plus" value=(one.code) data-color="accent" data-variant="secondary"
                    aria-label=(words::logging_plus_named(lang, &one.title)) { "+1" }
            }
        }
    }
}

#[cfg(test)]
mod tests;
