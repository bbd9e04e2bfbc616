//! Migrations run once, in order, and are not edited afterwards.

use db::{Db, Fault, Migration, sql, testing::each_engine};

use crate::{MIGRATIONS, shelve};

#[tokio::test]
async fn a_migration_runs_once() {
    each_engine(MIGRATIONS, async |db| {
        assert_eq!(db.pending(MIGRATIONS).await, Ok(vec![]));
        assert_eq!(db.migrate(MIGRATIONS).await, Ok(vec![]));
        let third = Migration::new(
            3,
            "pen",
            "CREATE TABLE pen (id {id} NOT NULL CONSTRAINT pen_pkey PRIMARY KEY){strict};",
        );
        let more = [MIGRATIONS, &[third]].concat();
        assert_eq!(db.pending(&more).await, Ok(vec![3]));
        assert_eq!(db.migrate(&more).await, Ok(vec![3]));
        assert_eq!(db.migrate(&more).await, Ok(vec![]));
    })
    .await;
}

#[tokio::test]
async fn an_edited_migration_is_refused() {
    each_engine(MIGRATIONS, async |db| {
        let edited = [MIGRATIONS[0], Migration { text: "SELECT 1;", ..MIGRATIONS[1] }];
        for refused in [db.migrate(&edited).await.map(drop), db.pending(&edited).await.map(drop)] {
            assert!(matches!(&refused, Err(Fault::Broken(why)) if why.contains("0002_shelf")), "{refused:?}");
        }
        assert!(db.migrate(&MIGRATIONS[..1]).await.is_err(), "an older program meets a newer database");
    })
    .await;
}

#[tokio::test]
async fn a_migration_that_fails_leaves_nothing() {
    each_engine(MIGRATIONS, async |db| {
        let broken = Migration::new(
            3,
            "broken",
            "CREATE TABLE pen (id {int}){strict};\nCREATE TABLE book (id {int});",
        );
        let more = [MIGRATIONS, &[broken]].concat();
        assert!(db.migrate(&more).await.is_err());
        let mended = Migration::new(3, "mended", "CREATE TABLE pen (id {int}){strict};");
        assert_eq!(db.migrate(&[MIGRATIONS, &[mended]].concat()).await, Ok(vec![3]));
    })
    .await;
}

#[tokio::test]
async fn a_statement_outlives_a_migration() {
    each_engine(MIGRATIONS, async |db| {
        db.write(shelve(1, "a")).await.unwrap();
        let copies = || db.read(|c| Box::pin(c.all::<(i64,)>(sql!("SELECT copies FROM book"), &[])));
        assert_eq!(copies().await, Ok(vec![(1,)]));
        // PostgreSQL refuses a prepared statement whose columns have changed type.
        let text = "-- @postgres\nALTER TABLE book ALTER COLUMN copies TYPE integer;";
        db.migrate(&[MIGRATIONS, &[Migration::new(3, "narrow", text)]].concat()).await.unwrap();
        assert_eq!(copies().await, Ok(vec![(1,)]));
        db.write(shelve(2, "b")).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn two_that_start_together_migrate_once() {
    each_engine(&[], async |db: Db| {
        let starts = (0..4).map(|_| db.migrate(MIGRATIONS));
        let ran: Vec<u32> =
            futures_util::future::try_join_all(starts).await.unwrap().into_iter().flatten().collect();
        assert_eq!(ran.len(), 2, "{ran:?}");
    })
    .await;
}
