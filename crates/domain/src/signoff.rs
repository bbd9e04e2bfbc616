//! How a requirement moves from open to attested: the only place where that is decided.
//!
//! Each function takes where the requirement stands and gives where it stands after, or says why not. Nothing is written here.

use base::Day;

use crate::{
    access::Kind,
    refusal::{Problem, Refusal},
};

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

    /// The trainee asks somebody to attest.
    pub fn request(self, asked: Asked, window: Option<Day>, today: Day) -> Result<Self, Refusal> {
        match self.state {
            State::Attested => return Err(Refusal::AlreadyAttested),
            State::Requested => return Err(Refusal::AlreadyRequested),
            State::Open | State::InProgress | State::Registered | State::Returned => {}
        }
        if !asked.signed_by_somebody {
            return Err(Refusal::WrongState);
        }
        not_before(window, today)?;
        Ok(Self { state: State::Requested, ..self })
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
        let unsigned = self.registered.saturating_sub(self.signed);
        let missing = asked.required.saturating_sub(self.signed).max(1);
        let vouched = match count {
            Vouched::Entries(count) => count.min(unsigned.max(1)),
            Vouched::Waiting if unsigned > 0 && asked.kind == Kind::Activity => unsigned,
            Vouched::Waiting | Vouched::Whole => missing,
        };
        Ok((self.vouch(asked, vouched), vouched))
    }

    /// Where it stands once somebody has vouched for `count` times.
    pub fn vouch(self, asked: Asked, count: u32) -> Self {
        let signed = self.signed.saturating_add(count);
        let registered = self.registered.max(signed);
        let done = signed >= asked.required || asked.kind != Kind::Activity;
        Self { state: if done { State::Attested } else { State::InProgress }, registered, signed }
    }

    /// An attestation of `count` times is taken back by two. A request that waits goes on waiting.
    pub fn annul(self, count: u32) -> Self {
        Self {
            state: State::InProgress,
            registered: self.registered,
            signed: self.signed.saturating_sub(count),
        }
    }

    fn waiting(self) -> Result<(), Refusal> {
        match self.state {
            State::Requested => Ok(()),
            State::Attested => Err(Refusal::AlreadyAttested),
            State::Open | State::InProgress | State::Registered | State::Returned => Err(Refusal::WrongState),
        }
    }
}

/// For how much an attestation vouches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vouched {
    /// For named entries, so many times together.
    Entries(u32),
    /// For what waits unsigned.
    Waiting,
    /// For the requirement as a whole.
    Whole,
}

fn not_before(window: Option<Day>, today: Day) -> Result<(), Refusal> {
    match window {
        Some(opens) if today < opens => Err(Refusal::TooEarly { opens }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOAL: Asked = Asked { kind: Kind::Goal, required: 1, signed_by_somebody: true };
    const TEN: Asked = Asked { kind: Kind::Activity, required: 10, signed_by_somebody: true };
    const SELF: Asked = Asked { kind: Kind::Activity, required: 2, signed_by_somebody: false };

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }
    fn today() -> Day {
        day("2026-11-23")
    }

    #[test]
    fn days_and_counts_have_bounds() {
        assert_eq!(done_on(today(), today()), Ok(today()));
        assert_eq!(done_on(day("2026-11-24"), today()), Err(Problem::InFuture));
        assert_eq!(done_on(day("1926-01-01"), today()), Err(Problem::TooLongAgo));
        assert_eq!((times(1), times(999)), (Ok(1), Ok(999)));
        assert!(times(0).is_err() && times(1000).is_err() && times(-1).is_err() && times(i64::MAX).is_err());
    }

    #[test]
    fn a_goal_goes_from_open_to_attested_and_no_further() {
        let requested = Standing::OPEN.request(GOAL, None, today()).unwrap();
        assert_eq!(requested.request(GOAL, None, today()), Err(Refusal::AlreadyRequested));
        assert_eq!(requested.send_back().unwrap().state, State::Returned);
        assert_eq!(requested.recall().unwrap().state, State::InProgress);
        let (attested, _) = requested.attest(GOAL, Vouched::Waiting, None, today()).unwrap();
        assert_eq!(attested.state, State::Attested);
        assert_eq!(attested.recall(), Err(Refusal::AlreadyAttested));
        assert_eq!(attested.attest(GOAL, Vouched::Whole, None, today()), Err(Refusal::AlreadyAttested));
        assert_eq!(Standing::OPEN.recall(), Err(Refusal::WrongState));
    }

    #[test]
    fn an_activity_is_done_when_enough_is_signed() {
        let seven = Standing::OPEN.register(TEN, 7);
        assert_eq!((seven.state, seven.registered), (State::InProgress, 7));
        let (signed, vouched) = seven.attest(TEN, Vouched::Waiting, None, today()).unwrap();
        assert_eq!((signed.state, signed.signed, vouched), (State::InProgress, 7, 7));
        let (done, _) = signed.register(TEN, 3).attest(TEN, Vouched::Entries(3), None, today()).unwrap();
        assert_eq!((done.state, done.signed, done.registered), (State::Attested, 10, 10));
        assert_eq!(done.annul(3).state, State::InProgress);
    }

    #[test]
    fn nobody_vouches_for_more_than_was_registered() {
        let (after, vouched) =
            Standing::OPEN.register(TEN, 2).attest(TEN, Vouched::Entries(9), None, today()).unwrap();
        assert_eq!((after.signed, vouched), (2, 2));
    }

    #[test]
    fn what_needs_no_signature_ends_as_registered() {
        let once = Standing::OPEN.register(SELF, 1);
        assert_eq!(once.state, State::InProgress);
        assert_eq!(once.register(SELF, 1).state, State::Registered);
        assert_eq!(once.request(SELF, None, today()), Err(Refusal::WrongState));
    }

    #[test]
    fn what_was_registered_by_mistake_is_taken_back_unless_somebody_vouched_for_it() {
        let (two, three) = (Standing::OPEN.register(SELF, 2), Standing::OPEN.register(TEN, 3));
        assert_eq!(two.withdraw(SELF, 1).unwrap().state, State::InProgress);
        assert_eq!(two.withdraw(SELF, 2), Ok(Standing::OPEN));
        let (signed, _) = three.attest(TEN, Vouched::Entries(2), None, today()).unwrap();
        assert_eq!(signed.withdraw(TEN, 1).unwrap().registered, 2);
        assert_eq!(signed.withdraw(TEN, 2), Err(Refusal::AlreadyAttested));
        let waiting = three.request(TEN, None, today()).unwrap();
        assert_eq!(waiting.withdraw(TEN, 1).unwrap().state, State::Requested);
    }

    #[test]
    fn nothing_is_attested_before_its_window_opens() {
        let opens = day("2026-11-24");
        assert_eq!(Standing::OPEN.request(GOAL, Some(opens), today()), Err(Refusal::TooEarly { opens }));
        assert_eq!(
            Standing::OPEN.attest(GOAL, Vouched::Whole, Some(opens), today()),
            Err(Refusal::TooEarly { opens })
        );
        assert!(Standing::OPEN.request(GOAL, Some(today()), today()).is_ok());
    }
}
