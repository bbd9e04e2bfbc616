//! What may know what: crates downwards only, a pure domain, slices that meet through their verbs, HTTP at the doors.

use super::source::{files, rust};
use super::{Breaches, File, LetOff, Piece, bites, except, none};

/// Which of our crates each may stand on. A crate that is not here may stand on none.
const STANDS_ON: &[(&str, &[&str])] = &[
    ("domain", &["base"]),
    ("db", &["base"]),
    ("ledger", &["base", "db"]),
    ("web", &["base"]),
    ("paper", &["base"]),
    ("proof", &["base", "domain"]),
    ("credential", &["base", "domain"]),
    ("sealed", &["base", "domain", "ledger", "credential"]),
    ("portal", &["base", "domain", "db", "ledger", "web", "paper", "proof", "credential", "sealed"]),
    ("bench", &["base", "db", "web", "paper", "portal"]),
];
const OURS: &[&str] =
    &["base", "domain", "db", "ledger", "web", "paper", "proof", "credential", "sealed", "portal"];

/// What would make the domain wait, look at the clock, throw dice, or speak to the world.
const IMPURE: &[&str] = &[
    "async",
    ".await",
    "tokio",
    "axum",
    "rusqlite",
    "sql!(",
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "std::io",
    "SystemTime",
    "Instant",
    "Timestamp::now",
    "Zoned::now",
    "now_v7",
    "new_v4",
    "getrandom",
    "println!(",
    "eprintln!(",
];

/// Words of the profession, which the lower crates must not know.
const PROFESSION: &[&str] = &[
    "trainee",
    "Trainee",
    "supervisor",
    "Supervisor",
    "curriculum",
    "Curriculum",
    "attestation",
    "Attestation",
    "doctor",
    "Scheme",
];

/// Files outside the doors that may name axum.
const MAY_SPEAK_HTTP: &[LetOff] = &[
    LetOff { path: "crates/portal/src/desk.rs", why: "puts any slice's page into its shell and answers it" },
    LetOff {
        path: "crates/portal/src/deliveries/push.rs",
        why: "speaks it from the other side: it calls on an authority's address",
    },
];

/// Files that may go past another slice's verbs.
const MAY_REACH_IN: &[LetOff] = &[
    LetOff { path: "crates/portal/src/home/web/", why: "the first page of whoever approves is the in-tray" },
    LetOff {
        path: "crates/portal/src/training/web/trainees.rs",
        why: "shows the leader's overview, as the first page does",
    },
    LetOff { path: "crates/portal/src/training/web/overview.rs", why: "fills that overview" },
    LetOff {
        path: "crates/portal/src/portal.rs",
        why: "keeps the rows of published curricula ready as HTML",
    },
    LetOff { path: "crates/portal/src/serving/mod.rs", why: "makes that store when a portal opens" },
];

fn crates_stand_on_what_is_below(manifests: &[File]) -> Breaches {
    let mut breaches = Vec::new();
    for file in manifests {
        let Some(name) = file.path.strip_prefix("crates/").and_then(|p| p.strip_suffix("/Cargo.toml")) else {
            continue;
        };
        let may = STANDS_ON.iter().find(|(n, _)| *n == name).map_or(&[][..], |(_, may)| *may);
        let shipped = file.text.split("[dev-dependencies]").next().unwrap_or_default();
        let named = shipped.lines().filter_map(|l| l.split(['.', ' ', '=']).next());
        let wrong = named.filter(|d| OURS.contains(d) && !may.contains(d));
        breaches.extend(wrong.map(|d| format!("{}: {name} must not stand on {d}", file.path)));
    }
    breaches
}

fn the_domain_is_pure(source: &[File]) -> Breaches {
    let domain = source
        .iter()
        .filter(|f| f.path.starts_with("crates/domain/src") || f.path.starts_with("crates/base/src"));
    domain
        .flat_map(|f| f.lines_with(IMPURE, "the domain takes it as an argument, or leaves it to a slice"))
        .collect()
}

fn the_lower_crates_know_no_doctor(source: &[File]) -> Breaches {
    let lower = ["crates/db/src", "crates/ledger/src", "crates/web/src", "crates/base/src"];
    let lower = source.iter().filter(|f| lower.iter().any(|l| f.path.starts_with(l)));
    lower.flat_map(|f| f.lines_with(PROFESSION, "a word of the profession, below the domain")).collect()
}

fn slices(source: &[File]) -> Vec<String> {
    let rooms = source.iter().filter(|f| f.path.ends_with("/mod.rs")).filter_map(File::room);
    rooms.filter(|(krate, _)| *krate == "portal").map(|(_, room)| room.to_owned()).collect()
}

/// Only a slice's own files, and `routes.rs` for the handlers, may go past its verbs.
fn slices_meet_through_their_verbs(source: &[File]) -> Breaches {
    let slices = slices(source);
    let mut breaches = Vec::new();
    for file in
        source.iter().filter(|f| f.path.starts_with("crates/portal/src/") && f.file_name() != "routes.rs")
    {
        let own = file.room().map_or("", |(_, room)| room);
        for other in slices.iter().filter(|s| *s != own) {
            let inner = ["store", "web", "api", "pages", "jobs"].map(|part| format!("{other}::{part}"));
            let inner: Vec<&str> = inner.iter().map(String::as_str).collect();
            breaches
                .extend(file.lines_with(&inner, "another slice is reached through the verbs in its mod.rs"));
        }
    }
    breaches
}

fn is_a_door(file: &File) -> bool {
    let name = file.file_name();
    let below = |folder: &str| file.path.contains(&format!("/{folder}/"));
    matches!(name, "web.rs" | "api.rs" | "routes.rs" | "door.rs") || below("web") || below("api")
}

fn http_stands_at_the_doors(source: &[File]) -> Breaches {
    let inside = source.iter().filter(|f| f.path.starts_with("crates/portal/src/") && !is_a_door(f));
    inside
        .flat_map(|f| {
            f.lines_with(&["axum", "StatusCode"], "HTTP stands in web.rs, api.rs, routes.rs and door.rs")
        })
        .collect()
}

/// Files in which "no" is an answer and no country, or in which a made-up world names the countries it is made of.
const MAY_NAME_A_SCHEME: &[LetOff] = &[
    LetOff { path: "crates/domain/src/curriculum/csv.rs", why: "reads no as the opposite of yes" },
    LetOff { path: "crates/portal/src/training/web/forms.rs", why: "reads no as the opposite of yes" },
    LetOff { path: "crates/portal/src/people/pages/personas.rs", why: "sorts the demo's cast by country" },
];

/// Files that may ask for the country of a scheme.
const MAY_ASK_FOR_A_COUNTRY: &[LetOff] =
    &[LetOff { path: "crates/domain/src/scheme/read.rs", why: "reads it from the scheme's file" }];

/// A made-up world is made of countries; no rule is asked there.
fn is_made_up(file: &File) -> bool {
    ["crates/portal/src/demo/", "crates/portal/src/seed/"].iter().any(|at| file.path.starts_with(at))
}

fn of_rules(source: &[File]) -> impl Iterator<Item = &File> {
    let rules = source
        .iter()
        .filter(|f| f.path.starts_with("crates/domain/src") || f.path.starts_with("crates/portal/src"));
    rules.filter(|file| !is_made_up(file))
}

/// Whether a text is a scheme or country by name, or begins as the codes of one do.
fn names_a_scheme(text: &str) -> bool {
    let names = ["dk", "no", "DK", "NO", "dnk", "nor", "DNK", "NOR", "Denmark", "Norway"];
    names.contains(&text) || ["dk-", "no-", "nom-"].iter().any(|start| text.starts_with(start))
}

/// What differs between countries is data: nothing compares with, looks up or takes apart a scheme by its name.
fn no_branch_names_a_scheme(source: &[File]) -> Breaches {
    let before =
        ["==", "!=", "get(", "scheme(", "starts_with(", "ends_with(", "contains(", "strip_prefix(", "|"];
    let after = ["==", "!=", "=>", "|", ") =>"];
    let mut breaches = Vec::new();
    for file in of_rules(source) {
        let pieces = file.shipped();
        for (at, piece) in pieces.iter().enumerate() {
            let Piece::Text(text, line) = piece else { continue };
            let code = |at: Option<usize>| match at.and_then(|at| pieces.get(at)) {
                Some(Piece::Code(code, _)) => code.trim().to_owned(),
                _ => String::new(),
            };
            let (left, right) = (code(at.checked_sub(1)), code(Some(at + 1)));
            let matched =
                left.rsplit("matches!(").next().is_some_and(|rest| rest != left && !rest.contains(';'));
            let asks =
                before.iter().any(|op| left.ends_with(op)) || after.iter().any(|op| right.starts_with(op));
            if (asks || matched) && names_a_scheme(text) {
                breaches.push(format!(
                    "{}:{line}: {text}: what differs between schemes is data, never an if",
                    file.path
                ));
            }
        }
    }
    breaches
}

/// Nor does anything ask in which country it is: that is a scheme by another name.
fn no_branch_asks_for_the_country(source: &[File]) -> Breaches {
    of_rules(source)
        .flat_map(|f| {
            f.lines_with(&[".country", ".time_zone"], "what differs between countries is data in the scheme")
        })
        .collect()
}

#[test]
fn crates_stand_only_on_what_is_below_them() {
    none(crates_stand_on_what_is_below(&files(&["crates"], &["Cargo.toml"])));
    let bad =
        File::new("crates/domain/Cargo.toml", "[dependencies]\nbase.workspace = true\ndb.workspace = true\n");
    bites(&crates_stand_on_what_is_below(&[bad]), "domain must not stand on db");
}

#[test]
fn the_domain_has_no_clock_no_dice_no_world() {
    none(the_domain_is_pure(&rust()));
    for bad in [
        "pub async fn attest() {}",
        "let now = jiff::Timestamp::now();",
        "std::fs::read(path)",
        "Uuid::now_v7()",
    ] {
        assert_eq!(the_domain_is_pure(&[File::new("crates/domain/src/a.rs", bad)]).len(), 1, "{bad}");
    }
    let harmless = File::new(
        "crates/domain/src/a.rs",
        "// async\n/// tokio\nlet s = \"axum\";\n#[cfg(test)]\nmod tests { use std::fs; }",
    );
    none(the_domain_is_pure(&[harmless]));
}

#[test]
fn the_lower_crates_do_not_know_the_profession() {
    none(the_lower_crates_know_no_doctor(&rust()));
    bites(
        &the_lower_crates_know_no_doctor(&[File::new("crates/db/src/a.rs", "fn of(trainee: Id) {}")]),
        "trainee",
    );
}

#[test]
fn a_slice_does_not_reach_into_another() {
    none(except(slices_meet_through_their_verbs(&rust()), MAY_REACH_IN));
    let tree = [
        File::new("crates/portal/src/people/mod.rs", ""),
        File::new("crates/portal/src/people/web.rs", "use super::store; people::store::x();"),
        File::new("crates/portal/src/signoff/mod.rs", "let p = crate::people::store::person(c, id);"),
    ];
    let breaches = slices_meet_through_their_verbs(&tree);
    bites(&breaches, "signoff/mod.rs:1: people::store");
    assert_eq!(breaches.len(), 1);
}

#[test]
fn http_is_spoken_only_at_the_doors() {
    none(except(http_stands_at_the_doors(&rust()), MAY_SPEAK_HTTP));
    bites(
        &http_stands_at_the_doors(&[File::new("crates/portal/src/signoff/mod.rs", "use axum::Json;")]),
        "axum",
    );
    none(http_stands_at_the_doors(&[File::new("crates/portal/src/signoff/web.rs", "use axum::Json;")]));
}

#[test]
fn a_scheme_is_never_asked_for_by_name() {
    none(except(no_branch_names_a_scheme(&rust()), MAY_NAME_A_SCHEME));
    none(except(no_branch_asks_for_the_country(&rust()), MAY_ASK_FOR_A_COUNTRY));
    for bad in [
        "if scheme == \"dk\" { 1 }",
        "if \"no\" != scheme { 1 }",
        "match code { \"dk\" => 1, _ => 2 }",
        "match code { Some(\"no\") => 1, _ => 2 }",
        "let n = schemes.get(\"no\");",
        "if kind.starts_with(\"dk-\") { 1 }",
        "matches!(code, \"se\" | \"no\")",
    ] {
        let bad = [File::new("crates/domain/src/a.rs", bad)];
        assert_eq!(no_branch_names_a_scheme(&bad).len(), 1, "{}", bad[0].text);
    }
    let asks =
        [File::new("crates/portal/src/training/reading.rs", "(scheme.country == NORWAY).then(paragraph)")];
    bites(&no_branch_asks_for_the_country(&asks), ".country");
    let harmless = "words.push(\"no\"); let all = [\"dk\", \"no\"];";
    none(no_branch_names_a_scheme(&[File::new("crates/domain/src/a.rs", harmless)]));
}
