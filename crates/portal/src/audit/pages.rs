//! Who has looked at one's pages: everybody may read that about themselves, and nobody about others.

use base::{Day, Moment};
use domain::access::Role;
use maud::html;
use web::{
    format,
    page::Width,
    parts::{self, Row},
};

use crate::{
    show::{Here, Nav, Page, Say, dotted, encoded, heading},
    words,
};

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// The plan.
    Plan,
    /// One requirement.
    Requirement,
    /// The name in a list.
    Listed,
    /// Something else.
    Other,
}

/// One look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Who.
    pub name: String,
    /// In which role.
    pub role: Role,
    /// What.
    pub seen: Seen,
    /// When.
    pub at: Moment,
}

/// What the page shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LookUps {
    /// How many different persons, all told.
    pub people: u32,
    /// Newest first.
    pub looks: Vec<Look>,
    /// Since when it is kept.
    pub since: Option<Day>,
    /// From where the next page goes on (`after`).
    pub after: Option<String>,
}

/// The page.
pub fn look_ups(say: &Say<'_>, view: &LookUps) -> Page {
    let lang = say.lang;
    let title = words::audit_look_ups_title(lang, i64::from(view.people));
    let texts: Vec<(String, String)> = view
        .looks
        .iter()
        .map(|look| {
            let seen = match look.seen {
                Seen::Plan => words::audit_look_ups_what_plan(lang),
                Seen::Requirement => words::audit_look_ups_what_requirement(lang),
                Seen::Listed => words::audit_look_ups_what_list(lang),
                Seen::Other => words::audit_look_ups_what_other(lang),
            };
            let who = words::show_person_role(lang, &look.name, say.role(look.role));
            (who, dotted(&[seen.to_owned(), format::moment_year(lang, look.at)]))
        })
        .collect();
    let rows: Vec<Row<'_>> = texts.iter().map(|(who, what)| Row::new(who).detail(what)).collect();
    let since = view.since.map(|day| words::audit_look_ups_since(lang, say.long(day))).unwrap_or_default();
    let body = html! {
        (parts::back("/me", words::common_me(lang)))
        div class="stack" data-gap="7" {
            (heading(&title, &since))
            p { (words::audit_look_ups_about(lang)) }
            @if !rows.is_empty() { (parts::rows(&rows)) }
            @if let Some(after) = &view.after { p { (parts::link_alone(&format!("/me/look-ups?after={}", encoded(after)), words::training_trainees_next(lang))) } }
            p class="quiet" { (words::audit_look_ups_wrong(lang)) }
        }
    };
    Page {
        title: words::audit_look_ups_page(lang).to_owned(),
        width: Width::Reading,
        here: Here::At(Nav::Me),
        body,
    }
}

#[cfg(test)]
mod tests;
