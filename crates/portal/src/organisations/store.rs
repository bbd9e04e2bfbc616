//! The SQL of organisation and organisation_tree.

use base::{Day, OrganisationId, Period};
use db::{Conn, Fault, FromRow, Row, args, sql};

use super::Organisation;

impl FromRow for Organisation {
    fn from_row(row: &mut Row<'_>) -> Result<Self, Fault> {
        Ok(Self {
            id: row.take()?,
            scheme: row.take()?,
            kind: row.take()?,
            code: row.take()?,
            name: row.take()?,
            parent: row.take()?,
            setting: row.take()?,
            period: Period { from: row.take()?, until: row.take()? },
            successor: row.take()?,
        })
    }
}

pub(super) async fn insert(c: &mut Conn, new: &Organisation, sort_key: Vec<u8>) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO organisation
                (id, scheme, kind, code, name, sort_key, parent_id, setting, from_day, until_day, successor_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        ),
        &args![
            new.id,
            &new.scheme,
            &new.kind,
            &new.code,
            &new.name,
            sort_key,
            new.parent,
            new.setting.clone(),
            new.period.from,
            new.period.until,
            new.successor
        ],
    )
    .await?;
    Ok(())
}

/// A new unit's paths: to itself, and through its parent to all above.
pub(super) async fn insert_paths(
    c: &mut Conn,
    id: OrganisationId,
    parent: Option<OrganisationId>,
) -> Result<(), Fault> {
    c.execute(
        sql!("INSERT INTO organisation_tree (ancestor_id, descendant_id, depth) VALUES ($1, $1, 0)"),
        &args![id],
    )
    .await?;
    graft(c, id, parent).await
}

pub(super) async fn update(c: &mut Conn, wanted: &Organisation, sort_key: Vec<u8>) -> Result<(), Fault> {
    c.execute(
        sql!(
            "UPDATE organisation
             SET kind = $2, name = $3, sort_key = $4, parent_id = $5, setting = $6, from_day = $7, until_day = $8,
                 successor_id = $9
             WHERE id = $1"
        ),
        &args![
            wanted.id,
            &wanted.kind,
            &wanted.name,
            sort_key,
            wanted.parent,
            wanted.setting.clone(),
            wanted.period.from,
            wanted.period.until,
            wanted.successor
        ],
    )
    .await?;
    Ok(())
}

/// Cuts every path from above `id` into it and what is below it.
pub(super) async fn cut(c: &mut Conn, id: OrganisationId) -> Result<(), Fault> {
    c.execute(
        sql!(
            "DELETE FROM organisation_tree
             WHERE descendant_id IN (SELECT below.descendant_id FROM organisation_tree below WHERE below.ancestor_id = $1)
               AND ancestor_id IN (SELECT above.ancestor_id FROM organisation_tree above
                                   WHERE above.descendant_id = $1 AND above.depth > 0)"
        ),
        &args![id],
    )
    .await?;
    Ok(())
}

/// Makes every path from `parent` and above to `id` and below.
pub(super) async fn graft(
    c: &mut Conn,
    id: OrganisationId,
    parent: Option<OrganisationId>,
) -> Result<(), Fault> {
    let Some(parent) = parent else { return Ok(()) };
    c.execute(
        sql!(
            "INSERT INTO organisation_tree (ancestor_id, descendant_id, depth)
             SELECT above.ancestor_id, below.descendant_id, above.depth + below.depth + 1
             FROM organisation_tree above
             CROSS JOIN organisation_tree below
             WHERE above.descendant_id = $2 AND below.ancestor_id = $1"
        ),
        &args![id, parent],
    )
    .await?;
    Ok(())
}

pub(super) async fn is_below(
    c: &mut Conn,
    unit: OrganisationId,
    above: OrganisationId,
) -> Result<bool, Fault> {
    let row: Option<(i64,)> = c
        .first(
            sql!("SELECT depth FROM organisation_tree WHERE descendant_id = $1 AND ancestor_id = $2"),
            &args![unit, above],
        )
        .await?;
    Ok(row.is_some())
}

macro_rules! organisations {
    ($rest:literal) => {
        sql!(concat!(
            "SELECT id, scheme, kind, code, name, parent_id, setting, from_day, until_day, successor_id
             FROM organisation ",
            $rest
        ))
    };
}

pub(super) async fn by_id(c: &mut Conn, id: OrganisationId) -> Result<Option<Organisation>, Fault> {
    c.first(organisations!("WHERE id = $1"), &args![id]).await
}

pub(super) async fn by_code(c: &mut Conn, scheme: &str, code: &str) -> Result<Option<Organisation>, Fault> {
    c.first(organisations!("WHERE scheme = $1 AND code = $2"), &args![scheme, code]).await
}

/// More units than any country of ours has.
const UNITS_MAX: i64 = 100_000;

pub(super) async fn of_scheme(c: &mut Conn, scheme: &str) -> Result<Vec<Organisation>, Fault> {
    c.all(organisations!("WHERE scheme = $1 ORDER BY code LIMIT $2"), &args![scheme, UNITS_MAX]).await
}

pub(super) async fn above(c: &mut Conn, units: &[OrganisationId]) -> Result<Vec<OrganisationId>, Fault> {
    let rows: Vec<(OrganisationId,)> = c
        .all(
            sql!(
                "SELECT DISTINCT ancestor_id FROM organisation_tree WHERE descendant_id {any $1} ORDER BY ancestor_id LIMIT 5000"
            ),
            &args![units],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// More units than any page lists.
const BELOW_MAX: i64 = 500;

pub(super) async fn right_below(
    c: &mut Conn,
    unit: Option<OrganisationId>,
    today: Day,
) -> Result<Vec<Organisation>, Fault> {
    let nobody = OrganisationId::from_uuid(uuid::Uuid::nil());
    c.all(
        organisations!(
            "WHERE COALESCE(parent_id, $1) = $2 AND (until_day IS NULL OR until_day >= $3) ORDER BY sort_key, id LIMIT $4"
        ),
        &args![nobody, unit.unwrap_or(nobody), today, BELOW_MAX],
    )
    .await
}

pub(super) async fn setting(c: &mut Conn, id: OrganisationId) -> Result<Option<String>, Fault> {
    let row: Option<(String,)> = c
        .first(
            sql!(
                "SELECT o.setting
                 FROM organisation_tree t
                 JOIN organisation o ON o.id = t.ancestor_id
                 WHERE t.descendant_id = $1 AND o.setting IS NOT NULL
                 ORDER BY t.depth
                 LIMIT 1"
            ),
            &args![id],
        )
        .await?;
    Ok(row.map(|(setting,)| setting))
}
