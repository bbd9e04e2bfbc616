//! Roles at a place: who has which, from when until when; giving one and ending one, each said in a sentence before it is done.

use base::{Day, GrantId, PersonId};
use domain::{access::Role, refusal::Refusal};
use maud::{Markup, html};
use web::{
    Fields, Icon, format,
    page::Width,
    parts::{self, Choice, Field, Row, Tone, Weight},
};

use crate::{
    show::{Here, Nav, Page, Say, dotted, encoded, form_errors, heading, n, refusal_alert},
    words,
};

/// A role that somebody has here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// Which.
    pub id: GrantId,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What.
    pub role: Role,
    /// For whom, when it is not for everybody here.
    pub of: Option<String>,
    /// The first day.
    pub from: Day,
    /// The last day, when one is known.
    pub until: Option<Day>,
    /// Whether the reader may end it.
    pub can_end: bool,
}

/// What the page says first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Did {
    /// This person has the role now.
    Given(String, Role),
    /// This person has not any more.
    Ended(String, Role),
    /// This person has it until this day.
    Last(String, Role, Day),
}

/// The form that begins to give a role.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// The place, as its address names it.
    pub at: String,
    /// The roles that may be given.
    pub roles: Vec<Choice>,
    /// Those in training here, for roles over one of them.
    pub trainees: Vec<Choice>,
    /// What was typed: `role`, `of`, `who`.
    pub fields: Fields,
}

/// Roles at a place, or the places to choose from.
#[derive(Debug, Clone, Default)]
pub struct Roles {
    /// The place's name; none: choose one.
    pub place: Option<String>,
    /// The way up.
    pub up: Option<String>,
    /// Who has which role.
    pub held: Vec<Holding>,
    /// Whether the places are specialties, over whose courses roles are given.
    pub courses: bool,
    /// Places to go to: address and name.
    pub places: Vec<(String, String)>,
    /// The form; none where the reader gives nothing.
    pub ask: Option<Ask>,
    /// What was just done.
    pub did: Option<Did>,
}

/// The page of a place.
pub fn roles(say: &Say<'_>, view: &Roles) -> Page {
    let lang = say.lang;
    let title = match &view.place {
        Some(place) => words::people_roles_at(lang, place),
        None => words::people_roles_title(lang).to_owned(),
    };
    let body = html! {
        div class="stack" data-gap="7" {
            @if let Some(did) = &view.did { (parts::alert(Tone::Success, &done(say, did), html! {})) }
            div {
                @if let Some(up) = &view.up { (parts::back(up, words::people_roles_up(lang))) }
                (heading(&title, if view.place.is_none() { words::people_roles_about(lang) } else { "" }))
            }
            @if view.place.is_some() {
                (parts::section(words::people_roles_here(lang), html! {
                    @if view.held.is_empty() { p { (words::people_roles_none(lang)) } }
                    @else { ul class="rows" { @for of_one in by_person(&view.held) { (holdings(say, of_one)) } } }
                }))
            }
            @if let Some(ask) = &view.ask { (parts::section(words::people_roles_give(lang), form(say, ask))) }
            @if !view.places.is_empty() { (places(say, view)) }
        }
    };
    page(title, body)
}

fn page(title: String, body: Markup) -> Page {
    Page { title, width: Width::Reading, here: Here::At(Nav::Roles), body }
}

fn done(say: &Say<'_>, did: &Did) -> String {
    let lang = say.lang;
    match did {
        Did::Given(name, role) => words::people_roles_given(lang, name, say.role(*role)),
        Did::Ended(name, role) => words::people_roles_ended(lang, name, say.role(*role)),
        Did::Last(name, role, day) => {
            words::people_roles_last_set(lang, say.long(*day), name, say.role(*role))
        }
    }
}

/// What one person holds in one role, for one trainee after the other, stands together.
fn by_person(held: &[Holding]) -> impl Iterator<Item = &[Holding]> {
    held.chunk_by(|one, next| {
        (one.role, one.person) == (next.role, next.person) && one.of.is_some() && next.of.is_some()
    })
}

/// One line for each person and role; whom it is for unfolds where they are several.
fn holdings(say: &Say<'_>, of_one: &[Holding]) -> Markup {
    let [first, _, ..] = of_one else { return html! { @for one in of_one { (holding(say, one)) } } };
    let role = format::capitalised(say.role(first.role));
    let trainees = say.short("trainee-plural");
    html! {
        li {
            details class="group" {
                summary {
                    (Icon::Person.beside())
                    span class="grow" { b { (first.name) } small class="block" { (words::people_roles_of_several(say.lang, n(of_one.len()), role, trainees)) } }
                    (Icon::Down.go())
                }
                ul class="rows" { @for one in of_one { (holding(say, one)) } }
            }
        }
    }
}

fn holding(say: &Say<'_>, one: &Holding) -> Markup {
    let lang = say.lang;
    let of = one.of.as_ref().map(|name| words::people_roles_of(lang, name)).unwrap_or_default();
    let from = words::people_me_role_from(lang, say.long(one.from));
    let until = one.until.map(|day| words::people_me_role_until(lang, say.long(day))).unwrap_or_default();
    let role = format::capitalised(say.role(one.role));
    html! {
        li class="row" {
            (Icon::Person.beside())
            span class="grow" { b { (one.name) } small { (dotted(&[role.as_str(), &of, &from, &until])) } }
            @if one.can_end {
                a class="ds-button" data-variant="secondary" href={ "/roles/" (one.id) "/end" }
                    aria-label=(words::people_roles_end_named(lang, &one.name, say.role(one.role))) { (words::people_roles_end(lang)) }
            }
        }
    }
}

fn places(say: &Say<'_>, view: &Roles) -> Markup {
    let links: Vec<(String, &str)> =
        view.places.iter().map(|(at, name)| (format!("/roles?at={}", encoded(at)), name.as_str())).collect();
    // A country's name and that of its training say little beside each other.
    let mut rows = Vec::with_capacity(links.len());
    for (href, name) in &links {
        let row = Row::new(name).to(href);
        let whole = href.starts_with("/roles?at=scheme-");
        rows.push(if whole { row.detail(words::people_over_nation(say.lang)) } else { row });
    }
    if view.place.is_none() {
        parts::rows(&rows)
    } else {
        let heading = if view.courses {
            words::people_roles_courses(say.lang)
        } else {
            words::people_roles_below(say.lang)
        };
        parts::section(heading, parts::rows(&rows))
    }
}

/// Which role, for whom, and who is looked for. With `GET`: nothing changes yet.
fn form(say: &Say<'_>, ask: &Ask) -> Markup {
    let lang = say.lang;
    let role = Field::new("role", words::people_roles_role(lang)).required();
    let of = Field::new("of", words::people_roles_for(lang));
    let who = Field::new("who", words::people_roles_who(lang))
        .hint(words::people_roles_who_hint(lang))
        .autocomplete("off")
        .required();
    html! {
        form class="stack" method="get" action="/roles/new" {
            (form_errors(lang, &ask.fields, &[]))
            (parts::hidden("at", &ask.at))
            (parts::select(role, &ask.fields, None, &ask.roles))
            @if !ask.trainees.is_empty() {
                (parts::select(of, &ask.fields, Some(words::people_roles_for_all(lang)), &ask.trainees))
            }
            (parts::input(who, &ask.fields))
            div class="line" { (parts::button(Weight::Primary, words::people_roles_find(lang))) }
        }
    }
}

/// Those whom the search found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Back to the place.
    pub up: String,
    /// Each: where the link leads, the name, and what they are.
    pub people: Vec<(String, String, String)>,
    /// What was looked for.
    pub ask: Ask,
}

/// The page on which one of several is chosen.
pub fn found(say: &Say<'_>, view: &Found) -> Page {
    let lang = say.lang;
    let title = if view.people.is_empty() {
        words::people_roles_nobody(lang).to_owned()
    } else {
        words::people_roles_which(lang).to_owned()
    };
    let rows: Vec<Row<'_>> = view
        .people
        .iter()
        .map(|(href, name, detail)| Row::new(name).to(href).icon(Icon::Person).detail(detail))
        .collect();
    let body = html! {
        div class="stack" data-gap="7" {
            div {
                (parts::back(&view.up, words::people_roles_up(lang)))
                (heading(&title, if view.people.is_empty() { words::people_roles_nobody_next(lang) } else { "" }))
            }
            (form(say, &view.ask))
            @if !rows.is_empty() { (parts::rows(&rows)) }
        }
    };
    page(title, body)
}

/// A role about to be given.
#[derive(Debug, Clone, Default)]
pub struct Giving {
    /// Back to the place.
    pub up: String,
    /// To whom.
    pub name: String,
    /// Which, as the scheme says it.
    pub role: String,
    /// Over what, by name.
    pub place: String,
    /// What the form carries: `at`, `of`, `role`, `person`, `key`.
    pub carried: Vec<(&'static str, String)>,
    /// What was typed: `from`, `until`.
    pub fields: Fields,
    /// Why the last try was refused.
    pub refused: Option<Refusal>,
}

/// The page that says what a role will change, and asks for its days.
pub fn giving(say: &Say<'_>, view: &Giving) -> Page {
    let lang = say.lang;
    let title = words::people_roles_becomes(lang, &view.name, &view.role);
    let until = words::people_roles_until_hint(lang);
    let body = html! {
        div class="stack" {
            @if let Some(refusal) = &view.refused { (refusal_alert(say, refusal)) }
            div {
                (parts::back(&view.up, words::people_roles_up(lang)))
                (heading(&title, &words::people_roles_becomes_about(lang, &view.name, &view.place)))
            }
            form class="stack" novalidate method="post" action="/roles" {
                (form_errors(lang, &view.fields, &[]))
                @for (name, value) in &view.carried { (parts::hidden(name, value)) }
                (parts::input(day("from", words::people_delegations_from(lang), words::common_date_shape(lang)).required(), &view.fields))
                (parts::input(day("until", words::people_delegations_until(lang), until), &view.fields))
                div class="line" { (parts::button(Weight::Primary, words::people_roles_give_button(lang))) }
            }
        }
    };
    page(title, body)
}

fn day<'a>(name: &'a str, label: &'a str, hint: &'a str) -> Field<'a> {
    Field::new(name, label).hint(hint).inputmode("numeric").autocomplete("off")
}

/// A role about to be ended.
#[derive(Debug, Clone, Default)]
pub struct Closing {
    /// Which.
    pub id: String,
    /// Back to the place.
    pub up: String,
    /// Whose.
    pub name: String,
    /// Which, as the scheme says it.
    pub role: String,
    /// Over what, by name.
    pub place: String,
    /// What was typed: `last`.
    pub fields: Fields,
    /// Why the last try was refused.
    pub refused: Option<Refusal>,
}

/// The page that says what ending a role will change.
pub fn closing(say: &Say<'_>, view: &Closing) -> Page {
    let lang = say.lang;
    let title = words::people_roles_end_named(lang, &view.name, &view.role);
    let last = day("last", words::people_delegations_until(lang), words::people_roles_last_hint(lang));
    let body = html! {
        div class="stack" {
            @if let Some(refusal) = &view.refused { (refusal_alert(say, refusal)) }
            div {
                (parts::back(&view.up, words::people_roles_up(lang)))
                (heading(&title, &words::people_roles_ends_about(lang, &view.name, &view.place)))
            }
            form class="stack" novalidate method="post" action={ "/roles/" (view.id) "/end" } {
                (form_errors(lang, &view.fields, &[]))
                (parts::input(last, &view.fields))
                div class="line" { (parts::button(Weight::Primary, words::people_roles_end_button(lang))) }
            }
        }
    };
    page(title, body)
}
