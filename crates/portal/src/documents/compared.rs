//! The documents on record against the acts that filed them, verified them and took them back: the acts are right, for the ledger
//! commits to them. A file's name is in no act; its digest is.

use std::{collections::BTreeMap, fmt};

use base::{ActId, Day, Moment, PersonId};
use db::{Conn, Db, Fault};
use uuid::Uuid;

use domain::act::of_document;

use super::{Document, store};
use crate::{
    audit::{self, Act, Compared, Records, Tell, What, id_or_dash, moment_or_dash},
    error::Result,
};

/// What a row says, or what its acts say of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Told {
    trainee: Option<PersonId>,
    over: String,
    digest: String,
    on: Option<Day>,
    at: Option<Moment>,
    /// What became of it last: when, by which act, and what it says: who has seen the original or took something back, in which role, when,
    /// with which words.
    end: Option<(Moment, Uuid, String)>,
}

/// Documents, compared.
#[derive(Clone)]
struct Documents;

/// Compares all documents with their acts. What differs is told as soon as it is confirmed.
pub async fn compare(db: &Db, tell: &mut Tell<'_>) -> Result<Compared> {
    audit::compare_records(db, Documents, tell).await
}

impl Records for Documents {
    type Told = Told;
    const NAME: &'static str = "documents";

    async fn rows(
        &self,
        c: &mut Conn,
        from: PersonId,
        until: PersonId,
    ) -> Result<BTreeMap<Uuid, Told>, Fault> {
        let rows = store::of_trainees(c, from, until).await?;
        let mut all: BTreeMap<Uuid, Told> = rows.into_iter().map(|row| (row.id.uuid(), row.into())).collect();
        for row in store::ends_of_trainees(c, from, until).await? {
            if let Some(one) = all.get_mut(&row.document.uuid()) {
                let (by, of) = (Some(row.by), Some(row.trainee));
                let words = ended(&row.what, (by, &row.role), of, row.at, row.comment.as_deref());
                one.end = Some((row.at, row.act.uuid(), words));
            }
        }
        Ok(all)
    }
    fn follow(told: &mut BTreeMap<Uuid, Told>, id: ActId, act: &Act) {
        if let Some(document) = act.document {
            told.entry(document.uuid()).or_default().follow(id.uuid(), act);
        }
    }
    fn differ(id: Uuid, row: Option<&Told>, acts: Option<&Told>) -> Option<String> {
        match (row, acts) {
            (_, None) => Some(format!("document {id}: no act filed it")),
            (None, Some(_)) => Some(format!("document {id}: it was filed, and its row is missing")),
            (Some(row), Some(acts)) if row == acts => None,
            (Some(row), Some(acts)) => {
                Some(format!("document {id}: the table says {row}, the acts say {acts}"))
            }
        }
    }
}

impl From<Document> for Told {
    fn from(row: Document) -> Self {
        Self {
            trainee: Some(row.trainee),
            over: of_document(row.programme, &row.kind, row.attests.map(|of| of.id)),
            digest: hex::encode(row.digest),
            on: row.on,
            at: Some(row.added_at),
            end: None,
        }
    }
}

/// What became of a document, in one sentence.
fn ended(
    what: &str,
    (by, role): (Option<PersonId>, &str),
    trainee: Option<PersonId>,
    at: Moment,
    comment: Option<&str>,
) -> String {
    let (by, of) = (id_or_dash(by), id_or_dash(trainee));
    format!("{what} by {by} as {role}, the document of {of}, at {} with {comment:?}", at.micros())
}

fn of_act(what: &str, act: &Act) -> String {
    let role = act.role.map_or("", |role| role.code());
    ended(what, (act.actor, role), act.trainee, act.at, act.comment.as_deref())
}

impl Told {
    /// One act more, in whatever order they come.
    fn follow(&mut self, id: Uuid, act: &Act) {
        match act.what {
            What::DocumentAdded => {
                (self.trainee, self.on, self.at) = (act.trainee, act.on, Some(act.at));
                self.over = act.over.clone().unwrap_or_default();
                self.digest = act.evidence.first().cloned().unwrap_or_default();
            }
            What::Verified => self.became("verified", id, act),
            What::Unverified => self.became("unverified", id, act),
            What::DocumentWithdrawn => self.became("withdrawn", id, act),
            _ => {}
        }
    }

    /// The last of what became of it counts.
    fn became(&mut self, what: &str, id: Uuid, act: &Act) {
        if self.end.as_ref().is_none_or(|(at, last, _)| (*at, *last) < (act.at, id)) {
            self.end = Some((act.at, id, of_act(what, act)));
        }
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (trainee, on, at) = (id_or_dash(self.trainee), id_or_dash(self.on), moment_or_dash(self.at));
        let end = match &self.end {
            None => "claimed".to_owned(),
            Some((_, act, words)) => format!("{words} by act {act}"),
        };
        let Self { over, digest, .. } = self;
        write!(f, "{over}, {digest} of {trainee}, of {on}, at {at}, {end}")
    }
}
