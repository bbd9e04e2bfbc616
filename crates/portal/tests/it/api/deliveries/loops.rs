//! The job as it runs while the portal serves: when it stops, and for whom nobody waits.

use std::time::Duration;

use db::{Db, testing::each_engine};
use portal::{
    deliveries::{self, Patience},
    migrations,
};
use serde_json::json;
use tokio::sync::watch;

use super::{Api, Away, DELIVERED, another_with, machine_of, pushed};
use crate::receiver::{Mood, Receiver, soon};

/// Long enough that nobody goes on for want of patience.
const LONG: Patience = Patience { connect: Duration::from_secs(10), answer: Duration::from_secs(300) };

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_ends_it_after_what_is_in_the_air() {
    each_engine(migrations::ALL, async |db: Db| {
        let (receiver, away) = pushed(&db).await;
        receiver.is(Mood::WaitsAt("POST"));
        away.sends().await;
        away.does("supplements", json!({ "comment": "Endnu et ord." })).await.is(201);
        let (stop, stopping) = watch::channel(false);
        let running = tokio::spawn(deliveries::run(away.api.demo.app.clone(), stopping));
        receiver.came().await;
        stop.send(true).unwrap();
        receiver.is(Mood::Good);
        soon(running).await.unwrap();
        assert_eq!(receiver.has(|has| has.letters.len()), 1, "nothing more was begun");
        assert_eq!(away.happened().await, ["supplemented", "opened"]);
        assert_eq!(away.round(0).await, DELIVERED);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_waits_for_the_receiver_of_another_scheme() {
    each_engine(migrations::ALL, async |db: Db| {
        let (slow, quick) = (Receiver::new().await, Receiver::new().await);
        let mut away = Away::new(&db, &format!("push = \"{}\"\n", slow.address)).await;
        let other = away.api.sealed("no-done", "no-spesialist").await["id"].as_str().unwrap().to_owned();
        let machine = machine_of(&away.api, "no", "Direktoratet").await;
        let more = format!("[deliveries.no]\nmachine = \"{machine}\"\npush = \"{}\"\n", quick.address);
        let settings = away.settings() + &more;
        away.api.demo.app = another_with(&db, away.api.demo.folder.path(), &settings, LONG).await;
        let away = Away { api: Api::of(away.api.demo), dossier: away.dossier };
        let published = away.published().await;
        slow.knows(&published);
        quick.knows(&published);

        slow.is(Mood::WaitsAt("HEAD"));
        away.sends().await;
        let (stop, stopping) = watch::channel(false);
        let running = tokio::spawn(deliveries::run(away.api.demo.app.clone(), stopping));
        slow.came().await;
        away.api.post("no-done", &format!("/dossiers/{other}/send"), json!({})).await.is(200);
        quick.took().await;
        assert!(slow.has(|has| has.letters.is_empty()), "it still waits");
        stop.send(true).unwrap();
        slow.is(Mood::Good);
        soon(running).await.unwrap();
        assert_eq!(slow.has(|has| has.letters.len()), 1);
    })
    .await;
}
