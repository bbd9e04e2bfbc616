//! SQL of programmes, placements and plans.

pub(super) mod compared;
pub(super) mod stages;
pub(super) mod there;

use std::collections::BTreeSet;

use base::{CurriculumId, Day, Moment, Percent, PersonId, PlacementId, PlanId, ProgrammeId, RequirementId};
use db::{Conn, Fault, args, from_row, sql};
use domain::access::Permit;

use super::{NewPlan, Placement, Programme};

pub(super) async fn put_programme(c: &mut Conn, one: &Programme, now: Moment) -> Result<bool, Fault> {
    let specialty = one.specialty.clone();
    let rows = c
        .execute(
            sql!(
                "INSERT INTO programme (id, trainee_id, scheme, code, stage, specialty, title, from_day, until_day, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                 ON CONFLICT (scheme, code) DO UPDATE
                 SET stage = excluded.stage, specialty = excluded.specialty, title = excluded.title,
                     from_day = excluded.from_day, until_day = excluded.until_day
                 WHERE programme.stage <> excluded.stage OR programme.title <> excluded.title
                    OR programme.from_day <> excluded.from_day OR programme.until_day <> excluded.until_day
                    OR COALESCE(programme.specialty, '') <> COALESCE(excluded.specialty, '')"
            ),
            &args![one.id, one.trainee, &one.scheme, &one.code, &one.stage, specialty, &one.title, one.from, one.until, now],
        )
        .await?;
    Ok(rows > 0)
}

pub(super) async fn put_placement(c: &mut Conn, one: &Placement) -> Result<bool, Fault> {
    let rows = c
        .execute(
            sql!(
                "INSERT INTO placement (id, programme_id, trainee_id, organisation_id, setting, from_day, until_day, percent)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                 ON CONFLICT (programme_id, from_day) DO UPDATE
                 SET organisation_id = excluded.organisation_id, setting = excluded.setting,
                     until_day = excluded.until_day, percent = excluded.percent
                 WHERE placement.organisation_id <> excluded.organisation_id OR placement.setting <> excluded.setting
                    OR placement.until_day <> excluded.until_day OR placement.percent <> excluded.percent"
            ),
            &args![one.id, one.programme, one.trainee, one.organisation, &one.setting, one.from, one.until, one.percent],
        )
        .await?;
    Ok(rows > 0)
}

pub(super) async fn add_plan(c: &mut Conn, one: &NewPlan) -> Result<(), Fault> {
    let specialty = one.specialty.clone();
    c.execute(
        sql!(
            "INSERT INTO plan (id, programme_id, trainee_id, scheme, curriculum_id, specialty, assigned_by, assigned_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        ),
        &args![one.id, one.programme, one.trainee, &one.scheme, one.curriculum, specialty, one.assigned_by, one.assigned_at],
    )
    .await
    .map(drop)
}

pub(super) async fn put_plan_time(
    c: &mut Conn,
    plan: PlanId,
    requirement: RequirementId,
    (placement, named): (PlacementId, bool),
) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO plan_time (plan_id, requirement_id, placement_id, named) VALUES ($1, $2, $3, $4)
             ON CONFLICT (plan_id, requirement_id) DO UPDATE SET placement_id = excluded.placement_id, named = excluded.named"
        ),
        &args![plan, requirement, placement, named],
    )
    .await
    .map(drop)
}

/// Where nobody said in which placement a time element is served, it is the programme's last.
pub(super) async fn time_in_last_placement(
    c: &mut Conn,
    plan: PlanId,
    curriculum: CurriculumId,
    programme: ProgrammeId,
) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO plan_time (plan_id, requirement_id, placement_id, named)
             SELECT p.id, r.id,
                    (SELECT l.id FROM placement l WHERE l.programme_id = $3 ORDER BY l.from_day DESC LIMIT 1), FALSE
             FROM plan p JOIN requirement r ON r.curriculum_id = $2 AND r.kind = 'time'
             WHERE p.id = $1"
        ),
        &args![plan, curriculum, programme],
    )
    .await
    .map(drop)
}

pub(super) async fn begin(c: &mut Conn, plan: PlanId, now: Moment) -> Result<(), Fault> {
    c.execute(sql!("UPDATE plan SET begun_at = $2 WHERE id = $1 AND begun_at IS NULL"), &args![plan, now])
        .await
        .map(drop)
}

pub(super) async fn delete_plan(c: &mut Conn, plan: PlanId, _: &Permit) -> Result<(), Fault> {
    c.execute(sql!("DELETE FROM plan_time WHERE plan_id = $1"), &args![plan]).await?;
    c.execute(sql!("DELETE FROM plan WHERE id = $1 AND begun_at IS NULL"), &args![plan]).await.map(drop)
}

pub(super) async fn archive_plan(c: &mut Conn, plan: PlanId, now: Moment, _: &Permit) -> Result<(), Fault> {
    c.execute(
        sql!("UPDATE plan SET archived_at = $2 WHERE id = $1 AND archived_at IS NULL"),
        &args![plan, now],
    )
    .await
    .map(drop)
}

from_row! {
    /// A programme in which a trainee is or was, and the setting there.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Spot {
        /// Which.
        pub programme: ProgrammeId,
        /// The scheme's code.
        pub scheme: String,
        /// The stage's code.
        pub stage: String,
        /// The specialty's code.
        pub specialty: Option<String>,
        /// The setting of the placement.
        pub setting: String,
        /// The placement's last day.
        pub until: Day,
    }
}

/// The programmes that have begun, each with its latest placement; where the trainee is now, or was last, comes first.
pub(super) async fn spots(c: &mut Conn, trainee: PersonId, today: Day) -> Result<Vec<Spot>, Fault> {
    let mut all: Vec<Spot> = c
        .all(
            sql!(
                "SELECT g.id, g.scheme, g.stage, g.specialty, l.setting, l.until_day FROM programme g JOIN placement l ON l.programme_id = g.id
                 WHERE g.trainee_id = $1 AND l.from_day <= $2
                 ORDER BY l.until_day DESC, l.from_day DESC LIMIT 200"
            ),
            &args![trainee, today],
        )
        .await?;
    let mut seen = BTreeSet::new();
    all.retain(|spot| seen.insert(spot.programme));
    Ok(all)
}

pub(super) async fn current_programmes(
    c: &mut Conn,
    trainee: PersonId,
    today: Day,
) -> Result<Vec<Spot>, Fault> {
    c.all(
        sql!(
            "SELECT g.id, g.scheme, g.stage, g.specialty, l.setting, l.until_day FROM programme g JOIN placement l ON l.programme_id = g.id
             WHERE g.trainee_id = $1 AND l.from_day <= $2 AND l.until_day >= $2
             ORDER BY g.from_day DESC, l.from_day DESC LIMIT 20"
        ),
        &args![trainee, today],
    )
    .await
}

pub(super) async fn has_live_plan(
    c: &mut Conn,
    trainee: PersonId,
    curriculum: CurriculumId,
) -> Result<bool, Fault> {
    let row: Option<(PlanId,)> = c
        .first(
            sql!("SELECT id FROM plan WHERE trainee_id = $1 AND curriculum_id = $2 AND archived_at IS NULL"),
            &args![trainee, curriculum],
        )
        .await?;
    Ok(row.is_some())
}

from_row! {
    /// What stands at the head of a plan.
    #[derive(Debug, Clone)]
    pub struct Header {
        /// The plan.
        pub id: PlanId,
        /// Whose.
        pub trainee: PersonId,
        /// The trainee's name.
        pub name: String,
        /// The scheme's code.
        pub scheme: String,
        /// Its curriculum version.
        pub curriculum: CurriculumId,
        /// Whether something was recorded.
        pub begun: bool,
        /// Whether it is archived.
        pub archived: bool,
        /// Since when.
        pub archived_at: Option<Moment>,
        /// The stage's code.
        pub stage: String,
        /// The programme.
        pub programme: ProgrammeId,
        /// What people call the programme.
        pub title: String,
        /// The programme's first day.
        pub from: Day,
        /// The programme's last day.
        pub until: Day,
        /// Where the trainee is now, or was last.
        pub place: String,
        /// The setting there.
        pub setting: String,
    }
}

pub(super) async fn header(c: &mut Conn, plan: PlanId, today: Day) -> Result<Option<Header>, Fault> {
    c.first(
        sql!(
            "SELECT p.id, p.trainee_id, w.name, p.scheme, p.curriculum_id, p.begun_at IS NOT NULL,
                    p.archived_at IS NOT NULL, p.archived_at, g.stage, g.id, g.title, g.from_day, g.until_day, o.name, l.setting
             FROM plan p
             JOIN person w ON w.id = p.trainee_id
             JOIN programme g ON g.id = p.programme_id
             JOIN placement l ON l.programme_id = g.id
             JOIN organisation o ON o.id = l.organisation_id
             WHERE p.id = $1
             ORDER BY CASE WHEN l.from_day <= $2 THEN l.from_day ELSE '' END DESC, l.from_day
             LIMIT 1"
        ),
        &args![plan, today],
    )
    .await
}

from_row! {
    /// A plan in a trainee's switcher.
    #[derive(Debug, Clone)]
    pub struct PlanLine {
        /// The plan.
        pub id: PlanId,
        /// Its curriculum version.
        pub curriculum: CurriculumId,
        /// The scheme's code.
        pub scheme: String,
        /// The stage's code.
        pub stage: String,
        /// What people call the programme.
        pub programme: String,
        /// Whether it is archived.
        pub archived: bool,
        /// Whether the programme is over.
        pub over: bool,
        /// Where the trainee is now, or was last in it.
        pub place: String,
    }
}

pub(super) async fn plans_of(c: &mut Conn, trainee: PersonId, today: Day) -> Result<Vec<PlanLine>, Fault> {
    c.all(
        sql!(
            "SELECT p.id, p.curriculum_id, p.scheme, g.stage, g.title, p.archived_at IS NOT NULL, g.until_day < $2,
                    COALESCE((SELECT o.name FROM placement l JOIN organisation o ON o.id = l.organisation_id
                              WHERE l.programme_id = g.id AND l.from_day <= $2 ORDER BY l.from_day DESC LIMIT 1), '')
             FROM plan p JOIN programme g ON g.id = p.programme_id
             WHERE p.trainee_id = $1
             ORDER BY p.archived_at IS NOT NULL, g.from_day DESC, p.id LIMIT 50"
        ),
        &args![trainee, today],
    )
    .await
}

from_row! {
    /// A request that waits or came back, for the plan's rows.
    #[derive(Debug, Clone)]
    pub(super) struct OpenRequest {
        pub(super) requirement: RequirementId,
        pub(super) to: String,
        pub(super) changed_by: String,
    }
}

/// Of each requirement that is requested or returned: to whom, and from whom back.
pub(super) async fn open_requests(c: &mut Conn, plan: PlanId) -> Result<Vec<OpenRequest>, Fault> {
    c.all(
        sql!(
            "SELECT q.requirement_id, t.name, b.name
             FROM requirement_state q
             JOIN sign_off s ON s.id = q.sign_off_id
             JOIN person t ON t.id = s.to_person
             JOIN person b ON b.id = s.changed_by
             WHERE q.plan_id = $1 AND q.state IN ('requested', 'returned') LIMIT 1000"
        ),
        &args![plan],
    )
    .await
}

from_row! {
    /// Where a time element of a plan is served.
    #[derive(Debug, Clone)]
    pub(super) struct Served {
        pub(super) requirement: RequirementId,
        pub(super) from: Day,
        pub(super) until: Day,
        pub(super) percent: Percent,
        pub(super) place: String,
    }
}

/// Where the time elements of a plan are served.
pub(super) async fn served(c: &mut Conn, plan: PlanId) -> Result<Vec<Served>, Fault> {
    c.all(
        sql!(
            "SELECT m.requirement_id, l.from_day, l.until_day, l.percent, o.name
             FROM plan_time m JOIN placement l ON l.id = m.placement_id JOIN organisation o ON o.id = l.organisation_id
             WHERE m.plan_id = $1 LIMIT 100"
        ),
        &args![plan],
    )
    .await
}

from_row! {
    /// Where a trainee goes next.
    #[derive(Debug, Clone)]
    pub struct NextPlace {
        /// Where.
        pub place: String,
        /// The first day.
        pub from: Day,
        /// The last day.
        pub until: Day,
    }
}

pub(super) async fn next_place(
    c: &mut Conn,
    trainee: PersonId,
    today: Day,
) -> Result<Option<NextPlace>, Fault> {
    c.first(
        sql!(
            "SELECT o.name, l.from_day, l.until_day FROM placement l JOIN organisation o ON o.id = l.organisation_id
             WHERE l.trainee_id = $1 AND l.from_day > $2 ORDER BY l.from_day LIMIT 1"
        ),
        &args![trainee, today],
    )
    .await
}
