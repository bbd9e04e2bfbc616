//! Files that are whole or not there, whenever a machine stops: written beside, down to the disk, then named. What is written so are keys,
//! and what says which keys count: nobody but its owner reads a new one.

use std::{
    fs::{self, File, Metadata, Permissions},
    io::{self, Write as _},
    os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown},
    path::Path,
};

use tempfile::NamedTempFile;

use crate::Trouble;

/// How the name of a file ends until it is whole. Whoever is killed meanwhile leaves one behind; it is no use to anybody, and may hold keys.
pub const HALF_DONE: &str = ".new";

/// Writes a file. Fails when there is one, so that two who come at once cannot both write it.
pub fn write_new(path: &Path, text: &str) -> Result<(), Trouble> {
    let write = || -> io::Result<()> {
        beside(path, text)?.persist_noclobber(path)?;
        sync(folder(path))
    };
    write().map_err(|error| Trouble::file(path, error))
}

/// Puts this in the place of what is there, where anything is. Its owner and mode stay, whoever does it: what a service reads is not taken
/// from it by an operator who is somebody else.
pub fn replace(path: &Path, text: &str) -> Result<(), Trouble> {
    let write = || -> io::Result<()> {
        let beside = beside(path, text)?;
        match fs::metadata(path) {
            Ok(there) => {
                like(beside.as_file(), &there, folder(path))?;
                beside.as_file().sync_all()?;
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        beside.persist(path)?;
        sync(folder(path))
    };
    write().map_err(|error| Trouble::file(path, error))
}

/// The folder in which a file lies, also when it is named without one.
pub fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// All of it on the disk, for its owner only, under a name that says that it is half done.
fn beside(path: &Path, text: &str) -> io::Result<NamedTempFile> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    let mut beside = tempfile::Builder::new().prefix(&name).suffix(HALF_DONE).tempfile_in(folder(path))?;
    beside.write_all(text.as_bytes())?;
    beside.as_file().sync_all()?;
    Ok(beside)
}

/// Gives a file the owner and mode of the one that it replaces.
fn like(file: &File, there: &Metadata, folder: &Path) -> io::Result<()> {
    let own = file.metadata()?;
    if (own.uid(), own.gid()) != (there.uid(), there.gid()) {
        match fchown(file, Some(there.uid()), Some(there.gid())) {
            // Only root may give a file away; but from the owner of the folder nothing is taken.
            Err(error)
                if error.kind() == io::ErrorKind::PermissionDenied
                    && own.uid() == fs::metadata(folder)?.uid() => {}
            given => given?,
        }
    }
    file.set_permissions(Permissions::from_mode(there.mode() & 0o777))
}

/// A name in a folder is on the disk only when the folder is.
fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().mode() & 0o777
    }

    #[test]
    fn a_new_file_is_its_owners_only_and_never_written_over() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("some.key");
        write_new(&path, "one").unwrap();
        assert_eq!(mode(&path), 0o600);
        assert!(matches!(write_new(&path, "two"), Err(Trouble::File { .. })));
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "nothing is left beside");
    }

    #[test]
    fn what_is_replaced_keeps_its_owner_and_its_mode() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("some.pub");
        replace(&path, "one").unwrap();
        assert_eq!(mode(&path), 0o600);
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        let given = std::os::unix::fs::chown(&path, Some(12345), Some(54321)).is_ok();
        if !given {
            println!("only root gives a file away: whether the owner stays was NOT looked at");
        }
        replace(&path, "two").unwrap();
        let there = fs::metadata(&path).unwrap();
        assert_eq!((there.mode() & 0o777, fs::read_to_string(&path).unwrap().as_str()), (0o640, "two"));
        assert!(!given || (there.uid(), there.gid()) == (12345, 54321));
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "nothing is left beside");
    }

    #[test]
    fn a_name_without_a_folder_is_in_this_one_and_half_done_says_so() {
        assert_eq!(folder(Path::new("some.key")), Path::new("."));
        assert_eq!(folder(Path::new("./some.key")), Path::new("."));
        assert_eq!(folder(Path::new("data/some.key")), Path::new("data"));
        let place = tempfile::tempdir().unwrap();
        let beside = beside(&place.path().join("some.key"), "text").unwrap();
        let name = beside.path().file_name().unwrap().to_str().unwrap().to_owned();
        assert!(name.starts_with("some.key.") && name.ends_with(HALF_DONE), "{name}");
        assert_eq!(mode(beside.path()), 0o600);
    }
}
