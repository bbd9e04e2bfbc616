//! Ways in that lead nowhere any more go: sessions that are over, links that were used or grew too old, tokens that have ended.

use base::Moment;
use db::{Conn, Fault, Work};

use super::{IDLE_SECONDS, store};

/// Some of the sessions that are over go. Answers how many.
pub struct ForgetSessions {
    /// The time it is.
    pub now: Moment,
    /// The most at once.
    pub limit: i64,
}

impl Work for ForgetSessions {
    type Done = u64;
    type Error = Fault;

    async fn run(&self, c: &mut Conn) -> Result<u64, Fault> {
        store::forget_sessions(c, self.now, self.now.plus_seconds(-IDLE_SECONDS), self.limit).await
    }
}

/// Some of the links that log nobody in any more go. Answers how many.
pub struct ForgetLinks {
    /// The time it is.
    pub now: Moment,
    /// The most at once.
    pub limit: i64,
}

impl Work for ForgetLinks {
    type Done = u64;
    type Error = Fault;

    async fn run(&self, c: &mut Conn) -> Result<u64, Fault> {
        store::forget_links(c, self.now, self.limit).await
    }
}

/// How long a token is kept that opens nothing any more, in seconds: whoever looks for it the next day still finds when it ended.
const TOKEN_KEPT: i64 = 86_400;

/// Some of the tokens that open nothing any more go. Answers how many.
pub struct ForgetTokens {
    /// The time it is.
    pub now: Moment,
    /// The most at once.
    pub limit: i64,
}

impl Work for ForgetTokens {
    type Done = u64;
    type Error = Fault;

    async fn run(&self, c: &mut Conn) -> Result<u64, Fault> {
        store::forget_tokens(c, self.now.plus_seconds(-TOKEN_KEPT), self.limit).await
    }
}
