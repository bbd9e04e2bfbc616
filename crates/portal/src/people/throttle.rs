//! Who may try how often: buckets in memory, by account and by address, that fill again with time.
//!
//! Each server counts for itself; n servers allow n times as much, which the limits leave room for. The number of
//! buckets is bounded: when full, those that are full again are dropped first, then all of them (an attacker with
//! a million addresses resets counters, and still meets the cost of argon2 and its queue).

use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
    sync::{Mutex, PoisonError},
};

use base::Moment;

/// So many tries at once, and as many again in so many seconds.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// Tries at once.
    pub tries: u32,
    /// Seconds in which they come back.
    pub seconds: u32,
}

/// How many keys are remembered at most.
const KEYS_MAX: usize = 50_000;

/// One limit and what has been used of it, by key. Each try costs some of the time in which they all come back; the debt is paid
/// off as time passes.
#[derive(Debug)]
pub struct Throttle {
    limit: Limit,
    hasher: RandomState,
    /// The debt in microseconds, and when it was last reckoned.
    debts: Mutex<HashMap<u64, (i64, Moment)>>,
}

impl Throttle {
    /// With nothing used.
    pub fn new(limit: Limit) -> Self {
        Self { limit, hasher: RandomState::new(), debts: Mutex::default() }
    }

    /// Takes one try of `key`, or says in how many seconds there will be one.
    pub fn take(&self, key: &str, now: Moment) -> Result<(), u32> {
        let whole = i64::from(self.limit.seconds) * 1_000_000;
        let cost = whole / i64::from(self.limit.tries.max(1));
        let mut debts = self.debts.lock().unwrap_or_else(PoisonError::into_inner);
        if debts.len() >= KEYS_MAX {
            debts.retain(|_, debt| left(*debt, now) > 0);
            if debts.len() >= KEYS_MAX {
                debts.clear();
            }
        }
        let debt = debts.entry(self.hasher.hash_one(key)).or_insert((0, now));
        let owed = left(*debt, now) + cost;
        if owed > whole {
            let seconds = (owed - whole + 999_999) / 1_000_000;
            return Err(u32::try_from(seconds).unwrap_or(u32::MAX));
        }
        *debt = (owed, now);
        Ok(())
    }

    /// Gives the tries of `key` back: it got in.
    pub fn forget(&self, key: &str) {
        let mut debts = self.debts.lock().unwrap_or_else(PoisonError::into_inner);
        debts.remove(&self.hasher.hash_one(key));
    }
}

/// What is still owed of a debt reckoned at a moment.
fn left((owed, at): (i64, Moment), now: Moment) -> i64 {
    (owed - (now.micros() - at.micros()).max(0)).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_run_out_and_come_back_with_time() {
        let throttle = Throttle::new(Limit { tries: 3, seconds: 30 });
        let start = Moment::from_micros(1_000_000_000);
        for _ in 0..3 {
            assert_eq!(throttle.take("a", start), Ok(()));
        }
        assert_eq!(throttle.take("a", start), Err(10));
        assert_eq!(throttle.take("b", start), Ok(()));
        assert_eq!(throttle.take("a", start.plus_seconds(9)), Err(1));
        assert_eq!(throttle.take("a", start.plus_seconds(10)), Ok(()));
        assert_eq!(throttle.take("a", start.plus_seconds(10)), Err(10));
        throttle.forget("a");
        assert_eq!(throttle.take("a", start.plus_seconds(10)), Ok(()));
    }

    #[test]
    fn memory_is_bounded() {
        let throttle = Throttle::new(Limit { tries: 1, seconds: 60 });
        let now = Moment::from_micros(0);
        for n in 0..=KEYS_MAX {
            let _ = throttle.take(&n.to_string(), now);
        }
        assert!(throttle.debts.lock().unwrap().len() <= KEYS_MAX);
    }
}
