//! Pages of those who approve: the in-tray, one request, what was decided, and taking an approval back.

pub mod annulments;
pub mod beside;
mod card;
pub mod decide;
pub mod done;
mod evidence;
pub mod tray;

pub use evidence::Evidence;
#[cfg(test)]
mod tests;
