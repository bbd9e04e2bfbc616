//! Who may do what: standings, the policies that judge them, and the permit that a writing function asks for.
//!
//! The only question put to a policy is "may this person, in this one standing, do this to that?" ([`Policies::decide`]).
//! Where standings come from is one SQL text in the portal; what each may do stands in `schemes/*/policy.cedar` (ADR 0004).

mod agree;
mod page;
mod permit;
mod policies;
mod question;
mod role;
mod subject;
mod table;

pub use permit::{Denied, Permit};
pub use policies::{Policies, Reach, SchemePolicy};
pub use role::{Act, Kind, Role, Standing, StandingKind, UnknownCode};
pub use subject::Subject;
pub use table::who_may_do_what;
