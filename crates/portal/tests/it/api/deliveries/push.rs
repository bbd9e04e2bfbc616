//! To an address that takes it, and to addresses that do not.

use std::{
    io::Read as _,
    net::TcpListener as Listener,
    sync::{Arc, mpsc},
    thread,
};

use db::{Db, testing::each_engine};
use portal::migrations;
use rustls::{
    ServerConfig, ServerConnection, Stream,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

use super::{Away, DELIVERED, FAILED, HOUR, NOTHING, another, pushed, tried};
use crate::receiver::{Has, Mood, Receiver};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_sent_comes_whole_under_a_signature_that_the_receiver_checks() {
    each_engine(migrations::ALL, async |db: Db| {
        let (receiver, away) = pushed(&db).await;
        let receipt = away.sends().await;
        assert_eq!(away.round(0).await, DELIVERED);
        let (files, letters) = receiver.has(|has| (has.files.clone(), has.letters.clone()));
        assert_eq!(letters.len(), 1);
        let letter = &letters[0];
        assert_eq!((&*letter.jti, &*letter.kind), (receipt["case"].as_str().unwrap(), super::KBU));
        assert!(letter.files.len() > 1, "its documents come along: {letter:?}");
        let dossier = &files[receipt["digest"].as_str().unwrap()];
        sealed::check(dossier, away.api.keys()).unwrap();
        assert_eq!(away.happened().await, ["opened"]);

        // What it has is not sent again.
        let puts = |has: &Has| has.asked.iter().filter(|method| *method == "PUT").count();
        let before = receiver.has(puts);
        away.does("supplements", json!({ "comment": "Endnu et ord." })).await.is(201);
        assert_eq!(away.round(0).await, DELIVERED);
        assert_eq!(receiver.has(puts), before);
        assert_eq!(receiver.has(|has| has.letters[1].what.clone()), "answered");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receiver_that_is_dead_or_refuses_loses_nothing_and_leaves_it_to_its_doctor() {
    each_engine(migrations::ALL, async |db: Db| {
        // Nobody is there.
        let port = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let gone = port.local_addr().unwrap();
        drop(port);
        let away = Away::new(&db, &format!("push = \"http://{gone}/in\"\n")).await;
        away.sends().await;
        assert_eq!(away.round(0).await, FAILED);
        assert_eq!(away.reasons().await, ["unreachable"]);
        assert_eq!(away.case().await["state"], "sent");
        away.does("withdraw", json!({})).await.is(204);
        assert_eq!(away.round(HOUR).await, NOTHING, "what was taken back goes nowhere");

        // Somebody is there and will not have it: it is known not to have come.
        let receiver = Receiver::new().await;
        let machine = super::machine(&away.api).await;
        let settings = format!("[deliveries.dk]\nmachine = \"{machine}\"\npush = \"{}\"\n", receiver.address);
        let app = another(&db, away.api.demo.folder.path(), &settings).await;
        receiver.knows(&away.published().await);
        for (status, reason) in [(500, "answered_500"), (409, "answered_409"), (302, "answered_302")] {
            receiver.is(Mood::Refuses(status));
            away.sends().await;
            assert_eq!(tried(&app, 0).await, FAILED);
            assert_eq!(away.reasons().await, [reason]);
            away.does("withdraw", json!({})).await.is(204);
        }
        assert!(receiver.has(|has| has.files.is_empty()), "nothing of it lies there");

        // It took the files and not the letter: they lie there, and what lies there is not taken back.
        receiver.is(Mood::Says(500));
        let receipt = away.sends().await;
        assert_eq!(tried(&app, 0).await, FAILED);
        assert_eq!(away.reasons().await, ["answered_500"]);
        away.is_held().await;
        receiver.is(Mood::Good);
        assert_eq!(tried(&app, HOUR).await, DELIVERED);
        let letters = receiver.has(|has| has.letters.iter().map(|one| one.jti.clone()).collect::<Vec<_>>());
        assert_eq!(letters, [receipt["case"].as_str().unwrap()], "only what was not taken back");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_answer_is_asked_for_again_under_the_same_id_and_opens_the_case_once() {
    each_engine(migrations::ALL, async |db: Db| {
        let (receiver, away) = pushed(&db).await;
        receiver.is(Mood::TakesInSilence);
        away.sends().await;
        assert_eq!(away.round(0).await, FAILED);
        assert_eq!(
            (away.reasons().await, away.case().await["state"].clone()),
            (vec!["timeout".to_owned()], json!("sent"))
        );
        away.is_held().await;
        // One that stands before it does not know either; and that it is gone now says nothing of then.
        receiver.is(Mood::Says(504));
        assert_eq!(away.round(HOUR).await, FAILED);
        receiver.is(Mood::Says(500));
        assert_eq!(away.round(2 * HOUR).await, FAILED);
        away.is_held().await;
        receiver.is(Mood::Good);
        assert_eq!(away.round(3 * HOUR).await, DELIVERED);
        let letters = receiver.has(|has| has.letters.iter().map(|one| one.jti.clone()).collect::<Vec<_>>());
        assert_eq!((letters.len(), &letters[0]), (2, &letters[1]), "the same id");
        assert_eq!(away.happened().await, ["opened"]);
        let looks = away.api.look_ups("dk-basic").await;
        let machine = looks.iter().filter(|look| look["who"] == "STPS, sagssystem").count();
        assert_eq!(machine, 1, "it left once: {looks:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_black_hole_and_a_babbler_are_waited_for_no_longer_than_patience_lasts() {
    each_engine(migrations::ALL, async |db: Db| {
        let (receiver, away) = pushed(&db).await;
        receiver.is(Mood::BlackHole);
        away.sends().await;
        assert_eq!(away.round(0).await, FAILED);
        assert_eq!(away.reasons().await, ["timeout"]);
        // It was asked whether it has a file, and nothing had left.
        away.does("withdraw", json!({})).await.is(204);

        let babbler = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = babbler.local_addr().unwrap();
        let babbling = tokio::spawn(async move {
            while let Ok((mut stream, _)) = babbler.accept().await {
                let _ = stream.read(&mut [0; 64]).await;
                let _ = stream.write_all(&[b'\0'; 4096]).await;
            }
        });
        let machine = super::machine(&away.api).await;
        let settings = format!("[deliveries.dk]\nmachine = \"{machine}\"\npush = \"http://{address}/in\"\n");
        let app = another(&db, away.api.demo.folder.path(), &settings).await;
        away.sends().await;
        assert_eq!(tried(&app, 0).await, FAILED);
        assert_eq!(away.reasons().await, ["broken_off"]);
        away.does("withdraw", json!({})).await.is(204);
        babbling.abort();
    })
    .await;
}

/// Somebody who shows a certificate that nobody vouches for, and tells how much he then got to read.
fn self_signed() -> (String, mpsc::Receiver<usize>) {
    let (from, until) = ("2026-01-01".parse().unwrap(), "2056-01-01".parse().unwrap());
    let pem = sealed::PaperKey::self_signed("localhost", &[5; 32], from, until).unwrap().to_secret_pem();
    let certificate = CertificateDer::from_pem_slice(pem.as_bytes()).unwrap();
    let key = PrivateKeyDer::from_pem_slice(pem.as_bytes()).unwrap();
    let ring = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(ring).with_safe_default_protocol_versions().unwrap();
    let config = config.with_no_client_auth().with_single_cert(vec![certificate], key).unwrap();
    let config = Arc::new(config);
    let listener = Listener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://localhost:{}/in", listener.local_addr().unwrap().port());
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            let mut tls = ServerConnection::new(config.clone()).unwrap();
            let read = Stream::new(&mut tls, &mut stream).read(&mut [0; 64]);
            if tell.send(read.unwrap_or(0)).is_err() {
                return;
            }
        }
    });
    (address, told)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_shows_a_certificate_of_his_own_making_is_told_nothing() {
    each_engine(migrations::ALL, async |db: Db| {
        let (address, told) = self_signed();
        let away = Away::new(&db, &format!("push = \"{address}\"\n")).await;
        away.sends().await;
        assert_eq!(away.round(0).await, FAILED);
        assert_eq!(away.reasons().await, ["unreachable"]);
        assert_eq!(told.recv().unwrap(), 0);
        away.does("withdraw", json!({})).await.is(204);
    })
    .await;
}
