//! The page on which a trainee sees whether all is there: what is missing first, who can act, from when; and the papers on record.

mod filed;
mod genuine;
mod sealed;
mod under_way;
mod verify;

pub use filed::Filed;
pub(crate) use genuine::genuine;
pub(super) use genuine::word as word_checked;
pub use genuine::{Employed, Genuine};
pub(super) use sealed::print;
pub use sealed::{Holds, Mend, Receipt, SealedRow, receipt};
pub use under_way::UnderWay;
pub use verify::{Found, Verify, Why, verify};

use base::Day;
use domain::refusal::Refusal;
use maud::{Markup, html};
use web::{
    Fields,
    page::Width,
    parts::{self, Choice, State, Weight},
};

use crate::{
    show::{DocumentDid, DocumentRow, Here, Nav, Page, Say, Title, document_done, dotted, n, refusal_alert},
    words,
};

/// How a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// It is met.
    Met,
    /// It is missing.
    Missing,
    /// It is missing, and may follow later.
    Follows,
    /// It is missing, and may be sent without.
    Without,
    /// A document is on record whose original nobody has seen.
    Unseen,
    /// A number is here that cannot be read just now.
    Unread,
    /// The authority does not ask for it.
    Unasked,
}

impl Stands {
    const fn state(self) -> State {
        match self {
            Self::Met => State::Attested,
            Self::Missing | Self::Unread => State::Missing,
            Self::Follows | Self::Unseen => State::Requested,
            Self::Unasked | Self::Without => State::Open,
        }
    }
    fn word(self, say: &Say<'_>) -> &'static str {
        match self {
            Self::Met => words::dossiers_line_met(say.lang),
            Self::Missing => words::dossiers_line_missing(say.lang),
            Self::Follows => words::dossiers_line_follows(say.lang),
            Self::Without => words::dossiers_line_without(say.lang),
            Self::Unseen => words::dossiers_line_unseen(say.lang),
            Self::Unread => words::dossiers_line_unread(say.lang),
            Self::Unasked => words::dossiers_check_unasked(say.lang),
        }
    }
}

/// Who can act on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Acts {
    /// Nobody needs to, or only time.
    Nobody,
    /// Somebody in these roles, of whom nobody is named just now.
    NobodyYet(String),
    /// Somebody in these roles, once that part of the training begins.
    Later(String),
    /// The reader.
    You,
    /// Others, by name and role.
    Others(Vec<String>),
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub title: String,
    /// Which time element it is about, after the title.
    pub element: Title,
    /// More about it; of requirements, their curriculum.
    pub detail: Title,
    /// How it stands.
    pub stands: Stands,
    /// Who can act.
    pub acts: Acts,
    /// The first day on which it can be met, where it cannot be now.
    pub earliest: Option<Day>,
    /// Whether one press would meet it now.
    pub now: bool,
    /// Where one can do something about it.
    pub href: Option<String>,
}

/// What the applicant does elsewhere; empty: nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outside {
    /// It, in the scheme's words.
    pub words: String,
    /// The authority's page about it.
    pub page: Option<String>,
}

fn elsewhere(lang: web::Lang, outside: &Outside) -> Markup {
    if outside.words.is_empty() {
        return html! {};
    }
    parts::section(
        words::dossiers_outside_title(lang),
        html! {
            p { (outside.words) }
            @if let Some(page) = &outside.page { p { (parts::link_alone(page, words::dossiers_outside_page(lang))) } }
        },
    )
}

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Checklist {
    /// The application of this kind that was sent last.
    pub case: Option<UnderWay>,
    /// What is applied for; empty when there is nothing to apply for yet.
    pub kind: String,
    /// The others that the reader can come to: title and address.
    pub others: Vec<(String, String)>,
    /// The lines; those that are missing are shown first.
    pub lines: Vec<Line>,
    /// Whether all is there.
    pub ready: bool,
    /// What the applicant does elsewhere.
    pub outside: Outside,
    /// What was sealed before, the newest first.
    pub sealed: Vec<SealedRow>,
    /// The documents on record, the newest first.
    pub documents: Vec<DocumentRow>,
    /// Whether the reader never trained: they apply for nothing, and have no record on which to put anything.
    pub no_record: bool,
    /// Whether any are asked for.
    pub asks_documents: bool,
    /// For what a document is put on record here.
    pub filed_for: Filed,
    /// The time elements that a document may attest.
    pub times: Vec<Choice>,
    /// What a document can be.
    pub kinds: Vec<Choice>,
    /// What was typed: `kind`, `on_date`.
    pub fields: Fields,
    /// What was just done.
    pub did: Option<DocumentDid>,
    /// Why the last try was refused.
    pub refused: Option<Refusal>,
}

/// The page.
pub fn checklist(say: &Say<'_>, view: &Checklist) -> Page {
    let lang = say.lang;
    let may_lack = |line: &&Line| matches!(line.stands, Stands::Met | Stands::Follows | Stands::Without);
    let missing = view.lines.iter().filter(|line| !may_lack(line)).count();
    let met = view.lines.iter().filter(|line| line.stands == Stands::Met).count();
    let title = match (&view.case, view.kind.is_empty(), view.ready) {
        (Some(case), ..) => case.title.clone(),
        (None, true, _) => words::dossiers_none_title(lang).to_owned(),
        (None, false, true) => words::dossiers_title_ready(lang).to_owned(),
        (None, false, false) => words::dossiers_title_missing(lang, n(missing)),
    };
    let body = html! {
        div class="stack" data-gap="7" {
            @if let Some(refusal) = &view.refused { (refusal_alert(say, refusal)) }
            (document_done(say, view.did.as_ref()))
            div class="stack" {
                div class="stack" data-gap="1" {
                    @if !view.kind.is_empty() { p class="quiet" { (dotted(&[view.kind.as_str(), say.word("authority")])) } }
                    (parts::h1(&title))
                }
                @if let Some(case) = &view.case { (under_way::under_way(say, case)) }
                @if view.no_record { p { (words::dossiers_none_trains(lang)) } }
                @else if view.kind.is_empty() { p { (words::dossiers_none_about(lang)) } }
                @else {
                    p { span class="big-num" { (say.number(u32::try_from(met).unwrap_or(u32::MAX))) } " " (words::dossiers_met(lang, n(view.lines.len()))) }
                    (drawn(say, met, view.lines.len()))
                }
            }
            @if !view.lines.is_empty() { ul class="rows" { @for line in missing_first(&view.lines) { (row(say, line)) } } }
            @if !view.sealed.is_empty() { (sealed::sealed_before(say, &view.sealed)) }
            (elsewhere(lang, &view.outside))
            @if !view.lines.is_empty() && view.case.as_ref().is_none_or(|case| case.again) { (seal(say, view)) }
            @if !view.others.is_empty() {
                (parts::section(words::dossiers_others(lang), html! { @for (title, href) in &view.others { p { (parts::link_alone(href, title)) } } }))
            }
            @if !view.lines.is_empty() { p { (parts::link_alone("/employments", words::employments_link(lang))) } }
            @if !view.no_record { (filed::documents(say, view)) }
        }
    };
    Page { title, width: Width::Reading, here: Here::At(Nav::Apply), body }
}

/// The press that seals, once all is there.
fn seal(say: &Say<'_>, view: &Checklist) -> Markup {
    let lang = say.lang;
    parts::section(
        words::dossiers_seal_title(lang),
        html! {
            @if view.ready {
                form class="stack" method="post" action="/dossiers" {
                    p { (words::dossiers_seal_ready(lang)) }
                    input type="hidden" name="kind" value=(view.filed_for.application);
                    div class="line" { (parts::button(if view.sealed.is_empty() { Weight::Primary } else { Weight::Secondary }, words::dossiers_seal_button(lang))) }
                }
            } @else { p { (words::dossiers_seal_later(lang)) } }
        },
    )
}

/// What is missing first, then what may be, then what is met.
fn missing_first(lines: &[Line]) -> Vec<&Line> {
    let mut all: Vec<&Line> = lines.iter().collect();
    all.sort_by_key(|line| match line.stands {
        Stands::Missing | Stands::Follows | Stands::Unseen | Stands::Unread | Stands::Unasked => 0,
        Stands::Without => 1,
        Stands::Met => 2,
    });
    all
}

fn drawn(say: &Say<'_>, met: usize, all: usize) -> Markup {
    let (met, all) = (u32::try_from(met).unwrap_or(u32::MAX), u32::try_from(all).unwrap_or(u32::MAX));
    let desc = words::dossiers_met_of(say.lang, i64::from(met), i64::from(all));
    parts::bar(words::dossiers_bar(say.lang), &desc, all, &[(State::Attested, met)], true)
}

fn row(say: &Say<'_>, line: &Line) -> Markup {
    let lang = say.lang;
    let who = match &line.acts {
        Acts::Nobody => None,
        Acts::NobodyYet(roles) => Some(words::dossiers_nobody(lang, web::format::capitalised(roles))),
        Acts::Later(roles) => Some(web::format::capitalised(roles)),
        Acts::You => Some(words::dossiers_you(lang).to_owned()),
        // Each says its role behind a comma.
        Acts::Others(names) => (!names.is_empty()).then(|| names.join("; ")),
    };
    let open = line.stands != Stands::Met;
    let when = line.earliest.map_or_else(|| words::dossiers_now(lang).to_owned(), |day| say.long(day));
    let facts: Vec<(&str, Markup)> = [
        who.map(|who| (words::dossiers_who(lang), html! { (who) })),
        (line.earliest.is_some() || line.now && !matches!(line.acts, Acts::NobodyYet(_)))
            .then(|| (words::dossiers_earliest(lang), html! { (when) })),
    ]
    .into_iter()
    .flatten()
    .collect();
    let title = html! { (line.title) @if !line.element.is_empty() { " · " (line.element) } };
    html! {
        li class="row tall" {
            (line.stands.state().drawing())
            div class="grow stack" data-gap="1" {
                span class="line" {
                    b class="grow" { @match line.href.as_ref().filter(|_| open) { Some(href) => a class="ds-link" href=(href) { (title) }, None => (title) } }
                    span class="state end" data-state=(line.stands.state().name()) { (line.stands.word(say)) }
                }
                @if !line.detail.is_empty() { small { (line.detail) } }
                @if open && !facts.is_empty() { (parts::facts(&facts)) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use base::{DocumentId, Moment};

    use super::*;
    use crate::{
        documents::pages::{Documents, documents_of},
        show::{
            DocumentStands,
            samples::{day, each, leader, lis},
        },
    };

    fn line(title: &str, stands: Stands, acts: Acts) -> Line {
        let href = (stands != Stands::Met).then(|| "/plans/x".to_owned());
        Line {
            title: title.to_owned(),
            element: Title::default(),
            detail: "KBU".to_owned().into(),
            stands,
            acts,
            earliest: None,
            now: false,
            href,
        }
    }

    fn document(last: u128, seen: bool) -> DocumentRow {
        let at = Moment::start_of(day(2026, 7, 6)).plus_seconds(9 * 3600);
        let stands = match (last, seen) {
            (3, _) => DocumentStands::Withdrawn,
            (_, true) => DocumentStands::Verified { who: "Karen Bisgaard, tutorlæge".to_owned(), at },
            (_, false) => DocumentStands::Claimed { since: at },
        };
        DocumentRow {
            verifies: last == 2,
            id: DocumentId::from_uuid(uuid::Uuid::from_u128(last)),
            kind: "tillæg til aftalen".to_owned(),
            attests: (last == 2).then(|| "1. ansættelse".to_owned()),
            name: "Tillæg.pdf".to_owned(),
            on: seen.then(|| day(2026, 7, 1)),
            stands,
            elsewhere: last == 2,
            in_use: false,
        }
    }

    #[test]
    fn what_is_missing_stands_first_with_who_can_act() {
        let karen = Acts::Others(vec!["Karen Bisgaard, tutorlæge".to_owned()]);
        let time =
            Line { now: true, ..line("Attestation for tid · 2. ansættelse", Stands::Missing, karen) };
        let window =
            Line { earliest: Some(day(2026, 12, 1)), ..line("Vindue", Stands::Missing, Acts::Nobody) };
        let view = Checklist {
            kind: "Tilladelse til selvstændigt virke".to_owned(),
            lines: vec![
                line("16 af 16 kompetencer", Stands::Met, Acts::Nobody),
                time,
                window,
                line("Ingen kan", Stands::Unseen, Acts::NobodyYet("tutorlæge".to_owned())),
                line("Ingen logbog", Stands::Missing, Acts::Later("sekretariat".to_owned())),
                line("Kursusbevis", Stands::Missing, Acts::You),
                line("Aftale", Stands::Unseen, Acts::Nobody),
                line("Sidste tid", Stands::Follows, Acts::Nobody),
                line("CPR-nummer", Stands::Without, Acts::Nobody),
            ],
            documents: vec![document(1, true), document(2, false), document(3, false)],
            did: Some(DocumentDid::Added("Tillæg".to_owned())),
            ..Checklist::default()
        };
        each("dk", "apply", Some(&lis()), |say| {
            let page = checklist(say, &view);
            let text = page.body.0.clone();
            let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} in {text}"));
            assert!(at("Sidste tid") < at("16 af 16 kompetencer"), "what is met stands last");
            page
        });
        let ready = Checklist {
            lines: vec![line("Alt", Stands::Met, Acts::Nobody)],
            ready: true,
            outside: Outside {
                words: "Ansøgningsskemaet klarer du hos styrelsen.".to_owned(),
                page: Some("https://authority.example/form".to_owned()),
            },
            sealed: vec![SealedRow {
                id: base::DossierId::from_uuid(uuid::Uuid::from_u128(9)),
                title: view.kind.clone(),
                at: Moment::start_of(day(2026, 11, 2)),
                part: None,
                sent: Some((State::Requested, "Sendt".to_owned())),
            }],
            ..view.clone()
        };
        each("dk", "apply-ready", Some(&lis()), |say| checklist(say, &ready));
        each("no", "apply-nothing-yet", Some(&lis()), |say| checklist(say, &Checklist::default()));
        let officer = Checklist { no_record: true, ..Checklist::default() };
        each("no", "apply-no-record", Some(&leader()), |say| {
            let page = checklist(say, &officer);
            assert!(!page.body.0.contains("<form"), "there is nothing to add to: {}", page.body.0);
            page
        });
    }

    #[test]
    fn whoever_verifies_sees_what_is_not_seen_yet_and_the_same_file_elsewhere() {
        let documents = vec![document(1, true), document(2, false)];
        let view = Documents { name: "Emil Thorsen".to_owned(), documents, ..Documents::default() };
        each("dk", "documents-of", Some(&leader()), |say| {
            let page = documents_of(say, &view);
            let text = page.body.0.clone();
            assert_eq!(text.matches("/verify").count(), 1, "the one that was not seen: {text}");
            assert!(text.contains(words::documents_elsewhere(say.lang)));
            page
        });
    }
}
