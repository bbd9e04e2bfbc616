//! SQL of cases, and of the state that follows from what happened.

use base::{Day, PlanId, RequirementId, SignOffId};
use db::{Conn, Fault, FromRow, args, sql};

use super::Request;
use crate::signoff::case::Row;

/// The case of one requirement on day `$1`, as far as its curriculum does not say; whoever asks says which one.
macro_rules! case {
    () => {
        "p.id, p.programme_id, p.trainee_id, p.scheme, p.curriculum_id, p.archived_at IS NOT NULL, p.begun_at IS NOT NULL,
         (SELECT n.setting FROM placement n WHERE n.programme_id = p.programme_id AND n.from_day <= $1
          ORDER BY n.from_day DESC LIMIT 1),
         s.state, s.registered_count, s.signed_count, s.sign_off_id, s.attestation_id, s.attested_at, s.annulled"
    };
}

/// By its code, with its id.
pub(in crate::signoff) async fn case_of_code(
    c: &mut Conn,
    today: Day,
    plan: PlanId,
    code: &str,
) -> Result<Option<(Row, RequirementId)>, Fault> {
    let both: Option<Both<(RequirementId,)>> = c
        .first(
            sql!(concat!(
                "SELECT ",
                case!(),
                ", r.id
                 FROM plan p
                 JOIN requirement r ON r.curriculum_id = p.curriculum_id
                 LEFT JOIN requirement_state s ON s.plan_id = p.id AND s.requirement_id = r.id
                 WHERE p.id = $2 AND r.code = $3"
            )),
            &args![today, plan, code],
        )
        .await?;
    Ok(both.map(|Both(case, (requirement,))| (case, requirement)))
}

pub(in crate::signoff) async fn case_of(
    c: &mut Conn,
    today: Day,
    plan: PlanId,
    requirement: RequirementId,
) -> Result<Option<Row>, Fault> {
    c.first(
        sql!(concat!(
            "SELECT ",
            case!(),
            " FROM plan p LEFT JOIN requirement_state s ON s.plan_id = p.id AND s.requirement_id = $3 WHERE p.id = $2"
        )),
        &args![today, plan, requirement],
    )
    .await
}

/// A request and the case it is about.
pub(in crate::signoff) async fn request_and_case(
    c: &mut Conn,
    today: Day,
    id: SignOffId,
) -> Result<Option<(Row, Request)>, Fault> {
    let both: Option<Both<Request>> = c
        .first(
            sql!(concat!(
                "SELECT ",
                case!(),
                ", q.id, q.plan_id, q.requirement_id, q.trainee_id, q.to_person, q.state, q.completed_on, q.comment, q.requested_at
                 FROM sign_off q
                 JOIN plan p ON p.id = q.plan_id
                 LEFT JOIN requirement_state s ON s.plan_id = q.plan_id AND s.requirement_id = q.requirement_id
                 WHERE q.id = $2"
            )),
            &args![today, id],
        )
        .await?;
    Ok(both.map(|Both(case, request)| (case, request)))
}

/// In which setting, and until which day, a time element is served.
pub(in crate::signoff) async fn served(
    c: &mut Conn,
    plan: PlanId,
    requirement: RequirementId,
) -> Result<Option<(String, Day)>, Fault> {
    c.first(
        sql!(
            "SELECT l.setting, l.until_day FROM plan_time m JOIN placement l ON l.id = m.placement_id
             WHERE m.plan_id = $1 AND m.requirement_id = $2"
        ),
        &args![plan, requirement],
    )
    .await
}

/// A case, and what else its statement reads.
struct Both<T>(Row, T);

impl<T: FromRow> FromRow for Both<T> {
    fn from_row(row: &mut db::Row<'_>) -> Result<Self, Fault> {
        Ok(Self(Row::from_row(row)?, T::from_row(row)?))
    }
}
