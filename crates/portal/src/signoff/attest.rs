//! Vouching: for a request that waits, or unasked.

use base::{AttestationId, Day, DocumentId, PersonId, PlanId, SignOffId};
use db::{Conn, Work};
use domain::{
    access::{Act as Want, Kind, Permit, Role},
    refusal::{Problem, Refusal},
    signoff::{Given, State, Vouched, may_be_approved},
    text::Comment,
};

use super::{
    After, Case, InForce, awaited_advice, awaited_advice_ahead, case,
    request::{load, must_wait},
    store,
};
use crate::{
    access,
    audit::{self, What},
    error::{Error, Result},
    logging, mint,
    notices::{self, Notice},
    portal::Call,
};

/// Somebody entitled attests a request that waits.
#[derive(Clone)]
pub struct Attest {
    /// Who, when.
    pub call: Call,
    /// Which request.
    pub request: SignOffId,
    /// The approver's words.
    pub comment: Option<Comment>,
}

/// An attestation that was made.
#[derive(Debug, Clone)]
pub struct Attested {
    /// Which.
    pub id: AttestationId,
    /// In which plan.
    pub plan: PlanId,
    /// Of which requirement, by its code.
    pub code: String,
    /// Where the requirement stands now.
    pub after: After,
    /// For how many times it vouches.
    pub count: u32,
    /// Of time: absence was under so many percent, which the attester certifies.
    pub absence_below_percent: Option<u8>,
    /// The role it was made in.
    pub role: Role,
    /// The leader for whom a delegate made it.
    pub on_behalf_of: Option<PersonId>,
}

impl Work for Attest {
    type Done = Attested;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Attested> {
        access::ask_ahead(c, &self.call).await?;
        let (request, case) = load(c, &self.call, self.request).await?;
        logging::of_request_ahead(c, request.id).await?;
        awaited_advice_ahead(c, &self.call, &case).await?;
        let permit = case.ask(c, &self.call, Want::Attest).await?;
        must_wait(&request, &case)?;
        let evidence = logging::of_request(c, request.id).await?;
        let vouched = match evidence.iter().map(|entry| entry.count).sum() {
            0 => Vouched::Waiting,
            count if case.asked.kind == Kind::Activity => Vouched::Entries(count),
            _ => Vouched::Whole,
        };
        let vouch = Vouch {
            call: &self.call,
            case: &case,
            permit: &permit,
            comment: self.comment.as_ref(),
            what: What::Attested,
            request: Some(request.id),
            completed_on: request.completed_on,
            document: None,
            evidence: evidence.iter().map(logging::Entry::digest).collect(),
        };
        vouch.write(c, vouched).await
    }
}

/// Somebody entitled attests without being asked. Where the policies let the leader mark an activity as fulfilled on behalf of the
/// trainee, and no more than that, it is marked.
#[derive(Clone)]
pub struct AttestUnasked {
    /// Who, when.
    pub call: Call,
    /// In which plan.
    pub plan: PlanId,
    /// Which requirement, by its code.
    pub code: String,
    /// For how many times, of an activity that is counted.
    pub count: Option<u32>,
    /// The approver's words.
    pub comment: Option<Comment>,
}

impl Work for AttestUnasked {
    type Done = Attested;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Attested> {
        let case = case(c, &self.call, self.plan, &self.code).await?;
        let (permit, what) = match case.ask(c, &self.call, Want::Attest).await {
            Ok(permit) => (permit, What::Attested),
            Err(Error::Refused(Refusal::NotEntitled)) => {
                (case.ask(c, &self.call, Want::MarkFulfilled).await?, What::Marked)
            }
            Err(other) => return Err(other),
        };
        if what == What::Marked && self.comment.is_none() {
            // Nobody signed: the comment says how the leader knows.
            return Err(Error::field("comment", Problem::Required));
        }
        let evidence = logging::unsigned(c, case.plan, case.requirement).await?;
        let vouch = Vouch {
            call: &self.call,
            case: &case,
            permit: &permit,
            comment: self.comment.as_ref(),
            what,
            request: case.sign_off.filter(|_| case.standing.state == State::Requested),
            completed_on: None,
            document: None,
            evidence: evidence.iter().map(logging::Entry::digest).collect(),
        };
        let vouched = match what {
            What::Marked => Vouched::Mark,
            _ => case.standing.unasked(case.asked, self.count).map_err(|why| Error::field("count", why))?,
        };
        vouch.write(c, vouched).await
    }
}

/// What all doors share: decide, write, tell.
pub(super) struct Vouch<'a> {
    pub(super) call: &'a Call,
    pub(super) case: &'a Case,
    pub(super) permit: &'a Permit,
    pub(super) comment: Option<&'a Comment>,
    pub(super) what: What,
    pub(super) request: Option<SignOffId>,
    pub(super) completed_on: Option<Day>,
    /// Of what was achieved before: the document it rests on.
    pub(super) document: Option<DocumentId>,
    pub(super) evidence: Vec<String>,
}

impl Vouch<'_> {
    pub(super) async fn write(self, c: &mut Conn, vouched: Vouched) -> Result<Attested> {
        let Self { call, case, permit, .. } = self;
        case.must_be_live()?;
        let (standing, count) = case.standing.attest(case.asked, vouched, case.opens, call.today)?;
        self.must_be_ready(c).await?;
        let absence = call.portal.scheme(&case.scheme)?.absence_certified(case.asked.kind);
        if let Some(request) = self.request {
            store::close(c, request, State::Attested.code(), call.now, permit).await?;
        }
        let id = mint!(call.portal.world, AttestationId);
        let words = self.comment.map(Comment::as_str);
        let mut act = case.act(self.what, call, permit);
        act.sign_off = self.request;
        act.attestation = Some(id);
        act.count = Some(count);
        act.on = self.completed_on;
        act.document = self.document;
        act.absence_below_percent = absence;
        act.comment = words.map(str::to_owned);
        act.evidence = self.evidence;
        audit::record(c, &call.portal.world, &act).await?;
        let new = store::NewAttestation {
            id,
            sign_off: self.request,
            given: Given::between(case.standing, standing, count),
            completed_on: self.completed_on,
            absence_below_percent: absence,
            comment: words,
            at: call.now,
        };
        let after = After {
            standing,
            sign_off: None,
            attestation: Some(InForce { id, at: call.now }),
            annulled: case.annulled,
        };
        case.stands(c, call, permit, &after).await?;
        store::add_attestation(c, case, &new, permit).await?;
        notices::tell(c, call, &Notice::about(&act, case.trainee)).await?;
        Ok(Attested {
            plan: case.plan,
            code: case.named.code.clone(),
            id,
            after,
            count,
            absence_below_percent: absence,
            role: permit.role(),
            on_behalf_of: permit.on_behalf_of(),
        })
    }

    /// The advice the scheme asks for is there; and where recommended activities are missing, a comment says why it is enough.
    async fn must_be_ready(&self, c: &mut Conn) -> Result<()> {
        if self.what == What::Credited {
            // It was judged where it was achieved.
            return Ok(());
        }
        let kind = self.case.asked.kind;
        let missing = awaited_advice(c, self.call, self.case).await?;
        may_be_approved(self.case.opens, self.call.today, &missing)?;
        let approval = self.call.portal.scheme(&self.case.scheme)?.approval;
        // What is asked first costs nothing: most kinds need no reason, whatever is missing.
        if self.comment.is_none() && approval.needs_reason(kind, usize::MAX) {
            let missing = store::missing_activities(c, self.case.plan, self.case.requirement).await?;
            if approval.needs_reason(kind, usize::try_from(missing).unwrap_or(0)) {
                return Err(Error::field("comment", Problem::Required));
            }
        }
        Ok(())
    }
}
