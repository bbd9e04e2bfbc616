//! From "all is there" to a sealed file that a stranger checks with the published keys.

use axum::{
    body::Body,
    http::{Method, Request},
};
use db::{Db, testing::each_engine};
use futures_util::StreamExt as _;
use portal::{
    dossiers::{self, SealDossier},
    migrations,
};
use sealed::{KeyList, Wrong};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::Api;

pub(super) const KBU: &str = "dk-selvstaendigt-virke";

impl Api {
    /// The last time attestation is given, so that all is there.
    pub(super) async fn emil_is_ready(&self) {
        let plan = self.plan("dk-basic", "KBU").await;
        let attest = json!({ "plan": plan, "requirement": "tid-2" });
        self.post("dk-tutor", "/attestations", attest).await.is(201);
    }

    pub(super) async fn sealed(&self, who: &str, kind: &str) -> Value {
        let seal = json!({ "kind": kind });
        let made = self.while_it_grows(self.post(who, "/dossiers", seal.clone())).await;
        if made.status == 201 {
            return made.body;
        }
        // A machine with much to do takes its time; asked again, it is the same dossier.
        assert_eq!(made.status, 202, "{}", made.body);
        self.demo.app.ledger.drain(|| self.demo.app.world.now()).await.expect("the ledger grows");
        self.post(who, "/dossiers", seal).await.is(201).body
    }

    /// What is done while the ledger takes in what is written.
    pub(super) async fn while_it_grows<T>(&self, done: impl Future<Output = T>) -> T {
        let app = self.demo.app.clone();
        let grows = tokio::spawn(app.ledger.clone().run(move || app.world.now()));
        let done = done.await;
        grows.abort();
        done
    }

    /// Whose dossiers are believed here.
    pub(super) fn keys(&self) -> &KeyList {
        &self.demo.app.sealing.keys
    }

    pub(super) async fn file(&self, who: &str, dossier: &Value) -> Vec<u8> {
        self.get(who, &format!("/dossiers/{}.json", dossier["id"].as_str().unwrap())).await.is(200).raw
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_sealed_is_checked_by_a_stranger() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        api.post("dk-basic", "/dossiers", json!({ "kind": KBU })).await.refused(409, "not_ready");
        api.emil_is_ready().await;
        let dossier = api.sealed("dk-basic", KBU).await;
        assert_eq!(dossier["state"], "sealed");
        // The same state is sealed once.
        assert_eq!(api.sealed("dk-basic", KBU).await, dossier);
        let file = api.file("dk-basic", &dossier).await;
        assert_eq!(dossier["digest"], sealed::digest(&file));
        assert_eq!(api.file("dk-basic", &dossier).await, file);

        let keys = api.send(None, Method::GET, "/api/v1/keys", &[], Vec::new()).await.is(200).raw;
        let keys = KeyList::read(std::str::from_utf8(&keys).unwrap()).unwrap();
        assert_eq!(&keys, api.keys());
        let checked = sealed::check(&file, &keys).unwrap();
        let content = &checked.payload.content;
        assert!(content.demo && content.result.ready);
        assert_eq!(content.result.lines.len(), 10);
        let goals = content.result.requirements.iter().filter(|one| one.state == "attested").count();
        assert_eq!(goals, content.result.requirements.len(), "{:?}", content.result.requirements);
        let known = |id| content.people.contains_key(&id);
        assert!(content.acts.iter().all(|act| act.read().unwrap().actor.is_none_or(known)));

        let said =
            api.send(None, Method::POST, "/api/v1/dossiers/verify", &[], file.clone()).await.is(200).body;
        assert_eq!(
            (&said["genuine"], &said["complete"], &said["demo"]),
            (&json!(true), &json!(true), &json!(true))
        );
        let mut forged = file.clone();
        forged[5000] ^= 1;
        let said = api.send(None, Method::POST, "/api/v1/dossiers/verify", &[], forged).await.is(200).body;
        assert_eq!((&said["genuine"], &said["holder"]), (&json!(false), &Value::Null));

        let others = KeyList {
            dossiers: keys.ledger.clone(),
            ledger: keys.ledger.clone(),
            papers: Vec::new(),
            credentials: Vec::new(),
        };
        assert!(matches!(sealed::check(&file, &others), Err(Wrong::UnknownIssuer(_))));
        let others = KeyList {
            dossiers: keys.dossiers.clone(),
            ledger: keys.dossiers.clone(),
            papers: Vec::new(),
            credentials: Vec::new(),
        };
        assert!(matches!(sealed::check(&file, &others), Err(Wrong::UnknownLedger)));
        println!("{} bytes, {} acts", file.len(), content.acts.len());

        let id = dossier["id"].as_str().unwrap();
        for who in ["dk-tutor", "dk-secretariat", "dk-authority"] {
            api.get(who, &format!("/dossiers/{id}.json")).await.refused(404, "not_found");
        }
        api.get("dk-basic", &format!("/dossiers/{id}.pdx")).await.refused(404, "not_found");
        let (sound, text) = crate::ledger::verdict(&db, api.demo.folder.path(), &api.demo.app.schemes).await;
        assert!(sound && text.contains("1 sealed dossiers follow from their acts."), "{text}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_presses_at_once_are_one_and_a_file_waits_for_the_ledger() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let app = &api.demo.app;
        let press =
            || app.does(SealDossier { call: api.demo.call("no-done"), kind: "no-spesialist".to_owned() });
        let (one, other, third) = tokio::join!(press(), press(), press());
        let id = one.unwrap();
        assert_eq!((other.unwrap(), third.unwrap()), (id, id));
        // Nobody has put its acts into the tree: it is sealed, and its file is still to come.
        let said = api.post("no-done", "/dossiers", json!({ "kind": "no-spesialist" })).await.is(202).body;
        assert_eq!((&said["state"], &said["digest"]), (&json!("sealing"), &Value::Null));
        let early = api.get("no-done", &format!("/dossiers/{id}.json")).await.is(503);
        assert_eq!(early.headers["retry-after"], "1");
        app.ledger.drain(|| app.world.now()).await.unwrap();
        let said = api.post("no-done", "/dossiers", json!({ "kind": "no-spesialist" })).await.is(201).body;
        assert_eq!(said["id"], id.to_string());
        assert_eq!(api.get("no-done", "/dossiers").await.is(200).items().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_specialists_dossier_holds_every_goal_with_who_approved_it() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let dossier = api.sealed("no-done", "no-spesialist").await;
        let file = api.file("no-done", &dossier).await;
        let checked = sealed::check(&file, api.keys()).unwrap();
        let content = &checked.payload.content;
        println!("{} bytes, {} acts", file.len(), content.acts.len());
        let ends = content.result.requirements.iter().filter(|one| !one.attested.is_empty()).count();
        assert!(ends > 100, "{ends}");
        assert!(api.get("no-done", "/dossiers").await.is(200).items().len() == 1);
        assert!(file.len() > 1024 * 1024, "larger than what other doors take");
        let said = api.send(None, Method::POST, "/api/v1/dossiers/verify", &[], file).await.is(200).body;
        assert_eq!(said["genuine"], true, "{said}");
        let goal = &said["requirements"][0];
        assert_eq!((&goal["state"], &goal["attested"][0]["role"]), (&json!("attested"), &json!("leader")));
        let large = vec![b' '; dossiers::FILE_BYTES_MAX + 1];
        api.send(None, Method::POST, "/api/v1/dossiers/verify", &[], large).await.is(413);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_sends_slowly_stands_before_nobody() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let (begun, mut begins) = tokio::sync::mpsc::unbounded_channel();
        let slow = |path: &'static str, kind: &'static str| {
            let begun = begun.clone();
            let first = futures_util::stream::once(async move {
                begun.send(()).unwrap();
                Ok::<_, std::io::Error>(b"{".to_vec())
            });
            let body = Body::from_stream(first.chain(futures_util::stream::pending()));
            let request = Request::post(path).header("content-type", kind).body(body).unwrap();
            let router = api.router.clone();
            tokio::spawn(async move { router.oneshot(request).await })
        };
        let form = "multipart/form-data; boundary=X";
        let all: Vec<_> = (0..20)
            .flat_map(|_| [slow("/api/v1/dossiers/verify", "application/json"), slow("/verify", form)])
            .collect();
        for _ in &all {
            begins.recv().await.expect("each of them is being read");
        }
        let said = api.send(None, Method::POST, "/api/v1/dossiers/verify", &[], b"{}".to_vec()).await;
        assert_eq!(said.is(200).body["genuine"], false);
        all.iter().for_each(tokio::task::JoinHandle::abort);
    })
    .await;
}
