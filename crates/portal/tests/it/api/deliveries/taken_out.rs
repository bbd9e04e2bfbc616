//! A way that was taken out of the settings: what waited for it is the desk's alone. A key that was taken out: what it sealed goes nowhere.

use db::{Db, testing::each_engine};
use portal::{
    deliveries::{self, End, Ended, Standing},
    migrations,
};
use serde_json::json;

use super::{Away, DELIVERED, FAILED, HOUR, NOTHING, Round, pushed, share};
use crate::receiver::Mood;

impl Away {
    /// Why each thing that waits is not there, as the operator is told.
    async fn told(&self) -> Vec<String> {
        let app = &self.api.demo.app;
        let waiting = app.db.read(|c| Box::pin(deliveries::waiting(c))).await.unwrap();
        waiting.iter().map(|one| one.why(&app.ways).unwrap_or("not tried").to_owned()).collect()
    }

    /// What the operator would end, or ends, so many seconds from now: how many lines are told, and how much was ended.
    async fn ended(&self, seconds: i64, apply: bool) -> Option<(usize, u64)> {
        let app = &self.api.demo.app;
        let standing = Standing::of(&app.ways, "dk").expect("it has no way");
        let now = app.world.now().plus_seconds(seconds);
        let end = End { scheme: "dk".to_owned(), standing, apply, now };
        match app.db.write(end).await.unwrap() {
            Ended::Tried => None,
            Ended::All { first, count } => Some((first.len(), count)),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_has_no_way_any_more_waits_on_the_desk_and_nobody_is_told_of_delivery() {
    each_engine(migrations::ALL, async |db: Db| {
        let (receiver, away) = pushed(&db).await;
        let with_way = away.settings();
        receiver.is(Mood::Refuses(409));
        assert!(away.sends().await["delivering_since"].is_string());
        assert_eq!(away.round(0).await, FAILED);
        assert_eq!(away.told().await, ["answered_409"]);

        let away = away.under(&db, "").await;
        assert_eq!(away.round(HOUR).await, NOTHING);
        assert_eq!(away.told().await, ["no_way"]);
        let (receipt, case) = (away.sends().await, away.case().await);
        assert_eq!((receipt.get("delivering_since"), case.get("delivering_since")), (None, None), "{case}");
        assert_eq!(case["state"], "sent");
        let desk = away.api.get("dk-authority", "/cases").await.is(200);
        assert_eq!(desk.items()[0].get("delivering_since"), None);
        away.does("withdraw", json!({})).await.is(204);

        // Its way comes back: what was sent meanwhile went to the desk.
        away.sends().await;
        let away = away.under(&db, &with_way).await;
        receiver.is(Mood::Good);
        assert_eq!(away.round(HOUR).await, NOTHING);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_may_have_come_is_held_until_the_operator_ends_it() {
    each_engine(migrations::ALL, async |db: Db| {
        let (receiver, away) = pushed(&db).await;
        let with_way = away.settings();
        receiver.is(Mood::Says(500));
        away.sends().await;
        assert_eq!(away.round(0).await, FAILED);
        let away = away.under(&db, "").await;
        assert_eq!(away.case().await.get("delivering_since"), None);
        away.is_held().await;
        assert_eq!(away.ended(0, true).await, None, "a portal that has its way would try it in a minute");
        assert_eq!(away.ended(HOUR, false).await, Some((1, 0)), "it is only told");
        away.is_held().await;
        assert_eq!(away.ended(HOUR, true).await, Some((1, 1)));
        assert_eq!(away.ended(HOUR, true).await, Some((0, 0)));
        let away = away.under(&db, &with_way).await;
        receiver.is(Mood::Good);
        assert_eq!(away.round(HOUR).await, NOTHING, "ended is ended");
        away.does("withdraw", json!({})).await.is(204);

        away.sends().await;
        assert_eq!(away.round(0).await, DELIVERED);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nobody_believes_any_more_is_neither_printed_nor_delivered_and_holds_nothing_up() {
    each_engine(migrations::ALL, async |db: Db| {
        let (folder, way) = share();
        let away = Away::new(&db, &way).await;
        let receipt = away.sends().await;
        let paper = format!("/dossiers/{}.pdf", away.dossier);
        away.api.get("dk-basic", &paper).await.is(200);
        let away = away.without_keys(&db).await;
        // One that was printed before is given out no more.
        away.api.get("dk-basic", &paper).await.refused(409, "wrong_state");
        let case = format!("/cases/{}", receipt["case"].as_str().unwrap());
        away.api.get("dk-authority", &case).await.is(200);
        let on = away.api.demo.app.world.today().to_string();
        let grant = json!({ "granted": true, "on": on });
        away.api.post("dk-authority", &format!("{case}/decision"), grant).await.refused(409, "wrong_state");
        // The same on the same day cannot be sealed anew; words go, and say that they go alone.
        let words = json!({ "comment": "Jeg forsegler igen i morgen." });
        let said = away.does("supplements", words).await.is(201).body;
        assert_eq!(said["alone"], "key_ended", "{said}");
        away.does("supplements", json!({})).await.refused(409, "wrong_state");
        assert_eq!(away.round(0).await, Round { delivered: 1, shut: 1, failed: 0 });
        assert_eq!(away.round(HOUR).await, NOTHING);
        let place = folder.path().join("dk").join(receipt["number"].as_str().unwrap());
        assert!(!place.join("1").exists() && place.join("2").join("letter.jws").exists());
        assert!(away.case().await.get("delivering_since").is_none());
    })
    .await;
}
