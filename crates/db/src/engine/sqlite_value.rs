//! SQLite's values and ours.

use rusqlite::types::{ToSqlOutput, ValueRef};

use super::sqlite_fault::fault;
use crate::{Cell, Fault, Value, value::json_of};

/// The cell of a row.
pub(crate) fn cell<'a>(row: &'a rusqlite::Row<'_>, place: usize) -> Result<Cell<'a>, Fault> {
    match row.get_ref(place).map_err(fault)? {
        ValueRef::Null => Ok(Cell::Null),
        ValueRef::Integer(v) => Ok(Cell::Int(v)),
        ValueRef::Text(v) => std::str::from_utf8(v).map(Cell::Text).map_err(Fault::broken),
        ValueRef::Blob(v) => Ok(Cell::Bytes(v)),
        ValueRef::Real(_) => Err(Fault::broken("a column holds a fraction; we store none")),
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Self::Int(v) => ToSqlOutput::Borrowed(ValueRef::Integer(*v)),
            Self::Bool(v) => ToSqlOutput::Borrowed(ValueRef::Integer((*v).into())),
            // PostgreSQL cannot hold NUL; neither shall SQLite.
            Self::Text(v) if v.contains('\0') => {
                return Err(rusqlite::Error::ToSqlConversionFailure("text with NUL".into()));
            }
            Self::Text(v) => ToSqlOutput::Borrowed(ValueRef::Text(v.as_bytes())),
            Self::Bytes(v) => ToSqlOutput::Borrowed(ValueRef::Blob(v)),
            Self::Id(v) => ToSqlOutput::Borrowed(ValueRef::Blob(v.as_bytes())),
            Self::Ids(v) => json_of(v.iter().map(|id| id.simple().to_string())).into(),
            Self::Blobs(v) => json_of(v.iter().map(|bytes| in_hex(bytes))).into(),
            Self::Texts(v) => json_of(v.iter().cloned()).into(),
        })
    }
}

/// As `unhex` reads it.
fn in_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
