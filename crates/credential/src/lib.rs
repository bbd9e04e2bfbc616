//! What somebody has learnt, as credentials that are theirs for life and that anybody checks without asking us.
//!
//! One attestation, or the whole record, is a W3C Verifiable Credential 2.0 in the form of Open Badges 3.0, secured as a JWT
//! ([`badge`], [`transcript`]). The record is also an SD-JWT VC ([`record`]), from which its holder shows some of it and keeps the rest
//! ([`Presented`]). What was annulled since is in a [`Status`] list, signed too. [`check`] believes nothing but a signature of a key it
//! was given. It asks neither clock nor network.
//!
//! A credential is the portal's word under its signature; a sealed dossier (crate `sealed`) proves itself act by act.

mod assertion;
mod badge;
mod check;
mod competence;
mod jws;
mod key;
mod letter;
mod selective;
mod status;

pub use assertion::{Assertion, Audience};
pub use badge::{badge, transcript};
pub use check::{Checked, Form, check, is_like};
pub use competence::{Competence, Curriculum, Holder, Issuer, Signer};
pub use key::{BadKey, Key, PublicKey};
pub use letter::{Enclosed, Letter, Pass};
pub use selective::{Presented, record};
pub use status::{LIST_LENGTH, Status};

/// What a badge or a transcript is, as a media type.
pub const BADGE_TYPE: &str = "application/vc+jwt";
/// What a record that can be shown in parts is.
pub const RECORD_TYPE: &str = "application/dc+sd-jwt";
/// What a status list for such records is; one for badges is a [`BADGE_TYPE`].
pub const STATUS_TYPE: &str = "application/statuslist+jwt";

/// What the letter that ends a delivery is, in short: the `typ` of its header, and `application/` with it.
pub const LETTER_TYPE: &str = "attest-letter+jwt";
/// What shows a receiver who calls.
pub const PASS_TYPE: &str = "attest-pass+jwt";

/// Why a file is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// It is no credential.
    #[error("this is no credential of Attest, or it was cut short")]
    NoCredential,
    /// None of the keys we were given signed it.
    #[error("it is signed with a key that is none of those trusted here")]
    UnknownIssuer,
    /// The signature does not fit.
    #[error("it was changed after it was issued: the signature does not fit")]
    Forged,
    /// Signed, and not written as we write credentials.
    #[error("it is not written as a credential is: something was added to it or moved in it")]
    NotAsWritten,
    /// It was signed with the demo's key and does not say so, or the other way about.
    #[error("a demonstration must say that it is one, and nothing else may")]
    Demo,
}
