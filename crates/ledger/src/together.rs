//! Many rows proved under one head: the first that was signed over all of them. Whoever asks later, and however large the tree has
//! grown since, gets the same bytes.

use std::time::Duration;

use base::Moment;
use db::Conn;
use uuid::Uuid;

use crate::{Hash, Ledger, NoProof, Proof, Trouble, path, store};

/// Rows under one signed head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Together {
    /// When that head was signed.
    pub at: Moment,
    /// The signed note.
    pub checkpoint: String,
    /// Of each row, in the order in which it was asked for: its place from 0, and the hashes beside the way to the root.
    pub paths: Vec<(u64, Vec<Hash>)>,
}

impl Together {
    /// The proofs, each complete in itself.
    pub fn proofs(&self) -> impl Iterator<Item = Proof> + '_ {
        self.paths.iter().map(|(position, path)| Proof {
            position: *position,
            path: path.clone(),
            checkpoint: self.checkpoint.clone(),
        })
    }
}

impl Ledger {
    /// The proof that all these rows are in the ledger, under the first head that covers the last of them. Waits for rows that are not
    /// in the tree yet, at most this long.
    pub async fn together(&self, rows: &[Uuid], patience: Duration) -> Result<Together, NoProof> {
        self.waited(patience, || self.together_now(rows)).await
    }

    async fn together_now(&self, rows: &[Uuid]) -> Result<Together, NoProof> {
        let rows = rows.to_vec();
        self.db().read_long(move |c| Box::pin(async move { under_one_head(c, &rows).await })).await
    }
}

async fn under_one_head(c: &mut Conn, rows: &[Uuid]) -> Result<Together, NoProof> {
    let mut places = Vec::with_capacity(rows.len());
    // The last first: if any still waits, it does.
    for row in rows.iter().rev() {
        match store::place(c, *row).await? {
            Some((position, _)) => places.push(position),
            None if store::is_waiting(c, *row).await?.is_some() => return Err(NoProof::NotYet),
            // Between the two looks it may have gone into the tree.
            None if store::place(c, *row).await?.is_some() => return Err(NoProof::NotYet),
            None => return Err(NoProof::Unknown),
        }
    }
    places.reverse();
    let needed = places.iter().max().map_or(1, |last| last + 1);
    let (signed, at) = store::first_signed_over(c, needed).await?.ok_or(NoProof::NotYet)?;
    let size = signed.size()?;
    let mut paths = Vec::with_capacity(places.len());
    for position in places {
        let hashes = store::hashes(c, &path::inclusion(position, size)).await?;
        let hashes = hashes.ok_or(Trouble::Unsound("nodes on the way to the root are missing"))?;
        paths.push((position, hashes));
    }
    Ok(Together { at, checkpoint: signed.note, paths })
}
