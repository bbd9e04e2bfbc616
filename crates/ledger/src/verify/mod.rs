//! Walks all of the ledger and says what is wrong with it.
//!
//! Two walks at once, both in pages, so that memory does not grow with the ledger. `tree` goes by place: every leaf, node,
//! head and signature. `rows` goes by row: what each row commits to now against the leaf it has. Rows may be written and
//! sequenced meanwhile. A row changed together with its leaf is found by the first; only one changed alone by the second.

mod rows;
mod tree;

use std::{fmt, ops::RangeInclusive};

use db::{Db, Fault};
use uuid::Uuid;

use crate::{Checkpoint, Hash, Verifier, store};

/// Findings that a report names; more are counted.
const NAMED_MAX: usize = 100;

/// A row as the application has it now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The row.
    pub id: Uuid,
    /// What its salt and body commit to; `None` when they were erased as the law asks and nothing is left to commit to.
    pub leaf: Option<Hash>,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// The row does not commit to its leaf: one of them was changed.
    Changed,
    /// The row has no leaf: it was slipped in, or its leaf was taken away.
    Unknown,
    /// The leaf has no row: it was deleted.
    Gone,
    /// The row has a leaf in the tree and one that waits.
    Twice,
    /// There is no leaf at this place.
    Gap,
    /// Leaves or nodes stand where the tree does not reach.
    Beyond,
    /// The leaves below a stored node do not lead to it.
    Node {
        /// The node is the root over 256^level leaves.
        level: u32,
    },
    /// The leaves do not lead to the root of a head.
    Head {
        /// The head's size.
        size: u64,
    },
    /// A head's note is not one that our key signed, or says something else than its row.
    Note {
        /// The head's size.
        size: u64,
    },
    /// The tree's stored right edge is not that of its leaves, or was not signed.
    Edge,
    /// The database is older than the checkpoint outside it.
    Older {
        /// The outside checkpoint's size.
        outside: u64,
    },
    /// The leaves do not lead to the root of the checkpoint outside the database.
    Forked {
        /// The outside checkpoint's size.
        outside: u64,
    },
}

/// A finding: what is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    /// What.
    pub damage: Damage,
    /// The row, when it is known which.
    pub row: Option<Uuid>,
    /// Its place, or the places among which it is.
    pub places: Option<RangeInclusive<u64>>,
}

/// What a walk found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Leaves in the tree.
    pub size: u64,
    /// Leaves that wait.
    pub waiting: u64,
    /// Rows of the application that were compared.
    pub rows: u64,
    /// Heads whose signature and root are right.
    pub checkpoints: u64,
    /// Size under the checkpoint outside the database, if there is one.
    pub outside: Option<u64>,
    /// What is wrong: rows known by name first, in the order of their places.
    pub bad: Vec<Bad>,
    /// How many more findings there are.
    pub more: u64,
}

/// Walks all of the ledger. `keys` are those whose signatures count, `outside` is the checkpoint that stands outside the
/// database, read before. `rows` gives the application's next rows from an id on, that one too, in the order of ids, and none at the end.
pub async fn verify<R>(
    db: &Db,
    keys: &[Verifier],
    outside: Option<&Checkpoint>,
    rows: R,
) -> Result<Report, Fault>
where
    R: AsyncFnMut(Uuid) -> Result<Vec<Row>, Fault>,
{
    let (tree, rows) = tokio::join!(tree::walk(db, keys, outside), rows::walk(db, rows));
    let (tree, rows) = (tree?, rows?);
    let mut bad = [rows.bad, tree.bad].concat();
    bad.sort_by_key(|b| (b.row.is_none(), b.places.as_ref().map_or(u64::MAX, |p| *p.start())));
    let waiting = db.read(|c| Box::pin(store::waiting_count(c))).await?;
    let outside = outside.map(|o| o.size);
    let (size, checkpoints) = (tree.size, tree.checkpoints);
    Ok(Report { size, waiting, rows: rows.compared, checkpoints, outside, bad, more: rows.more })
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.bad.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { size, waiting, rows, checkpoints, .. } = self;
        writeln!(
            f,
            "{size} leaves in the tree, {waiting} waiting, {rows} rows compared, {checkpoints} checkpoints right."
        )?;
        match self.outside {
            Some(outside) => writeln!(f, "The checkpoint outside the database covers {outside} leaves.")?,
            None => {
                writeln!(f, "There is no checkpoint outside the database: an older copy would pass unseen.")?
            }
        }
        if self.is_sound() {
            return write!(f, "The tree is whole: every leaf, head and signature.");
        }
        let count = self.bad.len() as u64 + self.more;
        write!(f, "The tree is NOT whole: {count} finding(s). The first: {}", self.bad[0])?;
        self.bad[1..].iter().try_for_each(|bad| write!(f, "\n  {bad}"))
    }
}

impl fmt::Display for Bad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.row, &self.places) {
            (Some(row), Some(place)) => write!(f, "row {row} at place {}: ", place.start())?,
            (Some(row), None) => write!(f, "row {row}: ")?,
            (None, Some(places)) if places.start() == places.end() => {
                write!(f, "place {}: ", places.start())?
            }
            (None, Some(places)) => write!(f, "one of the places {} to {}: ", places.start(), places.end())?,
            (None, None) => {}
        }
        self.damage.fmt(f)
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed => write!(f, "the row is not what its leaf commits to; it was changed"),
            Self::Unknown => write!(f, "the row has no leaf; it was slipped in, or its leaf taken away"),
            Self::Gone => write!(f, "the leaf has no row; it was deleted"),
            Self::Twice => write!(f, "the row has a leaf in the tree and another one that waits"),
            Self::Gap => write!(f, "there is no leaf here"),
            Self::Beyond => write!(f, "leaves, nodes or heads stand where the tree does not reach"),
            Self::Node { level } => {
                write!(f, "the leaves do not lead to the stored node of level {level} above them")
            }
            Self::Head { size } => {
                write!(f, "the leaves do not lead to the root that was signed over {size} leaves")
            }
            Self::Note { size } => {
                write!(f, "the checkpoint over {size} leaves is not one that a known key signed")
            }
            Self::Edge => write!(f, "the stored right edge of the tree is not what was signed last"),
            Self::Older { outside } => {
                write!(
                    f,
                    "the checkpoint outside covers {outside} leaves, more than the database has: an older copy was restored"
                )
            }
            Self::Forked { outside } => {
                write!(
                    f,
                    "the leaves do not lead to the checkpoint outside the database, over {outside} leaves"
                )
            }
        }
    }
}
