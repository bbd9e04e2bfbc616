//! The table of plans against the acts that assigned, archived and deleted them: the acts are right, for the ledger commits to
//! them. When a plan was begun is not compared, only whether: acts of one moment may be written in either order.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use base::{Moment, PersonId, PlanId};
use db::{Conn, Db, Fault};
use uuid::Uuid;

use super::{assign::belongs, store::compared as store};
use crate::{
    audit::{self, Act, Compared, Stretch, Tell, What},
    error::Result,
};

/// Plans compared at once.
const ROWS: i64 = 2000;
const LAST: PlanId = PlanId::from_uuid(Uuid::max());

/// What a row says, or what the acts say of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Told {
    trainee: Option<PersonId>,
    /// Where it belongs and on what, in the words of the act.
    over: Option<String>,
    by: Option<PersonId>,
    at: Option<Moment>,
    begun: bool,
    archived_at: Option<Moment>,
    deleted: bool,
}

/// Compares all plans with their acts. What differs is told as soon as it is confirmed.
pub async fn compare(db: &Db, tell: &mut Tell<'_>) -> Result<Compared> {
    let mut compared = Compared::new("plans");
    let look = async |after| {
        let after = PlanId::from_uuid(after);
        Ok(db.read_long(move |c| Box::pin(stretch(c, after))).await?)
    };
    compared.stretches(tell, look).await?;
    Ok(compared)
}

async fn stretch(c: &mut Conn, after: PlanId) -> Result<Stretch, Fault> {
    let stored = store::plans_after(c, after, ROWS).await?;
    let last = match stored.last() {
        Some(row) if stored.len() as i64 == ROWS => row.id,
        _ => LAST,
    };
    let rows: BTreeMap<PlanId, Told> = stored.into_iter().map(|row| (row.id, row.into())).collect();
    let mut told: BTreeMap<PlanId, Told> = BTreeMap::new();
    for act in audit::acts_of_plans(c, after, last).await? {
        if let Some(plan) = act.plan {
            told.entry(plan).or_default().follow(act);
        }
    }
    for plan in audit::plans_begun(c, after, last).await? {
        if let Some(one) = told.get_mut(&plan) {
            one.begun = true;
        }
    }
    let named = |(id, words): (PlanId, String)| (id.uuid(), format!("plan {id}: {words}"));
    let differ = differences(&rows, &told).into_iter().map(named).collect();
    Ok(Stretch { rows: rows.len() as u64, differ, last: last.uuid() })
}

impl From<store::StoredPlan> for Told {
    fn from(row: store::StoredPlan) -> Self {
        Self {
            trainee: Some(row.trainee),
            over: Some(belongs(row.programme, row.curriculum, &row.scheme, row.specialty.as_deref())),
            by: row.by,
            at: Some(row.at),
            begun: row.begun,
            archived_at: row.archived_at,
            deleted: false,
        }
    }
}

impl Told {
    /// One act more, in whatever order they come.
    fn follow(&mut self, act: Act) {
        match act.what {
            What::PlanAssigned => {
                (self.trainee, self.by, self.at) = (act.trainee, act.actor, Some(act.at));
                self.over = act.over;
            }
            What::PlanArchived => self.archived_at = Some(act.at),
            What::PlanDeleted => self.deleted = true,
            _ => {}
        }
    }
}

/// What differs, in words, in the order of the ids.
fn differences(rows: &BTreeMap<PlanId, Told>, told: &BTreeMap<PlanId, Told>) -> BTreeSet<(PlanId, String)> {
    let differ = rows.iter().filter_map(|(id, row)| match told.get(id) {
        None => Some((*id, "no act assigned it".to_owned())),
        Some(acts) if acts.deleted => Some((*id, "it was deleted, and its row stands".to_owned())),
        Some(acts) if acts != row => Some((*id, format!("the table says {row}, the acts say {acts}"))),
        Some(_) => None,
    });
    let missing = told.iter().filter(|(id, acts)| !acts.deleted && !rows.contains_key(id));
    differ.chain(missing.map(|(id, _)| (*id, "it was assigned, and its row is missing".to_owned()))).collect()
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = |id: Option<PersonId>| id.map_or_else(|| "-".to_owned(), |id| id.to_string());
        let moment = |at: Option<Moment>| at.map_or_else(|| "-".to_owned(), |at| at.micros().to_string());
        let (trainee, by, over) = (id(self.trainee), id(self.by), self.over.as_deref().unwrap_or("-"));
        let (at, archived) = (moment(self.at), moment(self.archived_at));
        let begun = if self.begun { "begun" } else { "not begun" };
        write!(f, "{over}, of {trainee}, by {by}, at {at}, {begun}, archived {archived}")
    }
}
