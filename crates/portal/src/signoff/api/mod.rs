//! JSON doors to requirements, requests, attestations, advice and annulments.

mod advice;
mod annulments;
mod attestations;
mod requests;
mod requirements;

pub(crate) use advice::*;
pub(crate) use annulments::*;
pub(crate) use attestations::*;
pub(crate) use requests::*;
pub(crate) use requirements::*;
