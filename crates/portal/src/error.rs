//! The three families of error: a refusal (facts), wrong fields (the form comes back), a fault (ours or the world's).

use domain::refusal::{FieldErrors, Problem, Refusal};

/// What a verb may answer instead of doing its work. `web` and `api` turn it into a page or a problem, in one place each.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rules say no.
    #[error("refused: {}", .0.code())]
    Refused(Refusal),
    /// What was typed cannot be taken.
    #[error("fields: {:?}", .0)]
    Fields(FieldErrors),
    /// A bug, or the world.
    #[error(transparent)]
    Fault(#[from] anyhow::Error),
}

/// The result of a verb.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
impl From<db::Fault> for Error {
    fn from(fault: db::Fault) -> Self {
        Self::Fault(fault.into())
    }
}
impl From<FieldErrors> for Error {
    fn from(fields: FieldErrors) -> Self {
        Self::Fields(fields)
    }
}
impl Error {
    /// One wrong field.
    pub fn field(name: &'static str, problem: Problem) -> Self {
        Self::Fields(FieldErrors::one(name, problem))
    }
}
