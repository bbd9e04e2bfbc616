//! Courses, and research training: who still lacks an attestation that somebody outside their plan may give.

pub mod api;
pub mod pages;
pub mod web;

use std::{collections::HashMap, sync::Arc};

use base::{PlanId, ProgrammeId};
use db::Conn;
use domain::{
    access::{Act as Want, Role},
    curriculum::Requirement,
    signoff::State,
};

pub use crate::access::Outstanding;
use crate::{
    access::{self, Rows},
    audit,
    curricula::Published,
    error::Result,
    portal::Call,
    signoff::{Matter, roles_towards},
    training::{self, Stage},
};

/// A course that nobody has attested, in somebody's plan.
#[derive(Debug, Clone)]
pub struct Course {
    /// Whose, in which plan, in which state.
    pub row: Outstanding,
    /// The plan's curriculum version.
    pub published: Arc<Published>,
    /// Where the trainee is; none: nowhere yet.
    pub stage: Option<Stage>,
}

impl Course {
    /// What is to be attested.
    pub fn requirement(&self) -> &Requirement {
        self.published.requirement(self.row.requirement).expect("a row of this curriculum version")
    }
    /// Its state.
    pub fn state(&self) -> State {
        State::of(&self.row.state).unwrap_or(State::Open)
    }
}

/// Where a row stands in the list: the name's sort key, the plan, its place in the curriculum.
pub type Place = (Vec<u8>, PlanId, i32);

/// One page of them.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Those on it, by the trainee's name.
    pub all: Vec<Course>,
    /// The last row that was read, when there are more.
    pub next: Option<Place>,
}

/// One page of what the caller may attest unasked in plans they see no more of. It leaves one row in the access log.
pub async fn outstanding(call: &Call, words: String, after: Option<Place>, limit: usize) -> Result<Listed> {
    let asked = call.clone();
    let (listed, role) = call
        .portal
        .db
        .read(move |c| Box::pin(async move { page(c, &asked, &words, after, limit).await }))
        .await?;
    if let Some(role) = role {
        let whose = listed.all.iter().map(|one| one.row.trainee).collect();
        audit::listed(call, role, Want::SeeRequirement.code(), whose).await?;
    }
    Ok(listed)
}

async fn page(
    c: &mut Conn,
    call: &Call,
    words: &str,
    after: Option<Place>,
    limit: usize,
) -> Result<(Listed, Option<Role>)> {
    let after = after.as_ref().map(|(key, plan, position)| (key.as_slice(), *plan, *position));
    let search = Rows { words, after, limit: i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1) };
    let mut rows = access::outstanding_within(c, call, search).await?;
    // Where the next page begins is said of what was read, whoever of it is shown.
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(place);
    let matters: Vec<Matter> = rows.iter().map(matter).collect();
    let roles = roles_towards(c, call, &matters).await?;
    let programmes: Vec<ProgrammeId> = rows.iter().map(|row| row.programme).collect();
    let stages = training::stages(c, &programmes, call.today).await?;
    let stages: HashMap<ProgrammeId, Stage> =
        stages.into_iter().map(|stage| (stage.programme, stage)).collect();
    let (mut all, mut as_role) = (Vec::with_capacity(rows.len()), None);
    for (row, role) in rows.into_iter().zip(roles) {
        let Some(role) = role else { continue };
        as_role = as_role.or(Some(role));
        let published = call.portal.shelf.get(c, row.curriculum).await?;
        let stage = stages.get(&row.programme).cloned();
        all.push(Course { row, published, stage });
    }
    Ok((Listed { all, next }, as_role))
}

/// Where a row stands in the list.
fn place(row: &Outstanding) -> Place {
    (row.sort_key.clone(), row.plan, row.position)
}

fn matter(row: &Outstanding) -> Matter {
    let (plan, asked) = ((row.programme, row.trainee), (row.curriculum, row.requirement));
    Matter::of(plan, asked, &row.scheme, &[Want::Attest])
}
