//! What statements a request runs, in order and with their arguments: a test counts them, and `bin/bench` plays them again
//! without the program around them. One recording at a time, for the whole process; only with the feature `testing`.

use std::sync::{
    Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use crate::{Cell, Conn, Fault, FromRow, FromValue, Row, Sql, Value};

/// How a statement was run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// [`Conn::all`].
    All,
    /// [`Conn::first`].
    First,
    /// [`Conn::ahead`]: no statement of its own.
    Ahead,
    /// [`Conn::execute`].
    Execute,
    /// [`Conn::put`], or one row of [`Conn::put_all`].
    Put,
}

/// A statement that was run.
#[derive(Clone)]
pub struct Ran {
    /// Which.
    pub sql: Sql,
    /// With what.
    pub args: Vec<Value>,
    /// How.
    pub way: Way,
    /// In which read or work since the recording began.
    pub part: usize,
    /// Whether that was a work.
    pub writes: bool,
}

#[derive(Default)]
struct Tape {
    ran: Vec<Ran>,
    part: usize,
    writes: bool,
}

static ON: AtomicBool = AtomicBool::new(false);
static TAPE: Mutex<Tape> = Mutex::new(Tape { ran: Vec::new(), part: 0, writes: false });

fn tape() -> MutexGuard<'static, Tape> {
    TAPE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Begins a recording.
pub fn start() {
    *tape() = Tape::default();
    ON.store(true, Ordering::SeqCst);
}

/// Ends it and gives what ran.
pub fn stop() -> Vec<Ran> {
    ON.store(false, Ordering::SeqCst);
    std::mem::take(&mut *tape()).ran
}

pub(crate) fn begins(writes: bool) {
    if ON.load(Ordering::Relaxed) {
        let mut tape = tape();
        tape.part += 1;
        tape.writes = writes;
    }
}

pub(crate) fn heard(way: Way, sql: Sql, args: &[Value]) {
    if ON.load(Ordering::Relaxed) {
        let mut tape = tape();
        let (part, writes) = (tape.part, tape.writes);
        tape.ran.push(Ran { sql, args: args.to_vec(), way, part, writes });
    }
}

/// A row of any shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loose(pub Vec<Value>);

impl FromRow for Loose {
    fn from_row(row: &mut Row<'_>) -> Result<Self, Fault> {
        let mut cells = Vec::with_capacity(row.width());
        while cells.len() < row.width() {
            cells.push(row.take::<Value>()?);
        }
        Ok(Self(cells))
    }
}
impl FromValue for Value {
    fn from_value(cell: Cell<'_>) -> Option<Self> {
        Some(match cell {
            Cell::Null => Self::Null,
            Cell::Int(v) => Self::Int(v),
            Cell::Bool(v) => Self::Bool(v),
            Cell::Text(v) => Self::Text(v.to_owned()),
            Cell::Bytes(v) => Self::Bytes(v.to_vec()),
            Cell::Id(v) => Self::Id(v),
        })
    }
}

impl Ran {
    /// Runs it again with these arguments. What it only changed gives no rows.
    pub async fn again(&self, c: &mut Conn, args: &[Value]) -> Result<Vec<Loose>, Fault> {
        match self.way {
            Way::All => c.all(self.sql, args).await,
            Way::First => Ok(c.first(self.sql, args).await?.into_iter().collect()),
            Way::Ahead => c.ahead(self.sql, args).await.map(|()| Vec::new()),
            Way::Execute => c.execute(self.sql, args).await.map(|_| Vec::new()),
            Way::Put => c.put(self.sql, args).await.map(|()| Vec::new()),
        }
    }
    /// The text as it stands in the source.
    pub fn text(&self) -> &'static str {
        self.sql.text()
    }
}

/// Every statement of the program: where it stands, what SQLite reads, what PostgreSQL reads.
pub fn texts() -> Vec<(String, &'static str, &'static str)> {
    let all = inventory::iter::<crate::sql::Registered>.into_iter();
    all.map(|one| Sql::of(one.0)).map(|sql| (sql.place(), sql.sqlite(), sql.postgres())).collect()
}
