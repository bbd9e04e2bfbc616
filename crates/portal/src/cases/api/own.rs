//! The trainee's doors: a dossier sent, taken back, supplemented; and one's own case.

use axum::{extract::State, http::StatusCode, response::Response};
use base::DossierId;
use domain::text::Comment;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    super::{Case, Receipt as Sent, SendDossier, Supplement, Supplemented, WithdrawSending, readable_until},
    CaseEvent,
};
use crate::{
    api::{Asked, At, Date, FromBody, Nothing, Reader, Time, created, once, said, sent},
    door::Caller,
    dossiers,
    error::Result,
    portal::{App, Call},
    repeats::{Answer, Once},
};

/// The receipt.
#[derive(Serialize, ToSchema)]
pub(crate) struct Receipt {
    /// The case at the authority.
    case: Uuid,
    /// What people call it: `2026-0012`.
    number: String,
    sent_at: Time,
    /// SHA-256 of the dossier's file, in hex.
    digest: String,
    /// Since when it is on its way to the authority's own system; left out: it is there, or waits on the desk.
    #[serde(skip_serializing_if = "Option::is_none")]
    delivering_since: Option<Time>,
}

/// Send a sealed dossier to the authority. Sent once, it stays sent: asked again, it is the same receipt.
#[utoipa::path(post, path = "/api/v1/dossiers/{id}/send", tag = "dossiers", params(("id" = Uuid, Path)),
    request_body = Nothing, responses((status = 200, body = Receipt)))]
pub(crate) async fn send(
    caller: Caller,
    At(dossier): At<DossierId>,
    asked: Asked<Nothing>,
) -> Result<Response> {
    let work = SendDossier { call: caller.call.clone(), dossier };
    let answer = |sent: Sent| {
        let (case, digest) = (sent.case.uuid(), hex::encode(sent.digest));
        let delivering_since = sent.delivering_since.map(Time);
        let receipt = Receipt { case, number: sent.number, sent_at: Time(sent.at), digest, delivering_since };
        said(StatusCode::OK, &receipt)
    };
    once(&caller, asked.key, work, answer).await
}

/// Take it back, while nobody at the authority has opened it. 409 `wrong_state` `delivering`: it is in the air, or may have come.
#[utoipa::path(post, path = "/api/v1/dossiers/{id}/withdraw", tag = "dossiers", params(("id" = Uuid, Path)),
    request_body = Nothing, responses((status = 204)))]
pub(crate) async fn withdraw(
    caller: Caller,
    At(dossier): At<DossierId>,
    asked: Asked<Nothing>,
) -> Result<Response> {
    let work = WithdrawSending { call: caller.call.clone(), dossier };
    once(&caller, asked.key, work, |_| Answer { status: 204, body: Vec::new() }).await
}

/// Words to the authority.
#[derive(ToSchema)]
pub(crate) struct Words {
    /// May be left out when the record has changed.
    #[schema(value_type = Option<String>, max_length = 2000)]
    comment: Option<Comment>,
}

impl FromBody for Words {
    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self { comment: reader.comment("comment") })
    }
}

/// What followed the first dossier: its receipt.
#[derive(Serialize, Deserialize, ToSchema)]
pub(crate) struct SupplementMade {
    /// The case at the authority.
    case: Uuid,
    /// What people call it: `2026-0012`.
    number: String,
    /// The dossier that was sealed and sent; left out: the words went alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Uuid>,
    /// The words went alone: `not_ready`, for the record has changed and is not ready; `key_ended`, for what sealed it is believed no more, and
    /// it can be sealed again from tomorrow. Left out otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    alone: Option<String>,
    sent_at: Time,
    /// SHA-256 of the file of the dossier that was sent, in hex; left out: the words went alone, or the file is still being made.
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<String>,
    /// Since when it is on its way to the authority's own system; left out: it is there, or waits on the desk.
    #[serde(skip_serializing_if = "Option::is_none")]
    delivering_since: Option<Time>,
}

/// Send more to the case of a dossier: the record as it is now, where it has changed, and words. Words alone are sent where the record
/// has not changed, or is not ready. The digest comes as soon as the file is made, which takes a second or two: asked again under the same
/// key, it is the same receipt.
#[utoipa::path(post, path = "/api/v1/dossiers/{id}/supplements", tag = "dossiers", params(("id" = Uuid, Path)),
    request_body = Words, responses((status = 201, body = SupplementMade)))]
pub(crate) async fn supplement(
    State(app): State<App>,
    caller: Caller,
    At(dossier): At<DossierId>,
    asked: Asked<Words>,
) -> Result<Response> {
    let work = Supplement { call: caller.call.clone(), dossier, comment: asked.body.comment };
    let answer = |made: Supplemented| {
        created(&SupplementMade {
            case: made.case.uuid(),
            number: made.number,
            id: made.dossier.map(|id| id.uuid()),
            alone: made.behind.map(|why| why.code().to_owned()),
            sent_at: Time(made.at),
            digest: None,
            delivering_since: made.delivering_since.map(Time),
        })
    };
    let kept = app.does(Once { call: caller.call.clone(), key: asked.key, work, answer }).await?;
    // What is kept was written before the dossier became a file.
    let mut made: SupplementMade = serde_json::from_slice(&kept.body).map_err(anyhow::Error::from)?;
    if let Some(id) = made.id {
        made.digest = dossiers::digest_of(&app, DossierId::from_uuid(id)).await;
    }
    Ok(sent(created(&made)))
}

/// One's own case, as its dossier tells it.
#[derive(Serialize, ToSchema)]
pub(crate) struct OwnCase {
    id: Uuid,
    /// What people call it: `2026-0012`.
    number: String,
    sent_at: Time,
    /// `sent`, `open`, `asked`, `supplemented`, `granted`, `refused` or `withdrawn`.
    #[schema(value_type = String)]
    state: &'static str,
    /// Since when some of it is on its way to the authority's own system; left out: it is there, or waits on the desk.
    #[serde(skip_serializing_if = "Option::is_none")]
    delivering_since: Option<Time>,
    /// What happened, the first first.
    events: Vec<CaseEvent>,
    /// The last day on which the authority opens its dossiers and documents, once it is decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    readable_until: Option<Date>,
}

impl OwnCase {
    /// The newest of these with this dossier.
    pub(crate) fn of(call: &Call, cases: &[Case], dossier: DossierId) -> Result<Option<Self>> {
        let Some(case) = cases.iter().find(|case| case.dossiers().contains(&dossier)) else {
            return Ok(None);
        };
        Ok(Some(Self {
            id: case.sent.id.uuid(),
            number: case.sent.number.clone(),
            sent_at: Time(case.sent.sent_at),
            state: case.state().code(),
            delivering_since: case.delivering_since().map(Time),
            events: case.events.iter().map(CaseEvent::of).collect(),
            readable_until: readable_until(call, case)?.map(Date),
        }))
    }
}
