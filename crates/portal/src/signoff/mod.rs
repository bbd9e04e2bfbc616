//! From "I have done this" to "I vouch for it": requests, attestations, advice, annulments.
//!
//! Each verb loads, asks leave, decides, writes and tells, in one transaction. What waits for whom, with its ground, is `waiting`.

mod advise;
mod annul;
pub mod api;
mod attest;
mod boxes;
mod case;
mod fold;
mod leave;
mod open;
pub mod pages;
mod past;
mod request;
mod store;
mod unasked;
mod waiting;
pub mod web;

pub(crate) use api::with_code;

pub use advise::Advise;
pub use annul::{ConfirmAnnulment, ProposeAnnulment};
pub use attest::{Attest, AttestUnasked, Attested};
pub use boxes::{Box, Part, Tray, chosen, in_box, in_part, out_part, place_in_box};
pub use case::{After, Case};
pub use fold::{Compared, compare};
pub use leave::{Matter, roles_towards};
pub use open::{open, open_attestation, open_request};
pub use past::Past;
pub use request::{Recall, Register, RegisterAll, Registered, Request, Requested, Return, Withdraw};
pub use store::{Attestation, Boxed, Given, LastAttested, Line, Proposal, Reached, Tally};
pub use unasked::{times_open, to_advise};
pub use waiting::{Waiting, grounded};

use std::collections::{BTreeMap, BTreeSet, HashMap};

use base::{AnnulmentId, Moment, PersonId, PlanId, RequirementId, SignOffId};
use db::Conn;
use domain::{
    access::{Act as Want, Role},
    refusal::Refusal,
    signoff::State,
};

use crate::{error::Result, portal::Call};

/// The case of a plan's requirement, by its code. Not found: no such plan, or no such code in it.
pub async fn case(c: &mut Conn, call: &Call, plan: PlanId, code: &str) -> Result<Case> {
    let row = store::case_of_code(c, call.today, plan, code).await?.ok_or(Refusal::NotFound)?;
    of_row(call, row)
}

/// The case of a plan's requirement, by its id.
pub async fn case_of(c: &mut Conn, call: &Call, plan: PlanId, requirement: RequirementId) -> Result<Case> {
    let row = store::case_of(c, call.today, plan, requirement).await?.ok_or(Refusal::NotFound)?;
    of_row(call, row)
}

fn of_row(call: &Call, row: case::Row) -> Result<Case> {
    let scheme = call.portal.scheme(row.scheme())?;
    Case::read(row, scheme)
}

/// All advice on a case that still counts, newest first.
pub async fn advice(c: &mut Conn, case: &Case) -> Result<Vec<Given>> {
    let since = if case.annulled { store::annulled_at(c, case.plan, case.requirement).await? } else { None };
    Ok(store::advice(c, case.plan, case.requirement, since.unwrap_or(Moment::from_micros(0))).await?)
}

/// The roles whose recommendation the scheme asks for and that is missing. The latest word of each person in each role counts.
pub async fn awaited_advice(c: &mut Conn, call: &Call, case: &Case) -> Result<Vec<Role>> {
    let scheme = call.portal.scheme(&case.scheme)?;
    let Some(rule) = scheme.advice.as_ref().filter(|rule| rule.on.contains(&case.asked.kind)) else {
        return Ok(Vec::new());
    };
    let mut heard: BTreeSet<(PersonId, Role)> = BTreeSet::new();
    let mut advisers: BTreeMap<PersonId, BTreeSet<Role>> = BTreeMap::new();
    for given in advice(c, case).await? {
        let role: Role = given.role.parse().map_err(anyhow::Error::from)?;
        if heard.insert((given.by, role)) && given.recommends {
            advisers.entry(given.by).or_default().insert(role);
        }
    }
    let advisers: Vec<_> = advisers.into_iter().collect();
    Ok(rule.missing(&advisers))
}

/// What a trainee has sent, newest first.
pub async fn out_box(c: &mut Conn, call: &Call, state: State, limit: i64) -> Result<Vec<Boxed>> {
    Ok(store::out_box(c, call.actor, state.code(), limit).await?)
}

/// One request with names. Whoever shows it asks leave first.
pub async fn boxed(c: &mut Conn, id: SignOffId) -> Result<Boxed> {
    store::boxed(c, id).await?.ok_or_else(|| Refusal::NotFound.into())
}

/// Where the requirements of a plan stand; those without a line are open.
pub async fn lines(c: &mut Conn, plan: PlanId) -> Result<Vec<Line>> {
    Ok(store::lines(c, plan).await?)
}

/// How the requirements of these plans stand, counted by kind, theme and state; open ones are not counted.
pub async fn tallies(c: &mut Conn, plans: &[PlanId]) -> Result<Vec<Tally>> {
    Ok(store::tallies(c, plans).await?)
}

/// Proposals to take an attestation back that wait, and that this person may confirm.
pub async fn proposals(c: &mut Conn, call: &Call, limit: usize) -> Result<Vec<Proposal>> {
    let mut mine = Vec::new();
    for proposal in store::proposals(c, PROPOSALS_LOOKED_THROUGH).await? {
        let case = case_of(c, call, proposal.plan, proposal.requirement).await?;
        let standings = crate::access::standings(c, call.actor, call.today, case.at()).await?;
        let subject = case.subject_proposed_by(Some(proposal.proposed_by));
        if call.portal.policies.decide(call.actor, Want::ConfirmAnnulment, &subject, &standings).is_ok() {
            mine.push(proposal);
        }
        if mine.len() == limit {
            break;
        }
    }
    Ok(mine)
}

/// The role in which somebody sees these proposals; none when there is none.
pub async fn role_towards(c: &mut Conn, call: &Call, all: &[Proposal]) -> Result<Option<Role>> {
    let Some(first) = all.first() else { return Ok(None) };
    let case = case_of(c, call, first.plan, first.requirement).await?;
    let standings = crate::access::standings(c, call.actor, call.today, case.at()).await?;
    let subject = case.subject_proposed_by(Some(first.proposed_by));
    let permit = call.portal.policies.decide(call.actor, Want::ConfirmAnnulment, &subject, &standings);
    Ok(permit.ok().map(|permit| permit.role()))
}

/// One proposal with names. Whoever shows it asks leave first.
pub async fn proposal(c: &mut Conn, id: AnnulmentId) -> Result<Proposal> {
    store::proposal(c, id).await?.ok_or_else(|| Refusal::NotFound.into())
}

/// How many waiting proposals are looked through for those a person may confirm.
const PROPOSALS_LOOKED_THROUGH: i64 = 500;

/// Who last signed each activity of a plan.
pub async fn signers_of(c: &mut Conn, plan: PlanId) -> Result<HashMap<RequirementId, String>> {
    Ok(store::signers_of(c, plan).await?.into_iter().collect())
}

/// What somebody last attested, as far as they may still see it, and in which role.
pub async fn last_attested(c: &mut Conn, call: &Call) -> Result<Option<(LastAttested, Role)>> {
    let Some(last) = store::last_attested(c, call.actor).await? else { return Ok(None) };
    let matter = Matter {
        programme: last.programme,
        requirement: last.requirement,
        trainee: last.whose,
        scheme: last.scheme.clone(),
        curriculum: last.curriculum,
        setting: None,
        proposed_by: None,
        wants: &[Want::SeeRequirement],
    };
    let role = roles_towards(c, call, &[matter]).await?.pop().flatten();
    Ok(role.map(|role| (last, role)))
}

/// When the goals of these plans were attested, oldest first; those that stand.
pub async fn reached(c: &mut Conn, plans: &[PlanId]) -> Result<Vec<Reached>> {
    Ok(store::reached(c, plans).await?)
}

/// How many requests wait in these plans, and for whom.
pub async fn waiting_in(c: &mut Conn, plans: &[PlanId]) -> Result<Vec<(PlanId, PersonId, u32)>> {
    Ok(store::waiting_in(c, plans).await?)
}

/// How many proposals of this person wait for somebody else.
pub async fn proposed_by(c: &mut Conn, person: PersonId) -> Result<u32> {
    let all = store::proposals_of(c, person, PROPOSALS_LOOKED_THROUGH).await?;
    let waiting = all.iter().filter(|one| one.proposed_by == person && one.confirmed_at.is_none()).count();
    Ok(u32::try_from(waiting).unwrap_or(u32::MAX))
}
