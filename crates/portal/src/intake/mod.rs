//! Imports from CSV: `attest import organisations|people|placements FILE` (docs/IMPORTS.md names the columns).
//!
//! An import runs as one work. It checks every cell against the file and the database and names all that is wrong; it notes what
//! it changes; and it changes it, through the verbs of the slices whose tables these are. Without `apply` it is rolled back at the
//! end, so that what is shown is what would happen. All or nothing, and running it again changes nothing.

mod employ;
mod organisations;
mod people;
mod placements;
mod plans;
mod problem;
mod remarks;
mod report;
mod table;

pub use organisations::Organisations;
pub use people::People;
pub use placements::Placements;
pub use problem::Problem;
pub use report::{Change, Fate, Report};
pub use table::{CODE_MAX, FILE_BYTES_MAX, ROWS_MAX};

use db::Fault;

use crate::error::Error;

/// Why an import did not happen.
#[derive(Debug, thiserror::Error)]
pub enum NotImported {
    /// It was only to be shown: this is what it would change.
    #[error("shown, not applied")]
    Shown(Report),
    /// These cells cannot be taken.
    #[error("{} problem(s)", .0.len())]
    Bad(Vec<Problem>),
    /// A bug, or the world.
    #[error(transparent)]
    Failed(#[from] Error),
}
impl From<Fault> for NotImported {
    fn from(fault: Fault) -> Self {
        Self::Failed(fault.into())
    }
}

/// The end of an import: done, shown, or bad.
fn concluded(apply: bool, report: Report, problems: problem::Problems) -> Result<Report, NotImported> {
    if !problems.none() {
        return Err(NotImported::Bad(problems.sorted()));
    }
    if apply { Ok(report) } else { Err(NotImported::Shown(report)) }
}
