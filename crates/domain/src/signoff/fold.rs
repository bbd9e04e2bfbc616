//! The acts about one requirement, folded: where it stands follows from what happened, by the rules of [`super`].
//!
//! Whoever has the acts comes to the same standing: the ledger's check, and whoever holds a sealed dossier.

use base::{ActId, AttestationId, Moment, SignOffId};

use super::{Asked, Given, Standing, State};
use crate::{
    act::{Act, What},
    refusal::{Instead, Refusal},
};

/// Acts of one millisecond in the order in which they can have happened.
const fn rank(what: What) -> u8 {
    match what {
        What::Registered => 0,
        What::Withdrawn => 1,
        What::Requested => 2,
        What::Recalled | What::Returned => 3,
        What::Attested | What::Marked | What::Credited => 4,
        What::Annulled => 5,
        _ => 6,
    }
}

/// Acts about one requirement in the order in which they happened.
pub fn in_order<'a>(acts: impl IntoIterator<Item = &'a (ActId, Act)>) -> Vec<&'a (ActId, Act)> {
    let mut acts: Vec<_> = acts.into_iter().collect();
    acts.sort_by_key(|(id, act)| (id.uuid().as_u128() >> 80, act.at, rank(act.what), *id));
    acts
}

/// The attestation that a requirement stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InForce {
    /// Which.
    pub id: AttestationId,
    /// When it was given.
    pub at: Moment,
}

/// Where a requirement stands as its acts say.
#[derive(Debug, Clone)]
pub struct Folded {
    /// State and counts.
    pub standing: Standing,
    /// The request that waits, or was returned.
    pub sign_off: Option<SignOffId>,
    /// Whether an attestation was taken back.
    pub annulled: bool,
    /// When it came to this.
    pub changed_at: Option<Moment>,
    /// Attestations in force: when, which, and what each gave.
    in_force: Vec<(Moment, AttestationId, Given)>,
}

impl Default for Folded {
    fn default() -> Self {
        let in_force = Vec::new();
        Self { standing: Standing::OPEN, sign_off: None, annulled: false, changed_at: None, in_force }
    }
}

impl Folded {
    /// One act more; refused when it cannot follow what was before.
    pub fn follow(&mut self, asked: Asked, act: &Act) -> Result<(), Refusal> {
        let count = act.count.unwrap_or(0);
        match act.what {
            What::Registered => self.standing = self.standing.register(asked, count),
            What::Withdrawn => self.standing = self.standing.withdraw(asked, count)?,
            What::Requested => {
                // Windows were judged on the day itself.
                self.standing = self.standing.request(asked)?;
                self.sign_off = act.sign_off;
            }
            What::Recalled => {
                self.standing = self.standing.recall()?;
                self.sign_off = None;
            }
            What::Returned => self.standing = self.standing.send_back()?,
            What::Attested | What::Marked | What::Credited => {
                if self.standing.state == State::Attested {
                    return Err(Refusal::AlreadyAttested);
                }
                if act.sign_off.is_some() && act.sign_off != self.sign_off {
                    return Err(Refusal::WrongState(Instead::Changed));
                }
                let before = self.standing;
                self.standing =
                    if act.what == What::Marked { before.mark() } else { before.vouch(asked, count) };
                self.sign_off = None;
                let given = Given::between(before, self.standing, count);
                self.in_force.extend(act.attestation.map(|id| (act.at, id, given)));
            }
            What::Annulled => {
                let found = self.in_force.iter().position(|(_, id, _)| Some(*id) == act.attestation);
                let (_, _, given) = self.in_force.remove(found.ok_or(Refusal::WrongState(Instead::Changed))?);
                let marked = self.in_force.iter().any(|(_, _, given)| given.is_mark());
                self.standing = self.standing.annul(asked, given, marked);
                self.annulled = true;
            }
            _ => return Ok(()),
        }
        self.changed_at = Some(act.at);
        Ok(())
    }

    /// The attestation in force: the latest.
    pub fn attestation(&self) -> Option<InForce> {
        self.in_force.iter().max().map(|(at, id, _)| InForce { id: *id, at: *at })
    }

    /// All attestations in force, the oldest first.
    pub fn all_in_force(&self) -> impl Iterator<Item = AttestationId> {
        let mut all: Vec<_> = self.in_force.iter().map(|(at, id, _)| (*at, *id)).collect();
        all.sort_unstable();
        all.into_iter().map(|(_, id)| id)
    }

    /// How many times that nobody had registered an attestation in force counts.
    pub fn raised_by(&self, attestation: Option<AttestationId>) -> u32 {
        let found = self.in_force.iter().find(|(_, id, _)| Some(*id) == attestation);
        found.map_or(0, |(_, _, given)| given.raised)
    }
}
