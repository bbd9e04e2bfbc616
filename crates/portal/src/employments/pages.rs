//! One's own employments: what the portal knows, what one adds, and the press that confirms all of it.

use base::{EmploymentId, Moment};
use domain::{employment::Employment, refusal::Refusal};
use maud::{Markup, html};
use web::{
    Fields,
    page::Width,
    parts::{self, Field, State, Tone, Weight},
};

use crate::{
    show::{Here, Nav, Page, Say, employment_said, form_errors, heading, refusal_alert},
    words,
};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Employments {
    /// The employments, the first first; those with an id one added oneself.
    pub lines: Vec<(Option<EmploymentId>, Employment)>,
    /// Whether the reader never trained: there is no overview of theirs.
    pub no_record: bool,
    /// The digest of what is shown: what the press confirms.
    pub digest: String,
    /// When it was last confirmed, and whether as it is now.
    pub confirmed: Option<(Moment, bool)>,
    /// What was typed: `place`, `position`, `from`, `until`, `percent`.
    pub fields: Fields,
    /// Makes a press that comes twice count once; new for each view of the page.
    pub key: String,
    /// What was just done: `added`, `removed`, `confirmed`.
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
                @else { ul class="rows" { @for (id, one) in &view.lines { (row(say, *id, one)) } } }
            }
            @if !view.no_record { (parts::more_open(words::employments_add(lang), view.fields.has_errors(), form(say, view))) }
            @if !view.lines.is_empty() { (confirmation(say, view)) }
        }
    };
    Page { title, width: Width::Reading, here: Here::At(Nav::Apply), body }
}

fn row(say: &Say<'_>, id: Option<EmploymentId>, one: &Employment) -> Markup {
    let lang = say.lang;
    let when = employment_said(say, (one.period.from, one.period.until), one.percent);
    let source = if one.known { words::employments_known(lang) } else { words::employments_own(lang) };
    html! {
        li class="row tall" {
            div class="grow stack" data-gap="1" {
                span class="line" { b class="grow" { (one.place) } small class="end" { (source) } }
                span { (one.position) }
                small { (when) }
                @if let Some(id) = id {
                    form method="post" action={ "/employments/" (id) "/remove" } {
                        button class="ds-button" type="submit" data-variant="tertiary" {
                            (words::employments_remove(lang)) span class="ds-sr-only" { ": " (one.place) }
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
    html! {
        form class="stack" novalidate method="post" action="/employments" {
            (form_errors(lang, &view.fields, &[]))
            (parts::hidden("key", &view.key))
            (parts::input(Field::new("place", words::employments_place(lang)).required().autocomplete("off"), &view.fields))
            (parts::input(Field::new("position", words::employments_position(lang)).required().autocomplete("off"), &view.fields))
            div class="pair" {
                (parts::input(day("from", words::employments_from(lang)).required(), &view.fields))
                (parts::input(day("until", words::employments_until(lang)).hint(until_hint), &view.fields))
            }
            (parts::input(Field::new("percent", words::employments_percent(lang)).inputmode("numeric").autocomplete("off").required(), &view.fields))
            div class="line" { (parts::button(Weight::Secondary, words::employments_button(lang))) }
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
    use base::{Percent, Period};

    use super::*;
    use crate::show::samples::{day, each, leader, lis};

    #[test]
    fn what_the_portal_knows_stays_and_what_changed_is_confirmed_anew() {
        let one = |place: &str, until, percent, known| Employment {
            place: place.to_owned(),
            position: "KBU".to_owned(),
            period: Period { from: day(2025, 12, 1), until },
            percent: Percent::new(percent).unwrap(),
            known,
        };
        let own = EmploymentId::from_uuid(uuid::Uuid::from_u128(7));
        let view = Employments {
            lines: vec![
                (None, one("Sundby Sygehus", Some(day(2026, 5, 31)), 100, true)),
                (Some(own), one("Havnens Læger", None, 50, false)),
            ],
            digest: "d".repeat(64),
            ..Employments::default()
        };
        each("dk", "employments", Some(&lis()), |say| {
            let page = employments(say, &view);
            let text = page.body.0.clone();
            assert_eq!(text.matches("/remove").count(), 1, "one's own: {text}");
            assert!(text.contains(&"d".repeat(64)) && text.contains("/employments/confirm"));
            page
        });
        let at = Moment::start_of(day(2026, 11, 2));
        let confirmed =
            Employments { confirmed: Some((at, true)), did: "confirmed".to_owned(), ..view.clone() };
        each("dk", "employments-confirmed", Some(&lis()), |say| {
            let page = employments(say, &confirmed);
            assert!(!page.body.0.contains("/employments/confirm"), "there is nothing left to confirm");
            page
        });
        let changed = Employments { confirmed: Some((at, false)), ..view };
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
