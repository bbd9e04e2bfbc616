//! Once a day what nobody needs any more goes; each slice says what that is. What happened never goes: it is not in these tables.
//!
//! Several servers may do it at the same time: what one has taken away the other does not find.

use std::time::Duration;

use base::Moment;
use db::{Db, Fault, Work};

use crate::{
    documents,
    machines::ForgetAssertions,
    notices::ForgetNotices,
    people::{ForgetLinks, ForgetSessions, ForgetTokens},
    portal::App,
    repeats::ForgetKeys,
};

/// How often.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// How long after the start for the first time: whoever starts it wants to see a page first.
const FIRST: Duration = Duration::from_secs(10 * 60);
/// Rows that go in one transaction: few, so that other writers wait a few milliseconds at most.
const AT_ONCE: i64 = 500;

/// How many rows went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Gone {
    /// Answers kept for a key.
    pub keys: u64,
    /// Sessions that were over.
    pub sessions: u64,
    /// Links that logged nobody in any more.
    pub links: u64,
    /// Tokens that ended before yesterday.
    pub tokens: u64,
    /// Messages seen long ago.
    pub notices: u64,
    /// Assertions of machines that would not be good any more.
    pub assertions: u64,
}

/// Takes away what nobody needs at this moment.
pub async fn tidy(db: &Db, now: Moment) -> Result<Gone, Fault> {
    let limit = AT_ONCE;
    Ok(Gone {
        keys: all(db, || ForgetKeys { now, limit }).await?,
        sessions: all(db, || ForgetSessions { now, limit }).await?,
        links: all(db, || ForgetLinks { now, limit }).await?,
        tokens: all(db, || ForgetTokens { now, limit }).await?,
        notices: all(db, || ForgetNotices { now, limit }).await?,
        assertions: all(db, || ForgetAssertions { now, limit }).await?,
    })
}

/// Does it until there is nothing left to do.
async fn all<W: Work<Done = u64, Error = Fault>>(db: &Db, some: impl Fn() -> W) -> Result<u64, Fault> {
    let mut gone = 0;
    loop {
        let now = db.write(some()).await?;
        gone += now;
        if now < AT_ONCE.unsigned_abs() {
            return Ok(gone);
        }
    }
}

/// Tidies once a day, for ever.
pub(super) async fn run(app: App) {
    tokio::time::sleep(FIRST).await;
    loop {
        match tidy(&app.db, app.world.now()).await {
            Ok(Gone { keys, sessions, links, tokens, notices, assertions }) => {
                tracing::info!(
                    keys,
                    sessions,
                    links,
                    tokens,
                    notices,
                    assertions,
                    "What nobody needs any more is gone"
                );
            }
            Err(fault) => tracing::warn!("What nobody needs any more could not be taken away: {fault}"),
        }
        match documents::forget_files(&app, app.world.now()).await {
            Ok(files) => tracing::info!(files, "Files that no document names are gone"),
            Err(fault) => tracing::warn!("Files that no document names could not be taken away: {fault:#}"),
        }
        tokio::time::sleep(DAY).await;
    }
}
