//! Pages about training: a plan, one requirement of it, and the trainees within reach.

mod filter;
pub mod plan;
pub mod plan_reader;
pub mod requirement;
mod requirement_forms;
mod requirement_offers;
mod requirement_parts;
mod rows;
#[cfg(test)]
mod tests;
pub mod trainees;
