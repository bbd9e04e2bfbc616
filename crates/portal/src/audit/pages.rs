//! Who has looked at one's pages: everybody may read that about themselves, and nobody about others.

use base::{Day, Moment};
use domain::access::Role;
use maud::{Markup, html};
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
    /// An annulment, proposed or confirmed.
    Annulment,
    /// What was sent to an authority.
    Case,
    /// A document.
    Document,
    /// Something else.
    Other,
}

/// One look, or several alike on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Who.
    pub name: String,
    /// In which role.
    pub role: Role,
    /// What.
    pub seen: Seen,
    /// When; of several, the last.
    pub at: Moment,
    /// When the first of several was.
    pub first: Moment,
    /// How many.
    pub count: u32,
}

impl Look {
    /// A single one.
    pub const fn once(name: String, role: Role, seen: Seen, at: Moment) -> Self {
        Self { name, role, seen, at, first: at, count: 1 }
    }
    fn is_like(&self, other: &Self) -> bool {
        (&self.name, self.role, self.seen) == (&other.name, other.role, other.seen)
    }
}

/// The looks of each day, newest first, those of one person at the same kind of thing as one.
fn by_day(looks: &[Look]) -> Vec<(Day, Vec<Look>)> {
    let mut days: Vec<(Day, Vec<Look>)> = Vec::new();
    for look in looks {
        let day = format::today(look.at);
        if days.last().is_none_or(|(last, _)| *last != day) {
            days.push((day, Vec::new()));
        }
        let Some((_, of_day)) = days.last_mut() else { continue };
        match of_day.iter_mut().find(|one| one.is_like(look)) {
            Some(one) => (one.first, one.count) = (look.first, one.count + look.count),
            None => of_day.push(look.clone()),
        }
    }
    days
}

/// How many of these looks, the newest first, make no more lines than this.
pub fn fitting(looks: &[Look], lines: usize) -> usize {
    let mut made: Vec<(Day, &Look)> = Vec::new();
    for (place, look) in looks.iter().enumerate() {
        let day = format::today(look.at);
        if made.iter().any(|(of, one)| *of == day && one.is_like(look)) {
            continue;
        }
        if made.len() == lines {
            return place;
        }
        made.push((day, look));
    }
    looks.len()
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
    let since = view.since.map(|day| words::audit_look_ups_since(lang, say.long(day))).unwrap_or_default();
    let body = html! {
        (parts::back("/me", words::common_me(lang)))
        div class="stack" data-gap="7" {
            (heading(&title, &since))
            p { (words::audit_look_ups_about(lang)) }
            @for (day, looks) in &by_day(&view.looks) { (of_day(say, *day, looks)) }
            @if let Some(after) = &view.after { p { (parts::link_alone(&format!("/me/look-ups?after={}", encoded(after)), words::show_list_next(lang))) } }
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

fn of_day(say: &Say<'_>, day: Day, looks: &[Look]) -> Markup {
    let texts: Vec<(String, String)> = looks.iter().map(|look| (who(say, look), what(say, look))).collect();
    let rows: Vec<Row<'_>> = texts.iter().map(|(who, what)| Row::new(who).detail(what)).collect();
    parts::section(&format::capitalised(&say.day(day)), parts::rows(&rows))
}

fn who(say: &Say<'_>, look: &Look) -> String {
    words::show_person_role(say.lang, &look.name, say.role(look.role))
}

fn what(say: &Say<'_>, look: &Look) -> String {
    let lang = say.lang;
    let seen = match look.seen {
        Seen::Plan => words::audit_look_ups_what_plan(lang),
        Seen::Requirement => words::audit_look_ups_what_requirement(lang),
        Seen::Listed => words::audit_look_ups_what_list(lang),
        Seen::Annulment => words::audit_look_ups_what_annulment(lang),
        Seen::Case => words::audit_look_ups_what_case(lang),
        Seen::Document => words::audit_look_ups_what_document(lang),
        Seen::Other => words::audit_look_ups_what_other(lang),
    };
    let (first, last) = (format::clock(lang, look.first), format::clock(lang, look.at));
    let times =
        if look.count > 1 { words::audit_look_ups_times(lang, i64::from(look.count)) } else { String::new() };
    let at = if first == last { last } else { format!("{first}–{last}") };
    dotted(&[seen, &times, &words::audit_look_ups_at(lang, &at)])
}

#[cfg(test)]
mod tests;
