//! The front hall: forms, pages, languages, headers, limits. It knows no concept of ours and no table.
//!
//! `page` is the shell, `parts` what stands in it, `form` what comes back; `front` is what every request passes.

pub mod assets;
pub mod cookie;
pub mod device;
pub mod form;
pub mod format;
pub mod front;
pub mod gzip;
pub mod icons;
mod lang;
pub mod limit;
pub mod page;
pub mod parts;
pub mod problem;

pub use form::{Fields, Form};
pub use icons::Icon;
pub use lang::Lang;
pub use problem::Problem;
