//! Who has looked, in every language.

use domain::access::Role;

use super::{Look, LookUps, Seen, by_day, fitting, look_ups};
use crate::show::samples::{at, day, each, lis};

#[test]
fn everybody_reads_who_has_looked() {
    let look = |name: &str, role, seen, nth: i32| {
        Look::once(name.to_owned(), role, seen, at(day(2026, 11, 20).plus_days(-nth), 14, 5))
    };
    let view = LookUps {
        people: 3,
        looks: vec![
            look("Torunn Vik", Role::Leader, Seen::Plan, 0),
            look("Henrik Moen", Role::EducationLead, Seen::Listed, 1),
            look("Jonas Eide", Role::Supervisor, Seen::Requirement, 9),
            look("Henrik Moen", Role::EducationLead, Seen::Annulment, 30),
            look("Rikke Juhl", Role::Authority, Seen::Case, 30),
            look("Henrik Moen", Role::EducationLead, Seen::Document, 30),
            look("Hanne Friis", Role::Secretariat, Seen::Other, 400),
        ],
        since: Some(day(2024, 9, 1)),
        after: Some("x".to_owned()),
    };
    each("no", "look-ups", Some(&lis()), |say| look_ups(say, &view));
    each("dk", "look-ups-none", Some(&lis()), |say| look_ups(say, &LookUps::default()));
}

#[test]
fn what_one_person_did_several_times_on_a_day_is_one_row() {
    let look = |name: &str, seen, on: i8, hour| {
        Look::once(name.to_owned(), Role::Supervisor, seen, at(day(2026, 11, on), hour, 5))
    };
    let looks = [
        look("Jonas Eide", Seen::Requirement, 20, 16),
        look("Torunn Vik", Seen::Requirement, 20, 15),
        look("Jonas Eide", Seen::Requirement, 20, 14),
        look("Jonas Eide", Seen::Plan, 20, 14),
        look("Jonas Eide", Seen::Requirement, 19, 9),
    ];
    let days = by_day(&looks);
    let told: Vec<Vec<(&str, Seen, u32)>> = days
        .iter()
        .map(|(_, all)| all.iter().map(|one| (one.name.as_str(), one.seen, one.count)).collect())
        .collect();
    let first = vec![
        ("Jonas Eide", Seen::Requirement, 2),
        ("Torunn Vik", Seen::Requirement, 1),
        ("Jonas Eide", Seen::Plan, 1),
    ];
    assert_eq!(told, [first, vec![("Jonas Eide", Seen::Requirement, 1)]]);
    let both = &days[0].1[0];
    assert_eq!((both.first, both.at), (looks[2].at, looks[0].at));

    // A page takes as many looks as its lines stand for, and goes on before the first that has none.
    let taken: Vec<usize> = (0..=5).map(|lines| fitting(&looks, lines)).collect();
    assert_eq!(taken, [0, 1, 3, 4, 5, 5]);
}
