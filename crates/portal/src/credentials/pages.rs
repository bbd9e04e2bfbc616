//! One's own credentials, to be chosen and fetched; and what is found of somebody's, for whoever was shown one.

use std::collections::HashMap;

use base::{AttestationId, Moment};
use credential::{Checked, Competence, Form, Issuer};
use domain::access::Kind;
use maud::{Markup, html};
use web::{
    Lang,
    page::Width,
    parts::{self, State, Tone, Weight},
};

use crate::{
    schemes,
    show::{Here, Nav, Page, Say, Title, dotted, n},
    words,
};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// What can be shown, the latest first.
    pub competences: Vec<Competence>,
    /// Whether the button was pressed and nothing was chosen.
    pub none_chosen: bool,
    /// Whether made-up people live here.
    pub demo: bool,
}

/// The page.
pub fn credentials(say: &Say<'_>, view: &Credentials) -> Page {
    let lang = say.lang;
    let title = words::credentials_title(lang);
    let body = html! {
        (parts::back("/me", words::common_me(lang)))
        div class="stack" data-gap="7" {
            div class="stack" {
                (parts::h1_large(title))
                p { (words::credentials_about(lang)) }
            }
            @if view.none_chosen { (parts::alert(Tone::Danger, words::credentials_none_chosen(lang), html! {})) }
            @if view.demo { (parts::alert(Tone::Warning, words::credentials_demo(lang), html! {})) }
            @if view.competences.is_empty() {
                div class="stack empty" { h2 class="ds-heading" data-size="xs" { (words::credentials_none(lang)) } p { (words::credentials_none_about(lang)) } }
            } @else {
                (choice(say, view))
                (parts::section(words::credentials_all_title(lang), html! {
                    p { (words::credentials_all_about(lang)) }
                    form method="post" action="/credentials" {
                        (parts::hidden("what", "all"))
                        div class="line" { (parts::button(Weight::Secondary, words::credentials_all_button(lang))) }
                    }
                }))
            }
            p { (parts::link_alone("/verify", words::credentials_check(lang))) }
        }
    };
    Page { title: title.to_owned(), width: Width::Reading, here: Here::At(Nav::Me), body }
}

/// What of it is shown: the curricula one after another, each folded when there are several.
fn choice(say: &Say<'_>, view: &Credentials) -> Markup {
    let lang = say.lang;
    let mut books: Vec<(&str, Vec<&Competence>)> = Vec::new();
    for one in &view.competences {
        let title = one.curriculum.title.as_str();
        match books.iter_mut().find(|(book, _)| *book == title) {
            Some((_, all)) => all.push(one),
            None => books.push((title, vec![one])),
        }
    }
    // As a curriculum lists them: of its codes the shorter ones come first, 9 before 10.
    for (_, all) in &mut books {
        all.sort_by_key(|one| (one.kind, one.code.len(), &one.code));
    }
    let open = books.len() == 1;
    let texts = [
        words::credentials_pick_none(lang),
        words::credentials_pick_one(lang),
        words::credentials_pick_many(lang),
    ];
    html! {
        form class="stack" method="post" action="/credentials" {
            (parts::section(words::credentials_pick_title(lang), html! { p { (words::credentials_pick_about(lang)) } }))
            @for (place, (book, all)) in books.iter().enumerate() {
                (parts::group(&format!("b{place}"), book, &words::credentials_count(lang, n(all.len())), html! {}, open, html! {
                    ul class="rows" {
                        @for one in all {
                            li class="row" { span class="grow" { (parts::check(&format!("c{}", one.id), "attestations", &one.id.to_string(), false, label(say, one))) } }
                        }
                    }
                }))
            }
            (parts::act(None, parts::button_counting("attestations", 0, texts)))
        }
    }
}

fn label(say: &Say<'_>, one: &Competence) -> Markup {
    html! { b { (one.title) } " " small class="block" { (dotted(&[code_of(one), &signed(say, one)])) } }
}

/// The code, where the title does not say it.
fn code_of(one: &Competence) -> &str {
    if one.title.ends_with(&one.code) { "" } else { &one.code }
}

/// How many times, who attested, as what, when.
fn signed(say: &Say<'_>, one: &Competence) -> String {
    let lang = say.lang;
    let who = match &one.by.on_behalf_of {
        Some(leader) => words::dossiers_check_lent(lang, leader, &one.by.name),
        None => one.by.name.clone(),
    };
    let credited = match (one.credited, one.marked) {
        (true, _) => Some(say.short("credited")),
        (_, true) => Some(words::show_did_marked(lang)),
        _ => None,
    };
    let times = match (one.times, one.required) {
        (Some(times), Some(required)) => {
            words::credentials_times_of(lang, i64::from(required), i64::from(times))
        }
        (Some(times), None) => words::credentials_times(lang, i64::from(times)),
        (None, _) => String::new(),
    };
    let attested = web::format::today(one.at);
    let achieved = one.completed_on.filter(|day| *day != attested);
    let achieved = achieved.map(|day| words::credentials_achieved(lang, say.long(day))).unwrap_or_default();
    let by = format!("{who}, {}, {}", say.role(one.by.role), say.long(attested));
    dotted(&[credited.unwrap_or_default(), &times, &achieved, &by])
}

/// A credential that is believed, as whoever was shown it reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    form: Form,
    holder: String,
    issuer: Issuer,
    /// When it was made.
    when: String,
    key: String,
    lines: Vec<Line>,
}

/// One attestation in it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    title: Title,
    detail: String,
    curriculum: Title,
    by: String,
    /// When it was annulled, as far as this portal knows.
    annulled: Option<String>,
}

/// What a credential says, in a reader's words. `say` speaks as the scheme with a code does, or as any; `annulled` says when an attestation
/// of ours was annulled.
pub(crate) fn proof<'s>(
    lang: Lang,
    checked: &Checked,
    say: impl Fn(&str) -> Option<Say<'s>>,
    annulled: &HashMap<AttestationId, Moment>,
) -> Proof {
    let line = |one: &Competence| {
        let say = say(&one.curriculum.scheme)?;
        let version = format!("{} {}", one.curriculum.title, one.curriculum.version);
        // Titles are those of the scheme's first language.
        let spoken = schemes::spoken(say.scheme).first().copied().filter(|spoken| *spoken != lang);
        let in_its = |text| Title { text, lang: spoken };
        let kind = match one.kind {
            Kind::Goal => "",
            kind => say.word(kind.code()),
        };
        Some(Line {
            title: in_its(one.title.clone()),
            detail: dotted(&[code_of(one), kind]),
            curriculum: in_its(version),
            by: signed(&say, one),
            annulled: annulled.get(&one.id).map(|at| say.long(web::format::today(*at))),
        })
    };
    Proof {
        form: checked.form,
        holder: checked.holder.name.clone(),
        issuer: checked.issuer.clone(),
        when: web::format::moment_exact(lang, checked.at),
        key: checked.key.thumbprint(),
        lines: checked.competences.iter().filter_map(line).collect(),
    }
}

/// What was found, with what was checked.
pub(crate) fn checked(lang: Lang, found: &Proof) -> Markup {
    let annulled = found.lines.iter().filter(|line| line.annulled.is_some()).count();
    html! {
        section class="stack" role="status" {
            div class="ds-alert" data-color=(if annulled > 0 { "warning" } else { "success" }) {
                h2 class="ds-heading" data-size="sm" { (words::credentials_genuine(lang)) }
                @if annulled > 0 { p { (words::credentials_annulled(lang, n(annulled))) } }
                @match found.form {
                    Form::Badge => {}
                    Form::Transcript => p { (words::credentials_is_all(lang, &found.when)) },
                    Form::Shown => p { (words::credentials_is_part(lang)) },
                }
            }
            @if found.issuer.demo { (parts::alert(Tone::Warning, words::dossiers_check_demo(lang), html! {})) }
            (parts::facts(&[
                (words::credentials_issuer(lang), html! { (found.issuer.url) }),
                (words::credentials_holder(lang), html! { (found.holder) }),
                (words::credentials_made(lang), html! { (found.when) }),
            ]))
        }
        section class="stack" data-gap="2" {
            div class="line" {
                (parts::h2(words::credentials_says(lang)))
                small class="end" { (words::credentials_count(lang, n(found.lines.len()))) }
            }
            @if found.lines.is_empty() { p { (words::credentials_says_nothing(lang)) } }
            ul class="rows" { @for line in &found.lines { (row(lang, line)) } }
        }
        (parts::section(words::dossiers_check_what(lang), html! {
            ul class="rows" {
                li class="row tall" {
                    (State::Attested.drawing())
                    span class="grow" { b { (words::credentials_signature(lang)) } }
                }
                li class="row tall" {
                    (if annulled > 0 { State::Annulled } else { State::Attested }.drawing())
                    span class="grow" { b { (words::credentials_status(lang)) } small { (words::credentials_status_about(lang)) } }
                }
            }
            (parts::more(words::dossiers_check_technical(lang), parts::facts(&[(words::credentials_key(lang), html! { code { (found.key) } })])))
        }))
    }
}

fn row(lang: Lang, line: &Line) -> Markup {
    let state = if line.annulled.is_some() { State::Annulled } else { State::Attested };
    html! {
        li class="row" {
            (state.drawing())
            span class="grow" {
                b lang=[line.title.tag()] { (line.title.text) }
                small class="block" { (line.detail) @if !line.detail.is_empty() { " · " } (line.curriculum) }
                small class="block" { (line.by) }
                @if let Some(day) = &line.annulled { strong class="block" { (words::credentials_annulled_on(lang, day)) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use base::{Day, PersonId};
    use credential::{Curriculum, Holder, Key, Signer, badge};
    use domain::access::Role;
    use uuid::Uuid;

    use super::*;
    use crate::show::samples::{day, each, lis};

    fn competence(number: u128, book: &str, code: &str, title: &str) -> Competence {
        Competence {
            id: AttestationId::from_uuid(Uuid::from_u128(number)),
            curriculum: Curriculum {
                scheme: "no".to_owned(),
                code: book.to_owned(),
                version: "2019".to_owned(),
                title: book.to_owned(),
            },
            code: code.to_owned(),
            title: title.to_owned(),
            kind: Kind::Goal,
            times: None,
            required: None,
            completed_on: Day::new(2026, 5, 3).ok(),
            credited: false,
            marked: false,
            by: Signer {
                name: "Nina Berg".to_owned(),
                role: Role::Supervisor,
                on_behalf_of: Some("Per Arne Hagen".to_owned()),
            },
            at: Moment::start_of(day(2026, 5, 4)),
            place: 7,
        }
    }

    #[test]
    fn what_is_shown_is_chosen_among_all_that_was_approved() {
        let goals = ["10", "9", "A-1"]
            .map(|code| competence(u128::from(code.as_bytes()[0]), "Anestesiologi", code, "Luftveier"));
        let one = Credentials { competences: goals.to_vec(), none_chosen: false, demo: true };
        each("no", "credentials", Some(&lis()), |say| {
            let page = credentials(say, &one);
            let at = |code: &str| page.body.0.find(&format!("{code} · ")).unwrap_or_else(|| panic!("{code}"));
            assert!(at("9") < at("10"), "as a curriculum lists them");
            page
        });
        let more = [goals.to_vec(), vec![competence(99, "Felles", "F-1", "Etikk")]].concat();
        let two = Credentials { competences: more, none_chosen: true, demo: false };
        each("no", "credentials-two", Some(&lis()), |say| {
            let page = credentials(say, &two);
            assert_eq!(page.body.0.matches("<details").count(), 2);
            page
        });
        let none = Credentials { competences: Vec::new(), none_chosen: false, demo: false };
        each("no", "credentials-none", Some(&lis()), |say| credentials(say, &none));
    }

    #[test]
    fn whoever_is_shown_one_reads_what_it_says_and_what_was_annulled() {
        let key = Key::from_seed(&[7; 32]).unwrap();
        let issuer = Issuer { url: "https://portal.example".to_owned(), demo: false };
        let holder = Holder { id: PersonId::from_uuid(Uuid::from_u128(1)), name: "Kari Nes".to_owned() };
        let file = badge(&issuer, &holder, &competence(5, "Anestesiologi", "A-1", "Luftveier"), &key);
        let found = credential::check(file.as_bytes(), std::slice::from_ref(key.public())).unwrap();
        each("no", "verify-credential", None, |say| {
            let speaks = |code: &str| (code == "no").then_some(*say);
            let sound = proof(say.lang, &found, speaks, &HashMap::new());
            let html = checked(say.lang, &sound).0;
            assert!(html.contains("Nina Berg") && html.contains("Per Arne Hagen"), "{html}");
            assert!(!html.contains(words::credentials_annulled_on(say.lang, "").trim()), "{html}");
            let since = HashMap::from([(found.competences[0].id, Moment::start_of(day(2026, 6, 1)))]);
            let annulled = proof(say.lang, &found, speaks, &since);
            let body = checked(say.lang, &annulled);
            assert!(body.0.contains(&words::credentials_annulled_on(say.lang, say.long(day(2026, 6, 1)))));
            Page {
                title: "x".to_owned(),
                width: Width::Solo,
                here: Here::Elsewhere,
                body: html! { (parts::h1("x")) (body) },
            }
        });
    }
}
