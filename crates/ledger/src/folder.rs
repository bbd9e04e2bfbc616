//! What stands outside the database, in the data folder: the ledger's keys (`ledger.key`, `ledger.pub`) and the last checkpoint
//! (`ledger.checkpoint`), which a restored database cannot take back.

use std::path::{Path, PathBuf};

use crate::{Checkpoint, Key, KeyFiles, Trouble, Verifier, keys::read, whole};

const CHECKPOINT: &str = "ledger.checkpoint";

/// The data folder, as the ledger uses it.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
    keys: KeyFiles,
}

impl Folder {
    /// The folder at this path, which exists.
    pub fn at(path: &Path) -> Self {
        Self { path: path.to_owned(), keys: KeyFiles::named(path, "ledger") }
    }

    pub(crate) fn display(&self) -> String {
        self.path.display().to_string()
    }

    /// Whether others on this machine may read the secret key.
    pub fn key_is_open(&self) -> Result<bool, Trouble> {
        self.keys.is_open()
    }

    /// The secret key, if there is one.
    pub fn key(&self) -> Result<Option<Key>, Trouble> {
        self.keys.key()
    }

    pub(crate) fn key_or_new(&self, name: &str, seed: &[u8; 32]) -> Result<Key, Trouble> {
        self.keys.key_or_new(name, seed)
    }

    /// Whose signatures count.
    pub fn verifiers(&self) -> Result<Vec<Verifier>, Trouble> {
        self.keys.verifiers()
    }

    /// The last checkpoint kept here and its note, if there is one.
    pub fn checkpoint(&self, keys: &[Verifier]) -> Result<Option<Checkpoint>, Trouble> {
        let Some(note) = read(&self.path.join(CHECKPOINT))? else { return Ok(None) };
        let checkpoint = Checkpoint::open(&note, keys);
        checkpoint.map(Some).map_err(|source| Trouble::Foreign { what: "ledger.checkpoint", source })
    }

    /// Keeps this note as the last checkpoint: whole and on the disk, or not at all.
    pub(crate) fn keep(&self, note: &str) -> Result<(), Trouble> {
        whole::replace(&self.path.join(CHECKPOINT), note)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_earlier_key_goes_on_being_trusted() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        let earlier = Key::from_seed("own", &[9; 32]).unwrap();
        std::fs::write(place.path().join("ledger.pub"), format!("# before 2030\n{}\n", earlier.verifier()))
            .unwrap();
        let own = folder.key_or_new("own", &[1; 32]).unwrap();
        folder.key_or_new("own", &[1; 32]).unwrap();
        assert_eq!(folder.verifiers().unwrap(), [own.verifier().clone(), earlier.verifier().clone()]);
        folder.keep(&Checkpoint::sign(3, [1; 32], &earlier)).unwrap();
        assert_eq!(folder.checkpoint(&folder.verifiers().unwrap()).unwrap().unwrap().size, 3);
        assert!(matches!(folder.checkpoint(&[own.verifier().clone()]), Err(Trouble::Foreign { .. })));
    }
}
