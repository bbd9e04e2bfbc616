//! All files at once: copied into a backup, and taken away when nobody names them.
//!
//! Several servers may take away at the same time, and a backup be made: what one of them has taken the other does not find, and that
//! is no error. Of one file that cannot be taken away the log says so; the others go.

use std::{
    collections::HashSet,
    io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use anyhow::Context as _;
use sha2::{Digest as _, Sha256};
use tokio::{fs, io::AsyncWriteExt as _};

use super::{ARRIVING, FileDigest, Files, create, piece};

/// What the name of a file ends with that is about to go.
const LEAVING: &str = "leaving";
/// Files whose names are asked for at once.
const AT_ONCE: usize = 500;

/// What a copy came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// How many files the other folder has of those that are here.
    pub all: u64,
    /// Those that it lacks, for they cannot be read or are not what they were.
    pub damaged: Vec<FileDigest>,
}

/// A file, and where it lies.
type Lying = (FileDigest, PathBuf);

impl Files {
    /// Copies every file that the other folder lacks and looks at each on the way whether it is what it was; what lies there already
    /// is not looked at again. One that went meanwhile was named by nobody.
    pub async fn copy_to(&self, other: &Self) -> anyhow::Result<Copied> {
        let mut copied = Copied::default();
        for (digest, path) in self.all("").await? {
            let to = other.place(&digest);
            if fs::try_exists(&to).await? {
                copied.all += 1;
                continue;
            }
            other.make()?;
            let arriving = other.folder.join(format!("{ARRIVING}{}", hex::encode(digest)));
            let _ = fs::remove_file(&arriving).await;
            match copy(&path, &arriving, &digest).await? {
                Came::Whole => {
                    other.put(&arriving, &digest).await?;
                    copied.all += 1;
                    continue;
                }
                Came::Damaged => copied.damaged.push(digest),
                Came::Gone => {}
            }
            let _ = fs::remove_file(&arriving).await;
        }
        Ok(copied)
    }

    /// Every file in its place, or with this at the end of its name, by its digest. No folder: none yet.
    async fn all(&self, end: &str) -> anyhow::Result<Vec<Lying>> {
        let mut all = Vec::new();
        let mut parts = match fs::read_dir(&self.folder).await {
            Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(all),
            parts => parts.context("the folder of documents cannot be read")?,
        };
        while let Some(part) = parts.next_entry().await? {
            if part.file_type().await?.is_dir() {
                let mut files = fs::read_dir(part.path()).await?;
                while let Some(file) = files.next_entry().await? {
                    let (path, mut digest) = (file.path(), FileDigest::default());
                    let name = path.file_stem().unwrap_or_default().as_encoded_bytes();
                    if path.extension().unwrap_or_default() == end
                        && hex::decode_to_slice(name, &mut digest).is_ok()
                    {
                        all.push((digest, path));
                    }
                }
            }
        }
        Ok(all)
    }

    /// Takes away what came before this instant and nobody names: what a kill cut off, what was refused, what was taken back. `named`
    /// says which of some files are. Says how many files went.
    pub async fn forget<F>(
        &self,
        before: SystemTime,
        named: impl Fn(Vec<FileDigest>) -> F,
    ) -> anyhow::Result<u64>
    where
        F: Future<Output = anyhow::Result<HashSet<FileDigest>>>,
    {
        let mut gone = self.forget_arriving(before).await?;
        // What was about to go when a server was killed.
        for some in self.all(LEAVING).await?.chunks(AT_ONCE) {
            gone += self.let_go(some, before, &named).await?;
        }
        for some in self.all("").await?.chunks(AT_ONCE) {
            let mut old = Vec::with_capacity(some.len());
            for (digest, path) in some {
                if is_old(path, before).await {
                    old.push((*digest, path));
                }
            }
            let is_named = named(old.iter().map(|(digest, _)| *digest).collect()).await?;
            let mut leaving = Vec::new();
            for (digest, path) in old.into_iter().filter(|(digest, _)| !is_named.contains(digest)) {
                // Out of its place first: the same file may arrive again at this moment.
                let to = path.with_extension(LEAVING);
                if done(&digest, fs::rename(path, &to).await) {
                    leaving.push((digest, to));
                }
            }
            gone += self.let_go(&leaving, before, &named).await?;
        }
        Ok(gone)
    }

    /// Takes away what is out of its place, or puts it back: when it is named by now, when it came again, when nobody knows.
    async fn let_go<F>(
        &self,
        leaving: &[Lying],
        before: SystemTime,
        named: &impl Fn(Vec<FileDigest>) -> F,
    ) -> anyhow::Result<u64>
    where
        F: Future<Output = anyhow::Result<HashSet<FileDigest>>>,
    {
        if leaving.is_empty() {
            return Ok(0);
        }
        let mut gone = 0;
        let is_named = named(leaving.iter().map(|(digest, _)| *digest).collect()).await;
        for (digest, path) in leaving {
            let goes = match &is_named {
                Ok(named) => !named.contains(digest) && is_old(path, before).await,
                Err(_) => false,
            };
            if goes && done(digest, fs::remove_file(path).await) {
                gone += 1;
            } else {
                done(digest, self.put_back(digest, path).await);
            }
        }
        is_named.map(|_| gone)
    }

    /// Puts a file back into its place; where it came again meanwhile, that one stays.
    async fn put_back(&self, digest: &FileDigest, leaving: &Path) -> io::Result<()> {
        let place = self.place(digest);
        if fs::try_exists(&place).await? {
            fs::remove_file(leaving).await
        } else {
            fs::rename(leaving, &place).await
        }
    }

    async fn forget_arriving(&self, before: SystemTime) -> anyhow::Result<u64> {
        let mut gone = 0;
        let Ok(mut files) = fs::read_dir(&self.folder).await else { return Ok(0) };
        while let Some(file) = files.next_entry().await? {
            let (name, path) = (file.file_name(), file.path());
            let cut_off = name.as_encoded_bytes().starts_with(ARRIVING.as_bytes());
            if cut_off && is_old(&path, before).await {
                match fs::remove_file(&path).await {
                    Ok(()) => gone += 1,
                    Err(why) if why.kind() == io::ErrorKind::NotFound => {}
                    Err(why) => tracing::warn!("A file that was cut off cannot be taken away: {why}"),
                }
            }
        }
        Ok(gone)
    }
}

/// Whether it was done by us. Another server may have been faster, which is as well; what else went wrong the log says.
fn done(digest: &FileDigest, done: io::Result<()>) -> bool {
    match done {
        Ok(()) => true,
        Err(why) if why.kind() == io::ErrorKind::NotFound => false,
        Err(why) => {
            let digest = hex::encode(digest);
            tracing::warn!(digest, "A file that no document names stays: {why}");
            false
        }
    }
}

async fn is_old(path: &Path, before: SystemTime) -> bool {
    let file = fs::metadata(path).await;
    file.and_then(|file| file.modified()).is_ok_and(|touched| touched < before)
}

/// What became of one file of a copy.
enum Came {
    /// It is there, safe on the disk.
    Whole,
    /// It cannot be read, or is not what it was.
    Damaged,
    /// It was taken away meanwhile.
    Gone,
}

/// Copies a file, safe on the disk, if it is what it was. What cannot be written is a fault of the whole copy.
async fn copy(from: &Path, to: &Path, digest: &FileDigest) -> anyhow::Result<Came> {
    let mut from = match fs::File::open(from).await {
        Ok(from) => from,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(Came::Gone),
        Err(_) => return Ok(Came::Damaged),
    };
    let mut to = create(to).await.context("a document cannot be written")?;
    let mut sum = Sha256::new();
    loop {
        let Ok(next) = piece(&mut from).await else { return Ok(Came::Damaged) };
        let Some(piece) = next else { break };
        sum.update(&piece);
        to.write_all(&piece).await.context("a document cannot be written")?;
    }
    let found: FileDigest = sum.finalize().into();
    if found != *digest {
        return Ok(Came::Damaged);
    }
    to.sync_all().await.context("a document cannot be made safe")?;
    Ok(Came::Whole)
}
