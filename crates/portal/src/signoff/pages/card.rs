//! One request in the in-tray: whose, what, on which evidence, and a press for each answer.
//!
//! A card is a form of its own, its tick belongs to the form at the foot of the tray.

use maud::{Markup, html};

use super::tray::Request;
use crate::{
    show::{Say, dotted},
    words,
};

/// The card; under a heading that says whose they are, it does not say so again.
pub(super) fn card(say: &Say<'_>, request: &Request, in_group: bool) -> Markup {
    let lang = say.lang;
    let title = request.title(say);
    let about = words::signoff_about(lang, &request.trainee, &title);
    let link = html! { a class="ds-link name" href={ "/sign-offs/" (request.id) } { (title) } };
    let completed =
        request.completed_on.map(|day| words::signoff_completed(lang, say.day(day))).unwrap_or_default();
    html! {
        li class="ds-card request" {
            @if in_group { (what(say, request, &link)) } @else { (who(request)) }
            div class="stack" data-gap="2" {
                @if !in_group { h2 class="ds-heading" data-size="xs" id={ "t" (request.id) } { (link) } }
                @if let Some(comment) = &request.comment { p class="quote" { (say.quote(comment)) } }
                ul class="ev stack" data-gap="1" { @for evidence in &request.evidence { (evidence.line(say)) } }
                p class="quiet" { (dotted(&[words::signoff_sent(lang, say.when(request.requested_at)), completed])) }
                @if let Some(absence) = request.absence(say) { p { (absence) } }
                div class="line" {
                    @if request.ready {
                        form class="one" method="post" action={ "/sign-offs/" (request.id) "/attest" } {
                            button class="ds-button" type="submit" data-variant="secondary" {
                                (say.button("attest", request.kind)) span class="ds-sr-only" { ": " (about) }
                            }
                        }
                    }
                    @if request.ready {
                        a class="ds-button" data-variant="tertiary" href={ "/sign-offs/" (request.id) "#comment" } {
                            (say.button("return", request.kind)) span class="ds-sr-only" { ": " (about) }
                        }
                    } @else {
                        a class="ds-button" data-variant="secondary" href={ "/sign-offs/" (request.id) } {
                            (words::signoff_decide(lang)) span class="ds-sr-only" { ": " (about) }
                        }
                    }
                }
            }
        }
    }
}

/// Whose it is, which is also what the tick is called.
fn who(request: &Request) -> Markup {
    let who = html! { b class="name" { (request.trainee) } " " small { (request.stage) } };
    html! {
        @if request.ready {
            div class="ds-field" data-color="accent" {
                (tick(request))
                label class="ds-label" for={ "r" (request.id) } { (who) }
            }
        } @else { p class="who" { (who) } }
    }
}

/// Under a heading that says whose they are: the tick stands before what it is about.
fn what(say: &Say<'_>, request: &Request, link: &Markup) -> Markup {
    html! {
        div class="what" {
            @if request.ready {
                label class="tick" data-color="accent" { (tick(request)) span class="ds-sr-only" { (words::signoff_tray_choose(say.lang)) } }
            }
            h3 class="ds-heading" data-size="xs" id={ "t" (request.id) } { (link) }
        }
    }
}

fn tick(request: &Request) -> Markup {
    html! {
        input class="ds-input" type="checkbox" form="batch" name="ids" id={ "r" (request.id) } value=(request.id) checked[request.chosen]
            aria-describedby={ "t" (request.id) };
    }
}
