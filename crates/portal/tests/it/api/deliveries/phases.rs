//! What its doctor may do while it is on its way, and two servers that would both send it.

use std::sync::atomic::{AtomicUsize, Ordering};

use db::{Db, testing::each_engine};
use portal::{
    deliveries::{self, Retry},
    migrations,
};
use serde_json::json;

use super::{DELIVERED, FAILED, HOUR, NOTHING, another, pushed, tried};
use crate::receiver::Mood;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_waits_is_taken_back_and_what_is_in_the_air_is_not() {
    each_engine(migrations::ALL, async |db: Db| {
        let (receiver, away) = pushed(&db).await;
        away.sends().await;
        away.does("withdraw", json!({})).await.is(204);
        assert_eq!(away.round(0).await, NOTHING, "it waited, and was taken back");

        // Asked for, on its way, and as it is taken: it is in the air.
        for (nth, method) in ["HEAD", "PUT", "POST"].into_iter().enumerate() {
            if nth > 0 {
                // The next is another case: this one was refused by its officer.
                away.is_refused().await;
            }
            receiver.is(Mood::WaitsAt(method));
            if method == "PUT" {
                receiver.forgets();
            }
            away.sends().await;
            let (done, ()) = tokio::join!(away.round(0), async {
                receiver.came().await;
                away.is_held().await;
                receiver.is(Mood::Good);
            });
            assert_eq!(done, DELIVERED, "{method}");
            assert_eq!(away.happened().await, ["opened"]);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_servers_one_sends_it() {
    each_engine(migrations::ALL, async |db: Db| {
        let (receiver, away) = pushed(&db).await;
        let other = another(&db, away.api.demo.folder.path(), &away.settings()).await;
        receiver.is(Mood::WaitsAt("POST"));
        away.sends().await;
        let (one, two, ()) = tokio::join!(away.round(0), tried(&other, 0), async {
            receiver.came().await;
            // While the one is at it, the other finds nothing to do, also a little later.
            assert_eq!(tried(&other, 60).await, NOTHING);
            receiver.is(Mood::Good);
        });
        assert_eq!(one.delivered + two.delivered, 1, "{one:?} {two:?}");
        assert_eq!(receiver.has(|has| has.letters.len()), 1);
        assert_eq!(away.happened().await, ["opened"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whose_claim_was_taken_away_sends_nothing_and_can_be_overtaken() {
    each_engine(migrations::ALL, async |db: Db| {
        let (receiver, away) = pushed(&db).await;
        receiver.is(Mood::WaitsAt("HEAD"));
        away.sends().await;
        let (slow, ()) = tokio::join!(away.round(0), async {
            receiver.came().await;
            // The operator makes it due; nothing has left, and the doctor takes it back.
            let work = Retry { now: away.api.demo.app.world.now() };
            assert_eq!(away.api.demo.app.db.write(work).await.unwrap(), 1);
            away.does("withdraw", json!({})).await.is(204);
            receiver.is(Mood::Good);
        });
        assert_eq!((slow.delivered, receiver.has(|has| has.letters.len() + has.files.len())), (0, 0));
        assert_eq!(away.round(HOUR).await, NOTHING);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_takes_longer_than_a_claim_lasts_sends_nothing() {
    each_engine(migrations::ALL, async |db: Db| {
        let (receiver, away) = pushed(&db).await;
        away.sends().await;
        // It is due, read, and asked for; an hour later it would leave.
        let (asked, now) = (AtomicUsize::new(0), away.api.demo.app.world.now());
        let clock = || now.plus_seconds(if asked.fetch_add(1, Ordering::Relaxed) < 3 { 1 } else { HOUR });
        assert_eq!(deliveries::round(&away.api.demo.app, &clock).await, FAILED);
        assert_eq!(away.reasons().await, ["overtaken"]);
        assert_eq!(receiver.has(|has| (has.asked.clone(), has.files.len())), (vec!["HEAD".to_owned()], 0));
        away.does("withdraw", json!({})).await.is(204);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_sent_later_waits_for_what_was_sent_before_and_until_its_file_is_made() {
    each_engine(migrations::ALL, async |db: Db| {
        let (receiver, away) = pushed(&db).await;
        let api = &away.api;
        receiver.is(Mood::Says(503));
        away.sends().await;
        assert_eq!(away.round(0).await, FAILED);
        let place =
            json!({ "place": "Aarhus", "position": "Vikar", "from": "2026-01-01", "until": "2026-01-31" });
        api.post("dk-basic", "/employments", place).await.is(201);
        let digest = api.get("dk-basic", "/employments").await.is(200).body["digest"].clone();
        api.post("dk-basic", "/employments/confirm", json!({ "digest": digest })).await.is(200);
        let later = away.does("supplements", json!({})).await.is(201).body;
        assert!(later["id"].is_string(), "the record has changed: {later}");
        receiver.is(Mood::Good);
        assert_eq!(away.round(0).await, NOTHING, "the first is not due yet, and the second comes after it");

        let done = away.round(HOUR).await;
        assert_eq!((done.delivered, done.failed, away.reasons().await), (1, 1, vec!["sealing".to_owned()]));
        api.demo.app.ledger.drain(|| api.demo.app.world.now()).await.unwrap();
        assert_eq!(away.round(HOUR + 60).await, DELIVERED);
        let (letters, files) = receiver.has(|has| (has.letters.clone(), has.files.clone()));
        let told: Vec<(&str, u32)> = letters.iter().map(|one| (&*one.what, one.nth)).collect();
        assert_eq!(told, [("sent", 1), ("supplemented", 2)]);
        assert_ne!(letters[0].files[0].sha256, letters[1].files[0].sha256);
        sealed::check(&files[&letters[1].files[0].sha256], api.keys()).unwrap();
        assert_eq!(away.happened().await, ["supplemented", "opened"]);
    })
    .await;
}
