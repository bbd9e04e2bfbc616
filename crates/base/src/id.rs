//! Ids: one list of kinds, each a UUIDv7 of its own type, so that a plan's id is never taken for a person's.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::{Builder, Uuid};

use crate::Moment;

/// The text is not a UUID.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

macro_rules! ids {
    ($d:tt $($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        /// Calls a macro with the names of all kinds of ids, so that a crate can give each a trait of its own.
        #[macro_export]
        macro_rules! each_id { ($d called:ident) => { $d called! { $($name),+ } }; }
    $(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new id: sorts by `moment`, unguessable by 74 of the `random` bits.
            pub fn mint(moment: Moment, random: [u8; 10]) -> Self {
                Self(Builder::from_unix_timestamp_millis(moment.millis(), &random).into_uuid())
            }
            /// The id with this UUID.
            pub const fn from_uuid(uuid: Uuid) -> Self { Self(uuid) }
            /// Its UUID.
            pub const fn uuid(self) -> Uuid { self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(&self.0, f) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{}({})", stringify!($name), self.0) }
        }
        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> { text.parse().map(Self).map_err(|_| NotAnId) }
        }
    )+};
}

ids! {
    $
    /// A person: trainee, supervisor, officer.
    PersonId,
    /// A person bound to an identity provider's subject.
    IdentityId,
    /// A log-in that lasts until it ends.
    SessionId,
    /// A token for the API.
    TokenId,
    /// A role given to a person over something for a time.
    GrantId,
    /// A unit of the organisation tree.
    OrganisationId,
    /// One version of a curriculum.
    CurriculumId,
    /// One requirement of one curriculum version.
    RequirementId,
    /// One stage of a trainee's training.
    ProgrammeId,
    /// One employment inside a programme.
    PlacementId,
    /// A trainee bound to a curriculum version.
    PlanId,
    /// Something a trainee did.
    EntryId,
    /// A request that somebody attests.
    SignOffId,
    /// The object that carries the value.
    AttestationId,
    /// A recommendation before approval.
    AdviceId,
    /// A proposal to take an attestation back.
    AnnulmentId,
    /// A leader's delegation of the right to approve.
    DelegationId,
    /// A file on a trainee's record.
    DocumentId,
    /// What was sealed for an authority.
    DossierId,
    /// What the authority decides on: a dossier that was sent, and all that followed it.
    CaseId,
    /// An employment that a doctor adds to their overview.
    EmploymentId,
    /// One row of what happened, as the ledger holds it.
    ActId,
    /// One row of the access log.
    LookUpId,
    /// A message waiting to leave.
    NoticeId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_the_moment_they_were_made() {
        let early = PlanId::mint(Moment::from_micros(1_000_000_000_000), [255; 10]);
        let late = PlanId::mint(Moment::from_micros(1_000_000_001_000), [0; 10]);
        assert!(early < late);
        assert_eq!(early.to_string().parse::<PlanId>(), Ok(early));
        assert_eq!("42".parse::<PlanId>(), Err(NotAnId));
    }
}
