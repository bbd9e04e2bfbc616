//! SQL of a past that is written all at once: many rows of each table.

use db::{Conn, Fault, Value, sql};

pub(in crate::signoff) async fn add_requests(c: &mut Conn, rows: &[Vec<Value>]) -> Result<(), Fault> {
    c.put_all(
        sql!(
            "INSERT INTO sign_off (id, plan_id, requirement_id, trainee_id, to_person, state, completed_on, comment, requested_at,
                                   changed_at, changed_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        ),
        rows,
    ).await
}

pub(in crate::signoff) async fn add_evidence(c: &mut Conn, rows: &[Vec<Value>]) -> Result<(), Fault> {
    c.put_all(sql!("INSERT INTO sign_off_entry (sign_off_id, entry_id) VALUES ($1, $2)"), rows).await
}

pub(in crate::signoff) async fn add_attestations(c: &mut Conn, rows: &[Vec<Value>]) -> Result<(), Fault> {
    c.put_all(
        sql!(
            "INSERT INTO attestation (id, plan_id, requirement_id, trainee_id, attester_id, role, on_behalf_of, sign_off_id, count, raised,
                                      completed_on, absence_below_percent, comment, attested_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
        ),
        rows,
    ).await
}

pub(in crate::signoff) async fn add_advice(c: &mut Conn, rows: &[Vec<Value>]) -> Result<(), Fault> {
    c.put_all(
        sql!(
            "INSERT INTO advice (id, plan_id, requirement_id, trainee_id, adviser_id, role, recommends, comment, meeting_on,
                                 advised_at, act_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        ),
        rows,
    ).await
}

pub(in crate::signoff) async fn add_states(c: &mut Conn, rows: &[Vec<Value>]) -> Result<(), Fault> {
    c.put_all(
        sql!(
            "INSERT INTO requirement_state (plan_id, requirement_id, state, registered_count, signed_count, sign_off_id,
                                            attestation_id, attested_at, annulled, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        ),
        rows,
    ).await
}
