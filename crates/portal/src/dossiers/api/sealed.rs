//! JSON doors to one's own sealed dossiers: seal, list, fetch.

use ::web::{Lang, Problem};
use axum::{
    body::Body,
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use base::DossierId;
use domain::refusal::{Problem as WrongField, Refusal};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::{self as dossiers, FILE_TYPE, PAPER_TYPE, Press, SealDossier, Sealed};
use crate::{
    api::{
        Asked, At, Cursor, FromBody, Items, NewId, Query, Reader, Time, attachment, created, ok, said, sent,
        string,
    },
    cases::{self, OwnCase},
    door::{self, Caller},
    error::{Error, Result},
    portal::App,
    repeats::Once,
    schemes,
};

/// For which application.
#[derive(ToSchema)]
pub(crate) struct NewDossier {
    /// `dk-selvstaendigt-virke`, `dk-speciallaege` or `no-spesialist`.
    kind: String,
}

impl FromBody for NewDossier {
    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self { kind: reader.need("kind", string)? })
    }
}

/// A dossier that was sealed.
#[derive(Serialize, ToSchema)]
pub(crate) struct DossierLine {
    id: Uuid,
    /// What is applied for.
    kind: String,
    sealed_at: Time,
    /// `sealed`; `sealing` while its file is being made, which takes a second or two.
    #[schema(value_type = String)]
    state: &'static str,
    /// SHA-256 of its file, in hex.
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<String>,
    /// How long the file is.
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<i64>,
    /// The last case that it was sent in.
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<OwnCase>,
}

impl DossierLine {
    fn of(one: Sealed) -> Self {
        let (at, bytes) = (one.at(), one.bytes());
        Self {
            id: one.id.uuid(),
            kind: one.kind,
            sealed_at: Time(at),
            state: if one.file_digest.is_some() { "sealed" } else { "sealing" },
            digest: one.file_digest.map(hex::encode),
            bytes,
            case: None,
        }
    }
}

/// Seal one's record as it is now, for an application. The same state is sealed once. 202: its file is still being made.
#[utoipa::path(post, path = "/api/v1/dossiers", tag = "dossiers", request_body = NewDossier,
    responses((status = 201, body = DossierLine), (status = 202, body = DossierLine)))]
pub(crate) async fn seal(
    State(app): State<App>,
    caller: Caller,
    asked: Asked<NewDossier>,
) -> Result<Response> {
    let call = caller.call.clone();
    let work = SealDossier { call: call.clone(), kind: asked.body.kind };
    let answer = |id: DossierId| created(&NewId { id: id.uuid() });
    let kept = app.does(Once { call: call.clone(), key: asked.key, work, answer }).await?;
    let made: serde_json::Value = serde_json::from_slice(&kept.body).map_err(anyhow::Error::from)?;
    let id = made["id"].as_str().and_then(|id| id.parse().ok());
    let id: DossierId = id.ok_or_else(|| anyhow::anyhow!("an answer that was kept names no dossier"))?;
    let made = dossiers::file(&app, id).await?.is_some();
    let line = DossierLine::of(dossiers::open(&call, id).await?);
    Ok(sent(said(if made { StatusCode::CREATED } else { StatusCode::ACCEPTED }, &line)))
}

/// One's own sealed dossiers, the newest first.
#[utoipa::path(get, path = "/api/v1/dossiers", tag = "dossiers",
    params(("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Items<DossierLine>)))]
pub(crate) async fn list(State(app): State<App>, caller: Caller, query: Query) -> Result<Response> {
    let (page, actor) = (query.page()?, caller.call.actor);
    let all = door::read(&app, move |c| Box::pin(dossiers::sealed_by(c, actor))).await?;
    let portal = app.clone();
    let sent = door::read(&app, move |c| Box::pin(async move { cases::of_trainee(c, &portal, actor).await }));
    let sent = sent.await?;
    let line = |one: Sealed| {
        let case = OwnCase::of(&caller.call, &sent, one.id)?;
        Ok(DossierLine { case, ..DossierLine::of(one) })
    };
    let mut lines = all.into_iter().map(line).collect::<Result<Vec<DossierLine>>>()?;
    lines.sort_by_key(|one| std::cmp::Reverse((one.sealed_at.0, one.id)));
    let place = |one: &DossierLine| Cursor::at(one.sealed_at.0, one.id).falling();
    Ok(ok(&Items::page(lines, &page, place)))
}

/// Fetch a dossier: `{id}.json` is the signed file that anybody can check, `{id}.pdf` its paper with that file in it. Its trainee's alone
/// until it is sent; for the authority to which it was sent it opens the case.
#[utoipa::path(get, path = "/api/v1/dossiers/{file}", tag = "dossiers",
    params(("file" = String, Path, description = "The dossier's id with `.json` or `.pdf`."),
        ("lang" = Option<String>, Query, description = "Of a paper: `da`, `nb`, `nn` or `en`; the authority's when none is named.")),
    responses((status = 200, content_type = "application/json"), (status = 200, content_type = "application/pdf")))]
pub(crate) async fn fetch(
    State(app): State<App>,
    caller: Caller,
    At(file): At<String>,
    query: Query,
) -> Result<Response> {
    let (id, ending) = file.split_once('.').ok_or(Refusal::NotFound)?;
    let id = id.parse().map_err(|_| Refusal::NotFound)?;
    let lang = query.one_of("lang", &Lang::ALL.map(|lang| (lang.code(), lang)))?;
    let dossier = known(&app, id).await?;
    // What is not there opens no case.
    if !["json", "pdf"].contains(&ending) {
        return Err(Refusal::NotFound.into());
    }
    spoken_in(&app, &dossier, lang)?;
    if dossier.trainee != caller.call.actor {
        cases::open_for_dossier(&caller.call, &dossier, caller.actor.scope).await?;
    }
    match ending {
        "json" => file_of(&app, id).await,
        "pdf" => paper_in(&app, id, lang).await,
        _ => Err(Refusal::NotFound.into()),
    }
}

/// A dossier's file as an attachment.
pub(in crate::dossiers) async fn as_file(app: &App, caller: &Caller, id: DossierId) -> Result<Response> {
    dossiers::open(&caller.call, id).await?;
    file_of(app, id).await
}

/// The same for whoever was let in elsewhere.
pub(crate) async fn file_of(app: &App, id: DossierId) -> Result<Response> {
    let file = dossiers::file(app, id).await?;
    given(app, &known(app, id).await?, file, ("", "json", FILE_TYPE))
}

async fn known(app: &App, id: DossierId) -> Result<Sealed> {
    let found = door::read(app, move |c| Box::pin(dossiers::find(c, id))).await?;
    found.ok_or_else(|| Refusal::NotFound.into())
}

/// A dossier's paper as an attachment.
pub(in crate::dossiers) async fn as_paper(
    app: &App,
    caller: &Caller,
    id: DossierId,
    lang: Option<Lang>,
) -> Result<Response> {
    dossiers::open(&caller.call, id).await?;
    paper_in(app, id, lang).await
}

/// The same for whoever was let in elsewhere; in the authority's language when none is named.
pub(crate) async fn paper_in(app: &App, id: DossierId, lang: Option<Lang>) -> Result<Response> {
    let dossier = known(app, id).await?;
    if !Press::SETS {
        return Err(Refusal::NotFound.into());
    }
    let spoken = spoken_in(app, &dossier, lang)?;
    let lang = lang.or(spoken.first().copied()).unwrap_or(app.lang);
    let end = format!("-{}", lang.code());
    given(app, &dossier, dossiers::paper_of(app, id, lang).await?, (&end, "pdf", PAPER_TYPE))
}

/// The languages in which there is a paper of it; the one that is asked for must be among them.
fn spoken_in(app: &App, dossier: &Sealed, lang: Option<Lang>) -> Result<Vec<Lang>> {
    let spoken = schemes::spoken(app.scheme(&dossier.scheme)?);
    if lang.is_some_and(|lang| !spoken.contains(&lang)) {
        return Err(Error::field("lang", WrongField::Unknown));
    }
    Ok(spoken)
}

/// A file of a dossier, named after what it is; without one, whoever asks shall come again.
fn given(
    app: &App,
    dossier: &Sealed,
    file: Option<Vec<u8>>,
    (more, ending, media): (&str, &str, &str),
) -> Result<Response> {
    let Some(file) = file else {
        return Ok(Problem::of_status(StatusCode::SERVICE_UNAVAILABLE).retry_after(1).into_response());
    };
    let day = dossier.at().day_in(app.world.zone());
    // The end of its id tells apart what two people, or one person twice, sealed on a day.
    let id = dossier.id.uuid().simple().to_string();
    let name = format!("attest-{}-{day}-{}{more}.{ending}", dossier.kind, &id[id.len() - 6..]);
    Ok(attachment(&name, media, file.len() as u64, Body::from(file))?)
}
