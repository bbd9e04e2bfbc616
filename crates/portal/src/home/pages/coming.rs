//! What comes by itself: time that can be attested, another place, the end.

use maud::{Markup, html};
use web::{Icon, format, parts};

use super::trainee::Coming;
use crate::{show::Say, words};

/// The section; nothing when nothing comes.
pub(super) fn coming(say: &Say<'_>, all: &[Coming]) -> Markup {
    let lang = say.lang;
    html! {
        @if !all.is_empty() {
            (parts::section(words::home_coming_title(lang), html! { ul class="rows" { @for one in all { (one_coming(say, one)) } } }))
        }
    }
}

fn one_coming(say: &Say<'_>, coming: &Coming) -> Markup {
    let lang = say.lang;
    let (what, detail, href) = match coming {
        Coming::Time { title, opens, names, href } => (
            words::home_coming_time(lang, say.date(*opens), title),
            if names.is_empty() { String::new() } else { words::home_coming_time_who(lang, say.list(names)) },
            Some(href),
        ),
        Coming::Placement { place, from, until } => (
            words::home_coming_placement(lang, place),
            words::home_coming_placement_line(lang, say.date(*from), say.long(*until)),
            None,
        ),
        Coming::End { title, day, remaining } => (
            words::home_coming_end(lang, say.date(*day), format::capitalised(title)),
            words::home_coming_end_left(lang, i64::from(*remaining)),
            None,
        ),
    };
    let inside = html! {
        (Icon::Calendar.beside())
        span class="grow" { b { (what) } @if !detail.is_empty() { small { (detail) } } }
        @if href.is_some() { (Icon::Right.go()) }
    };
    match href {
        Some(href) => html! { li { a class="row" href=(href) { (inside) } } },
        None => html! { li class="row" { (inside) } },
    }
}
