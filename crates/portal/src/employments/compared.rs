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
#[derive(Clone)]
struct Confirmations;

/// Compares all confirmations with their acts. What differs is told as soon as it is confirmed.
pub async fn compare(db: &Db, tell: &mut Tell<'_>) -> Result<Compared> {
    audit::compare_records(db, Confirmations, tell).await
}

impl Records for Confirmations {
    /// What each row under the id of one act says: a table that was forged may hold several.
    type Told = Vec<String>;
    const NAME: &'static str = "confirmed overviews of employments";

    async fn rows(
        &self,
        c: &mut Conn,
        from: PersonId,
        until: PersonId,
    ) -> Result<BTreeMap<Uuid, Vec<String>>, Fault> {
        let rows = store::of_trainees(c, from, until).await?;
        let said = rows
            .into_iter()
            .map(|row| (row.act.uuid(), says(Some(row.trainee), row.at, &hex::encode(row.digest))));
        Ok(by_act(said))
    }
    fn follow(told: &mut BTreeMap<Uuid, Vec<String>>, id: ActId, act: &Act) {
        if act.what == What::EmploymentsConfirmed {
            let digest = act.evidence.first().map(String::as_str).unwrap_or_default();
            told.insert(id.uuid(), vec![says(act.trainee, act.at, digest)]);
        }
    }
    fn differ(id: Uuid, row: Option<&Vec<String>>, act: Option<&Vec<String>>) -> Option<String> {
        match (row, act) {
            (Some(row), Some(act)) if row == act => None,
            (Some(row), Some(act)) => {
                let (row, act) = (row.join(" and "), act.join(" and "));
                Some(format!("confirmation {id}: the table says {row}, the act says {act}"))
            }
            (_, None) => Some(format!("confirmation {id}: no act gave it")),
            (None, Some(_)) => Some(format!("confirmation {id}: it was given, and its row is missing")),
        }
    }
}

fn by_act(said: impl IntoIterator<Item = (Uuid, String)>) -> BTreeMap<Uuid, Vec<String>> {
    let mut all: BTreeMap<Uuid, Vec<String>> = BTreeMap::new();
    for (act, words) in said {
        all.entry(act).or_default().push(words);
    }
    all
}

fn says(trainee: Option<PersonId>, at: Moment, digest: &str) -> String {
    format!("{digest} of {} at {}", audit::id_or_dash(trainee), at.micros())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_row_under_the_act_of_the_first_is_told() {
        let (act, own, other) = (Uuid::from_u128(7), "a of me".to_owned(), "a of you".to_owned());
        let told = vec![own.clone()];
        for rows in [[other.clone(), own.clone()], [own.clone(), other], [own.clone(), own]] {
            let rows = by_act(rows.map(|words| (act, words)));
            let words = Confirmations::differ(act, rows.get(&act), Some(&told));
            assert!(words.is_some_and(|words| words.contains(" and ")));
        }
    }
}
