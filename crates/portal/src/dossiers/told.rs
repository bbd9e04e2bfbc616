//! What a checked dossier says, in a reader's words: for the page that shows it, and for its paper.

use std::collections::HashMap;

use base::{ActId, AttestationId, Moment, PersonId};
use domain::{
    access::{Kind, Role},
    act::{Act, What},
    curriculum::{CodeSource, Curriculum},
    signoff::State,
};
use sealed::{Checked, Line, Plan, Requirement};

use super::{holder::number_called, pages::Stands};
use crate::{
    documents,
    show::{Say, Title, dotted, n},
    words,
};

/// A line of the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What is asked for.
    pub title: String,
    /// How much of it.
    pub detail: String,
    /// Of which curriculum, or which of its time elements.
    pub of: Title,
    /// How it stands: met, missing, or following.
    pub stands: Stands,
}

/// A requirement, as it was counted again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Single {
    /// What it is.
    pub kind: Kind,
    /// The authority's code; empty: it has none that is official, or the title says it.
    pub code: String,
    /// What it is called.
    pub title: Title,
    /// How it stands: met, missing, following, or not asked for.
    pub stands: Stands,
    /// How many times it was registered, and how many of these were signed.
    pub counts: (u32, u32),
    /// Whether it is asked for several times.
    pub counted: bool,
    /// Who attested it, in which role, when; or what met it else.
    pub by: Vec<String>,
}

/// A plan's requirements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// The curriculum.
    pub curriculum: Title,
    /// Its version, as a reader is told it.
    pub version: String,
    /// Its requirements, in its order.
    pub requirements: Vec<Single>,
}

/// What is applied for, and where.
pub(super) fn applied_for(say: &Say<'_>, checked: &Checked) -> String {
    dotted(&[
        say.applied_for(&checked.payload.content.kind).as_str(),
        say.scheme.word(say.lang.code(), "authority"),
    ])
}

/// The curricula of the plans, each with its version.
pub(super) fn curricula(say: &Say<'_>, checked: &Checked) -> Vec<(Title, String)> {
    let all = checked.counted.curricula().iter();
    all.map(|one| (say.of_book(one, &one.title), say.version(&one.version))).collect()
}

/// How many attestations count.
pub(super) fn approvals(checked: &Checked) -> usize {
    counting(checked).count()
}

/// The attestations that count, in the order of plans and requirements.
pub(super) fn counting(checked: &Checked) -> impl Iterator<Item = &Act> {
    let all = checked.payload.content.result.requirements.iter();
    all.filter(|one| is_end(one)).flat_map(|one| &one.attested).filter_map(|id| checked.counted.act(*id))
}

/// The requirements whose attestations were annulled since, each with the day.
pub(super) fn annulled(
    say: &Say<'_>,
    checked: &Checked,
    when: &HashMap<AttestationId, Moment>,
) -> Vec<(Title, String)> {
    let mut all = Vec::new();
    for one in &checked.payload.content.result.requirements {
        let curriculum = checked.payload.content.plan(one.plan).map_or("", |plan| &plan.curriculum);
        for at in one.attested.iter().filter_map(|id| when.get(&AttestationId::from_uuid(id.uuid()))) {
            let title =
                title_of(say, checked, curriculum, &one.code).unwrap_or_else(|| one.code.clone().into());
            all.push((title, words::credentials_annulled_on(say.lang, say.long(web::format::today(*at)))));
        }
    }
    all
}

/// Whether nothing is missing of a requirement.
pub(super) fn is_end(one: &Requirement) -> bool {
    State::of(&one.state).is_some_and(State::is_end)
}

/// The name of somebody whom an act names.
pub(super) fn name(checked: &Checked, person: PersonId) -> String {
    checked.payload.content.name(person).unwrap_or_default().to_owned()
}

/// What the authority asks for, line by line.
pub(super) fn lines(say: &Say<'_>, checked: &Checked) -> Vec<Asked> {
    checked.payload.content.result.lines.iter().map(|line| asked(say, checked, line)).collect()
}

/// Every requirement of every plan, with who attested it.
pub(super) fn plans(say: &Say<'_>, checked: &Checked) -> Vec<Whole> {
    checked.payload.content.plans.iter().map(|plan| whole(say, checked, plan)).collect()
}

/// What a requirement of a curriculum is called.
pub(super) fn title_of(say: &Say<'_>, checked: &Checked, curriculum: &str, code: &str) -> Option<Title> {
    let book = checked.counted.curricula().iter().find(|one| one.code == curriculum)?;
    let of = book.requirements.get(book.position(code)?)?;
    Some(say.titled(book, of))
}

fn whole(say: &Say<'_>, checked: &Checked, plan: &Plan) -> Whole {
    let book = checked.counted.curricula().iter().find(|one| one.code == plan.curriculum);
    let all = checked.payload.content.result.requirements.iter();
    Whole {
        curriculum: book
            .map_or_else(|| plan.curriculum.clone().into(), |book| say.of_book(book, &book.title)),
        version: say.version(&plan.version),
        requirements: all
            .filter(|one| one.plan == plan.id)
            .map(|one| single(say, checked, plan, book, one))
            .collect(),
    }
}

fn single(
    say: &Say<'_>,
    checked: &Checked,
    plan: &Plan,
    book: Option<&Curriculum>,
    one: &Requirement,
) -> Single {
    let of = book.and_then(|book| book.requirements.get(book.position(&one.code)?));
    let kind = of.map_or(Kind::Goal, |of| of.kind);
    let lines = checked.payload.content.result.lines.iter();
    let line = lines.filter(|line| line.of.as_ref() == Some(&plan.curriculum)).find(|line| {
        line.code.as_ref() == Some(&one.code) || line.code.is_none() && line.what == kind.code()
    });
    let on_paper = line.is_some_and(|line| line.met && line.code.is_some());
    let stands = match (is_end(one) || on_paper, line) {
        (true, _) => Stands::Met,
        (false, None) => Stands::Unasked,
        (false, Some(line)) if line.follows => Stands::Follows,
        (false, Some(_)) => Stands::Missing,
    };
    let mut by: Vec<String> = one
        .attested
        .iter()
        .filter_map(|id: &ActId| checked.counted.act(*id))
        .map(|act| attested(say, checked, act))
        .collect();
    if kind == Kind::Time {
        by.extend(served(say, checked, plan, &one.code));
    }
    // Whoever recommended it before it was approved.
    let about = |act: &&Act| {
        act.what == What::Advised
            && act.plan == Some(plan.id)
            && act.of.as_ref().is_some_and(|of| of.code == one.code)
            && act.recommends == Some(true)
    };
    let acts = checked.payload.content.acts.iter().filter_map(|held| checked.counted.act(held.id));
    by.extend(
        acts.filter(about)
            .map(|act| words::dossiers_paper_recommended(say.lang, attested(say, checked, act))),
    );
    if on_paper && !is_end(one) {
        by.push(words::dossiers_check_on_paper(say.lang).to_owned());
    }
    let title = book.zip(of).map(|(book, of)| say.titled(book, of));
    let title = title.unwrap_or_else(|| one.code.clone().into());
    // What we call it ourselves is no news to the authority, nor is what the title says.
    let official = of.filter(|of| of.code_source == CodeSource::Official && !title.text.ends_with(&of.code));
    Single {
        kind,
        code: official.map(|of| of.code.clone()).unwrap_or_default(),
        title,
        stands,
        counts: (one.registered, one.signed),
        counted: of.and_then(|of| of.required_count).is_some_and(|count| count > 1),
        by,
    }
}

/// Where a time element was served, and when.
fn served(say: &Say<'_>, checked: &Checked, plan: &Plan, code: &str) -> Option<String> {
    let at = plan.times.iter().find(|time| time.code == code)?.placement;
    let place = checked.payload.content.placements.iter().find(|one| one.id == at)?;
    Some(dotted(&[place.place.clone(), format!("{} – {}", say.long(place.from), say.long(place.until))]))
}

/// The day of an act, with its year: what is on paper is read on any day.
pub(super) fn day(say: &Say<'_>, act: &Act) -> String {
    say.long(web::format::today(act.at))
}

/// Whether the applicant confirmed the overview of employments. None: they did not, and the authority does not ask for it.
pub(super) fn overview_confirmed(checked: &Checked) -> Option<bool> {
    let asked = checked.payload.content.result.lines.iter().any(|line| line.what == "employments");
    let confirmed = checked.counted.employments_confirmed;
    (asked || confirmed).then_some(confirmed)
}

/// What became of a document since, in a sentence; nothing became of it: none.
pub(crate) fn became(say: &Say<'_>, stands: &documents::Stands) -> Option<String> {
    match stands {
        documents::Stands::Withdrawn { .. } => Some(words::cases_document_taken_back(say.lang).to_owned()),
        documents::Stands::Unverified(back) => {
            let role = back.role.parse::<Role>().map(|role| say.role(role)).unwrap_or_default();
            let who = words::show_person_role(say.lang, &back.name, role);
            Some(words::cases_sight_taken_back(say.lang, say.when(back.at), who))
        }
        documents::Stands::Claimed | documents::Stands::Verified(_) => None,
    }
}

/// The document that something rests on, and whether nobody saw its original.
fn on_document(say: &Say<'_>, checked: &Checked, one: &sealed::Document) -> String {
    let unseen = checked.counted.saw_original(one.id).is_none();
    let unseen = if unseen { words::dossiers_line_unseen(say.lang) } else { "" };
    dotted(&[one.name.as_str(), unseen])
}

/// Who did something, for whom, in which role, when; what they certify besides, and on which document it rests.
pub(crate) fn attested(say: &Say<'_>, checked: &Checked, act: &Act) -> String {
    let who = act.actor.map(|person| name(checked, person)).unwrap_or_default();
    let who = match act.on_behalf_of {
        Some(leader) => words::dossiers_check_lent(say.lang, name(checked, leader), who),
        None => who,
    };
    let role = act.role.map(|role| say.role(role)).unwrap_or_default();
    let by = format!("{who}, {role}, {}", day(say, act));
    match act.on.filter(|_| act.what == What::Credited) {
        Some(on) => {
            let what = web::format::capitalised(say.short("credited"));
            let rests = checked.payload.content.documents.iter().find(|one| act.document == Some(one.id));
            let rests = rests.map_or_else(Default::default, |one| on_document(say, checked, one));
            dotted(&[words::show_did_credited(say.lang, say.long(on), what), by, rests])
        }
        None if act.what == What::Marked => dotted(&[words::show_did_marked(say.lang), &by]),
        None => {
            let percent =
                act.absence_below_percent.map(|percent| web::format::percent(say.lang, i64::from(percent)));
            let absence = percent.map(|percent| words::show_did_absence(say.lang, percent));
            dotted(&[by, absence.unwrap_or_default()])
        }
    }
}

fn asked(say: &Say<'_>, checked: &Checked, line: &Line) -> Asked {
    let (lang, scheme) = (say.lang, say.scheme);
    let curriculum = |code: &Option<String>| {
        let code = code.as_deref()?;
        checked.counted.curricula().iter().find(|one| one.code == code)
    };
    let of = curriculum(&line.of);
    let word = |key: &str| web::format::capitalised(scheme.word(lang.code(), key));
    let none = Title::default;
    let (title, detail, named) = match (line.what.as_str(), line.what.parse::<Kind>()) {
        ("time", _) => {
            let code = line.code.as_deref().unwrap_or_default();
            let named = of.and_then(|of| Some(say.titled(of, of.requirements.get(of.position(code)?)?)));
            (word("time-attestation"), String::new(), named.unwrap_or_default())
        }
        (_, Ok(kind)) => {
            let count = line.done.zip(line.total);
            let count = count.map(|(done, total)| words::dossiers_check_count(lang, n(done), n(total)));
            let title = say.theme(None, kind);
            let named = of.map(|of| say.of_book(of, &of.title)).unwrap_or_default();
            (title, count.unwrap_or_default(), named)
        }
        ("document", _) => {
            let kind = line.of.as_deref().unwrap_or_default().replace('_', "-");
            (word(&format!("document-{kind}")), String::new(), none())
        }
        ("identifier", _) => {
            let kind = line.of.as_deref().unwrap_or_default();
            (web::format::capitalised(number_called(say, kind)), String::new(), none())
        }
        ("employments", _) => (words::employments_title(lang).to_owned(), String::new(), none()),
        ("window", _) if line.met => (words::dossiers_window_open(lang).to_owned(), String::new(), none()),
        ("window", _) => (words::dossiers_window_unknown(lang).to_owned(), String::new(), none()),
        _ => (words::dossiers_no_plan(lang, word("plan")), line.of.clone().unwrap_or_default(), none()),
    };
    let stands = match (line.met, line.follows, line.without) {
        (true, ..) => Stands::Met,
        (false, true, _) => Stands::Follows,
        (false, false, true) => Stands::Without,
        (false, false, false) => Stands::Missing,
    };
    Asked { title, detail, of: named, stands }
}
