//! One's own page: roles with their periods, language, who has looked, the way out.

use base::{Day, Moment};
use domain::access::Role;
use maud::{Markup, html};
use web::{
    Icon, Lang, format,
    page::Width,
    parts::{self, Row, Tone, Weight},
};

use crate::{
    show::{Here, Nav, Page, Say, dotted, n},
    words,
};

/// What a role is held over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Over {
    /// A place, a person or a specialty, by name.
    Named(String),
    /// The whole of the scheme.
    Scheme,
    /// The portal.
    Portal,
}

/// A role held, or once held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Which.
    pub role: Role,
    /// Over what.
    pub over: Over,
    /// The first day.
    pub from: Day,
    /// The last day, when one is known.
    pub until: Option<Day>,
    /// Whether it gives nothing any more.
    pub ended: bool,
}

/// The right to approve, lent by a leader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lent {
    /// By whom.
    pub by: String,
    /// Where.
    pub over: String,
    /// The last day.
    pub until: Day,
}

/// What one's own page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Me {
    /// The name.
    pub name: String,
    /// The e-mail.
    pub email: Option<String>,
    /// The roles, those in force first.
    pub roles: Vec<Held>,
    /// Delegations of the right to approve, held today.
    pub lent: Vec<Lent>,
    /// Every place of the reader's navigation: a phone shows five of them, and none beside an action bar.
    pub places: Vec<Nav>,
    /// The reader's national numbers: what each is called, and it, masked where it is secret; none: it cannot be read.
    pub numbers: Vec<(String, Option<String>)>,
    /// When this session began.
    pub logged_in: Moment,
    /// How many times others opened one's pages, all told.
    pub look_ups: u32,
    /// Whether they have a plan, or had: then what was approved is theirs to show.
    pub trains: bool,
    /// Whether the language was just saved.
    pub language_saved: bool,
}

/// The page.
pub fn me(say: &Say<'_>, view: &Me) -> Page {
    let lang = say.lang;
    let in_force = view.roles.iter().filter(|role| !role.ended).count() + view.lent.len();
    let body = html! {
        div class="stack" data-gap="7" {
            div {
                (parts::h1(&view.name))
                @if let Some(email) = &view.email { p class="quiet" { (email) } }
            }
            @if view.language_saved { (parts::alert(Tone::Success, words::people_me_language_saved(lang), html! {})) }
            (roles(say, view, &words::people_me_roles(lang, n(in_force))))
            (numbers(say, view))
            (places(say, &view.places))
            @if view.trains { (parts::rows(&[Row::new(words::credentials_title(lang)).to("/credentials").icon(Icon::Seal).detail(words::credentials_me(lang))])) }
            (look_ups(say, view))
            (languages(lang))
            (way_out(say, view))
        }
    };
    Page {
        title: words::people_me_title(lang).to_owned(),
        width: Width::Reading,
        here: Here::At(Nav::Me),
        body,
    }
}

fn roles(say: &Say<'_>, view: &Me, heading: &str) -> Markup {
    let lang = say.lang;
    let lent = view.lent.iter().map(|one| {
        let until = words::people_me_role_until(lang, say.long(one.until));
        (words::people_me_lent(lang, &one.by), dotted(&[one.over.as_str(), &until]))
    });
    let texts: Vec<(String, String)> =
        lent.chain(view.roles.iter().map(|held| held_words(say, held))).collect();
    let rows: Vec<Row<'_>> = texts.iter().map(|(title, detail)| Row::new(title).detail(detail)).collect();
    parts::section(
        heading,
        html! {
            @if !rows.is_empty() { (parts::rows(&rows)) }
            p class="quiet" { (words::people_me_roles_about(lang)) }
        },
    )
}

/// What is kept of the reader's own numbers; none: no section.
fn numbers(say: &Say<'_>, view: &Me) -> Markup {
    let lang = say.lang;
    let fact = |(called, number): &'_ (String, Option<String>)| {
        let shown = number.clone().unwrap_or_else(|| words::people_me_number_unread(lang).to_owned());
        (called.clone(), shown)
    };
    let all: Vec<(String, String)> = view.numbers.iter().map(fact).collect();
    let facts: Vec<(&str, Markup)> =
        all.iter().map(|(called, shown)| (called.as_str(), html! { (shown) })).collect();
    if facts.is_empty() {
        return html! {};
    }
    parts::section(
        words::people_me_numbers(lang),
        html! {
            (parts::facts(&facts))
            p class="quiet" { (words::people_me_numbers_about(lang)) }
        },
    )
}

fn held_words(say: &Say<'_>, held: &Held) -> (String, String) {
    let lang = say.lang;
    let over = match &held.over {
        Over::Named(name) => name.clone(),
        Over::Scheme => words::people_over_nation(lang).to_owned(),
        Over::Portal => words::people_over_portal(lang).to_owned(),
    };
    let from = words::people_me_role_from(lang, say.long(held.from));
    let until = held.until.map(|day| words::people_me_role_until(lang, say.long(day))).unwrap_or_default();
    let ended = if held.ended { words::people_me_role_ended(lang) } else { "" };
    let title = format::capitalised(say.word(held.role.code()));
    (title, dotted(&[over.as_str(), &from, &until, ended]))
}

/// All places, for a phone: a wide page has them at its side.
fn places(say: &Say<'_>, all: &[Nav]) -> Markup {
    let texts: Vec<(Nav, String, String)> =
        all.iter().map(|place| (*place, place.href(), place.name(say))).collect();
    let rows: Vec<Row<'_>> =
        texts.iter().map(|(place, href, name)| Row::new(name).to(href).icon(place.icon())).collect();
    html! { @if !rows.is_empty() { nav class="phone" aria-label=(words::people_me_places(say.lang)) { (parts::rows(&rows)) } } }
}

fn look_ups(say: &Say<'_>, view: &Me) -> Markup {
    let lang = say.lang;
    let count = words::audit_look_ups_title(lang, i64::from(view.look_ups));
    let row = Row::new(words::people_me_look_ups(lang)).to("/me/look-ups").icon(Icon::People).detail(&count);
    html! {
        section class="stack" data-gap="2" {
            (parts::rows(&[row]))
            p class="quiet" { (words::people_me_look_ups_about(lang)) }
        }
    }
}

fn languages(lang: Lang) -> Markup {
    parts::section(
        words::people_me_language(lang),
        html! {
            p class="quiet" { (words::people_me_language_about(lang)) }
            form method="post" action="/me/language" class="line" {
                @for other in Lang::ALL {
                    button class="ds-button" type="submit" name="language" value=(other.code()) lang=(other.tag())
                        data-variant="secondary" aria-pressed=(other == lang) { (other.own_name()) }
                }
            }
        },
    )
}

fn way_out(say: &Say<'_>, view: &Me) -> Markup {
    let lang = say.lang;
    let devices = Row::new(words::people_sessions_title(lang)).to("/me/sessions").icon(Icon::Key);
    html! {
        section class="stack" data-gap="2" {
            (parts::rows(&[devices]))
            p class="quiet" { (words::people_me_session(lang, say.when(view.logged_in))) }
            form method="post" action="/logout" { (parts::button(Weight::Secondary, words::common_log_out(lang))) }
        }
    }
}
