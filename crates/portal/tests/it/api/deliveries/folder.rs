//! Into a folder that the authority watches.

use std::{fs, path::Path};

use credential::Letter;
use db::{Db, testing::each_engine};
use portal::migrations;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{Away, DELIVERED, FAILED, HOUR, NOTHING};

/// The letter in a place, and each file as it says.
fn opened(away: &Away, place: &Path) -> Letter {
    let keys: Vec<_> = away.api.keys().credentials.clone();
    let letter = fs::read_to_string(place.join("letter.jws")).unwrap();
    let letter = Letter::open(&letter, &keys).unwrap();
    for file in &letter.files {
        let held = fs::read(place.join(&file.sha256)).unwrap();
        assert_eq!(
            (hex::encode(Sha256::digest(&held)), held.len() as u64),
            (file.sha256.clone(), file.bytes)
        );
    }
    assert_eq!(fs::read_dir(place).unwrap().count(), letter.files.len() + 1, "and nothing else");
    letter
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_sent_lies_in_the_folder_with_its_letter_and_the_case_is_opened() {
    each_engine(migrations::ALL, async |db: Db| {
        let folder = tempfile::tempdir().unwrap();
        let away = Away::new(&db, &format!("folder = {:?}\n", folder.path())).await;
        away.api.get("dk-basic", &format!("/dossiers/{}.pdf", away.dossier)).await.is(200);
        let receipt = away.sends().await;
        assert!(receipt["delivering_since"].is_string(), "{receipt}");
        assert_eq!(away.sends().await, receipt, "asked again, it is the same");
        let case = away.case().await;
        assert_eq!(
            (&case["state"], &case["delivering_since"]),
            (&json!("sent"), &receipt["delivering_since"])
        );
        let desk = away.api.get("dk-authority", "/cases").await.is(200);
        assert_eq!(desk.items()[0]["delivering_since"], receipt["delivering_since"]);
        let looks = away.api.look_ups("dk-basic").await.len();

        assert_eq!(away.round(0).await, DELIVERED);
        assert_eq!(away.round(HOUR).await, NOTHING, "it is there");
        let case = away.case().await;
        assert_eq!((&case["state"], case.get("delivering_since")), (&json!("open"), None), "{case}");
        assert_eq!(case["events"][0]["by"]["name"], "STPS, sagssystem");
        let looked = away.api.look_ups("dk-basic").await;
        assert!(looked.len() > looks, "{looked:?}");
        assert!(
            looked.iter().any(|look| look["who"] == "STPS, sagssystem" && look["what"] == "see_case"),
            "{looked:?}"
        );
        away.does("withdraw", json!({})).await.refused(409, "wrong_state");

        let number = receipt["number"].as_str().unwrap();
        let letter = opened(&away, &folder.path().join("dk").join(number).join("1"));
        let whats: Vec<&str> = letter.files.iter().map(|file| &*file.what).collect();
        assert_eq!(whats[..2], ["dossier", "paper"], "{letter:?}");
        assert!(whats[2..].iter().all(|what| *what == "document") && whats.len() > 2, "{letter:?}");
        assert_eq!((&*letter.what, letter.nth, &*letter.number, letter.demo), ("sent", 1, number, true));
        assert_eq!(letter.jti, receipt["case"].as_str().unwrap());
        assert_eq!(letter.files[0].sha256, receipt["digest"].as_str().unwrap());
        let file =
            fs::read(folder.path().join("dk").join(number).join("1").join(&letter.files[0].sha256)).unwrap();
        sealed::check(&file, away.api.keys()).unwrap();

        // Words alone go on as well, after it.
        let words = json!({ "comment": "Jeg begyndte i august." });
        away.does("supplements", words).await.is(201);
        assert!(away.case().await["delivering_since"].is_string());
        assert_eq!(away.round(0).await, DELIVERED);
        let letter = opened(&away, &folder.path().join("dk").join(number).join("2"));
        assert_eq!((&*letter.what, letter.comment.as_deref()), ("answered", Some("Jeg begyndte i august.")));
        assert_eq!(away.happened().await, ["opened", "supplemented"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder_that_is_not_there_holds_it_up_and_nothing_more() {
    each_engine(migrations::ALL, async |db: Db| {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("share");
        let away = Away::new(&db, &format!("folder = {folder:?}\n")).await;
        away.sends().await;
        assert_eq!(away.round(0).await, FAILED);
        assert_eq!(away.reasons().await, ["unreachable"]);
        assert_eq!(away.round(0).await, NOTHING, "it is not due yet");
        fs::create_dir(&folder).unwrap();
        assert_eq!(away.round(HOUR).await, DELIVERED);
        assert_eq!(away.happened().await, ["opened"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_has_not_the_authoritys_role_is_given_nothing() {
    each_engine(migrations::ALL, async |db: Db| {
        let folder = tempfile::tempdir().unwrap();
        let away = Away::by(&db, &format!("folder = {:?}\n", folder.path()), Some("dk-tutor")).await;
        let at_the_start = away.api.demo.app.ways.check(&db).await.unwrap_err();
        assert!(at_the_start.to_string().contains("is no machine here"), "{at_the_start}");
        away.sends().await;
        assert_eq!(away.round(0).await, FAILED);
        assert_eq!(away.reasons().await, ["no_leave"]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        away.does("withdraw", json!({})).await.is(204);
        assert_eq!(away.round(HOUR).await, NOTHING);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn anothers_letter_in_its_place_is_not_taken_for_its_own() {
    each_engine(migrations::ALL, async |db: Db| {
        let folder = tempfile::tempdir().unwrap();
        let away = Away::new(&db, &format!("folder = {:?}\n", folder.path())).await;
        let receipt = away.sends().await;
        assert_eq!(away.round(0).await, DELIVERED);
        let place = |number: &str| folder.path().join("dk").join(number).join("1");
        let first = fs::read(place(receipt["number"].as_str().unwrap()).join("letter.jws")).unwrap();
        let case = away.case().await["id"].clone();
        let on = away.api.demo.app.world.today().to_string();
        let decision = json!({ "granted": false, "on": on, "seen": 1, "comment": "Nej." });
        let decide = format!("/cases/{}/decision", case.as_str().unwrap());
        away.api.post("dk-authority", &decide, decision).await.is(200);

        // A place is taken when the database is older than the folder, or by whoever else writes there.
        let receipt = away.sends().await;
        let place = place(receipt["number"].as_str().unwrap());
        fs::create_dir_all(&place).unwrap();
        for (hours, letter) in [(0, b"no letter".to_vec()), (1, first)] {
            fs::write(place.join("letter.jws"), letter).unwrap();
            assert_eq!(away.round(hours * HOUR).await, FAILED);
            assert_eq!(away.reasons().await, ["occupied"]);
        }
        fs::remove_file(place.join("letter.jws")).unwrap();
        assert_eq!(away.round(2 * HOUR).await, DELIVERED);
        assert_eq!(opened(&away, &place).jti, receipt["case"].as_str().unwrap());
    })
    .await;
}
