//! An append-only, tamper-evident log of bytes. It knows commitments and places, and nothing of what they stand for.
//!
//! A Merkle tree as in RFC 6962 with signed checkpoints as C2SP specifies them (docs/adr/0006-ledger.md). Pure parts:
//! `hash`, `frontier`, `path`, `note`, `checkpoint`, `proof`.

mod checkpoint;
mod frontier;
mod hash;
mod note;
mod path;
mod proof;

pub use checkpoint::Checkpoint;
pub use frontier::{Frontier, Node};
pub use hash::{Hash, commitment, empty_root, leaf_hash, node_hash};
pub use note::{BadKey, BadNote, Key, Verifier};
pub use path::{is_consistent, root_of_inclusion};
pub use proof::{BadProof, Proof};
