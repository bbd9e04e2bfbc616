//! Requests, attestations, annulments: from standing to standing.

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
fn whoever_is_not_asked_says_for_how_many() {
    let two = Standing::OPEN.register(TEN, 2);
    let after = |times| {
        let vouched = two.unasked(TEN, times)?;
        Ok(two.attest(TEN, vouched, None, today()).map(|(after, count)| (after.state, after.signed, count)))
    };
    assert_eq!(after(None), Ok(Ok((State::InProgress, 2, 2))), "what is registered, and no more");
    assert_eq!(after(Some(10)), Ok(Ok((State::Attested, 10, 10))));
    let (min, max) = (2, COUNT_MAX);
    assert_eq!(after(Some(1)), Err(Problem::OutOfRange { min, max }));
    assert_eq!(Standing::OPEN.unasked(TEN, None), Ok(Vouched::Whole), "nothing is registered");
    assert_eq!(two.unasked(GOAL, Some(2)), Err(Problem::OutOfRange { min: 1, max: 1 }));
    assert_eq!(two.unasked(GOAL, Some(1)), Ok(Vouched::Whole));
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
