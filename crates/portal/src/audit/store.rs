//! SQL of acts and of the access log.

use std::collections::BTreeSet;

use anyhow::Context;
use base::{ActId, LookUpId, Moment, PersonId, PlanId, RequirementId};
use db::{Conn, Fault, Value, args, from_row, sql};
use uuid::Uuid;

use super::{Act, Look, Whose};
use crate::error::{Error, Result};

pub(super) async fn add_act(
    c: &mut Conn,
    id: ActId,
    act: &Act,
    body: &[u8],
    salt: &[u8],
) -> Result<(), Fault> {
    add_acts(c, &[act_row(id, act, body, salt)]).await
}

/// An act as a row for [`add_acts`].
pub(super) fn act_row(id: ActId, act: &Act, body: &[u8], salt: &[u8]) -> Vec<Value> {
    args![id, act.at, act.what.code(), act.actor, act.trainee, act.plan, act.requirement, body, salt].into()
}

pub(super) async fn add_acts(c: &mut Conn, rows: &[Vec<Value>]) -> Result<(), Fault> {
    c.put_all(
        sql!(
            "INSERT INTO act (id, at, what, actor_id, trainee_id, plan_id, requirement_id, body, salt)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        ),
        rows,
    )
    .await
}

from_row! {
    /// An act with all that its row says.
    pub(super) struct Stored {
        pub(super) id: ActId,
        pub(super) at: Moment,
        pub(super) what: String,
        pub(super) actor: Option<PersonId>,
        pub(super) trainee: Option<PersonId>,
        pub(super) plan: Option<PlanId>,
        pub(super) requirement: Option<RequirementId>,
        pub(super) body: Vec<u8>,
        pub(super) salt: Vec<u8>,
    }
}

/// The next acts in the order of their ids.
pub(super) async fn acts_after(c: &mut Conn, after: Uuid, limit: i64) -> Result<Vec<Stored>, Fault> {
    c.all(
        sql!(
            "SELECT id, at, what, actor_id, trainee_id, plan_id, requirement_id, body, salt
             FROM act WHERE id > $1 ORDER BY id LIMIT $2"
        ),
        &args![after, limit],
    )
    .await
}

/// The next acts about requirements, those about one together.
pub(super) async fn acts_by_requirement(
    c: &mut Conn,
    after: (PlanId, RequirementId),
    limit: i64,
) -> Result<Vec<(ActId, Vec<u8>)>, Fault> {
    c.all(
        sql!(
            "SELECT id, body FROM act WHERE (plan_id, requirement_id) > ($1, $2) AND requirement_id IS NOT NULL
             ORDER BY plan_id, requirement_id, at, id LIMIT $3"
        ),
        &args![after.0, after.1, limit],
    )
    .await
}

pub(super) async fn acts_of_requirement(
    c: &mut Conn,
    plan: PlanId,
    requirement: RequirementId,
) -> Result<Vec<Act>> {
    let rows: Vec<(Vec<u8>,)> = c
        .all(
            sql!(
                "SELECT body FROM act WHERE plan_id = $1 AND requirement_id = $2 ORDER BY at, id LIMIT 2000"
            ),
            &args![plan, requirement],
        )
        .await?;
    let read =
        |(body,): (Vec<u8>,)| serde_json::from_slice(&body).context("an act's body").map_err(Error::Fault);
    rows.into_iter().map(read).collect()
}

pub(super) async fn add_look(c: &mut Conn, id: LookUpId, now: Moment, look: &Look) -> Result<(), Fault> {
    let (trainee, list) = match &look.whose {
        Whose::One(trainee) => (Some(*trainee), None),
        Whose::Listed(all) => (None, Some(all)),
    };
    let listed = list.map(|all| all.iter().flat_map(|id| *id.uuid().as_bytes()).collect::<Vec<u8>>());
    c.put(
        sql!(
            "INSERT INTO access_log (id, at, person_id, role, trainee_id, listed, what, plan_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        ),
        &args![id, now, look.person, look.role.code(), trainee, listed, look.what, look.plan],
    )
    .await?;
    let Some(all) = list else { return Ok(()) };
    let all: BTreeSet<PersonId> = all.iter().copied().collect();
    let rows: Vec<Vec<Value>> = all.into_iter().map(|trainee| args![trainee, now, id].into()).collect();
    c.put_all(sql!("INSERT INTO access_log_listed (trainee_id, at, look_id) VALUES ($1, $2, $3)"), &rows)
        .await
}

from_row! {
    /// One look at a trainee's record, as the trainee may read it.
    #[derive(Debug, Clone)]
    pub struct LookUp {
        /// Which.
        pub id: LookUpId,
        /// When.
        pub at: Moment,
        /// Who.
        pub name: String,
        /// In which role, as a code.
        pub role: String,
        /// At what, as the act's code.
        pub what: String,
        /// Whether it was in a list of several.
        pub in_a_list: bool,
    }
}

pub(super) async fn look_ups(
    c: &mut Conn,
    trainee: PersonId,
    before: Option<(Moment, LookUpId)>,
    limit: i64,
) -> Result<Vec<LookUp>, Fault> {
    let (at, id) = before.unwrap_or((Moment::from_micros(i64::MAX), LookUpId::from_uuid(Uuid::max())));
    c.all(
        sql!(
            "SELECT a.id, a.at, p.name, a.role, a.what, a.trainee_id IS NULL
             FROM access_log a JOIN person p ON p.id = a.person_id
             WHERE a.id IN (SELECT own.id FROM (SELECT o.id FROM access_log o WHERE o.trainee_id = $1 AND (o.at, o.id) < ($2, $3)
                                                ORDER BY o.at DESC, o.id DESC LIMIT $4) AS own
                            UNION ALL
                            SELECT lists.look_id FROM (SELECT l.look_id FROM access_log_listed l
                                                       WHERE l.trainee_id = $1 AND (l.at, l.look_id) < ($2, $3)
                                                       ORDER BY l.at DESC, l.look_id DESC LIMIT $4) AS lists)
             ORDER BY a.at DESC, a.id DESC LIMIT $4"
        ),
        &args![trainee, at, id, limit],
    )
    .await
}

pub(super) async fn lookers(c: &mut Conn, trainee: PersonId) -> Result<(u32, Option<Moment>), Fault> {
    let row = c
        .first(
            sql!("SELECT COUNT(DISTINCT person_id), MIN(at) FROM access_log WHERE trainee_id = $1"),
            &args![trainee],
        )
        .await?;
    Ok(row.unwrap_or_default())
}
