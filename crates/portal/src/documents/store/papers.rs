//! SQL of what rests on documents: what was achieved before, and time that is attested on paper.

use base::{AttestationId, DocumentId, PersonId, PlanId, RequirementId};
use db::{Conn, Fault, args, from_row, sql};

use super::READ_MAX;

/// Whether an attestation in force of something achieved before rests on a document.
pub(in crate::documents) async fn is_credited(c: &mut Conn, document: DocumentId) -> Result<bool, Fault> {
    let first =
        sql!("SELECT r.attestation_id FROM credit r
         LEFT JOIN annulment n ON n.attestation_id = r.attestation_id AND n.confirmed_at IS NOT NULL AND n.dropped_at IS NULL
         WHERE r.document_id = $1 AND n.id IS NULL ORDER BY r.attestation_id LIMIT 1");
    Ok(c.first::<(AttestationId,)>(first, &args![document]).await?.is_some())
}

/// The documents of a trainee on which an attestation in force of something achieved before rests.
pub(in crate::documents) async fn credited(
    c: &mut Conn,
    trainee: PersonId,
) -> Result<Vec<DocumentId>, Fault> {
    let rows: Vec<(DocumentId,)> = c
        .all(
            sql!(
                "SELECT DISTINCT d.id
                 FROM document d
                 JOIN credit r ON r.document_id = d.id
                 LEFT JOIN annulment n ON n.attestation_id = r.attestation_id AND n.confirmed_at IS NOT NULL AND n.dropped_at IS NULL
                 WHERE d.trainee_id = $1 AND n.id IS NULL ORDER BY d.id LIMIT $2"
            ),
            &args![trainee, READ_MAX],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

from_row! {
    /// A time element that is attested on paper.
    #[derive(Debug, Clone)]
    pub struct OnPaper {
        /// In which plan.
        pub plan: PlanId,
        /// Which.
        pub requirement: RequirementId,
        /// Where it stands otherwise, if anything was done with it here.
        pub state: Option<String>,
    }
}

/// The time elements of these plans that a paper attests whose original somebody has seen, and that nobody has attested here or is asked to just now.
/// A paper names the code, in whichever version of the curriculum.
pub(in crate::documents) async fn on_paper(c: &mut Conn, plans: &[PlanId]) -> Result<Vec<OnPaper>, Fault> {
    c.all(
        sql!(
            "SELECT DISTINCT p.id, r.id, s.state
             FROM plan p
             JOIN document d ON d.trainee_id = p.trainee_id AND d.programme_id = p.programme_id
             JOIN document_end e ON e.document_id = d.id AND e.what = 'verified'
             JOIN requirement o ON o.id = d.requirement_id
             JOIN curriculum named ON named.id = o.curriculum_id
             JOIN curriculum k ON k.id = p.curriculum_id AND k.code = named.code
             JOIN requirement r ON r.curriculum_id = k.id AND r.code = o.code
             LEFT JOIN requirement_state s ON s.plan_id = p.id AND s.requirement_id = r.id
             WHERE p.id {any $1} AND COALESCE(s.state, 'open') IN ('open', 'in_progress', 'returned')
             ORDER BY p.id, r.id LIMIT $2"
        ),
        &args![plans, READ_MAX],
    )
    .await
}
