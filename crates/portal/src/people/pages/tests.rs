//! The pages about persons, in every language.

use base::PersonId;
use domain::{
    access::Role,
    refusal::{FieldErrors, Problem, Refusal},
};
use web::{Fields, parts::Choice};

use super::{
    delegations::{DelegationLine, Delegations, Did, delegations, nothing_to_lend},
    login::{Login, OneTimeLink, Persona, Why, login, one_time_link},
    me::{Held, Lent, Me, Over, me},
    roles::{Ask, Closing, Did as RoleDid, Found, Giving, Holding, Roles, closing, found, giving, roles},
    sessions::{Device, Sessions, mark, sessions},
};
use crate::people::{KeptToken, Scope};
use crate::show::{
    mark_all,
    samples::{at, day, each, id, leader, lis},
};

fn personas() -> Vec<Persona> {
    let all = [
        ("dk-trainee", "Freja Lindholm"),
        ("dk-supervisor", "Mads Kjærgaard"),
        ("dk-mentor", "Birgitte Holm"),
        ("dk-uao", "Søren Damgaard"),
        ("dk-basic", "Emil Thorsen"),
        ("dk-tutor", "Karen Bisgaard"),
        ("dk-course-provider", "Pia Winther"),
        ("dk-course-leader", "Jens Rask"),
        ("dk-secretariat", "Hanne Friis"),
        ("dk-secretariat-2", "Ole Brandt"),
        ("dk-stranger", "Lone Skov"),
        ("dk-authority", "Rikke Juhl"),
        ("no-lis", "Ingrid Solbakken"),
        ("no-supervisor", "Jonas Eide"),
        ("no-mentor", "Marit Haugland"),
        ("no-leader", "Torunn Vik"),
        ("no-delegate", "Anders Brekke"),
        ("no-uao", "Henrik Moen"),
        ("no-stranger", "Gunnar Aas"),
        ("no-done", "Amir Rahimi"),
        ("nom-lis", "Silje Nordby"),
        ("nom-supervisor", "Per Arne Hagen"),
        ("nom-mentor", "Astrid Lie"),
        ("nom-leader", "Knut Sandvik"),
        ("no-authority", "Nina Berge"),
        ("admin", "Administrator"),
    ];
    all.map(|(key, name)| Persona { key: key.to_owned(), name: name.to_owned() }).into()
}

#[test]
fn the_way_in_is_open_in_every_language() {
    let demo = Login { personas: Some(personas()), ..Login::default() };
    each("dk", "login-demo", None, |say| login(say.lang, &demo));
    for (name, why) in [
        ("login", None),
        ("login-wrong", Some(Why::Wrong)),
        ("login-too-many", Some(Why::TooMany { retry_after: 61 })),
        ("login-out", Some(Why::LoggedOut)),
        ("login-expired", Some(Why::Expired)),
    ] {
        let fields = Fields::with(&[("email", "mads@example.dk")]);
        let view = Login { why, fields, next: Some("/plans/1?q=æ&x".to_owned()), personas: None };
        each("no", name, None, |say| login(say.lang, &view));
    }
    let good = OneTimeLink::Good { name: "Torunn Vik".to_owned(), action: "/login/link/x".to_owned() };
    each("no", "link", None, |say| one_time_link(say.lang, &good));
    each("no", "link-dead", None, |say| one_time_link(say.lang, &OneTimeLink::Dead));
}

#[test]
fn every_persona_has_a_word_and_something_to_try() {
    for lang in web::Lang::ALL {
        let all = personas();
        let groups = super::personas::grouped(lang, &all);
        assert_eq!(groups.len(), 4, "nobody is left over");
        for member in groups.iter().flat_map(|group| &group.members) {
            assert!(member.who.is_some() && member.hint.is_some(), "{}", member.persona.key);
        }
    }
}

#[test]
fn ones_own_page_says_what_one_is() {
    let held = |role, over, until, ended| Held { role, over, from: day(2024, 9, 1), until, ended };
    let view = Me {
        name: "Torunn Vik".to_owned(),
        email: Some("torunn@example.no".to_owned()),
        roles: vec![
            held(Role::Leader, Over::Named("Anestesiavdelingen, Nordvik sykehus".to_owned()), None, false),
            held(Role::CourseProvider, Over::Scheme, Some(day(2027, 8, 31)), false),
            held(Role::Administrator, Over::Portal, Some(day(2025, 8, 31)), true),
        ],
        lent: vec![Lent {
            by: "Per Arne Hagen".to_owned(),
            over: "Elvestad kommune".to_owned(),
            until: day(2026, 12, 31),
        }],
        places: leader().places,
        numbers: vec![
            ("Fødselsnummer eller D-nummer".to_owned(), Some("018190 •••••".to_owned())),
            ("HPR-nummer".to_owned(), None),
        ],
        logged_in: at(day(2026, 11, 23), 7, 4),
        look_ups: 12,
        trains: false,
        language_saved: true,
    };
    each("no", "me", Some(&leader()), |say| me(say, &view));
    let nothing = Me {
        roles: Vec::new(),
        lent: Vec::new(),
        places: lis().places,
        email: None,
        numbers: Vec::new(),
        look_ups: 0,
        trains: true,
        language_saved: false,
        ..view
    };
    each("dk", "me-no-role", Some(&lis()), |say| me(say, &nothing));
}

#[test]
fn roles_say_who_has_which_and_what_a_change_will_change() {
    let choice = |value: &str, label: &str| Choice { value: value.to_owned(), label: label.to_owned() };
    let ask = Ask {
        at: "u".to_owned(),
        roles: vec![choice("supervisor", "Supervisør"), choice("mentor", "Veileder")],
        trainees: vec![choice("person-1", "Ingrid Solbakken")],
        fields: Fields::default(),
    };
    let holding = |last, name: &str, of: Option<&str>, until| Holding {
        id: id(last),
        person: PersonId::from_uuid(uuid::Uuid::from_u128(name.len() as u128)),
        name: name.to_owned(),
        role: Role::Supervisor,
        of: of.map(str::to_owned),
        from: day(2024, 9, 1),
        until,
        can_end: last == 1,
    };
    let (given, ended) =
        (RoleDid::Given("Åse".into(), Role::Mentor), RoleDid::Ended("Åse".into(), Role::Mentor));
    for did in
        [None, Some(given), Some(ended), Some(RoleDid::Last("Åse".into(), Role::Mentor, day(2027, 1, 2)))]
    {
        let view = Roles {
            place: Some("Anestesiavdelingen".to_owned()),
            up: Some("/roles".to_owned()),
            held: vec![
                holding(1, "Jonas Eide", None, None),
                holding(2, "Marit Haugland", Some("Ingrid Solbakken"), Some(day(2027, 8, 31))),
                holding(3, "Marit Haugland", Some("Jo Fossum"), None),
                holding(4, "Torunn Vik", Some("Jo Fossum"), None),
            ],
            courses: did.is_some(),
            places: vec![("v".to_owned(), "Intensiv".to_owned())],
            ask: Some(ask.clone()),
            did,
        };
        each("no", "roles", Some(&leader()), |say| {
            let page = roles(say, &view);
            let html = &page.body.0;
            assert_eq!(html.matches("<details class=\"group\"").count(), 1, "several trainees, one line");
            assert_eq!(html.matches("Jo Fossum").count(), 2, "and each of them below it");
            page
        });
    }
    let none = Roles { places: vec![("portal".to_owned(), "Portalen".to_owned())], ..Roles::default() };
    each("dk", "roles-places", Some(&leader()), |say| roles(say, &none));
    let people = vec![("/roles/new".to_owned(), "Åse".to_owned(), "mentor".to_owned())];
    for people in [Vec::new(), people] {
        let view = Found { up: "/roles?at=u".to_owned(), people, ask: ask.clone() };
        each("no", "roles-found", Some(&leader()), |say| found(say, &view));
    }
    for refused in [None, Some(Refusal::NotEntitled)] {
        let view = Giving {
            name: "Åse".to_owned(),
            role: "veileder".to_owned(),
            place: "Ingrid Solbakken".to_owned(),
            refused: refused.clone(),
            ..Giving::default()
        };
        each("no", "roles-new", Some(&leader()), |say| giving(say, &view));
        let view =
            Closing { name: "Åse".to_owned(), role: "veileder".to_owned(), refused, ..Closing::default() };
        each("no", "roles-end", Some(&leader()), |say| closing(say, &view));
    }
}

#[test]
fn lending_shows_who_and_until_when() {
    let delegation = |last, name: &str, from, ended| DelegationLine {
        id: id(last),
        name: name.to_owned(),
        place: "Anestesiavdelingen, Nordvik sykehus".to_owned(),
        from,
        until: day(2026, 12, 31),
        ended,
    };
    let to = |last, label: &str| Choice { value: id::<PersonId>(last).to_string(), label: label.to_owned() };
    let view = Delegations {
        given: vec![
            delegation(1, "Anders Brekke", day(2026, 11, 1), None),
            delegation(2, "Jonas Eide", day(2026, 12, 20), None),
        ],
        received: vec![delegation(3, "Knut Sandvik", day(2026, 11, 1), None)],
        past: vec![delegation(4, "Marit Haugland", day(2026, 1, 1), Some(day(2026, 2, 1)))],
        to: vec![to(5, "Jonas Eide, supervisør"), to(6, "Marit Haugland, veileder")],
        over: vec![to(7, "Anestesiavdelingen")],
        did: Some(Did::Lent("Anders Brekke".to_owned())),
        ..Delegations::default()
    };
    each("no", "delegations", Some(&leader()), |say| delegations(say, &view));
    each("no", "delegations-received", Some(&leader()), |say| {
        delegations(say, &Delegations { received: view.received.clone(), ..Delegations::default() })
    });
    each("no", "delegations-nothing", Some(&leader()), nothing_to_lend);
    each("no", "delegations-none", Some(&leader()), |say| {
        let mut fields = Fields::with(&[("from", "1.13.2026")]);
        let errors = FieldErrors::from_iter([("to", Problem::Required), ("from", Problem::NotADay)]);
        mark_all(say.lang, &mut fields, &errors);
        let refused = Some(Refusal::NotEntitled);
        delegations(
            say,
            &Delegations {
                to: view.to.clone(),
                over: view.to.clone(),
                fields,
                refused,
                ..Delegations::default()
            },
        )
    });
}

#[test]
fn the_page_of_password_and_devices_shows_each_way_it_can_be() {
    let device = |key: &str, here: bool| Device {
        key: key.into(),
        began: at(day(2026, 11, 23), 7, 0),
        seen: at(day(2026, 11, 23), 8, 10),
        name: here.then(|| "Firefox, Windows".to_owned()),
        here,
    };
    let several = || Sessions {
        devices: vec![device("a1", true), device("b2", false)],
        tokens: vec![KeptToken {
            id: id(9),
            scope: Scope::Read,
            created_at: at(day(2026, 11, 20), 7, 4),
            expires_at: at(day(2027, 2, 20), 7, 4),
        }],
        has_password: true,
        saved: true,
        ..Sessions::default()
    };
    each("no", "sessions", Some(&leader()), |say| sessions(say, &several()));
    each("dk", "sessions-no-password", Some(&lis()), |say| {
        sessions(say, &Sessions { devices: vec![device("a1", true)], ..Sessions::default() })
    });
    each("no", "sessions-wrong", Some(&leader()), |say| {
        let mut fields = Fields::default();
        mark(say, &mut fields, "current");
        mark(say, &mut fields, "new");
        sessions(say, &Sessions { fields, saved: false, ..several() })
    });
}
