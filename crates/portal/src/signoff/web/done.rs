//! What was decided: the receipt, and what waits next. It has an address of its own, so that it can be loaded again.

use std::sync::Arc;

use axum::{extract::State as Shared, http::Uri, response::Response};
use base::SignOffId;
use db::Conn;
use domain::{
    access::{Act as Want, Kind, Role},
    refusal::Refusal,
    signoff::{BATCH_MAX, State},
};
use web::{
    Form,
    page::{self, Ask},
};

use super::number;
use crate::{
    access, audit,
    curricula::Published,
    desk::Desk,
    door::Caller,
    error::{Error, Result},
    people,
    portal::{App, Call},
    show,
    signoff::{
        Boxed, Decided, case_of, chosen, decided, grounded, in_box,
        pages::done::{self, Done, Failed, Next},
        request::no_longer,
    },
};

/// How many of those that still wait are named.
const NEXT_MAX: usize = 3;

/// Where the receipt of these requests stands.
pub(super) fn receipt(ids: &[SignOffId]) -> Response {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    page::see_other(&format!("/sign-offs/done?ids={}", ids.join(",")))
}

/// Whether this reader already decided the request so: a press repeated is the same press.
pub(super) async fn was_decided(call: &Call, id: SignOffId, state: State) -> Result<bool> {
    let asked = call.clone();
    let own = call.portal.db.read(move |c| Box::pin(async move { decided(c, &asked, &[id]).await })).await?;
    Ok(own.iter().any(|one| one.state == state.code()))
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

/// `GET /sign-offs/done`: the receipt. A request that the reader may not know of is not named; what they decided of the others is read
/// anew, and why not.
pub async fn show_done(Shared(_): Shared<App>, caller: Caller, ask: Ask, uri: Uri) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let ids = query.value("ids").split(',').take(BATCH_MAX).filter_map(|id| id.trim().parse().ok());
    let ids: Vec<SignOffId> = ids.collect();
    let desk = Desk::of(caller).await?;
    let ground = read(&desk, ids).await?;
    look(&desk, &ground).await?;
    let Ground { shown, own, failed, next, remaining, .. } = ground;
    let of = |id: SignOffId| shown.iter().find(|(one, _)| one.id == id).and_then(|one| named(&desk, one));
    let attested = || own.iter().filter(|one| one.state == State::Attested.code());
    let mut kinds: Vec<Kind> = attested().filter_map(|one| Some(of(one.id)?.kind)).collect();
    kinds.dedup();
    let role = attested().next().and_then(|one| one.role.as_ref()?.parse().ok());
    let leader = attested().next().and_then(|one| one.on_behalf_of);
    let returned = own.iter().find(|one| one.state == State::Returned.code());
    let failed = failed.into_iter().filter_map(|(id, refusal)| {
        let Named { title, trainee, .. } = of(id)?;
        Some(Failed { id, title, trainee, refusal })
    });
    let next = next.iter().filter_map(|one| {
        let Named { title, trainee, .. } = named(&desk, one)?;
        Some(Next { id: one.0.id, title, trainee, requested_at: one.0.requested_at })
    });
    let view = Done {
        attested: attested()
            .filter_map(|one| {
                let Named { title, trainee, href, .. } = of(one.id)?;
                Some(done::Attested { title, trainee, at: one.at, href })
            })
            .collect(),
        kind: (kinds.len() == 1).then(|| kinds[0]),
        role: role.unwrap_or(Role::Supervisor),
        on_behalf_of: match leader {
            Some(leader) => people::name_of(&desk.caller.call.portal.db, leader).await?,
            None => None,
        },
        returned: returned
            .and_then(|one| of(one.id))
            .map(|Named { title, trainee, .. }| done::Returned { title, trainee }),
        failed: failed.collect(),
        next: next.collect(),
        remaining,
    };
    if view.attested.is_empty() && view.returned.is_none() && view.failed.is_empty() {
        return Err(Refusal::NotFound.into());
    }
    let say = desk.say();
    Ok(desk.page(&say, ask, None, done::done(&say, &view)))
}

/// What the receipt rests on.
struct Ground {
    shown: Vec<Read>,
    own: Vec<Decided>,
    failed: Vec<(SignOffId, Refusal)>,
    next: Vec<Read>,
    remaining: u32,
    role: Option<Role>,
}

/// The requests that the reader may see, what became of each, and the next few that wait.
async fn read(desk: &Desk, ids: Vec<SignOffId>) -> Result<Ground> {
    let call = desk.caller.call.clone();
    let app = call.portal.clone();
    let read = app.db.read(move |c| {
        Box::pin(async move {
            let seen = chosen(c, &call, &ids).await?;
            let visible: Vec<SignOffId> = seen.all.iter().map(|one| one.id).collect();
            let mut own = decided(c, &call, &visible).await?;
            // Among several that were to be approved, one returned before is one that could not be.
            own.retain(|one| visible.len() == 1 || one.state == State::Attested.code());
            let left: Vec<Boxed> =
                seen.all.iter().filter(|one| own.iter().all(|own| own.id != one.id)).cloned().collect();
            let failed = why_not(c, &call, left).await?;
            let waiting = in_box(c, &call, NEXT_MAX).await?;
            Ok::<_, Error>(Ground {
                role: waiting.role.or(seen.role),
                remaining: number(waiting.total),
                shown: with_books(c, &call, seen.all).await?,
                next: with_books(c, &call, waiting.all).await?,
                own,
                failed,
            })
        })
    });
    read.await
}

/// Why each of these cannot be approved by the reader; what could be by now is left out.
async fn why_not(c: &mut Conn, call: &Call, all: Vec<Boxed>) -> Result<Vec<(SignOffId, Refusal)>> {
    let mut failed = Vec::new();
    for one in grounded(c, call, all).await? {
        let id = one.request.id;
        let refusal = match State::of(&one.request.state) {
            Some(State::Requested) => {
                let case = case_of(c, call, one.request.plan, one.request.requirement).await?;
                let standings = access::standings(c, call.actor, call.today, case.at()).await?;
                let may = call.portal.policies.decide(call.actor, Want::Attest, &case.subject(), &standings);
                let denied = may.err().map(Refusal::from);
                denied.or(one.blocked).or(one.reason_needed.then_some(Refusal::NotReady))
            }
            Some(State::Attested) => Some(Refusal::AlreadyAttested),
            _ => Some(Refusal::WrongState(no_longer(&one.request.state))),
        };
        failed.extend(refusal.map(|refusal| (id, refusal)));
    }
    Ok(failed)
}

async fn with_books(c: &mut Conn, call: &Call, all: Vec<Boxed>) -> Result<Vec<Read>> {
    let mut read = Vec::with_capacity(all.len());
    for one in all {
        let book = call.portal.shelf.get(c, one.curriculum).await?;
        read.push((one, book));
    }
    Ok(read)
}

/// One row in the access log names those on the page.
async fn look(desk: &Desk, ground: &Ground) -> Result<()> {
    let Some(role) = ground.role else { return Ok(()) };
    let whose = ground.next.iter().chain(&ground.shown).map(|(one, _)| one.trainee).collect();
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
