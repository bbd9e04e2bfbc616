//! A curriculum as a table: one requirement a row, columns named like the keys of our TOML, in any order. What holds for the
//! whole may stand above the table, as lines like `# title = Anestesiologi`. Comma or semicolon; UTF-8.

use super::{
    case::kind_of,
    draft::{Cell, Draft, Table, Value},
    flaw::{Flaw, Place},
    title_of,
};

/// The columns there are.
const COLUMNS: &[&str] = &[
    "code",
    "code_source",
    "kind",
    "title",
    "text",
    "text_source",
    "text_licence",
    "theme",
    "arena",
    "setting",
    "evidence",
    "required_count",
    "months",
    "months_max",
    "general",
    "attested_by",
    "supports",
    "demo",
];

/// What Danes and Norwegians call them.
const NORDIC: &[(&str, &[&str])] = &[
    ("code", &["kode"]),
    ("kind", &["type", "slags", "slag"]),
    ("title", &["titel", "tittel"]),
    ("text", &["tekst"]),
    ("text_source", &["kilde", "kjelde"]),
    ("text_licence", &["licens", "lisens"]),
    ("theme", &["tema"]),
    ("required_count", &["antal", "antall"]),
    ("months", &["måneder", "månader"]),
];

/// Reads a table.
pub(super) fn read(text: &str) -> Draft {
    let mut draft = Draft::default();
    let (above, table) = part(text);
    for (n, line) in above.lines().enumerate() {
        heading(line, n + 1, &mut draft);
    }
    let (table, skipped) = match table.split_once('\n') {
        // A spreadsheet's own line that says which separator follows.
        Some((first, rest)) if first.trim().starts_with("sep=") => (rest, above.lines().count() + 1),
        _ => (table, above.lines().count()),
    };
    let header = table.lines().next().unwrap_or_default();
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|d| (header.bytes().filter(|b| b == d).count(), *d == b','))
        .unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(table.as_bytes());
    let columns = match reader.headers() {
        Ok(record) => columns(record, skipped + 1, &mut draft),
        Err(error) => return Draft::unreadable(Flaw::whole(format!("not a table: {error}"))),
    };
    if draft.broken {
        return draft;
    }
    for record in reader.records() {
        match record {
            Ok(record) => row(&record, &columns, skipped, &mut draft),
            Err(error) => {
                let line = error.position().map_or(skipped + 1, |at| skipped + line_of(at));
                draft.flaws.push(Flaw::on(line, format!("this row cannot be read: {error}")));
            }
        }
    }
    draft
}

/// The lines that begin with `#` at the top, and the table.
fn part(text: &str) -> (&str, &str) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !line.starts_with('#') && !line.trim().is_empty() {
            break;
        }
        at += line.len();
    }
    text.split_at(at)
}

fn heading(line: &str, number: usize, draft: &mut Draft) {
    let Some((key, value)) = line.strip_prefix('#').and_then(|rest| rest.split_once('=')) else { return };
    // A spreadsheet pads such a line with the separators of its empty cells.
    let value = value.trim().trim_end_matches([',', ';', '\t']).trim().trim_matches('"');
    let value = match (key.trim(), value) {
        ("partial" | "demo", text) => {
            yes_or_no(text).map_or_else(|| Value::Text(text.to_owned()), Value::Bool)
        }
        (_, text) => Value::Text(text.to_owned()),
    };
    draft.head.put(key.trim(), value, Place::line(number));
}

/// The columns' names in order; none for one that is not known.
fn columns(record: &csv::StringRecord, line: usize, draft: &mut Draft) -> Vec<Option<&'static str>> {
    let mut found: Vec<Option<&'static str>> = Vec::new();
    let mut unknown = Vec::new();
    for name in record {
        let name = name.trim().to_lowercase();
        let nordic =
            NORDIC.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(column, _)| *column);
        let column = COLUMNS.iter().copied().find(|column| *column == name).or(nordic);
        if column.is_none() && !name.is_empty() {
            unknown.push(format!("{name:?}"));
        }
        if column.is_some() && found.contains(&column) {
            draft.flaws.push(Flaw::on(line, format!("the column {name} occurs twice")));
            draft.broken = true;
        }
        found.push(column);
    }
    if !unknown.is_empty() {
        let what = format!("no column is called {}; there are: {}", unknown.join(" or "), COLUMNS.join(", "));
        draft.flaws.push(Flaw::on(line, what));
    }
    for (needed, or) in [("code", "code"), ("title", "text")] {
        if !found.contains(&Some(needed)) && !found.contains(&Some(or)) {
            let what = format!("a column {needed} must be there: the first row names the columns");
            draft.flaws.push(Flaw::on(line, what));
            draft.broken = true;
        }
    }
    found
}

fn row(record: &csv::StringRecord, columns: &[Option<&'static str>], skipped: usize, draft: &mut Draft) {
    if record.iter().all(|cell| cell.trim().is_empty()) {
        return;
    }
    let line = skipped + record.position().map_or(1, line_of);
    if record.len() > columns.len() {
        let what = format!(
            "{} cells, and the table has {} columns: a cell that holds a separator stands in quotation marks",
            record.len(),
            columns.len()
        );
        draft.flaws.push(Flaw::on(line, what));
    }
    let mut table = Table::at(Place::line(line));
    for (column, text) in columns.iter().zip(record) {
        let (Some(column), text) = (column, text.trim()) else { continue };
        if !text.is_empty() || *column == "code" {
            let place = Place::cell(line, column);
            table.put(column, value(column, text, &place), place);
        }
    }
    if !table.has("kind") {
        table.say("kind", "goal");
    }
    if !table.has("title") {
        let title = match table.get("text") {
            Some(Cell { value: Value::Text(text), .. }) => title_of(text),
            _ => String::new(),
        };
        table.say("title", title);
    }
    draft.requirements.push(table);
}

fn value(column: &str, text: &str, place: &Place) -> Value {
    let as_it_is = || Value::Text(text.to_owned());
    match column {
        "required_count" | "months" | "months_max" => text.parse().map_or_else(|_| as_it_is(), Value::Int),
        "general" | "demo" => yes_or_no(text).map_or_else(as_it_is, Value::Bool),
        "kind" => Value::Text(kind_of(text).filter(|kind| *kind != "heading").unwrap_or(text).to_owned()),
        "supports" | "attested_by" if text != "-" => Value::List(
            text.split([' ', ',', ';', '\n'])
                .filter(|one| !one.is_empty())
                .map(|one| Cell { value: Value::Text(one.to_owned()), place: place.clone() })
                .collect(),
        ),
        _ => as_it_is(),
    }
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "ja" | "x" | "1" => Some(true),
        "false" | "no" | "nej" | "nei" | "0" => Some(false),
        _ => None,
    }
}

fn line_of(at: &csv::Position) -> usize {
    usize::try_from(at.line()).unwrap_or(usize::MAX)
}
