//! What is sent on to an authority that does not fetch it: into a folder, into S3, or to an address that takes it; and the mail that says
//! that something waits.
//!
//! What a doctor sends is put into the queue in the transaction that sends it, and tried until it is there, for ever. A try moves through
//! [`round`]: claimed, reached, left, taken. Nothing is lost when it is cut off anywhere, and nothing doubled: files go by what is in them,
//! a delivery by the id of what was sent. It is made in the name of a machine of the authority (ADR 0015), which opens the case when it has
//! all. Why it is so: ADR 0016; what a receiver does: docs/deliveries.md.

mod mail;
mod objects;
mod parcel;
mod push;
mod round;
mod store;
mod tried;
mod ways;

use std::time::Duration;

use base::{ActId, CaseId, Moment};
use db::{Conn, Fault, Work};
use domain::{
    access::Permit,
    refusal::{Instead, Refusal},
};

pub use round::{Round, round, run};
pub use store::Waiting;
pub use ways::{Patience, Ways};

use crate::{
    error::{Error, Result},
    portal::Call,
};

/// How long a try may take. A claim lasts longer, so that who has it is either trying or gone.
const TRY: Duration = Duration::from_secs(10 * 60);
/// How long a claim lasts, in seconds.
const CLAIM_SECONDS: i64 = 15 * 60;
/// When a failed delivery is tried again for the first time, in seconds; each time after twice as long.
const AGAIN_SECONDS: i64 = 60;
/// The longest between two tries.
const AGAIN_SECONDS_MAX: i64 = 6 * 60 * 60;
/// The most that the operator is told of what waits.
const WAITING_MAX: i64 = 500;

/// What is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// All that was sent.
    Parcel,
    /// The words that something waits.
    Mail,
}

impl What {
    const fn code(self) -> &'static str {
        match self {
            Self::Parcel => "parcel",
            Self::Mail => "mail",
        }
    }
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// It is there.
    Delivered,
    /// Its doctor took it back before.
    Withdrawn,
    /// The time after the decision is over in which the authority opens what was sent.
    Shut,
}

impl Outcome {
    const fn code(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Withdrawn => "withdrawn",
            Self::Shut => "shut",
        }
    }
}

/// A try: what is tried, and by which claim.
#[derive(Debug, Clone)]
struct Step {
    row: store::Row,
    what: What,
    claim: [u8; 16],
}

/// When what was tried so often is tried again, in seconds.
fn again_seconds(attempts: i64) -> i64 {
    let doubled = u32::try_from(attempts - 1).unwrap_or(0).min(16);
    (AGAIN_SECONDS << doubled).min(AGAIN_SECONDS_MAX)
}

/// Puts what was just sent on its way, where its scheme has one; in the transaction that sends it.
pub async fn put(
    c: &mut Conn,
    call: &Call,
    (act, case): (ActId, CaseId),
    (scheme, nth): (&str, usize),
    _: &Permit,
) -> Result<(), Fault> {
    let nth = i64::try_from(nth).unwrap_or(i64::MAX);
    for (what, goes) in
        [(What::Parcel, call.portal.ways.sends(scheme)), (What::Mail, call.portal.ways.tells(scheme))]
    {
        if goes {
            store::put(c, (act, what), (case, scheme, nth), call.now).await?;
        }
    }
    Ok(())
}

/// How far a case is from its authority's own system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivering {
    /// Since when the first of what is not there waits.
    pub since: Moment,
    /// Since when the last of it does.
    pub last: Moment,
    /// Whether it may be that the receiver has some of it.
    left: bool,
    /// Until when somebody tries.
    until: Option<Moment>,
}

impl Delivering {
    /// Whether it is in the air, so that it cannot be taken back.
    pub fn is_held(&self, now: Moment) -> bool {
        self.left || self.until.is_some_and(|until| until > now)
    }
}

/// Those of these cases of which something is not yet delivered.
pub async fn under_way(c: &mut Conn, cases: &[CaseId]) -> Result<Vec<(CaseId, Delivering)>, Fault> {
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    let mut all: Vec<(CaseId, Delivering)> = Vec::new();
    for row in store::under(c, cases, false).await? {
        let (left, until) = (row.left_at.is_some(), row.claim.map(|_| row.due_at));
        match all.last_mut().filter(|(case, _)| *case == row.case) {
            Some((_, first)) => {
                first.last = row.put_at;
                first.left |= left;
                first.until = first.until.max(until);
            }
            None => all.push((row.case, Delivering { since: row.put_at, last: row.put_at, left, until })),
        }
    }
    Ok(all)
}

/// Ends what is on its way, for its doctor takes it back: refused while it is in the air, and when it may have come.
pub async fn take_back(c: &mut Conn, call: &Call, case: CaseId, _: &Permit) -> Result<()> {
    for row in store::under(c, &[case], true).await? {
        if row.outcome.is_some_and(|outcome| outcome == Outcome::Delivered.code()) {
            return Err(Refusal::WrongState(Instead::Opened).into());
        }
        if row.left_at.is_some() || row.claim.is_some() && row.due_at > call.now {
            return Err(Refusal::WrongState(Instead::Delivering).into());
        }
    }
    Ok(store::end(c, case, (Outcome::Withdrawn, call.now)).await?)
}

/// What waits, the oldest first, for the operator.
pub async fn waiting(c: &mut Conn) -> Result<Vec<Waiting>, Fault> {
    store::waiting(c, WAITING_MAX).await
}

/// Makes all that waits due now, whoever has claimed it. Answers how much that is.
pub struct Retry {
    /// When.
    pub now: Moment,
}

impl Work for Retry {
    type Done = u64;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<u64> {
        Ok(store::all_due(c, self.now).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_tried_again_after_a_minute_and_at_last_every_six_hours() {
        let after: Vec<i64> = (1..=11).map(|attempts| again_seconds(attempts) / 60).collect();
        assert_eq!(after, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]);
        assert_eq!(again_seconds(1_000_000), AGAIN_SECONDS_MAX);
    }
}
