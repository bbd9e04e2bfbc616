//! The list of what an application asks for, met and missing.

use super::*;
use crate::identifier::Asked;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn rules() -> Dossier {
    Dossier {
        page: None,
        stage: "kbu".to_owned(),
        opens_months_before_end: Some(1),
        access_months_after_decision: None,
        requires: vec![Kind::Goal, Kind::Time],
        common: Vec::new(),
        last_time_follows: false,
        employments: false,
        identifiers: Vec::new(),
        documents: vec![
            DossierDocument {
                kind: "agreement".to_owned(),
                specialties: Vec::new(),
                in_setting: None,
                if_filed: false,
                of_any_stage: false,
            },
            DossierDocument {
                kind: "addendum".to_owned(),
                specialties: Vec::new(),
                in_setting: Some("practice".to_owned()),
                if_filed: false,
                of_any_stage: false,
            },
            DossierDocument {
                kind: "psychotherapy".to_owned(),
                specialties: vec!["PSY".to_owned()],
                in_setting: None,
                if_filed: false,
                of_any_stage: false,
            },
            DossierDocument {
                kind: "leave".to_owned(),
                specialties: Vec::new(),
                in_setting: None,
                if_filed: true,
                of_any_stage: false,
            },
        ],
    }
}

fn requirement(code: &str, kind: Kind, state: State) -> RequirementFacts {
    let time = kind == Kind::Time;
    RequirementFacts {
        code: code.to_owned(),
        kind,
        state,
        opens: time.then(|| day("2026-11-01")),
        last_day: time.then(|| day("2026-11-30")),
    }
}

fn facts(today: &str, goal: State, time: State) -> Facts {
    Facts {
        identifiers: BTreeSet::new(),
        unread: BTreeSet::new(),
        today: Some(day(today)),
        specialty: None,
        ends: Some(day("2026-11-30")),
        settings: BTreeSet::from(["hospital".to_owned()]),
        plans: vec![PlanFacts {
            curriculum: "KBU".to_owned(),
            specialty: None,
            partial: false,
            requirements: vec![
                requirement("1", Kind::Goal, State::Attested),
                requirement("2", Kind::Goal, goal),
                requirement("tid-2", Kind::Time, time),
            ],
        }],
        employments_confirmed: false,
        documents: vec![DocumentFacts { kind: "agreement".to_owned(), attests: None, verified: true }],
    }
}

#[test]
fn all_is_met_in_the_last_month_and_the_last_day_decides_when() {
    let ready = facts("2026-11-01", State::Attested, State::Attested);
    assert!(is_ready(&checklist(&rules(), &ready)));
    let early = checklist(&rules(), &Facts { today: Some(day("2026-10-31")), ..ready.clone() });
    assert!(!is_ready(&early));
    let window = early.iter().find(|line| line.topic == Topic::Window).unwrap();
    assert_eq!((window.met, window.earliest), (false, Some(day("2026-11-01"))));
    let unknown = checklist(&rules(), &Facts { ends: None, ..ready });
    assert!(!is_ready(&unknown), "nobody knows when it ends");
}

#[test]
fn what_is_missing_is_named_and_time_says_from_when() {
    let lines = checklist(&rules(), &facts("2026-10-31", State::Requested, State::Open));
    let goals = &lines[0];
    assert_eq!((goals.met, goals.of, &goals.missing[..]), (false, Some((1, 2)), &["2".to_owned()][..]));
    let time = &lines[1];
    assert_eq!((time.met, time.earliest, time.follows), (false, Some(day("2026-11-01")), false));
    let later = checklist(&rules(), &facts("2026-11-02", State::Attested, State::Open));
    assert_eq!(later[1].earliest, None, "it can be attested now");
}

#[test]
fn the_last_time_may_follow_where_the_scheme_says_so_and_no_other() {
    let rules = Dossier { last_time_follows: true, ..rules() };
    let mut facts = facts("2026-11-02", State::Attested, State::Open);
    assert!(is_ready(&checklist(&rules, &facts)));
    let mut earlier = requirement("tid-1", Kind::Time, State::Open);
    earlier.last_day = Some(day("2026-05-31"));
    facts.plans[0].requirements.push(earlier);
    let lines = checklist(&rules, &facts);
    assert!(!is_ready(&lines));
    let follows = |lines: &[Line]| -> Vec<String> {
        lines.iter().filter(|line| line.follows).map(|line| line.missing[0].clone()).collect()
    };
    assert_eq!(follows(&lines), ["tid-2"]);
    // Two that end on one day: one may follow, the other may not.
    facts.plans[0].requirements.push(requirement("tid-3", Kind::Time, State::Open));
    let lines = checklist(&rules, &facts);
    assert_eq!(follows(&lines), ["tid-3"]);
}

#[test]
fn a_document_counts_when_its_original_was_seen_and_is_asked_for_where_it_belongs() {
    let mut facts = facts("2026-11-02", State::Attested, State::Attested);
    facts.documents[0].verified = false;
    let lines = checklist(&rules(), &facts);
    let of = |lines: &[Line], kind: &str| {
        lines.iter().find(|line| line.topic == Topic::Document(kind.to_owned())).cloned()
    };
    let agreement = of(&lines, "agreement").unwrap();
    assert!(!agreement.met && agreement.claimed);
    assert!(!lines.iter().any(|line| matches!(&line.topic, Topic::Document(kind) if kind != "agreement")));
    facts.documents.push(DocumentFacts { kind: "agreement".to_owned(), attests: None, verified: true });
    assert!(!of(&checklist(&rules(), &facts), "agreement").unwrap().met, "one of two was not seen");
    facts.documents.push(DocumentFacts { kind: "leave".to_owned(), attests: None, verified: false });
    assert!(of(&checklist(&rules(), &facts), "leave").unwrap().claimed, "asked for, since it is there");
    facts.documents.retain(|one| one.kind == "agreement");
    facts.settings.insert("practice".to_owned());
    facts.specialty = Some("PSY".to_owned());
    let lines = checklist(&rules(), &facts);
    let documents = lines.iter().filter(|line| matches!(line.topic, Topic::Document(_))).count();
    assert_eq!(documents, 3);
}

#[test]
fn employments_are_confirmed_where_the_authority_asks() {
    let mut facts = facts("2026-11-02", State::Attested, State::Attested);
    let asks = Dossier { employments: true, ..rules() };
    assert!(!is_ready(&checklist(&asks, &facts)));
    facts.employments_confirmed = true;
    assert!(is_ready(&checklist(&asks, &facts)));
}

#[test]
fn nothing_is_met_because_it_is_absent() {
    let all = facts("2026-11-02", State::Attested, State::Attested);
    let whose = |specialty: &str| Facts { specialty: Some(specialty.to_owned()), ..all.clone() };
    let lines = checklist(&rules(), &whose("ANE"));
    assert_eq!((&lines[0].topic, lines[0].met), (&Topic::Plan("ANE".to_owned()), false), "no plan of it");
    let mut with = whose("ANE");
    with.plans[0].specialty = Some("ANE".to_owned());
    assert!(is_ready(&checklist(&rules(), &with)));
    let research = Dossier { requires: vec![Kind::Goal, Kind::Research, Kind::Time], ..rules() };
    let lines = checklist(&research, &all);
    assert!(lines.iter().any(|line| line.topic == Topic::Lacks(Kind::Research) && !line.met));
    let mut empty = all.clone();
    empty.plans[0].requirements.retain(|one| one.kind == Kind::Time);
    assert!(!is_ready(&checklist(&rules(), &empty)), "a plan without goals");
}

#[test]
fn a_list_that_is_not_whole_is_never_met_and_a_curriculum_that_all_have_must_be_there() {
    let mut facts = facts("2026-11-02", State::Attested, State::Attested);
    facts.plans[0].partial = true;
    assert!(!checklist(&rules(), &facts)[0].met);
    let common = Dossier { common: vec!["FKM".to_owned()], ..rules() };
    let lines = checklist(&common, &facts);
    assert_eq!((&lines[0].topic, lines[0].met), (&Topic::Plan("FKM".to_owned()), false));
    facts.plans.clear();
    assert!(!is_ready(&checklist(&rules(), &facts)), "no plan, no dossier");
}

#[test]
fn time_on_paper_counts_when_its_original_was_seen() {
    let mut facts = facts("2026-11-02", State::Attested, State::Open);
    let paper = |verified| DocumentFacts {
        kind: "time_on_paper".to_owned(),
        attests: Some(attests("KBU", "tid-2")),
        verified,
    };
    facts.documents.push(paper(false));
    let line = checklist(&rules(), &facts).remove(1);
    assert_eq!((line.met, line.claimed, &line.missing[..]), (false, true, &["tid-2".to_owned()][..]));
    facts.documents.push(paper(true));
    assert!(is_ready(&checklist(&rules(), &facts)));
    facts.documents.last_mut().unwrap().attests = Some(attests("KBU", "tid-1"));
    assert!(!is_ready(&checklist(&rules(), &facts)), "another time");
}

fn attests(curriculum: &str, code: &str) -> AttestsFacts {
    AttestsFacts { curriculum: curriculum.to_owned(), code: code.to_owned() }
}

#[test]
fn time_on_paper_meets_the_time_of_its_own_curriculum_where_another_has_the_same_code() {
    let mut facts = facts("2026-11-02", State::Attested, State::Open);
    facts.plans.push(PlanFacts { curriculum: "ORTO".to_owned(), ..facts.plans[0].clone() });
    facts.documents.push(DocumentFacts {
        kind: "time_on_paper".to_owned(),
        attests: Some(attests("ORTO", "tid-2")),
        verified: true,
    });
    let lines = checklist(&rules(), &facts);
    let met = |plan| {
        let topic = Topic::Time { plan, code: "tid-2".to_owned() };
        lines.iter().find(|line| line.topic == topic).map(|line| (line.met, line.claimed))
    };
    assert_eq!((met(0), met(1)), (Some((false, false)), Some((true, false))));
}

#[test]
fn a_number_that_is_missing_is_told_and_stands_in_the_way_only_where_it_is_required() {
    let asked = |required| Asked { kind: "cpr".to_owned(), every_page: true, required };
    let lines = |required, known: &[&str]| {
        let rules = Dossier { identifiers: vec![asked(required)], ..rules() };
        let mut facts = facts("2026-11-30", State::Attested, State::Attested);
        facts.identifiers = known.iter().map(|kind| (*kind).to_owned()).collect();
        let lines = checklist(&rules, &facts);
        let line = lines.iter().find(|line| line.topic == Topic::Identifier("cpr".to_owned()));
        (
            line.map(|line| (line.met, line.optional)),
            lines.iter().filter(|line| !line.met && !line.optional).count(),
        )
    };
    let others = lines(false, &[]).1;
    assert_eq!(lines(false, &[]), (Some((false, true)), others));
    assert_eq!(lines(true, &[]), (Some((false, false)), others + 1));
    assert_eq!(lines(true, &["cpr"]), (Some((true, false)), others));
    assert_eq!(lines(true, &["hpr"]), (Some((false, false)), others + 1));
}

#[test]
fn a_number_that_cannot_be_read_is_not_left_out() {
    let asked = Asked { kind: "cpr".to_owned(), every_page: true, required: false };
    let rules = Dossier { identifiers: vec![asked], ..rules() };
    let mut facts = facts("2026-11-30", State::Attested, State::Attested);
    facts.unread.insert("cpr".to_owned());
    let lines = checklist(&rules, &facts);
    let line = lines.iter().find(|line| line.topic == Topic::Identifier("cpr".to_owned())).unwrap();
    assert_eq!((line.met, line.optional, line.unread), (false, false, true));
    assert!(!is_ready(std::slice::from_ref(line)));
}
