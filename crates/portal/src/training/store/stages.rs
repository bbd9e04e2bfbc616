//! SQL of stages of training in lists: programme, where the trainee is, the plans in it.

use base::{CurriculumId, Day, Moment, Percent, PersonId, PlanId, ProgrammeId};
use db::{Conn, Fault, args, from_row, sql};

from_row! {
    /// A programme, and where the trainee is now, or was last.
    #[derive(Debug, Clone)]
    pub struct Stage {
        /// Which.
        pub programme: ProgrammeId,
        /// Whose.
        pub trainee: PersonId,
        /// The scheme's code.
        pub scheme: String,
        /// The stage's code.
        pub stage: String,
        /// The specialty's code.
        pub specialty: Option<String>,
        /// What people call it.
        pub title: String,
        /// Its first day.
        pub from: Day,
        /// Its last day.
        pub until: Day,
        /// Where.
        pub place: String,
        /// The setting there.
        pub setting: String,
        /// The placement's first day.
        pub place_from: Day,
        /// Its last day.
        pub place_until: Day,
        /// How much of full time.
        pub percent: Percent,
    }
}

/// Programmes with the placement on day `$1`, else the latest before, else the first.
macro_rules! stage {
    () => {
        "SELECT g.id, g.trainee_id, g.scheme, g.stage, g.specialty, g.title, g.from_day, g.until_day, o.name, l.setting, l.from_day,
                l.until_day, l.percent
         FROM programme g
         JOIN placement l ON l.id = (SELECT n.id FROM placement n WHERE n.programme_id = g.id
                                     ORDER BY CASE WHEN n.from_day <= $1 THEN n.from_day ELSE '' END DESC, n.from_day LIMIT 1)
         JOIN organisation o ON o.id = l.organisation_id"
    };
}

pub(in crate::training) async fn stages(
    c: &mut Conn,
    programmes: &[ProgrammeId],
    today: Day,
) -> Result<Vec<Stage>, Fault> {
    c.all(
        sql!(concat!(stage!(), " WHERE g.id {any $2} ORDER BY g.from_day DESC, g.id LIMIT 1000")),
        &args![today, programmes],
    )
    .await
}

pub(in crate::training) async fn stages_of(
    c: &mut Conn,
    trainee: PersonId,
    today: Day,
) -> Result<Vec<Stage>, Fault> {
    c.all(
        sql!(concat!(stage!(), " WHERE g.trainee_id = $2 ORDER BY g.from_day DESC, g.id LIMIT 100")),
        &args![today, trainee],
    )
    .await
}

from_row! {
    /// A plan in one of several programmes.
    #[derive(Debug, Clone, Copy)]
    pub struct PlanIn {
        /// Which.
        pub id: PlanId,
        /// In which programme.
        pub programme: ProgrammeId,
        /// Its curriculum version.
        pub curriculum: CurriculumId,
        /// When it was assigned, or came with its programme.
        pub assigned_at: Moment,
        /// Whether something was recorded.
        pub begun: bool,
        /// Whether it is archived.
        pub archived: bool,
    }
}

pub(in crate::training) async fn plans_in(
    c: &mut Conn,
    programmes: &[ProgrammeId],
) -> Result<Vec<PlanIn>, Fault> {
    c.all(
        sql!(
            "SELECT id, programme_id, curriculum_id, assigned_at, begun_at IS NOT NULL, archived_at IS NOT NULL FROM plan
             WHERE programme_id {any $1} ORDER BY archived_at IS NOT NULL, id LIMIT 2000"
        ),
        &args![programmes],
    )
    .await
}
