//! SQLite: one thread that writes, one that moves its log into the file, and a few connections that read.

use std::{
    cell::Cell,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::JoinHandle,
    time::Duration,
};

use futures_util::future::BoxFuture;
use rusqlite::{CachedStatement, Connection, config::DbConfig};
use tokio::sync::Semaphore;

use super::{
    Link,
    queue::Queue,
    sqlite_fault::fault,
    sqlite_write::{self, Errand, Job},
};
use crate::{
    Conn, Fault, FromRow, Row, Sql, Value, Work,
    row::Source,
    work::{at_once, caught},
};

/// 3.51.3 mended a WAL bug that could corrupt a file when two connections checkpoint at once.
const VERSION_MIN: i32 = 3_051_003;
/// How long to wait for another process (a backup, the command line) that holds the lock.
const BUSY_MAX: Duration = Duration::from_secs(5);
const READERS_MAX: u32 = 4;
/// Works that may wait; more are told to come back.
const WAITING_MAX: usize = 4096;
const STATEMENTS_KEPT: usize = 512;
/// Of a file that is made: half of what SQLite takes by itself. A durable write of a few rows here and there is pages logged, summed,
/// synced and moved; a read of many rows looks at more of them, which costs a twentieth.
const PAGE_BYTES: u32 = 2_048;
/// Page cache of a connection, in KiB: what its readers look at now, however large the file. It is private memory of each.
const CACHE_KIB: i32 = 16_384;
/// The same for the writer, who copies the pages it changes and maps the others. No larger: when a page splits, SQLite looks through
/// the whole cache at the next commit.
const CACHE_WRITER_KIB: i32 = 8_192;

/// Bytes of the file that a connection maps instead of copying: the system's cache, shared by all, a fifth less work a page. No more,
/// since tools count what one process maps as its own memory.
const MAPPED: i64 = 128 << 20;

/// Whether a commit waits for the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Durability {
    Full,
    /// For tests: survives a crash of the program, not of the machine.
    #[cfg(feature = "testing")]
    Off,
}

pub(crate) struct Sqlite {
    path: PathBuf,
    readers: Mutex<Vec<Conn>>,
    readers_count: u32,
    reading: Semaphore,
    writes: Arc<Queue<Box<dyn Job>>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl Sqlite {
    pub(crate) fn open(path: &Path, durability: Durability) -> Result<Self, Fault> {
        if rusqlite::version_number() < VERSION_MIN {
            return Err(Fault::broken(format!("SQLite {} is too old", rusqlite::version())));
        }
        let writes = Arc::new(Queue::new(WAITING_MAX));
        // The writer first: it makes the file, and turns its log on.
        let threads = sqlite_write::start(path, durability, &writes)?;
        let cores = std::thread::available_parallelism().map_or(2, |n| n.get());
        let readers_count = u32::try_from(cores).map_or(READERS_MAX, |cores| cores.min(READERS_MAX));
        let readers: Result<Vec<_>, Fault> = (0..readers_count).map(|_| reader(path)).collect();
        Ok(Self {
            path: path.to_owned(),
            readers: Mutex::new(readers?),
            readers_count,
            reading: Semaphore::new(readers_count as usize),
            writes,
            threads: Mutex::new(threads),
        })
    }

    /// Reads on the asking thread. Handing the page's hundreds of strings over from another thread costs a quarter more
    /// than reading them; and a page is rendered on this thread in any case.
    pub(crate) async fn read<T, E>(
        &self,
        read: impl for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, E>>,
    ) -> Result<T, E>
    where
        E: From<Fault>,
    {
        let _turn = self.reading.acquire().await.map_err(|_| Fault::unavailable("it is closed"))?;
        let mut conn = lock(&self.readers).pop().expect("there are as many readers as turns");
        let result = snapshot(&mut conn, read);
        lock(&self.readers).push(conn);
        result
    }

    /// Reads on a thread and a connection of its own, so that pages do not wait for it.
    pub(crate) async fn read_long<T, E>(
        &self,
        read: impl for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, E>> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        let path = self.path.clone();
        let task = tokio::task::spawn_blocking(move || snapshot(&mut reader(&path)?, read));
        task.await.map_err(Fault::broken)?
    }

    pub(crate) async fn write<W: Work>(&self, work: W) -> Result<W::Done, W::Error> {
        let (errand, from) = Errand::new(work);
        self.writes.push(Box::new(errand))?;
        from.await.map_err(|_| Fault::broken("the writing thread ended"))?
    }

    pub(crate) async fn backup_to(&self, path: &Path) -> Result<(), Fault> {
        let (from, to) = (self.path.clone(), path.to_owned());
        tokio::task::spawn_blocking(move || Session::reader(&from)?.copy_to(&to))
            .await
            .map_err(Fault::broken)?
    }

    pub(crate) async fn is_whole(&self) -> Result<bool, Fault> {
        let path = self.path.clone();
        tokio::task::spawn_blocking(move || Session::reader(&path)?.is_whole())
            .await
            .map_err(Fault::broken)?
    }

    pub(crate) async fn close(&self) {
        self.writes.close();
        // Every turn, so that no read is under way.
        let all = self.reading.acquire_many(self.readers_count).await;
        self.reading.close();
        lock(&self.readers).clear();
        drop(all);
        let threads = std::mem::take(&mut *lock(&self.threads));
        let _ = tokio::task::spawn_blocking(|| threads.into_iter().for_each(|t| drop(t.join()))).await;
    }
}

impl Drop for Sqlite {
    fn drop(&mut self) {
        self.writes.close();
    }
}

fn reader(path: &Path) -> Result<Conn, Fault> {
    Session::reader(path).map(|session| Conn::new(Link::Sqlite(session)))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nobody panics while holding one of these.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn thread(name: &str, run: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, Fault> {
    std::thread::Builder::new().name(name.to_owned()).spawn(run).map_err(Fault::unavailable)
}

/// One read, all of whose statements see the same state.
fn snapshot<T, E: From<Fault>>(
    c: &mut Conn,
    read: impl for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, E>>,
) -> Result<T, E> {
    session(c).control("BEGIN")?;
    let result = caught(|| at_once(read(c)));
    c.take_failed();
    // Ends the snapshot, whatever happened; there is nothing to commit.
    session(c).control("COMMIT")?;
    match result {
        Ok(Some(result)) => result,
        Ok(None) => Err(Fault::broken("a read awaited something other than its statements").into()),
        Err(fault) => Err(fault.into()),
    }
}

/// The session under a connection that a SQLite thread holds.
pub(crate) fn session(c: &mut Conn) -> &mut Session {
    match c.link() {
        Link::Sqlite(session) => session,
        Link::Postgres(_) => unreachable!("SQLite's threads hold SQLite's connections"),
    }
}

/// One connection.
pub(crate) struct Session {
    connection: Connection,
    /// Whether a statement that writes was begun since somebody last asked.
    wrote: Cell<bool>,
}

impl Session {
    pub(crate) fn writer(path: &Path, durability: Durability) -> Result<Self, Fault> {
        let session = Self::open(path)?;
        let synchronous = match durability {
            Durability::Full => "FULL",
            #[cfg(feature = "testing")]
            Durability::Off => "OFF",
        };
        session.batch(&format!(
            "PRAGMA page_size = {PAGE_BYTES}; PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous}; PRAGMA wal_autocheckpoint = 0;
             PRAGMA cache_size = -{CACHE_WRITER_KIB}; PRAGMA mmap_size = {MAPPED};"
        ))?;
        Ok(session)
    }
    pub(crate) fn reader(path: &Path) -> Result<Self, Fault> {
        let session = Self::open(path)?;
        session.batch(&format!("PRAGMA query_only = ON; PRAGMA mmap_size = {MAPPED};"))?;
        Ok(session)
    }
    fn open(path: &Path) -> Result<Self, Fault> {
        let connection = Connection::open(path).map_err(fault)?;
        let session = Self { connection, wrote: Cell::new(false) };
        // Before anything that can meet a lock.
        session.connection.busy_timeout(BUSY_MAX).map_err(fault)?;
        session.connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        // One plan a statement, whatever is bound. Without it SQLite parses and plans again for nearly every new argument.
        session.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(fault)?;
        // LIKE minds case, as PostgreSQL's does. Each list after IN is a little table of its own: in memory it costs a quarter.
        session.batch(&format!(
            "PRAGMA foreign_keys = ON; PRAGMA case_sensitive_like = ON; PRAGMA temp_store = MEMORY;
             PRAGMA cache_size = -{CACHE_KIB};"
        ))?;
        Ok(session)
    }

    pub(crate) fn all<T: FromRow>(&mut self, sql: Sql, args: &[Value]) -> Result<Vec<T>, Fault> {
        let mut statement = self.bound(sql, args)?;
        let columns = statement.column_count();
        let mut rows = statement.raw_query();
        let mut made = Vec::new();
        while let Some(row) = rows.next().map_err(fault)? {
            made.push(Row::new(Source::Sqlite(row)).into(columns)?);
        }
        Ok(made)
    }
    pub(crate) fn first<T: FromRow>(&mut self, sql: Sql, args: &[Value]) -> Result<Option<T>, Fault> {
        let mut statement = self.bound(sql, args)?;
        let columns = statement.column_count();
        let mut rows = statement.raw_query();
        match rows.next().map_err(fault)? {
            Some(row) => Row::new(Source::Sqlite(row)).into(columns).map(Some),
            None => Ok(None),
        }
    }
    pub(crate) fn execute(&mut self, sql: Sql, args: &[Value]) -> Result<u64, Fault> {
        let count = self.bound(sql, args)?.raw_execute().map_err(fault)?;
        u64::try_from(count).map_err(Fault::broken)
    }
    pub(crate) fn batch(&self, text: &str) -> Result<(), Fault> {
        self.wrote.set(true);
        self.connection.execute_batch(text).map_err(fault)
    }
    /// BEGIN, COMMIT and their kin.
    pub(crate) fn control(&self, text: &'static str) -> Result<(), Fault> {
        self.connection.prepare_cached(text).and_then(|mut s| s.raw_execute()).map_err(fault)?;
        Ok(())
    }
    /// Whether a statement that writes was begun since this was last asked; BEGIN, COMMIT and their kin aside.
    pub(crate) fn take_wrote(&self) -> bool {
        self.wrote.take()
    }
    /// A fault when SQLite has rolled the whole transaction back by itself (a full disk does that).
    pub(crate) fn must_be_inside(&self) -> Result<(), Fault> {
        if self.is_outside() { Err(Fault::unavailable("SQLite rolled the transaction back")) } else { Ok(()) }
    }
    /// Whether no transaction is open.
    pub(crate) fn is_outside(&self) -> bool {
        self.connection.is_autocommit()
    }
    /// Moves what it can from the log into the file, disturbing nobody, and says how many of its pages are there.
    pub(crate) fn move_log(&self) -> Result<i64, Fault> {
        self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| row.get(2)).map_err(fault)
    }
    /// The same, and waits a little for those who still read it, so that it starts over with the next write.
    pub(crate) fn restart_log(&self, patience: Duration) -> Result<i64, Fault> {
        self.connection.busy_timeout(patience).map_err(fault)?;
        let moved =
            self.connection.query_row("PRAGMA wal_checkpoint(RESTART)", [], |row| row.get(2)).map_err(fault);
        self.connection.busy_timeout(BUSY_MAX).map_err(fault)?;
        moved
    }
    pub(crate) fn on_commit(&mut self, told: impl Fn(i64) + Send + 'static) -> Result<(), Fault> {
        let hook = move |_: &mut rusqlite::hooks::Wal, pages: std::ffi::c_int| {
            told(pages.into());
            Ok(())
        };
        self.connection.wal_hook(Some(hook)).map_err(fault)
    }
    /// Whether SQLite understands a statement.
    pub(crate) fn check(&self, sql: Sql) -> Result<(), Fault> {
        self.connection.prepare(sql.sqlite()).map(drop).map_err(fault)
    }
    /// How SQLite means to read for a statement: a line for each table.
    pub(crate) fn plan(&self, sql: Sql) -> Result<Vec<String>, Fault> {
        let asked = format!("EXPLAIN QUERY PLAN {}", sql.sqlite());
        let mut statement = self.connection.prepare(&asked).map_err(fault)?;
        // Nothing is bound: the plan does not hang on it.
        let (mut rows, mut lines) = (statement.raw_query(), Vec::new());
        while let Some(row) = rows.next().map_err(fault)? {
            lines.push(row.get(3).map_err(fault)?);
        }
        Ok(lines)
    }
    fn copy_to(&self, path: &Path) -> Result<(), Fault> {
        let path = path.to_str().ok_or_else(|| Fault::broken("the copy's path is not UTF-8"))?;
        // query_only refuses VACUUM INTO too; this connection is ours alone and goes away.
        self.batch("PRAGMA query_only = OFF;")?;
        self.connection.execute("VACUUM INTO ?1", [path]).map(drop).map_err(fault)
    }
    fn is_whole(&self) -> Result<bool, Fault> {
        let said: String =
            self.connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(fault)?;
        Ok(said == "ok")
    }

    fn bound(&self, sql: Sql, args: &[Value]) -> Result<CachedStatement<'_>, Fault> {
        let mut statement = self.connection.prepare_cached(sql.sqlite()).map_err(fault)?;
        if !statement.readonly() {
            self.wrote.set(true);
        }
        if statement.parameter_count() != args.len() {
            let wanted = statement.parameter_count();
            return Err(Fault::broken(format!("{} arguments for {wanted} placeholders", args.len())));
        }
        for (index, value) in args.iter().enumerate() {
            statement.raw_bind_parameter(index + 1, value).map_err(fault)?;
        }
        Ok(statement)
    }
}
