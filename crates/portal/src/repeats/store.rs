//! SQL of answers kept.

use base::{Moment, PersonId};
use db::{Conn, Fault, args, sql};

use super::Answer;

/// True: the key is ours to answer. On PostgreSQL a second one waits here for the first to end.
pub(super) async fn claim(
    c: &mut Conn,
    person: PersonId,
    key: &str,
    fingerprint: &[u8],
    now: Moment,
) -> Result<bool, Fault> {
    let rows = c
        .execute(
            sql!(
                "INSERT INTO idempotency (person_id, key, fingerprint, at) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (person_id, key) DO NOTHING"
            ),
            &args![person, key, fingerprint, now],
        )
        .await?;
    Ok(rows == 1)
}

type Kept = ([u8; 32], Option<i64>, Option<Vec<u8>>);

pub(super) async fn kept(c: &mut Conn, person: PersonId, key: &str) -> Result<Option<Kept>, Fault> {
    c.first(
        sql!("SELECT fingerprint, status, answer FROM idempotency WHERE person_id = $1 AND key = $2"),
        &args![person, key],
    )
    .await
}

pub(super) async fn keep(c: &mut Conn, person: PersonId, key: &str, answer: &Answer) -> Result<(), Fault> {
    c.execute(
        sql!("UPDATE idempotency SET status = $3, answer = $4 WHERE person_id = $1 AND key = $2"),
        &args![person, key, i64::from(answer.status), answer.body.as_slice()],
    )
    .await
    .map(drop)
}

/// Takes over a claim that nobody has answered since. On PostgreSQL one of two takes it.
pub(super) async fn take_over(
    c: &mut Conn,
    person: PersonId,
    key: &str,
    now: Moment,
    before: Moment,
) -> Result<bool, Fault> {
    let rows = c
        .execute(
            sql!(
                "UPDATE idempotency SET at = $3 WHERE person_id = $1 AND key = $2 AND status IS NULL AND at < $4"
            ),
            &args![person, key, now, before],
        )
        .await?;
    Ok(rows == 1)
}

pub(super) async fn give_back(c: &mut Conn, person: PersonId, key: &str) -> Result<(), Fault> {
    c.execute(
        sql!("DELETE FROM idempotency WHERE person_id = $1 AND key = $2 AND status IS NULL"),
        &args![person, key],
    )
    .await
    .map(drop)
}

pub(super) async fn forget(c: &mut Conn, before: Moment, limit: i64) -> Result<u64, Fault> {
    c.execute(
        sql!(
            "DELETE FROM idempotency WHERE (person_id, key) IN (SELECT person_id, key FROM idempotency WHERE at < $1 LIMIT $2)"
        ),
        &args![before, limit],
    )
    .await
}
