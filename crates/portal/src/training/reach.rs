//! Lists of what is within somebody's reach: their trainees, and a trainee's plans. A list of others leaves one row in the access
//! log, with the ids on it, before it is answered.

use std::{collections::HashMap, sync::Arc};

use base::{PersonId, PlanId, ProgrammeId};
use db::Conn;
use domain::{
    access::{Act as Want, Kind, Role, StandingKind, Subject},
    refusal::Refusal,
    signoff::State,
};

use super::{PlanIn, Progress, Stage, store};
use crate::{
    access::{self, At, Search, Within},
    audit::{self, Look, Whose},
    curricula::Published,
    documents::{self, OnPaper},
    error::Result,
    portal::Call,
    show::Say,
    signoff, words,
};

/// A plan in a list, with how far it is.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Which.
    pub plan: PlanIn,
    /// Its curriculum version.
    pub published: Arc<Published>,
    /// How far it is.
    pub progress: Progress,
    /// The same by kind, theme and state; open ones are not counted.
    pub tallies: Vec<signoff::Tally>,
}

impl Plan {
    /// What people call it, and that it is over where it was archived.
    pub fn name(&self, say: &Say<'_>) -> String {
        let of = &self.published.curriculum;
        let name = format!("{} {}", of.code, say.version(&of.version));
        if self.plan.archived { format!("{name} · {}", words::show_finished(say.lang)) } else { name }
    }
}

/// A trainee's programme with its plans.
#[derive(Debug, Clone)]
pub struct InReach {
    /// Programme and place.
    pub stage: Stage,
    /// The trainee's name.
    pub name: String,
    /// The plans, live ones first.
    pub plans: Vec<Plan>,
}

/// One page of trainees.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Those on it, by name.
    pub all: Vec<InReach>,
    /// The last row, when there are more: its sort key and programme.
    pub next: Option<(Vec<u8>, ProgrammeId)>,
}

/// One page of the trainees within the caller's reach.
pub async fn list(
    call: &Call,
    words: String,
    after: Option<(Vec<u8>, ProgrammeId)>,
    limit: i64,
) -> Result<Listed> {
    let asked = call.clone();
    let (listed, role) = call
        .portal
        .db
        .read(move |c| Box::pin(async move { page(c, &asked, &words, after, limit).await }))
        .await?;
    let all = listed.all.iter().map(|one| one.stage.trainee).collect();
    if let Some(role) = role {
        audit::listed(call, role, Want::ListTrainees.code(), all).await?;
    }
    Ok(listed)
}

async fn page(
    c: &mut Conn,
    call: &Call,
    words: &str,
    after: Option<(Vec<u8>, ProgrammeId)>,
    limit: i64,
) -> Result<(Listed, Option<Role>)> {
    let after = after.as_ref().map(|(key, programme)| (key.as_slice(), *programme));
    let search = Search { words, after, limit: limit + 1 };
    let mut rows = access::within(c, call, Want::ListTrainees, search).await?;
    let more = rows.len() > usize::try_from(limit).unwrap_or(usize::MAX);
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = rows.last().filter(|_| more).map(|last| (last.sort_key.clone(), last.programme));
    let kind = rows.first().map(|row| row.standing.parse::<StandingKind>()).transpose();
    let role = kind.map_err(anyhow::Error::from)?.map(StandingKind::role);
    let programmes: Vec<ProgrammeId> = rows.iter().map(|row| row.programme).collect();
    let stages = store::stages::stages(c, &programmes, call.today).await?;
    let mut stages: HashMap<ProgrammeId, Stage> =
        stages.into_iter().map(|stage| (stage.programme, stage)).collect();
    let mut plans = plans_in(c, call, &programmes).await?;
    let mut all = Vec::with_capacity(rows.len());
    for Within { programme, name, .. } in rows {
        // A programme without a placement is not yet anywhere.
        let Some(stage) = stages.remove(&programme) else { continue };
        all.push(InReach { stage, name, plans: plans.remove(&programme).unwrap_or_default() });
    }
    Ok((Listed { all, next }, role))
}

/// The plans of a trainee that the caller may see, newest programme first. None to see: there is no such trainee.
pub async fn plans_seen(call: &Call, trainee: PersonId) -> Result<Vec<InReach>> {
    let asked = call.clone();
    let (seen, role) =
        call.portal.db.read(move |c| Box::pin(async move { seen(c, &asked, trainee).await })).await?;
    if trainee != call.actor {
        let role = role.ok_or(Refusal::NotFound)?;
        let what = Want::SeePlan.code();
        let look = Look { person: call.actor, role, what, whose: Whose::One(trainee), plan: None };
        call.portal.db.write(audit::Looked { call: call.clone(), look }).await?;
    }
    Ok(seen)
}

/// The plans of a trainee beside one that the caller opened: the look at that one is noted already.
pub async fn plans_beside(c: &mut Conn, call: &Call, trainee: PersonId) -> Result<Vec<InReach>> {
    Ok(seen(c, call, trainee).await?.0)
}

async fn seen(c: &mut Conn, call: &Call, trainee: PersonId) -> Result<(Vec<InReach>, Option<Role>)> {
    let stages = store::stages::stages_of(c, trainee, call.today).await?;
    let programmes: Vec<ProgrammeId> = stages.iter().map(|stage| stage.programme).collect();
    let among = access::among(c, call.actor, call.today, &programmes).await?;
    let (mut open, mut role) = (Vec::new(), None);
    for stage in stages {
        let subject = Subject::Plan { scheme: &stage.scheme, setting: &stage.setting, trainee };
        let standings = among.at(At { programme: stage.programme, requirement: None });
        if let Ok(permit) = call.portal.policies.decide(call.actor, Want::SeePlan, &subject, &standings) {
            role = role.or(Some(permit.role()));
            open.push(stage);
        }
    }
    let programmes: Vec<ProgrammeId> = open.iter().map(|stage| stage.programme).collect();
    let mut plans = plans_in(c, call, &programmes).await?;
    let name = crate::people::names(c, &[trainee]).await?.remove(&trainee).unwrap_or_default();
    let with = |stage: Stage| InReach {
        plans: plans.remove(&stage.programme).unwrap_or_default(),
        name: name.clone(),
        stage,
    };
    Ok((open.into_iter().map(with).collect(), role))
}

/// The plans of these programmes, with how far they are.
async fn plans_in(
    c: &mut Conn,
    call: &Call,
    programmes: &[ProgrammeId],
) -> Result<HashMap<ProgrammeId, Vec<Plan>>> {
    let mut all: HashMap<ProgrammeId, Vec<Plan>> = HashMap::new();
    if programmes.is_empty() {
        return Ok(all);
    }
    let plans = store::stages::plans_in(c, programmes).await?;
    let ids: Vec<PlanId> = plans.iter().map(|plan| plan.id).collect();
    let mut tallies: HashMap<PlanId, Vec<signoff::Tally>> = HashMap::new();
    for tally in signoff::tallies(c, &ids).await? {
        tallies.entry(tally.plan).or_default().push(tally);
    }
    let on_paper = if call.portal.schemes.values().any(|scheme| !scheme.time_documents.is_empty()) {
        documents::on_paper(c, &ids).await?
    } else {
        Vec::new()
    };
    for plan in plans {
        let published = call.portal.shelf.get(c, plan.curriculum).await?;
        let tallies = tallies.remove(&plan.id).unwrap_or_default();
        let read = |one: &signoff::Tally| Some((one.kind.parse().ok()?, State::of(&one.state)?, one.count));
        let papers: Vec<&OnPaper> = on_paper.iter().filter(|one| one.plan == plan.id).collect();
        let still = |(kind, state, count): (Kind, State, u32)| {
            let here = papers.iter().filter(|one| one.state.as_deref() == Some(state.code()));
            let here = u32::try_from(here.count()).unwrap_or(u32::MAX);
            (kind, state, if kind == Kind::Time { count.saturating_sub(here) } else { count })
        };
        let attested = papers.iter().map(|_| (Kind::Time, State::Attested, 1));
        let progress = Progress::of(&published, tallies.iter().filter_map(read).map(still).chain(attested));
        all.entry(plan.programme).or_default().push(Plan { plan, published, progress, tallies });
    }
    Ok(all)
}
