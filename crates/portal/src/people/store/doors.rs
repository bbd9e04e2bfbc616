//! Rows of the ways in: password, login_link, session, api_token.

use base::{Moment, PersonId, TokenId};
use db::{Conn, Fault, args, sql};

use crate::people::{KeptToken, Person, Scope, Session, TokenHash};

db::from_row! {
    pub(in crate::people) struct LiveSession {
        pub(in crate::people) person: PersonId,
        pub(in crate::people) name: String,
        pub(in crate::people) language: Option<String>,
        pub(in crate::people) seen_at: Moment,
    }
}

pub(in crate::people) async fn live_session(
    c: &mut Conn,
    token: &TokenHash,
    now: Moment,
    used_after: Moment,
) -> Result<Option<LiveSession>, Fault> {
    c.first(
        sql!(
            "SELECT s.person_id, p.name, p.language, s.seen_at
             FROM session s
             JOIN person p ON p.id = s.person_id
             WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.seen_at > $3"
        ),
        &args![token, now, used_after],
    )
    .await
}

pub(in crate::people) async fn live_sessions_of(
    c: &mut Conn,
    person: PersonId,
    now: Moment,
    used_after: Moment,
) -> Result<Vec<Session>, Fault> {
    c.all(
        sql!(
            "SELECT token_hash, created_at, seen_at, device
             FROM session
             WHERE person_id = $1 AND expires_at > $2 AND seen_at > $3
             ORDER BY created_at DESC, token_hash
             LIMIT 50"
        ),
        &args![person, now, used_after],
    )
    .await
}

pub(in crate::people) async fn insert_session(
    c: &mut Conn,
    token: &TokenHash,
    person: PersonId,
    device: Option<&str>,
    (at, until): (Moment, Moment),
) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO session (token_hash, person_id, created_at, seen_at, expires_at, device)
             VALUES ($1, $2, $3, $3, $4, $5)"
        ),
        &args![token, person, at, until, device],
    )
    .await?;
    Ok(())
}

pub(in crate::people) async fn touch_session(
    c: &mut Conn,
    token: &TokenHash,
    at: Moment,
    unless_after: Moment,
) -> Result<(), Fault> {
    c.execute(
        sql!("UPDATE session SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $3"),
        &args![token, at, unless_after],
    )
    .await?;
    Ok(())
}

pub(in crate::people) async fn delete_session(
    c: &mut Conn,
    person: PersonId,
    token: &TokenHash,
) -> Result<u64, Fault> {
    c.execute(sql!("DELETE FROM session WHERE person_id = $1 AND token_hash = $2"), &args![person, token])
        .await
}

/// All of a person's sessions but `keep`.
pub(in crate::people) async fn delete_sessions_but(
    c: &mut Conn,
    person: PersonId,
    keep: Option<&TokenHash>,
) -> Result<(), Fault> {
    let keep = keep.map_or(&[][..], |hash| &hash[..]);
    c.execute(sql!("DELETE FROM session WHERE person_id = $1 AND token_hash <> $2"), &args![person, keep])
        .await?;
    Ok(())
}

/// A person's sessions that are over, so that the table does not grow.
pub(in crate::people) async fn delete_dead_sessions(
    c: &mut Conn,
    person: PersonId,
    now: Moment,
    used_after: Moment,
) -> Result<(), Fault> {
    c.execute(
        sql!("DELETE FROM session WHERE person_id = $1 AND (expires_at <= $2 OR seen_at <= $3)"),
        &args![person, now, used_after],
    )
    .await?;
    Ok(())
}

db::from_row! {
    pub(in crate::people) struct LiveToken {
        pub(in crate::people) id: TokenId,
        pub(in crate::people) person: PersonId,
        pub(in crate::people) name: String,
        pub(in crate::people) language: Option<String>,
        pub(in crate::people) scope: String,
    }
}

pub(in crate::people) async fn live_token(
    c: &mut Conn,
    token: &TokenHash,
    now: Moment,
) -> Result<Option<LiveToken>, Fault> {
    c.first(
        sql!(
            "SELECT t.id, t.person_id, p.name, p.language, t.scope
             FROM api_token t
             JOIN person p ON p.id = t.person_id
             WHERE t.token_hash = $1 AND t.expires_at > $2 AND t.ended_at IS NULL"
        ),
        &args![token, now],
    )
    .await
}

pub(in crate::people) async fn insert_token(
    c: &mut Conn,
    (id, token): (TokenId, &TokenHash),
    person: PersonId,
    scope: Scope,
    (at, until): (Moment, Moment),
) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO api_token (id, token_hash, person_id, scope, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6)"
        ),
        &args![id, token, person, scope.code(), at, until],
    )
    .await?;
    Ok(())
}

impl db::FromRow for KeptToken {
    fn from_row(row: &mut db::Row<'_>) -> Result<Self, Fault> {
        let (id, scope) = (row.take()?, row.take::<String>()?);
        let scope = Scope::from_code(&scope).ok_or_else(|| Fault::Broken("api_token.scope".to_owned()))?;
        Ok(Self { id, scope, created_at: row.take()?, expires_at: row.take()? })
    }
}

pub(in crate::people) async fn live_tokens_of(
    c: &mut Conn,
    person: PersonId,
    now: Moment,
) -> Result<Vec<KeptToken>, Fault> {
    c.all(
        sql!(
            "SELECT id, scope, created_at, expires_at
             FROM api_token
             WHERE person_id = $1 AND expires_at > $2 AND ended_at IS NULL
             ORDER BY created_at DESC, id
             LIMIT 200"
        ),
        &args![person, now],
    )
    .await
}

pub(in crate::people) async fn end_token(
    c: &mut Conn,
    person: PersonId,
    id: TokenId,
    at: Moment,
) -> Result<u64, Fault> {
    c.execute(
        sql!("UPDATE api_token SET ended_at = $3 WHERE person_id = $1 AND id = $2 AND ended_at IS NULL"),
        &args![person, id, at],
    )
    .await
}

/// All of a person's tokens but `keep`.
pub(in crate::people) async fn end_tokens_but(
    c: &mut Conn,
    person: PersonId,
    keep: TokenId,
    at: Moment,
) -> Result<u64, Fault> {
    c.execute(
        sql!("UPDATE api_token SET ended_at = $3 WHERE person_id = $1 AND id <> $2 AND ended_at IS NULL"),
        &args![person, keep, at],
    )
    .await
}

/// The person of an address and the hash of the password, if one is set.
pub(in crate::people) async fn password_by_email(
    c: &mut Conn,
    email: &str,
) -> Result<Option<(PersonId, Option<String>)>, Fault> {
    c.first(
        sql!(
            "SELECT p.id, w.phc
             FROM person p
             LEFT JOIN password w ON w.person_id = p.id
             WHERE p.email = $1"
        ),
        &args![email],
    )
    .await
}

pub(in crate::people) async fn password(c: &mut Conn, person: PersonId) -> Result<Option<String>, Fault> {
    let row: Option<(String,)> =
        c.first(sql!("SELECT phc FROM password WHERE person_id = $1"), &args![person]).await?;
    Ok(row.map(|(phc,)| phc))
}

pub(in crate::people) async fn upsert_password(
    c: &mut Conn,
    person: PersonId,
    phc: &str,
    at: Moment,
) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO password (person_id, phc, set_at)
             VALUES ($1, $2, $3)
             ON CONFLICT (person_id) DO UPDATE SET phc = EXCLUDED.phc, set_at = EXCLUDED.set_at"
        ),
        &args![person, phc, at],
    )
    .await?;
    Ok(())
}

/// A person's links that nobody used: none of them logs in any more.
pub(in crate::people) async fn end_links(c: &mut Conn, person: PersonId, at: Moment) -> Result<(), Fault> {
    c.execute(
        sql!("UPDATE login_link SET used_at = $2 WHERE person_id = $1 AND used_at IS NULL"),
        &args![person, at],
    )
    .await?;
    Ok(())
}

pub(in crate::people) async fn insert_link(
    c: &mut Conn,
    token: &TokenHash,
    person: PersonId,
    until: Moment,
) -> Result<(), Fault> {
    c.execute(
        sql!("INSERT INTO login_link (token_hash, person_id, expires_at) VALUES ($1, $2, $3)"),
        &args![token, person, until],
    )
    .await?;
    Ok(())
}

pub(in crate::people) async fn link_holder(
    c: &mut Conn,
    token: &TokenHash,
    now: Moment,
) -> Result<Option<Person>, Fault> {
    c.first(
        sql!(
            "SELECT p.id, p.name, p.email, p.language
             FROM login_link l
             JOIN person p ON p.id = l.person_id
             WHERE l.token_hash = $1 AND l.used_at IS NULL AND l.expires_at > $2"
        ),
        &args![token, now],
    )
    .await
}

/// Uses a link up; `None` when it is unknown, used or too old.
pub(in crate::people) async fn use_link(
    c: &mut Conn,
    token: &TokenHash,
    now: Moment,
) -> Result<Option<PersonId>, Fault> {
    let row: Option<(PersonId,)> = c
        .first(
            sql!(
                "UPDATE login_link
                 SET used_at = $2
                 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2
                 RETURNING person_id"
            ),
            &args![token, now],
        )
        .await?;
    Ok(row.map(|(person,)| person))
}

/// Everybody's sessions that are over.
pub(in crate::people) async fn forget_sessions(
    c: &mut Conn,
    now: Moment,
    used_after: Moment,
    limit: i64,
) -> Result<u64, Fault> {
    c.execute(
        sql!(
            "DELETE FROM session
             WHERE token_hash IN (SELECT token_hash FROM session WHERE expires_at <= $1 OR seen_at <= $2 LIMIT $3)"
        ),
        &args![now, used_after, limit],
    )
    .await
}

/// Tokens that opened nothing any more before a moment.
pub(in crate::people) async fn forget_tokens(c: &mut Conn, before: Moment, limit: i64) -> Result<u64, Fault> {
    c.execute(
        sql!(
            "DELETE FROM api_token
             WHERE id IN (SELECT id FROM api_token WHERE ended_at < $1 OR expires_at < $1 LIMIT $2)"
        ),
        &args![before, limit],
    )
    .await
}

/// Links that log nobody in any more.
pub(in crate::people) async fn forget_links(c: &mut Conn, now: Moment, limit: i64) -> Result<u64, Fault> {
    c.execute(
        sql!(
            "DELETE FROM login_link
             WHERE token_hash IN (SELECT token_hash FROM login_link WHERE used_at IS NOT NULL OR expires_at <= $1 LIMIT $2)"
        ),
        &args![now, limit],
    )
    .await
}
