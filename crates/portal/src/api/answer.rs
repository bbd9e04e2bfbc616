//! Answers: the small parts that many share, and the way out for those that are given once for a key.

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base::{Day, Moment, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Cursor, Page};
use crate::{
    curricula::Published,
    door::Caller,
    error::{Error, Result},
    repeats::{Answer, Key, Once},
    training,
};

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Items<T> {
    /// What is on it.
    pub(crate) items: Vec<T>,
    /// What to send as `after` for the next page; null on the last.
    pub(crate) next: Option<String>,
}

impl<T> Items<T> {
    /// A page of a list that was read whole, in the order of its rows' places. A row that came or went meanwhile moves no other.
    pub(crate) fn page(mut all: Vec<T>, page: &Page, place: impl Fn(&T) -> Cursor) -> Self {
        if let Some(after) = &page.after {
            all.retain(|one| place(one) > *after);
        }
        all.sort_by_cached_key(&place);
        Self::cut(all, page.limit, place)
    }
    /// A page of which one row more than fits was read, when there are more.
    pub(crate) fn cut(mut items: Vec<T>, limit: usize, place: impl Fn(&T) -> Cursor) -> Self {
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(|last| place(last).text());
        Self { items, next }
    }
    /// The same page, each row as something else.
    pub(crate) fn map<U>(self, line: impl FnMut(T) -> U) -> Items<U> {
        Items { items: self.items.into_iter().map(line).collect(), next: self.next }
    }
}

/// Somebody with a name.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Person {
    /// Who.
    pub(crate) id: Uuid,
    /// The full name.
    pub(crate) name: String,
}

impl Person {
    pub(crate) fn new(id: PersonId, name: impl Into<String>) -> Self {
        Self { id: id.uuid(), name: name.into() }
    }
}

/// One version of a curriculum.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Curriculum {
    /// Its code.
    pub(crate) code: String,
    /// Its version.
    pub(crate) version: String,
    /// Its name, in its own language.
    pub(crate) title: String,
}

impl Curriculum {
    pub(crate) fn of(published: &Published) -> Self {
        let one = &published.curriculum;
        Self { code: one.code.clone(), version: one.version.clone(), title: one.title.clone() }
    }
}

/// How far a plan is: how many of all its requirements, activities among them, are in their end state.
#[derive(Debug, Clone, Copy, Default, Serialize, ToSchema)]
pub(crate) struct Progress {
    /// In their end state.
    pub(crate) attested: u32,
    /// All of them.
    pub(crate) total: u32,
}

impl Progress {
    /// Of a plan.
    pub(crate) const fn of(progress: &training::Progress) -> Self {
        Self { attested: progress.done(), total: progress.total() }
    }
    /// Of both together.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self { attested: self.attested + other.attested, total: self.total + other.total }
    }
}

/// A day: `2026-11-23`.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, format = Date)]
pub(crate) struct Date(pub(crate) Day);

/// An instant in UTC: `2026-11-23T08:30:00Z`.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, format = DateTime)]
pub(crate) struct Time(pub(crate) Moment);

/// Something that was made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NewId {
    /// Which.
    pub(crate) id: Uuid,
}

/// Why not (RFC 9457).
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "it describes what web::Problem sends")]
pub(crate) struct Problem {
    /// `about:blank`.
    r#type: String,
    /// The status in words.
    title: String,
    /// The status.
    status: u16,
    /// The machine-readable reason, such as `not_entitled`.
    refusal: String,
    /// What can be done about it, in the caller's language.
    detail: Option<String>,
    /// Of 422: the machine-readable reason per field.
    fields: Option<std::collections::BTreeMap<String, String>>,
    /// Of `too_early`: the first day on which it may be done.
    #[schema(value_type = Option<String>, format = Date)]
    opens: Option<String>,
    /// Of `wrong_state`: what is the case instead. `changed`, `recalled`, `returned`, `archived`, `begun`, `not_begun`, `assigned`,
    /// `needs_no_signature`, `in_use`, `proposed`, `annulled`, `given_up`, `verified`, `withdrawn`, `sealing`, `delivering`, `sent`, `not_sent`, `opened`,
    /// `decided`, `granted` or `shut`.
    instead: Option<String>,
    /// Of `not_ready`: `record`, or `dossier`, which is sealed anew; left out of a requirement.
    of: Option<String>,
    /// Of `awaiting_advice`: the roles whose recommendation is missing.
    missing: Option<Vec<String>>,
    /// `read`, where the token only reads.
    scope: Option<String>,
    /// Of a fault: what to tell the operator.
    reference: Option<String>,
}

/// 200 with JSON.
pub(crate) fn ok<T: Serialize>(value: &T) -> Response {
    sent(said(StatusCode::OK, value))
}

/// 204.
pub(crate) fn gone() -> Response {
    StatusCode::NO_CONTENT.into_response()
}

/// A file as an attachment, in an answer that runs nothing.
pub(crate) fn attachment(name: &str, media: &str, bytes: u64, body: Body) -> anyhow::Result<Response> {
    let name: String = name.bytes().fold(String::new(), |mut name, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' => name.push(char::from(byte)),
            other => name.push_str(&format!("%{other:02X}")),
        }
        name
    });
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (header::CONTENT_LENGTH, bytes.to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{name}")),
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin".to_owned()),
    ];
    let mut response = (StatusCode::OK, body).into_response();
    for (name, value) in headers {
        response.headers_mut().insert(name, HeaderValue::from_str(&value)?);
    }
    Ok(response)
}

/// What anybody may have, for some minutes without asking again, also a page of somebody else's: what is checked by strangers must not
/// depend on where they check it.
pub(crate) fn open_to_all(media: &'static str, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media),
        (header::CACHE_CONTROL, "public, max-age=300"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    (headers, text).into_response()
}

/// An answer as it is kept for a key.
pub(crate) fn said<T: Serialize>(status: StatusCode, value: &T) -> Answer {
    let body = serde_json::to_vec(value).expect("an answer is plain data");
    Answer { status: status.as_u16(), body }
}

/// 201 with JSON, as it is kept for a key.
pub(crate) fn created<T: Serialize>(value: &T) -> Answer {
    said(StatusCode::CREATED, value)
}

/// Does a verb, once for a key, and sends its answer.
pub(crate) async fn once<W>(
    caller: &Caller,
    key: Option<Key>,
    work: W,
    answer: impl Fn(W::Done) -> Answer + Send + Sync + 'static,
) -> Result<Response>
where
    W: db::Work<Error = Error>,
{
    let call = caller.call.clone();
    Ok(sent(caller.call.portal.does(Once { call, key, work, answer }).await?))
}

/// A kept answer on its way out.
pub(crate) fn sent(answer: Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).expect("only our own statuses are kept");
    let kind = HeaderValue::from_static("application/json");
    (status, [(header::CONTENT_TYPE, kind)], answer.body).into_response()
}
