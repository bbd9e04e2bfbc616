//! What people are to be told: shown on Home until seen. Leaving by mail comes with its own issue.

pub mod api;
mod jobs;
mod store;
pub mod web;

use base::{Moment, NoticeId, PersonId, PlanId, RequirementId};
use db::{Conn, Fault, Work};
use domain::access::{Act as Want, Role};

pub use jobs::{ForgetNotices, SEEN_DAYS};
pub use store::Told;

use crate::{
    audit::{self, Act, What},
    documents,
    error::{Error, Result},
    mint,
    portal::Call,
    signoff::{self, Matter},
};

/// A message about to be left for somebody.
#[derive(Debug, Clone)]
pub struct Notice<'a> {
    to: PersonId,
    what: What,
    trainee: Option<PersonId>,
    plan: Option<PlanId>,
    requirement: Option<RequirementId>,
    by: Option<PersonId>,
    comment: Option<&'a str>,
    /// Of a decision: granted; of advice: it recommends; of a delegation's end: not given any more, but given back.
    granted: Option<bool>,
}

impl<'a> Notice<'a> {
    /// What happened, told to `to`.
    pub fn about(act: &'a Act, to: PersonId) -> Self {
        let given_back = (act.what == What::DelegationEnded && act.actor == act.to).then_some(false);
        Self {
            to,
            what: act.what,
            trainee: act.trainee,
            plan: act.plan,
            requirement: act.requirement,
            by: act.actor,
            comment: act.comment.as_deref(),
            granted: act.granted.or(act.recommends).or(given_back),
        }
    }
}

/// Leaves a message in the caller's transaction. Nobody is told what they did themselves.
pub async fn tell(c: &mut Conn, call: &Call, notice: &Notice<'_>) -> Result<(), Fault> {
    if notice.by == Some(notice.to) {
        return Ok(());
    }
    store::add(c, mint!(call.portal.world, NoticeId), notice, call.now).await
}

/// Messages looked through at once.
const LOOKED_THROUGH: i64 = 100;

/// A message, and the role in which its reader sees whose record it is about; none where it is about the reader.
pub type Heard = (Told, Option<Role>);

/// Where a message stands in a list.
pub type Place = (Moment, NoticeId);

const LAST: Place = (Moment::from_micros(i64::MAX), NoticeId::from_uuid(uuid::Uuid::max()));

/// Which messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those not seen.
    Unread,
    /// Those seen, while they are kept.
    Read,
    /// Both.
    All,
}

/// The latest messages to somebody that are not seen, newest first.
pub async fn unseen(c: &mut Conn, call: &Call, limit: usize) -> Result<Vec<Heard>> {
    told(c, call, Which::Unread, None, limit).await
}

/// Messages to somebody before a place in the list, newest first. What is about another's record is told to those who may see it now:
/// a role that ended takes its messages along.
pub async fn told(
    c: &mut Conn,
    call: &Call,
    which: Which,
    before: Option<Place>,
    limit: usize,
) -> Result<Vec<Heard>> {
    let mut before = before.unwrap_or(LAST);
    let mut all = Vec::new();
    loop {
        let found = store::told(c, call.actor, which, before, LOOKED_THROUGH).await?;
        let more = i64::try_from(found.len()).is_ok_and(|count| count == LOOKED_THROUGH);
        if let Some(last) = found.last() {
            before = (last.at, last.id);
        }
        all.extend(heard(c, call, found).await?);
        if !more || all.len() >= limit {
            all.truncate(limit);
            return Ok(all);
        }
    }
}

async fn heard(c: &mut Conn, call: &Call, found: Vec<Told>) -> Result<Vec<Heard>> {
    let mut matters = Vec::new();
    let mut all = Vec::with_capacity(found.len());
    for one in found {
        match one.matter(call) {
            About::Reader => all.push((one, Sees::Own)),
            About::Other(matter) => {
                all.push((one, Sees::Matter(matters.len())));
                matters.push(matter);
            }
            About::Documents(trainee) => {
                if let Some(role) = documents::role_towards(c, call, trainee).await? {
                    all.push((one, Sees::As(role)));
                }
            }
            About::Nothing => {}
        }
    }
    let roles = signoff::roles_towards(c, call, &matters).await?;
    let seen = |(one, sees): (Told, Sees)| match sees {
        Sees::Own => Some((one, None)),
        Sees::As(role) => Some((one, Some(role))),
        Sees::Matter(at) => roles[at].map(|role| (one, Some(role))),
    };
    Ok(all.into_iter().filter_map(seen).collect())
}

/// In which role a message is seen.
enum Sees {
    /// In none: it is the reader's own.
    Own,
    /// In this one.
    As(Role),
    /// In the one towards this matter, by its place; none: it is not seen.
    Matter(usize),
}

/// Whom a message is about.
enum About {
    /// The reader, or nobody in training.
    Reader,
    /// Another person's requirement.
    Other(Matter),
    /// Another person's documents.
    Documents(PersonId),
    /// A record that is no more.
    Nothing,
}

impl Told {
    fn matter(&self, call: &Call) -> About {
        let Some(trainee) = self.trainee.filter(|trainee| *trainee != call.actor) else {
            return About::Reader;
        };
        if [What::DocumentAdded, What::Unverified].iter().any(|what| self.what == what.code()) {
            return About::Documents(trainee);
        }
        let (Some(programme), Some(scheme), Some(curriculum), Some(requirement)) =
            (self.programme, self.scheme.clone(), self.curriculum, self.requirement)
        else {
            return About::Nothing;
        };
        let wants = &[Want::SeeRequirement];
        let (setting, proposed_by) = (None, None);
        About::Other(Matter {
            programme,
            requirement,
            trainee,
            scheme,
            curriculum,
            setting,
            proposed_by,
            wants,
        })
    }
}

/// These messages are about to be shown: one row in the access log names those they are about.
pub async fn looked(call: &Call, all: &[Heard]) -> Result<()> {
    let Some(role) = all.iter().find_map(|(_, role)| *role) else { return Ok(()) };
    let whose = all.iter().filter_map(|(one, _)| one.trainee).collect();
    audit::listed(call, role, Want::SeeRequirement.code(), whose).await
}

/// Somebody has seen what was left for them. Nobody puts away what is another's: it is not found, and nothing happens.
#[derive(Clone)]
pub struct Seen {
    /// Who, when.
    pub call: Call,
    /// These; none: all until now.
    pub only: Option<Vec<NoticeId>>,
}

impl Work for Seen {
    type Done = u64;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<u64> {
        let (person, now) = (self.call.actor, self.call.now);
        Ok(match &self.only {
            Some(ids) => store::seen_these(c, person, ids, now).await?,
            None => store::seen(c, person, now).await?,
        })
    }
}
