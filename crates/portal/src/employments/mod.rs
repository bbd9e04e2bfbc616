//! The overview of a doctor's medical employments: filled in from the placements, completed and confirmed by the doctor.

pub mod api;
mod compared;
pub mod pages;
mod store;
pub mod web;

use base::{Day, EmploymentId, Moment, Percent, Period, PersonId};
use db::{Conn, Work};
use domain::{
    access::Act as Want,
    employment::{Employment, FIRST, canonical},
    refusal::{FieldErrors, Instead, Problem, Refusal},
    text::{NAME_MAX, one_line},
};
use sha2::{Digest as _, Sha256};

pub use compared::compare;

use crate::{
    audit::{self, Act, What},
    documents,
    error::{Error, Result},
    mint,
    portal::Call,
    training,
};

/// The most employments that a doctor adds.
pub const OWN_MAX: i64 = 100;

/// One line of the overview.
#[derive(Debug, Clone)]
pub struct Line {
    /// Which; none: the portal knows it from a placement.
    pub id: Option<EmploymentId>,
    /// What it says.
    pub employment: Employment,
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
}

/// The overview of somebody's employments.
pub async fn overview(c: &mut Conn, trainee: PersonId) -> Result<Overview> {
    let known = training::served(c, trainee).await?.into_iter().map(|one| Line {
        id: None,
        employment: Employment {
            place: one.place,
            position: one.programme,
            period: Period { from: one.from, until: Some(one.until) },
            percent: one.percent,
            known: true,
        },
    });
    let mut lines: Vec<Line> = known.chain(store::own(c, trainee).await?).collect();
    lines.sort_by_key(|line| line.employment.period.from);
    let all: Vec<Employment> = lines.iter().map(|line| line.employment.clone()).collect();
    let digest = <[u8; 32]>::from(Sha256::digest(canonical(&all)));
    let confirmed = store::confirmed(c, trainee).await?;
    let confirmed = confirmed.map(|(at, of)| (at, of == digest));
    Ok(Overview { lines, digest, confirmed })
}

/// The doctor adds an employment that the portal does not know.
#[derive(Clone)]
pub struct AddEmployment {
    /// Who, when.
    pub call: Call,
    /// Where.
    pub place: String,
    /// As what.
    pub position: String,
    /// The first day.
    pub from: Day,
    /// The last day; none: it goes on.
    pub until: Option<Day>,
    /// How much of full time.
    pub percent: Percent,
}

impl AddEmployment {
    fn checked(&self) -> std::result::Result<(), FieldErrors> {
        let mut errors = FieldErrors::default();
        for (name, text) in [("place", &self.place), ("position", &self.position)] {
            errors.take(name, fit(text));
        }
        let (year, month, day) = FIRST;
        if Day::new(year, month, day).is_ok_and(|first| self.from < first) {
            errors.note("from", Problem::TooLongAgo);
        } else if self.from > self.call.today {
            errors.note("from", Problem::InFuture);
        }
        if self.until.is_some_and(|until| until < self.from) {
            errors.note("until", Problem::EndsBeforeStart);
        }
        errors.or_ok()
    }
}

/// Whether a name of a place or a position may be kept.
fn fit(text: &str) -> std::result::Result<(), Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::Required);
    }
    one_line(text, NAME_MAX)
}

impl Work for AddEmployment {
    type Done = EmploymentId;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<EmploymentId> {
        let permit = documents::leave(c, &self.call, Want::KeepOverview).await?;
        self.checked()?;
        if store::count(c, self.call.actor).await? >= OWN_MAX {
            return Err(Error::field("place", Problem::TooMany { max: OWN_MAX }));
        }
        let id = mint!(self.call.portal.world, EmploymentId);
        store::add(c, id, self, &permit).await?;
        Ok(id)
    }
}

/// The doctor takes an employment out of the overview that they added. One that is not in it is out of it: nobody learns whether another
/// doctor has it.
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
