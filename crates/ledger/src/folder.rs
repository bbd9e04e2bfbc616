//! What stands outside the database, in the data folder: the key (`ledger.key`), the public keys (`ledger.pub`) and the
//! last checkpoint (`ledger.checkpoint`), which a restored database cannot take back.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use crate::{BadKey, Checkpoint, Key, Trouble, Verifier};

const KEY: &str = "ledger.key";
const PUBLIC: &str = "ledger.pub";
const CHECKPOINT: &str = "ledger.checkpoint";

/// The data folder, as the ledger uses it.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder at this path, which exists.
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    pub(crate) fn display(&self) -> String {
        self.0.display().to_string()
    }

    /// Whether others on this machine may read the secret key.
    pub fn key_is_open(&self) -> Result<bool, Trouble> {
        let path = self.0.join(KEY);
        match fs::metadata(&path) {
            Ok(there) => Ok(there.permissions().mode() & 0o077 != 0),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(e) => Err(Trouble::file(&path, e)),
        }
    }

    /// The secret key, if there is one.
    pub fn key(&self) -> Result<Option<Key>, Trouble> {
        let path = self.0.join(KEY);
        let Some(text) = read(&path)? else { return Ok(None) };
        if self.key_is_open()? {
            tracing::warn!(path = %path.display(), "The ledger's key can be read by others on this machine: chmod 600");
        }
        let key = Key::from_secret(text.trim_end());
        key.map(Some).map_err(|source| Trouble::Key { path: path.display().to_string(), source })
    }

    /// Makes the key. Fails when there is one, so that two starters cannot both make it.
    pub(crate) fn make_key(&self, name: &str, seed: &[u8; 32]) -> Result<Key, Trouble> {
        let path = self.0.join(KEY);
        let key = Key::from_seed(name, seed)
            .map_err(|source| Trouble::Key { path: format!("origin {name:?}"), source })?;
        let made = write_new(&path, &(key.to_secret() + "\n"));
        made.and_then(|()| sync(&self.0)).map_err(|e| Trouble::file(&path, e))?;
        Ok(key)
    }

    /// Whose signatures count: the lines of `ledger.pub`, where an operator adds those of earlier keys.
    pub fn verifiers(&self) -> Result<Vec<Verifier>, Trouble> {
        let path = self.0.join(PUBLIC);
        let text = read(&path)?.unwrap_or_default();
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let keys = lines.map(str::parse).collect::<Result<Vec<Verifier>, BadKey>>();
        let mut keys = keys.map_err(|source| Trouble::Key { path: path.display().to_string(), source })?;
        if let Some(own) = self.key()?
            && !keys.contains(own.verifier())
        {
            keys.insert(0, own.verifier().clone());
        }
        Ok(keys)
    }

    /// Writes our public key where people look for it.
    pub(crate) fn publish(&self, own: &Verifier) -> Result<(), Trouble> {
        let path = self.0.join(PUBLIC);
        let there = read(&path)?.unwrap_or_default();
        if there.lines().any(|line| line.trim() == own.to_string()) {
            return Ok(());
        }
        replace(&path, &format!("{own}\n{there}")).map_err(|e| Trouble::file(&path, e))
    }

    /// The last checkpoint kept here and its note, if there is one.
    pub fn checkpoint(&self, keys: &[Verifier]) -> Result<Option<Checkpoint>, Trouble> {
        let Some(note) = read(&self.0.join(CHECKPOINT))? else { return Ok(None) };
        let checkpoint = Checkpoint::open(&note, keys);
        checkpoint.map(Some).map_err(|source| Trouble::Foreign { what: "ledger.checkpoint", source })
    }

    /// Keeps this note as the last checkpoint: whole and on the disk, or not at all.
    pub(crate) fn keep(&self, note: &str) -> Result<(), Trouble> {
        let path = self.0.join(CHECKPOINT);
        replace(&path, note).map_err(|e| Trouble::file(&path, e))
    }
}

fn read(path: &Path) -> Result<Option<String>, Trouble> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(Trouble::file(path, e)),
    }
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    let beside = path.with_added_extension("new");
    let mut file = File::create(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    path.parent().map_or(Ok(()), sync)
}

/// A name in a folder is on the disk only when the folder is.
fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_is_for_its_owner_only() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        assert!(folder.key().unwrap().is_none());
        let key = folder.make_key("own", &[1; 32]).unwrap();
        assert_eq!(fs::metadata(place.path().join(KEY)).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(folder.key().unwrap().unwrap().to_secret(), key.to_secret());
        assert!(matches!(folder.make_key("own", &[2; 32]), Err(Trouble::File { .. })));
    }

    #[test]
    fn an_earlier_key_goes_on_being_trusted() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        let earlier = Key::from_seed("own", &[9; 32]).unwrap();
        fs::write(place.path().join(PUBLIC), format!("# before 2030\n{}\n", earlier.verifier())).unwrap();
        let own = folder.make_key("own", &[1; 32]).unwrap();
        folder.publish(own.verifier()).unwrap();
        folder.publish(own.verifier()).unwrap();
        assert_eq!(folder.verifiers().unwrap(), [own.verifier().clone(), earlier.verifier().clone()]);
        folder.keep(&Checkpoint::sign(3, [1; 32], &earlier)).unwrap();
        assert_eq!(folder.checkpoint(&folder.verifiers().unwrap()).unwrap().unwrap().size, 3);
        assert!(matches!(folder.checkpoint(&[own.verifier().clone()]), Err(Trouble::Foreign { .. })));
    }
}
