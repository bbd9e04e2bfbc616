//! SQL of entries.

use base::{Day, EntryId, Moment, PlanId, RequirementId, SignOffId};
use db::{Conn, Fault, Sql, args, from_row, sql};
use domain::access::Permit;

use super::{Entry, Past};
use crate::signoff::Case;

pub(super) async fn add(
    c: &mut Conn,
    case: &Case,
    entry: &Entry,
    now: Moment,
    permit: &Permit,
) -> Result<(), Fault> {
    add_all(c, &[(entry.clone(), case.plan, case.requirement, permit.actor(), now)]).await
}

pub(super) async fn add_all(c: &mut Conn, entries: &[Past]) -> Result<(), Fault> {
    let row = |(entry, plan, requirement, by, at): &Past| {
        args![entry.id, *plan, *requirement, entry.on, entry.count, entry.comment.as_ref(), *by, *at].into()
    };
    let rows: Vec<_> = entries.iter().map(row).collect();
    c.put_all(
        sql!(
            "INSERT INTO entry (id, plan_id, requirement_id, on_day, count, comment, registered_by, registered_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        ),
        &rows,
    ).await
}

pub(super) async fn unsigned(
    c: &mut Conn,
    plan: PlanId,
    requirement: RequirementId,
) -> Result<Vec<Entry>, Fault> {
    c.all(
        sql!(
            "SELECT e.id, e.on_day, e.count, e.comment FROM entry e
             WHERE e.plan_id = $1 AND e.requirement_id = $2 AND NOT EXISTS (
                 SELECT 1 FROM sign_off_entry x JOIN sign_off s ON s.id = x.sign_off_id
                 WHERE x.entry_id = e.id AND s.state IN ('requested', 'attested'))
               AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.entry_id = e.id)
               AND NOT EXISTS (
                 SELECT 1 FROM requirement_state q JOIN requirement r ON r.id = q.requirement_id AND r.kind <> 'activity'
                 WHERE q.plan_id = e.plan_id AND q.requirement_id = e.requirement_id AND q.attested_at >= e.registered_at)
             ORDER BY e.on_day, e.id LIMIT 1000"
        ),
        &args![plan, requirement],
    )
    .await
}

/// The entries a request rests on.
fn of_one_request() -> Sql {
    sql!(
        "SELECT e.id, e.on_day, e.count, e.comment FROM sign_off_entry x JOIN entry e ON e.id = x.entry_id
         WHERE x.sign_off_id = $1 ORDER BY x.entry_id LIMIT 1000"
    )
}

pub(super) async fn of_request(c: &mut Conn, request: SignOffId) -> Result<Vec<Entry>, Fault> {
    c.all(of_one_request(), &args![request]).await
}

pub(super) async fn of_request_ahead(c: &mut Conn, request: SignOffId) -> Result<(), Fault> {
    c.ahead(of_one_request(), &args![request]).await
}

from_row! {
    /// An entry in a list.
    #[derive(Debug, Clone)]
    pub struct Line {
        /// Which.
        pub id: EntryId,
        /// Of which requirement.
        pub requirement: RequirementId,
        /// On which day.
        pub on: Day,
        /// How many times.
        pub count: u32,
        /// The trainee's words.
        pub comment: Option<String>,
        /// When the trainee took it back, if it was.
        pub withdrawn_at: Option<Moment>,
    }
}

/// An entry of a plan.
pub(super) async fn find(c: &mut Conn, plan: PlanId, entry: EntryId) -> Result<Option<Line>, Fault> {
    c.first(
        sql!(
            "SELECT e.id, e.requirement_id, e.on_day, e.count, e.comment, w.withdrawn_at
             FROM entry e LEFT JOIN withdrawal w ON w.entry_id = e.id WHERE e.plan_id = $1 AND e.id = $2"
        ),
        &args![plan, entry],
    )
    .await
}

pub(super) async fn withdraw(
    c: &mut Conn,
    entry: EntryId,
    now: Moment,
    permit: &Permit,
) -> Result<(), Fault> {
    c.execute(
        sql!("INSERT INTO withdrawal (entry_id, withdrawn_by, withdrawn_at) VALUES ($1, $2, $3)"),
        &args![entry, permit.actor(), now],
    )
    .await
    .map(drop)
}

pub(super) async fn latest(c: &mut Conn, plan: PlanId, limit: i64) -> Result<Vec<Line>, Fault> {
    c.all(
        sql!(
            "SELECT e.id, e.requirement_id, e.on_day, e.count, e.comment, w.withdrawn_at
             FROM entry e LEFT JOIN withdrawal w ON w.entry_id = e.id WHERE e.plan_id = $1 ORDER BY e.id DESC LIMIT $2"
        ),
        &args![plan, limit],
    )
    .await
}

pub(super) async fn of_requirement(
    c: &mut Conn,
    plan: PlanId,
    requirement: RequirementId,
    limit: i64,
) -> Result<Vec<Line>, Fault> {
    c.all(
        sql!(
            "SELECT e.id, e.requirement_id, e.on_day, e.count, e.comment, w.withdrawn_at
             FROM entry e LEFT JOIN withdrawal w ON w.entry_id = e.id WHERE e.plan_id = $1 AND e.requirement_id = $2
             ORDER BY e.on_day DESC, e.id DESC LIMIT $3"
        ),
        &args![plan, requirement, limit],
    )
    .await
}

pub(super) async fn before(
    c: &mut Conn,
    plan: PlanId,
    entry: EntryId,
    limit: i64,
) -> Result<Vec<Line>, Fault> {
    c.all(
        sql!(
            "SELECT e.id, e.requirement_id, e.on_day, e.count, e.comment, w.withdrawn_at
             FROM entry e LEFT JOIN withdrawal w ON w.entry_id = e.id
             WHERE e.plan_id = $1 AND e.id < $2 ORDER BY e.id DESC LIMIT $3"
        ),
        &args![plan, entry, limit],
    )
    .await
}

pub(super) async fn saved_at(c: &mut Conn, plan: PlanId, at: Moment) -> Result<Vec<Line>, Fault> {
    c.all(
        sql!(
            "SELECT e.id, e.requirement_id, e.on_day, e.count, e.comment, w.withdrawn_at
             FROM entry e LEFT JOIN withdrawal w ON w.entry_id = e.id WHERE e.plan_id = $1 AND e.registered_at = $2
             ORDER BY e.id LIMIT 1000"
        ),
        &args![plan, at],
    )
    .await
}

pub(super) async fn counts_since(
    c: &mut Conn,
    plan: PlanId,
    since: Moment,
) -> Result<Vec<(Moment, u32)>, Fault> {
    c.all(
        sql!(
            "SELECT e.registered_at, e.count FROM entry e WHERE e.plan_id = $1 AND e.registered_at >= $2
               AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.entry_id = e.id) ORDER BY e.id LIMIT 10000"
        ),
        &args![plan, since],
    )
    .await
}
