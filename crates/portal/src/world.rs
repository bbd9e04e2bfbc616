//! The edge where time and randomness come in. Everything inside takes them as arguments.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use base::{Day, Moment};
use jiff::tz::TimeZone;

/// Clock and randomness of one portal. Cheap to clone.
#[derive(Debug, Clone)]
pub struct World {
    clock: Clock,
    chance: Chance,
    zone: TimeZone,
}

#[derive(Debug, Clone)]
enum Chance {
    System,
    /// The seed, and how often it was asked: the same again every time.
    Seeded(u64, Arc<AtomicU64>),
}

#[derive(Debug, Clone)]
enum Clock {
    System,
    Fixed(Moment),
}

impl World {
    /// The real clock. Days are those of Copenhagen and Oslo, which keep the same time.
    pub fn real() -> Self {
        Self { clock: Clock::System, chance: Chance::System, zone: zone() }
    }

    /// A clock that stands still, for tests.
    pub fn at(moment: Moment) -> Self {
        Self { clock: Clock::Fixed(moment), chance: Chance::System, zone: zone() }
    }

    /// A clock that stands still and chance that comes out the same every time: for a synthetic nation, never for secrets.
    pub fn seeded(moment: Moment, seed: u64) -> Self {
        let chance = Chance::Seeded(seed, Arc::default());
        Self { clock: Clock::Fixed(moment), chance, zone: zone() }
    }

    /// This instant.
    #[expect(clippy::disallowed_methods, reason = "this is the edge where the clock is asked")]
    pub fn now(&self) -> Moment {
        match self.clock {
            Clock::System => Moment::from_micros(jiff::Timestamp::now().as_microsecond()),
            Clock::Fixed(moment) => moment,
        }
    }

    /// Today, where the users are.
    pub fn today(&self) -> Day {
        self.now().day_in(&self.zone)
    }

    /// The time zone of the users.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// So many random bytes: the operating system's, unless this world is seeded.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match &self.chance {
            Chance::System => getrandom::fill(&mut bytes).expect("the operating system has randomness"),
            Chance::Seeded(seed, asked) => {
                for part in bytes.chunks_mut(8) {
                    let nth = asked.fetch_add(1, Ordering::Relaxed);
                    part.copy_from_slice(&scattered(*seed, nth).to_le_bytes()[..part.len()]);
                }
            }
        }
        bytes
    }
}

/// A new id of any kind, of this moment: `mint!(world, PlanId)`.
#[macro_export]
macro_rules! mint {
    ($world:expr, $kind:ty) => {
        <$kind>::mint($world.now(), $world.random())
    };
}

/// The nth number of a seed (SplitMix64: even and quick, and no secret).
const fn scattered(seed: u64, nth: u64) -> u64 {
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut x = seed.wrapping_mul(GOLDEN).wrapping_add(nth.wrapping_add(1).wrapping_mul(GOLDEN));
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

fn zone() -> TimeZone {
    web::format::zone().clone()
}
