//! What stands in a paper, in its reader's words.

use base::Moment;
use serde::{Deserialize, Serialize};

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// Its language, as a BCP 47 code: `da`.
    pub lang: String,
    /// What it is.
    pub title: String,
    /// For whom it is, above the title.
    pub over: String,
    /// Whose words it holds: the author of the file.
    pub author: String,
    /// When it is dated.
    pub at: Moment,
    /// What tells it apart from all others.
    pub ident: String,
    /// What stands at the head of every page: whose it is.
    pub head: String,
    /// A warning that stands on every page; empty: none.
    pub warning: String,
    /// What stands at the foot of every page; `{n}` and `{all}` are the page and how many there are.
    pub foot: String,
    /// What stands at the foot beside it.
    pub foot_note: String,
    /// What it says in short.
    pub facts: Vec<Fact>,
    /// Where it can be checked.
    pub code: Code,
    /// What the list of contents is called.
    pub contents: String,
    /// Its sections.
    pub sections: Vec<Section>,
}

/// Words, and their language where it is another than the paper's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Their language, as a code of two letters that typst knows; none: the paper's.
    pub lang: Option<String>,
    /// What follows them after a space, in the paper's language; empty: nothing.
    pub after: String,
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

/// Something, and what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What is told.
    pub name: String,
    /// What it is, line by line.
    pub lines: Vec<Words>,
}

/// A QR code and what it is for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// The address in it.
    pub address: String,
    /// What is read aloud instead of it.
    pub alternative: String,
    /// What to do with it.
    pub about: String,
}

/// A section.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its heading.
    pub title: Words,
    /// What stands under it.
    pub paragraphs: Vec<String>,
    /// What is told in short.
    pub facts: Vec<Fact>,
    /// Its tables.
    pub tables: Vec<Table>,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its heading; empty: that of the section is enough.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell a column.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// What stands in it.
    pub title: String,
    /// Its share of the width, beside the others'.
    pub share: u8,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its first line.
    pub text: Words,
    /// What stands under it, smaller.
    pub below: Vec<Words>,
    /// What is drawn before it.
    pub mark: Option<Mark>,
}

/// What is drawn before words that say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// A tick in a disc.
    Met,
    /// A stroke and a dot in a disc.
    Missing,
    /// A ring.
    Open,
}
