//! SQL of boxes: what was sent to whom.

use base::{CurriculumId, Day, Moment, Percent, PersonId, PlanId, ProgrammeId, RequirementId, SignOffId};
use db::{Conn, Fault, args, from_row, sql};
use domain::signoff::State;

from_row! {
    /// A request in somebody's box.
    #[derive(Debug, Clone)]
    pub struct Boxed {
        /// Which.
        pub id: SignOffId,
        /// The plan.
        pub plan: PlanId,
        /// The programme.
        pub programme: ProgrammeId,
        /// The requirement.
        pub requirement: RequirementId,
        /// Whose.
        pub trainee: PersonId,
        /// The trainee's name.
        pub trainee_name: String,
        /// To whom.
        pub to: PersonId,
        /// Their name.
        pub to_name: String,
        /// The programme's stage, as a code.
        pub stage: String,
        /// The scheme's code.
        pub scheme: String,
        /// Its state's code.
        pub state: String,
        /// The day it was completed, as the trainee says.
        pub completed_on: Option<Day>,
        /// The trainee's words.
        pub comment: Option<String>,
        /// When it was sent.
        pub requested_at: Moment,
        /// How many entries it rests on.
        pub entries: u32,
        /// How many times they count together.
        pub count: u32,
        /// The day of the latest of them.
        pub latest: Option<Day>,
        /// The plan's curriculum version.
        pub curriculum: CurriculumId,
        /// Whether an attestation of it was taken back.
        pub annulled: bool,
        /// How many of the activities that support it are in their end state.
        pub activities_done: u32,
        /// Time served, for a time element: its first day.
        pub time_from: Option<Day>,
        /// Its last day.
        pub time_until: Option<Day>,
        /// How much of full time.
        pub time_percent: Option<Percent>,
        /// Where.
        pub time_place: Option<String>,
    }
}

/// A request with names, the entries it rests on counted.
macro_rules! boxed {
    () => {
        "SELECT s.id, s.plan_id, p.programme_id, s.requirement_id, s.trainee_id, t.name, s.to_person, o.name, g.stage, p.scheme,
                s.state, s.completed_on, s.comment, s.requested_at,
                (SELECT COUNT(*) FROM sign_off_entry x WHERE x.sign_off_id = s.id),
                (SELECT CAST(COALESCE(SUM(e.count), 0) AS bigint) FROM sign_off_entry x JOIN entry e ON e.id = x.entry_id
                 WHERE x.sign_off_id = s.id),
                (SELECT MAX(e.on_day) FROM sign_off_entry x JOIN entry e ON e.id = x.entry_id WHERE x.sign_off_id = s.id),
                p.curriculum_id, COALESCE(q.annulled, FALSE),
                (SELECT COUNT(*) FROM requirement_support u
                 JOIN requirement_state a ON a.plan_id = s.plan_id AND a.requirement_id = u.activity_id
                 WHERE u.goal_id = s.requirement_id AND a.state IN ('attested', 'registered')),
                l.from_day, l.until_day, l.percent, w.name
         FROM sign_off s
         LEFT JOIN requirement_state q ON q.plan_id = s.plan_id AND q.requirement_id = s.requirement_id
         LEFT JOIN plan_time m ON m.plan_id = s.plan_id AND m.requirement_id = s.requirement_id
         LEFT JOIN placement l ON l.id = m.placement_id
         LEFT JOIN organisation w ON w.id = l.organisation_id
         JOIN plan p ON p.id = s.plan_id
         JOIN programme g ON g.id = p.programme_id
         JOIN person t ON t.id = s.trainee_id
         JOIN person o ON o.id = s.to_person"
    };
}

pub(in crate::signoff) async fn boxed(c: &mut Conn, id: SignOffId) -> Result<Option<Boxed>, Fault> {
    c.first(sql!(concat!(boxed!(), " WHERE s.id = $1")), &args![id]).await
}

/// These requests with names, oldest first.
pub(in crate::signoff) async fn boxed_all(c: &mut Conn, ids: &[SignOffId]) -> Result<Vec<Boxed>, Fault> {
    c.all(
        sql!(concat!(boxed!(), " WHERE s.id {any $1} ORDER BY s.requested_at, s.id LIMIT 1000")),
        &args![ids],
    )
    .await
}

from_row! {
    /// A request as far as leave to see it needs.
    #[derive(Debug, Clone)]
    pub(in crate::signoff) struct Sent {
        pub(in crate::signoff) id: SignOffId,
        pub(in crate::signoff) programme: ProgrammeId,
        pub(in crate::signoff) requirement: RequirementId,
        pub(in crate::signoff) trainee: PersonId,
        pub(in crate::signoff) to: PersonId,
        pub(in crate::signoff) scheme: String,
        pub(in crate::signoff) curriculum: CurriculumId,
        pub(in crate::signoff) requested_at: Moment,
    }
}

/// A request and the plan it is about, without names.
macro_rules! sent {
    () => {
        "SELECT s.id, p.programme_id, s.requirement_id, s.trainee_id, s.to_person, p.scheme, p.curriculum_id, s.requested_at
         FROM sign_off s JOIN plan p ON p.id = s.plan_id"
    };
}

/// These requests, oldest first.
pub(in crate::signoff) async fn sent(c: &mut Conn, ids: &[SignOffId]) -> Result<Vec<Sent>, Fault> {
    c.all(
        sql!(concat!(sent!(), " WHERE s.id {any $1} ORDER BY s.requested_at, s.id LIMIT 1000")),
        &args![ids],
    )
    .await
}

/// What a trainee has sent, newest first.
pub(in crate::signoff) async fn out_box(
    c: &mut Conn,
    trainee: PersonId,
    state: &str,
    limit: i64,
) -> Result<Vec<Boxed>, Fault> {
    c.all(
        sql!(concat!(
            boxed!(),
            " WHERE p.trainee_id = $1 AND s.state = $2 ORDER BY s.requested_at DESC, s.id DESC LIMIT $3"
        )),
        &args![trainee, state, limit],
    )
    .await
}

/// What was sent to these people, in these states, after a place in the list, oldest first.
pub(in crate::signoff) async fn sent_to(
    c: &mut Conn,
    people: &[PersonId],
    states: &[&str],
    after: (Moment, SignOffId),
    limit: i64,
) -> Result<Vec<Sent>, Fault> {
    // What waits has an index of its own, which only a state in the text finds.
    if states == [State::Requested.code()] {
        let waiting = sql!(concat!(
            sent!(),
            " WHERE s.to_person {any $1} AND s.state = 'requested' AND (s.requested_at, s.id) > ($2, $3)
              ORDER BY s.requested_at, s.id LIMIT $4"
        ));
        return c.all(waiting, &args![people, after.0, after.1, limit]).await;
    }
    c.all(
        sql!(concat!(
            sent!(),
            " WHERE s.to_person {any $1} AND s.state {any_text $2} AND (s.requested_at, s.id) > ($3, $4)
              ORDER BY s.requested_at, s.id LIMIT $5"
        )),
        &args![people, states, after.0, after.1, limit],
    )
    .await
}

/// What a trainee has sent, in these states, after a place in the list, newest first.
pub(in crate::signoff) async fn out_part(
    c: &mut Conn,
    trainee: PersonId,
    states: &[&str],
    after: (Moment, SignOffId),
    limit: i64,
) -> Result<Vec<Boxed>, Fault> {
    c.all(
        sql!(concat!(
            boxed!(),
            " WHERE p.trainee_id = $1 AND s.state {any_text $2} AND (s.requested_at, s.id) < ($3, $4)
              ORDER BY s.requested_at DESC, s.id DESC LIMIT $5"
        )),
        &args![trainee, states, after.0, after.1, limit],
    )
    .await
}

/// The leaders who lent this person the right to approve, today.
pub(in crate::signoff) async fn lenders(
    c: &mut Conn,
    person: PersonId,
    today: Day,
) -> Result<Vec<PersonId>, Fault> {
    let rows: Vec<(PersonId,)> = c
        .all(
            sql!(
                "SELECT DISTINCT from_person FROM delegation
                 WHERE to_person = $1 AND from_day <= $2 AND until_day >= $2 AND ended_at IS NULL LIMIT 100"
            ),
            &args![person, today],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
