//! Requests: asked, recalled, returned, listed in a box.

use axum::{extract::State, http::StatusCode, response::Response};
use base::{Day, EntryId, Moment, PersonId, PlanId, SignOffId};
use domain::{access::Act as Want, curriculum::REQUIREMENTS_MAX, refusal::Refusal, text::Comment};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::EntryLine;
use crate::{
    api::{
        Asked, At, Cursor, Date, FromBody, Items, Nothing, Person, Query, Reader, Time, code, created, each,
        ok, once, parsed, said,
    },
    audit,
    door::{self, Caller},
    error::Result,
    logging,
    portal::App,
    signoff::{self, Boxed, Part, Recall, Request, Requested, Return},
    training,
};

/// A request for a signature.
#[derive(ToSchema)]
pub(crate) struct NewSignOff {
    #[schema(value_type = Uuid)]
    plan: PlanId,
    /// The requirement's code.
    requirement: String,
    /// To whom: one of its approvers.
    #[schema(value_type = Uuid)]
    to: PersonId,
    /// On which entries; left out: on all that nobody has signed.
    #[schema(value_type = Option<Vec<Uuid>>)]
    entries: Vec<EntryId>,
    #[schema(value_type = Option<String>, format = Date)]
    completed_on: Option<Day>,
    #[schema(value_type = Option<String>, max_length = 2000)]
    comment: Option<Comment>,
}

impl FromBody for NewSignOff {
    fn read(reader: &mut Reader) -> Option<Self> {
        let (plan, requirement) = (reader.need("plan", parsed), reader.need("requirement", code));
        let to = reader.need("to", parsed);
        let entries = reader.may("entries", |value| each(value, REQUIREMENTS_MAX, parsed));
        let completed_on = reader.maybe_done_on("completed_on");
        let comment = reader.comment("comment");
        Some(Self {
            plan: plan?,
            requirement: requirement?,
            to: to?,
            entries: entries.unwrap_or_default(),
            completed_on,
            comment,
        })
    }
}

/// Where a request stands.
#[derive(Serialize, ToSchema)]
pub(crate) struct SignOffState {
    id: Uuid,
    /// `requested`, `recalled`, `returned` or `attested`.
    #[schema(value_type = String)]
    state: &'static str,
}

/// Ask somebody entitled to attest.
#[utoipa::path(post, path = "/api/v1/sign-offs", tag = "signoff", request_body = NewSignOff,
    responses((status = 201, body = SignOffState)))]
pub(crate) async fn ask(caller: Caller, asked: Asked<NewSignOff>) -> Result<Response> {
    let NewSignOff { plan, requirement, to, entries, completed_on, comment } = asked.body;
    let named = vec![("requirement".into(), requirement.clone())];
    let call = caller.call.clone();
    let work = Request { call, plan, code: requirement, to, entries, completed_on, comment };
    let answer = |made: Requested| created(&SignOffState { id: made.id.uuid(), state: "requested" });
    let done = once(&caller, asked.key, work, answer).await;
    training::with_codes(&caller.call, plan, named, done).await
}

/// Take a request back while it waits.
#[utoipa::path(post, path = "/api/v1/sign-offs/{id}/recall", tag = "signoff", params(("id" = Uuid, Path)),
    request_body = Nothing, responses((status = 200, body = SignOffState)))]
pub(crate) async fn recall(caller: Caller, At(id): At<SignOffId>, asked: Asked<Nothing>) -> Result<Response> {
    let work = Recall { call: caller.call.clone(), request: id };
    let answer = move |()| said(StatusCode::OK, &SignOffState { id: id.uuid(), state: "recalled" });
    once(&caller, asked.key, work, answer).await
}

/// Why not yet.
#[derive(ToSchema)]
pub(crate) struct Back {
    #[schema(value_type = String, max_length = 2000)]
    comment: Comment,
}

impl FromBody for Back {
    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self { comment: reader.needed_comment("comment")? })
    }
}

/// Return a request with a comment.
#[utoipa::path(post, path = "/api/v1/sign-offs/{id}/return", tag = "signoff", params(("id" = Uuid, Path)),
    request_body = Back, responses((status = 200, body = SignOffState)))]
pub(crate) async fn send_back(caller: Caller, At(id): At<SignOffId>, asked: Asked<Back>) -> Result<Response> {
    let work = Return { call: caller.call.clone(), request: id, comment: asked.body.comment };
    let answer = move |()| said(StatusCode::OK, &SignOffState { id: id.uuid(), state: "returned" });
    once(&caller, asked.key, work, answer).await
}

/// A request in a box.
#[derive(Serialize, ToSchema)]
pub(crate) struct SignOffLine {
    id: Uuid,
    state: String,
    plan: Uuid,
    /// The requirement's code.
    requirement: String,
    title: String,
    kind: String,
    scheme: String,
    trainee: Person,
    to: Person,
    #[serde(skip_serializing_if = "Option::is_none")]
    completed_on: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
    requested_at: Time,
    /// How many times it asks to be vouched for.
    count: u32,
    /// On how many entries it rests.
    entries: u32,
}

/// A request with what it rests on.
#[derive(Serialize, ToSchema)]
pub(crate) struct WholeSignOff {
    #[serde(flatten)]
    request: SignOffLine,
    /// What it rests on, oldest first.
    evidence: Vec<EntryLine>,
}

async fn line(c: &mut db::Conn, app: &App, one: Boxed) -> Result<SignOffLine> {
    let book = app.shelf.get(c, one.curriculum).await?;
    let requirement = book.requirement(one.requirement).ok_or(Refusal::NotFound)?;
    Ok(SignOffLine {
        id: one.id.uuid(),
        state: one.state,
        plan: one.plan.uuid(),
        requirement: requirement.code.clone(),
        title: requirement.title.clone(),
        kind: requirement.kind.code().to_owned(),
        scheme: one.scheme,
        trainee: Person::new(one.trainee, one.trainee_name),
        to: Person::new(one.to, one.to_name),
        completed_on: one.completed_on.map(Date),
        comment: one.comment,
        requested_at: Time(one.requested_at),
        count: one.count,
        entries: one.entries,
    })
}

const STATES: [(&str, &str); 4] = [
    ("requested", "requested"),
    ("recalled", "recalled"),
    ("returned", "returned"),
    ("attested", "attested"),
];

/// In-tray (`box=in`, oldest first) and out-tray (`box=out`, newest first).
///
/// The in-tray is noted in the access log.
#[utoipa::path(get, path = "/api/v1/sign-offs", tag = "signoff",
    params(("box" = Option<String>, Query, description = "`in` (when it is left out) or `out`"),
           ("state" = Option<String>, Query, description = "`requested`, `recalled`, `returned` or `attested`; all when it is left out"),
           ("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Items<SignOffLine>)))]
pub(crate) async fn sign_offs(State(app): State<App>, caller: Caller, query: Query) -> Result<Response> {
    let out = query.one_of("box", &[("in", false), ("out", true)])?.unwrap_or(false);
    let states = match query.one_of("state", &STATES)? {
        Some(state) => vec![state],
        None => STATES.iter().map(|(state, _)| *state).collect(),
    };
    let after = match query.after()? {
        Some(place) => Some((place.moment()?, SignOffId::from_uuid(place.id))),
        None => None,
    };
    let part = Part { states, after, limit: query.limit()? };
    let (call, portal) = (caller.call.clone(), app.clone());
    let (lines, next, role, whose) = door::read(&app, move |c| {
        Box::pin(async move {
            let found = match out {
                true => signoff::out_part(c, &call, &part).await?,
                false => signoff::in_part(c, &call, &part).await?,
            };
            let whose: Vec<_> = found.all.iter().map(|one| one.trainee).collect();
            let mut lines = Vec::with_capacity(found.all.len());
            for one in found.all {
                lines.push(line(c, &portal, one).await?);
            }
            Ok((lines, found.next, found.role, whose))
        })
    })
    .await?;
    if let Some(role) = role {
        audit::listed(&caller.call, role, Want::SeeRequirement.code(), whose).await?;
    }
    let next = next.map(|(at, id): (Moment, SignOffId)| Cursor::at(at, id.uuid()).text());
    Ok(ok(&Items { items: lines, next }))
}

/// One request with what it rests on.
#[utoipa::path(get, path = "/api/v1/sign-offs/{id}", tag = "signoff", params(("id" = Uuid, Path)),
    responses((status = 200, body = WholeSignOff)))]
pub(crate) async fn sign_off(
    State(app): State<App>,
    caller: Caller,
    At(id): At<SignOffId>,
) -> Result<Response> {
    let (request, _) = signoff::open_request(&caller.call, id).await?;
    let portal = app.clone();
    let whole = door::read(&app, move |c| {
        Box::pin(async move {
            let evidence = logging::of_request(c, id).await?.into_iter().map(EntryLine::of).collect();
            Ok(WholeSignOff { request: line(c, &portal, request).await?, evidence })
        })
    });
    Ok(ok(&whole.await?))
}
