//! The SQL of people: person, identity, password, login_link, session, api_token, role_grant, delegation.

mod access;
pub(super) mod compared;
mod doors;
mod persons;

pub(super) use access::*;
pub(super) use doors::*;
pub(super) use persons::*;
