//! What is wrong with a file that somebody wants to import: all of it, each with its line and column.

use std::{borrow::Cow, fmt};

/// What is wrong with a file, a row or a cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The line, from 1; 0 for the file as a whole.
    pub line: u64,
    /// The column, as its heading says.
    pub column: Option<Cow<'static, str>>,
    /// What is wrong, as a sentence without its stop.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, &self.column) {
            (0, _) => write!(f, "{}", self.what),
            (line, None) => write!(f, "line {line}: {}", self.what),
            (line, Some(column)) => write!(f, "line {line}, {column}: {}", self.what),
        }
    }
}

/// The problems found so far.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<Problem>);

impl Problems {
    /// Notes one of a cell.
    pub(super) fn cell(&mut self, line: u64, column: impl Into<Cow<'static, str>>, what: impl Into<String>) {
        self.0.push(Problem { line, column: Some(column.into()), what: what.into() });
    }
    /// Notes one of a row.
    pub(super) fn row(&mut self, line: u64, what: impl Into<String>) {
        self.0.push(Problem { line, column: None, what: what.into() });
    }
    /// Notes one of the file.
    pub(super) fn file(&mut self, what: impl Into<String>) {
        self.row(0, what);
    }
    /// Whether there is none.
    pub(super) fn none(&self) -> bool {
        self.0.is_empty()
    }
    /// All of them, by line.
    pub(super) fn sorted(mut self) -> Vec<Problem> {
        self.0.sort();
        self.0.dedup();
        self.0
    }
}
