//! PostgreSQL's values and ours.

use std::error::Error as StdError;

use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut};
use uuid::Uuid;

use super::postgres::chain;
use crate::{Cell, Fault, Value};

/// Types that a column or a parameter of ours may have.
pub(crate) fn is_ours(ty: &Type) -> bool {
    [
        Type::INT8,
        Type::INT4,
        Type::INT2,
        Type::BOOL,
        Type::TEXT,
        Type::VARCHAR,
        Type::BYTEA,
        Type::UUID,
        Type::UUID_ARRAY,
        Type::TEXT_ARRAY,
        Type::BYTEA_ARRAY,
    ]
    .contains(ty)
}

/// The cell of a row.
pub(crate) fn cell(row: &tokio_postgres::Row, place: usize) -> Result<Cell<'_>, Fault> {
    row.try_get(place).map_err(|e| Fault::broken(chain(&e)))
}

impl<'a> FromSql<'a> for Cell<'a> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn StdError + Sync + Send>> {
        Ok(match *ty {
            Type::INT8 => Self::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Self::Int(i32::from_sql(ty, raw)?.into()),
            Type::INT2 => Self::Int(i16::from_sql(ty, raw)?.into()),
            Type::BOOL => Self::Bool(bool::from_sql(ty, raw)?),
            Type::UUID => Self::Id(Uuid::from_sql(ty, raw)?),
            Type::BYTEA => Self::Bytes(raw),
            _ => Self::Text(std::str::from_utf8(raw)?),
        })
    }
    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn StdError + Sync + Send>> {
        Ok(Self::Null)
    }
    fn accepts(ty: &Type) -> bool {
        is_ours(ty)
    }
}

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        match (self, ty) {
            (Self::Null, _) => Ok(IsNull::Yes),
            (Self::Int(v), &Type::INT8) => v.to_sql(ty, out),
            (Self::Int(v), &Type::INT4) => i32::try_from(*v)?.to_sql(ty, out),
            (Self::Int(v), &Type::INT2) => i16::try_from(*v)?.to_sql(ty, out),
            (Self::Bool(v), &Type::BOOL) => v.to_sql(ty, out),
            (Self::Text(v), &Type::TEXT | &Type::VARCHAR) if v.contains('\0') => Err("text with NUL".into()),
            (Self::Text(v), &Type::TEXT | &Type::VARCHAR) => v.to_sql(ty, out),
            (Self::Bytes(v), &Type::BYTEA) => v.to_sql(ty, out),
            (Self::Id(v), &Type::UUID) => v.to_sql(ty, out),
            (Self::Ids(v), &Type::UUID_ARRAY) => v.to_sql(ty, out),
            (Self::Texts(v), &Type::TEXT_ARRAY) => v.to_sql(ty, out),
            (Self::Blobs(v), &Type::BYTEA_ARRAY) => v.to_sql(ty, out),
            _ => Err(format!("PostgreSQL wants {ty} for it").into()),
        }
    }
    fn accepts(_: &Type) -> bool {
        true
    }
    tokio_postgres::types::to_sql_checked!();
}
