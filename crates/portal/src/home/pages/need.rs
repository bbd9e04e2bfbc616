//! What only the trainee can do, as a line of the first page.

use base::{Day, Moment};
use maud::{Markup, html};
use web::{Icon, parts::State};

use crate::{
    show::{Nav, Say, Who, dotted},
    words,
};

/// Something that only the trainee can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// It came back.
    Returned {
        /// The requirement.
        title: String,
        /// What was said.
        comment: String,
        /// By whom.
        who: Who,
        /// When.
        at: Moment,
        /// Where it is.
        href: String,
    },
    /// The authority asked, and nobody has answered.
    Asked {
        /// What was applied for.
        kind: String,
        /// The question.
        comment: String,
        /// By whom it was asked.
        name: String,
        /// When.
        at: Moment,
        /// Where it is answered.
        href: String,
    },
    /// So many wait for a decision of the reader, who also approves.
    Decide(u32),
    /// Time can be attested, and nobody has been asked.
    Time {
        /// The time element.
        title: String,
        /// Since when.
        opened: Day,
        /// Who can attest it: `Karen Bisgaard`.
        names: Vec<String>,
        /// Where it is.
        href: String,
    },
}

/// The line.
pub(super) fn one_need(say: &Say<'_>, need: &Need) -> Markup {
    let lang = say.lang;
    let tray = Nav::Tray.href();
    let (state, href, what, line, detail) = match need {
        Need::Decide(count) => (
            Icon::Inbox.beside(),
            &tray,
            words::home_needs_decide(lang, i64::from(*count)),
            String::new(),
            words::show_nav_tray(lang).to_owned(),
        ),
        Need::Returned { title, comment, who, at, href } => (
            State::Returned.drawing(),
            href,
            words::home_needs_returned(lang, title),
            say.quote(comment),
            dotted(&[who.said(say), say.when(*at)]),
        ),
        Need::Asked { kind, comment, name, at, href } => (
            State::Returned.drawing(),
            href,
            words::home_needs_asked(lang).to_owned(),
            say.quote(comment),
            dotted(&[kind.clone(), name.clone(), say.when(*at)]),
        ),
        Need::Time { title, opened, names, href } => (
            Icon::Calendar.beside(),
            href,
            words::home_needs_time(lang, title),
            if names.is_empty() { String::new() } else { words::home_needs_time_who(lang, say.list(names)) },
            words::home_needs_time_since(lang, say.day(*opened)),
        ),
    };
    html! {
        li { a class="row tall" href=(href) {
            (state)
            span class="grow stack" data-gap="1" { b { (what) } @if !line.is_empty() { span { (line) } } small { (detail) } }
            (Icon::Right.go())
        } }
    }
}
