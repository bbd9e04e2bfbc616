//! JSON doors to published curricula: what a plan may be assigned on, and each of them whole.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse as _, Response},
};
use domain::refusal::Refusal;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    Summary,
    cli::{Format, written},
};
use crate::{
    api::{At, Cursor, Date, Items, Query, ok},
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

/// A published version as CASE 1.1 has it, with all its texts: where a badge says what its requirement is.
#[utoipa::path(get, path = "/api/v1/curricula/{code}/{version}", tag = "curricula",
    params(("code" = String, Path), ("version" = String, Path),
           ("scheme" = Option<String>, Query, description = "Which, when two schemes have that code")),
    responses((status = 200, content_type = "application/json")))]
pub(crate) async fn curriculum(
    State(app): State<App>,
    _: Caller,
    At((code, version)): At<(String, String)>,
    query: Query,
) -> Result<Response> {
    let scheme = query.words("scheme")?;
    let case = door::read(&app, move |c| {
        Box::pin(async move {
            let all = super::all(c).await?;
            let is = |one: &&Summary| {
                one.code == code && one.version == version && (scheme.is_empty() || one.scheme == scheme)
            };
            let mut found = all.iter().filter(is);
            let (Some(one), None) = (found.next(), found.next()) else {
                return Err(Refusal::NotFound.into());
            };
            Ok(written(c, one.id, Format::Case).await?)
        })
    });
    Ok(([(header::CONTENT_TYPE, "application/json")], case.await?).into_response())
}
