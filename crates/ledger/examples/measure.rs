//! Measures the ledger on this machine: `cargo run --release -p ledger --example measure -- 1000000 [postgres://…]`.
//!
//! Appends so many rows, puts them into the tree, proves some, verifies all, and prints what each took. The rows' bodies are
//! 400 bytes, committed to again while verifying, as an application does.

use std::{path::Path, time::Instant};

use base::Moment;
use db::{Conn, Db, Fault, Migration, Work};
use ledger::{Folder, Ledger, Row, append, commitment, verify};
use uuid::Uuid;

const MIGRATIONS: &[Migration] =
    &[Migration::new(7, "ledger", include_str!("../../../migrations/0007_ledger.sql"))];
const NOON: Moment = Moment::from_micros(1_800_000_000_000_000);

fn row(n: u64) -> Row {
    let mut body = [0x20; 400];
    body[..8].copy_from_slice(&n.to_be_bytes());
    Row { id: Uuid::from_u128(u128::from(n) + 1), leaf: Some(commitment(&[7; 32], &body)) }
}

struct Append(std::ops::Range<u64>);
impl Work for Append {
    type Done = ();
    type Error = Fault;
    async fn run(&self, c: &mut Conn) -> Result<(), Fault> {
        for n in self.0.clone() {
            let row = row(n);
            append(c, row.id, row.leaf.expect("each row here has a leaf")).await?;
        }
        Ok(())
    }
}

fn told(what: &str, rows: u64, since: Instant) {
    let seconds = since.elapsed().as_secs_f64();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let memory = status.lines().find(|l| l.starts_with("RssAnon")).unwrap_or("RssAnon: ?").replace('\t', " ");
    println!("{what:<28} {seconds:8.2} s {:10.0} /s   {memory}", rows as f64 / seconds);
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let rows: u64 = args.next().as_deref().unwrap_or("100000").parse()?;
    let folder = tempfile::tempdir()?;
    let db = match args.next() {
        Some(url) => Db::postgres(&url).await?,
        None => Db::sqlite(&folder.path().join("measure.db")).await?,
    };
    db.migrate(MIGRATIONS).await?;
    let ledger = open(&db, folder.path()).await?;

    let since = Instant::now();
    for from in (0..rows).step_by(10_000) {
        db.write(Append(from..rows.min(from + 10_000))).await?;
    }
    told("append, 10,000 a transaction", rows, since);
    let since = Instant::now();
    ledger.drain(|| NOON).await?;
    told("sequence, 8,192 a turn", rows, since);
    let since = Instant::now();
    open(&db, folder.path()).await?.check().await?;
    told("open and check", 1, since);
    let since = Instant::now();
    for n in 0..1000 {
        ledger.proof(row(n * 7919 % rows).id, std::time::Duration::ZERO).await?;
    }
    told("prove", 1000, since);

    let keys = Folder::at(folder.path()).verifiers()?;
    let outside = Folder::at(folder.path()).checkpoint(&keys)?;
    let since = Instant::now();
    let source = async |from: Uuid| {
        let from = from.as_u128().saturating_sub(1) as u64;
        Ok((from..rows.min(from + 4096)).map(row).collect())
    };
    let report = verify(&db, &keys, outside.as_ref(), source).await?;
    told("verify", rows, since);
    println!("{report}");
    Ok(())
}

async fn open(db: &Db, folder: &Path) -> Result<Ledger, ledger::Trouble> {
    Ledger::open(db.clone(), Folder::at(folder), "measure.example/ledger", || [7; 32]).await
}
