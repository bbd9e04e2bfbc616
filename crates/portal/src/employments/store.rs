//! SQL of employments.

use base::{ActId, Day, EmploymentId, Moment, Percent, Period, PersonId, PlacementId};
use db::{Conn, Fault, args, from_row, sql};
use domain::{access::Permit, employment::Stated};

use super::OWN_MAX;

from_row! {
    struct Row {
        id: EmploymentId,
        placement: Option<PlacementId>,
        place: String,
        position: String,
        from: Day,
        until: Option<Day>,
        percent: Percent,
    }
}

/// What a doctor said of an employment.
pub(super) struct Own {
    pub(super) id: EmploymentId,
    /// Of this placement, instead of what the portal says.
    pub(super) placement: Option<PlacementId>,
    pub(super) stated: Stated,
}

/// What a doctor said, the first first.
pub(super) async fn own(c: &mut Conn, trainee: PersonId) -> Result<Vec<Own>, Fault> {
    let rows: Vec<Row> = c
        .all(
            sql!(
                "SELECT id, placement_id, place, position, from_day, until_day, percent FROM employment
                 WHERE trainee_id = $1 ORDER BY from_day, id LIMIT $2"
            ),
            &args![trainee, OWN_MAX],
        )
        .await?;
    let own = |row: Row| Own {
        id: row.id,
        placement: row.placement,
        stated: Stated {
            place: row.place,
            position: row.position,
            period: Period { from: row.from, until: row.until },
            percent: row.percent,
        },
    };
    Ok(rows.into_iter().map(own).collect())
}

pub(super) async fn count(c: &mut Conn, trainee: PersonId) -> Result<i64, Fault> {
    let found: Option<(i64,)> =
        c.first(sql!("SELECT COUNT(*) FROM employment WHERE trainee_id = $1"), &args![trainee]).await?;
    Ok(found.map_or(0, |(count,)| count))
}

/// Writes a new one; of a placement of which the doctor said something before, that is changed. It is the id of what stands there then.
pub(super) async fn keep(
    c: &mut Conn,
    (id, placement): (EmploymentId, Option<PlacementId>),
    (said, at): (&Stated, Moment),
    permit: &Permit,
) -> Result<EmploymentId, Fault> {
    let Stated { place, position, period, percent } = said;
    let kept: Option<(EmploymentId,)> = c
        .first(
            sql!(
                "INSERT INTO employment (id, trainee_id, place, position, from_day, until_day, percent, added_at, placement_id)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                 ON CONFLICT (trainee_id, placement_id) DO UPDATE SET place = excluded.place, position = excluded.position,
                     from_day = excluded.from_day, until_day = excluded.until_day, percent = excluded.percent
                 RETURNING id"
            ),
            &args![
                id,
                permit.actor(),
                place,
                position,
                period.from,
                period.until,
                *percent,
                at,
                placement
            ],
        )
        .await?;
    Ok(kept.map_or(id, |(id,)| id))
}

/// Writes what it is now.
pub(super) async fn change(
    c: &mut Conn,
    id: EmploymentId,
    said: &Stated,
    permit: &Permit,
) -> Result<(), Fault> {
    let Stated { place, position, period, percent } = said;
    c.execute(
        sql!(
            "UPDATE employment SET place = $3, position = $4, from_day = $5, until_day = $6, percent = $7
             WHERE id = $1 AND trainee_id = $2"
        ),
        &args![id, permit.actor(), place, position, period.from, period.until, *percent],
    )
    .await
    .map(drop)
}

/// Nothing happens when this trainee has no such one.
pub(super) async fn remove(c: &mut Conn, id: EmploymentId, permit: &Permit) -> Result<(), Fault> {
    c.execute(sql!("DELETE FROM employment WHERE id = $1 AND trainee_id = $2"), &args![id, permit.actor()])
        .await
        .map(drop)
}

/// When the overview was last confirmed, and the digest of what it was then.
pub(super) async fn confirmed(c: &mut Conn, trainee: PersonId) -> Result<Option<(Moment, Vec<u8>)>, Fault> {
    c.first(
        sql!(
            "SELECT at, digest FROM employment_confirmation WHERE trainee_id = $1 ORDER BY at DESC, act_id DESC LIMIT 1"
        ),
        &args![trainee],
    )
    .await
}

pub(super) async fn confirm(
    c: &mut Conn,
    act: ActId,
    at: Moment,
    digest: &[u8; 32],
    permit: &Permit,
) -> Result<(), Fault> {
    c.execute(
        sql!("INSERT INTO employment_confirmation (trainee_id, at, act_id, digest) VALUES ($1, $2, $3, $4)"),
        &args![permit.actor(), at, act, &digest[..]],
    )
    .await
    .map(drop)
}

from_row! {
    /// A confirmation with all that its row says.
    pub(super) struct StoredConfirmation {
        pub(super) trainee: PersonId,
        pub(super) at: Moment,
        pub(super) act: ActId,
        pub(super) digest: Vec<u8>,
    }
}

/// All confirmations of the trainees from one up to another.
pub(super) async fn of_trainees(
    c: &mut Conn,
    from: PersonId,
    until: PersonId,
) -> Result<Vec<StoredConfirmation>, Fault> {
    c.all(
        sql!(
            "SELECT trainee_id, at, act_id, digest FROM employment_confirmation
             WHERE trainee_id >= $1 AND trainee_id <= $2"
        ),
        &args![from, until],
    )
    .await
}
