//! How often somebody may try: a bucket of tries per key that fills again with time, kept in memory and bounded.
//!
//! It slows guessing on one machine. What must hold across machines and restarts (a locked account) is in the database.

use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// A limit on tries per key.
#[derive(Debug)]
pub struct Limit {
    tries_max: u32,
    refill: Duration,
    keys_max: usize,
    /// Keys are kept as their hash: an address or a name is nobody's business here.
    buckets: Mutex<HashMap<u64, Bucket>>,
    hasher: RandomState,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    tries: f64,
    at: Instant,
}

impl Limit {
    /// So many tries at once, one more after each `refill`; of so many keys at most.
    pub fn new(tries_max: u32, refill: Duration, keys_max: usize) -> Self {
        Self { tries_max, refill, keys_max, buckets: Mutex::default(), hasher: RandomState::new() }
    }

    /// Takes one try of this key, or says after how many seconds there is one again.
    pub fn take(&self, key: &str, now: Instant) -> Result<(), u32> {
        let key = self.hasher.hash_one(key);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= self.keys_max && !buckets.contains_key(&key) {
            buckets.retain(|_, bucket| self.filled(bucket, now) < f64::from(self.tries_max));
            if buckets.len() >= self.keys_max {
                // Everybody is trying: a stranger waits, whoever has tried before goes on.
                return Err(self.wait(0.0));
            }
        }
        let bucket = buckets.entry(key).or_insert(Bucket { tries: f64::from(self.tries_max), at: now });
        let tries = self.filled(bucket, now);
        let left = tries - 1.0;
        *bucket = Bucket { tries: if left < 0.0 { tries } else { left }, at: now };
        if left < 0.0 { Err(self.wait(tries)) } else { Ok(()) }
    }

    fn filled(&self, bucket: &Bucket, now: Instant) -> f64 {
        let since = now.saturating_duration_since(bucket.at).as_secs_f64();
        (bucket.tries + since / self.refill.as_secs_f64()).min(f64::from(self.tries_max))
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 1 and a few thousand seconds"
    )]
    fn wait(&self, tries: f64) -> u32 {
        ((1.0 - tries) * self.refill.as_secs_f64()).ceil().max(1.0) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_run_out_and_come_back() {
        let (limit, start) = (Limit::new(3, Duration::from_secs(10), 100), Instant::now());
        assert_eq!([0; 4].map(|_| limit.take("mads@example.org", start)), [Ok(()), Ok(()), Ok(()), Err(10)]);
        assert_eq!(limit.take("freja@example.org", start), Ok(()), "one key does not use up another's tries");
        assert_eq!(limit.take("mads@example.org", start + Duration::from_secs(4)), Err(6));
        assert_eq!(limit.take("mads@example.org", start + Duration::from_secs(10)), Ok(()));
        assert_eq!(limit.take("mads@example.org", start + Duration::from_secs(10)), Err(10));
    }

    #[test]
    fn memory_is_bounded_and_rested_keys_make_room() {
        let (limit, start) = (Limit::new(2, Duration::from_secs(10), 10), Instant::now());
        for key in 0..10 {
            assert_eq!(limit.take(&key.to_string(), start), Ok(()));
        }
        assert_eq!(limit.take("one too many", start), Err(10));
        assert_eq!(limit.take("0", start), Ok(()));
        assert_eq!(limit.take("later", start + Duration::from_secs(15)), Ok(()));
    }
}
