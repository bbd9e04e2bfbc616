//! Every statement of the program, prepared on the engine that runs: a test's substitute for checking SQL at compile time.

use crate::{Conn, Db, Fault, Sql, engine::Link, sql::Registered};

/// A statement that the engine refuses, or whose types are none of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// `file:line` of the statement.
    pub place: String,
    /// What is wrong with it.
    pub why: String,
}

/// Prepares all of them.
pub async fn prepare_all(db: &Db) -> Result<Vec<Wrong>, Fault> {
    db.read(|c| Box::pin(async move { Ok(wrong_ones(c).await) })).await
}

async fn wrong_ones(c: &mut Conn) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    for registered in inventory::iter::<Registered> {
        let sql = Sql::of(registered.0);
        let checked = match c.link() {
            Link::Sqlite(session) => session.check(sql),
            Link::Postgres(session) => session.check(sql.postgres()).await,
        };
        if let Err(fault) = checked {
            wrong.push(Wrong { place: sql.place(), why: fault.to_string() });
        }
    }
    wrong.sort_by(|a, b| a.place.cmp(&b.place));
    wrong
}

/// Where the statements stand that have a text for each engine.
pub fn two_texts() -> Vec<String> {
    let mut places: Vec<_> = inventory::iter::<Registered>
        .into_iter()
        .filter(|registered| registered.0.is_two())
        .map(|registered| registered.0.place())
        .collect();
    places.sort();
    places
}
