//! Every statement of the program is understood by both engines, on the tables that the migrations make. It takes the place of
//! checking SQL when it is compiled.

use std::collections::BTreeSet;

use db::{prepare_all, read_whole, testing::each_engine};
use portal::migrations::ALL;

#[tokio::test]
async fn every_statement_is_understood_by_both_engines() {
    each_engine(ALL, async |db| {
        let mut wrong = prepare_all(&db).await.expect("the database answers");
        // What a test says to one engine alone is no statement of the program.
        wrong.retain(|one| !one.place.contains("/tests/"));
        assert!(wrong.is_empty(), "{:?}: {wrong:#?}", db.engine());
    })
    .await;
}

/// What may be read from end to end: in which file, which table (or its short name there), and why that is no harm.
const MAY_BE_READ_WHOLE: &[(&str, &str, &str)] = &[
    ("db/src/migrate.rs", "migration", "a row a migration"),
    ("ledger/src/store.rs", "ledger_checkpoint", "in its own order, the last one"),
    ("ledger/src/store.rs", "ledger_node", "when the whole ledger is verified"),
    ("ledger/src/store.rs", "ledger_waiting", "what waits is seconds old"),
    ("portal/src/identifiers/store.rs", "kept", "counted when a portal starts, and by attest check"),
    ("portal/src/machines/store.rs", "k", "machines are few, and are listed for their operator"),
    ("portal/src/notices/store.rs", "notice", "tidied once a day"),
    (
        "portal/src/organisations/store.rs",
        "organisation",
        "what is right below a unit, for whoever gives roles",
    ),
    ("portal/src/people/store/access.rs", "g", "the roles at one place, for whoever gives roles"),
    ("portal/src/people/store/doors.rs", "api_token", "tidied once a day"),
    ("portal/src/people/store/doors.rs", "login_link", "tidied once a day"),
    ("portal/src/people/store/doors.rs", "session", "tidied once a day"),
    ("portal/src/people/store/persons.rs", "person", "a part of a name is in no index"),
    ("portal/src/repeats/store.rs", "idempotency", "tidied once a day"),
    (
        "portal/src/signoff/store/annulments.rs",
        "n",
        "annulments are few, and somebody's own stand in three columns",
    ),
    ("portal/src/signoff/store/fold.rs", "annulment", "when the whole ledger is verified"),
];

/// What a statement names itself: a list it was given, a part of it that it computes first.
const OF_THE_STATEMENT: &[&str] =
    &["json_each", "(subquery-2)", "standing", "mine", "near", "own", "lists", "s"];

#[tokio::test]
async fn no_statement_reads_a_large_table_from_end_to_end() {
    each_engine(ALL, async |db| {
        let whole = read_whole(&db).await.expect("the database answers");
        let found: BTreeSet<(String, String)> = whole
            .into_iter()
            .filter_map(|one| {
                let table = one.why.split(' ').nth(1)?.to_owned();
                let file = one.place.split_once("crates/")?.1.rsplit_once(':')?.0.to_owned();
                (!file.contains("/tests/") && !OF_THE_STATEMENT.contains(&&*table)).then_some((file, table))
            })
            .collect();
        if db.engine() == db::Engine::Sqlite {
            let may =
                MAY_BE_READ_WHOLE.iter().map(|(file, table, _)| ((*file).to_owned(), (*table).to_owned()));
            assert_eq!(found, may.collect());
        }
    })
    .await;
}
