//! What cannot be sent for something of the portal's own: it is told, waits, and holds up nobody else.

use std::{
    fs,
    path::{Path, PathBuf},
};

use base::{ActId, CaseId, PersonId};
use db::{Conn, Db, Fault, Work, args, sql, testing::each_engine};
use portal::{deliveries::Retry, identifiers, installation, migrations, mint};
use serde_json::json;

use super::{Away, DELIVERED, FAILED, HOUR, NOTHING, Round, pushed, share};
use crate::receiver::Mood;

/// More than can have happened to a case.
struct Unreadable {
    events: Vec<ActId>,
    case: CaseId,
    by: PersonId,
}

impl Work for Unreadable {
    type Done = ();
    type Error = Fault;

    async fn run(&self, c: &mut Conn) -> Result<(), Fault> {
        for (nth, id) in self.events.iter().enumerate() {
            let nth = i64::try_from(nth + 10).unwrap();
            c.execute(
                sql!(
                    "INSERT INTO case_event (id, case_id, nth, what, at, person_id)
                     SELECT $1, c.id, $2, 'asked', c.sent_at, $3 FROM dossier_case c WHERE c.id = $4"
                ),
                &args![*id, nth, self.by, self.case],
            )
            .await?;
        }
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_that_cannot_be_read_holds_up_no_other() {
    each_engine(migrations::ALL, async |db: Db| {
        let (receiver, away) = pushed(&db).await;
        receiver.is(Mood::Refuses(409));
        let first = away.sends().await["case"].as_str().unwrap().to_owned();
        assert_eq!(away.round(0).await, FAILED);
        away.is_refused().await;
        let second = away.sends().await["case"].as_str().unwrap().to_owned();
        let world = away.api.demo.app.world.clone();
        let events = (0..501).map(|_| mint!(world, ActId)).collect();
        let by = away.api.demo.person("dk-authority");
        db.write(Unreadable { events, case: first.parse().unwrap(), by }).await.unwrap();
        db.write(Retry { now: world.now() }).await.unwrap();
        receiver.is(Mood::Good);

        assert_eq!(away.round(1).await, Round { delivered: 1, shut: 0, failed: 1 });
        assert_eq!(away.reasons().await, ["broken"]);
        let letters = receiver.has(|has| has.letters.iter().map(|one| one.jti.clone()).collect::<Vec<_>>());
        assert_eq!(letters, [second]);
        assert_eq!(away.round(1).await, NOTHING, "it is not due yet");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_that_is_missing_is_called_that_and_put_back_it_goes() {
    each_engine(migrations::ALL, async |db: Db| {
        let (receiver, away) = pushed(&db).await;
        away.sends().await;
        let (key, kept) = (away.api.demo.folder.path().join(identifiers::FILE), tempfile::tempdir().unwrap());
        fs::copy(&key, kept.path().join("key")).unwrap();
        fs::remove_file(&key).unwrap();
        assert_eq!(away.round(0).await, FAILED);
        assert_eq!(away.reasons().await, ["key_missing"]);
        assert!(receiver.has(|has| has.asked.is_empty()), "nobody was called on");
        fs::copy(kept.path().join("key"), &key).unwrap();
        assert_eq!(away.round(HOUR).await, DELIVERED);
    })
    .await;
}

/// The files of documents in a data folder.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let entries =
        |at: &Path| fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    let parts = entries(&folder.join(installation::DOCUMENTS)).into_iter().filter(|path| path.is_dir());
    parts.flat_map(|part| entries(&part)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_document_that_is_damaged_is_told_and_one_that_is_gone_is_named_as_lacking() {
    each_engine(migrations::ALL, async |db: Db| {
        let (folder, way) = share();
        let away = Away::new(&db, &way).await;
        let receipt = away.sends().await;
        let all: Vec<(PathBuf, Vec<u8>)> = documents(away.api.demo.folder.path())
            .into_iter()
            .map(|path| (path.clone(), fs::read(path).unwrap()))
            .collect();
        for (path, bytes) in &all {
            fs::write(path, vec![b'x'; bytes.len()]).unwrap();
        }
        assert_eq!(away.round(0).await, FAILED);
        assert_eq!(away.reasons().await, ["file_damaged"]);
        away.is_held().await;
        for (path, _) in &all {
            fs::remove_file(path).unwrap();
        }
        assert_eq!(away.round(HOUR).await, DELIVERED);
        let letter = folder.path().join("dk").join(receipt["number"].as_str().unwrap()).join("1/letter.jws");
        let letter = fs::read_to_string(letter).unwrap();
        let letter = credential::Letter::open(&letter, &away.api.keys().credentials).unwrap();
        assert!(letter.files.iter().all(|file| file.what != "document"), "{letter:?}");
        let held = |sha256: &String| all.iter().any(|(path, _)| path.ends_with(sha256));
        assert!(!letter.lacking.is_empty() && letter.lacking.iter().all(held), "{letter:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_authority_opens_no_longer_is_not_brought_to_it() {
    each_engine(migrations::ALL, async |db: Db| {
        let (receiver, away) = pushed(&db).await;
        receiver.is(Mood::Refuses(409));
        away.sends().await;
        assert_eq!(away.round(0).await, FAILED);
        away.is_refused().await;
        receiver.is(Mood::Good);
        let asked = receiver.has(|has| has.asked.len());
        let late = 400 * 24 * HOUR;
        assert_eq!(away.round(late).await, Round { delivered: 0, shut: 1, failed: 0 });
        assert_eq!(away.round(late + HOUR).await, NOTHING);
        assert_eq!((receiver.has(|has| has.asked.len()), away.reasons().await), (asked, Vec::new()));
        away.does("withdraw", json!({})).await.refused(409, "wrong_state");
    })
    .await;
}
