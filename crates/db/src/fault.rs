//! What can go wrong below a verb. A refusal in the words of the profession is not a fault: the slice makes it from a
//! named [`Fault::Constraint`].

/// Why a statement, or a whole work, did not happen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A constraint refused it. The name is the same on both engines: `t_a_b_key` for UNIQUE (a, b) on t, `t_pkey`,
    /// `t_a_not_null`, `foreign_key`, and a check's or trigger's own name.
    #[error("refused by the constraint {name}")]
    Constraint {
        /// The constraint's name.
        name: String,
    },
    /// The database cannot be reached, is too busy, or has no room. Trying again later may help.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// A bug, here or in a statement: trying again does not help.
    #[error("the database was used wrongly: {0}")]
    Broken(String),
}

impl Fault {
    /// The name of the constraint that refused, if one did.
    pub fn constraint(&self) -> Option<&str> {
        match self {
            Self::Constraint { name } => Some(name),
            Self::Unavailable(_) | Self::Broken(_) => None,
        }
    }
    pub(crate) fn refused(name: impl Into<String>) -> Self {
        Self::Constraint { name: name.into() }
    }
    pub(crate) fn unavailable(why: impl std::fmt::Display) -> Self {
        Self::Unavailable(why.to_string())
    }
    pub(crate) fn broken(why: impl std::fmt::Display) -> Self {
        Self::Broken(why.to_string())
    }
}
