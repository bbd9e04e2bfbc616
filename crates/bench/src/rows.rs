//! Who is asked for what, read from the seeded nation.

use base::{PersonId, PlanId, SignOffId};
use db::{Conn, Fault, args, sql};

/// The addresses' host of a seed.
fn under(seed: u64, what: &str) -> String {
    format!("{what}-%@{seed}.seed.example")
}

/// Trainees with the fullest Norwegian plans.
pub(crate) async fn full_plans(c: &mut Conn, seed: u64) -> Result<Vec<(PlanId, PersonId)>, Fault> {
    c.all(
        sql!(
            "SELECT p.id, p.trainee_id FROM plan p
             JOIN curriculum k ON k.id = p.curriculum_id AND k.code = 'ANE'
             JOIN person w ON w.id = p.trainee_id AND w.email LIKE $1
             JOIN requirement_state s ON s.plan_id = p.id
             GROUP BY p.id, p.trainee_id ORDER BY COUNT(*) DESC, p.id LIMIT 24"
        ),
        &args![under(seed, "trainee")],
    )
    .await
}

/// Codes of activities with a state in a plan.
pub(crate) async fn codes(c: &mut Conn, plan: PlanId) -> Result<Vec<(String, String)>, Fault> {
    c.all(
        sql!(
            "SELECT r.code, r.kind FROM requirement_state s JOIN requirement r ON r.id = s.requirement_id
             WHERE s.plan_id = $1 ORDER BY r.position LIMIT 200"
        ),
        &args![plan],
    )
    .await
}

/// People who hold a role, with their address.
pub(crate) async fn holders(
    c: &mut Conn,
    seed: u64,
    what: &str,
    limit: i64,
) -> Result<Vec<(PersonId,)>, Fault> {
    c.all(
        sql!("SELECT id FROM person WHERE email LIKE $1 ORDER BY id LIMIT $2"),
        &args![under(seed, what), limit],
    )
    .await
}

/// Activities that wait for somebody's signature.
pub(crate) async fn waiting(c: &mut Conn, limit: i64) -> Result<Vec<(SignOffId, PersonId)>, Fault> {
    c.all(
        sql!(
            "SELECT s.id, s.to_person FROM sign_off s
             JOIN requirement r ON r.id = s.requirement_id AND r.kind = 'activity'
             WHERE s.state = 'requested' ORDER BY s.requirement_id, s.id LIMIT $1"
        ),
        &args![limit],
    )
    .await
}

/// Trainees whose activity waits somewhere, with the plan and whom they asked; one row a plan.
pub(crate) async fn asked_before(c: &mut Conn) -> Result<Vec<(PlanId, PersonId, PersonId)>, Fault> {
    let mut all: Vec<(PlanId, PersonId, PersonId)> = c
        .all(
            sql!(
                "SELECT s.plan_id, s.trainee_id, s.to_person FROM sign_off s
                 JOIN requirement r ON r.id = s.requirement_id AND r.kind = 'activity'
                 WHERE s.state = 'requested' ORDER BY s.plan_id, s.id LIMIT 1000000"
            ),
            &[],
        )
        .await?;
    all.dedup_by_key(|(plan, ..)| *plan);
    Ok(all)
}

/// Activities of a plan that somebody must sign and that nobody was asked for.
pub(crate) async fn open_activities(c: &mut Conn, plan: PlanId) -> Result<Vec<(String,)>, Fault> {
    c.all(
        sql!(
            "SELECT r.code FROM plan p
             JOIN requirement r ON r.curriculum_id = p.curriculum_id AND r.kind = 'activity' AND r.attested_by <> '-'
             LEFT JOIN requirement_state s ON s.plan_id = p.id AND s.requirement_id = r.id
             WHERE p.id = $1 AND COALESCE(s.state, 'open') IN ('open', 'in_progress') ORDER BY r.position LIMIT 1000"
        ),
        &args![plan],
    )
    .await
}

/// The trainee and plan of the leader's department.
pub(crate) async fn plans_under(c: &mut Conn, leader: PersonId) -> Result<Vec<(PlanId,)>, Fault> {
    c.all(
        sql!(
            "SELECT p.id FROM role_grant g
             JOIN placement l ON l.organisation_id = g.over_id
             JOIN plan p ON p.programme_id = l.programme_id
             WHERE g.person_id = $1 AND g.role = 'leader' ORDER BY p.id LIMIT 50"
        ),
        &args![leader],
    )
    .await
}
