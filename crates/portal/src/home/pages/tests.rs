//! First pages, in every language.

use domain::access::Role;

use super::{
    leader::{Bottleneck, Cause, Late, Line, Overview, Pace, Table, overview},
    others::{OfficerHome, administrator, nobody, officer},
    trainee::{Applied, Coming, Forecast, Need, Other, Progress, Theme, TraineeHome, Waiting, home},
};
use web::parts;

use crate::show::{
    Nav, News, NewsKind, Reader, Who,
    samples::{at, day, each, id, leader, lis, tally},
};

fn news(kind: NewsKind, title: &str, code: &str, who: Who) -> News {
    News {
        id: id(1),
        kind,
        title: title.to_owned(),
        code: code.to_owned(),
        trainee: None,
        who: Some(who),
        comment: None,
        at: at(day(2026, 11, 21), 9, 5),
        href: Some("/plans/x".to_owned()),
    }
}

fn progress() -> Progress {
    let theme =
        |title: &str, tally| Theme { title: title.to_owned(), href: "/plans/x?theme=y".to_owned(), tally };
    let counts = [0, 3, 8, 15, 24, 33, 41, 50, 58, 64];
    let points =
        counts.iter().zip(0..).map(|(count, nth)| (day(2024, 9, 1).plus_months(3 * nth), *count)).collect();
    Progress {
        plan: id(1),
        curriculum: "ANE 2019".to_owned(),
        tally: tally(64, 4, 1, 21, 45),
        themes: vec![
            theme("Basiskompetanse", tally(24, 1, 0, 4, 4)),
            theme("Akuttmedisin og prehospitalmedisin", tally(10, 1, 0, 2, 2)),
            theme("Anestesi og perioperativ medisin", tally(21, 2, 1, 6, 4)),
            theme("Intensivmedisin", tally(3, 0, 0, 5, 27)),
            theme("Smerte", tally(5, 0, 0, 3, 7)),
            theme("Akademisk kompetanse", tally(1, 0, 0, 1, 1)),
        ],
        forecast: Some(Forecast {
            done_by: day(2029, 4, 10),
            planned: day(2029, 8, 31),
            points,
            slow: vec!["Intensivmedisin".to_owned(), "Smerte".to_owned()],
        }),
    }
}

fn solbakken() -> TraineeHome {
    let vik = Who::new("Torunn Vik", Role::Leader);
    let eide = Who::new("Jonas Eide", Role::Supervisor);
    let href = || "/plans/x".to_owned();
    TraineeHome {
        applied: Vec::new(),
        applies: true,
        needs: vec![
            Need::Returned {
                title: "Spinalanestesi".to_owned(),
                comment: "Fint arbeid. Skriv hvorfor tolv er nok, så godkjenner jeg.".to_owned(),
                who: vik.clone(),
                at: at(day(2026, 11, 19), 16, 20),
                href: href(),
            },
            Need::Time {
                title: "Tjenestetid".to_owned(),
                opened: day(2026, 11, 1),
                names: vec!["Torunn Vik".to_owned()],
                href: href(),
            },
        ],
        waiting: [("Ultralydveiledet vaskulær tilgang", false), ("Spinalanestesi, voksen", true)]
            .map(|(title, activity)| Waiting {
                title: title.to_owned(),
                activity,
                name: "Torunn Vik".to_owned(),
                as_what: Some("leder".to_owned()),
                since: at(day(2026, 11, 17), 21, 3),
                href: href(),
            })
            .into(),
        since: Some(day(2026, 11, 20)),
        news: vec![
            news(NewsKind::Attested, "Mottak av traumepasienter", "ANE-038", vik),
            news(NewsKind::Attested, "Spinalanestesi, voksen", "ANE-A12", eide.clone()),
            news(NewsKind::Advised, "Epiduralanestesi", "ANE-065", eide),
        ],
        coming: vec![
            Coming::Placement {
                place: "intensivavdelingen".to_owned(),
                from: day(2026, 12, 1),
                until: day(2027, 5, 31),
            },
            Coming::Time {
                title: "Tjenestetid".to_owned(),
                opens: day(2027, 5, 1),
                names: vec!["Torunn Vik".to_owned()],
                href: href(),
            },
            Coming::End { title: "utdanningsløpet".to_owned(), day: day(2029, 8, 31), remaining: 71 },
        ],
        progress: Some(progress()),
        others: vec![Other {
            plan: id(2),
            title: "Felles kompetansemål (FKM 2025)".to_owned(),
            code: "FKM".to_owned(),
            tally: tally(9, 0, 0, 2, 3),
        }],
    }
}

#[test]
fn the_heading_of_a_trainee_is_the_answer() {
    each("no", "home-trainee", Some(&lis()), |say| home(say, &solbakken()));
    let calm = TraineeHome { progress: Some(progress()), ..TraineeHome::default() };
    each("no", "home-trainee-calm", Some(&lis()), |say| home(say, &calm));
    let done = Progress { tally: tally(135, 0, 0, 0, 0), forecast: None, ..progress() };
    let done = TraineeHome { progress: Some(done), applies: true, ..TraineeHome::default() };
    each("no", "home-trainee-done", Some(&lis()), |say| home(say, &done));
    let more =
        Other { plan: id(2), title: "FKM".to_owned(), code: "FKM".to_owned(), tally: tally(13, 0, 0, 1, 0) };
    let more = TraineeHome { others: vec![more], ..done.clone() };
    each("no", "home-trainee-done-but", Some(&lis()), |say| {
        let page = home(say, &more);
        assert!(!page.body.0.contains(r#"href="/dossiers""#), "{}", page.body.0);
        page
    });
    let sent = Applied {
        title: "Dokumentasjonen din er sendt".to_owned(),
        state: parts::State::Progress,
        detail: "Spesialistgodkjenning · Åpnet".to_owned(),
        href: "/dossiers/x".to_owned(),
    };
    let sent = TraineeHome { applied: vec![sent], ..done };
    each("no", "home-trainee-applied", Some(&lis()), |say| {
        let page = home(say, &sent);
        assert!(
            page.body.0.contains("/dossiers/x") && !page.body.0.contains(r#"href="/dossiers""#),
            "{}",
            page.body.0
        );
        page
    });
    let few = Progress { tally: tally(1, 0, 0, 3, 7), forecast: None, themes: Vec::new(), ..progress() };
    let few = TraineeHome { progress: Some(few), ..solbakken() };
    each("dk", "home-trainee-dk", Some(&lis()), |say| home(say, &few));
    each("dk", "home-trainee-no-plan", Some(&Reader { plans: Vec::new(), ..lis() }), |say| {
        home(say, &TraineeHome::default())
    });
    for (name, done_by) in [("late", day(2029, 11, 1)), ("on-time", day(2029, 9, 3))] {
        let forecast = progress().forecast.map(|forecast| Forecast { done_by, slow: Vec::new(), ..forecast });
        let view =
            TraineeHome { progress: Some(Progress { forecast, ..progress() }), ..TraineeHome::default() };
        each("no", &format!("home-trainee-{name}"), Some(&lis()), |say| home(say, &view));
    }
}

fn department() -> Overview {
    let line = |name: &str, percents: [u32; 6], pace| Line {
        name: name.to_owned(),
        href: "/plans/x".to_owned(),
        percents: percents.map(Some).into(),
        pace,
    };
    let late = |name: &str, months, causes| Late {
        title: "ANE 2019".into(),
        name: name.to_owned(),
        months,
        causes,
        href: "/plans/x".to_owned(),
    };
    let lack = |title: &str, code: &str, missing| Bottleneck {
        title: title.to_owned(),
        code: code.to_owned(),
        missing,
        of: 8,
    };
    Overview {
        place: "Anestesiavdelingen, Nordvik sykehus".to_owned(),
        total: 8,
        waiting: Some((30, 41)),
        behind: 2,
        begun: true,
        deputies: vec![
            ("Anders Brekke".to_owned(), day(2026, 12, 31)),
            ("Jonas Eide".to_owned(), day(2027, 1, 31)),
        ],
        tables: vec![Table {
            title: "ANE 2019".to_owned(),
            themes: [
                "Basiskompetanse",
                "Akuttmedisin og prehospitalmedisin",
                "Anestesi og perioperativ medisin",
                "Intensivmedisin",
                "Smerte",
                "Akademisk kompetanse",
            ]
            .map(str::to_owned)
            .into(),
            lines: vec![
                line("Håkon Myhre", [55, 47, 38, 6, 13, 0], Pace::Behind(50)),
                line("Sara Benali", [70, 60, 50, 34, 27, 33], Pace::Behind(5)),
                line("Jo Fossum", [12, 7, 3, 0, 0, 0], Pace::Unknown),
                line("Thea Nygaard", [42, 33, 29, 3, 20, 0], Pace::Still),
                line("Kristin Dale", [97, 93, 94, 86, 80, 67], Pace::Ahead(1)),
                line("Ingrid Solbakken", [73, 67, 62, 9, 33, 33], Pace::Ahead(4)),
                line("Amir Rahimi", [100, 100, 97, 94, 100, 100], Pace::Ahead(4)),
            ],
        }],
        late: vec![
            late(
                "Håkon Myhre",
                50,
                vec![
                    Cause::Still(day(2026, 3, 12)),
                    Cause::Theme(32, "Intensivmedisin".to_owned()),
                    Cause::Returned(1),
                    Cause::NotBegun,
                ],
            ),
            late("Sara Benali", 1, vec![Cause::Lately(9, 80), Cause::WaitsForYou(6), Cause::Waits(2)]),
            late("Thea Nygaard", 0, vec![Cause::Still(day(2025, 3, 12))]),
        ],
        bottlenecks: vec![lack("Bronkoskopi av intubert", "ANE-099", 6), lack("Hjertekirurgi", "ANE-080", 4)],
    }
}

#[test]
fn a_leader_sees_who_is_late_and_why() {
    each("no", "leader-overview", Some(&leader()), |say| overview(say, &department(), None));
    let mut fine = Overview {
        late: Vec::new(),
        behind: 0,
        begun: true,
        total: 1,
        waiting: None,
        bottlenecks: Vec::new(),
        ..department()
    };
    fine.tables[0].lines[0].percents[2] = None;
    each("dk", "leader-fine", Some(&leader()), |say| {
        let page = overview(say, &fine, None);
        let again = crate::words::home_leader_late_title(say.lang);
        assert!(!page.body.0.contains(again), "what the heading says is not asked again");
        page
    });
    each("dk", "leader-nobody", Some(&leader()), |say| {
        overview(say, &Overview { place: "Afdelingen".to_owned(), ..Overview::default() }, None)
    });
}

#[test]
fn others_are_told_what_is_theirs() {
    let places =
        Reader { places: vec![Nav::Home, Nav::Trainees, Nav::Annulments, Nav::Me], ..Reader::default() };
    let annulled =
        news(NewsKind::Annulled, "Infektionskirurgi", "5", Who::new("Ole Brandt", Role::Secretariat));
    let busy = OfficerHome {
        annulments: 2,
        proposed: 1,
        annuls: true,
        searches: true,
        news: vec![annulled],
        cases: None,
        longest: Vec::new(),
    };
    each("dk", "home-officer", Some(&places), |say| officer(say, &busy));
    each("dk", "home-officer-calm", Some(&places), |say| {
        officer(say, &OfficerHome { annuls: true, searches: true, ..OfficerHome::default() })
    });
    for cases in [0, 1, 30] {
        let waits = |nth: u32| crate::cases::DeskRow {
            id: base::CaseId::from_uuid(uuid::Uuid::from_u128(nth.into())),
            number: format!("2026-{nth:04}"),
            trainee: "Emil Thorsen".to_owned(),
            kind: "Spesialistgodkjenning".to_owned(),
            sent_on: day(2026, 11, 2),
            decided_on: None,
            days: 21,
            state: crate::cases::State::Sent,
            delivering: false,
        };
        let longest = (0..cases.min(5)).map(waits).collect();
        let desk = OfficerHome {
            cases: Some(cases),
            longest,
            annuls: true,
            annulments: 1,
            ..OfficerHome::default()
        };
        each("no", "home-authority", Some(&places), |say| officer(say, &desk));
    }
    let bare = Reader { places: vec![Nav::Home, Nav::Me], ..Reader::default() };
    each("dk", "home-admin", Some(&bare), administrator);
    each("dk", "home-nobody", Some(&bare), |say| nobody(say, &[]));
}
