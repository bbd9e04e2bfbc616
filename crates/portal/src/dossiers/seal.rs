//! Sealing: the record is frozen in the transaction of the act that says so, and becomes a file when the ledger holds all it stands on.

use std::time::Duration;

use anyhow::{Context as _, anyhow};
use base::{ActId, AttestationId, DocumentId, DossierId, Moment, PersonId, ProgrammeId};
use db::{Conn, Work};
use domain::{
    access::Act as Want,
    dossier::is_ready,
    refusal::{Instead, Refusal},
};
use ledger::NoProof;
use sealed::{Content, LedgerPlace, Payload, SealedAct};
use sha2::{Digest as _, Sha256};

use super::{
    gather::{self, gather},
    parts,
    stage::Stage,
    store,
    verdict::own,
};
use crate::{
    audit::{self, Act, What},
    credentials, documents, door,
    error::{Error, Result},
    identifiers::{self, Keys},
    mint,
    portal::{App, Call},
};

/// How long a request waits for the ledger to take in what was just written.
const PATIENCE: Duration = Duration::from_secs(3);
/// The most dossiers in somebody's list.
const LISTED_MAX: i64 = 100;

/// The trainee seals the record as it is now. The same state is sealed once: who presses again gets the same dossier.
#[derive(Clone)]
pub struct SealDossier {
    /// Who, when.
    pub call: Call,
    /// For which application.
    pub kind: String,
}

impl Work for SealDossier {
    type Done = DossierId;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<DossierId> {
        let (call, world) = (&self.call, &self.call.portal.world);
        let permit = documents::leave(c, call, Want::SealDossier).await?;
        let stage = Stage::of(c, call, call.actor, &self.kind).await?;
        if !is_ready(&stage.checklist(c, call).await?) {
            return Err(Refusal::RecordNotReady.into());
        }
        let content = gather(c, call, &stage).await?;
        if !content.result.ready {
            return Err(anyhow!("the tables say that all is there, and the acts do not").into());
        }
        // Nothing is frozen that nobody would believe.
        sealed::judge(&content).context("the record of a trainee would not be believed")?;
        let bytes = content.bytes();
        let digest: [u8; 32] = Sha256::digest(&bytes).into();
        let id = mint!(world, DossierId);
        // What holds a secret number is kept where nobody reads it who has the database alone.
        let secret = |kind: &str| {
            stage.application.scheme.identifiers.iter().any(|one| one.code == kind && one.secret)
        };
        let hiding = if content.trainee.identifiers.iter().any(|one| secret(&one.kind)) {
            Some(identifiers::hide(c, &call.portal.identifiers, world, id).await?)
        } else {
            None
        };
        let hidden = hiding.as_ref().map(|(hidden, _)| hidden);
        let bytes = parts::kept(hidden, world, parts::CONTENT, bytes);
        let new = store::NewDossier {
            id,
            scheme: &stage.application.scheme.code,
            kind: &self.kind,
            at: call.now,
            digest: &digest,
            content: &bytes,
        };
        if !store::add(c, &new, &permit).await? {
            let there = store::of_state(c, call.actor, &self.kind, &digest).await?;
            let there = there.context("what stands in the way is there")?;
            // Another day is another state.
            if key_ended(c, &call.portal, there).await? {
                return Err(Refusal::WrongState(Instead::KeyEnded).into());
            }
            return Ok(there);
        }
        if let Some((_, hiding)) = &hiding {
            hiding.keep(c).await?;
        }
        for document in &content.documents {
            store::add_document(c, id, document.id, &permit).await?;
        }
        let mut act = Act::by(What::DossierSealed, call.now, &permit);
        act.trainee = Some(call.actor);
        act.dossier = Some(id);
        act.over = Some(self.kind.clone());
        act.evidence = vec![hex::encode(digest)];
        audit::record(c, world, &act).await?;
        Ok(id)
    }
}

/// A dossier, whoever's it is.
pub async fn find(c: &mut Conn, id: DossierId) -> Result<Option<store::Dossier>> {
    Ok(store::find(c, id).await?)
}

/// Whether the caller's record still has all that an application asks for: then the programme they are in, or were in last.
pub async fn still_ready(c: &mut Conn, call: &Call, kind: &str) -> Result<Option<ProgrammeId>> {
    let stage = Stage::of(c, call, call.actor, kind).await?;
    let ready = is_ready(&stage.checklist(c, call).await?);
    Ok(stage.spots.first().filter(|_| ready).map(|spot| spot.programme))
}

/// Whether all that a dossier rests on still stands: no act that it counts was annulled, no document that it names taken back, nor that its
/// original was seen. Of one that cannot be opened nobody knows it.
pub async fn stands(c: &mut Conn, call: &Call, dossier: &store::Dossier) -> Result<bool> {
    let content = content(c, &call.portal.identifiers, dossier.id).await;
    let Some(content) = identifiers::if_read(content)? else { return Ok(false) };
    holds(c, dossier, &content).await
}

/// Whether it is known that something it rests on stands no more.
pub async fn fell(c: &mut Conn, call: &Call, id: DossierId) -> Result<bool> {
    let Some(dossier) = store::find(c, id).await? else { return Ok(false) };
    let content = content(c, &call.portal.identifiers, id).await;
    let Some(content) = identifiers::if_read(content)? else { return Ok(false) };
    Ok(!holds(c, &dossier, &content).await?)
}

async fn holds(c: &mut Conn, dossier: &store::Dossier, content: &Content) -> Result<bool> {
    let counted = content.result.requirements.iter().flat_map(|one| &one.attested);
    let counted: Vec<_> = counted.map(|act| AttestationId::from_uuid(act.uuid())).collect();
    if !credentials::annulled_among(c, &counted).await?.is_empty() {
        return Ok(false);
    }
    let on_file = documents::on_file(c, dossier.trainee).await?;
    let holds = |one: &documents::Document| match &one.stands {
        documents::Stands::Unverified(back) => back.at <= dossier.sealed_at,
        _ => true,
    };
    Ok(content.documents.iter().all(|named| on_file.iter().any(|one| one.id == named.id && holds(one))))
}

/// The same for whoever asks that only.
pub async fn has_fallen(call: &Call, id: DossierId) -> Result<bool> {
    let asked = call.clone();
    door::read(&call.portal, move |c| Box::pin(async move { fell(c, &asked, id).await })).await
}

/// Whether the caller's record says something else today than a dossier of theirs, but for the day. Of what cannot be read nobody says that
/// it is the same.
pub async fn differs(c: &mut Conn, call: &Call, kind: &str, from: DossierId) -> Result<bool> {
    let differ = async {
        let then = content(c, &call.portal.identifiers, from).await?;
        let stage = Stage::of(c, call, call.actor, kind).await?;
        let mut now = gather(c, call, &stage).await?;
        now.on = then.on;
        Ok::<_, Error>(now != then)
    };
    Ok(identifiers::if_read(differ.await)?.unwrap_or(true))
}

/// The documents that a dossier of the caller's would hold now and an earlier one does not: of which kind, and what each is called. Of what
/// cannot be read nobody knows it.
pub async fn documents_since(
    c: &mut Conn,
    call: &Call,
    kind: &str,
    from: DossierId,
) -> Result<Vec<(String, String)>> {
    let then = identifiers::if_read(content(c, &call.portal.identifiers, from).await)?;
    let Some(then) = then else { return Ok(Vec::new()) };
    let stage = Stage::of(c, call, call.actor, kind).await?;
    let now = gather::documents(c, call, &stage).await?;
    let is_new = |one: &sealed::Document| then.documents.iter().all(|named| named.id != one.id);
    Ok(now.into_iter().filter(is_new).map(|one| (one.kind, one.name)).collect())
}

/// Whether the key that sealed a dossier was taken out of those that are believed. One whose file is still to be made is sealed with today's.
pub async fn key_ended(c: &mut Conn, portal: &App, id: DossierId) -> Result<bool> {
    let Some(kept) = store::file(c, id).await? else { return Ok(false) };
    let hidden = identifiers::of_dossier(c, &portal.identifiers, id).await?;
    Ok(!portal.sealing.keys.has_key_of(&kept.whole(hidden.as_ref(), parts::FILE)?))
}

/// The same for whoever asks that only. Of what cannot be opened nobody knows it.
pub async fn is_ended(portal: &App, id: DossierId) -> Result<bool> {
    let app = portal.clone();
    let ended = door::read(portal, move |c| Box::pin(async move { key_ended(c, &app, id).await })).await;
    Ok(identifiers::if_read(ended)?.unwrap_or(false))
}

/// The specialty that a dossier applies for, where there is one.
pub async fn specialty_of(c: &mut Conn, call: &Call, id: DossierId) -> Result<Option<String>> {
    Ok(content(c, &call.portal.identifiers, id).await?.specialty)
}

async fn content(c: &mut Conn, keys: &Keys, id: DossierId) -> Result<Content> {
    let kept = store::content(c, id).await?.ok_or(Refusal::NotFound)?;
    let hidden = identifiers::of_dossier(c, keys, id).await?;
    let bytes = parts::opened(hidden.as_ref(), parts::CONTENT, kept)?;
    Ok(serde_json::from_slice(&bytes).context("the content of a dossier cannot be read")?)
}

/// A sealed dossier, for its trainee.
pub async fn open(call: &Call, id: DossierId) -> Result<store::Dossier> {
    let found = call.portal.db.read(move |c| Box::pin(store::find(c, id))).await?;
    found.filter(|one| one.trainee == call.actor).ok_or_else(|| Refusal::NotFound.into())
}

/// A trainee's own, the newest first.
pub async fn sealed_by(c: &mut Conn, trainee: PersonId) -> Result<Vec<store::Dossier>> {
    Ok(store::of(c, trainee, LISTED_MAX).await?)
}

/// Whether any paper was ever made.
pub async fn any_paper(c: &mut Conn) -> Result<bool> {
    Ok(store::any_paper(c).await?)
}

/// Whether the file of any dossier was ever made.
pub async fn any_file(c: &mut Conn) -> Result<bool> {
    Ok(store::any_file(c).await?)
}

/// What a dossier of the caller's holds, and its file, if that is made; none: it cannot be opened here.
pub async fn opened(portal: &App, id: DossierId) -> Result<Option<(Content, Option<Vec<u8>>)>> {
    let opened = async { Ok::<_, Error>((content_of(portal, id).await?, file(portal, id).await?)) };
    identifiers::if_read(opened.await)
}

/// What a dossier holds, as its content says.
pub async fn content_of(portal: &App, id: DossierId) -> Result<Content> {
    let keys = portal.identifiers.clone();
    door::read(portal, move |c| Box::pin(async move { content(c, &keys, id).await })).await
}

/// The last of these dossiers that names a document.
pub async fn last_naming(
    portal: &App,
    document: DocumentId,
    among: Vec<DossierId>,
) -> Result<Option<DossierId>> {
    door::read(portal, move |c| Box::pin(async move { Ok(store::last_naming(c, document, &among).await?) }))
        .await
}

/// The file of a dossier; it is made now if it was not yet. None: the ledger has not taken in all of it.
pub async fn file(portal: &App, id: DossierId) -> Result<Option<Vec<u8>>> {
    if let Some(kept) = kept(portal, id).await? {
        return Ok(Some(kept));
    }
    let Some((at, file)) = made(portal, id).await? else { return Ok(None) };
    // What would not be believed is not given out.
    own(portal, file.clone()).await.with_context(|| format!("the file of dossier {id}, just made"))?;
    portal.db.write(Keep { portal: portal.clone(), id, at, file: file.clone() }).await?;
    Ok(Some(kept(portal, id).await?.unwrap_or(file)))
}

/// SHA-256 of the file of a dossier, in hex, for a receipt: what was sent is sent, whether or not its file can be made just now.
pub async fn digest_of(portal: &App, id: DossierId) -> Option<String> {
    match file(portal, id).await {
        Ok(file) => file.map(|file| sealed::digest(&file)),
        Err(error) => {
            tracing::error!("the file of dossier {id} cannot be made: {:#}", error.into_fault());
            None
        }
    }
}

/// The file that was made before.
async fn kept(portal: &App, id: DossierId) -> Result<Option<Vec<u8>>> {
    let keys = portal.identifiers.clone();
    let read = portal.db.read(move |c| {
        Box::pin(async move {
            let Some(kept) = store::file(c, id).await? else { return Ok::<_, Error>(None) };
            Ok(Some((kept, identifiers::of_dossier(c, &keys, id).await?)))
        })
    });
    let Some((kept, hidden)) = read.await? else { return Ok(None) };
    kept.whole(hidden.as_ref(), parts::FILE).map(Some)
}

/// Makes the file of a dossier, and when its head of the ledger was signed. The same dossier always gives the same bytes, however far
/// the ledger has grown.
pub async fn made(portal: &App, id: DossierId) -> Result<Option<(Moment, Vec<u8>)>> {
    let payload = payload(portal, id).await?;
    Ok(payload.map(|payload| (payload.at, sealed::seal(&payload, &portal.sealing.key))))
}

async fn payload(portal: &App, id: DossierId) -> Result<Option<Payload>> {
    let content = content_of(portal, id).await?;
    let seal = portal.db.read(move |c| Box::pin(audit::held(c, ActId::from_uuid(id.uuid())))).await?;
    let seal = seal.context("no act sealed the dossier")?;
    let seal = SealedAct {
        id: seal.id,
        salt: hex::encode(seal.salt),
        body: String::from_utf8(seal.body).context("the act that sealed it is no text")?,
    };
    let rows: Vec<_> = content.acts.iter().chain([&seal]).map(|act| act.id.uuid()).collect();
    let together = match portal.ledger.together(&rows, PATIENCE).await {
        Ok(together) => together,
        Err(NoProof::NotYet) => return Ok(None),
        Err(other) => return Err(anyhow::Error::from(other).into()),
    };
    let place = |(index, path): &(u64, Vec<ledger::Hash>)| LedgerPlace {
        index: *index,
        path: path.iter().map(hex::encode).collect(),
    };
    let places = together.paths.iter().map(place).collect();
    Ok(Some(Payload { content, seal, at: together.at, checkpoint: together.checkpoint, places }))
}

/// Keeps the file of a dossier.
struct Keep {
    portal: App,
    id: DossierId,
    at: Moment,
    file: Vec<u8>,
}

impl Work for Keep {
    type Done = ();
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<()> {
        let digest = Sha256::digest(&self.file);
        let hidden = identifiers::of_dossier(c, &self.portal.identifiers, self.id).await?;
        let file = parts::kept(hidden.as_ref(), &self.portal.world, parts::FILE, self.file.clone());
        Ok(store::keep(c, self.id, self.at, &digest, &file).await?)
    }
}
