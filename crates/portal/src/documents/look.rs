//! Looking at documents: one, those of a record, and what an operator asks. Another person's leave one row in the access log before
//! the first byte is given out; one's own are read and nothing is written.

use std::time::{Duration, SystemTime};

use base::{DocumentId, Moment, PersonId};
use db::{Conn, Db};
use domain::{
    access::{Act as Want, Role},
    refusal::{Instead, Refusal},
};

use super::{Document, FileDigest, Files, Here, Stands, store};
use crate::{
    access::{self, Unseen},
    audit::{self, Look, Whose},
    error::{Error, Result},
    portal::{App, Call},
    training,
};

/// A document, and where leave for it is asked. What was taken back is there for its trainee alone.
pub(super) async fn found(c: &mut Conn, call: &Call, id: DocumentId) -> Result<(Document, Here)> {
    let found = store::find(c, id).await?.ok_or(Refusal::NotFound)?;
    if matches!(found.stands, Stands::Withdrawn { .. }) && call.actor != found.trainee {
        return Err(Refusal::NotFound.into());
    }
    let spots = training::spots(c, found.trainee, call.today).await?;
    let of = spots.iter().find(|spot| spot.programme == found.programme).ok_or(Refusal::NotFound)?;
    let here = Here::of(&spots, &of.scheme, call.today).ok_or(Refusal::NotFound)?;
    Ok((found, here))
}

/// Opens a document.
pub async fn open(call: &Call, id: DocumentId) -> Result<Document> {
    let (document, role) = seen(call, id).await?;
    if matches!(document.stands, Stands::Withdrawn { .. }) {
        return Err(Refusal::WrongState(Instead::Withdrawn).into());
    }
    note(call, document.trainee, role).await?;
    Ok(document)
}

/// A document that somebody opened before: nothing is noted.
pub async fn opened(call: &Call, id: DocumentId) -> Result<Document> {
    Ok(seen(call, id).await?.0)
}

async fn seen(call: &Call, id: DocumentId) -> Result<(Document, Role)> {
    let asked = call.clone();
    let read = call.portal.db.read(move |c| {
        Box::pin(async move {
            let (found, here) = found(c, &asked, id).await?;
            match here.allows(c, &asked, Want::SeeDocument, found.trainee).await? {
                Ok(permit) => Ok::<_, Error>((found, permit.role())),
                Err(_) => Err(Refusal::NotFound.into()),
            }
        })
    });
    read.await
}

async fn note(call: &Call, whose: PersonId, role: Role) -> Result<()> {
    if whose == call.actor {
        return Ok(());
    }
    let what = Want::SeeDocument.code();
    let look = Look { person: call.actor, role, what, whose: Whose::One(whose), plan: None };
    call.portal.db.write(audit::Looked { call: call.clone(), look }).await
}

/// A document in a list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The document.
    pub document: Document,
    /// The scheme in whose words its kind is said.
    pub scheme: String,
    /// Whether the same file stands on somebody else's record too; none: told to those who rely on it, who verify it or register what it
    /// shows, and to nobody else.
    pub elsewhere: Option<bool>,
    /// Whether the reader may say that they have seen the original, or take that back.
    pub verifies: bool,
    /// Whether something achieved before rests on it, so that it is not taken back; told to its trainee.
    pub in_use: bool,
}

/// The documents on somebody's record that the reader may see, the newest first. One's own record is there before anything is on it.
pub async fn list(call: &Call, trainee: PersonId) -> Result<Vec<Listed>> {
    let asked = call.clone();
    let read = call.portal.db.read(move |c| Box::pin(async move { listed(c, &asked, trainee).await }));
    let (all, role) = read.await?;
    match role {
        Some(role) => note(call, trainee, role).await?,
        None if trainee == call.actor => {}
        None => return Err(Refusal::NotFound.into()),
    }
    Ok(all)
}

async fn listed(c: &mut Conn, call: &Call, trainee: PersonId) -> Result<(Vec<Listed>, Option<Role>)> {
    let spots = training::spots(c, trainee, call.today).await?;
    let (mut schemes, mut role) = (Vec::new(), None);
    for scheme in call.portal.schemes.keys() {
        let Some(here) = Here::of(&spots, scheme, call.today) else { continue };
        if let Ok(permit) = here.allows(c, call, Want::SeeDocument, trainee).await? {
            let verifies = here.allows(c, call, Want::VerifyDocument, trainee).await?.is_ok();
            let standings = access::standings(c, call.actor, call.today, here.at()).await?;
            let mut credit = call.portal.policies.reach(scheme, Want::Credit).standings();
            let relies = verifies || credit.any(|kind| standings.iter().any(|one| one.kind == kind));
            role = role.or(Some(permit.role()));
            schemes.push((scheme, verifies, relies));
        }
    }
    let own = trainee == call.actor;
    // That somebody else has the same file says something of that record.
    let told = schemes.iter().any(|(.., relies)| *relies);
    let elsewhere = if told { store::elsewhere(c, trainee).await? } else { Vec::new() };
    let in_use = if own { store::papers::credited(c, trainee).await? } else { Vec::new() };
    let mut all = Vec::new();
    for document in store::of(c, trainee).await? {
        let of = spots.iter().find(|spot| spot.programme == document.programme).map(|spot| &spot.scheme);
        let Some((scheme, verifies, relies)) = schemes.iter().find(|(scheme, ..)| Some(*scheme) == of) else {
            continue;
        };
        let taken_back = matches!(document.stands, Stands::Withdrawn { .. });
        if own || !taken_back {
            all.push(Listed {
                scheme: (*scheme).clone(),
                elsewhere: relies.then(|| elsewhere.contains(&document.digest)),
                verifies: *verifies,
                in_use: in_use.contains(&document.id),
                document,
            });
        }
    }
    Ok((all, role))
}

/// Whose documents wait for the caller to see their originals, those who have waited longest first, so many after one; and where the next
/// page begins. One row in the access log names them.
pub async fn unseen(
    call: &Call,
    after: Option<(Moment, PersonId)>,
    limit: usize,
) -> Result<(Vec<Unseen>, Option<(Moment, PersonId)>)> {
    let asked = call.clone();
    let read =
        call.portal.db.read(move |c| Box::pin(async move { unseen_page(c, &asked, after, limit).await }));
    let (all, next, role) = read.await?;
    if let Some(role) = role {
        let whose = all.iter().map(|one| one.trainee).collect();
        audit::listed(call, role, Want::SeeDocument.code(), whose).await?;
    }
    Ok((all, next))
}

async fn unseen_page(
    c: &mut Conn,
    call: &Call,
    after: Option<(Moment, PersonId)>,
    limit: usize,
) -> Result<(Vec<Unseen>, Option<(Moment, PersonId)>, Option<Role>)> {
    let most = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    let mut found = access::unseen_within(c, call, Want::VerifyDocument, (after, most)).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| (last.since, last.trainee));
    let (mut all, mut role) = (Vec::new(), None);
    for one in found {
        let spots = training::spots(c, one.trainee, call.today).await?;
        let Some(here) = Here::of(&spots, &one.scheme, call.today) else { continue };
        if let Ok(permit) = here.allows(c, call, Want::VerifyDocument, one.trainee).await? {
            role = role.or(Some(permit.role()));
            all.push(one);
        }
    }
    Ok((all, next, role))
}

/// The role in which somebody sees a trainee's documents; none: they do not.
pub async fn role_towards(c: &mut Conn, call: &Call, trainee: PersonId) -> Result<Option<Role>> {
    let spots = training::spots(c, trainee, call.today).await?;
    for scheme in call.portal.schemes.keys() {
        let Some(here) = Here::of(&spots, scheme, call.today) else { continue };
        if let Ok(permit) = here.allows(c, call, Want::SeeDocument, trainee).await? {
            return Ok(Some(permit.role()));
        }
    }
    Ok(None)
}

/// Whether the caller puts documents on record at all: asked before a file is taken in.
pub async fn may_file(call: &Call) -> Result<()> {
    may(call, Want::AddDocument).await
}

/// Whether the caller has a record of their own on which they can do this: somebody who never trained has none.
pub async fn has_record(call: &Call, want: Want) -> Result<bool> {
    match may(call, want).await {
        Ok(()) => Ok(true),
        Err(Error::Refused(_)) => Ok(false),
        Err(other) => Err(other),
    }
}

async fn may(call: &Call, want: Want) -> Result<()> {
    let asked = call.clone();
    let read = call.portal.db.read(move |c| {
        Box::pin(async move {
            let spots = training::spots(c, asked.actor, asked.today).await?;
            let Some(spot) = spots.first() else { return Err(Error::from(Refusal::NotEntitled)) };
            let here = Here::of(&spots, &spot.scheme, asked.today).ok_or(Refusal::NotEntitled)?;
            match here.allows(c, &asked, want, asked.actor).await? {
                Ok(_) => Ok(()),
                Err(denied) => Err(Refusal::from(denied).into()),
            }
        })
    });
    read.await
}

/// Documents that count: not taken back, oldest first.
pub async fn on_file(c: &mut Conn, trainee: PersonId) -> Result<Vec<Document>> {
    let mut all = store::of(c, trainee).await?;
    all.retain(|one| !matches!(one.stands, Stands::Withdrawn { .. }));
    all.reverse();
    Ok(all)
}

/// What became of these documents, of those that count no more or of which it was taken back that the original was seen.
pub async fn taken_back(c: &mut Conn, ids: &[DocumentId]) -> Result<Vec<(DocumentId, Stands)>> {
    let gone = |one: &Document| matches!(one.stands, Stands::Withdrawn { .. } | Stands::Unverified(_));
    let all = store::these(c, ids).await?.into_iter().filter(gone);
    Ok(all.map(|one| (one.id, one.stands)).collect())
}

/// How many documents there are, and which of them have no file in its place. `sums`: or one that is not what it was; that reads
/// every file.
pub async fn without_file(db: &Db, files: &Files, sums: bool) -> Result<(u64, Vec<DocumentId>)> {
    let (mut count, mut lacking, mut after) = (0, Vec::new(), DocumentId::from_uuid(uuid::Uuid::nil()));
    loop {
        let page = db.read_long(move |c| Box::pin(store::files_after(c, after, FILES_PAGE))).await?;
        let Some((last, ..)) = page.last() else { return Ok((count, lacking)) };
        after = *last;
        for (id, digest, bytes) in page {
            count += 1;
            let digest: FileDigest = digest.try_into().unwrap_or_default();
            let there = files.has(&digest, bytes.unsigned_abs()).await;
            if !there || sums && !files.is_sound(&digest).await {
                lacking.push(id);
            }
        }
    }
}

/// Files looked for at once.
const FILES_PAGE: i64 = 1000;
/// How long a file stays that no document names.
const UNNAMED: Duration = Duration::from_secs(24 * 60 * 60);

/// Takes away the files that no document on record and no sealed dossier names any more, or never did. Says how many.
pub async fn forget_files(app: &App, now: Moment) -> anyhow::Result<u64> {
    let since = u64::try_from(now.micros()).map(Duration::from_micros).unwrap_or_default();
    let before = SystemTime::UNIX_EPOCH + since.saturating_sub(UNNAMED);
    let named = |some: Vec<FileDigest>| async move {
        let named = app.db.read(move |c| Box::pin(async move { store::named(c, &some).await }));
        Ok(named.await?.into_iter().collect())
    };
    app.files.forget(before, named).await
}
