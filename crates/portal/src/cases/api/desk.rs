//! The authority's doors: the desk, a case with its files, a question, a decision.

use axum::{body::Body, extract::State as Shared, http::StatusCode, response::Response};
use base::{CaseId, Day, DocumentId, DossierId};
use domain::{refusal::Refusal, text::Comment};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use web::Lang;

use super::{
    super::{AskBack, Case, Decide, Held, Place, Which, listed, open, open_for, readable_until, sought},
    CaseEvent,
};
use crate::{
    api::{
        Asked, At, Cursor, Date, FromBody, Items, Person, Query, Reader, Time, attachment, code, day,
        how_many, ok, once, said, yes_or_no,
    },
    door::Caller,
    dossiers,
    error::Result,
    portal::App,
    repeats::Answer,
};

/// The most cases that are found at once.
const FOUND_MAX: usize = 50;

/// A case on the desk.
#[derive(Serialize, ToSchema)]
pub(crate) struct CaseLine {
    id: Uuid,
    /// What people call it: `2026-0012`, counted by scheme and year.
    number: String,
    /// What is applied for.
    kind: String,
    trainee: Person,
    /// SHA-256 of the first dossier's file, in hex.
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<String>,
    sent_at: Time,
    /// `sent`, `open`, `asked`, `supplemented`, `granted` or `refused`.
    #[schema(value_type = String)]
    state: &'static str,
    /// Since when some of it is on its way to the authority's own system; left out: it is there, or waits on the desk.
    #[serde(skip_serializing_if = "Option::is_none")]
    delivering_since: Option<Time>,
}

impl CaseLine {
    fn of(case: &Case) -> Self {
        let sent = &case.sent;
        Self {
            id: sent.id.uuid(),
            number: sent.number.clone(),
            kind: sent.kind.clone(),
            trainee: Person::new(sent.trainee, sent.trainee_name.clone()),
            digest: sent.digest.as_ref().map(hex::encode),
            sent_at: Time(sent.sent_at),
            state: case.state().code(),
            delivering_since: case.delivering_since().map(Time),
        }
    }
}

/// Where a page of the desk goes on.
pub(in crate::cases) fn cursor((at, id): Place) -> Cursor {
    Cursor::at(at, id.uuid())
}

/// The place that a cursor names.
pub(in crate::cases) fn place(cursor: &Cursor) -> Option<Place> {
    let at = cursor.moment().ok()?;
    Some((at, CaseId::from_uuid(cursor.id)))
}

/// What was sent to the authority: those that wait, the oldest first; those decided, the newest first; or, newest first, those whose
/// applicant or number fits the words of `q`. It is logged.
#[utoipa::path(get, path = "/api/v1/cases", tag = "cases",
    params(("show" = Option<String>, Query, description = "`waiting` (what it is when left out) or `decided`."),
        ("q" = Option<String>, Query, description = "A part of the applicant's name, or the end of the case's number; then `show` says nothing."),
        ("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Items<CaseLine>)))]
pub(crate) async fn cases(caller: Caller, query: Query) -> Result<Response> {
    let page = query.page()?;
    let decided = query.one_of("show", &[("waiting", false), ("decided", true)])?.unwrap_or(false);
    let words = query.words("q")?;
    let which = match (words.is_empty(), decided) {
        (false, _) => Which::Fits(words),
        (true, true) => Which::Decided,
        (true, false) => Which::Waiting,
    };
    let after = page.after.as_ref().and_then(place);
    let found = listed(&caller.call, which, after, page.limit).await?;
    let items = found.all.iter().map(CaseLine::of).collect();
    Ok(ok(&Items { items, next: found.next.map(|place| cursor(place).text()) }))
}

/// What is looked for.
#[derive(ToSchema)]
pub(crate) struct Sought {
    /// A name, the end of a case's number, or a national number: that one stands in no address.
    q: String,
}

impl FromBody for Sought {
    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self { q: reader.need("q", code)? })
    }
}

/// The cases that fit a name, a case's number, or an applicant's national number, the newest first, at most 50. It is logged.
#[utoipa::path(post, path = "/api/v1/cases/find", tag = "cases", request_body = Sought,
    responses((status = 200, body = Items<CaseLine>)))]
pub(crate) async fn find(caller: Caller, asked: Asked<Sought>) -> Result<Response> {
    let which = sought(&caller.call, &asked.body.q).await?;
    let found = listed(&caller.call, which, None, FOUND_MAX).await?;
    Ok(ok(&Items { items: found.all.iter().map(CaseLine::of).collect(), next: None }))
}

/// A case, whole.
#[derive(Serialize, ToSchema)]
pub(crate) struct WholeCase {
    #[serde(flatten)]
    line: CaseLine,
    /// Its dossiers, the first first: fetch each with `.json` or `.pdf`.
    dossiers: Vec<Uuid>,
    /// What happened, the first first.
    events: Vec<CaseEvent>,
    /// The last day on which the authority opens its dossiers and documents, once it is decided: then they are 409 `shut`.
    #[serde(skip_serializing_if = "Option::is_none")]
    readable_until: Option<Date>,
}

/// Open a case. From now on its trainee cannot take it back. It is logged. A token that only reads opens what was opened before.
#[utoipa::path(get, path = "/api/v1/cases/{id}", tag = "cases", params(("id" = Uuid, Path)),
    responses((status = 200, body = WholeCase)))]
pub(crate) async fn case(caller: Caller, At(id): At<CaseId>) -> Result<Response> {
    let case = open(&caller.call, id, caller.actor.scope).await?;
    Ok(ok(&WholeCase {
        line: CaseLine::of(&case),
        dossiers: case.dossiers().into_iter().map(DossierId::uuid).collect(),
        events: case.events.iter().map(CaseEvent::of).collect(),
        readable_until: readable_until(&caller.call, &case)?.map(Date),
    }))
}

/// Fetch a dossier of a case: `{id}.json`, the signed file, or `{id}.pdf`, its paper.
#[utoipa::path(get, path = "/api/v1/cases/{id}/dossiers/{file}", tag = "cases",
    params(("id" = Uuid, Path), ("file" = String, Path, description = "The dossier's id with `.json` or `.pdf`."),
        ("lang" = Option<String>, Query)),
    responses((status = 200, content_type = "application/json"), (status = 200, content_type = "application/pdf")))]
pub(crate) async fn dossier(
    Shared(app): Shared<App>,
    caller: Caller,
    At((id, file)): At<(CaseId, String)>,
    query: Query,
) -> Result<Response> {
    let (dossier, ending) = file.split_once('.').ok_or(Refusal::NotFound)?;
    let dossier: DossierId = dossier.parse().map_err(|_| Refusal::NotFound)?;
    let lang = query.one_of("lang", &Lang::ALL.map(|lang| (lang.code(), lang)))?;
    // What is not there opens no case.
    if !["json", "pdf"].contains(&ending) {
        return Err(Refusal::NotFound.into());
    }
    open_for(&caller.call, id, Held::Dossier(dossier), caller.actor.scope).await?;
    match ending {
        "json" => dossiers::file_of(&app, dossier).await,
        "pdf" => dossiers::paper_in(&app, dossier, lang).await,
        _ => Err(Refusal::NotFound.into()),
    }
}

/// Fetch a document that a dossier of the case names: always as an attachment, in an answer that runs nothing.
#[utoipa::path(get, path = "/api/v1/cases/{id}/documents/{document}", tag = "cases",
    params(("id" = Uuid, Path), ("document" = Uuid, Path)), responses((status = 200, content_type = "application/pdf")))]
pub(crate) async fn document(
    Shared(app): Shared<App>,
    caller: Caller,
    At((id, document)): At<(CaseId, DocumentId)>,
) -> Result<Response> {
    let case = open_for(&caller.call, id, Held::Document(document), caller.actor.scope).await?;
    document_of(&app, &case, document).await
}

/// A document that a dossier of the case names, as it was then.
pub(in crate::cases) async fn document_of(app: &App, case: &Case, document: DocumentId) -> Result<Response> {
    let dossier = dossiers::last_naming(app, document, case.dossiers()).await?.ok_or(Refusal::NotFound)?;
    let content = dossiers::content_of(app, dossier).await?;
    let named = content.documents.into_iter().find(|one| one.id == document);
    let found = named.ok_or_else(|| anyhow::anyhow!("the dossier {dossier} does not name {document}"))?;
    let digest = hex::decode(&found.sha256).map_err(anyhow::Error::from)?;
    let digest = digest.try_into().map_err(|_| anyhow::anyhow!("a digest of another length"))?;
    let body = Body::from_stream(app.files.read(&digest).await?);
    Ok(attachment(&found.name, &found.media, found.bytes, body)?)
}

/// A question.
#[derive(ToSchema)]
pub(crate) struct Question {
    #[schema(value_type = String, max_length = 2000)]
    comment: Comment,
}

impl FromBody for Question {
    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self { comment: reader.needed_comment("comment")? })
    }
}

/// Where a case stands now.
#[derive(Serialize, ToSchema)]
pub(crate) struct CaseState {
    id: Uuid,
    #[schema(value_type = String)]
    state: &'static str,
}

fn stands(id: CaseId, state: &'static str) -> Answer {
    said(StatusCode::OK, &CaseState { id: id.uuid(), state })
}

/// Ask the applicant.
#[utoipa::path(post, path = "/api/v1/cases/{id}/question", tag = "cases", params(("id" = Uuid, Path)),
    request_body = Question, responses((status = 200, body = CaseState)))]
pub(crate) async fn question(caller: Caller, At(id): At<CaseId>, asked: Asked<Question>) -> Result<Response> {
    let work = AskBack { call: caller.call.clone(), case: id, comment: asked.body.comment };
    once(&caller, asked.key, work, move |()| stands(id, "asked")).await
}

/// A decision.
#[derive(ToSchema)]
pub(crate) struct Decision {
    granted: bool,
    /// How many `events` the case had when whoever decides saw it: 409 `changed` when more has happened since. Left out: as it now stands.
    seen: Option<u32>,
    /// Whether whoever decides knows that something in it was annulled or taken back since (`holds` of the check); `false`: 409 `changed` when
    /// something was, and it is to be granted. Left out: however it is.
    fell: Option<bool>,
    /// The day of it: from the day it was sent until today.
    #[schema(value_type = String, format = Date)]
    on: Day,
    /// Needed when it is not granted.
    #[schema(value_type = Option<String>, max_length = 2000)]
    comment: Option<Comment>,
}

impl FromBody for Decision {
    fn read(reader: &mut Reader) -> Option<Self> {
        let (granted, on) = (reader.need("granted", yes_or_no), reader.need("on", day));
        let (seen, fell) = (reader.may("seen", how_many), reader.may("fell", yes_or_no));
        let comment = reader.comment("comment");
        Some(Self { granted: granted?, seen, fell, on: on?, comment })
    }
}

/// Decide. It is final here, and the applicant is told.
#[utoipa::path(post, path = "/api/v1/cases/{id}/decision", tag = "cases", params(("id" = Uuid, Path)),
    request_body = Decision, responses((status = 200, body = CaseState)))]
pub(crate) async fn decision(caller: Caller, At(id): At<CaseId>, asked: Asked<Decision>) -> Result<Response> {
    let Decision { granted, seen, fell, on, comment } = asked.body;
    let seen = seen.map(|seen| seen as usize);
    let work = Decide { call: caller.call.clone(), case: id, granted, seen, fell, on, comment };
    once(&caller, asked.key, work, move |()| stands(id, if granted { "granted" } else { "refused" })).await
}
