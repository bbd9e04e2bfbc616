//! Confirmations of the overview of employments against the acts that say so: the acts are right, for the ledger commits to them.

use std::collections::BTreeMap;

use base::PersonId;
use db::{Conn, Db, Fault};
use uuid::Uuid;

use super::store;
use crate::{
    audit::{self, Compared, Stretch, Tell, What},
    error::Result,
};

/// Trainees whose confirmations are compared at once.
const TRAINEES: i64 = 500;

/// Compares all confirmations with their acts. What differs is told as soon as it is confirmed.
pub async fn compare(db: &Db, tell: &mut Tell<'_>) -> Result<Compared> {
    let mut compared = Compared::new("confirmed overviews of employments");
    let look = async |after| {
        let after = PersonId::from_uuid(after);
        Ok(db.read_long(move |c| Box::pin(stretch(c, after))).await?)
    };
    compared.stretches(tell, look).await?;
    Ok(compared)
}

async fn stretch(c: &mut Conn, after: PersonId) -> Result<Stretch, Fault> {
    let trainees = store::trainees_after(c, after, TRAINEES).await?;
    let last = match trainees.last() {
        Some((last,)) if trainees.len() as i64 == TRAINEES => *last,
        _ => PersonId::from_uuid(Uuid::max()),
    };
    let says = |trainee: Option<PersonId>, at: base::Moment, digest: &str| {
        format!("{} of {} at {}", digest, audit::id_or_dash(trainee), at.micros())
    };
    let stored = store::of_trainees(c, after, last).await?;
    let rows: BTreeMap<Uuid, String> = stored
        .into_iter()
        .map(|row| (row.act.uuid(), says(Some(row.trainee), row.at, &hex::encode(row.digest))))
        .collect();
    let mut told = BTreeMap::new();
    for (id, act) in audit::acts_of_records(c, after, last).await? {
        if act.what == What::EmploymentsConfirmed {
            let digest = act.evidence.first().map(String::as_str).unwrap_or_default();
            told.insert(id.uuid(), says(act.trainee, act.at, digest));
        }
    }
    Ok(Stretch::of(&rows, &told, last.uuid(), differ))
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
