//! Binding a trainee to a curriculum version; deleting a plan not begun; archiving one begun.

use std::sync::Arc;

use base::{CurriculumId, PersonId, PlanId, ProgrammeId};
use db::{Conn, Work};
use domain::{
    access::{Act as Want, Permit, Role, Subject},
    curriculum::Curriculum,
    refusal::{Instead, Problem, Refusal},
};

use super::{NewPlan, store};
use crate::{
    access::{self, At},
    audit::{self, Act, What},
    curricula::Published,
    error::{Error, Result},
    mint,
    portal::{Call, Portal},
    signoff,
    world::World,
};

/// Somebody entitled binds a trainee to a curriculum version.
#[derive(Clone)]
pub struct AssignPlan {
    /// Who, when.
    pub call: Call,
    /// Whom.
    pub trainee: PersonId,
    /// To what.
    pub book: Arc<Published>,
}

impl Work for AssignPlan {
    type Done = PlanId;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<PlanId> {
        let curriculum = &self.book.curriculum;
        let spots = store::current_programmes(c, self.trainee, self.call.today).await?;
        // The programme it fits best; a leader may have a reason for another stage or specialty, but not for another country.
        let stands = |spot: &&store::Spot| {
            fits(&self.call.portal, curriculum, (&spot.scheme, &spot.stage, spot.specialty.as_deref()))
        };
        let of_scheme = spots.iter().find(|spot| spot.scheme == curriculum.scheme);
        let taken = spots.iter().find(stands).or(of_scheme);
        let spot = taken.or(spots.first()).ok_or(Refusal::NotFound)?;
        let subject = Subject::Plan { scheme: &spot.scheme, setting: &spot.setting, trainee: self.trainee };
        let at = At { programme: spot.programme, requirement: None };
        let permit = access::ask(c, &self.call, Want::AssignPlan, &subject, at).await?;
        if taken.is_none() {
            return Err(Error::field("curriculum", Problem::DoesNotFit));
        }
        if store::has_live_plan(c, self.trainee, self.book.id).await? {
            return Err(Refusal::WrongState(Instead::Assigned).into());
        }
        let plan = NewPlan {
            id: mint!(self.call.portal.world, PlanId),
            programme: spot.programme,
            trainee: self.trainee,
            scheme: curriculum.scheme.clone(),
            curriculum: self.book.id,
            specialty: curriculum.specialty.clone(),
            assigned_by: Some(permit.actor()),
            assigned_at: self.call.now,
        };
        assign(c, &self.call.portal.world, &plan, Some(permit.role())).await?;
        store::time_in_last_placement(c, plan.id, self.book.id, spot.programme).await?;
        Ok(plan.id)
    }
}

/// Writes a plan that came with its programme. Whether somebody may assign one is decided by [`AssignPlan`].
pub async fn add_plan(c: &mut Conn, world: &World, plan: &NewPlan) -> Result<()> {
    assign(c, world, plan, None).await
}

/// The row and its act, which says all of it.
async fn assign(c: &mut Conn, world: &World, plan: &NewPlan, role: Option<Role>) -> Result<()> {
    store::add_plan(c, plan).await?;
    let act = Act {
        actor: plan.assigned_by,
        role,
        trainee: Some(plan.trainee),
        plan: Some(plan.id),
        over: Some(plan.belongs()),
        ..Act::new(What::PlanAssigned, plan.assigned_at)
    };
    audit::record(c, world, &act).await.map(drop)
}

/// Whether a plan on this curriculum belongs in a programme of this scheme, stage and specialty.
pub(super) fn fits(
    portal: &Portal,
    curriculum: &Curriculum,
    (scheme, stage, specialty): (&str, &str, Option<&str>),
) -> bool {
    portal.schemes.get(scheme).is_some_and(|its| its.fits(curriculum, stage, specialty))
}

/// Somebody entitled deletes a plan not begun.
#[derive(Clone)]
pub struct DeletePlan {
    /// Who, when.
    pub call: Call,
    /// Which.
    pub plan: PlanId,
}

impl Work for DeletePlan {
    type Done = ();
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<()> {
        let (header, permit) = load(c, &self.call, self.plan, Want::DeletePlan).await?;
        if header.begun || header.archived {
            let instead = if header.archived { Instead::Archived } else { Instead::Begun };
            return Err(Refusal::WrongState(instead).into());
        }
        store::delete_plan(c, self.plan, &permit).await?;
        record(c, &self.call, &permit, What::PlanDeleted, self.plan, header.trainee).await
    }
}

/// Somebody entitled archives a plan begun. It is never made active again.
#[derive(Clone)]
pub struct ArchivePlan {
    /// Who, when.
    pub call: Call,
    /// Which.
    pub plan: PlanId,
}

impl Work for ArchivePlan {
    type Done = ();
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<()> {
        let (header, permit) = load(c, &self.call, self.plan, Want::ArchivePlan).await?;
        if !header.begun || header.archived {
            let instead = if header.archived { Instead::Archived } else { Instead::NotBegun };
            return Err(Refusal::WrongState(instead).into());
        }
        signoff::recall_all(c, &self.call, self.plan, &permit).await?;
        store::archive_plan(c, self.plan, self.call.now, &permit).await?;
        record(c, &self.call, &permit, What::PlanArchived, self.plan, header.trainee).await
    }
}

async fn load(c: &mut Conn, call: &Call, plan: PlanId, want: Want) -> Result<(store::Header, Permit)> {
    let header = store::header(c, plan, call.today).await?.ok_or(Refusal::NotFound)?;
    let subject = Subject::Plan { scheme: &header.scheme, setting: &header.setting, trainee: header.trainee };
    let at = At { programme: header.programme, requirement: None };
    let permit = access::ask(c, call, want, &subject, at).await?;
    Ok((header, permit))
}

async fn record(
    c: &mut Conn,
    call: &Call,
    permit: &Permit,
    what: What,
    plan: PlanId,
    trainee: PersonId,
) -> Result<()> {
    let act = Act {
        actor: Some(permit.actor()),
        role: Some(permit.role()),
        trainee: Some(trainee),
        plan: Some(plan),
        ..Act::new(what, call.now)
    };
    audit::record(c, &call.portal.world, &act).await.map(drop)
}

/// Whether the caller may do this to a plan, for an answer that says so.
pub async fn may(c: &mut Conn, call: &Call, plan: PlanId, want: Want) -> Result<bool> {
    let Some(header) = store::header(c, plan, call.today).await? else { return Ok(false) };
    let subject = Subject::Plan { scheme: &header.scheme, setting: &header.setting, trainee: header.trainee };
    let at = At { programme: header.programme, requirement: None };
    let standings = access::standings(c, call.actor, call.today, at).await?;
    Ok(call.portal.policies.decide(call.actor, want, &subject, &standings).is_ok())
}

impl NewPlan {
    /// What the act that assigns it says beside who, whom and when.
    pub(super) fn belongs(&self) -> String {
        belongs(self.programme, self.curriculum, &self.scheme, self.specialty.as_deref())
    }
}

/// Where a plan belongs and on what, in the words of its act.
pub(super) fn belongs(
    programme: ProgrammeId,
    curriculum: CurriculumId,
    scheme: &str,
    specialty: Option<&str>,
) -> String {
    let specialty = specialty.unwrap_or("-");
    format!("programme:{programme} curriculum:{curriculum} {scheme} {specialty}")
}
