//! How the rows of some tables compare with their acts. What differs is told when it is confirmed, not at the end.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use base::Moment;
use uuid::Uuid;

use crate::error::Result;

/// Hears each finding, in words, as soon as it is confirmed.
pub type Tell<'a> = dyn FnMut(&str) + Send + 'a;

/// Findings that are named. After so many nothing is looked at again.
const NAMED_MAX: u64 = 100;
/// Looks before something is believed to be wrong.
const LOOKS: usize = 3;

/// Which rows are looked at: from an id on, that one too, for nobody draws the least id there is but somebody may slip it in.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// Where it begins.
    pub from: Uuid,
    /// Where it ends, with this id; none at the first look, which finds out.
    until: Option<Uuid>,
}

impl Part {
    /// Up to where rows are read at most.
    pub fn until(self) -> Uuid {
        self.until.unwrap_or(Uuid::max())
    }
    /// How many rows are read: so many at the first look; at the next ones whatever stands there by then.
    pub fn limit(self, page: i64) -> i64 {
        self.until.map_or(page, |_| i64::MAX)
    }
    /// Where rows that were read end: with the last of a full page, else where the part does.
    pub fn end(self, last: Option<Uuid>, count: usize, page: i64) -> Uuid {
        let full = usize::try_from(self.limit(page)).is_ok_and(|page| count >= page);
        last.filter(|_| full).unwrap_or(self.until())
    }
}

/// How a stretch of rows compares, in the order of their ids.
#[derive(Debug)]
pub struct Stretch {
    /// How many rows.
    pub rows: u64,
    /// How many of them could not be compared whole: the key to them is not there.
    pub unread: u64,
    /// What differs, in words, by the row's id.
    pub differ: BTreeMap<Uuid, String>,
    /// Where it ends, with this id; the greatest of all after the last stretch.
    pub last: Uuid,
}

impl Stretch {
    /// Rows up to `last` beside what their acts say, by the same ids; `words` says of a row, and of its acts, how they differ. One
    /// of them may be missing.
    pub fn of<T>(
        rows: &BTreeMap<Uuid, T>,
        told: &BTreeMap<Uuid, T>,
        last: Uuid,
        words: impl Fn(Uuid, Option<&T>, Option<&T>) -> Option<String>,
    ) -> Self {
        let both = rows.iter().map(|(id, row)| (*id, Some(row), told.get(id)));
        let rest =
            told.iter().filter(|(id, _)| !rows.contains_key(id)).map(|(id, acts)| (*id, None, Some(acts)));
        let differ =
            both.chain(rest).filter_map(|(id, row, acts)| Some((id, words(id, row, acts)?))).collect();
        Self { rows: rows.len() as u64, unread: 0, differ, last }
    }
}

/// An id, or a dash, as a finding says it.
pub fn id<T: ToString>(id: Option<T>) -> String {
    id.map_or_else(|| "-".to_owned(), |id| id.to_string())
}

/// An instant in microseconds, or a dash.
pub fn moment(at: Option<Moment>) -> String {
    id(at.map(Moment::micros))
}

/// How some rows compare.
#[derive(Debug, Clone)]
pub struct Compared {
    what: &'static str,
    rows: u64,
    unread: u64,
    differ: u64,
    more: u64,
}

impl Compared {
    /// Nothing was compared yet.
    pub const fn new(what: &'static str) -> Self {
        Self { what, rows: 0, unread: 0, differ: 0, more: 0 }
    }
    /// Compares what `look` finds from an id on, stretch by stretch. What differs is told as soon as it is confirmed: the next
    /// looks are at the same stretch whatever was written into it, and a row that differs each time is named however it does.
    pub async fn stretches(
        &mut self,
        tell: &mut Tell<'_>,
        look: impl AsyncFn(Part) -> Result<Stretch>,
    ) -> Result<()> {
        let mut next = Some(Uuid::nil());
        while let Some(from) = next {
            let Stretch { rows, unread, mut differ, last } = look(Part { from, until: None }).await?;
            let found = differ.keys().copied().collect();
            let again = async || {
                differ = look(Part { from, until: Some(last) }).await?.differ;
                Ok(differ.keys().copied().collect())
            };
            let confirmed = self.confirmed(found, again).await?;
            differ.retain(|id, _| confirmed.contains(id));
            self.count(rows);
            self.unread += unread;
            self.found(differ.into_values(), tell);
            next = last.as_u128().checked_add(1).map(Uuid::from_u128);
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
        let Self { what, rows, unread, differ, more } = self;
        if self.is_sound() {
            write!(f, "{rows} {what} follow from their acts.")?;
        } else {
            write!(f, "The {what} are NOT what the acts say: {differ} finding(s)")?;
            if *more > 0 { write!(f, ", and {more} more.") } else { write!(f, ".") }?;
        }
        if *unread > 0 {
            write!(f, " What {unread} of them hold was not checked: no key.")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_row_that_differs_is_named_whatever_is_written_around_it() {
        let (page, looks, bad) =
            (3, std::cell::Cell::new(0_u128), [Uuid::nil(), Uuid::from_u128(1000), Uuid::max()]);
        let look = async |part: Part| {
            looks.set(looks.get() + 1);
            // Each time one row more stands before the one that differs, and it says something else.
            let rows: BTreeMap<Uuid, String> = (1..=looks.get() + 1)
                .map(Uuid::from_u128)
                .chain(bad)
                .filter(|id| part.from <= *id && *id <= part.until())
                .take(usize::try_from(part.limit(page)).unwrap())
                .map(|id| {
                    (
                        id,
                        if bad.contains(&id) { format!("{id}, look {}", looks.get()) } else { String::new() },
                    )
                })
                .collect();
            let last = part.end(rows.last_key_value().map(|(id, _)| *id), rows.len(), page);
            let told = rows.keys().map(|id| (*id, String::new())).collect();
            Ok(Stretch::of(&rows, &told, last, |_, row, acts| row.filter(|row| Some(*row) != acts).cloned()))
        };
        let mut told = Vec::new();
        let tell = &mut |words: &str| told.push(words.to_owned());
        Compared::new("rows").stretches(tell, look).await.unwrap();
        let told: Vec<_> = told.iter().map(|words| &words[..36]).collect();
        assert_eq!(told, bad.map(|id| id.to_string()));
    }

    #[tokio::test]
    async fn what_differs_is_looked_at_again_until_enough_is_named() {
        let (mut compared, mut told, looks) = (Compared::new("rows"), 0, std::cell::Cell::new(0));
        let tell = &mut |_: &str| told += 1;
        for at in 0..150 {
            let found = compared
                .confirmed(BTreeSet::from([at]), async || {
                    looks.set(looks.get() + 1);
                    // Every third was being written.
                    Ok(if at % 3 == 0 { BTreeSet::new() } else { BTreeSet::from([at]) })
                })
                .await
                .unwrap();
            compared.found(found.into_iter().map(|at| at.to_string()), tell);
        }
        // 50 were being written: one look each. 100 are named: two each.
        assert_eq!((compared.differ, compared.more, looks.get()), (100, 0, 250));
        let found = compared.confirmed(BTreeSet::from([1]), async || unreachable!("enough is named")).await;
        compared.found(found.unwrap().into_iter().map(|at| at.to_string()), tell);
        assert_eq!((told, compared.differ, compared.more), (100, 100, 1));
    }
}
