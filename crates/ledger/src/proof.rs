//! The proof that one row is in the ledger (C2SP tlog-proof): place, path and checkpoint in one text that anybody can check
//! without us, knowing the row's salt, body and our public key.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::{
    BadNote, Checkpoint, Hash, Verifier,
    checkpoint::{decode, number},
    leaf_hash, root_of_inclusion,
};

const HEADER: &str = "c2sp.org/tlog-proof@v1";
/// A path through a tree of 2⁶³ leaves.
const PATH_MAX: usize = 63;

/// Why a proof proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadProof {
    /// Its checkpoint is not believed.
    #[error("the checkpoint is {0}")]
    Checkpoint(#[from] BadNote),
    /// The path does not lead from this row to the checkpoint's root.
    #[error("the path does not lead from the row to the checkpoint")]
    Path,
}

/// That a commitment stands at a place of the tree under a signed checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The leaf's place, from 0.
    pub position: u64,
    /// The hashes beside the way from the leaf to the root.
    pub path: Vec<Hash>,
    /// The signed note.
    pub checkpoint: String,
}

impl Proof {
    /// The checkpoint under which `commitment` is proved.
    pub fn verify(&self, commitment: &Hash, keys: &[Verifier]) -> Result<Checkpoint, BadProof> {
        let checkpoint = Checkpoint::open(&self.checkpoint, keys)?;
        let root = root_of_inclusion(self.position, checkpoint.size, &leaf_hash(commitment), &self.path);
        (root == Some(checkpoint.root)).then_some(checkpoint).ok_or(BadProof::Path)
    }

    /// The text form.
    pub fn text(&self) -> String {
        let path: String = self.path.iter().map(|hash| STANDARD.encode(hash) + "\n").collect();
        format!("{HEADER}\nindex {}\n{path}\n{}", self.position, self.checkpoint)
    }

    /// Reads the text form. Extra data is allowed and passes unread.
    pub fn parse(text: &str) -> Option<Self> {
        let (head, checkpoint) = text.split_once("\n\n")?;
        let mut lines = head.split('\n').peekable();
        lines.next().filter(|line| *line == HEADER)?;
        lines.next_if(|line| line.starts_with("extra "));
        let position = number(lines.next()?.strip_prefix("index ")?)?;
        let path = lines.map(decode).collect::<Option<Vec<_>>>()?;
        (path.len() <= PATH_MAX).then(|| Self { position, path, checkpoint: checkpoint.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Key, node_hash};

    #[test]
    fn a_proof_is_checked_from_its_text_alone() {
        let key = Key::from_seed("example.org/ledger", &[3; 32]).unwrap();
        let (ours, other) = ([1; 32], [2; 32]);
        let root = node_hash(&leaf_hash(&other), &leaf_hash(&ours));
        let checkpoint = Checkpoint::sign(2, root, &key);
        let proof = Proof { position: 1, path: vec![leaf_hash(&other)], checkpoint };
        let read = Proof::parse(&proof.text()).unwrap();
        assert_eq!(read, proof);
        let keys = [key.verifier().clone()];
        assert_eq!(read.verify(&ours, &keys).map(|c| c.size), Ok(2));
        assert_eq!(read.verify(&other, &keys), Err(BadProof::Path));
        assert_eq!(read.verify(&ours, &[]), Err(BadProof::Checkpoint(BadNote::Unsigned)));
        let extra = proof.text().replace("\nindex", "\nextra AAAA\nindex");
        assert_eq!(Proof::parse(&extra).as_ref(), Some(&proof));
        for broken in ["", HEADER, &proof.text()[1..], &proof.text().replace("index 1", "index 01")] {
            assert_eq!(Proof::parse(broken), None, "{broken:?}");
        }
    }
}
