//! A signing key as two files of a folder: the secret half (`NAME.key`), and whose signatures count (`NAME.pub`), where an operator
//! adds earlier keys. The ledger has one pair; what else signs has its own.

use std::{
    fs, io,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use crate::{BadKey, Key, Trouble, Verifier, whole};

/// The two files.
#[derive(Debug, Clone)]
pub struct KeyFiles {
    secret: PathBuf,
    public: PathBuf,
}

impl KeyFiles {
    /// Those of this name in a folder that exists.
    pub fn named(folder: &Path, name: &str) -> Self {
        let file = |end: &str| folder.join(format!("{name}.{end}"));
        Self { secret: file("key"), public: file("pub") }
    }

    /// Whether others on this machine may read the secret key.
    pub fn is_open(&self) -> Result<bool, Trouble> {
        match fs::metadata(&self.secret) {
            Ok(there) => Ok(there.permissions().mode() & 0o077 != 0),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(e) => Err(Trouble::file(&self.secret, e)),
        }
    }

    /// The secret key, if there is one.
    pub fn key(&self) -> Result<Option<Key>, Trouble> {
        let Some(text) = read(&self.secret)? else { return Ok(None) };
        if self.is_open()? {
            tracing::warn!(path = %self.secret.display(), "A signing key can be read by others on this machine: chmod 600");
        }
        let key = Key::from_secret(text.trim_end());
        key.map(Some).map_err(|source| Trouble::Key { path: self.secret.display().to_string(), source })
    }

    /// The secret key, which is made when there is none, and its public half where people look for it.
    pub fn key_or_new(&self, name: &str, seed: &[u8; 32]) -> Result<Key, Trouble> {
        let key = match self.key()? {
            Some(key) => key,
            None => self.make(name, seed)?,
        };
        self.publish(key.verifier())?;
        Ok(key)
    }

    /// Makes the key. Fails when there is one, so that two starters cannot both make it.
    pub(crate) fn make(&self, name: &str, seed: &[u8; 32]) -> Result<Key, Trouble> {
        let key = Key::from_seed(name, seed)
            .map_err(|source| Trouble::Key { path: format!("origin {name:?}"), source })?;
        whole::write_new(&self.secret, &(key.to_secret() + "\n"))?;
        Ok(key)
    }

    /// Whose signatures count: our own, then the lines of the public file.
    pub fn verifiers(&self) -> Result<Vec<Verifier>, Trouble> {
        let text = read(&self.public)?.unwrap_or_default();
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let keys = lines.map(str::parse).collect::<Result<Vec<Verifier>, BadKey>>();
        let mut keys =
            keys.map_err(|source| Trouble::Key { path: self.public.display().to_string(), source })?;
        if let Some(own) = self.key()?
            && !keys.contains(own.verifier())
        {
            keys.insert(0, own.verifier().clone());
        }
        Ok(keys)
    }

    /// Writes our public key where people look for it.
    pub(crate) fn publish(&self, own: &Verifier) -> Result<(), Trouble> {
        let there = read(&self.public)?.unwrap_or_default();
        if there.lines().any(|line| line.trim() == own.to_string()) {
            return Ok(());
        }
        whole::replace(&self.public, &format!("{own}\n{there}"))
    }
}

pub(crate) fn read(path: &Path) -> Result<Option<String>, Trouble> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(Trouble::file(path, e)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_is_for_its_owner_only() {
        let place = tempfile::tempdir().unwrap();
        let files = KeyFiles::named(place.path(), "some");
        assert!(files.key().unwrap().is_none());
        let key = files.make("own", &[1; 32]).unwrap();
        assert_eq!(fs::metadata(place.path().join("some.key")).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(files.key_or_new("own", &[2; 32]).unwrap().to_secret(), key.to_secret());
        assert!(matches!(files.make("own", &[2; 32]), Err(Trouble::File { .. })));
        fs::set_permissions(place.path().join("some.key"), fs::Permissions::from_mode(0o640)).unwrap();
        assert!(files.is_open().unwrap());
    }
}
