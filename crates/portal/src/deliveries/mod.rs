//! What is sent on to an authority that does not fetch it: into a folder, into S3, or to an address that takes it; and the mail that says
//! that something waits.
//!
//! What a doctor sends is put into the queue in the transaction that sends it, and tried until it is there, for ever. A try moves through
//! [`round`]: claimed, reached, left, taken. Nothing is lost when it is cut off anywhere, and nothing doubled: files go by what is in them,
//! a delivery by the id of what was sent. It is made in the name of a machine of the authority (ADR 0015), which opens the case when it has
//! all. Why it is so: ADR 0016; what a receiver does: docs/deliveries.md.

mod folder;
mod mail;
mod objects;
mod operator;
mod parcel;
mod push;
mod round;
mod steps;
mod store;
mod tried;
mod under_way;
mod ways;

use std::time::Duration;

use base::{ActId, CaseId};
use db::{Conn, Fault};
use domain::access::Permit;

pub use operator::{End, Ended, Retry, Standing, waiting};
pub use round::{Round, round, run};
pub use store::Waiting;
pub use under_way::{Delivering, take_back, under_way};
pub use ways::{Patience, Ways};

use crate::portal::Call;

/// How long a try may take. A claim lasts longer, so that who has it is either trying or gone.
const TRY: Duration = Duration::from_secs(10 * 60);
/// How long a claim lasts, in seconds.
const CLAIM_SECONDS: i64 = 15 * 60;
/// When a failed delivery is tried again for the first time, in seconds; each time after twice as long.
const AGAIN_SECONDS: i64 = 60;
/// The longest between two tries.
const AGAIN_SECONDS_MAX: i64 = 6 * 60 * 60;

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
    /// Its way was taken out, and the operator gave it up.
    Ended,
    /// The key that sealed it was taken out of those that are believed.
    KeyEnded,
}

impl Outcome {
    const fn code(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Withdrawn => "withdrawn",
            Self::Shut => "shut",
            Self::Ended => "ended",
            Self::KeyEnded => "key_ended",
        }
    }
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
    for what in [What::Parcel, What::Mail] {
        if call.portal.ways.goes(scheme, what) {
            store::put(c, (act, what), (case, scheme, nth), call.now).await?;
        }
    }
    Ok(())
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
