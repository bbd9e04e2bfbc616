//! SQL of acts and of the access log.

use std::collections::BTreeSet;

use anyhow::Context;
use base::{ActId, GrantId, LookUpId, Moment, PersonId, PlanId, RequirementId};
use db::{Conn, Fault, Value, args, from_row, sql};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Act, Look};
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
    args![
        id,
        act.at,
        act.what.code(),
        act.actor,
        act.trainee,
        act.plan,
        act.requirement,
        act.power(),
        body,
        salt
    ]
    .into()
}

pub(super) async fn add_acts(c: &mut Conn, rows: &[Vec<Value>]) -> Result<(), Fault> {
    c.put_all(
        sql!(
            "INSERT INTO act (id, at, what, actor_id, trainee_id, plan_id, requirement_id, power_id, body, salt)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
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
        pub(super) power: Option<Uuid>,
        pub(super) body: Vec<u8>,
        pub(super) salt: Vec<u8>,
    }
}

/// The last act that names the key; there are few of them, with an index of their own.
pub(super) async fn last_key(c: &mut Conn) -> Result<Option<Vec<u8>>, Fault> {
    let row: Option<(Vec<u8>,)> = c
        .first(sql!("SELECT body FROM act WHERE what = 'key_changed' ORDER BY id DESC LIMIT 1"), &[])
        .await?;
    Ok(row.map(|(body,)| body))
}

/// The acts from one on, that one too, in the order of their ids.
pub(super) async fn acts_from(c: &mut Conn, from: Uuid, limit: i64) -> Result<Vec<Stored>, Fault> {
    c.all(
        sql!(
            "SELECT id, at, what, actor_id, trainee_id, plan_id, requirement_id, power_id, body, salt
             FROM act WHERE id >= $1 ORDER BY id LIMIT $2"
        ),
        &args![from, limit],
    )
    .await
}

/// The next acts about requirements, those about one together.
pub(super) async fn acts_by_requirement(
    c: &mut Conn,
    after: (PlanId, RequirementId),
    limit: i64,
) -> Result<Vec<(ActId, PlanId, RequirementId, Vec<u8>)>, Fault> {
    c.all(
        sql!(
            "SELECT id, plan_id, requirement_id, body FROM act WHERE (plan_id, requirement_id) > ($1, $2) AND requirement_id IS NOT NULL
             ORDER BY plan_id, requirement_id, at, id LIMIT $3"
        ),
        &args![after.0, after.1, limit],
    )
    .await
}

/// The next acts that are about nobody's record, oldest first: roles and delegations are among them.
pub(super) async fn acts_of_no_record(
    c: &mut Conn,
    after: (Moment, ActId),
    limit: i64,
) -> Result<Vec<(ActId, Moment, Vec<u8>)>, Fault> {
    c.all(
        sql!(
            "SELECT id, at, body FROM act WHERE plan_id IS NULL AND trainee_id IS NULL AND at >= $1 AND (at, id) > ($1, $2)
             ORDER BY at, id LIMIT $3"
        ),
        &args![after.0, after.1, limit],
    )
    .await
}

/// The persons from one on, that one too, in the order of their ids.
pub(super) async fn persons_from(
    c: &mut Conn,
    from: PersonId,
    limit: i64,
) -> Result<Vec<(PersonId,)>, Fault> {
    c.all(sql!("SELECT id FROM person WHERE id >= $1 ORDER BY id LIMIT $2"), &args![from, limit]).await
}

/// The acts about the records of trainees from one up to another that are about no plan, in no order.
pub(super) async fn acts_of_records(
    c: &mut Conn,
    from: PersonId,
    until: PersonId,
) -> Result<Vec<(ActId, Vec<u8>)>, Fault> {
    c.all(
        sql!("SELECT id, body FROM act WHERE plan_id IS NULL AND trainee_id >= $1 AND trainee_id <= $2"),
        &args![from, until],
    )
    .await
}

from_row! {
    /// An act as the ledger holds it.
    pub struct Held {
        /// The row's id.
        pub id: ActId,
        /// Its canonical bytes.
        pub body: Vec<u8>,
        /// The salt of its leaf.
        pub salt: Vec<u8>,
    }
}

/// One act.
pub(super) async fn held(c: &mut Conn, id: ActId) -> Result<Option<Held>, Fault> {
    c.first(sql!("SELECT id, body, salt FROM act WHERE id = $1"), &args![id]).await
}

/// Acts about these plans, in no order.
pub(super) async fn held_of_plans(c: &mut Conn, plans: &[PlanId]) -> Result<Vec<Held>, Fault> {
    c.all(sql!("SELECT id, body, salt FROM act WHERE plan_id {any $1}"), &args![plans]).await
}

/// Acts about a trainee's record that are about no plan, in no order.
pub(super) async fn held_beside_plans(c: &mut Conn, trainee: PersonId) -> Result<Vec<Held>, Fault> {
    c.all(sql!("SELECT id, body, salt FROM act WHERE trainee_id = $1 AND plan_id IS NULL"), &args![trainee])
        .await
}

/// Acts that gave, moved or ended these roles and delegations, in no order.
pub(super) async fn held_of_powers(c: &mut Conn, powers: &[Uuid]) -> Result<Vec<Held>, Fault> {
    // Of either kind: the column holds both.
    let powers: Vec<GrantId> = powers.iter().copied().map(GrantId::from_uuid).collect();
    c.all(sql!("SELECT id, body, salt FROM act WHERE power_id {any $1}"), &args![&powers[..]]).await
}

/// The bodies of acts about plans, from one up to another, that are about no requirement.
pub(super) async fn acts_of_plans(
    c: &mut Conn,
    from: PlanId,
    until: PlanId,
) -> Result<Vec<(Vec<u8>,)>, Fault> {
    c.all(
        sql!("SELECT body FROM act WHERE plan_id >= $1 AND plan_id <= $2 AND requirement_id IS NULL"),
        &args![from, until],
    )
    .await
}

/// The plans from one up to another with an act about one of their requirements.
pub(super) async fn plans_begun(c: &mut Conn, from: PlanId, until: PlanId) -> Result<Vec<(PlanId,)>, Fault> {
    c.all(
        sql!(
            "SELECT DISTINCT plan_id FROM act
             WHERE plan_id >= $1 AND plan_id <= $2 AND requirement_id IS NOT NULL"
        ),
        &args![from, until],
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

/// A look at one trainee's record.
pub(super) async fn add_look(
    c: &mut Conn,
    id: LookUpId,
    now: Moment,
    look: &Look,
    trainee: PersonId,
) -> Result<(), Fault> {
    c.put(
        sql!(
            "INSERT INTO access_log (trainee_id, at, id, person_id, role, what, plan_id) VALUES ($1, $2, $3, $4, $5, $6, $7)"
        ),
        &args![trainee, now, id, look.person, look.role.code(), look.what, look.plan],
    )
    .await
}

/// A look at a list. Whoever stands on it is written down the first time that this list is shown to anybody.
pub(super) async fn add_look_at_list(
    c: &mut Conn,
    id: LookUpId,
    now: Moment,
    look: &Look,
    trainees: &[PersonId],
) -> Result<(), Fault> {
    let trainees: BTreeSet<PersonId> = trainees.iter().copied().collect();
    let digest = trainees.iter().fold(Sha256::new(), |sum, id| sum.chain_update(id.uuid().as_bytes()));
    let digest: [u8; 32] = digest.finalize().into();
    let length = u32::try_from(trainees.len()).unwrap_or(u32::MAX);
    let list =
        sql!("INSERT INTO trainee_list (digest, length) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING");
    if c.execute(list, &args![digest, length]).await? == 1 {
        let rows: Vec<Vec<Value>> =
            trainees.into_iter().map(|trainee| args![trainee, digest].into()).collect();
        c.put_all(sql!("INSERT INTO trainee_list_member (trainee_id, list_digest) VALUES ($1, $2)"), &rows)
            .await?;
    }
    c.put(
        sql!(
            "INSERT INTO access_log_list (list_digest, at, id, person_id, role, what) VALUES ($1, $2, $3, $4, $5, $6)"
        ),
        &args![digest, now, id, look.person, look.role.code(), look.what],
    )
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
            "SELECT a.id, a.at, p.name, a.role, a.what, a.listed
             FROM (SELECT own.id, own.at, own.person_id, own.role, own.what, own.listed
                   FROM (SELECT o.id, o.at, o.person_id, o.role, o.what, FALSE AS listed FROM access_log o
                                      WHERE o.trainee_id = $1 AND (o.at, o.id) < ($2, $3)
                                      ORDER BY o.at DESC, o.id DESC LIMIT $4) AS own
                   UNION ALL
                   SELECT lists.id, lists.at, lists.person_id, lists.role, lists.what, lists.listed
                   FROM (SELECT l.id, l.at, l.person_id, l.role, l.what, TRUE AS listed
                                        FROM trainee_list_member m JOIN access_log_list l ON l.list_digest = m.list_digest
                                        WHERE m.trainee_id = $1 AND (l.at, l.id) < ($2, $3)
                                        ORDER BY l.at DESC, l.id DESC LIMIT $4) AS lists) AS a
             JOIN person p ON p.id = a.person_id
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
