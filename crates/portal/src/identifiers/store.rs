//! SQL of national numbers, of the key that writes them, and of the keys of dossiers in which they stand.

use base::{DossierId, Moment, PersonId};
use db::{Conn, Fault, args, from_row, sql};

/// The name of the key that writes now; none: nothing was ever written.
pub(super) async fn current(c: &mut Conn) -> Result<Option<String>, Fault> {
    let found: Option<(String,)> = c.first(sql!("SELECT id FROM identifier_key WHERE one = 1"), &[]).await?;
    Ok(found.map(|(id,)| id))
}

/// Another key writes from now on, or the first one.
pub(super) async fn write_with(c: &mut Conn, id: &str, at: Moment) -> Result<(), Fault> {
    let changed = c
        .execute(sql!("UPDATE identifier_key SET id = $1, made_at = $2 WHERE one = 1"), &args![id, at])
        .await?;
    if changed == 0 {
        let insert = sql!("INSERT INTO identifier_key (one, id, made_at) VALUES (1, $1, $2)");
        c.execute(insert, &args![id, at]).await?;
    }
    Ok(())
}

/// No key writes any more, until the next number is written.
pub(super) async fn write_with_none(c: &mut Conn) -> Result<(), Fault> {
    c.execute(sql!("DELETE FROM identifier_key WHERE one = 1"), &[]).await.map(drop)
}

from_row! {
    /// A number as it is kept.
    pub(super) struct Row {
        pub(super) person: PersonId,
        pub(super) kind: String,
        pub(super) key: String,
        pub(super) hash: Vec<u8>,
        pub(super) sealed: Vec<u8>,
        pub(super) at: Moment,
    }
}

/// A person's numbers, by kind.
pub(super) async fn of(c: &mut Conn, person: PersonId) -> Result<Vec<Row>, Fault> {
    c.all(
        sql!(
            "SELECT person_id, kind, key_id, hash, sealed, set_at FROM identifier WHERE person_id = $1 ORDER BY kind LIMIT 100"
        ),
        &args![person],
    )
    .await
}

/// The next numbers of all, after this one.
pub(super) async fn after(
    c: &mut Conn,
    (person, kind): (PersonId, &str),
    limit: i64,
) -> Result<Vec<Row>, Fault> {
    c.all(
        sql!(
            "SELECT person_id, kind, key_id, hash, sealed, set_at FROM identifier
             WHERE person_id > $1 OR person_id = $1 AND kind > $2 ORDER BY person_id, kind LIMIT $3"
        ),
        &args![person, kind, limit],
    )
    .await
}

/// Whose number this is.
pub(super) async fn holder(c: &mut Conn, kind: &str, hash: &[u8]) -> Result<Option<PersonId>, Fault> {
    let found: Option<(PersonId,)> = c
        .first(sql!("SELECT person_id FROM identifier WHERE kind = $1 AND hash = $2"), &args![kind, hash])
        .await?;
    Ok(found.map(|(person,)| person))
}

/// Writes a number: the first of its kind that the person has, or another in its place.
pub(super) async fn put(c: &mut Conn, row: &Row) -> Result<(), Fault> {
    c.put(
        sql!(
            "INSERT INTO identifier (person_id, kind, key_id, hash, sealed, set_at) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (person_id, kind) DO UPDATE SET key_id = $3, hash = $4, sealed = $5, set_at = $6"
        ),
        &args![row.person, &row.kind, &row.key, &row.hash[..], &row.sealed[..], row.at],
    )
    .await
}

/// Takes a number away. False: there was none.
pub(super) async fn remove(c: &mut Conn, person: PersonId, kind: &str) -> Result<bool, Fault> {
    let gone = c
        .execute(sql!("DELETE FROM identifier WHERE person_id = $1 AND kind = $2"), &args![person, kind])
        .await?;
    Ok(gone > 0)
}

from_row! {
    /// What a key keeps.
    pub(super) struct Counted {
        pub(super) key: String,
        pub(super) numbers: i64,
        pub(super) dossiers: i64,
    }
}

/// How many numbers, and how many dossiers with one in them, each key keeps.
pub(super) async fn counts(c: &mut Conn) -> Result<Vec<Counted>, Fault> {
    c.all(
        sql!(
            "SELECT key_id, SUM(numbers), SUM(dossiers)
             FROM (SELECT key_id, 1 AS numbers, 0 AS dossiers FROM identifier
                   UNION ALL SELECT key_id, 0, 1 FROM dossier_key) kept
             GROUP BY key_id ORDER BY key_id LIMIT 1000"
        ),
        &[],
    )
    .await
}

from_row! {
    /// A dossier's own key, as it is kept.
    pub(super) struct OfDossier {
        pub(super) dossier: DossierId,
        pub(super) key: String,
        pub(super) sealed: Vec<u8>,
    }
}

pub(super) async fn of_dossier(c: &mut Conn, dossier: DossierId) -> Result<Option<OfDossier>, Fault> {
    c.first(sql!("SELECT dossier_id, key_id, sealed FROM dossier_key WHERE dossier_id = $1"), &args![dossier])
        .await
}

/// The next dossiers' keys, after this one.
pub(super) async fn dossiers_after(
    c: &mut Conn,
    dossier: DossierId,
    limit: i64,
) -> Result<Vec<OfDossier>, Fault> {
    c.all(
        sql!(
            "SELECT dossier_id, key_id, sealed FROM dossier_key WHERE dossier_id > $1 ORDER BY dossier_id LIMIT $2"
        ),
        &args![dossier, limit],
    )
    .await
}

/// Writes a dossier's own key, or the same one hidden anew.
pub(super) async fn put_dossier(c: &mut Conn, row: &OfDossier) -> Result<(), Fault> {
    c.put(
        sql!(
            "INSERT INTO dossier_key (dossier_id, key_id, sealed) VALUES ($1, $2, $3)
             ON CONFLICT (dossier_id) DO UPDATE SET key_id = $2, sealed = $3"
        ),
        &args![row.dossier, &row.key, &row.sealed[..]],
    )
    .await
}

from_row! {
    /// A number as it is compared with its acts.
    pub(super) struct Told {
        pub(super) person: PersonId,
        pub(super) kind: String,
        pub(super) at: Moment,
    }
}

/// The numbers of persons from one up to another.
pub(super) async fn between(c: &mut Conn, from: PersonId, until: PersonId) -> Result<Vec<Told>, Fault> {
    c.all(
        sql!("SELECT person_id, kind, set_at FROM identifier WHERE person_id >= $1 AND person_id <= $2"),
        &args![from, until],
    )
    .await
}
