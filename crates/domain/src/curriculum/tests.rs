//! The packed curricula, files full of mistakes, and what goes out and comes in again.

use std::{collections::BTreeMap, fs, path::Path};

use base::{CurriculumId, Moment, RequirementId};
use proptest::prelude::*;

use super::*;
use crate::access::Kind;

mod broken;

fn schemes() -> Known {
    let one = |code: &str, stages: &[&str], settings: &[&str], language: &str| KnownScheme {
        code: code.into(),
        stages: stages.iter().map(|s| (*s).to_owned()).collect(),
        settings: settings.iter().map(|s| (*s).to_owned()).collect(),
        language: language.into(),
    };
    Known {
        schemes: vec![
            one("dk", &["kbu", "introduktion", "hoveduddannelse"], &["hospital", "practice"], "da"),
            one("no", &["lis1", "lis2", "lis3"], &["hospital", "municipal"], "nb"),
        ],
    }
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// Every packed file: name → curriculum.
fn packed() -> BTreeMap<String, Curriculum> {
    let mut all = BTreeMap::new();
    for scheme in ["dk", "no"] {
        let folder = root().join("schemes").join(scheme).join("curricula");
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let bytes = fs::read(&path).unwrap();
            let read = Curriculum::read(Form::Toml, &bytes, &Beside::default(), &schemes());
            let curriculum = read.unwrap_or_else(|flaws| panic!("{name}: {}", flaws[0]));
            assert_eq!(curriculum.scheme, scheme, "{name}");
            all.insert(name, curriculum);
        }
    }
    all
}

fn count(curriculum: &Curriculum, kind: Kind) -> usize {
    curriculum.requirements.iter().filter(|one| one.kind == kind && !one.demo).count()
}

fn read(form: Form, text: &str) -> Result<Curriculum, Vec<String>> {
    let beside = Beside::default();
    let flaws = |flaws: Vec<Flaw>| flaws.iter().map(ToString::to_string).collect();
    Curriculum::read(form, text.as_bytes(), &beside, &schemes()).map_err(flaws)
}

fn ids(curriculum: &Curriculum) -> (CurriculumId, Vec<RequirementId>) {
    let at = Moment::from_micros(1_700_000_000_000_000);
    let of = |n: usize| {
        let [high, low] = u16::try_from(n).unwrap().to_be_bytes();
        RequirementId::mint(at, [7, 7, 7, 7, 7, 7, 7, 7, high, low])
    };
    (CurriculumId::mint(at, [9; 10]), (0..curriculum.requirements.len()).map(of).collect())
}

fn to_case(curriculum: &Curriculum) -> String {
    let (id, requirements) = ids(curriculum);
    let published_at = Moment::from_micros(1_700_000_000_000_000);
    curriculum.to_case(&CaseIds { curriculum: id, requirements: &requirements, published_at })
}

#[test]
fn every_packed_curriculum_is_whole() {
    let all = packed();
    let goals = |name: &str| count(&all[name], Kind::Goal);
    assert_eq!(goals("ortopaedisk-kirurgi-introduktion-2021"), 11);
    assert_eq!(goals("kbu-2017-03-30"), 16);
    assert_eq!(count(&all["kbu-2017-03-30"], Kind::Course), 3);
    assert_eq!(count(&all["kbu-2017-03-30"], Kind::Time), 2);
    assert_eq!(goals("DEL1-2020"), 101);
    assert_eq!([goals("FKMS-2025"), goals("FKMK-2025"), goals("FKM-2025")], [7, 8, 14]);
    assert_eq!(goals("ALM-2019"), 88);
    assert_eq!(goals("ANE-2019"), 135);
    assert_eq!(all.len(), 8);
    assert!(all["ANE-2019"].requirements.len() >= 435);
}

#[test]
fn what_is_made_up_is_marked_and_can_be_left_out() {
    for (name, curriculum) in packed() {
        let made_up = curriculum.requirements.iter().filter(|one| one.kind == Kind::Activity);
        assert!(made_up.clone().all(|one| one.demo && one.code_source == CodeSource::Local), "{name}");
        let real = curriculum.without_demo();
        assert!(real.requirements.iter().all(|one| one.kind != Kind::Activity) && !real.demo, "{name}");
        assert_eq!(read(Form::Toml, &real.to_toml()), Ok(real), "{name}");
    }
}

/// The official codes stand beside the project when it is built where it was made; elsewhere there is nothing to compare with.
#[test]
fn official_codes_are_those_of_the_sources_and_titles_are_our_own() {
    let sources = root().join("../shared/data/no");
    let sources = if sources.exists() { sources } else { root().join("../../shared/data/no") };
    if !sources.exists() {
        eprintln!("shared/data is not beside this tree: official codes and texts were NOT compared.");
        return;
    }
    let all = packed();
    for (file, names) in [
        ("ANE", &["ANE-2019"][..]),
        ("ALM", &["ALM-2019"]),
        ("DEL1", &["DEL1-2020"]),
        ("FKM", &["FKMS-2025", "FKMK-2025", "FKM-2025"]),
    ] {
        let source: serde_json::Value =
            serde_json::from_slice(&fs::read(sources.join(format!("{file}.json"))).unwrap()).unwrap();
        let official: BTreeMap<&str, (&str, &str)> = source["goals"]
            .as_array()
            .unwrap()
            .iter()
            .map(|goal| {
                let text = |key: &str| goal[key].as_str().unwrap();
                (text("code"), (text("theme"), text("text")))
            })
            .collect();
        let ours: Vec<&Requirement> = names
            .iter()
            .flat_map(|name| &all[*name].requirements)
            .filter(|one| one.code_source == CodeSource::Official)
            .collect();
        let codes: std::collections::BTreeSet<_> = ours.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(codes, official.keys().copied().collect(), "{file}");
        for one in ours {
            let (theme, text) = official[one.code.as_str()];
            assert_eq!(one.theme.as_deref(), Some(theme), "{}", one.code);
            assert!(!text.to_lowercase().starts_with(&one.title.to_lowercase()), "{}: copied", one.code);
            assert!(!one.title.is_empty() && one.text.is_none() && one.title.chars().count() <= 45);
        }
    }
}

#[test]
fn a_file_with_many_mistakes_names_them_all() {
    let text = include_str!("mistakes.toml");
    let flaws = read(Form::Toml, text).unwrap_err().join("\n");
    insta::assert_snapshot!("mistakes_in_toml", flaws);
}

#[test]
fn a_broken_file_still_names_what_it_can() {
    let text = "scheme = \"no\"\ncode = \"X\nversion = 1\n\n[[requirement]]\ncode = \"A 1\"\nkind = \"gaol\"\ntitle = \"T\"\n";
    let flaws = read(Form::Toml, text).unwrap_err().join("\n");
    assert!(flaws.contains("line 2: "), "{flaws}");
    assert!(flaws.contains("line 3: `version` must be a text"), "{flaws}");
    assert!(flaws.contains("line 6: `code` is \"A 1\""), "{flaws}");
    assert!(flaws.contains("line 7: `kind` is \"gaol\""), "{flaws}");
}

#[test]
fn one_value_that_cannot_be_read_hides_nothing_else() {
    let text = "scheme = \"no\"\ncode = \"X\"\nversion = \"1\"\nvalid_from = 2019-13-01\nlanguage = \"nb\"\n\n\
                [[requirement]]\ncode = \"A\"\ntitle = \"T\"\n";
    let flaws = read(Form::Toml, text).unwrap_err().join("\n");
    assert!(flaws.contains("line 4: "), "{flaws}");
    for missing in ["title", "partial", "source", "licence"] {
        assert!(flaws.contains(&format!("`{missing}` is missing")), "{missing}: {flaws}");
    }
    assert!(flaws.contains("a requirement without a `kind`"), "{flaws}");
    assert!(!flaws.contains("`valid_from` is missing"), "it stands there: {flaws}");
}

#[test]
fn a_table_with_bad_cells_names_each() {
    let text = "# scheme = no;;;;\n# code = X;;;;\n# version = 1;;;;\n\
                code;kind;title;required_count;supports;attested_by\n\
                X-1;goal;Første;;;\n\
                X-2;activity;\"To\nlinjer\";0;X-1 X-9;-\n\
                X-1;time;Tid;;;\n\
                ;;;;;\n\
                X-4;goal;Fire;mange;X-1;leader,pope;mer\n";
    let flaws = read(Form::Csv, text).unwrap_err().join("\n");
    insta::assert_snapshot!("bad_cells", flaws);
}

#[test]
fn a_good_table_is_read_and_a_long_text_gets_a_title() {
    let long = "Selvstendig kunne gjøre noe. Og mer.";
    let text = format!(
        "# title = Prøve\n# valid_from = 2026-01-01\ncode,text,theme,kind,supports,attested_by\n\
         P-1,{long},Tema,,,\nP-2,Gjøre,Tema,activity,P-1,supervisor leader\n"
    );
    let beside = Beside {
        scheme: Some("no".into()),
        code: Some("P".into()),
        version: Some("1".into()),
        ..Beside::default()
    };
    let read = Curriculum::read(Form::Csv, text.as_bytes(), &beside, &schemes()).unwrap();
    assert_eq!(
        (read.title.as_str(), read.language.as_str(), read.licence.as_str()),
        ("Prøve", "nb", "unknown")
    );
    assert_eq!(read.requirements[0].title, "Selvstendig kunne gjøre noe");
    assert_eq!(read.requirements[0].text.as_deref(), Some(long));
    assert_eq!(read.requirements[1].supports, ["P-1"]);
    assert_eq!(read.requirements[1].attested_by.code(), "supervisor leader");
}

#[test]
fn what_goes_out_as_case_comes_in_the_same() {
    for (name, curriculum) in packed() {
        let case = to_case(&curriculum);
        let again = read(Form::Case, &case).unwrap_or_else(|flaws| panic!("{name}: {}", flaws[0]));
        assert_eq!(again, curriculum, "{name}");
        let package: serde_json::Value = serde_json::from_str(&case).unwrap();
        let mut seen = std::collections::BTreeSet::new();
        for list in ["CFItems", "CFAssociations"] {
            for one in package[list].as_array().unwrap() {
                assert!(seen.insert(one["identifier"].as_str().unwrap().to_owned()), "{name}: {one}");
            }
        }
    }
}

#[test]
fn a_foreign_package_is_read_with_or_without_the_outer_key() {
    let inner = include_str!("foreign-case.json");
    let beside = Beside { scheme: Some("no".into()), code: Some("ABC".into()), ..Beside::default() };
    for text in [inner.to_owned(), format!("{{\"CFPackage\": {inner} }}")] {
        let read = Curriculum::read(Form::Case, text.as_bytes(), &beside, &schemes()).unwrap();
        insta::allow_duplicates! { insta::assert_snapshot!("foreign_case", read.to_toml()); }
    }
    let unnamed = read(Form::Case, inner).unwrap_err();
    assert_eq!(
        unnamed,
        ["`code` is missing: say it with --code", "`scheme` is missing: say it with --scheme"]
    );
}

#[test]
fn a_package_of_another_shape_names_the_line_in_the_file() {
    let wrapped = "{\n\"CFPackage\":\n{\"CFDocument\": {},\n\"CFItems\": 7}}";
    let flaw = &read(Form::Case, wrapped).unwrap_err()[0];
    assert!(flaw.starts_with("line 4: not a CASE package: invalid type: integer `7`"), "{flaw}");
    assert!(read(Form::Case, "{\n\n \"a\": }").unwrap_err()[0].starts_with("line 3: "));
}

#[test]
fn a_package_with_mistakes_names_their_lines() {
    let text = include_str!("foreign-case.json")
        .replace("\"humanCodingScheme\": \"A.2\"", "\"humanCodingScheme\": \"A.1\"")
        .replace("\"i-5\", \"uri\": \"x\" }", "\"i-99\" }")
        .replace("\"fullStatement\": \"Kurs i måling\"", "\"fullStatement\": 7");
    let beside = Beside { checked_only: true, ..Beside::default() };
    let flaws = Curriculum::read(Form::Case, text.as_bytes(), &beside, &schemes()).unwrap_err();
    insta::assert_snapshot!(
        "mistakes_in_case",
        flaws.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn limits_hold() {
    let head = "# scheme = no\n# code = X\n# version = 1\ncode,title\n";
    let rows = |n: usize| (0..n).map(|i| format!("X-{i},T\n")).collect::<String>();
    assert!(read(Form::Csv, &format!("{head}{}", rows(REQUIREMENTS_MAX))).is_ok());
    let many = read(Form::Csv, &format!("{head}{}", rows(REQUIREMENTS_MAX + 1))).unwrap_err();
    assert_eq!(many, ["5001 requirements, more than 5000"]);
    assert!(read(Form::Csv, &" ".repeat(FILE_MAX + 1)).unwrap_err()[0].contains("8 MiB"));
    let item = |n: usize| format!("{{\"identifier\": \"{n}\", \"fullStatement\": \"T\"}}");
    let items: Vec<String> = (0..=ITEMS_MAX).map(item).collect();
    let package = format!("{{\"CFDocument\": {{}}, \"CFItems\": [{}]}}", items.join(","));
    assert_eq!(read(Form::Case, &package).unwrap_err(), ["10001 items, more than 10000"]);
    let code = |n: usize| read(Form::Csv, &format!("{head}{},T\n", "x".repeat(n)));
    assert!(code(CODE_MAX).is_ok() && code(CODE_MAX + 1).is_err());
    let title = |n: usize| read(Form::Csv, &format!("{head}X,{}\n", "æ".repeat(n)));
    assert!(title(TITLE_MAX).is_ok() && title(TITLE_MAX + 1).is_err());
    let latin1 = Curriculum::read(Form::Csv, b"code,title\nX,bl\xE5\n", &Beside::default(), &schemes());
    assert_eq!(
        latin1.unwrap_err()[0].to_string(),
        "line 2: not UTF-8 text: save the file as UTF-8 (in a spreadsheet: “CSV UTF-8”)"
    );
}

fn line_of_text() -> impl Strategy<Value = String> {
    "[A-Za-zæøåÆØÅ0-9\"'\\\\#=\\[\\]\t ,.;:–«»]{1,40}"
        .prop_map(|text| text.trim().to_owned())
        .prop_filter("not empty", |text| !text.is_empty())
}

fn some_requirement() -> impl Strategy<Value = Requirement> {
    let text = proptest::option::of("[A-Za-zæøå\"\\\\ \n']{1,80}".prop_map(|text| text.trim().to_owned()));
    let kind = prop::sample::select(Kind::ALL);
    let roles = prop::sample::select(vec![
        Attesters::Scheme,
        Attesters::Roles(vec![Role::Leader, Role::Mentor]),
        Attesters::NoSignature,
    ]);
    (line_of_text(), text, proptest::option::of(line_of_text()), kind, 1_u32..999, any::<[bool; 4]>(), roles)
        .prop_map(|(title, text, theme, kind, number, [local, counted, general, demo], attested_by)| {
            Requirement {
                code: String::new(),
                code_source: if local { CodeSource::Local } else { CodeSource::Official },
                kind,
                title,
                text_source: text
                    .as_ref()
                    .filter(|text| local && !text.is_empty())
                    .map(|_| "a \"source\"".into()),
                text_licence: text
                    .as_ref()
                    .filter(|text| general && !text.is_empty())
                    .map(|_| "NLOD 2.0".into()),
                text: text.filter(|text| !text.is_empty()),
                theme: theme.clone(),
                arena: theme.clone().filter(|_| local),
                setting: demo.then(|| "hospital".to_owned()),
                evidence: theme.filter(|_| general),
                required_count: (counted && kind != Kind::Time).then_some(number),
                months: (kind == Kind::Time).then_some(1 + number % 60),
                months_max: (kind == Kind::Time && counted).then_some(1 + number % 60 + 5),
                general: general && kind == Kind::Course,
                attested_by: if kind == Kind::Activity { attested_by } else { Attesters::Scheme },
                supports: Vec::new(),
                demo,
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_is_read_the_same(
        title in line_of_text(),
        mut requirements in proptest::collection::vec(some_requirement(), 1..12),
        partial in any::<bool>(),
    ) {
        let goals: Vec<String> = requirements.iter().enumerate().filter(|(_, one)| one.kind == Kind::Goal).map(|(n, _)| format!("R.{n}")).collect();
        for (n, one) in requirements.iter_mut().enumerate() {
            one.code = format!("R.{n}");
            if one.kind == Kind::Activity {
                one.supports = goals.iter().take(2).cloned().collect();
            }
        }
        let curriculum = Curriculum {
            scheme: "no".into(), code: "X".into(), version: "1".into(), title, specialty: None, stage: Some("lis1".into()),
            setting: None, valid_from: "2026-02-28".parse().ok().filter(|_| partial), language: "nb".into(), partial,
            demo: requirements.iter().any(|one| one.demo), source: "unknown".into(), licence: "a \"b\" \\ c".into(), requirements,
        };
        let toml = curriculum.to_toml();
        let again = read(Form::Toml, &toml);
        prop_assert_eq!(again.as_ref(), Ok(&curriculum), "{}", toml);
        prop_assert_eq!(read(Form::Case, &to_case(&curriculum)), Ok(curriculum));
    }

    /// A file that was cut, doubled or scribbled into is refused in words, and never brings the program down.
    #[test]
    fn a_damaged_file_is_refused_and_nothing_breaks(at in 0.0..1.0_f64, length in 0_usize..60, scribble in "[ -~æ\\n]{0,8}") {
        for (form, whole) in [
            (Form::Toml, include_str!("mistakes.toml")),
            (Form::Csv, "# title = T\ncode;title;supports;kind\nA;\"B\nC\";;goal\nD;E;A A;activity\n"),
            (Form::Case, include_str!("foreign-case.json")),
        ] {
            let chars: Vec<char> = whole.chars().collect();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a short text")]
            let from = (at * chars.len() as f64) as usize;
            let until = (from + length).min(chars.len());
            let damaged: String = chars[..from].iter().copied().chain(scribble.chars()).chain(chars[until..].iter().copied()).collect();
            if let Err(flaws) = read(form, &damaged) {
                prop_assert!(!flaws.is_empty());
            }
        }
    }
}
