//! JSON doors to who looked at one's own record, and to the ledger's head and proofs.

use std::time::Duration;

use anyhow::Context as _;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use base::{ActId, AttestationId, LookUpId};
use domain::refusal::Refusal;
use ledger::NoProof;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use web::Problem;

use super::{LookUp, held};
use crate::{
    api::{At, Cursor, Items, Query, Time, ok},
    door::{self, Caller},
    error::Result,
    portal::App,
    signoff,
};

/// One look at one's record.
#[derive(Serialize, ToSchema)]
pub(crate) struct LookUpLine {
    at: Time,
    /// Who looked.
    who: String,
    /// In which role.
    role: String,
    /// At what: the act's code.
    what: String,
    /// Whether it was in a list of several.
    in_a_list: bool,
}

/// Who looked at one's own record, newest first.
#[utoipa::path(get, path = "/api/v1/me/look-ups", tag = "audit",
    params(("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Items<LookUpLine>)))]
pub(crate) async fn look_ups(State(app): State<App>, caller: Caller, query: Query) -> Result<Response> {
    let (person, limit) = (caller.call.actor, query.limit()?);
    let before = match query.after()? {
        Some(place) => Some((place.moment()?, LookUpId::from_uuid(place.id))),
        None => None,
    };
    let all = door::read(&app, move |c| {
        Box::pin(async move { Ok(super::look_ups(c, person, before, limit + 1).await?) })
    })
    .await?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let page = Items::cut(all, limit, |one| Cursor::at(one.at, one.id.uuid()));
    let line = |one: LookUp| LookUpLine {
        at: Time(one.at),
        who: one.name,
        role: one.role,
        what: one.what,
        in_a_list: one.in_a_list,
    };
    Ok(ok(&page.map(line)))
}

/// The ledger's last signed head.
#[derive(Serialize, ToSchema)]
pub(crate) struct Checkpoint {
    /// How many rows it holds.
    size: u64,
    /// The whole of it, as a signed note (C2SP tlog-checkpoint).
    note: String,
}

/// The ledger's last signed head. Open to all: whoever keeps it elsewhere can tell later whether the ledger was written anew.
#[utoipa::path(get, path = "/api/v1/ledger/checkpoint", tag = "audit", responses((status = 200, body = Checkpoint)))]
pub(crate) async fn checkpoint(State(app): State<App>) -> Result<Response> {
    let head = app.ledger.head().await.map_err(anyhow::Error::from)?.ok_or(Refusal::NotFound)?;
    Ok(ok(&Checkpoint { size: head.checkpoint.size, note: head.note }))
}

/// The proof that an attestation stands in the ledger.
#[derive(Serialize, ToSchema)]
pub(crate) struct InclusionProof {
    attestation: Uuid,
    /// Its row in the ledger.
    row: Uuid,
    /// Its place, from 0.
    position: u64,
    /// The whole of it (C2SP tlog-proof), with the checkpoint it leads to.
    proof: String,
    /// The act's canonical JSON, as text: of these very bytes and the salt the leaf is made (`docs/ledger.md`).
    act: String,
    /// 32 bytes, in hex: without it nobody finds the act behind its leaf.
    salt: String,
}

/// How long a proof is waited for.
const PATIENCE: Duration = Duration::from_secs(2);

/// The proof that an attestation stands in the ledger, for whoever may see its requirement.
#[utoipa::path(get, path = "/api/v1/attestations/{id}/proof", tag = "audit", params(("id" = Uuid, Path)),
    responses((status = 200, body = InclusionProof), (status = 503, description = "Its leaf still waits: ask again in a moment")))]
pub(crate) async fn proof(
    State(app): State<App>,
    caller: Caller,
    At(id): At<AttestationId>,
) -> Result<Response> {
    let row = signoff::open_attestation(&caller.call, id).await?.0.id.uuid();
    match app.ledger.proof(row, PATIENCE).await {
        Ok(proof) => {
            let act =
                door::read(&app, move |c| Box::pin(async move { Ok(held(c, ActId::from_uuid(row)).await?) }))
                    .await?;
            let act = act.with_context(|| format!("the act {row} of an attestation is gone"))?;
            Ok(ok(&InclusionProof {
                attestation: id.uuid(),
                row,
                position: proof.position,
                proof: proof.text(),
                act: String::from_utf8(act.body).context("an act is no text")?,
                salt: hex::encode(act.salt),
            }))
        }
        Err(NoProof::NotYet) => {
            Ok(Problem::of_status(StatusCode::SERVICE_UNAVAILABLE).retry_after(1).into_response())
        }
        Err(NoProof::Unknown) => {
            Err(anyhow::anyhow!("the act {row} of an attestation is not in the ledger").into())
        }
        Err(NoProof::Trouble(trouble)) => Err(anyhow::Error::from(trouble).into()),
    }
}
