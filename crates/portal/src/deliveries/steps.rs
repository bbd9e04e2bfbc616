//! The transactions of a try: it is claimed; what is claimed is read; it leaves; and what became of it is written down.

use base::{ActId, CaseId, Moment, PersonId};
use db::{Conn, Work};

use super::{CLAIM_SECONDS, Outcome, What, again_seconds, store, tried::Failed};
use crate::{
    cases::{self, Given},
    error::{Error, Result},
    portal::{App, Call},
};

/// When a dossier is looked for again whose file is being made, in seconds.
const SEALING_SECONDS: i64 = 10;

/// A try: what is tried, and by which claim.
#[derive(Debug, Clone)]
pub(super) struct Step {
    /// As it stood once it was claimed.
    pub(super) row: store::Row,
    /// All of it, or the mail.
    pub(super) what: What,
    /// Whose try it is.
    pub(super) claim: [u8; 16],
}

/// A call in the name of a machine.
fn call(app: &App, machine: PersonId, now: Moment) -> Call {
    Call { portal: app.clone(), actor: machine, now, today: now.day_in(app.world.zone()) }
}

/// Nobody else tries it for a while. None: another has it, or it is done.
pub(super) struct Claim {
    pub(super) act: ActId,
    pub(super) what: What,
    pub(super) claim: [u8; 16],
    pub(super) now: Moment,
}

impl Work for Claim {
    type Done = Option<Step>;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Option<Step>> {
        let Self { act, what, claim, now } = *self;
        if !store::claim(c, (act, what), &claim, (now, now.plus_seconds(CLAIM_SECONDS))).await? {
            return Ok(None);
        }
        // Read by whoever holds it: what others had before is as they left it.
        let row = store::claimed(c, (act, what), &claim, now).await?;
        Ok(row.map(|row| Step { row, what, claim }))
    }
}

/// Reads what a machine is to be given. It stands apart from the claim, which holds also where this fails.
pub(super) struct Read {
    pub(super) app: App,
    pub(super) machine: PersonId,
    pub(super) case: CaseId,
    pub(super) now: Moment,
}

impl Work for Read {
    type Done = Given;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Given> {
        cases::may_be_given(c, &call(&self.app, self.machine, self.now), self.case).await
    }
}

/// Before the first byte leaves: the machine may still be given it, and the access log says that it was. Answers whether the claim still
/// holds.
pub(super) struct Leave {
    pub(super) app: App,
    pub(super) step: Step,
    pub(super) machine: PersonId,
    pub(super) now: Moment,
}

impl Work for Leave {
    type Done = bool;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<bool> {
        let Step { row, what, claim } = &self.step;
        let held = store::claimed(c, (row.act, *what), claim, self.now).await?;
        let Some(held) = held else { return Ok(false) };
        cases::is_given(c, &call(&self.app, self.machine, self.now), row.case, !held.looked).await?;
        store::leave(c, (row.act, *what), self.now).await?;
        Ok(true)
    }
}

/// What a try came to.
pub(super) struct Tried {
    /// Whether it left.
    pub(super) left: bool,
    /// How it ended.
    pub(super) done: Result<Outcome, Failed>,
}

impl Tried {
    /// One that did not leave.
    pub(super) fn without_leaving(done: Result<Outcome, Failed>) -> Self {
        Self { left: false, done }
    }
}

/// What became of it.
pub(super) struct Settle {
    pub(super) app: App,
    pub(super) step: Step,
    pub(super) machine: Option<PersonId>,
    pub(super) tried: Tried,
    pub(super) now: Moment,
}

impl Work for Settle {
    type Done = ();
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<()> {
        let Step { row, what, .. } = &self.step;
        let outcome = match &self.tried.done {
            Ok(outcome) => *outcome,
            Err(failed) => {
                let sealing = failed.reason == "sealing";
                let seconds = if sealing { SEALING_SECONDS } else { again_seconds(row.attempts) };
                let open = row.left_at.or((self.tried.left && !failed.known).then_some(self.now));
                store::failed(c, &self.step, (self.now.plus_seconds(seconds), open), &failed.reason).await?;
                return Ok(());
            }
        };
        // Delivered is delivered, whoever's try it was.
        let done = store::done(c, (row.act, *what), (outcome, self.now)).await?;
        let Some(machine) = self.machine.filter(|_| done && outcome == Outcome::Delivered) else {
            return Ok(());
        };
        match cases::was_given(c, &call(&self.app, machine, self.now), row.case).await {
            // Its role ended while it was given it: it is there, and an officer opens the case.
            Ok(()) | Err(Error::Refused(_)) => Ok(()),
            Err(fault) => Err(fault),
        }
    }
}
