//! How a requirement moves from open to attested: the only place where that is decided.
//!
//! Each function takes where the requirement stands and gives where it stands after, or says why not. Nothing is written here.

use base::Day;

use crate::{
    access::{Kind, Role},
    refusal::{Instead, Problem, Refusal},
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
            Vouched::Waiting if unsigned > 0 && asked.kind == Kind::Activity => unsigned,
            Vouched::Waiting | Vouched::Whole | Vouched::Mark => missing,
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
        let requested = Standing::OPEN.request(GOAL).unwrap();
        assert_eq!(requested.request(GOAL), Err(Refusal::AlreadyRequested));
        assert_eq!(requested.send_back().unwrap().state, State::Returned);
        assert_eq!(requested.recall().unwrap().state, State::InProgress);
        let (attested, _) = requested.attest(GOAL, Vouched::Waiting, None, today()).unwrap();
        assert_eq!(attested.state, State::Attested);
        assert_eq!(attested.recall(), Err(Refusal::AlreadyAttested));
        assert_eq!(attested.attest(GOAL, Vouched::Whole, None, today()), Err(Refusal::AlreadyAttested));
        assert_eq!(Standing::OPEN.recall(), Err(Refusal::WrongState(Instead::Changed)));
    }

    #[test]
    fn an_activity_is_done_when_enough_is_signed() {
        let seven = Standing::OPEN.register(TEN, 7);
        assert_eq!((seven.state, seven.registered), (State::InProgress, 7));
        let (signed, vouched) = seven.attest(TEN, Vouched::Waiting, None, today()).unwrap();
        assert_eq!((signed.state, signed.signed, vouched), (State::InProgress, 7, 7));
        let (done, _) = signed.register(TEN, 3).attest(TEN, Vouched::Entries(3), None, today()).unwrap();
        assert_eq!((done.state, done.signed, done.registered), (State::Attested, 10, 10));
        assert_eq!(done.annul(TEN, Given { count: 3, raised: 0 }, false).state, State::InProgress);
    }

    #[test]
    fn an_annulment_leaves_standing_what_it_is_not_about() {
        let seven = Given { count: 7, raised: 0 };
        let signed = Standing::OPEN.register(TEN, 8).vouch(TEN, 7);
        let waits = signed.request(TEN).unwrap();
        assert_eq!(waits.annul(TEN, seven, false).recall().unwrap().state, State::InProgress);
        assert_eq!(waits.send_back().unwrap().annul(TEN, seven, false).state, State::Returned);
        let more = Standing { state: State::Attested, registered: 17, signed: 17 };
        assert_eq!(more.annul(TEN, seven, false), Standing { signed: 10, ..more });
        assert_eq!(signed.mark().annul(TEN, seven, true).state, State::Attested);
    }

    #[test]
    fn what_only_an_attestation_counted_goes_with_it() {
        let two = Standing::OPEN.register(TEN, 2);
        let (done, count) = two.attest(TEN, Vouched::Whole, None, today()).unwrap();
        assert_eq!((done.state, done.registered, count), (State::Attested, 10, 10));
        let given = Given::between(two, done, count);
        assert_eq!(given, Given { count: 10, raised: 8 });
        assert_eq!(done.register(TEN, 3).annul(TEN, given, false).registered, 5);
        assert_eq!(done.annul(TEN, given, false), two);
        let self_registered = Standing::OPEN.register(SELF, 2);
        assert_eq!(self_registered.mark().annul(SELF, Given { count: 0, raised: 0 }, false), self_registered);
    }

    #[test]
    fn a_mark_counts_nothing() {
        let two = Standing::OPEN.register(TEN, 2);
        let (marked, count) = two.attest(TEN, Vouched::Mark, None, today()).unwrap();
        assert_eq!((marked, count), (Standing { state: State::Attested, ..two }, 0));
        assert!(Given::between(two, marked, count).is_mark());
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
        assert_eq!(once.request(SELF), Err(Refusal::WrongState(Instead::NeedsNoSignature)));
    }

    #[test]
    fn what_was_registered_by_mistake_is_taken_back_unless_somebody_vouched_for_it() {
        let (two, three) = (Standing::OPEN.register(SELF, 2), Standing::OPEN.register(TEN, 3));
        assert_eq!(two.withdraw(SELF, 1).unwrap().state, State::InProgress);
        assert_eq!(two.withdraw(SELF, 2), Ok(Standing::OPEN));
        let (signed, _) = three.attest(TEN, Vouched::Entries(2), None, today()).unwrap();
        assert_eq!(signed.withdraw(TEN, 1).unwrap().registered, 2);
        assert_eq!(signed.withdraw(TEN, 2), Err(Refusal::AlreadyAttested));
        let waiting = three.request(TEN).unwrap();
        assert_eq!(waiting.withdraw(TEN, 1).unwrap().state, State::Requested);
    }

    #[test]
    fn a_request_for_what_is_counted_rests_on_something() {
        let at = |registered, signed| Standing { state: State::InProgress, registered, signed };
        assert!(at(0, 0).rests_on_nothing(TEN));
        assert!(at(3, 3).rests_on_nothing(TEN), "all of it is signed");
        assert!(!at(4, 3).rests_on_nothing(TEN));
        assert!(!at(0, 0).rests_on_nothing(GOAL));
        assert!(!at(0, 0).rests_on_nothing(Asked { required: 1, ..TEN }), "done once: the request says so");
    }

    #[test]
    fn nothing_is_attested_before_its_window_opens() {
        let opens = day("2026-11-24");
        let early = Refusal::TooEarly { opens };
        assert_eq!(not_before(Some(opens), today()), Err(early.clone()));
        assert_eq!(Standing::OPEN.attest(GOAL, Vouched::Whole, Some(opens), today()), Err(early));
        assert_eq!(not_before(Some(today()), today()), Ok(()));
    }
}
