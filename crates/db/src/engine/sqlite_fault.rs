//! SQLite's errors in our words: the same constraint bears the same name as on PostgreSQL.

use rusqlite::{Error, ErrorCode, ffi};

use crate::Fault;

/// What a statement's failure means.
pub(crate) fn fault(error: Error) -> Fault {
    let Error::SqliteFailure(code, message) = &error else { return Fault::broken(error) };
    let message = message.as_deref().unwrap_or("");
    match code.extended_code {
        ffi::SQLITE_CONSTRAINT_UNIQUE => Fault::refused(named(message, "key")),
        ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
            Fault::refused(format!("{}_pkey", table(message)))
        }
        ffi::SQLITE_CONSTRAINT_NOTNULL => Fault::refused(named(message, "not_null")),
        ffi::SQLITE_CONSTRAINT_CHECK => Fault::refused(after_colon(message)),
        ffi::SQLITE_CONSTRAINT_TRIGGER => Fault::refused(message),
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Fault::refused("foreign_key"),
        _ => match code.code {
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::DiskFull
            | ErrorCode::SystemIoFailure
            | ErrorCode::CannotOpen
            | ErrorCode::OutOfMemory => Fault::unavailable(error),
            _ => Fault::broken(error),
        },
    }
}

/// "UNIQUE constraint failed: t.a, t.b" with "key" is `t_a_b_key`; an index over an expression says its name itself.
fn named(message: &str, suffix: &str) -> String {
    let columns = after_colon(message);
    if let Some(index) = columns.strip_prefix("index '") {
        return index.trim_end_matches('\'').to_owned();
    }
    let mut name = table(message).to_owned();
    for column in columns.split(", ").filter_map(|c| c.split_once('.')) {
        name.push('_');
        name.push_str(column.1);
    }
    format!("{name}_{suffix}")
}

fn table(message: &str) -> &str {
    after_colon(message).split('.').next().unwrap_or("")
}

fn after_colon(message: &str) -> &str {
    message.split_once(": ").map_or(message, |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unique_constraint_is_named_as_postgresql_would() {
        assert_eq!(
            named("UNIQUE constraint failed: plan.trainee_id, plan.code", "key"),
            "plan_trainee_id_code_key"
        );
        assert_eq!(named("UNIQUE constraint failed: index 'person_lower_key'", "key"), "person_lower_key");
        assert_eq!(named("NOT NULL constraint failed: plan.code", "not_null"), "plan_code_not_null");
    }
}
