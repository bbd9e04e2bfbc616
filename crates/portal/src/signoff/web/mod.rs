//! Page handlers of those who approve: the in-tray, one request, what was decided.

mod annulments;

pub use annulments::{confirm, propose, show as show_annulments, show_proposal};

use axum::{
    extract::{Path, State as Shared},
    http::{StatusCode, Uri},
    response::Response,
};
use base::{PersonId, SignOffId};
use domain::{
    access::{Act as Want, Role},
    refusal::{FieldErrors, Refusal},
    signoff::{BATCH_MAX, State},
    text::Comment,
};
use web::{Fields, Form, page::Ask};

use super::{
    Attest, Attested, Return, Tray, Waiting, chosen, grounded, in_box, open_request,
    pages::{
        Evidence,
        decide::{Decide, Now, decide},
        done::{self, Done, Failed},
        tray,
    },
    place_in_box,
};
use crate::{
    access, audit,
    desk::Desk,
    door::Caller,
    error::{Error, Result},
    logging,
    portal::App,
    show, training,
};

/// The most requests an in-tray lists.
const TRAY_MAX: usize = 50;

/// `GET /sign-offs`: the in-tray, also as the first page of those who approve.
pub async fn in_tray(Shared(_): Shared<App>, caller: Caller, ask: Ask, uri: Uri) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let desk = Desk::of(caller).await?;
    tray_page(&desk, ask, query.value("choose") == "all", None).await
}

/// The in-tray as a page.
pub async fn tray_page(
    desk: &Desk,
    ask: Ask,
    choose_all: bool,
    refused: Option<Refusal>,
) -> Result<Response> {
    let Shown { waiting, total } = waiting(desk, &[], None).await?;
    let news = crate::home::news(desk).await?;
    let say = desk.say();
    let view = tray::Tray {
        name: desk.caller.actor.name.clone(),
        roles: desk.deciding_roles(),
        place: desk.place(),
        total: number(total),
        oldest_days: waiting.first().map_or(0, |oldest| days_waiting(desk, oldest)),
        requests: waiting.iter().map(|one| card(&say, one, choose_all)).collect(),
        news,
        refused,
        last: if waiting.is_empty() { crate::home::last_approved(desk).await? } else { None },
        followed: if waiting.is_empty() { crate::home::followed(desk).await? } else { Vec::new() },
    };
    Ok(desk.page(&say, ask, None, tray::tray(&say, &view)))
}

/// What waits for this reader, as far as a page lists it.
struct Shown {
    waiting: Vec<Waiting>,
    total: usize,
}

/// What waits for this reader, with its ground. One row in the access log names those on the list and those whose requests `also` stand
/// on the page, seen in the role `seen_in`.
async fn waiting(desk: &Desk, also: &[PersonId], seen_in: Option<Role>) -> Result<Shown> {
    let call = desk.caller.call.clone();
    let app = call.portal.clone();
    let (waiting, total, role) = app
        .db
        .read(move |c| {
            Box::pin(async move {
                let Tray { all, total, role } = in_box(c, &call, TRAY_MAX).await?;
                Ok::<_, Error>((grounded(c, &call, all).await?, total, role))
            })
        })
        .await?;
    if let Some(role) = role.or(seen_in) {
        let whose = waiting.iter().map(|one| one.request.trainee).chain(also.iter().copied()).collect();
        audit::listed(&desk.caller.call, role, Want::SeeRequirement.code(), whose).await?;
    }
    Ok(Shown { waiting, total })
}

fn days_waiting(desk: &Desk, one: &Waiting) -> u32 {
    let since = one.request.requested_at.day_in(desk.caller.call.portal.world.zone());
    u32::try_from(since.days_until(desk.caller.call.today)).unwrap_or(0)
}

fn card(say: &show::Say<'_>, one: &Waiting, chosen: bool) -> tray::Request {
    let requirement = one.requirement();
    tray::Request {
        id: one.request.id,
        trainee: one.request.trainee_name.clone(),
        stage: say.stage(&one.request.stage),
        title: requirement.title.clone(),
        code: requirement.code.clone(),
        kind: requirement.kind,
        comment: one.request.comment.clone(),
        completed_on: one.request.completed_on,
        evidence: evidence(one),
        requested_at: one.request.requested_at,
        ready: one.is_ready(),
        chosen,
    }
}

/// On what a request rests, and what it lacks.
fn evidence(one: &Waiting) -> Vec<Evidence> {
    let request = &one.request;
    let mut lines = Vec::new();
    if let (Some(from), Some(until), Some(percent), Some(place)) =
        (request.time_from, request.time_until, request.time_percent, request.time_place.clone())
    {
        lines.push(Evidence::Time { from, until, percent, place });
    }
    let activities = u32::try_from(one.activities()).unwrap_or(u32::MAX);
    if activities > 0 {
        lines.push(Evidence::Activities {
            total: activities,
            missing: activities.saturating_sub(request.activities_done),
        });
    }
    for given in &one.advice {
        if let Ok(role) = given.role.parse::<Role>() {
            lines.push(Evidence::Advice { name: given.name.clone(), role, recommends: given.recommends });
        }
    }
    lines.extend(one.awaited.iter().map(|role| Evidence::AdviceMissing(*role)));
    let counts = request.entries > 0 || (lines.is_empty() && request.time_from.is_none());
    if counts {
        lines.push(Evidence::Entries { count: request.count, last: request.latest });
    }
    lines
}

/// `GET /sign-offs/{id}`: one request in full.
pub async fn show_request(
    Shared(_): Shared<App>,
    caller: Caller,
    ask: Ask,
    Path(id): Path<SignOffId>,
    uri: Uri,
) -> Result<Response> {
    let desk = Desk::of(caller).await?;
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let typed = Typed { returning: query.value("do") == "return", ..Typed::default() };
    request_page(&desk, ask, id, StatusCode::OK, typed).await
}

/// What was typed, and why it was refused.
#[derive(Default)]
struct Typed {
    returning: bool,
    attest: Fields,
    back: Fields,
    refused: Option<Refusal>,
}

async fn request_page(
    desk: &Desk,
    ask: Ask,
    id: SignOffId,
    status: StatusCode,
    typed: Typed,
) -> Result<Response> {
    let opened = open(desk, id).await?;
    let say = desk.say_of(&opened.waiting.request.scheme);
    let Opened { waiting, now, position, entries, history, activities, sees_plan } = opened;
    let requirement = waiting.requirement().clone();
    let request = &waiting.request;
    let view = Decide {
        id,
        plan: request.plan,
        sees_plan,
        trainee: request.trainee_name.clone(),
        stage: say.stage(&request.stage),
        requested_at: request.requested_at,
        completed_on: request.completed_on,
        position,
        title: requirement.title,
        theme: requirement.theme,
        kind: requirement.kind,
        official: training::reading::official(&waiting.book, waiting.place),
        code: requirement.code,
        comment: request.comment.clone(),
        time: match (request.time_from, request.time_until, request.time_percent, request.time_place.clone())
        {
            (Some(from), Some(until), Some(percent), Some(place)) => Some((from, until, percent, place)),
            _ => None,
        },
        absence_percent: say
            .scheme
            .time
            .certifies_absence_below_percent
            .filter(|_| requirement.kind == domain::access::Kind::Time),
        advice: training::reading::advice(
            say.scheme,
            requirement.kind,
            waiting.advice.iter().map(given),
            &waiting.awaited,
        ),
        activities,
        entries,
        history,
        now,
        reason_needed: waiting.reason_needed,
        returning: typed.returning,
        attest_fields: typed.attest,
        return_fields: typed.back,
        refused: typed.refused,
    };
    Ok(desk.page_with(status, &say, ask, None, decide(&say, &view)))
}

fn given(one: &super::store::GivenOn) -> super::Given {
    super::Given {
        by: one.by,
        name: one.name.clone(),
        role: one.role.clone(),
        recommends: one.recommends,
        comment: one.comment.clone(),
        meeting_on: one.meeting_on,
        at: one.at,
    }
}

/// A request that may be seen, with all that its page shows.
struct Opened {
    waiting: Waiting,
    now: Now,
    position: Option<(u32, u32)>,
    entries: Vec<show::EntryLine>,
    history: Vec<show::Happening>,
    activities: Vec<show::Activity>,
    sees_plan: bool,
}

/// Opens a request: leave, one row in the access log, then the whole ground.
async fn open(desk: &Desk, id: SignOffId) -> Result<Opened> {
    let call = desk.caller.call.clone();
    let (request, case) = open_request(&call, id).await?;
    let app = call.portal.clone();
    app.db
        .read(move |c| {
            Box::pin(async move {
                let state = State::of(&request.state);
                let standings = access::standings(c, call.actor, call.today, case.at()).await?;
                let policies = &call.portal.policies;
                let may = policies.decide(call.actor, Want::Attest, &case.subject(), &standings);
                let header = training::header(c, request.plan, call.today).await?.ok_or(Refusal::NotFound)?;
                let overview = training::overview(c, &call, &header).await?;
                let place = place_in_box(c, &call, id).await?;
                let position = place.map(|(at, all)| (number(at + 1), number(all)));
                let waiting = grounded(c, &call, vec![request]).await?.pop().ok_or(Refusal::NotFound)?;
                let now = match (state, may) {
                    (Some(State::Requested), Ok(permit)) => Now::Decide {
                        role: permit.role(),
                        on_behalf_of: match permit.on_behalf_of() {
                            Some(leader) => crate::people::find(c, leader).await?.map(|one| one.name),
                            None => None,
                        },
                        blocked: waiting.blocked.clone(),
                    },
                    (Some(State::Requested), Err(denied)) => Now::Decide {
                        role: Role::Trainee,
                        on_behalf_of: None,
                        blocked: Some(Refusal::from(denied)),
                    },
                    (Some(State::Attested | State::Returned), _) => Now::Decided,
                    _ => Now::Recalled,
                };
                let entries = logging::of_request(c, id).await?;
                let entries = entries
                    .into_iter()
                    .map(|one| show::EntryLine { on: one.on, count: one.count, comment: one.comment })
                    .collect();
                let history =
                    training::reading::history(c, &call, waiting.request.plan, waiting.request.requirement)
                        .await?;
                let activities =
                    training::reading::activities(c, &overview, waiting.request.plan, waiting.place).await?;
                let subject = domain::access::Subject::Plan {
                    scheme: &header.scheme,
                    setting: &header.setting,
                    trainee: header.trainee,
                };
                let sees_plan = policies.decide(call.actor, Want::SeePlan, &subject, &standings).is_ok();
                Ok(Opened { waiting, now, position, entries, history, activities, sees_plan })
            })
        })
        .await
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// `POST /sign-offs/{id}/attest`.
pub async fn attest(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    Path(id): Path<SignOffId>,
    form: Form,
) -> Result<Response> {
    let desk = Desk::of(caller).await?;
    let mut fields = form.clone().fields();
    let comment = match Comment::read(form.value("comment")) {
        Ok(comment) => comment,
        Err(problem) => {
            show::mark_all(desk.caller.lang, &mut fields, &FieldErrors::one("comment", problem));
            let typed = Typed { attest: fields, ..Typed::default() };
            return request_page(&desk, ask, id, StatusCode::UNPROCESSABLE_ENTITY, typed).await;
        }
    };
    let before = before(&desk, &[id]).await?;
    match app.does(Attest { call: desk.caller.call.clone(), request: id, comment }).await {
        Ok(done) => done_page(&desk, ask, &before, vec![(id, done)], Vec::new()).await,
        Err(Error::Fields(errors)) => {
            show::mark_all(desk.caller.lang, &mut fields, &errors);
            let typed = Typed { attest: fields, ..Typed::default() };
            request_page(&desk, ask, id, StatusCode::UNPROCESSABLE_ENTITY, typed).await
        }
        Err(Error::Refused(refusal)) => {
            refused(&desk, ask, id, Typed { attest: fields, ..Typed::default() }, refusal).await
        }
        Err(other) => Err(other),
    }
}

/// The page again, with why not. What the reader may not know of stays unknown.
async fn refused(desk: &Desk, ask: Ask, id: SignOffId, typed: Typed, refusal: Refusal) -> Result<Response> {
    if matches!(refusal, Refusal::NotFound | Refusal::NotLoggedIn) {
        return Err(refusal.into());
    }
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::CONFLICT);
    request_page(desk, ask, id, status, Typed { refused: Some(refusal), ..typed }).await
}

/// `POST /sign-offs/attest`: several at once, each by itself.
pub async fn attest_several(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    form: Form,
) -> Result<Response> {
    let desk = Desk::of(caller).await?;
    let mut ids: Vec<SignOffId> = form.all("ids").filter_map(|id| id.trim().parse().ok()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.truncate(BATCH_MAX);
    if ids.is_empty() {
        return tray_page(&desk, ask, false, None).await;
    }
    let before = before(&desk, &ids).await?;
    let works =
        ids.iter().map(|id| app.does(Attest { call: desk.caller.call.clone(), request: *id, comment: None }));
    let results = futures_util::future::join_all(works).await;
    let (mut done, mut failed) = (Vec::new(), Vec::new());
    for (id, result) in ids.into_iter().zip(results) {
        match result {
            Ok(attested) => done.push((id, attested)),
            Err(Error::Refused(refusal)) => failed.push((id, refusal)),
            Err(Error::Fields(_)) => failed.push((id, Refusal::NotReady)),
            Err(fault) => return Err(fault),
        }
    }
    done_page(&desk, ask, &before, done, failed).await
}

/// Requests as they stood before they were decided, for their names: those that the reader may see, and in which role.
struct Before {
    all: Vec<Waiting>,
    role: Option<Role>,
}

async fn before(desk: &Desk, ids: &[SignOffId]) -> Result<Before> {
    let call = desk.caller.call.clone();
    let ids = ids.to_vec();
    let app = call.portal.clone();
    app.db
        .read(move |c| {
            Box::pin(async move {
                let Tray { all, role, .. } = chosen(c, &call, &ids).await?;
                Ok(Before { all: grounded(c, &call, all).await?, role })
            })
        })
        .await
}

async fn done_page(
    desk: &Desk,
    ask: Ask,
    before: &Before,
    done: Vec<(SignOffId, Attested)>,
    failed: Vec<(SignOffId, Refusal)>,
) -> Result<Response> {
    let say = desk.say();
    let was = |id: SignOffId| before.all.iter().find(|one| one.request.id == id);
    let title = |one: &Waiting| {
        let requirement = one.requirement();
        say.title(&requirement.title, &requirement.code, requirement.kind)
    };
    let mut kinds: Vec<_> =
        done.iter().filter_map(|(id, _)| was(*id)).map(|one| one.requirement().kind).collect();
    kinds.dedup();
    let attested = done
        .iter()
        .filter_map(|(id, _)| was(*id))
        .map(|one| done::Attested {
            title: title(one),
            trainee: one.request.trainee_name.clone(),
            at: desk.caller.call.now,
            href: format!(
                "/plans/{}/requirements/{}",
                one.request.plan,
                show::encoded(&one.requirement().code)
            ),
        })
        .collect();
    let mut also = Vec::new();
    let failed: Vec<Failed> = failed
        .into_iter()
        .filter_map(|(id, refusal)| {
            let one = was(id).filter(|_| !matches!(refusal, Refusal::NotFound))?;
            also.push(one.request.trainee);
            Some(Failed { id, title: title(one), trainee: one.request.trainee_name.clone(), refusal })
        })
        .collect();
    let first = done.first().map(|(_, attested)| attested);
    let Shown { waiting, .. } = waiting(desk, &also, before.role).await?;
    let view = Done {
        attested,
        kind: (kinds.len() == 1).then(|| kinds[0]),
        role: first.map_or(Role::Supervisor, |one| one.role),
        on_behalf_of: match first.and_then(|one| one.on_behalf_of) {
            Some(leader) => crate::people::name_of(&desk.caller.call.portal.db, leader).await?,
            None => None,
        },
        returned: None,
        failed,
        remaining: waiting.iter().map(|one| card(&say, one, false)).collect(),
    };
    Ok(desk.page(&say, ask, None, done::done(&say, &view)))
}

/// `POST /sign-offs/{id}/return`.
pub async fn send_back(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    Path(id): Path<SignOffId>,
    form: Form,
) -> Result<Response> {
    let desk = Desk::of(caller).await?;
    let mut fields = form.clone().fields();
    let comment = match Comment::required(form.value("comment")) {
        Ok(comment) => comment,
        Err(problem) => {
            show::mark_all(desk.caller.lang, &mut fields, &FieldErrors::one("comment", problem));
            let typed = Typed { back: fields, ..Typed::default() };
            return request_page(&desk, ask, id, StatusCode::UNPROCESSABLE_ENTITY, typed).await;
        }
    };
    let before = before(&desk, &[id]).await?;
    match app.does(Return { call: desk.caller.call.clone(), request: id, comment }).await {
        Ok(()) => {
            let say = desk.say();
            let returned = before.all.first().map(|one| {
                let requirement = one.requirement();
                done::Returned {
                    title: say.title(&requirement.title, &requirement.code, requirement.kind),
                    trainee: one.request.trainee_name.clone(),
                }
            });
            let also: Vec<PersonId> = before.all.iter().map(|one| one.request.trainee).collect();
            let Shown { waiting, .. } = waiting(&desk, &also, before.role).await?;
            let view = Done {
                attested: Vec::new(),
                kind: None,
                role: Role::Supervisor,
                on_behalf_of: None,
                returned,
                failed: Vec::new(),
                remaining: waiting.iter().map(|one| card(&say, one, false)).collect(),
            };
            Ok(desk.page(&say, ask, None, done::done(&say, &view)))
        }
        Err(Error::Refused(refusal)) => {
            refused(&desk, ask, id, Typed { back: fields, ..Typed::default() }, refusal).await
        }
        Err(other) => Err(other),
    }
}
