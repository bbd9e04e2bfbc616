//! The page of one's own credentials.

use axum::{
    http::{StatusCode, Uri},
    response::Response,
};
use base::AttestationId;
use web::{Form, page::Ask};

use super::{
    api::{CHOSEN_MAX, as_badge, as_record, as_transcript},
    own,
    pages::{self, Credentials},
};
use crate::{
    desk::Desk,
    door::{At, Caller},
    error::Result,
};

/// `GET /credentials`.
pub async fn show(caller: Caller, ask: Ask, uri: Uri) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let desk = Desk::of(caller).await?;
    answer(&desk, ask, StatusCode::OK, query.value("curriculum")).await
}

async fn answer(desk: &Desk, ask: Ask, status: StatusCode, _of: &str) -> Result<Response> {
    let own = own(&desk.caller.call).await?;
    let say = desk.say();
    let view = Credentials {
        competences: own.competences,
        none_chosen: status != StatusCode::OK,
        demo: desk.caller.call.portal.issuing.issuer.demo,
    };
    Ok(desk.page_with(status, &say, ask, None, pages::credentials(&say, &view)))
}

/// `POST /credentials`: a file of what was chosen.
pub async fn fetch(caller: Caller, ask: Ask, form: Form) -> Result<Response> {
    if form.value("what") == "all" {
        return as_transcript(&caller).await;
    }
    let mut chosen: Vec<AttestationId> = form.all("attestations").filter_map(|id| id.parse().ok()).collect();
    chosen.sort_unstable();
    chosen.dedup();
    chosen.truncate(CHOSEN_MAX);
    if chosen.is_empty() {
        let desk = Desk::of(caller).await?;
        return answer(&desk, ask, StatusCode::UNPROCESSABLE_ENTITY, "").await;
    }
    as_record(&caller, Some(&chosen)).await
}

/// `GET /attestations/{id}/credential`.
pub async fn fetch_badge(caller: Caller, At(id): At<AttestationId>) -> Result<Response> {
    as_badge(&caller, id).await
}
