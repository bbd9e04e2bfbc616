//! The page on which anybody checks a file, without log-in.

use maud::{Markup, html};
use sealed::ATTACHED_NAME;
use web::{
    Fields, Lang,
    page::Width,
    parts::{self, Field, State, Tone, Weight},
};

use super::{
    super::told::{Asked, Single, Whole},
    Stands,
};
use crate::{
    show::{Here, Page, file_words, head_alone, n},
    words,
};

/// What a genuine file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Genuine {
    /// When it was sealed, in words.
    pub when: String,
    /// Whose it is.
    pub holder: String,
    /// What is applied for, and where.
    pub kind: String,
    /// The curricula of its plans.
    pub curricula: Vec<String>,
    /// Whether made-up people live where it was sealed.
    pub demo: bool,
    /// Whether all was there.
    pub complete: bool,
    /// What the authority asks for.
    pub lines: Vec<Asked>,
    /// Every requirement of every plan.
    pub plans: Vec<Whole>,
    /// With which key it was sealed.
    pub key: String,
    /// How many acts it encloses.
    pub acts: usize,
    /// How many of them approve something that counts.
    pub approvals: usize,
    /// How many documents it names.
    pub documents: usize,
    /// The digest of the dossier's file.
    pub digest: String,
    /// Of a paper: whose certificate signed it.
    pub paper: Option<String>,
}

/// Why a file is not believed, as a reader needs to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is no dossier.
    None,
    /// Another portal sealed it.
    Issuer,
    /// It was changed.
    Forged,
    /// Something is not in the ledger.
    Ledger,
    /// Somebody was not entitled.
    Entitled,
    /// It is larger than any.
    TooLarge,
    /// The certificate that signed it had ended.
    Expired,
    /// Its parts do not fit.
    Other,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Found {
    /// Nothing was sent yet.
    #[default]
    Nothing,
    /// It is genuine.
    Genuine(Box<Genuine>),
    /// It is not.
    Not(Why),
}

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Verify {
    /// What was found.
    pub found: Found,
    /// What is wrong with what was sent.
    pub fields: Fields,
}

/// The page. Put it in the shell with [`Page::alone`].
pub fn verify(lang: Lang, view: &Verify) -> Page {
    let title = words::dossiers_check_title(lang);
    let body = html! {
        div class="stack" data-gap="7" {
            (head_alone(lang, |other| format!("/verify?lang={}", other.code())))
            div class="stack" {
                (parts::h1_large(title))
                p { (words::dossiers_check_about(lang)) }
            }
            @match &view.found {
                Found::Nothing => {}
                Found::Not(why) => (parts::alert(Tone::Danger, words::dossiers_check_not(lang), html! { p { (why_not(lang, *why)) } })),
                Found::Genuine(found) => (genuine(lang, found)),
            }
            form class="stack" method="post" action={ "/verify?lang=" (lang.code()) } enctype="multipart/form-data" {
                (parts::file(Field::new("file", words::dossiers_check_file(lang)).hint(words::dossiers_check_file_hint(lang)).required(), &view.fields, ".pdf,.json,application/pdf,application/json", file_words(lang)))
                div class="line" { (parts::button(if view.found == Found::Nothing { Weight::Primary } else { Weight::Secondary }, words::dossiers_check_button(lang))) }
            }
            div class="stack" data-gap="1" {
                p class="quiet" { (words::dossiers_check_offline(lang)) " " code { "attest dossier verify" } }
                p { (parts::link_alone("/api/v1/keys", words::dossiers_check_keys(lang))) }
            }
        }
    };
    Page { title: title.to_owned(), width: Width::Solo, here: Here::Elsewhere, body }
}

fn why_not(lang: Lang, why: Why) -> &'static str {
    match why {
        Why::None => words::dossiers_check_why_none(lang),
        Why::Issuer => words::dossiers_check_why_issuer(lang),
        Why::Forged => words::dossiers_check_why_forged(lang),
        Why::Ledger => words::dossiers_check_why_ledger(lang),
        Why::Entitled => words::dossiers_check_why_entitled(lang),
        Why::TooLarge => words::dossiers_check_too_large(lang),
        Why::Expired => words::dossiers_check_why_expired(lang),
        Why::Other => words::dossiers_check_why_other(lang),
    }
}

/// What a genuine file says, with what was checked.
pub(crate) fn genuine(lang: Lang, found: &Genuine) -> Markup {
    let when = &found.when;
    let met = found.lines.iter().filter(|line| line.stands == Stands::Met).count();
    html! {
        section class="stack" role="status" {
            div class="ds-alert" data-color="success" {
                h2 class="ds-heading" data-size="sm" { (words::dossiers_check_genuine(lang)) }
                p { (words::dossiers_sealed_at(lang, when)) }
                @if !found.complete { p { (words::dossiers_check_incomplete(lang)) } }
            }
            @if found.demo { (parts::alert(Tone::Warning, words::dossiers_check_demo(lang), html! {})) }
            (parts::facts(&[
                (words::dossiers_sealed_holder(lang), html! { (found.holder) }),
                (words::dossiers_sealed_case(lang), html! { (found.kind) }),
                (words::dossiers_check_curricula(lang), html! { @for one in &found.curricula { span class="block" { (one) } } }),
                (words::dossiers_sealed_print(lang), html! { code { (super::sealed::print(&found.digest)) } small class="block" { (ATTACHED_NAME) } }),
            ]))
        }
        section class="stack" data-gap="2" {
            div class="line" {
                (parts::h2(words::dossiers_check_requirements(lang)))
                small class="end" { (words::dossiers_check_count(lang, n(met), n(found.lines.len()))) }
            }
            p { (words::dossiers_check_again(lang)) }
            ul class="rows" { @for line in &found.lines { (asked(lang, line)) } }
            @for plan in &found.plans { (whole(lang, plan)) }
        }
        (parts::section(words::dossiers_check_what(lang), html! {
            ul class="rows" {
                (checked(words::dossiers_check_signature(lang), &words::dossiers_check_signature_by(lang, &found.key)))
                @if let Some(by) = &found.paper { (checked(words::dossiers_check_paper(lang), &words::dossiers_check_paper_by(lang, by))) }
                (checked(&words::dossiers_check_ledger(lang, n(found.acts)), &words::dossiers_check_ledger_at(lang, when)))
                (checked(words::dossiers_check_entitled(lang), &words::dossiers_check_entitled_about(lang, n(found.approvals))))
                @if found.documents > 0 {
                    (checked(&words::dossiers_check_documents(lang, n(found.documents)), words::dossiers_check_documents_about(lang)))
                }
            }
        }))
    }
}

/// How a line or a requirement stands, as whoever checks is told.
pub(in crate::dossiers) fn word(lang: Lang, stands: Stands) -> &'static str {
    match stands {
        Stands::Met => words::dossiers_check_met(lang),
        Stands::Follows => words::dossiers_check_follows(lang),
        Stands::Unasked => words::dossiers_check_unasked(lang),
        Stands::Missing | Stands::Unseen => words::dossiers_check_missed(lang),
    }
}

fn asked(lang: Lang, line: &Asked) -> Markup {
    let state = line.stands.state();
    html! {
        li class="row tall" {
            (state.drawing())
            div class="grow stack" data-gap="1" {
                span class="line" { b class="grow" { (line.title) } span class="state end" data-state=(state.name()) { (word(lang, line.stands)) } }
                @if !line.detail.is_empty() { small { (line.detail) } }
            }
        }
    }
}

/// Every requirement of a plan, folded away: those that are asked for or were done, and apart from them the rest.
fn whole(lang: Lang, plan: &Whole) -> Markup {
    let (rest, told): (Vec<&Single>, Vec<&Single>) =
        plan.requirements.iter().partition(|one| one.stands == Stands::Unasked && one.by.is_empty());
    html! {
        (parts::more(&words::dossiers_check_all(lang, n(told.len()), &plan.curriculum), requirements(lang, &told)))
        @if !rest.is_empty() {
            (parts::more(&words::dossiers_check_rest(lang, n(rest.len()), &plan.curriculum), requirements(lang, &rest)))
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
                        b { (one.title) }
                        @if one.code != one.title { small class="block" { (one.code) } }
                        @for by in &one.by { small class="block" { (by) } }
                    }
                    span class="state end" data-state=(state.name()) { (word(lang, one.stands)) }
                }
            }
        }
    }
}

fn checked(what: &str, detail: &str) -> Markup {
    html! { li class="row tall" { (State::Attested.drawing()) span class="grow" { b { (what) } small { (detail) } } } }
}

#[cfg(test)]
mod tests {
    use domain::access::Kind;

    use super::*;
    use crate::show::samples::each;

    #[test]
    fn what_was_found_is_said_with_what_was_checked() {
        let line = |title: &str, detail: &str, stands| Asked {
            title: title.to_owned(),
            detail: detail.to_owned(),
            stands,
        };
        let single = |title: &str, stands, by: &[&str]| Single {
            kind: Kind::Goal,
            code: "K1".to_owned(),
            title: title.to_owned(),
            stands,
            counts: (0, 0),
            by: by.iter().map(|by| (*by).to_owned()).collect(),
        };
        let found = Genuine {
            when: "30. november 2026 kl. 09.13".to_owned(),
            holder: "Line Overgaard".to_owned(),
            kind: "Speciallægeanerkendelse".to_owned(),
            curricula: vec!["Ortopædisk kirurgi, hoveduddannelse, 2021".to_owned()],
            demo: true,
            complete: false,
            lines: vec![
                line("Tid", "4 af 5", Stands::Follows),
                line("Kompetencer", "42 af 42", Stands::Met),
                line("Kurser", "1 af 2", Stands::Missing),
            ],
            plans: vec![Whole {
                curriculum: "Ortopædisk kirurgi".to_owned(),
                version: "2021".to_owned(),
                requirements: vec![
                    single("Håndfrakturer", Stands::Met, &["Sofie Lund, klinisk vejleder, 3. maj 2026"]),
                    single("Ledelse", Stands::Missing, &[]),
                    single("Gipsanlæggelse", Stands::Unasked, &[]),
                ],
            }],
            key: "portal.example/dossiers+1a2b3c4d".to_owned(),
            acts: 453,
            approvals: 53,
            documents: 6,
            digest: "9f2c41d07be85a36c1d94e0288fa63b75d20e9c4316fb08ae7750d194ac2bf61".to_owned(),
            paper: Some("CN=portal.example".to_owned()),
        };
        let view = |found| Verify { found, ..Verify::default() };
        each("dk", "verify", None, |say| {
            let page = verify(say.lang, &view(Found::Nothing));
            assert!(page.body.0.contains("<code>attest dossier verify</code>"), "{}", page.body.0);
            page
        });
        let genuine = view(Found::Genuine(Box::new(found)));
        each("dk", "verify-genuine", None, |say| verify(say.lang, &genuine));
        for why in [
            Why::None,
            Why::Issuer,
            Why::Forged,
            Why::Ledger,
            Why::Entitled,
            Why::TooLarge,
            Why::Expired,
            Why::Other,
        ] {
            each("dk", "verify-not", None, |say| {
                let page = verify(say.lang, &view(Found::Not(why)));
                assert!(page.body.0.contains(why_not(say.lang, why)));
                page
            });
        }
    }
}
