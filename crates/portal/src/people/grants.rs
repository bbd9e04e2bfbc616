//! Roles: given over something for a time, and ended. Both are acts of the ledger; nothing else changes a grant.

use base::{Day, GrantId, Moment, OrganisationId, Period, PersonId};
use db::{Conn, Fault};
use domain::{
    access::{Permit, Role},
    refusal::{Instead, Refusal},
};

use super::store;
use crate::{
    audit::{Act, What, record},
    error::Result,
    mint,
    world::World,
};

/// Over what a role is held.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Over {
    /// A unit, and all below it.
    Organisation(OrganisationId),
    /// One trainee.
    Person(PersonId),
    /// A specialty's courses, by its code.
    Specialty(String),
    /// A whole scheme.
    Scheme,
    /// This portal.
    Portal,
}

impl Over {
    /// Its kind's code.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Organisation(_) => "organisation",
            Self::Person(_) => "person",
            Self::Specialty(_) => "specialty",
            Self::Scheme => "scheme",
            Self::Portal => "portal",
        }
    }
    /// The id it names, if it names one.
    pub const fn id(&self) -> Option<uuid::Uuid> {
        match self {
            Self::Organisation(id) => Some(id.uuid()),
            Self::Person(id) => Some(id.uuid()),
            Self::Specialty(_) | Self::Scheme | Self::Portal => None,
        }
    }
    /// The code it names, if it names one.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Specialty(code) => Some(code),
            Self::Organisation(_) | Self::Person(_) | Self::Scheme | Self::Portal => None,
        }
    }
    pub(super) fn read(kind: &str, id: Option<uuid::Uuid>, code: Option<String>) -> Option<Self> {
        match (kind, id, code) {
            ("organisation", Some(id), None) => Some(Self::Organisation(OrganisationId::from_uuid(id))),
            ("person", Some(id), None) => Some(Self::Person(PersonId::from_uuid(id))),
            ("specialty", None, Some(code)) => Some(Self::Specialty(code)),
            ("scheme", None, None) => Some(Self::Scheme),
            ("portal", None, None) => Some(Self::Portal),
            _ => None,
        }
    }
    /// What a role can be held over.
    pub const fn fits(&self, role: Role) -> bool {
        match role {
            Role::Supervisor => matches!(self, Self::Organisation(_) | Self::Person(_)),
            Role::Mentor | Role::ResearchSupervisor => matches!(self, Self::Person(_)),
            Role::Leader | Role::EducationLead | Role::Tutor => matches!(self, Self::Organisation(_)),
            Role::CourseLeader | Role::SubCourseLeader => matches!(self, Self::Specialty(_)),
            Role::CourseProvider | Role::Secretariat => matches!(self, Self::Organisation(_) | Self::Scheme),
            Role::Authority | Role::Machine => matches!(self, Self::Scheme),
            Role::Administrator => matches!(self, Self::Portal),
            Role::Trainee => false,
        }
    }
}

/// A role that somebody holds, held, or will hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Its id.
    pub id: GrantId,
    /// Who.
    pub person: PersonId,
    /// What.
    pub role: Role,
    /// In which scheme.
    pub scheme: String,
    /// Over what.
    pub over: Over,
    /// The name of what it is over, where it has one.
    pub over_name: Option<String>,
    /// When.
    pub period: Period,
}

/// A role that somebody holds or held, and whether it was ended before its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenure {
    /// The role.
    pub grant: Grant,
    /// When it was ended.
    pub ended_at: Option<Moment>,
}

/// Every role a person holds, held or will hold, the one that began last first.
pub async fn tenures(c: &mut Conn, person: PersonId, limit: i64) -> Result<Vec<Tenure>, Fault> {
    store::tenures(c, person, limit).await
}

/// What is needed to give a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGrant {
    /// To whom.
    pub person: PersonId,
    /// Which.
    pub role: Role,
    /// In which scheme.
    pub scheme: String,
    /// Over what.
    pub over: Over,
    /// When.
    pub period: Period,
}

/// Gives a role. `by` is the leave to do so; without it the operator did, by import or command line.
///
/// A role that does not fit what it is over is a refusal: the doors check that before.
pub async fn grant_role(c: &mut Conn, world: &World, by: Option<&Permit>, new: &NewGrant) -> Result<GrantId> {
    Ok(given(c, world, by, new).await?.0)
}

/// The same, with the act that was recorded.
pub(super) async fn given(
    c: &mut Conn,
    world: &World,
    by: Option<&Permit>,
    new: &NewGrant,
) -> Result<(GrantId, Act)> {
    if !new.over.fits(new.role) {
        return Err(Refusal::WrongState(Instead::Changed).into());
    }
    let (id, at) = (mint!(world, GrantId), world.now());
    store::insert_grant(c, id, new, by.map(Permit::actor), at).await?;
    let over = of_grant(new.role, &new.scheme, &new.over, &new.period);
    let act = told(c, world, act_by(What::RoleGranted, at, by), (id, new.person), over).await?;
    Ok((id, act))
}

/// How far a role was ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// It ended now.
    Ended,
    /// It had ended before.
    Already,
}

/// Ends a role at once: from this moment on it gives nothing.
pub async fn end_role(c: &mut Conn, world: &World, by: Option<&Permit>, id: GrantId) -> Result<Ending> {
    let grant = store::grant(c, id).await?.ok_or(Refusal::NotFound)?;
    let done = ended(c, world, by, &grant).await?;
    Ok(if done.is_some() { Ending::Ended } else { Ending::Already })
}

/// Gives a role that runs another last day, or none; what was lent with it goes on as long as it does.
pub async fn move_end(c: &mut Conn, world: &World, grant: &Grant, last: Option<Day>) -> Result<()> {
    moved(c, world, None, grant, last).await.map(drop)
}

/// The same, with the act that was recorded; none when it had ended before.
pub(super) async fn ended(
    c: &mut Conn,
    world: &World,
    by: Option<&Permit>,
    grant: &Grant,
) -> Result<Option<Act>> {
    let now = world.now();
    if store::end_grant(c, grant.id, now).await? == 0 {
        return Ok(None);
    }
    let act = act_by(What::RoleEnded, now, by);
    told(c, world, act, (grant.id, grant.person), grant.said()).await.map(Some)
}

/// Gives a role that runs another last day, or none. None when it had ended before.
pub(super) async fn moved(
    c: &mut Conn,
    world: &World,
    by: Option<&Permit>,
    grant: &Grant,
    last: Option<Day>,
) -> Result<Option<Act>> {
    if store::set_last_day(c, grant.id, last).await? == 0 {
        return Ok(None);
    }
    let sooner = last.is_some_and(|last| grant.period.until.is_none_or(|before| last < before));
    let what = if sooner { What::RoleEnded } else { What::RoleExtended };
    let mut act = act_by(what, world.now(), by);
    act.on = last;
    told(c, world, act, (grant.id, grant.person), grant.said()).await.map(Some)
}

fn act_by(what: What, at: Moment, by: Option<&Permit>) -> Act {
    by.map_or_else(|| Act::new(what, at), |permit| Act::by(what, at, permit))
}

async fn told(
    c: &mut Conn,
    world: &World,
    mut act: Act,
    (grant, to): (GrantId, PersonId),
    over: String,
) -> Result<Act> {
    act.grant = Some(grant);
    act.to = Some(to);
    act.over = Some(over);
    record(c, world, &act).await?;
    Ok(act)
}

impl Grant {
    fn said(&self) -> String {
        of_grant(self.role, &self.scheme, &self.over, &self.period)
    }
}

fn of_grant(role: Role, scheme: &str, over: &Over, period: &Period) -> String {
    said(role.code(), scheme, &over_what(over.kind(), over.id(), over.code()), (period.from, period.until))
}

/// Over what a role is, in the words of its act: `organisation:<id>`, `specialty:<code>`, `scheme:`.
pub(super) fn over_what(kind: &str, id: Option<uuid::Uuid>, code: Option<&str>) -> String {
    let what = id.map(|id| id.to_string()).or_else(|| code.map(str::to_owned)).unwrap_or_default();
    format!("{kind}:{what}")
}

/// A grant in one line of the ledger: role, scheme, over what, from when until when. What was said once is compared for ever.
pub(super) fn said(role: &str, scheme: &str, over: &str, (from, until): (Day, Option<Day>)) -> String {
    format!("{role} {scheme} {over} {from}/{}", until.map(|day| day.to_string()).unwrap_or_default())
}

/// The roles a person holds on a day, strongest scheme order left to the page: by role, then by what it is over.
pub async fn grants_of(c: &mut Conn, person: PersonId, on: Day) -> Result<Vec<Grant>, Fault> {
    store::grants_on(c, person, on).await
}

/// All grants of a person that were not ended, whatever their days: what an import compares with.
pub async fn held(c: &mut Conn, person: PersonId) -> Result<Vec<Grant>, Fault> {
    store::grants_not_ended(c, person).await
}

/// A grant, ended or not.
pub async fn grant_named(c: &mut Conn, id: GrantId) -> Result<Option<Grant>, Fault> {
    store::grant(c, id).await
}
