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
