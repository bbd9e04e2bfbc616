//! SQL: only in a slice's store, each table with one writer, columns listed, the engine asked in `db` alone.

use std::collections::BTreeMap;

use super::source::{has_word, rust};
use super::{Breaches, File, LetOff, Piece, bites, except, none};

/// Statements that need a text per engine, by file: the fewer the better, and each is looked at.
const TWO_TEXTS: &[(&str, usize)] = &[];

/// Files outside a store that may hold SQL.
const MAY_HOLD_SQL: &[LetOff] = &[];

/// `(line, statement)` of each `sql!` text in what ships.
fn statements(file: &File) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for pair in file.shipped().windows(2) {
        let [Piece::Code(before, _), Piece::Text(text, line)] = pair else { continue };
        if ["sql!(", "sqlite:", "postgres:"].iter().any(|opening| before.trim_end().ends_with(opening)) {
            found.push((*line, text.clone()));
        }
    }
    found
}

fn in_portal(source: &[File]) -> impl Iterator<Item = &File> {
    source.iter().filter(|f| f.path.starts_with("crates/portal/src/"))
}

fn sql_stands_in_a_store(source: &[File]) -> Breaches {
    let outside = in_portal(source).filter(|f| f.file_name() != "store.rs" && !f.path.contains("/store/"));
    outside.flat_map(|f| f.lines_with(&["sql!("], "SQL stands in the slice's store.rs")).collect()
}

/// The table a statement writes, if it writes.
fn written(statement: &str) -> Option<String> {
    let words: Vec<&str> =
        statement.split(|c: char| c.is_whitespace() || c == '(').filter(|w| !w.is_empty()).collect();
    let after = |pair: [&str; 2]| words.windows(3).find(|w| w[..2] == pair).map(|w| w[2].to_owned());
    let updated = || words.windows(2).find(|w| w[0] == "UPDATE" && w[1] != "SET").map(|w| w[1].to_owned());
    after(["INSERT", "INTO"]).or_else(|| after(["DELETE", "FROM"])).or_else(updated)
}

fn a_table_has_one_writer(source: &[File]) -> Breaches {
    let mut writers: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for file in source {
        let Some((krate, room)) = file.room() else { continue };
        let writer = if krate == "portal" { room.to_owned() } else { krate.to_owned() };
        for (line, statement) in statements(file) {
            if let Some(table) = written(&statement) {
                writers
                    .entry(table)
                    .or_default()
                    .entry(writer.clone())
                    .or_insert(format!("{}:{line}", file.path));
            }
        }
    }
    let shared = writers.into_iter().filter(|(_, by)| by.len() > 1);
    shared
        .map(|(table, by)| {
            format!(
                "{table} is written by {}",
                by.into_iter().map(|(w, at)| format!("{w} ({at})")).collect::<Vec<_>>().join(" and ")
            )
        })
        .collect()
}

fn columns_are_listed(source: &[File]) -> Breaches {
    let all = source.iter().flat_map(|f| statements(f).into_iter().map(move |(line, s)| (f, line, s)));
    let starred = all.filter(|(_, _, s)| s.contains("SELECT *") || s.contains(".*"));
    starred.map(|(f, line, _)| format!("{}:{line}: SELECT *: list the columns", f.path)).collect()
}

fn keywords_are_upper_case(source: &[File]) -> Breaches {
    let lower = ["select", "insert", "update", "delete", "from", "where", "order by", "values"];
    let all = source.iter().flat_map(|f| statements(f).into_iter().map(move |(line, s)| (f, line, s)));
    let hits = all.filter_map(|(f, line, s)| {
        lower
            .iter()
            .find(|w| has_word(&s, w))
            .map(|w| format!("{}:{line}: {w}: keywords are upper case", f.path))
    });
    hits.collect()
}

fn the_engine_is_asked_in_db(source: &[File]) -> Breaches {
    let above = source.iter().filter(|f| !f.path.starts_with("crates/db/"));
    above
        .flat_map(|f| {
            f.lines_with(
                &["Engine::Sqlite", "Engine::Postgres"],
                "the engine is asked in db and nowhere else",
            )
        })
        .collect()
}

fn two_texts(source: &[File]) -> Vec<(String, usize)> {
    let count = |f: &File| {
        f.code_lines().iter().filter(|(_, l)| l.contains("postgres:") && !l.contains("postgres::")).count()
    };
    let above = source.iter().filter(|f| f.room().is_some_and(|(krate, _)| krate != "db"));
    above.map(|f| (f.path.clone(), count(f))).filter(|(_, n)| *n > 0).collect()
}

#[test]
fn sql_is_written_only_in_a_store() {
    none(except(sql_stands_in_a_store(&rust()), MAY_HOLD_SQL));
    let bad = "c.first(sql!(\"SELECT id FROM person\"), &[])";
    bites(&sql_stands_in_a_store(&[File::new("crates/portal/src/people/mod.rs", bad)]), "people/mod.rs:1");
    none(sql_stands_in_a_store(&[File::new("crates/portal/src/people/store/grants.rs", bad)]));
}

#[test]
fn each_table_is_written_by_one_slice() {
    none(a_table_has_one_writer(&rust()));
    let a = File::new("crates/portal/src/people/store.rs", "sql!(\"UPDATE plan SET state = $1\")");
    let b = File::new(
        "crates/portal/src/training/store.rs",
        "sql!(\"INSERT INTO plan (id)\\n VALUES ($1) ON CONFLICT DO UPDATE SET id = $1\")",
    );
    bites(&a_table_has_one_writer(&[a, b]), "plan is written by people");
}

#[test]
fn a_statement_lists_its_columns_in_the_common_style() {
    none(columns_are_listed(&rust()));
    none(keywords_are_upper_case(&rust()));
    let bad = [File::new("crates/portal/src/people/store.rs", "sql!(\"SELECT * FROM a where id = $1\")")];
    bites(&columns_are_listed(&bad), "list the columns");
    bites(&keywords_are_upper_case(&bad), "where");
}

#[test]
fn nobody_but_db_asks_which_engine_it_is() {
    none(the_engine_is_asked_in_db(&rust()));
    let bad = File::new("crates/portal/src/people/store.rs", "if db.engine() == Engine::Sqlite {}");
    bites(&the_engine_is_asked_in_db(&[bad]), "Engine::Sqlite");
}

#[test]
fn statements_with_a_text_per_engine_are_counted() {
    let wanted: Vec<(String, usize)> = TWO_TEXTS.iter().map(|(f, n)| ((*f).to_owned(), *n)).collect();
    assert_eq!(
        two_texts(&rust()),
        wanted,
        "a statement that differs by engine came or went: look at it, then count it here"
    );
    let two = "sql!(sqlite: \"SELECT 1\", postgres: \"SELECT 2\")";
    assert_eq!(
        two_texts(&[File::new("crates/ledger/src/a.rs", two)]),
        [("crates/ledger/src/a.rs".to_owned(), 1)]
    );
}
