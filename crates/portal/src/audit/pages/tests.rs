//! Who has looked, in every language.

use domain::access::Role;

use super::{Look, LookUps, Seen, look_ups};
use crate::show::samples::{at, day, each, lis};

#[test]
fn everybody_reads_who_has_looked() {
    let look = |name: &str, role, seen, nth: i32| Look {
        name: name.to_owned(),
        role,
        seen,
        at: at(day(2026, 11, 20).plus_days(-nth), 14, 5),
    };
    let view = LookUps {
        people: 3,
        looks: vec![
            look("Torunn Vik", Role::Leader, Seen::Plan, 0),
            look("Henrik Moen", Role::EducationLead, Seen::Listed, 1),
            look("Jonas Eide", Role::Supervisor, Seen::Requirement, 9),
            look("Hanne Friis", Role::Secretariat, Seen::Other, 400),
        ],
        since: Some(day(2024, 9, 1)),
        after: Some("x".to_owned()),
    };
    each("no", "look-ups", Some(&lis()), |say| look_ups(say, &view));
    each("dk", "look-ups-none", Some(&lis()), |say| look_ups(say, &LookUps::default()));
}
