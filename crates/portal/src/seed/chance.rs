//! Chance that comes out the same for the same seed, and ids in the order in which they are made.

use base::Moment;

use crate::world::World;

/// Dice, and a clock for ids that ticks with every one of them, so that rows lie in the tables in the order of their making.
pub(super) struct Chance {
    world: World,
    start: Moment,
    minted: i64,
}

/// Ids of one millisecond; some millions then fit into an hour.
const IDS_A_MILLISECOND: i64 = 8;

impl Chance {
    pub(super) fn new(start: Moment, seed: u64) -> Self {
        Self { world: World::seeded(start, seed), start, minted: 0 }
    }
    /// The moment and the randomness of the next id: `PlanId::mint(moment, random)`.
    pub(super) fn next_id(&mut self) -> (Moment, [u8; 10]) {
        self.minted += 1;
        let at = Moment::from_micros(self.start.micros() + self.minted * 1000 / IDS_A_MILLISECOND);
        (at, self.world.random())
    }
    pub(super) fn bytes(&self) -> [u8; 32] {
        self.world.random()
    }
    /// A number from 0 to `end`, not included.
    pub(super) fn below(&self, end: u32) -> u32 {
        (u64::from_le_bytes(self.world.random()) % u64::from(end.max(1))) as u32
    }
    /// A number from 0 to 1.
    pub(super) fn share(&self) -> f64 {
        f64::from(self.below(1 << 20)) / f64::from(1 << 20)
    }
    /// Whether something happens that happens so often in a hundred times.
    pub(super) fn percent(&self, percent: u32) -> bool {
        self.below(100) < percent
    }
    pub(super) fn of<'a, T>(&self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len() as u32) as usize]
    }
}

/// The next id of a kind: `id!(chance, PlanId)`.
macro_rules! id {
    ($chance:expr, $kind:ty) => {{
        let (at, random) = $chance.next_id();
        <$kind>::mint(at, random)
    }};
}
pub(super) use id;
