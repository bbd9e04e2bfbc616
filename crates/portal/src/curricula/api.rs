//! JSON doors to published curricula: what a plan may be assigned on, and each of them whole.

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use domain::refusal::Refusal;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    Published, Summary,
    cli::{Format, written},
};
use crate::{
    api::{At, Cursor, Date, Items, Query, ok, open_to_all},
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
    /// Whether its list is known to be incomplete.
    partial: bool,
    /// Where the list comes from; `unknown` where nobody knows.
    source: String,
    /// On which terms it may be used; `unknown` where nobody knows.
    licence: String,
}

impl CurriculumLine {
    fn of(one: Summary) -> Self {
        let Summary {
            scheme,
            code,
            version,
            title,
            stage,
            setting,
            valid_from,
            partial,
            source,
            licence,
            ..
        } = one;
        let valid_from = valid_from.map(Date);
        Self { scheme, code, version, title, stage, setting, valid_from, partial, source, licence }
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

/// A published version as CASE 1.1 has it: where a badge says what its requirement is, to whoever was shown the badge. Whoever is logged in
/// has the authority's texts in it.
#[utoipa::path(get, path = "/api/v1/curricula/{code}/{version}", tag = "curricula",
    params(("code" = String, Path), ("version" = String, Path),
           ("scheme" = Option<String>, Query, description = "Which, when two schemes have that code")),
    responses((status = 200, content_type = "application/json")))]
pub(crate) async fn curriculum(
    State(app): State<App>,
    caller: Option<Caller>,
    At((code, version)): At<(String, String)>,
    query: Query,
) -> Result<Response> {
    let scheme = query.words("scheme")?;
    let (shelf, stranger) = (app.shelf.clone(), caller.is_none());
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
            if stranger {
                return Ok(without_texts(&*shelf.get(c, one.id).await?));
            }
            Ok(String::from_utf8(written(c, one.id, Format::Case).await?).map_err(anyhow::Error::from)?)
        })
    });
    let case = case.await?;
    if !stranger {
        return Ok(([(header::CONTENT_TYPE, "application/json")], case).into_response());
    }
    // Whoever logs in afterwards is not given what was kept for everybody.
    let mut answer = open_to_all("application/json", case);
    answer.headers_mut().append(header::VARY, HeaderValue::from_static("cookie, authorization"));
    Ok(answer)
}

/// A version in our own words: on which terms the authority's may be shown to everybody is not for us to say.
fn without_texts(book: &Published) -> String {
    let mut bare = book.curriculum.clone();
    for one in &mut bare.requirements {
        (one.text, one.text_source, one.text_licence) = (None, None, None);
    }
    bare.to_case(&book.case_ids())
}
