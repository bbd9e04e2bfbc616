//! The walk by row: the application's rows and the ledger's leaves, both in the order of row ids, side by side.
//!
//! The two are read at different moments while others write. A row and its leaf appear together and stay, so whatever looks
//! wrong is looked at once more before it is believed.

use std::{cmp::Ordering, collections::VecDeque};

use db::{Db, Fault};
use uuid::Uuid;

use super::{Bad, Damage, NAMED_MAX, Row};
use crate::{
    Hash,
    store::{self, Known},
};

const PAGE: u32 = 4096;

/// What the walk found.
#[derive(Default)]
pub(super) struct Walked {
    pub(super) compared: u64,
    pub(super) bad: Vec<Bad>,
    pub(super) more: u64,
}

/// The application's rows and the ledger's leaves, each as far as it has been read.
struct Walk<'d, R> {
    db: &'d Db,
    source: R,
    rows: Pages<Row>,
    leaves: Pages<Known>,
    found: Walked,
}

/// One side: the page at hand, and where the next begins.
struct Pages<T> {
    page: VecDeque<T>,
    after: Option<Uuid>,
    ended: bool,
}
impl<T> Default for Pages<T> {
    fn default() -> Self {
        Self { page: VecDeque::new(), after: None, ended: false }
    }
}
impl<T> Pages<T> {
    fn needs_more(&self) -> bool {
        self.page.is_empty() && !self.ended
    }
    fn refill(&mut self, page: Vec<T>, id: impl Fn(&T) -> Uuid) {
        self.ended = page.is_empty();
        self.after = page.last().map(id).or(self.after);
        self.page = page.into();
    }
}

/// Compares every row with its leaf.
pub(super) async fn walk<R>(db: &Db, source: R) -> Result<Walked, Fault>
where
    R: AsyncFnMut(Option<Uuid>) -> Result<Vec<Row>, Fault>,
{
    let (rows, leaves) = (Pages::default(), Pages::default());
    let mut walk = Walk { db, source, rows, leaves, found: Walked::default() };
    while walk.one().await? {}
    Ok(walk.found)
}

impl<R: AsyncFnMut(Option<Uuid>) -> Result<Vec<Row>, Fault>> Walk<'_, R> {
    /// Compares the next row, leaf or pair; false at the end of both.
    async fn one(&mut self) -> Result<bool, Fault> {
        if self.leaves.needs_more() {
            let after = self.leaves.after.unwrap_or_default();
            let page = self.db.read_long(move |c| Box::pin(store::known(c, after, PAGE))).await?;
            self.leaves.refill(page, |known| known.row);
        }
        if self.rows.needs_more() {
            let page = (self.source)(self.rows.after).await?;
            self.rows.refill(page, |row| row.id);
        }
        let order = match (self.rows.page.front(), self.leaves.page.front()) {
            (None, None) => return Ok(false),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(row), Some(known)) => row.id.cmp(&known.row),
        };
        let row = if order.is_le() { self.rows.page.pop_front() } else { None };
        let known = if order.is_ge() { self.leaves.page.pop_front() } else { None };
        self.found.compared += u64::from(row.is_some());
        match (row, known) {
            (Some(row), Some(known)) if row.leaf.is_none_or(|leaf| leaf == known.leaf) => {}
            (Some(Row { id, .. }), _) | (None, Some(Known { row: id, .. })) => self.look_again(id).await?,
            (None, None) => {}
        }
        Ok(true)
    }

    /// Looks at one row afresh and notes what is wrong with it.
    async fn look_again(&mut self, id: Uuid) -> Result<(), Fault> {
        let db = self.db;
        let place = || db.read(move |c| Box::pin(store::place(c, id)));
        let waits = || db.read(move |c| Box::pin(store::is_waiting(c, id)));
        let mut placed = place().await?;
        let mut waiting = waits().await?;
        let twice = placed.is_some() && waiting.is_some();
        let before = id.as_u128().checked_sub(1).map(Uuid::from_u128);
        let row = (self.source)(before).await?.first().copied().filter(|row| row.id == id);
        if placed.is_none() {
            // Between the looks the row may have been written, or its leaf have gone into the tree.
            waiting = waits().await?;
            placed = place().await?;
        }
        let leaf = placed.map(|(_, leaf)| leaf).or(waiting);
        let damage = if twice { Some(Damage::Twice) } else { judge(row, leaf) };
        if let Some(damage) = damage {
            self.note(Bad { damage, row: Some(id), places: placed.map(|(at, _)| at..=at) });
        }
        Ok(())
    }

    fn note(&mut self, bad: Bad) {
        match self.found.bad.len() < NAMED_MAX {
            true => self.found.bad.push(bad),
            false => self.found.more += 1,
        }
    }
}

/// What is wrong with a row that has this leaf.
fn judge(row: Option<Row>, leaf: Option<Hash>) -> Option<Damage> {
    match (row, leaf) {
        (None, None) => None,
        (None, Some(_)) => Some(Damage::Gone),
        (Some(_), None) => Some(Damage::Unknown),
        (Some(row), leaf) => (row.leaf.is_some() && row.leaf != leaf).then_some(Damage::Changed),
    }
}
