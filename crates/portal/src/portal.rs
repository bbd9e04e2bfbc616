//! One running portal: what every verb needs, and who calls it.

use std::{collections::BTreeMap, sync::Arc};

use base::{Day, Moment, PersonId};
use db::Db;
use domain::{access::Policies, scheme::Scheme};

use crate::world::World;

/// A portal: its database, rules, curricula and clock. Shared by everything that runs in it.
pub struct Portal {
    /// Its database.
    pub db: Db,
    /// Its clock and randomness.
    pub world: World,
    /// Its schemes, by code.
    pub schemes: BTreeMap<String, Scheme>,
    /// Who may do what.
    pub policies: Policies,
    /// Its ledger; woken after each act.
    pub ledger: ledger::Ledger,
}

impl Portal {
    /// The scheme with this code, which a row of ours names.
    pub fn scheme(&self, code: &str) -> anyhow::Result<&Scheme> {
        self.schemes
            .get(code)
            .ok_or_else(|| anyhow::anyhow!("the database names a scheme that is not loaded: {code}"))
    }
}

/// Who does something, and when. Every verb carries one.
#[derive(Clone)]
pub struct Call {
    /// Where.
    pub portal: Arc<Portal>,
    /// Who.
    pub actor: PersonId,
    /// When.
    pub now: Moment,
    /// The day of it, where the users are.
    pub today: Day,
}

impl Call {
    /// A call by `actor`, now.
    pub fn new(portal: &Arc<Portal>, actor: PersonId) -> Self {
        let now = portal.world.now();
        Self { portal: portal.clone(), actor, now, today: now.day_in(portal.world.zone()) }
    }
}
