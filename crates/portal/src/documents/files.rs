//! Where uploaded files lie: a folder of the portal's data, each file under the SHA-256 of what is in it, so that the same file lies
//! there once and a changed one is found. Nothing here knows whose they are.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use bytes::Bytes;
use futures_util::{Stream, StreamExt as _, stream};
use ledger::whole;
use sha2::{Digest as _, Sha256};
use tokio::{
    fs,
    io::{AsyncReadExt as _, AsyncSeekExt as _, AsyncWriteExt as _},
};

use crate::{installation, world::World};

/// The most that a file may hold.
pub const FILE_BYTES_MAX: u64 = 20 * 1024 * 1024;

/// What is read of a file at once.
const PIECE_BYTES: usize = 64 * 1024;

/// SHA-256 of a file.
pub type FileDigest = [u8; 32];

/// What a file is, by its first bytes; its name is not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// A PDF.
    Pdf,
    /// A JPEG picture.
    Jpeg,
    /// A PNG picture.
    Png,
}

impl Media {
    /// Every one that is taken.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Jpeg, Self::Png];
    /// As HTTP and the table call it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
    /// The endings that its name may have; the first is its own.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
        }
    }
    /// What begins like this.
    fn of(head: &[u8]) -> Option<Self> {
        let begins = |media: &Self| {
            head.starts_with(match media {
                Self::Pdf => b"%PDF-",
                Self::Jpeg => b"\xFF\xD8\xFF",
                Self::Png => b"\x89PNG\r\n\x1A\n",
            })
        };
        Self::ALL.into_iter().find(begins)
    }
}

/// A file that lies in the folder, safe on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filed {
    /// SHA-256 of what is in it.
    pub digest: FileDigest,
    /// Its length.
    pub bytes: u64,
    /// What it is.
    pub media: Media,
}

/// Why a file was not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotFiled {
    /// It has more than [`FILE_BYTES_MAX`].
    #[error("the file is too large")]
    TooLarge,
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is none of [`Media`].
    #[error("the file is no PDF, JPEG or PNG")]
    Unknown,
    /// It did not arrive whole.
    #[error("the file was cut off")]
    CutOff,
    /// The disk would not take it.
    #[error(transparent)]
    Fault(#[from] anyhow::Error),
}

/// The folder.
#[derive(Debug, Clone)]
pub struct Files {
    folder: PathBuf,
}

/// A file on its way in; gone again unless it arrives. What a kill leaves goes with [`Files::forget`].
struct Arriving(Option<PathBuf>);

impl Drop for Arriving {
    fn drop(&mut self) {
        if let Some(path) = self.0.take() {
            let _ = std::fs::remove_file(path);
        }
    }
}

/// What the name of a file begins with that is on its way in.
const ARRIVING: &str = "arriving-";

impl Files {
    /// Those in this folder.
    pub fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Makes the folder, for nobody else's eyes, so that its name is safe before a file lies in it.
    pub fn make(&self) -> anyhow::Result<()> {
        private(&self.folder)?;
        let above = std::fs::File::open(whole::folder(&self.folder));
        let above = above.context("the data folder cannot be opened")?;
        above.sync_all().context("the data folder cannot be made safe")
    }

    fn place(&self, digest: &FileDigest) -> PathBuf {
        let name = hex::encode(digest);
        self.folder.join(&name[..2]).join(name)
    }

    /// Takes a file as it comes, never more than a piece of it in memory.
    pub async fn take<E>(
        &self,
        world: &World,
        mut pieces: impl Stream<Item = Result<Bytes, E>> + Unpin,
    ) -> Result<Filed, NotFiled> {
        self.make()?;
        let path = self.folder.join(format!("{ARRIVING}{}", hex::encode(world.random::<16>())));
        let mut arriving = Arriving(Some(path.clone()));
        let mut file = create(&path).await.context("a document cannot be written")?;
        let (mut sum, mut head, mut bytes) = (Sha256::new(), Vec::new(), 0_u64);
        while let Some(piece) = pieces.next().await {
            let piece = piece.map_err(|_| NotFiled::CutOff)?;
            bytes += piece.len() as u64;
            if bytes > FILE_BYTES_MAX {
                return Err(NotFiled::TooLarge);
            }
            head.extend(piece.iter().take(8_usize.saturating_sub(head.len())));
            sum.update(&piece);
            file.write_all(&piece).await.context("a document cannot be written")?;
        }
        if bytes == 0 {
            return Err(NotFiled::Empty);
        }
        let media = Media::of(&head).ok_or(NotFiled::Unknown)?;
        file.sync_all().await.context("a document cannot be made safe")?;
        drop(file);
        let digest: FileDigest = sum.finalize().into();
        self.put(&path, &digest).await?;
        arriving.0 = None;
        Ok(Filed { digest, bytes, media })
    }

    /// Puts a file that is safe on the disk in its place; also its name survives a power cut.
    async fn put(&self, path: &Path, digest: &FileDigest) -> anyhow::Result<()> {
        let place = self.place(digest);
        let part = place.parent().unwrap_or(&self.folder);
        private(part)?;
        fs::rename(path, &place).await.context("a document cannot be put in its place")?;
        for folder in [part, &self.folder] {
            let folder = fs::File::open(folder).await.context("the folder of documents cannot be opened")?;
            folder.sync_all().await.context("the folder of documents cannot be made safe")?;
        }
        Ok(())
    }

    /// Whether a file lies in its place, as long as it was.
    pub async fn has(&self, digest: &FileDigest, bytes: u64) -> bool {
        fs::metadata(self.place(digest)).await.is_ok_and(|file| file.len() == bytes)
    }

    /// Whether what lies there is what it was.
    pub async fn is_sound(&self, digest: &FileDigest) -> bool {
        self.read(digest).await.is_ok()
    }

    /// A file piece by piece, after it was looked through once: what is no longer what it was is not given out.
    pub async fn read(
        &self,
        digest: &FileDigest,
    ) -> anyhow::Result<impl Stream<Item = std::io::Result<Bytes>> + Send + use<>> {
        let place = self.place(digest);
        let file = fs::File::open(&place).await;
        let mut file =
            file.with_context(|| format!("the document {} is not in its place", hex::encode(digest)))?;
        let mut sum = Sha256::new();
        while let Some(piece) = piece(&mut file).await.context("a document cannot be read")? {
            sum.update(&piece);
        }
        let found: FileDigest = sum.finalize().into();
        anyhow::ensure!(found == *digest, "the document {} is not what it was", hex::encode(digest));
        file.rewind().await.context("a document cannot be read")?;
        let next = async |mut file| Ok(piece(&mut file).await?.map(|piece| (piece, file)));
        Ok(stream::try_unfold(file, next))
    }
}

fn private(folder: &Path) -> anyhow::Result<()> {
    installation::make_private(folder).context("the folder of documents cannot be made")
}

/// A new file for nobody else's eyes.
async fn create(path: &Path) -> std::io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    options.mode(0o600);
    options.open(path).await
}

/// The next piece of a file.
async fn piece(file: &mut fs::File) -> std::io::Result<Option<Bytes>> {
    let mut piece = Vec::with_capacity(PIECE_BYTES);
    let read = file.take(PIECE_BYTES as u64).read_to_end(&mut piece).await?;
    Ok((read > 0).then(|| piece.into()))
}

mod kept;
pub use kept::Copied;
#[cfg(test)]
mod tests;
