//! Why a try failed, and whether the receiver is known to have taken nothing.

use std::time::Duration;

use crate::{door, error::Error, identifiers};

/// A try that failed.
#[derive(Debug)]
pub(super) struct Failed {
    /// Why, as a code for the operator.
    pub(super) reason: String,
    /// Whether the receiver is known not to have taken it: then its doctor can take it back.
    pub(super) known: bool,
    /// More of it, for the log.
    pub(super) cause: Option<anyhow::Error>,
}

/// Why one thing cannot be sent, whoever would take it.
const OURS: [&str; 6] = ["broken", "key_missing", "file_damaged", "no_paper", "sealing", "overtaken"];

impl Failed {
    /// The receiver has taken nothing.
    pub(super) fn known(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), known: true, cause: None }
    }

    /// The receiver may have taken it.
    pub(super) fn unknown(reason: impl Into<String>) -> Self {
        Self { known: false, ..Self::known(reason) }
    }

    /// What is ours and cannot be read, or not just now.
    pub(super) fn reading(error: Error) -> Self {
        let unavailable = door::is_unavailable(&error);
        let cause = error.into_fault();
        let reason = match () {
            () if unavailable => "database",
            () if identifiers::is_key_missing(&cause) => "key_missing",
            () => "broken",
        };
        Self::known(reason).with(cause)
    }

    /// With what the log says of it.
    pub(super) fn with(self, cause: impl Into<anyhow::Error>) -> Self {
        Self { cause: Some(cause.into()), ..self }
    }

    /// Whether it is about this one alone, and says nothing of the receiver: then the next may go well.
    pub(super) fn is_of_one(&self) -> bool {
        OURS.contains(&&*self.reason)
    }
}

/// How long a receiver is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// Until it is reached.
    pub connect: Duration,
    /// Until it has taken one file, or the letter, and said so.
    pub answer: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), answer: Duration::from_secs(120) }
    }
}
