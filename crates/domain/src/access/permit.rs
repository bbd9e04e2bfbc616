//! The answer to "may she?": a permit that only a decision makes, or why not.

use base::{DelegationId, GrantId, PersonId};

use super::{Act, Role, Standing, StandingKind};
use crate::refusal::Refusal;

/// Leave to do one act, given by [`super::Policies::decide`] and by nothing else. Functions that write take it by reference:
/// forgetting to ask does not compile. It lives no longer than the transaction it was given in.
#[derive(Debug)]
#[must_use]
pub struct Permit {
    actor: PersonId,
    act: Act,
    trainee: Option<PersonId>,
    standing: Standing,
    fitting: Vec<StandingKind>,
}

impl Permit {
    pub(super) const fn new(
        actor: PersonId,
        act: Act,
        trainee: Option<PersonId>,
        standing: Standing,
        fitting: Vec<StandingKind>,
    ) -> Self {
        Self { actor, act, trainee, standing, fitting }
    }
    /// Who may.
    pub const fn actor(&self) -> PersonId {
        self.actor
    }
    /// What.
    pub const fn act(&self) -> Act {
        self.act
    }
    /// To whose record; none for acts that are about nobody's.
    pub const fn trainee(&self) -> Option<PersonId> {
        self.trainee
    }
    /// The strongest standing that alone allows it.
    pub const fn standing(&self) -> StandingKind {
        self.standing.kind
    }
    /// The role the act is recorded in.
    pub const fn role(&self) -> Role {
        self.standing.kind.role()
    }
    /// The leader for whom a delegate acts.
    pub const fn on_behalf_of(&self) -> Option<PersonId> {
        self.standing.on_behalf_of
    }
    /// The grants it rests on: the rows that the transaction locks.
    pub fn grants(&self) -> &[GrantId] {
        &self.standing.grants
    }
    /// The delegation it rests on, locked likewise.
    pub const fn delegation(&self) -> Option<DelegationId> {
        self.standing.delegation
    }
    /// Every standing of the actor that alone allows it, strongest first: an adviser may be mentor and supervisor at once.
    pub fn fitting(&self) -> &[StandingKind] {
        &self.fitting
    }
}

/// Why not; the later ones say more, and win when several standings are refused for several reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Denied {
    /// No standing of theirs allows it.
    #[error("no standing allows it")]
    NotEntitled,
    /// It is their own.
    #[error("it is their own")]
    Own,
    /// They took the first of two steps that need two persons.
    #[error("the same person may not take both steps")]
    SamePerson,
}

impl From<Denied> for Refusal {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::NotEntitled | Denied::Own => Self::NotEntitled,
            Denied::SamePerson => Self::SamePerson,
        }
    }
}
