//! A repeated request has one effect: the answer to an idempotency key is written in the transaction of the effect itself.
//!
//! The API takes the key from `Idempotency-Key`, a form from its hidden field. Requests with the same key that come at the same time
//! wait for the first on the key's row, and then get its answer.

mod store;

use db::{Conn, Work};
use domain::refusal::Refusal;
use sha2::{Digest, Sha256};

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
            let kept = store::kept(c, self.call.actor, &key.key).await?.ok_or(Refusal::InFlight)?;
            return match kept {
                (fingerprint, _, _) if fingerprint != key.fingerprint => Err(Refusal::KeyReused.into()),
                (_, Some(status), Some(body)) => {
                    Ok(Answer { status: u16::try_from(status).unwrap_or(200), body })
                }
                _ => Err(Refusal::InFlight.into()),
            };
        }
        let answer = (self.answer)(self.work.run(c).await?);
        store::keep(c, self.call.actor, &key.key, &answer).await?;
        Ok(answer)
    }
}

/// The answer kept for a key, if the request was answered before.
pub async fn kept(call: &Call, key: &Key) -> Result<Option<Answer>> {
    let (person, asked) = (call.actor, key.key.clone());
    let kept =
        call.portal.db.read(move |c| Box::pin(async move { store::kept(c, person, &asked).await })).await?;
    match kept {
        Some((fingerprint, _, _)) if fingerprint != key.fingerprint => Err(Refusal::KeyReused.into()),
        Some((_, Some(status), Some(body))) => {
            Ok(Some(Answer { status: u16::try_from(status).unwrap_or(200), body }))
        }
        Some(_) | None => Ok(None),
    }
}
