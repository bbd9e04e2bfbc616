//! Migrations: one file for both engines, each in a transaction of its own, never edited once it has run.
//!
//! Tokens stand for types (`{id}`, `{int}`, `{moment}`, `{day}`, `{text}`, `{bytes}`, `{bool}`) and for SQLite's
//! `{strict}` and `{clustered}`; a line `-- @sqlite`, `-- @postgres` or `-- @both` begins a section for one engine or for both.

use std::time::{SystemTime, UNIX_EPOCH};

use sha2::{Digest, Sha256};

use crate::{Conn, Db, Engine, Fault, Work, engine::Link, sql::expanded};

/// A migration as it stands in its file.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Its number: they run in this order.
    pub number: u32,
    /// Its file's name without number and ending.
    pub name: &'static str,
    /// Its text, with tokens.
    pub text: &'static str,
}

/// The table of what has run. It is made here, because no migration could.
const TABLE: &str = "CREATE TABLE IF NOT EXISTS migration (
    number     {int}    NOT NULL CONSTRAINT migration_pkey PRIMARY KEY,
    name       {text}   NOT NULL,
    digest     {text}   NOT NULL, -- SHA-256 of the file, in hexadecimal
    applied_at {moment} NOT NULL
){strict};";

impl Migration {
    /// The migration in a file of this number and name.
    pub const fn new(number: u32, name: &'static str, text: &'static str) -> Self {
        Self { number, name, text }
    }
    /// SHA-256 of the text, in hexadecimal.
    pub(crate) fn digest(&self) -> String {
        Sha256::digest(self.text).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Db {
    /// Runs what has not run yet and gives its numbers. Refuses when one that has run is not as it was.
    pub async fn migrate(&self, migrations: &[Migration]) -> Result<Vec<u32>, Fault> {
        self.make_table().await?;
        let mut ran = Vec::new();
        for migration in self.missing(migrations).await? {
            if self.write(Apply(migration)).await? {
                tracing::info!(number = migration.number, name = migration.name, "A migration ran");
                ran.push(migration.number);
            }
        }
        Ok(ran)
    }
    /// The numbers of those that have not run yet.
    pub async fn pending(&self, migrations: &[Migration]) -> Result<Vec<u32>, Fault> {
        self.make_table().await?;
        Ok(self.missing(migrations).await?.iter().map(|migration| migration.number).collect())
    }

    async fn make_table(&self) -> Result<(), Fault> {
        match self.write(MakeTable).await {
            // Two starters met in PostgreSQL's own catalogue: the other made it.
            Err(Fault::Constraint { .. }) => self.write(MakeTable).await,
            made => made,
        }
    }
    async fn missing(&self, migrations: &[Migration]) -> Result<Vec<Migration>, Fault> {
        let ran = self.read(|c| Box::pin(applied(c))).await?;
        let known = |number: u32| migrations.iter().any(|m| m.number == number);
        if let Some((number, ..)) = ran.iter().find(|(number, ..)| !known(*number)) {
            return Err(Fault::broken(format!(
                "migration {number} has run here, and this program does not know it"
            )));
        }
        let mut missing = Vec::new();
        for migration in migrations {
            match ran.iter().find(|(number, ..)| *number == migration.number) {
                Some((.., digest)) if *digest == migration.digest() => {}
                Some(_) => return Err(changed(migration)),
                None => missing.push(*migration),
            }
        }
        missing.sort_by_key(|migration| migration.number);
        Ok(missing)
    }
}

fn changed(migration: &Migration) -> Fault {
    let Migration { number, name, .. } = migration;
    Fault::broken(format!("migration {number:04}_{name} has run here and was edited since"))
}

/// Number and digest of what has run.
async fn applied(c: &mut Conn) -> Result<Vec<(u32, String)>, Fault> {
    c.all(crate::sql!("SELECT number, digest FROM migration ORDER BY number"), &[]).await
}

struct MakeTable;
impl Work for MakeTable {
    type Done = ();
    type Error = Fault;
    async fn run(&self, c: &mut Conn) -> Result<(), Fault> {
        let text = text_for(TABLE, engine(c));
        c.batch(&text).await
    }
}

struct Apply(Migration);
impl Work for Apply {
    /// Whether it ran: another starter may have been first.
    type Done = bool;
    type Error = Fault;
    async fn run(&self, c: &mut Conn) -> Result<bool, Fault> {
        let migration = &self.0;
        if engine(c) == Engine::Postgres {
            c.batch("LOCK TABLE migration IN ACCESS EXCLUSIVE MODE").await?;
        }
        let ran = applied(c).await?;
        if let Some((.., digest)) = ran.iter().find(|(number, ..)| *number == migration.number) {
            return if *digest == migration.digest() { Ok(false) } else { Err(changed(migration)) };
        }
        let text = text_for(migration.text, engine(c));
        c.batch(&text).await.map_err(|fault| match fault {
            Fault::Broken(why) => {
                Fault::Broken(format!("migration {:04}_{}: {why}", migration.number, migration.name))
            }
            other => other,
        })?;
        let insert =
            crate::sql!("INSERT INTO migration (number, name, digest, applied_at) VALUES ($1, $2, $3, $4)");
        c.execute(insert, &crate::args![migration.number, migration.name, migration.digest(), now()]).await?;
        Ok(true)
    }
}

fn engine(c: &mut Conn) -> Engine {
    match c.link() {
        Link::Sqlite(_) => Engine::Sqlite,
        Link::Postgres(_) => Engine::Postgres,
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "when a migration ran is for the operator; nothing is decided by it"
)]
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
}

/// A migration's text as `engine` reads it.
fn text_for(text: &str, engine: Engine) -> String {
    let mut ours = true;
    let mut kept = String::with_capacity(text.len());
    for line in text.lines() {
        match line.trim() {
            "-- @both" => ours = true,
            "-- @sqlite" => ours = engine == Engine::Sqlite,
            "-- @postgres" => ours = engine == Engine::Postgres,
            _ if ours => {
                kept.push_str(line);
                kept.push('\n');
            }
            _ => {}
        }
    }
    expanded(&kept, |token| type_for(token, engine).map(str::to_owned))
}

/// A token's text. PostgreSQL's text sorts by bytes, as SQLite's does, whatever the server's locale is.
fn type_for(token: &str, engine: Engine) -> Option<&'static str> {
    let (sqlite, postgres) = match token {
        "id" => ("BLOB", "uuid"),
        "int" | "moment" => ("INTEGER", "bigint"),
        "day" | "text" => ("TEXT", "text COLLATE \"C\""),
        "bytes" => ("BLOB", "bytea"),
        "bool" => ("INTEGER", "boolean"),
        "strict" => (" STRICT", ""),
        // A table that lives in its primary key's index: short rows read by its prefix.
        "clustered" => (" STRICT, WITHOUT ROWID", ""),
        _ => return None,
    };
    Some(match engine {
        Engine::Sqlite => sqlite,
        Engine::Postgres => postgres,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_engine_gets_its_sections_and_its_types() {
        let text =
            "CREATE TABLE t (id {id} NOT NULL){strict};\n-- @sqlite\nA;\n-- @postgres\nB;\n-- @both\nC;\n";
        assert_eq!(text_for(text, Engine::Sqlite), "CREATE TABLE t (id BLOB NOT NULL) STRICT;\nA;\nC;\n");
        assert_eq!(text_for(text, Engine::Postgres), "CREATE TABLE t (id uuid NOT NULL);\nB;\nC;\n");
    }
}
