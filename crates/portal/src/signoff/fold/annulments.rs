//! Proposals to annul as the acts made, confirmed and dropped them.

use std::collections::BTreeMap;

use base::{ActId, AnnulmentId};

use super::{super::store::fold::StoredAnnulment, Key};
use crate::audit::{Act, What};

/// What the rows should say. Two acts of one instant may come in either order: an end waits for what it ended.
pub(super) fn told(key: Key, acts: &[&(ActId, Act)]) -> BTreeMap<AnnulmentId, StoredAnnulment> {
    let proposed = acts.iter().filter(|(_, act)| act.what == What::AnnulmentProposed);
    let mut all: BTreeMap<_, _> =
        proposed.filter_map(|(_, act)| Some((act.annulment?, proposal(key, act.annulment?, act)))).collect();
    for (_, act) in acts {
        if let Some(row) = act.annulment.and_then(|id| all.get_mut(&id)) {
            end(row, act);
        }
    }
    all
}

fn proposal((plan, requirement): Key, id: AnnulmentId, act: &Act) -> StoredAnnulment {
    StoredAnnulment {
        plan,
        requirement,
        id,
        attestation: act.attestation,
        trainee: act.trainee,
        proposed_by: act.actor,
        proposed_role: role(act),
        reason: act.comment.clone(),
        proposed_at: act.at,
        confirmed_by: None,
        confirmed_role: None,
        confirmed_at: None,
        dropped_by: None,
        dropped_role: None,
        dropped_at: None,
        dropped_why: None,
    }
}

fn end(row: &mut StoredAnnulment, act: &Act) {
    match act.what {
        What::Annulled => {
            (row.confirmed_by, row.confirmed_role, row.confirmed_at) = (act.actor, role(act), Some(act.at));
        }
        What::AnnulmentDeclined | What::AnnulmentWithdrawn => {
            (row.dropped_by, row.dropped_role, row.dropped_at) = (act.actor, role(act), Some(act.at));
            row.dropped_why = act.comment.clone();
        }
        _ => {}
    }
}

fn role(act: &Act) -> Option<String> {
    act.role.map(|role| role.code().to_owned())
}
