//! The pages of those who approve, in every language.

use base::{Moment, Percent};
use domain::{
    access::{Kind, Role},
    refusal::{FieldErrors, Instead, Problem, Refusal},
};
use web::Fields;

use super::{
    Evidence,
    annulments::{self, Annulments, Proposal, Propose, Subject, annulments, propose},
    decide::{Decide, Now, decide},
    done::{Attested, Done, Failed, Next, Returned, done},
    tray::{Followed, Last, Request, Tray, tray},
};
use crate::show::{
    Advice, AdviceLine, EntryLine, Heard, Licence, News, NewsKind, Official, Source, Who, mark_all,
    samples::{activity, at, day, each, id, leader, tally, today, whole_history},
};

mod folded;

fn request(last: u8, trainee: &str, title: &str, comment: Option<&str>, evidence: Vec<Evidence>) -> Request {
    Request {
        id: id(last),
        whose: id(if trainee.starts_with('F') { 20 } else { 21 }),
        trainee: trainee.to_owned(),
        stage: "introduktion".to_owned(),
        title: title.to_owned(),
        code: format!("{last}"),
        kind: Kind::Goal,
        comment: comment.map(str::to_owned),
        completed_on: Some(day(2026, 11, 18)),
        absence_percent: None,
        evidence,
        requested_at: at(day(2026, 11, 20), 15, 12),
        ready: true,
        chosen: false,
    }
}

fn three() -> Vec<Request> {
    let entries = |count, last| Evidence::Entries { count, last };
    let mut all = vec![
        request(
            5,
            "Freja Lindholm",
            "Infektionskirurgi",
            Some("To septiske led og en inficeret protese. Jeg stod selv for planen ved de to seneste."),
            vec![Evidence::Activities { total: 1, missing: 0 }, entries(4, Some(day(2026, 11, 16)))],
        ),
        request(
            8,
            "Freja Lindholm",
            "Stuegang og udskrivelse",
            None,
            vec![entries(1, Some(day(2026, 10, 11)))],
        ),
        request(
            2,
            "Oliver Krogh",
            "Operationsforberedelse",
            None,
            vec![Evidence::Activities { total: 3, missing: 2 }, entries(0, None)],
        ),
    ];
    all[0].chosen = true;
    all
}

fn every_evidence() -> Vec<Evidence> {
    let percent = Percent::new(80).unwrap();
    vec![
        Evidence::Advice { name: "Marit Haugland".to_owned(), role: Role::Mentor, recommends: true },
        Evidence::Advice { name: "Jonas Eide".to_owned(), role: Role::Supervisor, recommends: false },
        Evidence::Signed { name: "Jonas Eide".to_owned(), role: Role::Supervisor, count: 17 },
        Evidence::AdviceMissing(Role::Supervisor),
        Evidence::Time {
            from: day(2026, 6, 1),
            until: day(2026, 11, 30),
            percent,
            place: "Lægehuset".to_owned(),
        },
        Evidence::Entries { count: 1, last: Some(today()) },
    ]
}

fn news() -> Vec<News> {
    let kinds = [
        NewsKind::Attested,
        NewsKind::Marked,
        NewsKind::Returned,
        NewsKind::Advised,
        NewsKind::AdvisedNot,
        NewsKind::Requested,
        NewsKind::Recalled,
        NewsKind::AnnulmentProposed,
        NewsKind::Annulled,
        NewsKind::AnnulmentDropped,
        NewsKind::PlanAssigned,
        NewsKind::PlanArchived,
        NewsKind::Delegated,
        NewsKind::DelegationEnded,
        NewsKind::DelegationGivenBack,
        NewsKind::RoleGranted,
        NewsKind::RoleEnded,
        NewsKind::Verified,
        NewsKind::Other,
    ];
    let one = |kind| News {
        id: id(1),
        kind,
        title: "Infektionskirurgi".to_owned(),
        code: "5".to_owned(),
        trainee: Some("Freja Lindholm".to_owned()),
        who: Some(Who::new("Hanne Friis", Role::Secretariat)),
        comment: (kind == NewsKind::Annulled).then(|| "Godkendt på den forkerte læge.".to_owned()),
        at: at(day(2026, 11, 21), 9, 5),
        href: Some("/plans/x".to_owned()),
    };
    kinds.map(one).into()
}

fn supervisor() -> Tray {
    Tray {
        name: "Mads Kjærgaard".to_owned(),
        roles: vec![Role::Supervisor],
        place: "Ortopædkirurgisk Afdeling, Sundby Sygehus".to_owned(),
        requests: three(),
        total: 3,
        ..Tray::default()
    }
}

#[test]
fn the_in_tray_says_who_what_and_on_which_evidence() {
    each("dk", "in-tray", Some(&leader()), |say| tray(say, &supervisor()));
    let mut long = supervisor();
    long.requests.push(Request {
        ready: false,
        evidence: every_evidence(),
        kind: Kind::Time,
        ..request(9, "Emil Thorsen", "", None, Vec::new())
    });
    for nth in 10..13 {
        let emil = request(nth, "Emil Thorsen", "", None, every_evidence());
        long.requests.push(Request {
            kind: Kind::Time,
            completed_on: None,
            absence_percent: Some(10),
            ..emil
        });
    }
    (long.total, long.oldest_days, long.news, long.none_chosen) = (30, 41, news(), true);
    each("no", "in-tray-long", Some(&leader()), |say| tray(say, &long));
    let followed = |name: &str, done| Followed {
        name: name.to_owned(),
        href: "/plans/x".to_owned(),
        plans: vec![("ORTO-I 2021".to_owned(), tally(done, 1, 0, 2, 8 - done))],
    };
    let empty = Tray {
        requests: Vec::new(),
        total: 0,
        last: Some(Last {
            title: "Infektionskirurgi".to_owned(),
            trainee: "Freja Lindholm".to_owned(),
            at: at(today(), 10, 42),
        }),
        followed: vec![followed("Freja Lindholm", 8), followed("Oliver Krogh", 3)],
        ..supervisor()
    };
    each("dk", "in-tray-empty", Some(&leader()), |say| tray(say, &empty));
    let mut both = followed("Ingrid Solbakken", 5);
    both.plans.push(("FKM 2025".to_owned(), tally(9, 0, 0, 2, 3)));
    let first = Tray { last: None, followed: vec![both], ..empty };
    each("no", "in-tray-first-day", Some(&leader()), |say| tray(say, &first));
}

#[test]
fn after_a_decision_the_page_says_what_is_final() {
    let one = |title: &str| Attested {
        title: title.to_owned(),
        trainee: "Freja Lindholm".to_owned(),
        at: at(today(), 10, 42),
        href: "/x".to_owned(),
    };
    let failed = |refusal| Failed {
        id: id(4),
        title: "Operationsforberedelse".to_owned(),
        trainee: "Oliver Krogh".to_owned(),
        refusal,
    };
    let view = Done {
        attested: vec![one("Infektionskirurgi"), one("Stuegang og udskrivelse")],
        kind: Some(Kind::Goal),
        role: Role::Supervisor,
        on_behalf_of: None,
        returned: None,
        failed: Vec::new(),
        remaining: 4,
        next: vec![Next {
            id: id(2),
            title: "Operationsforberedelse".to_owned(),
            trainee: "Oliver Krogh".to_owned(),
            requested_at: at(day(2026, 11, 20), 15, 12),
        }],
    };
    each("dk", "in-tray-done", Some(&leader()), |say| done(say, &view));
    let all = [
        Refusal::NotLoggedIn,
        Refusal::NotFound,
        Refusal::NotEntitled,
        Refusal::TooEarly { opens: day(2026, 12, 1) },
        Refusal::AlreadyAttested,
        Refusal::AlreadyRequested,
        Refusal::AwaitingAdvice { missing: vec!["mentor", "supervisor"] },
        Refusal::NotReady,
        Refusal::WrongState(Instead::Changed),
        Refusal::SamePerson,
        Refusal::KeyReused,
        Refusal::InFlight,
        Refusal::TooMany { retry_after: 30 },
    ];
    let view = Done {
        attested: vec![one("Spinalanestesi")],
        kind: None,
        on_behalf_of: Some("Torunn Vik".to_owned()),
        failed: all.map(failed).into(),
        remaining: 0,
        next: Vec::new(),
        ..view
    };
    each("no", "in-tray-done-some", Some(&leader()), |say| done(say, &view));
    let returned =
        Some(Returned { title: "Spinalanestesi".to_owned(), trainee: "Ingrid Solbakken".to_owned() });
    let view = Done { attested: Vec::new(), returned, failed: Vec::new(), ..view };
    each("no", "in-tray-returned", Some(&leader()), |say| done(say, &view));
    let view = Done { returned: None, failed: vec![failed(Refusal::NotReady)], ..view };
    each("no", "in-tray-failed", Some(&leader()), |say| done(say, &view));
}

fn spinal() -> Decide {
    let heard = |name: &str, recommends, comment: &str| Heard::Advice {
        name: name.to_owned(),
        recommends,
        comment: Some(comment.to_owned()),
        on: day(2026, 11, 17),
    };
    Decide {
        id: id(7),
        plan: id(1),
        sees_plan: true,
        trainee: "Ingrid Solbakken".to_owned(),
        stage: "LIS3".to_owned(),
        requested_at: at(today(), 10, 42),
        completed_on: Some(day(2026, 11, 20)),
        position: Some((1, 30)),
        code: "ANE-064".to_owned(),
        kind: Kind::Goal,
        title: "Spinalanestesi".to_owned(),
        theme: Some("Anestesi og perioperativ medisin".to_owned()),
        official: Official {
            text: Some("Ha god kunnskap om og selvstendig kunne utføre spinal anestesi, herunder kjenne til indikasjon for anestesi med spinalkateter.".to_owned()),
            version: "2019".to_owned(),
            source: Some(Source { name: "Norsk Lovtidend".to_owned(), href: Some("https://lovdata.no".to_owned()) }),
            licence: Some(Licence::Named("NLOD 2.0".to_owned())),
            own_title: true,
            local_code: false,
            demo: false,
        },
        comment: Some("Jonas har sett meg alene på alle tolv, to av dem på vakt med vanskelig rygg.".to_owned()),
        time: None,
        absence_percent: None,
        advice: Advice {
            rule: Some("§ 22".to_owned()),
            lines: vec![
                AdviceLine { role: Role::Mentor, heard: heard("Marit Haugland", true, "Trygg på indikasjon og teknikk. Forklarer godt for pasienten.") },
                AdviceLine { role: Role::Supervisor, heard: Heard::Signed { name: "Jonas Eide".to_owned(), count: 17, on: day(2026, 11, 17) } },
                AdviceLine { role: Role::Supervisor, heard: heard("Ola Nes", false, "Trenger mer.") },
                AdviceLine { role: Role::EducationLead, heard: Heard::Nothing(Some(vec!["Jonas Eide".to_owned()])) },
            ],
        },
        activities: vec![activity("A1", "Spinalanestesi, voksen", 12, 15), activity("A2", "Spinalanestesi ved sectio", 5, 5)],
        entries: vec![EntryLine { on: day(2025, 6, 4), count: 2, comment: Some("På vakt".to_owned()), undo: None, withdrawn: false }],
        history: whole_history(),
        now: Now::Decide { role: Role::Leader, on_behalf_of: None, blocked: None },
        reason_needed: true,
        fields: Fields::default(),
        refused: None,
    }
}

#[test]
fn one_request_shows_the_whole_ground() {
    each("no", "decide", Some(&leader()), |say| decide(say, &spinal()));
    each("no", "decide-wrong", Some(&leader()), |say| {
        let mut fields = Fields::with(&[("comment", "010190-1234")]);
        mark_all(say.lang, &mut fields, &FieldErrors::one("comment", Problem::NationalId));
        let now =
            Now::Decide { role: Role::Leader, on_behalf_of: Some("Torunn Vik".to_owned()), blocked: None };
        decide(say, &Decide { now, fields, refused: Some(Refusal::NotReady), ..spinal() })
    });
    let percent = Percent::new(100).unwrap();
    let time = Decide {
        kind: Kind::Time,
        title: String::new(),
        time: Some((day(2026, 6, 1), day(2026, 11, 30), percent, "Lægehuset Sundby".to_owned())),
        absence_percent: Some(10),
        activities: Vec::new(),
        entries: Vec::new(),
        advice: Advice::default(),
        official: Official { version: "2017".to_owned(), local_code: true, ..Official::default() },
        reason_needed: false,
        now: Now::Decide {
            role: Role::Tutor,
            on_behalf_of: None,
            blocked: Some(Refusal::TooEarly { opens: day(2026, 12, 1) }),
        },
        ..spinal()
    };
    each("dk", "decide-time", Some(&leader()), |say| decide(say, &time));
    for (name, now) in [("decide-recalled", Now::Recalled), ("decide-decided", Now::Decided)] {
        let view = Decide {
            now,
            time: None,
            official: Official { demo: true, ..Official::default() },
            ..time.clone()
        };
        each("dk", name, Some(&leader()), |say| decide(say, &view));
    }
}

fn subject() -> Subject {
    Subject {
        title: "Infektionskirurgi".to_owned(),
        code: "5".to_owned(),
        kind: Kind::Goal,
        trainee: "Freja Lindholm".to_owned(),
        attester: Who::new("Mads Kjærgaard", Role::Supervisor),
        attested_at: at(day(2026, 11, 20), 15, 12),
        href: Some("/plans/x".to_owned()),
    }
}
fn proposal(last: u8, confirmed: Option<(Who, Moment)>) -> Proposal {
    Proposal {
        id: id(last),
        subject: subject(),
        proposed_by: Who::new("Hanne Friis", Role::Secretariat),
        proposed_at: at(day(2026, 11, 22), 9, 0),
        reason: "Godkendt på den forkerte læge.".to_owned(),
        confirmed,
        dropped: None,
    }
}

#[test]
fn taking_back_takes_two_and_says_so() {
    let second = (Who::new("Ole Brandt", Role::Secretariat), at(today(), 9, 30));
    let view = Annulments {
        waiting: vec![proposal(1, None)],
        yours: vec![proposal(2, None)],
        dropped: vec![Proposal {
            dropped: Some(annulments::Dropped {
                who: second.0.clone(),
                at: second.1,
                why: Some("Det var den rigtige læge.".to_owned()),
                own: false,
            }),
            ..proposal(5, None)
        }],
        done: vec![proposal(3, Some(second))],
        may_propose: true,
        did: Some(annulments::Did::Proposed(vec!["Ole Brandt".to_owned()])),
        refused: Some(Refusal::SamePerson),
        typed: Some((id(1), Fields::with(&[("reason", "")]))),
    };
    each("dk", "annulments", Some(&leader()), |say| annulments(say, &view));
    let did = Some(annulments::Did::Confirmed {
        title: "Infektionskirurgi".to_owned(),
        trainee: "Freja Lindholm".to_owned(),
        attester: "Mads Kjærgaard".to_owned(),
    });
    let dropped = annulments::Did::Dropped { title: "Infektionskirurgi".to_owned() };
    let gone = Annulments { did: Some(dropped), ..Annulments::default() };
    each("dk", "annulments-dropped", Some(&leader()), |say| annulments(say, &gone));
    let none = Annulments { may_propose: true, did, ..Annulments::default() };
    each("dk", "annulments-none", Some(&leader()), |say| annulments(say, &none));
    let form = Propose {
        attestation: id(9),
        subject: subject(),
        confirmers: vec!["Ole Brandt".to_owned()],
        waiting: None,
        fields: Fields::default(),
        refused: None,
    };
    each("dk", "annulment", Some(&leader()), |say| propose(say, &form));
    let waiting = Propose { waiting: Some(proposal(4, None)), confirmers: Vec::new(), ..form };
    each("no", "annulment-waiting", Some(&leader()), |say| propose(say, &waiting));
}
