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

/// One side: the page at hand, and with which id the next begins; none at the end. It starts with the least id there is, which
/// nobody draws but somebody may slip in.
struct Pages<T> {
    page: VecDeque<T>,
    next: Option<Uuid>,
}
impl<T> Default for Pages<T> {
    fn default() -> Self {
        Self { page: VecDeque::new(), next: Some(Uuid::nil()) }
    }
}
impl<T> Pages<T> {
    /// From where to read on, when it must be.
    fn needs_more(&self) -> Option<Uuid> {
        self.next.filter(|_| self.page.is_empty())
    }
    fn refill(&mut self, page: Vec<T>, id: impl Fn(&T) -> Uuid) {
        self.next = page.last().and_then(|last| id(last).as_u128().checked_add(1)).map(Uuid::from_u128);
        self.page = page.into();
    }
}

/// Compares every row with its leaf.
pub(super) async fn walk<R>(db: &Db, source: R) -> Result<Walked, Fault>
where
    R: AsyncFnMut(Uuid) -> Result<Vec<Row>, Fault>,
{
    let (rows, leaves) = (Pages::default(), Pages::default());
    let mut walk = Walk { db, source, rows, leaves, found: Walked::default() };
    while walk.one().await? {}
    Ok(walk.found)
}

impl<R: AsyncFnMut(Uuid) -> Result<Vec<Row>, Fault>> Walk<'_, R> {
    /// Compares the next row, leaf or pair; false at the end of both.
    async fn one(&mut self) -> Result<bool, Fault> {
        if let Some(from) = self.leaves.needs_more() {
            let page = self.db.read_long(move |c| Box::pin(store::known(c, from, PAGE))).await?;
            self.leaves.refill(page, |known| known.row);
        }
        if let Some(from) = self.rows.needs_more() {
            let page = (self.source)(from).await?;
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
        let place = || db.read(move |c| Box::pin(store::anywhere(c, id)));
        let waits = || db.read(move |c| Box::pin(store::is_waiting(c, id)));
        let mut placed = place().await?;
        let mut waiting = waits().await?;
        let twice = placed.is_some() && waiting.is_some();
        let row = (self.source)(id).await?.first().copied().filter(|row| row.id == id);
        if placed.is_none() {
            // Between the looks the row may have been written, or its leaf have gone into the tree.
            waiting = waits().await?;
            placed = place().await?;
        }
        let leaf = placed.map(|(_, leaf)| leaf).or(waiting);
        let damage = if twice { Some(Damage::Twice) } else { judge(row, leaf) };
        if let Some(damage) = damage {
            let places = placed.and_then(|(at, _)| u64::try_from(at).ok()).map(|at| at..=at);
            self.note(Bad { damage, row: Some(id), places });
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
