//! First pages of those who have no in-tray: a trainee, an officer, an administrator, somebody without a role; and the
//! overview of a leader.

mod chart;
mod coming;
pub mod leader;
mod need;
pub mod others;
#[cfg(test)]
mod tests;
pub mod trainee;
