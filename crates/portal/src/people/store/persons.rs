//! Rows of person and identity.

use base::{IdentityId, Moment, PersonId};
use db::{Conn, Fault, args, sql};

use crate::people::{NewPerson, Person};

pub(in crate::people) async fn insert_person(
    c: &mut Conn,
    new: &NewPerson,
    (sort_key, folded): (Vec<u8>, String),
) -> Result<(), Fault> {
    let email = new.email.as_ref().map(|e| e.as_str().to_owned());
    c.execute(
        sql!(
            "INSERT INTO person (id, name, sort_key, folded, email, language, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)"
        ),
        &args![new.id, &new.name, sort_key, folded, email, new.language.clone(), new.at],
    )
    .await?;
    Ok(())
}

pub(in crate::people) async fn person(c: &mut Conn, id: PersonId) -> Result<Option<Person>, Fault> {
    c.first(sql!("SELECT id, name, email, language FROM person WHERE id = $1"), &args![id]).await
}

pub(in crate::people) async fn person_by_email(c: &mut Conn, email: &str) -> Result<Option<Person>, Fault> {
    c.first(sql!("SELECT id, name, email, language FROM person WHERE email = $1"), &args![email]).await
}

pub(in crate::people) async fn persons_named(
    c: &mut Conn,
    like: &str,
    limit: i64,
) -> Result<Vec<Person>, Fault> {
    c.all(
        sql!(
            "SELECT id, name, email, language FROM person WHERE folded LIKE $1 ORDER BY sort_key, id LIMIT $2"
        ),
        &args![like, limit],
    )
    .await
}

pub(in crate::people) async fn somebody_elsewhere(c: &mut Conn, host: &str) -> Result<bool, Fault> {
    let row: Option<(PersonId,)> = c
        .first(
            sql!("SELECT id FROM person WHERE email IS NULL OR email NOT LIKE $1 LIMIT 1"),
            &args![format!("%.{host}")],
        )
        .await?;
    Ok(row.is_some())
}

pub(in crate::people) async fn update_name(
    c: &mut Conn,
    id: PersonId,
    name: &str,
    (sort_key, folded): (Vec<u8>, String),
) -> Result<(), Fault> {
    c.execute(
        sql!("UPDATE person SET name = $2, sort_key = $3, folded = $4 WHERE id = $1"),
        &args![id, name, sort_key, folded],
    )
    .await?;
    Ok(())
}

pub(in crate::people) async fn update_email(c: &mut Conn, id: PersonId, email: &str) -> Result<(), Fault> {
    c.execute(sql!("UPDATE person SET email = $2 WHERE id = $1"), &args![id, email]).await.map(drop)
}

pub(in crate::people) async fn update_language(
    c: &mut Conn,
    id: PersonId,
    language: &str,
) -> Result<(), Fault> {
    c.execute(sql!("UPDATE person SET language = $2 WHERE id = $1"), &args![id, language]).await?;
    Ok(())
}

pub(in crate::people) async fn insert_identity(
    c: &mut Conn,
    id: IdentityId,
    person: PersonId,
    (issuer, subject): (&str, &str),
    at: Moment,
) -> Result<(), Fault> {
    c.execute(
        sql!("INSERT INTO identity (id, person_id, issuer, subject, bound_at) VALUES ($1, $2, $3, $4, $5)"),
        &args![id, person, issuer, subject, at],
    )
    .await?;
    Ok(())
}

pub(in crate::people) async fn person_by_identity(
    c: &mut Conn,
    issuer: &str,
    subject: &str,
) -> Result<Option<Person>, Fault> {
    c.first(
        sql!(
            "SELECT p.id, p.name, p.email, p.language
             FROM identity i
             JOIN person p ON p.id = i.person_id
             WHERE i.issuer = $1 AND i.subject = $2"
        ),
        &args![issuer, subject],
    )
    .await
}

struct Bound(String, Person);
impl db::FromRow for Bound {
    fn from_row(row: &mut db::Row<'_>) -> Result<Self, Fault> {
        Ok(Self(row.take()?, Person::from_row(row)?))
    }
}

/// As many as a chooser shows.
const LISTED_MAX: i64 = 200;

pub(in crate::people) async fn persons_of_issuer(
    c: &mut Conn,
    issuer: &str,
) -> Result<Vec<(String, Person)>, Fault> {
    let rows: Vec<Bound> = c
        .all(
            sql!(
                "SELECT i.subject, p.id, p.name, p.email, p.language
                 FROM identity i
                 JOIN person p ON p.id = i.person_id
                 WHERE i.issuer = $1
                 ORDER BY i.subject
                 LIMIT $2"
            ),
            &args![issuer, LISTED_MAX],
        )
        .await?;
    Ok(rows.into_iter().map(|Bound(key, person)| (key, person)).collect())
}

pub(in crate::people) async fn names(
    c: &mut Conn,
    ids: &[PersonId],
) -> Result<Vec<(PersonId, String)>, Fault> {
    c.all(sql!("SELECT id, name FROM person WHERE id {any $1} LIMIT 5000"), &args![ids]).await
}
