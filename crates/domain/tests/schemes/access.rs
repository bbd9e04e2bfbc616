//! Decisions: the roles of the story, and two properties over everything.

use base::{DelegationId, GrantId, PersonId};
use domain::access::{Act, Denied, Kind, Policies, Role, Standing, StandingKind, Subject};
use proptest::{prelude::*, sample::select};

use crate::{policies, text};

const TRAINEE: PersonId = PersonId::from_uuid(uuid::Uuid::from_u128(1));
const OTHER: PersonId = PersonId::from_uuid(uuid::Uuid::from_u128(2));
const LEADER: PersonId = PersonId::from_uuid(uuid::Uuid::from_u128(3));

fn grant(n: u128) -> GrantId {
    GrantId::from_uuid(uuid::Uuid::from_u128(n))
}

fn standing(kind: StandingKind) -> Standing {
    match kind {
        StandingKind::Oneself => Standing::oneself(),
        StandingKind::Delegate => {
            Standing::delegate(LEADER, DelegationId::from_uuid(uuid::Uuid::max()), grant(9))
        }
        _ => Standing::by_grant(kind, grant(kind as u128)),
    }
}

fn requirement<'a>(scheme: &'a str, setting: &'a str, kind: Kind, attested_by: &'a [Role]) -> Subject<'a> {
    Subject::Requirement { scheme, setting, trainee: TRAINEE, kind, attested_by, proposed_by: None }
}

#[test]
fn in_almen_medicin_the_tutor_approves_what_the_supervisor_may_not() {
    let policies = policies();
    let goal = requirement("dk", "practice", Kind::Goal, &[Role::Tutor]);
    let supervisor = policies.decide(OTHER, Act::Attest, &goal, &[standing(StandingKind::Supervisor)]);
    assert_eq!(supervisor.unwrap_err(), Denied::NotEntitled);
    let tutor = policies.decide(OTHER, Act::Attest, &goal, &[standing(StandingKind::Tutor)]).unwrap();
    assert_eq!((tutor.role(), tutor.trainee()), (Role::Tutor, Some(TRAINEE)));
}

#[test]
fn a_delegate_approves_as_the_leader_and_on_the_leaders_behalf() {
    let goal = requirement("no", "hospital", Kind::Goal, &[Role::Leader]);
    let permit = policies().decide(OTHER, Act::Attest, &goal, &[standing(StandingKind::Delegate)]).unwrap();
    assert_eq!((permit.role(), permit.on_behalf_of()), (Role::Leader, Some(LEADER)));
    assert_eq!((permit.grants(), permit.delegation().is_some()), (&[grant(9)][..], true));
}

#[test]
fn whoever_has_several_roles_acts_in_the_strongest_that_fits() {
    let policies = policies();
    let all =
        [StandingKind::Supervisor, StandingKind::Mentor, StandingKind::EducationLeadServed].map(standing);
    let goal =
        requirement("dk", "hospital", Kind::Goal, &[Role::Supervisor, Role::Mentor, Role::EducationLead]);
    let permit = policies.decide(OTHER, Act::Attest, &goal, &all).unwrap();
    assert_eq!(permit.standing(), StandingKind::Mentor);
    assert_eq!(permit.fitting(), [StandingKind::Mentor, StandingKind::Supervisor]);
    assert_eq!(permit.grants(), [grant(StandingKind::Mentor as u128)]);
    let time = requirement("dk", "hospital", Kind::Time, &[Role::EducationLead, Role::Tutor]);
    assert_eq!(policies.decide(OTHER, Act::Attest, &time, &all).unwrap().role(), Role::EducationLead);
}

#[test]
fn whoever_may_approve_a_requirement_may_return_it_and_nobody_else() {
    let policies = policies();
    for (scheme, setting) in [("dk", "hospital"), ("dk", "practice"), ("no", "hospital"), ("no", "municipal")]
    {
        for kind in [Kind::Goal, Kind::Activity, Kind::Course, Kind::Time, Kind::Research] {
            let subject = requirement(scheme, setting, kind, Role::ALL);
            for one in StandingKind::ALL {
                let may = |act| policies.decide(OTHER, act, &subject, &[standing(*one)]).is_ok();
                assert_eq!(may(Act::Attest), may(Act::Return), "{scheme} {setting} {kind:?} {one:?}");
            }
        }
    }
}

#[test]
fn nobody_attests_their_own_and_nobody_annuls_alone() {
    let policies = policies();
    let everything: Vec<Standing> = StandingKind::ALL.iter().copied().map(standing).collect();
    for scheme in ["dk", "no"] {
        let goal = requirement(scheme, "hospital", Kind::Goal, Role::ALL);
        assert_eq!(policies.decide(TRAINEE, Act::Attest, &goal, &everything).unwrap_err(), Denied::Own);
        let Subject::Requirement { setting, trainee, kind, attested_by, .. } = goal else { unreachable!() };
        let proposed =
            Subject::Requirement { scheme, setting, trainee, kind, attested_by, proposed_by: Some(OTHER) };
        let confirm = |who| policies.decide(who, Act::ConfirmAnnulment, &proposed, &everything);
        assert_eq!(confirm(OTHER).unwrap_err(), Denied::SamePerson);
        assert!(confirm(LEADER).is_ok());
    }
}

#[test]
fn a_person_without_standings_may_do_nothing() {
    let policies = policies();
    for &act in Act::ALL {
        let goal = requirement("no", "hospital", Kind::Goal, Role::ALL);
        assert!(policies.decide(OTHER, act, &goal, &[]).is_err());
    }
}

#[test]
fn an_unknown_scheme_and_an_act_that_does_not_fit_are_refused() {
    let policies = policies();
    let oneself = [Standing::oneself()];
    let elsewhere = Subject::Plan { scheme: "se", setting: "hospital", trainee: TRAINEE };
    assert!(policies.decide(TRAINEE, Act::SeePlan, &elsewhere, &oneself).is_err());
    let plan = Subject::Plan { scheme: "no", setting: "hospital", trainee: TRAINEE };
    assert!(policies.decide(TRAINEE, Act::Register, &plan, &oneself).is_err());
    assert!(policies.decide(TRAINEE, Act::SeePlan, &plan, &oneself).is_ok());
}

#[test]
fn who_is_listed_may_be_opened() {
    let policies = policies();
    for scheme in ["dk", "no"] {
        let (list, see) = (policies.reach(scheme, Act::ListTrainees), policies.reach(scheme, Act::SeePlan));
        assert!(list.standings().all(|kind| see.allows(kind)));
        assert!(see.standings().all(|kind| list.allows(kind) || kind == StandingKind::Oneself));
    }
}

#[test]
fn the_policies_schema_names_every_role_standing_kind_and_act() {
    let schema = text("schema.cedarschema");
    let named = |code: &&str| schema.contains(&format!("\"{code}\""));
    assert!(Role::ALL.iter().map(|role| role.code()).all(|code| named(&code)));
    assert!(Kind::ALL.iter().map(|kind| kind.code()).all(|code| named(&code)));
    assert!(StandingKind::ALL.iter().map(|kind| kind.code()).all(|code| named(&code)));
    let acts: Vec<&str> = schema.split(|c: char| !c.is_ascii_lowercase() && c != '_').collect();
    assert!(Act::ALL.iter().all(|act| acts.contains(&act.code())));
}

fn kinds() -> impl Strategy<Value = Vec<StandingKind>> {
    prop::collection::vec(select(StandingKind::ALL), 0..5)
}

thread_local! {
    static POLICIES: Policies = policies();
}

proptest! {
    #[test]
    fn a_plan_is_listed_exactly_when_it_is_allowed(
        scheme in select(vec!["dk", "no"]), setting in select(vec!["hospital", "practice", "municipal"]),
        act in select(vec![Act::SeePlan, Act::ListTrainees]), has in kinds(), own in any::<bool>(),
    ) {
        // The one SQL text gives `oneself` to the trainee and to nobody else.
        let has: Vec<_> = has.into_iter().filter(|kind| *kind != StandingKind::Oneself)
            .chain(own.then_some(StandingKind::Oneself)).collect();
        let actor = if own { TRAINEE } else { OTHER };
        let standings: Vec<_> = has.iter().copied().map(standing).collect();
        POLICIES.with(|policies| {
            let allowed = policies.decide(actor, act, &Subject::Plan { scheme, setting, trainee: TRAINEE }, &standings).is_ok();
            let reached = has.iter().any(|kind| policies.reach(scheme, act).allows(*kind));
            // Whoever has a role beside their training stands in no list of their own.
            let listed = reached && !(own && act == Act::ListTrainees);
            prop_assert_eq!(allowed, listed);
            Ok(())
        })?;
    }

    #[test]
    fn an_approver_is_offered_exactly_when_allowed(
        scheme in select(vec!["dk", "no"]), kind in select(Kind::ALL), by in prop::collection::vec(select(Role::ALL), 0..4),
        act in select(vec![Act::Attest, Act::Advise, Act::MarkFulfilled, Act::ProposeAnnulment]), has in kinds(),
    ) {
        let standings: Vec<_> = has.iter().copied().map(standing).collect();
        let subject = requirement(scheme, "hospital", kind, &by);
        POLICIES.with(|policies| {
            let offered = policies.who(act, &subject);
            let allowed = policies.decide(OTHER, act, &subject, &standings);
            prop_assert_eq!(allowed.is_ok(), has.iter().any(|kind| offered.contains(kind)));
            prop_assert!(offered.iter().all(|kind| policies.reach(scheme, act).allows(*kind)));
            Ok(())
        })?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Answers are kept without names: whoever asked before, and about whom, an answer is the one that policies give which nobody asked.
    #[test]
    fn an_answer_that_was_kept_is_the_one_a_fresh_look_gives(
        scheme in select(vec!["dk", "no"]), setting in select(vec!["hospital", "practice", "municipal"]), act in select(Act::ALL),
        kind in select(Kind::ALL), by in prop::collection::vec(select(Role::ALL), 0..3), has in select(StandingKind::ALL),
        trainee in select(vec![TRAINEE, OTHER, LEADER]), actor in select(vec![TRAINEE, OTHER, LEADER]), proposed_by in select(vec![None, Some(TRAINEE), Some(OTHER), Some(LEADER)]),
    ) {
        let subject = Subject::Requirement { scheme, setting, trainee, kind, attested_by: &by, proposed_by };
        let plan = Subject::Plan { scheme, setting, trainee };
        POLICIES.with(|kept| {
            for subject in [&subject, &plan] {
                let told = |policies: &Policies| policies.decide(actor, act, subject, &[standing(has)]).map(|permit| permit.fitting().to_vec());
                prop_assert_eq!(told(kept), told(&policies()));
            }
            Ok(())
        })?;
    }
}
