//! The pages about training, in every language.

mod plan;
mod requirement;
mod trainees;
