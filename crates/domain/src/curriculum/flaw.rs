//! What is wrong in a curriculum's file, and where: one sentence for whoever wrote the file, on the command line, in English.

use std::fmt;

/// One thing wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Flaw {
    /// The line, from 1; none when something is missing altogether.
    pub line: Option<usize>,
    /// The column's name, in a table.
    pub column: Option<String>,
    /// What is wrong, and what would be right.
    pub what: String,
}

impl Flaw {
    pub(super) fn whole(what: impl Into<String>) -> Self {
        Self { line: None, column: None, what: what.into() }
    }
    pub(super) fn on(line: usize, what: impl Into<String>) -> Self {
        Self { line: Some(line), column: None, what: what.into() }
    }
    pub(super) fn at(place: &Place, what: impl Into<String>) -> Self {
        Self { line: place.line, column: place.column.clone(), what: what.into() }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}")?;
            if let Some(column) = &self.column {
                write!(f, ", column {column}")?;
            }
            f.write_str(": ")?;
        }
        f.write_str(&self.what)
    }
}

/// Where a value stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Place {
    pub(super) line: Option<usize>,
    pub(super) column: Option<String>,
}

impl Place {
    pub(super) fn line(line: usize) -> Self {
        Self { line: Some(line), column: None }
    }
    pub(super) fn cell(line: usize, column: &str) -> Self {
        Self { line: Some(line), column: Some(column.to_owned()) }
    }
}

/// Finds the line of a byte without counting from the start each time.
pub(super) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let after = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(after).collect() }
    }
    /// The line, from 1, on which this byte stands.
    pub(super) fn of_byte(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte)
    }
}
