//! The page of one's own credentials.

use axum::{http::StatusCode, response::Response};
use base::AttestationId;
use domain::refusal::Refusal;
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
pub async fn show(caller: Caller, ask: Ask) -> Result<Response> {
    let desk = Desk::of(caller).await?;
    answer(&desk, ask, StatusCode::OK).await
}

async fn answer(desk: &Desk, ask: Ask, status: StatusCode) -> Result<Response> {
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
    let mut chosen: Vec<AttestationId> = form.all_parsed("attestations").map_err(|_| Refusal::NotFound)?;
    chosen.sort_unstable();
    chosen.dedup();
    if chosen.is_empty() || chosen.len() > CHOSEN_MAX {
        let desk = Desk::of(caller).await?;
        return answer(&desk, ask, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    as_record(&caller, Some(&chosen)).await
}

/// `GET /attestations/{id}/credential`.
pub async fn fetch_badge(caller: Caller, At(id): At<AttestationId>) -> Result<Response> {
    as_badge(&caller, id).await
}
