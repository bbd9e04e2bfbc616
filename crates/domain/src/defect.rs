//! What is wrong in a file of data, and where: schemes and policies are read whole and every defect is reported at once.

use std::{fmt, ops::Range};

/// One thing wrong in one file. The sentence is for whoever wrote the file, on the command line, in English.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Defect {
    /// The file's name inside its folder.
    pub file: String,
    /// The line, from 1; none when something is missing altogether.
    pub line: Option<usize>,
    /// What is wrong, and what would be right.
    pub what: String,
}

impl Defect {
    /// Something missing from a file, or a file missing.
    pub fn in_file(file: &str, what: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line: None, what: what.into() }
    }
    /// Something wrong at a stretch of bytes of `text`.
    pub fn at(file: &str, text: &str, span: &Range<usize>, what: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line: Some(line_of(text, span.start)), what: what.into() }
    }
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.what),
            None => write!(f, "{}: {}", self.file, self.what),
        }
    }
}

/// The line, from 1, on which a byte of `text` stands.
pub fn line_of(text: &str, byte: usize) -> usize {
    1 + text.as_bytes().iter().take(byte).filter(|&&b| b == b'\n').count()
}
