//! How far a plan is: counted here and nowhere else, for pages and API alike.
//!
//! Pages draw two counts, one at a time: requirements (of many plans these are all goals), and the activities that lead to
//! them. The API's `progress {attested, total}` is of both together. What is done is what is in its end state.

use domain::{access::Kind, signoff::State};

use crate::{
    curricula::Published,
    show::{Counts, Tally},
};

/// How the requirements of a plan stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// All but activities: what a plan is there for.
    pub requirements: Tally,
    /// Activities.
    pub activities: Tally,
}

impl Progress {
    /// Of a plan on this curriculum version, where `counted` says how many requirements of a kind are in a state. Those that
    /// it does not name are open.
    pub fn of(published: &Published, counted: impl Iterator<Item = (Kind, State, u32)>) -> Self {
        let (mut requirements, mut activities) = (0_u32, 0_u32);
        let mut counts = Counts::Goals;
        for (_, one) in published.requirements() {
            match one.kind {
                Kind::Activity => activities += 1,
                Kind::Goal => requirements += 1,
                Kind::Course | Kind::Time | Kind::Research => {
                    requirements += 1;
                    counts = Counts::Requirements;
                }
            }
        }
        let mut all =
            Self { requirements: Tally::counting(counts), activities: Tally::counting(Counts::Activities) };
        for (kind, state, count) in counted {
            all.of_kind(kind).add_many(state, count);
        }
        for (tally, total) in [(&mut all.requirements, requirements), (&mut all.activities, activities)] {
            tally.open += total.saturating_sub(tally.total());
        }
        all
    }

    fn of_kind(&mut self, kind: Kind) -> &mut Tally {
        if kind == Kind::Activity { &mut self.activities } else { &mut self.requirements }
    }

    /// Of both, those in their end state.
    pub const fn done(&self) -> u32 {
        self.requirements.done() + self.activities.done()
    }
    /// Both.
    pub const fn total(&self) -> u32 {
        self.requirements.total() + self.activities.total()
    }
}
