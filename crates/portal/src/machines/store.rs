//! SQL of machines: their keys, and the assertions that were used.

use base::{Moment, PersonId};
use db::{Conn, Fault, args, sql};

/// The most keys of a machine that count at a time.
pub(super) const KEYS_MAX: usize = 20;

/// Keeps a key, unless it is there. Answers whether it was new.
pub(super) async fn add_key(c: &mut Conn, machine: PersonId, key: &str, at: Moment) -> Result<bool, Fault> {
    let add =
        sql!("INSERT INTO machine_key (person_id, key, added_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING");
    Ok(c.execute(add, &args![machine, key, at]).await? > 0)
}

/// Whether somebody is a machine, though all its keys be ended.
pub(super) async fn is_machine(c: &mut Conn, person: PersonId) -> Result<bool, Fault> {
    let row: Option<(PersonId,)> = c
        .first(sql!("SELECT person_id FROM machine_key WHERE person_id = $1 LIMIT 1"), &args![person])
        .await?;
    Ok(row.is_some())
}

/// All machines by name, each with how many keys it has that count.
pub(super) async fn all(c: &mut Conn, limit: i64) -> Result<Vec<(PersonId, String, i64)>, Fault> {
    c.all(
        sql!(
            "SELECT k.person_id, p.name, SUM(CASE WHEN k.ended_at IS NULL THEN 1 ELSE 0 END)
             FROM machine_key k JOIN person p ON p.id = k.person_id
             GROUP BY k.person_id, p.name, p.sort_key ORDER BY p.sort_key, k.person_id LIMIT $1"
        ),
        &args![limit],
    )
    .await
}

/// Ends a key. Answers whether there was one.
pub(super) async fn end_key(c: &mut Conn, machine: PersonId, key: &str, at: Moment) -> Result<bool, Fault> {
    let end =
        sql!("UPDATE machine_key SET ended_at = $3 WHERE person_id = $1 AND key = $2 AND ended_at IS NULL");
    Ok(c.execute(end, &args![machine, key, at]).await? > 0)
}

/// The keys that count.
pub(super) async fn keys_of(c: &mut Conn, machine: PersonId) -> Result<Vec<(String,)>, Fault> {
    c.all(
        sql!("SELECT key FROM machine_key WHERE person_id = $1 AND ended_at IS NULL ORDER BY added_at, key LIMIT 20"),
        &args![machine],
    )
    .await
}

/// Notes that an assertion was used. Answers whether it was for the first time.
pub(super) async fn use_assertion(
    c: &mut Conn,
    machine: PersonId,
    id: &[u8],
    until: Moment,
) -> Result<bool, Fault> {
    let note = sql!(
        "INSERT INTO machine_assertion (person_id, assertion_id, until) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"
    );
    Ok(c.execute(note, &args![machine, id, until]).await? > 0)
}

pub(super) async fn forget(c: &mut Conn, now: Moment, limit: i64) -> Result<u64, Fault> {
    c.execute(
        sql!(
            "DELETE FROM machine_assertion WHERE (person_id, assertion_id) IN
             (SELECT person_id, assertion_id FROM machine_assertion WHERE until < $1 ORDER BY until LIMIT $2)"
        ),
        &args![now, limit],
    )
    .await
}
