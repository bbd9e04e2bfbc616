//! Persons, how they get in, and what roles they hold.
//!
//! Verbs that others join into a transaction of their own take a [`Conn`]; what stands alone is a [`Work`](db::Work) in the file
//! of its name. A role is given and ended here only; what it allows is decided in `domain::access`.

pub mod api;
mod compared;
mod delegations;
mod grants;
mod jobs;
mod login;
pub mod pages;
mod password;
mod persons;
mod roles;
mod sessions;
mod store;
mod tokens;
pub mod web;

/// What is kept of a token: the digest of `web::cookie::Token`.
pub type TokenHash = [u8; 32];

pub use compared::compare;
pub use delegations::{
    DELEGATION_DAYS_MAX, Delegation, EndDelegation, LendApproval, PastDelegation, delegations_of,
    past_delegations_of, running_delegations_to,
};
pub use grants::{
    Ending, Grant, NewGrant, Over, Tenure, end_role, grant_named, grant_role, grants_of, held, move_end,
    tenures,
};
pub use jobs::{ForgetLinks, ForgetSessions, ForgetTokens};
pub use login::{LINK_HOURS, Logins, SetPassword, Typed, UseLink, link_holder, log_in, log_in_as, make_link};
pub use password::{PASSWORD_MAX, PASSWORD_MIN};
pub use persons::{
    ChooseLanguage, Email, NewPerson, Person, bind_identity, bind_persona, create, find, find_by_email,
    name_of, names, of_identity, personas, readdress, rename, somebody_elsewhere,
};
pub use roles::{EndRole, FOUND_MAX, GiveRole, Place, appoints, holders, may_end, search};
pub use sessions::{
    ABSOLUTE_SECONDS, Actor, EndOtherSessions, EndSession, IDLE_SECONDS, Scope, Session, TOUCH_SECONDS,
    Touch, Via, actor_of_session, actor_of_token, sessions_of,
};
pub use tokens::{EndToken, KeptToken, MakeToken, TOKEN_DAYS, TOKEN_DAYS_MAX, keep_token, tokens_of};
