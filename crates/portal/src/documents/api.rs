//! JSON doors to documents on record.

use axum::{
    body::Body,
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use base::{Day, DocumentId, PersonId, PlanId, ProgrammeId};
use domain::{access::Role, refusal::Problem as Wrong, text::Comment};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    self as documents, AddDocument, Document, FILE, Listed, Sight, Stands, UnverifyDocument, Upload,
    VerifyDocument, WithdrawDocument, file_name, list, open,
};
use crate::{
    access::Unseen,
    api::{
        Asked, At, Cursor, Date, FromBody, Items, Person, Query, Reader, Time, attachment, code, created,
        gone, key, ok, once, parsed, said, string,
    },
    door::Caller,
    error::Result,
    portal::App,
};

/// A document about to be put on record, as `multipart/form-data`.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it describes what is read below")]
pub(crate) struct NewDocument {
    /// PDF, JPEG or PNG by its content, at most 20 MB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// What it is: one of the scheme's kinds (`agreement`, `addendum`, `other` …).
    kind: String,
    /// Of a document that attests time: the code of the time element, in a plan of the programme; with neither programme nor plan the
    /// first of one's live plans that has it.
    requirement: Option<String>,
    /// The plan of that time element, whose programme the document then belongs to.
    #[schema(value_type = Option<Uuid>)]
    plan: Option<PlanId>,
    /// To which programme it belongs; left out: that of the time element, else the present one, or the last.
    #[schema(value_type = Option<Uuid>)]
    programme: Option<ProgrammeId>,
    /// The day on it.
    #[schema(value_type = Option<String>, format = Date)]
    on_date: Option<Day>,
}

/// What is read of the fields beside the file.
struct Beside {
    kind: String,
    requirement: Option<String>,
    plan: Option<PlanId>,
    programme: Option<ProgrammeId>,
    on: Option<Day>,
}

impl FromBody for Beside {
    fn read(reader: &mut Reader) -> Option<Self> {
        let kind = reader.need("kind", string);
        let requirement = reader.may("requirement", code);
        let (plan, programme) = (reader.may("plan", parsed), reader.may("programme", parsed));
        let on = reader.maybe_done_on("on_date");
        Some(Self { kind: kind?, requirement, plan, programme, on })
    }
}

/// A document that was put on record.
#[derive(Serialize, ToSchema)]
pub(crate) struct DocumentMade {
    id: Uuid,
    /// Claimed until somebody entitled has seen the original.
    #[schema(value_type = String)]
    state: &'static str,
    /// SHA-256 of the file, in hex.
    digest: String,
}

/// Put a document on one's own record.
#[utoipa::path(post, path = "/api/v1/documents", tag = "documents",
    request_body(content = NewDocument, content_type = "multipart/form-data"), responses((status = 201, body = DocumentMade)))]
pub(crate) async fn add(caller: Caller, request: Request) -> Result<Response> {
    let target = format!("{} {}", request.method(), request.uri().path());
    let upload = match Upload::read(&caller.call, request).await {
        Ok(upload) => upload,
        Err(problem) => return Ok(problem.into_response()),
    };
    let pairs = upload.fields.iter().filter(|(_, value)| !value.is_empty());
    let pairs: Vec<(String, Value)> =
        pairs.map(|(name, value)| (name.clone(), Value::String(value.clone()))).collect();
    let mut whole = serde_json::to_vec(&pairs).expect("pairs of text are JSON");
    let mut reader = Reader::of(pairs, caller.call.today);
    let beside = Beside::read(&mut reader);
    let file = match upload.file {
        None => reader.refuse(FILE, &Wrong::Required),
        Some((name, filed)) => {
            let named = filed.and_then(|filed| Ok((file_name(&name, filed.media)?, filed)));
            match named {
                Ok(named) => Some(named),
                Err(why) => reader.refuse(FILE, &why),
            }
        }
    };
    if let Err(problem) = reader.finish() {
        return Ok(problem.into_response());
    }
    let (Beside { kind, requirement, plan, programme, on }, (name, filed)) =
        (beside.expect("what is wrong was noted"), file.expect("what is wrong was noted"));
    whole.extend(filed.digest);
    let key = match key(&upload.headers, &target, &whole.into()) {
        Ok(key) => key,
        Err(problem) => return Ok(problem.into_response()),
    };
    let work = AddDocument { call: caller.call.clone(), programme, kind, requirement, plan, name, on, filed };
    let answer = move |id: DocumentId| {
        created(&DocumentMade { id: id.uuid(), state: "claimed", digest: hex::encode(filed.digest) })
    };
    once(&caller, key, work, answer).await
}

/// Who has seen the original.
#[derive(Serialize, ToSchema)]
pub(crate) struct VerifiedLine {
    by: Person,
    #[schema(value_type = String)]
    role: Role,
    at: Time,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
}

/// A document on record.
#[derive(Serialize, ToSchema)]
pub(crate) struct DocumentLine {
    id: Uuid,
    programme: Uuid,
    /// What it is, as the scheme calls it.
    kind: String,
    /// The code of the time that it attests.
    #[serde(skip_serializing_if = "Option::is_none")]
    requirement: Option<String>,
    /// The file's name.
    name: String,
    /// `application/pdf`, `image/jpeg` or `image/png`.
    media_type: String,
    bytes: u64,
    /// SHA-256 of the file, in hex.
    digest: String,
    /// The day on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    on_date: Option<Date>,
    added_at: Time,
    /// `claimed`, `verified`, `unverified` (that the original was seen was taken back: it is claimed as before) or `withdrawn`.
    #[schema(value_type = String)]
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    verified: Option<VerifiedLine>,
    /// Who took back that the original was seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    unverified: Option<VerifiedLine>,
    /// Whether the same file stands on another trainee's record; left out for those who do not rely on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    same_file_elsewhere: Option<bool>,
}

impl DocumentLine {
    fn of(one: Listed) -> Result<Self> {
        let Listed { document, elsewhere, .. } = one;
        let sight = |seen: Sight| -> Result<Option<VerifiedLine>> {
            let role = seen.role.parse().map_err(anyhow::Error::from)?;
            let by = Person::new(seen.by, seen.name);
            Ok(Some(VerifiedLine { by, role, at: Time(seen.at), comment: seen.comment }))
        };
        let (state, verified, unverified) = match document.stands {
            Stands::Claimed => ("claimed", None, None),
            Stands::Withdrawn { .. } => ("withdrawn", None, None),
            Stands::Verified(seen) => ("verified", sight(seen)?, None),
            Stands::Unverified(back) => ("unverified", None, sight(back)?),
        };
        Ok(Self {
            id: document.id.uuid(),
            programme: document.programme.uuid(),
            kind: document.kind,
            requirement: document.attests.map(|of| of.code),
            name: document.name,
            media_type: document.media,
            bytes: document.bytes,
            digest: hex::encode(document.digest),
            on_date: document.on.map(Date),
            added_at: Time(document.added_at),
            state,
            verified,
            unverified,
            same_file_elsewhere: elsewhere,
        })
    }
}

/// Documents on record, the newest first: one's own, or those of a trainee that one may see.
#[utoipa::path(get, path = "/api/v1/documents", tag = "documents",
    params(("trainee" = Option<Uuid>, Query), ("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Items<DocumentLine>)))]
pub(crate) async fn documents(caller: Caller, query: Query) -> Result<Response> {
    let page = query.page()?;
    let trainee = query.id::<PersonId>("trainee")?.unwrap_or(caller.call.actor);
    let listed = list(&caller.call, trainee).await?;
    let lines: Vec<DocumentLine> = listed.into_iter().map(DocumentLine::of).collect::<Result<_>>()?;
    let place = |one: &DocumentLine| Cursor::at(one.added_at.0, one.id).falling();
    Ok(ok(&Items::page(lines, &page, place)))
}

/// A doctor whose documents wait for somebody to see their originals.
#[derive(Serialize, ToSchema)]
pub(crate) struct UnseenLine {
    trainee: Person,
    /// How many documents wait.
    count: i64,
    /// Since when the first of them has.
    since: Time,
}

/// Whose documents wait for the caller to see their originals, those who have waited longest first. It is logged.
#[utoipa::path(get, path = "/api/v1/documents/unseen", tag = "documents",
    params(("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Items<UnseenLine>)))]
pub(crate) async fn unseen(caller: Caller, query: Query) -> Result<Response> {
    let page = query.page()?;
    let after =
        page.after.as_ref().and_then(|after| Some((after.moment().ok()?, PersonId::from_uuid(after.id))));
    let (all, next) = documents::unseen(&caller.call, after, page.limit).await?;
    let line = |one: Unseen| UnseenLine {
        trainee: Person::new(one.trainee, one.name),
        count: one.count,
        since: Time(one.since),
    };
    let next = next.map(|(since, trainee)| Cursor::at(since, trainee.uuid()).text());
    Ok(ok(&Items { items: all.into_iter().map(line).collect(), next }))
}

/// Fetch a document: always as an attachment, in an answer that runs nothing.
#[utoipa::path(get, path = "/api/v1/documents/{id}", tag = "documents", params(("id" = Uuid, Path)),
    responses((status = 200, content_type = "application/pdf")))]
pub(crate) async fn document(
    State(app): State<App>,
    caller: Caller,
    At(document): At<DocumentId>,
) -> Result<Response> {
    let found = open(&caller.call, document).await?;
    Ok(as_attachment(&app, &found).await?)
}

/// A document as an attachment in a sandbox.
pub(super) async fn as_attachment(app: &App, found: &Document) -> anyhow::Result<Response> {
    let body = Body::from_stream(app.files.read(&found.digest).await?);
    attachment(&found.name, &found.media, found.bytes, body)
}

/// What whoever has seen the original says.
#[derive(ToSchema)]
pub(crate) struct Seen {
    #[schema(value_type = Option<String>, max_length = 2000)]
    comment: Option<Comment>,
}

impl FromBody for Seen {
    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self { comment: reader.comment("comment") })
    }
}

/// What a document is now.
#[derive(Serialize, ToSchema)]
pub(crate) struct DocumentState {
    id: Uuid,
    #[schema(value_type = String)]
    state: &'static str,
}

/// Say that one has seen a document's original.
#[utoipa::path(post, path = "/api/v1/documents/{id}/verify", tag = "documents", params(("id" = Uuid, Path)),
    request_body = Seen, responses((status = 200, body = DocumentState)))]
pub(crate) async fn verify(
    caller: Caller,
    At(document): At<DocumentId>,
    asked: Asked<Seen>,
) -> Result<Response> {
    let work = VerifyDocument { call: caller.call.clone(), document, comment: asked.body.comment };
    let answer = move |_| said(StatusCode::OK, &DocumentState { id: document.uuid(), state: "verified" });
    once(&caller, asked.key, work, answer).await
}

/// Why it is taken back that an original was seen.
#[derive(ToSchema)]
pub(crate) struct TakenBack {
    #[schema(value_type = String, max_length = 2000)]
    comment: Comment,
}

impl FromBody for TakenBack {
    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self { comment: reader.needed_comment("comment")? })
    }
}

/// Take back that a document's original was seen, with the reason: it waits as before for somebody to see it.
#[utoipa::path(post, path = "/api/v1/documents/{id}/unverify", tag = "documents", params(("id" = Uuid, Path)),
    request_body = TakenBack, responses((status = 200, body = DocumentState)))]
pub(crate) async fn unverify(
    caller: Caller,
    At(document): At<DocumentId>,
    asked: Asked<TakenBack>,
) -> Result<Response> {
    let work = UnverifyDocument { call: caller.call.clone(), document, comment: asked.body.comment };
    let answer = move |_| said(StatusCode::OK, &DocumentState { id: document.uuid(), state: "unverified" });
    once(&caller, asked.key, work, answer).await
}

/// Take back a document that nobody has verified. It counts no more, nobody else opens it, and its file goes, unless a sealed dossier
/// names it; it stays in one's own list as withdrawn.
#[utoipa::path(delete, path = "/api/v1/documents/{id}", tag = "documents", params(("id" = Uuid, Path)),
    responses((status = 204)))]
pub(crate) async fn withdraw(
    State(app): State<App>,
    caller: Caller,
    At(document): At<DocumentId>,
) -> Result<Response> {
    app.does(WithdrawDocument { call: caller.call.clone(), document }).await?;
    Ok(gone())
}
