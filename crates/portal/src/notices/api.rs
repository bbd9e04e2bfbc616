//! JSON doors to what one is to be told.

use axum::{extract::State, http::StatusCode, response::Response};
use base::NoticeId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Seen, Told, Which};
use crate::{
    api::{Asked, Cursor, FromBody, Items, Page, Person, Query, Reader, Time, each, ok, once, parsed, said},
    audit::What,
    door::{self, Caller},
    error::Result,
    portal::App,
};

/// A message.
#[derive(Serialize, ToSchema)]
pub(crate) struct NoticeLine {
    id: Uuid,
    at: Time,
    /// What happened, as in a requirement's history.
    what: String,
    /// Who did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    who: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trainee: Option<Person>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<Uuid>,
    /// The requirement's code.
    #[serde(skip_serializing_if = "Option::is_none")]
    requirement: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
    /// Of a decision: whether what was applied for was granted.
    #[serde(skip_serializing_if = "Option::is_none")]
    granted: Option<bool>,
    /// Of advice: whether it recommends.
    #[serde(skip_serializing_if = "Option::is_none")]
    recommends: Option<bool>,
    /// When it was seen; null while it is not.
    read_at: Option<Time>,
}

impl NoticeLine {
    fn of(one: Told) -> Self {
        let of = |what: What| one.granted.filter(|_| one.what == what.code());
        let (recommends, granted) = (of(What::Advised), of(What::CaseDecided));
        Self {
            recommends,
            id: one.id.uuid(),
            at: Time(one.at),
            what: one.what,
            who: one.by,
            trainee: one.trainee.map(|id| Person::new(id, one.trainee_name.unwrap_or_default())),
            plan: one.plan.map(|plan| plan.uuid()),
            requirement: one.code,
            comment: one.comment,
            granted,
            read_at: one.seen_at.map(Time),
        }
    }
}

const STATES: [(&str, Which); 3] = [("unread", Which::Unread), ("read", Which::Read), ("all", Which::All)];

/// What one is told, newest first. What was seen is kept for 90 days. What is about others is noted in the access log.
#[utoipa::path(get, path = "/api/v1/notices", tag = "notices",
    params(("state" = Option<String>, Query, description = "`unread` (when it is left out), `read` or `all`"),
           ("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Items<NoticeLine>)))]
pub(crate) async fn notices(State(app): State<App>, caller: Caller, query: Query) -> Result<Response> {
    let which = query.one_of("state", &STATES)?.unwrap_or(Which::Unread);
    let (call, Page { limit, after }) = (caller.call.clone(), query.page()?);
    let before = match after {
        Some(place) => Some((place.moment()?, NoticeId::from_uuid(place.id))),
        None => None,
    };
    let all = door::read(&app, move |c| {
        Box::pin(async move { super::told(c, &call, which, before, limit + 1).await })
    });
    let page = Items::cut(all.await?, limit, |(one, _)| Cursor::at(one.at, one.id.uuid()));
    super::looked(&caller.call, &page.items).await?;
    Ok(ok(&page.map(|(one, _)| NoticeLine::of(one))))
}

/// The most messages put away by name at once.
const IDS_MAX: usize = 100;

/// Which messages were seen.
#[derive(ToSchema)]
pub(crate) struct SeenNotices {
    /// These; when it is not said, all that were left until now.
    #[schema(value_type = Option<Vec<Uuid>>)]
    ids: Option<Vec<NoticeId>>,
}

impl FromBody for SeenNotices {
    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self { ids: reader.may("ids", |value| each(value, IDS_MAX, parsed)) })
    }
}

/// How many messages were put away.
#[derive(Serialize, ToSchema)]
pub(crate) struct Put {
    seen: u64,
}

/// Say that one has seen these messages, or all that were left until now.
#[utoipa::path(post, path = "/api/v1/notices/seen", tag = "notices", request_body = SeenNotices,
    responses((status = 200, body = Put)))]
pub(crate) async fn seen(caller: Caller, asked: Asked<SeenNotices>) -> Result<Response> {
    let work = Seen { call: caller.call.clone(), only: asked.body.ids };
    once(&caller, asked.key, work, |seen| said(StatusCode::OK, &Put { seen })).await
}
