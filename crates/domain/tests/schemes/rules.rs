//! The rules and words of each scheme, and what is said when a folder is wrong.

use std::collections::BTreeSet;

use base::{Day, PersonId};
use domain::{
    access::{Kind, Policies, Role},
    curriculum::{Beside, Curriculum, Form, Known},
    scheme::{Scheme, words},
};

use crate::{files, scheme, text};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn time_opens_on_the_first_day_of_the_elements_last_month() {
    let cases = [("2026-08-31", "2026-08-01"), ("2026-02-28", "2026-02-01"), ("2026-03-14", "2026-02-15")];
    for (last, opens) in cases {
        // Nobody attests years of service that lie ahead.
        for code in ["dk", "no"] {
            assert_eq!(scheme(code).opens(Kind::Time, Some(day(last))), Some(day(opens)), "{code} {last}");
        }
    }
    assert_eq!(scheme("dk").opens(Kind::Goal, Some(day("2026-08-31"))), None);
}

#[test]
fn the_curriculum_says_who_attests_and_the_scheme_where_it_is_silent() {
    let (dk, no) = (scheme("dk"), scheme("no"));
    assert_eq!(dk.attested_by(Kind::Goal, false, &[Role::Tutor]), [Role::Tutor]);
    assert_eq!(dk.attested_by(Kind::Time, false, &[]), [Role::EducationLead, Role::Tutor]);
    assert_eq!(dk.attested_by(Kind::Course, true, &[]), [Role::CourseProvider]);
    assert_eq!(dk.attested_by(Kind::Course, false, &[]), [Role::CourseLeader, Role::SubCourseLeader]);
    assert_eq!(no.attested_by(Kind::Goal, false, &[]), [Role::Leader]);
}

#[test]
fn a_norwegian_goal_needs_the_mentor_and_another_person_who_is_supervisor() {
    let advice = scheme("no").advice.unwrap();
    let person = |n: u128| PersonId::from_uuid(uuid::Uuid::from_u128(n));
    let who = |n: u128, roles: &[Role]| (person(n), roles.iter().copied().collect::<BTreeSet<_>>());
    let (mentor, supervisor) = (&[Role::Mentor][..], &[Role::Supervisor][..]);
    let both = &[Role::Mentor, Role::Supervisor][..];
    assert_eq!(advice.missing(&[]), [Role::Mentor, Role::Supervisor]);
    assert_eq!(advice.missing(&[who(1, mentor)]), [Role::Supervisor]);
    assert_eq!(advice.missing(&[who(1, supervisor), who(2, supervisor)]), [Role::Mentor]);
    assert_eq!(advice.missing(&[who(1, both)]), [Role::Supervisor], "one person is not two");
    assert_eq!(advice.missing(&[who(1, both), who(2, both)]), []);
    assert_eq!(advice.missing(&[who(1, both), who(2, mentor)]), [], "the first answers as supervisor");
    assert!(scheme("dk").advice_on(Kind::Goal).is_empty());
    assert!(scheme("no").advice_on(Kind::Activity).is_empty());
    assert!(!advice.signed_activity_is_advice);
}

#[test]
fn words_are_the_schemes_own_in_the_readers_language_or_its_first() {
    let (dk, no) = (scheme("dk"), scheme("no"));
    assert_eq!(dk.word("da", "trainee"), "uddannelseslæge");
    assert_eq!(dk.word("nb", "trainee"), "uddannelseslæge");
    assert_eq!(no.word("nn", "mentor"), "rettleiar");
    assert_eq!(no.word("da", "mentor"), "veileder");
    assert_eq!(no.word_for("nb", "attest", Kind::Activity), "Signer");
    assert_eq!(no.word_for("nb", "attest", Kind::Goal), "Godkjenn");
    assert_eq!(no.word_for("nb", "return", Kind::Goal), "Underkjenn");
    assert_eq!(dk.word("da", "no-such-word"), "no-such-word");
}

#[test]
fn a_curriculum_fits_a_programme_of_its_stage_and_specialty_and_parts_two_and_three_are_one() {
    let (dk, no) = (scheme("dk"), scheme("no"));
    let of = |scheme: &str, stage: Option<&str>, specialty: Option<&str>| {
        let mut head = format!(
            "scheme = \"{scheme}\"\ncode = \"X\"\nversion = \"1\"\ntitle = \"X\"\nlanguage = \"nb\"\n"
        );
        for (key, code) in [("stage", stage), ("specialty", specialty)] {
            head += &code.map(|code| format!("{key} = \"{code}\"\n")).unwrap_or_default();
        }
        head += "valid_from = \"unknown\"\npartial = false\ndemo = true\nsource = \"unknown\"\nlicence = \"unknown\"\n";
        let goal = "[[requirement]]\ncode = \"X-1\"\nkind = \"goal\"\ntitle = \"X\"\n";
        let text = head + goal;
        Curriculum::read(Form::Toml, text.as_bytes(), &Beside::default(), &Known::default()).unwrap()
    };
    let ane = of("no", Some("lis3"), Some("ANE"));
    assert!(
        no.fits(&ane, "lis3", Some("ANE"))
            && no.fits(&ane, "lis2", Some("ANE"))
            && no.fits(&ane, "lis3", None)
    );
    assert!(
        !no.fits(&ane, "lis1", Some("ANE"))
            && !no.fits(&ane, "lis3", Some("ALM"))
            && !dk.fits(&ane, "lis3", Some("ANE"))
    );
    let common = of("no", Some("lis1"), None);
    assert!(no.fits(&common, "lis1", None) && !no.fits(&common, "lis2", None));
    let (kbu, all) = (of("dk", Some("kbu"), None), of("dk", None, None));
    assert!(
        !dk.fits(&kbu, "introduktion", None) && dk.fits(&all, "introduktion", Some("ortopaedisk-kirurgi"))
    );
}

#[test]
fn every_defect_of_a_folder_is_named_at_once_with_its_line() {
    let mut broken = files("dk");
    let toml = broken.get_mut("scheme.toml").unwrap();
    *toml = toml
        .replace("country = \"DK\"\n", "")
        .replace("code = \"dk\"", "code = 7\ncolour = \"red\"")
        .replace("limit_percent = 10", "limit_percent = \"ten\"")
        .replace("goal = [\"supervisor\",", "goal = [\"superviser\",")
        .replace("stage = \"kbu\"", "stage = \"kbo\"")
        .replace("code = \"authorisation\"", "code = \"cpr\"")
        .replace("    \"agreement\", \"addendum\",", "    \"agreement\", \"agreement\", \"Addendum\",")
        .replace("roles = [", "joint_stages = [[\"kbu\", \"kbi\"]]\nroles = [");
    let words = broken.get_mut("words.da.ftl").unwrap();
    *words = words.replace("mentor = hovedvejleder\n", "").replace("tutor = tutorlæge", "tutor = { $name }");
    broken.remove("words.en.ftl");
    let told: Vec<String> = Scheme::read(&broken).unwrap_err().iter().map(ToString::to_string).collect();
    let told = told.join("\n");
    for part in [
        "scheme.toml:5: invalid type: integer `7`",
        "scheme.toml:6: unknown field `colour`",
        "scheme.toml: `country` is missing",
        "not one of our codes: superviser",
        "invalid type: string \"ten\"",
        "\"kbo\" is not among `stages`",
        "\"kbi\" is not among `stages`",
        "\"cpr\" stands here twice",
        "\"authorisation\" is not among [[identifiers]]",
        "`documents` names something twice",
        "`documents`: \"Addendum\" is no code",
        "\"addendum\" is not among `documents`",
        "words.da.ftl: `mentor` is missing",
        "`tutor` must be a plain word",
        "words.en.ftl: missing",
    ] {
        assert!(told.contains(part), "nobody says {part:?} in\n{told}");
    }
    assert!(!told.contains("missing field"), "what was put aside is not missing\n{told}");
}

#[test]
fn no_kind_of_number_is_called_as_another_column_of_an_import() {
    for taken in domain::identifier::TAKEN {
        let mut broken = files("dk");
        let toml = broken.get_mut("scheme.toml").unwrap();
        *toml = toml.replace("code = \"authorisation\"", &format!("code = \"{taken}\""));
        let told: Vec<String> = Scheme::read(&broken).unwrap_err().iter().map(ToString::to_string).collect();
        let part = format!("\"{taken}\" means something else in an import");
        assert!(told.iter().any(|line| line.contains(&part)), "{told:?}");
    }
}

#[test]
fn a_broken_page_of_policy_is_refused_with_its_line() {
    let pages = [
        ("permit (principal, action, resource) when {", "policy.cedar:1: "),
        ("@id(\"a\")\npermit (principal, action == Action::\"atest\", resource);", "policy.cedar:1: "),
        (
            "// why\n@id(\"a\")\npermit (principal, action == Action::\"see_plan\", resource) when { context.standing == Standing::\"superviser\" };",
            "policy.cedar:2: ",
        ),
        ("permit (principal, action == Action::\"configure\", resource);", "without @id"),
        (
            "@id(\"a\") permit (principal, action == Action::\"delegate\", resource) when { resource.setting == \"hospitl\" };",
            "\"hospitl\" is no setting",
        ),
        (
            "@id(\"a\") permit (principal == Person::\"7\", action == Action::\"delegate\", resource);",
            "names no single person",
        ),
        (
            "@id(\"a\") permit (principal, action == Action::\"see_plan\", resource) when { resource.trainee == Person::\"7\" };",
            "names no single person",
        ),
        (
            "@id(\"a\") permit (principal, action == Action::\"see_plan\", resource) when { resource.setting == \"hospital\" && context.standing == Standing::\"mentor\" };",
            "the same in every setting",
        ),
    ];
    let dk = scheme("dk");
    for (page, said) in pages {
        let own = domain::access::SchemePolicy { text: page, ..dk.policy() };
        let defects =
            Policies::load(&text("schema.cedarschema"), &text("common.cedar"), &[own]).expect_err(page);
        assert!(defects.iter().any(|defect| defect.to_string().contains(said)), "{page}\n{defects:#?}");
    }
}

#[test]
fn the_list_of_words_names_each_key_once() {
    let unique: BTreeSet<_> = words::REQUIRED.iter().collect();
    assert_eq!(unique.len(), words::REQUIRED.len());
}
