//! Ways in: e-mail and password, a link that works once, and in the demo the choice of a persona. Each ends in a new session.
//!
//! Whether an address is known cannot be learnt here: the same work, the same answer, the same limits for all.

use std::time::{Duration, Instant};

use base::{Moment, PersonId};
use db::{Conn, Db};
use domain::refusal::{Instead, Problem, Refusal};
use tokio::sync::Semaphore;
use web::{cookie::Token, limit::Limit};

use super::{
    ABSOLUTE_SECONDS, Email, IDLE_SECONDS, Person, TokenHash, Via,
    password::{self, Password},
    persons::{self, Bound, DEMO},
    store, tokens,
};
use crate::{
    error::{Error, Result},
    world::World,
};

/// A log-in link works this long.
pub const LINK_HOURS: i64 = 24;

/// Tries at once of one account from one address, and minutes until they are all back.
const PAIR: (u32, u64) = (10, 15);
/// The same of one account from anywhere: enough that a stranger does not easily lock its owner out.
const ACCOUNT: (u32, u64) = (50, 60);
/// The same from one address: a hospital stands behind one.
const ADDRESS: (u32, u64) = (300, 15);
/// Changes of one person's password: nobody's tries are used up by another.
const CHANGES: (u32, u64) = (10, 15);
/// How many accounts and addresses are remembered.
const KEYS_MAX: usize = 50_000;
/// Hashes made at the same time: each takes 19 MiB and a core.
const HASHES_AT_ONCE: usize = 2;
/// Waiting longer for a turn than this is answered by "too many".
const TURN_SECONDS: u64 = 10;

/// What guards the ways in of one server: who tried how often, and whose turn it is to hash.
#[derive(Debug)]
pub struct Logins {
    pair: Limit,
    account: Limit,
    address: Limit,
    changes: Limit,
    turn: Semaphore,
}

impl Default for Logins {
    fn default() -> Self {
        Self {
            pair: limit(PAIR),
            account: limit(ACCOUNT),
            address: limit(ADDRESS),
            changes: limit(CHANGES),
            turn: Semaphore::new(HASHES_AT_ONCE),
        }
    }
}

fn limit((tries, minutes): (u32, u64)) -> Limit {
    Limit::new(tries, Duration::from_secs(minutes * 60) / tries, KEYS_MAX)
}

impl Logins {
    fn take(&self, email: &str, address: &str) -> Result<(), Refusal> {
        let now = Instant::now();
        let first = self.address.take(address, now);
        let taken = first.and_then(|()| self.pair.take(&format!("{email} {address}"), now));
        let taken = taken.and_then(|()| self.account.take(email, now));
        taken.map_err(|retry_after| Refusal::TooMany { retry_after })
    }

    /// Takes one of a person's tries to change the password.
    pub fn take_change(&self, person: PersonId) -> Result<(), Refusal> {
        let taken = self.changes.take(&person.to_string(), Instant::now());
        taken.map_err(|retry_after| Refusal::TooMany { retry_after })
    }

    /// Runs work that takes a core, off the async threads, few at a time.
    async fn hash<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let turn = tokio::time::timeout(Duration::from_secs(TURN_SECONDS), self.turn.acquire()).await;
        let Ok(turn) = turn else { return Err(Refusal::TooMany { retry_after: 10 }.into()) };
        let _turn = turn.expect("nobody closes this semaphore");
        Ok(tokio::task::spawn_blocking(work).await.map_err(anyhow::Error::from)?)
    }
}

/// What stood in the log-in form.
#[derive(Clone)]
pub struct Typed {
    /// The e-mail address.
    pub email: String,
    /// The password.
    pub password: String,
}

/// Logs in by e-mail and password. `address` is where the request came from, `device` what its browser says it is. A wrong pair is
/// one problem, of the field `password`.
pub async fn log_in(
    db: &Db,
    world: &World,
    logins: &Logins,
    typed: Typed,
    (address, device): (&str, Option<String>),
) -> Result<Token> {
    let wrong = || Error::field("password", Problem::Unknown);
    let email = Email::read(&typed.email)
        .map_or_else(|| typed.email.trim().to_lowercase(), |e| e.as_str().to_owned());
    let email: String = email.chars().take(254).filter(|c| *c != '\0').collect();
    logins.take(&email, address)?;
    let asked = email.clone();
    let found = db.read(move |c| Box::pin(async move { store::password_by_email(c, &asked).await })).await?;
    let (person, phc) = found.map_or((None, None), |(person, phc)| (Some(person), phc));
    let kept = phc.clone();
    let right = logins.hash(move || password::verify(&typed.password, kept.as_deref())).await?;
    let (Some(person), Some(phc), true) = (person, phc, right) else { return Err(wrong()) };
    let token = Token::new(world.random());
    let session =
        OpenSession { person, token: token.digest(), device, at: world.now(), on_password: Some(phc) };
    if db.write(session).await? { Ok(token) } else { Err(wrong()) }
}

/// Logs in as a persona of the demo; whether this is the demo, the caller knows.
pub async fn log_in_as(db: &Db, world: &World, persona: &str, device: Option<String>) -> Result<Token> {
    let key = persona.to_owned();
    let found = db.read(move |c| Box::pin(async move { persons::of_identity(c, DEMO, &key).await })).await?;
    let person = found.ok_or(Refusal::NotFound)?.id;
    let token = Token::new(world.random());
    let session = OpenSession { person, token: token.digest(), device, at: world.now(), on_password: None };
    db.write(session).await?;
    Ok(token)
}

/// Opens a session; the person's dead ones go. Answers no when the password it rests on has changed meanwhile.
struct OpenSession {
    person: PersonId,
    token: TokenHash,
    device: Option<String>,
    at: Moment,
    on_password: Option<String>,
}
impl db::Work for OpenSession {
    type Done = bool;
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<bool> {
        if self.on_password.is_some() && store::password(c, self.person).await? != self.on_password {
            return Ok(false);
        }
        open_session(c, self.person, &self.token, self.device.as_deref(), self.at).await?;
        Ok(true)
    }
}

async fn open_session(
    c: &mut Conn,
    person: PersonId,
    token: &TokenHash,
    device: Option<&str>,
    at: Moment,
) -> Result<()> {
    store::delete_dead_sessions(c, person, at, at.plus_seconds(-IDLE_SECONDS)).await?;
    Ok(store::insert_session(c, token, person, device, (at, at.plus_seconds(ABSOLUTE_SECONDS))).await?)
}

/// Makes a link that logs a person in once. Whoever has the link is that person: it goes to her alone. Earlier ones end with it.
pub async fn make_link(c: &mut Conn, person: PersonId, token: &Token, at: Moment) -> Result<()> {
    store::end_links(c, person, at).await?;
    Ok(store::insert_link(c, &token.digest(), person, at.plus_seconds(LINK_HOURS * 3600)).await?)
}

/// Whom a link would log in; none when it is unknown, used or too old. Looking does not use it up.
pub async fn link_holder(c: &mut Conn, link: &TokenHash, now: Moment) -> Result<Option<Person>> {
    Ok(store::link_holder(c, link, now).await?)
}

/// Uses a link up and opens a session; an unknown, used or old link is not found.
#[derive(Debug)]
pub struct UseLink {
    /// The link's token.
    pub link: TokenHash,
    /// The token of the session to open.
    pub session: TokenHash,
    /// What the browser says it is.
    pub device: Option<String>,
    /// When.
    pub at: Moment,
}
impl db::Work for UseLink {
    type Done = PersonId;
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<PersonId> {
        let person = store::use_link(c, &self.link, self.at).await?.ok_or(Refusal::NotFound)?;
        open_session(c, person, &self.session, self.device.as_deref(), self.at).await?;
        Ok(person)
    }
}

/// Sets a person's password and ends every other session and API token. Who has one must show it. The same wish twice is one
/// wish: it takes no key, of which a fast hash would be kept (ADR 0007).
pub struct SetPassword {
    /// Who.
    pub person: PersonId,
    /// The one in force, as typed; empty when there is none yet.
    pub current: String,
    /// The new one, as typed.
    pub new: String,
    /// The door it comes through, which stays open.
    pub via: Via,
}

impl SetPassword {
    /// Does it.
    pub async fn run(self, db: &Db, world: &World, logins: &Logins) -> Result<()> {
        let new = Password::chosen(&self.new).map_err(|problem| Error::field("new", problem))?;
        let person = self.person;
        logins.take_change(person)?;
        let before = db.read(move |c| Box::pin(async move { store::password(c, person).await })).await?;
        let (kept, current, wished) = (before.clone(), self.current, self.new);
        // Who names the one in force as the new one knows it: the same wish again, fulfilled before (ADR 0007).
        let shown =
            move |kept: &str| password::verify(&current, Some(kept)) || password::verify(&wished, Some(kept));
        let right = logins.hash(move || kept.as_deref().is_none_or(shown)).await?;
        if !right {
            return Err(Error::field("current", Problem::Unknown));
        }
        let salt = world.random();
        let phc = logins.hash(move || new.hash(&salt)).await?;
        let (world, via, at) = (world.clone(), self.via, world.now());
        db.write(KeepPassword { world, person, before, phc, via, at }).await
    }
}

struct KeepPassword {
    world: World,
    person: PersonId,
    before: Option<String>,
    phc: String,
    via: Via,
    at: Moment,
}
impl db::Work for KeepPassword {
    type Done = ();
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<()> {
        if store::password(c, self.person).await? != self.before {
            return Err(Refusal::WrongState(Instead::Changed).into());
        }
        store::upsert_password(c, self.person, &self.phc, self.at).await?;
        if self.before.is_none() {
            // Whoever holds the link, or the token, is this person from now on.
            let by = Some(self.person);
            let first = Bound { by, issuer: persons::PASSWORD, ..Bound::to(self.person, self.at) };
            persons::bound(c, &self.world, first).await?;
        }
        let (session, token) = match &self.via {
            Via::Session(hash) => (Some(hash), None),
            Via::Token(id) => (None, Some(*id)),
        };
        tokens::end_all_but(c, self.person, token, self.at).await?;
        Ok(store::delete_sessions_but(c, self.person, session).await?)
    }
}
