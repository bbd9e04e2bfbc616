//! The key that sealed a dossier was taken out of those that are believed: the doctor seals anew, and the authority is told why.

use base::{DossierId, Moment};
use db::{Conn, Db, Fault, Work, args, sql, testing::each_engine};
use portal::{dossiers, migrations};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{Api, Said};
use crate::browser::Browser;

const KIND: &str = "no-spesialist";

/// The file of a dossier, before the portal makes it.
struct Keep(DossierId, Moment, Vec<u8>);

impl Work for Keep {
    type Done = u64;
    type Error = Fault;

    async fn run(&self, c: &mut Conn) -> Result<u64, Fault> {
        let digest: [u8; 32] = Sha256::digest(&self.2).into();
        let keep =
            sql!("INSERT INTO dossier_file (dossier_id, made_at, digest, file) VALUES ($1, $2, $3, $4)");
        c.execute(keep, &args![self.0, self.1, &digest[..], &self.2[..]]).await
    }
}

impl Api {
    /// As if a dossier had been sealed with a key of another day.
    async fn sealed_once(&self, db: &Db, id: &Value) {
        let app = &self.demo.app;
        app.ledger.drain(|| app.world.now()).await.expect("the ledger grows");
        let id: DossierId = id.as_str().unwrap().parse().unwrap();
        let (at, file) = dossiers::made(app, id).await.unwrap().expect("the ledger holds all of it");
        let payload = sealed::check(&file, self.keys()).unwrap().payload;
        let gone = ledger::Key::from_seed("gone.example/dossiers", &[7; 32]).unwrap();
        assert_eq!(db.write(Keep(id, at, sealed::seal(&payload, &gone))).await.unwrap(), 1);
    }

    /// The record changes.
    async fn worked_at(&self, place: &str) {
        let new = json!({ "place": place, "position": "LIS", "from": "2019-01-01", "until": "2019-03-31" });
        self.post("no-done", "/employments", new).await.is(201);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_key_sealed_that_is_believed_no_more_is_sealed_anew() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let ended = |said: Said| {
            let said = said.refused(409, "wrong_state");
            assert_eq!(said.body["instead"], "key_ended", "{}", said.body);
        };
        let doctor = Browser::of(&api.demo, "no-done").await;
        let officer = Browser::of(&api.demo, "no-authority").await;
        let title = "Forseglingen gjelder ikke lenger";

        // Before it is sent: nobody prints it, nobody sends it, and the receipt says what to do.
        let made = api.post("no-done", "/dossiers", json!({ "kind": KIND })).await.is(202).body;
        api.sealed_once(&db, &made["id"]).await;
        let id = made["id"].as_str().unwrap();
        ended(api.get("no-done", &format!("/dossiers/{id}.pdf")).await);
        ended(api.post("no-done", &format!("/dossiers/{id}/send"), json!({})).await);
        let page = doctor.get(&format!("/dossiers/{id}")).await;
        assert!(page.html.contains(title) && !page.html.contains("/paper"), "{}", page.html);
        assert!(!page.html.contains("/send") && page.html.contains("Forsegl på nytt."), "{}", page.html);
        let page = doctor.get(&format!("/dossiers/{id}/paper")).await;
        assert!(page.status == 409 && page.html.contains("gjelder ikke lenger"), "{}", page.html);

        // What was sent, and what was sent after with a key that went: the officer reads one thing, and may ask.
        api.worked_at("Solvik sykehus").await;
        let dossier = api.sealed("no-done", KIND).await;
        let id = dossier["id"].as_str().unwrap();
        let sent = api.post("no-done", &format!("/dossiers/{id}/send"), json!({})).await.is(200).body;
        let case = format!("/cases/{}", sent["case"].as_str().unwrap());
        api.worked_at("Fjellvik legevakt").await;
        let at = format!("/dossiers/{id}/supplements");
        let more = |words: &str| api.post("no-done", &at, json!({ "comment": words }));
        let later = more("Ettersendt.").await.is(201).body;
        api.sealed_once(&db, &later["id"]).await;
        let page = officer.get(&case).await;
        assert!(page.status == 200 && page.html.contains(title), "{}", page.html);
        assert!(!page.html.contains("kan ikke kontrolleres akkurat nå"), "{}", page.html);
        assert!(!page.html.contains("name=\"granted\"") && page.html.contains("name=\"question\""));
        let receipt = doctor.get(&format!("/dossiers/{id}")).await;
        assert!(receipt.html.contains(title) && receipt.html.contains("Send den igjen nedenfor"));
        assert!(receipt.html.contains("/paper"), "that one is believed");
        let later = later["id"].as_str().unwrap();
        ended(api.get("no-authority", &format!("{case}/dossiers/{later}.pdf")).await);
        api.get("no-authority", &format!("{case}/dossiers/{id}.pdf")).await.is(200);

        // The same record on the same day would be the same dossier; another is sealed with the key of today.
        let words = more("Jeg forsegler på nytt.").await.is(201).body;
        assert!(words["id"].is_null(), "{words}");
        api.worked_at("Nordvik sykehus").await;
        let made = api.while_it_grows(more("Forseglet på nytt.")).await.is(201).body;
        assert!(made["id"].is_string(), "{made}");
        api.demo.app.ledger.drain(|| api.demo.app.world.now()).await.expect("the ledger grows");
        let receipt = doctor.get(&format!("/dossiers/{id}")).await;
        assert!(!receipt.html.contains(title), "{}", receipt.html);
        let page = officer.get(&case).await;
        assert!(page.html.contains("name=\"granted\""), "{}", page.html);
        assert!(!page.html.contains(title) && page.html.contains("Nordvik sykehus"), "{}", page.html);
        // Nobody asks a specialist to confirm it.
        assert!(!page.html.contains("ikke bekreftet oversikten"), "{}", page.html);
    })
    .await;
}
