//! The trainee's side: sending a dossier, taking it back before it is opened, sending another after it.

use anyhow::Context as _;
use base::{CaseId, DossierId, Moment};
use db::{Conn, Work};
use domain::{
    access::Act as Want,
    act::of_case,
    refusal::{Instead, Problem, Refusal},
    text::Comment,
};

use super::{Case, Happened, SUPPLEMENTS_MAX, State, about, happen, store};
use crate::{
    audit::{self, What},
    deliveries, documents,
    dossiers::{self, SealDossier, Sealed},
    error::{Error, Result},
    identifiers, mint,
    portal::Call,
};

/// The trainee sends a sealed dossier. Sent once, it stays sent: whoever presses again gets the same case. What was taken back, or refused,
/// may be sent anew.
#[derive(Clone)]
pub struct SendDossier {
    /// Who, when.
    pub call: Call,
    /// Which; its file is made.
    pub dossier: DossierId,
}

/// What the trainee gets for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The case.
    pub case: CaseId,
    /// What people call it.
    pub number: String,
    /// When it was sent.
    pub at: Moment,
    /// SHA-256 of the dossier's file.
    pub digest: Vec<u8>,
    /// Since when it is on its way to the authority's own system.
    pub delivering_since: Option<Moment>,
}

impl Work for SendDossier {
    type Done = Sent;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Sent> {
        let call = &self.call;
        let permit = documents::leave(c, call, Want::SendDossier).await?;
        let dossier = own(c, call, self.dossier).await?;
        let digest = dossier.file_digest.clone().ok_or(Refusal::WrongState(Instead::Sealing))?;
        let last = store::of_dossier(c, self.dossier).await?;
        if let Some(case) = super::with_own(c, &call.portal, last).await?
            && !matches!(case.state(), State::Withdrawn | State::Refused)
        {
            let delivering_since = case.delivering_since();
            let Case { sent, .. } = case;
            return Ok(Sent {
                case: sent.id,
                number: sent.number,
                at: sent.sent_at,
                digest,
                delivering_since,
            });
        }
        let specialty = identifiers::if_read(dossiers::specialty_of(c, call, self.dossier).await)?;
        // What cannot be opened cannot be sent: sealed anew it can.
        let specialty = specialty.ok_or(Refusal::NoLongerStands)?.unwrap_or_default();
        let standing = store::standing(c, call.actor, &dossier.kind, &specialty).await?;
        if let Some(other) = super::with_own(c, &call.portal, standing).await? {
            let granted = other.state() == State::Granted;
            let instead = if granted { Instead::Granted } else { Instead::Sent };
            return Err(Refusal::WrongState(instead).into());
        }
        let ready = dossiers::still_ready(c, call, &dossier.kind).await?;
        let programme = ready.ok_or(Refusal::RecordNotReady)?;
        if dossiers::key_ended(c, &call.portal, self.dossier).await? {
            return Err(Refusal::WrongState(Instead::KeyEnded).into());
        }
        // What has been taken back since it was sealed is not sent as if it stood, whatever else has come in its place.
        if !dossiers::stands(c, call, &dossier).await? {
            return Err(Refusal::NoLongerStands.into());
        }
        let id = mint!(call.portal.world, CaseId);
        let year = call.today.date().year();
        let nth = store::next_number(c, &dossier.scheme, year.into()).await?;
        let number = format!("{year}-{nth:04}");
        let new = store::NewCase {
            id,
            programme,
            scheme: &dossier.scheme,
            kind: &dossier.kind,
            dossier: self.dossier,
            at: call.now,
            number: &number,
        };
        store::add(c, &new, &permit).await?;
        if !store::stand(c, id, (&dossier.kind, &specialty), &permit).await? {
            return Err(Refusal::WrongState(Instead::Sent).into());
        }
        let mut act = about(What::DossierSent, call.now, &permit, id, call.actor);
        act.dossier = Some(self.dossier);
        act.over = Some(of_case(&dossier.scheme, programme, &dossier.kind, &number));
        act.evidence = vec![hex::encode(&digest)];
        let act = audit::record(c, &call.portal.world, &act).await?;
        deliveries::put(c, call, (act, id), (&dossier.scheme, 1), &permit).await?;
        let delivering_since = on_its_way(c, call, id).await?;
        Ok(Sent { case: id, number, at: call.now, digest, delivering_since })
    }
}

/// Since when some of a case is on its way to the authority's own system.
async fn on_its_way(c: &mut Conn, call: &Call, case: CaseId) -> Result<Option<Moment>> {
    let under_way = deliveries::under_way(c, &call.portal.ways, &[case]).await?;
    Ok(under_way.first().and_then(|(_, way)| way.since()))
}

/// One's own dossier.
async fn own(c: &mut Conn, call: &Call, id: DossierId) -> Result<Sealed> {
    let found = dossiers::find(c, id).await?.filter(|one| one.trainee == call.actor);
    found.ok_or_else(|| Refusal::NotFound.into())
}

/// The case with which one sent this dossier, the last time.
async fn sent_with(c: &mut Conn, call: &Call, dossier: DossierId) -> Result<Case> {
    let dossier = own(c, call, dossier).await?;
    let sent = store::of_dossier(c, dossier.id).await?.filter(|sent| sent.trainee == call.actor);
    super::with_own(c, &call.portal, sent).await?.ok_or_else(|| Refusal::WrongState(Instead::NotSent).into())
}

/// The trainee takes it back, while nobody at the authority has opened it and it is not in the air there.
#[derive(Clone)]
pub struct WithdrawSending {
    /// Who, when.
    pub call: Call,
    /// The dossier that was sent.
    pub dossier: DossierId,
}

impl Work for WithdrawSending {
    type Done = CaseId;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<CaseId> {
        let call = &self.call;
        let permit = documents::leave(c, call, Want::SendDossier).await?;
        let case = sent_with(c, call, self.dossier).await?;
        let id = case.sent.id;
        match case.state() {
            State::Sent => {}
            State::Withdrawn => return Ok(id), // taken back before: the wish is fulfilled
            State::Open | State::Asked | State::Supplemented => {
                return Err(Refusal::WrongState(Instead::Opened).into());
            }
            State::Granted | State::Refused => return Err(Refusal::WrongState(Instead::Decided).into()),
        }
        deliveries::take_back(c, call, id, &permit).await?;
        let event = store::NewEvent { what: "withdrawn", ..store::NewEvent::default() };
        happen(c, call, (What::SendingWithdrawn, &case), event, &permit).await?;
        store::stand_no_more(c, id, &permit).await?;
        Ok(id)
    }
}

/// The trainee sends more: the record as it is now, sealed again, where it has changed; or words alone, in answer. Words are sent though
/// the record has changed and is not ready: the authority asked, and must not wait for it.
#[derive(Clone)]
pub struct Supplement {
    /// Who, when.
    pub call: Call,
    /// The dossier that was sent first.
    pub dossier: DossierId,
    /// The trainee's words.
    pub comment: Option<Comment>,
}

/// Why words went alone though the record was to go with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behind {
    /// It has changed, and is not ready.
    NotReady,
    /// The key that sealed it is believed no more, and it can be sealed again from tomorrow.
    KeyEnded,
}

impl Behind {
    /// The machine-readable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotReady => "not_ready",
            Self::KeyEnded => "key_ended",
        }
    }
}

/// What was sent after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supplemented {
    /// The case.
    pub case: CaseId,
    /// What people call it.
    pub number: String,
    /// The dossier that followed; none: the words went alone.
    pub dossier: Option<DossierId>,
    /// Why the record stayed behind, where it has changed, or its key is believed no more.
    pub behind: Option<Behind>,
    /// When.
    pub at: Moment,
    /// Since when some of it is on its way to the authority's own system.
    pub delivering_since: Option<Moment>,
}

impl Work for Supplement {
    type Done = Supplemented;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Supplemented> {
        let call = &self.call;
        let permit = documents::leave(c, call, Want::SendDossier).await?;
        let case = sent_with(c, call, self.dossier).await?;
        match case.state() {
            State::Withdrawn => return Err(Refusal::WrongState(Instead::NotSent).into()),
            State::Granted | State::Refused => return Err(Refusal::WrongState(Instead::Decided).into()),
            State::Sent | State::Open | State::Asked | State::Supplemented => {}
        }
        let full = case.is_full(SUPPLEMENTS_MAX, |what| matches!(what, Happened::Supplemented(_)));
        if full && case.state() != State::Asked {
            let max = i64::try_from(SUPPLEMENTS_MAX).unwrap_or(i64::MAX);
            return Err(Error::field("comment", Problem::TooMany { max }));
        }
        let seal = SealDossier { call: call.clone(), kind: case.sent.kind.clone() };
        let last = case.dossiers().last().copied().context("a case has a dossier")?;
        let mut behind = None;
        // What nobody believes any more is sealed anew, also where the record is the same.
        let ended =
            identifiers::if_read(dossiers::key_ended(c, &call.portal, last).await)?.unwrap_or_default();
        let dossier = if ended || dossiers::differs(c, call, &case.sent.kind, last).await? {
            match identifiers::if_read(seal.run(c).await) {
                Err(Error::Refused(Refusal::WrongState(Instead::KeyEnded))) if self.comment.is_some() => {
                    behind = Some(Behind::KeyEnded);
                    None
                }
                Err(Error::Refused(Refusal::RecordNotReady)) | Ok(None) if self.comment.is_some() => {
                    behind = Some(Behind::NotReady);
                    None
                }
                sealed => Some(sealed?.ok_or(Refusal::RecordNotReady)?).filter(|sealed| *sealed != last),
            }
        } else {
            None
        };
        if dossier.is_none() && self.comment.is_none() {
            return Err(Error::field("comment", Problem::Required));
        }
        let comment = self.comment.as_ref().map(Comment::as_str);
        let event = store::NewEvent { what: "supplemented", comment, dossier, ..store::NewEvent::default() };
        happen(c, call, (What::Supplemented, &case), event, &permit).await?;
        let delivering_since = on_its_way(c, call, case.sent.id).await?;
        let Case { sent, .. } = case;
        Ok(Supplemented {
            case: sent.id,
            number: sent.number,
            dossier,
            behind,
            at: call.now,
            delivering_since,
        })
    }
}
