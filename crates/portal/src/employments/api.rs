//! JSON doors to one's own overview of employments.

use axum::{extract::State, http::StatusCode, response::Response};
use base::{Day, EmploymentId, Period};
use domain::{employment::Stated, refusal::Problem};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{ConfirmEmployments, KeepEmployment, Kept, Line, Overview, RemoveEmployment, overview};
use crate::{
    api::{
        Asked, At, Date, FromBody, NewId, Reader, Time, created, day, gone, ok, once, parsed, said, string,
    },
    door::{self, Caller},
    error::Result,
    portal::App,
    repeats::Answer,
};

/// What is said of an employment.
#[derive(Serialize, ToSchema)]
pub(crate) struct EmploymentSaid {
    place: String,
    position: String,
    from: Date,
    /// Left out: it goes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Date>,
    /// Of full time.
    percent: u8,
}

impl From<Stated> for EmploymentSaid {
    fn from(one: Stated) -> Self {
        Self {
            place: one.place,
            position: one.position,
            from: Date(one.period.from),
            until: one.period.until.map(Date),
            percent: one.percent.get(),
        }
    }
}

/// One employment.
#[derive(Serialize, ToSchema)]
pub(crate) struct EmploymentLine {
    /// Which, where one added or corrected it oneself.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Uuid>,
    /// The placement from which the portal knows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    placement: Option<Uuid>,
    #[serde(flatten)]
    said: EmploymentSaid,
    /// `portal`: known from a placement; `own`; `corrected`: one's own word instead of what is `registered`.
    #[schema(value_type = String)]
    source: &'static str,
    /// What the portal knows, where one says something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    registered: Option<EmploymentSaid>,
}

/// The overview.
#[derive(Serialize, ToSchema)]
pub(crate) struct Employments {
    /// The first first.
    employments: Vec<EmploymentLine>,
    /// SHA-256 of it, in hex: what is confirmed.
    digest: String,
    /// Whether it was confirmed as it is now.
    confirmed: bool,
    /// When it was last confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmed_at: Option<Time>,
}

impl Employments {
    fn of(overview: Overview) -> Self {
        let confirmed = overview.is_confirmed();
        let line = |Line { id, placement, employment: one }: Line| EmploymentLine {
            id: id.map(|id| id.uuid()),
            placement: placement.map(|id| id.uuid()),
            said: one.stated.into(),
            source: one.source.code(),
            registered: one.source.registered().cloned().map(Into::into),
        };
        Self {
            employments: overview.lines.into_iter().map(line).collect(),
            digest: hex::encode(overview.digest),
            confirmed,
            confirmed_at: overview.confirmed.map(|(at, _)| Time(at)),
        }
    }
}

/// One's own employments: what the portal knows, and what one added.
#[utoipa::path(get, path = "/api/v1/employments", tag = "employments", responses((status = 200, body = Employments)))]
pub(crate) async fn employments(State(app): State<App>, caller: Caller) -> Result<Response> {
    let me = caller.call.actor;
    let found = door::read(&app, move |c| Box::pin(async move { overview(c, me).await })).await?;
    Ok(ok(&Employments::of(found)))
}

/// An employment about to be added.
#[derive(ToSchema)]
pub(crate) struct NewEmployment {
    #[schema(max_length = 200)]
    place: String,
    /// As what.
    #[schema(max_length = 200)]
    position: String,
    #[schema(value_type = String, format = Date)]
    from: Day,
    /// Left out: it goes on.
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Day>,
    /// Of full time; 100 when left out.
    #[schema(value_type = Option<u8>, minimum = 1, maximum = 100)]
    percent: i64,
    /// Instead of what one added or corrected before (its `id`), or of what the portal knows (its `placement`); left out: it is new.
    #[schema(value_type = Option<Uuid>)]
    instead_of: Option<Uuid>,
}

impl FromBody for NewEmployment {
    fn read(reader: &mut Reader) -> Option<Self> {
        let (place, position) = (reader.need("place", string), reader.need("position", string));
        let (from, until) = (reader.need("from", day), reader.may("until", day));
        let percent = reader.may("percent", percent);
        let instead_of = reader.may("instead_of", parsed);
        Some(Self {
            place: place?,
            position: position?,
            from: from?,
            until,
            percent: percent.unwrap_or(100),
            instead_of,
        })
    }
}

fn percent(value: Value) -> std::result::Result<i64, &'static str> {
    value.as_i64().ok_or(Problem::NotANumber.code())
}

/// Add an employment that the portal does not know, or say what one was instead of what stands there. 204: it is what the portal says.
#[utoipa::path(post, path = "/api/v1/employments", tag = "employments", request_body = NewEmployment,
    responses((status = 201, body = NewId), (status = 204)))]
pub(crate) async fn add(caller: Caller, asked: Asked<NewEmployment>) -> Result<Response> {
    let NewEmployment { place, position, from, until, percent, instead_of } = asked.body;
    let (call, period) = (caller.call.clone(), Period { from, until });
    let work = KeepEmployment { call, instead_of, place, position, period, percent };
    once(&caller, asked.key, work, |kept: Kept| match kept.id() {
        Some(id) => created(&NewId { id: id.uuid() }),
        None => Answer { status: 204, body: Vec::new() },
    })
    .await
}

/// Take an employment out that one added, or back what one said instead of what the portal knows.
#[utoipa::path(delete, path = "/api/v1/employments/{id}", tag = "employments", params(("id" = Uuid, Path)),
    responses((status = 204)))]
pub(crate) async fn remove(
    State(app): State<App>,
    caller: Caller,
    At(id): At<EmploymentId>,
) -> Result<Response> {
    app.does(RemoveEmployment { call: caller.call.clone(), id }).await?;
    Ok(gone())
}

/// What is confirmed.
#[derive(ToSchema)]
pub(crate) struct Seen {
    /// The digest of the overview that one saw.
    digest: String,
}

impl FromBody for Seen {
    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self { digest: reader.need("digest", string)? })
    }
}

/// That it was confirmed.
#[derive(Serialize, ToSchema)]
pub(crate) struct Confirmed {
    confirmed: bool,
}

/// Confirm the overview as one saw it. What changes later is confirmed anew.
#[utoipa::path(post, path = "/api/v1/employments/confirm", tag = "employments", request_body = Seen,
    responses((status = 200, body = Confirmed)))]
pub(crate) async fn confirm(caller: Caller, asked: Asked<Seen>) -> Result<Response> {
    let work = ConfirmEmployments { call: caller.call.clone(), digest: asked.body.digest };
    once(&caller, asked.key, work, |()| said(StatusCode::OK, &Confirmed { confirmed: true })).await
}
