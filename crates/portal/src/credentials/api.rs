//! JSON doors to credentials: one's own, to fetch; the keys and status lists with which anybody checks them, without log-in.

use ::web::Problem;
use axum::{
    body::Body,
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use base::AttestationId;
use credential::{BADGE_TYPE, Competence, Form, RECORD_TYPE, STATUS_TYPE};
use domain::refusal::Refusal;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Annulled, badge_of, own, shown, status, transcript_of};
use crate::{
    api::{
        Asked, At, Cursor, Date, FromBody, Items, Query, Reader, Time, attachment, each, ok, open_to_all,
        parsed,
    },
    door::Caller,
    error::Result,
    portal::App,
};

/// The most attestations that one file is asked to show.
pub(super) const CHOSEN_MAX: usize = 3000;

/// An attestation that can be shown.
#[derive(Serialize, ToSchema)]
pub(crate) struct CredentialLine {
    /// The attestation.
    id: Uuid,
    curriculum: String,
    version: String,
    code: String,
    title: String,
    /// `goal`, `activity`, `course`, `time` or `research`.
    kind: String,
    /// How many times it was done, of what is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    times: Option<u32>,
    /// How many times its requirement asks for, of what is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    required: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    completed_on: Option<Date>,
    /// It was achieved before, and registered afterwards on a document.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    credited: bool,
    /// The leader marked it as fulfilled, and nobody signed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    marked: bool,
    by: String,
    role: String,
    /// The leader who lent approval.
    #[serde(skip_serializing_if = "Option::is_none")]
    on_behalf_of: Option<String>,
    at: Time,
    /// When it was annulled, as far as this portal knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    annulled_at: Option<Time>,
}

impl CredentialLine {
    fn of(one: Competence) -> Self {
        Self {
            id: one.id.uuid(),
            curriculum: one.curriculum.code,
            version: one.curriculum.version,
            code: one.code,
            title: one.title,
            kind: one.kind.code().to_owned(),
            times: one.times,
            required: one.required,
            completed_on: one.completed_on.map(Date),
            credited: one.credited,
            marked: one.marked,
            by: one.by.name,
            role: one.by.role.code().to_owned(),
            on_behalf_of: one.by.on_behalf_of,
            at: Time(one.at),
            annulled_at: None,
        }
    }
}

/// One's own attestations in force, the latest first: what can be shown.
#[utoipa::path(get, path = "/api/v1/credentials", tag = "credentials",
    params(("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Items<CredentialLine>)))]
pub(crate) async fn list(caller: Caller, query: Query) -> Result<Response> {
    let page = query.page()?;
    let all = own(&caller.call).await?.competences.into_iter().map(CredentialLine::of).collect();
    let place = |one: &CredentialLine| Cursor::at(one.at.0, one.id).falling();
    Ok(ok(&Items::page(all, &page, place)))
}

/// One's whole record: as a learner record of badges (`form=transcript`), or to be shown in parts (`form=record`).
#[utoipa::path(get, path = "/api/v1/credentials/record", tag = "credentials",
    params(("form" = Option<String>, Query, description = "`record`, when none is named, or `transcript`.")),
    responses((status = 200, content_type = "application/dc+sd-jwt"), (status = 200, content_type = "application/vc+jwt")))]
pub(crate) async fn whole(caller: Caller, query: Query) -> Result<Response> {
    let form = query.one_of("form", &[("record", Form::Shown), ("transcript", Form::Transcript)])?;
    match form.unwrap_or(Form::Shown) {
        Form::Transcript => as_transcript(&caller).await,
        Form::Badge | Form::Shown => as_record(&caller, None).await,
    }
}

/// Which attestations are shown.
#[derive(ToSchema)]
pub(crate) struct Chosen {
    #[schema(value_type = Vec<Uuid>, max_items = 3000)]
    attestations: Vec<AttestationId>,
}

impl FromBody for Chosen {
    fn read(reader: &mut Reader) -> Option<Self> {
        let attestations = reader.need("attestations", |value| each(value, CHOSEN_MAX, parsed))?;
        Some(Self { attestations })
    }
}

/// A file that shows these attestations of one's record and keeps the rest.
#[utoipa::path(post, path = "/api/v1/credentials/selection", tag = "credentials", request_body = Chosen,
    responses((status = 200, content_type = "application/dc+sd-jwt")))]
pub(crate) async fn selection(caller: Caller, asked: Asked<Chosen>) -> Result<Response> {
    as_record(&caller, Some(&asked.body.attestations)).await
}

/// One attestation of one's own as a badge: a Verifiable Credential as Open Badges has it.
#[utoipa::path(get, path = "/api/v1/attestations/{id}/credential", tag = "credentials", params(("id" = Uuid, Path)),
    responses((status = 200, content_type = "application/vc+jwt")))]
pub(crate) async fn badge(caller: Caller, At(id): At<AttestationId>) -> Result<Response> {
    as_badge(&caller, id).await
}

/// A badge as an attachment, named after its requirement.
pub(super) async fn as_badge(caller: &Caller, id: AttestationId) -> Result<Response> {
    let Some((one, file)) = badge_of(&caller.call, id).await? else { return Ok(not_yet()) };
    given(&format!("{}-{}.jwt", one.curriculum.code, one.code), BADGE_TYPE, Some(file))
}

/// The whole record as one credential.
pub(super) async fn as_transcript(caller: &Caller) -> Result<Response> {
    given(&format!("attest-{}.jwt", caller.call.today), BADGE_TYPE, transcript_of(&caller.call).await?)
}

/// The record, or some of it.
pub(super) async fn as_record(caller: &Caller, only: Option<&[AttestationId]>) -> Result<Response> {
    let file = shown(&caller.call, only).await?;
    given(&format!("attest-{}.sd-jwt", caller.call.today), RECORD_TYPE, file)
}

fn given(name: &str, media: &str, file: Option<String>) -> Result<Response> {
    let Some(file) = file else { return Ok(not_yet()) };
    Ok(attachment(name, media, file.len() as u64, Body::from(file))?)
}

/// What was approved a moment ago is not in the ledger yet.
fn not_yet() -> Response {
    Problem::of_status(StatusCode::SERVICE_UNAVAILABLE).retry_after(1).into_response()
}

/// A key that signs credentials here, or did, by its thumbprint (RFC 7638), as a JSON Web Key.
#[utoipa::path(get, path = "/api/v1/credentials/keys/{thumbprint}", tag = "credentials",
    params(("thumbprint" = String, Path)), responses((status = 200, content_type = "application/jwk+json")))]
pub(crate) async fn key(State(app): State<App>, At(thumbprint): At<String>) -> Result<Response> {
    let found = app.sealing.keys.credentials.iter().find(|key| key.thumbprint() == thumbprint);
    let jwk = found.ok_or(Refusal::NotFound)?.jwk();
    Ok(open_to_all("application/jwk+json", jwk.to_string()))
}

/// Who issues, and with which keys: what a verifier of SD-JWT credentials looks up.
#[utoipa::path(get, path = "/.well-known/jwt-vc-issuer", tag = "credentials",
    responses((status = 200, content_type = "application/json")))]
pub(crate) async fn issuer(State(app): State<App>) -> Response {
    let keys: Vec<Value> = app.sealing.keys.credentials.iter().map(credential::PublicKey::jwk).collect();
    let said = json!({ "issuer": app.issuing.issuer.url, "jwks": { "keys": keys } });
    open_to_all("application/json", said.to_string())
}

/// What was annulled of a part of the ledger, as a Bitstring Status List credential.
#[utoipa::path(get, path = "/api/v1/credentials/status/{list}", tag = "credentials", params(("list" = u64, Path)),
    responses((status = 200, content_type = "application/vc+jwt")))]
pub(crate) async fn status_list(State(app): State<App>, At(list): At<u64>) -> Result<Response> {
    let made = status(&app, list).await?;
    Ok(open_to_all(BADGE_TYPE, made.as_credential(&app.issuing.key)))
}

/// The same as a Status List Token.
#[utoipa::path(get, path = "/api/v1/credentials/status/{list}/token", tag = "credentials", params(("list" = u64, Path)),
    responses((status = 200, content_type = "application/statuslist+jwt")))]
pub(crate) async fn status_token(State(app): State<App>, At(list): At<u64>) -> Result<Response> {
    let made = status(&app, list).await?;
    Ok(open_to_all(STATUS_TYPE, made.as_token(&app.issuing.key)))
}

/// What a credential shows, with what of it was annulled since.
pub(crate) fn lines(shown: Vec<Competence>, annulled: &Annulled) -> Vec<CredentialLine> {
    let line = |one: Competence| CredentialLine {
        annulled_at: annulled.get(&one.id).copied().map(Time),
        ..CredentialLine::of(one)
    };
    shown.into_iter().map(line).collect()
}
