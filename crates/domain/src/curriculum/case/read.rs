//! Reads a CASE package: the tree that its associations make becomes a list of requirements under their themes.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::{Map, Value as Json, value::RawValue};

use super::super::{
    TITLE_MAX,
    draft::{Cell, Draft, Table, Value},
    flaw::{Flaw, Lines, Place},
    take::is_code,
    title_of,
};
use super::{CHILD, OURS, SUPPORTS};

#[derive(Deserialize)]
struct Outer<'a> {
    #[serde(rename = "CFPackage", borrow)]
    package: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Package<'a> {
    #[serde(rename = "CFDocument")]
    document: Option<Document>,
    #[serde(rename = "CFItems", borrow)]
    items: Option<Vec<&'a RawValue>>,
    #[serde(rename = "CFAssociations", borrow, default)]
    associations: Option<Vec<&'a RawValue>>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct Document {
    identifier: Option<String>,
    title: Option<String>,
    version: Option<Json>,
    language: Option<String>,
    #[serde(rename = "officialSourceURL")]
    official_source_url: Option<String>,
    uri: Option<String>,
    #[serde(rename = "licenseURI")]
    license_uri: Option<Json>,
    status_start_date: Option<String>,
    extensions: Option<Json>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct Item {
    identifier: Option<String>,
    full_statement: Option<String>,
    abbreviated_statement: Option<String>,
    human_coding_scheme: Option<String>,
    #[serde(rename = "CFItemType")]
    item_type: Option<String>,
    extensions: Option<Json>,
    #[serde(skip)]
    line: usize,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Association {
    association_type: Option<String>,
    #[serde(rename = "originNodeURI")]
    origin: Option<Json>,
    #[serde(rename = "destinationNodeURI")]
    destination: Option<Json>,
    sequence_number: Option<f64>,
    #[serde(skip)]
    line: usize,
}

/// Reads a package.
pub(in super::super) fn read(text: &str) -> Draft {
    let outer = match serde_json::from_str::<Outer<'_>>(text) {
        Ok(outer) => outer,
        Err(error) => return not_json(&error),
    };
    let inner = outer.package.map_or(text, RawValue::get);
    let package = match serde_json::from_str::<Package<'_>>(inner) {
        Ok(package) => package,
        Err(error) => return not_json(&error),
    };
    let lines = Lines::of(text);
    let line_of = |raw: &RawValue| {
        let byte = (raw.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        lines.of_byte(byte)
    };
    let mut draft = Draft::default();
    let document = package.document.unwrap_or_else(|| {
        draft.flaws.push(Flaw::whole("no CFDocument: a CASE package has one"));
        Document::default()
    });
    let Some(raw_items) = package.items else {
        return Draft::unreadable(Flaw::whole("no CFItems: a CASE package has them"));
    };
    let mut items = Vec::new();
    for raw in raw_items {
        match serde_json::from_str::<Item>(raw.get()) {
            Ok(item) => items.push(Item { line: line_of(raw), ..item }),
            Err(error) => draft.flaws.push(Flaw::on(line_of(raw), format!("CFItem: {}", said(&error)))),
        }
    }
    let mut associations = Vec::new();
    for raw in package.associations.unwrap_or_default() {
        match serde_json::from_str::<Association>(raw.get()) {
            Ok(one) => associations.push(Association { line: line_of(raw), ..one }),
            Err(error) => {
                draft.flaws.push(Flaw::on(line_of(raw), format!("CFAssociation: {}", said(&error))));
            }
        }
    }
    head(&mut draft.head, &document);
    let tree = Tree::of(&document, &items, &associations, &mut draft.flaws);
    requirements(&mut draft, &items, &tree);
    draft
}

fn not_json(error: &serde_json::Error) -> Draft {
    Draft::unreadable(Flaw::on(error.line(), format!("not a CASE package: {}", said(error))))
}

/// The error without its own line and column, which count from the start of a part.
fn said(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what).to_owned()
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

/// Which item stands below which.
struct Tree {
    parent: BTreeMap<usize, usize>,
    /// Items in the order of the tree.
    order: Vec<usize>,
    /// Which items each item supports.
    supports: BTreeMap<usize, Vec<usize>>,
}

impl Tree {
    fn of(document: &Document, items: &[Item], associations: &[Association], flaws: &mut Vec<Flaw>) -> Self {
        let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, item) in items.iter().enumerate() {
            match item.identifier.as_deref() {
                Some(id) if by_id.insert(id, at).is_some() => {
                    flaws.push(Flaw::on(item.line, format!("the identifier {id} occurs twice")));
                }
                Some(_) => {}
                None => flaws.push(Flaw::on(item.line, "an item without an identifier")),
            }
        }
        let mut links = Links { by_id, root: document.identifier.as_deref(), flaws, parent: BTreeMap::new() };
        let mut sequence: BTreeMap<usize, f64> = BTreeMap::new();
        let mut supports: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for one in associations {
            match one.association_type.as_deref() {
                Some(CHILD) => {
                    let Some(child) = links.item(one.origin.as_ref(), one.line) else { continue };
                    if let Some(number) = one.sequence_number {
                        sequence.entry(child).or_insert(number);
                    }
                    if let Some(parent) = links.item(one.destination.as_ref(), one.line) {
                        links.put_below(child, parent, one.line);
                    }
                }
                Some(SUPPORTS) => {
                    let ends = (links.known(one.origin.as_ref()), links.known(one.destination.as_ref()));
                    if let (Some(activity), Some(goal)) = ends {
                        supports.entry(activity).or_default().push(goal);
                    }
                }
                _ => {}
            }
        }
        let order = in_order(items.len(), &links.parent, &sequence);
        Self { parent: links.parent, order, supports }
    }

    fn has_children(&self, at: usize) -> bool {
        self.parent.values().any(|parent| *parent == at)
    }
}

struct Links<'a> {
    by_id: BTreeMap<&'a str, usize>,
    root: Option<&'a str>,
    flaws: &'a mut Vec<Flaw>,
    parent: BTreeMap<usize, usize>,
}

impl Links<'_> {
    fn known(&self, end: Option<&Json>) -> Option<usize> {
        self.by_id.get(id_of(end?)?.as_str()).copied()
    }
    /// The item an association names; none for the document. One that is not in the file is a flaw.
    fn item(&mut self, end: Option<&Json>, line: usize) -> Option<usize> {
        let found = self.known(end);
        let id = end.and_then(id_of);
        if found.is_none() && (id.is_none() || (id.as_deref() != self.root && self.root.is_some())) {
            let id = id.unwrap_or_else(|| "nothing".to_owned());
            self.flaws.push(Flaw::on(line, format!("isChildOf names {id}, which is not in this package")));
        }
        found
    }
    /// The first parent counts; a circle is a flaw.
    fn put_below(&mut self, child: usize, parent: usize, line: usize) {
        let mut above = Some(parent);
        while let Some(at) = above {
            if at == child {
                self.flaws.push(Flaw::on(line, "isChildOf runs in a circle"));
                return;
            }
            above = self.parent.get(&at).copied();
        }
        self.parent.entry(child).or_insert(parent);
    }
}

/// `{identifier, uri}`, or a bare address whose last part is the identifier.
fn id_of(end: &Json) -> Option<String> {
    let last = |uri: &str| uri.rsplit('/').next().unwrap_or(uri).to_owned();
    match end {
        Json::String(uri) => Some(last(uri)),
        Json::Object(link) => {
            let text = |key: &str| link.get(key).and_then(Json::as_str);
            text("identifier").map(str::to_owned).or_else(|| text("uri").map(last))
        }
        _ => None,
    }
}

fn in_order(count: usize, parent: &BTreeMap<usize, usize>, sequence: &BTreeMap<usize, f64>) -> Vec<usize> {
    let mut below: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for at in 0..count {
        below.entry(parent.get(&at).copied()).or_default().push(at);
    }
    for children in below.values_mut() {
        let number = |at: &usize| sequence.get(at).copied().unwrap_or(f64::MAX);
        children.sort_by(|a, b| number(a).total_cmp(&number(b)).then(a.cmp(b)));
    }
    let mut order = Vec::with_capacity(count);
    let mut stack: Vec<usize> = below.get(&None).into_iter().flatten().rev().copied().collect();
    while let Some(at) = stack.pop() {
        order.push(at);
        stack.extend(below.get(&Some(at)).into_iter().flatten().rev());
    }
    order
}

/// What an item is by the word its publisher uses; none when the word says nothing to us.
fn kind_of(word: &str) -> Option<&'static str> {
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
            (None, None) => (!tree.has_children(at)).then(|| "goal".to_owned()),
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
    let mut tables: Vec<(i64, Table)> = Vec::new();
    for (n, (at, kind)) in chosen.iter().enumerate() {
        let table = requirement(&items[*at], kind, &codes[at], draft);
        let table = with_relations(table, *at, kind, items, tree, &chosen, &codes);
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

impl Item {
    /// The publisher's code, when it can stand in an address as it is.
    fn official_code(&self) -> Option<String> {
        let code = self.human_coding_scheme.as_deref()?.trim();
        is_code(code).then(|| code.to_owned())
    }
    /// That, or one of ours: the publisher's with what an address cannot hold replaced, or a number.
    fn code(&self, taken: &mut BTreeSet<String>) -> String {
        if let Some(code) = self.official_code() {
            return code;
        }
        let given = self.human_coding_scheme.as_deref().unwrap_or_default().trim();
        let fits = |c: char| if c.is_ascii_alphanumeric() || "._-~".contains(c) { c } else { '-' };
        let stem: String = given.chars().take(30).map(fits).collect();
        let mut n = 1;
        loop {
            let code = match (stem.as_str(), n) {
                ("", n) => format!("L{n}"),
                (stem, 1) => stem.to_owned(),
                (stem, n) => format!("{stem}-{n}"),
            };
            if taken.insert(code.clone()) {
                return code;
            }
            n += 1;
        }
    }
    fn statement(&self) -> &str {
        self.full_statement.as_deref().unwrap_or_default().trim()
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
        draft.flaws.push(Flaw::on(item.line, format!("{code} has no fullStatement")));
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
    chosen: &[(usize, String)],
    codes: &BTreeMap<usize, String>,
) -> Table {
    let is_goal = |one: usize| chosen.iter().any(|(at, kind)| *at == one && kind == "goal");
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
        if is_goal(one) {
            goals.push(one);
        }
        above = tree.parent.get(&one).copied();
    }
    if matches!(kind, "activity" | "course") && !goals.is_empty() {
        let mut names: Vec<String> = Vec::new();
        for goal in goals.into_iter().filter(|goal| is_goal(*goal)) {
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
