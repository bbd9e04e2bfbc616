//! A leader's delegation of the right to approve, in a unit and for a time. What was lent cannot be lent on: only a leader's own role lends.
//!
//! A delegation rests on the role with which the leader lent, and on no other: when that role ends the delegation gives nothing any more, also if
//! the leader is given the role anew; that is decided where standings are computed. The delegate needs no role of their own, for the
//! leader stays responsible: whoever leaves keeps the delegation until it is over or the leader takes it back.

use base::{Day, DelegationId, Moment, OrganisationId, PersonId};
use db::{Conn, Fault};
use domain::{
    access::{Act as Want, Permit, Standing, StandingKind, Subject},
    refusal::{FieldErrors, Problem, Refusal},
};

use super::store;
use crate::{
    access,
    audit::{Act, What, record},
    error::{Error, Result},
    mint,
    notices::{self, Notice},
    organisations,
    portal::Call,
};

/// The longest delegation, first and last day included.
pub const DELEGATION_DAYS_MAX: i32 = 366;

db::from_row! {
    /// A delegation, as those whom it concerns see it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Delegation {
        /// Its id.
        pub id: DelegationId,
        /// The leader.
        pub from: PersonId,
        /// The leader's name.
        pub from_name: String,
        /// The delegate.
        pub to: PersonId,
        /// The delegate's name.
        pub to_name: String,
        /// In which unit.
        pub over: OrganisationId,
        /// The unit's name.
        pub over_name: String,
        /// The scheme in whose words it is spoken of.
        pub scheme: String,
        /// The first day.
        pub from_day: Day,
        /// The last day.
        pub until_day: Day,
    }
}

/// The delegations a person gave or got that are neither over nor ended, also not with the leader's role; the soonest to end first.
pub async fn delegations_of(c: &mut Conn, person: PersonId, today: Day) -> Result<Vec<Delegation>, Fault> {
    store::delegations(c, person, today).await
}

/// The delegations that let a person approve today, each on a leader's behalf, the soonest to end first.
pub async fn running_delegations_to(
    c: &mut Conn,
    person: PersonId,
    today: Day,
) -> Result<Vec<Delegation>, Fault> {
    let mut delegations = delegations_of(c, person, today).await?;
    delegations.retain(|delegation| delegation.to == person && delegation.from_day <= today);
    Ok(delegations)
}

db::from_row! {
    /// A delegation that gives nothing any more.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct PastDelegation {
        /// Its id.
        pub id: DelegationId,
        /// The delegate's name.
        pub to_name: String,
        /// The unit's name.
        pub over_name: String,
        /// The first day.
        pub from_day: Day,
        /// The last day.
        pub until_day: Day,
        /// When it was ended, where it was ended before its time.
        pub ended_at: Option<Moment>,
    }
}

/// The delegations a person gave that are over or were ended, newest first.
pub async fn past_delegations_of(
    c: &mut Conn,
    person: PersonId,
    today: Day,
    limit: i64,
) -> Result<Vec<PastDelegation>, Fault> {
    store::past_delegations(c, person, today, limit).await
}

/// A leader lends the right to approve.
pub struct LendApproval {
    /// The leader, when.
    pub call: Call,
    /// The delegate.
    pub to: PersonId,
    /// In which unit.
    pub over: OrganisationId,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
}

impl db::Work for LendApproval {
    type Done = DelegationId;
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<DelegationId> {
        let unit = organisations::find(c, self.over).await?.ok_or(Refusal::NotFound)?;
        let permit = self.ask(c, &unit).await?;
        self.check(c).await?;
        let (id, at) = (mint!(self.call.portal.world, DelegationId), self.call.now);
        store::insert_delegation(c, id, (&unit.scheme, self), at).await?;
        told(c, &self.call, &permit, (id, self.to), self.said()).await?;
        Ok(id)
    }
}

impl LendApproval {
    async fn ask(&self, c: &mut Conn, unit: &organisations::Organisation) -> Result<Permit> {
        let today = self.call.today;
        let grants = store::leaders_grants(c, self.call.actor, unit.id, today).await?;
        let standings: Vec<Standing> =
            grants.into_iter().map(|grant| Standing::by_grant(StandingKind::Leader, grant)).collect();
        // Who leads nothing there may well know the unit exists: organisations are no secret.
        let setting = organisations::setting_of(c, unit.id).await?.unwrap_or_default();
        let subject = Subject::Unit { scheme: &unit.scheme, setting: &setting };
        let decided = self.call.portal.policies.decide(self.call.actor, Want::Delegate, &subject, &standings);
        Ok(decided.map_err(Refusal::from)?)
    }

    async fn check(&self, c: &mut Conn) -> Result<()> {
        let mut errors = FieldErrors::default();
        if self.to == self.call.actor {
            errors.note("to", Problem::NotApprover);
        } else if store::person(c, self.to).await?.is_none() {
            errors.note("to", Problem::Unknown);
        } else if !access::is_colleague(c, (self.call.actor, self.to), self.call.today, self.over).await? {
            errors.note("to", Problem::NotApprover);
        } else if store::is_lent(c, self).await? {
            errors.note("to", Problem::AlreadyHeld);
        }
        if self.from < self.call.today {
            errors.note("from", Problem::TooLongAgo);
        }
        if self.until < self.from {
            errors.note("until", Problem::EndsBeforeStart);
        } else if self.from.days_until(self.until) >= DELEGATION_DAYS_MAX {
            errors.note("until", Problem::TooManyDays { max: DELEGATION_DAYS_MAX.into() });
        }
        Ok(errors.or_ok()?)
    }

    fn said(&self) -> String {
        said(self.over.uuid(), self.from, self.until)
    }
}

/// A delegation in one line of the ledger: over what, from when until when. What was said once is compared for ever.
pub(super) fn said(over: uuid::Uuid, from: Day, until: Day) -> String {
    format!("organisation:{over} {from}/{until}")
}

/// The leader takes the delegation back; it gives nothing from this moment on.
pub struct EndDelegation {
    /// The leader who lent, or the delegate who gives it back; when.
    pub call: Call,
    /// Which.
    pub id: DelegationId,
}

impl db::Work for EndDelegation {
    type Done = ();
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<()> {
        let (from, to) = store::delegation_parties(c, self.id).await?.ok_or(Refusal::NotFound)?;
        if self.call.actor != from && self.call.actor != to {
            return Err(Refusal::NotFound.into());
        }
        if store::end_delegation(c, self.id, self.call.now).await? == 0 {
            return Ok(()); // ended before: the wish is fulfilled
        }
        let mut act = Act::new(What::DelegationEnded, self.call.now);
        act.actor = Some(self.call.actor);
        act.delegation = Some(self.id);
        act.to = Some(to);
        record(c, &self.call.portal.world, &act).await?;
        // Whichever of the two it was who ended it, the other is told.
        let other = if self.call.actor == to { from } else { to };
        Ok(notices::tell(c, &self.call, &Notice::about(&act, other)).await?)
    }
}

async fn told(
    c: &mut Conn,
    call: &Call,
    permit: &Permit,
    (id, to): (DelegationId, PersonId),
    over: String,
) -> Result<()> {
    let mut act = Act::by(What::Delegated, call.now, permit);
    act.delegation = Some(id);
    act.to = Some(to);
    act.over = Some(over);
    record(c, &call.portal.world, &act).await?;
    Ok(notices::tell(c, call, &Notice::about(&act, to)).await?)
}
