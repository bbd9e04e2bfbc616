//! What an import changes, line by line, before it does.

use std::fmt;

use super::table::shown;

/// What becomes of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is made.
    New,
    /// It is there and becomes different.
    Changed,
    /// It ends.
    Ended,
    /// It is there already, just so.
    Unchanged,
}

/// One thing and its fate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What becomes of it.
    pub fate: Fate,
    /// What it is: `organisation`, `person`, `role` …
    pub what: &'static str,
    /// Which one: its code or address, as people know it.
    pub which: String,
    /// What differs: field, before, after.
    pub differs: Vec<(&'static str, String, String)>,
}

/// All that an import does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    changes: Vec<Change>,
    remarks: Vec<String>,
}

impl Report {
    /// Notes one thing.
    pub fn note(&mut self, fate: Fate, what: &'static str, which: impl Into<String>) {
        self.changes.push(Change { fate, what, which: which.into(), differs: Vec::new() });
    }
    /// Notes one thing that is there: changed when a pair differs, else unchanged. Says whether it is changed.
    pub fn compare(
        &mut self,
        what: &'static str,
        which: impl Into<String>,
        pairs: &[(&'static str, String, String)],
    ) -> bool {
        let differs = differing(pairs);
        let fate = if differs.is_empty() { Fate::Unchanged } else { Fate::Changed };
        self.changes.push(Change { fate, what, which: which.into(), differs });
        fate == Fate::Changed
    }
    /// Notes one thing that ends, with all that becomes different by it.
    pub fn end(
        &mut self,
        what: &'static str,
        which: impl Into<String>,
        pairs: &[(&'static str, String, String)],
    ) {
        self.changes.push(Change { fate: Fate::Ended, what, which: which.into(), differs: differing(pairs) });
    }
    /// Notes what is taken, and may all the same be a slip of the pen.
    pub fn remark(&mut self, what: String) {
        self.remarks.push(what);
    }
    /// How many things have this fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.changes.iter().filter(|change| change.fate == fate).count()
    }
    /// Whether nothing would change.
    pub fn is_quiet(&self) -> bool {
        self.count(Fate::Unchanged) == self.changes.len()
    }
}

fn differing(pairs: &[(&'static str, String, String)]) -> Vec<(&'static str, String, String)> {
    pairs.iter().filter(|(_, before, after)| before != after).cloned().collect()
}

impl fmt::Display for Report {
    /// A line for each thing that does not stay as it is or should be looked at, and one that counts.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for change in self.changes.iter().filter(|change| change.fate != Fate::Unchanged) {
            let fate = match change.fate {
                Fate::New => "new",
                Fate::Changed => "changed",
                Fate::Ended => "ended",
                Fate::Unchanged => "unchanged",
            };
            write!(f, "{fate:<8} {:<13} {}", change.what, change.which)?;
            for (field, before, after) in &change.differs {
                write!(f, "; {field} {} → {}", shown(before), shown(after))?;
            }
            writeln!(f)?;
        }
        for remark in &self.remarks {
            writeln!(f, "look     {remark}")?;
        }
        let count = |fate| self.count(fate);
        let (new, changed) = (count(Fate::New), count(Fate::Changed));
        let (ended, unchanged) = (count(Fate::Ended), count(Fate::Unchanged));
        writeln!(f, "{new} new, {changed} changed, {ended} ended, {unchanged} unchanged.")
    }
}
