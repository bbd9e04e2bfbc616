//! The doors at which a machine says who it is, and gets a token.

use ::web::{Form, cookie::Token};
use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use base::{PersonId, TokenId};
use credential::{Assertion, PublicKey};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{LetIn, TOKEN_SECONDS, keys_of};
use crate::{api::open_to_all, door, error::Result, mint, portal::App};

/// Where tokens are given.
const TOKEN_PATH: &str = "/api/v1/oauth/token";
/// The only way in: a signed assertion (RFC 7523).
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// A token for a machine.
#[derive(Serialize, ToSchema)]
pub(crate) struct MachineToken {
    access_token: String,
    /// `Bearer`.
    #[schema(value_type = String)]
    token_type: &'static str,
    /// How long it lasts, in seconds.
    expires_in: i64,
}

/// A token for ten minutes, for a machine of the authority that signs who it is (OAuth 2.0 client credentials, `private_key_jwt`).
#[utoipa::path(post, path = "/api/v1/oauth/token", tag = "machines",
    request_body(content = String, content_type = "application/x-www-form-urlencoded",
        description = "`grant_type=client_credentials`, `client_assertion_type`, `client_assertion`."),
    responses((status = 200, body = MachineToken), (status = 400, description = "An error as RFC 6749 has it"),
        (status = 401, description = "`invalid_client`")))]
pub(crate) async fn token(State(app): State<App>, form: Form) -> Result<Response> {
    if form.value("grant_type") != "client_credentials" {
        return Ok(refused(StatusCode::BAD_REQUEST, "unsupported_grant_type"));
    }
    if form.value("client_assertion_type") != ASSERTION_TYPE || !form.has("client_assertion") {
        return Ok(refused(StatusCode::BAD_REQUEST, "invalid_request"));
    }
    let Some((machine, assertion, key)) = asserted(&app, form.value("client_assertion")).await? else {
        return Ok(refused(StatusCode::UNAUTHORIZED, "invalid_client"));
    };
    let site = &app.issuing.issuer.url;
    let token = Token::new(app.world.random());
    let work = LetIn {
        assertion,
        key,
        machine,
        us: vec![site.clone(), format!("{site}{TOKEN_PATH}")],
        token: (mint!(app.world, TokenId), token.clone()),
        now: app.world.now(),
    };
    if !app.db.write(work).await? {
        return Ok(refused(StatusCode::UNAUTHORIZED, "invalid_client"));
    }
    let given = MachineToken { access_token: token.text(), token_type: "Bearer", expires_in: TOKEN_SECONDS };
    Ok(answer(StatusCode::OK, &json!(given)))
}

/// Whose assertion it is, if one of that machine's keys signed it, and which.
async fn asserted(app: &App, text: &str) -> Result<Option<(PersonId, Assertion, PublicKey)>> {
    let claimed = Assertion::subject_claimed(text).and_then(|subject| subject.parse::<PersonId>().ok());
    let Some(machine) = claimed else { return Ok(None) };
    let keys = door::read(app, move |c| Box::pin(async move { keys_of(c, machine).await })).await?;
    Ok(keys.into_iter().find_map(|key| {
        let assertion = Assertion::read(text, std::slice::from_ref(&key)).ok()?;
        Some((machine, assertion, key))
    }))
}

/// An error as OAuth has it.
fn refused(status: StatusCode, error: &str) -> Response {
    answer(status, &json!({ "error": error }))
}

/// A token is in no cache.
fn answer(status: StatusCode, body: &serde_json::Value) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, body.to_string()).into_response()
}

/// What a machine has to know of that door (RFC 8414).
#[utoipa::path(get, path = "/.well-known/oauth-authorization-server", tag = "machines",
    responses((status = 200, content_type = "application/json")))]
pub(crate) async fn server(State(app): State<App>) -> Response {
    let site = &app.issuing.issuer.url;
    let said = json!({
        "issuer": site,
        "token_endpoint": format!("{site}{TOKEN_PATH}"),
        "grant_types_supported": ["client_credentials"],
        "response_types_supported": [],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["ES256"],
    });
    open_to_all("application/json", said.to_string())
}
