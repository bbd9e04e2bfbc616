//! Why a try failed, and whether the receiver is known to have taken nothing.

use std::time::Duration;

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

impl Failed {
    /// The receiver has taken nothing.
    pub(super) fn known(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), known: true, cause: None }
    }

    /// The receiver may have taken it.
    pub(super) fn unknown(reason: impl Into<String>) -> Self {
        Self { known: false, ..Self::known(reason) }
    }

    /// With what the log says of it.
    pub(super) fn with(self, cause: impl Into<anyhow::Error>) -> Self {
        Self { cause: Some(cause.into()), ..self }
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
