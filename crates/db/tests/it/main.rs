//! What `db` promises, on SQLite and, where `ATTEST_TEST_POSTGRES` names a server, on PostgreSQL.

#![allow(clippy::unwrap_used, reason = "in a test, a surprise is a failure")]

mod constraints;
mod killed;
mod migrating;
mod reading;
mod writing;

use db::{Conn, Db, Fault, Migration, Sql, Value, Work, args, sql};

/// Tables that show each kind of constraint, and counters to fight over.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration::new(1, "world", include_str!("../../../../migrations/0001_world.sql")),
    Migration::new(2, "shelf", include_str!("shelf.sql")),
];

/// A work that runs one statement.
pub(crate) struct Run(pub(crate) Sql, pub(crate) Vec<Value>);
impl Work for Run {
    type Done = u64;
    type Error = Fault;
    async fn run(&self, c: &mut Conn) -> Result<u64, Fault> {
        c.execute(self.0, &self.1).await
    }
}

/// Puts a book on the shelf.
pub(crate) fn shelve(id: i64, title: &str) -> Run {
    Run(
        sql!("INSERT INTO book (id, title, copies, lent) VALUES ($1, $2, $3, $4)"),
        args![id, title, 1, false].into(),
    )
}

/// The ids on the shelf.
pub(crate) async fn books(db: &Db) -> Vec<i64> {
    let rows: Result<Vec<(i64,)>, Fault> =
        db.read(|c| Box::pin(c.all(sql!("SELECT id FROM book ORDER BY id"), &[]))).await;
    rows.unwrap().into_iter().map(|(id,)| id).collect()
}
