//! API tokens: a scope, an end, and a hash of 256 random bits.

use base::{Moment, PersonId, TokenId};
use db::Conn;

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
