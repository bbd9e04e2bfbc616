//! Reads a CASE package: the tree that its associations make becomes a list of requirements under their themes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json};

use super::super::{
    TITLE_MAX,
    draft::{Cell, Draft, Table, Value},
    flaw::{Flaw, Place},
    title_of,
};
use super::{
    OURS,
    package::{Document, Item, parse},
    tree::Tree,
};

/// Reads a package.
pub(in super::super) fn read(text: &str) -> Draft {
    let parsed = match parse(text) {
        Ok(parsed) => parsed,
        Err(flaw) => return Draft::unreadable(flaw),
    };
    let mut draft = Draft { flaws: parsed.flaws, ..Draft::default() };
    head(&mut draft.head, &parsed.document);
    let tree = Tree::of(&parsed.document, &parsed.items, &parsed.associations, &mut draft.flaws);
    requirements(&mut draft, &parsed.items, &tree);
    draft
}

fn head(head: &mut Table, document: &Document) {
    let text = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let licence = document.license_uri.as_ref().and_then(|uri| match uri {
        Json::Object(link) => link.get("title").or_else(|| link.get("uri")).map(text),
        Json::String(uri) => Some(uri.clone()),
        _ => None,
    });
    let source = document.official_source_url.clone().or_else(|| document.uri.clone());
    for (key, value) in [
        ("title", document.title.clone()),
        ("version", document.version.as_ref().map(text)),
        ("language", document.language.clone()),
        ("source", source),
        ("licence", licence),
        ("valid_from", document.status_start_date.as_ref().map(|day| day.chars().take(10).collect())),
    ] {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            head.say(key, value);
        }
    }
    if let Some(ours) = ours_of(document.extensions.as_ref()) {
        take_ours(head, ours, &Place::default());
    }
}

/// Our corner of an item's or a document's extensions.
fn ours_of(extensions: Option<&Json>) -> Option<&Map<String, Json>> {
    extensions?.get(OURS)?.as_object()
}

/// Our own keys, as we wrote them; they win over what CASE's own fields gave.
fn take_ours(table: &mut Table, ours: &Map<String, Json>, place: &Place) {
    for (key, value) in ours.iter().filter(|(key, _)| !INTERNAL.contains(&key.as_str())) {
        table.take(key);
        table.put(key, plain(value, place), place.clone());
    }
}

/// Keys of our corner that are the reader's business.
const INTERNAL: [&str; 2] = ["position", "text_known"];

fn plain(value: &Json, place: &Place) -> Value {
    match value {
        Json::String(text) => Value::Text(text.clone()),
        Json::Bool(yes) => Value::Bool(*yes),
        Json::Number(number) => number.as_i64().map_or(Value::Other, Value::Int),
        Json::Array(items) => Value::List(
            items.iter().map(|one| Cell { value: plain(one, place), place: place.clone() }).collect(),
        ),
        Json::Null | Json::Object(_) => Value::Other,
    }
}

/// What an item is by the word its publisher uses; none when the word says nothing to us.
pub(in super::super) fn kind_of(word: &str) -> Option<&'static str> {
    const WORDS: &[(&str, &[&str])] = &[
        (
            "heading",
            &[
                "heading", "theme", "tema", "domain", "strand", "cluster", "category", "group", "topic",
                "kategori",
            ],
        ),
        (
            "goal",
            &[
                "goal",
                "læringsmål",
                "laeringsmal",
                "kompetence",
                "kompetanse",
                "competency",
                "learning outcome",
                "learning objective",
                "mål",
            ],
        ),
        ("activity", &["activity", "aktivitet", "læringsaktivitet", "procedure", "prosedyre"]),
        ("course", &["course", "kursus", "kurs"]),
        ("research", &["research", "forskningstræning"]),
    ];
    let word = word.trim().to_lowercase();
    WORDS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(kind, _)| *kind)
}

fn requirements(draft: &mut Draft, items: &[Item], tree: &Tree) {
    let mut codes: BTreeMap<usize, String> = BTreeMap::new();
    let kind = |at: usize| {
        let ours = ours_of(items[at].extensions.as_ref()).and_then(|ours| ours.get("kind")?.as_str());
        let words = items[at].item_type.as_deref().and_then(kind_of);
        match (ours, words) {
            (Some(ours), _) => Some(ours.to_owned()),
            (None, Some("heading")) => None,
            (None, Some(word)) => Some(word.to_owned()),
            (None, None) => (!tree.above.contains(&at)).then(|| "goal".to_owned()),
        }
    };
    let chosen: Vec<(usize, String)> =
        tree.order.iter().filter_map(|at| kind(*at).map(|kind| (*at, kind))).collect();
    let mut taken: BTreeSet<String> =
        chosen.iter().filter_map(|(at, _)| items[*at].official_code()).collect();
    codes_occur_once(&chosen, items, &mut draft.flaws);
    for (at, _) in &chosen {
        codes.insert(*at, items[*at].code(&mut taken));
    }
    let goals: BTreeSet<usize> =
        chosen.iter().filter(|(_, kind)| kind == "goal").map(|(at, _)| *at).collect();
    let mut tables: Vec<(i64, Table)> = Vec::new();
    for (n, (at, kind)) in chosen.iter().enumerate() {
        let table = requirement(&items[*at], kind, &codes[at], draft);
        let table = with_relations(table, *at, kind, items, tree, &goals, &codes);
        let position =
            ours_of(items[*at].extensions.as_ref()).and_then(|ours| ours.get("position")?.as_i64());
        tables.push((position.unwrap_or_else(|| i64::try_from(n).unwrap_or(i64::MAX)), table));
    }
    tables.sort_by_key(|(position, _)| *position);
    draft.requirements = tables.into_iter().map(|(_, table)| table).collect();
}

/// A publisher's code that an address cannot hold is compared here, before ours replaces it; the rest with all other forms.
fn codes_occur_once(chosen: &[(usize, String)], items: &[Item], flaws: &mut Vec<Flaw>) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for item in chosen.iter().map(|(at, _)| &items[*at]).filter(|item| item.official_code().is_none()) {
        let code = item.human_coding_scheme.as_deref().unwrap_or_default().trim();
        if code.is_empty() {
            continue;
        }
        if let Some(line) = seen.insert(code, item.line) {
            flaws.push(Flaw::on(item.line, format!("the code {code} occurs twice, first on line {line}")));
        }
    }
}

fn requirement(item: &Item, kind: &str, code: &str, draft: &mut Draft) -> Table {
    let place = Place::line(item.line);
    let mut table = Table::at(place.clone());
    table.say("code", code);
    if item.official_code().is_none() {
        table.say("code_source", "local");
    }
    table.say("kind", kind);
    let ours = ours_of(item.extensions.as_ref());
    let text_known = ours.and_then(|ours| ours.get("text_known")).and_then(Json::as_bool).unwrap_or(true);
    if item.statement().is_empty() {
        let which = item.official_code().or_else(|| item.identifier.clone()).unwrap_or_default();
        let what = format!("the item {which} has no fullStatement").replace("  ", " ");
        draft.flaws.push(Flaw::on(item.line, what));
    }
    let short = item.abbreviated_statement.as_deref().map(str::trim).unwrap_or_default();
    if text_known {
        table.say("text", item.statement());
        let fits = !short.is_empty() && short.chars().count() <= TITLE_MAX && !short.contains('\n');
        table.say("title", if fits { short.to_owned() } else { title_of(item.statement()) });
    } else {
        table.say("title", short);
    }
    if let Some(ours) = ours {
        take_ours(&mut table, ours, &place);
    }
    table
}

/// The theme above it, and the goals it supports: those it names, and the goal it stands below.
fn with_relations(
    mut table: Table,
    at: usize,
    kind: &str,
    items: &[Item],
    tree: &Tree,
    is_goal: &BTreeSet<usize>,
    codes: &BTreeMap<usize, String>,
) -> Table {
    let mut goals = tree.supports.get(&at).cloned().unwrap_or_default();
    let mut above = tree.parent.get(&at).copied();
    while let Some(one) = above {
        if !codes.contains_key(&one) {
            let heading = &items[one];
            let short = heading.abbreviated_statement.as_deref().filter(|text| !text.trim().is_empty());
            if !table.has("theme") {
                table.say("theme", title_of(short.unwrap_or(heading.statement())));
            }
            break;
        }
        if is_goal.contains(&one) {
            goals.push(one);
        }
        above = tree.parent.get(&one).copied();
    }
    if matches!(kind, "activity" | "course") && !goals.is_empty() {
        let mut names: Vec<String> = Vec::new();
        for goal in goals.into_iter().filter(|goal| is_goal.contains(goal)) {
            if let Some(code) = codes.get(&goal).filter(|code| !names.contains(code)) {
                names.push(code.clone());
            }
        }
        let place = table.place.clone();
        let cells = names.into_iter().map(|name| Cell { value: Value::Text(name), place: place.clone() });
        table.put("supports", Value::List(cells.collect()), place.clone());
    }
    table
}
