//! The one SQL text that says what people are towards plans, and what is read from it.

use base::{
    CurriculumId, Day, DelegationId, GrantId, OrganisationId, PersonId, PlanId, ProgrammeId, RequirementId,
    SignOffId,
};
use db::{Conn, Fault, args, from_row, sql};
use domain::access::{Standing, StandingKind};

use super::{At, Search};

/// Every standing of every person towards every programme on day `$1`; whoever asks narrows it to a person or to a programme. A row
/// with a requirement is good for that one only. Columns: person_id, standing, programme_id, requirement_id, grant_id,
/// delegation_id, on_behalf_of.
macro_rules! standing {
    () => {
        "(SELECT p.trainee_id AS person_id, 'oneself' AS standing, p.id AS programme_id, NULLIF(p.id, p.id) AS requirement_id,
                 NULLIF(p.id, p.id) AS grant_id, NULLIF(p.id, p.id) AS delegation_id, NULLIF(p.id, p.id) AS on_behalf_of
          FROM programme p
          UNION ALL
          SELECT g.person_id, g.role, p.id, NULLIF(p.id, p.id), g.id, NULLIF(p.id, p.id), NULLIF(p.id, p.id)
          FROM role_grant g
          JOIN organisation_tree t ON t.ancestor_id = g.over_id
          JOIN placement l ON l.organisation_id = t.descendant_id
          JOIN programme p ON p.id = l.programme_id AND p.scheme = g.scheme
          WHERE g.over_kind = 'organisation'
            AND g.role IN ('supervisor', 'leader', 'education_lead', 'tutor', 'secretariat', 'course_provider')
            AND g.from_day <= $1 AND (g.until_day IS NULL OR g.until_day >= $1) AND g.ended_at IS NULL
            AND ((l.from_day <= $1 AND l.until_day >= $1) OR g.role = 'secretariat')
          UNION ALL
          SELECT g.person_id, g.role || '_served', l.programme_id, s.requirement_id, g.id, NULLIF(g.id, g.id), NULLIF(g.id, g.id)
          FROM role_grant g
          JOIN organisation_tree t ON t.ancestor_id = g.over_id
          JOIN placement l ON l.organisation_id = t.descendant_id
          JOIN plan_time s ON s.placement_id = l.id
          JOIN programme p ON p.id = l.programme_id AND p.scheme = g.scheme
          WHERE g.over_kind = 'organisation'
            AND g.role IN ('leader', 'education_lead', 'tutor')
            AND g.from_day <= $1 AND (g.until_day IS NULL OR g.until_day >= $1) AND g.ended_at IS NULL
            AND l.from_day <= $1
          UNION ALL
          SELECT g.person_id, g.role, p.id, NULLIF(p.id, p.id), g.id, NULLIF(p.id, p.id), NULLIF(p.id, p.id)
          FROM role_grant g
          JOIN programme p ON p.trainee_id = g.over_id AND p.scheme = g.scheme
          WHERE g.over_kind = 'person' AND g.role IN ('mentor', 'supervisor', 'research_supervisor')
            AND g.from_day <= $1 AND (g.until_day IS NULL OR g.until_day >= $1) AND g.ended_at IS NULL
          UNION ALL
          SELECT g.person_id, g.role, p.id, NULLIF(p.id, p.id), g.id, NULLIF(p.id, p.id), NULLIF(p.id, p.id)
          FROM role_grant g
          JOIN programme p ON p.specialty = g.over_code AND p.scheme = g.scheme
          WHERE g.over_kind = 'specialty' AND g.role IN ('course_leader', 'sub_course_leader')
            AND g.from_day <= $1 AND (g.until_day IS NULL OR g.until_day >= $1) AND g.ended_at IS NULL
          UNION ALL
          SELECT g.person_id, g.role, p.id, NULLIF(p.id, p.id), g.id, NULLIF(p.id, p.id), NULLIF(p.id, p.id)
          FROM role_grant g
          JOIN programme p ON p.scheme = g.scheme
          WHERE g.over_kind = 'scheme' AND g.role IN ('authority', 'course_provider', 'secretariat')
            AND g.from_day <= $1 AND (g.until_day IS NULL OR g.until_day >= $1) AND g.ended_at IS NULL
          UNION ALL
          SELECT d.to_person, 'delegate', p.id, NULLIF(p.id, p.id), g.id, d.id, d.from_person
          FROM delegation d
          JOIN role_grant g ON g.person_id = d.from_person AND g.role = 'leader' AND g.scheme = d.scheme
          JOIN organisation_tree u ON u.ancestor_id = g.over_id AND u.descendant_id = d.organisation_id
          JOIN organisation_tree t ON t.ancestor_id = d.organisation_id
          JOIN placement l ON l.organisation_id = t.descendant_id AND l.from_day <= $1 AND l.until_day >= $1
          JOIN programme p ON p.id = l.programme_id AND p.scheme = d.scheme
          WHERE d.from_day <= $1 AND d.until_day >= $1 AND d.ended_at IS NULL
            AND g.over_kind = 'organisation' AND g.from_day <= $1
            AND (g.until_day IS NULL OR g.until_day >= $1) AND g.ended_at IS NULL) AS standing"
    };
}

type Row = (String, Option<GrantId>, Option<DelegationId>, Option<PersonId>);

fn standing((kind, grant, delegation, on_behalf_of): Row) -> Option<Standing> {
    let kind: StandingKind = kind.parse().ok()?;
    Some(Standing { kind, grants: grant.into_iter().collect(), delegation, on_behalf_of })
}

pub(super) async fn standings(
    c: &mut Conn,
    actor: PersonId,
    today: Day,
    at: At,
) -> Result<Vec<Standing>, Fault> {
    let rows: Vec<Row> = match at.requirement {
        Some(requirement) => {
            c.all(
                sql!(concat!(
                    "SELECT DISTINCT standing, grant_id, delegation_id, on_behalf_of FROM ",
                    standing!(),
                    " WHERE person_id = $2 AND programme_id = $3 AND (requirement_id IS NULL OR requirement_id = $4)"
                )),
                &args![today, actor, at.programme, requirement],
            )
            .await?
        }
        None => {
            c.all(
                sql!(concat!(
                    "SELECT DISTINCT standing, grant_id, delegation_id, on_behalf_of FROM ",
                    standing!(),
                    " WHERE person_id = $2 AND programme_id = $3"
                )),
                &args![today, actor, at.programme],
            )
            .await?
        }
    };
    Ok(rows.into_iter().filter_map(standing).collect())
}

/// How many of these grants are good today; they stay so until the transaction ends. None: as many as there were.
pub(super) async fn hold_grants(
    c: &mut Conn,
    grants: &[GrantId],
    today: Day,
) -> Result<Option<usize>, Fault> {
    let rows: Option<Vec<(GrantId,)>> = c
        .hold(
            sql!(
                "SELECT id FROM role_grant
                 WHERE id {any $1} AND from_day <= $2 AND (until_day IS NULL OR until_day >= $2) AND ended_at IS NULL
                 {for_share}"
            ),
            &args![grants, today],
        )
        .await?;
    Ok(rows.map(|rows| rows.len()))
}

pub(super) async fn hold_delegation(
    c: &mut Conn,
    delegation: DelegationId,
    today: Day,
) -> Result<bool, Fault> {
    let rows: Option<Vec<(DelegationId,)>> = c
        .hold(
            sql!(
                "SELECT id FROM delegation WHERE id = $1 AND from_day <= $2 AND until_day >= $2 AND ended_at IS NULL {for_share}"
            ),
            &args![delegation, today],
        )
        .await?;
    Ok(rows.is_none_or(|rows| !rows.is_empty()))
}

from_row! {
    /// Somebody who may receive a request.
    #[derive(Debug, Clone)]
    pub struct Approver {
        /// Who.
        pub person: PersonId,
        /// Their name.
        pub name: String,
        /// What they are towards the plan, as a code.
        pub standing: String,
        /// The leader for whom a delegate acts.
        pub on_behalf_of: Option<PersonId>,
        /// The last day of a delegate's loan.
        pub deputy_until: Option<Day>,
    }
}

pub(super) async fn holders(
    c: &mut Conn,
    today: Day,
    at: At,
    kinds: &[&str],
) -> Result<Vec<Approver>, Fault> {
    c.all(
        sql!(concat!(
            "SELECT person_id, who.name, standing, on_behalf_of, MAX(d.until_day) FROM ",
            standing!(),
            " JOIN person who ON who.id = person_id
              LEFT JOIN delegation d ON d.id = delegation_id
              WHERE programme_id = $2 AND (requirement_id IS NULL OR requirement_id = $3) AND standing {any_text $4}
              GROUP BY person_id, who.name, who.sort_key, standing, on_behalf_of
              ORDER BY who.sort_key, person_id, standing LIMIT 500"
        )),
        &args![today, at.programme, at.requirement, kinds],
    )
    .await
}

from_row! {
    /// A programme within someone's reach.
    #[derive(Debug, Clone)]
    pub struct Within {
        /// The programme.
        pub programme: ProgrammeId,
        /// Whose.
        pub trainee: PersonId,
        /// The trainee's name.
        pub name: String,
        /// The name's sort key, for the next page.
        pub sort_key: Vec<u8>,
        /// One of the standings that reach it, as a code.
        pub standing: String,
    }
}

/// Programmes towards which `actor` has one of `kinds`, each `scheme/standing`.
pub(super) async fn within(
    c: &mut Conn,
    actor: PersonId,
    today: Day,
    kinds: &[&str],
    search: Search<'_>,
) -> Result<Vec<Within>, Fault> {
    let like = format!("%{}%", web::format::folded(search.words.trim()).replace(['%', '_', '\\'], " "));
    let (key, programme) = search.after.unwrap_or((&[], ProgrammeId::from_uuid(uuid::Uuid::nil())));
    c.all(
        sql!(concat!(
            "SELECT g.id, g.trainee_id, who.name, who.sort_key, MIN(standing.standing) FROM ",
            standing!(),
            " JOIN programme g ON g.id = standing.programme_id
              JOIN person who ON who.id = g.trainee_id
              WHERE standing.person_id = $2 AND (g.scheme || '/' || standing.standing) {any_text $3}
                AND who.folded LIKE $4
                AND (who.sort_key > $5 OR (who.sort_key = $5 AND g.id > $6))
              GROUP BY g.id, g.trainee_id, who.name, who.sort_key
              ORDER BY who.sort_key, g.id LIMIT $7"
        )),
        &args![today, actor, kinds, like, key, programme, search.limit],
    )
    .await
}

type Among =
    (ProgrammeId, Option<RequirementId>, String, Option<GrantId>, Option<DelegationId>, Option<PersonId>);

/// What `actor` is towards each of these programmes; a row with a requirement is good for that one only.
pub(super) async fn among(
    c: &mut Conn,
    actor: PersonId,
    today: Day,
    programmes: &[ProgrammeId],
) -> Result<Vec<(ProgrammeId, Option<RequirementId>, Standing)>, Fault> {
    let rows: Vec<Among> = c
        .all(
            sql!(concat!(
                "SELECT DISTINCT programme_id, requirement_id, standing, grant_id, delegation_id, on_behalf_of FROM ",
                standing!(),
                " WHERE person_id = $2 AND programme_id {any $3}"
            )),
            &args![today, actor, programmes],
        )
        .await?;
    let read = |(programme, requirement, kind, grant, delegation, on_behalf_of)| {
        Some((programme, requirement, standing((kind, grant, delegation, on_behalf_of))?))
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// People with a role over these units, above or below them, or over a trainee there; and earlier delegates of the leader. One row a
/// role; those of one person together.
pub(super) async fn colleagues(
    c: &mut Conn,
    leader: PersonId,
    today: Day,
    units: &[OrganisationId],
) -> Result<Vec<(PersonId, String, String)>, Fault> {
    c.all(
        sql!(
            "SELECT who.id, who.name, near.role
             FROM (SELECT g.person_id, g.role
                   FROM role_grant g
                   JOIN organisation_tree t ON t.descendant_id = g.over_id AND t.ancestor_id {any $3}
                   WHERE g.over_kind = 'organisation' AND g.role IN ('supervisor', 'leader', 'education_lead', 'tutor')
                     AND g.from_day <= $2 AND (g.until_day IS NULL OR g.until_day >= $2) AND g.ended_at IS NULL
                   UNION
                   SELECT g.person_id, g.role
                   FROM role_grant g
                   JOIN organisation_tree t ON t.ancestor_id = g.over_id AND t.descendant_id {any $3}
                   WHERE g.over_kind = 'organisation' AND g.role IN ('supervisor', 'leader', 'education_lead', 'tutor')
                     AND g.from_day <= $2 AND (g.until_day IS NULL OR g.until_day >= $2) AND g.ended_at IS NULL
                   UNION
                   SELECT g.person_id, g.role
                   FROM organisation_tree t
                   JOIN placement l ON l.organisation_id = t.descendant_id AND l.from_day <= $2 AND l.until_day >= $2
                   JOIN programme p ON p.id = l.programme_id
                   JOIN role_grant g ON g.over_id = p.trainee_id
                   WHERE t.ancestor_id {any $3}
                     AND g.over_kind = 'person' AND g.role IN ('supervisor', 'mentor', 'research_supervisor')
                     AND g.from_day <= $2 AND (g.until_day IS NULL OR g.until_day >= $2) AND g.ended_at IS NULL
                   UNION
                   SELECT d.to_person, '' FROM delegation d WHERE d.from_person = $1) AS near
             JOIN person who ON who.id = near.person_id
             WHERE who.id <> $1 AND NOT EXISTS (
                 SELECT 1 FROM programme p WHERE p.trainee_id = who.id AND p.from_day <= $2 AND p.until_day >= $2)
             ORDER BY who.sort_key, who.id, near.role LIMIT 1000"
        ),
        &args![leader, today, units],
    )
    .await
}

/// Requests that wait on goals of programmes towards which `actor` has one of `kinds`, each `scheme/standing`; the oldest first.
pub(super) async fn waiting_within(
    c: &mut Conn,
    actor: PersonId,
    today: Day,
    kinds: &[&str],
    limit: i64,
) -> Result<Vec<SignOffId>, Fault> {
    let rows: Vec<(SignOffId,)> = c
        .all(
            sql!(concat!(
                // CROSS JOIN keeps SQLite from beginning with all that waits in the portal.
                "SELECT s.id FROM (
                     SELECT DISTINCT g.id FROM ",
                standing!(),
                " JOIN programme g ON g.id = standing.programme_id
                     WHERE standing.person_id = $2 AND (g.scheme || '/' || standing.standing) {any_text $3}) AS mine
                 CROSS JOIN plan p
                 CROSS JOIN sign_off s
                 JOIN requirement r ON r.id = s.requirement_id AND r.kind = 'goal'
                 WHERE p.programme_id = mine.id AND s.plan_id = p.id AND s.state = 'requested'
                 ORDER BY s.requested_at, s.id LIMIT $4"
            )),
            &args![today, actor, kinds, limit],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

from_row! {
    /// Time that was served, or nearly, and that nobody has attested or been asked to.
    #[derive(Debug, Clone)]
    pub struct TimeServed {
        /// The plan.
        pub plan: PlanId,
        /// The programme.
        pub programme: ProgrammeId,
        /// The time element.
        pub requirement: RequirementId,
        /// Whose.
        pub trainee: PersonId,
        /// The trainee's name.
        pub trainee_name: String,
        /// The scheme's code.
        pub scheme: String,
        /// The plan's curriculum version.
        pub curriculum: CurriculumId,
        /// The first day.
        pub from: Day,
        /// The last day.
        pub until: Day,
    }
}

/// Time elements towards which `actor` has one of `kinds`, each `scheme/standing`, the first to end first.
pub(super) async fn times_within(
    c: &mut Conn,
    actor: PersonId,
    today: Day,
    kinds: &[&str],
    limit: i64,
) -> Result<Vec<TimeServed>, Fault> {
    c.all(
        sql!(concat!(
            "SELECT DISTINCT p.id, p.programme_id, m.requirement_id, p.trainee_id, who.name, p.scheme, p.curriculum_id, l.from_day,
                    l.until_day
             FROM ",
            standing!(),
            " JOIN plan p ON p.programme_id = standing.programme_id AND p.archived_at IS NULL
              JOIN plan_time m ON m.plan_id = p.id AND m.requirement_id = standing.requirement_id
              JOIN placement l ON l.id = m.placement_id
              JOIN person who ON who.id = p.trainee_id
              LEFT JOIN requirement_state q ON q.plan_id = p.id AND q.requirement_id = m.requirement_id
              WHERE standing.person_id = $2 AND (p.scheme || '/' || standing.standing) {any_text $3}
                AND COALESCE(q.state, 'open') NOT IN ('attested', 'requested')
              ORDER BY l.until_day, p.id LIMIT $4"
        )),
        &args![today, actor, kinds, limit],
    )
    .await
}
