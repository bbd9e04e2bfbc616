//! JSON doors to the log of a plan.

use axum::{extract::State, response::Response};
use base::{Day, EntryId, PlanId};
use domain::{signoff::BATCH_MAX, text::Comment};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    api::{Asked, At, Cursor, Date, FromBody, Items, Query, Reader, Time, code, created, gone, ok, once},
    door::{self, Caller},
    error::Result,
    portal::{App, Call},
    signoff::{Register, RegisterAll, Registered, Withdraw},
    training,
};

/// Something done.
#[derive(Clone, ToSchema)]
pub(crate) struct NewEntry {
    /// The requirement's code.
    requirement: String,
    #[schema(value_type = String, format = Date)]
    on_date: Day,
    #[schema(minimum = 1, maximum = 999, default = 1, required = false)]
    count: u32,
    #[schema(value_type = Option<String>, max_length = 2000)]
    comment: Option<Comment>,
}

impl FromBody for NewEntry {
    fn read(reader: &mut Reader) -> Option<Self> {
        let (requirement, on_date) = (reader.need("requirement", code), reader.done_on("on_date"));
        let (count, comment) = (reader.count("count"), reader.comment("comment"));
        Some(Self { requirement: requirement?, on_date: on_date?, count: count?, comment })
    }
}

impl NewEntry {
    fn work(self, call: &Call, plan: PlanId) -> Register {
        let Self { requirement: code, on_date: on, count, comment } = self;
        Register { call: call.clone(), plan, code, on, count, comment }
    }
}

/// An entry that was made.
#[derive(Serialize, ToSchema)]
pub(crate) struct EntryMade {
    id: Uuid,
    /// The requirement's code.
    requirement: String,
    on_date: Date,
    count: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
    /// The requirement's state now.
    #[schema(value_type = String)]
    state: &'static str,
}

impl EntryMade {
    fn of(asked: &NewEntry, made: &Registered) -> Self {
        Self {
            id: made.entry.uuid(),
            requirement: asked.requirement.clone(),
            on_date: Date(asked.on_date),
            count: asked.count,
            comment: asked.comment.as_ref().map(|words| words.as_str().to_owned()),
            state: made.after.standing.state.code(),
        }
    }
}

/// Register something done, on any requirement.
#[utoipa::path(post, path = "/api/v1/plans/{plan}/entries", tag = "logging", params(("plan" = Uuid, Path)),
    request_body = NewEntry, responses((status = 201, body = EntryMade)))]
pub(crate) async fn register(
    caller: Caller,
    At(plan): At<PlanId>,
    asked: Asked<NewEntry>,
) -> Result<Response> {
    let entry = asked.body.clone();
    let named = vec![("requirement".into(), entry.requirement.clone())];
    let work = asked.body.work(&caller.call, plan);
    let done = once(&caller, asked.key, work, move |made| created(&EntryMade::of(&entry, &made))).await;
    training::with_codes(&caller.call, plan, named, done).await
}

/// Take back something registered by mistake: while no request rests on it and nobody has signed it. It stays to be seen, and counts
/// no more.
#[utoipa::path(delete, path = "/api/v1/plans/{plan}/entries/{entry}", tag = "logging",
    params(("plan" = Uuid, Path), ("entry" = Uuid, Path)), responses((status = 204)))]
pub(crate) async fn withdraw(
    State(app): State<App>,
    caller: Caller,
    At((plan, entry)): At<(PlanId, EntryId)>,
) -> Result<Response> {
    app.does(Withdraw { call: caller.call.clone(), plan, entry }).await?;
    Ok(gone())
}

/// Several things done.
#[derive(ToSchema)]
pub(crate) struct NewEntries {
    #[schema(min_items = 1, max_items = 200)]
    entries: Vec<NewEntry>,
}

impl FromBody for NewEntries {
    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self { entries: reader.objects("entries", BATCH_MAX)? })
    }
}

/// Register several things done: all of them, or none.
#[utoipa::path(post, path = "/api/v1/plans/{plan}/entries/batch", tag = "logging", params(("plan" = Uuid, Path)),
    request_body = NewEntries, responses((status = 201, body = Items<EntryMade>)))]
pub(crate) async fn register_all(
    caller: Caller,
    At(plan): At<PlanId>,
    asked: Asked<NewEntries>,
) -> Result<Response> {
    let entries = asked.body.entries;
    let codes = entries.iter().enumerate();
    let named =
        codes.map(|(n, one)| (format!("entries[{n}].requirement").into(), one.requirement.clone())).collect();
    let works = entries.iter().cloned().map(|one| one.work(&caller.call, plan)).collect();
    let answer = move |made: Vec<Registered>| {
        let items = entries.iter().zip(&made).map(|(asked, made)| EntryMade::of(asked, made)).collect();
        created(&Items { items, next: None })
    };
    let done = once(&caller, asked.key, RegisterAll(works), answer).await;
    training::with_codes(&caller.call, plan, named, done).await
}

/// An entry of a plan.
#[derive(Serialize, ToSchema)]
pub(crate) struct EntryOf {
    id: Uuid,
    /// The requirement's code.
    requirement: String,
    on_date: Date,
    count: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
    /// When the trainee took it back: it counts no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn_at: Option<Time>,
}

/// What was registered in a plan, newest first. Another person's is noted in the access log before the first byte.
#[utoipa::path(get, path = "/api/v1/plans/{plan}/entries", tag = "logging",
    params(("plan" = Uuid, Path), ("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Items<EntryOf>)))]
pub(crate) async fn entries(
    State(app): State<App>,
    caller: Caller,
    At(plan): At<PlanId>,
    query: Query,
) -> Result<Response> {
    let (limit, after) = (query.limit()?, query.after()?);
    let header = training::open(&caller.call, plan).await?.header;
    let before = after.map(|place| base::EntryId::from_uuid(place.id));
    let portal = app.clone();
    let (all, book) = door::read(&app, move |c| {
        Box::pin(async move {
            let all = super::before(c, plan, before, limit + 1).await?;
            Ok((all, portal.shelf.get(c, header.curriculum).await?))
        })
    })
    .await?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let page = Items::cut(all, limit, |one| Cursor { id: one.id.uuid(), key: Vec::new() });
    let line = |one: super::Line| EntryOf {
        id: one.id.uuid(),
        requirement: book.requirement(one.requirement).map(|of| of.code.clone()).unwrap_or_default(),
        on_date: Date(one.on),
        count: one.count,
        comment: one.comment,
        withdrawn_at: one.withdrawn_at.map(Time),
    };
    Ok(ok(&page.map(line)))
}
