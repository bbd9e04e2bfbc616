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

/// Statements for which SQLite means to read a table from end to end, without an index: each with the table. Of the other engine
/// nothing is known, since it decides by what is in the tables.
pub async fn read_whole(db: &Db) -> Result<Vec<Wrong>, Fault> {
    db.read(|c| {
        Box::pin(async move {
            let Link::Sqlite(session) = c.link() else { return Ok(Vec::new()) };
            let mut whole = Vec::new();
            for registered in inventory::iter::<Registered> {
                let sql = Sql::of(registered.0);
                // What SQLite does not understand is for the other engine, or found by [`prepare_all`].
                let Ok(plan) = session.plan(sql) else { continue };
                let scans = plan.into_iter().filter(|line| {
                    line.starts_with("SCAN ") && !line.contains(" USING ") && !line.contains("CONSTANT ROW")
                });
                whole.extend(scans.map(|why| Wrong { place: sql.place(), why }));
            }
            whole.sort_by(|a, b| a.place.cmp(&b.place));
            Ok(whole)
        })
    })
    .await
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

/// A statement of the program as it registered itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// The file it stands in.
    pub file: &'static str,
    /// On which line.
    pub line: u32,
    /// Its text; where the engines differ, one for each.
    pub texts: Vec<&'static str>,
}

/// All of them, by place: also those that a macro made, which no look at the source finds.
pub fn statements() -> Vec<Said> {
    let said = |registered: &Registered| {
        let text = registered.0;
        let texts = if text.is_two() { text.texts().to_vec() } else { text.texts()[..1].to_vec() };
        Said { file: text.file(), line: text.line(), texts }
    };
    let mut all: Vec<Said> = inventory::iter::<Registered>.into_iter().map(said).collect();
    all.sort();
    all
}
