//! Attesting: a request, several requests, unasked; and the proof that it stands in the ledger.

use axum::{http::StatusCode, response::Response};
use base::{Day, DocumentId, PlanId, SignOffId};
use domain::{access::Role, refusal::Refusal, signoff::BATCH_MAX, text::Comment};
use futures_util::{StreamExt as _, stream};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    api::{Asked, At, FromBody, Reader, code, created, each, once, parsed, said, sent, string},
    door::{self, Caller},
    error::{Error, Result},
    repeats::{self, Answer, Key, Once},
    signoff::{Attest, AttestUnasked, Attested, Credit},
    training,
};

/// What an attestation certifies besides what it is about.
#[derive(Serialize, ToSchema)]
pub(crate) struct Certified {
    /// Absence was under so many percent.
    absence_below_percent: u8,
}

impl Certified {
    pub(super) fn of(absence_below_percent: Option<u8>) -> Option<Self> {
        absence_below_percent.map(|absence_below_percent| Self { absence_below_percent })
    }
}

/// An attestation.
#[derive(Serialize, ToSchema)]
pub(crate) struct AttestationMade {
    id: Uuid,
    plan: Uuid,
    /// The requirement's code.
    requirement: String,
    /// The requirement's state now.
    #[schema(value_type = String)]
    state: &'static str,
    /// For how many times it vouches.
    count: u32,
    /// Of time: what whoever attested it certifies.
    #[serde(skip_serializing_if = "Option::is_none")]
    certifies: Option<Certified>,
    /// The role it was made in.
    #[schema(value_type = String)]
    role: Role,
    /// The leader for whom a delegate made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    on_behalf_of: Option<Uuid>,
}

impl AttestationMade {
    fn of(made: Attested) -> Self {
        Self {
            id: made.id.uuid(),
            plan: made.plan.uuid(),
            requirement: made.code,
            state: made.after.standing.state.code(),
            count: made.count,
            certifies: Certified::of(made.absence_below_percent),
            role: made.role,
            on_behalf_of: made.on_behalf_of.map(|leader| leader.uuid()),
        }
    }
}

/// Words that may stand with an attestation.
#[derive(ToSchema)]
pub(crate) struct Words {
    #[schema(value_type = Option<String>, max_length = 2000)]
    comment: Option<Comment>,
}

impl FromBody for Words {
    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self { comment: reader.comment("comment") })
    }
}

/// Attest a request.
#[utoipa::path(post, path = "/api/v1/sign-offs/{id}/attest", tag = "signoff", params(("id" = Uuid, Path)),
    request_body = Words, responses((status = 201, body = AttestationMade)))]
pub(crate) async fn attest(caller: Caller, At(id): At<SignOffId>, asked: Asked<Words>) -> Result<Response> {
    let work = Attest { call: caller.call.clone(), request: id, comment: asked.body.comment };
    once(&caller, asked.key, work, |made| created(&AttestationMade::of(made))).await
}

/// An attestation that nobody asked for.
#[derive(ToSchema)]
pub(crate) struct NewAttestation {
    #[schema(value_type = Uuid)]
    plan: PlanId,
    /// The requirement's code.
    requirement: String,
    /// Of an activity that is counted: for how many times. Left out: for what is registered and not signed, and where there is nothing,
    /// for all that is required.
    #[schema(minimum = 1, maximum = 999)]
    count: Option<u32>,
    #[schema(value_type = Option<String>, max_length = 2000)]
    comment: Option<Comment>,
}

impl FromBody for NewAttestation {
    fn read(reader: &mut Reader) -> Option<Self> {
        let (plan, requirement) = (reader.need("plan", parsed), reader.need("requirement", code));
        let (count, comment) = (reader.maybe_count("count"), reader.comment("comment"));
        Some(Self { plan: plan?, requirement: requirement?, count, comment })
    }
}

/// Attest unasked. Where the policies let a leader mark an activity as fulfilled on behalf of the trainee, it is marked.
#[utoipa::path(post, path = "/api/v1/attestations", tag = "signoff", request_body = NewAttestation,
    responses((status = 201, body = AttestationMade)))]
pub(crate) async fn attest_unasked(caller: Caller, asked: Asked<NewAttestation>) -> Result<Response> {
    let NewAttestation { plan, requirement, count, comment } = asked.body;
    let named = vec![("requirement".into(), requirement.clone())];
    let work = AttestUnasked { call: caller.call.clone(), plan, code: requirement, count, comment };
    let done = once(&caller, asked.key, work, |made| created(&AttestationMade::of(made))).await;
    training::with_codes(&caller.call, plan, named, done).await
}

/// A requirement that was achieved before.
#[derive(ToSchema)]
pub(crate) struct NewCredit {
    #[schema(value_type = Uuid)]
    plan: PlanId,
    /// The requirement's code.
    requirement: String,
    /// The document on the trainee's record that it rests on.
    #[schema(value_type = Uuid)]
    document: DocumentId,
    /// When it was achieved.
    #[schema(value_type = String, format = Date)]
    completed_on: Day,
    #[schema(value_type = Option<String>, max_length = 2000)]
    comment: Option<Comment>,
}

impl FromBody for NewCredit {
    fn read(reader: &mut Reader) -> Option<Self> {
        let (plan, requirement) = (reader.need("plan", parsed), reader.need("requirement", code));
        let (document, completed_on) = (reader.need("document", parsed), reader.done_on("completed_on"));
        let comment = reader.comment("comment");
        Some(Self {
            plan: plan?,
            requirement: requirement?,
            document: document?,
            completed_on: completed_on?,
            comment,
        })
    }
}

/// Register that a requirement was achieved before: abroad, under older rules, or as merit. It stays marked as such.
#[utoipa::path(post, path = "/api/v1/credits", tag = "signoff", request_body = NewCredit,
    responses((status = 201, body = AttestationMade)))]
pub(crate) async fn credit(caller: Caller, asked: Asked<NewCredit>) -> Result<Response> {
    let NewCredit { plan, requirement, document, completed_on, comment } = asked.body;
    let named = vec![("requirement".into(), requirement.clone())];
    let work = Credit { call: caller.call.clone(), plan, code: requirement, document, completed_on, comment };
    let done = once(&caller, asked.key, work, |made| created(&AttestationMade::of(made))).await;
    training::with_codes(&caller.call, plan, named, done).await
}

/// What was sent where an id belongs: nothing has it, and the others of a batch are attested all the same.
type NoId = String;

/// Requests to be attested at once.
#[derive(ToSchema)]
pub(crate) struct Batch {
    #[schema(value_type = Vec<Uuid>, min_items = 1, max_items = 200)]
    ids: Vec<Result<SignOffId, NoId>>,
    #[schema(value_type = Option<String>, max_length = 2000)]
    comment: Option<Comment>,
}

impl FromBody for Batch {
    fn read(reader: &mut Reader) -> Option<Self> {
        let ids = reader.need("ids", |value| each(value, BATCH_MAX, maybe_id));
        let comment = reader.comment("comment");
        Some(Self { ids: ids?, comment })
    }
}

fn maybe_id(value: Value) -> Result<Result<SignOffId, NoId>, &'static str> {
    let text = string(value)?;
    Ok(text.parse().map_err(|_| text))
}

/// What became of each request.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it describes what is written below")]
pub(crate) struct BatchAnswer {
    items: Vec<BatchLine>,
}

/// What became of one request.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it describes what is written below")]
pub(crate) struct BatchLine {
    /// As it was sent, also what is no id.
    id: String,
    /// The status that attesting it alone would have had.
    status: u16,
    /// Why not.
    refusal: Option<String>,
    /// Of 422: the reason per field.
    fields: Option<std::collections::BTreeMap<String, String>>,
    attestation: Option<AttestationMade>,
}

/// How many of a batch are under way at once.
const AT_ONCE: usize = 16;

/// Attest several requests. Each stands by itself: the answer says of each what became of it.
///
/// With a key they are attested once; the same request meanwhile is 409 `in_flight`.
#[utoipa::path(post, path = "/api/v1/sign-offs/attest", tag = "signoff", request_body = Batch,
    responses((status = 200, body = BatchAnswer)))]
pub(crate) async fn attest_batch(caller: Caller, asked: Asked<Batch>) -> Result<Response> {
    let Asked { body: Batch { ids, comment }, key } = asked;
    let one = |id: Result<SignOffId, NoId>| {
        let part = id.as_ref().ok().and_then(|id| key.as_ref().map(|key| key.part(&id.to_string())));
        attest_one(&caller, part, id, comment.clone())
    };
    let all = async {
        let items: Vec<Result<Value>> = stream::iter(ids).map(one).buffered(AT_ONCE).collect().await;
        let items: Vec<Value> = items.into_iter().collect::<Result<_>>()?;
        Ok(said(StatusCode::OK, &json!({ "items": items })))
    };
    Ok(sent(repeats::once_for_all(&caller.call, key.as_ref(), all).await?))
}

async fn attest_one(
    caller: &Caller,
    key: Option<Key>,
    id: Result<SignOffId, NoId>,
    comment: Option<Comment>,
) -> Result<Value> {
    let id = match id {
        Ok(id) => id,
        Err(text) => return Ok(refused_one(&json!(text), Refusal::NotFound.into())),
    };
    let call = caller.call.clone();
    let work = Attest { call: call.clone(), request: id, comment };
    let answer = |made| created(&AttestationMade::of(made));
    match caller.call.portal.does(Once { call, key, work, answer }).await {
        Ok(Answer { status, body }) => {
            let made: Value = serde_json::from_slice(&body).map_err(anyhow::Error::from)?;
            Ok(json!({ "id": id, "status": status, "attestation": made }))
        }
        Err(Error::Fault(fault)) => Err(fault.into()),
        Err(refused @ Error::Refused(Refusal::KeyReused)) => Err(refused),
        Err(refused) => Ok(refused_one(&json!(id), refused)),
    }
}

fn refused_one(id: &Value, why: Error) -> Value {
    let problem = door::problem(why);
    let mut line = json!({ "id": id, "status": problem.status.as_u16(), "refusal": problem.refusal });
    if !problem.fields.is_empty() {
        line["fields"] = json!(problem.fields);
    }
    for (name, fact) in problem.facts {
        line[name] = fact;
    }
    line
}
