//! SQL of lists: what is within somebody's reach. What is listed is what is allowed, for it is the same text.

use base::{
    CurriculumId, Day, DelegationId, GrantId, Moment, OrganisationId, PersonId, PlanId, ProgrammeId,
    RequirementId, SignOffId,
};
use db::{Conn, Fault, args, from_row, sql};
use domain::access::Standing;

use super::{once, standing};
use crate::access::{Rows, Search};

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
pub(in crate::access) async fn within(
    c: &mut Conn,
    actor: PersonId,
    today: Day,
    kinds: &[&str],
    search: Search<'_>,
) -> Result<Vec<Within>, Fault> {
    let [first, second, third] = web::format::sought_each(search.words);
    let (key, programme) = search.after.unwrap_or((&[], ProgrammeId::from_uuid(uuid::Uuid::nil())));
    c.all(
        sql!(concat!(
            "SELECT g.id, g.trainee_id, who.name, who.sort_key, MIN(standing.standing) FROM ",
            standing!(),
            " JOIN programme g ON g.id = standing.programme_id
              JOIN person who ON who.id = g.trainee_id
              WHERE standing.person_id = $2 AND g.trainee_id <> $2 AND (g.scheme || '/' || standing.standing) {any_text $3}
                AND who.folded LIKE $4 AND who.folded LIKE $5 AND who.folded LIKE $6
                AND (who.sort_key > $7 OR (who.sort_key = $7 AND g.id > $8))
              GROUP BY g.id, g.trainee_id, who.name, who.sort_key
              ORDER BY who.sort_key, g.id LIMIT $9"
        )),
        &args![today, actor, kinds, first, second, third, key, programme, search.limit],
    )
    .await
}

type Among =
    (ProgrammeId, Option<RequirementId>, String, Option<GrantId>, Option<DelegationId>, Option<PersonId>);

/// What `actor` is towards each of these programmes; a row with a requirement is good for that one only.
pub(in crate::access) async fn among(
    c: &mut Conn,
    actor: PersonId,
    today: Day,
    programmes: &[ProgrammeId],
) -> Result<Vec<(ProgrammeId, Option<RequirementId>, Standing)>, Fault> {
    let rows: Vec<Among> = c
        .all(
            sql!(concat!(
                "SELECT programme_id, requirement_id, standing, grant_id, delegation_id, on_behalf_of FROM ",
                standing!(),
                " WHERE person_id = $2 AND programme_id {any $3}"
            )),
            &args![today, actor, programmes],
        )
        .await?;
    let read = |(programme, requirement, kind, grant, delegation, on_behalf_of)| {
        Some((programme, requirement, standing((kind, grant, delegation, on_behalf_of))?))
    };
    Ok(once(rows).filter_map(read).collect())
}

/// Who has which role near the units `$2`: over them, above or below them, or over a trainee placed there, today `$1`; and, with no role,
/// to whom the leader `$3` has lent there before.
macro_rules! near {
    () => {
        "(SELECT g.person_id, g.role
          FROM role_grant g
          JOIN organisation_tree t ON t.descendant_id = g.over_id AND t.ancestor_id {any $2}
          WHERE g.over_kind = 'organisation' AND g.role IN ('supervisor', 'leader', 'education_lead', 'tutor')
            AND g.from_day <= $1 AND (g.until_day IS NULL OR g.until_day >= $1) AND g.ended_at IS NULL
          UNION
          SELECT g.person_id, g.role
          FROM role_grant g
          JOIN organisation_tree t ON t.ancestor_id = g.over_id AND t.descendant_id {any $2}
          WHERE g.over_kind = 'organisation' AND g.role IN ('supervisor', 'leader', 'education_lead', 'tutor')
            AND g.from_day <= $1 AND (g.until_day IS NULL OR g.until_day >= $1) AND g.ended_at IS NULL
          UNION
          SELECT g.person_id, g.role
          FROM organisation_tree t
          JOIN placement l ON l.organisation_id = t.descendant_id AND l.from_day <= $1 AND l.until_day >= $1
          JOIN programme p ON p.id = l.programme_id
          JOIN role_grant g ON g.over_id = p.trainee_id
          WHERE t.ancestor_id {any $2}
            AND g.over_kind = 'person' AND g.role IN ('supervisor', 'mentor', 'research_supervisor')
            AND g.from_day <= $1 AND (g.until_day IS NULL OR g.until_day >= $1) AND g.ended_at IS NULL
          UNION
          SELECT d.to_person, '' FROM delegation d WHERE d.from_person = $3 AND d.organisation_id {any $2}) AS near
         JOIN person who ON who.id = near.person_id AND NOT EXISTS (
             SELECT 1 FROM programme p WHERE p.trainee_id = who.id AND p.from_day <= $1 AND p.until_day >= $1)"
    };
}

/// People with a role near these units, but not the leader and nobody in training. One row a role; those of one person together.
pub(in crate::access) async fn colleagues(
    c: &mut Conn,
    leader: PersonId,
    today: Day,
    units: &[OrganisationId],
) -> Result<Vec<(PersonId, String, String)>, Fault> {
    c.all(
        sql!(concat!(
            "SELECT who.id, who.name, near.role FROM ",
            near!(),
            " WHERE who.id <> $3 ORDER BY who.sort_key, who.id, near.role LIMIT 1000"
        )),
        &args![today, units, leader],
    )
    .await
}

/// Whether a person is among them.
pub(in crate::access) async fn is_colleague(
    c: &mut Conn,
    (leader, person): (PersonId, PersonId),
    today: Day,
    unit: OrganisationId,
) -> Result<bool, Fault> {
    let units = [unit];
    let found: Option<(PersonId,)> = c
        .first(
            sql!(concat!("SELECT who.id FROM ", near!(), " WHERE who.id = $4 LIMIT 1")),
            &args![today, &units[..], leader, person],
        )
        .await?;
    Ok(found.is_some())
}

/// Requests that wait on goals of programmes towards which `actor` has one of `kinds`, each `scheme/standing`; the oldest first.
pub(in crate::access) async fn waiting_within(
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
                 CROSS JOIN requirement_state q
                 JOIN sign_off s ON s.id = q.sign_off_id
                 JOIN requirement r ON r.id = q.requirement_id AND r.kind = 'goal'
                 WHERE p.programme_id = mine.id AND q.plan_id = p.id AND q.state = 'requested'
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
pub(in crate::access) async fn times_within(
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

from_row! {
    /// Documents of one trainee whose originals nobody has seen.
    #[derive(Debug, Clone)]
    pub struct Unseen {
        /// Whose.
        pub trainee: PersonId,
        /// Their name.
        pub name: String,
        /// The scheme's code.
        pub scheme: String,
        /// How many.
        pub count: i64,
        /// Since when the first of them has waited.
        pub since: Moment,
    }
}

/// Documents of trainees towards whom `actor` has one of `kinds`, each `scheme/standing`, those who have waited longest first, after one.
/// Where somebody is still in training, nobody of an earlier place is asked.
pub(in crate::access) async fn unseen_within(
    c: &mut Conn,
    actor: PersonId,
    today: Day,
    kinds: &[&str],
    (after, limit): (Option<(Moment, PersonId)>, i64),
) -> Result<Vec<Unseen>, Fault> {
    let first = (Moment::from_micros(i64::MIN), PersonId::from_uuid(uuid::Uuid::nil()));
    let (since, trainee) = after.unwrap_or(first);
    c.all(
        sql!(concat!(
            "SELECT g.trainee_id, who.name, g.scheme, COUNT(DISTINCT d.id), MIN(d.added_at) FROM ",
            standing!(),
            " JOIN programme g ON g.id = standing.programme_id
              JOIN person who ON who.id = g.trainee_id
              JOIN document d ON d.trainee_id = g.trainee_id
              JOIN programme f ON f.id = d.programme_id AND f.scheme = g.scheme
              LEFT JOIN document_end e ON e.document_id = d.id
              WHERE standing.person_id = $2 AND g.trainee_id <> $2 AND (g.scheme || '/' || standing.standing) {any_text $3}
                AND COALESCE(e.what, 'unverified') = 'unverified'
                AND (standing.requirement_id IS NULL OR NOT EXISTS (
                      SELECT 1 FROM programme n JOIN placement l ON l.programme_id = n.id
                      WHERE n.trainee_id = g.trainee_id AND n.scheme = g.scheme AND l.until_day >= $1))
              GROUP BY g.trainee_id, who.name, g.scheme
              HAVING MIN(d.added_at) > $4 OR (MIN(d.added_at) = $4 AND g.trainee_id > $5)
              ORDER BY MIN(d.added_at), g.trainee_id LIMIT $6"
        )),
        &args![today, actor, kinds, since, trainee, limit],
    )
    .await
}

from_row! {
    /// A course, or research training, that nobody has attested.
    #[derive(Debug, Clone)]
    pub struct Outstanding {
        /// The plan.
        pub plan: PlanId,
        /// The programme.
        pub programme: ProgrammeId,
        /// What is to be attested.
        pub requirement: RequirementId,
        /// Its place in the curriculum.
        pub position: i32,
        /// Whose.
        pub trainee: PersonId,
        /// The trainee's name.
        pub trainee_name: String,
        /// The name's sort key, for the next page.
        pub sort_key: Vec<u8>,
        /// The scheme's code.
        pub scheme: String,
        /// The plan's curriculum version.
        pub curriculum: CurriculumId,
        /// Its state, as a code.
        pub state: String,
    }
}

/// Courses and research training of live plans that `actor` may attest: `by_scheme` where the scheme says who does
/// (`scheme/standing/kind/general`, else `…/own`), `by_curriculum` where the curriculum does (`scheme/standing`).
pub(in crate::access) async fn outstanding_within(
    c: &mut Conn,
    actor: PersonId,
    today: Day,
    (by_scheme, by_curriculum): (&[&str], &[&str]),
    search: Rows<'_>,
) -> Result<Vec<Outstanding>, Fault> {
    let [first, second, third] = web::format::sought_each(search.words);
    let (key, plan, position) = search.after.unwrap_or((&[], PlanId::from_uuid(uuid::Uuid::nil()), -1));
    c.all(
        sql!(concat!(
            "SELECT p.id, p.programme_id, r.id, r.position, p.trainee_id, who.name, who.sort_key, p.scheme, p.curriculum_id,
                    COALESCE(q.state, 'open')
             FROM ",
            standing!(),
            " JOIN plan p ON p.programme_id = standing.programme_id AND p.archived_at IS NULL
              JOIN requirement r ON r.curriculum_id = p.curriculum_id AND r.kind IN ('course', 'research')
              JOIN person who ON who.id = p.trainee_id
              LEFT JOIN requirement_state q ON q.plan_id = p.id AND q.requirement_id = r.id
              WHERE standing.person_id = $2 AND p.trainee_id <> $2
                AND CASE WHEN r.attested_by = ''
                    THEN (p.scheme || '/' || standing.standing || '/' || r.kind
                          || CASE WHEN r.general THEN '/general' ELSE '/own' END) {any_text $3}
                    ELSE (p.scheme || '/' || standing.standing) {any_text $4}
                         AND (' ' || r.attested_by || ' ') LIKE ('% ' || standing.standing || ' %') END
                AND COALESCE(q.state, 'open') <> 'attested' 
                AND who.folded LIKE $5 AND who.folded LIKE $6 AND who.folded LIKE $7
                AND (who.sort_key > $8 OR (who.sort_key = $8 AND (p.id > $9 OR (p.id = $9 AND r.position > $10))))
              GROUP BY p.id, p.programme_id, r.id, r.position, p.trainee_id, who.name, who.sort_key, p.scheme, p.curriculum_id,
                       q.state
              ORDER BY who.sort_key, p.id, r.position LIMIT $11"
        )),
        &args![today, actor, by_scheme, by_curriculum, first, second, third, key, plan, position, search.limit],
    )
    .await
}
