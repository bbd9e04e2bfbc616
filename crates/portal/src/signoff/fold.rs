//! The tables of states and attestations against the acts they follow from: the acts are folded again, by the same rules.
//!
//! When the two differ the acts are right, for the ledger commits to them. Read in pages of whole requirements; what looks
//! wrong while others write is looked at again.

use std::collections::{BTreeMap, HashMap};

use base::{ActId, AttestationId, Moment, PlanId, RequirementId, SignOffId};
use db::{Conn, Db};
use domain::{
    access::{Kind, Role},
    refusal::{Instead, Refusal},
    scheme::Scheme,
    signoff::{Asked, Given, Standing, State},
};
use uuid::Uuid;

use super::{
    case::InForce,
    store::fold::{self as store, StoredAttestation, StoredState},
};
use crate::{
    audit::{self, Act, Compared, Tell, What},
    error::Result,
};

/// Acts read at once. More about one requirement are read at once, too.
const PAGE: i64 = 2000;
/// Acts read at once for a second look, which is at one requirement.
const PAGE_AGAIN: i64 = 50;
/// Attestations of no requirement's acts that are named.
const ORPHANS_MAX: i64 = 100;

/// One requirement of one plan.
type Key = (PlanId, RequirementId);
const LAST: Key = (PlanId::from_uuid(Uuid::max()), RequirementId::from_uuid(Uuid::max()));

/// Folds all acts again and compares the tables. What differs is told as soon as it is confirmed.
pub async fn compare(db: &Db, schemes: &BTreeMap<String, Scheme>, tell: &mut Tell<'_>) -> Result<Compared> {
    let asked = asked(db, schemes).await?;
    let mut compared = Compared::new("requirements and their attestations");
    let mut after: Key = (PlanId::from_uuid(Uuid::nil()), RequirementId::from_uuid(Uuid::nil()));
    while after != LAST {
        let (groups, last) = db.read_long(move |c| Box::pin(page(c, after, PAGE))).await?;
        for (key, group) in groups {
            compared.count(1);
            let mut words = group.wrong(key, &asked);
            let wrong = words.iter().map(|_| key).collect();
            let confirmed = compared.confirmed(wrong, async || {
                words = again(db, key, &asked).await?;
                Ok(words.iter().map(|_| key).collect())
            });
            let confirmed = confirmed.await?;
            compared.found(words.filter(|_| !confirmed.is_empty()), tell);
        }
        after = last;
    }
    let orphans = db.read_long(|c| Box::pin(store::orphans(c, ORPHANS_MAX))).await?;
    let orphan = |(id, plan, requirement)| {
        format!("{}: the attestation of act {id} has no such act", place((plan, requirement)))
    };
    compared.found(orphans.into_iter().map(orphan), tell);
    Ok(compared)
}

/// What is wrong with one requirement now, seen once more.
async fn again(db: &Db, key: Key, asked: &HashMap<RequirementId, Asked>) -> Result<Option<String>> {
    let before = (key.0, RequirementId::from_uuid(Uuid::from_u128(key.1.uuid().as_u128().saturating_sub(1))));
    let (mut groups, _) = db.read(move |c| Box::pin(page(c, before, PAGE_AGAIN))).await?;
    Ok(groups.remove(&key).and_then(|group| group.wrong(key, asked)))
}

/// What is asked of every requirement there is.
async fn asked(db: &Db, schemes: &BTreeMap<String, Scheme>) -> Result<HashMap<RequirementId, Asked>> {
    let mut all = HashMap::new();
    for row in db.read(|c| Box::pin(store::all_asked(c))).await? {
        let Some(scheme) = schemes.get(&row.scheme) else { continue };
        let kind = row.kind.parse().map_err(anyhow::Error::from)?;
        let signed_by_somebody = !roles(&row.attested_by, kind, row.general, scheme)?.is_empty();
        all.insert(row.id, Asked { kind, required: row.required.unwrap_or(1), signed_by_somebody });
    }
    Ok(all)
}

/// The roles that may sign: `-` nobody needs to, nothing: as the scheme says for this kind.
fn roles(attested_by: &str, kind: Kind, general: bool, scheme: &Scheme) -> Result<Vec<Role>> {
    if attested_by == "-" {
        return Ok(Vec::new());
    }
    let own: Result<Vec<Role>, _> = attested_by.split_terminator(' ').map(str::parse).collect();
    Ok(scheme.attested_by(kind, general, &own.map_err(anyhow::Error::from)?).to_vec())
}

/// One requirement of one plan: its acts, and what the tables say of it.
#[derive(Default)]
struct Group {
    acts: Vec<(ActId, Act)>,
    state: Option<StoredState>,
    attestations: BTreeMap<ActId, StoredAttestation>,
    rows: rows::Rows,
}

/// The next requirements, and the last of them: all that come after it are still to be read.
async fn page(c: &mut Conn, after: Key, mut limit: i64) -> Result<(BTreeMap<Key, Group>, Key)> {
    let (acts, last) = loop {
        let acts = audit::acts_by_requirement(c, after, limit).await?;
        if (acts.len() as i64) < limit {
            break (acts, LAST);
        }
        // The last requirement may go on in the next page: leave it to that one.
        let open = acts.last().map(|(_, key, _)| *key);
        match acts.iter().rev().map(|(_, key, _)| *key).find(|key| Some(*key) != open) {
            Some(last) => break (acts, last),
            None => limit *= 2,
        }
    };
    let mut groups: BTreeMap<Key, Group> = BTreeMap::new();
    for (id, key, act) in acts.into_iter().filter(|(_, key, _)| *key <= last) {
        groups.entry(key).or_default().acts.extend(act.map(|act| (id, act)));
    }
    for state in store::states_between(c, after, last).await? {
        let group = groups.entry((state.plan, state.requirement)).or_default();
        group.state = Some(state);
    }
    for attestation in store::attestations_between(c, after, last).await? {
        let group = groups.entry((attestation.plan, attestation.requirement)).or_default();
        group.attestations.insert(ActId::from_uuid(attestation.id.uuid()), attestation);
    }
    for (key, found) in rows::between(c, after, last).await? {
        groups.entry(key).or_default().rows = found;
    }
    Ok((groups, last))
}

fn place((plan, requirement): Key) -> String {
    format!("plan {plan}, requirement {requirement}")
}

impl Group {
    /// What differs between the acts and any table, in words.
    fn wrong(&self, key: Key, asked: &HashMap<RequirementId, Asked>) -> Option<String> {
        let acts = self.in_order();
        self.differs(key, asked)
            .or_else(|| self.rows.differ(key, &acts).map(|words| format!("{}: {words}", place(key))))
    }

    fn in_order(&self) -> Vec<&(ActId, Act)> {
        let mut acts: Vec<_> = self.acts.iter().collect();
        acts.sort_by_key(|(id, act)| (id.uuid().as_u128() >> 80, act.at, rank(act.what), *id));
        acts
    }

    /// What differs between the acts and the tables, in words.
    fn differs(&self, key: Key, asked: &HashMap<RequirementId, Asked>) -> Option<String> {
        let place = place(key);
        let Some(asked) = asked.get(&key.1) else {
            return Some(format!("{place}: the requirement does not exist"));
        };
        let acts = self.in_order();
        let mut folded = Folded::default();
        for (id, act) in &acts {
            if let Err(refusal) = folded.follow(*asked, act) {
                return Some(format!(
                    "{place}: act {id} ({}) cannot follow what was before: {refusal:?}",
                    act.what.code()
                ));
            }
            if matches!(act.what, What::Attested | What::Marked)
                && !self.attestations.get(id).is_some_and(|stored| {
                    stored.is_of(act) && stored.raised == folded.raised_by(act.attestation)
                })
            {
                return Some(format!("{place}: the attestation of act {id} is missing or was changed"));
            }
        }
        let given = |id: &ActId| acts.iter().any(|(act, of)| act == id && of.attested_as() == Some(*id));
        if let Some(id) = self.attestations.keys().find(|id| !given(id)) {
            return Some(format!("{place}: the attestation of act {id} has no such act"));
        }
        match (&self.state, folded.changed_at) {
            (None, None) => None,
            (None, Some(_)) => Some(format!("{place}: its state is missing")),
            (Some(state), _) if folded.is(state) => None,
            (Some(state), _) => Some(format!(
                "{place}: the table says {}, the acts say {}; or counts, request, attestation or time differ",
                state.state,
                folded.standing.state.code()
            )),
        }
    }
}

/// Acts of one millisecond in the order in which they can have happened.
const fn rank(what: What) -> u8 {
    match what {
        What::Registered => 0,
        What::Withdrawn => 1,
        What::Requested => 2,
        What::Recalled | What::Returned => 3,
        What::Attested | What::Marked => 4,
        What::Annulled => 5,
        _ => 6,
    }
}

/// Where a requirement stands as its acts say.
pub(super) struct Folded {
    pub(super) standing: Standing,
    pub(super) sign_off: Option<SignOffId>,
    pub(super) annulled: bool,
    pub(super) changed_at: Option<Moment>,
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
    pub(super) fn follow(&mut self, asked: Asked, act: &Act) -> Result<(), Refusal> {
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
            What::Attested | What::Marked => {
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
    pub(super) fn attestation(&self) -> Option<InForce> {
        self.in_force.iter().max().map(|(at, id, _)| InForce { id: *id, at: *at })
    }

    /// How many times that nobody had registered an attestation in force counts.
    pub(super) fn raised_by(&self, attestation: Option<AttestationId>) -> u32 {
        let found = self.in_force.iter().find(|(_, id, _)| Some(*id) == attestation);
        found.map_or(0, |(_, _, given)| given.raised)
    }

    fn is(&self, stored: &StoredState) -> bool {
        let Standing { state, registered, signed } = self.standing;
        let in_force = self.attestation().map(|one| (one.id, one.at));
        stored.state == state.code()
            && (stored.registered, stored.signed) == (registered, signed)
            && (stored.sign_off, stored.attestation.zip(stored.attested_at)) == (self.sign_off, in_force)
            && (stored.annulled, Some(stored.changed_at)) == (self.annulled, self.changed_at)
    }
}

impl StoredAttestation {
    /// Whether it says what its act says.
    fn is_of(&self, act: &Act) -> bool {
        Some(self.id) == act.attestation
            && (Some(self.plan), Some(self.requirement)) == (act.plan, act.requirement)
            && (Some(self.trainee), Some(self.attester)) == (act.trainee, act.actor)
            && (Some(self.role.as_str()), self.on_behalf_of)
                == (act.role.map(|role| role.code()), act.on_behalf_of)
            && (self.sign_off, Some(self.count), self.completed_on) == (act.sign_off, act.count, act.on)
            && (self.absence_below_percent, &self.comment, self.attested_at)
                == (act.absence_below_percent, &act.comment, act.at)
    }
}

mod annulments;
mod rows;
#[cfg(test)]
mod tests;
