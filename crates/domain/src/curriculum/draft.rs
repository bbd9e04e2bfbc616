//! What a file says, before it is judged: values under their names, each with its place. Every reader ends here.

use std::collections::BTreeSet;

use super::flaw::{Flaw, Place};

/// A value as it was written.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(String),
    Int(i64),
    Bool(bool),
    List(Vec<Cell>),
    /// Something no key of ours takes: a number with a comma, a table.
    Other,
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    pub(super) value: Value,
    pub(super) place: Place,
}

/// Values under their names.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub(super) place: Place,
    cells: Vec<(String, Cell)>,
}

impl Table {
    pub(super) fn at(place: Place) -> Self {
        Self { place, cells: Vec::new() }
    }
    pub(super) fn put(&mut self, key: &str, value: Value, place: Place) {
        self.cells.push((key.to_owned(), Cell { value, place }));
    }
    /// Puts a text at the table's own place.
    pub(super) fn say(&mut self, key: &str, text: impl Into<String>) {
        let place = self.place.clone();
        self.put(key, Value::Text(text.into()), place);
    }
    pub(super) fn take(&mut self, key: &str) -> Option<Cell> {
        let at = self.cells.iter().position(|(name, _)| name == key)?;
        Some(self.cells.remove(at).1)
    }
    pub(super) fn get(&self, key: &str) -> Option<&Cell> {
        self.cells.iter().find(|(name, _)| name == key).map(|(_, cell)| cell)
    }
    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }
    /// What nobody took.
    pub(super) fn rest(self) -> impl Iterator<Item = (String, Cell)> {
        self.cells.into_iter()
    }
}

/// A whole file.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) head: Table,
    pub(super) requirements: Vec<Table>,
    /// What the reader itself found wrong.
    pub(super) flaws: Vec<Flaw>,
    /// The file is broken in its form, so that something missing may only be unread.
    pub(super) broken: bool,
    /// Keys that stand there with a value that could not be read: they are not missing.
    pub(super) unread: BTreeSet<String>,
}

impl Draft {
    /// Nothing could be read.
    pub(super) fn unreadable(flaw: Flaw) -> Self {
        Self { flaws: vec![flaw], broken: true, ..Self::default() }
    }
}
