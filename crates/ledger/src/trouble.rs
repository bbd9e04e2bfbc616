//! Why the ledger does not go on. None of these stops reading or writing rows: their leaves wait.

use std::{io, path::Path, sync::Arc};

use db::Fault;

use crate::{BadKey, BadNote};

/// Why the tree is not extended, or a folder is not used.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The database.
    #[error(transparent)]
    Db(#[from] Fault),
    /// A file in the data folder.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// A file that should hold a key does not.
    #[error("{path}: {source}. Put back the copy you keep of it.")]
    Key {
        /// Which.
        path: String,
        /// What is wrong.
        source: BadKey,
    },
    /// The ledger was signed, and the key that did is not here.
    #[error(
        "the ledger has signed checkpoints, but its key is not in {folder}. Copy ledger.key there from the server that signs, or from your backup."
    )]
    NoKey {
        /// Where it was sought.
        folder: String,
    },
    /// A checkpoint that should be ours is not believed.
    #[error("{what} is {source}. Its key does not belong to this ledger, or somebody changed it.")]
    Foreign {
        /// Which checkpoint.
        what: &'static str,
        /// Why it is not believed.
        source: BadNote,
    },
    /// This server was started without what it signs with. Said as what kept it from signing.
    #[error(transparent)]
    Unsigned(Arc<Trouble>),
    /// The database is older than what was signed.
    #[error(
        "the database's tree has {tree} leaves, but one with {outside} was signed: an older copy was restored. Nothing is signed until the missing rows are back."
    )]
    Older {
        /// Leaves in the database.
        tree: u64,
        /// Leaves under the checkpoint outside it.
        outside: u64,
    },
    /// The database has another history than the one that was signed.
    #[error(
        "the first {size} leaves of the database are not those that were signed: its history was changed. Nothing is signed."
    )]
    Forked {
        /// How many leaves the signed checkpoint covers.
        size: u64,
    },
    /// The stored tree contradicts itself.
    #[error("the stored tree contradicts itself: {0}. Nothing is signed; `attest ledger verify` says where.")]
    Unsound(&'static str),
}

impl Trouble {
    pub(crate) fn file(path: &Path, source: io::Error) -> Self {
        Self::File { path: path.display().to_string(), source }
    }
}
