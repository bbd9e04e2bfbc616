//! Filing a document, saying that one has seen its original, taking either back.

use base::{Day, DocumentId, PersonId, PlanId, ProgrammeId};
use db::{Conn, Work};
use domain::{
    access::{Act as Want, Permit},
    act::of_document,
    refusal::{Instead, Problem, Refusal},
    text::Comment,
};

use super::{DOCUMENTS_MAX, Document, Filed, Here, Stands, TimeElement, store, time_elements, verifiers};
use crate::{
    access,
    audit::{self, Act, What},
    error::{Error, Result},
    mint,
    notices::{self, Notice},
    portal::Call,
    training::{self, Spot},
};

/// The trainee puts a document on record. It is claimed until somebody verifies it.
#[derive(Clone)]
pub struct AddDocument {
    /// Who, when.
    pub call: Call,
    /// To which programme it belongs; when nobody said, that of the time it attests, else the present one, or the last.
    pub programme: Option<ProgrammeId>,
    /// What it is, as the scheme calls it.
    pub kind: String,
    /// The time that it attests, by its code; of a document that attests time, and of no other.
    pub requirement: Option<String>,
    /// In which plan that time is; when nobody said, the first that has it.
    pub plan: Option<PlanId>,
    /// The file's name.
    pub name: String,
    /// The day on it.
    pub on: Option<Day>,
    /// The file, safe on the disk.
    pub filed: Filed,
}

impl Work for AddDocument {
    type Done = DocumentId;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<DocumentId> {
        let call = &self.call;
        let spots = training::spots(c, call.actor, call.today).await?;
        let programme = self.programme_named(c).await?;
        let named = |spot: &&Spot| programme.is_none_or(|programme| spot.programme == programme);
        let spot = match spots.iter().find(named) {
            Some(spot) => spot,
            None if spots.is_empty() => return Err(Refusal::NotEntitled.into()),
            None => return Err(Error::field("programme", Problem::Unknown)),
        };
        let here = Here::of(&spots, &spot.scheme, call.today).ok_or(Refusal::NotFound)?;
        let permit = access::ask(c, call, Want::AddDocument, &here.subject(call.actor), here.at()).await?;
        if !call.portal.scheme(&spot.scheme)?.documents.contains(&self.kind) {
            return Err(Error::field("kind", Problem::Unknown));
        }
        if store::count(c, call.actor).await? >= DOCUMENTS_MAX {
            return Err(Error::field("file", Problem::TooMany { max: DOCUMENTS_MAX }));
        }
        let time = self.attests(c, &spot.scheme, programme).await?;
        let programme = time.as_ref().map_or(spot.programme, |time| time.programme);
        let attests = time.map(|time| time.id);
        let id = mint!(call.portal.world, DocumentId);
        store::add(c, id, self, (programme, attests), &permit).await?;
        let mut act = about(What::DocumentAdded, call, &permit, id, call.actor);
        act.on = self.on;
        act.evidence = vec![hex::encode(self.filed.digest)];
        act.over = Some(of_document(programme, &self.kind, attests));
        audit::record(c, &call.portal.world, &act).await?;
        let (_, verifiers) = verifiers(c, call, call.actor, &spot.scheme).await?;
        for one in verifiers.iter().take(TOLD_MAX) {
            notices::tell(c, call, &Notice::about(&act, one.person)).await?;
        }
        Ok(id)
    }
}

impl AddDocument {
    /// The programme that was said, or that of the plan.
    async fn programme_named(&self, c: &mut Conn) -> Result<Option<ProgrammeId>> {
        let Some(plan) = self.plan else { return Ok(self.programme) };
        let header = training::header(c, plan, self.call.today).await?;
        let own = header.filter(|header| header.trainee == self.call.actor);
        let own = own.ok_or_else(|| Error::field("requirement", Problem::Unknown))?;
        Ok(Some(own.programme))
    }

    /// The time that it attests, in the plan that was said, else in one of the programme, else in any.
    async fn attests(
        &self,
        c: &mut Conn,
        scheme: &str,
        programme: Option<ProgrammeId>,
    ) -> Result<Option<TimeElement>> {
        let call = &self.call;
        let code = match (call.portal.scheme(scheme)?.time_documents.contains(&self.kind), &self.requirement)
        {
            (false, None) => return Ok(None),
            (true, Some(code)) => code,
            (true, None) => return Err(Error::field("requirement", Problem::Required)),
            (false, Some(_)) => return Err(Error::field("requirement", Problem::Unknown)),
        };
        let found = time_elements(c, call, call.actor, scheme).await?.into_iter().find(|time| {
            time.code == *code
                && self.plan.is_none_or(|plan| time.plan == plan)
                && programme.is_none_or(|programme| time.programme == programme)
        });
        found.map(Some).ok_or_else(|| Error::field("requirement", Problem::Unknown))
    }
}

/// Leave for an act on one's own record.
pub async fn leave(c: &mut Conn, call: &Call, want: Want) -> Result<Permit> {
    let spots = training::spots(c, call.actor, call.today).await?;
    let spot = spots.first().ok_or(Refusal::NotEntitled)?;
    let here = Here::of(&spots, &spot.scheme, call.today).ok_or(Refusal::NotEntitled)?;
    access::ask(c, call, want, &here.subject(call.actor), here.at()).await
}

/// The most people who are told that a document waits for them.
const TOLD_MAX: usize = 10;

fn about(what: What, call: &Call, permit: &Permit, document: DocumentId, trainee: PersonId) -> Act {
    let mut act = Act::by(what, call.now, permit);
    act.document = Some(document);
    act.trainee = Some(trainee);
    act
}

/// Somebody entitled says that they have seen the original. Answers whose document it is.
#[derive(Clone)]
pub struct VerifyDocument {
    /// Who, when.
    pub call: Call,
    /// Which.
    pub document: DocumentId,
    /// Their words.
    pub comment: Option<Comment>,
}

impl Work for VerifyDocument {
    type Done = PersonId;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<PersonId> {
        let call = &self.call;
        let (document, permit) = allowed(c, call, self.document, Want::VerifyDocument).await?;
        match document.stands {
            Stands::Claimed | Stands::Unverified(_) => {}
            Stands::Verified(_) => return Err(Refusal::WrongState(Instead::Verified).into()),
            Stands::Withdrawn { .. } => return Err(Refusal::WrongState(Instead::Withdrawn).into()),
        }
        must_be_served(c, call, &document).await?;
        let comment = self.comment.as_ref().map(Comment::as_str);
        let act = became(c, call, (&document, &permit), What::Verified, comment).await?;
        notices::tell(c, call, &Notice::about(&act, document.trainee)).await?;
        Ok(document.trainee)
    }
}

/// Writes what became of a document: the act, and the row that says the same.
async fn became(
    c: &mut Conn,
    call: &Call,
    (document, permit): (&Document, &Permit),
    what: What,
    comment: Option<&str>,
) -> Result<Act> {
    let mut act = about(what, call, permit, document.id, document.trainee);
    act.evidence = vec![hex::encode(document.digest)];
    act.comment = comment.map(str::to_owned);
    let id = audit::record(c, &call.portal.world, &act).await?;
    let what = if what == What::DocumentWithdrawn { "withdrawn" } else { what.code() };
    let end = store::End { act: id, what, comment, at: call.now };
    if store::end(c, document, end, permit).await? {
        Ok(act)
    } else {
        Err(Refusal::WrongState(Instead::Changed).into())
    }
}

/// Somebody entitled takes back that the original was seen: it was another paper, or the wrong button. The document is claimed as before,
/// and whoever said so and its trainee are told why. Answers whose it is.
#[derive(Clone)]
pub struct UnverifyDocument {
    /// Who, when.
    pub call: Call,
    /// Which.
    pub document: DocumentId,
    /// Why.
    pub comment: Comment,
}

impl Work for UnverifyDocument {
    type Done = PersonId;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<PersonId> {
        let call = &self.call;
        let (document, permit) = allowed(c, call, self.document, Want::VerifyDocument).await?;
        let seen_by = match &document.stands {
            Stands::Verified(sight) => sight.by,
            // The same press again.
            Stands::Unverified(back)
                if back.by == call.actor && back.comment.as_deref() == Some(self.comment.as_str()) =>
            {
                return Ok(document.trainee);
            }
            Stands::Claimed | Stands::Unverified(_) => {
                return Err(Refusal::WrongState(Instead::Changed).into());
            }
            Stands::Withdrawn { .. } => return Err(Refusal::WrongState(Instead::Withdrawn).into()),
        };
        let why = Some(self.comment.as_str());
        let act = became(c, call, (&document, &permit), What::Unverified, why).await?;
        for told in [document.trainee, seen_by] {
            notices::tell(c, call, &Notice::about(&act, told)).await?;
        }
        Ok(document.trainee)
    }
}

/// The trainee takes a document back that nobody has verified. It counts no more, and nobody else opens it; what a sealed dossier names
/// stays enclosed there.
#[derive(Clone)]
pub struct WithdrawDocument {
    /// Who, when.
    pub call: Call,
    /// Which.
    pub document: DocumentId,
}

impl Work for WithdrawDocument {
    type Done = ();
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<()> {
        let call = &self.call;
        let (document, permit) = allowed(c, call, self.document, Want::AddDocument).await?;
        match document.stands {
            Stands::Claimed | Stands::Unverified(_) => {}
            Stands::Verified(_) => return Err(Refusal::WrongState(Instead::Verified).into()),
            Stands::Withdrawn { .. } => return Ok(()),
        }
        // What was achieved before rests on it.
        if store::papers::is_credited(c, document.id).await? {
            return Err(Refusal::WrongState(Instead::InUse).into());
        }
        became(c, call, (&document, &permit), What::DocumentWithdrawn, None).await?;
        Ok(())
    }
}

/// Time counts on paper when it could be attested here: not while most of it lies ahead, whatever day stands on the paper.
async fn must_be_served(c: &mut Conn, call: &Call, document: &Document) -> Result<()> {
    let Some(of) = &document.attests else { return Ok(()) };
    let spots = training::spots(c, document.trainee, call.today).await?;
    let Some(spot) = spots.iter().find(|spot| spot.programme == document.programme) else { return Ok(()) };
    let times = time_elements(c, call, document.trainee, &spot.scheme).await?;
    let time = times.into_iter().find(|time| time.id == of.id && time.programme == document.programme);
    match time.and_then(|time| time.opens) {
        Some(opens) if call.today >= opens && document.on.is_some_and(|on| on < opens) => {
            Err(Refusal::WrongState(Instead::DatedEarly).into())
        }
        Some(opens) if document.on.unwrap_or(call.today).min(call.today) < opens => {
            Err(Refusal::TooEarly { opens }.into())
        }
        _ => Ok(()),
    }
}

/// The document, and the permit to do something with it. What was taken back is there for its trainee alone.
async fn allowed(c: &mut Conn, call: &Call, id: DocumentId, want: Want) -> Result<(Document, Permit)> {
    let (found, here) = super::look::found(c, call, id).await?;
    let permit = access::ask(c, call, want, &here.subject(found.trainee), here.at()).await?;
    Ok((found, permit))
}
