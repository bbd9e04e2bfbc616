//! One connection, inside a read or inside a writing transaction.

#[cfg(feature = "testing")]
use crate::recording::{self, Way};
use crate::{Fault, FromRow, Sql, Value, engine::Link};

/// A connection to one of the engines, lent to a read or to a work.
///
/// After a failed statement it runs no other, on both engines, because PostgreSQL could not.
pub struct Conn {
    link: Link,
    failed: bool,
}

impl Conn {
    pub(crate) const fn new(link: Link) -> Self {
        Self { link, failed: false }
    }
    pub(crate) const fn link(&mut self) -> &mut Link {
        &mut self.link
    }
    /// Forgets an earlier failure and says whether there was one.
    pub(crate) const fn take_failed(&mut self) -> bool {
        std::mem::replace(&mut self.failed, false)
    }

    /// Every row.
    pub async fn all<T: FromRow>(&mut self, sql: Sql, args: &[Value]) -> Result<Vec<T>, Fault> {
        self.sound()?;
        #[cfg(feature = "testing")]
        recording::heard(Way::All, sql, args);
        let rows = match &mut self.link {
            Link::Sqlite(c) => c.all(sql, args),
            Link::Postgres(c) => c.all(sql.postgres(), args).await,
        };
        self.note(sql, rows)
    }

    /// The first row, if there is one.
    pub async fn first<T: FromRow>(&mut self, sql: Sql, args: &[Value]) -> Result<Option<T>, Fault> {
        self.sound()?;
        #[cfg(feature = "testing")]
        recording::heard(Way::First, sql, args);
        let row = match &mut self.link {
            Link::Sqlite(c) => c.first(sql, args),
            Link::Postgres(c) => c.first(sql.postgres(), args).await,
        };
        self.note(sql, row)
    }

    /// Says that these rows will be asked for, in the same words. On PostgreSQL the question goes out together with the next one, so that
    /// both wait for one answer; they are asked again if something is written in between. On SQLite nothing has a way to go.
    pub async fn ahead(&mut self, sql: Sql, args: &[Value]) -> Result<(), Fault> {
        self.sound()?;
        #[cfg(feature = "testing")]
        recording::heard(Way::Ahead, sql, args);
        let said = match &mut self.link {
            Link::Sqlite(_) => Ok(()),
            Link::Postgres(c) => c.ahead(sql.postgres(), args).await,
        };
        self.note(sql, said)
    }

    /// Runs it and says how many rows it touched.
    pub async fn execute(&mut self, sql: Sql, args: &[Value]) -> Result<u64, Fault> {
        self.sound()?;
        #[cfg(feature = "testing")]
        recording::heard(Way::Execute, sql, args);
        let count = match &mut self.link {
            Link::Sqlite(c) => c.execute(sql, args),
            Link::Postgres(c) => c.execute(sql.postgres(), args).await,
        };
        self.note(sql, count)
    }

    /// Runs it, for a work that needs not know how many rows it touched. On PostgreSQL it goes out together with the work's next
    /// statement or its commit, instead of waiting for an answer of its own; if it fails, that one says so.
    pub async fn put(&mut self, sql: Sql, args: &[Value]) -> Result<(), Fault> {
        self.sound()?;
        #[cfg(feature = "testing")]
        recording::heard(Way::Put, sql, args);
        let done = match &mut self.link {
            Link::Sqlite(c) => c.execute(sql, args).map(drop),
            Link::Postgres(c) => c.put(sql.postgres(), args).await,
        };
        self.note(sql, done)
    }

    /// [`Conn::put`] for each of `rows`: an import, a seed.
    pub async fn put_all(&mut self, sql: Sql, rows: &[Vec<Value>]) -> Result<(), Fault> {
        for args in rows {
            self.put(sql, args).await?;
        }
        Ok(())
    }

    /// Asks once more for rows that a decision rests on, in a text with `{for_share}`, so that they stay as they are until the commit.
    /// None on SQLite: it has one writer, and what this work read before stands still anyhow.
    pub async fn hold<T: FromRow>(&mut self, sql: Sql, args: &[Value]) -> Result<Option<Vec<T>>, Fault> {
        match &self.link {
            Link::Sqlite(_) => Ok(None),
            Link::Postgres(_) => self.all(sql, args).await.map(Some),
        }
    }

    /// Several statements without arguments: a migration.
    pub(crate) async fn batch(&mut self, text: &str) -> Result<(), Fault> {
        self.sound()?;
        let done = match &mut self.link {
            Link::Sqlite(c) => c.batch(text),
            Link::Postgres(c) => c.batch(text).await,
        };
        self.failed |= done.is_err();
        done
    }

    fn sound(&self) -> Result<(), Fault> {
        match self.failed {
            false => Ok(()),
            true => {
                Err(Fault::broken("a statement failed before this one; after that a work may only return"))
            }
        }
    }
    /// Remembers a failure, and says where a broken statement stands.
    fn note<T>(&mut self, sql: Sql, result: Result<T, Fault>) -> Result<T, Fault> {
        self.failed |= result.is_err();
        result.map_err(|fault| match fault {
            Fault::Broken(why) => Fault::Broken(format!("{}: {why}", sql.place())),
            other => other,
        })
    }
}
