//! Asking leave: standings from one SQL text, judged by the policies, with the grants locked that the answer rests on.
//!
//! The same text serves a decision and a list: what is listed is what is allowed. Nothing here writes.

mod store;

use std::collections::HashSet;

use base::{Day, Moment, OrganisationId, PersonId, PlanId, ProgrammeId, RequirementId, SignOffId};
use db::{Conn, Fault};
use domain::{
    access::{Act, Kind, Permit, Policies, Role, Standing, StandingKind, Subject},
    refusal::Refusal,
    scheme::Scheme,
};

pub use store::{Approver, Outstanding, TimeServed, Unseen, Within};

use crate::{error::Result, portal::Call};

/// Where in a trainee's programme something is asked for.
#[derive(Debug, Clone, Copy)]
pub struct At {
    /// The programme.
    pub programme: ProgrammeId,
    /// The requirement; none for acts on a plan as a whole.
    pub requirement: Option<RequirementId>,
}

/// What `actor` is, today, towards a programme and one requirement of its plans.
pub async fn standings(c: &mut Conn, actor: PersonId, today: Day, at: At) -> Result<Vec<Standing>, Fault> {
    store::standings(c, actor, today, at).await
}

/// What one person is towards several programmes at once, for a list.
#[derive(Debug, Default)]
pub struct Among(Vec<(ProgrammeId, Option<RequirementId>, Standing)>);

impl Among {
    /// What they are towards one programme and one requirement of its plans.
    pub fn at(&self, at: At) -> Vec<Standing> {
        let fits = |programme: ProgrammeId, requirement: Option<RequirementId>| {
            programme == at.programme && (requirement.is_none() || requirement == at.requirement)
        };
        let all = self.0.iter().filter(|(programme, requirement, _)| fits(*programme, *requirement));
        all.map(|(.., standing)| standing.clone()).collect()
    }
}

/// What `actor` is, today, towards each of these programmes, in one statement.
pub async fn among(
    c: &mut Conn,
    actor: PersonId,
    today: Day,
    programmes: &[ProgrammeId],
) -> Result<Among, Fault> {
    Ok(Among(store::among(c, actor, today, programmes).await?))
}

/// May `actor` do `act`? Yes is a permit, whose grants stay as they are until the transaction ends.
///
/// Who may not even know of the subject gets [`Refusal::NotFound`]; who may know of it, why not.
pub async fn ask(c: &mut Conn, call: &Call, act: Act, subject: &Subject<'_>, at: At) -> Result<Permit> {
    let policies = &call.portal.policies;
    let standings = standings(c, call.actor, call.today, at).await?;
    match policies.decide(call.actor, act, subject, &standings) {
        Ok(permit) => {
            hold(c, &permit, call.today).await?;
            Ok(permit)
        }
        Err(denied) if may_know(policies, call.actor, subject, &standings) => {
            Err(Refusal::from(denied).into())
        }
        Err(_) => Err(Refusal::NotFound.into()),
    }
}

/// Says that a permit which rests on the actor's own grants will be asked.
pub async fn ask_ahead(c: &mut Conn, call: &Call) -> Result<()> {
    Ok(store::standings_ahead(c, call.actor, call.today).await?)
}

/// Locks the grants the permit rests on and looks once more whether they are still good.
pub async fn hold(c: &mut Conn, permit: &Permit, today: Day) -> Result<()> {
    let grants = permit.grants();
    if grants.is_empty() && permit.delegation().is_none() {
        return Ok(());
    }
    // They are whoever lent them's, or the actor's own.
    let good = store::hold_grants(c, permit.on_behalf_of().unwrap_or(permit.actor()), today).await?;
    let lent = match permit.delegation() {
        Some(delegation) => store::hold_delegation(c, delegation, today).await?,
        None => true,
    };
    if good.is_none_or(|good| grants.iter().all(|one| good.contains(one))) && lent {
        Ok(())
    } else {
        Err(Refusal::NotEntitled.into())
    }
}

fn may_know(policies: &Policies, actor: PersonId, subject: &Subject<'_>, standings: &[Standing]) -> bool {
    let act = match subject {
        Subject::Plan { .. } => Act::SeePlan,
        Subject::Requirement { .. } => Act::SeeRequirement,
        Subject::Document { .. } => Act::SeeDocument,
        Subject::Case { .. } => Act::SeeCase,
        Subject::Minutes { .. }
        | Subject::Unit { .. }
        | Subject::Appointment { .. }
        | Subject::AccessLog { .. }
        | Subject::Portal => {
            return true;
        }
    };
    policies.decide(actor, act, subject, standings).is_ok()
}

/// Everyone who may receive a request for this requirement, by name.
pub async fn approvers(
    c: &mut Conn,
    today: Day,
    at: At,
    kinds: impl IntoIterator<Item = StandingKind>,
    trainee: PersonId,
) -> Result<Vec<Approver>, Fault> {
    let kinds: Vec<&str> = kinds.into_iter().map(StandingKind::code).collect();
    let mut all = store::holders(c, today, at, &kinds).await?;
    all.retain(|one| one.person != trainee);
    all.dedup_by_key(|one| one.person);
    Ok(all)
}

/// Somebody who works where a leader leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What they are there, as roles.
    pub roles: Vec<Role>,
}

/// Those to whom a leader may lend the right to approve, by name: who trains others or leads in these units, above or below them,
/// and to whom they have lent it before. Nobody who is in training today.
pub async fn colleagues(
    c: &mut Conn,
    leader: PersonId,
    today: Day,
    units: &[OrganisationId],
) -> Result<Vec<Colleague>, Fault> {
    let mut all: Vec<Colleague> = Vec::new();
    for (person, name, role) in store::colleagues(c, leader, today, units).await? {
        let role = role.parse().ok();
        match all.last_mut().filter(|last| last.person == person) {
            Some(last) => last.roles.extend(role),
            None => all.push(Colleague { person, name, roles: role.into_iter().collect() }),
        }
    }
    Ok(all)
}

/// Whether a leader of this unit may lend the right to approve to this person: whom [`colleagues`] lists, and nobody else.
pub async fn is_colleague(
    c: &mut Conn,
    (leader, person): (PersonId, PersonId),
    today: Day,
    unit: OrganisationId,
) -> Result<bool, Fault> {
    store::is_colleague(c, (leader, person), today, unit).await
}

/// The programmes within someone's reach for an act, by the trainee's name.
pub async fn within(c: &mut Conn, call: &Call, act: Act, search: Search<'_>) -> Result<Vec<Within>, Fault> {
    let kinds = kinds(call, act);
    let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
    store::within(c, call.actor, call.today, &kinds, search).await
}

/// Requests on goals that wait, for anybody, within someone's reach for an act. Whoever shows them asks leave for each.
pub async fn waiting_within(
    c: &mut Conn,
    call: &Call,
    act: Act,
    limit: i64,
) -> Result<Vec<SignOffId>, Fault> {
    let kinds = kinds(call, act);
    let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
    store::waiting_within(c, call.actor, call.today, &kinds, limit).await
}

/// Time elements within someone's reach for an act, neither attested nor requested. Whoever shows them asks leave for each.
pub async fn times_within(c: &mut Conn, call: &Call, act: Act, limit: i64) -> Result<Vec<TimeServed>, Fault> {
    let kinds = kinds(call, act);
    let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
    store::times_within(c, call.actor, call.today, &kinds, limit).await
}

/// Documents within someone's reach for an act whose originals nobody has seen, by trainee. Whoever shows them asks leave for each.
pub async fn unseen_within(
    c: &mut Conn,
    call: &Call,
    act: Act,
    page: (Option<(Moment, PersonId)>, i64),
) -> Result<Vec<Unseen>, Fault> {
    let kinds = kinds(call, act);
    let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
    store::unseen_within(c, call.actor, call.today, &kinds, page).await
}

/// Courses and research training that lack an attestation which `actor` may give, though the plan around them is none of their
/// business: by the trainee's name, plan by plan, in the order of the curriculum. Whoever shows them asks leave for each.
pub async fn outstanding_within(
    c: &mut Conn,
    call: &Call,
    search: Rows<'_>,
) -> Result<Vec<Outstanding>, Fault> {
    let (mut by_scheme, mut by_curriculum) = (Vec::new(), Vec::new());
    for (code, scheme) in &call.portal.schemes {
        by_curriculum.extend(apart(&call.portal.policies, code).map(|kind| format!("{code}/{kind}")));
        for (standing, kind, general) in signs_apart(&call.portal.policies, scheme) {
            by_scheme.push(format!("{code}/{standing}/{kind}/{}", if general { "general" } else { "own" }));
        }
    }
    let by_scheme: Vec<&str> = by_scheme.iter().map(String::as_str).collect();
    let by_curriculum: Vec<&str> = by_curriculum.iter().map(String::as_str).collect();
    store::outstanding_within(c, call.actor, call.today, (&by_scheme, &by_curriculum), search).await
}

/// Who signs courses or research training in plans that they may not see as a whole: the standing, which of the two, and whether
/// courses common to all specialties.
pub fn signs_apart(policies: &Policies, scheme: &Scheme) -> impl Iterator<Item = (StandingKind, Kind, bool)> {
    const SIGNED: [(Kind, bool); 3] = [(Kind::Course, true), (Kind::Course, false), (Kind::Research, false)];
    apart(policies, &scheme.code).flat_map(move |standing| {
        let signs = move |(kind, general)| scheme.attested_by(kind, general, &[]).contains(&standing.role());
        SIGNED
            .into_iter()
            .filter(move |one| signs(*one))
            .map(move |(kind, general)| (standing, kind, general))
    })
}

/// The standings that attest something in a plan which they may not see as a whole.
fn apart(policies: &Policies, scheme: &str) -> impl Iterator<Item = StandingKind> {
    let sees: HashSet<StandingKind> = policies.reach(scheme, Act::SeePlan).standings().collect();
    policies.reach(scheme, Act::Attest).standings().filter(move |kind| !sees.contains(kind))
}

/// The standings that allow an act, each `scheme/standing`.
fn kinds(call: &Call, act: Act) -> Vec<String> {
    let portal = &call.portal;
    let of = |scheme: &String| -> Vec<String> {
        let reach = portal.policies.reach(scheme, act);
        reach.standings().map(|kind| format!("{scheme}/{kind}")).collect()
    };
    portal.schemes.keys().flat_map(of).collect()
}

/// A page of requirements by the trainee's name.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    /// Words of the name.
    pub words: &'a str,
    /// The last row of the page before: the name's sort key, the plan, the place in its curriculum.
    pub after: Option<(&'a [u8], PlanId, i32)>,
    /// How many at most.
    pub limit: i64,
}

/// A page of a list.
#[derive(Debug, Clone, Copy, Default)]
pub struct Search<'a> {
    /// Words of the name.
    pub words: &'a str,
    /// The last row of the page before: its sort key and programme.
    pub after: Option<(&'a [u8], ProgrammeId)>,
    /// How many at most.
    pub limit: i64,
}
