//! Pages about training: a plan, and one requirement of it.

mod filter;
pub mod plan;
pub mod requirement;
mod requirement_forms;
mod requirement_parts;
mod rows;
#[cfg(test)]
mod tests;
