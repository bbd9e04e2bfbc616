//! What this layer costs on SQLite, beside the driver alone: a sign-off of eight statements, a single insert, and a page of
//! 435 rows. `cargo run --release -p db --example spike [folder]`; figures of a busy machine say little.

use std::{
    env,
    error::Error,
    fs::File,
    io::Write,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use db::{Conn, Db, Fault, Migration, Work, args, from_row, sql};
use futures_util::future::join_all;

const PLANS: i64 = 500;
const ROWS: i64 = 435;
const RUN: Duration = Duration::from_secs(3);
const SCHEMA: &str = "
CREATE TABLE requirement (id {int} NOT NULL PRIMARY KEY, code {text} NOT NULL, title {text} NOT NULL, theme {text}){strict};
CREATE TABLE state (plan {int} NOT NULL, requirement {int} NOT NULL, state {text} NOT NULL, count {int} NOT NULL,
                    at {moment}, PRIMARY KEY (plan, requirement)){clustered};
CREATE TABLE act (id {int} NOT NULL PRIMARY KEY, plan {int} NOT NULL, kind {text} NOT NULL, body {text} NOT NULL){strict};
CREATE INDEX act_by_plan ON act (plan, id);";

from_row! {
    struct Line { id: i64, code: String, title: String, theme: Option<String>, state: String, count: i64, at: Option<i64> }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = match env::args().nth(1) {
        Some(parent) => tempfile::tempdir_in(parent)?,
        None => tempfile::tempdir()?,
    };
    let path = folder.path().join("spike.db");
    let db = Db::sqlite(&path).await?;
    db.migrate(&[Migration::new(1, "spike", SCHEMA)]).await?;
    db.write(Fill).await?;
    println!("fdatasync of 4 KiB                       {:>8.0}/s", syncs(folder.path())?);
    let (before, rate) = (cpu(), alone(&path)?);
    alone_report("sign-off, driver alone, one at a time", rate, before);
    for tasks in [1, 8, 64] {
        writes(&db, tasks, "sign-off of 8 statements", SignOff).await;
    }
    for tasks in [1, 8, 64] {
        writes(&db, tasks, "one insert", Insert).await;
    }
    let (before, rate) = (cpu(), pages_alone(&path)?);
    alone_report("page of 435 rows, driver alone", rate, before);
    for tasks in [1, 2, 8] {
        pages(&db, tasks).await;
    }
    db.close().await;
    Ok(())
}

struct Fill;
impl Work for Fill {
    type Done = ();
    type Error = Fault;
    async fn run(&self, c: &mut Conn) -> Result<(), Fault> {
        for id in 0..ROWS {
            let title = format!("A requirement whose title has about as many words as the real ones, {id}");
            let row = args![id, format!("K{id}"), title, "theme"];
            c.execute(sql!("INSERT INTO requirement (id, code, title, theme) VALUES ($1, $2, $3, $4)"), &row)
                .await?;
        }
        for plan in 0..PLANS {
            for id in 0..ROWS {
                let row = args![plan, id, "in_progress", 3, 1_800_000_000_000_000_i64];
                let insert = sql!(
                    "INSERT INTO state (plan, requirement, state, count, at) VALUES ($1, $2, $3, $4, $5)"
                );
                c.execute(insert, &row).await?;
            }
        }
        Ok(())
    }
}

/// Four that read, three that insert, one that updates: the shape of an approval.
#[derive(Clone, Copy)]
struct SignOff(i64);
impl Work for SignOff {
    type Done = ();
    type Error = Fault;
    async fn run(&self, c: &mut Conn) -> Result<(), Fault> {
        let (plan, requirement) = (self.0 % PLANS, self.0 % ROWS);
        for _ in 0..4 {
            let read = sql!("SELECT state, count FROM state WHERE plan = $1 AND requirement = $2");
            c.first::<(String, i64)>(read, &args![plan, requirement]).await?;
        }
        for part in 0..3 {
            let row = args![self.0 * 4 + part, plan, "attested", "twenty to forty letters of what it says"];
            c.execute(sql!("INSERT INTO act (id, plan, kind, body) VALUES ($1, $2, $3, $4)"), &row).await?;
        }
        let update = sql!("UPDATE state SET count = count + 1 WHERE plan = $1 AND requirement = $2");
        c.execute(update, &args![plan, requirement]).await.map(drop)
    }
}

#[derive(Clone, Copy)]
struct Insert(i64);
impl Work for Insert {
    type Done = ();
    type Error = Fault;
    async fn run(&self, c: &mut Conn) -> Result<(), Fault> {
        let row =
            args![self.0 * 4 + 3, self.0 % PLANS, "registered", "twenty to forty letters of what it says"];
        c.execute(sql!("INSERT INTO act (id, plan, kind, body) VALUES ($1, $2, $3, $4)"), &row)
            .await
            .map(drop)
    }
}

/// Runs the work from so many tasks for a while; numbers never repeat.
async fn writes<W: Work<Error = Fault>>(db: &Db, tasks: i64, what: &str, make: fn(i64) -> W) {
    let (offset, before) = (next_range(), cpu());
    let times = timed(tasks, |task| {
        let db = db.clone();
        async move {
            let mut times = Vec::new();
            let begun = Instant::now();
            let mut number = offset + task;
            while begun.elapsed() < RUN {
                let asked = Instant::now();
                db.write(make(number)).await.map(drop).expect("it is written");
                times.push(asked.elapsed());
                number += tasks;
            }
            times
        }
    })
    .await;
    report(&format!("{what}, {tasks} at once"), times, cpu() - before);
}

fn next_range() -> i64 {
    use std::sync::atomic::{AtomicI64, Ordering};
    static NEXT: AtomicI64 = AtomicI64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed) * 10_000_000
}

async fn pages(db: &Db, tasks: i64) {
    let before = cpu();
    let times = timed(tasks, |task| {
        let db = db.clone();
        async move {
            let mut times = Vec::new();
            let begun = Instant::now();
            let mut plan = task;
            while begun.elapsed() < RUN {
                let asked = Instant::now();
                let page: Result<Vec<Line>, Fault> = db
                    .read(move |c| Box::pin(async move { c.all(sql!(PAGE), &args![plan % PLANS]).await }))
                    .await;
                assert_eq!(page.expect("it is read").len() as i64, ROWS);
                times.push(asked.elapsed());
                plan += 7;
            }
            times
        }
    })
    .await;
    report(&format!("page of {ROWS} rows, {tasks} at once"), times, cpu() - before);
}

const PAGE: &str = "SELECT r.id, r.code, r.title, r.theme, s.state, s.count, s.at
    FROM requirement r JOIN state s ON s.plan = $1 AND s.requirement = r.id ORDER BY r.id";

async fn timed<F: Future<Output = Vec<Duration>> + Send + 'static>(
    tasks: i64,
    make: impl Fn(i64) -> F,
) -> Vec<Duration> {
    let running: Vec<_> = (0..tasks).map(|task| tokio::spawn(make(task))).collect();
    join_all(running).await.into_iter().flat_map(|times| times.expect("a task ends")).collect()
}

fn report(what: &str, mut times: Vec<Duration>, cpu: f64) {
    times.sort();
    let each = cpu * 1e6 / times.len() as f64;
    let at = |share: f64| times[(times.len() as f64 * share) as usize].as_secs_f64() * 1000.0;
    let rate = times.len() as f64 / RUN.as_secs_f64();
    println!(
        "{what:<40} {rate:>8.0}/s   p50 {:.2} ms   p99 {:.2} ms   {each:>5.0} µs of CPU",
        at(0.5),
        at(0.99)
    );
}

fn alone_report(what: &str, rate: f64, before: f64) {
    let each = (cpu() - before) * 1e6 / (rate * RUN.as_secs_f64());
    println!("{what:<40} {rate:>8.0}/s {:>43.0} µs of CPU", each);
}

/// Seconds of CPU this process has used, in Linux's ticks of 10 ms; nothing elsewhere.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn syncs(folder: &Path) -> Result<f64, Box<dyn Error>> {
    let mut file = File::create(folder.join("sync"))?;
    let (begun, mut count) = (Instant::now(), 0.0);
    while begun.elapsed() < RUN {
        file.write_all(&[0; 4096])?;
        file.sync_data()?;
        count += 1.0;
    }
    Ok(count / RUN.as_secs_f64())
}

fn alone(path: &Path) -> Result<f64, Box<dyn Error>> {
    let conn = rusqlite::Connection::open(path)?;
    conn.execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")?;
    let (begun, mut count) = (Instant::now(), 0_i64);
    while begun.elapsed() < RUN {
        let (plan, requirement) = (count % PLANS, count % ROWS);
        conn.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        for _ in 0..4 {
            conn.prepare_cached("SELECT state, count FROM state WHERE plan = ?1 AND requirement = ?2")?
                .query_row([plan, requirement], |row| {
                    Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
                })?;
        }
        for part in 0..3 {
            conn.prepare_cached("INSERT INTO act (id, plan, kind, body) VALUES (?1, ?2, ?3, ?4)")?.execute(
                (-1 - count * 4 - part, plan, "attested", "twenty to forty letters of what it says"),
            )?;
        }
        conn.prepare_cached("UPDATE state SET count = count + 1 WHERE plan = ?1 AND requirement = ?2")?
            .execute([plan, requirement])?;
        conn.prepare_cached("COMMIT")?.execute([])?;
        count += 1;
    }
    Ok(count as f64 / RUN.as_secs_f64())
}

fn pages_alone(path: &Path) -> Result<f64, Box<dyn Error>> {
    let conn = rusqlite::Connection::open(path)?;
    let text = Arc::<str>::from(PAGE.replace('$', "?"));
    let (begun, mut count) = (Instant::now(), 0_i64);
    while begun.elapsed() < RUN {
        let mut statement = conn.prepare_cached(&text)?;
        let rows = statement.query_map([count * 7 % PLANS], |row| {
            Ok(Line {
                id: row.get(0)?,
                code: row.get(1)?,
                title: row.get(2)?,
                theme: row.get(3)?,
                state: row.get(4)?,
                count: row.get(5)?,
                at: row.get(6)?,
            })
        })?;
        assert_eq!(rows.collect::<Result<Vec<_>, _>>()?.len() as i64, ROWS);
        count += 1;
    }
    Ok(count as f64 / RUN.as_secs_f64())
}
