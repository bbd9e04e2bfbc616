//! Every statement of the program is understood by both engines, on the tables that the migrations make. It takes the place of
//! checking SQL when it is compiled.

use db::{prepare_all, testing::each_engine};
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
