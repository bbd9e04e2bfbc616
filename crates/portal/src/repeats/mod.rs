//! A repeated request has one effect: the answer to an idempotency key is written in the transaction of the effect itself.
//!
//! The API takes the key from `Idempotency-Key`, a form from its hidden field. Requests with the same key that come at the same time
//! wait for the first on the key's row, and then get its answer. What takes several transactions ([`once_for_all`]) claims the key
//! before the first of them; the same request meanwhile is told that it is in flight.

mod jobs;
mod store;

use db::{Conn, Work};
use domain::refusal::Refusal;
use sha2::{Digest, Sha256};

pub use jobs::{ForgetKeys, KEY_DAYS};

use crate::{
    error::{Error, Result},
    portal::Call,
};

/// The longest key, in characters.
pub const KEY_MAX: usize = 100;

/// A key, and what was asked under it.
#[derive(Debug, Clone)]
pub struct Key {
    key: String,
    fingerprint: [u8; 32],
}

impl Key {
    /// A key for one request: method with path, and body. None: the key is too long or not printable.
    pub fn new(key: &str, target: &str, body: &[u8]) -> Option<Self> {
        let good = (1..=KEY_MAX).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic());
        good.then(|| {
            let fingerprint =
                Sha256::new().chain_update(target).chain_update([0]).chain_update(body).finalize().into();
            Self { key: key.to_owned(), fingerprint }
        })
    }
    /// The same key for one of several works of a batch.
    #[must_use]
    pub fn part(&self, name: &str) -> Self {
        Self { key: format!("{}/{name}", self.key), fingerprint: self.fingerprint }
    }
}

/// What a request was answered with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

/// A verb that is done once for a key, however often it is asked.
pub struct Once<W, F> {
    /// Who asks, when.
    pub call: Call,
    /// The key; none: the work is simply done.
    pub key: Option<Key>,
    /// The verb.
    pub work: W,
    /// What to answer when it is done.
    pub answer: F,
}

impl<W, F> Work for Once<W, F>
where
    W: Work<Error = Error>,
    F: Fn(W::Done) -> Answer + Send + Sync + 'static,
{
    type Done = Answer;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Answer> {
        let Some(key) = &self.key else {
            return Ok((self.answer)(self.work.run(c).await?));
        };
        if !store::claim(c, self.call.actor, &key.key, &key.fingerprint, self.call.now).await? {
            return Ok(kept(c, &self.call, key).await?.ok_or(Refusal::InFlight)?);
        }
        let answer = (self.answer)(self.work.run(c).await?);
        store::keep(c, self.call.actor, &key.key, &answer).await?;
        Ok(answer)
    }
}

/// The answer kept for a key; none while it is in flight.
async fn kept(c: &mut Conn, call: &Call, key: &Key) -> Result<Option<Answer>> {
    match store::kept(c, call.actor, &key.key).await? {
        Some((fingerprint, _, _)) if fingerprint != key.fingerprint => Err(Refusal::KeyReused.into()),
        Some((_, Some(status), Some(body))) => {
            Ok(Some(Answer { status: u16::try_from(status).unwrap_or(200), body }))
        }
        Some(_) | None => Ok(None),
    }
}

/// A claim without an answer is given up after so long: no request lasts that long, so whoever held it was cut off.
const ABANDONED_SECONDS: i64 = 2 * web::front::REQUEST_SECONDS_MAX.cast_signed();

/// Does once for a key what takes several transactions, and keeps the answer. Each of them has its own part of the key
/// ([`Key::part`]): one that was cut off is done to its end by the next request, and nothing is done twice.
pub async fn once_for_all(
    call: &Call,
    key: Option<&Key>,
    all: impl Future<Output = Result<Answer>>,
) -> Result<Answer> {
    let Some(key) = key else { return all.await };
    let db = &call.portal.db;
    if let Some(kept) = db.write(Claim { call: call.clone(), key: key.clone() }).await? {
        return Ok(kept);
    }
    let answered = all.await;
    let settled = Settle { call: call.clone(), key: key.clone(), answer: answered.as_ref().ok().cloned() };
    match (answered, db.write(settled).await) {
        (Ok(answer), settled) => settled.map(|()| answer),
        (Err(error), _) => Err(error),
    }
}

/// Claims a key before anything is done under it; answers what is kept for it, if it was answered before.
pub struct Claim {
    /// Who asks, when.
    pub call: Call,
    /// The key.
    pub key: Key,
}

impl Work for Claim {
    type Done = Option<Answer>;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Option<Answer>> {
        let Self { call, key } = self;
        if store::claim(c, call.actor, &key.key, &key.fingerprint, call.now).await? {
            return Ok(None);
        }
        if let Some(answer) = kept(c, call, key).await? {
            return Ok(Some(answer));
        }
        let before = call.now.plus_seconds(-ABANDONED_SECONDS);
        match store::take_over(c, call.actor, &key.key, call.now, before).await? {
            true => Ok(None),
            false => Err(Refusal::InFlight.into()),
        }
    }
}

/// Keeps the answer of a claimed key; without one gives the key back, so that the request can be tried anew.
pub struct Settle {
    /// Who asked.
    pub call: Call,
    /// The key.
    pub key: Key,
    /// What was answered.
    pub answer: Option<Answer>,
}

impl Work for Settle {
    type Done = ();
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<()> {
        let (person, key) = (self.call.actor, &self.key.key);
        match &self.answer {
            Some(answer) => Ok(store::keep(c, person, key, answer).await?),
            None => Ok(store::give_back(c, person, key).await?),
        }
    }
}
