//! The papers on record against the acts that filed them, verified them and took them back: the acts are right, for the ledger commits
//! to them. A file's name is in no act; its digest is.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use base::{Day, DocumentId, Moment, PersonId};
use db::Db;
use uuid::Uuid;

use super::{Document, belongs, store};
use crate::{
    audit::{self, Act, Compared, Stretch, Tell, What},
    error::Result,
};

/// Papers compared at once.
const ROWS: i64 = 5000;

/// What a row says, or what its acts say of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Told {
    trainee: Option<PersonId>,
    over: String,
    digest: String,
    on: Option<Day>,
    at: Option<Moment>,
    /// By whom, in which role, when, with which words.
    seen: Option<(Option<PersonId>, String, Moment, Option<String>)>,
    withdrawn_at: Option<Moment>,
}

/// Compares all papers with their acts. What differs is told as soon as it is confirmed.
pub async fn compare(db: &Db, tell: &mut Tell<'_>) -> Result<Compared> {
    let mut compared = Compared::new("documents");
    compared.stretches(tell, async |after| stretch(db, after).await).await?;
    Ok(compared)
}

async fn stretch(db: &Db, after: Uuid) -> Result<Stretch> {
    let from = DocumentId::from_uuid(after);
    let stored = db.read_long(move |c| Box::pin(store::documents_after(c, from, ROWS))).await?;
    let last = match stored.last() {
        Some(row) if stored.len() as i64 == ROWS => row.id.uuid(),
        _ => Uuid::max(),
    };
    let rows: BTreeMap<Uuid, Told> = stored.into_iter().map(|row| (row.id.uuid(), row.into())).collect();
    let mut told: BTreeMap<Uuid, Told> = BTreeMap::new();
    audit::each_about_no_plan(db, |act| {
        let id = act.document.map(DocumentId::uuid).filter(|id| after < *id && *id <= last);
        if let Some(id) = id {
            told.entry(id).or_default().follow(act);
        }
    })
    .await?;
    Ok(Stretch { rows: rows.len() as u64, differ: differences(&rows, &told), last })
}

impl From<Document> for Told {
    fn from(row: Document) -> Self {
        Self {
            trainee: Some(row.trainee),
            over: belongs(row.programme, &row.kind),
            digest: hex::encode(row.digest),
            on: row.on,
            at: Some(row.added_at),
            seen: row.verified.map(|seen| (Some(seen.by), seen.role, seen.at, seen.comment)),
            withdrawn_at: row.withdrawn_at,
        }
    }
}

impl Told {
    /// One act more, in whatever order they come.
    fn follow(&mut self, act: &Act) {
        match act.what {
            What::DocumentAdded => {
                (self.trainee, self.on, self.at) = (act.trainee, act.on, Some(act.at));
                self.over = act.over.clone().unwrap_or_default();
                self.digest = act.evidence.first().cloned().unwrap_or_default();
            }
            What::Verified => {
                let role = act.role.map(|role| role.code().to_owned()).unwrap_or_default();
                self.seen = Some((act.actor, role, act.at, act.comment.clone()));
            }
            What::DocumentWithdrawn => self.withdrawn_at = Some(act.at),
            _ => {}
        }
    }
}

/// What differs, in words, in the order of the ids.
fn differences(rows: &BTreeMap<Uuid, Told>, told: &BTreeMap<Uuid, Told>) -> BTreeSet<(Uuid, String)> {
    let differ = rows.iter().filter_map(|(id, row)| match told.get(id) {
        None => Some((*id, format!("document {id}: no act filed it"))),
        Some(acts) if acts != row => {
            Some((*id, format!("document {id}: the table says {row}, the acts say {acts}")))
        }
        Some(_) => None,
    });
    let missing = told.iter().filter(|(id, _)| !rows.contains_key(id));
    differ
        .chain(missing.map(|(id, _)| (*id, format!("document {id}: it was filed, and its row is missing"))))
        .collect()
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let moment = |at: Option<Moment>| at.map_or_else(|| "-".to_owned(), |at| at.micros().to_string());
        let id = |id: Option<PersonId>| id.map_or_else(|| "-".to_owned(), |id| id.to_string());
        let on = self.on.map_or_else(|| "-".to_owned(), |day| day.to_string());
        let (trainee, at, withdrawn) = (id(self.trainee), moment(self.at), moment(self.withdrawn_at));
        let seen = match &self.seen {
            None => "by nobody".to_owned(),
            Some((by, role, at, comment)) => {
                format!("by {} as {role} at {} with {comment:?}", id(*by), at.micros())
            }
        };
        let Self { over, digest, .. } = self;
        write!(f, "{over}, {digest} of {trainee}, of {on}, at {at}, seen {seen}, withdrawn {withdrawn}")
    }
}
