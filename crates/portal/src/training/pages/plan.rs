//! A plan: how far, what remains, theme by theme. A filter in force says how many it hides, and the way out stands beside it.

use base::{Day, PlanId};
use domain::{refusal::Refusal, signoff::State};
use maud::{Markup, html};
use web::{
    Fields, format,
    page::Width,
    parts::{self, Choice, Field, Tone},
};

pub use super::{
    filter::{Filter, Shown},
    rows::{Fact, PlanRow, RowText},
};
use super::{
    plan_reader::{Reading, manage},
    rows::rows,
};
use crate::{
    show::{
        Here, Nav, Page, Say, Tally, dotted, drawn, form_errors, heading, refusal_alert, state_word,
        tally_bar,
    },
    words,
};

/// Which version of which curriculum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Curriculum {
    /// Its code.
    pub code: String,
    /// Its version.
    pub version: String,
    /// Since when it holds, where that is known.
    pub valid_from: Option<Day>,
    /// Whether its list is known to be incomplete.
    pub partial: bool,
    /// Until when whoever began on it may finish on it, and where that is written.
    pub finish_by: Option<(Day, Option<String>)>,
}

/// The requirements of one theme that are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its title; for what has no theme, the kind's word.
    pub title: String,
    /// How all of the theme stand, shown or not.
    pub tally: Tally,
    /// Those shown.
    pub rows: Vec<PlanRow>,
}

/// Recommending several at once (`pick=advice`).
#[derive(Debug, Clone, Default)]
pub struct Pick {
    /// What was typed: `requirements`, `recommends`, `comment`, `meeting_on`.
    pub fields: Fields,
    /// Makes a press that comes twice count once; new for each view of the page.
    pub key: String,
}

/// What was just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    /// So many recommendations were saved.
    Advised(u32),
    /// The plan was assigned.
    Assigned,
    /// It was archived.
    Archived,
}

/// What a plan's page shows.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Which.
    pub plan: PlanId,
    /// On which curriculum version.
    pub curriculum: Curriculum,
    /// Archived on a day.
    pub archived: Option<Day>,
    /// Who reads, when it is not the trainee.
    pub reading: Option<Reading>,
    /// How all that counts stand: activities are not among them.
    pub tally: Tally,
    /// How the activities stand.
    pub activities: Tally,
    /// What is shown.
    pub filter: Filter,
    /// The themes to choose from.
    pub themes: Vec<String>,
    /// The arenas to choose from.
    pub arenas: Vec<String>,
    /// What is shown, theme by theme; themes with nothing to show are left out.
    pub groups: Vec<Theme>,
    /// Several are to be recommended at once.
    pub pick: Option<Pick>,
    /// How many of the other tab match what is searched for.
    pub elsewhere: u32,
    /// The trainee's plans that a reader may see, this one too, when there are several: which, its name.
    pub others: Vec<(PlanId, String)>,
    /// What was just done.
    pub did: Option<Did>,
    /// Why the last try was refused.
    pub refused: Option<Refusal>,
    /// The titles of those for which it was.
    pub refused_for: Vec<String>,
}

impl Plan {
    /// Whether the themes stand folded.
    fn folded(&self) -> bool {
        self.groups.len() > 1 && self.filter.folds(self.shown())
    }
    /// How those of the tab in view stand.
    const fn in_view(&self) -> &Tally {
        if self.filter.activities { &self.activities } else { &self.tally }
    }
    fn shown(&self) -> u32 {
        u32::try_from(self.groups.iter().map(|group| group.rows.len()).sum::<usize>()).unwrap_or(u32::MAX)
    }
}

/// The page.
pub fn plan(say: &Say<'_>, view: &Plan) -> Page {
    let word = format::capitalised(say.short("plan"));
    let title = match &view.reading {
        Some(reading) => reading.trainee.clone(),
        None => word.clone(),
    };
    let body = html! {
        div class="two lead" {
            div class="stack stick" { (left(say, view, &title)) }
            div class="stack" id="goals" { (right(say, view)) }
        }
    };
    let here = if view.reading.is_some() { Nav::Trainees } else { Nav::Plan(view.plan) };
    let title = if view.reading.is_some() { format!("{title}, {}", view.curriculum.code) } else { title };
    Page { title, width: Width::Wide, here: Here::At(here), body }
}

fn left(say: &Say<'_>, view: &Plan, title: &str) -> Markup {
    let (lang, of) = (say.lang, &view.curriculum);
    let version = match of.valid_from {
        Some(day) => words::training_plan_version(lang, &of.code, say.long(day), say.version(&of.version)),
        None => words::training_plan_version_undated(lang, &of.code, say.version(&of.version)),
    };
    let beneath = match &view.reading {
        Some(reading) => dotted(&[reading.where_now.clone(), version]),
        None => version,
    };
    let tally = view.in_view();
    let drawn = words::training_plan_bar(lang, &of.code, say.version(&of.version));
    let (total, things) = (i64::from(tally.total()), say.things(tally.counts));
    let done_of = if tally.registered > 0 {
        words::training_plan_approved_or_registered(lang, things, total)
    } else {
        words::training_plan_approved_of(lang, things, total)
    };
    html! {
        @if let Some(refusal) = &view.refused {
            (refusal_alert(say, refusal))
            @if !view.refused_for.is_empty() { p { b { (say.list(&view.refused_for)) } } }
        }
        @if let Some(did) = view.did { (told(say, did)) }
        (heading(title, &beneath))
        @if view.others.len() > 1 { (others(say, view)) }
        @if let Some(reading) = &view.reading {
            p class="quiet" { (words::training_plan_reader(lang, &reading.trainee, say.role(reading.role))) }
        }
        @if let Some(day) = view.archived {
            (parts::alert(Tone::Info, &words::training_plan_archived(lang, say.long(day)), html! {}))
        }
        @if let Some((day, rule)) = &of.finish_by {
            p class="quiet" { (words::training_plan_finish_by(lang, say.long(*day))) @if let Some(rule) = rule { " (" (rule) ")" } "." }
        }
        @if of.partial { p class="quiet" { (words::training_plan_partial(lang)) } }
        p { span class="big-num" { (say.number(tally.done())) } " " (done_of) }
        (tally_bar(lang, &drawn, tally, true))
        @if view.activities.total() > 0 { (tabs(say, view)) }
        (states(say, view))
        (search(say, view))
        (status(say, view))
        @if let Some(reading) = &view.reading { (manage(say, view, reading)) }
    }
}

/// The plans of the same trainee: a reader has no switcher of somebody else's.
fn others(say: &Say<'_>, view: &Plan) -> Markup {
    let chip = |(plan, name): &(PlanId, String)| {
        parts::chip(&format!("/plans/{plan}"), None, name, "", *plan == view.plan)
    };
    parts::chips(words::training_plan_others(say.lang), &view.others.iter().map(chip).collect::<Vec<_>>())
}

fn told(say: &Say<'_>, did: Did) -> Markup {
    let lang = say.lang;
    let what = match did {
        Did::Advised(count) => words::training_pick_saved(lang, i64::from(count)),
        Did::Assigned => words::training_did_assigned(lang).to_owned(),
        Did::Archived => words::training_did_archived(lang).to_owned(),
    };
    parts::alert(Tone::Success, &what, html! {})
}

/// What counts, and the activities that lead there: two lists, one at a time.
fn tabs(say: &Say<'_>, view: &Plan) -> Markup {
    let to = |activities| Filter { activities, ..Filter::default() }.href(view.plan);
    let chip = |word: &'static str, tally: &Tally, activities: bool| {
        let here = view.filter.activities == activities;
        let word = format::capitalised(say.short(word));
        parts::chip(&to(activities), None, &word, &say.number(tally.total()), here)
    };
    let both =
        [chip("requirement-plural", &view.tally, false), chip("activity-plural", &view.activities, true)];
    parts::chips(words::training_plan_filter_kind(say.lang), &both)
}

/// The legend is the filter.
fn states(say: &Say<'_>, view: &Plan) -> Markup {
    let tally = view.in_view();
    let counted = State::ALL.into_iter().filter(|state| tally.of(*state) > 0);
    // While it is in force it is lit here; the way in stands with the count of what is shown.
    let remaining = (view.filter.shown == Shown::Remaining).then(|| {
        let word = words::training_plan_remaining(say.lang);
        parts::chip(
            &view.filter.with(Shown::All).href(view.plan),
            None,
            word,
            &say.number(tally.remaining()),
            true,
        )
    });
    let chips: Vec<Markup> = counted
        .map(|state| {
            let here = view.filter.shown == Shown::Only(state);
            let to = view.filter.with(if here { Shown::All } else { Shown::Only(state) });
            let count = say.number(tally.of(state));
            parts::chip(&to.href(view.plan), Some(drawn(state)), state_word(say.lang, state), &count, here)
        })
        .chain(remaining)
        .collect();
    html! { div id="states" { (parts::chips(words::training_plan_filter_state(say.lang), &chips)) } }
}

fn search(say: &Say<'_>, view: &Plan) -> Markup {
    let (lang, filter) = (say.lang, &view.filter);
    let address = format!("/plans/{}", view.plan);
    let choices = |all: &[String]| -> Vec<Choice> {
        all.iter().map(|one| Choice { value: one.clone(), label: one.clone() }).collect()
    };
    let chosen =
        [("theme", filter.theme.as_deref().unwrap_or("")), ("arena", filter.arena.as_deref().unwrap_or(""))];
    let chosen = Fields::with(&chosen);
    let arena = format::capitalised(say.short("arena"));
    html! {
        form class="filters" role="search" method="get" action=(address) data-auto hx-get=(address) hx-target="#goals" hx-select="#goals"
            hx-select-oob="#shown,#states" hx-swap="outerHTML" hx-push-url="true" hx-trigger="submit, input delay:300ms" {
            (parts::search(Field::new("q", words::training_plan_search(lang)).grow(), &filter.query))
            @if !view.arenas.is_empty() {
                (parts::select(Field::new("arena", &arena), &chosen, Some(words::training_plan_all_arenas(lang)), &choices(&view.arenas)))
            }
            @if view.themes.len() > 1 {
                (parts::select(Field::new("theme", words::training_plan_theme(lang)), &chosen, Some(words::training_plan_all_themes(lang)), &choices(&view.themes)))
            }
            (parts::hidden("state", filter.shown.code()))
            @if filter.activities { (parts::hidden("kind", "activity")) }
            @if filter.picks { (parts::hidden("pick", "advice")) }
            noscript { button class="ds-button" data-variant="secondary" type="submit" { (words::common_show(lang)) } }
        }
    }
}

/// What is shown, what is hidden, and the way out.
fn status(say: &Say<'_>, view: &Plan) -> Markup {
    let (lang, filter) = (say.lang, &view.filter);
    let (shown, total) = (view.shown(), view.in_view().total());
    let remaining = view.in_view().remaining();
    html! {
        p class="filter line" role="status" id="shown" {
            @if shown == total {
                span { (words::training_plan_showing_all(lang, i64::from(total))) }
                @if remaining > 0 && remaining < total && !filter.narrows() {
                    (parts::link_alone(&filter.with(Shown::Remaining).href(view.plan), &words::training_plan_show_remaining(lang, i64::from(remaining))))
                }
            } @else {
                span {
                    @if filter.shown == Shown::Remaining && !filter.narrows() { (words::training_plan_showing_remaining(lang, i64::from(shown))) }
                    @else { (words::training_plan_showing(lang, i64::from(shown), i64::from(total))) }
                    " " b { (words::training_plan_hidden(lang, i64::from(total - shown.min(total)))) }
                }
                (parts::link_alone(&filter.everything().href(view.plan), &words::training_plan_show_all(lang, i64::from(total))))
            }
            @if view.folded() { (parts::link_alone(&filter.unfold().href(view.plan), words::training_plan_unfold(lang))) }
            @if view.elsewhere > 0 {
                @let tab = format::capitalised(say.short(if filter.activities { "requirement-plural" } else { "activity-plural" }));
                (parts::link_alone(&filter.other_tab().href(view.plan), &words::training_plan_elsewhere(lang, i64::from(view.elsewhere), tab)))
            }
        }
    }
}

fn right(say: &Say<'_>, view: &Plan) -> Markup {
    let lang = say.lang;
    let total = i64::from(view.in_view().total());
    let picked = |code: &str| view.pick.as_ref().is_some_and(|pick| pick.fields.chosen("requirements", code));
    let pick: Option<&dyn Fn(&str) -> bool> = if view.pick.is_some() { Some(&picked) } else { None };
    // Stands open among the folded ones: the first with something left.
    let begun = view.groups.iter().position(|group| group.tally.done() < group.tally.total());
    let groups = html! {
        div class="goals" {
            @for (at, group) in view.groups.iter().enumerate() {
                @let beside = words::show_of_total(lang, i64::from(group.tally.done()), i64::from(group.tally.total()));
                @let open = !view.folded() || begun == Some(at) || group.rows.iter().any(|row| picked(row.text.code()));
                (parts::group(&format!("t{at}"), &group.title, &beside, tally_bar(lang, &group.title, &group.tally, false), open,
                    html! { (rows(say, view.plan, pick, &group.rows)) }))
            }
        }
    };
    html! {
        @if view.groups.is_empty() {
            section class="stack" data-gap="2" {
                @if view.filter.shown == Shown::Remaining && !view.filter.narrows() { (parts::h2(words::training_plan_done(lang))) }
                @else {
                    (parts::h2(words::training_plan_nothing(lang)))
                    p { (words::training_plan_nothing_next(lang)) }
                }
                p { (parts::link_alone(&view.filter.everything().href(view.plan), &words::training_plan_show_all(lang, total))) }
            }
        } @else {
            @match &view.pick { Some(pick) => (advise_many(say, view, pick, groups)), None => (groups) }
        }
    }
}

fn advise_many(say: &Say<'_>, view: &Plan, pick: &Pick, groups: Markup) -> Markup {
    let lang = say.lang;
    let chosen = pick.fields.form().all("requirements").count();
    let texts =
        [words::training_pick_none(lang), words::training_pick_one(lang), words::training_pick_many(lang)];
    html! {
        form class="stack" novalidate method="post" action={ "/plans/" (view.plan) "/advice" } {
            (parts::section(words::training_pick_title(lang), html! {
                p { (words::training_pick_about(lang)) }
                p { (parts::link_alone(&view.filter.picking(false).href(view.plan), words::training_pick_stop(lang))) }
            }))
            (form_errors(lang, &pick.fields, &[("comment", "advice-comment"), ("recommends", "recommends-0"), ("requirements", "goals")]))
            // The filter comes back too, when the form does.
            @for (name, value) in view.filter.pairs() { (parts::hidden(name, value)) }
            (parts::hidden("key", &pick.key))
            (super::requirement_forms::advice_fields(say, &pick.fields))
            (groups)
            (parts::act(None, parts::button_counting("requirements", chosen, texts)))
        }
    }
}
