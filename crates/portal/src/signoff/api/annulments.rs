//! Taking an attestation back: proposed by one, confirmed or declined by another.

use axum::{extract::State, http::StatusCode, response::Response};
use base::{AnnulmentId, AttestationId};
use domain::{access::Act as Want, text::Comment};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    api::{Asked, At, Cursor, FromBody, Items, NewId, Nothing, Person, Query, Reader, Time, ok, once, said},
    audit,
    door::{self, Caller},
    error::Result,
    portal::App,
    signoff::{self, ConfirmAnnulment, DropAnnulment, Proposal, ProposeAnnulment},
};

/// Why an attestation shall be taken back.
#[derive(ToSchema)]
pub(crate) struct NewAnnulment {
    #[schema(value_type = String, max_length = 2000)]
    reason: Comment,
}

impl FromBody for NewAnnulment {
    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self { reason: reader.needed_comment("reason")? })
    }
}

/// Propose to take an attestation back. A second person confirms.
#[utoipa::path(post, path = "/api/v1/attestations/{id}/annulment", tag = "signoff", params(("id" = Uuid, Path)),
    request_body = NewAnnulment, responses((status = 202, body = NewId)))]
pub(crate) async fn propose_annulment(
    caller: Caller,
    At(attestation): At<AttestationId>,
    asked: Asked<NewAnnulment>,
) -> Result<Response> {
    let work = ProposeAnnulment { call: caller.call.clone(), attestation, reason: asked.body.reason };
    let answer = |id: AnnulmentId| said(StatusCode::ACCEPTED, &NewId { id: id.uuid() });
    once(&caller, asked.key, work, answer).await
}

/// A proposal that was confirmed.
#[derive(Serialize, ToSchema)]
pub(crate) struct Annulled {
    id: Uuid,
    /// `annulled`.
    #[schema(value_type = String)]
    state: &'static str,
}

/// Confirm a proposal of somebody else: the attestation no longer counts.
#[utoipa::path(post, path = "/api/v1/annulments/{id}/confirm", tag = "signoff", params(("id" = Uuid, Path)),
    request_body = Nothing, responses((status = 200, body = Annulled)))]
pub(crate) async fn confirm_annulment(
    caller: Caller,
    At(id): At<AnnulmentId>,
    asked: Asked<Nothing>,
) -> Result<Response> {
    let work = ConfirmAnnulment { call: caller.call.clone(), annulment: id };
    let answer = move |()| said(StatusCode::OK, &Annulled { id: id.uuid(), state: "annulled" });
    once(&caller, asked.key, work, answer).await
}

/// Why a proposal is given up.
#[derive(ToSchema)]
pub(crate) struct GivenUp {
    /// Needed to decline the proposal of somebody else.
    #[schema(value_type = Option<String>, max_length = 2000)]
    reason: Option<Comment>,
}

impl FromBody for GivenUp {
    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self { reason: reader.comment("reason") })
    }
}

/// A proposal that was given up.
#[derive(Serialize, ToSchema)]
pub(crate) struct Dropped {
    id: Uuid,
    /// `dropped`.
    #[schema(value_type = String)]
    state: &'static str,
}

/// Withdraw one's own proposal, or decline that of somebody else with a reason: the attestation goes on counting.
#[utoipa::path(post, path = "/api/v1/annulments/{id}/drop", tag = "signoff", params(("id" = Uuid, Path)),
    request_body = GivenUp, responses((status = 200, body = Dropped)))]
pub(crate) async fn drop_annulment(
    caller: Caller,
    At(id): At<AnnulmentId>,
    asked: Asked<GivenUp>,
) -> Result<Response> {
    let work = DropAnnulment { call: caller.call.clone(), annulment: id, reason: asked.body.reason };
    let answer = move |()| said(StatusCode::OK, &Dropped { id: id.uuid(), state: "dropped" });
    once(&caller, asked.key, work, answer).await
}

/// A proposal that waits for the caller.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProposalLine {
    id: Uuid,
    attestation: Uuid,
    plan: Uuid,
    /// The requirement's code.
    requirement: String,
    trainee: Person,
    attested_by: String,
    attested_at: Time,
    proposed_by: Person,
    proposed_at: Time,
    reason: String,
}

/// Proposals that wait for the caller to confirm, oldest first. The list is noted in the access log.
#[utoipa::path(get, path = "/api/v1/annulments", tag = "signoff",
    params(("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Items<ProposalLine>)))]
pub(crate) async fn annulments(State(app): State<App>, caller: Caller, query: Query) -> Result<Response> {
    let page = query.page()?;
    let after = match &page.after {
        Some(place) => Some((place.moment()?, AnnulmentId::from_uuid(place.id))),
        None => None,
    };
    let call = caller.call.clone();
    let (page, role, whose) = door::read(&app, move |c| {
        Box::pin(async move {
            let found = signoff::proposals(c, &call, after, page.limit + 1).await?;
            let Items { items, next } =
                Items::cut(found, page.limit, |(one, _)| Cursor::at(one.proposed_at, one.id.uuid()));
            let role = items.first().map(|(_, role)| *role);
            let whose: Vec<_> = items.iter().map(|(one, _)| one.trainee).collect();
            let mut lines = Vec::with_capacity(items.len());
            for (one, _) in items {
                let book = call.portal.shelf.get(c, one.curriculum).await?;
                let code = book.requirement(one.requirement).map(|of| of.code.clone());
                lines.push(line(one, code.unwrap_or_default()));
            }
            Ok((Items { items: lines, next }, role, whose))
        })
    })
    .await?;
    if let Some(role) = role {
        audit::listed(&caller.call, role, Want::ConfirmAnnulment.code(), whose).await?;
    }
    Ok(ok(&page))
}

fn line(one: Proposal, requirement: String) -> ProposalLine {
    ProposalLine {
        id: one.id.uuid(),
        attestation: one.attestation.uuid(),
        plan: one.plan.uuid(),
        requirement,
        trainee: Person::new(one.trainee, one.trainee_name),
        attested_by: one.attester,
        attested_at: Time(one.attested_at),
        proposed_by: Person::new(one.proposed_by, one.proposed_by_name),
        proposed_at: Time(one.proposed_at),
        reason: one.reason,
    }
}
