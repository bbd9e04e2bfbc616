//! SQL of notices.

use base::{CurriculumId, Moment, NoticeId, PersonId, PlanId, ProgrammeId, RequirementId};
use db::{Conn, Fault, args, from_row, sql};

use super::{Notice, Place, Which};

pub(super) async fn add(c: &mut Conn, id: NoticeId, new: &Notice<'_>, now: Moment) -> Result<(), Fault> {
    c.put(
        sql!(
            "INSERT INTO notice (to_person, at, id, what, trainee_id, plan_id, requirement_id, by_person, comment, granted)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        ),
        &args![new.to, now, id, new.what.code(), new.trainee, new.plan, new.requirement, new.by, new.comment, new.granted],
    )
    .await
}

from_row! {
    /// A message to somebody.
    #[derive(Debug, Clone)]
    pub struct Told {
        /// Which.
        pub id: NoticeId,
        /// What happened, as a code.
        pub what: String,
        /// Whose record.
        pub trainee: Option<PersonId>,
        /// The trainee's name.
        pub trainee_name: Option<String>,
        /// Which plan.
        pub plan: Option<PlanId>,
        /// Its programme.
        pub programme: Option<ProgrammeId>,
        /// Its scheme's code.
        pub scheme: Option<String>,
        /// Its curriculum version.
        pub curriculum: Option<CurriculumId>,
        /// Which requirement.
        pub requirement: Option<RequirementId>,
        /// The requirement's code.
        pub code: Option<String>,
        /// Whether that code is our own, which says nothing to a reader.
        pub local_code: bool,
        /// Its short title.
        pub title: Option<String>,
        /// Who did it.
        pub by: Option<String>,
        /// Their words.
        pub comment: Option<String>,
        /// When.
        pub at: Moment,
        /// When it was seen.
        pub seen_at: Option<Moment>,
        /// Of a decision: whether what was applied for was granted; of advice: whether it recommends.
        pub granted: Option<bool>,
    }
}

/// The messages to somebody before a place in the list, newest first, of which this is true.
macro_rules! told {
    ($which:literal) => {
        sql!(concat!(
            "SELECT n.id, n.what, n.trainee_id, t.name, n.plan_id, p.programme_id, p.scheme, p.curriculum_id, r.id, r.code,
                    COALESCE(r.code_source = 'local', FALSE), r.title, b.name, n.comment, n.at, n.seen_at, n.granted
             FROM notice n
             LEFT JOIN person t ON t.id = n.trainee_id
             LEFT JOIN person b ON b.id = n.by_person
             LEFT JOIN plan p ON p.id = n.plan_id
             LEFT JOIN requirement r ON r.id = n.requirement_id
             WHERE n.to_person = $1 AND (n.at, n.id) < ($2, $3)",
            $which,
            " ORDER BY n.at DESC, n.id DESC LIMIT $4"
        ))
    };
}

pub(super) async fn told(
    c: &mut Conn,
    person: PersonId,
    which: Which,
    before: Place,
    limit: i64,
) -> Result<Vec<Told>, Fault> {
    let statement = match which {
        Which::Unread => told!(" AND n.seen_at IS NULL"),
        Which::Read => told!(" AND n.seen_at IS NOT NULL"),
        Which::All => told!(""),
    };
    c.all(statement, &args![person, before.0, before.1, limit]).await
}

pub(super) async fn seen(c: &mut Conn, person: PersonId, now: Moment) -> Result<u64, Fault> {
    c.execute(
        sql!("UPDATE notice SET seen_at = $2 WHERE to_person = $1 AND seen_at IS NULL AND at <= $2"),
        &args![person, now],
    )
    .await
}

pub(super) async fn seen_these(
    c: &mut Conn,
    person: PersonId,
    ids: &[NoticeId],
    now: Moment,
) -> Result<u64, Fault> {
    c.execute(
        sql!("UPDATE notice SET seen_at = $2 WHERE to_person = $1 AND seen_at IS NULL AND id {any $3}"),
        &args![person, now, ids],
    )
    .await
}

pub(super) async fn forget(c: &mut Conn, before: Moment, limit: i64) -> Result<u64, Fault> {
    c.execute(
        sql!(
            "DELETE FROM notice
             WHERE (to_person, at, id) IN (SELECT to_person, at, id FROM notice WHERE seen_at < $1 LIMIT $2)"
        ),
        &args![before, limit],
    )
    .await
}
