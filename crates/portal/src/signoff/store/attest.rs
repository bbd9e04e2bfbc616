//! SQL of attestations and of where requirements stand.

use base::{AttestationId, Day, DocumentId, Moment, PersonId, PlanId, RequirementId, SignOffId};
use db::{Conn, Fault, args, from_row, sql};
use domain::{access::Permit, signoff::Given};

use crate::signoff::case::{After, Case};

pub(in crate::signoff) async fn put_state(
    c: &mut Conn,
    case: &Case,
    after: &After,
    now: Moment,
) -> Result<(), Fault> {
    c.put(
        sql!(
            "INSERT INTO requirement_state (plan_id, requirement_id, state, registered_count, signed_count, sign_off_id, attestation_id,
                                            attested_at, annulled, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (plan_id, requirement_id) DO UPDATE
             SET state = excluded.state, registered_count = excluded.registered_count, signed_count = excluded.signed_count,
                 sign_off_id = excluded.sign_off_id, attestation_id = excluded.attestation_id,
                 attested_at = excluded.attested_at, annulled = excluded.annulled, changed_at = excluded.changed_at"
        ),
        &args![
            case.plan,
            case.requirement,
            after.standing.state.code(),
            after.standing.registered,
            after.standing.signed,
            after.sign_off,
            after.attestation.map(|one| one.id),
            after.attestation.map(|one| one.at),
            after.annulled,
            now
        ],
    )
    .await
}

/// An attestation about to be written.
pub(in crate::signoff) struct NewAttestation<'a> {
    pub(in crate::signoff) id: AttestationId,
    pub(in crate::signoff) sign_off: Option<SignOffId>,
    pub(in crate::signoff) given: Given,
    pub(in crate::signoff) completed_on: Option<Day>,
    pub(in crate::signoff) absence_below_percent: Option<u8>,
    pub(in crate::signoff) comment: Option<&'a str>,
    pub(in crate::signoff) at: Moment,
}

pub(in crate::signoff) async fn add_attestation(
    c: &mut Conn,
    case: &Case,
    new: &NewAttestation<'_>,
    permit: &Permit,
) -> Result<(), Fault> {
    c.put(
        sql!(
            "INSERT INTO attestation (id, plan_id, requirement_id, trainee_id, attester_id, role, on_behalf_of, sign_off_id, count, raised,
                                      completed_on, absence_below_percent, comment, attested_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
        ),
        &args![
            new.id,
            case.plan,
            case.requirement,
            case.trainee,
            permit.actor(),
            permit.role().code(),
            permit.on_behalf_of(),
            new.sign_off,
            new.given.count,
            new.given.raised,
            new.completed_on,
            new.absence_below_percent,
            new.comment,
            new.at
        ],
    )
    .await
}

/// On which document an attestation rests.
pub(in crate::signoff) async fn add_credit(
    c: &mut Conn,
    attestation: AttestationId,
    document: DocumentId,
    _: &Permit,
) -> Result<(), Fault> {
    c.put(
        sql!("INSERT INTO credit (attestation_id, document_id) VALUES ($1, $2)"),
        &args![attestation, document],
    )
    .await
}

/// On which documents attestations of these plans rest, in no order.
pub(in crate::signoff) async fn credited_on(
    c: &mut Conn,
    plans: &[PlanId],
) -> Result<Vec<(DocumentId,)>, Fault> {
    c.all(
        sql!("SELECT DISTINCT r.document_id FROM credit r JOIN act x ON x.id = r.attestation_id WHERE x.plan_id {any $1}"),
        &args![plans],
    )
    .await
}

from_row! {
    /// An attestation as it stands.
    #[derive(Debug, Clone)]
    pub struct Attestation {
        /// Which.
        pub id: AttestationId,
        /// The plan.
        pub plan: PlanId,
        /// The requirement.
        pub requirement: RequirementId,
        /// Whose.
        pub trainee: PersonId,
        /// By whom.
        pub attester: PersonId,
        /// In which role, as a code.
        pub role: String,
        /// For how many times it vouches.
        pub count: u32,
        /// How many of these nobody had registered.
        pub raised: u32,
        /// When.
        pub at: Moment,
    }
}

pub(in crate::signoff) async fn attestation(
    c: &mut Conn,
    id: AttestationId,
) -> Result<Option<Attestation>, Fault> {
    c.first(
        sql!(
            "SELECT id, plan_id, requirement_id, trainee_id, attester_id, role, count, raised, attested_at FROM attestation WHERE id = $1"
        ),
        &args![id],
    )
    .await
}

/// The attestations of a requirement that are not taken back, and that are not `but`: the latest first, each with when it was given and how
/// many times it vouches for.
pub(in crate::signoff) async fn in_force(
    c: &mut Conn,
    plan: PlanId,
    requirement: RequirementId,
    but: AttestationId,
) -> Result<Vec<(AttestationId, Moment, u32)>, Fault> {
    c.all(
        sql!(
            "SELECT a.id, a.attested_at, a.count
             FROM act x JOIN attestation a ON a.id = x.id
             LEFT JOIN annulment n ON n.attestation_id = a.id AND n.confirmed_at IS NOT NULL AND n.dropped_at IS NULL
             WHERE x.plan_id = $1 AND x.requirement_id = $2 AND a.id <> $3 AND n.id IS NULL
             ORDER BY a.attested_at DESC, a.id DESC LIMIT 1000"
        ),
        &args![plan, requirement, but],
    )
    .await
}
