//! SQL of what can be shown, and of what was annulled.

use base::{AttestationId, CurriculumId, Day, Moment, PersonId, RequirementId};
use db::{Conn, Fault, args, from_row, sql};

from_row! {
    /// An attestation, in force or not.
    #[derive(Debug, Clone)]
    pub(super) struct Row {
        pub(super) id: AttestationId,
        pub(super) trainee: PersonId,
        pub(super) requirement: RequirementId,
        pub(super) curriculum: CurriculumId,
        pub(super) scheme: String,
        /// The attester's name.
        pub(super) attester: String,
        /// In which role, as a code.
        pub(super) role: String,
        /// The name of the leader who lent them approval.
        pub(super) lender: Option<String>,
        /// How many times it vouches for; 0: a mark.
        pub(super) count: u32,
        pub(super) completed_on: Option<Day>,
        /// Whether it was achieved before, and registered on a document.
        pub(super) credited: bool,
        pub(super) at: Moment,
        /// Its leaf in the ledger; none: it waits.
        pub(super) place: Option<i64>,
        /// When it was annulled, if it was.
        pub(super) annulled_at: Option<Moment>,
    }
}

macro_rules! attestations {
    () => {
        "SELECT a.id, a.trainee_id, a.requirement_id, p.curriculum_id, p.scheme, w.name, a.role, b.name, a.count, a.completed_on,
                r.document_id IS NOT NULL, a.attested_at, l.position, n.confirmed_at
         FROM plan p
         JOIN act x ON x.plan_id = p.id
         JOIN attestation a ON a.id = x.id
         JOIN person w ON w.id = a.attester_id
         LEFT JOIN person b ON b.id = a.on_behalf_of
         LEFT JOIN credit r ON r.attestation_id = a.id
         LEFT JOIN ledger_leaf l ON l.row_id = a.id
         LEFT JOIN annulment n ON n.attestation_id = a.id AND n.confirmed_at IS NOT NULL AND n.dropped_at IS NULL"
    };
}

/// Somebody's attestations in force, of all their plans, the latest first.
pub(super) async fn in_force(c: &mut Conn, trainee: PersonId) -> Result<Vec<Row>, Fault> {
    c.all(
        sql!(concat!(
            attestations!(),
            " WHERE p.trainee_id = $1 AND n.id IS NULL ORDER BY a.attested_at DESC, a.id DESC LIMIT 20000"
        )),
        &args![trainee],
    )
    .await
}

/// Of these attestations those that there are.
pub(super) async fn known_of(c: &mut Conn, ids: &[AttestationId]) -> Result<Vec<Row>, Fault> {
    c.all(sql!(concat!(attestations!(), " WHERE x.id {any $1} ORDER BY a.id LIMIT 20000")), &args![ids]).await
}

/// The leaves of attestations that were annulled, from one up to another.
pub(super) async fn annulled_between(c: &mut Conn, from: i64, until: i64) -> Result<Vec<(i64,)>, Fault> {
    c.all(
        sql!(
            "SELECT l.position
             FROM annulment n JOIN ledger_leaf l ON l.row_id = n.attestation_id
             WHERE n.confirmed_at IS NOT NULL AND n.dropped_at IS NULL AND l.position >= $1 AND l.position < $2
             ORDER BY l.position LIMIT 131072"
        ),
        &args![from, until],
    )
    .await
}
