//! Sessions and the actor they make: who asks, by which door, and how much that door lets through.
//!
//! Limits of V7 in the verification standard: idle 30 minutes, absolute 12 hours. A session ends at the server: its row goes.

use base::{Moment, PersonId, TokenId};
use db::{Conn, Fault};

use super::{TokenHash, store};
use crate::error::{Error, Result};

/// A session not used for so long is over.
pub const IDLE_SECONDS: i64 = 30 * 60;
/// A session is over after so long, whatever the use.
pub const ABSOLUTE_SECONDS: i64 = 12 * 60 * 60;
/// The last use is written at most this often, so that reading stays reading.
pub const TOUCH_SECONDS: i64 = 60;

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The person.
    pub person: PersonId,
    /// The full name.
    pub name: String,
    /// `da`, `nb`, `nn` or `en`; `None` until chosen.
    pub language: Option<String>,
    /// By which door.
    pub via: Via,
    /// How much it lets through.
    pub scope: Scope,
}

/// A door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// A browser's session.
    Session(TokenHash),
    /// An API token.
    Token(TokenId),
}

/// How much a door lets through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Reading only.
    Read,
    /// Reading only, by a machine of the authority: what it reads first is opened by it.
    Fetch,
    /// All that the person may do.
    Write,
}

impl Scope {
    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Fetch => "fetch",
            Self::Write => "write",
        }
    }
    /// The scope with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Read, Self::Fetch, Self::Write].into_iter().find(|scope| scope.code() == code)
    }
}

/// The actor of a session that is neither idle nor over, and whether its use should now be written ([`Touch`]). One statement.
pub async fn actor_of_session(
    c: &mut Conn,
    token: &TokenHash,
    now: Moment,
) -> Result<Option<(Actor, bool)>, Fault> {
    let Some(row) = store::live_session(c, token, now, now.plus_seconds(-IDLE_SECONDS)).await? else {
        return Ok(None);
    };
    let stale = row.seen_at < now.plus_seconds(-TOUCH_SECONDS);
    let via = Via::Session(*token);
    let actor =
        Actor { person: row.person, name: row.name, language: row.language, via, scope: Scope::Write };
    Ok(Some((actor, stale)))
}

/// The actor of an API token that has neither run out nor been ended. One statement.
pub async fn actor_of_token(c: &mut Conn, token: &TokenHash, now: Moment) -> Result<Option<Actor>, Fault> {
    let Some(row) = store::live_token(c, token, now).await? else { return Ok(None) };
    let scope = Scope::from_code(&row.scope).ok_or_else(|| Fault::Broken("api_token.scope".to_owned()))?;
    let via = Via::Token(row.id);
    Ok(Some(Actor { person: row.person, name: row.name, language: row.language, via, scope }))
}

/// Writes that a session is in use.
#[derive(Debug)]
pub struct Touch {
    /// Which.
    pub session: TokenHash,
    /// When.
    pub at: Moment,
}
impl db::Work for Touch {
    type Done = ();
    type Error = Fault;
    async fn run(&self, c: &mut Conn) -> Result<(), Fault> {
        store::touch_session(c, &self.session, self.at, self.at.plus_seconds(-TOUCH_SECONDS)).await
    }
}

/// A session as its person sees it in the list of her own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The hash of its token, which is its name here.
    pub hash: TokenHash,
    /// When it began.
    pub created_at: Moment,
    /// When it was last used, to the minute.
    pub seen_at: Moment,
    /// What the browser said it is: `Firefox, Windows`.
    pub device: Option<String>,
}
db::from_row!(Session { hash, created_at, seen_at, device });

/// A person's live sessions, the newest first.
pub async fn sessions_of(c: &mut Conn, person: PersonId, now: Moment) -> Result<Vec<Session>, Fault> {
    store::live_sessions_of(c, person, now, now.plus_seconds(-IDLE_SECONDS)).await
}

/// Ends one session of a person: logging out, or throwing out a forgotten ward computer. Ending what has ended is no error.
#[derive(Debug)]
pub struct EndSession {
    /// Whose: nobody ends another's.
    pub person: PersonId,
    /// Which.
    pub session: TokenHash,
}
impl db::Work for EndSession {
    type Done = ();
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<()> {
        store::delete_session(c, self.person, &self.session).await?;
        Ok(())
    }
}

/// Ends every session of a person but one.
#[derive(Debug)]
pub struct EndOtherSessions {
    /// Whose.
    pub person: PersonId,
    /// The one that stays.
    pub keep: TokenHash,
}
impl db::Work for EndOtherSessions {
    type Done = ();
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<()> {
        Ok(store::delete_sessions_but(c, self.person, Some(&self.keep)).await?)
    }
}
