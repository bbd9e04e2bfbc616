//! A document as a PDF: PDF/A-3a for archives and PDF/UA-1 for screen readers, in one file.
//!
//! [`Paper`] says what stands in it, in words that are ready to be read; [`pdf`] sets it. The same paper always gives the same bytes.
//! What it is about is not known here, and text of others is never read as markup. Without the feature `typeset` papers can be
//! written down, and not set.

#[cfg(feature = "typeset")]
mod letters;
mod model;
#[cfg(feature = "typeset")]
mod set;
#[cfg(feature = "typeset")]
mod world;

pub use model::{Cell, Code, Column, Fact, Mark, Paper, Row, Section, Table, Words};
#[cfg(feature = "typeset")]
pub use set::{Unset, pdf};
