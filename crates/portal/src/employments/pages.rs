//! One's own employments: what the portal knows, what one says instead or adds, and the press that confirms all of it.

use base::Moment;
use domain::{employment::Source, refusal::Refusal};
use maud::{Markup, html};
use uuid::Uuid;
use web::{
    Fields,
    page::Width,
    parts::{self, Field, State, Tone, Weight},
};

use super::Line;
use crate::{
    show::{
        Here, Nav, Page, Say, employment_registered, employment_said, employment_whole, form_errors, heading,
        refusal_alert,
    },
    words,
};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Employments {
    /// The employments, the first first.
    pub lines: Vec<Line>,
    /// Which of them is being corrected: its form stands open, and no other.
    pub editing: Option<Uuid>,
    /// Whether the reader never trained: there is no overview of theirs.
    pub no_record: bool,
    /// The digest of what is shown: what the press confirms.
    pub digest: String,
    /// When it was last confirmed, and whether as it is now.
    pub confirmed: Option<(Moment, bool)>,
    /// What was typed: `place`, `position`, `from`, `until`, `percent`.
    pub fields: Fields,
    /// Whether the form came back: it stands open.
    pub typed: bool,
    /// Makes a press that comes twice count once; new for each view of the page.
    pub key: String,
    /// What was just done: `added`, `corrected`, `unchanged`, `undone`, `removed`, `confirmed`.
    pub did: String,
    /// Why the last try was refused.
    pub refused: Option<Refusal>,
}

/// The page.
pub fn employments(say: &Say<'_>, view: &Employments) -> Page {
    let lang = say.lang;
    let title = words::employments_title(lang).to_owned();
    let did = match view.did.as_str() {
        "added" => Some(words::employments_added(lang)),
        "unchanged" => Some(words::employments_unchanged(lang)),
        "corrected" => Some(words::employments_corrected(lang)),
        "undone" => Some(words::employments_undone(lang)),
        "removed" => Some(words::employments_removed(lang)),
        "confirmed" => Some(words::employments_confirmed(lang)),
        _ => None,
    };
    let body = html! {
        (parts::back(&Nav::Apply.href(), words::show_nav_apply(lang)))
        div class="stack" data-gap="7" {
            @if let Some(refusal) = &view.refused { (refusal_alert(say, refusal)) }
            @if let Some(did) = did { (parts::alert(Tone::Success, did, html! {})) }
            div class="stack" {
                @if view.no_record { (parts::h1(&title)) p { (words::dossiers_none_trains(lang)) } }
                @else { (heading(&title, words::employments_about(lang))) }
                @if view.no_record {} @else if view.lines.is_empty() { p { (words::employments_none(lang)) } }
                @else { ul class="rows" { @for line in &view.lines { (row(say, view, line)) } } }
            }
            @if !view.no_record && view.editing.is_none() {
                (parts::more_open(words::employments_add(lang), view.typed, form(say, view)))
            }
            @if !view.lines.is_empty() && view.editing.is_none() { (confirmation(say, view)) }
        }
    };
    Page { title, width: Width::Reading, here: Here::At(Nav::Apply), body }
}

fn row(say: &Say<'_>, view: &Employments, line: &Line) -> Markup {
    let (lang, one) = (say.lang, &line.employment);
    let source = match one.source {
        Source::Portal => words::employments_known(lang),
        Source::Own => words::employments_own(lang),
        Source::Corrected(_) => words::employments_corrected_own(lang),
    };
    let (place, whole) = (&one.stated.place, employment_whole(say, &one.stated));
    let undo = if line.placement.is_some() { words::employments_undo } else { words::employments_remove };
    let edited = view.editing.is_some_and(|id| line.is(id));
    html! {
        li class="row tall" {
            div class="grow stack" data-gap=(if edited { "4" } else { "1" }) {
                span class="line" { b class="grow" { (place) } small class="end" { (source) } }
                span { (one.stated.position) }
                small { (employment_said(say, &one.stated)) }
                @if let Some(registered) = employment_registered(say, one) { small { (registered) } }
                @if edited { (form(say, view)) }
                @else if view.editing.is_none() {
                    div class="line" {
                        a class="ds-button" data-variant="tertiary" href={ "/employments?edit=" (line.named_by()) "#edit" } {
                            (words::employments_correct(lang)) span class="ds-sr-only" { ": " (whole) }
                        }
                        @if let Some(id) = line.id {
                            form method="post" action={ "/employments/" (id) "/remove" } {
                                @if line.placement.is_some() { (parts::hidden("did", "undone")) }
                                button class="ds-button" type="submit" data-variant="tertiary" {
                                    (undo(lang)) span class="ds-sr-only" { ": " (whole) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn form(say: &Say<'_>, view: &Employments) -> Markup {
    let lang = say.lang;
    let day = |name, label| Field::new(name, label).hint(words::common_date_shape(lang)).autocomplete("off");
    let until_hint = words::employments_until_hint(lang);
    let button = match view.editing {
        Some(_) => words::employments_correct_button(lang),
        None => words::employments_button(lang),
    };
    html! {
        form class="stack" id=[view.editing.map(|_| "edit")] novalidate method="post" action="/employments" {
            (form_errors(lang, &view.fields, &[]))
            (parts::hidden("key", &view.key))
            @if let Some(of) = view.editing { (parts::hidden("instead_of", &of.to_string())) }
            (parts::input(Field::new("place", words::employments_place(lang)).required().autocomplete("off"), &view.fields))
            (parts::input(Field::new("position", words::employments_position(lang)).required().autocomplete("off"), &view.fields))
            (parts::input(day("from", words::employments_from(lang)).required(), &view.fields))
            (parts::input(day("until", words::employments_until(lang)).hint(until_hint), &view.fields))
            (parts::input(Field::new("percent", words::employments_percent(lang)).inputmode("numeric").autocomplete("off").required(), &view.fields))
            div class="line" {
                (parts::button(Weight::Secondary, button))
                @if view.editing.is_some() {
                    a class="ds-button" data-variant="tertiary" href="/employments" { (words::common_back(lang)) }
                }
            }
        }
    }
}

fn confirmation(say: &Say<'_>, view: &Employments) -> Markup {
    let lang = say.lang;
    html! {
        section class="stack" data-gap="2" {
            @match view.confirmed {
                Some((at, true)) => (State::Attested.said(&words::employments_confirmed_at(lang, say.when(at)))),
                other => {
                    @if let Some((at, _)) = other { p { (words::employments_changed_since(lang, say.when(at))) } }
                    p class="quiet" { (words::employments_confirm_about(lang)) }
                    form class="line" method="post" action="/employments/confirm" {
                        (parts::hidden("digest", &view.digest))
                        (parts::button(Weight::Primary, words::employments_confirm(lang)))
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use base::{EmploymentId, Percent, Period, PlacementId};
    use domain::employment::{Employment, Stated};

    use super::*;
    use crate::show::samples::{day, each, leader, lis};

    fn line(place: &str, until: Option<base::Day>, percent: i64, source: Source, last: u128) -> Line {
        let stated = Stated {
            place: place.to_owned(),
            position: "KBU".to_owned(),
            period: Period { from: day(2025, 12, 1), until },
            percent: Percent::new(percent).unwrap(),
        };
        let id = uuid::Uuid::from_u128(last);
        Line {
            id: (source != Source::Portal).then(|| EmploymentId::from_uuid(id)),
            placement: (source != Source::Own).then(|| PlacementId::from_uuid(id)),
            employment: Employment { stated, source },
        }
    }

    fn three() -> Employments {
        let registered = line("Havnens Læger", Some(day(2026, 11, 30)), 100, Source::Portal, 9);
        let corrected = Source::Corrected(registered.employment.stated);
        Employments {
            lines: vec![
                line("Sundby Sygehus", Some(day(2026, 5, 31)), 100, Source::Portal, 7),
                line("Rigshospitalet", None, 50, Source::Own, 8),
                line("Havnens Læger", Some(day(2026, 10, 31)), 80, corrected, 9),
            ],
            digest: "d".repeat(64),
            ..Employments::default()
        }
    }

    #[test]
    fn each_line_can_be_corrected_and_what_one_said_taken_away() {
        each("dk", "employments", Some(&lis()), |say| {
            let page = employments(say, &three());
            let text = page.body.0.clone();
            let counted = |words: &str| text.matches(words).count();
            assert_eq!((counted("?edit="), counted("/remove")), (3, 2), "{text}");
            assert!(text.contains(&"d".repeat(64)) && text.contains("/employments/confirm"));
            page
        });
        let editing = Employments {
            editing: Some(uuid::Uuid::from_u128(7)),
            fields: Fields::with(&[("place", "Sundby Sygehus"), ("percent", "100")]),
            ..three()
        };
        each("dk", "employments-editing", Some(&lis()), |say| {
            let page = employments(say, &editing);
            let text = page.body.0.clone();
            assert_eq!(text.matches("<form").count(), 1, "one thing at a time: {text}");
            assert!(text.contains("name=\"instead_of\"") && !text.contains("/employments/confirm"));
            page
        });
    }

    #[test]
    fn what_changed_is_confirmed_anew() {
        let at = Moment::start_of(day(2026, 11, 2));
        let confirmed = Employments { confirmed: Some((at, true)), did: "confirmed".to_owned(), ..three() };
        each("dk", "employments-confirmed", Some(&lis()), |say| {
            let page = employments(say, &confirmed);
            assert!(!page.body.0.contains("/employments/confirm"), "there is nothing left to confirm");
            page
        });
        let changed = Employments { confirmed: Some((at, false)), ..three() };
        each("no", "employments-changed", Some(&lis()), |say| employments(say, &changed));
        each("no", "employments-none", Some(&lis()), |say| employments(say, &Employments::default()));
        let officer = Employments { no_record: true, ..Employments::default() };
        each("no", "employments-no-record", Some(&leader()), |say| {
            let page = employments(say, &officer);
            assert!(!page.body.0.contains("<form"), "there is nothing to add to: {}", page.body.0);
            page
        });
    }
}
