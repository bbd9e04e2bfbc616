//! The page on which anybody checks a file, without log-in.

use maud::{Markup, html};
use web::{
    Fields, Lang, format,
    page::Width,
    parts::{self, Field, Tone, Weight},
};

use super::{Genuine, genuine};
use crate::{
    credentials::{Proof, show_checked},
    show::{Here, Page, file_words, head_alone, n},
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
    /// What the file that was checked is called, and how long it is, in bytes.
    pub file: Option<(String, usize)>,
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
            @if let (Some((name, bytes)), true) = (&view.file, view.found != Found::Nothing) { (checked_file(lang, name, *bytes)) }
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

/// Which file the answer is about: whoever checks several sees which it was.
fn checked_file(lang: Lang, name: &str, bytes: usize) -> Markup {
    let size = words::dossiers_check_file_size(lang, format::number(lang, n(bytes.div_ceil(1000))));
    html! { p class="line" { @if !name.is_empty() { b { (name) } } span class="quiet" { (size) } } }
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
            Employed, Stands,
        },
        *,
    };
    use crate::show::{Title, samples::each};

    #[test]
    fn what_was_found_is_said_with_what_was_checked() {
        let danish = |text: &str| Title { text: text.to_owned(), lang: Some(Lang::Da) };
        let line = |title: &str, detail: &str, stands| Asked {
            title: title.to_owned(),
            detail: detail.to_owned(),
            of: danish("Ortopædisk kirurgi"),
            stands,
        };
        let single = |title: &str, stands, by: &[&str]| Single {
            kind: Kind::Goal,
            code: "K1".to_owned(),
            title: danish(title),
            stands,
            counts: (0, 0),
            counted: false,
            by: by.iter().map(|by| (*by).to_owned()).collect(),
        };
        let found = Genuine {
            when: "30. november 2026 kl. 09.13".to_owned(),
            holder: "Line Overgaard".to_owned(),
            numbers: vec![("CPR-nummer".to_owned(), "010157-••••".to_owned())],
            kind: "Speciallægeanerkendelse".to_owned(),
            curricula: vec![(danish("Ortopædisk kirurgi, hoveduddannelse"), "2021".to_owned())],
            demo: true,
            complete: false,
            lines: vec![
                line("Tid", "4 af 5", Stands::Follows),
                line("Kompetencer", "42 af 42", Stands::Met),
                line("Kurser", "1 af 2", Stands::Missing),
                line("Autorisations-ID", "", Stands::Without),
            ],
            plans: vec![Whole {
                curriculum: danish("Ortopædisk kirurgi"),
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
            employments: vec![Employed {
                place: "Lægerne Havnegade".to_owned(),
                detail: "KBU-læge · 1. juni 2026 – 30. november 2026 · 80 %".to_owned(),
                source: "Rettet af ansøgeren",
                registered: Some("Registreret i Attest: 100 %".to_owned()),
            }],
            confirmed: Some(true),
            taken_back: vec![(
                "Tillæg til aftalen".to_owned(),
                "Lægen har siden taget dokumentet tilbage".to_owned(),
            )],
            annulled: vec![(danish("Håndfrakturer"), "Annulleret 3. maj 2026".to_owned())],
            paper: Some("CN=portal.example".to_owned()),
        };
        let file = Some(("dokumentation.pdf".to_owned(), 619_400));
        let view = |found| Verify { found, file: file.clone(), ..Verify::default() };
        each("dk", "verify", None, |say| {
            let page = verify(say.lang, &view(Found::Nothing));
            assert!(page.body.0.contains("<code>attest dossier verify</code>"), "{}", page.body.0);
            assert!(!page.body.0.contains("dokumentation.pdf"), "nothing was checked: {}", page.body.0);
            page
        });
        let genuine = view(Found::Genuine(Box::new(found)));
        each("dk", "verify-genuine", None, |say| {
            let page = verify(say.lang, &genuine);
            let at =
                |words: &str| page.body.0.find(words).unwrap_or_else(|| panic!("{words} in {}", page.body.0));
            assert!(at("dokumentation.pdf") < at("620 kB"), "which file it was");
            assert!(
                at("<dd>portal.example") < at("Line Overgaard"),
                "who sealed it stands before whose it is"
            );
            let folded = at(words::dossiers_check_technical(say.lang));
            assert!(folded < at("9f2c41d0") && folded < at("CN=portal.example"), "what few need is folded");
            assert!(page.body.0.contains("<b lang=\"da\">Håndfrakturer</b>"), "{}", page.body.0);
            page
        });
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
                assert!(
                    page.body.0.contains(why_not(say.lang, why)) && page.body.0.contains("dokumentation.pdf")
                );
                page
            });
        }
    }
}
