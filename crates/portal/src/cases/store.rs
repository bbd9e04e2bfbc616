//! SQL of cases and what happens to them.

use base::{ActId, CaseId, Day, DossierId, Moment, PersonId, ProgrammeId};
use db::{Conn, Fault, args, from_row, sql};
use domain::access::Permit;

from_row! {
    /// What was sent.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Sent {
        /// Which: the id of the act that sent it.
        pub id: CaseId,
        /// Whose.
        pub trainee: PersonId,
        /// Their name.
        pub trainee_name: String,
        /// Where they were in training.
        pub programme: ProgrammeId,
        /// The scheme's code.
        pub scheme: String,
        /// What is applied for.
        pub kind: String,
        /// The dossier with which it began.
        pub dossier: DossierId,
        /// When.
        pub sent_at: Moment,
        /// SHA-256 of that dossier's file.
        pub digest: Option<Vec<u8>>,
        /// What people call it: `2026-0012`, counted by scheme and year.
        pub number: String,
    }
}

from_row! {
    /// What happened to it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub(super) struct EventRow {
        pub(super) id: ActId,
        pub(super) case: CaseId,
        pub(super) what: String,
        pub(super) at: Moment,
        pub(super) person: PersonId,
        pub(super) name: String,
        pub(super) comment: Option<String>,
        pub(super) granted: Option<bool>,
        pub(super) on: Option<Day>,
        pub(super) dossier: Option<DossierId>,
    }
}

macro_rules! cases {
    ($rest:literal) => {
        sql!(concat!(
            "SELECT c.id, c.trainee_id, p.name, c.programme_id, c.scheme, c.kind, c.dossier_id, c.sent_at, f.digest, c.number
             FROM dossier_case c JOIN person p ON p.id = c.trainee_id LEFT JOIN dossier_file f ON f.dossier_id = c.dossier_id ",
            $rest
        ))
    };
}

macro_rules! events {
    ($rest:literal) => {
        sql!(concat!(
            "SELECT e.id, e.case_id, e.what, e.at, e.person_id, p.name, e.comment, e.granted, e.on_day, e.dossier_id
             FROM case_event e JOIN person p ON p.id = e.person_id ",
            $rest
        ))
    };
}

/// A case about to be written.
pub(super) struct NewCase<'a> {
    pub(super) id: CaseId,
    pub(super) programme: ProgrammeId,
    pub(super) scheme: &'a str,
    pub(super) kind: &'a str,
    pub(super) dossier: DossierId,
    pub(super) at: Moment,
    pub(super) number: &'a str,
}

/// The next number of a scheme's cases in a year, from 1.
pub(super) async fn next_number(c: &mut Conn, scheme: &str, year: i32) -> Result<i64, Fault> {
    let next: Option<(i64,)> = c
        .first(
            sql!(
                "INSERT INTO case_number (scheme, year, last) VALUES ($1, $2, 1)
             ON CONFLICT (scheme, year) DO UPDATE SET last = case_number.last + 1
             RETURNING last"
            ),
            &args![scheme, year],
        )
        .await?;
    Ok(next.map_or(1, |(last,)| last))
}

pub(super) async fn add(c: &mut Conn, new: &NewCase<'_>, permit: &Permit) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO dossier_case (id, trainee_id, programme_id, scheme, kind, dossier_id, sent_at, number)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        ),
        &args![new.id, permit.actor(), new.programme, new.scheme, new.kind, new.dossier, new.at, new.number],
    )
    .await
    .map(drop)
}

/// Notes that a case is the one of its application, as long as it is under way or was granted. False: another is.
pub(super) async fn stand(
    c: &mut Conn,
    case: CaseId,
    (kind, specialty): (&str, &str),
    permit: &Permit,
) -> Result<bool, Fault> {
    let rows = c
        .execute(
            sql!(
                "INSERT INTO case_standing (trainee_id, kind, specialty, case_id) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (trainee_id, kind, specialty) DO NOTHING"
            ),
            &args![permit.actor(), kind, specialty, case],
        )
        .await?;
    Ok(rows == 1)
}

/// A case was taken back, or what it applied for refused: another may be sent.
pub(super) async fn stand_no_more(c: &mut Conn, case: CaseId, _: &Permit) -> Result<(), Fault> {
    c.execute(sql!("DELETE FROM case_standing WHERE case_id = $1"), &args![case]).await.map(drop)
}

/// The case of an application that is under way, or in which it was granted.
pub(super) async fn standing(
    c: &mut Conn,
    trainee: PersonId,
    kind: &str,
    specialty: &str,
) -> Result<Option<Sent>, Fault> {
    c.first(
        cases!(
            "JOIN case_standing s ON s.case_id = c.id WHERE s.trainee_id = $1 AND s.kind = $2 AND s.specialty = $3"
        ),
        &args![trainee, kind, specialty],
    )
    .await
}

/// An event about to be written.
#[derive(Default)]
pub(super) struct NewEvent<'a> {
    /// How many happened before it, as whoever writes it has seen.
    pub(super) after: usize,
    pub(super) what: &'static str,
    pub(super) comment: Option<&'a str>,
    pub(super) granted: Option<bool>,
    pub(super) on: Option<Day>,
    pub(super) dossier: Option<DossierId>,
}

/// False: something else happened meanwhile, or what happens once has happened.
pub(super) async fn add_event(
    c: &mut Conn,
    (id, case, at): (ActId, CaseId, Moment),
    new: &NewEvent<'_>,
    permit: &Permit,
) -> Result<bool, Fault> {
    let rows = c
        .execute(
            sql!(
                "INSERT INTO case_event (id, case_id, nth, what, at, person_id, comment, granted, on_day, dossier_id)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                 ON CONFLICT DO NOTHING"
            ),
            &args![
                id,
                case,
                i64::try_from(new.after).unwrap_or(i64::MAX - 1) + 1,
                new.what,
                at,
                permit.actor(),
                new.comment,
                new.granted,
                new.on,
                new.dossier
            ],
        )
        .await?;
    Ok(rows == 1)
}

pub(super) async fn find(c: &mut Conn, id: CaseId) -> Result<Option<Sent>, Fault> {
    c.first(cases!("WHERE c.id = $1"), &args![id]).await
}

/// The case with which a dossier was sent last, as its first.
pub(super) async fn of_dossier(c: &mut Conn, dossier: DossierId) -> Result<Option<Sent>, Fault> {
    c.first(cases!("WHERE c.dossier_id = $1 ORDER BY c.sent_at DESC, c.id DESC LIMIT 1"), &args![dossier])
        .await
}

/// A trainee's, the newest first.
pub(super) async fn of_trainee(c: &mut Conn, trainee: PersonId, limit: i64) -> Result<Vec<Sent>, Fault> {
    c.all(
        cases!("WHERE c.trainee_id = $1 ORDER BY c.sent_at DESC, c.id DESC LIMIT $2"),
        &args![trainee, limit],
    )
    .await
}

/// Of a scheme, those not decided and not taken back, the oldest first, after one.
pub(super) async fn waiting(
    c: &mut Conn,
    scheme: &str,
    after: (Moment, CaseId),
    limit: i64,
) -> Result<Vec<Sent>, Fault> {
    c.all(
        cases!(
            "WHERE c.scheme = $1 AND c.sent_at >= $2 AND (c.sent_at, c.id) > ($2, $3)
               AND NOT EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = c.id AND e.what IN ('decided', 'withdrawn'))
             ORDER BY c.sent_at, c.id LIMIT $4"
        ),
        &args![scheme, after.0, after.1, limit],
    )
    .await
}

/// Those of them whose applicant was not asked last, the oldest first, after one.
pub(super) async fn ours(
    c: &mut Conn,
    scheme: &str,
    after: (Moment, CaseId),
    limit: i64,
) -> Result<Vec<Sent>, Fault> {
    c.all(
        cases!(
            "LEFT JOIN case_event l ON l.case_id = c.id
               AND l.nth = (SELECT MAX(e.nth) FROM case_event e WHERE e.case_id = c.id AND e.what IN ('asked', 'supplemented'))
             WHERE c.scheme = $1 AND c.sent_at >= $2 AND (c.sent_at, c.id) > ($2, $3) AND COALESCE(l.what, '') <> 'asked'
               AND NOT EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = c.id AND e.what IN ('decided', 'withdrawn'))
             ORDER BY c.sent_at, c.id LIMIT $4"
        ),
        &args![scheme, after.0, after.1, limit],
    )
    .await
}

from_row! {
    /// How many cases of a scheme are neither decided nor taken back, by whose turn it is.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub struct Turns {
        /// The authority's.
        pub ours: i64,
        /// The applicant's: they were asked.
        pub theirs: i64,
    }
}

/// Whose turn it is in a scheme's cases, but for those of one person: nobody handles their own.
pub(super) async fn turns(c: &mut Conn, scheme: &str, but: PersonId) -> Result<Turns, Fault> {
    let turns = c
        .first(
            sql!(
                "SELECT COALESCE(SUM(CASE WHEN l.what = 'asked' THEN 0 ELSE 1 END), 0), COALESCE(SUM(CASE WHEN l.what = 'asked' THEN 1 ELSE 0 END), 0)
                 FROM dossier_case c
                 LEFT JOIN case_event l ON l.case_id = c.id
                   AND l.nth = (SELECT MAX(e.nth) FROM case_event e WHERE e.case_id = c.id AND e.what IN ('asked', 'supplemented'))
                 WHERE c.scheme = $1 AND c.trainee_id <> $2
                   AND NOT EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = c.id AND e.what IN ('decided', 'withdrawn'))"
            ),
            &args![scheme, but],
        )
        .await?;
    Ok(turns.unwrap_or_default())
}

/// Of a scheme, those decided, the newest first, before one.
pub(super) async fn decided(
    c: &mut Conn,
    scheme: &str,
    before: (Moment, CaseId),
    limit: i64,
) -> Result<Vec<Sent>, Fault> {
    c.all(
        cases!(
            "WHERE c.scheme = $1 AND c.sent_at <= $2 AND (c.sent_at, c.id) < ($2, $3)
               AND EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = c.id AND e.what = 'decided')
             ORDER BY c.sent_at DESC, c.id DESC LIMIT $4"
        ),
        &args![scheme, before.0, before.1, limit],
    )
    .await
}

/// Of a scheme, those whose trainee or number fits the words, decided or not, the newest first, before one.
pub(super) async fn found(
    c: &mut Conn,
    scheme: &str,
    words: &str,
    before: (Moment, CaseId),
    limit: i64,
) -> Result<Vec<Sent>, Fault> {
    let words = words.trim();
    let is_number = words.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    // A number is said by its end: 12 is 2026-0012 as well.
    let number = if is_number { format!("%{words}") } else { String::new() };
    let [first, second, third] = if is_number { Default::default() } else { web::format::sought_each(words) };
    c.all(
        cases!(
            "WHERE c.scheme = $1 AND (c.number LIKE $2 OR p.folded LIKE $3 AND p.folded LIKE $4 AND p.folded LIKE $5)
               AND c.sent_at <= $6 AND (c.sent_at, c.id) < ($6, $7)
               AND NOT EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = c.id AND e.what = 'withdrawn')
             ORDER BY c.sent_at DESC, c.id DESC LIMIT $8"
        ),
        &args![scheme, number, first, second, third, before.0, before.1, limit],
    )
    .await
}

/// Of a scheme, those of these people, decided or not, the newest first, before one.
pub(super) async fn of_people(
    c: &mut Conn,
    scheme: &str,
    people: &[PersonId],
    before: (Moment, CaseId),
    limit: i64,
) -> Result<Vec<Sent>, Fault> {
    c.all(
        cases!(
            "WHERE c.scheme = $1 AND c.trainee_id {any $2} AND c.sent_at <= $3 AND (c.sent_at, c.id) < ($3, $4)
               AND NOT EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = c.id AND e.what = 'withdrawn')
             ORDER BY c.sent_at DESC, c.id DESC LIMIT $5"
        ),
        &args![scheme, people, before.0, before.1, limit],
    )
    .await
}

/// The most that is read of what happened to one case: its verbs stop long before.
const EVENTS_MAX: usize = 500;

/// What happened to these, of each case the first first.
pub(super) async fn events(c: &mut Conn, cases: &[CaseId]) -> Result<Vec<EventRow>, Fault> {
    let most = cases.len() * EVENTS_MAX;
    let rows: Vec<EventRow> = c
        .all(
            events!("WHERE e.case_id {any $1} ORDER BY e.case_id, e.nth LIMIT $2"),
            &args![cases, i64::try_from(most + 1).unwrap_or(i64::MAX)],
        )
        .await?;
    if rows.len() > most {
        return Err(Fault::Broken("more happened to a case than can be".to_owned()));
    }
    Ok(rows)
}

/// All cases of the trainees from one up to another.
pub(super) async fn of_trainees(c: &mut Conn, from: PersonId, until: PersonId) -> Result<Vec<Sent>, Fault> {
    c.all(cases!("WHERE c.trainee_id >= $1 AND c.trainee_id <= $2"), &args![from, until]).await
}
