//! Lending the right to approve: who can, for whom, until when; and a form that lends it.

use base::{Day, DelegationId};
use maud::{Markup, html};
use web::{
    Fields, Icon,
    page::Width,
    parts::{self, Choice, Field, Tone, Weight},
};

use crate::{
    show::{Here, Nav, Page, Say, dotted, form_errors, heading, n, refusal_alert},
    words,
};
use domain::refusal::Refusal;

/// A delegation of the right to approve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DelegationLine {
    /// Which.
    pub id: DelegationId,
    /// The other one: whom it was lent to, or by.
    pub name: String,
    /// Where it holds.
    pub place: String,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
    /// The day it was ended before its time.
    pub ended: Option<Day>,
}

/// What the page says first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Did {
    /// This person can approve now.
    Lent(String),
    /// This person cannot any more.
    Ended(String),
}

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Delegations {
    /// Given, in force or to come.
    pub given: Vec<DelegationLine>,
    /// Received from others, in force or to come.
    pub received: Vec<DelegationLine>,
    /// Given, over or ended.
    pub past: Vec<DelegationLine>,
    /// To whom it can be lent; empty for somebody who can lend nothing.
    pub to: Vec<Choice>,
    /// Over which place; with one the form does not ask.
    pub over: Vec<Choice>,
    /// What was typed: `to`, `over`, `from`, `until`.
    pub fields: Fields,
    /// Makes a press that comes twice count once; new for each view of the page.
    pub key: String,
    /// What was just done.
    pub did: Option<Did>,
    /// Why the last try was refused.
    pub refused: Option<Refusal>,
}

/// The page.
pub fn delegations(say: &Say<'_>, view: &Delegations) -> Page {
    let lang = say.lang;
    let in_force = view.given.iter().filter(|delegation| delegation.from <= say.today).count();
    let lends = !view.over.is_empty() || !view.given.is_empty() || !view.past.is_empty();
    let title = if lends {
        words::people_delegations_title(lang, n(in_force), say.short("goal-plural"))
    } else {
        words::people_delegations_received(lang).to_owned()
    };
    let body = html! {
        div class="stack" data-gap="7" {
            @if let Some(refusal) = &view.refused { (refusal_alert(say, refusal)) }
            @match &view.did {
                Some(Did::Lent(name)) => (parts::alert(Tone::Success, &words::people_delegations_made(lang, name), html! {})),
                Some(Did::Ended(name)) => (parts::alert(Tone::Success, &words::people_delegations_stopped(lang, name), html! {})),
                None => {}
            }
            @if lends { (heading(&title, words::people_delegations_about(lang))) } @else { (parts::h1(&title)) }
            @if !view.to.is_empty() || !view.given.is_empty() {
                (parts::section(words::people_delegations_given(lang), html! {
                    @if view.given.is_empty() { p { (words::people_delegations_none(lang)) } }
                    @else { ul class="rows" { @for delegation in &view.given { (given(say, delegation)) } } }
                }))
            }
            @if !view.to.is_empty() { (form(say, view)) }
            @if !view.received.is_empty() {
                @let received = html! {
                    ul class="rows" { @for delegation in &view.received { (row(say, &words::people_delegations_for(lang, &delegation.name), delegation)) } }
                };
                @if lends { (parts::section(words::people_delegations_received(lang), received)) } @else { (received) }
            }
            @if !view.past.is_empty() {
                (parts::more(words::people_delegations_past(lang), html! {
                    ul class="rows" { @for delegation in &view.past { (row(say, &delegation.name, delegation)) } }
                }))
            }
        }
    };
    Page { title, width: Width::Reading, here: Here::At(Nav::Delegations), body }
}

/// The page for somebody who can lend nothing and was lent nothing: why, and who can.
pub fn nothing_to_lend(say: &Say<'_>) -> Page {
    let lang = say.lang;
    let title = words::people_delegations_not_yours(lang).to_owned();
    let body = html! {
        div class="stack" {
            (parts::h1(&title))
            p { (words::people_delegations_not_yours_about(lang)) }
            div class="line" { (parts::button_link(Weight::Primary, "/", words::common_error_home(lang))) }
        }
    };
    Page { title, width: Width::Reading, here: Here::Elsewhere, body }
}

fn detail(say: &Say<'_>, delegation: &DelegationLine) -> String {
    let lang = say.lang;
    let begins = if delegation.from > say.today {
        words::people_delegations_begins(lang, say.long(delegation.from))
    } else {
        String::new()
    };
    let until = match delegation.ended {
        Some(day) => words::people_delegations_ended(lang, say.long(day)),
        None => words::people_me_role_until(lang, say.long(delegation.until)),
    };
    dotted(&[delegation.place.as_str(), &begins, &until])
}

fn row(say: &Say<'_>, title: &str, delegation: &DelegationLine) -> Markup {
    html! { li class="row" { (Icon::Person.beside()) span class="grow" { b { (title) } small { (detail(say, delegation)) } } } }
}

fn given(say: &Say<'_>, delegation: &DelegationLine) -> Markup {
    let lang = say.lang;
    html! {
        li class="row" {
            (Icon::Person.beside())
            span class="grow" { b { (delegation.name) } small { (detail(say, delegation)) } }
            form method="post" action={ "/delegations/" (delegation.id) "/end" } {
                button class="ds-button" type="submit" data-variant="secondary"
                    aria-label=(words::people_delegations_end_named(lang, &delegation.name)) { (words::people_delegations_end(lang)) }
            }
        }
    }
}

fn form(say: &Say<'_>, view: &Delegations) -> Markup {
    let lang = say.lang;
    let day = |name, label| {
        Field::new(name, label).hint(words::common_date_shape(lang)).autocomplete("off").required()
    };
    let to = Field::new("to", words::people_delegations_to(lang)).required();
    let over = Field::new("over", words::people_delegations_over(lang)).required();
    parts::section(
        words::people_delegations_new(lang),
        html! {
            form class="stack" novalidate method="post" action="/delegations" {
                (form_errors(lang, &view.fields, &[]))
                (parts::hidden("key", &view.key))
                (parts::select(to, &view.fields, Some(words::people_delegations_choose(lang)), &view.to))
                @match view.over.as_slice() {
                    [] => {}
                    [only] => (parts::hidden("over", &only.value)),
                    several => (parts::select(over, &view.fields, None, several)),
                }
                (parts::input(day("from", words::people_delegations_from(lang)), &view.fields))
                (parts::input(day("until", words::people_delegations_until(lang)), &view.fields))
                div class="line" { (parts::button(Weight::Primary, words::people_delegations_button(lang))) }
            }
        },
    )
}
