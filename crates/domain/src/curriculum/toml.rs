//! Our own form, TOML: read with the line of every value, and written so that the same curriculum gives the same bytes.

use std::fmt::Write as _;

use toml::de::{DeTable, DeValue};

use super::{
    Attesters, CodeSource, Curriculum, Requirement,
    draft::{Cell, Draft, Table, Value},
    flaw::{Flaw, Lines, Place},
};

/// The name of the list of requirements.
const REQUIREMENT: &str = "requirement";

/// Reads a file.
pub(super) fn read(text: &str) -> Draft {
    let lines = Lines::of(text);
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut draft = Draft::default();
    for error in errors {
        let what = said(error.message());
        let line = error.span().map(|span| lines.of_byte(span.start));
        // A value that cannot be read is one key less, and all the rest is read; anything else may hide more.
        match line.and_then(|line| text.lines().nth(line.checked_sub(1)?)).and_then(key_of) {
            Some(key) => drop(draft.unread.insert(key.to_owned())),
            None => draft.broken = true,
        }
        draft.flaws.push(match line {
            Some(line) => Flaw::on(line, what),
            None => Flaw::whole(what),
        });
    }
    for (key, value) in document.into_inner() {
        let place = Place::line(lines.of_byte(key.span().start));
        let key = key.into_inner();
        match value.into_inner() {
            DeValue::Array(items) if key == REQUIREMENT => {
                for item in items {
                    let place = Place::line(lines.of_byte(item.span().start));
                    match item.into_inner() {
                        DeValue::Table(inner) => draft.requirements.push(table(inner, place, &lines)),
                        _ => draft.flaws.push(Flaw::at(&place, "a requirement is a table: [[requirement]]")),
                    }
                }
            }
            value if key == REQUIREMENT => {
                draft.flaws.push(Flaw::at(&place, "requirements are a list: write [[requirement]]"));
                if let DeValue::Table(inner) = value {
                    draft.requirements.push(table(inner, place, &lines));
                }
            }
            value => draft.head.put(&key, plain(value, &lines), place),
        }
    }
    draft
}

/// The key of a line `key = …` whose value ends on it.
fn key_of(line: &str) -> Option<&str> {
    let (key, value) = line.split_once('=')?;
    let (key, value) = (key.trim(), value.trim());
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let goes_on = value.starts_with(['[', '{']) || value.starts_with("\"\"\"") || value.starts_with("'''");
    (is_key && !goes_on).then_some(key)
}

/// What the parser found, for somebody who does not know its grammar.
fn said(message: &str) -> String {
    const PLAIN: &[(&[&str], &str)] = &[
        (
            &["must be quoted", "basic string", "literal string"],
            "a text must stand between straight quotation marks: title = \"Sjokk\"",
        ),
        (&["duplicate key"], "this key stands here twice"),
        (&["key with no value"], "a line must read `key = value`"),
        (
            &["float", "leading zero", "integer", "date"],
            "neither a number nor a day: write 12, or 2019-03-01",
        ),
    ];
    let plain = PLAIN.iter().find(|(marks, _)| marks.iter().any(|mark| message.contains(mark)));
    plain.map_or_else(
        || format!("not written as TOML: {}", message.replace('\n', "; ")),
        |(_, plain)| (*plain).to_owned(),
    )
}

fn table(inner: DeTable<'_>, place: Place, lines: &Lines) -> Table {
    let mut table = Table::at(place);
    for (key, value) in inner {
        let place = Place::line(lines.of_byte(key.span().start));
        table.put(key.get_ref(), plain(value.into_inner(), lines), place);
    }
    table
}

fn plain(value: DeValue<'_>, lines: &Lines) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Other, Value::Int)
        }
        DeValue::Boolean(yes) => Value::Bool(yes),
        DeValue::Datetime(when) => Value::Text(when.to_string()),
        DeValue::Array(items) => Value::List(
            items
                .into_iter()
                .map(|item| {
                    let place = Place::line(lines.of_byte(item.span().start));
                    Cell { value: plain(item.into_inner(), lines), place }
                })
                .collect(),
        ),
        DeValue::Float(_) | DeValue::Table(_) => Value::Other,
    }
}

/// Writes the canonical form: fixed order of keys, what is as usual left out.
pub(super) fn write(curriculum: &Curriculum) -> String {
    let mut out = String::new();
    let c = curriculum;
    line(&mut out, "scheme", &text(&c.scheme));
    line(&mut out, "code", &text(&c.code));
    line(&mut out, "version", &text(&c.version));
    line(&mut out, "title", &text(&c.title));
    optional(&mut out, "specialty", c.specialty.as_deref());
    optional(&mut out, "stage", c.stage.as_deref());
    optional(&mut out, "setting", c.setting.as_deref());
    line(&mut out, "valid_from", &c.valid_from.map_or_else(|| text("unknown"), |day| day.to_string()));
    line(&mut out, "language", &text(&c.language));
    line(&mut out, "partial", if c.partial { "true" } else { "false" });
    line(&mut out, "demo", if c.demo { "true" } else { "false" });
    line(&mut out, "source", &text(&c.source));
    line(&mut out, "licence", &text(&c.licence));
    for requirement in &c.requirements {
        out.push_str("\n[[requirement]]\n");
        write_requirement(&mut out, requirement);
    }
    out
}

fn write_requirement(out: &mut String, r: &Requirement) {
    line(out, "code", &text(&r.code));
    if r.code_source == CodeSource::Local {
        line(out, "code_source", &text(r.code_source.code()));
    }
    line(out, "kind", &text(r.kind.code()));
    line(out, "title", &text(&r.title));
    optional(out, "text", r.text.as_deref());
    optional(out, "text_source", r.text_source.as_deref());
    optional(out, "text_licence", r.text_licence.as_deref());
    optional(out, "theme", r.theme.as_deref());
    optional(out, "arena", r.arena.as_deref());
    optional(out, "setting", r.setting.as_deref());
    optional(out, "evidence", r.evidence.as_deref());
    number(out, "required_count", r.required_count);
    number(out, "months", r.months);
    number(out, "months_max", r.months_max);
    if r.general {
        line(out, "general", "true");
    }
    match &r.attested_by {
        Attesters::Scheme => {}
        Attesters::Roles(roles) => line(out, "attested_by", &list(roles.iter().map(|role| role.code()))),
        Attesters::NoSignature => line(out, "attested_by", &text("-")),
    }
    if !r.supports.is_empty() {
        line(out, "supports", &list(r.supports.iter().map(String::as_str)));
    }
    if r.demo {
        line(out, "demo", "true");
    }
}

fn line(out: &mut String, key: &str, value: &str) {
    writeln!(out, "{key} = {value}").expect("a String takes all that is written to it");
}

fn optional(out: &mut String, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        line(out, key, &text(value));
    }
}

fn number(out: &mut String, key: &str, value: Option<u32>) {
    if let Some(value) = value {
        line(out, key, &value.to_string());
    }
}

fn text(value: &str) -> String {
    toml::Value::String(value.to_owned()).to_string()
}

fn list<'a>(values: impl Iterator<Item = &'a str>) -> String {
    format!("[{}]", values.map(text).collect::<Vec<_>>().join(", "))
}
