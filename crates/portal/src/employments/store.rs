//! SQL of employments.

use base::{ActId, Day, EmploymentId, Moment, Percent, Period, PersonId};
use db::{Conn, Fault, args, from_row, sql};
use domain::{access::Permit, employment::Employment};

use super::{AddEmployment, Line, OWN_MAX};

from_row! {
    struct Row {
        id: EmploymentId,
        place: String,
        position: String,
        from: Day,
        until: Option<Day>,
        percent: Percent,
    }
}

/// What a doctor added, the first first.
pub(super) async fn own(c: &mut Conn, trainee: PersonId) -> Result<Vec<Line>, Fault> {
    let rows: Vec<Row> = c
        .all(
            sql!(
                "SELECT id, place, position, from_day, until_day, percent FROM employment
                 WHERE trainee_id = $1 ORDER BY from_day, id LIMIT $2"
            ),
            &args![trainee, OWN_MAX],
        )
        .await?;
    let line = |row: Row| Line {
        id: Some(row.id),
        employment: Employment {
            place: row.place,
            position: row.position,
            period: Period { from: row.from, until: row.until },
            percent: row.percent,
            known: false,
        },
    };
    Ok(rows.into_iter().map(line).collect())
}

pub(super) async fn count(c: &mut Conn, trainee: PersonId) -> Result<i64, Fault> {
    let found: Option<(i64,)> =
        c.first(sql!("SELECT COUNT(*) FROM employment WHERE trainee_id = $1"), &args![trainee]).await?;
    Ok(found.map_or(0, |(count,)| count))
}

pub(super) async fn add(
    c: &mut Conn,
    id: EmploymentId,
    new: &AddEmployment,
    permit: &Permit,
) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO employment (id, trainee_id, place, position, from_day, until_day, percent, added_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        ),
        &args![
            id,
            permit.actor(),
            new.place.trim(),
            new.position.trim(),
            new.from,
            new.until,
            new.percent,
            new.call.now
        ],
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
