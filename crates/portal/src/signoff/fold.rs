//! The tables of states and attestations against the acts they follow from: the acts are folded again, by the same rules.
//!
//! When the two differ the acts are right, for the ledger commits to them. Read in pages of whole requirements; what looks
//! wrong while others write is looked at again.

use std::collections::{BTreeMap, HashMap};

use base::{ActId, DocumentId, PlanId, RequirementId};
use db::{Conn, Db};
use domain::{
    access::{Kind, Role},
    scheme::Scheme,
    signoff::{Asked, Folded, Standing, in_order},
};
use uuid::Uuid;

use super::store::fold::{self as store, StoredAttestation, StoredState};
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
    let before = before(key);
    let (mut groups, _) = db.read(move |c| Box::pin(page(c, before, PAGE_AGAIN))).await?;
    Ok(groups.remove(&key).and_then(|group| group.wrong(key, asked)))
}

/// The last key before one.
fn before((plan, requirement): Key) -> Key {
    let less = |id: Uuid| id.as_u128().checked_sub(1).map(Uuid::from_u128);
    match less(requirement.uuid()) {
        Some(requirement) => (plan, RequirementId::from_uuid(requirement)),
        None => (PlanId::from_uuid(less(plan.uuid()).unwrap_or_default()), LAST.1),
    }
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
    credits: BTreeMap<ActId, DocumentId>,
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
    for (plan, requirement, id, document) in store::credits_between(c, after, last).await? {
        groups.entry((plan, requirement)).or_default().credits.insert(id, document);
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
        let acts = in_order(&self.acts);
        self.differs(key, asked)
            .or_else(|| self.rows.differ(key, &acts).map(|words| format!("{}: {words}", place(key))))
    }

    /// What differs between the acts and the tables, in words.
    fn differs(&self, key: Key, asked: &HashMap<RequirementId, Asked>) -> Option<String> {
        let place = place(key);
        let Some(asked) = asked.get(&key.1) else {
            return Some(format!("{place}: the requirement does not exist"));
        };
        let acts = in_order(&self.acts);
        let mut folded = Folded::default();
        for (id, act) in &acts {
            if let Err(refusal) = folded.follow(*asked, act) {
                return Some(format!(
                    "{place}: act {id} ({}) cannot follow what was before: {refusal:?}",
                    act.what.code()
                ));
            }
            if act.what.gives_attestation()
                && !self.attestations.get(id).is_some_and(|stored| {
                    stored.is_of(act) && stored.raised == folded.raised_by(act.attestation)
                })
            {
                return Some(format!("{place}: the attestation of act {id} is missing or was changed"));
            }
            let rests_on = act.document.filter(|_| act.what == What::Credited);
            if self.credits.get(id).copied() != rests_on {
                return Some(format!(
                    "{place}: the document on which act {id} rests is not the one it names"
                ));
            }
        }
        let given = |id: &ActId| acts.iter().any(|(act, of)| act == id && of.attested_as() == Some(*id));
        if let Some(id) = self.attestations.keys().find(|id| !given(id)) {
            return Some(format!("{place}: the attestation of act {id} has no such act"));
        }
        match (&self.state, folded.changed_at) {
            (None, None) => None,
            (None, Some(_)) => Some(format!("{place}: its state is missing")),
            (Some(state), _) if state.is(&folded) => None,
            (Some(state), _) => Some(format!(
                "{place}: the table says {}, the acts say {}; or counts, request, attestation or time differ",
                state.state,
                folded.standing.state.code()
            )),
        }
    }
}

impl StoredState {
    /// Whether it says what the acts say.
    fn is(&self, folded: &Folded) -> bool {
        let Standing { state, registered, signed } = folded.standing;
        let in_force = folded.attestation().map(|one| (one.id, one.at));
        self.state == state.code()
            && (self.registered, self.signed) == (registered, signed)
            && (self.sign_off, self.attestation.zip(self.attested_at)) == (folded.sign_off, in_force)
            && (self.annulled, Some(self.changed_at)) == (folded.annulled, folded.changed_at)
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
