//! The way in: password, one-time link and, in the demo, the personas with one line what to try as each.

use maud::{Markup, html};
use web::{
    Fields, Icon, Lang,
    page::Width,
    parts::{self, Field, Tone, Weight},
};

use super::personas;
use crate::{
    show::{Here, Page, encoded, head_alone},
    words,
};

/// Why the page is shown, where it is not simply the first visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// E-mail and password do not match, or nobody has that e-mail: the same words for both.
    Wrong,
    /// Too many tries.
    TooMany {
        /// Seconds until the next one counts.
        retry_after: u32,
    },
    /// Just logged out.
    LoggedOut,
    /// The session has ended.
    Expired,
}

/// A person of the demo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Persona {
    /// The key, such as `dk-trainee`.
    pub key: String,
    /// The name in this demo world.
    pub name: String,
}

/// What the log-in page shows.
#[derive(Debug, Clone, Default)]
pub struct Login {
    /// Why it is shown.
    pub why: Option<Why>,
    /// What was typed.
    pub fields: Fields,
    /// Where to go afterwards: a path of ours.
    pub next: Option<String>,
    /// The personas, in the demo only; in the order in which they are told.
    pub personas: Option<Vec<Persona>>,
}

/// The log-in page. Put it in the shell with [`Page::alone`].
pub fn login(lang: Lang, view: &Login) -> Page {
    let body = html! {
        div class="stack" data-gap="7" {
            (head(lang, view.next.as_deref()))
            @if let Some(personas) = &view.personas {
                div class="two lead" {
                    (ways_in(lang, view))
                    (chooser(lang, personas))
                }
            } @else { (ways_in(lang, view)) }
        }
    };
    page(words::people_login_title(lang), body)
}

fn page(title: &str, body: Markup) -> Page {
    Page { title: title.to_owned(), width: Width::Solo, here: Here::Elsewhere, body }
}

/// The mark, and the languages, which keep where to go afterwards.
fn head(lang: Lang, next: Option<&str>) -> Markup {
    let next = next.map(|next| format!("&next={}", encoded(next))).unwrap_or_default();
    head_alone(lang, |other| format!("/login?lang={}{next}", other.code()))
}

fn ways_in(lang: Lang, view: &Login) -> Markup {
    let form = form(lang, view);
    html! {
        section class="stack" {
            div { (parts::h1_large(words::people_login_title(lang))) }
            p { (words::people_login_lead(lang)) }
            @if let Some(why) = &view.why { (said(lang, why)) }
            @if view.personas.is_some() && view.why.is_none() {
                (parts::more(words::people_login_with_password(lang), form))
            } @else { (form) }
            p class="quiet" { (words::people_login_no_access(lang)) }
            p { (parts::link_alone("/verify", words::people_login_verify(lang))) }
        }
    }
}

fn form(lang: Lang, view: &Login) -> Markup {
    let email = Field::new("email", words::people_login_email(lang))
        .autocomplete("username")
        .inputmode("email")
        .required();
    let password = Field::new("password", words::people_login_password(lang))
        .autocomplete("current-password")
        .required();
    html! {
        form class="stack" novalidate method="post" action="/login" {
            (parts::input(email, &view.fields))
            (parts::password(password, &view.fields))
            @if let Some(next) = &view.next { (parts::hidden("next", next)) }
            div class="line" { (parts::button(Weight::Primary, words::people_login_button(lang))) }
        }
    }
}

fn said(lang: Lang, why: &Why) -> Markup {
    let text = |words: &str| html! { p { (words) } };
    match why {
        Why::Wrong => parts::alert(
            Tone::Danger,
            words::people_login_wrong(lang),
            text(words::people_login_wrong_next(lang)),
        ),
        Why::TooMany { retry_after } => {
            let minutes = i64::from(retry_after.div_ceil(60).max(1));
            let next = words::show_refused_too_many_next(lang, minutes);
            parts::alert(Tone::Danger, words::common_refusal_too_many_title(lang), text(&next))
        }
        Why::LoggedOut => parts::alert(Tone::Success, words::people_login_out(lang), html! {}),
        Why::Expired => parts::alert(
            Tone::Info,
            words::people_login_expired(lang),
            text(words::people_login_expired_next(lang)),
        ),
    }
}

fn chooser(lang: Lang, all: &[Persona]) -> Markup {
    let groups = personas::grouped(lang, all);
    html! {
        section class="stack" data-gap="2" {
            div {
                (parts::h2(words::people_login_demo(lang)))
                p class="quiet" { (words::people_login_demo_about(lang)) }
            }
            @for group in &groups {
                details class="group" open {
                    summary {
                        h3 class="ds-heading grow" data-size="2xs" { (group.name) }
                        small { (group.members.len()) }
                        (Icon::Down.go())
                    }
                    ul class="rows" {
                        @for member in &group.members { li { (persona(member)) } }
                    }
                }
            }
        }
    }
}

/// A form of its own, so that a persona is one press, also without script.
fn persona(member: &personas::Member<'_>) -> Markup {
    html! {
        form method="post" action={ "/login/persona/" (member.persona.key) } {
            button class="row" type="submit" {
                span class="grow" {
                    b { (member.persona.name) }
                    @if let Some(who) = &member.who { small { (who) } }
                    @if let Some(hint) = &member.hint { small class="try" { (hint) } }
                }
                (Icon::Right.go())
            }
        }
    }
}

/// What a one-time link leads to: a page first, so that a mail scanner does not use the link up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OneTimeLink {
    /// It can be used.
    Good {
        /// Whom it logs in.
        name: String,
        /// Where its button posts to.
        action: String,
    },
    /// Used, too old, or never one of ours: the same words for all.
    Dead,
}

/// The page of a one-time link.
pub fn one_time_link(lang: Lang, link: &OneTimeLink) -> Page {
    let body = html! {
        div class="stack" data-gap="7" {
            (head(lang, None))
            section class="stack" {
                @match link {
                    OneTimeLink::Good { name, action } => {
                        (parts::h1_large(words::people_link_title(lang)))
                        p { (words::people_link_about(lang, name)) }
                        form method="post" action=(action) {
                            (parts::button(Weight::Primary, &words::people_link_button(lang, name)))
                        }
                    }
                    OneTimeLink::Dead => {
                        (parts::h1_large(words::people_link_dead(lang)))
                        p { (words::people_link_dead_next(lang)) }
                        div class="line" { (parts::button_link(Weight::Primary, "/login", words::people_login_button(lang))) }
                    }
                }
            }
        }
    };
    page(words::people_link_title(lang), body)
}
