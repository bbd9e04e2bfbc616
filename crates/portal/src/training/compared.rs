//! The table of plans against the acts that assigned, archived and deleted them: the acts are right, for the ledger commits to
//! them. When a plan was begun is not compared, only whether: acts of one moment may be written in either order.

use std::{collections::BTreeMap, fmt};

use base::{Moment, PersonId, PlanId};
use db::{Conn, Db, Fault};
use uuid::Uuid;

use super::{assign::belongs, store::compared as store};
use crate::{
    audit::{self, Act, Compared, Part, Stretch, Tell, What, id_or_dash, moment_or_dash},
    error::Result,
};

/// Plans compared at once.
const ROWS: i64 = 2000;

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
    let look = async |part| Ok(db.read_long(move |c| Box::pin(stretch(c, part))).await?);
    compared.stretches(tell, look).await?;
    Ok(compared)
}

async fn stretch(c: &mut Conn, part: Part) -> Result<Stretch, Fault> {
    let (from, until) = (PlanId::from_uuid(part.from), PlanId::from_uuid(part.until()));
    let stored = store::plans_between(c, from, until, part.limit(ROWS)).await?;
    let rows: BTreeMap<Uuid, Told> = stored.into_iter().map(|row| (row.id.uuid(), row.into())).collect();
    let last = part.end(rows.last_key_value().map(|(id, _)| *id), rows.len(), ROWS);
    let until = PlanId::from_uuid(last);
    let mut told: BTreeMap<Uuid, Told> = BTreeMap::new();
    for act in audit::acts_of_plans(c, from, until).await? {
        if let Some(plan) = act.plan {
            told.entry(plan.uuid()).or_default().follow(act);
        }
    }
    for plan in audit::plans_begun(c, from, until).await? {
        if let Some(one) = told.get_mut(&plan.uuid()) {
            one.begun = true;
        }
    }
    // Of one that was deleted no row is left, and none is missed.
    told.retain(|id, acts| !acts.deleted || rows.contains_key(id));
    Ok(Stretch::of(&rows, &told, last, differ))
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

/// How a row and its acts differ, in words.
fn differ(id: Uuid, row: Option<&Told>, acts: Option<&Told>) -> Option<String> {
    let words = match (row, acts) {
        (_, None) => "no act assigned it".to_owned(),
        (None, Some(_)) => "it was assigned, and its row is missing".to_owned(),
        (Some(_), Some(acts)) if acts.deleted => "it was deleted, and its row stands".to_owned(),
        (Some(row), Some(acts)) if row == acts => return None,
        (Some(row), Some(acts)) => format!("the table says {row}, the acts say {acts}"),
    };
    Some(format!("plan {id}: {words}"))
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (trainee, by) = (id_or_dash(self.trainee), id_or_dash(self.by));
        let over = self.over.as_deref().unwrap_or("-");
        let (at, archived) = (moment_or_dash(self.at), moment_or_dash(self.archived_at));
        let begun = if self.begun { "begun" } else { "not begun" };
        write!(f, "{over}, of {trainee}, by {by}, at {at}, {begun}, archived {archived}")
    }
}
