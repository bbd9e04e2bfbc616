//! Persons, how they get in, and what roles they hold.
//!
//! Verbs that others join into a transaction of their own take a [`Conn`]; what stands alone is a [`Work`](db::Work) in the file
//! of its name. A role is given and ended here only; what it allows is decided in `domain::access`.

mod login;
mod persons;
mod secret;
mod sessions;
mod store;
mod throttle;
mod tokens;

pub use login::{LINK_HOURS, Logins, SetPassword, Typed, UseLink, log_in, log_in_as, make_link};
pub use persons::{
    ChooseLanguage, Email, NewPerson, Person, bind_identity, create, find, find_by_email, of_identity,
    personas, rename,
};
pub use secret::{PASSWORD_MAX, PASSWORD_MIN, Token, TokenHash};
pub use sessions::{
    ABSOLUTE_SECONDS, Actor, EndOtherSessions, EndSession, IDLE_SECONDS, Scope, Session, TOUCH_SECONDS,
    Touch, Via, actor_of_session, actor_of_token, sessions_of,
};
pub use throttle::{Limit, Throttle};
pub use tokens::{MakeToken, TOKEN_DAYS, TOKEN_DAYS_MAX};
