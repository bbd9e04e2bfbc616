//! The profession in types and rules: no async, no I/O, no clock, no randomness, no SQL, no HTTP.
//!
//! Time, actor and language come in as arguments. What decides lives here; what touches the world decides nothing.

pub mod access;
pub mod act;
pub mod curriculum;
pub mod defect;
pub mod dossier;
pub mod employment;
pub mod identifier;
pub mod pace;
pub mod refusal;
pub mod scheme;
pub mod signoff;
pub mod text;
