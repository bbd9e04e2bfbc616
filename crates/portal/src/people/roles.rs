//! Giving and ending roles by those whom the policies let: over a unit, somebody in training there, a scheme or the portal.
//!
//! What somebody is towards such a place is computed here from their own roles, inside the deciding transaction.

use base::{Day, GrantId, OrganisationId, Period, PersonId};
use db::{Conn, Fault};
use domain::{
    access::{self, Permit, Role, Standing, StandingKind, Subject},
    refusal::{FieldErrors, Problem, Refusal},
};

use super::{Grant, NewGrant, Over, grants, store};
use crate::{
    access::hold,
    audit::Act,
    error::{Error, Result},
    notices::{self, Notice},
    organisations,
    portal::{Call, Portal},
    training,
};

/// Where a role is given: what the policies are asked about, and what the actor is there.
pub struct Place {
    /// Over what.
    pub over: Over,
    /// In which scheme; empty over the portal.
    pub scheme: String,
    setting: String,
    standings: Vec<Standing>,
}

impl Place {
    /// The place, and what the actor is there today. `scheme` is asked where the place does not tell it: of a specialty, and of
    /// somebody in training in two.
    pub async fn find(c: &mut Conn, call: &Call, over: Over, scheme: &str) -> Result<Self> {
        let mut units = Vec::new();
        let (mut own, mut setting) = (scheme.to_owned(), String::new());
        match &over {
            Over::Organisation(id) => {
                own = organisations::find(c, *id).await?.ok_or(Refusal::NotFound)?.scheme;
                setting = organisations::setting_of(c, *id).await?.unwrap_or_default();
                units.push(*id);
            }
            Over::Person(id) => {
                let mut there = training::places_of(c, *id, call.today).await?;
                there.retain(|place| scheme.is_empty() || place.scheme == scheme);
                let first = there.first().ok_or(Refusal::NotFound)?;
                (own, setting) = (first.scheme.clone(), first.setting.clone());
                units.extend(there.iter().filter(|one| one.scheme == own).map(|one| one.organisation));
            }
            Over::Specialty(_) | Over::Scheme => {
                call.portal.schemes.get(scheme).ok_or(Refusal::NotFound)?;
            }
            Over::Portal => own = String::new(),
        }
        let above = organisations::above(c, &units).await?;
        let held = super::grants_of(c, call.actor, call.today).await?;
        let standings = held.iter().filter(|grant| reaches(grant, &over, &own, &above)).filter_map(standing);
        Ok(Self { standings: standings.collect(), over, scheme: own, setting })
    }

    /// Leave to give or end this role of this person here.
    pub fn ask(&self, call: &Call, role: Role, holder: PersonId) -> Result<Permit, Refusal> {
        let decide = |scheme: &str| {
            let subject = Subject::Appointment { scheme, setting: &self.setting, role, holder };
            let policies = &call.portal.policies;
            policies.decide(call.actor, access::Act::GrantRole, &subject, &self.standings)
        };
        if !self.scheme.is_empty() {
            return decide(&self.scheme).map_err(Refusal::from);
        }
        // The portal belongs to no scheme, and only its administrators are anything towards it: any scheme's page may let them.
        let mut pages = call.portal.schemes.keys();
        pages.find_map(|scheme| decide(scheme).ok()).ok_or(Refusal::NotEntitled)
    }

    /// The roles that the actor may give somebody else here: over the place, and over one in training there.
    pub fn given(&self, call: &Call, to_trainees: bool) -> Vec<Role> {
        let somebody = PersonId::from_uuid(uuid::Uuid::nil());
        let one = Over::Person(somebody);
        let unit = matches!(self.over, Over::Organisation(_));
        let fits = |role: &Role| self.over.fits(*role) || (to_trainees && unit && one.fits(*role));
        let fitting = Role::ALL.iter().copied().filter(fits);
        fitting.filter(|role| self.ask(call, *role, somebody).is_ok()).collect()
    }

    /// Whether the actor gives roles over one of those in training here. Who does not learns nothing of whose mentor somebody is.
    pub fn gives_over_one(&self, call: &Call) -> bool {
        let one = Over::Person(PersonId::from_uuid(uuid::Uuid::nil()));
        self.given(call, true).iter().any(|role| one.fits(*role))
    }

    /// Whether the actor is anything here: who is not learns nothing of who holds what.
    pub const fn is_near(&self) -> bool {
        !self.standings.is_empty()
    }
}

/// Whether a role held says anything about a place: units above it, the trainee, its scheme; an administrator everywhere.
fn reaches(grant: &Grant, over: &Over, scheme: &str, above: &[OrganisationId]) -> bool {
    match &grant.over {
        Over::Portal => true,
        Over::Scheme => grant.scheme == scheme,
        Over::Organisation(unit) => grant.scheme == scheme && above.contains(unit),
        Over::Person(_) | Over::Specialty(_) => grant.scheme == scheme && grant.over == *over,
    }
}

fn standing(grant: &Grant) -> Option<Standing> {
    let kind: StandingKind = grant.role.code().parse().ok()?;
    Some(Standing::by_grant(kind, grant.id))
}

/// Whether this role lets its holder give any role anywhere.
pub fn appoints(portal: &Portal, grant: &Grant) -> bool {
    let by = |scheme: &str| {
        let reach = portal.policies.reach(scheme, access::Act::GrantRole);
        reach.standings().any(|kind| kind.role() == grant.role)
    };
    if grant.over == Over::Portal {
        portal.schemes.keys().any(|scheme| by(scheme))
    } else {
        by(&grant.scheme)
    }
}

/// Somebody entitled gives somebody else a role.
#[derive(Clone)]
pub struct GiveRole {
    /// Who gives, when.
    pub call: Call,
    /// To whom.
    pub person: PersonId,
    /// Which.
    pub role: Role,
    /// Over what.
    pub over: Over,
    /// In which scheme, where the place does not tell it.
    pub scheme: String,
    /// The first day.
    pub from: Day,
    /// The last day, when one is known.
    pub until: Option<Day>,
}

impl db::Work for GiveRole {
    type Done = GrantId;
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<GrantId> {
        let place = Place::find(c, &self.call, self.over.clone(), &self.scheme).await?;
        let permit = place.ask(&self.call, self.role, self.person)?;
        hold(c, &permit, self.call.today).await?;
        self.check(c).await?;
        let period = Period { from: self.from, until: self.until };
        let new =
            NewGrant { person: self.person, role: self.role, scheme: place.scheme, over: place.over, period };
        let (id, act) = grants::given(c, &self.call.portal.world, Some(&permit), &new).await?;
        tell(c, &self.call, &act, self.person).await?;
        Ok(id)
    }
}

impl GiveRole {
    async fn check(&self, c: &mut Conn) -> Result<()> {
        let mut errors = FieldErrors::default();
        if !self.over.fits(self.role) {
            errors.note("over", Problem::Unknown);
        }
        if self.over == Over::Person(self.person) {
            errors.note("person", Problem::NotApprover);
        } else if store::person(c, self.person).await?.is_none() {
            errors.note("person", Problem::Unknown);
        } else if store::was_machine(c, self.person).await? != (self.role == Role::Machine) {
            // A case system is never a person beside, and no person is one.
            errors.note("person", Problem::DoesNotFit);
        } else if self.is_held(c).await? {
            errors.note("person", Problem::AlreadyHeld);
        }
        if self.from < self.call.today {
            errors.note("from", Problem::TooLongAgo);
        }
        if self.until.is_some_and(|until| until < self.from) {
            errors.note("until", Problem::EndsBeforeStart);
        }
        Ok(errors.or_ok()?)
    }

    /// Whether they hold it there already on one of its days.
    async fn is_held(&self, c: &mut Conn) -> Result<bool, Fault> {
        let meets = |period: &Period| {
            self.until.is_none_or(|until| period.from <= until)
                && period.until.is_none_or(|until| self.from <= until)
        };
        let held = store::grants_not_ended(c, self.person).await?;
        Ok(held.iter().any(|one| one.role == self.role && one.over == self.over && meets(&one.period)))
    }
}

/// Somebody entitled ends a role: at once, or after a last day to come.
#[derive(Clone)]
pub struct EndRole {
    /// Who ends it, when.
    pub call: Call,
    /// Which.
    pub id: GrantId,
    /// The last day; none: it gives nothing from this moment on.
    pub last: Option<Day>,
}

impl db::Work for EndRole {
    type Done = ();
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<()> {
        let grant = store::grant(c, self.id).await?.ok_or(Refusal::NotFound)?;
        let permit = may_end(c, &self.call, &grant).await?;
        hold(c, &permit, self.call.today).await?;
        let world = &self.call.portal.world;
        let done = match self.last {
            None => grants::ended(c, world, Some(&permit), &grant).await?,
            Some(last) => {
                self.check(&grant, last)?;
                grants::moved(c, world, Some(&permit), &grant, Some(last)).await?
            }
        };
        match done {
            Some(act) => tell(c, &self.call, &act, grant.person).await,
            None => Ok(()), // ended before: the wish is fulfilled
        }
    }
}

impl EndRole {
    fn check(&self, grant: &Grant, last: Day) -> Result<()> {
        let wrong = |problem| Err(Error::field("last", problem));
        if last < self.call.today {
            wrong(Problem::TooLongAgo)
        } else if last < grant.period.from {
            wrong(Problem::EndsBeforeStart)
        } else if grant.period.until.is_some_and(|until| until < last) {
            wrong(Problem::AfterItsEnd)
        } else {
            Ok(())
        }
    }
}

/// Leave to end a role. Who is nothing where it is held does not learn of it.
pub async fn may_end(c: &mut Conn, call: &Call, grant: &Grant) -> Result<Permit> {
    let place = Place::find(c, call, grant.over.clone(), &grant.scheme).await?;
    let unseen = |refusal| if place.is_near() { refusal } else { Refusal::NotFound };
    Ok(place.ask(call, grant.role, grant.person).map_err(unseen)?)
}

async fn tell(c: &mut Conn, call: &Call, act: &Act, to: PersonId) -> Result<()> {
    Ok(notices::tell(c, call, &Notice::about(act, to)).await?)
}

/// Who holds a role at a place, now or later, by name: over it, and over those in training there.
pub async fn holders(
    c: &mut Conn,
    place: &Place,
    trainees: &[PersonId],
    today: Day,
) -> Result<Vec<(String, Grant)>, Fault> {
    store::holders(c, place, trainees, today).await
}

/// The most people that a search answers.
pub const FOUND_MAX: i64 = 20;

/// Those with this e-mail address, or whose name has these words in this order; by name.
pub async fn search(c: &mut Conn, words: &str) -> Result<Vec<super::Person>, Fault> {
    if let Some(email) = super::Email::read(words) {
        return Ok(super::find_by_email(c, &email).await?.into_iter().collect());
    }
    let folded = web::format::sought(words);
    let words: Vec<&str> = folded.split_whitespace().collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    store::persons_named(c, &format!("%{}%", words.join("%")), FOUND_MAX).await
}
