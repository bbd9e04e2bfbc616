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
