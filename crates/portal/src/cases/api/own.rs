//! The trainee's doors: a dossier sent, taken back, supplemented; and one's own case.

use axum::{http::StatusCode, response::Response};
use base::DossierId;
use domain::text::Comment;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    super::{Case, Receipt as Sent, SendDossier, Supplement, Supplemented, WithdrawSending},
    CaseEvent,
};
use crate::{
    api::{Asked, At, FromBody, Nothing, Reader, Time, created, once, said},
    door::Caller,
    error::Result,
    repeats::Answer,
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

/// What followed the first dossier.
#[derive(Serialize, ToSchema)]
pub(crate) struct SupplementMade {
    case: Uuid,
    /// The dossier that was sealed and sent; left out: the words went alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Uuid>,
    /// `not_ready`: the words went alone, for the record has changed and is not ready. Left out otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    alone: Option<&'static str>,
    sent_at: Time,
}

/// Send more to the case of a dossier: the record as it is now, where it has changed, and words. Words alone are sent where the record
/// has not changed, or is not ready.
#[utoipa::path(post, path = "/api/v1/dossiers/{id}/supplements", tag = "dossiers", params(("id" = Uuid, Path)),
    request_body = Words, responses((status = 201, body = SupplementMade)))]
pub(crate) async fn supplement(
    caller: Caller,
    At(dossier): At<DossierId>,
    asked: Asked<Words>,
) -> Result<Response> {
    let work = Supplement { call: caller.call.clone(), dossier, comment: asked.body.comment };
    let answer = |made: Supplemented| {
        let id = made.dossier.map(|id| id.uuid());
        let alone = made.behind.then_some("not_ready");
        created(&SupplementMade { case: made.case.uuid(), id, alone, sent_at: Time(made.at) })
    };
    once(&caller, asked.key, work, answer).await
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
}

impl OwnCase {
    /// The newest of these with this dossier.
    pub(crate) fn of(cases: &[Case], dossier: DossierId) -> Option<Self> {
        let case = cases.iter().find(|case| case.dossiers().contains(&dossier))?;
        Some(Self {
            id: case.sent.id.uuid(),
            number: case.sent.number.clone(),
            sent_at: Time(case.sent.sent_at),
            state: case.state().code(),
            delivering_since: case.delivering_since().map(Time),
            events: case.events.iter().map(CaseEvent::of).collect(),
        })
    }
}
