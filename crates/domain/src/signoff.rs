//! How a requirement moves from open to attested: the only place where that is decided.
//!
//! Each function takes where the requirement stands and gives where it stands after, or says why not. Nothing is written here.

mod fold;

use base::Day;

use crate::{
    access::{Kind, Role},
    refusal::{Instead, Problem, Refusal},
};

pub use fold::{Folded, InForce, in_order};

/// The most that one entry may count.
pub const COUNT_MAX: i64 = 999;
/// The most requests attested, or requirements advised on, at once.
pub const BATCH_MAX: usize = 200;

/// Nobody in training did anything longer ago than this, in months.
pub const MONTHS_AGO_MAX: i32 = 50 * 12;

/// A day on which something was done: not after today, and not before anybody's training.
pub fn done_on(day: Day, today: Day) -> Result<Day, Problem> {
    if day > today {
        Err(Problem::InFuture)
    } else if day < today.plus_months(-MONTHS_AGO_MAX) {
        Err(Problem::TooLongAgo)
    } else {
        Ok(day)
    }
}

/// How many times something was done, 1 to [`COUNT_MAX`].
pub fn times(count: i64) -> Result<u32, Problem> {
    let wrong = Problem::OutOfRange { min: 1, max: COUNT_MAX };
    if (1..=COUNT_MAX).contains(&count) { u32::try_from(count).map_err(|_| wrong) } else { Err(wrong) }
}

/// Where a requirement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Nothing is recorded.
    Open,
    /// Something is recorded.
    InProgress,
    /// The end state of an activity that needs no signature.
    Registered,
    /// Somebody is asked to attest.
    Requested,
    /// It came back with a comment.
    Returned,
    /// Attested.
    Attested,
}

impl State {
    /// Every state, in the order in which people care: back first, done last.
    pub const ALL: [Self; 6] =
        [Self::Returned, Self::Requested, Self::InProgress, Self::Open, Self::Registered, Self::Attested];
    /// Its code in tables and API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InProgress => "in_progress",
            Self::Registered => "registered",
            Self::Requested => "requested",
            Self::Returned => "returned",
            Self::Attested => "attested",
        }
    }
    /// The state with this code.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
    /// Whether nothing more is expected.
    pub const fn is_end(self) -> bool {
        matches!(self, Self::Registered | Self::Attested)
    }
}

/// What is asked of one requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// What it is.
    pub kind: Kind,
    /// How many times; 1 where nothing is said.
    pub required: u32,
    /// Whether somebody must sign.
    pub signed_by_somebody: bool,
}

/// Where one requirement of one plan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Its state.
    pub state: State,
    /// All that is registered.
    pub registered: u32,
    /// Of these, signed.
    pub signed: u32,
}

impl Standing {
    /// Where every requirement begins.
    pub const OPEN: Self = Self { state: State::Open, registered: 0, signed: 0 };

    /// Something was done `count` times.
    pub fn register(self, asked: Asked, count: u32) -> Self {
        let registered = self.registered.saturating_add(count);
        let state = match self.state {
            State::Open | State::InProgress if !asked.signed_by_somebody && registered >= asked.required => {
                State::Registered
            }
            State::Open => State::InProgress,
            other => other,
        };
        Self { state, registered, ..self }
    }

    /// The trainee takes back an entry of `count` times; not what somebody has vouched for.
    pub fn withdraw(self, asked: Asked, count: u32) -> Result<Self, Refusal> {
        let left = self.registered.checked_sub(count).filter(|left| *left >= self.signed);
        let registered = left.ok_or(Refusal::AlreadyAttested)?;
        let state = match self.state {
            State::Registered if registered >= asked.required => State::Registered,
            State::Open | State::InProgress | State::Registered if registered == 0 => State::Open,
            State::Registered => State::InProgress,
            other => other,
        };
        Ok(Self { state, registered, ..self })
    }

    /// The trainee asks somebody to attest. Whether the time has come is [`not_before`]'s to say, once it is known who may.
    pub fn request(self, asked: Asked) -> Result<Self, Refusal> {
        match self.state {
            State::Attested => return Err(Refusal::AlreadyAttested),
            State::Requested => return Err(Refusal::AlreadyRequested),
            State::Open | State::InProgress | State::Registered | State::Returned => {}
        }
        if !asked.signed_by_somebody {
            return Err(Refusal::WrongState(Instead::NeedsNoSignature));
        }
        Ok(Self { state: State::Requested, ..self })
    }

    /// Whether a request would rest on nothing: what is counted is registered first.
    pub fn rests_on_nothing(self, asked: Asked) -> bool {
        asked.kind == Kind::Activity && asked.required > 1 && self.registered <= self.signed
    }

    /// The trainee takes the request back while it waits.
    pub fn recall(self) -> Result<Self, Refusal> {
        self.waiting()?;
        Ok(Self { state: State::InProgress, ..self })
    }

    /// The approver returns the request.
    pub fn send_back(self) -> Result<Self, Refusal> {
        self.waiting()?;
        Ok(Self { state: State::Returned, ..self })
    }

    /// Somebody entitled vouches for `count` times. Answers where it stands after and how many times were vouched for.
    pub fn attest(
        self,
        asked: Asked,
        count: Vouched,
        window: Option<Day>,
        today: Day,
    ) -> Result<(Self, u32), Refusal> {
        if self.state == State::Attested {
            return Err(Refusal::AlreadyAttested);
        }
        not_before(window, today)?;
        if count == Vouched::Mark {
            return Ok((self.mark(), 0));
        }
        let unsigned = self.registered.saturating_sub(self.signed);
        let missing = asked.required.saturating_sub(self.signed).max(1);
        let vouched = match count {
            Vouched::Entries(count) => count.min(unsigned.max(1)),
            Vouched::Times(count) => count,
            Vouched::Waiting if unsigned > 0 && asked.kind == Kind::Activity => unsigned,
            Vouched::Waiting | Vouched::Whole | Vouched::Mark => missing,
        };
        Ok((self.vouch(asked, vouched), vouched))
    }

    /// For how much somebody vouches whom nobody asked. `times`: as they say; else for what is registered and not signed, and where there
    /// is nothing, for the whole. Fewer than are registered is nothing to vouch for: they all stand behind it.
    pub fn unasked(self, asked: Asked, times: Option<u32>) -> Result<Vouched, Problem> {
        let unsigned = self.registered.saturating_sub(self.signed);
        let counted = asked.kind == Kind::Activity && asked.required > 1;
        let (min, max) = if counted { (i64::from(unsigned.max(1)), COUNT_MAX) } else { (1, 1) };
        match times {
            Some(times) if !(min..=max).contains(&i64::from(times)) => Err(Problem::OutOfRange { min, max }),
            Some(times) if counted => Ok(Vouched::Times(times)),
            None if counted && unsigned > 0 => Ok(Vouched::Waiting),
            Some(_) | None => Ok(Vouched::Whole),
        }
    }

    /// Where it stands once somebody has vouched for `count` times.
    pub fn vouch(self, asked: Asked, count: u32) -> Self {
        let signed = self.signed.saturating_add(count);
        let registered = self.registered.max(signed);
        let done = signed >= asked.required || asked.kind != Kind::Activity;
        Self { state: if done { State::Attested } else { State::InProgress }, registered, signed }
    }

    /// Where it stands once the leader has marked it fulfilled: nothing is counted that nobody registered.
    pub const fn mark(self) -> Self {
        Self { state: State::Attested, ..self }
    }

    /// What an attestation gave is taken back by two. A request that waits goes on waiting, one that came back stays so, and what other
    /// attestations are enough for stands. `marked`: one of these is a mark.
    pub fn annul(self, asked: Asked, given: Given, marked: bool) -> Self {
        let signed = self.signed.saturating_sub(given.count);
        let registered = self.registered.saturating_sub(given.raised).max(signed);
        let state = match self.state {
            waiting @ (State::Requested | State::Returned) => waiting,
            _ if marked || signed >= asked.required => State::Attested,
            _ if !asked.signed_by_somebody && registered >= asked.required => State::Registered,
            _ => State::InProgress,
        };
        Self { state, registered, signed }
    }

    fn waiting(self) -> Result<(), Refusal> {
        match self.state {
            State::Requested => Ok(()),
            State::Attested => Err(Refusal::AlreadyAttested),
            State::Returned => Err(Refusal::WrongState(Instead::Returned)),
            State::Open | State::InProgress | State::Registered => Err(Refusal::WrongState(Instead::Changed)),
        }
    }
}

/// What an attestation gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Given {
    /// For how many times it vouches; none: it is a mark.
    pub count: u32,
    /// How many of these nobody had registered.
    pub raised: u32,
}

impl Given {
    /// What led from one standing to the next, where `count` times were vouched for.
    pub const fn between(before: Standing, after: Standing, count: u32) -> Self {
        Self { count, raised: after.registered.saturating_sub(before.registered) }
    }
    /// Whether it says that the requirement is fulfilled, and counts nothing.
    pub const fn is_mark(self) -> bool {
        self.count == 0
    }
}

/// For how much an attestation vouches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vouched {
    /// For named entries, so many times together.
    Entries(u32),
    /// For what waits unsigned.
    Waiting,
    /// For so many times, registered or not.
    Times(u32),
    /// For the requirement as a whole.
    Whole,
    /// For no number of times: the leader knows that it is fulfilled.
    Mark,
}

/// What an approval meets today: a window that has not opened, or advice that is awaited.
pub fn may_be_approved(window: Option<Day>, today: Day, awaited: &[Role]) -> Result<(), Refusal> {
    not_before(window, today)?;
    if awaited.is_empty() {
        return Ok(());
    }
    Err(Refusal::AwaitingAdvice { missing: awaited.iter().map(|role| role.code()).collect() })
}

/// Nothing is asked for or done before its window opens.
pub fn not_before(window: Option<Day>, today: Day) -> Result<(), Refusal> {
    match window {
        Some(opens) if today < opens => Err(Refusal::TooEarly { opens }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
