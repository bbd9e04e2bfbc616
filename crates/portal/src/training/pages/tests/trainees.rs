//! The trainees within reach, and assigning a plan.

use domain::refusal::{FieldErrors, Problem, Refusal};
use web::{Fields, parts::Choice};

use super::super::trainees::{Assign, Trainee, Trainees, assign, section, trainees};
use crate::show::{
    mark_all,
    samples::{each, id, leader, tally},
};

fn trainee(name: &str, done: u32) -> Trainee {
    let plan = |code: &str| ("/plans/x".to_owned(), code.to_owned(), tally(done, 2, 1, 20, 112 - done));
    let plans = vec![plan("ANE 2019"), plan("FKM 2025")];
    Trainee { name: name.to_owned(), detail: "LIS3 · Anestesiavdelingen".to_owned(), plans, assign: None }
}

fn reach() -> Trainees {
    let new = Trainee {
        plans: Vec::new(),
        assign: Some("/trainees/x/plans".to_owned()),
        ..trainee("Åse Ødegård", 0)
    };
    let none = Trainee { assign: None, ..new.clone() };
    Trainees {
        query: String::new(),
        total: 52,
        trainees: vec![trainee("Håkon Myhre", 40), trainee("Ingrid Solbakken", 64), new, none],
        after: Some("Åse".to_owned()),
        later: true,
        deleted: true,
    }
}

#[test]
fn trainees_are_listed_with_how_far() {
    each("no", "trainees", Some(&leader()), |say| trainees(say, &reach()));
    each("no", "trainees-section", Some(&leader()), |say| {
        let mut page = trainees(say, &reach());
        page.body = maud::html! { h1 { "1" } (section(say, &Trainees { total: 4, later: false, after: None, ..reach() })) };
        page
    });
    let found = Trainees { query: "å & b".to_owned(), total: 1, ..reach() };
    each("dk", "trainees-found", Some(&leader()), |say| trainees(say, &found));
    let nobody = Trainees { total: 0, trainees: Vec::new(), after: None, later: false, ..found };
    each("dk", "trainees-not-found", Some(&leader()), |say| trainees(say, &nobody));
    each("dk", "trainees-none", Some(&leader()), |say| trainees(say, &Trainees::default()));
}

#[test]
fn a_plan_is_assigned() {
    let choice = |value: &str, label: &str| Choice { value: value.to_owned(), label: label.to_owned() };
    let view = Assign {
        trainee: id(20),
        name: "Åse Ødegård".to_owned(),
        curricula: vec![
            choice("1", "Anestesiologi (ANE 2019)"),
            choice("2", "Felles kompetansemål (FKM 2025)"),
        ],
        has: Vec::new(),
        fields: Fields::default(),
        refused: None,
    };
    each("no", "assign", Some(&leader()), |say| assign(say, &view));
    each("no", "assign-wrong", Some(&leader()), |say| {
        let mut fields = Fields::default();
        mark_all(say.lang, &mut fields, &FieldErrors::one("curriculum", Problem::Required));
        assign(say, &Assign { fields, refused: Some(Refusal::NotEntitled), ..view.clone() })
    });
    let has = vec![("Anestesiologi (ANE 2019)".to_owned(), "/plans/x".to_owned())];
    each("no", "assign-none", Some(&leader()), |say| {
        assign(say, &Assign { curricula: Vec::new(), has: has.clone(), ..view.clone() })
    });
}
