//! Puts waiting leaves into the tree and signs its heads.
//!
//! One turn is one transaction: leaves, nodes, right edge and checkpoint appear together or not at all. Then the checkpoint
//! is kept outside the database. Killed between the two, the next step finds the outside one older and catches up. Several
//! servers may run this: a lease keeps them apart, and compare-and-set on the tree's size keeps them right without it.

use std::sync::Arc;

use base::Moment;
use db::{Conn, Db, Work};
use uuid::Uuid;

use crate::{
    Checkpoint, Frontier, Hash, Key, Node, Trouble, Verifier, leaf_hash,
    store::{self, STOREYS, Tree},
};

/// How long a server that signed keeps the others away.
const LEASE_SECONDS: i64 = 2;

/// A signed head and its note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// What was signed.
    pub checkpoint: Checkpoint,
    /// The signed note.
    pub note: String,
}

/// What one step did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Nothing waits.
    Idle,
    /// Another server holds the lease.
    Held,
    /// The tree grew to this size; more may wait when it took as many as it may at once.
    Grew {
        /// Leaves now.
        size: u64,
        /// Whether more may wait.
        more: bool,
    },
}

/// Who signs, and what it knows of what was signed before.
#[derive(Debug, Clone)]
pub(crate) struct Signer {
    pub(crate) key: Arc<Key>,
    pub(crate) keys: Arc<[Verifier]>,
    pub(crate) holder: Uuid,
}

/// One turn, at most `limit` leaves.
pub(crate) struct Turn {
    pub(crate) signer: Signer,
    pub(crate) outside: Option<Checkpoint>,
    pub(crate) now: Moment,
    pub(crate) limit: u32,
}

/// What a turn did.
pub(crate) enum Turned {
    Idle,
    Held,
    Grew(Head, u32),
}

impl Work for Turn {
    type Done = Turned;
    type Error = Trouble;

    async fn run(&self, c: &mut Conn) -> Result<Turned, Trouble> {
        let tree = store::tree(c).await?;
        if tree.holder != Some(self.signer.holder) && tree.lease_until > self.now {
            return Ok(Turned::Held);
        }
        let (before, _) = trusted(c, &tree, &self.signer.keys, self.outside.as_ref()).await?;
        let waiting = store::waiting(c, self.limit).await?;
        let Some(last) = waiting.last() else { return Ok(Turned::Idle) };
        let taken = waiting.len() as u64;
        if store::take(c, before.size(), last.row).await? != (taken, taken) {
            return Err(Trouble::Unsound("leaves came or went while they were taken"));
        }
        let (after, nodes) = grown(before.clone(), waiting.iter().map(|w| w.leaf));
        for (node, hash) in &nodes {
            store::add_node(c, *node, hash).await?;
        }
        // Somebody else computes the root again, from what is stored: one flipped bit must not be signed.
        if store::root(c, after.size()).await? != Some(after.root()) {
            return Err(Trouble::Unsound("its leaves and nodes do not lead to its right edge"));
        }
        let note = Checkpoint::sign(after.size(), after.root(), &self.signer.key);
        let until = self.now.plus_seconds(LEASE_SECONDS);
        if !store::advance(c, before.size(), &after, self.signer.holder, until).await? {
            return Err(Trouble::Unsound("its size changed under the lease"));
        }
        store::add_signed(c, after.size(), &after.root(), self.now, &note).await?;
        let origin = self.signer.key.verifier().name().to_owned();
        let checkpoint = Checkpoint { origin, size: after.size(), root: after.root() };
        Ok(Turned::Grew(Head { checkpoint, note }, taken as u32))
    }
}

/// The tree after these leaves, and the nodes of the stored storeys that they completed.
fn grown(mut frontier: Frontier, leaves: impl Iterator<Item = Hash>) -> (Frontier, Vec<(Node, Hash)>) {
    let mut nodes = Vec::new();
    for leaf in leaves {
        frontier.push(leaf_hash(&leaf), |node, hash| {
            if node.height > 0 && node.height.is_multiple_of(STOREYS) {
                nodes.push((node, *hash));
            }
        });
    }
    (frontier, nodes)
}

/// The right edge of a tree that may be extended, and its last head: what the database holds is what was signed last, and
/// nothing newer was signed than it holds.
pub(crate) async fn trusted(
    c: &mut Conn,
    tree: &Tree,
    keys: &[Verifier],
    outside: Option<&Checkpoint>,
) -> Result<(Frontier, Option<Head>), Trouble> {
    let frontier = tree.frontier().ok_or(Trouble::Unsound("its size and its right edge do not fit"))?;
    let last = match tree.signed() {
        None => None,
        Some(signed) => {
            let opened = Checkpoint::open(&signed.note, keys);
            let checkpoint =
                opened.map_err(|source| Trouble::Foreign { what: "the last checkpoint", source })?;
            if (checkpoint.size, checkpoint.root) != (signed.size()?, signed.root) {
                return Err(Trouble::Unsound("the last checkpoint and its note differ"));
            }
            Some(Head { checkpoint, note: signed.note })
        }
    };
    let head = last.as_ref().map_or((0, crate::empty_root()), |h| (h.checkpoint.size, h.checkpoint.root));
    if head != (frontier.size(), frontier.root()) {
        return Err(Trouble::Unsound("its right edge is not what was signed last"));
    }
    if let Some(outside) = outside {
        extends(c, &frontier, outside).await?;
    }
    Ok((frontier, last))
}

/// Refuses a tree that is older than the outside checkpoint, or does not begin with it.
async fn extends(c: &mut Conn, frontier: &Frontier, outside: &Checkpoint) -> Result<(), Trouble> {
    let (tree, size) = (frontier.size(), outside.size);
    if tree < size {
        return Err(Trouble::Older { tree, outside: size });
    }
    let root = if tree == size { Some(frontier.root()) } else { store::root(c, size).await? };
    if root == Some(outside.root) { Ok(()) } else { Err(Trouble::Forked { size }) }
}

/// The last head of a tree that may be extended, and whether leaves wait.
pub(crate) async fn looked(
    db: &Db,
    keys: Arc<[Verifier]>,
    outside: Option<Checkpoint>,
) -> Result<(Option<Head>, bool), Trouble> {
    db.read(move |c| {
        Box::pin(async move {
            let tree = store::tree(c).await?;
            let (_, head) = trusted(c, &tree, &keys, outside.as_ref()).await?;
            Ok((head, !store::waiting(c, 1).await?.is_empty()))
        })
    })
    .await
}
