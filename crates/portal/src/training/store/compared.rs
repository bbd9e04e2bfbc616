//! Rows of plan as they are compared with their acts: in pages, by id.

use base::{CurriculumId, Moment, PersonId, PlanId, ProgrammeId};
use db::{Conn, Fault, args, from_row, sql};

from_row! {
    /// A plan with all that its row says, but when it was begun.
    pub(in crate::training) struct StoredPlan {
        pub(in crate::training) id: PlanId,
        pub(in crate::training) programme: ProgrammeId,
        pub(in crate::training) trainee: PersonId,
        pub(in crate::training) scheme: String,
        pub(in crate::training) curriculum: CurriculumId,
        pub(in crate::training) specialty: Option<String>,
        pub(in crate::training) by: Option<PersonId>,
        pub(in crate::training) at: Moment,
        pub(in crate::training) begun: bool,
        pub(in crate::training) archived_at: Option<Moment>,
    }
}

/// The plans from one up to another, both too, the first `limit` in the order of their ids.
pub(in crate::training) async fn plans_between(
    c: &mut Conn,
    from: PlanId,
    until: PlanId,
    limit: i64,
) -> Result<Vec<StoredPlan>, Fault> {
    c.all(
        sql!(
            "SELECT id, programme_id, trainee_id, scheme, curriculum_id, specialty, assigned_by, assigned_at,
                    begun_at IS NOT NULL, archived_at
             FROM plan WHERE id >= $1 AND id <= $2 ORDER BY id LIMIT $3"
        ),
        &args![from, until, limit],
    )
    .await
}
