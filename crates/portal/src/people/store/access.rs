//! Rows of role_grant and delegation.

use base::{Day, DelegationId, GrantId, Moment, OrganisationId, Period, PersonId};
use db::{Conn, Fault, FromRow, Row, args, sql};
use domain::access::Role;

use crate::people::{Delegation, Grant, LendApproval, NewGrant, Over, PastDelegation, Place, Tenure};

impl FromRow for Grant {
    fn from_row(row: &mut Row<'_>) -> Result<Self, Fault> {
        let (id, person, role) = (row.take()?, row.take()?, row.take::<String>()?);
        let (scheme, kind, over_id, code) = (row.take()?, row.take::<String>()?, row.take()?, row.take()?);
        let (from, until, over_name) = (row.take()?, row.take()?, row.take()?);
        let strange = |what: &str| Fault::Broken(format!("role_grant {id} has a strange {what}"));
        let role: Role = role.parse().map_err(|_| strange("role"))?;
        let over = Over::read(&kind, over_id, code).ok_or_else(|| strange("over_kind"))?;
        Ok(Self { id, person, role, scheme, over, over_name, period: Period { from, until } })
    }
}

pub(in crate::people) async fn insert_grant(
    c: &mut Conn,
    id: GrantId,
    new: &NewGrant,
    by: Option<PersonId>,
    at: Moment,
) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO role_grant
                (id, person_id, role, scheme, over_kind, over_id, over_code, from_day, until_day, granted_by, granted_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        ),
        &args![
            id,
            new.person,
            new.role.code(),
            &new.scheme,
            new.over.kind(),
            new.over.id(),
            new.over.code(),
            new.period.from,
            new.period.until,
            by,
            at
        ],
    )
    .await?;
    Ok(())
}

pub(in crate::people) async fn end_grant(c: &mut Conn, id: GrantId, at: Moment) -> Result<u64, Fault> {
    c.execute(sql!("UPDATE role_grant SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL"), &args![id, at])
        .await
}

/// Whether somebody was ever given the role of a machine: then they are one.
pub(in crate::people) async fn was_machine(c: &mut Conn, person: PersonId) -> Result<bool, Fault> {
    let first =
        sql!("SELECT id FROM role_grant WHERE person_id = $1 AND role = 'machine' ORDER BY id LIMIT 1");
    Ok(c.first::<(GrantId,)>(first, &args![person]).await?.is_some())
}

/// Gives a role another last day, or none.
pub(in crate::people) async fn set_last_day(
    c: &mut Conn,
    id: GrantId,
    last: Option<Day>,
) -> Result<u64, Fault> {
    c.execute(
        sql!("UPDATE role_grant SET until_day = $2 WHERE id = $1 AND ended_at IS NULL"),
        &args![id, last],
    )
    .await
}

macro_rules! grants {
    ($rest:literal) => {
        grants!("", $rest)
    };
    ($more:literal, $rest:literal) => {
        sql!(concat!(
            "SELECT g.id, g.person_id, g.role, g.scheme, g.over_kind, g.over_id, g.over_code, g.from_day, g.until_day,
                    COALESCE(o.name, p.name)",
            $more,
            " FROM role_grant g
             LEFT JOIN organisation o ON g.over_kind = 'organisation' AND o.id = g.over_id
             LEFT JOIN person p ON g.over_kind = 'person' AND p.id = g.over_id ",
            $rest
        ))
    };
}

pub(in crate::people) async fn grant(c: &mut Conn, id: GrantId) -> Result<Option<Grant>, Fault> {
    c.first(grants!("WHERE g.id = $1"), &args![id]).await
}

pub(in crate::people) async fn grants_on(
    c: &mut Conn,
    person: PersonId,
    on: Day,
) -> Result<Vec<Grant>, Fault> {
    c.all(
        grants!(
            "WHERE g.person_id = $1 AND g.ended_at IS NULL
               AND g.from_day <= $2 AND (g.until_day IS NULL OR g.until_day >= $2)
             ORDER BY g.role, COALESCE(o.sort_key, p.sort_key), g.id
             LIMIT 500"
        ),
        &args![person, on],
    )
    .await
}

pub(in crate::people) async fn grants_not_ended(c: &mut Conn, person: PersonId) -> Result<Vec<Grant>, Fault> {
    c.all(grants!("WHERE g.person_id = $1 AND g.ended_at IS NULL ORDER BY g.id LIMIT 2000"), &args![person])
        .await
}

impl FromRow for Tenure {
    fn from_row(row: &mut Row<'_>) -> Result<Self, Fault> {
        let (mut grant, ended_at, specialty) = (Grant::from_row(row)?, row.take()?, row.take()?);
        grant.over_name = grant.over_name.or(specialty);
        Ok(Self { grant, ended_at })
    }
}

pub(in crate::people) async fn tenures(
    c: &mut Conn,
    person: PersonId,
    limit: i64,
) -> Result<Vec<Tenure>, Fault> {
    c.all(
        grants!(
            ", g.ended_at, CASE WHEN g.over_kind = 'specialty' THEN
                 (SELECT MIN(s.title) FROM programme s WHERE s.scheme = g.scheme AND s.specialty = g.over_code) END",
            "WHERE g.person_id = $1 ORDER BY g.from_day DESC, g.id DESC LIMIT $2"),
        &args![person, limit],
    )
    .await
}

struct Holder(String, Grant);
impl FromRow for Holder {
    fn from_row(row: &mut Row<'_>) -> Result<Self, Fault> {
        let grant = Grant::from_row(row)?;
        Ok(Self(row.take()?, grant))
    }
}

/// Roles over a place, and over these people, that are not over, each with its holder's name.
pub(in crate::people) async fn holders(
    c: &mut Conn,
    place: &Place,
    trainees: &[PersonId],
    today: Day,
) -> Result<Vec<(String, Grant)>, Fault> {
    let (kind, id, code) = (place.over.kind(), place.over.id(), place.over.code());
    let rows: Vec<Holder> = c
        .all(
            grants!(
                ", (SELECT h.name FROM person h WHERE h.id = g.person_id)",
                "WHERE g.ended_at IS NULL AND (g.until_day IS NULL OR g.until_day >= $1) AND g.scheme = $2
                   AND ((g.over_kind = $3 AND COALESCE(g.over_id, $4) = $4 AND COALESCE(g.over_code, $5) = $5)
                        OR (g.over_kind = 'person' AND g.over_id {any $6}))
                 ORDER BY g.role, g.from_day, g.id LIMIT 500"
            ),
            &args![today, &place.scheme, kind, id.unwrap_or_default(), code.unwrap_or_default(), trainees],
        )
        .await?;
    Ok(rows.into_iter().map(|Holder(name, grant)| (name, grant)).collect())
}

/// The grants that make a person leader over a unit today; they stay so until the transaction ends.
pub(in crate::people) async fn leaders_grants(
    c: &mut Conn,
    person: PersonId,
    unit: OrganisationId,
    today: Day,
) -> Result<Vec<GrantId>, Fault> {
    let rows: Vec<(GrantId,)> = c
        .all(
            sql!(
                "SELECT g.id
                 FROM role_grant g
                 JOIN organisation_tree t ON t.ancestor_id = g.over_id AND t.descendant_id = $2
                 WHERE g.person_id = $1 AND g.role = 'leader' AND g.over_kind = 'organisation' AND g.ended_at IS NULL
                   AND g.from_day <= $3 AND (g.until_day IS NULL OR g.until_day >= $3)
                 {for_share g}"
            ),
            &args![person, unit, today],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

pub(in crate::people) async fn insert_delegation(
    c: &mut Conn,
    id: DelegationId,
    (scheme, new): (&str, &LendApproval),
    at: Moment,
) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO delegation
                (id, from_person, to_person, organisation_id, scheme, from_day, until_day, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        ),
        &args![id, new.call.actor, new.to, new.over, scheme, new.from, new.until, at],
    )
    .await?;
    Ok(())
}

/// Whether a leader's role that was there when the delegation `d` was made is not over on this day.
macro_rules! rests_on_a_role {
    ($today:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM role_grant g
                     JOIN organisation_tree u ON u.ancestor_id = g.over_id AND u.descendant_id = d.organisation_id
                     WHERE g.person_id = d.from_person AND g.role = 'leader' AND g.scheme = d.scheme
                       AND g.over_kind = 'organisation' AND g.granted_at <= d.created_at AND g.ended_at IS NULL
                       AND (g.until_day IS NULL OR g.until_day >= ",
            $today,
            "))"
        )
    };
}

/// Whether the leader has lent the same person the same unit on one of the same days, and still does.
pub(in crate::people) async fn is_lent(c: &mut Conn, new: &LendApproval) -> Result<bool, Fault> {
    let found: Option<(DelegationId,)> = c
        .first(
            sql!(concat!(
                "SELECT d.id FROM delegation d
                 WHERE d.from_person = $1 AND d.to_person = $2 AND d.organisation_id = $3 AND d.ended_at IS NULL
                   AND d.from_day <= $5 AND d.until_day >= $4 AND ",
                rests_on_a_role!("$6"),
                " LIMIT 1"
            )),
            &args![new.call.actor, new.to, new.over, new.from, new.until, new.call.today],
        )
        .await?;
    Ok(found.is_some())
}

pub(in crate::people) async fn delegations(
    c: &mut Conn,
    person: PersonId,
    today: Day,
) -> Result<Vec<Delegation>, Fault> {
    c.all(
        sql!(concat!(
            "SELECT d.id, d.from_person, f.name, d.to_person, t.name, d.organisation_id, o.name, d.scheme, d.from_day, d.until_day
             FROM delegation d
             JOIN person f ON f.id = d.from_person
             JOIN person t ON t.id = d.to_person
             JOIN organisation o ON o.id = d.organisation_id
             WHERE (d.from_person = $1 OR d.to_person = $1) AND d.ended_at IS NULL AND d.until_day >= $2
               AND ",
            rests_on_a_role!("$2"),
            " ORDER BY d.until_day, d.id LIMIT 500"
        )),
        &args![person, today],
    )
    .await
}

pub(in crate::people) async fn past_delegations(
    c: &mut Conn,
    from: PersonId,
    today: Day,
    limit: i64,
) -> Result<Vec<PastDelegation>, Fault> {
    c.all(
        sql!(concat!(
            "SELECT d.id, t.name, o.name, d.from_day, d.until_day, d.ended_at
             FROM delegation d
             JOIN person t ON t.id = d.to_person
             JOIN organisation o ON o.id = d.organisation_id
             WHERE d.from_person = $1 AND (d.ended_at IS NOT NULL OR d.until_day < $2 OR NOT ",
            rests_on_a_role!("$2"),
            ") ORDER BY d.id DESC LIMIT $3"
        )),
        &args![from, today, limit],
    )
    .await
}

pub(in crate::people) async fn delegation_parties(
    c: &mut Conn,
    id: DelegationId,
) -> Result<Option<(PersonId, PersonId)>, Fault> {
    c.first(sql!("SELECT from_person, to_person FROM delegation WHERE id = $1"), &args![id]).await
}

pub(in crate::people) async fn end_delegation(
    c: &mut Conn,
    id: DelegationId,
    at: Moment,
) -> Result<u64, Fault> {
    c.execute(sql!("UPDATE delegation SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL"), &args![id, at])
        .await
}
