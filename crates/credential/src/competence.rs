//! What a credential says: who attested what, of whom, and when.

use base::{AttestationId, Day, Moment, PersonId};
use domain::access::{Kind, Role};
use serde::{Deserialize, Serialize};

/// Who issues: a portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    /// Its address, without a slash at the end.
    pub url: String,
    /// Whether made-up people live there.
    pub demo: bool,
}

/// A doctor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
}

/// An attestation, for whoever is shown it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Competence {
    /// Which attestation.
    pub id: AttestationId,
    /// Of which curriculum.
    pub curriculum: Curriculum,
    /// The requirement's code in it.
    pub code: String,
    /// What it is called.
    pub title: String,
    /// What it is.
    pub kind: Kind,
    /// How many times it was done, of what is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// How many times the requirement asks for, of what is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<u32>,
    /// The day on which it was done or ended, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed_on: Option<Day>,
    /// It was achieved before, on that day, and registered afterwards on a document.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub credited: bool,
    /// The leader marked it as fulfilled on behalf of the doctor, and nobody signed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub marked: bool,
    /// Who attested it.
    pub by: Signer,
    /// When.
    pub at: Moment,
    /// Where the attestation stands in the portal's ledger, from 0. It is also its place in the status lists.
    pub place: u64,
}

/// One version of a curriculum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Curriculum {
    /// Under which scheme's rules.
    pub scheme: String,
    /// Its code.
    pub code: String,
    /// Its version.
    pub version: String,
    /// What it is called.
    pub title: String,
}

/// Somebody who attested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// Their name.
    pub name: String,
    /// In which role.
    pub role: Role,
    /// The leader who lent them approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<String>,
}
