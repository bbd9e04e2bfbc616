//! Who may do what: standings, the policies that judge them, and the permit that a writing function asks for.
//!
//! The only question asked of a policy is "may this person, in this one standing, do this to that?" ([`Policies::decide`]).
//! Where standings come from is one SQL text in the portal; what each may do is `schemes/*/policy.cedar` (ADR 0004).

mod role;

pub use role::{Act, Kind, Role, Standing, StandingKind, UnknownCode};
