//! What happened and who looked: the acts that the ledger holds, and the access log.
//!
//! Every slice that gives or takes power or proof calls [`record`] inside its own transaction; every page, list or answer that
//! shows another person's record calls [`looked`] before its first byte. Rows are only ever added.

pub mod api;
mod compared;
mod key;
pub mod pages;
mod records;
mod store;
pub mod verify;
pub mod web;

pub use compared::{Compared, Part, Stretch, Tell, id as id_or_dash, moment as moment_or_dash};
pub use domain::act::{Act, Named, What};
pub use key::{NameKey, is_named};
pub use records::{Records, compare_records};
pub use store::{Held, LookUp};

use base::{ActId, LookUpId, Moment, PersonId, PlanId, RequirementId};
use db::{Conn, Db, Fault};
use domain::access::Role;
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    mint,
    portal::Call,
    world::World,
};

/// Writes an act and its leaf, in the caller's transaction.
pub async fn record(c: &mut Conn, world: &World, act: &Act) -> Result<ActId> {
    let id = act.made_as().unwrap_or_else(|| mint!(world, ActId));
    let body = act.canonical(id);
    let salt: [u8; 32] = world.random();
    store::add_act(c, id, act, &body, &salt).await?;
    ledger::append(c, id.uuid(), ledger::commitment(&salt, &body)).await?;
    Ok(id)
}

/// Writes many acts and their leaves, each with its id and salt: for a seed or an import.
pub async fn record_all(c: &mut Conn, acts: &[(ActId, [u8; 32], Act)]) -> Result<(), Fault> {
    let rows: Vec<_> = acts
        .iter()
        .map(|(id, salt, act)| {
            let body = act.canonical(*id);
            let leaf = ledger::commitment(salt, &body);
            (store::act_row(*id, act, &body, salt), (id.uuid(), leaf))
        })
        .collect();
    let (rows, leaves): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    store::add_acts(c, &rows).await?;
    ledger::append_all(c, &leaves).await
}

/// One look at another person's record, or at a list of several.
#[derive(Debug, Clone)]
pub struct Look {
    /// Who looked.
    pub person: PersonId,
    /// In which role.
    pub role: Role,
    /// At what: the act's code.
    pub what: &'static str,
    /// Whose record, or all of a list.
    pub whose: Whose,
    /// Which plan, where it was one.
    pub plan: Option<PlanId>,
}

/// Whose record was looked at.
#[derive(Debug, Clone)]
pub enum Whose {
    /// One trainee's.
    One(PersonId),
    /// Everyone's in a list.
    Listed(Vec<PersonId>),
}

/// Writes one row of the access log. One's own record leaves none.
pub async fn looked(c: &mut Conn, world: &World, now: Moment, look: &Look) -> Result<(), Fault> {
    match &look.whose {
        Whose::One(trainee) if *trainee == look.person => Ok(()),
        Whose::Listed(all) if all.iter().all(|one| *one == look.person) => Ok(()),
        Whose::One(trainee) => store::add_look(c, mint!(world, LookUpId), now, look, *trainee).await,
        Whose::Listed(all) => store::add_look_at_list(c, mint!(world, LookUpId), now, look, all).await,
    }
}

/// A look by itself, for a list that was read and is about to be answered.
pub struct Looked {
    /// Who, when.
    pub call: Call,
    /// At what.
    pub look: Look,
}

impl db::Work for Looked {
    type Done = ();
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<()> {
        Ok(looked(c, &self.call.portal.world, self.call.now, &self.look).await?)
    }
}

/// Somebody has a list of several people's records before them: one row with their ids, before the first byte.
pub async fn listed(call: &Call, role: Role, what: &'static str, mut whose: Vec<PersonId>) -> Result<()> {
    whose.sort_unstable();
    whose.dedup();
    whose.retain(|one| *one != call.actor);
    if whose.is_empty() {
        return Ok(());
    }
    let look = Look { person: call.actor, role, what, whose: Whose::Listed(whose), plan: None };
    call.portal.db.write(Looked { call: call.clone(), look }).await
}

/// Everything that happened to one requirement of one plan, oldest first.
pub async fn history(c: &mut Conn, plan: PlanId, requirement: RequirementId) -> Result<Vec<Act>> {
    store::acts_of_requirement(c, plan, requirement).await
}

/// An act about a requirement of a plan: its row's id, which requirement, and what it says.
pub type OfRequirement = (ActId, (PlanId, RequirementId), Option<Act>);

/// The next acts about requirements of plans, those about one requirement together. One that cannot be read is none: it does not say
/// what its leaf says either.
pub async fn acts_by_requirement(
    c: &mut Conn,
    after: (PlanId, RequirementId),
    limit: i64,
) -> Result<Vec<OfRequirement>> {
    let rows = store::acts_by_requirement(c, after, limit).await?;
    let read = |(id, plan, requirement, body): (_, _, _, Vec<u8>)| {
        (id, (plan, requirement), serde_json::from_slice(&body).ok())
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Acts with their places: when, and the row's id.
pub type Placed = Vec<((Moment, ActId), Option<Act>)>;

/// The next acts that are about nobody's record, oldest first, each with its place. One that cannot be read is none: it does not
/// say what its leaf says either.
pub async fn acts_of_no_record(c: &mut Conn, after: (Moment, ActId), limit: i64) -> Result<Placed, Fault> {
    let rows = store::acts_of_no_record(c, after, limit).await?;
    Ok(rows.into_iter().map(|(id, at, body)| ((at, id), serde_json::from_slice(&body).ok())).collect())
}

/// The acts about plans themselves, of those from one up to another, in no order.
pub async fn acts_of_plans(c: &mut Conn, from: PlanId, until: PlanId) -> Result<Vec<Act>, Fault> {
    let bodies = store::acts_of_plans(c, from, until).await?;
    Ok(bodies.iter().filter_map(|(body,)| serde_json::from_slice(body).ok()).collect())
}

/// Every act that is about nobody's record, oldest first, whatever is written meanwhile.
pub async fn each_about_no_record(db: &Db, mut tell: impl FnMut(&Act)) -> Result<()> {
    let mut place = (Moment::from_micros(i64::MIN), ActId::from_uuid(uuid::Uuid::nil()));
    loop {
        let acts = db.read_long(move |c| Box::pin(acts_of_no_record(c, place, ACTS_PAGE))).await?;
        let Some((read, _)) = acts.last() else { return Ok(()) };
        place = *read;
        acts.iter().filter_map(|(_, act)| act.as_ref()).for_each(&mut tell);
    }
}

/// Acts read at once.
const ACTS_PAGE: i64 = 2000;

/// One act with its bytes and salt.
pub async fn held(c: &mut Conn, id: ActId) -> Result<Option<Held>, Fault> {
    store::held(c, id).await
}

/// Acts with their bytes and salts: about these plans, or about the trainee's record beside plans.
pub async fn held_of(c: &mut Conn, trainee: PersonId, plans: &[PlanId]) -> Result<Vec<Held>, Fault> {
    let mut all = store::held_of_plans(c, plans).await?;
    all.extend(store::held_beside_plans(c, trainee).await?);
    Ok(all)
}

/// The same of acts that gave, moved or ended these roles and delegations.
pub async fn held_of_powers(c: &mut Conn, powers: &[Uuid]) -> Result<Vec<Held>, Fault> {
    store::held_of_powers(c, powers).await
}

/// The plans from one up to another about whose requirements there is an act.
pub async fn plans_begun(c: &mut Conn, from: PlanId, until: PlanId) -> Result<Vec<PlanId>, Fault> {
    Ok(store::plans_begun(c, from, until).await?.into_iter().map(|(plan,)| plan).collect())
}

/// How many different persons opened this trainee's pages, and when the first did. Names in lists are not counted.
pub async fn lookers(c: &mut Conn, trainee: PersonId) -> Result<(u32, Option<Moment>), Fault> {
    store::lookers(c, trainee).await
}

/// Who looked at this trainee's record, newest first.
pub async fn look_ups(
    c: &mut Conn,
    trainee: PersonId,
    before: Option<(Moment, LookUpId)>,
    limit: i64,
) -> Result<Vec<LookUp>, Fault> {
    store::look_ups(c, trainee, before, limit).await
}
