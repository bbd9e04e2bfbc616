//! Opening somebody's plan: leave, the access log, and then the plan as it stands.

use std::sync::Arc;

use base::{PlanId, RequirementId};
use db::{Conn, Work};
use domain::{
    access::{Act as Want, Kind, StandingKind, Subject},
    refusal::Refusal,
    signoff::{Standing, State},
};

use super::{Header, Progress, store};
use crate::{
    access::{self, At},
    audit::{self, Look, Whose},
    curricula::Published,
    documents,
    error::{Error, Result},
    portal::Call,
    signoff,
};

/// A plan that may be read, and what the reader is towards it.
#[derive(Debug, Clone)]
pub struct Opened {
    /// What stands at its head.
    pub header: Header,
    /// What the reader is towards it.
    pub standing: StandingKind,
}

/// Opens a plan as a whole. Another person's leaves one row in the access log before anything is answered.
pub async fn open(call: &Call, plan: PlanId) -> Result<Opened> {
    let today = call.today;
    let found =
        call.portal.db.read(move |c| Box::pin(async move { store::header(c, plan, today).await })).await;
    let header = found.map_err(Error::from)?.ok_or(Refusal::NotFound)?;
    if header.trainee == call.actor {
        return Ok(Opened { header, standing: StandingKind::Oneself });
    }
    call.portal.db.write(Open { call: call.clone(), header }).await
}

struct Open {
    call: Call,
    header: Header,
}

impl Work for Open {
    type Done = Opened;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Opened> {
        let header = self.header.clone();
        let subject =
            Subject::Plan { scheme: &header.scheme, setting: &header.setting, trainee: header.trainee };
        let at = At { programme: header.programme, requirement: None };
        let permit = access::ask(c, &self.call, Want::SeePlan, &subject, at).await?;
        let look = Look {
            person: permit.actor(),
            role: permit.role(),
            what: Want::SeePlan.code(),
            whose: Whose::One(header.trainee),
            plan: Some(header.id),
        };
        audit::looked(c, &self.call.portal.world, self.call.now, &look).await?;
        Ok(Opened { standing: permit.standing(), header })
    }
}

/// A plan with where everything in it stands.
#[derive(Debug, Clone)]
pub struct Overview {
    /// Its curriculum version.
    pub published: Arc<Published>,
    /// Where each requirement stands, in the order of the curriculum.
    pub lines: Vec<Option<signoff::Line>>,
    /// Whether something is recorded on an activity that supports it, or its time runs.
    begun: Vec<bool>,
    /// Whether it is attested on paper, by a document whose original was seen.
    on_paper: Vec<bool>,
}

/// Where everything in a plan stands.
pub async fn overview(c: &mut Conn, call: &Call, header: &Header) -> Result<Overview> {
    let published = call.portal.shelf.get(c, header.curriculum).await?;
    let mut lines = vec![None; published.len()];
    let (mut begun, mut on_paper) = (vec![false; published.len()], vec![false; published.len()]);
    for line in signoff::lines(c, header.id).await? {
        if let Some(place) = published.place_of(line.requirement) {
            for goal in published.goals_of(place) {
                begun[*goal] |= line.state.0 != State::Open;
            }
            lines[place] = Some(line);
        }
    }
    if published.requirements().any(|(_, one)| one.kind == Kind::Time) {
        for served in store::served(c, header.id).await?.iter().filter(|time| time.from <= call.today) {
            if let Some(place) = published.place_of(served.requirement) {
                begun[place] = true;
            }
        }
        if !call.portal.scheme(&header.scheme)?.time_documents.is_empty() {
            for one in documents::on_paper(c, &[header.id]).await? {
                if let Some(place) = published.place_of(one.requirement) {
                    on_paper[place] = true;
                }
            }
        }
    }
    Ok(Overview { published, lines, begun, on_paper })
}

impl Overview {
    /// Whether the requirement at a place is attested on paper, and not here.
    pub fn is_on_paper(&self, place: usize) -> bool {
        self.on_paper[place]
    }
    /// The state of the requirement at a place. A goal on whose activities something is recorded is in progress, and so is time that
    /// runs; time attested on paper is attested.
    pub fn state(&self, place: usize) -> State {
        match self.lines[place].map_or(State::Open, |line| line.state.0) {
            _ if self.on_paper[place] => State::Attested,
            State::Open if self.begun[place] => State::InProgress,
            state => state,
        }
    }
    /// State and counts of the requirement at a place.
    pub fn standing(&self, place: usize) -> Standing {
        let state = self.state(place);
        let (registered, signed) = self.lines[place].map_or((0, 0), |line| (line.registered, line.signed));
        Standing { state, registered, signed }
    }
    /// Places of the requirements of a kind.
    pub fn places(&self, kind: Kind) -> impl Iterator<Item = usize> + '_ {
        (0..self.published.len()).filter(move |place| self.published.at(*place).kind == kind)
    }
    /// How far the plan is.
    pub fn progress(&self) -> Progress {
        let all = 0..self.lines.len();
        Progress::of(&self.published, all.map(|place| (self.published.at(place).kind, self.state(place), 1)))
    }
    /// The ids of the requirements, in order.
    pub fn id(&self, place: usize) -> RequirementId {
        self.published.id_at(place)
    }
}
