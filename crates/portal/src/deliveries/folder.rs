//! The folder that an authority watches. Where a share is not mounted an empty folder stands in its place, and takes whatever is written.
//! So whoever runs the share lays a file into it, `SCHEME.here`, which the portal never makes: without it, nothing is written there.

use std::{
    fs,
    io::{Error, ErrorKind},
    path::PathBuf,
    sync::Arc,
};

use object_store::{ObjectStore, local::LocalFileSystem};
use tokio::task::spawn_blocking;

use super::tried::Failed;

/// Such a folder.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    path: PathBuf,
    sign: String,
}

impl Folder {
    /// The one of a scheme.
    pub(super) fn of(scheme: &str, path: &std::path::Path) -> Self {
        Self { path: path.to_owned(), sign: format!("{scheme}.here") }
    }

    /// The folder, as it stands now: one that was found before may be another, or gone.
    pub(super) async fn found(&self) -> Result<Arc<dyn ObjectStore>, Failed> {
        let own = self.clone();
        let found = spawn_blocking(move || own.look()).await;
        found.unwrap_or_else(|broken| Err(Failed::known("unreachable").with(broken)))
    }

    fn look(&self) -> Result<Arc<dyn ObjectStore>, Failed> {
        if let Err(error) = self.has_sign() {
            let denied = error.kind() == ErrorKind::PermissionDenied;
            return Err(Failed::known(if denied { "refused" } else { "unreachable" }).with(error));
        }
        let place = LocalFileSystem::new_with_prefix(&self.path);
        let place = place.map_err(|error| Failed::known("unreachable").with(error))?;
        Ok(Arc::new(place.with_fsync(true)))
    }

    fn has_sign(&self) -> Result<(), Error> {
        if fs::metadata(self.path.join(&self.sign))?.is_file() {
            Ok(())
        } else {
            Err(ErrorKind::NotFound.into())
        }
    }

    /// What is wrong with it, for the operator; none: it is there, and the one that is meant.
    pub(super) fn wrong(&self) -> Option<String> {
        let (folder, sign) = (self.path.display(), &self.sign);
        match self.has_sign() {
            Ok(()) => None,
            Err(_) if !self.path.is_dir() => Some(format!("{folder} is not there: mount it, or make it")),
            Err(error) if error.kind() == ErrorKind::NotFound => Some(format!(
                "{folder} has no file {sign}: where it is the folder that is meant, touch {folder}/{sign}; else it is not mounted"
            )),
            Err(error) => Some(format!("{folder}/{sign} cannot be looked at: {error}")),
        }
    }
}
