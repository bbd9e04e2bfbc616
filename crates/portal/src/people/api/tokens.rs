//! JSON doors to one's own API tokens.

use axum::{extract::State, response::Response};
use base::TokenId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    api::{At, Cursor, Items, Query, Time, gone, ok},
    door::{self, Caller},
    error::Result,
    people::{self, EndToken, Via},
    portal::App,
};

/// An API token.
#[derive(Serialize, ToSchema)]
pub(crate) struct TokenLine {
    /// Its name, which opens nothing.
    id: Uuid,
    /// `read` or `write`.
    #[schema(value_type = String)]
    scope: &'static str,
    created_at: Time,
    expires_at: Time,
    /// Whether this call came through it.
    current: bool,
}

/// One's own tokens that let through, newest first.
#[utoipa::path(get, path = "/api/v1/me/tokens", tag = "people",
    params(("limit" = Option<u32>, Query), ("after" = Option<String>, Query)), responses((status = 200, body = Items<TokenLine>)))]
pub(crate) async fn tokens(State(app): State<App>, caller: Caller, query: Query) -> Result<Response> {
    let page = query.page()?;
    let (person, now) = (caller.call.actor, caller.call.now);
    let all =
        door::read(&app, move |c| Box::pin(async move { Ok(people::tokens_of(c, person, now).await?) }));
    let line = |one: people::KeptToken| TokenLine {
        id: one.id.uuid(),
        scope: one.scope.code(),
        created_at: Time(one.created_at),
        expires_at: Time(one.expires_at),
        current: caller.actor.via == Via::Token(one.id),
    };
    let place = |one: &people::KeptToken| Cursor::at(one.created_at, one.id.uuid()).falling();
    Ok(ok(&Items::page(all.await?, &page, place).map(line)))
}

/// End one of one's own tokens: from this moment on it opens nothing. Ending what has ended is no error.
#[utoipa::path(delete, path = "/api/v1/me/tokens/{id}", tag = "people", params(("id" = Uuid, Path)),
    responses((status = 204, description = "Ended")))]
pub(crate) async fn end_token(caller: Caller, At(id): At<TokenId>) -> Result<Response> {
    let (person, at) = (caller.call.actor, caller.call.now);
    caller.call.portal.does(EndToken { person, token: Some(id), at }).await?;
    Ok(gone())
}
