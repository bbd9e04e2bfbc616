//! The overview of a doctor's medical employments: filled in from the placements, completed and confirmed by the doctor.

pub mod api;
mod compared;
pub mod pages;
mod store;
pub mod web;

use base::{Day, EmploymentId, Moment, Percent, Period, PersonId, PlacementId};
use db::{Conn, Work};
use domain::{
    access::Act as Want,
    employment::{Employment, FIRST, Source, Stated, canonical},
    refusal::{FieldErrors, Instead, Problem, Refusal},
    text::{NAME_MAX, one_line, shows_nothing},
};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

pub use compared::compare;

use crate::{
    audit::{self, Act, What},
    documents,
    error::{Error, Result},
    mint,
    portal::Call,
    training::{self, Served},
};

use store::Own;

/// The most employments of which a doctor says something.
pub const OWN_MAX: i64 = 100;

/// One line of the overview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What the doctor said of it; none: only the portal says something.
    pub id: Option<EmploymentId>,
    /// From which placement the portal knows it.
    pub placement: Option<PlacementId>,
    /// What it says.
    pub employment: Employment,
}

impl Line {
    /// What names it.
    fn named_by(&self) -> Uuid {
        let placement = || self.placement.map_or_else(Uuid::nil, |id| id.uuid());
        self.id.map_or_else(placement, |id| id.uuid())
    }
    /// Whether this names it: what the doctor said of it, or the placement.
    fn is(&self, id: Uuid) -> bool {
        self.id.is_some_and(|own| own.uuid() == id) || self.placement.is_some_and(|known| known.uuid() == id)
    }
}

/// The overview as it is.
#[derive(Debug, Clone)]
pub struct Overview {
    /// Its lines, the first first.
    pub lines: Vec<Line>,
    /// SHA-256 of it: what a confirmation is about.
    pub digest: [u8; 32],
    /// When it was last confirmed, and whether as it is now.
    pub confirmed: Option<(Moment, bool)>,
}

impl Overview {
    /// Whether it was confirmed as it is now.
    pub fn is_confirmed(&self) -> bool {
        self.confirmed.is_some_and(|(_, as_it_is)| as_it_is)
    }
    /// What its lines say.
    pub fn all(&self) -> Vec<Employment> {
        self.lines.iter().map(|line| line.employment.clone()).collect()
    }
}

/// The overview of somebody's employments.
pub async fn overview(c: &mut Conn, trainee: PersonId) -> Result<Overview> {
    let (known, own) = (training::served(c, trainee).await?, store::own(c, trainee).await?);
    let mut lines = merged(known, own);
    lines.sort_by_key(|line| line.employment.stated.period.from);
    let mut overview = Overview { lines, digest: [0; 32], confirmed: None };
    overview.digest = Sha256::digest(canonical(&overview.all())).into();
    let confirmed = store::confirmed(c, trainee).await?;
    overview.confirmed = confirmed.map(|(at, of)| (at, of == overview.digest));
    Ok(overview)
}

/// What the portal knows, with what the doctor says instead, and what the doctor added. Whoever says the same as the portal corrects
/// nothing: it was put right there meanwhile.
fn merged(known: Vec<Served>, mut own: Vec<Own>) -> Vec<Line> {
    let mut lines = Vec::with_capacity(known.len() + own.len());
    for one in known {
        let registered = Stated {
            place: one.place,
            position: one.programme,
            period: Period { from: one.from, until: Some(one.until) },
            percent: one.percent,
        };
        let at = own.iter().position(|said| said.placement == Some(one.id));
        let (id, stated, source) = match at.map(|at| own.swap_remove(at)) {
            Some(said) if said.stated != registered => {
                (Some(said.id), said.stated, Source::Corrected(registered))
            }
            _ => (None, registered, Source::Portal),
        };
        lines.push(Line { id, placement: Some(one.id), employment: Employment { stated, source } });
    }
    own.sort_by_key(|said| (said.stated.period.from, said.id));
    lines.extend(own.into_iter().map(|said| Line {
        id: Some(said.id),
        placement: None,
        employment: Employment { stated: said.stated, source: Source::Own },
    }));
    lines
}

/// The doctor says what an employment was: one that the portal does not know, or instead of what is said of one.
#[derive(Clone)]
pub struct KeepEmployment {
    /// Who, when.
    pub call: Call,
    /// Instead of what: an employment that they added or corrected, or a placement; none: it is new.
    pub instead_of: Option<Uuid>,
    /// Where.
    pub place: String,
    /// As what.
    pub position: String,
    /// From when until when.
    pub period: Period,
    /// How much of full time, as it was said.
    pub percent: i64,
}

/// What became of the overview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// An employment was added.
    Added(EmploymentId),
    /// What is said of one is this now.
    Corrected(EmploymentId),
    /// It says what the portal says again.
    Undone,
    /// It said so before; what the doctor said of it, if anything.
    Unchanged(Option<EmploymentId>),
}

impl Kept {
    /// What the doctor says, if it is not what the portal says.
    pub const fn id(self) -> Option<EmploymentId> {
        match self {
            Self::Added(id) | Self::Corrected(id) => Some(id),
            Self::Unchanged(id) => id,
            Self::Undone => None,
        }
    }
    /// Its word in an address.
    const fn code(self) -> &'static str {
        match self {
            Self::Added(_) => "added",
            Self::Corrected(_) => "corrected",
            Self::Undone => "undone",
            Self::Unchanged(_) => "unchanged",
        }
    }
}

/// What is wrong with the days of an employment, as far as they are known.
fn wrong_days(from: Option<Day>, until: Option<Day>) -> FieldErrors {
    let mut errors = FieldErrors::default();
    let (year, month, day) = FIRST;
    let first = Day::new(year, month, day).ok();
    if from.zip(first).is_some_and(|(from, first)| from < first) {
        errors.note("from", Problem::TooLongAgo);
    }
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        errors.note("until", Problem::EndsBeforeStart);
    }
    errors
}

/// Whether a name of a place or a position may be kept.
fn fit(text: &str) -> std::result::Result<(), Problem> {
    let text = text.trim();
    if shows_nothing(text) {
        return Err(Problem::Required);
    }
    one_line(text, NAME_MAX)
}

impl KeepEmployment {
    /// What is said, with all that is wrong with it told at once. Of a placement that is still to come, the first day may be too.
    fn checked(&self, is_placement: bool) -> std::result::Result<Stated, FieldErrors> {
        let period = self.period;
        let mut errors = wrong_days(Some(period.from), period.until);
        for (name, text) in [("place", &self.place), ("position", &self.position)] {
            errors.take(name, fit(text));
        }
        if period.from > self.call.today && !is_placement {
            errors.note("from", Problem::InFuture);
        }
        let percent = Percent::new(self.percent).ok_or(Problem::OutOfRange { min: 1, max: 100 });
        let percent = errors.take("percent", percent);
        errors.clone().or_ok()?;
        let (place, position) = (self.place.trim().to_owned(), self.position.trim().to_owned());
        percent.map(|percent| Stated { place, position, period, percent }).ok_or(errors)
    }
}

impl Work for KeepEmployment {
    type Done = Kept;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Kept> {
        let permit = documents::leave(c, &self.call, Want::KeepOverview).await?;
        let me = self.call.actor;
        let line = match self.instead_of {
            None => None,
            Some(of) => {
                let found = overview(c, me).await?.lines.into_iter().find(|line| line.is(of));
                Some(found.ok_or(Refusal::WrongState(Instead::Changed))?)
            }
        };
        let placement = line.as_ref().and_then(|line| line.placement);
        let said = self.checked(placement.is_some())?;
        if let Some(Line { id, employment: Employment { stated, source }, .. }) = &line {
            if *stated == said {
                return Ok(Kept::Unchanged(*id));
            }
            if let (Some(id), Some(registered)) = (*id, source.registered())
                && *registered == said
            {
                store::remove(c, id, &permit).await?;
                return Ok(Kept::Undone);
            }
            if let Some(id) = *id {
                store::change(c, id, &said, &permit).await?;
                return Ok(Kept::Corrected(id));
            }
        }
        if store::count(c, me).await? >= OWN_MAX {
            return Err(Error::field("place", Problem::TooMany { max: OWN_MAX }));
        }
        let id = mint!(self.call.portal.world, EmploymentId);
        let id = store::keep(c, (id, placement), (&said, self.call.now), &permit).await?;
        Ok(if line.is_some() { Kept::Corrected(id) } else { Kept::Added(id) })
    }
}

/// The doctor takes an employment out of the overview that they added, or back what they said instead of a placement. One that is not in it
/// is out of it: nobody learns whether another doctor has it.
#[derive(Clone)]
pub struct RemoveEmployment {
    /// Who, when.
    pub call: Call,
    /// Which.
    pub id: EmploymentId,
}

impl Work for RemoveEmployment {
    type Done = ();
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<()> {
        let permit = documents::leave(c, &self.call, Want::KeepOverview).await?;
        Ok(store::remove(c, self.id, &permit).await?)
    }
}

/// The doctor confirms the overview as they saw it.
#[derive(Clone)]
pub struct ConfirmEmployments {
    /// Who, when.
    pub call: Call,
    /// The digest of what they saw.
    pub digest: String,
}

impl Work for ConfirmEmployments {
    type Done = ();
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<()> {
        let permit = documents::leave(c, &self.call, Want::KeepOverview).await?;
        let overview = overview(c, self.call.actor).await?;
        let digest = hex::encode(overview.digest);
        if digest != self.digest {
            return Err(Refusal::WrongState(Instead::Changed).into());
        }
        if overview.is_confirmed() {
            return Ok(()); // confirmed before: the wish is fulfilled
        }
        let mut act = Act::by(What::EmploymentsConfirmed, self.call.now, &permit);
        act.trainee = Some(self.call.actor);
        act.evidence = vec![digest];
        let id = audit::record(c, &self.call.portal.world, &act).await?;
        Ok(store::confirm(c, id, self.call.now, &overview.digest, &permit).await?)
    }
}
