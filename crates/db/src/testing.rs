//! A fresh migrated database per test, on each engine.
//!
//! Migrating takes longer than most tests, so each engine migrates once per set of migrations and copies: a file, or a
//! PostgreSQL database made from a template. Several test processes share both.

use std::{
    env, fs,
    panic::{AssertUnwindSafe, resume_unwind},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

use futures_util::FutureExt;
use sha2::{Digest, Sha256};
use tokio_postgres::{Client, Config, NoTls};

use crate::{Db, Fault, Migration, engine::Durability};

/// Address of a PostgreSQL server on which tests may make databases.
pub const POSTGRES: &str = "ATTEST_TEST_POSTGRES";

/// Of each test, so that those of a machine with many cores do not ask a server for more than it gives.
const CONNECTIONS: usize = 4;

/// Runs the test on a fresh SQLite database, and on a fresh PostgreSQL database when [`POSTGRES`] names a server.
pub async fn each_engine<T: AsyncFn(Db)>(migrations: &[Migration], test: T) {
    on_sqlite(migrations, &test).await;
    match env::var(POSTGRES) {
        Ok(url) => on_postgres(&url, migrations, &test).await,
        Err(_) => println!("not run on PostgreSQL: {POSTGRES} is not set"),
    }
}

/// Runs the test on a fresh SQLite database.
pub async fn on_sqlite<T: AsyncFn(Db)>(migrations: &[Migration], test: &T) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join("test.db");
    let template = sqlite_template(migrations).await.expect("the template can be made");
    fs::copy(template, &path).expect("the template can be copied");
    let db = Db::sqlite_as(&path, Durability::Off).expect("a copy of the template opens");
    test(db.clone()).await;
    db.close().await;
}

/// Runs the test on a fresh PostgreSQL database of this server.
pub async fn on_postgres<T: AsyncFn(Db)>(url: &str, migrations: &[Migration], test: &T) {
    let server: Config = url.parse().expect("the address of the test's PostgreSQL is one");
    let control = connect(&server).await;
    let template = postgres_template(&server, &control, migrations).await;
    let name = unique("attest_test");
    run(&control, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    let db = Db::postgres_at(named(&server, &name), None, CONNECTIONS)
        .await
        .expect("a copy of the template opens");
    let outcome = AssertUnwindSafe(test(db.clone())).catch_unwind().await;
    db.close().await;
    run(&control, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
    if let Err(panic) = outcome {
        println!("on PostgreSQL:");
        resume_unwind(panic);
    }
}

/// The migrated file of this set of migrations, made when it is not there.
async fn sqlite_template(migrations: &[Migration]) -> Result<PathBuf, Fault> {
    let path = env::temp_dir().join(format!("attest-template-{}.db", key(migrations)));
    if !path.exists() {
        let making = path.with_file_name(unique("attest-making"));
        migrated(&making, migrations).await?;
        // Whoever comes last wins; the files are the same.
        fs::rename(&making, &path).map_err(Fault::unavailable)?;
    }
    Ok(path)
}

async fn migrated(path: &Path, migrations: &[Migration]) -> Result<(), Fault> {
    let db = Db::sqlite_as(path, Durability::Off)?;
    db.migrate(migrations).await?;
    db.close().await; // the last connection moves the log into the file
    Ok(())
}

/// The migrated database of this set of migrations, made when it is not there.
async fn postgres_template(server: &Config, control: &Client, migrations: &[Migration]) -> String {
    let name = format!("attest_template_{}", key(migrations));
    // One process makes it; the others wait here.
    run(control, "SELECT pg_advisory_lock(20261123)").await;
    let there = control.query("SELECT 1 FROM pg_database WHERE datname = $1", &[&name]).await;
    if there.expect("the server lists its databases").is_empty() {
        let making = unique("attest_making");
        run(control, &format!("CREATE DATABASE {making} TEMPLATE template0 ENCODING 'UTF8'")).await;
        let db =
            Db::postgres_at(named(server, &making), None, CONNECTIONS).await.expect("a new database opens");
        db.migrate(migrations).await.expect("the migrations run on PostgreSQL");
        db.close().await;
        constraints_are_named(&connect(&named(server, &making)).await).await;
        // Renaming, and copying, want nobody connected; a closed pool's connections may linger a moment.
        let gone =
            format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{making}'");
        run(control, &gone).await;
        run(control, &format!("ALTER DATABASE {making} RENAME TO {name}")).await;
    }
    run(control, "SELECT pg_advisory_unlock(20261123)").await;
    name
}

/// Fails when a unique constraint is not called what SQLite's is turned into; a name over 63 letters PostgreSQL cuts off.
async fn constraints_are_named(made: &Client) {
    let text = "SELECT i.relname::text, t.relname || CASE WHEN x.indisprimary THEN '_pkey'
                       ELSE '_' || string_agg(a.attname, '_' ORDER BY k.place) || '_key' END
        FROM pg_index x
        JOIN pg_class i ON i.oid = x.indexrelid
        JOIN pg_class t ON t.oid = x.indrelid
        CROSS JOIN LATERAL unnest(x.indkey) WITH ORDINALITY AS k (number, place)
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number
        WHERE x.indisunique AND t.relnamespace = 'public'::regnamespace
        GROUP BY i.relname, t.relname, x.indisprimary";
    for row in made.query(text, &[]).await.expect("the server lists its constraints") {
        let (is, shall): (String, String) = (row.get(0), row.get(1));
        assert_eq!(is, shall, "a constraint's name must be the same on both engines");
    }
}

async fn connect(server: &Config) -> Client {
    let (client, connection) = server.connect(NoTls).await.expect("the test's PostgreSQL answers");
    tokio::spawn(connection);
    client
}

async fn run(control: &Client, text: &str) {
    control.batch_execute(text).await.unwrap_or_else(|e| panic!("{text}: {e:?}"));
}

fn named(server: &Config, name: &str) -> Config {
    let mut config = server.clone();
    config.dbname(name);
    config
}

fn key(migrations: &[Migration]) -> String {
    let all: String = migrations.iter().map(Migration::digest).collect();
    Sha256::digest(all).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[expect(clippy::disallowed_methods, reason = "a name that no other test process takes")]
fn unique(what: &str) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    format!("{what}_{}_{now}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}
