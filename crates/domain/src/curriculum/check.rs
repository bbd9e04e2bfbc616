//! The rules a curriculum must keep, whatever form it came in: a draft becomes a curriculum, or all its flaws are named.
//! Here is what holds for the whole; the rules of one requirement stand in `requirement`.

use std::collections::{BTreeMap, BTreeSet};

use base::Day;

use super::{
    Beside, CODE_MAX, Curriculum, Form, LINE_MAX, REQUIREMENTS_MAX, Requirement, TITLE_MAX,
    draft::{Draft, Table},
    flaw::{Flaw, Place},
    requirement,
    take::{Taker, is_code},
};
use crate::access::Kind;

/// What is known of the schemes when a file is checked. Of a scheme that is not known nothing is asked.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Every scheme there is; when there is none, any code will do.
    pub schemes: Vec<KnownScheme>,
}

/// What a curriculum may name of its scheme.
#[derive(Debug, Clone)]
pub struct KnownScheme {
    /// Its code.
    pub code: String,
    /// Its stages.
    pub stages: Vec<String>,
    /// Its settings.
    pub settings: Vec<String>,
    /// Its language, for files that do not say theirs.
    pub language: String,
}

/// Judges a draft.
pub(super) fn curriculum(
    draft: Draft,
    form: Form,
    beside: &Beside,
    known: &Known,
) -> Result<Curriculum, Vec<Flaw>> {
    let Draft { mut head, requirements, flaws, broken, unread: keys } = draft;
    let unread: BTreeSet<usize> = if broken || !keys.is_empty() {
        flaws.iter().filter_map(|flaw| flaw.line).collect()
    } else {
        BTreeSet::new()
    };
    let read_amiss = flaws.clone();
    let mut taker = Taker { flaws, broken, unread: keys };
    if broken && requirements.is_empty() && form != Form::Toml {
        return Err(sorted(taker.flaws));
    }
    put_beside(&mut head, beside);
    let mut whole = heading(&mut taker, &mut head, form, beside, known);
    taker.nothing_left(head, HEAD_KEYS);
    let scheme = known.schemes.iter().find(|scheme| scheme.code == whole.scheme);
    if requirements.is_empty() && !broken {
        taker.flaws.push(Flaw::whole("it has no requirement"));
    }
    if requirements.len() > REQUIREMENTS_MAX {
        taker
            .flaws
            .push(Flaw::whole(format!("{} requirements, more than {REQUIREMENTS_MAX}", requirements.len())));
        return Err(sorted(taker.flaws));
    }
    let mut read = Vec::with_capacity(requirements.len());
    for table in requirements {
        read.push(requirement::take(&mut taker, table, scheme));
    }
    codes_occur_once(&mut taker, &read);
    goals_are_there(&mut taker, &read);
    let made_up = read.iter().find(|(one, _)| one.demo);
    if let (Some((one, places)), false) = (made_up, whole.demo) {
        let what = format!("{} is marked demo, so the curriculum itself must say `demo = true`", one.code);
        taker.flaws.push(Flaw::at(&places.whole, what));
    }
    // Of a line that could not be read, only that is said: what was made of it would mislead.
    let amiss = |flaw: &Flaw| flaw.line.is_some_and(|line| unread.contains(&line));
    taker.flaws.retain(|flaw| !amiss(flaw) || read_amiss.contains(flaw));
    whole.requirements = read.into_iter().map(|(one, _)| one).collect();
    put_in_order(&mut whole.requirements);
    say_sources_once(&mut whole);
    if taker.flaws.is_empty() { Ok(whole) } else { Err(sorted(taker.flaws)) }
}

fn sorted(mut flaws: Vec<Flaw>) -> Vec<Flaw> {
    flaws.sort();
    flaws.dedup();
    flaws
}

/// What the head may say.
const HEAD_KEYS: &str = "scheme, code, version, title, specialty, stage, setting, valid_from, language, partial, demo, \
                         source, licence";

fn put_beside(head: &mut Table, beside: &Beside) {
    for (key, value) in [("scheme", &beside.scheme), ("code", &beside.code), ("version", &beside.version)] {
        if let Some(value) = value {
            head.take(key);
            head.put(key, super::draft::Value::Text(value.clone()), Place::default());
        }
    }
}

/// Our own form must say everything itself; of the others, what they have no place for has a sound reading.
fn heading(taker: &mut Taker, head: &mut Table, form: Form, beside: &Beside, known: &Known) -> Curriculum {
    let own = form == Form::Toml;
    let optional = beside.checked_only && !own;
    let code = |taker: &mut Taker, head: &mut Table, key: &str| {
        let option = if own { String::new() } else { format!(": say it with --{key}") };
        let found = taker.code(head, key);
        if found.is_none() && !head.has(key) && !optional && !taker.took_wrong(key) {
            taker.missing(&Place::default(), format!("`{key}` is missing{option}"));
        }
        found.unwrap_or_default()
    };
    let scheme_place = head.get("scheme").map(|cell| cell.place.clone()).unwrap_or_default();
    let scheme = code(taker, head, "scheme");
    let curriculum_code = code(taker, head, "code");
    let version = code(taker, head, "version");
    let its = known.schemes.iter().find(|one| one.code == scheme);
    if its.is_none() && !scheme.is_empty() && !known.schemes.is_empty() {
        let all: Vec<_> = known.schemes.iter().map(|one| one.code.as_str()).collect();
        let what = format!("no scheme is called {scheme:?}; there are: {}", all.join(", "));
        taker.flaws.push(Flaw::at(&scheme_place, what));
    }
    let title = taker.line(head, "title", TITLE_MAX).or_else(|| (!own).then(|| curriculum_code.clone()));
    let title = taker.needed("title", title, head);
    let language_else = its.map_or("und", |one| one.language.as_str());
    Curriculum {
        title,
        specialty: taker.code(head, "specialty"),
        stage: taker.one_of(head, "stage", its.map(|one| one.stages.as_slice())),
        setting: taker.one_of(head, "setting", its.map(|one| one.settings.as_slice())),
        valid_from: valid_from(taker, head, own),
        language: language(taker, head, (!own).then_some(language_else)),
        partial: taker.flag(head, "partial", own),
        demo: taker.flag(head, "demo", false),
        source: said(taker, head, "source", own),
        licence: said(taker, head, "licence", own),
        scheme,
        code: curriculum_code,
        version,
        requirements: Vec::new(),
    }
}

fn valid_from(taker: &mut Taker, head: &mut Table, own: bool) -> Option<Day> {
    let place = head.get("valid_from").map(|cell| cell.place.clone()).unwrap_or_default();
    let Some(text) = taker.line(head, "valid_from", LINE_MAX) else {
        if own && !taker.took_wrong("valid_from") {
            let what = "`valid_from` is missing: a day (2019-03-01), or \"unknown\"";
            taker.missing(&Place::default(), what.to_owned());
        }
        return None;
    };
    if text == "unknown" {
        return None;
    }
    let day = text.parse().ok();
    if day.is_none() {
        let what = format!("`valid_from` is {text:?}: a day that exists (2019-03-01), or \"unknown\"");
        taker.flaws.push(Flaw::at(&place, what));
    }
    day
}

/// A language by its short code; a file of another form may leave it to the scheme.
fn language(taker: &mut Taker, head: &mut Table, otherwise: Option<&str>) -> String {
    let place = head.get("language").map(|cell| cell.place.clone()).unwrap_or_default();
    match (taker.line(head, "language", CODE_MAX), otherwise) {
        (Some(text), _) => {
            let short = text.split('-').next().unwrap_or_default();
            let is_one = (2..=3).contains(&short.len()) && short.bytes().all(|b| b.is_ascii_lowercase());
            if !is_one || !is_code(&text) {
                let what = format!("`language` is {text:?}: a short code such as da, nb, nn or en");
                taker.flaws.push(Flaw::at(&place, what));
            }
            text
        }
        (None, Some(otherwise)) => otherwise.to_owned(),
        (None, None) => {
            if !taker.took_wrong("language") {
                taker.missing(&Place::default(), "`language` is missing: da, nb, nn, en …".to_owned());
            }
            String::new()
        }
    }
}

/// What nobody knows is said to be unknown.
fn said(taker: &mut Taker, head: &mut Table, key: &'static str, own: bool) -> String {
    match taker.line(head, key, LINE_MAX) {
        Some(text) => text,
        None => {
            if own && !taker.took_wrong(key) {
                taker.missing(
                    &Place::default(),
                    format!("`{key}` is missing; where nobody knows, write \"unknown\""),
                );
            }
            "unknown".to_owned()
        }
    }
}

fn codes_occur_once(taker: &mut Taker, read: &[(Requirement, requirement::Places)]) {
    let mut by_code: BTreeMap<&str, Vec<&Place>> = BTreeMap::new();
    for (one, places) in read.iter().filter(|(one, _)| !one.code.is_empty()) {
        by_code.entry(&one.code).or_default().push(&places.code);
    }
    for (code, mut places) in by_code {
        places.sort_by_key(|place| place.line);
        let on = places[0].line.map_or_else(String::new, |line| format!(", first on line {line}"));
        for place in &places[1..] {
            taker.flaws.push(Flaw::at(place, format!("the code {code} occurs twice{on}")));
        }
    }
}

/// What an activity supports must be goals of this curriculum.
fn goals_are_there(taker: &mut Taker, read: &[(Requirement, requirement::Places)]) {
    let kinds: BTreeMap<&str, Kind> = read.iter().map(|(one, _)| (one.code.as_str(), one.kind)).collect();
    for (one, places) in read {
        for (code, place) in one.supports.iter().zip(&places.supports) {
            let what = match kinds.get(code.as_str()) {
                Some(Kind::Goal) => continue,
                Some(kind) => format!("{} supports {code}, which is no goal but of kind {kind}", one.code),
                None => format!("{} supports {code}, which is not in this curriculum", one.code),
            };
            taker.flaws.push(Flaw::at(place, what));
        }
    }
}

/// A text from the source of the whole does not say so again, so that the same content is written the same.
fn say_sources_once(whole: &mut Curriculum) {
    for one in &mut whole.requirements {
        one.text_source = one.text_source.take().filter(|source| *source != whole.source);
        one.text_licence = one.text_licence.take().filter(|licence| *licence != whole.licence);
    }
}

/// What an activity supports is a set: it stands in the order of the goals, so that the same content is written the same.
fn put_in_order(requirements: &mut [Requirement]) {
    let place: BTreeMap<String, usize> =
        requirements.iter().enumerate().map(|(n, one)| (one.code.clone(), n)).collect();
    for one in requirements {
        one.supports.sort_by_key(|code| place.get(code).copied());
    }
}
