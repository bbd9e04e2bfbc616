//! What is acknowledged outlives the program: it is killed in the middle of its works, and all it had answered is there.

use std::{
    env,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
};

use db::{Db, Engine, Fault, sql, testing::each_engine};
use futures_util::future::join_all;

use crate::{MIGRATIONS, books, shelve};

/// Where the program that will be killed writes: a SQLite file, or the address of a PostgreSQL database.
const VICTIM: &str = "ATTEST_TEST_VICTIM";
const TASKS: i64 = 8;
const ACKNOWLEDGED: usize = 300;

/// That program: this test, started by those below. Alone it has nothing to do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_that_answers_until_it_is_killed() {
    let Ok(address) = env::var(VICTIM) else { return };
    let db = match address.starts_with("postgres") {
        true => Db::postgres(&address).await.unwrap(),
        false => Db::sqlite(Path::new(&address)).await.unwrap(),
    };
    db.migrate(MIGRATIONS).await.unwrap();
    join_all((0..TASKS).map(|task| {
        let db = db.clone();
        tokio::spawn(async move {
            for id in (task..).step_by(TASKS as usize) {
                db.write(shelve(id, &id.to_string())).await.unwrap();
                println!("\nacknowledged {id}");
            }
        })
    }))
    .await;
}

/// Starts it, kills it, and gives what it had acknowledged.
fn killed(address: &str) -> Vec<i64> {
    let mut victim = Command::new(env::current_exe().unwrap())
        .args(["--exact", "killed::a_program_that_answers_until_it_is_killed", "--nocapture"])
        .env(VICTIM, address)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(victim.stdout.take().unwrap()).lines();
    let mut acknowledged = Vec::new();
    for line in lines.map_while(Result::ok) {
        acknowledged.extend(line.strip_prefix("acknowledged ").map(|id| id.parse::<i64>().unwrap()));
        if acknowledged.len() == ACKNOWLEDGED {
            victim.kill().unwrap(); // what stands in the pipe is read still
        }
    }
    victim.wait().unwrap();
    assert!(acknowledged.len() >= ACKNOWLEDGED);
    acknowledged
}

fn lost(acknowledged: &[i64], kept: &[i64]) -> Vec<i64> {
    acknowledged.iter().filter(|id| !kept.contains(id)).copied().collect()
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("victim.db");
    for _ in 0..2 {
        let acknowledged = killed(path.to_str().unwrap());
        let db = Db::sqlite(&path).await.unwrap();
        assert_eq!(lost(&acknowledged, &books(&db).await), []);
        db.write(crate::Run(sql!("DELETE FROM book"), vec![])).await.unwrap();
        db.close().await;
    }
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_on_postgresql() {
    each_engine(MIGRATIONS, async |db| {
        if db.engine() == Engine::Sqlite {
            return;
        }
        let name = sql!(sqlite: "SELECT ''", postgres: "SELECT current_database()::text");
        let name: Result<Option<(String,)>, Fault> = db.read(move |c| Box::pin(c.first(name, &[]))).await;
        let server = env::var(db::testing::POSTGRES).unwrap();
        let (server, _) = server.rsplit_once('/').unwrap();
        let acknowledged = killed(&format!("{server}/{}", name.unwrap().unwrap().0));
        assert_eq!(lost(&acknowledged, &books(&db).await), []);
    })
    .await;
}
