//! A goal's life, folded; and each thing that can be changed behind its back.

use base::{AttestationId, Moment, SignOffId};
use domain::access::{Kind, Role};

use super::*;

const GOAL: Asked = Asked { kind: Kind::Goal, required: 1, signed_by_somebody: true };

fn uuid(n: u8) -> Uuid {
    Uuid::from_u128(u128::from(n) << 80 | u128::from(n))
}
fn key() -> Key {
    (PlanId::from_uuid(uuid(1)), RequirementId::from_uuid(uuid(2)))
}
fn asked() -> HashMap<RequirementId, Asked> {
    HashMap::from([(key().1, GOAL)])
}
fn act(n: u8, what: What) -> (ActId, Act) {
    let act = Act {
        plan: Some(key().0),
        requirement: Some(key().1),
        trainee: Some(base::PersonId::from_uuid(uuid(3))),
        actor: Some(base::PersonId::from_uuid(uuid(4))),
        role: Some(Role::Supervisor),
        sign_off: Some(SignOffId::from_uuid(uuid(5))),
        ..Act::new(what, Moment::from_micros(i64::from(n)))
    };
    (ActId::from_uuid(uuid(100 + n)), act)
}
fn attests(n: u8, what: What, attestation: u8) -> (ActId, Act) {
    let (id, mut act) = act(n, what);
    act.attestation = Some(AttestationId::from_uuid(uuid(attestation)));
    act.count = Some(1);
    (id, act)
}
fn row(act: &(ActId, Act)) -> (ActId, StoredAttestation) {
    let (id, a) = act;
    let stored = StoredAttestation {
        id: a.attestation.unwrap(),
        plan: key().0,
        requirement: key().1,
        trainee: a.trainee.unwrap(),
        attester: a.actor.unwrap(),
        role: "supervisor".into(),
        on_behalf_of: None,
        sign_off: a.sign_off,
        count: 1,
        raised: 1,
        completed_on: None,
        absence_below_percent: a.absence_below_percent,
        comment: None,
        attested_at: a.at,
    };
    (*id, stored)
}

/// Requested, returned, requested, attested, annulled, attested again unasked.
fn life() -> Group {
    let mut again = attests(7, What::Attested, 107);
    again.1.sign_off = None;
    let acts = vec![
        act(1, What::Requested),
        act(2, What::Returned),
        act(3, What::Requested),
        attests(4, What::Attested, 104),
        attests(5, What::AnnulmentProposed, 104),
        attests(6, What::Annulled, 104),
        again,
    ];
    let attestations = [&acts[3], &acts[6]].map(row).into();
    let state = StoredState {
        plan: key().0,
        requirement: key().1,
        state: "attested".into(),
        registered: 1,
        signed: 1,
        sign_off: None,
        attestation: Some(AttestationId::from_uuid(uuid(107))),
        attested_at: Some(Moment::from_micros(7)),
        annulled: true,
        changed_at: Moment::from_micros(7),
    };
    Group { acts, state: Some(state), attestations, ..Group::default() }
}

#[track_caller]
fn found(change: impl FnOnce(&mut Group), words: &str) {
    let mut group = life();
    change(&mut group);
    let found = group.differs(key(), &asked()).unwrap_or_default();
    assert!(found.contains(words), "{words:?} is not said in {found:?}");
}

#[test]
fn a_goals_life_folds_to_its_state_in_whatever_order_the_acts_come() {
    let mut group = life();
    assert_eq!(group.differs(key(), &asked()), None);
    group.acts.reverse();
    assert_eq!(group.differs(key(), &asked()), None);
    assert_eq!(Group::default().differs(key(), &asked()), None);
}

#[test]
fn a_state_that_was_changed_is_found() {
    found(|g| g.state = None, "state is missing");
    found(|g| g.acts.truncate(6), "has no such act");
    let differs = "the table says";
    for change in [
        (|s| s.state = "open".into()) as fn(&mut StoredState),
        |s| s.registered = 2,
        |s| s.signed = 0,
        |s| s.annulled = false,
        |s| s.attestation = None,
        |s| s.sign_off = Some(SignOffId::from_uuid(uuid(5))),
        |s| s.changed_at = Moment::from_micros(6),
    ] {
        found(|g| change(g.state.as_mut().unwrap()), differs);
    }
    let only_a_state = |g: &mut Group| {
        g.acts.clear();
        g.attestations.clear();
    };
    found(only_a_state, differs);
}

#[test]
fn an_attestation_that_was_changed_is_found() {
    let changed = "missing or was changed";
    for change in [
        (|a| a.role = "leader".into()) as fn(&mut StoredAttestation),
        |a| a.attester = base::PersonId::from_uuid(uuid(9)),
        |a| a.count = 9,
        |a| a.raised = 0,
        |a| a.comment = Some("well done".into()),
        |a| a.attested_at = Moment::from_micros(0),
        |a| a.sign_off = None,
        |a| a.absence_below_percent = Some(10),
    ] {
        found(|g| change(g.attestations.values_mut().next().unwrap()), changed);
    }
    found(|g| drop(g.attestations.pop_first()), changed);
}

#[test]
fn acts_that_cannot_have_happened_are_found() {
    let impossible = "cannot follow";
    found(|g| g.acts[3].1.sign_off = Some(SignOffId::from_uuid(uuid(6))), impossible);
    found(|g| drop(g.acts.remove(5)), impossible);
    found(|g| g.acts[5].1.attestation = None, impossible);
    found(|g| g.acts[0].1.what = What::Recalled, impossible);
    let nobody = HashMap::new();
    assert!(life().differs(key(), &nobody).unwrap().contains("does not exist"));
}

#[test]
fn the_least_requirement_of_a_plan_is_found_again() {
    let (plan, requirement) = key();
    let nil = RequirementId::from_uuid(Uuid::nil());
    for key in [(plan, requirement), (plan, nil)] {
        assert!(before(key) < key);
    }
    assert_eq!(before((plan, nil)).1, LAST.1);
}
