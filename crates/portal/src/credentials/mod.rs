//! Credentials: what somebody has learnt, as files of their own that anybody checks; and lists of what was annulled since.
//!
//! A credential is made when it is fetched and kept nowhere: it says what stands in the tables, signed. Its status is the bit of its
//! leaf in the ledger, so that there is one for every attestation there ever was.

pub mod api;
pub mod pages;
mod store;
pub mod web;

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use anyhow::Context as _;
use base::{AttestationId, Moment};
use credential::{
    Checked, Competence, Curriculum, Holder, Issuer, Key, LIST_LENGTH, Presented, Signer, Status, badge,
    record, transcript,
};
use db::Conn;
use domain::{access::Kind, refusal::Refusal};

pub(crate) use api::{CredentialLine, lines};
pub(crate) use pages::{Proof, checked as show_checked, proof};

use crate::{
    door,
    error::Result,
    people,
    portal::{App, Call},
    schemes,
    show::Say,
};

/// As whom a portal issues credentials.
#[derive(Debug)]
pub struct Issuing {
    /// What they say of it.
    pub issuer: Issuer,
    /// The key that signs them.
    pub key: Key,
}

/// How long a request waits for the ledger to take in what was just written.
const PATIENCE: Duration = Duration::from_secs(2);

/// What somebody can show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Whose.
    pub holder: Holder,
    /// Their attestations in force, the latest first.
    pub competences: Vec<Competence>,
    /// Whether that is all of them: the ledger has taken in what was given last.
    pub whole: bool,
}

/// One's own record, as it is now: all attestations in force that stand in the ledger.
pub async fn own(call: &Call) -> Result<Record> {
    let waiting = match look(call).await? {
        (record, None) => return Ok(record),
        (_, Some(waiting)) => waiting,
    };
    // It was given a moment ago.
    if let Err(slow) = call.portal.ledger.proof(waiting.uuid(), PATIENCE).await {
        tracing::debug!("An attestation is not in the ledger yet: {slow}");
    }
    let (record, waiting) = look(call).await?;
    Ok(Record { whole: waiting.is_none(), ..record })
}

/// The record, and the latest attestation that is not in the ledger yet.
async fn look(call: &Call) -> Result<(Record, Option<AttestationId>)> {
    let asked = call.clone();
    door::read(&call.portal, move |c| Box::pin(async move { read(c, &asked).await })).await
}

async fn read(c: &mut Conn, call: &Call) -> Result<(Record, Option<AttestationId>)> {
    let name = people::names(c, &[call.actor]).await?.remove(&call.actor).ok_or(Refusal::NotFound)?;
    let mut record = Record { holder: Holder { id: call.actor, name }, competences: Vec::new(), whole: true };
    let mut waiting = None;
    for row in store::in_force(c, call.actor).await? {
        match row.place {
            Some(_) => record.competences.extend(competence(c, &call.portal, &row).await?),
            None => waiting = waiting.or(Some(row.id)),
        }
    }
    Ok((record, waiting))
}

/// What is shown of an attestation. None: it is not in the ledger yet.
async fn competence(c: &mut Conn, portal: &App, row: &store::Row) -> Result<Option<Competence>> {
    let book = portal.shelf.get(c, row.curriculum).await?;
    let Some((requirement, place)) = book.requirement(row.requirement).zip(row.place) else {
        return Ok(None);
    };
    let scheme = portal.scheme(&row.scheme)?;
    // In the language of the scheme, as the curriculum is: a credential is shown to anybody.
    let lang = schemes::spoken(scheme).first().copied().unwrap_or(portal.lang);
    let say = Say { lang, scheme, today: portal.world.now().day_in(portal.world.zone()) };
    let counted = requirement.kind == Kind::Activity;
    Ok(Some(Competence {
        id: row.id,
        curriculum: Curriculum {
            scheme: scheme.code.clone(),
            code: book.curriculum.code.clone(),
            version: book.curriculum.version.clone(),
            title: book.curriculum.title.clone(),
        },
        code: requirement.code.clone(),
        title: say.title(&requirement.title, &requirement.code, requirement.kind),
        kind: requirement.kind,
        times: (counted && row.count > 0).then_some(row.count),
        required: requirement.required_count.filter(|_| counted),
        completed_on: row.completed_on,
        credited: row.credited,
        marked: row.count == 0,
        by: Signer {
            name: row.attester.clone(),
            role: row.role.parse().context("a role in a row is one of ours")?,
            on_behalf_of: row.lender.clone(),
        },
        at: row.at,
        place: u64::try_from(place).context("a leaf's place is no number below nought")?,
    }))
}

/// One of one's own attestations as a badge. None: the ledger has not taken it in yet.
pub async fn badge_of(call: &Call, id: AttestationId) -> Result<Option<(Competence, String)>> {
    let (issuing, own) = (&call.portal.issuing, own(call).await?);
    let Some(one) = own.competences.into_iter().find(|one| one.id == id) else {
        return if own.whole { Err(Refusal::NotFound.into()) } else { Ok(None) };
    };
    let file = badge(&issuing.issuer, &own.holder, &one, &issuing.key);
    Ok(Some((one, file)))
}

/// One's whole record as one credential. None: the ledger has not taken in all of it yet. Not found: there is nothing in it.
pub async fn transcript_of(call: &Call) -> Result<Option<String>> {
    let (issuing, own) = (&call.portal.issuing, own(call).await?);
    if !own.whole {
        return Ok(None);
    }
    if own.competences.is_empty() {
        return Err(Refusal::NotFound.into());
    }
    Ok(Some(transcript(&issuing.issuer, &own.holder, &own.competences, call.now, &issuing.key)))
}

/// One's record, to be shown in parts: all of it, or these attestations. None: the ledger has not taken in all of it yet.
pub async fn shown(call: &Call, only: Option<&[AttestationId]>) -> Result<Option<String>> {
    let (issuing, own) = (&call.portal.issuing, own(call).await?);
    if !own.whole {
        return Ok(None);
    }
    let random = || call.portal.world.random();
    let whole: Presented =
        record(&issuing.issuer, &own.holder, own.competences, call.now, &issuing.key, random);
    let Some(only) = only else { return Ok(Some(whole.text())) };
    let only: HashSet<&AttestationId> = only.iter().collect();
    let part = whole.only(|one| only.contains(&one.id));
    // Whoever names something that is not theirs, or was annulled, is told so.
    if part.competences().count() != only.len() {
        return Err(Refusal::NotFound.into());
    }
    Ok(Some(part.text()))
}

/// A list of what was annulled, as it is now. Not found: the ledger does not reach that far.
pub async fn status(portal: &App, list: u64) -> Result<Status> {
    let head = portal.ledger.head().await.map_err(anyhow::Error::from)?;
    let size = head.map_or(0, |head| head.checkpoint.size);
    let from = list.checked_mul(LIST_LENGTH).filter(|from| *from == 0 || *from < size);
    let from = from.and_then(|from| i64::try_from(from).ok()).ok_or(Refusal::NotFound)?;
    let until = from.saturating_add(LIST_LENGTH as i64);
    let annulled = door::read(portal, move |c| {
        Box::pin(async move { Ok(store::annulled_between(c, from, until).await?) })
    });
    let leaves = annulled.await?.into_iter().filter_map(|(leaf,)| u64::try_from(leaf).ok());
    Ok(Status::new(&portal.issuing.issuer, list, leaves, portal.world.now()))
}

/// When attestations were annulled, by their ids.
pub type Annulled = HashMap<AttestationId, Moment>;

/// When each of these attestations was annulled, of those that were.
pub async fn annulled_since(portal: &App, ids: Vec<AttestationId>) -> Result<Annulled> {
    door::read(portal, move |c| Box::pin(async move { annulled_among(c, &ids).await })).await
}

/// The same inside a transaction.
pub async fn annulled_among(c: &mut Conn, ids: &[AttestationId]) -> Result<Annulled> {
    Ok(annulled(&known(c, ids).await?))
}

fn annulled(known: &[store::Row]) -> Annulled {
    known.iter().filter_map(|one| Some((one.id, one.annulled_at?))).collect()
}

/// What of a credential was annulled since. None: it says of an attestation what this portal does not, or shows nothing at all, whoever
/// signed it. Names and titles are not compared: those of today may be others.
pub async fn stands(portal: &App, checked: &Checked) -> Result<Option<Annulled>> {
    let (app, holder, shown) = (portal.clone(), checked.holder.id, checked.competences.clone());
    door::read(portal, move |c| {
        Box::pin(async move {
            let ids: Vec<AttestationId> = shown.iter().map(|one| one.id).collect();
            let known = known(c, &ids).await?;
            let by_id: HashMap<_, _> = known.iter().map(|one| (one.id, one)).collect();
            for one in &shown {
                let ours = by_id.get(&one.id).filter(|ours| ours.trainee == holder);
                let Some(ours) = ours else { return Ok(None) };
                if !competence(c, &app, ours).await?.is_some_and(|ours| says_so(ours, one)) {
                    return Ok(None);
                }
            }
            Ok((!shown.is_empty()).then(|| annulled(&known)))
        })
    })
    .await
}

/// Whether an attestation says all that is shown of it, whatever people and things are called today.
fn says_so(mut ours: Competence, shown: &Competence) -> bool {
    ours.title.clone_from(&shown.title);
    ours.curriculum.title.clone_from(&shown.curriculum.title);
    ours.by.name.clone_from(&shown.by.name);
    if ours.by.on_behalf_of.is_some() && shown.by.on_behalf_of.is_some() {
        ours.by.on_behalf_of.clone_from(&shown.by.on_behalf_of);
    }
    ours == *shown
}

async fn known(c: &mut Conn, ids: &[AttestationId]) -> Result<Vec<store::Row>> {
    let mut all = Vec::new();
    for some in ids.chunks(ASKED_AT_ONCE) {
        all.extend(store::known_of(c, some).await?);
    }
    Ok(all)
}

/// How many attestations one statement names.
const ASKED_AT_ONCE: usize = 500;
