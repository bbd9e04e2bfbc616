//! Two database engines behind one door: SQLite inside the process, PostgreSQL beside it.
//!
//! A statement is one text for both (`sql!`), a verb that writes is a [`Work`], a page that reads gives [`Db::read`] a
//! closure. This crate knows statements and no table; which engine runs is asked here and nowhere else. What may be
//! relied upon, and how each engine keeps it, stands in `engine`.

mod conn;
mod engine;
mod fault;
mod migrate;
mod prepare;
#[cfg(feature = "testing")]
pub mod recording;
mod row;
mod sql;
#[cfg(feature = "testing")]
pub mod testing;
mod value;
mod work;

pub use conn::Conn;
pub use engine::{Db, Engine};
pub use fault::Fault;
pub use futures_util::future::BoxFuture;
pub use migrate::Migration;
pub use prepare::{Said, Wrong, prepare_all, read_whole, statements};
pub use row::{Cell, FromRow, FromValue, Row};
pub use sql::{Sql, Text};
pub use value::Value;
pub use work::Work;

/// What the macros expand to; nobody else's business.
#[doc(hidden)]
pub mod private {
    pub use crate::sql::Registered;
    pub use inventory;
}
