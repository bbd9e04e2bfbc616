//! SQL of what is on its way. Whoever tries writes a claim first; a row is claimed while its claim stands and its time has not come.

use base::{ActId, CaseId, Moment};
use db::{Conn, Fault, args, from_row, sql};

use super::{Outcome, What, steps::Step};

from_row! {
    /// Something on its way, as a try sees it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub(super) struct Row {
        pub(super) act: ActId,
        pub(super) case: CaseId,
        pub(super) nth: i64,
        pub(super) attempts: i64,
        pub(super) left_at: Option<Moment>,
        pub(super) looked: bool,
    }
}

from_row! {
    /// How far something of a case has come.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub(super) struct Under {
        pub(super) case: CaseId,
        pub(super) scheme: String,
        pub(super) put_at: Moment,
        pub(super) due_at: Moment,
        pub(super) claim: Option<Vec<u8>>,
        pub(super) left_at: Option<Moment>,
        pub(super) outcome: Option<String>,
    }
}

from_row! {
    /// What waits, as the operator is told.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Waiting {
        /// The scheme's code.
        pub scheme: String,
        /// `parcel` or `mail`.
        pub what: String,
        /// The case's id; names and numbers are in no log.
        pub case: CaseId,
        /// The how-manieth thing sent in it.
        pub nth: i64,
        /// Since when it waits.
        pub put_at: Moment,
        /// How often it was tried.
        pub attempts: i64,
        /// Why the last try failed.
        pub reason: Option<String>,
        /// When it is tried next.
        pub due_at: Moment,
        /// Since when it may be that the receiver has it.
        pub left_at: Option<Moment>,
    }
}

macro_rules! rows {
    ($rest:literal) => {
        sql!(concat!(
            "SELECT d.act_id, d.case_id, d.nth, d.attempts, d.left_at, d.looked FROM delivery d WHERE d.done_at IS NULL ",
            $rest
        ))
    };
}

macro_rules! waiting {
    ($rest:literal) => {
        sql!(concat!(
            "SELECT d.scheme, d.what, d.case_id, d.nth, d.put_at, d.attempts, d.reason, d.due_at, d.left_at FROM delivery d WHERE d.done_at IS NULL ",
            $rest
        ))
    };
}

pub(super) async fn put(
    c: &mut Conn,
    (act, what): (ActId, What),
    (case, scheme, nth): (CaseId, &str, i64),
    now: Moment,
) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO delivery (act_id, what, case_id, scheme, nth, put_at, due_at, attempts, looked)
             VALUES ($1, $2, $3, $4, $5, $6, $6, 0, $7)"
        ),
        &args![act, what.code(), case, scheme, nth, now, false],
    )
    .await
    .map(drop)
}

/// The first that is due. What was sent later in a case waits for what was sent before.
pub(super) async fn due(c: &mut Conn, scheme: &str, what: What, now: Moment) -> Result<Option<Row>, Fault> {
    c.first(
        rows!(
            "AND d.scheme = $1 AND d.what = $2 AND d.due_at <= $3
               AND NOT EXISTS (SELECT 1 FROM delivery e WHERE e.case_id = d.case_id AND e.what = d.what AND e.nth < d.nth AND e.done_at IS NULL)
             ORDER BY d.due_at, d.act_id LIMIT 1"
        ),
        &args![scheme, what.code(), now],
    )
    .await
}

/// Claims what is due until some time, and counts the try. False: another has it, or it is done.
pub(super) async fn claim(
    c: &mut Conn,
    (act, what): (ActId, What),
    claim: &[u8],
    (now, until): (Moment, Moment),
) -> Result<bool, Fault> {
    let rows = c
        .execute(
            sql!(
                "UPDATE delivery SET claim = $3, due_at = $5, attempts = attempts + 1
                 WHERE act_id = $1 AND what = $2 AND done_at IS NULL AND due_at <= $4"
            ),
            &args![act, what.code(), claim, now, until],
        )
        .await?;
    Ok(rows == 1)
}

/// The row, while this claim of it holds.
pub(super) async fn claimed(
    c: &mut Conn,
    (act, what): (ActId, What),
    claim: &[u8],
    now: Moment,
) -> Result<Option<Row>, Fault> {
    c.first(
        rows!("AND d.act_id = $1 AND d.what = $2 AND d.claim = $3 AND d.due_at > $4"),
        &args![act, what.code(), claim, now],
    )
    .await
}

/// From now on it may be that the receiver has it, and the access log says so.
pub(super) async fn leave(c: &mut Conn, (act, what): (ActId, What), now: Moment) -> Result<(), Fault> {
    c.execute(
        sql!(
            "UPDATE delivery SET left_at = COALESCE(left_at, $3), looked = $4 WHERE act_id = $1 AND what = $2"
        ),
        &args![act, what.code(), now, true],
    )
    .await
    .map(drop)
}

/// A try of this claim failed; `left_at` is what is known after it.
pub(super) async fn failed(
    c: &mut Conn,
    step: &Step,
    (due, left_at): (Moment, Option<Moment>),
    reason: &str,
) -> Result<bool, Fault> {
    let rows = c
        .execute(
            sql!(
                "UPDATE delivery SET claim = NULL, due_at = $4, left_at = $5, reason = $6
                 WHERE act_id = $1 AND what = $2 AND claim = $3 AND done_at IS NULL"
            ),
            &args![step.row.act, step.what.code(), &step.claim[..], due, left_at, reason],
        )
        .await?;
    Ok(rows == 1)
}

/// It is done. What is done stays done.
pub(super) async fn done(
    c: &mut Conn,
    (act, what): (ActId, What),
    (outcome, now): (Outcome, Moment),
) -> Result<bool, Fault> {
    let rows = c
        .execute(
            sql!(
                "UPDATE delivery SET claim = NULL, reason = NULL, done_at = $3, outcome = $4
                 WHERE act_id = $1 AND what = $2 AND done_at IS NULL"
            ),
            &args![act, what.code(), now, outcome.code()],
        )
        .await?;
    Ok(rows == 1)
}

/// All of a case is done that is not yet.
pub(super) async fn end(c: &mut Conn, case: CaseId, (outcome, now): (Outcome, Moment)) -> Result<(), Fault> {
    c.execute(
        sql!("UPDATE delivery SET claim = NULL, done_at = $2, outcome = $3 WHERE case_id = $1 AND done_at IS NULL"),
        &args![case, now, outcome.code()],
    )
    .await
    .map(drop)
}

/// The most of what was sent in one case that is looked at: its verbs stop before.
const OF_CASE_MAX: i64 = 200;

/// How far parcels of these cases have come; those done only where `all` is asked for.
pub(super) async fn under(c: &mut Conn, cases: &[CaseId], all: bool) -> Result<Vec<Under>, Fault> {
    let limit = OF_CASE_MAX * i64::try_from(cases.len()).unwrap_or(i64::MAX / OF_CASE_MAX);
    c.all(
        sql!(
            "SELECT case_id, scheme, put_at, due_at, claim, left_at, outcome FROM delivery
             WHERE case_id {any $1} AND what = 'parcel' AND (done_at IS NULL OR $2) ORDER BY case_id, nth LIMIT $3"
        ),
        &args![cases, all, limit],
    )
    .await
}

/// What waits, the oldest first.
pub(super) async fn waiting(c: &mut Conn, limit: i64) -> Result<Vec<Waiting>, Fault> {
    c.all(waiting!("ORDER BY d.put_at, d.act_id, d.what LIMIT $1"), &args![limit]).await
}

/// How much of it waits.
pub(super) async fn count(c: &mut Conn, scheme: &str, what: What) -> Result<i64, Fault> {
    let count: Option<(i64,)> = c
        .first(
            sql!("SELECT COUNT(*) FROM delivery WHERE scheme = $1 AND what = $2 AND done_at IS NULL"),
            &args![scheme, what.code()],
        )
        .await?;
    Ok(count.map_or(0, |(count,)| count))
}

/// What of it waits, the oldest first.
pub(super) async fn waiting_of(
    c: &mut Conn,
    (scheme, what): (&str, What),
    limit: i64,
) -> Result<Vec<Waiting>, Fault> {
    c.all(
        waiting!("AND d.scheme = $1 AND d.what = $2 ORDER BY d.put_at, d.act_id LIMIT $3"),
        &args![scheme, what.code(), limit],
    )
    .await
}

/// Whether any of it is due later than this.
pub(super) async fn is_due_after(
    c: &mut Conn,
    (scheme, what): (&str, What),
    at: Moment,
) -> Result<bool, Fault> {
    let row: Option<(ActId,)> = c
        .first(
            sql!(
                "SELECT act_id FROM delivery WHERE scheme = $1 AND what = $2 AND done_at IS NULL AND due_at > $3 LIMIT 1"
            ),
            &args![scheme, what.code(), at],
        )
        .await?;
    Ok(row.is_some())
}

/// All of it is given up.
pub(super) async fn end_all(c: &mut Conn, (scheme, what): (&str, What), now: Moment) -> Result<u64, Fault> {
    c.execute(
        sql!(
            "UPDATE delivery SET claim = NULL, done_at = $3, outcome = $4
             WHERE scheme = $1 AND what = $2 AND done_at IS NULL"
        ),
        &args![scheme, what.code(), now, Outcome::Ended.code()],
    )
    .await
}

/// All that waits is due, also what somebody claimed: whose claim is gone writes nothing more.
pub(super) async fn all_due(c: &mut Conn, now: Moment) -> Result<u64, Fault> {
    c.execute(sql!("UPDATE delivery SET claim = NULL, due_at = $1 WHERE done_at IS NULL"), &args![now]).await
}
