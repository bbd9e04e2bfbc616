//! A work on PostgreSQL: a serializable transaction, run again when it met another.

use std::{
    hash::{BuildHasher, RandomState},
    sync::Arc,
    time::Duration,
};

use super::{
    Link,
    postgres::{Postgres, chain},
    postgres_fault::fault,
    postgres_session::Session,
};
use crate::{Conn, Fault, Work, work::caught_async};

/// How often a work is begun; with the pauses below, some four seconds under the worst press.
const ATTEMPTS_MAX: u32 = 30;
const PAUSE_MAX: Duration = Duration::from_millis(200);

/// Runs the work on a task of its own, which a client that hangs up does not end.
pub(crate) async fn write<W: Work>(postgres: &Arc<Postgres>, work: W) -> Result<W::Done, W::Error> {
    let postgres = Arc::clone(postgres);
    let task = tokio::spawn(async move {
        for attempt in 1..=ATTEMPTS_MAX {
            if let Some(outcome) = run_once(&postgres, &work).await {
                return outcome;
            }
            tokio::time::sleep(pause(attempt)).await;
        }
        Err(Fault::unavailable(format!("{} met others {ATTEMPTS_MAX} times", name::<W>())).into())
    });
    task.await.map_err(Fault::broken)?
}

/// `None` when it met another transaction.
async fn run_once<W: Work>(postgres: &Postgres, work: &W) -> Option<Result<W::Done, W::Error>> {
    let mut session = match postgres.session().await {
        Ok(session) => session,
        Err(fault) => return Some(Err(fault.into())),
    };
    session.begin();
    let mut conn = Conn::new(Link::Postgres(session));
    let result = match caught_async(work.run(&mut conn)).await {
        Ok(result) => result,
        Err(fault) => return Some(Err(fault.into())), // the connection goes with `conn`
    };
    let failed = conn.take_failed();
    let session = session_of(&mut conn);
    let met = session.met;
    let commits = result.is_ok() && !failed && !met;
    let ended = session.end(commits).await;
    match ended {
        _ if met => None,
        Ok(()) if result.is_ok() && failed => {
            Some(Err(Fault::broken(format!("{} went on after a failed statement", name::<W>())).into()))
        }
        Err(_) if commits && session.met => None,
        // The answer to COMMIT may be lost though it happened: never run again, the idempotency key tells.
        Err(error) if commits => Some(Err(fault(&error).into())),
        Err(error) => {
            tracing::warn!(
                error = chain(&error),
                "A transaction could not be rolled back; its connection goes"
            );
            Some(result)
        }
        Ok(()) => Some(result),
    }
}

fn session_of(conn: &mut Conn) -> &mut Session {
    match conn.link() {
        Link::Postgres(session) => session,
        Link::Sqlite(_) => unreachable!("made a line above"),
    }
}

fn name<W>() -> &'static str {
    std::any::type_name::<W>()
}

/// Between nothing and twice as long each time: two that met shall not meet again.
fn pause(attempt: u32) -> Duration {
    let longest = Duration::from_millis(1 << attempt.min(10)).min(PAUSE_MAX);
    // A fresh RandomState hashes anything to a random number: enough for this, and no dependency.
    let share = RandomState::new().hash_one(attempt) % 1024;
    longest.mul_f64(share as f64 / 1024.0)
}
