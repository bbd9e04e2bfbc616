//! What is neither Rust nor texts: documents that name what exists, decisions in one form, migrations in a row,
//! and nothing that only one machine has.

use super::source::{files, root};
use super::{Breaches, File, bites, none};

/// Top folders; a word in a document that begins with one of them is a path.
const PLACES: &[&str] =
    &["crates/", "bin/", "docs/", "schemes/", "migrations/", "locales/", "assets/", "tests/", ".ci/"];
const ADR_PARTS: &[&str] = &["## Context", "## Decision", "## Consequences", "## Revisit when"];
const ADR_LINES_MAX: usize = 80;

/// Words between backticks, and targets of links.
fn named_paths(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (n, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        found.extend(line.split('`').skip(1).step_by(2).flat_map(str::split_whitespace).map(|w| (n + 1, w)));
        found.extend(line.split("](").skip(1).filter_map(|rest| rest.split(')').next()).map(|w| (n + 1, w)));
    }
    found
}

fn documents_name_what_exists(documents: &[File], exists: impl Fn(&str) -> bool) -> Breaches {
    let mut breaches = Vec::new();
    for file in documents {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (line, word) in named_paths(&file.text) {
            let path = word.split(['#', ':']).next().unwrap_or_default().trim_end_matches(['.', ',', ';']);
            let general = path.contains(['<', '*', '…', '{', 'N', '$', '(']) && !path.ends_with(".md");
            let top = PLACES.iter().any(|p| path.starts_with(p));
            let paper = path.ends_with(".md") && !word.contains("://");
            let beside = if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") };
            if (top || paper) && !general && !path.contains("NNNN") && !exists(path) && !exists(&beside) {
                breaches.push(format!("{}:{line}: {path} does not exist", file.path));
            }
        }
    }
    breaches
}

fn decisions_have_one_form(decisions: &[File]) -> Breaches {
    let mut breaches = Vec::new();
    for file in decisions {
        let name = file.file_name();
        let number = name.split('-').next().unwrap_or_default();
        if number.len() != 4 || !number.chars().all(|c| c.is_ascii_digit()) {
            breaches.push(format!("{}: an ADR is called NNNN-what.md", file.path));
        }
        let title = format!("# {}. ", number.trim_start_matches('0'));
        if !file.text.starts_with(&title) {
            breaches.push(format!("{}:1: opens with `{title}`", file.path));
        }
        let mut at = 0;
        for part in ADR_PARTS {
            match file.text[at..].find(part) {
                Some(found) => at += found,
                None => breaches.push(format!("{}: lacks `{part}`, or has it out of order", file.path)),
            }
        }
        if file.text.lines().count() > ADR_LINES_MAX {
            breaches.push(format!("{}: a decision is one page ({ADR_LINES_MAX} lines)", file.path));
        }
    }
    let mut numbers: Vec<_> = decisions.iter().filter_map(|f| f.file_name().split('-').next()).collect();
    numbers.dedup();
    if numbers.len() != decisions.len() {
        breaches.push("docs/adr: two decisions have the same number".into());
    }
    breaches
}

/// Keys of the configuration that the operator's paper does not have. A key stands in its list as a string.
fn settings_are_described(config: &File, paper: &str) -> Breaches {
    let keys = config
        .text
        .split_once("const KEYS")
        .and_then(|(_, rest)| rest.split_once("];"))
        .map(|(keys, _)| keys);
    let keys = keys.map(|keys| keys.split('"').skip(1).step_by(2).collect::<Vec<_>>()).unwrap_or_default();
    if keys.is_empty() {
        return vec![format!("{}: where are its KEYS?", config.path)];
    }
    let missing = keys.iter().filter(|key| !paper.contains(&format!("| `{key}` |")));
    missing.map(|key| format!("docs/OPERATIONS.md: the setting {key} has no row")).collect()
}

/// The portal carries its migrations in one list: each file once, in order.
fn migrations_are_carried_once(migrations: &[File], list: &str) -> Breaches {
    let mut breaches = Vec::new();
    let mut at = 0;
    for file in migrations {
        let named: Vec<usize> = list.match_indices(file.file_name()).map(|(at, _)| at).collect();
        match named[..] {
            [one] if one >= at => at = one,
            [_] => breaches.push(format!("{}: is carried out of order", file.path)),
            _ => breaches.push(format!("{}: is carried {} times, not once", file.path, named.len())),
        }
    }
    breaches
}

/// `ADR 0004` in a comment or a paper leads somewhere.
fn named_decisions_exist(all: &[File], decisions: &[File]) -> Breaches {
    let mut breaches = Vec::new();
    for file in all {
        for (at, _) in file.text.match_indices("ADR 0") {
            let number: String = file.text[at + 4..].chars().take(4).collect();
            if number.chars().all(|c| c.is_ascii_digit())
                && !decisions.iter().any(|d| d.file_name().starts_with(&number))
            {
                let line = file.text[..at].matches('\n').count() + 1;
                breaches.push(format!("{}:{line}: there is no ADR {number}", file.path));
            }
        }
    }
    breaches
}

fn migrations_have_their_own_numbers(migrations: &[File]) -> Breaches {
    let mut breaches = Vec::new();
    let mut last = "";
    for file in migrations {
        let number = file.file_name().split('_').next().unwrap_or_default();
        if number.len() != 4 || !number.chars().all(|c| c.is_ascii_digit()) || number == last {
            breaches.push(format!(
                "{}: a migration is called NNNN_what.sql, with a number of its own",
                file.path
            ));
        }
        if !file.text.trim_start().starts_with("--") {
            breaches.push(format!("{}:1: opens with a comment: what it brings", file.path));
        }
        last = number;
    }
    breaches
}

/// Assembled here, so that this file may stand in the tree it reads.
fn of_one_machine() -> Vec<String> {
    let folders = ["wo rk", "ro ot", "ho me", "tmp/bash _jobs"].map(|f| format!("/{}/", f.replace(' ', "")));
    let hosts = [
        "registry .npmjs",
        "index .crates.io",
        "static .crates.io",
        "deb .debian.org",
        "artifac tory",
        "files .pythonhosted",
    ];
    folders.into_iter().chain(hosts.map(|h| h.replace(' ', ""))).collect()
}

fn nothing_is_of_one_machine(all: &[File]) -> Breaches {
    let banned = of_one_machine();
    // A folder of a machine begins a path; `src/home/` is one of ours.
    let begins =
        |line: &str, at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == '_');
    let names = |line: &str, word: &str| {
        line.match_indices(word).any(|(at, _)| !word.starts_with('/') || begins(line, at))
    };
    let mut breaches = Vec::new();
    for file in all {
        for (n, line) in file.text.lines().enumerate() {
            breaches.extend(
                banned.iter().filter(|b| names(line, b)).map(|b| format!("{}:{}: {b}", file.path, n + 1)),
            );
        }
    }
    breaches
}

#[test]
fn documents_name_only_what_exists() {
    let exists = |path: &str| root().join(path).exists();
    none(documents_name_what_exists(&files(&["."], &[".md"]), exists));
    let bad = [File::new(
        "docs/A.md",
        "See `crates/gone/src/lib.rs` and [that](adr/0099-x.md), not `crates/<one>/`.",
    )];
    assert_eq!(documents_name_what_exists(&bad, exists).len(), 2);
}

#[test]
fn decisions_are_written_in_one_form() {
    none(decisions_have_one_form(&files(&["docs/adr"], &[".md"])));
    let bad = [File::new(
        "docs/adr/0007-x.md",
        "# 7. X\n\n## Context\n\n## Consequences\n\n## Decision\n\n## Revisit when\n",
    )];
    bites(&decisions_have_one_form(&bad), "lacks `## Consequences`");
}

#[test]
fn a_decision_that_is_named_exists() {
    let decisions = files(&["docs/adr"], &[".md"]);
    let mut all = files(&["crates", "docs", "bin"], &[".rs", ".md", ".toml"]);
    all.retain(|f| !f.path.contains("/house/"));
    none(named_decisions_exist(&all, &decisions));
    bites(&named_decisions_exist(&[File::new("a.rs", "// see ADR 0099")], &decisions), "ADR 0099");
}

#[test]
fn each_migration_has_a_number_of_its_own() {
    none(migrations_have_their_own_numbers(&files(&["migrations"], &[".sql"])));
    let twice =
        ["migrations/0002_a.sql", "migrations/0002_b.sql"].map(|path| File::new(path, "-- One thought."));
    bites(&migrations_have_their_own_numbers(&twice), "0002_b.sql");
}

#[test]
fn every_setting_is_in_the_operators_paper() {
    let paper = files(&["docs/OPERATIONS.md"], &[]).remove(0).text;
    none(settings_are_described(&files(&["crates/portal/src/config.rs"], &[]).remove(0), &paper));
    let more = File::new("config.rs", "const KEYS: &[&str] = &[\"listen\", \"colour\"];");
    bites(&settings_are_described(&more, &paper), "the setting colour");
}

#[test]
fn the_portal_carries_each_migration_once_and_in_order() {
    let list = files(&["crates/portal/src/migrations.rs"], &[]).remove(0).text;
    let all = files(&["migrations"], &[".sql"]);
    none(migrations_are_carried_once(&all, &list));
    bites(&migrations_are_carried_once(&all, "0002_people.sql 0002_people.sql"), "2 times");
    let two = ["migrations/0001_a.sql", "migrations/0002_b.sql"].map(|path| File::new(path, ""));
    bites(&migrations_are_carried_once(&two, "0002_b.sql 0001_a.sql"), "0002_b.sql: is carried out of order");
}

#[test]
fn nothing_names_a_machine_or_a_package_host() {
    let places =
        ["crates", "bin", "docs", "schemes", "migrations", "locales", "assets", "tests", ".ci", ".cargo"];
    let mut all = files(&places, &[]);
    all.extend(files(&["."], &[".md", ".toml", ".lock", ".gitignore"]));
    none(nothing_is_of_one_machine(&all));
    bites(
        &nothing_is_of_one_machine(&[File::new("a.sh", &format!("cd {}x", of_one_machine()[0]))]),
        "a.sh:1",
    );
}
