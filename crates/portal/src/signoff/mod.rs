//! From "I have done this" to "I vouch for it": requests, attestations, advice, annulments.
//!
//! Each verb loads, asks leave, decides, writes and tells, in one transaction. What waits for whom, with its ground, is `waiting`.

mod advise;
mod annul;
pub mod api;
mod attest;
mod boxes;
mod case;
mod credit;
mod fold;
mod leave;
mod open;
pub mod pages;
mod past;
mod proposals;
mod request;
mod store;
mod unasked;
mod waiting;
pub mod web;

pub use advise::Advise;
pub use annul::{ConfirmAnnulment, DropAnnulment, ProposeAnnulment};
pub use attest::{Attest, AttestUnasked, Attested};
pub use boxes::{Box, Part, Tray, chosen, in_box, in_part, out_part, place_in_box, was_sent_to};
pub use case::{After, Case};
pub use credit::{Credit, creditable, credited_on};
pub use domain::signoff::InForce;
pub use fold::compare;
pub use leave::{Matter, roles_towards};
pub use open::{open, open_attestation, open_request};
pub use past::Past;
pub use proposals::{Place, proposal, proposals, proposals_of};
pub use request::{
    Recall, Register, RegisterAll, Registered, Request, Requested, Return, Withdraw, recall_all,
};
pub use store::{Attestation, Boxed, Decided, Given, LastAttested, Line, Proposal, Reached, Tally};
pub use unasked::{times_open, to_advise};
pub use waiting::{Waiting, grounded};

use std::collections::HashMap;

use base::{Moment, PersonId, PlanId, RequirementId, SignOffId};
use db::Conn;
use domain::{
    access::{Act as Want, Kind, Role, UnknownCode},
    refusal::Refusal,
    scheme::{Scheme, Word},
    signoff::State,
};

use crate::{error::Result, portal::Call};

/// The case of a plan's requirement, by its code. Not found: no such plan, or no such code in it.
pub async fn case(c: &mut Conn, call: &Call, plan: PlanId, code: &str) -> Result<Case> {
    let (row, requirement) =
        store::case_of_code(c, call.today, plan, code).await?.ok_or(Refusal::NotFound)?;
    Case::read(c, call, row, requirement).await
}

/// The case of a plan's requirement, by its id.
pub async fn case_of(c: &mut Conn, call: &Call, plan: PlanId, requirement: RequirementId) -> Result<Case> {
    let row = store::case_of(c, call.today, plan, requirement).await?.ok_or(Refusal::NotFound)?;
    Case::read(c, call, row, requirement).await
}

/// All advice on a case that still counts, newest first.
pub async fn advice(c: &mut Conn, case: &Case) -> Result<Vec<Given>> {
    let since = counts_since(c, case.plan, case.requirement, case.annulled).await?;
    Ok(store::advice(c, case.plan, case.requirement, since).await?)
}

/// Before everything.
const EVER: Moment = Moment::from_micros(0);

/// Advice from before the latest annulment no longer counts.
async fn counts_since(
    c: &mut Conn,
    plan: PlanId,
    requirement: RequirementId,
    annulled: bool,
) -> Result<Moment> {
    let since = if annulled { store::annulled_at(c, plan, requirement).await? } else { None };
    Ok(since.unwrap_or(EVER))
}

/// Says that [`awaited_advice`] will be asked, where it is known what that asks.
async fn awaited_advice_ahead(c: &mut Conn, call: &Call, case: &Case) -> Result<()> {
    if case.annulled || call.portal.scheme(&case.scheme)?.advice_on(case.asked.kind).is_empty() {
        return Ok(());
    }
    Ok(store::advice_ahead(c, case.plan, case.requirement, EVER).await?)
}

/// The roles whose recommendation the scheme asks for and that is missing.
pub async fn awaited_advice(c: &mut Conn, call: &Call, case: &Case) -> Result<Vec<Role>> {
    let scheme = call.portal.scheme(&case.scheme)?;
    if scheme.advice_on(case.asked.kind).is_empty() {
        return Ok(Vec::new());
    }
    let since = counts_since(c, case.plan, case.requirement, case.annulled).await?;
    let given = store::advice(c, case.plan, case.requirement, since).await?;
    awaited(c, scheme, (case.plan, case.requirement, case.asked.kind), &given, since).await
}

/// The same, given the advice that counts, newest first. Where the scheme says so, an activity that somebody signed for the goal is their
/// recommendation, unless they said otherwise.
async fn awaited(
    c: &mut Conn,
    scheme: &Scheme,
    (plan, requirement, kind): (PlanId, RequirementId, Kind),
    given: &[Given],
    since: Moment,
) -> Result<Vec<Role>> {
    let Some(rule) = scheme.advice.as_ref().filter(|rule| rule.on.contains(&kind)) else {
        return Ok(Vec::new());
    };
    let signed = if rule.signed_activity_is_advice {
        store::signed_for(c, plan, requirement, since).await?
    } else {
        Vec::new()
    };
    let given = given.iter().map(|one| (one.by, &one.role, one.recommends));
    let signed = signed.iter().map(|(by, role)| (*by, role, true));
    let words: Result<Vec<Word>, _> = given
        .chain(signed)
        .map(|(by, role, recommends)| Ok(Word { by, role: role.parse()?, recommends }))
        .collect();
    Ok(rule.awaited(words.map_err(|error: UnknownCode| anyhow::Error::from(error))?))
}

/// What a trainee has sent, newest first.
pub async fn out_box(c: &mut Conn, call: &Call, state: State, limit: i64) -> Result<Vec<Boxed>> {
    Ok(store::out_box(c, call.actor, state.code(), limit).await?)
}

/// One request with names. Whoever shows it asks leave first.
pub async fn boxed(c: &mut Conn, id: SignOffId) -> Result<Boxed> {
    store::boxed(c, id).await?.ok_or_else(|| Refusal::NotFound.into())
}

/// What somebody decided of these requests. Whoever shows it asks leave first.
pub async fn decided(c: &mut Conn, call: &Call, ids: &[SignOffId]) -> Result<Vec<Decided>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(store::decided_by(c, call.actor, ids).await?)
}

/// Where the requirements of a plan stand; those without a line are open.
pub async fn lines(c: &mut Conn, plan: PlanId) -> Result<Vec<Line>> {
    Ok(store::lines(c, plan).await?)
}

/// How the requirements of these plans stand, counted by kind, theme and state; open ones are not counted.
pub async fn tallies(c: &mut Conn, plans: &[PlanId]) -> Result<Vec<Tally>> {
    Ok(store::tallies(c, plans).await?)
}

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
