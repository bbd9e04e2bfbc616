//! Takes one value after another out of a draft's table, each as what it must be, and notes what is wrong with it.

use std::collections::BTreeSet;

use super::{
    CODE_MAX,
    draft::{Cell, Table, Value},
    flaw::{Flaw, Place},
};
use crate::text::is_text;

/// Collects what is wrong while values are taken.
pub(super) struct Taker {
    pub(super) flaws: Vec<Flaw>,
    /// The file is broken in its form: what seems missing may only be unread, and is not named.
    pub(super) broken: bool,
    /// Keys that stand there with a value that could not be read: they are not missing.
    pub(super) unread: BTreeSet<String>,
}

/// Whether a text can stand in an address as it is: Latin letters, digits, and `. _ - ~`.
pub(super) fn is_code(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "._-~".contains(c);
    (1..=CODE_MAX).contains(&text.len()) && text.chars().all(fits) && !text.chars().all(|c| c == '.')
}

impl Taker {
    pub(super) fn wrong(&mut self, place: &Place, what: impl Into<String>) {
        self.flaws.push(Flaw::at(place, what));
    }

    pub(super) fn missing(&mut self, place: &Place, what: String) {
        let stands_there = self.unread.iter().any(|key| what.contains(&format!("`{key}`")));
        if !self.broken && !stands_there {
            self.wrong(place, what);
        }
    }

    /// Whether something was said under this key and could not be taken.
    pub(super) fn took_wrong(&self, key: &str) -> bool {
        let name = format!("`{key}` ");
        self.flaws.iter().any(|flaw| flaw.what.starts_with(&name))
    }

    fn cell(&mut self, table: &mut Table, key: &str) -> Option<Cell> {
        let cell = table.take(key)?;
        while table.take(key).is_some() {
            self.wrong(&cell.place, format!("`{key}` is said twice"));
        }
        Some(cell)
    }

    /// A text as it stands, trimmed, of at most so many characters, on any number of lines.
    pub(super) fn text(&mut self, table: &mut Table, key: &str, max: usize) -> Option<(String, Place)> {
        let cell = self.cell(table, key)?;
        let Value::Text(text) = cell.value else {
            self.wrong(&cell.place, format!("`{key}` must be a text in quotation marks"));
            return None;
        };
        let text = text.replace("\r\n", "\n").trim().to_owned();
        let length = text.chars().count();
        if length > max {
            self.wrong(&cell.place, format!("`{key}` has {length} characters, more than {max}"));
        }
        if text.contains('\r') || !text.chars().all(is_text) {
            self.wrong(&cell.place, format!("`{key}` holds characters that are not text"));
        }
        Some((text, cell.place))
    }

    /// A text on one line; an empty one is none.
    pub(super) fn line(&mut self, table: &mut Table, key: &str, max: usize) -> Option<String> {
        let (text, place) = self.text(table, key, max)?;
        self.on_one_line(key, &text, &place);
        (!text.is_empty()).then_some(text)
    }

    /// In a table a second line is most often a quotation mark that was never closed.
    pub(super) fn on_one_line(&mut self, key: &str, text: &str, place: &Place) {
        if text.contains('\n') {
            let hint = if place.column.is_some() { "; is a quotation mark not closed?" } else { "" };
            self.wrong(place, format!("`{key}` must stand on one line{hint}"));
        }
    }

    /// A text that must be there; said empty is as bad as not said.
    pub(super) fn needed(&mut self, key: &str, found: Option<String>, table: &Table) -> String {
        if found.is_none() && !self.took_wrong(key) {
            let place = table.place.clone();
            self.missing(&place, format!("`{key}` is missing"));
        }
        found.unwrap_or_default()
    }

    /// A code that can stand in an address.
    pub(super) fn code(&mut self, table: &mut Table, key: &str) -> Option<String> {
        let (text, place) = self.text(table, key, CODE_MAX)?;
        if is_code(&text) {
            return Some(text);
        }
        if text.is_empty() {
            self.wrong(&place, format!("`{key}` is empty"));
        } else if text.chars().count() <= CODE_MAX {
            let what = format!(
                "`{key}` is {text:?}: it stands in addresses, so only A–Z, a–z, 0–9 and . _ - ~ may be in it"
            );
            self.wrong(&place, what);
        }
        None
    }

    /// One of these, where they are known.
    pub(super) fn one_of(
        &mut self,
        table: &mut Table,
        key: &str,
        known: Option<&[String]>,
    ) -> Option<String> {
        let place = table.get(key).map(|cell| cell.place.clone()).unwrap_or_default();
        let text = self.line(table, key, CODE_MAX)?;
        if let Some(known) = known
            && !known.contains(&text)
        {
            self.wrong(&place, format!("`{key}` is {text:?}; the scheme has: {}", known.join(", ")));
        }
        Some(text)
    }

    /// true or false; false when it is not said, unless it must be.
    pub(super) fn flag(&mut self, table: &mut Table, key: &str, needed: bool) -> bool {
        match self.cell(table, key) {
            Some(Cell { value: Value::Bool(yes), .. }) => yes,
            Some(Cell { place, value }) => {
                self.wrong(&place, format!("`{key}`{} must be true or false", in_quotes(&value)));
                false
            }
            None => {
                if needed {
                    let place = table.place.clone();
                    self.missing(&place, format!("`{key}` is missing: true or false"));
                }
                false
            }
        }
    }

    /// A whole number from 1 to `max`.
    pub(super) fn number(&mut self, table: &mut Table, key: &str, max: i64) -> Option<(u32, Place)> {
        let cell = self.cell(table, key)?;
        let number = match cell.value {
            Value::Int(number) if (1..=max).contains(&number) => u32::try_from(number).ok(),
            _ => None,
        };
        if number.is_none() {
            let said = in_quotes(&cell.value);
            self.wrong(&cell.place, format!("`{key}`{said} must be a whole number from 1 to {max}"));
        }
        Some((number?, cell.place))
    }

    /// A list of texts, or one text.
    pub(super) fn list(&mut self, table: &mut Table, key: &str) -> Option<(Vec<(String, Place)>, Place)> {
        let cell = self.cell(table, key)?;
        let items = match cell.value {
            Value::List(items) => items,
            Value::Text(text) => vec![Cell { value: Value::Text(text), place: cell.place.clone() }],
            _ => {
                self.wrong(&cell.place, format!("`{key}` must be a list of texts: [\"…\", \"…\"]"));
                return None;
            }
        };
        let mut texts: Vec<(String, Place)> = Vec::new();
        for item in items {
            match item.value {
                Value::Text(text) if texts.iter().any(|(before, _)| *before == text) => {
                    self.wrong(&item.place, format!("`{key}` names {text} twice"));
                }
                Value::Text(text) => texts.push((text, item.place)),
                _ => self.wrong(&item.place, format!("`{key}` must be a list of texts: [\"…\", \"…\"]")),
            }
        }
        Some((texts, cell.place))
    }

    /// Whatever was not taken is not known.
    pub(super) fn nothing_left(&mut self, table: Table, keys: &str) {
        for (key, cell) in table.rest() {
            self.wrong(&cell.place, format!("`{key}` is not known here; there are: {keys}"));
        }
    }
}

/// ` ("tre ganger")`: what stood where something else belongs, if it was a text.
fn in_quotes(value: &Value) -> String {
    match value {
        Value::Text(text) => format!(" ({text:?})"),
        Value::Int(_) | Value::Bool(_) | Value::List(_) | Value::Other => String::new(),
    }
}
