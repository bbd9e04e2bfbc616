//! The edge where time and randomness come in. Everything inside takes them as arguments.

use base::{Day, Moment};
use jiff::tz::TimeZone;

/// Clock and randomness of one portal. Cheap to clone.
#[derive(Debug, Clone)]
pub struct World {
    clock: Clock,
    zone: TimeZone,
}

#[derive(Debug, Clone)]
enum Clock {
    System,
    Fixed(Moment),
}

impl World {
    /// The real clock. Days are those of Copenhagen and Oslo, which keep the same time.
    pub fn real() -> Self {
        Self { clock: Clock::System, zone: zone() }
    }

    /// A clock that stands still, for tests.
    pub fn at(moment: Moment) -> Self {
        Self { clock: Clock::Fixed(moment), zone: zone() }
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

    /// So many bytes of the operating system's randomness.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        getrandom::fill(&mut bytes).expect("the operating system has randomness");
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

fn zone() -> TimeZone {
    web::format::zone().clone()
}
