//! What is there already, for an import to compare with.

use base::{
    CurriculumId, Day, OrganisationId, Percent, PersonId, PlacementId, PlanId, ProgrammeId, RequirementId,
};
use db::{Conn, Fault, args, from_row, sql};

use crate::training::{Placement, Programme};

pub(in crate::training) async fn programme_by_code(
    c: &mut Conn,
    scheme: &str,
    code: &str,
) -> Result<Option<Programme>, Fault> {
    c.first(
        sql!(
            "SELECT id, trainee_id, scheme, code, stage, specialty, title, from_day, until_day
             FROM programme
             WHERE scheme = $1 AND code = $2"
        ),
        &args![scheme, code],
    )
    .await
}

from_row! {
    /// Where somebody in training is today.
    #[derive(Debug, Clone)]
    pub struct There {
        /// Who.
        pub trainee: PersonId,
        /// The name.
        pub name: String,
        /// The scheme's code.
        pub scheme: String,
        /// Where.
        pub organisation: OrganisationId,
        /// The setting there.
        pub setting: String,
    }
}

macro_rules! there {
    ($rest:literal) => {
        sql!(concat!(
            "SELECT l.trainee_id, who.name, g.scheme, l.organisation_id, l.setting
             FROM placement l
             JOIN programme g ON g.id = l.programme_id
             JOIN person who ON who.id = l.trainee_id
             WHERE l.from_day <= $1 AND l.until_day >= $1 AND ",
            $rest
        ))
    };
}

pub(in crate::training) async fn places_of(
    c: &mut Conn,
    trainee: PersonId,
    today: Day,
) -> Result<Vec<There>, Fault> {
    c.all(there!("l.trainee_id = $2 ORDER BY l.from_day, l.id LIMIT 50"), &args![today, trainee]).await
}

pub(in crate::training) async fn placed_at(
    c: &mut Conn,
    unit: OrganisationId,
    today: Day,
) -> Result<Vec<There>, Fault> {
    c.all(there!("l.organisation_id = $2 ORDER BY who.sort_key, l.trainee_id LIMIT 500"), &args![today, unit])
        .await
}

pub(in crate::training) async fn placements_of(
    c: &mut Conn,
    programme: ProgrammeId,
) -> Result<Vec<Placement>, Fault> {
    c.all(
        sql!(
            "SELECT id, programme_id, trainee_id, organisation_id, setting, from_day, until_day, percent
             FROM placement
             WHERE programme_id = $1
             ORDER BY from_day
             LIMIT 200"
        ),
        &args![programme],
    )
    .await
}

pub(in crate::training) async fn plan_on(
    c: &mut Conn,
    trainee: PersonId,
    curriculum: CurriculumId,
) -> Result<Option<PlanId>, Fault> {
    let row: Option<(PlanId,)> = c
        .first(
            sql!(
                "SELECT id FROM plan
                 WHERE trainee_id = $1 AND curriculum_id = $2
                 ORDER BY archived_at IS NOT NULL, id
                 LIMIT 1"
            ),
            &args![trainee, curriculum],
        )
        .await?;
    Ok(row.map(|(plan,)| plan))
}

pub(in crate::training) async fn times_of(
    c: &mut Conn,
    plan: PlanId,
) -> Result<Vec<(RequirementId, PlacementId, bool)>, Fault> {
    c.all(
        sql!("SELECT requirement_id, placement_id, named FROM plan_time WHERE plan_id = $1 LIMIT 200"),
        &args![plan],
    )
    .await
}

from_row! {
    /// A time element that nobody said where it is served.
    #[derive(Debug, Clone, Copy)]
    pub struct Unnamed {
        /// Of which plan.
        pub plan: PlanId,
        /// The plan's curriculum version.
        pub curriculum: CurriculumId,
        /// Which.
        pub requirement: RequirementId,
        /// The placement that was the last.
        pub placement: PlacementId,
    }
}

/// The time elements of a programme's live plans that nobody named a placement for, neither attested nor requested.
pub(in crate::training) async fn times_unnamed(
    c: &mut Conn,
    programme: ProgrammeId,
) -> Result<Vec<Unnamed>, Fault> {
    c.all(
        sql!(
            "SELECT m.plan_id, p.curriculum_id, m.requirement_id, m.placement_id
             FROM plan p
             JOIN plan_time m ON m.plan_id = p.id
             LEFT JOIN requirement_state q ON q.plan_id = p.id AND q.requirement_id = m.requirement_id
             WHERE p.programme_id = $1 AND p.archived_at IS NULL AND m.named = $2
               AND COALESCE(q.state, 'open') NOT IN ('attested', 'requested')
             ORDER BY m.plan_id, m.requirement_id LIMIT 200"
        ),
        &args![programme, false],
    )
    .await
}

/// The last day of each time element of a plan.
pub(in crate::training) async fn last_days(
    c: &mut Conn,
    plan: PlanId,
) -> Result<Vec<(RequirementId, Day)>, Fault> {
    c.all(
        sql!(
            "SELECT m.requirement_id, l.until_day FROM plan_time m JOIN placement l ON l.id = m.placement_id
             WHERE m.plan_id = $1 LIMIT 200"
        ),
        &args![plan],
    )
    .await
}

from_row! {
    /// A placement with its names.
    #[derive(Debug, Clone)]
    pub struct Served {
        /// Which.
        pub id: PlacementId,
        /// Where.
        pub place: String,
        /// What people call the programme.
        pub programme: String,
        /// Its first day.
        pub from: Day,
        /// Its last day.
        pub until: Day,
        /// How much of full time.
        pub percent: Percent,
    }
}

pub(in crate::training) async fn served(c: &mut Conn, trainee: PersonId) -> Result<Vec<Served>, Fault> {
    c.all(
        sql!(
            "SELECT l.id, o.name, g.title, l.from_day, l.until_day, l.percent
             FROM placement l
             JOIN programme g ON g.id = l.programme_id
             JOIN organisation o ON o.id = l.organisation_id
             WHERE l.trainee_id = $1 ORDER BY l.from_day, l.id LIMIT 500"
        ),
        &args![trainee],
    )
    .await
}
