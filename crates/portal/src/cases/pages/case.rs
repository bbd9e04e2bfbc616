//! One case, as the authority sees it: what was sent, what was found about it, what happened, and what can be done.

use base::{CaseId, Day, DocumentId, DossierId};
use domain::refusal::Refusal;
use maud::{Markup, Render, html};
use web::{
    Fields,
    page::Width,
    parts::{self, Choice, Field, Weight},
};

use super::{super::State, Told, drawn, timeline, word};
use crate::{
    dossiers::{Genuine, Since, show_genuine},
    show::{Here, Nav, Page, Say, dotted, form_errors_called, n, refusal_alert},
    words,
};

/// A document that a dossier names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosed {
    /// Which.
    pub id: DocumentId,
    /// What it is.
    pub kind: String,
    /// The file's name.
    pub name: String,
    /// Who saw the original, when; or that nobody has.
    pub seen: String,
    /// What became of it after it was sealed.
    pub since: Option<String>,
}

/// A dossier of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Later {
    /// Which.
    pub id: DossierId,
    /// Whether it is the one with which the case began.
    pub first: bool,
    /// When it was sealed.
    pub when: String,
    /// The languages in which there is a paper.
    pub papers: Vec<web::Lang>,
}

/// What is found of the newest dossier.
#[derive(Debug, Clone)]
pub enum Finding {
    /// It is genuine.
    Genuine(Box<Genuine>),
    /// Its file is being made: the ledger has not taken in all of it yet.
    Making,
    /// Its key is not there.
    Unread,
    /// The key that sealed it was taken out of those that are believed.
    KeyEnded,
    /// It is not believed, which must not be.
    NotBelieved,
    /// It was decided too long ago: what was sent is no longer opened.
    Shut,
}

/// What the page of a case shows.
#[derive(Debug, Clone)]
pub struct CasePage {
    /// Which.
    pub id: CaseId,
    /// What people call it.
    pub number: String,
    /// Whose.
    pub trainee: String,
    /// What is applied for.
    pub kind: String,
    /// Where it stands.
    pub state: State,
    /// The day on which it was sent.
    pub sent_on: Day,
    /// How many things have happened to it.
    pub seen: usize,
    /// Since when some of it is on its way to the authority's own system.
    pub delivering: Option<String>,
    /// What is still to happen, the last first.
    pub ahead: Vec<Told>,
    /// What happened, the newest first.
    pub told: Vec<Told>,
    /// Its dossiers, the newest first.
    pub dossiers: Vec<Later>,
    /// What the newest holds that the first did not, where another was sent after it.
    pub since: Option<Since>,
    /// What the check of the newest found.
    pub found: Finding,
    /// The last day on which they are opened, once there is one.
    pub readable_until: Option<Day>,
    /// The documents that the newest names.
    pub documents: Vec<Enclosed>,
    /// What was typed: `question`; `granted`, `on`, `comment`.
    pub fields: Fields,
    /// Makes a press that comes twice count once; new for each view of the page.
    pub key: String,
    /// Why the last try was refused.
    pub refused: Option<Refusal>,
    /// What was just done.
    pub did: Option<&'static str>,
}

/// The page of a case.
pub fn case(say: &Say<'_>, view: &CasePage) -> Page {
    let lang = say.lang;
    let state = drawn(view.state);
    let body = html! {
        (parts::back("/cases", words::cases_title(lang)))
        div class="stack" data-gap="7" {
            @if let Some(refusal) = &view.refused { (refusal_alert(say, refusal)) }
            (form_errors_called(lang, &view.fields, &[("granted", "granted-0")], &[
                ("granted", words::cases_decision(lang)), ("on", words::cases_on(lang)), ("comment", words::cases_words(lang)),
                ("question", words::cases_ask_comment(lang)), ("seen", words::cases_history(lang)),
            ]))
            @if let Some(did) = view.did { (parts::alert(parts::Tone::Success, did, html! {})) }
            div class="stack" data-gap="1" {
                p class="quiet" { (dotted(&[words::cases_number_short(lang, &view.number), view.kind.clone()])) }
                (parts::h1(&view.trainee))
                p class="line" { (state.drawing()) span class="state" data-state=(state.name()) { (word(say, view.state)) } }
            }
            @if let Some(when) = &view.delivering {
                (parts::alert(parts::Tone::Info, words::cases_desk_delivering(lang), html! { p { (words::cases_desk_delivering_about(lang, when)) } }))
            }
            @if let Some(since) = &view.since { (new_since(say, since)) }
            @match &view.found {
                Finding::Genuine(found) => (show_genuine(lang, found)),
                Finding::Making => (parts::alert(parts::Tone::Info, words::cases_making(lang), html! {
                    p { (words::cases_making_about(lang)) }
                    p { (parts::button_link(Weight::Secondary, &format!("/cases/{}", view.id), words::dossiers_sealed_reload(lang))) }
                })),
                Finding::Shut => (parts::alert(parts::Tone::Info, words::cases_shut(lang), html! { p { (words::cases_shut_about(lang)) } })),
                Finding::Unread => (parts::alert(parts::Tone::Danger, words::cases_unread(lang), html! { p { (words::cases_unread_about(lang)) } })),
                Finding::KeyEnded => (parts::alert(parts::Tone::Danger, words::cases_ended(lang), html! { p { (words::cases_ended_about(lang)) } })),
                Finding::NotBelieved => (parts::alert(parts::Tone::Danger, words::cases_not_believed(lang), html! { p { (words::cases_not_believed_about(lang)) } })),
            }
            @if !view.documents.is_empty() { (parts::section(words::cases_documents(lang), documents(view))) }
            @if !view.dossiers.is_empty() { (parts::section(words::cases_files(lang), files(say, view))) }
            (parts::section(words::cases_history(lang), timeline(&view.ahead, &view.told)))
            @if !view.state.is_end() { (acts(say, view)) }
        }
    };
    Page {
        title: dotted(&[view.trainee.as_str(), &view.kind]),
        width: Width::Reading,
        here: Here::At(Nav::Cases),
        body,
    }
}

/// What is new since the first dossier, counted and by name.
fn new_since(say: &Say<'_>, since: &Since) -> Markup {
    let lang = say.lang;
    let list = |title: String, all: Vec<Markup>| {
        html! {
            @if !all.is_empty() {
                div class="stack" data-gap="1" {
                    b { (title) }
                    ul { @for one in all { li { (one) } } }
                }
            }
        }
    };
    let texts = |all: &[String]| -> Vec<Markup> { all.iter().map(Render::render).collect() };
    let met = since.met.iter().map(Render::render).collect();
    let attested = since.attested.iter().map(|(title, by)| html! { (title) " · " (by) }).collect();
    parts::section(
        words::cases_since(lang),
        html! {
            @if since.is_nothing() { p { (words::cases_since_nothing(lang)) } }
            (list(words::cases_since_met(lang, n(since.met.len())), met))
            (list(words::cases_since_attested(lang, n(since.attested.len())), attested))
            (list(words::cases_since_documents(lang, n(since.documents.len())), texts(&since.documents)))
            (list(words::cases_since_employed(lang, n(since.employed.len())), texts(&since.employed)))
            (list(words::cases_since_corrected(lang, n(since.corrected.len())), texts(&since.corrected)))
            (list(words::cases_since_dropped(lang, n(since.dropped.len())), texts(&since.dropped)))
        },
    )
}

fn documents(view: &CasePage) -> Markup {
    html! {
        ul class="rows" {
            @for one in &view.documents {
                li class="row" {
                    span class="grow" {
                        b { a class="ds-link" href={ "/cases/" (view.id) "/documents/" (one.id) } { (one.kind) } }
                        small class="block" { (one.name) }
                        small class="block" { (one.seen) }
                        @if let Some(since) = &one.since { small class="block" { b { (since) } } }
                    }
                }
            }
        }
    }
}

fn files(say: &Say<'_>, view: &CasePage) -> Markup {
    let lang = say.lang;
    html! {
        @if let Some(day) = view.readable_until { p { (words::cases_readable(lang, say.long(day))) } }
        ul class="rows" {
            @for one in &view.dossiers {
                li class="row tall" {
                    div class="grow stack" data-gap="1" {
                        b { (if one.first { words::cases_first(lang) } else { words::cases_later(lang) }) }
                        small { (words::dossiers_sealed_at(lang, &one.when)) }
                        div class="line" {
                            @for paper in &one.papers {
                                a class="ds-link" href={ "/cases/" (view.id) "/dossiers/" (one.id) "/paper?lang=" (paper.code()) } { (words::cases_paper(lang, paper.own_name())) }
                            }
                            a class="ds-link" href={ "/cases/" (view.id) "/dossiers/" (one.id) "/file" } { (words::cases_file(lang)) }
                        }
                    }
                }
            }
        }
    }
}

/// The form with which the authority decides or asks: one, so that each button sends what stands in the other part as well.
fn acts(say: &Say<'_>, view: &CasePage) -> Markup {
    html! {
        form class="stack" data-gap="7" method="post" action={ "/cases/" (view.id) "/decision" } novalidate {
            (parts::hidden("key", &view.key))
            (parts::hidden("seen", &view.seen.to_string()))
            // What nobody believes any more is asked about, and not decided on.
            @if !matches!(view.found, Finding::KeyEnded) { (decision(say, view)) }
            (question(say, view))
        }
    }
}

fn decision(say: &Say<'_>, view: &CasePage) -> Markup {
    let lang = say.lang;
    let choice = |value: &str, label: &str| Choice { value: value.to_owned(), label: label.to_owned() };
    let choices = [choice("granted", words::cases_grant(lang)), choice("refused", words::cases_refuse(lang))];
    let hint = words::cases_on_hint(lang, say.long(view.sent_on));
    parts::section(
        words::cases_decide_title(lang),
        html! {
            p { (words::cases_decide_about(lang)) }
            (parts::choices("granted", words::cases_decision(lang), &view.fields, &choices))
            (parts::input(Field::new("on", words::cases_on(lang)).hint(&hint).autocomplete("off").required(), &view.fields))
            (parts::textarea(Field::new("comment", words::cases_words(lang)).hint(words::cases_words_hint(lang)), &view.fields))
            div class="line" { (parts::button(Weight::Primary, words::cases_decide_button(lang))) }
        },
    )
}

fn question(say: &Say<'_>, view: &CasePage) -> Markup {
    let lang = say.lang;
    let open = matches!(view.found, Finding::KeyEnded)
        || view.fields.error("question").is_some()
        || !view.fields.value("question").is_empty();
    parts::more_open(
        words::cases_ask_title(lang),
        open,
        html! {
            div class="stack" {
                p { (words::cases_ask_about(lang)) }
                (parts::textarea(Field::new("question", words::cases_ask_comment(lang)).required(), &view.fields))
                div class="line" {
                    (parts::button_to(Weight::Secondary, &format!("/cases/{}/question", view.id), words::cases_ask_button(lang)))
                }
            }
        },
    )
}
