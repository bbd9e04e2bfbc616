//! The applicant's national numbers in a dossier: those that the authority asks for, as far as they are known.
//!
//! Each has a salt of its own. The ledger holds the digest of a dossier's content for ever; without the salt nobody finds the number
//! behind it by trying them all.

use std::fmt;

use domain::identifier::{Kind, Number};
use serde::{Deserialize, Serialize};

use crate::{Content, Counted, Wrong};

/// How many random bytes a salt has.
pub const SALT_BYTES: usize = 16;

/// A number of the applicant.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identifier {
    /// Of which kind, as the scheme calls it.
    pub kind: String,
    /// [`SALT_BYTES`] in hex.
    pub salt: String,
    /// The number, in the one way in which it is written.
    pub value: String,
}

impl fmt::Debug for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identifier").field("kind", &self.kind).finish_non_exhaustive()
    }
}

impl Counted {
    /// The applicant's numbers, each with its kind by the enclosed rules.
    pub fn identifiers<'a>(&'a self, content: &'a Content) -> impl Iterator<Item = (&'a Kind, Number)> {
        content.trainee.identifiers.iter().filter_map(|one| self.identifier(one))
    }

    fn identifier(&self, one: &Identifier) -> Option<(&Kind, Number)> {
        let kind = self.scheme.identifiers.iter().find(|kind| kind.code == one.kind)?;
        Some((kind, Number::kept(kind.rule, &one.value)?))
    }
}

/// They are of the kinds that are asked for, in that order, each once, and written as such numbers are.
pub(crate) fn belong(content: &Content, counted: &Counted) -> Result<(), Wrong> {
    let asked = counted.scheme.dossiers.get(&content.kind).map_or(&[][..], |asked| &asked.identifiers);
    let mut asked = asked.iter();
    for one in &content.trainee.identifiers {
        let salt = hex::decode(&one.salt)
            .is_ok_and(|salt| salt.len() == SALT_BYTES && hex::encode(salt) == one.salt);
        if !salt || counted.identifier(one).is_none() || !asked.any(|asked| asked.kind == one.kind) {
            return Err(Wrong::StrangeIdentifier);
        }
    }
    Ok(())
}
