//! SQL of requests, attestations, advice, annulments and the state that follows from them.

mod advice;
mod annulments;
mod attest;
mod boxes;
mod cases;
pub(super) mod fold;
mod lists;
pub(super) mod past;
mod requests;

pub use advice::Given;
pub use annulments::Proposal;
pub use attest::Attestation;
pub use boxes::Boxed;
pub use lists::{LastAttested, Line, Reached, Tally};
pub use requests::Decided;

pub(super) use advice::*;
pub(super) use annulments::*;
pub(super) use attest::*;
pub(super) use boxes::*;
pub(super) use cases::*;
pub(super) use lists::*;
pub(super) use requests::*;
