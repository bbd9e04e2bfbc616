//! A work happens whole or not at all, is there once it is acknowledged, and does its neighbours no harm.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use db::{Conn, Db, Engine, Fault, Work, args, sql, testing::each_engine};
use futures_util::{FutureExt, future::join_all};

use crate::{MIGRATIONS, Run, books, shelve};

/// Shelves a book, then does as its kind says.
struct Odd(i64, Then);
#[derive(Clone, Copy, PartialEq)]
enum Then {
    Ends,
    Refuses,
    Panics,
    Waits,
    GoesOn,
}

impl Work for Odd {
    type Done = ();
    type Error = Fault;
    async fn run(&self, c: &mut Conn) -> Result<(), Fault> {
        let insert = sql!("INSERT INTO book (id, title, copies, lent) VALUES ($1, $2, 1, FALSE)");
        c.execute(insert, &args![self.0, self.0.to_string()]).await?;
        match self.1 {
            Then::Ends => {}
            Then::Refuses => return Err(Fault::Unavailable("refused".into())),
            Then::Panics => panic!("a verb's bug"),
            Then::Waits => tokio::task::yield_now().await,
            Then::GoesOn => drop(c.execute(insert, &args![self.0, "again"]).await),
        }
        Ok(())
    }
}

#[tokio::test]
async fn one_that_fails_takes_nothing_of_its_neighbours() {
    each_engine(MIGRATIONS, async |db| {
        let kinds = [Then::Ends, Then::Refuses, Then::Panics, Then::GoesOn];
        let works = (0..100).map(|n| db.write(Odd(n, kinds[n as usize % 4])));
        let outcomes = join_all(works).await;
        for (n, outcome) in outcomes.iter().enumerate() {
            let why = format!("{n}: {outcome:?}");
            match kinds[n % 4] {
                Then::Ends => assert!(outcome.is_ok(), "{why}"),
                Then::Refuses => assert!(why.contains("refused"), "{why}"),
                Then::Panics => assert!(why.contains("a verb's bug"), "{why}"),
                Then::GoesOn => assert!(why.contains("went on after a failed statement"), "{why}"),
                Then::Waits => {}
            }
        }
        assert_eq!(books(&db).await, (0..100).step_by(4).collect::<Vec<_>>());
    })
    .await;
}

#[tokio::test]
async fn a_work_on_the_writers_thread_waits_for_nothing() {
    each_engine(MIGRATIONS, async |db| {
        let outcome = db.write(Odd(1, Then::Waits)).await;
        match db.engine() {
            Engine::Sqlite => {
                assert!(
                    matches!(&outcome, Err(Fault::Broken(why)) if why.contains("nobody may wait")),
                    "{outcome:?}"
                );
                assert_eq!(books(&db).await, Vec::<i64>::new());
            }
            Engine::Postgres => assert_eq!(outcome, Ok(())),
        }
        db.write(Odd(2, Then::Ends)).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn after_a_failed_statement_none_runs() {
    struct Stubborn;
    impl Work for Stubborn {
        type Done = ();
        type Error = Fault;
        async fn run(&self, c: &mut Conn) -> Result<(), Fault> {
            let twice = sql!("INSERT INTO stamp (id) VALUES (1), (1)");
            assert_eq!(c.execute(twice, &[]).await.unwrap_err().constraint(), Some("stamp_pkey"));
            c.execute(sql!("INSERT INTO stamp (id) VALUES (2)"), &[]).await.map(drop)
        }
    }
    each_engine(MIGRATIONS, async |db| {
        let outcome = db.write(Stubborn).await;
        assert!(
            matches!(&outcome, Err(Fault::Broken(why)) if why.contains("may only return")),
            "{outcome:?}"
        );
        db.write(shelve(1, "a")).await.unwrap();
    })
    .await;
}

/// Reads a counter and writes it back, one higher.
struct Count(i64, Arc<AtomicU32>);
impl Work for Count {
    type Done = i64;
    type Error = Fault;
    async fn run(&self, c: &mut Conn) -> Result<i64, Fault> {
        self.1.fetch_add(1, Ordering::Relaxed);
        let read = sql!("SELECT copies FROM book WHERE id = $1");
        let (copies,) = c.first::<(i64,)>(read, &args![self.0]).await?.expect("the book is there");
        c.execute(sql!("UPDATE book SET copies = $1 WHERE id = $2"), &args![copies + 1, self.0]).await?;
        Ok(copies + 1)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixteen_that_count_together_lose_nothing() {
    each_engine(MIGRATIONS, async |db| {
        for id in 0..4 {
            db.write(shelve(id, &id.to_string())).await.unwrap();
        }
        let runs = Arc::new(AtomicU32::new(0));
        let tasks = (0..16).map(|task| {
            let (db, runs) = (db.clone(), Arc::clone(&runs));
            tokio::spawn(async move {
                for _ in 0..25 {
                    db.write(Count(task % 4, Arc::clone(&runs))).await.unwrap();
                }
            })
        });
        for task in join_all(tasks).await {
            task.unwrap();
        }
        let sums: Vec<(i64,)> = db
            .read(|c| Box::pin(c.all(sql!("SELECT copies FROM book ORDER BY id"), &[])))
            .await
            .map_err(|fault: Fault| fault)
            .unwrap();
        assert_eq!(sums, [(101,); 4], "{:?}", db.engine());
        if db.engine() == Engine::Sqlite {
            assert_eq!(runs.load(Ordering::Relaxed), 400, "one writer never runs a work twice");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_acknowledged_another_connection_sees() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("real.db");
    let db = Db::sqlite(&path).await.unwrap();
    db.migrate(MIGRATIONS).await.unwrap();
    let other = Db::sqlite(&path).await.unwrap();
    for id in 0..50 {
        db.write(shelve(id, &id.to_string())).await.unwrap();
        assert_eq!(books(&other).await.len() as i64, id + 1);
    }
    // Two processes may write: the second waits for the first.
    let both = (100..200).map(|id| {
        let one = if id % 2 == 0 { &db } else { &other };
        async move { one.write(shelve(id, &id.to_string())).await }
    });
    assert!(join_all(both).await.iter().all(Result::is_ok));
    assert_eq!(books(&db).await.len(), 150);
    db.close().await;
    other.close().await;
    assert!(!folder.path().join("real.db-wal").exists(), "the last to leave moves the log into the file");
}

#[tokio::test]
async fn a_client_that_hangs_up_changes_nothing() {
    each_engine(MIGRATIONS, async |db| {
        for id in 0..20 {
            // Asked, and dropped at once, whether or not the writer was faster.
            let _ = db.write(shelve(id, &id.to_string())).now_or_never();
        }
        for _ in 0..500 {
            if books(&db).await.len() == 20 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{:?}: {:?}", db.engine(), books(&db).await);
    })
    .await;
}

#[tokio::test]
async fn a_lock_for_share_is_taken_where_there_are_locks() {
    struct Look;
    impl Work for Look {
        type Done = Option<Vec<(i64,)>>;
        type Error = Fault;
        async fn run(&self, c: &mut Conn) -> Result<Self::Done, Fault> {
            let joined =
                sql!("SELECT b.id FROM book b LEFT JOIN stamp s ON s.id = b.id ORDER BY b.id {for_share b}");
            assert_eq!(c.all(joined, &[]).await, Ok(vec![(1_i64,)]));
            c.hold(sql!("SELECT id FROM book WHERE id = $1 {for_share}"), &args![1]).await
        }
    }
    each_engine(MIGRATIONS, async |db| {
        db.write(shelve(1, "a")).await.unwrap();
        let held = (db.engine() == Engine::Postgres).then(|| vec![(1,)]);
        assert_eq!(db.write(Look).await, Ok(held));
    })
    .await;
}

#[tokio::test]
async fn what_is_asked_ahead_is_answered_as_when_it_is_asked() {
    struct Ahead;
    impl Work for Ahead {
        type Done = ();
        type Error = Fault;
        async fn run(&self, c: &mut Conn) -> Result<(), Fault> {
            let (ids, one) =
                (sql!("SELECT id FROM book ORDER BY id"), sql!("SELECT id FROM book WHERE id = $1"));
            c.put(sql!("INSERT INTO book (id, title, copies, lent) VALUES (2, 'b', 1, FALSE)"), &[]).await?;
            c.ahead(ids, &[]).await?;
            c.ahead(one, &args![1]).await?;
            c.ahead(one, &args![3]).await?;
            assert_eq!(c.first(one, &args![2]).await?, Some((2_i64,)));
            assert_eq!(c.first(one, &args![1]).await?, Some((1_i64,)));
            assert_eq!(c.first::<(i64,)>(one, &args![3]).await?, None);
            // Something was written since: it is asked again.
            c.put(sql!("INSERT INTO book (id, title, copies, lent) VALUES (3, 'c', 1, FALSE)"), &[]).await?;
            assert_eq!(c.all::<(i64,)>(ids, &[]).await?, [(1,), (2,), (3,)]);
            // Asked ahead, and never asked; asked ahead, and then with nothing between.
            c.ahead(ids, &[]).await?;
            c.execute(sql!("UPDATE book SET copies = 2 WHERE id = 1"), &[]).await?;
            c.ahead(one, &args![3]).await?;
            assert_eq!(c.first(one, &args![3]).await?, Some((3_i64,)));
            Ok(())
        }
    }
    /// What was asked ahead cannot be answered: whatever goes out with it says so.
    struct Wrong;
    impl Work for Wrong {
        type Done = ();
        type Error = Fault;
        async fn run(&self, c: &mut Conn) -> Result<(), Fault> {
            c.ahead(sql!("SELECT CAST(title AS bigint) FROM book WHERE id = $1"), &args![1]).await?;
            c.all::<(i64,)>(sql!("SELECT id FROM book"), &[]).await.map(drop)
        }
    }
    each_engine(MIGRATIONS, async |db| {
        db.write(shelve(1, "a")).await.unwrap();
        assert_eq!(db.write(Ahead).await, Ok(()));
        assert_eq!(books(&db).await, [1, 2, 3]);
        let wrong = db.write(Wrong).await;
        match db.engine() {
            Engine::Sqlite => assert_eq!(wrong, Ok(())),
            Engine::Postgres => assert!(format!("{wrong:?}").contains("invalid input syntax"), "{wrong:?}"),
        }
    })
    .await;
}

#[tokio::test]
async fn the_log_beside_the_file_stays_bounded() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::sqlite(&folder.path().join("a.db")).await.unwrap();
    db.migrate(MIGRATIONS).await.unwrap();
    db.write(shelve(1, "a")).await.unwrap();
    let mut longest = 0;
    for n in 0..200_u8 {
        // A megabyte each time: without care the log would come to 200 MB.
        let cover = vec![n; 1 << 20];
        db.write(Run(sql!("UPDATE book SET cover = $1 WHERE id = 1"), args![cover].into())).await.unwrap();
        longest = longest.max(folder.path().join("a.db-wal").metadata().unwrap().len());
    }
    assert!(longest < 136 << 20, "{longest}");
    db.close().await;
}

#[tokio::test]
async fn a_closed_database_lets_nobody_in() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::sqlite(&folder.path().join("a.db")).await.unwrap();
    db.clone().close().await;
    assert!(matches!(db.write(shelve(1, "a")).await, Err(Fault::Unavailable(_))));
    let read: Result<Vec<(i64,)>, Fault> = db.read(|c| Box::pin(c.all(sql!("SELECT 1"), &[]))).await;
    assert!(matches!(read, Err(Fault::Unavailable(_))));
}

/// Shelves these all at once.
struct Many(std::ops::Range<i64>);
impl Work for Many {
    type Done = ();
    type Error = Fault;
    async fn run(&self, c: &mut Conn) -> Result<(), Fault> {
        let rows: Vec<_> = self.0.clone().map(|id| args![id, id.to_string()].to_vec()).collect();
        c.put_all(sql!("INSERT INTO book (id, title, copies, lent) VALUES ($1, $2, 1, FALSE)"), &rows).await
    }
}

#[tokio::test]
async fn many_rows_of_one_kind_are_written_all_or_none() {
    each_engine(MIGRATIONS, async |db| {
        assert_eq!(db.write(Many(0..0)).await, Ok(()));
        assert_eq!(db.write(Many(0..450)).await, Ok(()));
        let met = db.write(Many(449..900)).await;
        assert!(matches!(met, Err(Fault::Constraint { .. })), "{met:?}");
        assert_eq!(db.write(Many(450..455)).await, Ok(()));
        assert_eq!(books(&db).await, (0..455).collect::<Vec<_>>());
    })
    .await;
}

/// Writes without waiting for the answer, then asks what is there.
struct PutThenAsk;
impl Work for PutThenAsk {
    type Done = i64;
    type Error = Fault;
    async fn run(&self, c: &mut Conn) -> Result<i64, Fault> {
        let add = sql!("INSERT INTO book (id, title, copies, lent) VALUES ($1, $2, 1, FALSE)");
        c.put(add, &args![1_i64, "a"]).await?;
        c.put(add, &args![2_i64, "b"]).await?;
        let counted: Option<(i64,)> = c.first(sql!("SELECT COUNT(id) FROM book"), &[]).await?;
        c.put(add, &args![3_i64, "c"]).await?;
        Ok(counted.map_or(0, |(count,)| count))
    }
}

#[tokio::test]
async fn what_was_put_is_there_for_the_next_statement_and_after_the_commit() {
    each_engine(MIGRATIONS, async |db| {
        assert_eq!(db.write(PutThenAsk).await, Ok(2));
        assert_eq!(books(&db).await, vec![1, 2, 3]);
        // The first that fails takes all of them back, and is told though nothing was asked after it.
        assert!(matches!(db.write(PutThenAsk).await, Err(Fault::Constraint { .. })));
        assert!(matches!(db.write(Many(3..5)).await, Err(Fault::Constraint { .. })));
        assert_eq!(books(&db).await, vec![1, 2, 3]);
        assert_eq!(db.write(Many(4..5)).await, Ok(()));
    })
    .await;
}
