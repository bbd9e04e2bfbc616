//! The ledger of one server: appends go straight to [`append`](crate::append); here leaves become part of the tree, heads
//! are signed and kept outside, and proofs are given.

use std::{sync::Arc, time::Duration};

use base::Moment;
use db::{Db, Fault};
use tokio::sync::{Mutex, Notify, watch};
use uuid::Uuid;

use crate::{
    Checkpoint, Folder, Head, Key, Proof, Step, Trouble, Verifier, path,
    sequencer::{Signer, Turn, Turned, looked},
    store,
};

/// How often the sequencer looks by itself: leaves are in the tree within a second.
const POLL: Duration = Duration::from_millis(500);
/// How long it rests after it signed, so that many acts in a row share a turn.
const PACE: Duration = Duration::from_millis(100);
/// How often one who waits for a proof looks, in case another server signed.
const GLANCE: Duration = Duration::from_millis(100);
/// Leaves of one turn: few, so that other writers wait a few milliseconds at most.
const BATCH: u32 = 512;
/// Leaves of one turn when nobody else writes.
const BATCH_ALONE: u32 = 8192;

/// Why there is no proof.
#[derive(Debug, thiserror::Error)]
pub enum NoProof {
    /// The ledger has no such row.
    #[error("the ledger has no such row")]
    Unknown,
    /// Its leaf still waits: ask again in a moment.
    #[error("the row is not in the tree yet")]
    NotYet,
    /// The tree cannot be read.
    #[error(transparent)]
    Trouble(#[from] Trouble),
}
impl From<Fault> for NoProof {
    fn from(fault: Fault) -> Self {
        Self::Trouble(fault.into())
    }
}

/// The ledger of one server. Cloning is cheap and gives the same one.
#[derive(Clone)]
pub struct Ledger {
    inner: Arc<Inner>,
}

struct Inner {
    db: Db,
    folder: Folder,
    /// Whose signatures count.
    keys: Arc<[Verifier]>,
    /// Who signs here, or why nobody does.
    signer: Result<Signer, Arc<Trouble>>,
    /// The checkpoint outside the database; held while a step runs.
    outside: Mutex<Option<Checkpoint>>,
    wake: Notify,
    grew: watch::Sender<u64>,
}

impl Ledger {
    /// Opens the ledger of `db`, whose key stands in `folder` or is made there, named `origin`, when nothing was ever
    /// signed. `random` gives bytes nobody can guess.
    ///
    /// Without its key, or beside a foreign checkpoint, it opens all the same and signs nothing: rows are written, their leaves
    /// wait, and [`check`](Self::check) says why.
    pub async fn open(
        db: Db,
        folder: Folder,
        origin: &str,
        random: impl Fn() -> [u8; 32],
    ) -> Result<Self, Trouble> {
        let found = match outside_of(&db, &folder, origin, &random).await {
            Err(Trouble::Db(fault)) => return Err(fault.into()),
            found => found.map_err(Arc::new),
        };
        let [holder @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = random();
        let (keys, signer, outside) = match found {
            Ok((key, keys, outside)) => {
                let signer =
                    Signer { key: Arc::new(key), keys: keys.clone(), holder: Uuid::from_bytes(holder) };
                (keys, Ok(signer), outside)
            }
            Err(trouble) => (folder.verifiers().unwrap_or_default().into(), Err(trouble), None),
        };
        let (outside, grew) = (Mutex::new(outside), watch::Sender::new(0));
        let inner = Inner { db, folder, keys, signer, outside, wake: Notify::new(), grew };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Who signs here, or why nobody does.
    fn signer(&self) -> Result<&Signer, Trouble> {
        self.inner.signer.as_ref().map_err(|trouble| Trouble::Unsigned(trouble.clone()))
    }

    /// Whose signatures count, our own first.
    pub fn verifiers(&self) -> &[Verifier] {
        &self.inner.keys
    }

    /// The key that signs here; none when nobody does.
    pub fn verifier(&self) -> Option<&Verifier> {
        self.inner.signer.as_ref().ok().map(|signer| signer.key.verifier())
    }

    /// Whether the tree may be extended: there is who signs, and the database holds all that was signed, and nothing else.
    pub async fn check(&self) -> Result<(), Trouble> {
        self.signer()?;
        let outside = self.inner.outside.lock().await.clone();
        looked(&self.inner.db, self.inner.keys.clone(), outside).await.map(|_| ())
    }

    /// Lets the sequencer look at once.
    pub fn wake(&self) {
        self.inner.wake.notify_one();
    }

    /// Extends the tree whenever leaves wait, for ever. `clock` tells the time.
    pub async fn run(self, clock: impl Fn() -> Moment) {
        let mut said = String::new();
        loop {
            match self.step(clock()).await {
                Ok(Step::Grew { more: true, .. }) => continue,
                Ok(Step::Grew { more: false, .. }) => {
                    said.clear();
                    tokio::time::sleep(PACE).await;
                }
                Ok(Step::Idle | Step::Held) => said.clear(),
                Err(trouble) => report(&mut said, &trouble),
            }
            let _ = tokio::time::timeout(POLL, self.inner.wake.notified()).await;
        }
    }

    /// Puts everything that waits into the tree, for a seed or an import during which nobody else writes. `clock` tells the
    /// time. Says how many leaves the tree has.
    pub async fn drain(&self, clock: impl Fn() -> Moment) -> Result<u64, Trouble> {
        loop {
            match self.turn(clock(), BATCH_ALONE).await? {
                Step::Idle => return Ok(self.head().await?.map_or(0, |head| head.checkpoint.size)),
                Step::Grew { .. } => {}
                Step::Held => {
                    let _ = tokio::time::timeout(GLANCE, self.inner.wake.notified()).await;
                }
            }
        }
    }

    /// The same as far as it goes in this time, before a server stops: `None` when leaves still wait. Another server that holds the
    /// lease, or goes on writing for ever, signs them; or this one when it is back.
    pub async fn drain_within(
        &self,
        patience: Duration,
        clock: impl Fn() -> Moment,
    ) -> Result<Option<u64>, Trouble> {
        match tokio::time::timeout(patience, self.drain(clock)).await {
            Ok(drained) => drained.map(Some),
            Err(_) => Ok(None),
        }
    }

    /// One step: the leaves that wait, or a look at what another server signed.
    pub async fn step(&self, now: Moment) -> Result<Step, Trouble> {
        self.turn(now, BATCH).await
    }

    async fn turn(&self, now: Moment, limit: u32) -> Result<Step, Trouble> {
        self.signer()?;
        let mut outside = self.inner.outside.lock().await;
        let (head, waits) = looked(&self.inner.db, self.inner.keys.clone(), outside.clone()).await?;
        if !waits {
            self.keep(&mut outside, head)?;
            return Ok(Step::Idle);
        }
        match self.extend(outside.clone(), now, limit).await? {
            Turned::Idle => Ok(Step::Idle),
            Turned::Held => {
                self.keep(&mut outside, head)?;
                Ok(Step::Held)
            }
            Turned::Grew(head, taken) => {
                let size = head.checkpoint.size;
                self.keep(&mut outside, Some(head))?;
                Ok(Step::Grew { size, more: taken == limit })
            }
        }
    }

    /// The half of a turn inside the database.
    pub(crate) async fn extend(
        &self,
        outside: Option<Checkpoint>,
        now: Moment,
        limit: u32,
    ) -> Result<Turned, Trouble> {
        self.inner.db.write(Turn { signer: self.signer()?.clone(), outside, now, limit }).await
    }

    /// The half outside: keeps a head newer than the one that stands there, then tells who waits.
    fn keep(&self, outside: &mut Option<Checkpoint>, head: Option<Head>) -> Result<(), Trouble> {
        let Some(head) = head else { return Ok(()) };
        if outside.as_ref().is_none_or(|kept| kept.size < head.checkpoint.size) {
            self.inner.folder.keep(&head.note)?;
            self.inner.grew.send_replace(head.checkpoint.size);
            *outside = Some(head.checkpoint);
        }
        Ok(())
    }

    /// Where it is kept.
    pub(crate) fn db(&self) -> &Db {
        &self.inner.db
    }

    /// The last signed head, if anything was ever signed.
    pub async fn head(&self) -> Result<Option<Head>, Trouble> {
        let keys = self.inner.keys.clone();
        let signed = self.inner.db.read(|c| Box::pin(store::last_signed(c))).await?;
        let Some(signed) = signed else { return Ok(None) };
        let checkpoint = Checkpoint::open(&signed.note, &keys)
            .map_err(|source| Trouble::Foreign { what: "the last checkpoint", source })?;
        Ok(Some(Head { checkpoint, note: signed.note }))
    }

    /// How many leaves wait.
    pub async fn waiting(&self) -> Result<u64, Trouble> {
        Ok(self.inner.db.read(|c| Box::pin(store::waiting_count(c))).await?)
    }

    /// The proof that a row is in the ledger, waiting for it at most this long.
    pub async fn proof(&self, row: Uuid, patience: Duration) -> Result<Proof, NoProof> {
        self.waited(patience, || self.proof_now(row)).await
    }

    /// Looks until what is looked for is there, whenever the tree grows; at most this long.
    pub(crate) async fn waited<T, F>(&self, patience: Duration, look: impl Fn() -> F) -> Result<T, NoProof>
    where
        F: Future<Output = Result<T, NoProof>>,
    {
        let mut grew = self.inner.grew.subscribe();
        // The first look takes its time, however short the patience.
        match look().await {
            Err(NoProof::NotYet) => {}
            done => return done,
        }
        let found = tokio::time::timeout(patience, async {
            loop {
                self.wake();
                let _ = tokio::time::timeout(GLANCE, grew.changed()).await;
                match look().await {
                    Err(NoProof::NotYet) => {}
                    done => return done,
                }
            }
        });
        found.await.unwrap_or(Err(NoProof::NotYet))
    }

    async fn proof_now(&self, row: Uuid) -> Result<Proof, NoProof> {
        let db = &self.inner.db;
        let found = db
            .read(move |c| {
                Box::pin(async move {
                    let Some((position, _)) = store::place(c, row).await? else {
                        let waits = store::is_waiting(c, row).await?.is_some();
                        // Between the two looks it may have gone into the tree.
                        let there = waits || store::place(c, row).await?.is_some();
                        return Err(if there { NoProof::NotYet } else { NoProof::Unknown });
                    };
                    let signed = store::last_signed(c).await?.ok_or(NoProof::NotYet)?;
                    let steps = path::inclusion(position, signed.size()?);
                    let hashes = store::hashes(c, &steps).await?;
                    let path = hashes.ok_or(Trouble::Unsound("nodes on the way to the root are missing"))?;
                    Ok(Proof { position, path, checkpoint: signed.note })
                })
            })
            .await?;
        Ok(found)
    }

    /// The proof that the tree of today begins with the one of `old` leaves: its path, and the head of today. `None` when
    /// there is no such tree.
    pub async fn consistency(&self, old: u64) -> Result<Option<(Vec<crate::Hash>, Head)>, Trouble> {
        let Some(head) = self.head().await?.filter(|head| (1..=head.checkpoint.size).contains(&old)) else {
            return Ok(None);
        };
        let steps = path::consistency(old, head.checkpoint.size);
        let hashes =
            self.inner.db.read(move |c| Box::pin(async move { store::hashes(c, &steps).await })).await?;
        let path = hashes.ok_or(Trouble::Unsound("nodes on the way to the root are missing"))?;
        Ok(Some((path, head)))
    }
}

/// What stands in the folder: the key, made where nothing was ever signed, whose signatures count, and the last checkpoint.
async fn outside_of(
    db: &Db,
    folder: &Folder,
    origin: &str,
    random: &impl Fn() -> [u8; 32],
) -> Result<(Key, Arc<[Verifier]>, Option<Checkpoint>), Trouble> {
    if folder.key()?.is_none() && db.read(|c| Box::pin(store::last_signed(c))).await?.is_some() {
        return Err(Trouble::NoKey { folder: folder.display() });
    }
    let key = folder.key_or_new(origin, &random())?;
    let keys = folder.verifiers()?;
    let outside = folder.checkpoint(&keys)?;
    Ok((key, keys.into(), outside))
}

/// Compares the database with what stands in the folder, and makes and changes nothing: how many leaves are signed, and how many
/// wait.
pub async fn compare(db: &Db, folder: &Folder) -> Result<(u64, u64), Trouble> {
    let keys = folder.verifiers()?;
    if folder.key()?.is_none() && db.read(|c| Box::pin(store::last_signed(c))).await?.is_some() {
        return Err(Trouble::NoKey { folder: folder.display() });
    }
    // Read before the database, so that it cannot be newer than what is read there.
    let outside = folder.checkpoint(&keys)?;
    let (head, _) = looked(db, keys.into(), outside).await?;
    let waiting = db.read(|c| Box::pin(store::waiting_count(c))).await?;
    Ok((head.map_or(0, |head| head.checkpoint.size), waiting))
}

/// Says what is wrong once, not twice a second.
fn report(said: &mut String, trouble: &Trouble) {
    let text = trouble.to_string();
    if *said != text {
        tracing::error!(trouble = %text, "The ledger does not grow; leaves wait");
        *said = text;
    }
}
