//! The in-tray, and several requests approved at once.

use axum::{
    extract::State as Shared,
    http::{StatusCode, Uri},
    response::Response,
};
use base::{PersonId, SignOffId};
use domain::{
    access::{Act as Want, Kind, Role},
    signoff::BATCH_MAX,
};
use web::{Form, page::Ask};

use super::{done::receipt, number, unasked};
use crate::{
    audit,
    desk::Desk,
    door::Caller,
    error::{Error, Result},
    portal::App,
    show::NewsKind,
    signoff::{
        Attest, Tray, Waiting, grounded, in_box,
        pages::{Evidence, tray},
        proposals,
    },
};

/// The most requests an in-tray lists.
const TRAY_MAX: usize = 50;

/// `GET /sign-offs`: the in-tray, also as the first page of those who approve.
pub async fn in_tray(Shared(_): Shared<App>, caller: Caller, ask: Ask, uri: Uri) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let desk = Desk::of(caller).await?;
    let choose = Choose::read(query.value("choose"));
    let advised = query.value("advised").parse().unwrap_or(0);
    tray_page(&desk, ask, StatusCode::OK, Now { choose, advised, ..Now::default() }).await
}

/// Which ticks are set when the page comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Choose {
    /// None.
    #[default]
    None,
    /// All.
    All,
    /// Those of one trainee.
    Of(PersonId),
}

impl Choose {
    /// From the address: `all`, or a trainee.
    pub fn read(text: &str) -> Self {
        match (text, text.parse()) {
            ("all", _) => Self::All,
            (_, Ok(trainee)) => Self::Of(trainee),
            (_, Err(_)) => Self::None,
        }
    }
    fn takes(self, trainee: PersonId) -> bool {
        self == Self::All || self == Self::Of(trainee)
    }
}

/// What was just done, and what is to be ticked.
#[derive(Debug, Clone, Default)]
pub struct Now {
    /// Which ticks are set.
    pub choose: Choose,
    /// Several were to be approved and none was chosen.
    pub none_chosen: bool,
    /// So many goals were just recommended.
    pub advised: u32,
    /// Something that was sent to the reader is theirs to decide no more, since a role ended: what they typed about it.
    pub ended: Option<String>,
}

/// The in-tray as a page.
pub async fn tray_page(desk: &Desk, ask: Ask, status: StatusCode, now: Now) -> Result<Response> {
    let Shown { waiting, total } = waiting(desk).await?;
    let originals = unasked::originals(desk).await?;
    // Documents stand there until somebody has seen them.
    let news = crate::home::news(desk, Some(NewsKind::Filed)).await?;
    let say = desk.say();
    let view = tray::Tray {
        name: desk.caller.actor.name.clone(),
        roles: desk.deciding_roles(),
        on_behalf_of: desk.delegations.iter().map(|one| one.from_name.clone()).collect(),
        place: desk.place(),
        total: number(total),
        oldest_days: waiting.first().map_or(0, |oldest| days_waiting(desk, oldest)),
        requests: waiting.iter().map(|one| card(desk, one, now.choose)).collect(),
        news,
        none_chosen: now.none_chosen,
        advised: now.advised,
        ended: now.ended,
        advice: if desk.advises() { unasked::to_advise(desk).await? } else { Vec::new() },
        times: if waiting.is_empty() { unasked::open_times(desk).await? } else { Vec::new() },
        originals,
        annulments: if desk.confirms_annulments() { annulments(desk).await? } else { 0 },
        last: if waiting.is_empty() { crate::home::last_approved(desk).await? } else { None },
        followed: if waiting.is_empty() { crate::home::followed(desk).await? } else { Vec::new() },
    };
    Ok(desk.page_with(status, &say, ask, None, tray::tray(&say, &view)))
}

/// What waits for this reader, as far as a page lists it.
struct Shown {
    waiting: Vec<Waiting>,
    total: usize,
}

/// What waits for this reader, with its ground. One row in the access log names those on the list.
async fn waiting(desk: &Desk) -> Result<Shown> {
    let call = desk.caller.call.clone();
    let app = call.portal.clone();
    let read = app.db.read(move |c| {
        Box::pin(async move {
            let Tray { all, total, role } = in_box(c, &call, TRAY_MAX).await?;
            Ok::<_, Error>((grounded(c, &call, all).await?, total, role))
        })
    });
    let (waiting, total, role) = read.await?;
    if let Some(role) = role {
        let whose = waiting.iter().map(|one| one.request.trainee).collect();
        audit::listed(&desk.caller.call, role, Want::SeeRequirement.code(), whose).await?;
    }
    Ok(Shown { waiting, total })
}

/// How many annulments are counted.
const ANNULMENTS_MAX: usize = 50;

/// How many annulments that others propose wait for this reader.
async fn annulments(desk: &Desk) -> Result<u32> {
    let call = desk.caller.call.clone();
    let app = call.portal.clone();
    let all = app
        .db
        .read(move |c| Box::pin(async move { proposals(c, &call, None, ANNULMENTS_MAX).await }))
        .await?;
    Ok(number(all.len()))
}

/// How many requests wait for this reader.
pub async fn count(desk: &Desk) -> Result<u32> {
    let call = desk.caller.call.clone();
    let app = call.portal.clone();
    let all = app.db.read(move |c| Box::pin(async move { in_box(c, &call, 0).await }));
    Ok(number(all.await?.total))
}

fn days_waiting(desk: &Desk, one: &Waiting) -> u32 {
    let since = one.request.requested_at.day_in(desk.caller.call.portal.world.zone());
    u32::try_from(since.days_until(desk.caller.call.today)).unwrap_or(0)
}

fn card(desk: &Desk, one: &Waiting, choose: Choose) -> tray::Request {
    let requirement = one.requirement();
    let say = desk.say_of(&one.request.scheme);
    let time = requirement.kind == Kind::Time;
    let sent_on = one.request.requested_at.day_in(desk.caller.call.portal.world.zone());
    tray::Request {
        id: one.request.id,
        whose: one.request.trainee,
        trainee: one.request.trainee_name.clone(),
        stage: say.stage(&one.request.stage),
        title: requirement.title.clone(),
        code: requirement.code.clone(),
        kind: requirement.kind,
        comment: one.request.comment.clone(),
        // Of time the evidence says from when until when. Achieved on the day it was sent goes without saying.
        completed_on: one.request.completed_on.filter(|day| !time && *day != sent_on),
        absence_percent: say.scheme.absence_certified(requirement.kind),
        evidence: evidence(one),
        requested_at: one.request.requested_at,
        ready: one.is_ready(),
        chosen: choose.takes(one.request.trainee),
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

/// `POST /sign-offs/attest`: several at once, each by itself.
pub async fn attest_several(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    form: Form,
) -> Result<Response> {
    let mut ids: Vec<SignOffId> = form.all("ids").filter_map(|id| id.trim().parse().ok()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.truncate(BATCH_MAX);
    if ids.is_empty() {
        let none = Now { none_chosen: true, ..Now::default() };
        let desk = Desk::of(caller).await?;
        return tray_page(&desk, ask, StatusCode::UNPROCESSABLE_ENTITY, none).await;
    }
    let works =
        ids.iter().map(|id| app.does(Attest { call: caller.call.clone(), request: *id, comment: None }));
    let results = futures_util::future::join_all(works).await;
    for result in results {
        match result {
            // What could not be approved is read anew where it is shown.
            Ok(_) | Err(Error::Refused(_) | Error::Fields(_)) => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(receipt(&ids))
}
