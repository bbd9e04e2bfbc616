//! More requests that wait than a seed leaves: trainees register what they did and ask their supervisor, through the product's verbs.

use anyhow::Result;
use base::{Day, PersonId, PlanId};
use futures_util::{StreamExt as _, stream};
use portal::{
    error::Error,
    portal::{App, Call},
    signoff::{Register, Request},
};

use crate::rows;

/// Requests under way at once: what a grouped commit carries.
const TOGETHER: usize = 64;

/// One activity that is open, and whom the trainee asked before.
struct Open {
    plan: PlanId,
    trainee: PersonId,
    code: String,
    to: PersonId,
}

/// Sends requests until some `wanted` wait in all, none of them to those whose in-tray is `measured`, and has the ledger sign what
/// they wrote. Says how many it sent.
pub(crate) async fn send(app: &App, wanted: usize, measured: &[PersonId]) -> Result<usize> {
    let there = app.db.read(|c| Box::pin(rows::waiting(c, i64::MAX))).await?.len();
    let mut open = Vec::new();
    let asked_before = app.db.read(|c| Box::pin(rows::asked_before(c))).await?;
    for (plan, trainee, to) in asked_before.into_iter().filter(|(.., to)| !measured.contains(to)) {
        if there + open.len() >= wanted {
            break;
        }
        let codes = app.db.read(move |c| Box::pin(rows::open_activities(c, plan))).await?;
        open.extend(codes.into_iter().map(|(code,)| Open { plan, trainee, code, to }));
    }
    open.truncate(wanted.saturating_sub(there));
    let (count, today) = (open.len(), app.world.today());
    let mut under_way = stream::iter(open).map(|one| ask(app, one, today)).buffer_unordered(TOGETHER);
    while let Some(sent) = under_way.next().await {
        sent.map_err(Error::into_fault)?;
    }
    let world = app.world.clone();
    app.ledger.drain(|| world.now()).await?;
    Ok(count)
}

async fn ask(app: &App, one: Open, today: Day) -> Result<(), Error> {
    let call = Call::new(app, one.trainee);
    let done = Register {
        call: call.clone(),
        plan: one.plan,
        code: one.code.clone(),
        on: today,
        count: 1,
        comment: None,
    };
    app.does(done).await?;
    let asked = Request {
        call,
        plan: one.plan,
        code: one.code,
        to: one.to,
        entries: Vec::new(),
        completed_on: None,
        comment: None,
    };
    app.does(asked).await.map(drop)
}
