//! What is found about a file that somebody brings: a dossier, its paper, or a credential. So many are checked at once, and no more taken in.

use std::sync::{Arc, LazyLock};

use anyhow::{Context as _, anyhow};
use base::AttestationId;
use sealed::{Checked, Wrong};
use tokio::{
    sync::{Semaphore, SemaphorePermit},
    task::spawn_blocking,
};

use crate::{
    credentials::{self, Annulled},
    error::Result,
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

/// Files that are taken in at once. Whoever finds no room is told to come again.
static ROOM: Semaphore = Semaphore::const_new(16);

/// Room for one file in memory, as long as it is held.
pub fn room() -> Option<SemaphorePermit<'static>> {
    ROOM.try_acquire().ok()
}

/// Checks a stranger's file against the keys this portal answers for. Nothing of it is kept.
pub async fn verdict(portal: &App, file: impl AsRef<[u8]> + Send + 'static) -> Result<Verdict> {
    verdict_in(&STRANGERS, portal, file).await
}

/// Checks a file of our own, which is believed if all is well.
pub async fn own(portal: &App, file: Vec<u8>) -> Result<Box<Checked>> {
    match verdict_in(&OWN, portal, file).await? {
        Verdict::Genuine(checked) => Ok(checked),
        Verdict::Not(wrong) => Err(anyhow!("a file of our own is not believed: {wrong}").into()),
        Verdict::Credential(_) | Verdict::NoCredential(_) => Err(anyhow!("it is no dossier of ours").into()),
    }
}

async fn verdict_in(
    turns: &'static LazyLock<Arc<Semaphore>>,
    portal: &App,
    file: impl AsRef<[u8]> + Send + 'static,
) -> Result<Verdict> {
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

/// Of the attestations in a dossier, those that were annulled since it was sealed, as far as this portal knows, and when.
pub async fn annulled_in(portal: &App, checked: &Checked) -> Result<Annulled> {
    let all = checked.payload.content.result.requirements.iter().flat_map(|one| &one.attested);
    let ids = all.map(|act| AttestationId::from_uuid(act.uuid())).collect();
    credentials::annulled_since(portal, ids).await
}
