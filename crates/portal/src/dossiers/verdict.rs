//! What is found about a file that somebody brings: a dossier, its paper, or a credential. So many are checked at once, and no more taken in.

use std::sync::{Arc, LazyLock};

use anyhow::{Context as _, anyhow};
use base::{AttestationId, DocumentId};
use domain::refusal::{Instead, Refusal};
use futures_util::{Stream, StreamExt as _};
use sealed::{Checked, Wrong};
use tokio::{
    sync::{Semaphore, SemaphorePermit},
    task::spawn_blocking,
};

use super::FILE_BYTES_MAX;
use crate::{
    credentials::{self, Annulled},
    documents::{self, Stands},
    door,
    error::Result as Done,
    portal::App,
};

/// What was found about a file.
pub enum Verdict {
    /// It is genuine.
    Genuine(Box<Checked>),
    /// It is a credential, and genuine.
    Credential(Box<credential::Checked>),
    /// It is not believed.
    Not(Wrong),
    /// It looks like a credential and is not believed.
    NoCredential(credential::Wrong),
}

/// Files of strangers that are checked at once.
static STRANGERS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(2)));

/// Files of our own that are checked at once: no stranger stands before them.
static OWN: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(2)));

/// Files that have arrived and are checked or wait for it. Whoever finds no room is told to come again.
static ROOM: Semaphore = Semaphore::const_new(16);
/// What strangers' files may take up in memory all together, in pieces: whoever sends slowly holds only what has come.
static MEMORY: Semaphore = Semaphore::const_new(MEMORY_MAX / PIECE);
/// The same in bytes: as many of the largest as there is room for.
const MEMORY_MAX: usize = 16 * FILE_BYTES_MAX;
/// A piece, in bytes.
const PIECE: usize = 1024;

/// A stranger's file in memory, with the room that it takes up.
pub struct Arrived {
    /// The file.
    pub bytes: Vec<u8>,
    _memory: Vec<SemaphorePermit<'static>>,
    _room: SemaphorePermit<'static>,
}

impl AsRef<[u8]> for Arrived {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

/// Why a file is not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotTakenIn {
    /// Others take up all the room.
    NoRoom,
    /// It is larger than any dossier.
    TooLarge,
    /// It did not arrive whole.
    CutOff,
}

/// Takes in what comes, and then room to check it in: nobody stands before another because they are slow.
pub async fn take_in<B: AsRef<[u8]>, E>(
    mut coming: impl Stream<Item = Result<B, E>> + Unpin,
) -> Result<Arrived, NotTakenIn> {
    let (mut bytes, mut memory, mut pieces) = (Vec::new(), Vec::new(), 0);
    while let Some(part) = coming.next().await {
        let part = part.map_err(|_| NotTakenIn::CutOff)?;
        let part = part.as_ref();
        if bytes.len() + part.len() > FILE_BYTES_MAX {
            return Err(NotTakenIn::TooLarge);
        }
        bytes.extend_from_slice(part);
        let more = bytes.len().div_ceil(PIECE) - pieces;
        pieces += more;
        let more = u32::try_from(more).unwrap_or(u32::MAX);
        memory.push(MEMORY.try_acquire_many(more).map_err(|_| NotTakenIn::NoRoom)?);
    }
    let room = ROOM.try_acquire().map_err(|_| NotTakenIn::NoRoom)?;
    Ok(Arrived { bytes, _memory: memory, _room: room })
}

/// Checks a stranger's file against the keys this portal answers for. Nothing of it is kept.
pub async fn verdict(portal: &App, file: impl AsRef<[u8]> + Send + 'static) -> Done<Verdict> {
    verdict_in(&STRANGERS, portal, file).await
}

/// Checks a file of our own, which is believed if all is well; refused, where its key was taken out of those that are believed.
pub async fn own(portal: &App, file: Vec<u8>) -> Done<Box<Checked>> {
    match verdict_in(&OWN, portal, file).await? {
        Verdict::Genuine(checked) => Ok(checked),
        Verdict::Not(Wrong::UnknownIssuer(_)) => Err(Refusal::WrongState(Instead::KeyEnded).into()),
        Verdict::Not(wrong) => Err(anyhow!("a file of our own is not believed: {wrong}").into()),
        Verdict::Credential(_) | Verdict::NoCredential(_) => Err(anyhow!("it is no dossier of ours").into()),
    }
}

async fn verdict_in(
    turns: &'static LazyLock<Arc<Semaphore>>,
    portal: &App,
    file: impl AsRef<[u8]> + Send + 'static,
) -> Done<Verdict> {
    let turn = Arc::clone(turns).acquire_owned().await.context("checks never end")?;
    let portal = portal.clone();
    let checked = spawn_blocking(move || {
        // It is held as long as the work goes on, whether or not somebody still waits for it.
        let _turn = turn;
        let (file, keys) = (file.as_ref(), &portal.sealing.keys);
        if credential::is_like(file) {
            keys.check_credential(file)
                .map_or_else(Verdict::NoCredential, |checked| Verdict::Credential(Box::new(checked)))
        } else {
            sealed::check(file, keys).map_or_else(Verdict::Not, |checked| Verdict::Genuine(Box::new(checked)))
        }
    });
    Ok(checked.await.context("the check of a file broke off")?)
}

/// What became since it was sealed of the documents that a dossier names, as far as this portal knows: taken back by the applicant; or it was
/// taken back that the original was seen that counts in it.
pub async fn taken_back_in(portal: &App, checked: &Checked) -> Done<Vec<(DocumentId, Stands)>> {
    let ids: Vec<DocumentId> = checked.payload.content.documents.iter().map(|one| one.id).collect();
    let read = door::read(portal, move |c| Box::pin(async move { documents::taken_back(c, &ids).await }));
    let counts = |(id, stands): &(DocumentId, Stands)| {
        matches!(stands, Stands::Withdrawn { .. }) || checked.counted.saw_original(*id).is_some()
    };
    Ok(read.await?.into_iter().filter(counts).collect())
}

/// Of the attestations in a dossier, those that were annulled since it was sealed, as far as this portal knows, and when.
pub async fn annulled_in(portal: &App, checked: &Checked) -> Done<Annulled> {
    let all = checked.payload.content.result.requirements.iter().flat_map(|one| &one.attested);
    let ids = all.map(|act| AttestationId::from_uuid(act.uuid())).collect();
    credentials::annulled_since(portal, ids).await
}
