//! Messages seen long ago go; what happened stands in the history of what it was about.

use base::Moment;
use db::{Conn, Fault, Work};

use super::store;

/// How long a message is kept after it was seen, in days. One that nobody saw stays.
pub const SEEN_DAYS: i64 = 90;

/// Some of the messages seen more than [`SEEN_DAYS`] ago go. Answers how many.
pub struct ForgetNotices {
    /// The time it is.
    pub now: Moment,
    /// The most at once.
    pub limit: i64,
}

impl Work for ForgetNotices {
    type Done = u64;
    type Error = Fault;

    async fn run(&self, c: &mut Conn) -> Result<u64, Fault> {
        store::forget(c, self.now.plus_seconds(-SEEN_DAYS * 86_400), self.limit).await
    }
}
