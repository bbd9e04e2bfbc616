//! API tokens: a scope, an end, and a hash of 256 random bits.

use base::{Moment, PersonId, TokenId};
use db::{Conn, Fault};

use super::{Scope, TokenHash, store};
use crate::error::{Error, Result};

/// How long a token lasts when nobody says.
pub const TOKEN_DAYS: u16 = 90;
/// How long a token may last.
pub const TOKEN_DAYS_MAX: u16 = 366;

/// Keeps a new token of a person.
#[derive(Debug)]
pub struct MakeToken {
    /// A fresh id.
    pub id: TokenId,
    /// The hash of the token, which only its holder has.
    pub token: TokenHash,
    /// Whose.
    pub person: PersonId,
    /// How much it lets through.
    pub scope: Scope,
    /// How long, at most [`TOKEN_DAYS_MAX`].
    pub days: u16,
    /// When.
    pub at: Moment,
}
impl db::Work for MakeToken {
    type Done = Moment;
    type Error = Error;
    /// Answers when it runs out.
    async fn run(&self, c: &mut Conn) -> Result<Moment> {
        let until = self.at.plus_seconds(i64::from(self.days.clamp(1, TOKEN_DAYS_MAX)) * 86_400);
        store::insert_token(c, (self.id, &self.token), self.person, self.scope, (self.at, until)).await?;
        Ok(until)
    }
}

/// Keeps a token that lasts from one moment to another.
pub async fn keep_token(
    c: &mut Conn,
    token: (TokenId, &TokenHash),
    person: PersonId,
    scope: Scope,
    lasts: (Moment, Moment),
) -> Result<(), Fault> {
    store::insert_token(c, token, person, scope, lasts).await
}

/// A token as its person sees it in the list of her own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptToken {
    /// Its id, which opens nothing.
    pub id: TokenId,
    /// How much it lets through.
    pub scope: Scope,
    /// When it was made.
    pub created_at: Moment,
    /// When it runs out.
    pub expires_at: Moment,
}

/// A person's tokens that let through, the newest first.
pub async fn tokens_of(c: &mut Conn, person: PersonId, now: Moment) -> Result<Vec<KeptToken>, Fault> {
    store::live_tokens_of(c, person, now).await
}

/// Ends one token of a person, or all: from this moment on they open nothing. Ending what has ended is no error.
#[derive(Debug)]
pub struct EndToken {
    /// Whose: nobody ends another's.
    pub person: PersonId,
    /// Which; none: all of them.
    pub token: Option<TokenId>,
    /// When.
    pub at: Moment,
}
impl db::Work for EndToken {
    type Done = u64;
    type Error = Error;
    /// Answers how many ended.
    async fn run(&self, c: &mut Conn) -> Result<u64> {
        Ok(match self.token {
            Some(token) => store::end_token(c, self.person, token, self.at).await?,
            None => end_all_but(c, self.person, None, self.at).await?,
        })
    }
}

/// Ends a person's tokens, but for the one through which they came.
pub(super) async fn end_all_but(
    c: &mut Conn,
    person: PersonId,
    keep: Option<TokenId>,
    at: Moment,
) -> Result<u64, Fault> {
    let nobody = TokenId::from_uuid(uuid::Uuid::nil());
    store::end_tokens_but(c, person, keep.unwrap_or(nobody), at).await
}
