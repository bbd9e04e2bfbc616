//! Keys of long ago go: nobody sends the same request again after that.

use base::Moment;
use db::{Conn, Fault, Work};

use super::store;

/// How long the answer to a key is kept, in days: longer than a telephone is out of reach over a night's duty.
pub const KEY_DAYS: i64 = 2;

/// Some of the keys older than [`KEY_DAYS`] go. Answers how many.
pub struct ForgetKeys {
    /// The time it is.
    pub now: Moment,
    /// The most at once.
    pub limit: i64,
}

impl Work for ForgetKeys {
    type Done = u64;
    type Error = Fault;

    async fn run(&self, c: &mut Conn) -> Result<u64, Fault> {
        store::forget(c, self.now.plus_seconds(-KEY_DAYS * 86_400), self.limit).await
    }
}
