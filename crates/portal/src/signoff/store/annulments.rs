//! SQL of annulments.

use base::{AnnulmentId, AttestationId, Moment, PersonId, PlanId, ProgrammeId, RequirementId};
use db::{Conn, Fault, args, from_row, sql};
use domain::access::Permit;

use crate::signoff::case::Case;

from_row! {
    /// A proposal to take an attestation back.
    #[derive(Debug, Clone)]
    pub struct Annulment {
        /// Which.
        pub id: AnnulmentId,
        /// Of which attestation.
        pub attestation: AttestationId,
        /// By whom.
        pub proposed_by: PersonId,
        /// Why.
        pub reason: String,
        /// When.
        pub proposed_at: Moment,
        /// When a second person confirmed.
        pub confirmed_at: Option<Moment>,
    }
}

pub(in crate::signoff) async fn annulment(c: &mut Conn, id: AnnulmentId) -> Result<Option<Annulment>, Fault> {
    c.first(
        sql!("SELECT id, attestation_id, proposed_by, reason, proposed_at, confirmed_at FROM annulment WHERE id = $1"),
        &args![id],
    )
    .await
}

pub(in crate::signoff) async fn annulment_of(
    c: &mut Conn,
    attestation: AttestationId,
) -> Result<Option<Annulment>, Fault> {
    c.first(
        sql!(
            "SELECT id, attestation_id, proposed_by, reason, proposed_at, confirmed_at FROM annulment WHERE attestation_id = $1"
        ),
        &args![attestation],
    )
    .await
}

pub(in crate::signoff) async fn add_annulment(
    c: &mut Conn,
    case: &Case,
    new: &Annulment,
    permit: &Permit,
) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO annulment (id, attestation_id, plan_id, requirement_id, trainee_id, proposed_by, proposed_role, reason, proposed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        ),
        &args![
            new.id,
            new.attestation,
            case.plan,
            case.requirement,
            case.trainee,
            permit.actor(),
            permit.role().code(),
            &new.reason,
            new.proposed_at
        ],
    )
    .await
    .map(drop)
}

/// False: it was confirmed before.
pub(in crate::signoff) async fn confirm(
    c: &mut Conn,
    id: AnnulmentId,
    now: Moment,
    permit: &Permit,
) -> Result<bool, Fault> {
    let rows = c
        .execute(
            sql!(
                "UPDATE annulment SET confirmed_by = $2, confirmed_role = $3, confirmed_at = $4
                 WHERE id = $1 AND confirmed_at IS NULL"
            ),
            &args![id, permit.actor(), permit.role().code(), now],
        )
        .await?;
    Ok(rows == 1)
}

/// When the latest annulment of a requirement was confirmed: advice from before it no longer counts.
pub(in crate::signoff) async fn annulled_at(
    c: &mut Conn,
    plan: PlanId,
    requirement: RequirementId,
) -> Result<Option<Moment>, Fault> {
    let row: Option<(Option<Moment>,)> = c
        .first(
            sql!("SELECT MAX(confirmed_at) FROM annulment WHERE plan_id = $1 AND requirement_id = $2"),
            &args![plan, requirement],
        )
        .await?;
    Ok(row.and_then(|(at,)| at))
}
from_row! {
    /// A proposal to take an attestation back, in a list.
    #[derive(Debug, Clone)]
    pub struct Proposal {
        /// Which.
        pub id: AnnulmentId,
        /// Of which attestation.
        pub attestation: AttestationId,
        /// The plan.
        pub plan: PlanId,
        /// The programme.
        pub programme: ProgrammeId,
        /// The requirement.
        pub requirement: RequirementId,
        /// Whose.
        pub trainee: PersonId,
        /// The trainee's name.
        pub trainee_name: String,
        /// Who attested.
        pub attester: String,
        /// In which role, as a code.
        pub attester_role: String,
        /// When it was attested.
        pub attested_at: Moment,
        /// Who proposed.
        pub proposed_by: PersonId,
        /// Their name.
        pub proposed_by_name: String,
        /// In which role, as a code.
        pub proposed_role: String,
        /// Why.
        pub reason: String,
        /// When.
        pub proposed_at: Moment,
        /// Who confirmed.
        pub confirmed_by: Option<String>,
        /// In which role, as a code.
        pub confirmed_role: Option<String>,
        /// When.
        pub confirmed_at: Option<Moment>,
    }
}

/// A proposal with names.
macro_rules! proposal {
    () => {
        "SELECT n.id, n.attestation_id, n.plan_id, p.programme_id, n.requirement_id, n.trainee_id, t.name, w.name, a.role, a.attested_at,
                n.proposed_by, b.name, n.proposed_role, n.reason, n.proposed_at, f.name, n.confirmed_role, n.confirmed_at
         FROM annulment n
         JOIN attestation a ON a.id = n.attestation_id
         JOIN plan p ON p.id = n.plan_id
         JOIN person t ON t.id = n.trainee_id
         JOIN person w ON w.id = a.attester_id
         JOIN person b ON b.id = n.proposed_by
         LEFT JOIN person f ON f.id = n.confirmed_by"
    };
}

pub(in crate::signoff) async fn proposal(c: &mut Conn, id: AnnulmentId) -> Result<Option<Proposal>, Fault> {
    c.first(sql!(concat!(proposal!(), " WHERE n.id = $1")), &args![id]).await
}

/// Proposals that wait for a second person, anywhere, oldest first: whoever may confirm is found among them.
pub(in crate::signoff) async fn proposals(c: &mut Conn, limit: i64) -> Result<Vec<Proposal>, Fault> {
    c.all(
        sql!(concat!(proposal!(), " WHERE n.confirmed_at IS NULL ORDER BY n.proposed_at, n.id LIMIT $1")),
        &args![limit],
    )
    .await
}

/// Proposals that a person made or confirmed, newest first.
pub(in crate::signoff) async fn proposals_of(
    c: &mut Conn,
    person: PersonId,
    limit: i64,
) -> Result<Vec<Proposal>, Fault> {
    c.all(
        sql!(concat!(
            proposal!(),
            " WHERE n.proposed_by = $1 OR n.confirmed_by = $1 ORDER BY n.proposed_at DESC, n.id DESC LIMIT $2"
        )),
        &args![person, limit],
    )
    .await
}

/// The proposal about an attestation, if there is one.
pub(in crate::signoff) async fn proposal_of(
    c: &mut Conn,
    attestation: AttestationId,
) -> Result<Option<Proposal>, Fault> {
    c.first(sql!(concat!(proposal!(), " WHERE n.attestation_id = $1")), &args![attestation]).await
}
