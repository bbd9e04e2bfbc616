//! `attest dossier verify`: a sealed dossier, or a credential, checked by anybody, with the published keys and nothing else.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

use ::credential::Status;
use anyhow::Context as _;
use base::ActId;
use domain::{
    act::{Act, What},
    curriculum::CodeSource,
    employment::{Source, Stated},
    signoff::State,
};
use sealed::{Checked, Content, KeyList, Requirement};

use super::{Failure, credential};

/// Checks a file and tells what follows from it, requirement by requirement, and what was annulled since by these lists. `whole`: secret
/// numbers are not masked.
pub(super) fn verify(
    file: &Path,
    keys: Option<&Path>,
    status: &[PathBuf],
    whole: bool,
) -> Result<(), Failure> {
    let keys = key_list(keys)?;
    let lists = status.iter().map(|path| list(path, &keys)).collect::<Result<Vec<_>, _>>()?;
    let bytes = fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    if ::credential::is_like(&bytes) {
        return credential::verify(&bytes, &keys, &lists);
    }
    of_one(&lists)?;
    match sealed::check(&bytes, &keys) {
        Ok(checked) => {
            tell(&checked, &sealed::digest(&bytes), whole);
            if annulled(&checked, &lists) { Err(holds_no_longer()) } else { Ok(()) }
        }
        Err(wrong) => Err(Failure::failed(plain(&format!("NOT genuine: {wrong}")))),
    }
}

/// A script is not to take for whole what is genuine and was annulled in part.
pub(super) fn holds_no_longer() -> Failure {
    Failure::failed("it is genuine, and something in it was annulled since")
}

/// The keys in a file, or the demo's.
pub(super) fn key_list(path: Option<&Path>) -> Result<KeyList, Failure> {
    let Some(path) = path else { return Ok(KeyList::demo()) };
    let text =
        fs::read_to_string(path).with_context(|| format!("the keys in {} cannot be read", path.display()))?;
    KeyList::read(&text).map_err(|_| Failure::failed(format!("{} is no list of keys", path.display())))
}

fn list(path: &Path, keys: &KeyList) -> Result<Status, Failure> {
    let text = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let read = Status::read(&text, &keys.credentials);
    read.map_err(|wrong| Failure::failed(format!("{}: {wrong}", path.display())))
}

/// The lists are of one portal: a dossier says nothing of whose leaves it counts by, and those of two cannot be told apart.
fn of_one(lists: &[Status]) -> Result<(), Failure> {
    match lists {
        [first, rest @ ..] if rest.iter().any(|list| list.issuer() != first.issuer()) => {
            Err(Failure::failed(
                "the lists are of several portals; give those of the one that sealed the dossier",
            ))
        }
        _ => Ok(()),
    }
}

/// What was annulled after it was sealed, by these lists; and whether anything was.
fn annulled(checked: &Checked, lists: &[Status]) -> bool {
    let content = &checked.payload.content;
    let places = content.acts.iter().zip(&checked.payload.places);
    let leaf: HashMap<_, _> = places.map(|(act, place)| (act.id, place.index)).collect();
    say(String::new());
    let mut said = Vec::new();
    for one in content.result.requirements.iter().filter(|one| !one.attested.is_empty()) {
        let of = |id: &ActId| {
            let leaf = leaf.get(id)?;
            lists.iter().filter_map(|list| list.is_annulled(*leaf)).reduce(|one, next| one || next)
        };
        for annulled in one.attested.iter().map(of) {
            if annulled == Some(true) {
                let of = content.plan(one.plan).map_or("", |plan| &plan.curriculum);
                say(format!("ANNULLED since: {}", called(checked, of, &one.code)));
            }
            said.push(annulled);
        }
    }
    since(&said, lists)
}

/// What these lists say, all told, of so many attestations: annulled, or not, or nothing. True: some are annulled.
pub(super) fn since(said: &[Option<bool>], lists: &[Status]) -> bool {
    let Some(at) = lists.iter().map(Status::at).min() else {
        say("Whether an approval in it was annulled since is in the portal's lists (--status); whether a document was taken back, its own check says.".to_owned());
        return false;
    };
    let (all, of) = (said.len(), |what| said.iter().filter(|one| **one == what).count());
    match (of(Some(true)), of(None)) {
        (0, 0) => say(format!("No approval in it was annulled, by lists of {at} or later.")),
        (0, _) => {}
        (gone, _) => say(format!("ANNULLED since: {gone} of {all}, by lists of {at} or later.")),
    }
    if of(None) > 0 {
        say(format!("Of {} of {all} these lists, of {at} or later, say nothing.", of(None)));
    }
    of(Some(true)) > 0
}

fn tell(checked: &Checked, digest: &str, whole: bool) {
    let content = &checked.payload.content;
    if content.demo {
        say("DEMO: made-up people. This file proves nothing.".to_owned());
    }
    say(format!("Genuine, and unchanged since it was sealed at {}.", checked.payload.at));
    say(format!("Holder: {} ({})", content.trainee.name, content.trainee.id));
    for (kind, number) in checked.counted.identifiers(content) {
        say(format!("{}: {}", kind.code, if whole { number.whole() } else { kind.shown(&number) }));
    }
    say(format!("For: {}, on {}", content.kind, content.on));
    say(format!("Sealed with: {}", checked.key));
    if let Some(by) = &checked.paper {
        say(format!("On paper, signed with the certificate of: {by}"));
        say(format!("SHA-256 of the paper: {digest}"));
    }
    say(format!("SHA-256 of the dossier's file: {}", checked.digest));
    let acts = content.acts.len() + 1;
    say(format!("Ledger: all {acts} acts are under its signed head of {} leaves.", checked.ledger_size));
    say(String::new());
    say("What the authority asks for, counted again by the enclosed rules:".to_owned());
    for line in &content.result.lines {
        let (of, code) = (line.of.as_deref().unwrap_or_default(), line.code.as_deref().unwrap_or_default());
        let count = line.done.zip(line.total).map(|(done, total)| format!(" {done} of {total}"));
        let stands = match (line.met, line.follows, line.without) {
            (true, ..) => "met",
            (false, true, _) => "follows as a supplement",
            (false, false, true) => "not given; it may be sent without",
            (false, false, false) => "NOT met",
        };
        let code = called(checked, of, code);
        let name = [line.what.as_str(), of, &code].into_iter().filter(|word| !word.is_empty());
        let name = name.collect::<Vec<_>>().join(" ");
        say(format!("  {name}:{} {stands}", count.unwrap_or_default()));
    }
    for plan in &content.plans {
        say(String::new());
        say(format!("{} {}:", plan.curriculum, plan.version));
        for one in content.result.requirements.iter().filter(|one| one.plan == plan.id) {
            say(format!("  {}", requirement(one, checked, content)));
        }
    }
    let overview = content.overview();
    if !overview.is_empty() {
        say(String::new());
        let confirmed = if checked.counted.employments_confirmed { "confirmed" } else { "not confirmed" };
        say(format!("Medical employments, {confirmed} by the applicant:"));
        for one in &overview {
            let registered = one.source.registered().map(|is| format!("; registered: {}", employment(is)));
            let source = match one.source {
                Source::Portal => "known to the portal",
                Source::Own => "added by the applicant",
                Source::Corrected(_) => "corrected by the applicant",
            };
            say(format!("  {}; {source}{}", employment(&one.stated), registered.unwrap_or_default()));
        }
    }
    if !content.documents.is_empty() {
        say(String::new());
        say("Documents, whose files are not in here:".to_owned());
        for one in &content.documents {
            let on = one.on.map(|day| format!(", dated {day}")).unwrap_or_default();
            let seen = checked.counted.saw_original(one.id);
            let seen = seen.map_or_else(
                || "nobody saw the original".to_owned(),
                |act| format!("original seen by {}", attested(act, content)),
            );
            say(format!("  {} {}{on}; {seen}; SHA-256 {}", one.kind, one.name, one.sha256));
        }
    }
}

fn employment(of: &Stated) -> String {
    let Stated { place, position, period, percent } = of;
    let until = period.until.map_or_else(|| "today".to_owned(), |day| day.to_string());
    format!("{} to {until}, {} %: {place}, {position}", period.from, percent.get())
}

fn requirement(one: &Requirement, checked: &Checked, content: &Content) -> String {
    let plan = content.plan(one.plan);
    let on_paper = content.result.lines.iter().any(|line| {
        line.met
            && line.code.as_ref() == Some(&one.code)
            && line.of.as_ref() == plan.map(|plan| &plan.curriculum)
    });
    let book =
        checked.counted.curricula().iter().find(|book| plan.is_some_and(|plan| book.code == plan.curriculum));
    let of = book.and_then(|book| book.requirements.get(book.position(&one.code)?));
    let kind = of.map(|of| of.kind);
    let asked = content.result.lines.iter().any(|line| {
        line.of.as_deref() == book.map(|book| &*book.code)
            && (line.code.as_ref() == Some(&one.code)
                || line.code.is_none() && kind.is_none_or(|kind| line.what == kind.code()))
    });
    let stands = match (State::of(&one.state).is_some_and(State::is_end), on_paper) {
        (true, _) => "met",
        (false, true) => "met by a document whose original was seen",
        (false, false) if asked => "NOT met",
        (false, false) => "not asked for",
    };
    let by = one.attested.iter().filter_map(|id| checked.counted.act(*id)).map(|act| attested(act, content));
    let by: Vec<String> = by.collect();
    let counts = if one.registered > 0 && of.and_then(|of| of.required_count).is_some_and(|count| count > 1) {
        format!(", {} registered, {} signed", one.registered, one.signed)
    } else {
        String::new()
    };
    let by = if by.is_empty() { String::new() } else { format!(": {}", by.join("; ")) };
    let name = called(checked, book.map_or("", |book| &book.code), &one.code);
    let state = if on_paper && by.is_empty() { "on paper" } else { &one.state };
    format!("{name} {stands} ({state}{counts}){by}")
}

/// What a requirement is called: the authority's code, or its title where the code is only ours.
fn called(checked: &Checked, curriculum: &str, code: &str) -> String {
    let book = checked.counted.curricula().iter().find(|book| book.code == curriculum);
    let of = book.and_then(|book| book.requirements.get(book.position(code)?));
    let ours = of.filter(|of| of.code_source == CodeSource::Local && !of.title.is_empty());
    ours.map_or_else(|| code.to_owned(), |of| of.title.clone())
}

/// Words from a file, without what would move a terminal's cursor.
pub(super) fn plain(words: &str) -> String {
    words.chars().map(|sign| if sign.is_control() { '\u{fffd}' } else { sign }).collect()
}

/// Says a line that has words of the file in it.
pub(super) fn say(line: String) {
    super::say(plain(&line));
}

/// Who attested, as what, for whom, when.
fn attested(act: &Act, content: &Content) -> String {
    let name = |person| content.name(person).unwrap_or("somebody").to_owned();
    let who = act.actor.map(name).unwrap_or_default();
    let role = act.role.map_or("", |role| role.code());
    let lent = act.on_behalf_of.map(|leader| format!(" on behalf of {}", name(leader))).unwrap_or_default();
    let before = match act.on.filter(|_| act.what == What::Credited) {
        Some(on) => {
            let document = content.documents.iter().find(|one| act.document == Some(one.id));
            let document = document.map_or("a document", |one| one.name.as_str());
            format!("achieved {on}, before, on {document}; registered by ")
        }
        None => String::new(),
    };
    let absence = act.absence_below_percent.map(|percent| format!(", certifying absence under {percent} %"));
    format!("{before}{who}, {role}{lent}, {}{}", act.at, absence.unwrap_or_default())
}
