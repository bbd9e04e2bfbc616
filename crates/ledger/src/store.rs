//! The ledger's statements, and nothing else. The only writer of its tables.

use base::Moment;
use db::{Conn, Fault, args, from_row, sql};
use uuid::Uuid;

use crate::{Frontier, Hash, Node, frontier::fold, leaf_hash, node_hash, path};

/// Storeys between one stored level of nodes and the next.
pub(crate) const STOREYS: u32 = 8;

from_row! {
    /// The one row of the tree, and the last head that was signed.
    pub(crate) struct Tree {
        size: i64,
        frontier: Vec<u8>,
        pub(crate) holder: Option<Uuid>,
        pub(crate) lease_until: Moment,
        signed_size: Option<i64>,
        signed_root: Option<Hash>,
        signed_note: Option<String>,
    }
}

impl Tree {
    /// Its right edge; `None` when size and hashes do not fit.
    pub(crate) fn frontier(&self) -> Option<Frontier> {
        Frontier::from_bytes(u64::try_from(self.size).ok()?, &self.frontier)
    }
    /// The last head that was signed, if one ever was.
    pub(crate) fn signed(&self) -> Option<Signed> {
        let (size, root, note) = (self.signed_size?, self.signed_root?, self.signed_note.clone()?);
        Some(Signed { size, root, note })
    }
}

from_row! {
    /// A leaf that waits.
    pub(crate) struct Waiting {
        pub(crate) row: Uuid,
        pub(crate) leaf: Hash,
    }
}

from_row! {
    /// A signed head as it is stored.
    pub(crate) struct Signed {
        size: i64,
        pub(crate) root: Hash,
        pub(crate) note: String,
    }
}

impl Signed {
    pub(crate) fn size(&self) -> Result<u64, Fault> {
        count(self.size)
    }
}

/// Writes the leaf of a row, in the row's own transaction. It never touches the tree, so that writers do not queue there.
pub async fn append(c: &mut Conn, row: Uuid, leaf: Hash) -> Result<(), Fault> {
    append_all(c, &[(row, leaf)]).await
}

/// The same for many rows.
pub async fn append_all(c: &mut Conn, leaves: &[(Uuid, Hash)]) -> Result<(), Fault> {
    let rows: Vec<_> = leaves.iter().map(|(row, leaf)| args![*row, *leaf].to_vec()).collect();
    c.put_all(sql!("INSERT INTO ledger_waiting (row_id, leaf) VALUES ($1, $2)"), &rows).await
}

pub(crate) async fn tree(c: &mut Conn) -> Result<Tree, Fault> {
    // One statement, so that tree and head are of one moment on both engines.
    let select = sql!(
        "SELECT t.size, t.frontier, t.holder, t.lease_until, p.size, p.root, p.note
         FROM ledger_tree t
         LEFT JOIN ledger_checkpoint p ON p.size = (SELECT max(size) FROM ledger_checkpoint)
         WHERE t.id = 1"
    );
    c.first(select, &[]).await?.ok_or_else(|| Fault::Broken("the ledger has no tree".to_owned()))
}

/// The last head that was signed.
pub(crate) async fn last_signed(c: &mut Conn) -> Result<Option<Signed>, Fault> {
    c.first(sql!("SELECT size, root, note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1"), &[]).await
}

/// The first leaves that wait, in the order of their rows.
pub(crate) async fn waiting(c: &mut Conn, limit: u32) -> Result<Vec<Waiting>, Fault> {
    c.all(sql!("SELECT row_id, leaf FROM ledger_waiting ORDER BY row_id LIMIT $1"), &args![limit]).await
}

pub(crate) async fn waiting_count(c: &mut Conn) -> Result<u64, Fault> {
    let counted: Option<(i64,)> = c.first(sql!("SELECT count(row_id) FROM ledger_waiting"), &[]).await?;
    count(counted.map_or(0, |(n,)| n))
}

pub(crate) async fn is_waiting(c: &mut Conn, row: Uuid) -> Result<Option<Hash>, Fault> {
    let found = c.first(sql!("SELECT leaf FROM ledger_waiting WHERE row_id = $1"), &args![row]).await?;
    Ok(found.map(|(leaf,)| leaf))
}

/// Where a row stands in the tree, and its leaf.
pub(crate) async fn place(c: &mut Conn, row: Uuid) -> Result<Option<(u64, Hash)>, Fault> {
    let found = anywhere(c, row).await?;
    found.map(|(position, leaf)| Ok((count(position)?, leaf))).transpose()
}

/// Where a row's leaf stands, be it where no tree reaches, and the leaf.
pub(crate) async fn anywhere(c: &mut Conn, row: Uuid) -> Result<Option<(i64, Hash)>, Fault> {
    c.first(sql!("SELECT position, leaf FROM ledger_leaf WHERE row_id = $1"), &args![row]).await
}

/// Moves what waits up to and with `last` into the tree from position `first` on. Says how many went in and came out.
pub(crate) async fn take(c: &mut Conn, first: u64, last: Uuid) -> Result<(u64, u64), Fault> {
    let insert = sql!(
        "INSERT INTO ledger_leaf (position, row_id, leaf)
         SELECT $1 + row_number() OVER (ORDER BY row_id) - 1, row_id, leaf FROM ledger_waiting WHERE row_id <= $2"
    );
    let into = c.execute(insert, &args![int(first), last]).await?;
    let out = c.execute(sql!("DELETE FROM ledger_waiting WHERE row_id <= $1"), &args![last]).await?;
    Ok((into, out))
}

/// Stores a node of an eighth storey.
pub(crate) async fn add_node(c: &mut Conn, node: Node, hash: &Hash) -> Result<(), Fault> {
    let insert = sql!("INSERT INTO ledger_node (level, position, hash) VALUES ($1, $2, $3)");
    c.execute(insert, &args![node.height / STOREYS, int(node.index), hash]).await.map(|_| ())
}

/// Replaces the right edge if the tree still has `old` leaves, and takes the lease. Says whether it had.
pub(crate) async fn advance(
    c: &mut Conn,
    old: u64,
    new: &Frontier,
    holder: Uuid,
    until: Moment,
) -> Result<bool, Fault> {
    let update = sql!(
        "UPDATE ledger_tree SET size = $1, frontier = $2, holder = $3, lease_until = $4 WHERE id = 1 AND size = $5"
    );
    let args = args![int(new.size()), new.to_bytes(), holder, until, int(old)];
    Ok(c.execute(update, &args).await? == 1)
}

pub(crate) async fn add_signed(
    c: &mut Conn,
    size: u64,
    root: &Hash,
    at: Moment,
    note: &str,
) -> Result<(), Fault> {
    let insert = sql!("INSERT INTO ledger_checkpoint (size, root, at, note) VALUES ($1, $2, $3, $4)");
    c.execute(insert, &args![int(size), root, at, note]).await.map(|_| ())
}

/// The root over the first `size` leaves, computed from what is stored; `None` when some of it is missing.
pub(crate) async fn root(c: &mut Conn, size: u64) -> Result<Option<Hash>, Fault> {
    Ok(match hashes(c, &[path::span(0, size)]).await? {
        Some(hashes) => hashes.first().copied(),
        None => None,
    })
}

/// The hashes of a proof's steps; `None` when some of the tree is missing.
pub(crate) async fn hashes(c: &mut Conn, steps: &[path::Step]) -> Result<Option<Vec<Hash>>, Fault> {
    let mut all = Vec::with_capacity(steps.len());
    for step in steps {
        let mut peaks = Vec::with_capacity(step.len());
        for node in step {
            let Some(hash) = subtree(c, *node).await? else { return Ok(None) };
            peaks.push(hash);
        }
        all.push(fold(&peaks).unwrap_or_else(crate::empty_root));
    }
    Ok(Some(all))
}

/// The root of a complete subtree, from the stored storey at or below it.
async fn subtree(c: &mut Conn, node: Node) -> Result<Option<Hash>, Fault> {
    let (level, above) = (node.height / STOREYS, node.height % STOREYS);
    let (first, wanted) = (node.index << above, 1_u64 << above);
    let mut row = match level {
        0 => leaves(c, first, first + wanted).await?.iter().map(leaf_hash).collect(),
        _ => nodes(c, level, first, first + wanted).await?,
    };
    if row.len() as u64 != wanted {
        return Ok(None);
    }
    while row.len() > 1 {
        row = row.chunks_exact(2).map(|pair| node_hash(&pair[0], &pair[1])).collect();
    }
    Ok(row.pop())
}

pub(crate) async fn leaves(c: &mut Conn, from: u64, until: u64) -> Result<Vec<Hash>, Fault> {
    let select =
        sql!("SELECT leaf FROM ledger_leaf WHERE position >= $1 AND position < $2 ORDER BY position");
    let rows: Vec<(Hash,)> = c.all(select, &args![int(from), int(until)]).await?;
    Ok(rows.into_iter().map(|(leaf,)| leaf).collect())
}

/// Stored nodes of one level.
pub(crate) async fn nodes(c: &mut Conn, level: u32, from: u64, until: u64) -> Result<Vec<Hash>, Fault> {
    let select = sql!(
        "SELECT hash FROM ledger_node WHERE level = $1 AND position >= $2 AND position < $3 ORDER BY position"
    );
    let rows: Vec<(Hash,)> = c.all(select, &args![level, int(from), int(until)]).await?;
    Ok(rows.into_iter().map(|(hash,)| hash).collect())
}

/// Leaves with their places, from one place until before another.
pub(crate) async fn placed(c: &mut Conn, from: u64, until: u64) -> Result<Vec<(i64, Hash)>, Fault> {
    let select = sql!(
        "SELECT position, leaf FROM ledger_leaf WHERE position >= $1 AND position < $2 ORDER BY position"
    );
    c.all(select, &args![int(from), int(until)]).await
}

/// The first head that was signed over at least so many leaves, and when.
pub(crate) async fn first_signed_over(c: &mut Conn, leaves: u64) -> Result<Option<(Signed, Moment)>, Fault> {
    let select =
        sql!("SELECT size, root, note, at FROM ledger_checkpoint WHERE size >= $1 ORDER BY size LIMIT 1");
    let found: Option<(i64, Hash, String, Moment)> = c.first(select, &args![int(leaves)]).await?;
    Ok(found.map(|(size, root, note, at)| (Signed { size, root, note }, at)))
}

/// Heads of trees of more than `after` and at most `until` leaves.
pub(crate) async fn signed_between(c: &mut Conn, after: u64, until: u64) -> Result<Vec<Signed>, Fault> {
    let select =
        sql!("SELECT size, root, note FROM ledger_checkpoint WHERE size > $1 AND size <= $2 ORDER BY size");
    c.all(select, &args![int(after), int(until)]).await
}

from_row! {
    /// What the tables say of their own ends, at one moment.
    pub(crate) struct Ends {
        pub(crate) size: i64,
        pub(crate) leaf_first: Option<i64>,
        pub(crate) leaf_last: Option<i64>,
        pub(crate) head_first: Option<i64>,
        pub(crate) head_last: Option<i64>,
    }
}

pub(crate) async fn ends(c: &mut Conn) -> Result<Option<Ends>, Fault> {
    let select = sql!(
        "SELECT size,
             (SELECT min(position) FROM ledger_leaf), (SELECT max(position) FROM ledger_leaf),
             (SELECT min(size) FROM ledger_checkpoint), (SELECT max(size) FROM ledger_checkpoint)
         FROM ledger_tree WHERE id = 1"
    );
    c.first(select, &[]).await
}

/// Each level of nodes: level, first, last, how many; and the tree's size at that moment.
pub(crate) async fn levels(c: &mut Conn) -> Result<Vec<(i64, i64, i64, i64, i64)>, Fault> {
    let select = sql!(
        "SELECT level, min(position), max(position), count(position), (SELECT size FROM ledger_tree WHERE id = 1)
         FROM ledger_node GROUP BY level ORDER BY level"
    );
    c.all(select, &[]).await
}

from_row! {
    /// A row as the ledger knows it: its leaf, and its place unless it waits.
    pub(crate) struct Known {
        pub(crate) row: Uuid,
        pub(crate) leaf: Hash,
        pub(crate) position: Option<i64>,
    }
}

/// What the ledger knows from a row on, in the order of rows.
pub(crate) async fn known(c: &mut Conn, from: Uuid, limit: u32) -> Result<Vec<Known>, Fault> {
    let select = sql!(
        "SELECT row_id, leaf, position FROM ledger_leaf WHERE row_id >= $1
         UNION ALL
         SELECT row_id, leaf, CAST(NULL AS bigint) FROM ledger_waiting WHERE row_id >= $1
         ORDER BY row_id LIMIT $2"
    );
    c.all(select, &args![from, limit]).await
}

/// A number of leaves as the database counts.
pub(crate) fn int(n: u64) -> i64 {
    i64::try_from(n).expect("a tree has fewer than 2⁶³ leaves")
}

/// A number from the database that cannot be below zero.
pub(crate) fn count(n: i64) -> Result<u64, Fault> {
    u64::try_from(n).map_err(|_| Fault::Broken("the ledger holds a number below zero".to_owned()))
}
