//! The error page: what stands in the way, what to do next, and a number to quote when it is our fault.

use domain::refusal::Instead;
use maud::{Markup, html};
use web::{
    Form, Lang,
    front::ErrorPage,
    page::Width,
    parts::{self, Weight},
};

use super::{Here, Page, instead_words};
use crate::words;

/// The page for a refusal or fault that no page of its own shows; `above` is the nearest page that there is.
pub fn error_page(error: &ErrorPage<'_>, above: &str) -> Markup {
    let lang = error.lang;
    let (title, text) = refused(lang, &error.problem.refusal);
    // Where it is known what is the case instead, that is said.
    let instead = error.problem.facts.get("instead").and_then(|code| Instead::of(code.as_str()?));
    let text = instead.map_or(text, |instead| instead_words(lang, instead));
    let body = html! {
        (parts::h1_large(title))
        p { (text) }
        @if let Some(reference) = &error.problem.reference {
            p { (words::common_error_reference(lang, reference)) }
        }
        div class="line" { (way_on(lang, error, above)) }
    };
    under_mark(title, body).alone(lang, error.ask)
}

/// The mark at the top, then what there is to say, as on the page of the log-in.
fn under_mark(title: &str, body: Markup) -> Page {
    let body = html! {
        div class="stack" data-gap="7" {
            (web::page::brand())
            section class="stack" { (body) }
        }
    };
    Page { title: title.to_owned(), width: Width::Solo, here: Here::Elsewhere, body }
}

/// The page for a form that was sent after its session had ended: what was typed is in it, and goes again with one press.
pub fn kept_page(lang: Lang, path: &str, form: &Form) -> Page {
    let title = words::common_kept_title(lang);
    let typed = form.pairs().filter(|(name, value)| WORDS.contains(name) && !value.trim().is_empty());
    let body = html! {
        (parts::h1_large(title))
        p { (words::common_kept_text(lang)) }
        @for (_, value) in typed { p class="quote" { (value) } }
        div class="line" {
            a class="ds-button" data-color="accent" href="/login?expired=1" target="_blank" { (words::common_kept_log_in(lang)) }
            form method="post" action=(path) {
                @for (name, value) in form.pairs() { (parts::hidden(name, value)) }
                (parts::button(Weight::Secondary, words::common_kept_send(lang)))
            }
        }
    };
    under_mark(title, body)
}

/// The page for a form that holds what is no text: the words in it can be mended and go again, with all else that was sent.
pub fn unread_page(lang: Lang, path: &str, form: &Form) -> Page {
    let title = words::common_refusal_not_text_title(lang);
    let is_words = |name: &str, value: &str| WORDS.contains(&name) && !value.trim().is_empty();
    let body = html! {
        (parts::h1_large(title))
        p { (words::common_unread_text(lang)) }
        form method="post" action=(path) class="stack" {
            @for (name, value) in form.pairs() {
                @if is_words(name, value) {
                    textarea class="ds-input" name=(name) rows="6" aria-label=(words::common_unread_words(lang)) { (value) }
                } @else { (parts::hidden(name, value)) }
            }
            (parts::button(Weight::Primary, words::common_kept_send(lang)))
        }
    };
    under_mark(title, body)
}

/// Fields of forms that hold somebody's own words.
const WORDS: [&str; 3] = ["comment", "question", "reason"];

fn way_on(lang: Lang, error: &ErrorPage<'_>, above: &str) -> Markup {
    match error.problem.refusal.as_ref() {
        "not_logged_in" => {
            parts::button_link(Weight::Primary, &log_in(error.path), words::common_error_log_in(lang))
        }
        "unavailable" | "timeout" | "fault" | "in_flight" => {
            html! {
                (parts::button_link(Weight::Primary, error.path, words::common_error_again(lang)))
                (parts::button_link(Weight::Secondary, "/", words::common_error_home(lang)))
            }
        }
        "method_not_allowed" if above != "/" => {
            html! {
                (parts::button_link(Weight::Primary, above, words::common_error_above(lang)))
                (parts::button_link(Weight::Secondary, "/", words::common_error_home(lang)))
            }
        }
        // What was typed is one step back, and lost from the first page on.
        "too_large" => parts::button_link(Weight::Secondary, "/", words::common_error_home(lang)),
        _ => parts::button_link(Weight::Primary, "/", words::common_error_home(lang)),
    }
}

/// The log-in page that comes back to `path`.
pub fn log_in(path: &str) -> String {
    match web::page::local(path) {
        Some(path) if path != "/" => format!("/login?next={}", super::encoded(path)),
        _ => "/login".to_owned(),
    }
}

/// Title and text of a machine-readable reason.
pub fn refused(lang: Lang, refusal: &str) -> (&'static str, &'static str) {
    macro_rules! said {
        ($title:ident, $text:ident) => {
            (words::$title(lang), words::$text(lang))
        };
    }
    match refusal {
        "not_logged_in" => said!(common_refusal_not_logged_in_title, common_refusal_not_logged_in_text),
        "not_found" => said!(common_refusal_not_found_title, common_refusal_not_found_text),
        "not_entitled" => said!(common_refusal_not_entitled_title, common_refusal_not_entitled_text),
        "too_early" => said!(common_refusal_too_early_title, common_refusal_too_early_text),
        "already_attested" => {
            said!(common_refusal_already_attested_title, common_refusal_already_attested_text)
        }
        "already_requested" => {
            said!(common_refusal_already_requested_title, common_refusal_already_requested_text)
        }
        "awaiting_advice" => said!(common_refusal_awaiting_advice_title, common_refusal_awaiting_advice_text),
        "not_ready" => said!(common_refusal_not_ready_title, common_refusal_not_ready_text),
        "wrong_state" => said!(common_refusal_wrong_state_title, common_refusal_wrong_state_text),
        "same_person" => said!(common_refusal_same_person_title, common_refusal_same_person_text),
        "key_reused" => said!(common_refusal_key_reused_title, common_refusal_key_reused_text),
        "in_flight" => said!(common_refusal_in_flight_title, common_refusal_in_flight_text),
        "too_many" => said!(common_refusal_too_many_title, common_refusal_too_many_text),
        "cross_site" => said!(common_refusal_cross_site_title, common_refusal_cross_site_text),
        "method_not_allowed" => {
            said!(common_refusal_method_not_allowed_title, common_refusal_method_not_allowed_text)
        }
        "too_large" => said!(common_refusal_too_large_title, common_refusal_too_large_text),
        "unsupported_media_type" => {
            said!(common_refusal_unsupported_media_type_title, common_refusal_unsupported_media_type_text)
        }
        "not_text" => said!(common_refusal_not_text_title, common_refusal_not_text_text),
        "bad_request" => said!(common_refusal_bad_request_title, common_refusal_bad_request_text),
        "timeout" => said!(common_refusal_timeout_title, common_refusal_timeout_text),
        "unavailable" => said!(common_refusal_unavailable_title, common_refusal_unavailable_text),
        "unreadable" => said!(common_refusal_unreadable_title, common_refusal_unreadable_text),
        "fault" => said!(common_refusal_fault_title, common_refusal_fault_text),
        "fields" => said!(common_refusal_fields_title, common_refusal_fields_text),
        "unprocessable" => said!(common_refusal_unprocessable_title, common_refusal_unprocessable_text),
        _ => said!(common_refusal_refused_title, common_refusal_refused_text),
    }
}
