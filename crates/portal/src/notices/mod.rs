//! What people are to be told: shown on Home until seen. Leaving by mail comes with its own issue.

pub mod api;
mod store;

use base::{NoticeId, PersonId, PlanId, RequirementId};
use db::{Conn, Fault, Work};

pub use store::Told;

use crate::{
    audit::{Act, What},
    error::Error,
    mint,
    portal::Call,
};

/// A message about to be left for somebody.
#[derive(Debug, Clone)]
pub struct Notice<'a> {
    to: PersonId,
    what: What,
    trainee: Option<PersonId>,
    plan: Option<PlanId>,
    requirement: Option<RequirementId>,
    by: Option<PersonId>,
    comment: Option<&'a str>,
}

impl<'a> Notice<'a> {
    /// What happened, told to `to`.
    pub fn about(act: &'a Act, to: PersonId) -> Self {
        Self {
            to,
            what: act.what,
            trainee: act.trainee,
            plan: act.plan,
            requirement: act.requirement,
            by: act.actor,
            comment: act.comment.as_deref(),
        }
    }
}

/// Leaves a message in the caller's transaction. Nobody is told what they did themselves.
pub async fn tell(c: &mut Conn, call: &Call, notice: &Notice<'_>) -> Result<(), Fault> {
    if notice.by == Some(notice.to) {
        return Ok(());
    }
    store::add(c, mint!(call.portal.world, NoticeId), notice, call.now).await
}

/// The latest messages to somebody that are not seen, newest first.
pub async fn unseen(c: &mut Conn, person: PersonId, limit: i64) -> Result<Vec<Told>, Fault> {
    store::unseen(c, person, limit).await
}

/// Somebody has seen what was left for them until now.
#[derive(Clone)]
pub struct Seen {
    /// Who, when.
    pub call: Call,
}

impl Work for Seen {
    type Done = u64;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<u64, Error> {
        Ok(store::seen(c, self.call.actor, self.call.now).await?)
    }
}
