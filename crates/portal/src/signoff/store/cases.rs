//! SQL of cases, and of the state that follows from what happened.

use base::{Day, PlanId, RequirementId, SignOffId};
use db::{Conn, Fault, FromRow, args, sql};

use super::Request;
use crate::signoff::case::Row;

/// The case of one requirement on day `$1`; whoever asks says which one.
macro_rules! case {
    () => {
        case!("FROM plan p JOIN requirement r ON r.curriculum_id = p.curriculum_id", "")
    };
    ($from:literal, $more:literal) => {
        concat!("SELECT p.id, p.programme_id, p.trainee_id, p.scheme, p.curriculum_id, p.archived_at IS NOT NULL, p.begun_at IS NOT NULL,
                r.id, k.code, k.version, r.code, r.kind, r.required_count, r.general, r.attested_by,
                COALESCE(l.setting, (SELECT n.setting FROM placement n WHERE n.programme_id = p.programme_id AND n.from_day <= $1
                                     ORDER BY n.from_day DESC LIMIT 1)),
                s.state, s.registered_count, s.signed_count, s.sign_off_id, s.attestation_id, s.attested_at, s.annulled,
                l.until_day", $more, " ", $from, "
         JOIN curriculum k ON k.id = p.curriculum_id
         LEFT JOIN requirement_state s ON s.plan_id = p.id AND s.requirement_id = r.id
         LEFT JOIN plan_time m ON m.plan_id = p.id AND m.requirement_id = r.id
         LEFT JOIN placement l ON l.id = m.placement_id")
    };
}

pub(in crate::signoff) async fn case_of_code(
    c: &mut Conn,
    today: Day,
    plan: PlanId,
    code: &str,
) -> Result<Option<Row>, Fault> {
    c.first(sql!(concat!(case!(), " WHERE p.id = $2 AND r.code = $3")), &args![today, plan, code]).await
}

pub(in crate::signoff) async fn case_of(
    c: &mut Conn,
    today: Day,
    plan: PlanId,
    requirement: RequirementId,
) -> Result<Option<Row>, Fault> {
    c.first(sql!(concat!(case!(), " WHERE p.id = $2 AND r.id = $3")), &args![today, plan, requirement]).await
}

/// A request and the case it is about. The request stays as it is until the transaction ends.
pub(in crate::signoff) async fn request_and_case(
    c: &mut Conn,
    today: Day,
    id: SignOffId,
) -> Result<Option<(Request, Row)>, Fault> {
    let both: Option<Both> = c
        .first(
            sql!(concat!(
                case!(
                    "FROM sign_off q JOIN plan p ON p.id = q.plan_id JOIN requirement r ON r.id = q.requirement_id",
                    ", q.id, q.plan_id, q.requirement_id, q.trainee_id, q.to_person, q.state, q.completed_on, q.comment, q.requested_at"
                ),
                " WHERE q.id = $2 {for_share q}"
            )),
            &args![today, id],
        )
        .await?;
    Ok(both.map(|Both(case, request)| (request, case)))
}

struct Both(Row, Request);

impl FromRow for Both {
    fn from_row(row: &mut db::Row<'_>) -> Result<Self, Fault> {
        Ok(Self(Row::from_row(row)?, Request::from_row(row)?))
    }
}
