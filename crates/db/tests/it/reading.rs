//! What a read gives, and what it may not do.

use base::{Day, Moment, PersonId};
use db::{
    Db, Engine, Fault, FromRow, Value, args, from_row, prepare_all, sql, statements, testing::each_engine,
};

use crate::{MIGRATIONS, Run, books, shelve};

from_row! {
    /// A book.
    #[derive(Debug, PartialEq)]
    struct Book { id: i64, title: String, lent: bool, cover: Option<Vec<u8>>, owner: Option<PersonId>, day: Option<Day> }
}

async fn all<T: FromRow + Send + 'static>(db: &Db, sql: db::Sql, args: Vec<Value>) -> Result<Vec<T>, Fault> {
    db.read(move |c| Box::pin(async move { c.all(sql, &args).await })).await
}

#[tokio::test]
async fn what_was_written_is_read_as_it_was() {
    each_engine(MIGRATIONS, async |db| {
        let owner = PersonId::mint(Moment::from_micros(1), [1; 10]);
        let day = Day::new(2026, 2, 28).unwrap();
        let insert = sql!("INSERT INTO book (id, title, copies, lent, cover, owner, day) VALUES ($1, $2, $3, $4, $5, $6, $7)");
        db.write(Run(insert, args![1, "æ", 1, true, vec![0_u8, 255], owner, day].into())).await.unwrap();
        db.write(Run(insert, args![2, "Å", 1, false, None::<Vec<u8>>, None::<PersonId>, None::<Day>].into()))
            .await
            .unwrap();
        let select = sql!("SELECT id, title, lent, cover, owner, day FROM book ORDER BY title");
        let first = Book { id: 1, title: "æ".into(), lent: true, cover: Some(vec![0, 255]), owner: Some(owner), day: Some(day) };
        let second = Book { id: 2, title: "Å".into(), lent: false, cover: None, owner: None, day: None };
        // By bytes on both engines: Å is C3 85, æ is C3 A6.
        assert_eq!(all::<Book>(&db, select, vec![]).await, Ok(vec![second, first]));
    })
    .await;
}

#[tokio::test]
async fn a_list_is_one_argument() {
    each_engine(MIGRATIONS, async |db| {
        for (id, title) in [(1, "a\"\\\n"), (2, "b"), (3, "c")] {
            db.write(shelve(id, title)).await.unwrap();
        }
        let owner = PersonId::mint(Moment::from_micros(1), [1; 10]);
        db.write(Run(sql!("UPDATE book SET owner = $1 WHERE id = $2"), args![owner, 2].into()))
            .await
            .unwrap();
        let by_title = sql!("SELECT id FROM book WHERE title {any_text $1} ORDER BY id LIMIT $2");
        let titles = args![["a\"\\\n", "c", "z"].as_slice(), 10];
        assert_eq!(all::<(i64,)>(&db, by_title, titles.into()).await, Ok(vec![(1,), (3,)]));
        db.write(Run(sql!("UPDATE book SET cover = $1 WHERE id = $2"), args![[0_u8, 255], 3].into()))
            .await
            .unwrap();
        let by_cover = sql!("SELECT id FROM book WHERE cover {any_bytes $1}");
        let covers = args![vec![vec![0_u8, 255], vec![7]]];
        assert_eq!(all::<(i64,)>(&db, by_cover, covers.into()).await, Ok(vec![(3,)]));
        assert_eq!(all::<(i64,)>(&db, by_cover, args![Vec::<Vec<u8>>::new()].into()).await, Ok(vec![]));
        let by_owner = sql!("SELECT id FROM book WHERE owner {any $1}");
        assert_eq!(all::<(i64,)>(&db, by_owner, args![vec![owner]].into()).await, Ok(vec![(2,)]));
        assert_eq!(all::<(i64,)>(&db, by_owner, args![Vec::<PersonId>::new()].into()).await, Ok(vec![]));
    })
    .await;
}

#[tokio::test]
async fn placeholders_count_by_number_and_like_minds_case() {
    each_engine(MIGRATIONS, async |db| {
        db.write(shelve(1, "Anatomy")).await.unwrap();
        let like = sql!("SELECT id, $2 = 'x', '$1' FROM book WHERE title LIKE $1");
        assert_eq!(
            all::<(i64, bool, String)>(&db, like, args!["Ana%", "x"].into()).await,
            Ok(vec![(1, true, "$1".into())])
        );
        assert_eq!(all::<(i64, bool, String)>(&db, like, args!["ana%", "x"].into()).await, Ok(vec![]));
    })
    .await;
}

#[tokio::test]
async fn a_long_read_sees_one_state_and_holds_nobody_up() {
    each_engine(MIGRATIONS, async |db| {
        db.write(shelve(1, "a")).await.unwrap();
        let (seen, told) = std::sync::mpsc::channel();
        let (go, wait) = std::sync::mpsc::channel::<()>();
        let count = sql!("SELECT COUNT(*) FROM book");
        let sqlite = db.engine() == Engine::Sqlite;
        let long = db.read_long(move |c| {
            Box::pin(async move {
                let before: Option<(i64,)> = c.first(count, &[]).await?;
                if sqlite {
                    seen.send(()).unwrap();
                    wait.recv().unwrap();
                }
                Ok::<_, Fault>((before, c.first::<(i64,)>(count, &[]).await?))
            })
        });
        let other = async {
            if sqlite {
                // A write and many reads while the long one stands still.
                tokio::task::spawn_blocking(move || told.recv()).await.unwrap().unwrap();
                db.write(shelve(2, "b")).await.unwrap();
                for _ in 0..10 {
                    assert_eq!(books(&db).await, [1, 2]);
                }
                go.send(()).unwrap();
            }
        };
        let (long, ()) = futures_util::future::join(long, other).await;
        assert_eq!(long, Ok((Some((1,)), Some((1,)))));
    })
    .await;
}

#[tokio::test]
async fn a_row_is_read_whole() {
    each_engine(MIGRATIONS, async |db| {
        db.write(shelve(1, "a")).await.unwrap();
        let two = sql!("SELECT id, title FROM book");
        assert!(matches!(all::<(i64,)>(&db, two, vec![]).await, Err(Fault::Broken(_))));
        assert!(matches!(all::<(i64, i64)>(&db, two, vec![]).await, Err(Fault::Broken(_))));
        assert!(matches!(all::<(i64, String, bool)>(&db, two, vec![]).await, Err(Fault::Broken(_))));
    })
    .await;
}

#[tokio::test]
async fn a_read_of_sqlite_writes_nothing_and_waits_for_nothing() {
    each_engine(MIGRATIONS, async |db| {
        if db.engine() == Engine::Postgres {
            return;
        }
        let insert = sql!("INSERT INTO stamp (id) VALUES (1)");
        assert!(all::<(i64,)>(&db, insert, vec![]).await.is_err());
        let wrote: Result<u64, Fault> = db.read(move |c| Box::pin(c.execute(insert, &[]))).await;
        assert!(wrote.is_err());
        let waited: Result<(), Fault> = db
            .read(|_| {
                Box::pin(async {
                    tokio::task::yield_now().await;
                    Ok(())
                })
            })
            .await;
        assert!(matches!(waited, Err(Fault::Broken(_))));
        let panicked: Result<(), Fault> = db.read(|_| panic!("a page's bug")).await;
        assert!(matches!(panicked, Err(Fault::Broken(why)) if why.contains("a page's bug")));
        for _ in 0..20 {
            assert_eq!(books(&db).await, Vec::<i64>::new(), "the readers live on");
        }
    })
    .await;
}

#[tokio::test]
async fn every_statement_is_prepared_on_both_engines() {
    each_engine(MIGRATIONS, async |db| {
        let wrong = prepare_all(&db).await.unwrap();
        let why: Vec<_> = wrong.iter().map(|w| w.why.as_str()).collect();
        assert_eq!(wrong.len(), if db.engine() == Engine::Sqlite { 1 } else { 2 }, "{wrong:?}");
        assert!(why[0].contains("no_such_table"), "{why:?}");
        assert!(why.len() == 1 || why[1].contains("numeric"), "{why:?}");
        assert!(wrong[0].place.contains("reading.rs:"));
    })
    .await;
    let two: Vec<_> = statements().into_iter().filter(|said| said.texts.len() == 2).collect();
    assert_eq!(two.len(), 2, "{two:?}");
}

/// Statements that [`every_statement_is_prepared_on_both_engines`] looks for; nobody runs them.
#[expect(dead_code, reason = "only prepared")]
fn prepared_only() -> [db::Sql; 3] {
    [
        sql!("SELECT a FROM no_such_table"),
        sql!("SELECT SUM(copies) FROM book"),
        sql!(sqlite: "SELECT 1 WHERE 'a' GLOB 'a*'", postgres: "SELECT 1 WHERE 'a' ~ '^a'"),
    ]
}

#[tokio::test]
async fn a_copy_is_taken_while_the_writer_writes() {
    each_engine(MIGRATIONS, async |db| {
        db.write(shelve(1, "a")).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("copy.db");
        let copied = db.backup_to(&path).await;
        if db.engine() == Engine::Postgres {
            assert!(matches!(copied, Err(Fault::Broken(why)) if why.contains("pg_dump")));
            return;
        }
        copied.unwrap();
        db.write(shelve(2, "b")).await.unwrap();
        let copy = Db::sqlite(&path).await.unwrap();
        assert_eq!(books(&copy).await, [1]);
        assert!(db.backup_to(&path).await.is_err(), "a copy replaces nothing");
        copy.close().await;
    })
    .await;
}
