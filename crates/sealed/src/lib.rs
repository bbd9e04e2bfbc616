//! A sealed dossier: what somebody had learnt when it was sealed, with all that it follows from, in one signed file.
//!
//! [`Content`] is the frozen record: rules, curricula, acts, documents, and the result. [`Payload`] adds where each of its acts stands in
//! the ledger; [`seal`] signs it. [`check`] believes nothing of a file but a signature of a key it was given: it proves every act,
//! folds them again by the enclosed rules and compares the result. Neither database nor network is asked; the same record always
//! gives the same bytes.

mod check;
mod content;
mod count;
mod entitled;
mod envelope;
mod identifier;
mod keys;
mod outcome;
mod pdf;

/// What a dossier's file says, believed or not: for whoever knows what must be in it. None: nothing that could be read.
pub fn says(file: &[u8]) -> Option<Payload> {
    envelope::says(file)
}

/// The file that a paper carries, believed or not. None: none.
pub fn carried(paper: &[u8]) -> Option<Vec<u8>> {
    pdf::attached(paper).ok()
}

pub use check::{Checked, check, judge};
pub use content::{
    Content, CurriculumFile, Document, Employment, FORMAT, LedgerPlace, Paper, Payload, Person, Placement,
    Plan, Programme, Rules, SealedAct, ServedTime,
};
pub use count::{Counted, count};
pub use entitled::day_of;
pub use envelope::{PAYLOAD_TYPE, digest, seal, seal_with};
pub use identifier::{Identifier, SALT_BYTES};
pub use keys::{DEMO_NAME, KeyList, demo_credential_key, demo_key, demo_paper_key};
pub use outcome::{Line, Outcome, Requirement};
pub use pdf::{ATTACHED_NAME, BadCertificate, Certificate, PAPER_TYPE, PaperKey, Unbound, Words, bind};

use base::ActId;

/// Why a file is not believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// It is no dossier.
    #[error("this is no dossier of Attest, or it is not whole (cut short, or saved anew by another program)")]
    NoDossier,
    /// None of the keys we were given signed it.
    #[error("it is signed with {0}, which is none of the keys that are trusted here")]
    UnknownIssuer(String),
    /// The signature does not fit.
    #[error("it was changed after it was sealed: the signature does not fit")]
    Forged,
    /// It reads like a dossier and is not written as one is.
    #[error("it is not written as a dossier is: something was added to it or moved in it")]
    NotAsWritten,
    /// It was sealed with the demo's key and does not say so, or the other way about.
    #[error("a demonstration must say that it is one, and nothing else may")]
    Demo,
    /// The certificate that signed a paper had ended before.
    #[error("the certificate of {0} had ended when the paper was made")]
    Expired(String),
    /// The head of the ledger that it brings is not one of a ledger we trust.
    #[error("the ledger it stands on is none that is trusted here")]
    UnknownLedger,
    /// An act is not in the ledger.
    #[error("the act {0} is not in the ledger")]
    NotInLedger(ActId),
    /// The act that sealed it is about something else.
    #[error("the act that sealed it is about something else")]
    OtherSeal,
    /// It is larger than any dossier.
    #[error("it is larger than any dossier")]
    TooLarge,
    /// The enclosed rules cannot be read.
    #[error("the rules it encloses cannot be read: {0}")]
    Rules(String),
    /// An act cannot be read, is about somebody else, or cannot follow what was before.
    #[error("the act {0} does not belong there")]
    StrangeAct(ActId),
    /// A plan was not assigned to the applicant in its stage.
    #[error("nothing in it says that the plan on {0} was assigned to the applicant")]
    NoPlan(String),
    /// Whoever attested, or saw an original, was not entitled to.
    #[error("nothing in it says that whoever did {0} was entitled to")]
    NotEntitled(ActId),
    /// A document or the overview of employments is not what its acts say.
    #[error("{0} is not what its acts say")]
    StrangeDocument(String),
    /// A number of the applicant is none, or is not asked for.
    #[error("a number of the applicant in it is none, or is not asked for")]
    StrangeIdentifier,
    /// The result is not what follows.
    #[error("its result is not what follows from its acts")]
    OtherResult,
}
