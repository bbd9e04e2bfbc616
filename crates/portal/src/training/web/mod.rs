//! Page handlers about training: a plan, one requirement of it, and what is done there.

mod forms;
mod overview;
mod plan;
mod requirement;
mod sheet;
mod texts;
mod trainees;

pub use forms::{advise, advise_several, attest, credit, mark, recall, register, request, withdraw};
pub use plan::{archive, delete, show as show_plan};
pub use requirement::show as show_requirement;
pub use texts::RowTexts;
pub use trainees::{assign, list, show_assign};
