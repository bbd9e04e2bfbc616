//! Confirmations of the overview of employments against the acts that say so: the acts are right, for the ledger commits to them.

use std::collections::BTreeMap;

use base::{ActId, Moment, PersonId};
use db::{Conn, Db, Fault};
use uuid::Uuid;

use super::store;
use crate::{
    audit::{self, Act, Compared, Records, Tell, What},
    error::Result,
};

/// Confirmations, compared.
struct Confirmations;

/// Compares all confirmations with their acts. What differs is told as soon as it is confirmed.
pub async fn compare(db: &Db, tell: &mut Tell<'_>) -> Result<Compared> {
    audit::compare_records::<Confirmations>(db, tell).await
}

impl Records for Confirmations {
    type Told = String;
    const NAME: &'static str = "confirmed overviews of employments";

    async fn rows(c: &mut Conn, from: PersonId, until: PersonId) -> Result<BTreeMap<Uuid, String>, Fault> {
        let rows = store::of_trainees(c, from, until).await?;
        let says = |row: store::StoredConfirmation| {
            (row.act.uuid(), says(Some(row.trainee), row.at, &hex::encode(row.digest)))
        };
        Ok(rows.into_iter().map(says).collect())
    }
    fn follow(told: &mut BTreeMap<Uuid, String>, id: ActId, act: &Act) {
        if act.what == What::EmploymentsConfirmed {
            let digest = act.evidence.first().map(String::as_str).unwrap_or_default();
            told.insert(id.uuid(), says(act.trainee, act.at, digest));
        }
    }
    fn differ(id: Uuid, row: Option<&String>, act: Option<&String>) -> Option<String> {
        match (row, act) {
            (Some(row), Some(act)) if row == act => None,
            (Some(row), Some(act)) => {
                Some(format!("confirmation {id}: the table says {row}, the act says {act}"))
            }
            (_, None) => Some(format!("confirmation {id}: no act gave it")),
            (None, Some(_)) => Some(format!("confirmation {id}: it was given, and its row is missing")),
        }
    }
}

fn says(trainee: Option<PersonId>, at: Moment, digest: &str) -> String {
    format!("{digest} of {} at {}", audit::id_or_dash(trainee), at.micros())
}
