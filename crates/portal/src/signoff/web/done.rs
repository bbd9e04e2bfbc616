//! What was decided: the receipt, and what waits next.

use std::sync::Arc;

use axum::response::Response;
use base::SignOffId;
use db::Conn;
use domain::{
    access::{Act as Want, Kind, Role},
    refusal::Refusal,
};
use web::page::Ask;

use super::number;
use crate::{
    audit,
    curricula::Published,
    desk::Desk,
    error::{Error, Result},
    people,
    portal::Call,
    show,
    signoff::{
        Attested, Boxed, chosen, in_box,
        pages::done::{self, Done, Failed, Next},
    },
};

/// How many of those that still wait are named.
const NEXT_MAX: usize = 3;

/// What came of one decision, or of several at once.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) attested: Vec<(SignOffId, Attested)>,
    pub(super) returned: Option<SignOffId>,
    pub(super) failed: Vec<(SignOffId, Refusal)>,
}

/// A request with the curriculum it is about.
type Read = (Boxed, Arc<Published>);

/// A request as the receipt names it.
struct Named {
    title: String,
    trainee: String,
    kind: Kind,
    href: String,
}

/// The receipt. A request that the reader may not know of is not named.
pub(super) async fn done_page(desk: &Desk, ask: Ask, outcome: Outcome) -> Result<Response> {
    let Outcome { attested, returned, mut failed } = outcome;
    failed.retain(|(_, refusal)| !matches!(refusal, Refusal::NotFound));
    let ids = attested.iter().map(|(id, _)| *id).chain(returned).chain(failed.iter().map(|(id, _)| *id));
    let ground = read(desk, ids.collect()).await?;
    look(desk, &ground, &failed).await?;
    let Ground { decided, next, remaining, .. } = ground;
    let of = |id: SignOffId| decided.iter().find(|(one, _)| one.id == id).and_then(|one| named(desk, one));
    let mut kinds: Vec<Kind> = attested.iter().filter_map(|(id, _)| Some(of(*id)?.kind)).collect();
    kinds.dedup();
    let first = attested.first().map(|(_, one)| (one.role, one.on_behalf_of));
    let attested = attested.iter().filter_map(|(id, _)| {
        let Named { title, trainee, href, .. } = of(*id)?;
        Some(done::Attested { title, trainee, at: desk.caller.call.now, href })
    });
    let failed = failed.into_iter().filter_map(|(id, refusal)| {
        let Named { title, trainee, .. } = of(id)?;
        Some(Failed { id, title, trainee, refusal })
    });
    let next = next.iter().filter_map(|one| {
        let Named { title, trainee, .. } = named(desk, one)?;
        Some(Next { id: one.0.id, title, trainee, requested_at: one.0.requested_at })
    });
    let view = Done {
        attested: attested.collect(),
        kind: (kinds.len() == 1).then(|| kinds[0]),
        role: first.map_or(Role::Supervisor, |(role, _)| role),
        on_behalf_of: match first.and_then(|(_, leader)| leader) {
            Some(leader) => people::name_of(&desk.caller.call.portal.db, leader).await?,
            None => None,
        },
        returned: returned.and_then(of).map(|Named { title, trainee, .. }| done::Returned { title, trainee }),
        failed: failed.collect(),
        next: next.collect(),
        remaining,
    };
    let say = desk.say();
    Ok(desk.page(&say, ask, None, done::done(&say, &view)))
}

/// What the receipt rests on.
struct Ground {
    decided: Vec<Read>,
    next: Vec<Read>,
    remaining: u32,
    role: Option<Role>,
}

/// The decided requests that the reader may see, and the next few that wait.
async fn read(desk: &Desk, ids: Vec<SignOffId>) -> Result<Ground> {
    let call = desk.caller.call.clone();
    let app = call.portal.clone();
    let read = app.db.read(move |c| {
        Box::pin(async move {
            let decided = chosen(c, &call, &ids).await?;
            let waiting = in_box(c, &call, NEXT_MAX).await?;
            Ok::<_, Error>(Ground {
                role: waiting.role.or(decided.role),
                remaining: number(waiting.total),
                decided: with_books(c, &call, decided.all).await?,
                next: with_books(c, &call, waiting.all).await?,
            })
        })
    });
    read.await
}

async fn with_books(c: &mut Conn, call: &Call, all: Vec<Boxed>) -> Result<Vec<Read>> {
    let mut read = Vec::with_capacity(all.len());
    for one in all {
        let book = call.portal.shelf.get(c, one.curriculum).await?;
        read.push((one, book));
    }
    Ok(read)
}

/// One row in the access log names those on the page. What was approved or returned was noted when that was done.
async fn look(desk: &Desk, ground: &Ground, failed: &[(SignOffId, Refusal)]) -> Result<()> {
    let Some(role) = ground.role else { return Ok(()) };
    let refused = ground.decided.iter().filter(|(one, _)| failed.iter().any(|(id, _)| *id == one.id));
    let whose = ground.next.iter().chain(refused).map(|(one, _)| one.trainee).collect();
    audit::listed(&desk.caller.call, role, Want::SeeRequirement.code(), whose).await
}

fn named(desk: &Desk, (request, book): &Read) -> Option<Named> {
    let of = book.requirement(request.requirement)?;
    Some(Named {
        title: desk.say_of(&request.scheme).title(&of.title, &of.code, of.kind),
        trainee: request.trainee_name.clone(),
        kind: of.kind,
        href: format!("/plans/{}/requirements/{}", request.plan, show::encoded(&of.code)),
    })
}
