//! SQL of advice.

use base::{AdviceId, Day, Moment, PersonId, PlanId, RequirementId, SignOffId};
use db::{Conn, Fault, Sql, args, from_row, sql};
use domain::access::Permit;

use crate::signoff::case::Case;

from_row! {
    /// Advice as it was given.
    #[derive(Debug, Clone)]
    pub struct Given {
        /// In which plan.
        pub plan: PlanId,
        /// On which requirement.
        pub requirement: RequirementId,
        /// By whom.
        pub by: PersonId,
        /// Their name.
        pub name: String,
        /// In which role, as a code.
        pub role: String,
        /// Whether the goal is recommended.
        pub recommends: bool,
        /// The adviser's words.
        pub comment: Option<String>,
        /// The day of the assessment group's meeting, where it was given there.
        pub meeting_on: Option<Day>,
        /// When.
        pub at: Moment,
    }
}

/// All advice on a goal since a moment, newest first.
fn on_a_goal() -> Sql {
    sql!(
        "SELECT a.plan_id, a.requirement_id, a.adviser_id, w.name, a.role, a.recommends, a.comment, a.meeting_on, a.advised_at
         FROM advice a JOIN person w ON w.id = a.adviser_id
         WHERE a.plan_id = $1 AND a.requirement_id = $2 AND a.advised_at > $3
         ORDER BY a.advised_at DESC, a.id DESC LIMIT 500"
    )
}

/// All advice on a goal since `since`, newest first.
pub(in crate::signoff) async fn advice(
    c: &mut Conn,
    plan: PlanId,
    requirement: RequirementId,
    since: Moment,
) -> Result<Vec<Given>, Fault> {
    c.all(on_a_goal(), &args![plan, requirement, since]).await
}

/// Says that [`advice`] will be asked.
pub(in crate::signoff) async fn advice_ahead(
    c: &mut Conn,
    plan: PlanId,
    requirement: RequirementId,
    since: Moment,
) -> Result<(), Fault> {
    c.ahead(on_a_goal(), &args![plan, requirement, since]).await
}

/// All advice on what these requests ask for, newest first.
pub(in crate::signoff) async fn advice_on(c: &mut Conn, requests: &[SignOffId]) -> Result<Vec<Given>, Fault> {
    c.all(
        sql!(
            "SELECT a.plan_id, a.requirement_id, a.adviser_id, w.name, a.role, a.recommends, a.comment, a.meeting_on, a.advised_at
             FROM sign_off s
             JOIN advice a ON a.plan_id = s.plan_id AND a.requirement_id = s.requirement_id
             JOIN person w ON w.id = a.adviser_id
             WHERE s.id {any $1}
             ORDER BY a.advised_at DESC, a.id DESC LIMIT 20000"
        ),
        &args![requests],
    )
    .await
}

/// Advice about to be written.
pub(in crate::signoff) struct NewAdvice<'a> {
    pub(in crate::signoff) id: AdviceId,
    pub(in crate::signoff) role: &'static str,
    pub(in crate::signoff) recommends: bool,
    pub(in crate::signoff) comment: Option<&'a str>,
    pub(in crate::signoff) meeting_on: Option<Day>,
    pub(in crate::signoff) at: Moment,
    pub(in crate::signoff) act: base::ActId,
}

pub(in crate::signoff) async fn add_advice(
    c: &mut Conn,
    case: &Case,
    new: &NewAdvice<'_>,
    permit: &Permit,
) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO advice (id, plan_id, requirement_id, trainee_id, adviser_id, role, recommends, comment, meeting_on, advised_at,
                                 act_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        ),
        &args![
            new.id,
            case.plan,
            case.requirement,
            case.trainee,
            permit.actor(),
            new.role,
            new.recommends,
            new.comment,
            new.meeting_on,
            new.at,
            new.act
        ],
    )
    .await
    .map(drop)
}

/// Who signed an activity that supports this goal since `since`, and in which role, as a code; what was taken back aside.
pub(in crate::signoff) async fn signed_for(
    c: &mut Conn,
    plan: PlanId,
    goal: RequirementId,
    since: Moment,
) -> Result<Vec<(PersonId, String)>, Fault> {
    c.all(
        sql!(
            "SELECT DISTINCT a.attester_id, a.role
             FROM requirement_support u
             JOIN act x ON x.plan_id = $1 AND x.requirement_id = u.activity_id
             JOIN attestation a ON a.id = x.id
             LEFT JOIN annulment n ON n.attestation_id = a.id AND n.confirmed_at IS NOT NULL AND n.dropped_at IS NULL
             WHERE u.goal_id = $2 AND a.attested_at > $3 AND a.count > 0 AND n.id IS NULL LIMIT 500"
        ),
        &args![plan, goal, since],
    )
    .await
}

/// How many activities that support this goal are not in their end state.
pub(in crate::signoff) async fn missing_activities(
    c: &mut Conn,
    plan: PlanId,
    goal: RequirementId,
) -> Result<i64, Fault> {
    let row: Option<(i64,)> = c
        .first(
            sql!(
                "SELECT COUNT(*) FROM requirement_support u
                 LEFT JOIN requirement_state s ON s.plan_id = $1 AND s.requirement_id = u.activity_id
                 WHERE u.goal_id = $2 AND (s.state IS NULL OR s.state NOT IN ('attested', 'registered'))"
            ),
            &args![plan, goal],
        )
        .await?;
    Ok(row.map_or(0, |(count,)| count))
}
