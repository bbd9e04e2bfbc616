//! The job that tries what is due. Each try is four steps, of which every other is a transaction: it is claimed; the receiver is reached;
//! it leaves (from then on its doctor cannot take it back, and the access log says that it went); the receiver has it, or not, which is
//! written down. Cut off before it leaves, nothing has happened. Cut off after, it is tried again under the same id.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use base::{Moment, PersonId};
use db::{Conn, Work};
use domain::refusal::Refusal;
use futures_util::future::join_all;
use tokio::{sync::watch, time::timeout};

use super::{
    CLAIM_SECONDS, Outcome, Step, TRY, What, again_seconds, parcel::Parcel, store, tried::Failed,
    ways::Errand,
};
use crate::{
    cases::{self, Case, Given},
    error::{Error, Result},
    portal::{App, Call},
};

/// How often the job looks.
const PAUSE: Duration = Duration::from_secs(5);
/// When a dossier is looked for again whose file is being made, in seconds.
const SEALING_SECONDS: i64 = 10;

/// What time it is.
pub(super) type Clock<'a> = &'a (dyn Fn() -> Moment + Send + Sync);

/// What a round came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Round {
    /// Delivered.
    pub delivered: u64,
    /// Tried, and failed.
    pub failed: u64,
}

/// Delivers until it is to stop; what is in the air then comes to its end.
pub async fn run(app: App, mut stopping: watch::Receiver<bool>) {
    while !app.ways.is_idle() {
        let clock = || app.world.now();
        let done = round(&app, &clock).await;
        if done != Round::default() {
            let Round { delivered, failed } = done;
            tracing::info!(delivered, failed, "What was due has been tried");
        }
        match app.db.read(|c| Box::pin(store::count(c))).await {
            Ok(count) => {
                metrics::gauge!("deliveries_waiting").set(f64::from(u32::try_from(count).unwrap_or(u32::MAX)))
            }
            Err(fault) => tracing::warn!("What waits to be delivered cannot be counted: {fault}"),
        }
        if timeout(PAUSE, stopping.wait_for(|stopping| *stopping)).await.is_ok() {
            return;
        }
    }
}

/// Tries what is due, of each scheme one after the other. Where one fails, the others of its scheme wait for the next round: nobody
/// who is away is called on by all of them.
pub async fn round(app: &App, clock: Clock<'_>) -> Round {
    let each = app
        .ways
        .codes()
        .flat_map(|scheme| [What::Parcel, What::Mail].map(|what| some(app, scheme, what, clock)));
    let mut all = Round::default();
    for one in join_all(each).await {
        all = Round { delivered: all.delivered + one.delivered, failed: all.failed + one.failed };
    }
    all
}

async fn some(app: &App, scheme: &str, what: What, clock: Clock<'_>) -> Round {
    let mut round = Round::default();
    loop {
        match next(app, scheme, what, clock).await {
            Ok(Some(true)) => round.delivered += 1,
            Ok(Some(false)) => {
                round.failed += 1;
                return round;
            }
            Ok(None) => return round,
            Err(error) => {
                tracing::warn!("A delivery could not be tried: {:#}", error.into_fault());
                return round;
            }
        }
    }
}

/// Tries the first that is due. None: nothing is, or another tries it.
async fn next(app: &App, scheme: &str, what: What, clock: Clock<'_>) -> Result<Option<bool>> {
    let (now, code) = (clock(), scheme.to_owned());
    let row = app.db.read(move |c| Box::pin(async move { store::due(c, &code, what, now).await })).await?;
    let Some(row) = row else { return Ok(None) };
    let step = Step { row, what, claim: app.world.random() };
    let machine = if what == What::Parcel { app.ways.machine(scheme) } else { None };
    let claimed = app.does(Claim { app: app.clone(), step: step.clone(), machine, now }).await?;
    let tried = match claimed {
        Claimed::Others => return Ok(None),
        Claimed::Ended => return Ok(Some(true)),
        Claimed::Refused => Tried::of(Err(Failed::known("no_leave"))),
        Claimed::Ours(case) => deliver(app, scheme, &step, case.as_deref().zip(machine), clock).await,
    };
    let delivered = tried.failed.is_none();
    if let Some(failed) = &tried.failed {
        let (attempts, reason) = (step.row.attempts + 1, &*failed.reason);
        let cause = failed.cause.as_ref().map(|cause| format!("{cause:#}")).unwrap_or_default();
        tracing::warn!(scheme, what = what.code(), case = %step.row.case, attempts, reason, cause, "A delivery failed and is tried again");
    }
    app.does(Settle { app: app.clone(), step, machine, tried, now: clock() }).await?;
    Ok(Some(delivered))
}

/// What a try came to.
struct Tried {
    /// Whether it left for the first time.
    left: bool,
    failed: Option<Failed>,
}

impl Tried {
    fn of(done: Result<(), Failed>) -> Self {
        Self { left: false, failed: done.err() }
    }
}

async fn deliver(
    app: &App,
    scheme: &str,
    step: &Step,
    parcel: Option<(&Case, PersonId)>,
    clock: Clock<'_>,
) -> Tried {
    let Some((case, machine)) = parcel else {
        let done = match (&app.ways.mailer, app.ways.notice(scheme)) {
            (Some(mailer), Some(notice)) if step.what == What::Mail => {
                let told = timeout(TRY, mailer.tell(notice, step.row.act, clock())).await;
                told.unwrap_or_else(|_| Err(Failed::unknown("timeout")))
            }
            _ => Err(Failed::known("no_way")),
        };
        return Tried::of(done);
    };
    let (left, given) = (AtomicBool::new(false), AtomicBool::new(false));
    let carried = carry(app, scheme, step, (case, machine), clock, (&left, &given));
    let slow = |_| Err(Failed { known: !left.load(Ordering::Relaxed), ..Failed::known("timeout") });
    let done = timeout(TRY, carried).await.unwrap_or_else(slow);
    // What was given lies there, whatever was said to what came after it.
    let given = given.load(Ordering::Relaxed);
    let failed = done.err().map(|failed| Failed { known: failed.known && !given, ..failed });
    Tried { left: left.load(Ordering::Relaxed), failed }
}

/// Carries a parcel to its receiver. The two marks say how far it came, also when it is broken off.
async fn carry(
    app: &App,
    scheme: &str,
    step: &Step,
    (case, machine): (&Case, PersonId),
    clock: Clock<'_>,
    (left, given): (&AtomicBool, &AtomicBool),
) -> Result<(), Failed> {
    let receiver = app.ways.receiver(scheme)?;
    let parcel = Parcel::of(app, machine, case, &step.row).await?;
    let errand = Errand { app, parcel: &parcel, clock };
    let there = receiver.reach(&errand).await?;
    let leave = Leave { app: app.clone(), step: step.clone(), machine, now: clock() };
    let leaves = app.does(leave).await.map_err(|error| match error {
        Error::Refused(_) => Failed::known("no_leave"),
        other => Failed::known("database").with(other.into_fault()),
    })?;
    if !leaves {
        return Err(Failed::known("overtaken"));
    }
    left.store(true, Ordering::Relaxed);
    if there {
        return Ok(());
    }
    for piece in &parcel.pieces {
        receiver.give(&errand, piece).await?;
        given.store(true, Ordering::Relaxed);
    }
    receiver.finish(&errand, parcel.letter(app, clock())).await
}

/// A call in the name of a machine.
fn call(app: &App, machine: PersonId, now: Moment) -> Call {
    Call { portal: app.clone(), actor: machine, now, today: now.day_in(app.world.zone()) }
}

/// What became of a claim.
enum Claimed {
    /// Another has it.
    Others,
    /// It is ours, with its case where it is a parcel.
    Ours(Option<Box<Case>>),
    /// The machine may not be given it.
    Refused,
    /// There is nothing left to deliver.
    Ended,
}

/// The first step: nobody else tries it for a while, and the machine may be given it.
struct Claim {
    app: App,
    step: Step,
    machine: Option<PersonId>,
    now: Moment,
}

impl Work for Claim {
    type Done = Claimed;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Claimed> {
        let Step { row, what, claim } = &self.step;
        let until = self.now.plus_seconds(CLAIM_SECONDS);
        if !store::claim(c, (row.act, *what), claim, (self.now, until)).await? {
            return Ok(Claimed::Others);
        }
        let Some(machine) = self.machine else { return Ok(Claimed::Ours(None)) };
        match cases::may_be_given(c, &call(&self.app, machine, self.now), row.case).await {
            Ok(Given::Whole(case)) => Ok(Claimed::Ours(Some(case))),
            Ok(Given::Shut) => {
                store::done(c, (row.act, *what), (Outcome::Shut, self.now)).await?;
                Ok(Claimed::Ended)
            }
            Err(Error::Refused(Refusal::NotFound | Refusal::NotEntitled)) => Ok(Claimed::Refused),
            Err(other) => Err(other),
        }
    }
}

/// The second step, before the first byte leaves: the machine may still be given it, and the access log says that it was. Answers
/// whether the claim still holds.
struct Leave {
    app: App,
    step: Step,
    machine: PersonId,
    now: Moment,
}

impl Work for Leave {
    type Done = bool;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<bool> {
        let Step { row, what, claim } = &self.step;
        let Some(now) = store::claimed(c, (row.act, *what), claim).await? else { return Ok(false) };
        cases::is_given(c, &call(&self.app, self.machine, self.now), row.case, !now.looked).await?;
        store::leave(c, (row.act, *what), self.now).await?;
        Ok(true)
    }
}

/// The last step: what became of it.
struct Settle {
    app: App,
    step: Step,
    machine: Option<PersonId>,
    tried: Tried,
    now: Moment,
}

impl Work for Settle {
    type Done = ();
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<()> {
        let Step { row, what, .. } = &self.step;
        if let Some(failed) = &self.tried.failed {
            let seconds =
                if failed.reason == "sealing" { SEALING_SECONDS } else { again_seconds(row.attempts + 1) };
            let open = row.left_at.or((self.tried.left && !failed.known).then_some(self.now));
            store::failed(c, &self.step, (self.now.plus_seconds(seconds), open), &failed.reason).await?;
            return Ok(());
        }
        // Delivered is delivered, whoever's try it was.
        if store::done(c, (row.act, *what), (Outcome::Delivered, self.now)).await?
            && let Some(machine) = self.machine
        {
            match cases::was_given(c, &call(&self.app, machine, self.now), row.case).await {
                // Its role ended while it was given it: it is there, and an officer opens the case.
                Ok(()) | Err(Error::Refused(_)) => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(())
    }
}
