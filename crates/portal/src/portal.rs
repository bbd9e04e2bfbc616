//! One running portal: what every verb needs, and who calls it.

use std::{collections::BTreeMap, sync::Arc};

use base::{Day, Moment, PersonId};
use db::Db;
use domain::{access::Policies, scheme::Scheme};

use web::{Lang, cookie::Cookie};

use crate::{
    credentials::Issuing,
    curricula::Shelf,
    deliveries::Ways,
    documents::Files,
    dossiers::{Press, Sealing},
    error::Error,
    identifiers,
    installation::Kind,
    people::Logins,
    schemes::RuleTexts,
    training::web::RowTexts,
    world::World,
};

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
    /// Its curricula, in memory: a published version never changes.
    pub shelf: Shelf,
    /// Its files: documents that were put on record.
    pub files: Files,
    /// Where the keys of national numbers lie.
    pub identifiers: identifiers::Keys,
    /// Rows of its curricula, as pages show them.
    pub row_texts: RowTexts,
    /// Its ledger; woken after each act.
    pub ledger: ledger::Ledger,
    /// With which key its dossiers are sealed, and whose are believed.
    pub sealing: Sealing,
    /// As whom it issues credentials.
    pub issuing: Issuing,
    /// How what is sent comes to its authority.
    pub ways: Ways,
    /// What sets papers.
    pub press: Press,
    /// Its rules as text: what a dossier encloses.
    pub rule_texts: RuleTexts,
    /// How log-in is held back.
    pub logins: Logins,
    /// How the session's cookie is named and guarded.
    pub cookie: Cookie,
    /// Whether made-up people live here and anybody logs in as anybody.
    pub kind: Kind,
    /// The language of a reader who chose none.
    pub lang: Lang,
}

/// A portal as handlers share it.
pub type App = Arc<Portal>;

impl Portal {
    /// Runs a verb and lets the ledger know.
    pub async fn does<W: db::Work<Error = Error>>(&self, work: W) -> Result<W::Done, Error> {
        let done = self.db.write(work).await;
        if done.is_ok() {
            self.ledger.wake();
        }
        done
    }

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
