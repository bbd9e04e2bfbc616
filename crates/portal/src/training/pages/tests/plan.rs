//! A plan of 135 goals: as its trainee sees it, as others do, and light.

use std::sync::Arc;

use domain::{access::Role, refusal::Refusal, signoff::State};
use web::{Fields, page::Ask};

use super::super::{
    plan::{self, Curriculum, Fact, Filter, Pick, Plan, PlanRow, RowText, Shown, Theme, plan},
    plan_reader::Reading,
};
use crate::show::{
    Say, Tally,
    samples::{day, each, id, leader, lis, scheme, tally, today},
};

const THEMES: [(&str, usize); 6] = [
    ("Basiskompetanse", 33),
    ("Akuttmedisin og prehospitalmedisin", 15),
    ("Anestesi og perioperativ medisin", 34),
    ("Intensivmedisin", 35),
    ("Smerte", 15),
    ("Akademisk kompetanse", 3),
];
const TITLES: [&str; 8] = [
    "Ultralydveiledet vaskulær tilgang",
    "Akutte cerebrale tilstander",
    "Det akutt syke barnet",
    "Ultralyd av lunger og thorax",
    "Blodsamling, retransfusjon og diatermi",
    "Pacemaker og ICD",
    "Mottak av traumepasienter",
    "Stabilisering av nyfødte",
];

fn row(number: usize) -> PlanRow {
    let state = match number % 9 {
        0 | 2 | 4 => State::Attested,
        1 if number > 60 => State::Open,
        1 => State::Requested,
        3 | 5 => State::InProgress,
        6 if number > 20 => State::Open,
        6 => State::Returned,
        _ => State::Open,
    };
    let fact = match state {
        State::Attested => Fact::On(day(2026, 1, 12).plus_days(-i32::try_from(number).unwrap() * 5)),
        State::Requested => Fact::SentTo("Torunn Vik".to_owned()),
        State::Returned => Fact::BackFrom("Torunn Vik".to_owned()),
        State::InProgress => Fact::Count(3, 6),
        State::Open if number % 10 == 8 => Fact::Opens(day(2027, 3, 1)),
        State::Open | State::Registered => Fact::Nothing,
    };
    let title = if number == 17 { "Læringsmål 17" } else { TITLES[number % TITLES.len()] };
    PlanRow {
        text: Arc::new(RowText::new(&format!("ANE-{number:03}"), &format!("ANE-{number:03}"), title)),
        state,
        fact,
        annulled: number == 30,
        advised: !state.is_end(),
    }
}

fn ane(filter: Filter) -> Plan {
    let mut numbers = 1..;
    let mut all = Tally::default();
    let groups = THEMES.map(|(title, count)| {
        let rows: Vec<PlanRow> = numbers.by_ref().take(count).map(row).collect();
        let mut tally = Tally::default();
        for row in &rows {
            tally.add(row.state);
            all.add(row.state);
        }
        let rows = rows.into_iter().filter(|row| filter.shown.shows(row.state)).collect();
        Theme { title: title.to_owned(), tally, rows }
    });
    Plan {
        plan: id(1),
        curriculum: Curriculum {
            code: "ANE".to_owned(),
            version: "2019".to_owned(),
            valid_from: Some(day(2019, 3, 1)),
            partial: false,
            finish_by: Some((day(2027, 9, 1), Some("§ 1".to_owned()))),
        },
        archived: None,
        reading: None,
        tally: all,
        activities: Tally { registered: 12, ..tally(90, 4, 1, 100, 93) },
        filter,
        themes: THEMES.map(|(title, _)| title.to_owned()).into(),
        arenas: ["Operasjon", "Intensiv", "Akuttmottak"].map(str::to_owned).into(),
        groups: groups.into_iter().filter(|group| !group.rows.is_empty()).collect(),
        pick: None,
        did: None,
        elsewhere: 1,
        others: Vec::new(),
        refused: None,
        refused_for: Vec::new(),
    }
}

fn reading() -> Reading {
    Reading {
        trainee: "Ingrid Solbakken".to_owned(),
        trainee_id: id(20),
        where_now: "LIS3 · Anestesiavdelingen, Nordvik sykehus".to_owned(),
        role: Role::Leader,
        advises: true,
        assigns: true,
        deletes: true,
        opens_documents: true,
        archives: true,
    }
}

#[test]
fn a_plan_owns_up_to_its_filter() {
    let remaining = Filter { shown: Shown::Remaining, ..Filter::default() };
    each("no", "plan", Some(&lis()), |say| plan(say, &ane(remaining.clone())));
    each("no", "plan-all", Some(&lis()), |say| plan(say, &ane(Filter::default())));
    let narrow = Filter {
        shown: Shown::Only(State::Open),
        theme: Some("Smerte".to_owned()),
        query: "xyz æ&".to_owned(),
        activities: true,
        ..Filter::default()
    };
    assert_eq!(
        narrow.href(id(1)).split_once('?').unwrap().1,
        "state=open&theme=Smerte&q=xyz%20%C3%A6%26&kind=activity"
    );
    let none = Plan { groups: Vec::new(), filter: narrow, ..ane(Filter::default()) };
    each("no", "plan-nothing", Some(&lis()), |say| plan(say, &none));
    let done = Plan {
        groups: Vec::new(),
        filter: remaining,
        activities: Tally::default(),
        tally: tally(14, 0, 0, 0, 0),
        archived: Some(day(2026, 8, 31)),
        ..none
    };
    each("no", "plan-done", Some(&lis()), |say| plan(say, &done));
}

#[test]
fn a_plan_of_somebody_else_says_what_the_reader_can_do() {
    let mut view =
        Plan { reading: Some(reading()), did: Some(plan::Did::Assigned), ..ane(Filter::default()) };
    view.curriculum.partial = true;
    each("no", "plan-leader", Some(&leader()), |say| plan(say, &view));
    let fields =
        Fields::with(&[("requirements", "ANE-003"), ("requirements", "ANE-010"), ("recommends", "yes")]);
    let pick = Plan {
        pick: Some(Pick { fields, key: "k".into() }),
        did: Some(plan::Did::Advised(3)),
        refused: Some(Refusal::NotEntitled),
        ..view
    };
    each("no", "plan-advise", Some(&leader()), |say| plan(say, &pick));
}

#[test]
fn a_plan_of_135_goals_is_light() {
    let say = Say { lang: web::Lang::Nb, scheme: scheme("no"), today: today() };
    let page = plan(&say, &ane(Filter::default())).in_shell(&say, Ask::Page, &lis());
    let packed = web::gzip::packed(page.0.as_bytes()).len();
    assert!(packed < 15_000, "{packed} bytes of {}", page.0.len());
}

#[test]
fn a_long_list_is_folded_by_theme_until_something_is_asked_for() {
    let open = |filter: Filter, picked: &[(&str, &str)], open: usize, all: usize| {
        let mut view = ane(filter);
        view.pick = (!picked.is_empty()).then(|| Pick { fields: Fields::with(picked), ..Pick::default() });
        each("no", "plan-folded", Some(&lis()), |say| {
            let page = plan(say, &view);
            let html = &page.body.0;
            assert_eq!(html.matches("<details class=\"group\"").count(), all);
            let shown = (0..all).filter(|at| html.contains(&format!("id=\"t{at}\" open")));
            assert_eq!(shown.count(), open);
            let way = crate::words::training_plan_unfold(say.lang);
            assert_eq!(html.contains(way), open < all, "the way to open all of them");
            page
        });
    };
    open(Filter::default(), &[], 1, 6);
    open(Filter { unfolded: true, ..Filter::default() }, &[], 6, 6);
    open(Filter { query: "akutt".to_owned(), ..Filter::default() }, &[], 6, 6);
    open(Filter { theme: Some("Smerte".to_owned()), ..Filter::default() }, &[], 6, 6);
    open(Filter { shown: Shown::Only(State::Returned), ..Filter::default() }, &[], 1, 1);
    // What was chosen to be recommended stays in sight.
    open(Filter::default(), &[("requirements", "ANE-003")], 1, 6);
}
