//! `attest deliveries`: what is on its way to an authority, why it is not there, trying it now, and giving up what has no way any more.

use super::{Failure, say, site::Site};
use crate::{
    config::Config,
    deliveries::{self, End, Ended, Retry, Standing, Waiting, Ways},
    schemes,
};

/// Prints what waits, a line each, the oldest first.
pub(super) async fn list(config: &Config) -> Result<(), Failure> {
    let ways = ways(config)?;
    let site = Site::open(config).await?;
    let waiting = site.db.read(|c| Box::pin(deliveries::waiting(c))).await?;
    if waiting.is_empty() {
        say("Nothing waits.");
    }
    for one in waiting {
        let why = one.why(&ways).unwrap_or(if one.attempts > 0 { "being tried" } else { "not tried yet" });
        let Waiting { put_at, attempts, due_at, .. } = &one;
        say(format!(
            "{}: waits since {put_at}, tried {attempts} times, {why}, next at {due_at}",
            named(&one)
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

/// Gives up what waits of a scheme whose way was taken out, or shows what that would be.
pub(super) async fn end(config: &Config, scheme: String, apply: bool) -> Result<(), Failure> {
    let known = schemes::load(config.schemes.as_deref())?.schemes;
    if !known.contains_key(&scheme) {
        let codes: Vec<&str> = known.keys().map(String::as_str).collect();
        return Err(Failure::usage(format!("there is no scheme {scheme}; there are {}", codes.join(", "))));
    }
    let Some(standing) = Standing::of(&Ways::of(config, &known)?, &scheme) else {
        return Err(Failure::failed(format!(
            "what waits of {scheme} still has its way: take [deliveries.{scheme}] out of the settings, and start the portal with them"
        )));
    };
    let site = Site::open(config).await?;
    let now = site.world.now();
    let Ended::All { first, count } = site.db.write(End { scheme, standing, apply, now }).await? else {
        return Err(Failure::failed(
            "a portal may still try it: start each with these settings, then attest deliveries retry, and this again a minute later",
        ));
    };
    for one in &first {
        let left = if one.left_at.is_some() { "; it may have come" } else { "" };
        say(format!("{}: {}{left}", named(one), if apply { "ended" } else { "would be ended" }));
    }
    match (first.is_empty(), apply) {
        (true, _) => say("There is nothing to do."),
        (false, false) => say("Nothing has been changed. To do it, add --apply."),
        (false, true) => {
            say(format!("Ended: {count}. It waits on the desk, and its doctors can take it back."));
        }
    }
    Ok(())
}

/// What one line is about: names and numbers are in no log.
fn named(one: &Waiting) -> String {
    let Waiting { scheme, what, case, nth, .. } = one;
    format!("{scheme} {what} {case}/{nth}")
}

fn ways(config: &Config) -> Result<Ways, Failure> {
    Ok(Ways::of(config, &schemes::load(config.schemes.as_deref())?.schemes)?)
}
