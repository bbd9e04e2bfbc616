//! Where uploaded files lie: a folder of the portal's data, each file under the SHA-256 of what is in it, so that the same file lies
//! there once and a changed one is found. Nothing here knows whose they are.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use bytes::Bytes;
use futures_util::{Stream, StreamExt as _, stream};
use sha2::{Digest as _, Sha256};
use tokio::{
    fs,
    io::{AsyncReadExt as _, AsyncSeekExt as _, AsyncWriteExt as _},
};

use crate::world::World;

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
    /// The ending of its name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
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

/// A file on its way in; gone again unless it arrives.
struct Arriving(Option<PathBuf>);

impl Drop for Arriving {
    fn drop(&mut self) {
        if let Some(path) = self.0.take() {
            // Whatever is left is in nobody's way: it has no digest for a name.
            let _ = std::fs::remove_file(path);
        }
    }
}

impl Files {
    /// Those in this folder, which is made when the first file comes.
    pub fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
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
        fs::create_dir_all(&self.folder).await.context("the folder of documents cannot be made")?;
        let path = self.folder.join(format!("arriving-{}", hex::encode(world.random::<16>())));
        let mut arriving = Arriving(Some(path.clone()));
        let mut file = fs::File::create(&path).await.context("a document cannot be written")?;
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
        let place = self.place(&digest);
        let folder = place.parent().unwrap_or(&self.folder).to_owned();
        fs::create_dir_all(&folder).await.context("the folder of documents cannot be made")?;
        fs::rename(&path, &place).await.context("a document cannot be put in its place")?;
        arriving.0 = None;
        // Also the name must survive a power cut.
        for folder in [&folder, &self.folder] {
            let folder = fs::File::open(folder).await.context("the folder of documents cannot be opened")?;
            folder.sync_all().await.context("the folder of documents cannot be made safe")?;
        }
        Ok(Filed { digest, bytes, media })
    }

    /// Whether a file lies in its place, as long as it was.
    pub async fn has(&self, digest: &FileDigest, bytes: u64) -> bool {
        fs::metadata(self.place(digest)).await.is_ok_and(|file| file.len() == bytes)
    }

    /// Copies every file that the other folder lacks. Says how many there are in all.
    pub async fn copy_to(&self, other: &Self) -> anyhow::Result<u64> {
        let mut all = 0;
        let Ok(mut parts) = fs::read_dir(&self.folder).await else { return Ok(0) };
        while let Some(part) = parts.next_entry().await? {
            if !part.file_type().await?.is_dir() {
                continue;
            }
            let there = other.folder.join(part.file_name());
            fs::create_dir_all(&there).await.context("the folder of documents cannot be made")?;
            let mut files = fs::read_dir(part.path()).await?;
            while let Some(file) = files.next_entry().await? {
                let (to, arriving) = (there.join(file.file_name()), there.join("arriving"));
                if !fs::try_exists(&to).await? {
                    fs::copy(file.path(), &arriving).await.context("a document cannot be copied")?;
                    fs::File::open(&arriving).await?.sync_all().await?;
                    fs::rename(&arriving, &to).await?;
                }
                all += 1;
            }
        }
        Ok(all)
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

/// The next piece of a file.
async fn piece(file: &mut fs::File) -> std::io::Result<Option<Bytes>> {
    let mut piece = Vec::with_capacity(PIECE_BYTES);
    let read = file.take(PIECE_BYTES as u64).read_to_end(&mut piece).await?;
    Ok((read > 0).then(|| piece.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(all: &[&'static [u8]]) -> impl Stream<Item = Result<Bytes, ()>> + Unpin {
        stream::iter(all.iter().map(|piece| Ok(Bytes::from_static(piece))).collect::<Vec<_>>())
    }

    #[tokio::test]
    async fn a_file_lies_under_its_digest_and_a_changed_one_is_not_given_out() {
        let folder = tempfile::tempdir().unwrap();
        let (files, world) = (Files::at(&folder.path().join("documents")), World::real());
        let filed = files.take(&world, pieces(&[b"%P", b"DF-1.7 aftale", b""])).await.unwrap();
        assert_eq!((filed.media, filed.bytes), (Media::Pdf, 15));
        assert_eq!(files.take(&world, pieces(&[b"%PDF-1.7 aftale"])).await.unwrap(), filed, "once");
        let read: Vec<_> = files.read(&filed.digest).await.unwrap().collect().await;
        assert_eq!(read.into_iter().map(Result::unwrap).collect::<Vec<_>>(), [&b"%PDF-1.7 aftale"[..]]);
        std::fs::write(files.place(&filed.digest), b"%PDF-1.7 Aftale").unwrap();
        let changed = files.read(&filed.digest).await.err().expect("it was changed");
        assert!(changed.to_string().contains("is not what it was"));
    }

    #[tokio::test]
    async fn a_copy_holds_every_file_and_takes_only_what_it_lacks() {
        let folder = tempfile::tempdir().unwrap();
        let (files, world) = (Files::at(&folder.path().join("a")), World::real());
        let copy = Files::at(&folder.path().join("b"));
        assert_eq!(files.copy_to(&copy).await.unwrap(), 0, "there is nothing yet");
        let one = files.take(&world, pieces(&[b"%PDF-1"])).await.unwrap();
        assert_eq!(files.copy_to(&copy).await.unwrap(), 1);
        let two = files.take(&world, pieces(&[b"%PDF-2"])).await.unwrap();
        assert!(copy.has(&one.digest, one.bytes).await && !copy.has(&two.digest, two.bytes).await);
        assert_eq!(files.copy_to(&copy).await.unwrap(), 2);
        assert!(copy.has(&two.digest, two.bytes).await && !copy.has(&two.digest, 1).await);
    }

    #[tokio::test]
    async fn what_is_none_of_ours_is_not_taken_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (files, world) = (Files::at(folder.path()), World::real());
        let bad: [&[&'static [u8]]; 5] =
            [&[], &[b"<svg onload=alert(1)>"], &[b"PK\x03\x04"], &[b"\x89PNG\r\n"], &[b" %PDF-1.7"]];
        for one in bad {
            assert!(files.take(&world, pieces(one)).await.is_err());
        }
        let cut: Vec<Result<Bytes, ()>> = vec![Ok(Bytes::from_static(b"%PDF-1.7")), Err(())];
        assert!(matches!(files.take(&world, stream::iter(cut)).await, Err(NotFiled::CutOff)));
        static BLOCK: [u8; 1 << 20] = [b'%'; 1 << 20];
        let large = stream::iter((0..21).map(|_| Ok::<_, ()>(Bytes::from_static(&BLOCK))));
        assert!(matches!(files.take(&world, large).await, Err(NotFiled::TooLarge)));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
