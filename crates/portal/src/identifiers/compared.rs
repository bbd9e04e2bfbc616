//! National numbers against the acts that set them and took them away: which person has one of which kind, and since when. Which number it
//! is no act says; that row and number belong together says the encryption.

use std::collections::BTreeMap;

use base::{ActId, Moment, PersonId};
use db::{Conn, Db, Fault};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::store;
use crate::{
    audit::{self, Act, Compared, Records, Tell, What},
    error::Result,
};

/// Numbers, compared.
#[derive(Clone)]
struct Identifiers;

/// Compares all numbers with their acts. What differs is told as soon as it is confirmed.
pub async fn compare(db: &Db, tell: &mut Tell<'_>) -> Result<Compared> {
    audit::compare_records(db, Identifiers, tell).await
}

/// What a row says, or what its last act says.
struct Told {
    person: PersonId,
    kind: String,
    at: Moment,
    /// Of acts: which; of several at one moment the last.
    by: Option<ActId>,
    there: bool,
}

impl Records for Identifiers {
    type Told = Told;
    const NAME: &'static str = "national numbers";

    async fn rows(
        &self,
        c: &mut Conn,
        from: PersonId,
        until: PersonId,
    ) -> Result<BTreeMap<Uuid, Told>, Fault> {
        let rows = store::between(c, from, until).await?;
        let told = |row: store::Told| {
            let id = known_as(row.person, &row.kind);
            (id, Told { person: row.person, kind: row.kind, at: row.at, by: None, there: true })
        };
        Ok(rows.into_iter().map(told).collect())
    }

    fn follow(told: &mut BTreeMap<Uuid, Told>, id: ActId, act: &Act) {
        let there = match act.what {
            What::IdentifierSet => true,
            What::IdentifierRemoved => false,
            _ => return,
        };
        let (Some(person), Some(kind)) = (act.trainee, act.over.clone()) else { return };
        let known = known_as(person, &kind);
        let later = |before: &Told| (before.at, before.by) < (act.at, Some(id));
        if told.get(&known).is_none_or(later) {
            told.insert(known, Told { person, kind, at: act.at, by: Some(id), there });
        }
    }

    fn differ(_: Uuid, row: Option<&Told>, act: Option<&Told>) -> Option<String> {
        let any = row.or(act)?;
        let what = format!("the {} of person {}", any.kind, any.person);
        match (row, act.filter(|act| act.there)) {
            (Some(row), Some(act)) if row.at == act.at => None,
            (Some(_), Some(_)) => Some(format!("{what}: it was set at another time than its act says")),
            (Some(_), None) => Some(format!("{what}: no act set it, or one took it away")),
            (None, Some(_)) => Some(format!("{what}: it was set, and its row is missing")),
            (None, None) => None,
        }
    }
}

/// What stands for a person and a kind, as an id does elsewhere.
fn known_as(person: PersonId, kind: &str) -> Uuid {
    let sum: [u8; 32] = Sha256::digest(format!("{person} {kind}")).into();
    Uuid::from_u128(u128::from_be_bytes(*sum.first_chunk().expect("it has 32 bytes")))
}
