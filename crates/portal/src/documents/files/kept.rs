//! All files at once: copied into a backup, and taken away when nobody names them.

use std::{
    path::{Path, PathBuf},
    time::SystemTime,
};

use anyhow::Context as _;
use sha2::{Digest as _, Sha256};
use tokio::{fs, io::AsyncWriteExt as _};

use super::{ARRIVING, FileDigest, Files, create, piece};

/// What the name of a file ends with that is about to go.
const LEAVING: &str = "leaving";

impl Files {
    /// Copies every file that the other folder lacks, and looks at each whether it is what it was. Says how many there are in all.
    pub async fn copy_to(&self, other: &Self) -> anyhow::Result<u64> {
        let mut all = 0;
        for (digest, path) in self.all().await? {
            all += 1;
            let to = other.place(&digest);
            if fs::try_exists(&to).await? {
                continue;
            }
            other.make()?;
            let arriving = other.folder.join(format!("{ARRIVING}{}", hex::encode(digest)));
            let _ = fs::remove_file(&arriving).await;
            copy(&path, &arriving, &digest).await?;
            other.put(&arriving, &digest).await?;
        }
        Ok(all)
    }

    /// Every file in its place, by its digest. No folder: none yet.
    async fn all(&self) -> anyhow::Result<Vec<(FileDigest, PathBuf)>> {
        let mut all = Vec::new();
        let mut parts = match fs::read_dir(&self.folder).await {
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => return Ok(all),
            parts => parts.context("the folder of documents cannot be read")?,
        };
        while let Some(part) = parts.next_entry().await? {
            if part.file_type().await?.is_dir() {
                let mut files = fs::read_dir(part.path()).await?;
                while let Some(file) = files.next_entry().await? {
                    let mut digest = FileDigest::default();
                    if hex::decode_to_slice(file.file_name().as_encoded_bytes(), &mut digest).is_ok() {
                        all.push((digest, file.path()));
                    }
                }
            }
        }
        Ok(all)
    }

    /// Takes away what came before this instant and nobody names: what a kill cut off, what was refused, what was taken back.
    /// Says how many files went.
    pub async fn forget<F>(
        &self,
        before: SystemTime,
        is_named: impl Fn(FileDigest) -> F,
    ) -> anyhow::Result<u64>
    where
        F: Future<Output = anyhow::Result<bool>>,
    {
        let mut gone = self.forget_arriving(before).await?;
        for (digest, path) in self.all().await? {
            if !is_old(&path, before).await || is_named(digest).await? {
                continue;
            }
            // Out of its place first: the same file may arrive again at this moment.
            let leaving = path.with_extension(LEAVING);
            fs::rename(&path, &leaving).await?;
            if is_old(&leaving, before).await && !is_named(digest).await? {
                fs::remove_file(&leaving).await?;
                gone += 1;
            } else if !fs::try_exists(&path).await? {
                fs::rename(&leaving, &path).await?;
            }
        }
        Ok(gone)
    }

    async fn forget_arriving(&self, before: SystemTime) -> anyhow::Result<u64> {
        let mut gone = 0;
        let Ok(mut files) = fs::read_dir(&self.folder).await else { return Ok(0) };
        while let Some(file) = files.next_entry().await? {
            let cut_off = file.file_name().as_encoded_bytes().starts_with(ARRIVING.as_bytes());
            if cut_off && is_old(&file.path(), before).await {
                fs::remove_file(file.path()).await?;
                gone += 1;
            }
        }
        Ok(gone)
    }
}

async fn is_old(path: &Path, before: SystemTime) -> bool {
    let file = fs::metadata(path).await;
    file.and_then(|file| file.modified()).is_ok_and(|touched| touched < before)
}

/// Copies a file, safe on the disk, if it is what it was.
async fn copy(from: &Path, to: &Path, digest: &FileDigest) -> anyhow::Result<()> {
    let mut from = fs::File::open(from).await.context("a document cannot be read")?;
    let mut to = create(to).await.context("a document cannot be written")?;
    let mut sum = Sha256::new();
    while let Some(piece) = piece(&mut from).await.context("a document cannot be read")? {
        sum.update(&piece);
        to.write_all(&piece).await.context("a document cannot be written")?;
    }
    let found: FileDigest = sum.finalize().into();
    anyhow::ensure!(found == *digest, "the document {} is not what it was", hex::encode(digest));
    to.sync_all().await.context("a document cannot be made safe")
}
