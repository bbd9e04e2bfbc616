//! Records of trainees that lie beside their plans, such as documents, against the acts that say so: the acts are right, for the
//! ledger commits to them. A slice says what its rows and its acts tell; the walk over all trainees is here.

use std::collections::BTreeMap;

use base::{ActId, PersonId};
use db::{Conn, Db, Fault};
use uuid::Uuid;

use super::{Act, Compared, Part, Stretch, Tell, store};
use crate::error::Result;

/// Persons whose records are compared at once.
const PERSONS: i64 = 500;

/// A table of such records.
pub trait Records: Clone + Send + Sync + 'static {
    /// What one row says, or what its acts say of it.
    type Told: Send + Sync;
    /// What the records are called in a finding.
    const NAME: &'static str;

    /// What the rows say of the trainees from one up to another, by the rows' ids.
    fn rows(
        &self,
        c: &mut Conn,
        from: PersonId,
        until: PersonId,
    ) -> impl Future<Output = Result<BTreeMap<Uuid, Self::Told>, Fault>> + Send;
    /// What one act more says, in whatever order they come.
    fn follow(told: &mut BTreeMap<Uuid, Self::Told>, id: ActId, act: &Act);
    /// How a row and its acts differ, in words. One of them may be missing.
    fn differ(id: Uuid, row: Option<&Self::Told>, acts: Option<&Self::Told>) -> Option<String>;
    /// Whether more of a row would have been compared, had the key to it been there.
    fn lacks_key(_row: &Self::Told) -> bool {
        false
    }
}

/// Compares all rows with their acts. What differs is told as soon as it is confirmed.
pub async fn compare_records<T: Records>(db: &Db, records: T, tell: &mut Tell<'_>) -> Result<Compared> {
    let mut compared = Compared::new(T::NAME);
    let look = async |part| {
        let records = records.clone();
        let read = db.read_long(move |c| Box::pin(async move { stretch(&records, c, part).await }));
        Ok(read.await?)
    };
    compared.stretches(tell, look).await?;
    Ok(compared)
}

async fn stretch<T: Records>(records: &T, c: &mut Conn, part: Part) -> Result<Stretch, Fault> {
    let from = PersonId::from_uuid(part.from);
    let persons = store::persons_from(c, from, PERSONS).await?;
    let last = part.end(persons.last().map(|(last,)| last.uuid()), persons.len(), PERSONS);
    let until = PersonId::from_uuid(last);
    let rows = records.rows(c, from, until).await?;
    let mut told = BTreeMap::new();
    for (id, body) in store::acts_of_records(c, from, until).await? {
        // One that cannot be read says nothing: it does not say what its leaf says either.
        if let Ok(act) = serde_json::from_slice(&body) {
            T::follow(&mut told, id, &act);
        }
    }
    let unread = rows.values().filter(|row| T::lacks_key(row)).count() as u64;
    Ok(Stretch { unread, ..Stretch::of(&rows, &told, last, T::differ) })
}
