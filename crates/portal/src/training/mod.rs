//! Programmes, placements and plans: who trains where, on which curriculum.

pub mod api;
mod assign;
mod compared;
mod named;
mod open;
pub mod pages;
mod progress;
mod reach;
pub mod reading;
mod store;
pub mod web;

pub use assign::{ArchivePlan, AssignPlan, DeletePlan, add_plan, may};
pub use compared::compare;
pub use named::with_codes;
pub use open::{Opened, Overview, open, overview};
pub use pages::plan::{Filter, Shown};
pub use progress::Progress;
pub use reach::{InReach, Listed, Plan, list, plans_beside, plans_seen};
pub use store::{
    Header, NextPlace, PlanLine, Spot,
    stages::{PlanIn, Stage},
    there::{Served, There},
};

use std::collections::HashMap;

use base::{
    CurriculumId, Day, Moment, OrganisationId, Percent, PersonId, PlacementId, PlanId, ProgrammeId,
    RequirementId,
};
use db::{Conn, Fault};

/// The programmes of a trainee that have begun; where the trainee is now, or was last, comes first.
pub async fn spots(c: &mut Conn, trainee: PersonId, today: Day) -> Result<Vec<Spot>, Fault> {
    store::spots(c, trainee, today).await
}

/// One stage of a trainee's training, about to be written.
#[derive(Debug, Clone)]
pub struct Programme {
    /// Which.
    pub id: ProgrammeId,
    /// Whose.
    pub trainee: PersonId,
    /// The scheme's code.
    pub scheme: String,
    /// The employer's number of it.
    pub code: String,
    /// A stage of the scheme.
    pub stage: String,
    /// The specialty's code.
    pub specialty: Option<String>,
    /// What people call it.
    pub title: String,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub until: Day,
}

/// One employment inside a programme, about to be written.
#[derive(Debug, Clone)]
pub struct Placement {
    /// Which.
    pub id: PlacementId,
    /// In which programme.
    pub programme: ProgrammeId,
    /// Whose.
    pub trainee: PersonId,
    /// Where.
    pub organisation: OrganisationId,
    /// The setting under which an act there falls.
    pub setting: String,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub until: Day,
    /// How much of full time.
    pub percent: Percent,
}

db::from_row!(Programme { id, trainee, scheme, code, stage, specialty, title, from, until });
db::from_row!(Placement { id, programme, trainee, organisation, setting, from, until, percent });

/// A plan about to be written.
#[derive(Debug, Clone)]
pub struct NewPlan {
    /// Which.
    pub id: PlanId,
    /// In which programme.
    pub programme: ProgrammeId,
    /// Whose.
    pub trainee: PersonId,
    /// The scheme's code.
    pub scheme: String,
    /// On which curriculum version.
    pub curriculum: CurriculumId,
    /// The curriculum's specialty.
    pub specialty: Option<String>,
    /// Who assigned it; none when it came with the programme.
    pub assigned_by: Option<PersonId>,
    /// When.
    pub assigned_at: Moment,
}

/// Writes a programme, or brings the one with the same code up to date. True: something changed.
pub async fn enrol(c: &mut Conn, programme: &Programme, now: Moment) -> Result<bool, Fault> {
    store::put_programme(c, programme, now).await
}

/// Writes a placement, or brings the one that begins the same day in the same programme up to date. True: something changed.
pub async fn place(c: &mut Conn, placement: &Placement) -> Result<bool, Fault> {
    store::put_placement(c, placement).await
}

/// Says in which placement a time element of a plan is served; and whether somebody named it, or it goes with the programme's last.
pub async fn serve_time(
    c: &mut Conn,
    plan: PlanId,
    requirement: RequirementId,
    placement: (PlacementId, bool),
) -> Result<(), Fault> {
    store::put_plan_time(c, plan, requirement, placement).await
}

/// The time elements of a programme's live plans that go with its last placement, and are neither attested nor requested.
pub async fn times_unnamed(
    c: &mut Conn,
    programme: ProgrammeId,
) -> Result<Vec<store::there::Unnamed>, Fault> {
    store::there::times_unnamed(c, programme).await
}

/// Something was recorded in the plan for the first time: from now on it can be archived, no longer deleted.
pub async fn begin(c: &mut Conn, plan: PlanId, now: Moment) -> Result<(), Fault> {
    store::begin(c, plan, now).await
}

/// What stands at the head of a plan.
pub async fn header(c: &mut Conn, plan: PlanId, today: Day) -> Result<Option<Header>, Fault> {
    store::header(c, plan, today).await
}

/// A trainee's plans, live ones first, newest first.
pub async fn plans_of(c: &mut Conn, trainee: PersonId, today: Day) -> Result<Vec<PlanLine>, Fault> {
    store::plans_of(c, trainee, today).await
}

/// A trainee's programmes, newest first, each with where the trainee is.
pub async fn stages_of(c: &mut Conn, trainee: PersonId, today: Day) -> Result<Vec<Stage>, Fault> {
    store::stages::stages_of(c, trainee, today).await
}

/// These programmes, newest first, each with where the trainee is.
pub async fn stages(c: &mut Conn, programmes: &[ProgrammeId], today: Day) -> Result<Vec<Stage>, Fault> {
    store::stages::stages(c, programmes, today).await
}

/// Where somebody in training is today: a place a programme.
pub async fn places_of(c: &mut Conn, trainee: PersonId, today: Day) -> Result<Vec<There>, Fault> {
    store::there::places_of(c, trainee, today).await
}

/// All that somebody has served and is to serve, the first first, with names.
pub async fn served(c: &mut Conn, trainee: PersonId) -> Result<Vec<Served>, Fault> {
    store::there::served(c, trainee).await
}

/// Who is in training in this very unit today, by name.
pub async fn placed_at(c: &mut Conn, unit: OrganisationId, today: Day) -> Result<Vec<There>, Fault> {
    store::there::placed_at(c, unit, today).await
}

/// The programme with this code.
pub async fn programme_by_code(c: &mut Conn, scheme: &str, code: &str) -> Result<Option<Programme>, Fault> {
    store::there::programme_by_code(c, scheme, code).await
}

/// A programme's placements, the first one first.
pub async fn placements_of(c: &mut Conn, programme: ProgrammeId) -> Result<Vec<Placement>, Fault> {
    store::there::placements_of(c, programme).await
}

/// A trainee's plan on a curriculum version: the live one, else an archived one.
pub async fn plan_on(
    c: &mut Conn,
    trainee: PersonId,
    curriculum: CurriculumId,
) -> Result<Option<PlanId>, Fault> {
    store::there::plan_on(c, trainee, curriculum).await
}

/// In which placement each time element of a plan is served, and whether somebody named it.
pub async fn times_of(c: &mut Conn, plan: PlanId) -> Result<Vec<(RequirementId, PlacementId, bool)>, Fault> {
    store::there::times_of(c, plan).await
}

/// The last day of each time element of a plan.
pub async fn last_days(c: &mut Conn, plan: PlanId) -> Result<HashMap<RequirementId, Day>, Fault> {
    Ok(store::there::last_days(c, plan).await?.into_iter().collect())
}

/// Where a trainee goes next, if that is known.
pub async fn next_place(c: &mut Conn, trainee: PersonId, today: Day) -> Result<Option<NextPlace>, Fault> {
    store::next_place(c, trainee, today).await
}
