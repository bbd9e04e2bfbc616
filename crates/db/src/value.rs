//! What goes into a statement.

use base::{Day, Moment, Percent};
use uuid::Uuid;

/// An argument of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// NULL of any type.
    Null,
    /// A whole number; a moment as microseconds since 1970 UTC.
    Int(i64),
    /// True or false; 1 or 0 on SQLite.
    Bool(bool),
    /// Text without NUL; a day as `YYYY-MM-DD`.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// An id; 16 bytes on SQLite.
    Id(Uuid),
    /// A list of ids, for `id {any $1}`.
    Ids(Vec<Uuid>),
    /// A list of texts, for `code {any_text $1}`.
    Texts(Vec<String>),
    /// A list of bytes, for `digest {any_bytes $1}`.
    Blobs(Vec<Vec<u8>>),
}

/// The arguments of a statement, in the order of `$1`, `$2` …: `args![plan, "open", None::<Day>]`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { [$($crate::Value::from($value)),*] };
}

macro_rules! from {
    ($($type:ty => |$value:ident| $made:expr;)+) => {$(
        impl From<$type> for Value {
            fn from($value: $type) -> Self { $made }
        }
    )+};
}
from! {
    i64 => |v| Self::Int(v);
    i32 => |v| Self::Int(v.into());
    u32 => |v| Self::Int(v.into());
    u16 => |v| Self::Int(v.into());
    u8 => |v| Self::Int(v.into());
    bool => |v| Self::Bool(v);
    String => |v| Self::Text(v);
    &String => |v| Self::Text(v.clone());
    &str => |v| Self::Text(v.to_owned());
    Vec<u8> => |v| Self::Bytes(v);
    &[u8] => |v| Self::Bytes(v.to_vec());
    Uuid => |v| Self::Id(v);
    Day => |v| Self::Text(v.to_string());
    Moment => |v| Self::Int(v.micros());
    Percent => |v| Self::Int(v.get().into());
    Vec<Uuid> => |v| Self::Ids(v);
    Vec<String> => |v| Self::Texts(v);
    Vec<Vec<u8>> => |v| Self::Blobs(v);
    &[&str] => |v| Self::Texts(v.iter().map(|&text| text.to_owned()).collect());
}

impl<const N: usize> From<[u8; N]> for Value {
    fn from(bytes: [u8; N]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}
impl<const N: usize> From<&[u8; N]> for Value {
    fn from(bytes: &[u8; N]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

macro_rules! ids {
    ($($id:ident),+ $(,)?) => {$(
        impl From<base::$id> for Value {
            fn from(id: base::$id) -> Self { Self::Id(id.uuid()) }
        }
        impl From<Vec<base::$id>> for Value {
            fn from(ids: Vec<base::$id>) -> Self { Self::Ids(ids.into_iter().map(base::$id::uuid).collect()) }
        }
        impl From<&[base::$id]> for Value {
            fn from(ids: &[base::$id]) -> Self { Self::Ids(ids.iter().map(|id| id.uuid()).collect()) }
        }
    )+};
}
base::each_id!(ids);

/// A list as JSON text, for SQLite's `json_each`.
pub(crate) fn json_of(items: impl Iterator<Item = String>) -> String {
    let mut json = String::from("[");
    for item in items {
        if json.len() > 1 {
            json.push(',');
        }
        json.push('"');
        for c in item.chars() {
            match c {
                '"' | '\\' => json.extend(['\\', c]),
                c if c < ' ' => json.push_str(&format!("\\u{:04x}", u32::from(c))),
                c => json.push(c),
            }
        }
        json.push('"');
    }
    json.push(']');
    json
}
