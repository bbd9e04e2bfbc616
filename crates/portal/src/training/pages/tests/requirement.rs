//! One requirement, to everybody who may see it.

use base::{EntryId, Percent};
use domain::{
    access::{Kind, Role},
    refusal::{FieldErrors, Problem, Refusal},
    signoff::State,
};
use web::{Fields, Lang, parts::Choice};

use super::super::requirement::{
    self, Annulment, Approver, Approvers, Attest, Attested, Credit, Did, Forms, How, Receipt, Requirement,
    Returned, Send, Served, Supported, Waiting, When, register_fields, requirement, send_fields,
};
use crate::show::{
    Advice, AdviceLine, EntryLine, Heard, Licence, Official, Say, Source, Who, mark_all,
    samples::{self, activity, at, day, each, id, leader, lis, today, whole_history},
};

fn spinal() -> Requirement {
    let vik = Who::new("Torunn Vik", Role::Leader);
    let mut first = activity("A1", "Spinalanestesi, voksen", 12, 15);
    first.also_for = vec!["ANE-071".to_owned()];
    let mut own = activity("A4", "Internundervisning: spinalkateter", 1, 1);
    (own.self_registered, own.signed_by, own.state) = (true, None, State::Registered);
    Requirement {
        plan: id(1),
        reading: None,
        code: "ANE-064".to_owned(),
        kind: Kind::Goal,
        title: "Spinalanestesi".to_owned(),
        theme: Some("Anestesi og perioperativ medisin".to_owned()),
        arena: None,
        state: State::Returned,
        official: Official {
            text: Some("Ha god kunnskap om og selvstendig kunne utføre spinal anestesi, herunder kjenne til indikasjon for anestesi med spinalkateter.".to_owned()),
            version: "2019".to_owned(),
            source: Some(Source { name: "Norsk Lovtidend".to_owned(), href: Some("https://lovdata.no".to_owned()) }),
            licence: Some(Licence::Unknown),
            ..Official::default()
        },
        evidence: None,
        supports: Vec::new(),
        counted: None,
        served: None,
        returned: Some(Returned { who: vik, at: at(day(2026, 11, 19), 16, 20), comment: "Fint arbeid. Skriv hvorfor tolv er nok, så godkjenner jeg.".to_owned() }),
        waiting: None,
        attested: None,
        annulments: Vec::new(),
        activities: vec![first, activity("A2", "Spinalanestesi ved sectio", 5, 5), activity("A3", "Vurdering i praksis (DOPS)", 1, 2), own],
        entries: Vec::new(),
        advice: Advice {
            rule: Some("§ 22".to_owned()),
            lines: vec![
                AdviceLine {
                    role: Role::Mentor,
                    heard: Heard::Advice { name: "Marit Haugland".to_owned(), recommends: true, comment: Some("Trygg på indikasjon og teknikk. Forklarer godt for pasienten.".to_owned()), on: day(2026, 11, 17) },
                },
                AdviceLine { role: Role::Supervisor, heard: Heard::Nothing(Some(vec!["Jonas Eide".to_owned()])) },
            ],
        },
        approvers: Approvers {
            people: vec![
                Approver { name: "Torunn Vik".to_owned(), role: Role::Leader, deputy_until: None },
                Approver { name: "Anders Brekke".to_owned(), role: Role::Leader, deputy_until: Some(day(2026, 12, 31)) },
            ],
            roles: vec![Role::Leader],
            when: When::AfterAdvice(vec![Role::Mentor, Role::Supervisor]),
            self_registered: false,
        },
        history: whole_history().split_off(4),
        forms: Forms {
            register: Some(register_fields(today())),
            send: Some(Send { to: people(), fields: send_fields(today(), None) }),
            ..Forms::default()
        },
        key: "k1".to_owned(),
        did: None,
        refused: None,
        unsent: None,
    }
}

fn people() -> Vec<Choice> {
    let choice = |value: &str, label: &str| Choice { value: value.to_owned(), label: label.to_owned() };
    vec![choice("1", "Torunn Vik, leder"), choice("2", "Anders Brekke, stedfortreder til 31. desember")]
}

#[test]
fn the_trainee_sees_what_to_do_with_a_requirement() {
    each("no", "requirement", Some(&lis()), |say| requirement(say, &spinal()));
    let waiting = Waiting {
        sign_off: id(7),
        to: "Torunn Vik".to_owned(),
        since: at(today(), 10, 42),
        recalls: true,
        decides: false,
        mine: false,
        gone: false,
    };
    let sent = Requirement {
        state: State::Requested,
        returned: None,
        waiting: Some(waiting),
        forms: Forms::default(),
        did: Some(Did::Sent { to: "Torunn Vik".to_owned(), completed_on: Some(today()) }),
        ..spinal()
    };
    each("no", "requirement-sent", Some(&lis()), |say| requirement(say, &sent));
    each("no", "requirement-wrong", Some(&lis()), |say| {
        let mut register =
            Fields::with(&[("on_date", "1.1.2099"), ("count", "0"), ("comment", "Tre ganger i dag")]);
        let errors = FieldErrors::from_iter([
            ("on_date", Problem::InFuture),
            ("count", Problem::OutOfRange { min: 1, max: 999 }),
            ("comment", Problem::NationalId),
        ]);
        mark_all(say.lang, &mut register, &errors);
        let mut fields = send_fields(today(), Some("1"));
        let errors = [
            ("to", Problem::NotApprover),
            ("completed_on", Problem::NotADay),
            ("comment", Problem::TooLong { max: 2000 }),
        ];
        mark_all(say.lang, &mut fields, &FieldErrors::from_iter(errors));
        let forms =
            Forms { register: Some(register), send: Some(Send { to: people(), fields }), ..Forms::default() };
        requirement(
            say,
            &Requirement {
                forms,
                refused: Some(Refusal::AlreadyRequested),
                unsent: Some("Tolv er nok.".to_owned()),
                ..spinal()
            },
        )
    });
}

#[test]
fn a_danish_competence_without_activities_is_registered_on_itself() {
    let entry = |on, count, comment: Option<&str>, undo: Option<EntryId>| EntryLine {
        on,
        count,
        comment: comment.map(str::to_owned),
        undo,
        withdrawn: undo.is_none(),
    };
    let receipt = Receipt {
        title: None,
        on: day(2024, 2, 3),
        count: 2,
        undo: Some(id(8)),
        before: Some(day(2025, 2, 1)),
    };
    let view = Requirement {
        code: "5".to_owned(),
        title: "Infektionskirurgi".to_owned(),
        theme: None,
        state: State::InProgress,
        official: Official {
            version: "2021".to_owned(),
            source: Some(Source { name: "Sundhedsstyrelsen".to_owned(), href: None }),
            ..Official::default()
        },
        evidence: Some("Kompetencekort, udfyldt af en klinisk vejleder.".to_owned()),
        returned: None,
        activities: Vec::new(),
        entries: vec![
            entry(day(2026, 11, 16), 2, Some("Septisk led"), Some(id(8))),
            entry(day(2025, 12, 1), 1, None, None),
        ],
        advice: Advice::default(),
        approvers: Approvers {
            when: When::Any,
            people: Vec::new(),
            roles: vec![Role::Supervisor, Role::EducationLead],
            self_registered: false,
        },
        did: Some(Did::Registered(receipt)),
        ..spinal()
    };
    each("dk", "requirement-dk", Some(&lis()), |say| requirement(say, &view));
    let open = Requirement {
        entries: Vec::new(),
        history: Vec::new(),
        state: State::Open,
        did: None,
        forms: Forms { send: Some(Send::default()), ..view.forms.clone() },
        ..view
    };
    each("dk", "requirement-dk-open", Some(&lis()), |say| requirement(say, &open));
}

#[test]
fn time_says_when_and_by_whom_it_is_attested() {
    let percent = Percent::new(80).unwrap();
    let served = Served {
        from: day(2026, 6, 1),
        until: day(2026, 11, 30),
        percent,
        place: "Lægehuset Sundby".to_owned(),
    };
    let tutor = Approver { name: "Karen Bisgaard".to_owned(), role: Role::Tutor, deputy_until: None };
    let who = |when| Approvers {
        people: vec![tutor.clone()],
        roles: vec![Role::Tutor],
        when,
        self_registered: false,
    };
    let view = Requirement {
        code: "TID-2".to_owned(),
        kind: Kind::Time,
        title: String::new(),
        state: State::InProgress,
        served: Some(served),
        returned: None,
        activities: Vec::new(),
        advice: Advice::default(),
        approvers: who(When::From(day(2026, 11, 1))),
        reading: Some(requirement::Reading {
            trainee: "Emil Thorsen".to_owned(),
            role: Role::Tutor,
            sees_plan: true,
        }),
        forms: Forms {
            attest: Some(Attest { role: Some(Role::Tutor), absence_percent: Some(10), ..Attest::default() }),
            ..Forms::default()
        },
        ..spinal()
    };
    each("dk", "requirement-time", Some(&leader()), |say| requirement(say, &view));
    let say = Say { lang: Lang::Da, scheme: samples::scheme("dk"), today: samples::today() };
    let page = requirement(&say, &view).body.0;
    assert_eq!(page.matches("dage tilbage af de 6 måneder").count(), 1, "half a year has six months: {page}");
    assert!(page.contains("I gang") && !page.contains("Ikke begyndt"), "time that runs is under way");
    let earlier = Say { today: day(2026, 9, 15), ..say };
    let page = requirement(&earlier, &view).body.0;
    assert!(page.contains("omkring 3 af 6"), "what is served is never rounded up: {page}");
    let blocked = Some(Refusal::TooEarly { opens: day(2026, 12, 1) });
    let early = Requirement {
        state: State::Open,
        served: None,
        approvers: who(When::From(day(2026, 12, 1))),
        forms: Forms { attest: Some(Attest { blocked, ..Attest::default() }), ..Forms::default() },
        ..view
    };
    each("dk", "requirement-time-early", Some(&leader()), |say| requirement(say, &early));
}

#[test]
fn others_see_what_their_rights_allow() {
    let reading = |role, sees_plan| {
        Some(requirement::Reading { trainee: "Ingrid Solbakken".to_owned(), role, sees_plan })
    };
    let forms = Forms {
        attest: Some(Attest {
            missing: 2,
            role: Some(Role::Leader),
            on_behalf_of: Some("Torunn Vik".to_owned()),
            ..Attest::default()
        }),
        advise: Some(Fields::with(&[("recommends", "yes")])),
        mark: Some(Fields::default()),
        credit: Some(Credit {
            documents: vec![Choice {
                value: "1".to_owned(), label: "Papirer · legitimation.pdf".to_owned()
            }],
            listed_at: "/trainees/1/documents".to_owned(),
            post_months_min: Some(6),
            ..Credit::default()
        }),
        ..Forms::default()
    };
    let view =
        Requirement { reading: reading(Role::Leader, true), forms, state: State::InProgress, ..spinal() };
    each("no", "requirement-leader", Some(&leader()), |say| requirement(say, &view));
    let proposed = |confirmed| Annulment {
        proposed_by: Who::new("Torunn Vik", Role::Leader),
        proposed_at: at(day(2026, 11, 21), 9, 0),
        reason: "Godkjent på feil lege.".to_owned(),
        confirmed,
    };
    let done = (Who::new("Henrik Moen", Role::EducationLead), at(day(2026, 11, 22), 9, 0));
    let brekke =
        Who { on_behalf_of: Some("Torunn Vik".to_owned()), ..Who::new("Anders Brekke", Role::Leader) };
    let attested = Requirement {
        state: State::Attested,
        attested: Some(Attested {
            who: brekke,
            at: at(day(2026, 11, 20), 8, 0),
            how: How::Vouched,
            annul: Some(id(9)),
            shows: None,
        }),
        annulments: vec![proposed(None), proposed(Some(done))],
        history: whole_history(),
        forms: Forms::default(),
        did: Some(Did::Attested),
        ..view
    };
    each("no", "requirement-attested", Some(&leader()), |say| requirement(say, &attested));
    let before = Requirement {
        attested: attested.attested.clone().map(|of| Attested {
            how: How::Credited { on: day(2019, 5, 3), document: "kompetanse.pdf".to_owned() },
            ..of
        }),
        did: Some(Did::Credited),
        ..attested.clone()
    };
    each("no", "requirement-credited", Some(&leader()), |say| {
        let page = requirement(say, &before);
        assert!(page.body.0.contains("kompetanse.pdf"));
        page
    });
    let nothing = Credit { kinds: vec!["papirer".to_owned()], ..Credit::default() };
    let none = Requirement {
        forms: Forms { credit: Some(nothing), ..Forms::default() },
        attested: None,
        ..attested
    };
    each("no", "requirement-credit-none", Some(&leader()), |say| requirement(say, &none));
    let attested = before;
    let course = Requirement {
        kind: Kind::Course,
        reading: reading(Role::CourseLeader, false),
        waiting: Some(Waiting {
            sign_off: id(7),
            to: "Jens Rask".to_owned(),
            since: at(today(), 9, 0),
            recalls: false,
            decides: true,
            mine: true,
            gone: false,
        }),
        state: State::Requested,
        attested: None,
        annulments: Vec::new(),
        activities: Vec::new(),
        did: None,
        ..attested
    };
    each("dk", "requirement-course", Some(&leader()), |say| requirement(say, &course));
}

#[test]
fn an_activity_counts_and_says_towards_what() {
    let mut view = Requirement {
        code: "ANE-A12".to_owned(),
        kind: Kind::Activity,
        title: "Spinalanestesi, voksen".to_owned(),
        arena: Some("Operasjon".to_owned()),
        state: State::Registered,
        supports: vec![Supported {
            code: "ANE-064".to_owned(),
            shown_code: "ANE-064".to_owned(),
            title: "Spinalanestesi".to_owned(),
        }],
        counted: Some((12, 5, 15)),
        returned: None,
        activities: Vec::new(),
        official: Official { demo: true, ..Official::default() },
        advice: Advice::default(),
        did: Some(Did::Recalled),
        ..spinal()
    };
    each("no", "requirement-activity", Some(&lis()), |say| requirement(say, &view));
    (view.approvers.self_registered, view.counted, view.did) = (true, Some((16, 0, 15)), Some(Did::Marked));
    (view.forms.send, view.approvers.when) = (None, When::Any);
    each("no", "requirement-self", Some(&lis()), |say| requirement(say, &view));
    view.did = Some(Did::Advised);
    each("no", "requirement-advised", Some(&lis()), |say| requirement(say, &view));
}
