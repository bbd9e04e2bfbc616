//! `attest deliveries`: what is on its way to an authority, why it is not there, and trying it now.

use super::{Failure, say, site::Site};
use crate::{
    config::Config,
    deliveries::{self, Retry, Waiting},
};

/// Prints what waits, a line each, the oldest first.
pub(super) async fn list(config: &Config) -> Result<(), Failure> {
    let site = Site::open(config).await?;
    let waiting = site.db.read(|c| Box::pin(deliveries::waiting(c))).await?;
    if waiting.is_empty() {
        say("Nothing waits.");
    }
    for one in waiting {
        let Waiting { scheme, what, case, nth, put_at, attempts, reason, due_at } = one;
        let why = reason.unwrap_or_else(|| "not tried".to_owned());
        say(format!(
            "{scheme} {what} {case}/{nth}: waits since {put_at}, tried {attempts} times, {why}, next at {due_at}"
        ));
    }
    Ok(())
}

/// Makes all of it due now, for the portal that serves.
pub(super) async fn retry(config: &Config) -> Result<(), Failure> {
    let site = Site::open(config).await?;
    let now = site.world.now();
    let count = site.db.write(Retry { now }).await?;
    say(format!("Due now: {count}."));
    Ok(())
}
