//! What pages are made of: the components of Designsystemet and our own few, as functions. Words come as arguments.
//!
//! Markup and classes are those of `assets/attest.css`; nothing here carries a style or a script.

mod chart;
mod field;
mod list;

use maud::{Markup, Render, html};

pub use chart::{Heat, HeatCell, HeatRow, bar, heat, legend};
pub use field::{
    Choice, Field, check, choices, error_summary, file, hidden, input, password, search, select, textarea,
};
pub use list::{Event, Row, facts, group, rows, timeline, unbroken};

use crate::icons::{Drawing, Icon};

/// How a thing stands, as the style sheet colours and draws it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Empty ring: nothing yet.
    Open,
    /// Half ring: begun.
    Progress,
    /// Arrow onward: waits for somebody.
    Requested,
    /// Arrow back: came back with a word.
    Returned,
    /// Speech: recommended, which is not approved.
    Advised,
    /// Tick in a ring: done, and needs no approval.
    Registered,
    /// Tick: done and approved.
    Attested,
    /// Struck through: taken back.
    Annulled,
    /// Sheet with a tick: the paper was seen.
    Verified,
    /// Mark: something lacks.
    Missing,
}

impl State {
    /// Its name in the style sheet (`data-state`).
    pub const fn name(self) -> &'static str {
        self.icon().name()
    }
    /// Its drawing.
    pub const fn icon(self) -> Icon {
        match self {
            Self::Open => Icon::Open,
            Self::Progress => Icon::Progress,
            Self::Requested => Icon::Requested,
            Self::Returned => Icon::Returned,
            Self::Advised => Icon::Talk,
            Self::Registered => Icon::Registered,
            Self::Attested => Icon::Attested,
            Self::Annulled => Icon::Annulled,
            Self::Verified => Icon::Verified,
            Self::Missing => Icon::Missing,
        }
    }
    /// The colour of Designsystemet that goes with it.
    pub const fn colour(self) -> &'static str {
        match self {
            Self::Open => "neutral",
            Self::Progress | Self::Advised => "info",
            Self::Requested => "brand2",
            Self::Returned => "warning",
            Self::Registered | Self::Attested | Self::Verified => "success",
            Self::Annulled | Self::Missing => "danger",
        }
    }
    /// Its drawing in its colour, beside words that say the same.
    pub const fn drawing(self) -> Drawing<'static> {
        self.icon().coloured(self.name())
    }
    /// Only the word, in its colour: at the end of a row that begins with the drawing.
    pub const fn word(self, word: &str) -> Word<'_> {
        Word { state: self, word }
    }
    /// Drawing and word together.
    pub fn said(self, word: &str) -> Markup {
        html! { span class="state" data-state=(self.name()) { (self.icon().beside()) (word) } }
    }
    /// The tag that tells how the subject of a page stands; once a page.
    pub fn tag(self, word: &str) -> Markup {
        html! { span class="ds-tag" data-color=(self.colour()) { (self.icon().beside()) (word) } }
    }
}

/// A state's word in its colour.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    state: State,
    word: &'a str,
}

impl Render for Word<'_> {
    fn render_to(&self, out: &mut String) {
        out.push_str("<span class=\"state\" data-state=\"");
        out.push_str(self.state.name());
        out.push_str("\">");
        self.word.render_to(out);
        out.push_str("</span>");
    }
}

/// A message about what happened or what to heed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// To know.
    Info,
    /// It worked.
    Success,
    /// Look here.
    Warning,
    /// It did not work.
    Danger,
}

/// A message with its heading (an `h2`). What comes as the answer to an act is read aloud.
pub fn alert(tone: Tone, heading: &str, body: Markup) -> Markup {
    let (colour, role) = match tone {
        Tone::Info => ("info", None),
        Tone::Success => ("success", Some("status")),
        Tone::Warning => ("warning", None),
        Tone::Danger => ("danger", Some("alert")),
    };
    html! { div class="ds-alert" data-color=(colour) role=[role] { h2 class="ds-heading" data-size="2xs" { (heading) } (body) } }
}

/// How much a button weighs. One filled button a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The one thing to do here.
    Primary,
    /// Something else to do.
    Secondary,
    /// Something quiet to do.
    Tertiary,
}

impl Weight {
    const fn attributes(self) -> (Option<&'static str>, Option<&'static str>) {
        match self {
            Self::Primary => (Some("accent"), None),
            Self::Secondary => (None, Some("secondary")),
            Self::Tertiary => (None, Some("tertiary")),
        }
    }
}

/// A button that sends its form.
pub fn button(weight: Weight, words: &str) -> Markup {
    let (colour, variant) = weight.attributes();
    html! { button class="ds-button" type="submit" data-color=[colour] data-variant=[variant] { (words) } }
}
/// A button that sends its form and says which one was pressed.
pub fn button_named(weight: Weight, name: &str, value: &str, words: &str) -> Markup {
    let (colour, variant) = weight.attributes();
    html! { button class="ds-button" type="submit" name=(name) value=(value) data-color=[colour] data-variant=[variant] { (words) } }
}
/// A button that sends its form to another address than the form's own.
pub fn button_to(weight: Weight, action: &str, words: &str) -> Markup {
    let (colour, variant) = weight.attributes();
    html! { button class="ds-button" type="submit" formaction=(action) data-color=[colour] data-variant=[variant] { (words) } }
}
/// A link that looks like a button.
pub fn button_link(weight: Weight, href: &str, words: &str) -> Markup {
    let (colour, variant) = weight.attributes();
    html! { a class="ds-button" href=(href) data-color=[colour] data-variant=[variant] { (words) } }
}
/// The button of a batch: with script it counts what is chosen under the name `of`. `none`, `one`, `many` are its words; `#` in `many` is the number.
pub fn button_counting(of: &str, chosen: usize, words: [&str; 3]) -> Markup {
    let [none, one, many] = words;
    let now = match chosen {
        0 => none.to_owned(),
        1 => one.to_owned(),
        n => many.replace('#', &n.to_string()),
    };
    html! {
        button class="ds-button" type="submit" data-color="accent" data-count-of=(of) data-count-0=(none) data-count-1=(one) data-count-n=(many) { (now) }
    }
}

/// A link in a sentence.
pub fn link(href: &str, words: &str) -> Markup {
    html! { a class="ds-link" href=(href) { (words) } }
}
/// A link that stands by itself, 44 pixels high.
pub fn link_alone(href: &str, words: &str) -> Markup {
    html! { a class="ds-link back" href=(href) { (words) } }
}
/// The way back, above the heading.
pub fn back(href: &str, words: &str) -> Markup {
    html! { a class="ds-link back" href=(href) { (Icon::Left.beside()) (words) } }
}

/// The heading that is the answer.
pub fn h1(words: &str) -> Markup {
    html! { h1 class="ds-heading" data-size="md" { (words) } }
}
/// The heading of a page about one thing.
pub fn h1_large(words: &str) -> Markup {
    html! { h1 class="ds-heading" data-size="lg" { (words) } }
}
/// The heading of a section.
pub fn h2(words: &str) -> Markup {
    html! { h2 class="ds-heading" data-size="xs" { (words) } }
}
/// A section with its heading.
pub fn section(heading: &str, body: Markup) -> Markup {
    html! { section class="stack" data-gap="2" { (h2(heading)) (body) } }
}

/// A filter as a link; the one in force leads out of itself.
pub fn chip(href: &str, state: Option<State>, word: &str, count: &str, in_force: bool) -> Markup {
    html! {
        a class="ds-chip" href=(href) aria-current=[in_force.then_some("true")] {
            @if let Some(state) = state { (state.drawing()) }
            (word) " " b { (count) }
        }
    }
}
/// Chips side by side, with the name of what they filter.
pub fn chips(name: &str, chips: &[Markup]) -> Markup {
    html! { ul class="chips" aria-label=(name) { @for chip in chips { li { (chip) } } } }
}

/// The bar at the foot that holds what can be done, with what must be known before it.
pub fn act(before: Option<&str>, buttons: Markup) -> Markup {
    html! {
        div class="act stack" data-gap="2" {
            @if let Some(before) = before { p class="quiet" { (before) } }
            div class="line" { (buttons) }
        }
    }
}

/// What unfolds on request.
pub fn more(summary: impl Render, body: Markup) -> Markup {
    more_open(summary, false, body)
}
/// The same, open when something in it must be seen.
pub fn more_open(summary: impl Render, open: bool, body: Markup) -> Markup {
    // In one piece: parts of a flexible row would stand apart.
    html! { details open[open] { summary class="ds-link back quiet" { span { (summary) } } (body) } }
}

/// One place of a switcher.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Where it leads.
    pub href: &'a str,
    /// Above, strong.
    pub title: &'a str,
    /// Below, small.
    pub detail: &'a str,
    /// Whether the reader is there.
    pub here: bool,
}

/// The switcher at the top left: where the reader is, and the list of where else to go. `name` says what the arrow does.
pub fn switcher(title: &str, detail: &str, name: &str, places: &[Place<'_>]) -> Markup {
    html! {
        details class="switch" {
            summary {
                span class="grow" { b class="block" { (title) } small class="block" { (detail) } }
                svg class="i go" role="img" aria-label=(name) { (crate::icons::Use(Icon::Down)) }
            }
            div class="ds-card menu" {
                @for place in places {
                    a class="row" href=(place.href) aria-current=[place.here.then_some("true")] {
                        @if place.here { (Icon::Check.beside()) } @else { svg class="i" aria-hidden="true" {} }
                        span { b class="block" { (place.title) } small class="block" { (place.detail) } }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_wherever_they_land() {
        let evil = "<script>\"&";
        for markup in [
            alert(Tone::Danger, evil, html! {}),
            button_named(Weight::Primary, evil, evil, evil),
            chip(evil, Some(State::Open), evil, evil, true),
            switcher(evil, evil, evil, &[Place { href: evil, title: evil, detail: evil, here: false }]),
            State::Returned.said(evil),
            act(Some(evil), html! {}),
            html! { (Icon::Home.named(evil)) (State::Open.word(evil)) (rows(&[Row::new(evil).to(evil).detail(evil).word(State::Open, evil)])) },
        ] {
            let text = markup.into_string();
            assert!(!text.contains("<script") && !text.contains("\"\""), "{text}");
        }
    }

    #[test]
    fn a_batch_button_counts_without_script_too() {
        let words = ["Vælg", "Godkend 1", "Godkend # valgte"];
        assert!(button_counting("ids", 12, words).0.ends_with(">Godkend 12 valgte</button>"));
        assert!(button_counting("ids", 0, words).0.ends_with(">Vælg</button>"));
    }
}
