//! The ledger on both engines: how it grows, what it refuses, what it finds out.

mod growth;
mod tampering;

use std::path::Path;

use base::Moment;
use db::{Conn, Db, Fault, Migration, Sql, Value, Work, sql};
use uuid::Uuid;

use crate::{Folder, Hash, Ledger, append, commitment};

const MIGRATIONS: &[Migration] =
    &[Migration::new(7, "ledger", include_str!("../../../../migrations/0007_ledger.sql"))];
const NOON: Moment = Moment::from_micros(1_800_000_000_000_000);

/// The row of this number, and its leaf.
fn row(n: u32) -> (Uuid, Hash) {
    (Uuid::from_u128(u128::from(n) + 1), commitment(&[7; 32], &n.to_be_bytes()))
}

/// Appends these rows in one transaction; takes it all back when `fails`.
struct Append {
    rows: std::ops::Range<u32>,
    fails: bool,
}
impl Work for Append {
    type Done = ();
    type Error = Fault;
    async fn run(&self, c: &mut Conn) -> Result<(), Fault> {
        for n in self.rows.clone() {
            let (id, leaf) = row(n);
            append(c, id, leaf).await?;
        }
        if self.fails { Err(Fault::Broken("on purpose".to_owned())) } else { Ok(()) }
    }
}
async fn append_rows(db: &Db, rows: std::ops::Range<u32>) {
    db.write(Append { rows, fails: false }).await.unwrap();
}

/// Statements as the database's owner may run them.
struct Run(Vec<(Sql, Vec<Value>)>);
impl Work for Run {
    type Done = u64;
    type Error = Fault;
    async fn run(&self, c: &mut Conn) -> Result<u64, Fault> {
        let mut touched = 0;
        for (sql, args) in &self.0 {
            touched += c.execute(*sql, args).await?;
        }
        Ok(touched)
    }
}
async fn run<const N: usize>(db: &Db, sql: Sql, args: [Value; N]) -> Result<u64, Fault> {
    db.write(Run(vec![(sql, args.to_vec())])).await
}

/// The ledger of a server whose data folder is `folder`; `server` is its randomness.
async fn open(db: &Db, folder: &Path, server: u8) -> Ledger {
    Ledger::open(db.clone(), Folder::at(folder), "test.example/ledger", || [server; 32]).await.unwrap()
}

/// The database's owner does away with the triggers.
async fn without_triggers(db: &Db) {
    let off = [
        sql!(sqlite: "DROP TRIGGER ledger_leaf_stays", postgres: "ALTER TABLE ledger_leaf DISABLE TRIGGER USER"),
        sql!(sqlite: "DROP TRIGGER ledger_leaf_is_kept", postgres: "SELECT 1"),
        sql!(sqlite: "DROP TRIGGER ledger_node_stays", postgres: "ALTER TABLE ledger_node DISABLE TRIGGER USER"),
        sql!(sqlite: "DROP TRIGGER ledger_node_is_kept", postgres: "SELECT 1"),
        sql!(sqlite: "DROP TRIGGER ledger_checkpoint_stays", postgres: "ALTER TABLE ledger_checkpoint DISABLE TRIGGER USER"),
        sql!(sqlite: "DROP TRIGGER ledger_checkpoint_is_kept", postgres: "SELECT 1"),
        sql!(sqlite: "DROP TRIGGER ledger_tree_grows", postgres: "ALTER TABLE ledger_tree DISABLE TRIGGER USER"),
        sql!(sqlite: "DROP TRIGGER ledger_waiting_is_kept", postgres: "ALTER TABLE ledger_waiting DISABLE TRIGGER USER"),
        sql!(sqlite: "DROP TRIGGER ledger_waiting_stays", postgres: "SELECT 1"),
    ];
    for statement in off {
        run(db, statement, []).await.unwrap();
    }
}
