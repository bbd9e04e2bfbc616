//! What anybody may ask without log-in: whether a file is genuine, and which keys count.

use ::web::Problem;
use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use base::{ActId, AttestationId, PersonId};
use credential::Form;
use domain::act::What;
use sealed::Checked;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::{self as dossiers, FILE_BYTES_MAX, NotTakenIn, Verdict, take_in, verdict};
use crate::{
    api::{Date, Time, ok, open_to_all},
    credentials::{self, Annulled, CredentialLine},
    error::Result,
    portal::App,
};

/// What was found about a file.
#[derive(Default, Serialize, ToSchema)]
pub(crate) struct Found {
    /// Whether it is genuine, unchanged, and its result follows from what it encloses.
    genuine: bool,
    /// Why not, in English, for machines and their keepers.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    /// Whose it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    holder: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sealed_at: Option<Time>,
    /// Whether all that the authority asks for was there when it was sealed.
    #[serde(skip_serializing_if = "Option::is_none")]
    complete: Option<bool>,
    /// Whether nothing that counts in it was annulled or taken back since, as far as this portal knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    holds: Option<bool>,
    /// The documents that their doctor took back since, or of which it was taken back that the original was seen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    documents_taken_back: Vec<Uuid>,
    /// It is a demonstration and proves nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    demo: Option<bool>,
    /// Every requirement, counted again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    requirements: Vec<FoundRequirement>,
    /// Of a credential: `badge`, `transcript`, or `shown` (what its holder shows of a record).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    credential: Option<&'static str>,
    /// Of a credential: who says that they issued it.
    #[serde(skip_serializing_if = "Option::is_none")]
    issuer: Option<String>,
    /// Of a credential: what it shows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attestations: Vec<CredentialLine>,
    /// SHA-256 of the file, in hex.
    digest: String,
    /// Of a paper: SHA-256 of the dossier's file in it, which its pages name.
    #[serde(skip_serializing_if = "Option::is_none")]
    dossier_digest: Option<String>,
    /// Of a paper: whose certificate signed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    paper_signed_by: Option<String>,
}

/// Where a requirement stands, as it was counted again.
#[derive(Serialize, ToSchema)]
pub(crate) struct FoundRequirement {
    curriculum: String,
    version: String,
    code: String,
    state: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attested: Vec<FoundAttestation>,
}

/// Who attested it.
#[derive(Serialize, ToSchema)]
pub(crate) struct FoundAttestation {
    /// The act in the ledger, which has the attestation's id.
    id: Uuid,
    by: String,
    role: String,
    /// The leader who lent approval.
    #[serde(skip_serializing_if = "Option::is_none")]
    on_behalf_of: Option<String>,
    at: Time,
    /// When it was achieved, of what was registered afterwards on a document.
    #[serde(skip_serializing_if = "Option::is_none")]
    credited_on: Option<Date>,
    /// When it was annulled, after all this was sealed, as far as this portal knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    annulled_at: Option<Time>,
}

fn requirements(checked: &Checked, annulled: &Annulled) -> Vec<FoundRequirement> {
    let content = &checked.payload.content;
    let name = |person: PersonId| content.name(person).unwrap_or_default().to_owned();
    let attested = |id: &ActId| {
        let act = checked.counted.act(*id)?;
        Some(FoundAttestation {
            id: id.uuid(),
            by: act.actor.map(name).unwrap_or_default(),
            role: act.role.map(|role| role.code().to_owned()).unwrap_or_default(),
            on_behalf_of: act.on_behalf_of.map(name),
            at: Time(act.at),
            credited_on: act.on.filter(|_| act.what == What::Credited).map(Date),
            annulled_at: annulled.get(&AttestationId::from_uuid(id.uuid())).copied().map(Time),
        })
    };
    let of = |one: &sealed::Requirement| {
        let plan = content.plan(one.plan)?;
        Some(FoundRequirement {
            curriculum: plan.curriculum.clone(),
            version: plan.version.clone(),
            code: one.code.clone(),
            state: one.state.clone(),
            attested: one.attested.iter().filter_map(attested).collect(),
        })
    };
    content.result.requirements.iter().filter_map(of).collect()
}

/// Check a file, without log-in. It is read in memory, and nothing of it is kept.
#[utoipa::path(post, path = "/api/v1/dossiers/verify", tag = "dossiers",
    request_body(content = String, content_type = "application/json", description = "The file."),
    responses((status = 200, body = Found)))]
pub(crate) async fn verify(State(app): State<App>, request: Request) -> Result<Response> {
    let arrived = match take_in(request.into_body().into_data_stream()).await {
        Ok(arrived) => arrived,
        Err(NotTakenIn::NoRoom) => {
            return Ok(Problem::of_status(StatusCode::SERVICE_UNAVAILABLE).retry_after(5).into_response());
        }
        Err(NotTakenIn::TooLarge | NotTakenIn::CutOff) => {
            let problem = Problem::of_status(StatusCode::PAYLOAD_TOO_LARGE);
            return Ok(problem.fact("max", FILE_BYTES_MAX).into_response());
        }
    };
    let digest = sealed::digest(&arrived.bytes);
    let nothing = Found { digest, ..Found::default() };
    let found = match verdict(&app, arrived).await? {
        Verdict::Genuine(checked) => {
            let content = &checked.payload.content;
            let annulled = dossiers::annulled_in(&app, &checked).await?;
            let back = dossiers::taken_back_in(&app, &checked).await?;
            Found {
                genuine: true,
                holder: Some(content.trainee.name.clone()),
                kind: Some(content.kind.clone()),
                sealed_at: Some(Time(checked.payload.at)),
                complete: Some(content.result.ready),
                holds: Some(annulled.is_empty() && back.is_empty()),
                documents_taken_back: back.iter().map(|(id, _)| id.uuid()).collect(),
                demo: Some(content.demo),
                requirements: requirements(&checked, &annulled),
                dossier_digest: checked.paper.as_ref().map(|_| checked.digest.clone()),
                paper_signed_by: checked.paper.clone(),
                ..nothing
            }
        }
        Verdict::Credential(checked) => match credentials::stands(&app, &checked).await? {
            None => Found { why: Some("this portal holds no such attestation".to_owned()), ..nothing },
            Some(annulled) => Found {
                genuine: true,
                holder: Some(checked.holder.name),
                demo: Some(checked.issuer.demo),
                credential: Some(match checked.form {
                    Form::Badge => "badge",
                    Form::Transcript => "transcript",
                    Form::Shown => "shown",
                }),
                issuer: Some(checked.issuer.url),
                attestations: credentials::lines(checked.competences, &annulled),
                ..nothing
            },
        },
        Verdict::Not(wrong) => Found { why: Some(wrong.to_string()), ..nothing },
        Verdict::NoCredential(wrong) => Found { why: Some(wrong.to_string()), ..nothing },
    };
    Ok(ok(&found))
}

/// The keys whose dossiers and ledgers this portal answers for, those of the past among them: what `attest dossier verify --keys` takes.
#[utoipa::path(get, path = "/api/v1/keys", tag = "dossiers", responses((status = 200, content_type = "application/json")))]
pub(crate) async fn keys(State(app): State<App>) -> Response {
    open_to_all("application/json", app.sealing.keys.text())
}
