//! The JSON door to published curricula: what a plan may be assigned on.

use axum::{extract::State, response::Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::Summary;
use crate::{
    api::{Cursor, Date, Items, Query, ok},
    door::{self, Caller},
    error::Result,
    portal::App,
};

/// A published version.
#[derive(Serialize, ToSchema)]
pub(crate) struct CurriculumLine {
    scheme: String,
    code: String,
    version: String,
    /// Its name, in its own language.
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    setting: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_from: Option<Date>,
}

impl CurriculumLine {
    fn of(one: Summary) -> Self {
        let Summary { scheme, code, version, title, stage, setting, valid_from, .. } = one;
        Self { scheme, code, version, title, stage, setting, valid_from: valid_from.map(Date) }
    }
}

/// Published versions, by scheme, code and version.
#[utoipa::path(get, path = "/api/v1/curricula", tag = "curricula",
    params(("scheme" = Option<String>, Query, description = "Only this scheme's"),
           ("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Items<CurriculumLine>)))]
pub(crate) async fn curricula(State(app): State<App>, _: Caller, query: Query) -> Result<Response> {
    let (scheme, page) = (query.words("scheme")?, query.page()?);
    let mut all = door::read(&app, move |c| Box::pin(async move { Ok(super::all(c).await?) })).await?;
    all.retain(|one| scheme.is_empty() || one.scheme == scheme);
    let place = |one: &Summary| Cursor::by(&[&one.scheme, &one.code, &one.version], one.id.uuid());
    Ok(ok(&Items::page(all, &page, place).map(CurriculumLine::of)))
}
