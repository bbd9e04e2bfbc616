//! SQL: only in a slice's store, each table with one writer, columns listed, the engine asked in `db` alone.

use std::collections::BTreeMap;

use super::source::{has_word, rust};
use super::{Breaches, File, LetOff, Piece, bites, except, none};

/// Statements that need a text per engine, by file: the fewer the better, and each is looked at.
const TWO_TEXTS: &[(&str, usize)] = &[];

/// Files outside a store that may hold SQL.
const MAY_HOLD_SQL: &[LetOff] = &[];

/// A statement, and where it stands.
struct Statement {
    path: String,
    line: usize,
    text: String,
}

/// Each `sql!` text that ships in these files: of all crates, also those that no test is linked with.
fn in_source(source: &[File]) -> Vec<Statement> {
    let mut found = Vec::new();
    for file in source {
        for pair in file.shipped().windows(2) {
            let [Piece::Code(before, _), Piece::Text(text, line)] = pair else { continue };
            if ["sql!(", "sqlite:", "postgres:"].iter().any(|opening| before.trim_end().ends_with(opening)) {
                found.push(Statement { path: file.path.clone(), line: *line, text: text.clone() });
            }
        }
    }
    found
}

/// Each statement that registered itself in this program: also those that a macro or a constant made, which the source does not
/// show. What a test says to one engine is none of the program's.
fn registered() -> Vec<Statement> {
    let shipped = db::statements().into_iter().filter(|said| !said.file.contains("/tests/"));
    let each = |said: db::Said| {
        let at = (said.file.to_owned(), said.line as usize);
        said.texts.into_iter().map(move |text| Statement {
            path: at.0.clone(),
            line: at.1,
            text: text.to_owned(),
        })
    };
    shipped.flat_map(each).collect()
}

/// Both.
fn all() -> Vec<Statement> {
    in_source(&rust()).into_iter().chain(registered()).collect()
}

fn is_store(path: &str) -> bool {
    path.ends_with("/store.rs") || path.contains("/store/")
}

fn sql_stands_in_a_store(source: &[File]) -> Breaches {
    let portal = source.iter().filter(|f| f.path.starts_with("crates/portal/src/"));
    let outside = portal.filter(|f| !is_store(&f.path));
    outside.flat_map(|f| f.lines_with(&["sql!("], "SQL stands in the slice's store.rs")).collect()
}

/// The same of statements, whatever made them.
fn statements_stand_in_a_store(statements: &[Statement]) -> Breaches {
    let portal = statements.iter().filter(|one| one.path.starts_with("crates/portal/src/"));
    let outside = portal.filter(|one| !is_store(&one.path));
    outside.map(|one| format!("{}:{}: SQL stands in the slice's store.rs", one.path, one.line)).collect()
}

/// The table a statement writes, if it writes.
fn written(statement: &str) -> Option<String> {
    let words: Vec<&str> =
        statement.split(|c: char| c.is_whitespace() || c == '(').filter(|w| !w.is_empty()).collect();
    let after = |pair: [&str; 2]| words.windows(3).find(|w| w[..2] == pair).map(|w| w[2].to_owned());
    let updated = || words.windows(2).find(|w| w[0] == "UPDATE" && w[1] != "SET").map(|w| w[1].to_owned());
    after(["INSERT", "INTO"]).or_else(|| after(["DELETE", "FROM"])).or_else(updated)
}

fn a_table_has_one_writer(statements: &[Statement]) -> Breaches {
    let mut writers: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for one in statements {
        let file = File::new(&one.path, "");
        let Some((krate, room)) = file.room() else { continue };
        let writer = if krate == "portal" { room.to_owned() } else { krate.to_owned() };
        if let Some(table) = written(&one.text) {
            let by = writers.entry(table).or_default();
            by.entry(writer).or_insert(format!("{}:{}", one.path, one.line));
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

fn columns_are_listed(statements: &[Statement]) -> Breaches {
    let starred = statements.iter().filter(|one| one.text.contains("SELECT *") || one.text.contains(".*"));
    starred.map(|one| format!("{}:{}: SELECT *: list the columns", one.path, one.line)).collect()
}

fn keywords_are_upper_case(statements: &[Statement]) -> Breaches {
    let lower = ["select", "insert", "update", "delete", "from", "where", "order by", "values", "limit"];
    let hits = statements.iter().filter_map(|one| {
        let word = lower.iter().find(|word| has_word(&one.text, word))?;
        Some(format!("{}:{}: {word}: keywords are upper case", one.path, one.line))
    });
    hits.collect()
}

/// A list that ends nowhere grows with the nation. The lower crates read parts that they bound by other means.
fn a_list_has_an_end(statements: &[Statement]) -> Breaches {
    let portal = statements.iter().filter(|one| one.path.starts_with("crates/portal/src/"));
    let ordered = portal.filter(|one| one.text.contains("ORDER BY"));
    let endless = ordered.filter(|one| !has_word(&one.text, "LIMIT") && !one.text.contains("OVER ("));
    endless.map(|one| format!("{}:{}: an ordered list without a LIMIT", one.path, one.line)).collect()
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

/// Files above `db` with statements of two texts, and how many.
fn two_texts(said: &[db::Said]) -> Vec<(String, usize)> {
    let mut by_file: BTreeMap<String, usize> = BTreeMap::new();
    for one in said.iter().filter(|one| one.texts.len() > 1) {
        if !one.file.starts_with("crates/db/") && !one.file.contains("/tests/") {
            *by_file.entry(one.file.to_owned()).or_default() += 1;
        }
    }
    by_file.into_iter().collect()
}

#[test]
fn sql_is_written_only_in_a_store() {
    none(except(sql_stands_in_a_store(&rust()), MAY_HOLD_SQL));
    none(except(statements_stand_in_a_store(&registered()), MAY_HOLD_SQL));
    let bad = "c.first(sql!(\"SELECT id FROM person\"), &[])";
    bites(&sql_stands_in_a_store(&[File::new("crates/portal/src/people/mod.rs", bad)]), "people/mod.rs:1");
    none(sql_stands_in_a_store(&[File::new("crates/portal/src/people/store/grants.rs", bad)]));
    let made = |path: &str| Statement { path: path.to_owned(), line: 7, text: "SELECT 1".to_owned() };
    bites(&statements_stand_in_a_store(&[made("crates/portal/src/people/mod.rs")]), "people/mod.rs:7");
    none(statements_stand_in_a_store(&[
        made("crates/portal/src/people/store.rs"),
        made("crates/ledger/src/a.rs"),
    ]));
}

#[test]
fn what_the_source_shows_has_registered_itself() {
    let known = registered();
    assert!(known.len() > 200, "only {} statements are known", known.len());
    let linked = ["crates/portal/src/", "crates/ledger/src/", "crates/db/src/"];
    let source =
        in_source(&rust()).into_iter().filter(|one| linked.iter().any(|at| one.path.starts_with(at)));
    let lost: Breaches = source
        .filter(|one| {
            !known.iter().any(|there| there.path == one.path && there.text == one.text.replace("\\n", "\n"))
        })
        .map(|one| format!("{}:{}: no such statement has registered itself", one.path, one.line))
        .collect();
    none(lost);
}

#[test]
fn each_table_is_written_by_one_slice() {
    none(a_table_has_one_writer(&all()));
    let a = File::new("crates/portal/src/people/store.rs", "sql!(\"UPDATE plan SET state = $1\")");
    let b = File::new(
        "crates/portal/src/training/store.rs",
        "sql!(\"INSERT INTO plan (id)\\n VALUES ($1) ON CONFLICT DO UPDATE SET id = $1\")",
    );
    bites(&a_table_has_one_writer(&in_source(&[a, b])), "plan is written by people");
}

#[test]
fn a_statement_lists_its_columns_in_the_common_style() {
    none(columns_are_listed(&all()));
    none(keywords_are_upper_case(&all()));
    none(a_list_has_an_end(&all()));
    let bad = "sql!(\"SELECT * FROM a where id = $1 ORDER BY id\")";
    let bad = in_source(&[File::new("crates/portal/src/people/store.rs", bad)]);
    bites(&a_list_has_an_end(&bad), "without a LIMIT");
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
        two_texts(&db::statements()),
        wanted,
        "a statement that differs by engine came or went: look at it, then count it here"
    );
    let two = db::Said { file: "crates/ledger/src/a.rs", line: 1, texts: vec!["SELECT 1", "SELECT 2"] };
    assert_eq!(two_texts(&[two]), [("crates/ledger/src/a.rs".to_owned(), 1)]);
}
