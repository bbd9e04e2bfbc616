//! The three families of error: a refusal (facts), wrong fields (the form comes back), a fault (ours or the world's).

use domain::refusal::{FieldErrors, Instead, Problem, Refusal};

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
impl From<FieldErrors> for Error {
    fn from(fields: FieldErrors) -> Self {
        Self::Fields(fields)
    }
}
/// A named constraint that answers for a rule becomes that rule's refusal; everything else is a fault.
impl From<db::Fault> for Error {
    fn from(fault: db::Fault) -> Self {
        let refusal = match &fault {
            db::Fault::Constraint { name } => match name.as_str() {
                "annulment_attestation_id_key" => Some(Refusal::WrongState(Instead::Proposed)),
                "annulment_confirmed_once" => Some(Refusal::WrongState(Instead::Annulled)),
                "plan_trainee_id_curriculum_id_key" => Some(Refusal::WrongState(Instead::Assigned)),
                "document_end_pkey" => Some(Refusal::WrongState(Instead::Changed)),
                "document_end_two_people_check"
                | "attestation_two_people_check"
                | "advice_two_people_check"
                | "sign_off_two_people_check" => Some(Refusal::NotEntitled),
                "annulment_two_people_check" => Some(Refusal::SamePerson),
                _ => None,
            },
            _ => None,
        };
        refusal.map_or_else(|| Self::Fault(fault.into()), Self::Refused)
    }
}
impl Error {
    /// As a chain of causes, where nobody can be refused: the operator does it.
    pub fn into_fault(self) -> anyhow::Error {
        match self {
            Self::Fault(fault) => fault,
            other => anyhow::anyhow!("{other}"),
        }
    }
    /// One wrong field.
    pub fn field(name: &'static str, problem: Problem) -> Self {
        Self::Fields(FieldErrors::one(name, problem))
    }
}
