//! Pages about persons: the way in, one's own page, and lending the right to approve.

pub mod delegations;
pub mod login;
pub mod me;
mod personas;
pub mod roles;
pub mod sessions;
#[cfg(test)]
mod tests;
