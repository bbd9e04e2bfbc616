//! What the in-tray shows besides what was sent to the reader. Each list leaves one row in the access log.

use base::PersonId;
use domain::access::{Act as Want, Role};

use crate::{
    access, audit,
    desk::Desk,
    documents,
    error::Result,
    forms::new_key,
    show,
    signoff::{
        self, Waiting,
        pages::beside::{GoalToAdvise, OpenTime, Originals, ToAdvise},
    },
};

/// Goals that lack the reader's recommendation, by plan.
pub(super) async fn to_advise(desk: &Desk) -> Result<Vec<ToAdvise>> {
    let call = desk.caller.call.clone();
    let app = call.portal.clone();
    let all = app.db.read(move |c| Box::pin(async move { signoff::to_advise(c, &call).await })).await?;
    listed(desk, all.iter().map(|(one, role)| (one.request.trainee, *role)).collect()).await?;
    let mut plans: Vec<ToAdvise> = Vec::new();
    for (one, _) in &all {
        let goal = goal(desk, one);
        match plans.iter_mut().find(|plan| plan.plan == one.request.plan) {
            Some(plan) => plan.goals.push(goal),
            None => plans.push(ToAdvise {
                plan: one.request.plan,
                trainee: one.request.trainee_name.clone(),
                stage: desk.say_of(&one.request.scheme).stage(&one.request.stage),
                goals: vec![goal],
                key: new_key(&desk.caller.call),
            }),
        }
    }
    Ok(plans)
}

fn goal(desk: &Desk, one: &Waiting) -> GoalToAdvise {
    let of = one.requirement();
    GoalToAdvise {
        title: desk.say_of(&one.request.scheme).title(&of.title, &of.code, of.kind),
        code: of.code.clone(),
        to: one.request.to_name.clone(),
        since: one.request.requested_at,
    }
}

/// Time that the reader may attest now.
pub(super) async fn open_times(desk: &Desk) -> Result<Vec<OpenTime>> {
    let call = desk.caller.call.clone();
    let app = call.portal.clone();
    let all = app.db.read(move |c| Box::pin(async move { signoff::times_open(c, &call).await })).await?;
    listed(desk, all.iter().map(|(one, role)| (one.trainee, *role)).collect()).await?;
    let shelf = &desk.caller.call.portal.shelf;
    let open = all.iter().filter_map(|(one, _)| {
        let book = shelf.ready(one.curriculum)?;
        let of = book.requirement(one.requirement)?;
        Some(OpenTime {
            title: desk.say_of(&one.scheme).title(&of.title, &of.code, of.kind),
            trainee: one.trainee_name.clone(),
            from: one.from,
            until: one.until,
            href: format!("/plans/{}/requirements/{}", one.plan, show::encoded(&of.code)),
        })
    });
    Ok(open.collect())
}

/// The most doctors whose documents are said to wait.
const ORIGINALS_MAX: usize = 20;

/// Documents whose originals the reader may say to have seen.
pub(super) async fn originals(desk: &Desk) -> Result<Vec<Originals>> {
    let (all, _) = documents::unseen(&desk.caller.call, None, ORIGINALS_MAX).await?;
    let of = |one: access::Unseen| Originals {
        whose: one.trainee,
        trainee: one.name,
        count: one.count,
        since: one.since,
    };
    Ok(all.into_iter().map(of).collect())
}

async fn listed(desk: &Desk, seen: Vec<(PersonId, Role)>) -> Result<()> {
    let Some((_, role)) = seen.first() else { return Ok(()) };
    let whose = seen.iter().map(|(trainee, _)| *trainee).collect();
    audit::listed(&desk.caller.call, *role, Want::SeeRequirement.code(), whose).await
}
