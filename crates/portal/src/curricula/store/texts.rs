//! The SQL of official_text: texts that came to a version after it was published.

use base::{CurriculumId, Moment, RequirementId};
use db::{Conn, Fault, args, from_row, sql};
use domain::curriculum::OfficialText;

/// Adds the official text of a requirement that has none.
pub(in crate::curricula) async fn insert(
    c: &mut Conn,
    requirement: RequirementId,
    text: &OfficialText,
    digest: &[u8; 32],
    now: Moment,
) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO official_text (requirement_id, body, source, licence, digest, imported_at)
             VALUES ($1, $2, $3, $4, $5, $6)"
        ),
        &args![requirement, &text.body, &text.source, &text.licence, digest, now],
    )
    .await?;
    Ok(())
}

from_row! {
    struct TextRow {
        requirement_id: RequirementId,
        body: String,
        source: String,
        licence: String,
    }
}

impl TextRow {
    fn parted(self) -> (RequirementId, OfficialText) {
        let Self { requirement_id, body, source, licence } = self;
        (requirement_id, OfficialText { body, source, licence })
    }
}

/// The official text that came to a requirement after its version was published.
pub(in crate::curricula) async fn of(
    c: &mut Conn,
    requirement: RequirementId,
) -> Result<Option<OfficialText>, Fault> {
    let row: Option<TextRow> = c
        .first(
            sql!("SELECT requirement_id, body, source, licence FROM official_text WHERE requirement_id = $1"),
            &args![requirement],
        )
        .await?;
    Ok(row.map(|row| row.parted().1))
}

/// All such texts of a version.
pub(in crate::curricula) async fn all(
    c: &mut Conn,
    curriculum: CurriculumId,
) -> Result<Vec<(RequirementId, OfficialText)>, Fault> {
    let rows: Vec<TextRow> = c
        .all(
            sql!(
                "SELECT t.requirement_id, t.body, t.source, t.licence FROM requirement r
                 JOIN official_text t ON t.requirement_id = r.id
                 WHERE r.curriculum_id = $1
                 ORDER BY r.position
                 LIMIT 10000"
            ),
            &args![curriculum],
        )
        .await?;
    Ok(rows.into_iter().map(TextRow::parted).collect())
}
