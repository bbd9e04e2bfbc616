//! Courses, or research training, that lack an attestation: whose, which, how they stand; each leads to where it is attested.

use domain::{access::Kind, signoff::State};
use maud::{Markup, html};
use web::{
    Icon,
    page::Width,
    parts::{self, Row},
};

use crate::{
    show::{Here, Nav, Page, Say, drawn, further, search_by_name, state_word},
    words,
};

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// The trainee's name.
    pub trainee: String,
    /// What is to be attested.
    pub title: String,
    /// What and where the trainee is just now: `KBU · Havnens Lægehus`.
    pub place: String,
    /// Its state.
    pub state: State,
    /// Where it is attested.
    pub href: String,
}

/// What the list shows.
#[derive(Debug, Clone, Default)]
pub struct Courses {
    /// What the reader attests there: courses, or research training only; none: neither.
    pub kind: Option<Kind>,
    /// What was searched for.
    pub query: String,
    /// Those of this page, by the trainee's name.
    pub rows: Vec<Course>,
    /// From where the next page goes on (`after`).
    pub after: Option<String>,
    /// Whether this is not the first page.
    pub later: bool,
}

/// Few enough to be seen at a glance: then there is nothing to search.
const GLANCE: usize = 10;

/// The page.
pub fn courses(say: &Say<'_>, view: &Courses) -> Page {
    let lang = say.lang;
    let kind = view.kind.unwrap_or(Kind::Course);
    let title = words::courses_title(lang, say.theme(None, kind));
    let body = html! {
        div class="stack" {
            div class="stack" data-gap="2" {
                (parts::h1(&title))
                @if !view.rows.is_empty() { p class="quiet" { (words::courses_about(lang)) } }
            }
            @if view.rows.len() > GLANCE || !view.query.is_empty() || view.later { (search_by_name(lang, "/courses", &view.query)) }
            @if view.rows.is_empty() { (none(say, view)) } @else { (list(say, view)) }
            (further(lang, "/courses", &view.query, view.after.as_deref(), view.later))
        }
    };
    Page { title, width: Width::Reading, here: Here::At(Nav::Courses(kind)), body }
}

fn list(say: &Say<'_>, view: &Courses) -> Markup {
    let lines = view.rows.iter().map(|one| {
        let state = drawn(one.state);
        let row = Row::new(&one.trainee).to(&one.href).state(state).line(html! { (one.title) });
        row.detail(&one.place).end(html! { (state.word(state_word(say.lang, one.state))) (Icon::Right.go()) })
    });
    parts::rows(&lines.collect::<Vec<_>>())
}

fn none(say: &Say<'_>, view: &Courses) -> Markup {
    let lang = say.lang;
    html! {
        @if !view.query.is_empty() {
            p { (words::courses_not_found(lang)) }
            p { (parts::link_alone("/courses", words::show_list_all(lang))) }
        } @else if view.kind.is_none() { p { (words::courses_no_role(lang)) } }
        @else { p { (words::courses_none(lang)) } }
    }
}
