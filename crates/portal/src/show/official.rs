//! What a requirement says: the official text where it has been imported, and one honest line where it has not.

use maud::{Markup, html};

use super::Say;
use crate::words;

/// What is known of a requirement's wording.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Official {
    /// The official text; none until it is imported.
    pub text: Option<String>,
    /// The curriculum's version.
    pub version: String,
    /// Where the text, or without one the list, comes from.
    pub source: Option<Source>,
    /// On which terms the text, or without one the list, may be used; none of what was made up.
    pub licence: Option<Licence>,
    /// Whether the code is ours, since no official one is known.
    pub local_code: bool,
    /// Whether its title is in our own words, for want of an official one; a goal may have none at all.
    pub own_title: bool,
    /// Whether it was made up for the demo.
    pub demo: bool,
}

/// The terms of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Licence {
    /// Nobody knows them.
    Unknown,
    /// These.
    Named(String),
}

/// A source, and a link to it where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub href: Option<String>,
}

/// The text and, quietly, what it is.
pub fn official(say: &Say<'_>, official: &Official) -> Markup {
    let lang = say.lang;
    html! {
        @if let Some(text) = &official.text {
            blockquote class="quote ds-paragraph" data-size="lg" { @for part in text.split("\n\n") { p { (part) } } }
        }
        p class="quiet" {
            @if official.demo { (words::training_req_demo(lang)) ". " }
            @else {
                @if official.text.is_some() { (words::training_req_official(lang, &official.version)) " " }
                @else { (words::training_req_not_imported(lang)) " " }
                @if official.own_title { (words::training_req_own_title(lang)) " " }
            }
            @if let Some(source) = official.source.as_ref().filter(|_| !official.demo) {
                @let name = words::training_req_source(lang, &source.name);
                @match &source.href {
                    Some(href) => a class="ds-link" href=(href) rel="noreferrer" { (name) },
                    None => (name),
                }
                "."
            }
            @match &official.licence {
                Some(Licence::Named(licence)) => { " " (words::training_req_licence(lang, licence)) }
                Some(Licence::Unknown) => { " " (words::training_req_licence_unknown(lang)) }
                None => {},
            }
        }
    }
}
