//! The keys of national numbers in the data folder: `identifiers.key`, one a line. Which of them writes now says the database, so that
//! the order of the lines means nothing, and more lines than needed do no harm.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use ledger::whole;
use zeroize::Zeroizing;

use super::{
    Unread,
    key::{Key, SECRET_BYTES},
};
use crate::{installation, world::World};

/// The file in the data folder.
pub const FILE: &str = "identifiers.key";

/// Where the keys lie. They are read each time they are needed: a number is seldom, and another process may have changed them.
#[derive(Debug, Clone)]
pub struct Keys {
    file: PathBuf,
}

/// The keys that were there when it was read.
#[derive(Debug, Default)]
pub struct Ring(Vec<Key>);

impl Keys {
    /// Those of a data folder.
    pub fn at(folder: &Path) -> Self {
        Self { file: folder.join(FILE) }
    }

    /// All that are there; no file: none.
    pub fn read(&self) -> Result<Ring> {
        let text = match fs::read_to_string(&self.file) {
            Ok(text) => Zeroizing::new(text),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Ring::default()),
            Err(error) => {
                return Err(error).with_context(|| format!("{} cannot be read", self.file.display()));
            }
        };
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let keys = lines.map(Key::read).collect::<Option<Vec<Key>>>();
        Ok(Ring(keys.with_context(|| format!("{} has a line that is no key", self.file.display()))?))
    }

    /// The same for whoever goes on without: a file that cannot be read is told in the log.
    pub(super) fn read_or_none(&self) -> Ring {
        self.read().unwrap_or_else(|why| {
            tracing::error!("The keys of national numbers cannot be read: {why:#}");
            Ring::default()
        })
    }

    /// Makes the first key. Whoever comes second at the same time reads that of the first.
    pub(super) fn make(&self, world: &World) -> Result<Ring> {
        let key = Key::of(world.random::<SECRET_BYTES>());
        // A database of its own needs no data folder until now.
        let folder = whole::folder(&self.file);
        installation::make_private(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        match whole::write_new(&self.file, &lines([&key])) {
            Err(_) if self.file.exists() => self.read(),
            made => Ok(made.map(|()| Ring(vec![key]))?),
        }
    }

    /// The turn to change the file, until it is dropped or its process ends. Fails while somebody else has it.
    pub(super) fn turn(&self) -> Result<fs::File> {
        let path = self.file.with_extension("lock");
        let open = || fs::File::options().write(true).create(true).truncate(false).open(&path);
        let file = open().with_context(|| format!("{} cannot be opened", path.display()))?;
        file.try_lock().context("another command is changing the keys of national numbers; wait for it")?;
        Ok(file)
    }

    /// Puts these in the place of what is there: whole, or not at all. Whoever has the turn calls it: what another left half done goes.
    pub(super) fn replace<'a>(&self, keys: impl IntoIterator<Item = &'a Key>) -> Result<()> {
        let name = format!("{FILE}.");
        for entry in fs::read_dir(whole::folder(&self.file))? {
            let entry = entry?;
            let is_left = |of: &str| of.starts_with(&name) && of.ends_with(whole::HALF_DONE);
            if entry.file_name().to_str().is_some_and(is_left) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(whole::replace(&self.file, &lines(keys))?)
    }
}

/// The file that holds these.
fn lines<'a>(keys: impl IntoIterator<Item = &'a Key>) -> Zeroizing<String> {
    let keys: Vec<&Key> = keys.into_iter().collect();
    // Room enough from the start: a text that grows leaves copies behind.
    let mut text = Zeroizing::new(String::with_capacity(keys.len() * (2 * SECRET_BYTES + 1)));
    for key in keys {
        text.push_str(&key.line());
        text.push('\n');
    }
    text
}

impl Ring {
    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The key with this name.
    pub fn key(&self, id: &str) -> Option<&Key> {
        self.0.iter().find(|key| key.id() == id)
    }

    /// All of them, in the order of their lines.
    pub(super) fn all(&self) -> impl Iterator<Item = &Key> {
        self.0.iter()
    }

    /// The first: the one there is, where there is one.
    pub(super) fn first(&self) -> Option<&Key> {
        self.0.first()
    }

    /// A key for a look at what would be written, kept nowhere.
    pub(super) fn passing(world: &World) -> Self {
        Self(vec![Key::of(world.random::<SECRET_BYTES>())])
    }
}

/// Two files of keys, as a backup finds them before and after it copied the database: all lines of both.
pub fn both(before: Option<String>, after: Option<String>) -> Option<String> {
    let (Some(before), Some(after)) = (&before, &after) else { return before.or(after) };
    let more = after.lines().filter(|line| !before.lines().any(|there| there == *line));
    Some(before.lines().chain(more).map(|line| format!("{line}\n")).collect())
}

/// What others on this machine may read of it.
pub(super) fn is_open(folder: &Path) -> Result<bool> {
    Ok(ledger::KeyFiles::named(folder, "identifiers").is_open()?)
}

/// Fails when numbers were written with a key that is not there.
pub(super) fn lost(id: &str) -> anyhow::Error {
    anyhow::Error::from(Unread::Lost).context(format!(
        "the numbers here are kept with the key {id}, which is not in {FILE}: put that file back (docs/OPERATIONS.md)"
    ))
}

/// Whether something failed because such a key is not there.
pub fn is_key_missing(error: &anyhow::Error) -> bool {
    error.downcast_ref::<Unread>() == Some(&Unread::Lost)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_key_is_made_once_and_for_its_owner_only() {
        let place = tempfile::tempdir().unwrap();
        let (keys, world) = (Keys::at(place.path()), World::real());
        assert!(keys.read().unwrap().is_empty());
        let made = keys.make(&world).unwrap();
        let id = made.first().unwrap().id().to_owned();
        assert_eq!(keys.make(&world).unwrap().first().unwrap().id(), id, "whoever comes second");
        let mode = || fs::metadata(place.path().join(FILE)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(), 0o600);
        let ring = keys.read().unwrap();
        let other = Key::of([3; 32]);
        // Somebody was killed while they wrote.
        let left = place.path().join(format!("{FILE}.x7{}", whole::HALF_DONE));
        fs::write(&left, "half a key").unwrap();
        keys.replace([&other, ring.first().unwrap()]).unwrap();
        assert_eq!(mode(), 0o600);
        assert!(!left.exists());
        let ring = keys.read().unwrap();
        assert!(ring.key(other.id()).is_some() && ring.key(&id).is_some() && ring.key("other").is_none());
    }

    #[test]
    fn what_is_no_key_is_told_and_not_taken_for_none() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join(FILE), "abc\n").unwrap();
        let told = format!("{:#}", Keys::at(place.path()).read().unwrap_err());
        assert!(told.ends_with("has a line that is no key") && !told.contains("abc"), "{told}");
    }

    #[test]
    fn a_backup_has_the_keys_of_before_and_after() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(both(None, None), None);
        assert_eq!(both(some("a\n"), None), some("a\n"));
        assert_eq!(both(None, some("a\n")), some("a\n"));
        assert_eq!(both(some("a\nb\n"), some("b\nc\n")), some("a\nb\nc\n"));
    }
}
