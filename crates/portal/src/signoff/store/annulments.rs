//! SQL of annulments.

use base::{
    AnnulmentId, AttestationId, CurriculumId, Day, Moment, PersonId, PlanId, ProgrammeId, RequirementId,
};
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

/// The proposal about an attestation that waits or was confirmed, if there is one.
pub(in crate::signoff) async fn annulment_of(
    c: &mut Conn,
    attestation: AttestationId,
) -> Result<Option<Annulment>, Fault> {
    c.first(
        sql!(
            "SELECT id, attestation_id, proposed_by, reason, proposed_at, confirmed_at FROM annulment WHERE attestation_id = $1 AND dropped_at IS NULL"
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

/// False: it was confirmed or dropped before.
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
                 WHERE id = $1 AND confirmed_at IS NULL AND dropped_at IS NULL"
            ),
            &args![id, permit.actor(), permit.role().code(), now],
        )
        .await?;
    Ok(rows == 1)
}

/// False: it was confirmed or dropped before.
pub(in crate::signoff) async fn drop_proposal(
    c: &mut Conn,
    id: AnnulmentId,
    why: Option<&str>,
    now: Moment,
    permit: &Permit,
) -> Result<bool, Fault> {
    let rows = c
        .execute(
            sql!(
                "UPDATE annulment SET dropped_by = $2, dropped_role = $3, dropped_at = $4, dropped_why = $5
                 WHERE id = $1 AND confirmed_at IS NULL AND dropped_at IS NULL"
            ),
            &args![id, permit.actor(), permit.role().code(), now, why],
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
        pub confirmed_by_id: Option<PersonId>,
        /// Their name.
        pub confirmed_by: Option<String>,
        /// In which role, as a code.
        pub confirmed_role: Option<String>,
        /// When.
        pub confirmed_at: Option<Moment>,
        /// Who withdrew or declined it.
        pub dropped_by_id: Option<PersonId>,
        /// Their name.
        pub dropped_by: Option<String>,
        /// In which role, as a code.
        pub dropped_role: Option<String>,
        /// When.
        pub dropped_at: Option<Moment>,
        /// Why.
        pub dropped_why: Option<String>,
        /// The scheme's code.
        pub scheme: String,
        /// The plan's curriculum version.
        pub curriculum: CurriculumId,
        /// The setting in which it would be taken back today.
        pub setting: Option<String>,
    }
}

impl Proposal {
    /// Whether this person made it or decided on it.
    pub fn concerns(&self, person: PersonId) -> bool {
        self.proposed_by == person || [self.confirmed_by_id, self.dropped_by_id].contains(&Some(person))
    }

    /// Whether it waits for a second person.
    pub const fn waits(&self) -> bool {
        self.confirmed_at.is_none() && self.dropped_at.is_none()
    }
}

/// A proposal with names, on day `$1`.
macro_rules! proposal {
    () => {
        "SELECT n.id, n.attestation_id, n.plan_id, p.programme_id, n.requirement_id, n.trainee_id, t.name, w.name, a.role, a.attested_at,
                n.proposed_by, b.name, n.proposed_role, n.reason, n.proposed_at, n.confirmed_by, f.name, n.confirmed_role, n.confirmed_at,
                n.dropped_by, d.name, n.dropped_role, n.dropped_at, n.dropped_why, p.scheme, p.curriculum_id,
                COALESCE((SELECT l.setting FROM plan_time m JOIN placement l ON l.id = m.placement_id
                          WHERE m.plan_id = p.id AND m.requirement_id = n.requirement_id),
                         (SELECT l.setting FROM placement l WHERE l.programme_id = p.programme_id AND l.from_day <= $1
                          ORDER BY l.from_day DESC LIMIT 1))
         FROM annulment n
         JOIN attestation a ON a.id = n.attestation_id
         JOIN plan p ON p.id = n.plan_id
         JOIN person t ON t.id = n.trainee_id
         JOIN person w ON w.id = a.attester_id
         JOIN person b ON b.id = n.proposed_by
         LEFT JOIN person f ON f.id = n.confirmed_by
         LEFT JOIN person d ON d.id = n.dropped_by"
    };
}

pub(in crate::signoff) async fn proposal(
    c: &mut Conn,
    today: Day,
    id: AnnulmentId,
) -> Result<Option<Proposal>, Fault> {
    c.first(sql!(concat!(proposal!(), " WHERE n.id = $2")), &args![today, id]).await
}

/// Proposals that wait for a second person, anywhere, after a place in the list, oldest first: whoever may confirm is found among
/// them.
pub(in crate::signoff) async fn proposals(
    c: &mut Conn,
    today: Day,
    after: (Moment, AnnulmentId),
    limit: i64,
) -> Result<Vec<Proposal>, Fault> {
    c.all(
        sql!(concat!(
            proposal!(),
            " WHERE n.confirmed_at IS NULL AND n.dropped_at IS NULL AND (n.proposed_at, n.id) > ($2, $3)
              ORDER BY n.proposed_at, n.id LIMIT $4"
        )),
        &args![today, after.0, after.1, limit],
    )
    .await
}

/// Proposals that a person made or decided on, before a place in the list, newest first.
pub(in crate::signoff) async fn proposals_of(
    c: &mut Conn,
    today: Day,
    person: PersonId,
    before: (Moment, AnnulmentId),
    limit: i64,
) -> Result<Vec<Proposal>, Fault> {
    c.all(
        sql!(concat!(
            proposal!(),
            " WHERE (n.proposed_by = $2 OR n.confirmed_by = $2 OR n.dropped_by = $2) AND (n.proposed_at, n.id) < ($3, $4)
              ORDER BY n.proposed_at DESC, n.id DESC LIMIT $5"
        )),
        &args![today, person, before.0, before.1, limit],
    )
    .await
}

/// The proposal about an attestation that waits or was confirmed, if there is one.
pub(in crate::signoff) async fn proposal_of(
    c: &mut Conn,
    today: Day,
    attestation: AttestationId,
) -> Result<Option<Proposal>, Fault> {
    c.first(
        sql!(concat!(proposal!(), " WHERE n.attestation_id = $2 AND n.dropped_at IS NULL")),
        &args![today, attestation],
    )
    .await
}
