//! What comes out of a statement: a row is read cell by cell, in the order of its columns.

use base::{Day, Moment, Percent};
use uuid::Uuid;

use crate::Fault;

/// A cell as either engine holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    /// NULL.
    Null,
    /// A whole number.
    Int(i64),
    /// True or false (PostgreSQL).
    Bool(bool),
    /// Text.
    Text(&'a str),
    /// Bytes; on SQLite also an id.
    Bytes(&'a [u8]),
    /// An id (PostgreSQL).
    Id(Uuid),
}

/// A row and how far it has been read.
pub struct Row<'a> {
    source: Source<'a>,
    next: usize,
}

#[derive(Clone, Copy)]
pub(crate) enum Source<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

impl<'a> Row<'a> {
    pub(crate) const fn new(source: Source<'a>) -> Self {
        Self { source, next: 0 }
    }
    #[cfg(feature = "testing")]
    pub(crate) fn width(&self) -> usize {
        match self.source {
            Source::Sqlite(row) => row.as_ref().column_count(),
            Source::Postgres(row) => row.len(),
        }
    }
    /// The next cell, as `T`.
    pub fn take<T: FromValue>(&mut self) -> Result<T, Fault> {
        let place = self.next;
        self.next += 1;
        let cell = match self.source {
            Source::Sqlite(row) => crate::engine::sqlite_cell(row, place)?,
            Source::Postgres(row) => crate::engine::postgres_cell(row, place)?,
        };
        T::from_value(cell).ok_or_else(|| {
            Fault::broken(format!(
                "column {} holds {}, which is no {}",
                place + 1,
                kind(&cell),
                std::any::type_name::<T>()
            ))
        })
    }
    /// The whole row as `T`, which must read every column.
    pub(crate) fn into<T: FromRow>(mut self, columns: usize) -> Result<T, Fault> {
        let made = T::from_row(&mut self)?;
        if self.next == columns {
            return Ok(made);
        }
        Err(Fault::broken(format!(
            "{columns} columns came, {} reads {}",
            std::any::type_name::<T>(),
            self.next
        )))
    }
}

/// The kind of a cell; never its content, which may be a person's.
fn kind(cell: &Cell<'_>) -> &'static str {
    match cell {
        Cell::Null => "NULL",
        Cell::Int(_) => "a number",
        Cell::Bool(_) => "a boolean",
        Cell::Text(_) => "text",
        Cell::Bytes(_) => "bytes",
        Cell::Id(_) => "an id",
    }
}

/// What a row can become: tuples of up to 16, and structs through [`from_row!`](crate::from_row!).
pub trait FromRow: Sized {
    /// Reads every column, in order.
    fn from_row(row: &mut Row<'_>) -> Result<Self, Fault>;
}

/// What a cell can become.
pub trait FromValue: Sized {
    /// `None` when the cell holds something else.
    fn from_value(cell: Cell<'_>) -> Option<Self>;
}

/// A struct that is a row: `from_row! { /// … pub struct Entry { /// … pub id: EntryId, … } }` defines it and reads its
/// fields in the order of the columns; `from_row!(Entry { id, title })` does so for one that exists.
#[macro_export]
macro_rules! from_row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[$field_meta:meta])* $field_vis:vis $field:ident : $type:ty),+ $(,)?
    }) => {
        $(#[$meta])* $vis struct $name { $($(#[$field_meta])* $field_vis $field: $type),+ }
        $crate::from_row!($name { $($field),+ });
    };
    ($name:ident { $($field:ident),+ $(,)? }) => {
        impl $crate::FromRow for $name {
            fn from_row(row: &mut $crate::Row<'_>) -> ::core::result::Result<Self, $crate::Fault> {
                ::core::result::Result::Ok(Self { $($field: row.take()?),+ })
            }
        }
    };
}

macro_rules! tuples {
    ($($first:ident $($rest:ident)*)?) => {$(
        impl<$first: FromValue $(, $rest: FromValue)*> FromRow for ($first, $($rest,)*) {
            fn from_row(row: &mut Row<'_>) -> Result<Self, Fault> {
                Ok((row.take::<$first>()?, $(row.take::<$rest>()?,)*))
            }
        }
        tuples!($($rest)*);
    )?};
}
tuples!(A B C D E F G H I J K L M N O P);

macro_rules! cells {
    ($($type:ty: $($cell:pat => $made:expr),+;)+) => {$(
        impl FromValue for $type {
            fn from_value(cell: Cell<'_>) -> Option<Self> {
                match cell { $($cell => $made,)+ _ => None }
            }
        }
    )+};
}
cells! {
    i64: Cell::Int(v) => Some(v);
    i32: Cell::Int(v) => v.try_into().ok();
    u32: Cell::Int(v) => v.try_into().ok();
    u16: Cell::Int(v) => v.try_into().ok();
    u8: Cell::Int(v) => v.try_into().ok();
    bool: Cell::Bool(v) => Some(v), Cell::Int(0) => Some(false), Cell::Int(1) => Some(true);
    String: Cell::Text(v) => Some(v.to_owned());
    Box<str>: Cell::Text(v) => Some(v.into());
    Vec<u8>: Cell::Bytes(v) => Some(v.to_vec());
    Uuid: Cell::Id(v) => Some(v), Cell::Bytes(v) => Uuid::from_slice(v).ok();
    Day: Cell::Text(v) => v.parse().ok();
    Moment: Cell::Int(v) => Some(Self::from_micros(v));
    Percent: Cell::Int(v) => Self::new(v);
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(cell: Cell<'_>) -> Option<Self> {
        match cell {
            Cell::Null => Some(None),
            cell => T::from_value(cell).map(Some),
        }
    }
}
impl<const N: usize> FromValue for [u8; N] {
    fn from_value(cell: Cell<'_>) -> Option<Self> {
        match cell {
            Cell::Bytes(bytes) => bytes.try_into().ok(),
            _ => None,
        }
    }
}

macro_rules! ids {
    ($($id:ident),+ $(,)?) => {$(
        impl FromValue for base::$id {
            fn from_value(cell: Cell<'_>) -> Option<Self> { Uuid::from_value(cell).map(Self::from_uuid) }
        }
    )+};
}
base::each_id!(ids);
