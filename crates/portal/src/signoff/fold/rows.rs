//! Requests with what they rest on, advice, entries and annulments of one requirement against its acts: each row has the act that made it, and each act its row.

use std::{collections::BTreeMap, fmt::Display};

use base::{ActId, AdviceId, AnnulmentId, EntryId, Moment, PersonId, SignOffId};
use db::{Conn, Fault};
use domain::signoff::State;

use super::{
    super::store::{
        RECALLED,
        fold::{self as store, StoredAdvice, StoredAnnulment, StoredEntry, StoredRequest},
    },
    Key, annulments,
};
use crate::{
    audit::{Act, What},
    logging,
};

/// What the tables say of one requirement.
#[derive(Default)]
pub(super) struct Rows {
    requests: BTreeMap<SignOffId, StoredRequest>,
    advice: BTreeMap<AdviceId, StoredAdvice>,
    entries: Vec<StoredEntry>,
    evidence: BTreeMap<SignOffId, Vec<EntryId>>,
    annulments: BTreeMap<AnnulmentId, StoredAnnulment>,
}

/// By whom and when something was registered and taken back.
type Registered = (Option<PersonId>, Moment, Option<(Option<PersonId>, Moment)>);

/// The rows about what comes after one requirement of a plan, up to another.
pub(super) async fn between(c: &mut Conn, after: Key, until: Key) -> Result<BTreeMap<Key, Rows>, Fault> {
    let mut all: BTreeMap<Key, Rows> = BTreeMap::new();
    for row in store::requests_between(c, after, until).await? {
        all.entry((row.plan, row.requirement)).or_default().requests.insert(row.id, row);
    }
    for row in store::advice_between(c, after, until).await? {
        all.entry((row.plan, row.requirement)).or_default().advice.insert(row.id, row);
    }
    for row in store::entries_between(c, after, until).await? {
        all.entry((row.plan, row.requirement)).or_default().entries.push(row);
    }
    for (plan, requirement, request, entry) in store::evidence_between(c, after, until).await? {
        let rows = all.entry((plan, requirement)).or_default();
        rows.evidence.entry(request).or_default().push(entry);
    }
    for row in store::annulments_between(c, after, until).await? {
        all.entry((row.plan, row.requirement)).or_default().annulments.insert(row.id, row);
    }
    Ok(all)
}

impl Rows {
    /// What differs from the acts, which come oldest first; in words.
    pub(super) fn differ(&self, key: Key, acts: &[&(ActId, Act)]) -> Option<String> {
        different("request", &self.requests, &requests(key, acts))
            .or_else(|| different("advice", &self.advice, &advice(key, acts)))
            .or_else(|| self.entries_differ(acts))
            .or_else(|| self.evidence_differs(acts))
            .or_else(|| different("annulment", &self.annulments, &annulments::told(key, acts)))
    }

    /// The first request that rests on other entries than its act says.
    fn evidence_differs(&self, acts: &[&(ActId, Act)]) -> Option<String> {
        let digests: BTreeMap<EntryId, String> =
            self.entries.iter().map(|row| (row.id, row.digest())).collect();
        let requested = acts.iter().filter(|(_, act)| act.what == What::Requested);
        let wrong = requested.filter_map(|(id, act)| Some((id, act.sign_off?, &act.evidence))).find(
            |(_, request, evidence)| {
                let rests = self.evidence.get(request).into_iter().flatten();
                let mut rests: Vec<_> = rests.map(|entry| digests.get(entry).cloned()).collect();
                let mut said: Vec<_> = evidence.iter().cloned().map(Some).collect();
                rests.sort_unstable();
                said.sort_unstable();
                rests != said
            },
        );
        wrong.map(|(act, request, _)| {
            format!("the request {request} rests on other entries than act {act} says")
        })
    }

    fn entries_differ(&self, acts: &[&(ActId, Act)]) -> Option<String> {
        let mut told = registered(acts);
        for row in &self.entries {
            let withdrawn = row.withdrawn_at.map(|at| (row.withdrawn_by, at));
            match told.remove(&row.digest()) {
                None => return Some(format!("the entry {} is not what any act registered", row.id)),
                Some((act, said)) if said != (row.by, row.at, withdrawn) => {
                    return Some(format!(
                        "the entry {} was registered or taken back otherwise than act {act} and what followed say",
                        row.id
                    ));
                }
                Some(_) => {}
            }
        }
        let missing = told.into_values().next();
        missing.map(|(act, _)| format!("the entry that act {act} registered is missing"))
    }
}

impl StoredEntry {
    /// What an act that registered it is bound to.
    fn digest(&self) -> String {
        let (id, on, count, comment) = (self.id, self.on, self.count, self.comment.clone());
        logging::Entry { id, on, count, comment }.digest()
    }
}

/// The first one that is missing, was changed, or has no act.
fn different<I: Ord + Display, T: PartialEq>(
    what: &str,
    rows: &BTreeMap<I, T>,
    told: &BTreeMap<I, T>,
) -> Option<String> {
    let wrong = told.iter().find_map(|(id, said)| match rows.get(id) {
        None => Some(format!("the {what} {id} is missing")),
        Some(row) if row != said => Some(format!("the {what} {id} was changed")),
        Some(_) => None,
    });
    wrong.or_else(|| {
        let stranger = rows.keys().find(|id| !told.contains_key(id));
        stranger.map(|id| format!("the {what} {id} has no such act"))
    })
}

/// The requests as the acts made and ended them.
fn requests((plan, requirement): Key, acts: &[&(ActId, Act)]) -> BTreeMap<SignOffId, StoredRequest> {
    let mut all: BTreeMap<SignOffId, StoredRequest> = BTreeMap::new();
    for (_, act) in acts {
        let Some(id) = act.sign_off else { continue };
        let state = match act.what {
            What::Requested => {
                let row = StoredRequest {
                    plan,
                    requirement,
                    id,
                    trainee: act.trainee,
                    to: act.to,
                    state: State::Requested.code().to_owned(),
                    completed_on: act.on,
                    comment: act.comment.clone(),
                    requested_at: act.at,
                    changed_at: act.at,
                    changed_by: act.trainee,
                };
                all.insert(id, row);
                continue;
            }
            What::Recalled => RECALLED,
            What::Returned => State::Returned.code(),
            what if what.gives_attestation() => State::Attested.code(),
            _ => continue,
        };
        if let Some(row) = all.get_mut(&id) {
            (row.state, row.changed_at, row.changed_by) = (state.to_owned(), act.at, act.actor);
        }
    }
    all
}

/// The advice as the acts gave it.
fn advice((plan, requirement): Key, acts: &[&(ActId, Act)]) -> BTreeMap<AdviceId, StoredAdvice> {
    let given = acts.iter().filter(|(_, act)| act.what == What::Advised);
    given
        .filter_map(|(row, act)| {
            let id = act.advice?;
            let advice = StoredAdvice {
                plan,
                requirement,
                id,
                trainee: act.trainee,
                adviser: act.actor,
                role: act.role.map(|role| role.code().to_owned()),
                recommends: act.recommends,
                comment: act.comment.clone(),
                meeting_on: act.on,
                advised_at: act.at,
                act: *row,
            };
            Some((id, advice))
        })
        .collect()
}

/// What was registered, by the digest of its entry, with the act that did it.
fn registered(acts: &[&(ActId, Act)]) -> BTreeMap<String, (ActId, Registered)> {
    let mut all: BTreeMap<String, (ActId, Registered)> = BTreeMap::new();
    for (id, act) in acts {
        for digest in &act.evidence {
            match act.what {
                What::Registered => {
                    all.insert(digest.clone(), (*id, (act.actor, act.at, None)));
                }
                What::Withdrawn => {
                    if let Some((_, said)) = all.get_mut(digest) {
                        said.2 = Some((act.actor, act.at));
                    }
                }
                _ => {}
            }
        }
    }
    all
}
