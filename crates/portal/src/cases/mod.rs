//! Cases: a dossier that was sent to the authority, what it asks, what is sent after, and what it decides.
//!
//! A case is the act that sent its first dossier; what happens to it is written once and never changed, and its state is what that
//! comes to. Here its trainee and the authority's officers meet, and nobody else comes in.

pub mod api;
mod compared;
mod given;
mod officer;
mod opening;
pub mod pages;
mod send;
mod store;
pub mod web;

use base::{ActId, CaseId, Day, DossierId, Moment, PersonId};
use db::Conn;
use domain::{
    access::Permit,
    refusal::{Instead, Refusal},
};

pub(crate) use api::OwnCase;
pub use compared::compare;
pub use given::{Given, is_given, may_be_given, was_given};
pub use officer::{
    AskBack, Decide, Listed, Place, Weigh, Which, handles, is_numberlike, listed, sought, turns,
};
pub use opening::{Held, is_shut, open, open_for, open_for_dossier, readable_until};
pub use pages::{
    DeskRow, SentLater, Whereabouts, rows as show_rows, told_at_length, told_in_short,
    whereabouts as show_whereabouts,
};
pub use send::{SendDossier, Sent as Receipt, Supplement, Supplemented, WithdrawSending};
pub use store::{Sent, Turns};
pub(crate) use web::{Back, our_turn, whereabouts};

use crate::{
    audit::{self, Act, What},
    deliveries::{self, Delivering},
    error::Result,
    portal::{Call, Portal},
};

/// The most cases of one trainee that are looked at.
const OWN_MAX: i64 = 100;

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nobody at the authority has opened it.
    Sent,
    /// Somebody has.
    Open,
    /// The authority asked, and waits for the trainee.
    Asked,
    /// The trainee answered or sent more.
    Supplemented,
    /// What was applied for was granted.
    Granted,
    /// It was not.
    Refused,
    /// The trainee took it back in time.
    Withdrawn,
}

impl State {
    /// Its code, as the API says it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Open => "open",
            Self::Asked => "asked",
            Self::Supplemented => "supplemented",
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether nothing more happens to it.
    pub const fn is_end(self) -> bool {
        matches!(self, Self::Granted | Self::Refused | Self::Withdrawn)
    }
}

/// What happened to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    /// Somebody at the authority opened it for the first time.
    Opened,
    /// The authority asked.
    Asked,
    /// The trainee answered; with another dossier, if there is one.
    Supplemented(Option<DossierId>),
    /// The authority decided.
    Decided {
        /// Whether what was applied for was granted.
        granted: bool,
        /// The day of the decision.
        on: Day,
    },
    /// The trainee took it back.
    Withdrawn,
}

/// When, by whom, with which words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Of its act.
    pub id: ActId,
    /// What.
    pub what: Happened,
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: PersonId,
    /// Their name.
    pub name: String,
    /// Their words.
    pub comment: Option<String>,
}

/// The most supplements to a case; an answer to a question is taken in beyond.
pub const SUPPLEMENTS_MAX: usize = 50;
/// The most questions in a case.
pub const QUESTIONS_MAX: usize = 50;

/// A case and all that happened to it, the first first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// What was sent.
    pub sent: Sent,
    /// What happened.
    pub events: Vec<Event>,
    /// How far it is from its authority's own system; none: all is there, or nothing goes there.
    pub delivering: Option<Delivering>,
}

impl Case {
    /// Where it stands.
    pub fn state(&self) -> State {
        let mut state = State::Sent;
        for event in &self.events {
            state = match event.what {
                _ if state.is_end() => state,
                Happened::Opened if state == State::Sent => State::Open,
                Happened::Opened => state,
                Happened::Asked => State::Asked,
                Happened::Supplemented(_) if state == State::Sent => State::Sent,
                Happened::Supplemented(_) => State::Supplemented,
                Happened::Decided { granted: true, .. } => State::Granted,
                Happened::Decided { granted: false, .. } => State::Refused,
                Happened::Withdrawn => State::Withdrawn,
            };
        }
        state
    }

    /// What its trainee wrote to the authority, the first first.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let own = self.events.iter().filter(|event| matches!(event.what, Happened::Supplemented(_)));
        own.filter_map(|event| event.comment.as_deref())
    }

    /// Since when what was sent in it is on its way; none: it is there, or nothing more happens.
    pub fn delivering_since(&self) -> Option<Moment> {
        self.delivering.filter(|_| !self.state().is_end())?.since()
    }

    /// The same as its trainee is told: once somebody at the authority has it open, only what was sent after is news.
    pub fn delivering_news(&self) -> Option<Moment> {
        let last = self.delivering?.last()?;
        let news = self.state() == State::Sent || last > self.sent.sent_at;
        self.delivering_since().filter(|_| news)
    }

    /// Whether so many of these have happened.
    fn is_full(&self, most: usize, what: impl Fn(&Happened) -> bool) -> bool {
        self.events.iter().filter(|event| what(&event.what)).count() >= most
    }

    /// The question that its trainee has not answered.
    pub fn question(&self) -> Option<&Event> {
        let asked = |event: &&Event| event.what == Happened::Asked;
        self.events.iter().rfind(asked).filter(|_| self.state() == State::Asked)
    }

    /// The day of its decision, once there is one.
    pub fn decided_on(&self) -> Option<Day> {
        self.events.iter().find_map(|event| match event.what {
            Happened::Decided { on, .. } => Some(on),
            _ => None,
        })
    }

    /// The dossiers that followed its first, and when each was sent.
    pub fn later(&self) -> impl Iterator<Item = (DossierId, Moment)> {
        self.events.iter().filter_map(|event| match event.what {
            Happened::Supplemented(Some(dossier)) => Some((dossier, event.at)),
            _ => None,
        })
    }

    /// When a dossier of it was sent.
    fn sent_with(&self, dossier: DossierId) -> Moment {
        let later = self.later().find(|(one, _)| *one == dossier);
        later.map_or(self.sent.sent_at, |(_, at)| at)
    }

    /// When it was taken back.
    fn withdrawn_at(&self) -> Option<Moment> {
        self.events.iter().find(|event| event.what == Happened::Withdrawn).map(|event| event.at)
    }

    /// Its dossiers, the first first.
    pub fn dossiers(&self) -> Vec<DossierId> {
        [self.sent.dossier].into_iter().chain(self.later().map(|(dossier, _)| dossier)).collect()
    }
}

/// The cases of what was sent, in its order.
async fn with_events(c: &mut Conn, portal: &Portal, sent: Vec<Sent>) -> Result<Vec<Case>> {
    let ids: Vec<CaseId> = sent.iter().map(|one| one.id).collect();
    let mut cases: Vec<Case> =
        sent.into_iter().map(|sent| Case { sent, events: Vec::new(), delivering: None }).collect();
    for row in store::events(c, &ids).await? {
        if let Some(case) = cases.iter_mut().find(|case| case.sent.id == row.case) {
            case.events.push(event(row)?);
        }
    }
    for (id, delivering) in deliveries::under_way(c, &portal.ways, &ids).await? {
        if let Some(case) = cases.iter_mut().find(|case| case.sent.id == id) {
            case.delivering = Some(delivering);
        }
    }
    Ok(cases)
}

async fn with_own(c: &mut Conn, portal: &Portal, sent: Option<Sent>) -> Result<Option<Case>> {
    Ok(with_events(c, portal, sent.into_iter().collect()).await?.pop())
}

fn event(row: store::EventRow) -> anyhow::Result<Event> {
    let what = match (row.what.as_str(), row.granted, row.on) {
        ("opened", ..) => Happened::Opened,
        ("asked", ..) => Happened::Asked,
        ("supplemented", ..) => Happened::Supplemented(row.dossier),
        ("decided", Some(granted), Some(on)) => Happened::Decided { granted, on },
        ("withdrawn", ..) => Happened::Withdrawn,
        _ => anyhow::bail!("a case has an event that is none: {}", row.what),
    };
    Ok(Event { id: row.id, what, at: row.at, by: row.person, name: row.name, comment: row.comment })
}

/// One's own cases, the newest first.
pub async fn of_trainee(c: &mut Conn, portal: &Portal, trainee: PersonId) -> Result<Vec<Case>> {
    let sent = store::of_trainee(c, trainee, OWN_MAX).await?;
    with_events(c, portal, sent).await
}

/// The caller's own cases that have not come to an end, the newest first.
pub async fn under_way(c: &mut Conn, call: &Call) -> Result<Vec<Case>> {
    let all = of_trainee(c, &call.portal, call.actor).await?;
    Ok(all.into_iter().filter(|case| !case.state().is_end()).collect())
}

/// An act about a case.
fn about(what: What, at: Moment, permit: &Permit, case: CaseId, trainee: PersonId) -> Act {
    let mut act = Act::by(what, at, permit);
    act.case = Some(case);
    act.trainee = Some(trainee);
    act
}

/// Writes what happens to a case as it was seen: the act that says so, and the row that has its id.
async fn happen(
    c: &mut Conn,
    call: &Call,
    (what, case): (What, &Case),
    event: store::NewEvent<'_>,
    permit: &Permit,
) -> Result<Act> {
    let event = store::NewEvent { after: case.events.len(), ..event };
    let mut act = about(what, call.now, permit, case.sent.id, case.sent.trainee);
    act.comment = event.comment.map(str::to_owned);
    act.granted = event.granted;
    act.on = event.on;
    act.dossier = event.dossier;
    let id = audit::record(c, &call.portal.world, &act).await?;
    if !store::add_event(c, (id, case.sent.id, call.now), &event, permit).await? {
        return Err(Refusal::WrongState(Instead::Changed).into());
    }
    if what == What::Supplemented {
        let before =
            case.events.iter().filter(|event| matches!(event.what, Happened::Supplemented(_))).count();
        deliveries::put(c, call, (id, case.sent.id), (&case.sent.scheme, before + 2), permit).await?;
    }
    Ok(act)
}
