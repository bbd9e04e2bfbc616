//! Where one is logged in, and the password.

use base::Moment;
use maud::{Markup, html};
use web::{
    Fields, Icon,
    page::Width,
    parts::{self, Field, Tone, Weight},
};

use crate::{
    people::{KeptToken, PASSWORD_MAX, PASSWORD_MIN, Scope},
    show::{Here, Nav, Page, Say, dotted, form_errors, n, uncapitalised},
    words,
};

/// A session in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its name in addresses.
    pub key: String,
    /// When it began.
    pub began: Moment,
    /// When it was last used.
    pub seen: Moment,
    /// What its browser said it is.
    pub name: Option<String>,
    /// Whether it is the one that asks.
    pub here: bool,
}

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Sessions {
    /// The live sessions: the one that asks, then the newest first.
    pub devices: Vec<Device>,
    /// The API tokens that let through, the newest first.
    pub tokens: Vec<KeptToken>,
    /// Whether there is a password.
    pub has_password: bool,
    /// What is wrong with what was typed: `current`, `new`.
    pub fields: Fields,
    /// Whether the password was just saved.
    pub saved: bool,
}

/// The page.
pub fn sessions(say: &Say<'_>, view: &Sessions) -> Page {
    let lang = say.lang;
    let title = words::people_sessions_title(lang);
    let body = html! {
        (parts::back("/me", words::common_me(lang)))
        div class="stack" data-gap="7" {
            @if view.saved { (parts::alert(Tone::Success, words::people_password_saved(lang), html! {})) }
            (parts::h1(title))
            (password(say, view))
            (devices(say, view))
            @if !view.tokens.is_empty() { (tokens(say, view)) }
        }
    };
    Page { title: title.to_owned(), width: Width::Reading, here: Here::At(Nav::Me), body }
}

fn password(say: &Say<'_>, view: &Sessions) -> Markup {
    let lang = say.lang;
    let about = words::people_password_about(lang, n(PASSWORD_MIN));
    let current = Field::new("current", words::people_password_current(lang))
        .autocomplete("current-password")
        .required();
    let new = Field::new("new", words::people_password_new(lang))
        .hint(&about)
        .autocomplete("new-password")
        .required();
    parts::section(
        words::people_password_title(lang),
        html! {
            @if !view.has_password { p { (words::people_password_none(lang)) } }
            form class="stack" novalidate method="post" action="/me/password" {
                (form_errors(lang, &view.fields, &[]))
                @if view.has_password { (parts::password(current, &view.fields)) }
                (parts::password(new, &view.fields))
                div class="line" { (parts::button(Weight::Primary, words::people_password_button(lang))) }
            }
        },
    )
}

/// What is wrong with a password that was typed.
pub fn mark(say: &Say<'_>, fields: &mut Fields, field: &str) {
    let said = match field {
        "current" => words::people_password_wrong(say.lang).to_owned(),
        _ => words::people_password_length(say.lang, n(PASSWORD_MAX), n(PASSWORD_MIN)),
    };
    fields.mark(field, said);
}

fn devices(say: &Say<'_>, view: &Sessions) -> Markup {
    let lang = say.lang;
    parts::section(
        words::people_sessions_devices(lang),
        html! {
            p class="quiet" { (words::people_sessions_about(lang)) }
            ul class="rows" { @for device in &view.devices { (row(say, device)) } }
            @if view.devices.len() > 1 {
                form method="post" action="/me/sessions/end-others" {
                    (parts::button(Weight::Secondary, words::people_sessions_end_others(lang)))
                }
            }
        },
    )
}

fn row(say: &Say<'_>, device: &Device) -> Markup {
    let lang = say.lang;
    let name = device.name.as_deref().unwrap_or(words::people_sessions_unnamed(lang));
    let began = uncapitalised(&words::people_me_session(lang, say.when(device.began)));
    let seen = words::people_sessions_seen(lang, say.when(device.seen));
    html! {
        li class="row" {
            (Icon::Person.beside())
            span class="grow" { b { (name) } small { (dotted(&[seen, began])) } }
            @if device.here { span class="ds-tag" data-color="neutral" { (words::people_me_session_here(lang)) } }
            @else {
                form method="post" action={ "/me/sessions/" (device.key) "/end" } {
                    button class="ds-button" type="submit" data-variant="secondary"
                        aria-label=(words::people_sessions_end_named(lang, name, say.when(device.began))) { (words::people_sessions_end(lang)) }
                }
            }
        }
    }
}

fn tokens(say: &Say<'_>, view: &Sessions) -> Markup {
    let lang = say.lang;
    parts::section(
        words::people_tokens_title(lang),
        html! {
            p class="quiet" { (words::people_tokens_about(lang)) }
            ul class="rows" { @for token in &view.tokens { (token_row(say, token)) } }
        },
    )
}

fn token_row(say: &Say<'_>, token: &KeptToken) -> Markup {
    let lang = say.lang;
    let name = words::people_tokens_name(lang, end_of(&token.id.to_string()));
    let made = words::people_tokens_made(lang, say.when(token.created_at));
    let until = words::people_tokens_until(lang, say.when(token.expires_at));
    let scope = match token.scope {
        Scope::Read | Scope::Fetch => words::people_tokens_read(lang),
        Scope::Write => words::people_tokens_write(lang),
    };
    html! {
        li class="row" {
            (Icon::Key.beside())
            span class="grow" { b { (name) } small { (dotted(&[scope, &made, &until])) } }
            form method="post" action={ "/me/tokens/" (token.id) "/end" } {
                button class="ds-button" type="submit" data-variant="secondary"
                    aria-label=(words::people_tokens_end_named(lang, &name)) { (words::people_tokens_end(lang)) }
            }
        }
    }
}

/// Enough of an id to tell it from others: its beginning is the time at which it was made, and much alike in all.
fn end_of(id: &str) -> &str {
    id.get(id.len().saturating_sub(6)..).unwrap_or(id)
}
