//! Into a folder that the authority watches.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use credential::Letter;
use db::{Db, testing::each_engine};
use portal::migrations;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{Away, DELIVERED, FAILED, HOUR, NOTHING, share};

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
        let (folder, way) = share();
        let away = Away::new(&db, &way).await;
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
        assert_eq!(whats[..2], ["dossier", "paper"], "made though nobody asked for it: {letter:?}");
        assert_eq!(letter.files[1].name, "dossier.da.pdf");
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
async fn a_folder_that_is_not_there_or_another_holds_it_up_and_nothing_more() {
    each_engine(migrations::ALL, async |db: Db| {
        let above = tempfile::tempdir().unwrap();
        let (folder, kept) = (above.path().join("share"), above.path().join("kept"));
        let away = Away::new(&db, &format!("folder = {folder:?}\n")).await;
        let is_held_up = async |hours: i64| {
            assert_eq!(away.round(hours * HOUR).await, FAILED, "{hours}");
            assert_eq!(away.reasons().await, ["unreachable"], "{hours}");
        };
        away.sends().await;
        is_held_up(0).await;
        assert!(!folder.exists(), "it is never made");
        assert_eq!(away.round(0).await, NOTHING, "it is not due yet");
        // The empty place of a share that is not mounted; then the share.
        fs::create_dir(&folder).unwrap();
        is_held_up(1).await;
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        fs::write(folder.join("dk.here"), "").unwrap();
        assert_eq!(away.round(3 * HOUR).await, DELIVERED);
        assert_eq!(away.happened().await, ["opened"]);

        // It goes away while the portal serves, and leaves its place; or not even that.
        away.does("supplements", json!({ "comment": "Endnu et ord." })).await.is(201);
        fs::rename(&folder, &kept).unwrap();
        fs::create_dir(&folder).unwrap();
        is_held_up(4).await;
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        fs::remove_dir(&folder).unwrap();
        is_held_up(5).await;
        assert!(!folder.exists());
        fs::rename(&kept, &folder).unwrap();
        assert_eq!(away.round(7 * HOUR).await, DELIVERED);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder_that_takes_nothing_leaves_it_to_its_doctor() {
    each_engine(migrations::ALL, async |db: Db| {
        let (folder, way) = share();
        let away = Away::new(&db, &way).await;
        let refused = async || {
            assert_eq!(away.round(0).await, FAILED);
            assert_eq!(away.reasons().await, ["refused"]);
            away.does("withdraw", json!({})).await.is(204);
        };
        // Something stands where the first file is to lie.
        let receipt = away.sends().await;
        let place = folder.path().join("dk").join(receipt["number"].as_str().unwrap()).join("1");
        fs::create_dir_all(place.join(receipt["digest"].as_str().unwrap())).unwrap();
        refused().await;

        let below = folder.path().join("dk");
        let mode = |mode: u32| fs::set_permissions(&below, fs::Permissions::from_mode(mode)).unwrap();
        mode(0o555);
        if fs::write(below.join("probe"), "").is_ok() {
            println!("not all of it was run: this user may write everywhere");
            return;
        }
        away.sends().await;
        refused().await;
        mode(0o755);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_lies_there_and_is_not_what_it_is_called_is_put_again() {
    each_engine(migrations::ALL, async |db: Db| {
        let (folder, way) = share();
        let away = Away::new(&db, &way).await;
        let receipt = away.sends().await;
        let file = away.api.get("dk-basic", &format!("/dossiers/{}.json", away.dossier)).await.is(200).raw;
        let place = folder.path().join("dk").join(receipt["number"].as_str().unwrap()).join("1");
        fs::create_dir_all(&place).unwrap();
        fs::write(place.join(receipt["digest"].as_str().unwrap()), vec![0; file.len()]).unwrap();
        assert_eq!(away.round(0).await, DELIVERED);
        opened(&away, &place);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_has_not_the_authoritys_role_is_given_nothing() {
    each_engine(migrations::ALL, async |db: Db| {
        let (folder, way) = share();
        let away = Away::by(&db, &way, Some("dk-tutor")).await;
        let at_the_start = away.api.demo.app.ways.check(&db).await.unwrap_err();
        assert!(at_the_start.to_string().contains("is no machine here"), "{at_the_start}");
        away.sends().await;
        assert_eq!(away.round(0).await, FAILED);
        assert_eq!(away.reasons().await, ["no_leave"]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "what says that it is meant");
        away.does("withdraw", json!({})).await.is(204);
        assert_eq!(away.round(HOUR).await, NOTHING);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn anothers_letter_in_its_place_is_not_taken_for_its_own() {
    each_engine(migrations::ALL, async |db: Db| {
        let (folder, way) = share();
        let away = Away::new(&db, &way).await;
        let receipt = away.sends().await;
        assert_eq!(away.round(0).await, DELIVERED);
        let place = |number: &str| folder.path().join("dk").join(number).join("1");
        let first = fs::read(place(receipt["number"].as_str().unwrap()).join("letter.jws")).unwrap();
        away.is_refused().await;

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
