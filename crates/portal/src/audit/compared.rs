//! How the rows of some tables compare with their acts. What differs is told when it is confirmed, not at the end.

use std::{collections::BTreeSet, fmt};

use uuid::Uuid;

use crate::error::Result;

/// Hears each finding, in words, as soon as it is confirmed.
pub type Tell<'a> = dyn FnMut(&str) + Send + 'a;

/// Findings that are named. After so many nothing is looked at again.
const NAMED_MAX: u64 = 100;
/// Looks before something is believed to be wrong.
const LOOKS: usize = 3;

/// How a stretch of rows compares, in the order of their ids.
#[derive(Debug)]
pub struct Stretch {
    /// How many rows.
    pub rows: u64,
    /// What differs, in words, with the row's id.
    pub differ: BTreeSet<(Uuid, String)>,
    /// Where it ends; the greatest id of all after the last stretch.
    pub last: Uuid,
}

/// How some rows compare.
#[derive(Debug, Clone)]
pub struct Compared {
    what: &'static str,
    rows: u64,
    differ: u64,
    more: u64,
}

impl Compared {
    /// Nothing was compared yet.
    pub const fn new(what: &'static str) -> Self {
        Self { what, rows: 0, differ: 0, more: 0 }
    }
    /// Compares what `look` finds after an id, stretch by stretch. What differs is told as soon as it is confirmed.
    pub async fn stretches(
        &mut self,
        tell: &mut Tell<'_>,
        look: impl AsyncFn(Uuid) -> Result<Stretch>,
    ) -> Result<()> {
        let mut after = Uuid::nil();
        while after != Uuid::max() {
            let Stretch { rows, differ, last } = look(after).await?;
            let differ = self.confirmed(differ, async || Ok(look(after).await?.differ)).await?;
            self.count(rows);
            self.found(differ.into_iter().map(|(_, words)| words), tell);
            after = last;
        }
        Ok(())
    }
    /// So many rows more were compared.
    pub const fn count(&mut self, rows: u64) {
        self.rows += rows;
    }
    /// Whether enough is named: what differs from now on is seen once, and counted.
    pub const fn is_enough(&self) -> bool {
        self.differ >= NAMED_MAX
    }
    /// What of the findings is found again each time. Others may write meanwhile; when enough is named nobody looks again.
    pub async fn confirmed<T: Ord>(
        &self,
        mut found: BTreeSet<T>,
        mut again: impl AsyncFnMut() -> Result<BTreeSet<T>>,
    ) -> Result<BTreeSet<T>> {
        for _ in 1..LOOKS {
            if found.is_empty() || self.is_enough() {
                break;
            }
            let now = again().await?;
            found.retain(|one| now.contains(one));
        }
        Ok(found)
    }
    /// What differs: told, or counted when enough is.
    pub fn found(&mut self, findings: impl IntoIterator<Item = String>, tell: &mut Tell<'_>) {
        for words in findings {
            if self.is_enough() {
                self.more += 1;
            } else {
                self.differ += 1;
                tell(&words);
            }
        }
    }
    /// Whether nothing differs.
    pub const fn is_sound(&self) -> bool {
        self.differ == 0
    }
}

impl fmt::Display for Compared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, rows, differ, more } = self;
        if self.is_sound() {
            return write!(f, "{rows} {what} follow from their acts.");
        }
        write!(f, "The {what} are NOT what the acts say: {differ} finding(s)")?;
        if *more > 0 { write!(f, ", and {more} more.") } else { write!(f, ".") }
    }
}
