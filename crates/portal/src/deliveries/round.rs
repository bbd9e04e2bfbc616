//! The job that tries what is due. Each try is four steps, of which every other is a transaction: it is claimed; the receiver is reached;
//! it leaves (from then on its doctor cannot take it back, and the access log says that it went); the receiver has it, or not, which is
//! written down. Cut off before it leaves, nothing has happened. Cut off after, it is tried again under the same id.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use base::{Moment, PersonId};
use domain::refusal::Refusal;
use futures_util::future::{join, join_all};
use tokio::{sync::watch, time::timeout};

use super::{
    Outcome, TRY, What,
    parcel::Parcel,
    steps::{Claim, Leave, Read, Settle, Step, Tried},
    store,
    tried::Failed,
    ways::Errand,
};
use crate::{
    cases::{Case, Given},
    error::{Error, Result},
    portal::App,
};

/// How often the job looks.
const PAUSE: Duration = Duration::from_secs(5);

/// What time it is.
pub(super) type Clock<'a> = &'a (dyn Fn() -> Moment + Send + Sync);

/// Whether it is to stop.
type Stopping = watch::Receiver<bool>;

/// What a round came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Round {
    /// Delivered.
    pub delivered: u64,
    /// Not delivered, for the authority opens it no longer.
    pub shut: u64,
    /// Tried, and failed.
    pub failed: u64,
}

/// Delivers until it is to stop: after that nothing more is begun, and what is in the air has as long as whoever stops it waits; cut off
/// then, it is tried again as after a kill. Each scheme's parcels and mails have a loop of their own, so that nobody waits for another's
/// receiver.
pub async fn run(app: App, stopping: Stopping) {
    let each: Vec<_> = app.ways.all().map(|one| keep_trying(&app, one, stopping.clone())).collect();
    if !each.is_empty() {
        join(join_all(each), keep_counting(&app, stopping.clone())).await;
    }
}

async fn keep_trying(app: &App, (scheme, what): (&str, What), mut stopping: Stopping) {
    loop {
        let done = some(app, scheme, what, &|| app.world.now(), &stopping).await;
        if done != Round::default() {
            let (Round { delivered, shut, failed }, what) = (done, what.code());
            tracing::info!(scheme, what, delivered, shut, failed, "What was due has been tried");
        }
        if is_told_within_pause(&mut stopping).await {
            return;
        }
    }
}

async fn keep_counting(app: &App, mut stopping: Stopping) {
    loop {
        match count(app).await {
            Ok(count) => {
                metrics::gauge!("deliveries_waiting").set(f64::from(u32::try_from(count).unwrap_or(u32::MAX)))
            }
            Err(error) => {
                let why = error.into_fault();
                tracing::warn!("What waits to be delivered cannot be counted: {why:#}");
            }
        }
        if is_told_within_pause(&mut stopping).await {
            return;
        }
    }
}

/// How much waits that has a way.
async fn count(app: &App) -> Result<i64> {
    let mut all = 0;
    for (scheme, what) in app.ways.all() {
        let code = scheme.to_owned();
        all += app.db.read(move |c| Box::pin(async move { store::count(c, &code, what).await })).await?;
    }
    Ok(all)
}

async fn is_told_within_pause(stopping: &mut Stopping) -> bool {
    timeout(PAUSE, stopping.wait_for(|stopping| *stopping)).await.is_ok()
}

/// Tries once what is due, of each scheme one after the other.
pub async fn round(app: &App, clock: Clock<'_>) -> Round {
    let (_on, stopping) = watch::channel(false);
    let each = app.ways.all().map(|(scheme, what)| some(app, scheme, what, clock, &stopping));
    let mut all = Round::default();
    for Round { delivered, shut, failed } in join_all(each).await {
        all = Round {
            delivered: all.delivered + delivered,
            shut: all.shut + shut,
            failed: all.failed + failed,
        };
    }
    all
}

/// Tries what is due of a scheme until it is to stop. Where a receiver fails, the others wait for the next round: nobody who is away is
/// called on by all of them.
async fn some(app: &App, scheme: &str, what: What, clock: Clock<'_>, stopping: &Stopping) -> Round {
    let mut round = Round::default();
    while !*stopping.borrow() {
        match next(app, scheme, what, clock).await {
            Ok(Some(Came::There)) => round.delivered += 1,
            Ok(Some(Came::TooLate)) => round.shut += 1,
            Ok(Some(Came::ToNothing { next })) => {
                round.failed += 1;
                if !next {
                    break;
                }
            }
            Ok(None) => break,
            Err(error) => {
                tracing::warn!("A delivery could not be tried: {:#}", error.into_fault());
                break;
            }
        }
    }
    round
}

/// What a try came to.
enum Came {
    There,
    TooLate,
    /// `next`: the one after it may go well.
    ToNothing {
        next: bool,
    },
}

/// Tries the first that is due. None: nothing is, or another tries it.
async fn next(app: &App, scheme: &str, what: What, clock: Clock<'_>) -> Result<Option<Came>> {
    let (now, code) = (clock(), scheme.to_owned());
    let row = app.db.read(move |c| Box::pin(async move { store::due(c, &code, what, now).await })).await?;
    let Some(row) = row else { return Ok(None) };
    let claim = Claim { act: row.act, what, claim: app.world.random(), now };
    let Some(step) = app.does(claim).await? else { return Ok(None) };
    let machine = if what == What::Parcel { app.ways.machine(scheme) } else { None };
    let tried = match machine {
        Some(machine) => parcel(app, scheme, &step, machine, clock).await,
        None => Tried::without_leaving(mail(app, scheme, &step, clock).await),
    };
    let came = match &tried.done {
        Ok(Outcome::Shut | Outcome::KeyEnded) => Came::TooLate,
        Ok(_) => Came::There,
        Err(failed) => {
            let (attempts, reason) = (step.row.attempts, &*failed.reason);
            let cause = failed.cause.as_ref().map(|cause| format!("{cause:#}")).unwrap_or_default();
            tracing::warn!(scheme, what = what.code(), case = %step.row.case, attempts, reason, cause, "A delivery failed and is tried again");
            Came::ToNothing { next: failed.is_of_one() }
        }
    };
    app.does(Settle { app: app.clone(), step, machine, tried, now: clock() }).await?;
    Ok(Some(came))
}

async fn mail(app: &App, scheme: &str, step: &Step, clock: Clock<'_>) -> Result<Outcome, Failed> {
    let (Some(mailer), Some(notice)) = (&app.ways.mailer, app.ways.notice(scheme)) else {
        return Err(Failed::known("no_way"));
    };
    let told = timeout(TRY, mailer.tell(notice, step.row.act, clock())).await;
    told.unwrap_or_else(|_| Err(Failed::unknown("timeout"))).map(|()| Outcome::Delivered)
}

async fn parcel(app: &App, scheme: &str, step: &Step, machine: PersonId, clock: Clock<'_>) -> Tried {
    let case = match app.does(Read { app: app.clone(), machine, case: step.row.case, now: clock() }).await {
        Ok(Given::Whole(case)) => case,
        Ok(Given::Shut) => return Tried::without_leaving(Ok(Outcome::Shut)),
        Err(Error::Refused(Refusal::NotFound | Refusal::NotEntitled)) => {
            return Tried::without_leaving(Err(Failed::known("no_leave")));
        }
        Err(error) => return Tried::without_leaving(Err(Failed::reading(error))),
    };
    let (left, given) = (AtomicBool::new(false), AtomicBool::new(false));
    let carried = carry(app, scheme, step, (&case, machine), clock, (&left, &given));
    let slow = |_| Err(Failed { known: !left.load(Ordering::Relaxed), ..Failed::known("timeout") });
    let done = timeout(TRY, carried).await.unwrap_or_else(slow);
    // What was given lies there, whatever was said to what came after it.
    let given = given.load(Ordering::Relaxed);
    let done = done.map_err(|failed| Failed { known: failed.known && !given, ..failed });
    Tried { left: left.load(Ordering::Relaxed), done }
}

/// Carries a parcel to its receiver. The two marks say how far it came, also when it is broken off.
async fn carry(
    app: &App,
    scheme: &str,
    step: &Step,
    (case, machine): (&Case, PersonId),
    clock: Clock<'_>,
    (left, given): (&AtomicBool, &AtomicBool),
) -> Result<Outcome, Failed> {
    let receiver = app.ways.receiver(scheme)?;
    let Some(parcel) = Parcel::of(app, machine, case, &step.row).await? else {
        return Ok(Outcome::KeyEnded);
    };
    let errand = Errand { app, parcel: &parcel, clock };
    let there = receiver.reach(&errand).await?;
    let leave = Leave { app: app.clone(), step: step.clone(), machine, now: clock() };
    let leaves = app.does(leave).await.map_err(|error| match error {
        Error::Refused(_) => Failed::known("no_leave"),
        other => Failed::reading(other),
    })?;
    if !leaves {
        return Err(Failed::known("overtaken"));
    }
    left.store(true, Ordering::Relaxed);
    if there {
        return Ok(Outcome::Delivered);
    }
    for piece in &parcel.pieces {
        receiver.give(&errand, piece).await?;
        given.store(true, Ordering::Relaxed);
    }
    receiver.finish(&errand, parcel.letter(app, clock())).await?;
    Ok(Outcome::Delivered)
}
