//! What an operator sees of deliveries, and may do: try them now, or end what has no way any more.

use base::Moment;
use db::{Conn, Fault, Work};

use super::{Waiting, Ways, What, store};
use crate::error::{Error, Result};

/// The most that the operator is told of what waits.
const WAITING_MAX: i64 = 500;

/// What waits, the oldest first, for the operator.
pub async fn waiting(c: &mut Conn) -> Result<Vec<Waiting>, Fault> {
    store::waiting(c, WAITING_MAX).await
}

impl Waiting {
    /// Why it is not there, as a code, with these ways; none: it was not tried yet.
    pub fn why(&self, ways: &Ways) -> Option<&str> {
        let mail = self.what == What::Mail.code();
        let goes = ways.goes(&self.scheme, if mail { What::Mail } else { What::Parcel });
        if goes { self.reason.as_deref() } else { Some("no_way") }
    }
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

/// What of a scheme has no way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    parcels: bool,
    mails: bool,
}

impl Standing {
    /// With these ways; none: all of it goes somewhere.
    pub fn of(ways: &Ways, scheme: &str) -> Option<Self> {
        let stands = |what| !ways.goes(scheme, what);
        let found = Self { parcels: stands(What::Parcel), mails: stands(What::Mail) };
        (found.parcels || found.mails).then_some(found)
    }

    fn whats(self) -> impl Iterator<Item = What> {
        [(What::Parcel, self.parcels), (What::Mail, self.mails)]
            .into_iter()
            .filter_map(|(what, stands)| stands.then_some(what))
    }
}

/// How long something must have been due, in seconds, without anybody trying it: then no portal that serves has its way.
const IDLE_SECONDS: i64 = 60;

/// Gives up what waits of a scheme and has no way any more: it is the desk's alone, and its doctor can take it back.
pub struct End {
    /// The scheme's code.
    pub scheme: String,
    /// What of it.
    pub standing: Standing,
    /// Whether it is done; else it is only told.
    pub apply: bool,
    /// When.
    pub now: Moment,
}

/// What was given up, or would be.
#[derive(Debug, PartialEq, Eq)]
pub enum Ended {
    /// Nothing: a portal may still try it, with settings that have its way.
    Tried,
    /// This.
    All {
        /// The oldest of it.
        first: Vec<Waiting>,
        /// How much was ended.
        count: u64,
    },
}

impl Work for End {
    type Done = Ended;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Ended> {
        let (mut first, mut count) = (Vec::new(), 0);
        for what in self.standing.whats() {
            if store::is_due_after(c, (&self.scheme, what), self.now.plus_seconds(-IDLE_SECONDS)).await? {
                return Ok(Ended::Tried);
            }
        }
        for what in self.standing.whats() {
            let of = (&*self.scheme, what);
            first.extend(store::waiting_of(c, of, WAITING_MAX).await?);
            if self.apply {
                count += store::end_all(c, of, self.now).await?;
            }
        }
        Ok(Ended::All { first, count })
    }
}
