//! PostgreSQL's errors in our words.

use std::error::Error as _;

use tokio_postgres::error::{DbError, Error, SqlState};

use super::postgres::chain;
use crate::Fault;

/// What a statement's failure means.
pub(crate) fn fault(error: &Error) -> Fault {
    let Some(refusal) = error.as_db_error() else {
        let lost = error.is_closed() || error.source().is_some_and(|cause| cause.is::<std::io::Error>());
        return if lost { Fault::unavailable(chain(error)) } else { Fault::broken(chain(error)) };
    };
    match *refusal.code() {
        SqlState::UNIQUE_VIOLATION | SqlState::CHECK_VIOLATION | SqlState::EXCLUSION_VIOLATION => {
            Fault::refused(refusal.constraint().unwrap_or_default())
        }
        // A trigger of ours that names itself; a foreign key that restricts says more in its message.
        SqlState::RESTRICT_VIOLATION if refusal.constraint() == Some(refusal.message()) => {
            Fault::refused(refusal.message())
        }
        SqlState::FOREIGN_KEY_VIOLATION | SqlState::RESTRICT_VIOLATION => Fault::refused("foreign_key"),
        SqlState::NOT_NULL_VIOLATION => Fault::refused(not_null(refusal)),
        // A trigger's RAISE EXCEPTION 'name'.
        SqlState::RAISE_EXCEPTION => Fault::refused(refusal.message()),
        // Classes: connection, room and memory, an operator's hand, locks.
        _ if ["08", "53", "57"].contains(&class(refusal)) || met_another(error) => {
            Fault::unavailable(chain(error))
        }
        _ => Fault::broken(chain(error)),
    }
}

/// Whether the transaction met another and shall be run again.
pub(crate) fn met_another(error: &Error) -> bool {
    [Some(&SqlState::T_R_SERIALIZATION_FAILURE), Some(&SqlState::T_R_DEADLOCK_DETECTED)]
        .contains(&error.code())
}

/// Whether a prepared statement no longer fits its tables.
pub(crate) fn is_plan_outdated(error: &Error) -> bool {
    error.as_db_error().is_some_and(|refusal| {
        *refusal.code() == SqlState::FEATURE_NOT_SUPPORTED && refusal.message().contains("cached plan")
    })
}

fn not_null(refusal: &DbError) -> String {
    let (table, column) = (refusal.table().unwrap_or_default(), refusal.column().unwrap_or_default());
    format!("{table}_{column}_not_null")
}

fn class(refusal: &DbError) -> &str {
    refusal.code().code().get(..2).unwrap_or_default()
}
