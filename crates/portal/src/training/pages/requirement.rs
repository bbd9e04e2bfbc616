//! One requirement: what it says, on what it rests, who may approve it and when, what happened; and what the reader can do.
//!
//! The same page serves the trainee and everybody else with a right to see it; only the forms differ.

use base::{AttestationId, Day, EntryId, Moment, Percent, PlanId, SignOffId};
use domain::{
    access::{Kind, Role},
    refusal::Refusal,
    signoff::State,
};
use maud::{Markup, html};
use web::{Icon, format, page::Width, parts};

use super::{requirement_forms as forms, requirement_parts as says};
use crate::show::{
    Activity, Advice, Happening, Here, Nav, Official, Page, Say, Who, advice, dotted, drawn, history,
    refusal_alert, unsent,
};
use crate::words;

pub use super::requirement_offers::{Attest, Credit, Forms, Send};
pub use forms::{attest_fields, register_fields, send_fields};

/// Who reads a requirement of somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Whose it is.
    pub trainee: String,
    /// In which role it is read.
    pub role: Role,
    /// Whether the whole plan may be opened.
    pub sees_plan: bool,
}

/// It came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// From whom.
    pub who: Who,
    /// When.
    pub at: Moment,
    /// Why.
    pub comment: String,
}

/// It waits for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The request.
    pub sign_off: SignOffId,
    /// For whom.
    pub to: String,
    /// Since when.
    pub since: Moment,
    /// Whether the reader may take it back.
    pub recalls: bool,
    /// Whether the reader may decide.
    pub decides: bool,
    /// Whether it was sent to the reader.
    pub mine: bool,
    /// Whether whoever it was sent to can approve it no more.
    pub gone: bool,
}

/// How something came to be attested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// Somebody vouched for it.
    Vouched,
    /// The leader marked it fulfilled, and nobody signed.
    Marked,
    /// It was attested on paper, and somebody has seen the original.
    OnPaper,
    /// It was achieved before, and registered on a document.
    Credited {
        /// When it was achieved.
        on: Day,
        /// What the document is, and its name.
        document: String,
    },
}

/// It is attested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attested {
    /// By whom.
    pub who: Who,
    /// When.
    pub at: Moment,
    /// How.
    pub how: How,
    /// The attestation, when the reader may propose to annul it.
    pub annul: Option<AttestationId>,
    /// The attestation, when it is the reader's own to show.
    pub shows: Option<AttestationId>,
}

/// An annulment, proposed or done: shown for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annulment {
    /// Who proposed it.
    pub proposed_by: Who,
    /// When.
    pub proposed_at: Moment,
    /// Why.
    pub reason: String,
    /// Who confirmed it, and when.
    pub confirmed: Option<(Who, Moment)>,
}

/// Time served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
    /// Of full time.
    pub percent: Percent,
    /// Where.
    pub place: String,
}

/// A goal that an activity or a course supports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supported {
    /// Its code, as in addresses.
    pub code: String,
    /// Its code for a reader: nothing where it is our own.
    pub shown_code: String,
    /// Its title.
    pub title: String,
}

/// An entry on the requirement itself.
pub use crate::show::EntryLine;

/// Somebody who can approve it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approver {
    /// The name.
    pub name: String,
    /// In which role.
    pub role: Role,
    /// A deputy: for whom nothing is said, until when is.
    pub deputy_until: Option<Day>,
}

/// When it can be approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// At any time.
    Any,
    /// Once these have recommended it.
    AfterAdvice(Vec<Role>),
    /// From a day on, and ever after.
    From(Day),
}

/// Who may approve it, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approvers {
    /// Those who can now.
    pub people: Vec<Approver>,
    /// The roles it takes.
    pub roles: Vec<Role>,
    /// When.
    pub when: When,
    /// Nobody has to: the trainee registers it.
    pub self_registered: bool,
}

/// An entry as it was understood and saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The activity's title, where it was registered on a goal's page.
    pub title: Option<String>,
    /// On which day.
    pub on: Day,
    /// How many times.
    pub count: u32,
    /// The entry, when it can be taken back.
    pub undo: Option<EntryId>,
    /// The programme's first day, when the entry is older: that is worth a question.
    pub before: Option<Day>,
}

/// What was just done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Did {
    /// Registered.
    Registered(Receipt),
    /// A registration was taken back.
    Withdrawn,
    /// Sent to somebody.
    Sent {
        /// To whom.
        to: String,
        /// The day it was completed, as it was understood.
        completed_on: Option<Day>,
    },
    /// Recalled.
    Recalled,
    /// Advised.
    Advised,
    /// Attested unasked.
    Attested,
    /// Marked.
    Marked,
    /// Registered as achieved before.
    Credited,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Requirement {
    /// The plan.
    pub plan: PlanId,
    /// Who reads, when it is not the trainee.
    pub reading: Option<Reading>,
    /// Its code.
    pub code: String,
    /// What it is.
    pub kind: Kind,
    /// Its title; empty where no official one is known.
    pub title: String,
    /// Its theme.
    pub theme: Option<String>,
    /// Its arena.
    pub arena: Option<String>,
    /// Where it stands.
    pub state: State,
    /// What it says.
    pub official: Official,
    /// What counts as evidence.
    pub evidence: Option<String>,
    /// Goals that it supports.
    pub supports: Vec<Supported>,
    /// How many are registered, signed, and asked for: for what is counted itself.
    pub counted: Option<(u32, u32, u32)>,
    /// Time served, for a time element.
    pub served: Option<Served>,
    /// It came back.
    pub returned: Option<Returned>,
    /// It waits.
    pub waiting: Option<Waiting>,
    /// It is attested.
    pub attested: Option<Attested>,
    /// Annulments, newest first.
    pub annulments: Vec<Annulment>,
    /// The activities under it.
    pub activities: Vec<Activity>,
    /// Entries on itself, newest first.
    pub entries: Vec<EntryLine>,
    /// Recommendations.
    pub advice: Advice,
    /// Who may approve it, and when.
    pub approvers: Approvers,
    /// What happened, newest first.
    pub history: Vec<Happening>,
    /// What the reader can do.
    pub forms: Forms,
    /// Makes a press that comes twice count once; new for each view of the page.
    pub key: String,
    /// What was just done.
    pub did: Option<Did>,
    /// Why the last try was refused.
    pub refused: Option<Refusal>,
    /// The words that came with it, when no form is left in which they could stand.
    pub unsent: Option<String>,
}

impl Requirement {
    /// The code for a reader: nothing where it is our own.
    fn shown_code(&self) -> &str {
        if self.official.local_code { "" } else { &self.code }
    }
    pub(super) fn path(&self) -> String {
        format!("/plans/{}/requirements/{}", self.plan, crate::show::encoded(&self.code))
    }
}

/// The page.
pub fn requirement(say: &Say<'_>, view: &Requirement) -> Page {
    let title = say.title(&view.title, &view.code, view.kind);
    let body = html! {
        (way_back(say, view))
        div class="two" {
            div class="stack" data-gap="7" {
                (head(say, view, &title))
                (says::notes(say, view))
                (says::wording(say, view))
                (says::basis(say, view))
                (advice(say, &view.advice))
                (foot(say, view))
            }
            aside class="stack stick" data-gap="7" id="do" {
                (forms::aside(say, view))
                @if !view.state.is_end() || view.approvers.self_registered { (says::approvers(say, &view.approvers, view.reading.is_none())) }
            }
            (parts::section(words::training_req_history(say.lang), html! {
                @if view.history.is_empty() { p class="quiet" { (says::nothing_yet(say, view)) } }
                @else { (history(say, &view.history)) }
            }))
        }
    };
    let here = match &view.reading {
        None => Nav::Plan(view.plan),
        Some(reading) if !reading.sees_plan && matches!(view.kind, Kind::Course | Kind::Research) => {
            Nav::Courses(view.kind)
        }
        Some(_) => Nav::Trainees,
    };
    Page { title, width: Width::Wide, here: Here::At(here), body }
}

fn way_back(say: &Say<'_>, view: &Requirement) -> Markup {
    let plan = format!("/plans/{}", view.plan);
    let word = format::capitalised(say.short("plan"));
    match &view.reading {
        None => parts::back(&plan, &word),
        Some(reading) if reading.sees_plan => parts::back(&plan, &reading.trainee),
        Some(_) if matches!(view.kind, Kind::Course | Kind::Research) => {
            let courses = Nav::Courses(view.kind);
            parts::back(&courses.href(), &courses.name(say))
        }
        Some(_) => parts::back(&Nav::Tray.href(), words::show_nav_tray(say.lang)),
    }
}

fn head(say: &Say<'_>, view: &Requirement, title: &str) -> Markup {
    let theme = view.theme.as_deref().unwrap_or_default();
    let arena = view.arena.as_deref().unwrap_or_default();
    let trainee =
        view.reading.as_ref().filter(|reading| !reading.sees_plan).map_or("", |reading| &reading.trainee);
    html! {
        @if let Some(refusal) = &view.refused { (refusal_alert(say, refusal)) }
        @if let Some(typed) = &view.unsent { (unsent(say, typed)) }
        @if let Some(did) = &view.did { (says::told(say, view, did)) }
        div class="stack" data-gap="2" {
            p class="quiet" { (dotted(&[trainee, view.shown_code(), theme, arena])) }
            (parts::h1(title))
            p { (drawn(view.state).tag(say.state(view.state, view.kind))) }
        }
    }
}

/// On a phone the form stands far down: a bar leads to it, and is not filled: the button in the form is. It sends nothing
/// itself, so that no comment goes unseen.
fn foot(say: &Say<'_>, view: &Requirement) -> Markup {
    let lang = say.lang;
    let words = match (&view.forms.send, &view.forms.attest, &view.waiting) {
        (Some(send), _, _) if !send.to.is_empty() => Some((Some(Icon::Send), forms::send_words(say, view))),
        (_, Some(attest), _) if attest.blocked.is_none() => Some((None, words::training_req_to_attest(lang))),
        (_, _, Some(waiting)) if waiting.decides => Some((None, words::training_req_decide_button(lang))),
        _ => None,
    };
    html! {
        @if let Some((icon, words)) = words {
            div class="act line phone" { a class="ds-button" data-variant="secondary" href="#do" { @if let Some(icon) = icon { (icon.beside()) } (words) } }
        }
    }
}
