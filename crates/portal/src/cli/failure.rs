//! Why a command failed: what is said on stderr, and the exit code.

/// Why a command did not do what it was asked: one sentence, and the exit code.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) code: u8,
    pub(super) said: String,
}

impl Failure {
    pub(super) fn usage(said: impl Into<String>) -> Self {
        Self { code: 2, said: said.into() }
    }
    pub(super) fn failed(said: impl Into<String>) -> Self {
        Self { code: 1, said: said.into() }
    }
}
impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::failed(format!("{error:#}"))
    }
}
impl From<db::Fault> for Failure {
    fn from(fault: db::Fault) -> Self {
        Self::failed(fault.to_string())
    }
}
impl From<crate::error::Error> for Failure {
    fn from(error: crate::error::Error) -> Self {
        match error {
            crate::error::Error::Fault(fault) => fault.into(),
            other => Self::failed(other.to_string()),
        }
    }
}
