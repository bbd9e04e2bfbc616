//! What somebody could do though nobody asked them: recommend a goal that waits for others, attest time that was served.

use base::PlanId;
use db::Conn;
use domain::access::{Act as Want, Role};

use super::{
    leave::{Matter, roles_towards},
    store::{self, Boxed},
    waiting::{Waiting, grounded},
};
use crate::{
    access::{self, TimeServed},
    documents,
    error::Result,
    portal::Call,
};

/// Requests looked through for those that lack a recommendation.
const LOOKED_THROUGH: i64 = 200;

/// Goals that wait for an approval which this person's recommendation would bring nearer, the oldest first, and their role.
pub async fn to_advise(c: &mut Conn, call: &Call) -> Result<Vec<(Waiting, Role)>> {
    let ids = access::waiting_within(c, call, Want::Advise, LOOKED_THROUGH).await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let boxed = store::boxed_all(c, &ids).await?;
    let waiting = grounded(c, call, boxed).await?;
    let matters: Vec<Matter> = waiting.iter().map(|one| matter(&one.request)).collect();
    let roles = roles_towards(c, call, &matters).await?;
    let lacks = |(one, role): (Waiting, Option<Role>)| {
        let role = role.filter(|role| one.awaited.contains(role))?;
        // Who said "not yet" to this very request has answered it.
        let answered =
            one.advice.iter().any(|given| given.by == call.actor && given.at > one.request.requested_at);
        (!answered).then_some((one, role))
    };
    Ok(waiting.into_iter().zip(roles).filter_map(lacks).collect())
}

fn matter(one: &Boxed) -> Matter {
    Matter::of((one.programme, one.trainee), (one.curriculum, one.requirement), &one.scheme, &[Want::Advise])
}

/// Time that this person is invited to attest now, unasked, since it has ended or soon does; the first to end first.
pub async fn times_open(c: &mut Conn, call: &Call) -> Result<Vec<(TimeServed, Role)>> {
    let mut all = access::times_within(c, call, Want::Attest, LOOKED_THROUGH).await?;
    let mut open = Vec::with_capacity(all.len());
    for one in all.drain(..) {
        let book = call.portal.shelf.get(c, one.curriculum).await?;
        let Some(of) = book.requirement(one.requirement) else { continue };
        let opens = call.portal.scheme(&one.scheme)?.opens(of.kind, Some(one.until));
        if opens.is_none_or(|from| from <= call.today) {
            open.push(one);
        }
    }
    // Whoever has seen it on paper need not sign it again.
    let plans: Vec<PlanId> = open.iter().map(|one| one.plan).collect();
    let on_paper = documents::on_paper(c, &plans).await?;
    let is_on_paper = |one: &TimeServed| {
        on_paper.iter().any(|paper| (paper.plan, paper.requirement) == (one.plan, one.requirement))
    };
    open.retain(|one| !is_on_paper(one));
    let matter = |one: &TimeServed| {
        Matter::of(
            (one.programme, one.trainee),
            (one.curriculum, one.requirement),
            &one.scheme,
            &[Want::Attest],
        )
    };
    let matters: Vec<Matter> = open.iter().map(matter).collect();
    let roles = roles_towards(c, call, &matters).await?;
    Ok(open.into_iter().zip(roles).filter_map(|(one, role)| Some((one, role?))).collect())
}
