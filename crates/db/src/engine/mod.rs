//! The two engines, and the door before them.
//!
//! | | SQLite | PostgreSQL |
//! |---|---|---|
//! | a write | on the one writer's thread, in a group's transaction; run again in a savepoint when a neighbour failed half-way | a serializable transaction, run again when it met another |
//! | acknowledged | after the group's commit, `synchronous=FULL` | after its commit |
//! | a read | a snapshot on the asking thread, on one of a few connections that cannot write | a statement at a time on a pooled connection |
//! | a work that awaits something else | a fault | works; the tests on SQLite find it |
//! | a panic | a fault; only its own writes are rolled back | the same |
//! | a client that hangs up | changes nothing: the work ends by itself | the same |

mod postgres;
mod postgres_fault;
mod postgres_session;
mod postgres_value;
mod postgres_write;
mod queue;
mod sqlite;
mod sqlite_fault;
mod sqlite_value;
mod sqlite_write;

use std::{path::Path, sync::Arc};

use futures_util::future::BoxFuture;

pub(crate) use self::{
    postgres_value::cell as postgres_cell, sqlite::Durability, sqlite_value::cell as sqlite_cell,
};
use crate::{Conn, Fault, Work};

/// Which engine runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Inside this process, one file.
    Sqlite,
    /// A server beside it.
    Postgres,
}

/// A database. Cloning is cheap and gives the same one.
#[derive(Clone)]
pub struct Db {
    pub(crate) kind: Kind,
}

#[derive(Clone)]
pub(crate) enum Kind {
    Sqlite(Arc<sqlite::Sqlite>),
    Postgres(Arc<postgres::Postgres>),
}

/// The connection under a [`Conn`].
pub(crate) enum Link {
    Sqlite(sqlite::Session),
    Postgres(postgres_session::Session),
}

impl Db {
    /// The SQLite database in this file, made when it does not exist.
    pub async fn sqlite(path: &Path) -> Result<Self, Fault> {
        Self::sqlite_as(path, Durability::Full)
    }
    pub(crate) fn sqlite_as(path: &Path, durability: Durability) -> Result<Self, Fault> {
        let opened = sqlite::Sqlite::open(path, durability)?;
        Ok(Self { kind: Kind::Sqlite(Arc::new(opened)) })
    }
    /// The PostgreSQL database at `postgres://user@host/name`. TLS unless the host is this machine or the address says
    /// `sslmode=disable`; `sslrootcert=/path.pem` names the authorities to believe instead of the public ones.
    pub async fn postgres(url: &str) -> Result<Self, Fault> {
        let (url, roots) = without_roots(url);
        let config = url.parse().map_err(|e| Fault::broken(format!("the database's address: {e}")))?;
        Self::postgres_at(config, roots, postgres::CONNECTIONS_MAX).await
    }
    pub(crate) async fn postgres_at(
        config: tokio_postgres::Config,
        roots: Option<&str>,
        connections: usize,
    ) -> Result<Self, Fault> {
        let opened = postgres::Postgres::open(config, roots, connections).await?;
        Ok(Self { kind: Kind::Postgres(Arc::new(opened)) })
    }
    /// Which engine it is: for start-up messages and tests. A slice that asks has missed the point.
    pub const fn engine(&self) -> Engine {
        match &self.kind {
            Kind::Sqlite(_) => Engine::Sqlite,
            Kind::Postgres(_) => Engine::Postgres,
        }
    }

    /// Reads: `db.read(|c| Box::pin(async move { … }))`. It awaits nothing but statements.
    pub async fn read<T, E>(
        &self,
        read: impl for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, E>> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        #[cfg(feature = "testing")]
        crate::recording::begins(false);
        match &self.kind {
            Kind::Sqlite(sqlite) => sqlite.read(read).await,
            Kind::Postgres(postgres) => postgres.read(read).await,
        }
    }

    /// Reads much: a report, a walk through the ledger. On SQLite a [`Db::read`] runs on the asking thread, which suits
    /// what a page needs; this one takes a thread and a connection of its own.
    pub async fn read_long<T, E>(
        &self,
        read: impl for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, E>> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        match &self.kind {
            Kind::Sqlite(sqlite) => sqlite.read_long(read).await,
            Kind::Postgres(postgres) => postgres.read(read).await,
        }
    }

    /// Writes: all of the work, or none of it; durable when this returns.
    pub async fn write<W: Work>(&self, work: W) -> Result<W::Done, W::Error> {
        #[cfg(feature = "testing")]
        crate::recording::begins(true);
        match &self.kind {
            Kind::Sqlite(sqlite) => sqlite.write(work).await,
            Kind::Postgres(postgres) => postgres_write::write(postgres, work).await,
        }
    }

    /// Ends the database's threads and connections once works under way are done. The last clone does so by itself, but
    /// does not wait.
    pub async fn close(self) {
        match &self.kind {
            Kind::Sqlite(sqlite) => sqlite.close().await,
            Kind::Postgres(postgres) => postgres.close(),
        }
    }

    /// A consistent copy in a new file, while others go on writing (SQLite; PostgreSQL has `pg_dump`).
    pub async fn backup_to(&self, path: &Path) -> Result<(), Fault> {
        match &self.kind {
            Kind::Sqlite(sqlite) => sqlite.backup_to(path).await,
            Kind::Postgres(_) => {
                Err(Fault::broken("PostgreSQL is backed up with its own tool: pg_dump --format=custom"))
            }
        }
    }

    /// Reads the whole file through and says whether its pages belong together (SQLite; PostgreSQL does so as it reads).
    pub async fn is_whole(&self) -> Result<bool, Fault> {
        match &self.kind {
            Kind::Sqlite(sqlite) => sqlite.is_whole().await,
            Kind::Postgres(_) => Ok(true),
        }
    }
}

/// The address without the one parameter that the driver does not know, and that parameter.
fn without_roots(url: &str) -> (String, Option<&str>) {
    let Some((address, parameters)) = url.split_once('?') else { return (url.to_owned(), None) };
    let (ours, others): (Vec<_>, Vec<_>) =
        parameters.split('&').partition(|parameter| parameter.starts_with("sslrootcert="));
    let roots = ours.first().and_then(|parameter| parameter.split_once('=')).map(|(_, path)| path);
    (format!("{address}?{}", others.join("&")), roots)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_name_its_authorities() {
        assert_eq!(without_roots("postgres://a/b"), ("postgres://a/b".to_owned(), None));
        assert_eq!(
            without_roots("postgres://a/b?sslrootcert=/c.pem&sslmode=require"),
            ("postgres://a/b?sslmode=require".to_owned(), Some("/c.pem"))
        );
    }
}
