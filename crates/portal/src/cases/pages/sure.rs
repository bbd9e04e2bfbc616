//! What would be decided, in words, before it is: who, what, from when, and one button that does it.

use base::{CaseId, Day};
use maud::html;
use web::{
    page::Width,
    parts::{self, Weight},
};

use super::{super::State, drawn};
use crate::{
    show::{Here, Nav, Page, Say, dotted},
    words,
};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Sure {
    /// Which case.
    pub id: CaseId,
    /// What people call it.
    pub number: String,
    /// Whose.
    pub trainee: String,
    /// What is applied for.
    pub kind: String,
    /// Whether something it rests on was annulled or taken back since.
    pub fell: bool,
    /// Whether it would be granted.
    pub granted: bool,
    /// The day of the decision.
    pub on: Day,
    /// The reasons.
    pub comment: Option<String>,
    /// Whether something was still to follow what was sent.
    pub follows: bool,
    /// What was typed, as it was: it goes on with either button.
    pub typed: Vec<(String, String)>,
}

/// The page.
pub fn sure(say: &Say<'_>, view: &Sure) -> Page {
    let lang = say.lang;
    let (state, what, button) = if view.granted {
        (State::Granted, words::cases_sure_granted(lang, &view.trainee), words::cases_sure_grant(lang))
    } else {
        (State::Refused, words::cases_sure_refused(lang, &view.trainee), words::cases_sure_refuse(lang))
    };
    let number = words::cases_number_short(lang, &view.number);
    let reasons = html! {
        @match &view.comment { Some(comment) => p class="quote" { (comment) }, None => (words::cases_sure_no_words(lang)) }
    };
    let body = html! {
        div class="stack" data-gap="7" {
            div class="stack" data-gap="1" {
                p class="quiet" { (dotted(&[number, view.kind.clone()])) }
                (parts::h1(&what))
                p class="line" { (drawn(state).drawing()) span class="state" data-state=(drawn(state).name()) { (super::word(say, state)) } }
            }
            (parts::facts(&[
                (words::dossiers_sealed_holder(lang), html! { (view.trainee) }),
                (words::cases_on(lang), html! { (say.long(view.on)) }),
                (words::cases_words(lang), reasons),
            ]))
            form class="stack" method="post" action={ "/cases/" (view.id) "/decision" } {
                @for (name, value) in &view.typed { (parts::hidden(name, value)) }
                (parts::hidden("fell", if view.fell { "yes" } else { "no" }))
                @if view.fell { (parts::alert(parts::Tone::Warning, words::cases_sure_fell(lang), html! {})) }
                @if view.follows { (parts::alert(parts::Tone::Warning, words::cases_sure_follows(lang), html! { p { (words::cases_sure_follows_next(lang)) } })) }
                p { (words::cases_sure_about(lang)) }
                div class="line" {
                    (parts::button_named(Weight::Primary, "step", "decide", button))
                    (parts::button_named(Weight::Secondary, "step", "change", words::cases_sure_change(lang)))
                }
            }
        }
    };
    Page { title: what, width: Width::Reading, here: Here::At(Nav::Cases), body }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::show::samples::{day, each, leader};

    #[test]
    fn what_would_be_decided_is_said_in_words_and_carried_on_as_it_was_typed() {
        for granted in [true, false] {
            let view = Sure {
                id: CaseId::from_uuid(uuid::Uuid::from_u128(7)),
                number: "2026-0012".to_owned(),
                trainee: "Emil Thorsen".to_owned(),
                kind: "Tilladelse til selvstændigt virke".to_owned(),
                granted,
                on: day(2026, 11, 20),
                comment: (!granted).then(|| "Der mangler <tid>.".to_owned()),
                follows: granted,
                fell: granted,
                typed: vec![("on".to_owned(), "20.11".to_owned())],
            };
            each("dk", if granted { "case-grant" } else { "case-refuse" }, Some(&leader()), |say| {
                let page = sure(say, &view);
                for part in ["Emil Thorsen", "2026-0012", &say.long(view.on), "value=\"20.11\""] {
                    assert!(page.body.0.contains(part), "{part} in {}", page.body.0);
                }
                assert_eq!(page.body.0.contains("Der mangler &lt;tid&gt;."), !granted);
                assert_eq!(page.body.0.contains(words::cases_sure_follows(say.lang)), granted);
                page
            });
        }
    }
}
