//! What the daily job takes away, and what it leaves alone. Time is an argument: nobody waits for a day.

use base::{Moment, PersonId};
use db::{Conn, Db, Fault, Sql, Value, Work, args, sql, testing::each_engine};
use portal::{
    error::Error,
    migrations,
    notices::{self, SEEN_DAYS},
    people,
    portal::Call,
    repeats::{Answer, Claim, KEY_DAYS, Key, Settle},
    serving::tidy::{Gone, tidy},
};
use web::cookie::Token;

use crate::world::Demo;

const DAY: i64 = 86_400;

async fn count(db: &Db, sql: Sql) -> u32 {
    let row: Option<(u32,)> = db.read(move |c| Box::pin(c.first(sql, &[]))).await.unwrap();
    row.unwrap().0
}

struct Link(PersonId, Token, Moment);
impl Work for Link {
    type Done = ();
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<(), Error> {
        people::make_link(c, self.0, &self.1, self.2).await
    }
}

struct Deed(Sql, Vec<Value>);
impl Work for Deed {
    type Done = u64;
    type Error = Fault;
    async fn run(&self, c: &mut Conn) -> Result<u64, Fault> {
        c.execute(self.0, &self.1).await
    }
}

#[tokio::test]
async fn what_nobody_needs_any_more_goes_and_nothing_else() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        // The cast may have done what leaves such rows; what is counted here is what comes now.
        let call = demo.call("no-lis");
        tidy(&db, call.now).await.unwrap();
        a_key_is_kept_for_two_days(&db, &call).await;
        a_session_goes_when_it_is_over(&demo).await;
        a_link_goes_when_it_was_used_or_is_too_old(&demo).await;
        a_message_goes_long_after_it_was_seen(&demo).await;
        thousands_go_in_small_transactions(&db, &call).await;
    })
    .await;
}

async fn a_key_is_kept_for_two_days(db: &Db, call: &Call) {
    let key = Key::new("dobbeltklik", "/log", b"1").unwrap();
    let claim = || Claim { call: call.clone(), key: key.clone() };
    assert_eq!(db.write(claim()).await.unwrap(), None);
    let answer = Answer { status: 201, body: b"{}".to_vec() };
    db.write(Settle { call: call.clone(), key: key.clone(), answer: Some(answer.clone()) }).await.unwrap();
    let end = call.now.plus_seconds(KEY_DAYS * DAY);
    assert_eq!(tidy(db, end).await.unwrap().keys, 0);
    assert_eq!(db.write(claim()).await.unwrap(), Some(answer), "the same request is answered the same");
    assert_eq!(tidy(db, end.plus_seconds(1)).await.unwrap().keys, 1);
    assert_eq!(db.write(claim()).await.unwrap(), None, "and is a new one when its key was forgotten");
    assert_eq!(tidy(db, end.plus_seconds(1)).await.unwrap().keys, 1);
}

async fn a_session_goes_when_it_is_over(demo: &Demo) {
    let (db, world) = (&demo.app.db, &demo.app.world);
    let sessions = sql!("SELECT COUNT(*) FROM session");
    let before = count(db, sessions).await;
    people::log_in_as(db, world, "no-leader", None).await.unwrap();
    let now = world.now();
    assert_eq!(tidy(db, now.plus_seconds(people::IDLE_SECONDS - 60)).await.unwrap(), Gone::default());
    assert_eq!(count(db, sessions).await, before + 1);
    let gone = tidy(db, now.plus_seconds(people::IDLE_SECONDS)).await.unwrap();
    assert_eq!(gone, Gone { sessions: u64::from(before) + 1, ..Gone::default() });
    assert_eq!(count(db, sessions).await, 0);
}

async fn a_link_goes_when_it_was_used_or_is_too_old(demo: &Demo) {
    let (db, now) = (&demo.app.db, demo.app.world.now());
    let (ane, bo) = (demo.person("no-lis"), demo.person("no-mentor"));
    let (used, old) = (Token::new([1; 32]), Token::new([2; 32]));
    db.write(Link(ane, used.clone(), now)).await.unwrap();
    db.write(Link(bo, old, now)).await.unwrap();
    assert_eq!(tidy(db, now).await.unwrap().links, 0, "both can still be used");
    let session = Token::new([3; 32]).digest();
    db.write(people::UseLink { link: used.digest(), session, at: now, device: None }).await.unwrap();
    assert_eq!(tidy(db, now).await.unwrap().links, 1);
    let end = now.plus_seconds(people::LINK_HOURS * 3600);
    assert_eq!(tidy(db, end.plus_seconds(-1)).await.unwrap().links, 0);
    assert_eq!(tidy(db, end).await.unwrap().links, 1);
}

async fn a_message_goes_long_after_it_was_seen(demo: &Demo) {
    let (db, call) = (&demo.app.db, demo.call("dk-trainee"));
    let notices = sql!("SELECT COUNT(*) FROM notice");
    let before = count(db, notices).await;
    let seen = db.write(notices::Seen { call: call.clone(), only: None }).await.unwrap();
    assert!(seen > 0 && u64::from(before) > seen, "the cast has messages, seen and not seen");
    let end = call.now.plus_seconds(SEEN_DAYS * DAY);
    assert_eq!(tidy(db, end).await.unwrap().notices, 0);
    assert_eq!(tidy(db, end.plus_seconds(1)).await.unwrap().notices, seen);
    tidy(db, end.plus_seconds(1000 * DAY)).await.unwrap();
    assert_eq!(u64::from(count(db, notices).await), u64::from(before) - seen, "what nobody saw stays");
}

async fn thousands_go_in_small_transactions(db: &Db, call: &Call) {
    let many = sql!(
        "INSERT INTO idempotency (person_id, key, fingerprint, at)
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1234)
         SELECT $1, CAST(i AS TEXT), $2, $3 FROM n"
    );
    let made = Deed(many, args![call.actor, &[7_u8; 32][..], call.now].into());
    assert_eq!(db.write(made).await.unwrap(), 1234);
    let later = call.now.plus_seconds(KEY_DAYS * DAY + 1);
    assert_eq!(tidy(db, later).await.unwrap().keys, 1234);
}
