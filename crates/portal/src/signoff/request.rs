//! The trainee's side: register, ask, take back; and the approver's "not yet".

use std::collections::BTreeMap;

use base::{Day, EntryId, PersonId, PlanId, SignOffId};
use db::{Conn, Work};
use domain::{
    access::{Act as Want, Permit},
    refusal::{FieldErrors, Instead, Problem, Refusal},
    signoff::{State, not_before},
    text::Comment,
};

use super::{After, Case, case, case_of, store};
use crate::{
    access,
    audit::{self, Act, What},
    error::{Error, Result},
    logging, mint,
    notices::{self, Notice},
    portal::Call,
};

/// The trainee did something.
#[derive(Clone)]
pub struct Register {
    /// Who, when.
    pub call: Call,
    /// In which plan.
    pub plan: PlanId,
    /// Which requirement, by its code.
    pub code: String,
    /// On which day.
    pub on: Day,
    /// How many times.
    pub count: u32,
    /// The trainee's words.
    pub comment: Option<Comment>,
}

/// What a registration made.
#[derive(Debug, Clone)]
pub struct Registered {
    /// The entry.
    pub entry: EntryId,
    /// Where the requirement stands now.
    pub after: After,
}

impl Work for Register {
    type Done = Registered;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Registered> {
        let case = case(c, &self.call, self.plan, &self.code).await?;
        let permit = case.ask(c, &self.call, Want::Register).await?;
        case.must_be_live()?;
        let after = After::of(&case, case.standing.register(case.asked, self.count));
        let entry = logging::Entry {
            id: mint!(self.call.portal.world, EntryId),
            on: self.on,
            count: self.count,
            comment: self.comment.as_ref().map(|words| words.as_str().to_owned()),
        };
        logging::add(c, &case, &entry, &self.call, &permit).await?;
        case.stands(c, &self.call, &permit, &after).await?;
        let mut act = case.act(What::Registered, &self.call, &permit);
        act.on = Some(self.on);
        act.count = Some(self.count);
        act.comment = entry.comment.clone();
        act.evidence = vec![entry.digest()];
        audit::record(c, &self.call.portal.world, &act).await?;
        Ok(Registered { entry: entry.id, after })
    }
}

/// The trainee takes back something registered by mistake, while no request rests on it and nobody has signed it. The entry stays;
/// what is wrong with it is answered by an act of its own. Whoever may register may take back.
#[derive(Clone)]
pub struct Withdraw {
    /// Who, when.
    pub call: Call,
    /// In which plan.
    pub plan: PlanId,
    /// Which entry.
    pub entry: EntryId,
}

/// What a withdrawal was about.
#[derive(Debug, Clone)]
pub struct Withdrawn {
    /// The requirement, by its code.
    pub code: String,
}

impl Work for Withdraw {
    type Done = Withdrawn;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Withdrawn> {
        let line = logging::find(c, self.plan, self.entry).await?.ok_or(Refusal::NotFound)?;
        let case = case_of(c, &self.call, self.plan, line.requirement).await?;
        let permit = case.ask(c, &self.call, Want::Register).await?;
        case.must_be_live()?;
        if line.withdrawn_at.is_some() {
            return Ok(Withdrawn { code: case.named.code });
        }
        let unsigned = logging::unsigned(c, case.plan, case.requirement).await?;
        let entry = unsigned
            .into_iter()
            .find(|one| one.id == self.entry)
            .ok_or(Refusal::WrongState(Instead::InUse))?;
        let after = After::of(&case, case.standing.withdraw(case.asked, entry.count)?);
        logging::withdraw(c, entry.id, &self.call, &permit).await?;
        case.stands(c, &self.call, &permit, &after).await?;
        let mut act = case.act(What::Withdrawn, &self.call, &permit);
        act.on = Some(entry.on);
        act.count = Some(entry.count);
        act.evidence = vec![entry.digest()];
        audit::record(c, &self.call.portal.world, &act).await?;
        Ok(Withdrawn { code: case.named.code })
    }
}

/// The trainee did several things: all of them are registered, or none.
pub struct RegisterAll(pub Vec<Register>);

impl Work for RegisterAll {
    type Done = Vec<Registered>;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Vec<Registered>> {
        let mut made = Vec::with_capacity(self.0.len());
        for one in &self.0 {
            made.push(one.run(c).await?);
        }
        Ok(made)
    }
}

/// The trainee asks somebody to attest.
#[derive(Clone)]
pub struct Request {
    /// Who, when.
    pub call: Call,
    /// In which plan.
    pub plan: PlanId,
    /// Which requirement, by its code.
    pub code: String,
    /// Whom.
    pub to: PersonId,
    /// On which entries; none named: on all that is not signed.
    pub entries: Vec<EntryId>,
    /// The day it was completed.
    pub completed_on: Option<Day>,
    /// The trainee's words.
    pub comment: Option<Comment>,
}

/// A request that waits.
#[derive(Debug, Clone, Copy)]
pub struct Requested {
    /// Which.
    pub id: SignOffId,
}

impl Work for Request {
    type Done = Requested;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Requested> {
        let case = case(c, &self.call, self.plan, &self.code).await?;
        let permit = case.ask(c, &self.call, Want::RequestSignOff).await?;
        case.must_be_live()?;
        let standing = case.standing.request(case.asked)?;
        self.must_be_approver(c, &case).await?;
        not_before(case.opens, self.call.today)?;
        let evidence = self.evidence(c, &case).await?;
        if evidence.is_empty() && case.standing.rests_on_nothing(case.asked) {
            return Err(Error::field("entries", Problem::Required));
        }
        let id = mint!(self.call.portal.world, SignOffId);
        let request = store::Request {
            id,
            plan: case.plan,
            requirement: case.requirement,
            trainee: case.trainee,
            to: self.to,
            state: State::Requested.code().to_owned(),
            completed_on: self.completed_on,
            comment: self.comment.as_ref().map(|words| words.as_str().to_owned()),
            requested_at: self.call.now,
        };
        store::add_request(c, &request, &permit).await?;
        for entry in &evidence {
            store::add_evidence(c, id, entry.id).await?;
        }
        let after = After { sign_off: Some(id), ..After::of(&case, standing) };
        case.stands(c, &self.call, &permit, &after).await?;
        let mut act = case.act(What::Requested, &self.call, &permit);
        act.sign_off = Some(id);
        act.to = Some(self.to);
        act.on = self.completed_on;
        act.comment = request.comment.clone();
        act.evidence = evidence.iter().map(logging::Entry::digest).collect();
        audit::record(c, &self.call.portal.world, &act).await?;
        notices::tell(c, &self.call, &Notice::about(&act, self.to)).await?;
        Ok(Requested { id })
    }
}

impl Request {
    /// The request goes to somebody who may attest it, today.
    async fn must_be_approver(&self, c: &mut Conn, case: &Case) -> Result<()> {
        let standings = access::standings(c, self.to, self.call.today, case.at()).await?;
        let may = self.call.portal.policies.decide(self.to, Want::Attest, &case.subject(), &standings);
        may.map(drop).map_err(|_| Error::field("to", Problem::NotApprover))
    }

    /// The entries it rests on: the named ones, each of this requirement and not signed before.
    async fn evidence(&self, c: &mut Conn, case: &Case) -> Result<Vec<logging::Entry>> {
        let unsigned = logging::unsigned(c, case.plan, case.requirement).await?;
        if self.entries.is_empty() {
            return Ok(unsigned);
        }
        let mut known: BTreeMap<EntryId, logging::Entry> =
            unsigned.into_iter().map(|entry| (entry.id, entry)).collect();
        let named: Option<Vec<_>> = self.entries.iter().map(|id| known.remove(id)).collect();
        named.ok_or_else(|| FieldErrors::one("entries", Problem::Unknown).into())
    }
}

/// The trainee takes a request back while it waits.
#[derive(Clone)]
pub struct Recall {
    /// Who, when.
    pub call: Call,
    /// Which request.
    pub request: SignOffId,
}

impl Work for Recall {
    type Done = ();
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<()> {
        let (request, case) = load(c, &self.call, self.request).await?;
        let permit = case.ask(c, &self.call, Want::Recall).await?;
        case.must_be_live()?;
        take_back(c, &self.call, (&request, &case), &permit).await.map(drop)
    }
}

/// A plan is archived by whom the permit names: what waits in it is taken back, and trainee and approver are told.
pub async fn recall_all(c: &mut Conn, call: &Call, plan: PlanId, permit: &Permit) -> Result<()> {
    for id in store::waiting(c, plan).await? {
        let (request, case) = load(c, call, id).await?;
        let act = take_back(c, call, (&request, &case), permit).await?;
        notices::tell(c, call, &Notice::about(&act, request.to)).await?;
        notices::tell(c, call, &Notice::about(&act, case.trainee)).await?;
    }
    Ok(())
}

async fn take_back(
    c: &mut Conn,
    call: &Call,
    (request, case): (&store::Request, &Case),
    permit: &Permit,
) -> Result<Act> {
    let standing = must_wait(request, case)?.recall()?;
    store::close(c, request.id, store::RECALLED, call.now, permit).await?;
    let after = After { sign_off: None, ..After::of(case, standing) };
    case.stands(c, call, permit, &after).await?;
    let mut act = case.act(What::Recalled, call, permit);
    act.sign_off = Some(request.id);
    act.to = Some(request.to);
    audit::record(c, &call.portal.world, &act).await?;
    Ok(act)
}

/// An approver returns a request with a comment: whoever may attest it, not only the one it was sent to.
#[derive(Clone)]
pub struct Return {
    /// Who, when.
    pub call: Call,
    /// Which request.
    pub request: SignOffId,
    /// Why.
    pub comment: Comment,
}

impl Work for Return {
    type Done = ();
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<()> {
        let (request, case) = load(c, &self.call, self.request).await?;
        let permit = case.ask(c, &self.call, Want::Return).await?;
        case.must_be_live()?;
        let standing = must_wait(&request, &case)?.send_back()?;
        store::close(c, request.id, State::Returned.code(), self.call.now, &permit).await?;
        case.stands(c, &self.call, &permit, &After::of(&case, standing)).await?;
        let mut act = case.act(What::Returned, &self.call, &permit);
        act.sign_off = Some(request.id);
        act.comment = Some(self.comment.as_str().to_owned());
        audit::record(c, &self.call.portal.world, &act).await?;
        notices::tell(c, &self.call, &Notice::about(&act, case.trainee)).await?;
        Ok(())
    }
}

/// A request with its case.
pub(super) async fn load(c: &mut Conn, call: &Call, id: SignOffId) -> Result<(store::Request, Case)> {
    let (row, request) = store::request_and_case(c, call.today, id).await?.ok_or(Refusal::NotFound)?;
    let case = Case::read(c, call, row, request.requirement).await?;
    Ok((request, case))
}

/// What became of a request that waits no longer and was not attested.
pub(super) fn no_longer(state: &str) -> Instead {
    match state {
        store::RECALLED => Instead::Recalled,
        state if state == State::Returned.code() => Instead::Returned,
        _ => Instead::Changed,
    }
}

/// Where the case stands, when this request is the one that waits.
pub(super) fn must_wait(request: &store::Request, case: &Case) -> Result<domain::signoff::Standing, Refusal> {
    match State::of(&request.state) {
        Some(State::Requested) => Ok(case.standing),
        Some(State::Attested) => Err(Refusal::AlreadyAttested),
        _ => Err(Refusal::WrongState(no_longer(&request.state))),
    }
}
