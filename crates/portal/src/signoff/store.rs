//! SQL of requests, attestations, advice, annulments and the state that follows from them.

pub(super) mod fold;

use base::{
    AdviceId, AnnulmentId, AttestationId, Day, EntryId, Moment, PersonId, PlanId, ProgrammeId, RequirementId,
    SignOffId,
};
use db::{Conn, Fault, args, from_row, sql};
use domain::{access::Permit, signoff::State};

use super::case::{After, Case, Row};

/// The case of one requirement on day `$1`; whoever asks says which one.
macro_rules! case {
    () => {
        "SELECT p.id, p.programme_id, p.trainee_id, p.scheme, p.curriculum_id, p.archived_at IS NOT NULL, p.begun_at IS NOT NULL,
                r.id, k.code, k.version, r.code, r.kind, r.required_count, r.general, r.attested_by,
                COALESCE(l.setting, (SELECT n.setting FROM placement n WHERE n.programme_id = p.programme_id AND n.from_day <= $1
                                     ORDER BY n.from_day DESC LIMIT 1)),
                s.state, s.registered_count, s.signed_count, s.sign_off_id, s.attestation_id, s.annulled, l.until_day
         FROM plan p
         JOIN curriculum k ON k.id = p.curriculum_id
         JOIN requirement r ON r.curriculum_id = p.curriculum_id
         LEFT JOIN requirement_state s ON s.plan_id = p.id AND s.requirement_id = r.id
         LEFT JOIN plan_time m ON m.plan_id = p.id AND m.requirement_id = r.id
         LEFT JOIN placement l ON l.id = m.placement_id"
    };
}

pub(super) async fn case_of_code(
    c: &mut Conn,
    today: Day,
    plan: PlanId,
    code: &str,
) -> Result<Option<Row>, Fault> {
    c.first(sql!(concat!(case!(), " WHERE p.id = $2 AND r.code = $3")), &args![today, plan, code]).await
}

pub(super) async fn case_of(
    c: &mut Conn,
    today: Day,
    plan: PlanId,
    requirement: RequirementId,
) -> Result<Option<Row>, Fault> {
    c.first(sql!(concat!(case!(), " WHERE p.id = $2 AND r.id = $3")), &args![today, plan, requirement]).await
}

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

/// The request; it stays as it is until the transaction ends.
pub(super) async fn request(c: &mut Conn, id: SignOffId) -> Result<Option<Request>, Fault> {
    c.first(
        sql!(
            "SELECT id, plan_id, requirement_id, trainee_id, to_person, state, completed_on, comment, requested_at
             FROM sign_off WHERE id = $1 {for_share}"
        ),
        &args![id],
    )
    .await
}

pub(super) async fn add_request(c: &mut Conn, request: &Request, _: &Permit) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO sign_off (id, plan_id, requirement_id, trainee_id, to_person, state, completed_on, comment, requested_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
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

pub(super) async fn add_evidence(c: &mut Conn, request: SignOffId, entry: EntryId) -> Result<(), Fault> {
    c.execute(
        sql!("INSERT INTO sign_off_entry (sign_off_id, entry_id) VALUES ($1, $2)"),
        &args![request, entry],
    )
    .await
    .map(drop)
}

/// The request is recalled, returned or attested. False: somebody else was first.
pub(super) async fn close(
    c: &mut Conn,
    id: SignOffId,
    state: &str,
    now: Moment,
    permit: &Permit,
) -> Result<bool, Fault> {
    let rows = c
        .execute(
            sql!("UPDATE sign_off SET state = $2, closed_at = $3, closed_by = $4 WHERE id = $1 AND state = 'requested'"),
            &args![id, state, now, permit.actor()],
        )
        .await?;
    Ok(rows == 1)
}

pub(super) async fn put_state(c: &mut Conn, case: &Case, after: &After, now: Moment) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO requirement_state (plan_id, requirement_id, state, registered_count, signed_count, sign_off_id, attestation_id,
                                            annulled, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (plan_id, requirement_id) DO UPDATE
             SET state = excluded.state, registered_count = excluded.registered_count, signed_count = excluded.signed_count,
                 sign_off_id = excluded.sign_off_id, attestation_id = excluded.attestation_id, annulled = excluded.annulled,
                 changed_at = excluded.changed_at"
        ),
        &args![
            case.plan,
            case.requirement,
            after.standing.state.code(),
            after.standing.registered,
            after.standing.signed,
            after.sign_off,
            after.attestation,
            after.annulled,
            now
        ],
    )
    .await
    .map(drop)
}

/// An attestation about to be written.
pub(super) struct NewAttestation<'a> {
    pub(super) id: AttestationId,
    pub(super) sign_off: Option<SignOffId>,
    pub(super) count: u32,
    pub(super) completed_on: Option<Day>,
    pub(super) comment: Option<&'a str>,
    pub(super) at: Moment,
    pub(super) act: base::ActId,
}

pub(super) async fn add_attestation(
    c: &mut Conn,
    case: &Case,
    new: &NewAttestation<'_>,
    permit: &Permit,
) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO attestation (id, plan_id, requirement_id, trainee_id, attester_id, role, on_behalf_of, sign_off_id, count,
                                      completed_on, comment, attested_at, act_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
        ),
        &args![
            new.id,
            case.plan,
            case.requirement,
            case.trainee,
            permit.actor(),
            permit.role().code(),
            permit.on_behalf_of(),
            new.sign_off,
            new.count,
            new.completed_on,
            new.comment,
            new.at,
            new.act
        ],
    )
    .await
    .map(drop)
}

from_row! {
    /// Advice as it was given.
    #[derive(Debug, Clone)]
    pub struct Given {
        /// By whom.
        pub by: PersonId,
        /// Their name.
        pub name: String,
        /// In which role, as a code.
        pub role: String,
        /// Whether the goal is recommended.
        pub recommends: bool,
        /// The adviser's words.
        pub comment: Option<String>,
        /// The day of the assessment group's meeting, where it was given there.
        pub meeting_on: Option<Day>,
        /// When.
        pub at: Moment,
    }
}

/// All advice on a goal since `since`, newest first.
pub(super) async fn advice(
    c: &mut Conn,
    plan: PlanId,
    requirement: RequirementId,
    since: Moment,
) -> Result<Vec<Given>, Fault> {
    c.all(
        sql!(
            "SELECT a.adviser_id, w.name, a.role, a.recommends, a.comment, a.meeting_on, a.advised_at
             FROM advice a JOIN person w ON w.id = a.adviser_id
             WHERE a.plan_id = $1 AND a.requirement_id = $2 AND a.advised_at > $3
             ORDER BY a.advised_at DESC, a.id DESC LIMIT 500"
        ),
        &args![plan, requirement, since],
    )
    .await
}

/// Advice about to be written.
pub(super) struct NewAdvice<'a> {
    pub(super) id: AdviceId,
    pub(super) role: &'static str,
    pub(super) recommends: bool,
    pub(super) comment: Option<&'a str>,
    pub(super) meeting_on: Option<Day>,
    pub(super) at: Moment,
    pub(super) act: base::ActId,
}

pub(super) async fn add_advice(
    c: &mut Conn,
    case: &Case,
    new: &NewAdvice<'_>,
    permit: &Permit,
) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO advice (id, plan_id, requirement_id, trainee_id, adviser_id, role, recommends, comment, meeting_on, advised_at,
                                 act_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        ),
        &args![
            new.id,
            case.plan,
            case.requirement,
            case.trainee,
            permit.actor(),
            new.role,
            new.recommends,
            new.comment,
            new.meeting_on,
            new.at,
            new.act
        ],
    )
    .await
    .map(drop)
}

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
                (SELECT MAX(e.on_day) FROM sign_off_entry x JOIN entry e ON e.id = x.entry_id WHERE x.sign_off_id = s.id)
         FROM sign_off s
         JOIN plan p ON p.id = s.plan_id
         JOIN programme g ON g.id = p.programme_id
         JOIN person t ON t.id = s.trainee_id
         JOIN person o ON o.id = s.to_person"
    };
}

pub(super) async fn boxed(c: &mut Conn, id: SignOffId) -> Result<Option<Boxed>, Fault> {
    c.first(sql!(concat!(boxed!(), " WHERE s.id = $1")), &args![id]).await
}

/// What waits for these people, oldest first.
pub(super) async fn in_box(
    c: &mut Conn,
    people: &[PersonId],
    state: &str,
    limit: i64,
) -> Result<Vec<Boxed>, Fault> {
    c.all(
        sql!(concat!(
            boxed!(),
            " WHERE s.to_person {any $1} AND s.state = $2 ORDER BY s.requested_at, s.id LIMIT $3"
        )),
        &args![people, state, limit],
    )
    .await
}

/// What a trainee has sent, newest first.
pub(super) async fn out_box(
    c: &mut Conn,
    trainee: PersonId,
    state: &str,
    limit: i64,
) -> Result<Vec<Boxed>, Fault> {
    c.all(
        sql!(concat!(
            boxed!(),
            " WHERE s.trainee_id = $1 AND s.state = $2 ORDER BY s.requested_at DESC, s.id DESC LIMIT $3"
        )),
        &args![trainee, state, limit],
    )
    .await
}

/// The leaders who lent this person the right to approve, today.
pub(super) async fn lenders(c: &mut Conn, person: PersonId, today: Day) -> Result<Vec<PersonId>, Fault> {
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

from_row! {
    /// Where one requirement of a plan stands, in a list.
    #[derive(Debug, Clone, Copy)]
    pub struct Line {
        /// Which requirement.
        pub requirement: RequirementId,
        /// Its state.
        pub state: StateCell,
        /// All that is registered.
        pub registered: u32,
        /// Of these, signed.
        pub signed: u32,
        /// The request that waits, or was returned.
        pub sign_off: Option<SignOffId>,
        /// Whether an attestation was taken back.
        pub annulled: bool,
        /// When it last changed.
        pub changed_at: Moment,
    }
}

/// A state as a cell.
#[derive(Debug, Clone, Copy)]
pub struct StateCell(pub State);

impl db::FromValue for StateCell {
    fn from_value(cell: db::Cell<'_>) -> Option<Self> {
        match cell {
            db::Cell::Text(code) => State::of(code).map(Self),
            _ => None,
        }
    }
}

/// Where the requirements of a plan stand; those without a row are open.
pub(super) async fn lines(c: &mut Conn, plan: PlanId) -> Result<Vec<Line>, Fault> {
    c.all(
        sql!(
            "SELECT requirement_id, state, registered_count, signed_count, sign_off_id, annulled, changed_at
             FROM requirement_state WHERE plan_id = $1 LIMIT 5000"
        ),
        &args![plan],
    )
    .await
}

from_row! {
    /// How many requirements of a plan are in a state, by kind.
    #[derive(Debug, Clone)]
    pub struct Tally {
        /// The plan.
        pub plan: PlanId,
        /// The kind's code.
        pub kind: String,
        /// The theme.
        pub theme: Option<String>,
        /// The state's code.
        pub state: String,
        /// How many.
        pub count: u32,
    }
}

/// How the requirements of these plans stand, counted by kind, theme and state.
pub(super) async fn tallies(c: &mut Conn, plans: &[PlanId]) -> Result<Vec<Tally>, Fault> {
    c.all(
        sql!(
            "SELECT s.plan_id, r.kind, r.theme, s.state, COUNT(*)
             FROM requirement_state s JOIN requirement r ON r.id = s.requirement_id
             WHERE s.plan_id {any $1} GROUP BY s.plan_id, r.kind, r.theme, s.state
             ORDER BY s.plan_id LIMIT 20000"
        ),
        &args![plans],
    )
    .await
}

from_row! {
    /// A proposal to take an attestation back, in a list.
    #[derive(Debug, Clone)]
    pub struct Proposal {
        /// Which.
        pub id: AnnulmentId,
        /// Of which attestation.
        pub attestation: AttestationId,
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
        /// Who attested.
        pub attester: String,
        /// When it was attested.
        pub attested_at: Moment,
        /// Who proposed.
        pub proposed_by: PersonId,
        /// Their name.
        pub proposed_by_name: String,
        /// Why.
        pub reason: String,
        /// When.
        pub proposed_at: Moment,
        /// Who confirmed.
        pub confirmed_by: Option<String>,
        /// When.
        pub confirmed_at: Option<Moment>,
    }
}

/// A proposal with names.
macro_rules! proposal {
    () => {
        "SELECT n.id, n.attestation_id, n.plan_id, p.programme_id, n.requirement_id, n.trainee_id, t.name, w.name, a.attested_at,
                n.proposed_by, b.name, n.reason, n.proposed_at, f.name, n.confirmed_at
         FROM annulment n
         JOIN attestation a ON a.id = n.attestation_id
         JOIN plan p ON p.id = n.plan_id
         JOIN person t ON t.id = n.trainee_id
         JOIN person w ON w.id = a.attester_id
         JOIN person b ON b.id = n.proposed_by
         LEFT JOIN person f ON f.id = n.confirmed_by"
    };
}

pub(super) async fn proposal(c: &mut Conn, id: AnnulmentId) -> Result<Option<Proposal>, Fault> {
    c.first(sql!(concat!(proposal!(), " WHERE n.id = $1")), &args![id]).await
}

/// Proposals that wait for a second person, anywhere, oldest first: whoever may confirm is found among them.
pub(super) async fn proposals(c: &mut Conn, limit: i64) -> Result<Vec<Proposal>, Fault> {
    c.all(
        sql!(concat!(proposal!(), " WHERE n.confirmed_at IS NULL ORDER BY n.proposed_at, n.id LIMIT $1")),
        &args![limit],
    )
    .await
}

/// How many activities that support this goal are not in their end state.
pub(super) async fn missing_activities(
    c: &mut Conn,
    plan: PlanId,
    goal: RequirementId,
) -> Result<i64, Fault> {
    let row: Option<(i64,)> = c
        .first(
            sql!(
                "SELECT COUNT(*) FROM requirement_support u
                 LEFT JOIN requirement_state s ON s.plan_id = $1 AND s.requirement_id = u.activity_id
                 WHERE u.goal_id = $2 AND (s.state IS NULL OR s.state NOT IN ('attested', 'registered'))"
            ),
            &args![plan, goal],
        )
        .await?;
    Ok(row.map_or(0, |(count,)| count))
}

from_row! {
    /// An attestation as it stands.
    #[derive(Debug, Clone)]
    pub struct Attestation {
        /// Which.
        pub id: AttestationId,
        /// The plan.
        pub plan: PlanId,
        /// The requirement.
        pub requirement: RequirementId,
        /// Whose.
        pub trainee: PersonId,
        /// By whom.
        pub attester: PersonId,
        /// For how many times it vouches.
        pub count: u32,
        /// When.
        pub at: Moment,
    }
}

pub(super) async fn attestation(c: &mut Conn, id: AttestationId) -> Result<Option<Attestation>, Fault> {
    c.first(
        sql!(
            "SELECT id, plan_id, requirement_id, trainee_id, attester_id, count, attested_at FROM attestation WHERE id = $1"
        ),
        &args![id],
    )
    .await
}

/// The latest attestation of a requirement that is not taken back, and that is not `but`.
pub(super) async fn in_force(
    c: &mut Conn,
    plan: PlanId,
    requirement: RequirementId,
    but: AttestationId,
) -> Result<Option<AttestationId>, Fault> {
    let row: Option<(AttestationId,)> = c
        .first(
            sql!(
                "SELECT a.id FROM attestation a LEFT JOIN annulment n ON n.attestation_id = a.id AND n.confirmed_at IS NOT NULL
                 WHERE a.plan_id = $1 AND a.requirement_id = $2 AND a.id <> $3 AND n.id IS NULL
                 ORDER BY a.attested_at DESC, a.id DESC LIMIT 1"
            ),
            &args![plan, requirement, but],
        )
        .await?;
    Ok(row.map(|(id,)| id))
}

from_row! {
    /// A proposal to take an attestation back.
    #[derive(Debug, Clone)]
    pub struct Annulment {
        /// Which.
        pub id: AnnulmentId,
        /// Of which attestation.
        pub attestation: AttestationId,
        /// By whom.
        pub proposed_by: PersonId,
        /// Why.
        pub reason: String,
        /// When.
        pub proposed_at: Moment,
        /// When a second person confirmed.
        pub confirmed_at: Option<Moment>,
    }
}

pub(super) async fn annulment(c: &mut Conn, id: AnnulmentId) -> Result<Option<Annulment>, Fault> {
    c.first(
        sql!("SELECT id, attestation_id, proposed_by, reason, proposed_at, confirmed_at FROM annulment WHERE id = $1"),
        &args![id],
    )
    .await
}

pub(super) async fn annulment_of(
    c: &mut Conn,
    attestation: AttestationId,
) -> Result<Option<Annulment>, Fault> {
    c.first(
        sql!(
            "SELECT id, attestation_id, proposed_by, reason, proposed_at, confirmed_at FROM annulment WHERE attestation_id = $1"
        ),
        &args![attestation],
    )
    .await
}

pub(super) async fn add_annulment(
    c: &mut Conn,
    case: &Case,
    new: &Annulment,
    permit: &Permit,
) -> Result<(), Fault> {
    c.execute(
        sql!(
            "INSERT INTO annulment (id, attestation_id, plan_id, requirement_id, trainee_id, proposed_by, proposed_role, reason, proposed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        ),
        &args![
            new.id,
            new.attestation,
            case.plan,
            case.requirement,
            case.trainee,
            permit.actor(),
            permit.role().code(),
            &new.reason,
            new.proposed_at
        ],
    )
    .await
    .map(drop)
}

/// False: it was confirmed before.
pub(super) async fn confirm(
    c: &mut Conn,
    id: AnnulmentId,
    now: Moment,
    permit: &Permit,
) -> Result<bool, Fault> {
    let rows = c
        .execute(
            sql!(
                "UPDATE annulment SET confirmed_by = $2, confirmed_role = $3, confirmed_at = $4
                 WHERE id = $1 AND confirmed_at IS NULL"
            ),
            &args![id, permit.actor(), permit.role().code(), now],
        )
        .await?;
    Ok(rows == 1)
}

/// When the latest annulment of a requirement was confirmed: advice from before it no longer counts.
pub(super) async fn annulled_at(
    c: &mut Conn,
    plan: PlanId,
    requirement: RequirementId,
) -> Result<Option<Moment>, Fault> {
    let row: Option<(Option<Moment>,)> = c
        .first(
            sql!("SELECT MAX(confirmed_at) FROM annulment WHERE plan_id = $1 AND requirement_id = $2"),
            &args![plan, requirement],
        )
        .await?;
    Ok(row.and_then(|(at,)| at))
}
