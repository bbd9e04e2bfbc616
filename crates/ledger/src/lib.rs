//! An append-only, tamper-evident log of bytes. It knows commitments and places, and nothing of what they stand for.
//!
//! A Merkle tree as in RFC 6962 with signed checkpoints as C2SP specifies them; why, stands in `docs/adr/0006-append-only-and-ledger.md`.
//! Pure: `hash`, `frontier`, `path`, `note`, `checkpoint`, `proof`. Statements: `store`. Keys as files: `keys`; with the
//! last checkpoint outside the database: `folder`; how any of them is written: `whole`. Growing and signing: `sequencer`. The door: `ledger`, and `together` for many rows under one head. Checking all of it: `verify`.

mod checkpoint;
mod folder;
mod frontier;
mod hash;
mod keys;
mod ledger;
mod note;
mod path;
mod proof;
mod sequencer;
mod store;
mod together;
mod trouble;
mod verify;
pub mod whole;

pub use checkpoint::Checkpoint;
pub use folder::Folder;
pub use frontier::{Frontier, Node};
pub use hash::{Hash, commitment, empty_root, leaf_hash, node_hash};
pub use keys::KeyFiles;
pub use ledger::{Ledger, NoProof, compare};
pub use note::{BadKey, BadNote, Key, Verifier};
pub use path::{is_consistent, root_of_inclusion};
pub use proof::{BadProof, Proof};
pub use sequencer::{Head, Step};
pub use store::{append, append_all};
pub use together::Together;
pub use trouble::Trouble;
pub use verify::{Bad, Damage, Report, Row, verify};

#[cfg(test)]
mod tests;
