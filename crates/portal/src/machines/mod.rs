//! Machines of an authority, which fetch cases by themselves: OAuth 2.0 client credentials with `private_key_jwt` (RFC 6749, 7523).
//!
//! A machine is a person with a role of its own in one scheme, made at the command line. It has no password: it signs an assertion
//! with its key, gets a token for ten minutes, and comes in by the doors that officers use. Its role reaches what was sent and nothing
//! else; it opens a case by fetching it, and the doctor reads in the log who did.

pub mod api;
mod store;

use base::{Day, Moment, Period, PersonId, TokenId};
use credential::{Assertion, PublicKey};
use db::{Conn, Fault, Work};
use domain::access::Role;
use sha2::{Digest as _, Sha256};
use web::cookie::Token;

use crate::{
    error::{Error, Result},
    mint,
    people::{self, EndToken, NewGrant, NewPerson, Over, Scope},
    world::World,
};

/// How long a token of a machine lasts, in seconds.
pub const TOKEN_SECONDS: i64 = 600;
/// The longest that an assertion may be good for, in seconds.
const ASSERTION_SECONDS_MAX: i64 = 300;
/// How far the clocks of two machines may differ, in seconds.
const CLOCKS_DIFFER: i64 = 30;

/// Makes a machine of a scheme's authority. Answers its id, which is its name as a client.
pub struct AddMachine {
    /// Time and chance.
    pub world: World,
    /// What people call it: it is shown to doctors.
    pub name: String,
    /// The scheme's code.
    pub scheme: String,
    /// The key with which it says who it is.
    pub key: PublicKey,
}

impl Work for AddMachine {
    type Done = PersonId;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<PersonId> {
        let (at, today) = (self.world.now(), self.world.today());
        let id = mint!(self.world, PersonId);
        let new = NewPerson { id, name: self.name.clone(), email: None, language: None, at };
        let person = people::create(c, &self.world, &new).await?;
        let period = Period { from: today, until: None };
        let (role, scheme, over) = (Role::Machine, self.scheme.clone(), Over::Scheme);
        people::grant_role(c, &self.world, None, &NewGrant { person, role, scheme, over, period }).await?;
        store::add_key(c, person, &self.key.to_string(), at).await?;
        Ok(person)
    }
}

/// The schemes of whose authorities somebody is a machine; none: they are no machine. A role that has ended is not among them.
pub async fn schemes_of(c: &mut Conn, person: PersonId) -> Result<Option<Vec<String>>, Fault> {
    if !store::is_machine(c, person).await? {
        return Ok(None);
    }
    let held = people::held(c, person).await?.into_iter();
    Ok(Some(held.filter(|grant| grant.role == Role::Machine).map(|grant| grant.scheme).collect()))
}

/// A machine, as its operator knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machine {
    /// Which.
    pub id: PersonId,
    /// What it is called.
    pub name: String,
    /// How many of its keys let it in.
    pub keys: i64,
    /// The schemes in which it has its role.
    pub schemes: Vec<String>,
}

/// The most machines that are listed: a scheme has one or two.
const LISTED_MAX: i64 = 500;

/// All machines, by name.
pub async fn all(c: &mut Conn) -> Result<Vec<Machine>, Fault> {
    let mut all = Vec::new();
    for (id, name, keys) in store::all(c, LISTED_MAX).await? {
        let schemes = schemes_of(c, id).await?.unwrap_or_default();
        all.push(Machine { id, name, keys, schemes });
    }
    Ok(all)
}

/// Whether somebody has the role of a machine in a scheme on a day.
pub async fn is_machine_of(c: &mut Conn, person: PersonId, scheme: &str, on: Day) -> Result<bool, Fault> {
    let grants = people::grants_of(c, person, on).await?;
    Ok(grants.iter().any(|grant| grant.role == Role::Machine && grant.scheme == scheme))
}

/// Gives a machine a key more, or ends one: from this moment on it lets nobody in, nor does any token that the machine has.
pub struct ChangeKey {
    /// Which machine.
    pub machine: PersonId,
    /// Which key.
    pub key: PublicKey,
    /// Whether it is ended.
    pub ends: bool,
    /// When.
    pub at: Moment,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It is as asked.
    Done,
    /// Nobody with this id is a machine.
    NoMachine,
    /// It has no such key that could be ended.
    NoKey,
    /// The key is one that was ended: it does not come back.
    Ended,
    /// It has as many keys as count.
    Full,
}

impl Work for ChangeKey {
    type Done = Changed;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Changed> {
        let key = self.key.to_string();
        if !store::is_machine(c, self.machine).await? {
            return Ok(Changed::NoMachine);
        }
        if self.ends {
            if !store::end_key(c, self.machine, &key, self.at).await? {
                return Ok(Changed::NoKey);
            }
            // Whoever has the key may have a token by now.
            EndToken { person: self.machine, token: None, at: self.at }.run(c).await?;
            return Ok(Changed::Done);
        }
        let keys = store::keys_of(c, self.machine).await?;
        if keys.iter().any(|(one,)| *one == key) {
            return Ok(Changed::Done);
        }
        if keys.len() >= store::KEYS_MAX {
            return Ok(Changed::Full);
        }
        let new = store::add_key(c, self.machine, &key, self.at).await?;
        Ok(if new { Changed::Done } else { Changed::Ended })
    }
}

/// The keys of a machine that count; none: there is no such machine.
pub async fn keys_of(c: &mut Conn, machine: PersonId) -> Result<Vec<PublicKey>> {
    let keys = store::keys_of(c, machine).await?;
    Ok(keys.into_iter().filter_map(|(key,)| key.parse().ok()).collect())
}

/// Lets a machine in: its assertion is good for us, now, and was not used before. Answers nothing when it is not.
pub struct LetIn {
    /// What it signed.
    pub assertion: Assertion,
    /// With which key, which counted a moment ago.
    pub key: PublicKey,
    /// Who it is.
    pub machine: PersonId,
    /// The names under which we are asked.
    pub us: Vec<String>,
    /// A token that nobody has yet, and its id.
    pub token: (TokenId, Token),
    /// When.
    pub now: Moment,
}

impl LetIn {
    fn is_good(&self) -> bool {
        let (one, now) = (&self.assertion, self.now.micros().div_euclid(1_000_000));
        let machine = self.machine.to_string();
        let of_it = one.iss == machine && one.sub == machine;
        let for_us = self.us.iter().any(|us| one.aud.has(us));
        let is_now = one.exp > now - CLOCKS_DIFFER
            && one.exp <= now + ASSERTION_SECONDS_MAX + CLOCKS_DIFFER
            && one.nbf.is_none_or(|from| from <= now + CLOCKS_DIFFER);
        of_it && for_us && is_now && !one.jti.is_empty()
    }
}

impl Work for LetIn {
    type Done = bool;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<bool> {
        if !self.is_good() {
            return Ok(false);
        }
        if !keys_of(c, self.machine).await?.contains(&self.key) {
            return Ok(false);
        }
        let until = Moment::from_micros(0).plus_seconds(self.assertion.exp + CLOCKS_DIFFER);
        let id = Sha256::digest(&self.assertion.jti);
        if !store::use_assertion(c, self.machine, &id, until).await? {
            return Ok(false);
        }
        let (token, scope) = (&self.token, Scope::Fetch);
        let until = self.now.plus_seconds(TOKEN_SECONDS);
        people::keep_token(c, (token.0, &token.1.digest()), self.machine, scope, (self.now, until)).await?;
        Ok(true)
    }
}

/// Some of the assertions that would not be good any more go. Answers how many.
pub struct ForgetAssertions {
    /// The time it is.
    pub now: Moment,
    /// The most at once.
    pub limit: i64,
}

impl Work for ForgetAssertions {
    type Done = u64;
    type Error = Fault;

    async fn run(&self, c: &mut Conn) -> Result<u64, Fault> {
        store::forget(c, self.now, self.limit).await
    }
}
