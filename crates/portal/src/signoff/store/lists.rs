//! SQL of where requirements stand, listed and counted.

use base::{CurriculumId, Moment, PersonId, PlanId, ProgrammeId, RequirementId, SignOffId};
use db::{Conn, Fault, args, from_row, sql};
use domain::signoff::State;

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
        /// When it came into its state: of what is attested, when that was; later entries change nothing of it.
        pub since: Moment,
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
pub(in crate::signoff) async fn lines(c: &mut Conn, plan: PlanId) -> Result<Vec<Line>, Fault> {
    c.all(
        sql!(
            "SELECT s.requirement_id, s.state, s.registered_count, s.signed_count, s.sign_off_id, s.annulled,
                    CASE WHEN s.state = 'attested' THEN COALESCE(s.attested_at, s.changed_at) ELSE s.changed_at END
             FROM requirement_state s WHERE s.plan_id = $1 LIMIT 5000"
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
pub(in crate::signoff) async fn tallies(c: &mut Conn, plans: &[PlanId]) -> Result<Vec<Tally>, Fault> {
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

/// Who last signed each activity of a plan that is counted.
pub(in crate::signoff) async fn signers_of(
    c: &mut Conn,
    plan: PlanId,
) -> Result<Vec<(RequirementId, String)>, Fault> {
    c.all(
        sql!(
            "SELECT s.requirement_id, w.name
             FROM requirement_state s
             JOIN requirement r ON r.id = s.requirement_id AND r.kind = 'activity'
             JOIN attestation a ON a.id = s.attestation_id
             JOIN person w ON w.id = a.attester_id
             WHERE s.plan_id = $1 LIMIT 5000"
        ),
        &args![plan],
    )
    .await
}

from_row! {
    /// Of the latest requests to somebody, what they attested last.
    #[derive(Debug, Clone)]
    pub struct LastAttested {
        /// Whose.
        pub whose: PersonId,
        /// The trainee's name.
        pub trainee: String,
        /// The programme.
        pub programme: ProgrammeId,
        /// The scheme's code.
        pub scheme: String,
        /// The plan's curriculum version.
        pub curriculum: CurriculumId,
        /// The requirement.
        pub requirement: RequirementId,
        /// The requirement's code.
        pub code: String,
        /// Its short title.
        pub title: String,
        /// Its kind, as a code.
        pub kind: String,
        /// When.
        pub at: Moment,
    }
}

pub(in crate::signoff) async fn last_attested(
    c: &mut Conn,
    person: PersonId,
) -> Result<Option<LastAttested>, Fault> {
    c.first(
        sql!(
            "SELECT t.id, t.name, p.programme_id, p.scheme, p.curriculum_id, r.id, r.code, r.title, r.kind, s.changed_at
             FROM (SELECT trainee_id, plan_id, requirement_id, changed_at FROM sign_off
                   WHERE to_person = $1 AND state = 'attested' AND changed_by = $1 ORDER BY requested_at DESC LIMIT 20) s
             JOIN person t ON t.id = s.trainee_id
             JOIN requirement r ON r.id = s.requirement_id
             JOIN plan p ON p.id = s.plan_id
             ORDER BY s.changed_at DESC LIMIT 1"
        ),
        &args![person],
    )
    .await
}

from_row! {
    /// A goal attested, and when.
    #[derive(Debug, Clone, Copy)]
    pub struct Reached {
        /// In which plan.
        pub plan: PlanId,
        /// Which goal.
        pub goal: RequirementId,
        /// When.
        pub at: Moment,
    }
}

/// When the goals of these plans were attested, oldest first; those that stand.
pub(in crate::signoff) async fn reached(c: &mut Conn, plans: &[PlanId]) -> Result<Vec<Reached>, Fault> {
    c.all(
        sql!(
            "SELECT s.plan_id, s.requirement_id, s.attested_at
             FROM requirement_state s
             JOIN requirement r ON r.id = s.requirement_id AND r.kind = 'goal'
             WHERE s.plan_id {any $1} AND s.state = 'attested' AND s.attested_at IS NOT NULL
             ORDER BY s.attested_at LIMIT 20000"
        ),
        &args![plans],
    )
    .await
}

/// How many requests wait for somebody in these plans, and for whom.
pub(in crate::signoff) async fn waiting_in(
    c: &mut Conn,
    plans: &[PlanId],
) -> Result<Vec<(PlanId, PersonId, u32)>, Fault> {
    c.all(
        sql!(
            "SELECT q.plan_id, s.to_person, COUNT(*) FROM requirement_state q JOIN sign_off s ON s.id = q.sign_off_id
             WHERE q.plan_id {any $1} AND q.state = 'requested'
             GROUP BY q.plan_id, s.to_person ORDER BY q.plan_id, s.to_person LIMIT 5000"
        ),
        &args![plans],
    )
    .await
}
