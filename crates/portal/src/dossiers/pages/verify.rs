//! The page on which anybody checks a file, without log-in.

use maud::html;
use web::{
    Fields, Lang,
    page::Width,
    parts::{self, Field, Tone, Weight},
};

use super::{Genuine, genuine};
use crate::{
    credentials::{Proof, show_checked},
    show::{Here, Page, file_words, head_alone},
    words,
};

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
    /// It is a credential, and genuine.
    Credential(Box<Proof>),
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
                Found::Credential(found) => (show_checked(lang, found)),
            }
            form class="stack" method="post" action={ "/verify?lang=" (lang.code()) } enctype="multipart/form-data" novalidate {
                (parts::file(Field::new("file", words::dossiers_check_file(lang)).hint(words::dossiers_check_file_hint(lang)).required(), &view.fields, ".pdf,.json,.jwt,.sd-jwt,application/pdf,application/json", file_words(lang)))
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

#[cfg(test)]
mod tests {
    use domain::access::Kind;

    use super::{
        super::{
            super::told::{Asked, Single, Whole},
            Stands,
        },
        *,
    };
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
            numbers: vec![("CPR-nummer".to_owned(), "010157-••••".to_owned())],
            kind: "Speciallægeanerkendelse".to_owned(),
            curricula: vec!["Ortopædisk kirurgi, hoveduddannelse, 2021".to_owned()],
            demo: true,
            complete: false,
            lines: vec![
                line("Tid", "4 af 5", Stands::Follows),
                line("Kompetencer", "42 af 42", Stands::Met),
                line("Kurser", "1 af 2", Stands::Missing),
                line("Autorisations-ID", "", Stands::Without),
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
            portal: "portal.example".to_owned(),
            acts: 453,
            approvals: 53,
            documents: 6,
            digest: "9f2c41d07be85a36c1d94e0288fa63b75d20e9c4316fb08ae7750d194ac2bf61".to_owned(),
            annulled: vec!["Håndfrakturer · Annulleret 3. maj 2026".to_owned()],
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
