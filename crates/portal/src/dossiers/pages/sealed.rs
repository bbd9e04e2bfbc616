//! A dossier that was sealed: the receipt, its file, and where it is.

use base::{DossierId, Moment};
use maud::{Markup, html};
use web::{
    Lang,
    page::Width,
    parts::{self, State, Tone, Weight},
};

use super::{Outside, elsewhere};
use crate::{
    cases::{SentLater, Whereabouts, show_whereabouts},
    show::{Here, Nav, Page, Say, dotted, n},
    words,
};

/// A line of the list of sealed dossiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedRow {
    /// Which.
    pub id: DossierId,
    /// What is applied for.
    pub title: String,
    /// Which it is of several that were sent in one case.
    pub part: Option<&'static str>,
    /// When it was sealed.
    pub at: Moment,
    /// What has become of it, once it was sent: a drawing and a word.
    pub sent: Option<(State, String)>,
}

/// What a dossier holds.
#[derive(Debug, Clone)]
pub struct Holds {
    /// Who applies.
    pub holder: String,
    /// How many of what: "16 kompetencer".
    pub things: Vec<String>,
    /// How many documents it names.
    pub documents: usize,
    /// SHA-256 of its file, in hex; none while that is being made.
    pub digest: Option<String>,
}

/// What a doctor does about what nobody believes any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mend {
    /// Seal anew.
    Seal,
    /// Send more in the case with which it was sent: that seals anew.
    SendMore,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// Which.
    pub id: DossierId,
    /// For what.
    pub kind: String,
    /// What it holds; none: it cannot be opened here, and where it is matters all the same.
    pub holds: Option<Holds>,
    /// Whether the key that sealed it was taken out of those that are believed: then nobody prints it.
    pub ended: bool,
    /// What the doctor is to do about that, or about the newest that was sent in its case.
    pub mend: Option<Mend>,
    /// Whether something in what was sent last, and is not decided, was taken back since.
    pub fell: bool,
    /// When it was sealed.
    pub at: Moment,
    /// The languages in which there is a paper, the authority's first.
    pub papers: Vec<Lang>,
    /// Whether made-up people live here.
    pub demo: bool,
    /// Where it is, and what can be done with it.
    pub whereabouts: Whereabouts,
    /// What the applicant does elsewhere.
    pub outside: Outside,
}

/// The page.
pub fn receipt(say: &Say<'_>, view: &Receipt) -> Page {
    let lang = say.lang;
    let last = view.whereabouts.told.first().filter(|_| view.whereabouts.state.is_some());
    let when =
        last.map_or_else(|| web::format::capitalised(&say.when(view.at)), |last| last.who_when.clone());
    // Once it is on its way, that is what matters.
    let title = match view.mend {
        Some(Mend::Seal) => words::dossiers_sealed_ended(lang).to_owned(),
        _ => view.whereabouts.title(say).unwrap_or_else(|| words::dossiers_sealed_title(lang).to_owned()),
    };
    // The time is that of what happened last, which need not be what the heading says.
    let what = last.map(|last| last.what.as_str()).unwrap_or_default();
    let what = if title.to_lowercase().contains(&what.to_lowercase()) { "" } else { what };
    let body = html! {
        (parts::back("/dossiers", words::common_back(lang)))
        div class="stack" data-gap="7" {
            @if view.mend == Some(Mend::Seal) {
                section class="ds-alert" data-color="warning" role="status" {
                    h1 class="ds-heading" data-size="sm" { (title) }
                    p { (words::show_instead_key_ended(lang)) " " (words::dossiers_sealed_ended_seal(lang)) }
                    p { (parts::link_alone("/dossiers", words::show_refused_dossiers(lang))) }
                }
            } @else if view.holds.as_ref().is_none_or(|holds| holds.digest.is_some()) {
                section class="ds-alert" data-color=(view.whereabouts.colour()) role="status" {
                    h1 class="ds-heading" data-size="sm" { (title) }
                    p { (dotted(&[view.kind.as_str(), what, &when])) }
                    @if let Some(did) = view.whereabouts.did {
                        p { b { (did) } }
                        @if view.whereabouts.lacks { p { (parts::link_alone("/dossiers", words::dossiers_see_missing(lang))) } }
                    }
                }
            } @else {
                section class="ds-alert" data-color="info" role="status" {
                    h1 class="ds-heading" data-size="sm" { (words::dossiers_sealed_wait(lang)) }
                    p { (words::dossiers_sealed_wait_about(lang)) }
                    p { (parts::button_link(Weight::Secondary, &format!("/dossiers/{}", view.id), words::dossiers_sealed_reload(lang))) }
                }
            }
            @if view.holds.is_none() { (parts::alert(Tone::Warning, words::dossiers_sealed_unread(lang), html! { p { (words::dossiers_sealed_unread_about(lang)) } })) }
            @if view.mend == Some(Mend::SendMore) {
                (parts::alert(Tone::Warning, words::dossiers_sealed_ended(lang), html! {
                    p { (words::show_instead_key_ended(lang)) " " (words::dossiers_sealed_ended_more(lang)) }
                }))
            }
            @if view.ended && view.mend.is_none() {
                (parts::alert(Tone::Info, words::dossiers_sealed_ended(lang), html! { p { (words::dossiers_sealed_ended_stays(lang)) } }))
            }
            @if view.fell { (parts::alert(Tone::Warning, words::dossiers_sealed_fell(lang), html! { p { (words::dossiers_sealed_fell_about(lang)) } })) }
            @if view.demo { (parts::alert(Tone::Warning, words::dossiers_sealed_demo(lang), html! {})) }
            @let details = parts::section(words::dossiers_sealed_receipt(lang), details(say, view));
            // What the doctor is to do comes before what there is to read.
            @if view.whereabouts.is_ones_turn() {
                (show_whereabouts(say, &view.whereabouts))
                (details)
            } @else {
                (details)
                (show_whereabouts(say, &view.whereabouts))
            }
            (elsewhere(lang, &view.outside))
        }
    };
    Page { title, width: Width::Reading, here: Here::At(Nav::Apply), body }
}

fn details(say: &Say<'_>, view: &Receipt) -> Markup {
    let lang = say.lang;
    let mut facts = Vec::new();
    if let Some(holds) = &view.holds {
        facts.push((words::dossiers_sealed_holder(lang), html! { (holds.holder) }));
    }
    facts.push((words::dossiers_sealed_case(lang), html! { (view.kind) }));
    if let Some(holds) = &view.holds {
        let documents =
            (holds.documents > 0).then(|| words::dossiers_sealed_documents(lang, n(holds.documents)));
        let things: Vec<String> = holds.things.iter().cloned().chain(documents).collect();
        facts.push((words::dossiers_sealed_content(lang), html! { (say.list(&things)) }));
    }
    facts.push((words::dossiers_sealed_list(lang), html! { (web::format::moment_exact(lang, view.at)) }));
    let exact = |at| html! { (web::format::moment_exact(lang, at)) };
    match (view.whereabouts.withdrawn, &view.whereabouts.sent) {
        // The authority sees nothing of it: nobody looks for it by its number.
        (Some(at), _) => facts.push((words::cases_state_withdrawn(lang), exact(at))),
        (None, Some((at, number))) => {
            let follows = view.whereabouts.first.is_some();
            let sent = if follows { words::cases_later(lang) } else { words::cases_state_sent(lang) };
            facts.push((sent, exact(*at)));
            facts.push((words::cases_number(lang), html! { (number) }));
        }
        (None, None) => {}
    }
    let digest = view.holds.as_ref().and_then(|holds| holds.digest.as_ref());
    if let Some(digest) = digest {
        let print = html! { code { (print(digest)) } small class="block" { (words::dossiers_sealed_print_about(lang)) } };
        facts.push((words::dossiers_sealed_print(lang), print));
    }
    for one in &view.whereabouts.later {
        facts.push((words::cases_later(lang), later(lang, one)));
    }
    html! {
        div class="stack" {
        (parts::facts(&facts))
        div class="line" {
            @if digest.is_some() {
                @for paper in view.papers.iter().filter(|_| !view.ended) {
                    (parts::button_link(Weight::Secondary, &format!("/dossiers/{}/paper?lang={}", view.id, paper.code()), &paper_in(lang, view.papers.len(), *paper)))
                }
                (parts::button_link(Weight::Secondary, &format!("/dossiers/{}/file", view.id), words::dossiers_sealed_file(lang)))
            }
            (parts::link_alone("/verify", words::dossiers_sealed_check(lang)))
        }
        }
    }
}

/// What followed: when, with which fingerprint, and the way to its own receipt.
fn later(lang: Lang, one: &SentLater) -> Markup {
    html! {
        a class="ds-link" href={ "/dossiers/" (one.id) } { (web::format::moment_exact(lang, one.at)) }
        @match &one.digest {
            Some(digest) => small class="block" { (words::dossiers_sealed_print(lang)) ": " code { (print(digest)) } },
            None => small class="block" { (words::cases_later_wait(lang)) },
        }
    }
}

/// What fetches a paper; where there are several, each names its language.
fn paper_in(lang: Lang, of: usize, paper: Lang) -> String {
    if of == 1 {
        words::dossiers_paper_fetch(lang).to_owned()
    } else {
        words::dossiers_paper_fetch_in(lang, paper.own_name())
    }
}

/// A digest in groups, so that two can be compared by eye.
pub(in crate::dossiers) fn print(digest: &str) -> String {
    let groups: Vec<&str> =
        digest.as_bytes().chunks(8).filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(" ")
}

/// The dossiers that were sealed before, the newest first.
pub(super) fn sealed_before(say: &Say<'_>, all: &[SealedRow]) -> Markup {
    let lang = say.lang;
    parts::section(
        words::dossiers_sealed_list(lang),
        html! {
            ul class="rows" {
                @for one in all {
                    @let state = one.sent.as_ref().map_or(State::Attested, |(state, _)| *state);
                    li class="row" {
                        (state.drawing())
                        span class="grow" {
                            b { a class="ds-link" href={ "/dossiers/" (one.id) } { (dotted(&[one.title.as_str(), one.part.unwrap_or_default()])) } }
                            small class="block" { (words::dossiers_sealed_at(lang, say.when(one.at))) }
                        }
                        @if let Some((state, word)) = &one.sent { span class="state end" data-state=(state.name()) { (word) } }
                    }
                }
            }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::show::samples::{day, each, lis};

    #[test]
    fn a_receipt_names_what_it_holds_and_where_it_is() {
        let at = Moment::start_of(day(2026, 11, 30)).plus_seconds(8 * 3600 + 838);
        let id = DossierId::from_uuid(uuid::Uuid::from_u128(1));
        let holds = Holds {
            holder: "Emil Thorsen".to_owned(),
            things: vec![
                "16 kompetencer".to_owned(),
                "3 kurser".to_owned(),
                "2 attestationer for tid".to_owned(),
            ],
            documents: 2,
            digest: Some("9f2c41d07be85a36c1d94e0288fa63b75d20e9c4316fb08ae7750d194ac2bf61".to_owned()),
        };
        let view = Receipt {
            id,
            kind: "Tilladelse til selvstændigt virke".to_owned(),
            holds: Some(holds.clone()),
            ended: false,
            mend: None,
            fell: false,
            at,
            papers: vec![Lang::Da, Lang::En],
            demo: true,
            whereabouts: Whereabouts {
                dossier: id,
                made: true,
                state: None,
                delivering: None,
                held: false,
                sent: None,
                withdrawn: None,
                later: Vec::new(),
                along: Vec::new(),
                stays: false,
                readable: None,
                first: None,
                ahead: Vec::new(),
                told: Vec::new(),
                said: false,
                kept: false,
                fields: web::Fields::default(),
                key: "k".to_owned(),
                refused: None,
                did: None,
                lacks: false,
                instead: None,
            },
            outside: Outside { words: "Ansøgningsskemaet klarer du hos styrelsen.".to_owned(), page: None },
        };
        each("dk", "dossier-sealed", Some(&lis()), |say| {
            let page = receipt(say, &view);
            assert!(page.body.0.contains("9f2c41d0 7be85a36 c1d94e02"), "{}", page.body.0);
            page
        });
        let on_its_way = Whereabouts {
            state: Some(crate::cases::State::Sent),
            delivering: Some(at),
            held: true,
            sent: Some((at, "2026-0012".to_owned())),
            ..view.whereabouts.clone()
        };
        let away = Receipt { whereabouts: on_its_way, ..view.clone() };
        each("dk", "dossier-delivering", Some(&lis()), |say| {
            let page = receipt(say, &away);
            assert!(page.body.0.contains(words::cases_withdraw_held(say.lang)), "{}", page.body.0);
            assert!(!page.body.0.contains("/withdraw"), "it is in the air");
            page
        });
        let unread = Receipt { holds: None, ..away };
        each("dk", "dossier-unread", Some(&lis()), |say| {
            let page = receipt(say, &unread);
            assert!(page.body.0.contains("2026-0012") && !page.body.0.contains("/file"), "{}", page.body.0);
            page
        });
        let ended = Receipt { ended: true, mend: Some(Mend::Seal), ..view.clone() };
        each("dk", "dossier-ended", Some(&lis()), |say| {
            let page = receipt(say, &ended);
            assert!(page.body.0.contains("/file") && !page.body.0.contains("/paper"), "{}", page.body.0);
            page
        });
        let fell = Receipt { fell: true, ..view.clone() };
        each("dk", "dossier-fell", Some(&lis()), |say| receipt(say, &fell));
        let wait = Receipt { holds: Some(Holds { digest: None, ..holds }), demo: false, ..view };
        each("dk", "dossier-sealing", Some(&lis()), |say| {
            let page = receipt(say, &wait);
            assert!(!page.body.0.contains("/file"), "there is no file yet");
            page
        });
    }
}
