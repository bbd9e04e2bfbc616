//! What a genuine file says, with what was checked: for whoever checks it, and for the authority.

use maud::{Markup, html};
use web::{
    Lang,
    parts::{self, State, Tone},
};

use super::{
    super::told::{Asked, Single, Whole},
    Stands,
};
use crate::{
    show::{Title, n},
    words,
};

/// An employment of the overview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Employed {
    /// Where.
    pub place: String,
    /// As what, from when until when, and how much.
    pub detail: String,
    /// Who says so.
    pub source: &'static str,
    /// What the portal says, where the doctor says something else.
    pub registered: Option<String>,
}

/// What a genuine file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Genuine {
    /// When it was sealed, in words.
    pub when: String,
    /// Whose it is.
    pub holder: String,
    /// Their national numbers, each with what it is called; a secret one is masked.
    pub numbers: Vec<(String, String)>,
    /// What is applied for, and where.
    pub kind: String,
    /// The curricula of its plans, each with its version.
    pub curricula: Vec<(Title, String)>,
    /// Whether made-up people live where it was sealed.
    pub demo: bool,
    /// Whether all was there.
    pub complete: bool,
    /// What the authority asks for.
    pub lines: Vec<Asked>,
    /// Every requirement of every plan.
    pub plans: Vec<Whole>,
    /// The overview of employments, the first first.
    pub employments: Vec<Employed>,
    /// Whether the applicant confirmed it, where that is told.
    pub confirmed: Option<bool>,
    /// The portal with whose key it was sealed.
    pub portal: String,
    /// How many acts it encloses.
    pub acts: usize,
    /// How many of them approve something that counts.
    pub approvals: usize,
    /// How many documents it names.
    pub documents: usize,
    /// The digest of the dossier's file.
    pub digest: String,
    /// The attestations in it that were annulled after it was sealed, as far as this portal knows, each with the day.
    pub annulled: Vec<(Title, String)>,
    /// What became of its documents after it was sealed, as far as this portal knows: which, and what.
    pub taken_back: Vec<(String, String)>,
    /// Of a paper: whose certificate signed it.
    pub paper: Option<String>,
}

/// What a genuine file says, with what was checked.
pub(crate) fn genuine<'a>(lang: Lang, found: &'a Genuine) -> Markup {
    let when = &found.when;
    let number = |(called, number): &'a (String, String)| (called.as_str(), html! { (number) });
    let facts: Vec<(&str, Markup)> = [
        (words::dossiers_check_portal(lang), html! { (found.portal) }),
        (words::dossiers_sealed_holder(lang), html! { (found.holder) }),
    ]
    .into_iter()
    .chain(found.numbers.iter().map(number))
    .chain([
        (words::dossiers_sealed_case(lang), html! { (found.kind) }),
        (words::dossiers_check_curricula(lang), html! { @for (title, version) in &found.curricula { span class="block" { (title) " · " (version) } } }),
    ])
    .collect();
    let met = n(found.lines.iter().filter(|line| line.stands == Stands::Met).count());
    let count = match found.annulled.is_empty() && found.taken_back.is_empty() {
        true => words::dossiers_check_count(lang, met, n(found.lines.len())),
        false => words::dossiers_check_count_then(lang, met, n(found.lines.len())),
    };
    html! {
        section class="stack" role="status" {
            div class="ds-alert" data-color="success" {
                h2 class="ds-heading" data-size="sm" { (words::dossiers_check_genuine(lang)) }
                p { (words::dossiers_sealed_at(lang, when)) }
                @if !found.complete { p { (words::dossiers_check_incomplete(lang)) } }
            }
            @if !found.annulled.is_empty() {
                (parts::alert(Tone::Warning, &words::dossiers_check_annulled(lang, n(found.annulled.len())), html! {
                    ul { @for (title, day) in &found.annulled { li { (title) " · " (day) } } }
                }))
            }
            @if !found.taken_back.is_empty() {
                (parts::alert(Tone::Warning, &words::dossiers_check_taken_back(lang, n(found.taken_back.len())), html! {
                    ul { @for (which, what) in &found.taken_back { li { (which) ": " (what) } } }
                }))
            }
            @if found.demo { (parts::alert(Tone::Warning, words::dossiers_check_demo(lang), html! {})) }
            (parts::facts(&facts))
        }
        section class="stack" data-gap="2" {
            div class="line" {
                (parts::h2(words::dossiers_check_requirements(lang)))
                small class="end" { (count) }
            }
            p { (words::dossiers_check_again(lang)) }
            ul class="rows" { @for line in &found.lines { (asked(lang, line)) } }
            @for plan in &found.plans { (whole(lang, plan)) }
        }
        @if !found.employments.is_empty() { (parts::section(words::employments_title(lang), employments(lang, found))) }
        (parts::section(words::dossiers_check_what(lang), html! {
            ul class="rows" {
                (checked(words::dossiers_check_signature(lang), &words::dossiers_check_signature_by(lang, &found.portal)))
                @if found.paper.is_some() { (checked(words::dossiers_check_paper(lang), "")) }
                (checked(&words::dossiers_check_ledger(lang, n(found.acts)), &words::dossiers_check_ledger_at(lang, when)))
                (checked(words::dossiers_check_entitled(lang), &words::dossiers_check_entitled_about(lang, n(found.approvals))))
                @if found.documents > 0 {
                    (checked(&words::dossiers_check_documents(lang, n(found.documents)), words::dossiers_check_documents_about(lang)))
                }
            }
            (parts::more(words::dossiers_check_technical(lang), parts::facts(&technical(lang, found))))
        }))
    }
}

/// The overview, a line or two each: the PDF has it as a table.
fn employments(lang: Lang, found: &Genuine) -> Markup {
    let said = found.confirmed.map(|confirmed| match confirmed {
        true => words::dossiers_paper_confirmed(lang),
        false => words::dossiers_paper_unconfirmed(lang),
    });
    html! {
        @if let Some(said) = said { p class="quiet" { (said) } }
        ul class="rows" {
            @for one in &found.employments {
                li class="row" {
                    span class="grow" {
                        b { (one.place) }
                        small class="block" { (one.detail) }
                        @if let Some(registered) = &one.registered { small class="block" { (registered) } }
                    }
                    small class="end" { (one.source) }
                }
            }
        }
    }
}

/// What only those need who compare it with something.
fn technical(lang: Lang, found: &Genuine) -> Vec<(&str, Markup)> {
    let print = html! { code { (super::sealed::print(&found.digest)) } small class="block" { (words::dossiers_sealed_print_about(lang)) } };
    let signed = found.paper.as_ref().map(|by| (words::dossiers_check_certificate(lang), html! { (by) }));
    [(words::dossiers_sealed_print(lang), print)].into_iter().chain(signed).collect()
}

/// How a line or a requirement stands, as whoever checks is told.
pub(in crate::dossiers) fn word(lang: Lang, stands: Stands) -> &'static str {
    match stands {
        Stands::Met => words::dossiers_check_met(lang),
        Stands::Follows => words::dossiers_check_follows(lang),
        Stands::Without => words::dossiers_check_without(lang),
        Stands::Unasked => words::dossiers_check_unasked(lang),
        Stands::Missing | Stands::Unseen | Stands::Unread => words::dossiers_check_missed(lang),
    }
}

fn asked(lang: Lang, line: &Asked) -> Markup {
    let state = line.stands.state();
    html! {
        li class="row tall" {
            (state.drawing())
            div class="grow stack" data-gap="1" {
                span class="line" { b class="grow" { (line.title) } span class="state end" data-state=(state.name()) { (word(lang, line.stands)) } }
                @if !line.detail.is_empty() || !line.of.is_empty() {
                    small { (line.detail) @if !line.detail.is_empty() && !line.of.is_empty() { " · " } (line.of) }
                }
            }
        }
    }
}

/// Every requirement of a plan, folded away: those that are asked for or were done, and apart from them the rest.
fn whole(lang: Lang, plan: &Whole) -> Markup {
    let (rest, told): (Vec<&Single>, Vec<&Single>) =
        plan.requirements.iter().partition(|one| one.stands == Stands::Unasked && one.by.is_empty());
    html! {
        (parts::more(plan.curriculum.within(|title| words::dossiers_check_all(lang, n(told.len()), title)), requirements(lang, &told)))
        @if !rest.is_empty() {
            (parts::more(plan.curriculum.within(|title| words::dossiers_check_rest(lang, n(rest.len()), title)), requirements(lang, &rest)))
        }
    }
}

fn requirements(lang: Lang, all: &[&Single]) -> Markup {
    html! {
        ul class="rows" {
            @for one in all {
                @let state = one.stands.state();
                li class="row" {
                    (state.drawing())
                    span class="grow" {
                        b lang=[one.title.tag()] { (one.title.text) }
                        @if !one.code.is_empty() { small class="block" { (one.code) } }
                        @for by in &one.by { small class="block" { (by) } }
                    }
                    span class="state end" data-state=(state.name()) { (word(lang, one.stands)) }
                }
            }
        }
    }
}

fn checked(what: &str, detail: &str) -> Markup {
    html! { li class="row tall" { (State::Attested.drawing()) span class="grow" { b { (what) } @if !detail.is_empty() { small { (detail) } } } } }
}
