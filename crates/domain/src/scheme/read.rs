//! Reading a scheme's folder, with every defect at once: after each thing serde cannot take, that thing is put aside and the
//! rest is read again.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml::{
    Spanned,
    de::{DeTable, DeValue, Error},
};

use super::{
    Absence, Advice, Approval, AttestedBy, Credit, Dossier, Meetings, Moves, PartTime, Scheme, Time,
    Transition,
    words::{self, Words},
};
use crate::{
    access::{Kind, Role},
    defect::Defect,
    identifier,
};

const FILE: &str = "scheme.toml";

/// `scheme.toml` as it is written; what is missing is found by us, so that all of it is found.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    code: Option<String>,
    country: Option<String>,
    time_zone: Option<String>,
    languages: Option<Vec<String>>,
    settings: Option<Vec<String>>,
    stages: Option<Vec<String>>,
    #[serde(default)]
    joint_stages: Vec<Vec<String>>,
    roles: Option<Vec<Role>>,
    attested_by: Option<AttestedBy>,
    time: Option<Time>,
    absence: Option<Absence>,
    part_time: Option<PartTime>,
    advice: Option<Advice>,
    approval: Option<Approval>,
    moves: Option<Moves>,
    #[serde(default)]
    meetings: BTreeMap<String, Meetings>,
    #[serde(default)]
    documents: Vec<String>,
    #[serde(default)]
    time_documents: Vec<String>,
    credit: Option<Credit>,
    #[serde(default)]
    transitions: Vec<Transition>,
    #[serde(default)]
    identifiers: Vec<identifier::Kind>,
    #[serde(default)]
    dossiers: BTreeMap<String, Dossier>,
}

/// Reads the folder.
pub(super) fn scheme(files: &BTreeMap<String, String>) -> Result<Scheme, Vec<Defect>> {
    let (scheme, text, mut defects) = of_rules(files)?;
    agree(&scheme, text, &mut defects);
    let words = words::read(files, &scheme, &mut defects);
    told(Scheme { words, ..scheme }, defects)
}

/// The rules, their text, and what is wrong with them by themselves.
fn of_rules(files: &BTreeMap<String, String>) -> Result<(Scheme, &str, Vec<Defect>), Vec<Defect>> {
    let mut defects = Vec::new();
    let policy = files.get("policy.cedar").cloned().unwrap_or_else(|| {
        defects.push(Defect::in_file("policy.cedar", "missing: it says who may do what"));
        String::new()
    });
    let Some(text) = files.get(FILE) else {
        defects.push(Defect::in_file(FILE, "missing: it holds the rules"));
        return Err(defects);
    };
    let (raw, aside) = lenient(text, &mut defects);
    let Some(raw) = raw else {
        return Err(defects);
    };
    let mut gaps = Gaps { aside, defects };
    let languages = gaps.need("languages", raw.languages).unwrap_or_default();
    let scheme = Scheme {
        code: gaps.need("code", raw.code).unwrap_or_default(),
        country: gaps.need("country", raw.country).unwrap_or_default(),
        time_zone: gaps.need("time_zone", raw.time_zone).unwrap_or_default(),
        settings: gaps.need("settings", raw.settings).unwrap_or_default(),
        stages: gaps.need("stages", raw.stages).unwrap_or_default(),
        joint_stages: raw.joint_stages,
        roles: gaps.need("roles", raw.roles).unwrap_or_default(),
        attested_by: gaps.need("attested_by", raw.attested_by).unwrap_or(NOBODY),
        time: gaps.need("time", raw.time).unwrap_or_default(),
        absence: raw.absence,
        part_time: raw.part_time,
        advice: raw.advice,
        approval: gaps
            .need("approval", raw.approval)
            .unwrap_or(Approval { comment_when_activities_missing: true }),
        moves: gaps.need("moves", raw.moves).unwrap_or(STAYS),
        meetings: raw.meetings,
        documents: raw.documents,
        time_documents: raw.time_documents,
        credit: raw.credit,
        transitions: raw.transitions,
        identifiers: raw.identifiers,
        dossiers: raw.dossiers,
        policy,
        words: Words::default(),
        languages,
    };
    Ok((scheme, text, gaps.defects))
}

/// Reads the rules as they once were: the words that are there, whichever are needed today.
pub(super) fn rules(files: &BTreeMap<String, String>) -> Result<Scheme, Vec<Defect>> {
    let (scheme, _, defects) = of_rules(files)?;
    let words = words::read(files, &scheme, &mut Vec::new());
    told(Scheme { words, ..scheme }, defects)
}

fn told(scheme: Scheme, mut defects: Vec<Defect>) -> Result<Scheme, Vec<Defect>> {
    defects.sort();
    defects.dedup();
    if defects.is_empty() { Ok(scheme) } else { Err(defects) }
}

const NOBODY: AttestedBy = AttestedBy {
    goal: Vec::new(),
    activity: Vec::new(),
    course_general: Vec::new(),
    course_specialty: Vec::new(),
    time: Vec::new(),
    research: Vec::new(),
};
const STAYS: Moves = Moves { within_region: BTreeSet::new(), between_regions: BTreeSet::new() };

/// What must be there and is not; what was put aside has been named already.
struct Gaps {
    aside: BTreeSet<String>,
    defects: Vec<Defect>,
}

impl Gaps {
    fn need<T>(&mut self, key: &str, value: Option<T>) -> Option<T> {
        if value.is_none() && !self.aside.iter().any(|path| path.split('.').next() == Some(key)) {
            self.defects.push(Defect::in_file(FILE, format!("`{key}` is missing")));
        }
        value
    }
}

/// Reads the file, putting aside what cannot be taken. Gives the dotted keys that were put aside.
fn lenient(text: &str, defects: &mut Vec<Defect>) -> (Option<Raw>, BTreeSet<String>) {
    let (document, errors) = DeTable::parse_recoverable(text);
    defects.extend(errors.iter().map(|error| defect(text, error)));
    let (whole, mut table) = (document.span(), document.into_inner());
    let mut aside = BTreeSet::new();
    if !defects.is_empty() {
        return (None, aside);
    }
    loop {
        let document = Spanned::new(whole.clone(), table.clone());
        let error = match Raw::deserialize(toml::de::Deserializer::from(document)) {
            Ok(raw) => return (Some(raw), aside),
            Err(error) => error,
        };
        let missing = error.message().strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`'));
        let ours = missing.is_some_and(|field| aside.iter().any(|path| path.ends_with(&format!(".{field}"))));
        if !ours {
            defects.push(defect(text, &error));
        }
        let byte = error.span().map_or(0, |span| span.start);
        match put_aside(&mut table, byte) {
            Some(key) => aside.insert(key),
            None => return (None, aside),
        };
    }
}

fn defect(text: &str, error: &Error) -> Defect {
    let what = error.message().replace('\n', "; ");
    match error.span() {
        Some(span) => Defect::at(FILE, text, &span, what),
        None => Defect::in_file(FILE, what),
    }
}

/// Removes the innermost key that stands at `byte`, or whose value does; gives it with the keys it was under.
fn put_aside(table: &mut DeTable<'_>, byte: usize) -> Option<String> {
    let mut hit = None;
    for (key, value) in table.iter_mut() {
        let inside = match value.get_mut() {
            DeValue::Table(inner) => put_aside(inner, byte),
            _ => None,
        };
        if let Some(path) = inside {
            return Some(format!("{}.{path}", key.get_ref()));
        }
        if key.span().contains(&byte) || value.span().contains(&byte) {
            hit = Some(key.get_ref().to_string());
        }
    }
    let name = hit?;
    table.remove(name.as_str());
    Some(name)
}

/// What must agree inside the file: codes used are codes named.
fn agree(scheme: &Scheme, text: &str, defects: &mut Vec<Defect>) {
    let mut at = |needle: &str, what: String| {
        let byte = text.find(needle).unwrap_or(0);
        defects.push(Defect::at(FILE, text, &(byte..byte), what));
    };
    for (key, list) in [
        ("languages", &scheme.languages),
        ("settings", &scheme.settings),
        ("stages", &scheme.stages),
        ("documents", &scheme.documents),
    ] {
        let unique: BTreeSet<_> = list.iter().collect();
        if unique.len() != list.len() {
            at(key, format!("`{key}` names something twice"));
        }
        for code in list.iter().filter(|code| !is_code(code)) {
            at(key, format!("`{key}`: \"{code}\" is no code (lower-case letters, digits, underscores)"));
        }
    }
    let attest =
        Kind::ALL.iter().flat_map(|kind| [true, false].map(|general| scheme.attested_by.of(*kind, general)));
    for role in attest.flatten().filter(|role| !scheme.roles.contains(role)) {
        at("[attested_by]", format!("{role} attests and is not among `roles`"));
    }
    for role in scheme
        .advice
        .iter()
        .flat_map(|advice| &advice.needed_from)
        .filter(|role| !scheme.roles.contains(role))
    {
        at("[advice]", format!("{role} advises and is not among `roles`"));
    }
    for setting in &scheme.settings {
        if !scheme.meetings.contains_key(setting) {
            at("settings", format!("[meetings.{setting}] is missing: who reads of meetings there"));
        }
    }
    for setting in scheme.meetings.keys().filter(|setting| !scheme.settings.contains(setting)) {
        at(&format!("[meetings.{setting}]"), format!("\"{setting}\" is not among `settings`"));
    }
    for stage in scheme.joint_stages.iter().flatten().filter(|stage| !scheme.stages.contains(stage)) {
        at("joint_stages", format!("\"{stage}\" is not among `stages`"));
    }
    for (kind, dossier) in
        scheme.dossiers.iter().filter(|(_, dossier)| !scheme.stages.contains(&dossier.stage))
    {
        at(&format!("[dossiers.{kind}]"), format!("\"{}\" is not among `stages`", dossier.stage));
    }
    for kind in scheme.time_documents.iter().filter(|kind| !scheme.documents.contains(kind)) {
        at("time_documents", format!("\"{kind}\" is not among `documents`"));
    }
    for kind in scheme.credit.iter().flat_map(|credit| &credit.documents) {
        if !scheme.documents.contains(kind) {
            at("[credit]", format!("\"{kind}\" is not among `documents`"));
        }
    }
    for setting in scheme.transitions.iter().filter_map(|one| one.setting.as_ref()) {
        if !scheme.settings.contains(setting) {
            at("[[transitions]]", format!("\"{setting}\" is not among `settings`"));
        }
    }
    for (kind, dossier) in &scheme.dossiers {
        for document in &dossier.documents {
            let at = &mut |what| at(&format!("[dossiers.{kind}]"), what);
            if !scheme.documents.contains(&document.kind) {
                at(format!("\"{}\" is not among `documents`", document.kind));
            }
            if let Some(setting) = document.in_setting.as_ref().filter(|one| !scheme.settings.contains(one)) {
                at(format!("\"{setting}\" is not among `settings`"));
            }
        }
    }
    for code in scheme.identifiers.iter().map(|kind| &kind.code).filter(|code| !is_code(code)) {
        at("[[identifiers]]", format!("\"{code}\" is no code (lower-case letters, digits, underscores)"));
    }
    for (place, what) in identifier::disagree(&scheme.identifiers, scheme.dossiers.iter()) {
        at(&place, what);
    }
    if scheme.time.certifies_absence_below_percent.is_some_and(|percent| percent > 100) {
        at("certifies_absence_below_percent", "a percentage is at most 100".to_owned());
    }
}

fn is_code(code: &str) -> bool {
    !code.is_empty() && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}
