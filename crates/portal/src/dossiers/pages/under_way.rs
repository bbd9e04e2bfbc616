//! An application that was sent, on the page where one would apply.

use base::DossierId;
use maud::{Markup, html};
use web::parts::{self, State, Weight};

use crate::{
    show::{Say, dotted},
    words,
};

/// An application that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnderWay {
    /// What has become of it, as a heading.
    pub title: String,
    /// How that is drawn.
    pub state: State,
    /// It in a word.
    pub word: String,
    /// What people call the case.
    pub number: String,
    /// When that came about.
    pub when: String,
    /// What the way to it is called.
    pub way: &'static str,
    /// Whether one may apply again.
    pub again: bool,
    /// The dossier with which it was sent.
    pub dossier: DossierId,
}

/// Where the application is that was sent, and the way to it.
pub(super) fn under_way(say: &Say<'_>, case: &UnderWay) -> Markup {
    let lang = say.lang;
    let number = words::cases_number_short(lang, &case.number);
    html! {
        p class="line" {
            (case.state.drawing())
            span class="state" data-state=(case.state.name()) { (case.word) }
            span { (dotted(&[number, web::format::capitalised(&case.when)])) }
        }
        div class="line" {
            (parts::button_link(Weight::Primary, &format!("/dossiers/{}", case.dossier), case.way))
        }
    }
}
