//! CASE 1.1 (1EdTech, Competencies and Academic Standards Exchange), the JSON in which authorities publish frameworks.
//!
//! A package has a document, items, and associations. Items that have others below them are headings (themes); the others
//! are requirements. What CASE has no place for stands under `extensions.attest`. The portal keeps the original of what
//! came in as CASE and gives it out as it came; [`write`] is for the rest.

mod package;
mod read;
mod tree;
mod write;

pub use write::CaseIds;
pub(super) use {
    read::{kind_of, read},
    write::write,
};

/// The name of our corner of `extensions`.
const OURS: &str = "attest";
/// An activity that supports a goal, said in CASE's words.
const SUPPORTS: &str = "isRelatedTo";
/// An item below another.
const CHILD: &str = "isChildOf";
