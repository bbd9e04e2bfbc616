//! SQL of requests.

use base::{Day, EntryId, Moment, PersonId, PlanId, RequirementId, SignOffId};
use db::{Conn, Fault, args, from_row, sql};
use domain::access::Permit;

from_row! {
    /// A request as it stands.
    #[derive(Debug, Clone)]
    pub struct Request {
        /// Which.
        pub id: SignOffId,
        /// The plan.
        pub plan: PlanId,
        /// The requirement.
        pub requirement: RequirementId,
        /// Whose.
        pub trainee: PersonId,
        /// To whom.
        pub to: PersonId,
        /// Its state's code.
        pub state: String,
        /// The day it was completed, as the trainee says.
        pub completed_on: Option<Day>,
        /// The trainee's words.
        pub comment: Option<String>,
        /// When it was sent.
        pub requested_at: Moment,
    }
}

pub(in crate::signoff) async fn add_request(
    c: &mut Conn,
    request: &Request,
    _: &Permit,
) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO sign_off (id, plan_id, requirement_id, trainee_id, to_person, state, completed_on, comment, requested_at,
                                   changed_at, changed_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $4)"
        ),
        &args![
            request.id,
            request.plan,
            request.requirement,
            request.trainee,
            request.to,
            &request.state,
            request.completed_on,
            request.comment.clone(),
            request.requested_at
        ],
    )
    .await
    .map(drop)
}

pub(in crate::signoff) async fn add_evidence(
    c: &mut Conn,
    request: SignOffId,
    entry: EntryId,
) -> Result<(), Fault> {
    c.put(sql!("INSERT INTO sign_off_entry (sign_off_id, entry_id) VALUES ($1, $2)"), &args![request, entry])
        .await
}

/// What a request's row says when the trainee took it back; its other ends are states of a requirement.
pub(in crate::signoff) const RECALLED: &str = "recalled";

/// The requests of a plan that wait, oldest first.
pub(in crate::signoff) async fn waiting(c: &mut Conn, plan: PlanId) -> Result<Vec<SignOffId>, Fault> {
    let rows: Vec<(SignOffId,)> = c
        .all(
            sql!(
                "SELECT s.id FROM requirement_state q JOIN sign_off s ON s.id = q.sign_off_id
                 WHERE q.plan_id = $1 AND q.state = 'requested' ORDER BY s.requested_at, s.id LIMIT 5000"
            ),
            &args![plan],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

from_row! {
    /// What somebody decided of a request.
    #[derive(Debug, Clone)]
    pub struct Decided {
        /// Which.
        pub id: SignOffId,
        /// Attested or returned, as a code.
        pub state: String,
        /// In which role it was attested, as a code.
        pub role: Option<String>,
        /// For which leader.
        pub on_behalf_of: Option<PersonId>,
        /// When.
        pub at: Moment,
    }
}

/// Those of these requests that this person attested or returned.
pub(in crate::signoff) async fn decided_by(
    c: &mut Conn,
    person: PersonId,
    ids: &[SignOffId],
) -> Result<Vec<Decided>, Fault> {
    c.all(
        sql!(
            "SELECT s.id, s.state, a.role, a.on_behalf_of, s.changed_at
             FROM sign_off s
             LEFT JOIN act x ON x.plan_id = s.plan_id AND x.requirement_id = s.requirement_id AND x.at = s.changed_at AND x.what = 'attested'
             LEFT JOIN attestation a ON a.id = x.id AND a.sign_off_id = s.id
             WHERE s.id {any $1} AND s.changed_by = $2 AND s.state IN ('attested', 'returned')
             ORDER BY s.requested_at, s.id LIMIT 1000"
        ),
        &args![ids, person],
    )
    .await
}

/// The request, which this work saw waiting, is recalled, returned or attested. Whoever is second sees that it waits no longer: PostgreSQL
/// begins a work again that changes a row which another one changed.
pub(in crate::signoff) async fn close(
    c: &mut Conn,
    id: SignOffId,
    state: &str,
    now: Moment,
    permit: &Permit,
) -> Result<(), Fault> {
    c.put(
        sql!("UPDATE sign_off SET state = $2, changed_at = $3, changed_by = $4 WHERE id = $1"),
        &args![id, state, now, permit.actor()],
    )
    .await
}
