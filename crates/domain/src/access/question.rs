//! A question to the policies without names: what it hangs on, and nothing else.
//!
//! Policies compare persons and name none ([`super::page::strangers`]), so whoever asks is asked about as one and the same person,
//! and everybody else as another. Questions that are alike have one answer, which is kept.

use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock},
};

use base::PersonId;
use uuid::Uuid;

use super::{Act, Denied, Kind, Role, StandingKind, Subject};

/// Whoever asks.
pub(super) const ME: PersonId = PersonId::from_uuid(Uuid::nil());
/// Anybody else.
pub(super) const SOMEBODY_ELSE: PersonId = PersonId::from_uuid(Uuid::max());

/// What an answer hangs on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Question {
    act: Act,
    standing: StandingKind,
    scheme: Box<str>,
    setting: Box<str>,
    about: About,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum About {
    Plan { own: bool },
    Requirement { own: bool, kind: Kind, attested_by: Box<[Role]>, proposed: Option<bool> },
    Minutes { own: bool, takes_part: bool },
    Document { own: bool, over: bool },
    Unit,
    Appointment { role: Role, own: bool },
    Case { own: bool },
    AccessLog { own: bool },
    Portal,
}

impl Question {
    /// What `actor`, in this standing, asks.
    pub(super) fn of(actor: PersonId, act: Act, subject: &Subject<'_>, standing: StandingKind) -> Self {
        let own = |person: PersonId| person == actor;
        let about = match subject {
            Subject::Plan { trainee, .. } => About::Plan { own: own(*trainee) },
            Subject::Requirement { trainee, kind, attested_by, proposed_by, .. } => About::Requirement {
                own: own(*trainee),
                kind: *kind,
                attested_by: (*attested_by).into(),
                proposed: proposed_by.map(own),
            },
            Subject::Minutes { trainee, participants, .. } => {
                About::Minutes { own: own(*trainee), takes_part: participants.contains(&actor) }
            }
            Subject::Document { trainee, over, .. } => About::Document { own: own(*trainee), over: *over },
            Subject::Unit { .. } => About::Unit,
            Subject::Appointment { role, holder, .. } => {
                About::Appointment { role: *role, own: own(*holder) }
            }
            Subject::Case { trainee, .. } => About::Case { own: own(*trainee) },
            Subject::AccessLog { person } => About::AccessLog { own: own(*person) },
            Subject::Portal => About::Portal,
        };
        let scheme = subject.scheme().unwrap_or_default().into();
        Self { act, standing, scheme, setting: subject.setting().unwrap_or_default().into(), about }
    }

    /// It as a subject of [`ME`].
    pub(super) fn subject(&self) -> Subject<'_> {
        let (scheme, setting) = (&*self.scheme, &*self.setting);
        let who = |own: bool| if own { ME } else { SOMEBODY_ELSE };
        match &self.about {
            About::Plan { own } => Subject::Plan { scheme, setting, trainee: who(*own) },
            About::Requirement { own, kind, attested_by, proposed } => Subject::Requirement {
                scheme,
                setting,
                trainee: who(*own),
                kind: *kind,
                attested_by,
                proposed_by: proposed.map(who),
            },
            About::Minutes { own, takes_part } => {
                let participants: &[PersonId] = if *takes_part { &[ME] } else { &[] };
                Subject::Minutes { scheme, setting, trainee: who(*own), participants }
            }
            About::Document { own, over } => {
                Subject::Document { scheme, setting, trainee: who(*own), over: *over }
            }
            About::Unit => Subject::Unit { scheme, setting },
            About::Appointment { role, own } => {
                Subject::Appointment { scheme, setting, role: *role, holder: who(*own) }
            }
            About::Case { own } => Subject::Case { scheme, trainee: who(*own) },
            About::AccessLog { own } => Subject::AccessLog { person: who(*own) },
            About::Portal => Subject::Portal,
        }
    }

    /// What is to be done.
    pub(super) const fn act(&self) -> Act {
        self.act
    }
    /// As what.
    pub(super) const fn standing(&self) -> StandingKind {
        self.standing
    }
}

/// Answers given before. There are as many as there are acts, standings, settings and sorts of requirements, whoever asks.
#[derive(Debug, Default)]
pub(super) struct Answers(RwLock<HashMap<Question, Result<(), Denied>>>);

impl Answers {
    /// The answer kept, or the one that `ask` gives.
    pub(super) fn or_ask(
        &self,
        question: Question,
        ask: impl FnOnce(&Question) -> Result<(), Denied>,
    ) -> Result<(), Denied> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&question).copied();
        known.unwrap_or_else(|| {
            let answer = ask(&question);
            self.0.write().unwrap_or_else(PoisonError::into_inner).insert(question, answer);
            answer
        })
    }
}
