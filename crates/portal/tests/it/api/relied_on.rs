//! What the authority can rely on once something was sent, and the trainee too: nothing that was sent goes away, nothing is sent that no
//! longer stands, nobody decides on what they have not seen, and what is done twice is done once.

use db::{Db, testing::each_engine};
use portal::{documents, migrations};
use serde_json::{Value, json};

use super::{Api, sealing::KBU};
use crate::browser::Browser;

const PDF: &[u8] = b"%PDF-1.4\n% kursusbevis\n%%EOF\n";

impl Api {
    /// Emil's dossier, sealed, when all is there.
    async fn emil_sealed(&self) -> String {
        self.emil_is_ready().await;
        self.sealed("dk-basic", KBU).await["id"].as_str().unwrap().to_owned()
    }

    /// Sends a dossier; its case.
    pub(super) async fn sent(&self, who: &str, dossier: &str) -> String {
        let receipt = self.post(who, &format!("/dossiers/{dossier}/send"), json!({})).await.is(200);
        receipt.body["case"].as_str().unwrap().to_owned()
    }

    /// A paper that no application asks for.
    async fn other_paper(&self, who: &str) -> String {
        self.upload(who, &[("kind", "other")], Some(("kursus.pdf", PDF)), &[]).await.is(201).id()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_document_that_a_dossier_names_stays_at_hand_when_it_is_taken_back() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let app = &api.demo.app;
        let paper = api.other_paper("dk-basic").await;
        let id = api.emil_sealed().await;
        let case = api.sent("dk-basic", &id).await;
        let (all, lacking) = documents::without_file(&db, &app.files, true).await.unwrap();
        assert!(lacking.is_empty());
        api.delete("dk-basic", &format!("/documents/{paper}")).await.is(204);
        let later = app.world.now().plus_seconds(2 * 24 * 3600);
        assert_eq!(documents::forget_files(app, later).await.unwrap(), 0, "what was sent is named");
        assert_eq!(documents::without_file(&db, &app.files, true).await.unwrap(), (all, Vec::new()));
        let given = api.get("dk-authority", &format!("/cases/{case}/documents/{paper}")).await.is(200);
        assert_eq!(given.raw, PDF);

        // It counts no more: what is sent after it does not name it.
        let more = format!("/dossiers/{id}/supplements");
        let later = api.post("dk-basic", &more, json!({})).await.is(201).body["id"].clone();
        api.demo.app.ledger.drain(|| api.demo.app.world.now()).await.unwrap();
        let file =
            api.get("dk-basic", &format!("/dossiers/{}.json", later.as_str().unwrap())).await.is(200).raw;
        let checked = sealed::check(&file, api.keys()).unwrap();
        assert!(checked.payload.content.documents.iter().all(|one| one.id.to_string() != paper));
        api.get("dk-authority", &format!("/cases/{case}/documents/{paper}")).await.is(200);
        let (sound, text) = crate::ledger::verdict(&db, api.demo.folder.path(), &app.schemes).await;
        assert!(sound, "{text}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dossier_is_sent_while_all_that_it_rests_on_stands() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let dossier = api.sealed("no-done", "no-spesialist").await;
        let send = format!("/dossiers/{}/send", dossier["id"].as_str().unwrap());
        let plan = api.plan("no-done", "ANE").await;
        let goal = api.codes("no-done", &plan, "goal", "attested").await.remove(0);
        let attestation = api.requirement("no-done", &plan, &goal).await["attestation"].clone();
        let path = format!("/attestations/{}/annulment", attestation.as_str().unwrap());
        let annulment = api.post("no-leader", &path, json!({ "reason": "Feil mål." })).await.is(202).id();
        api.post("no-uao", &format!("/annulments/{annulment}/confirm"), json!({})).await.is(200);
        // Somebody approves it anew: the record is ready, and the dossier is not the record.
        let advice = json!({ "plan": plan, "requirements": [goal], "recommends": true });
        for adviser in ["no-mentor", "no-supervisor"] {
            api.post(adviser, "/advice", advice.clone()).await.is(201);
        }
        let again = json!({ "plan": plan, "requirement": goal, "comment": "Sett i praksis." });
        api.post("no-leader", "/attestations", again).await.is(201);
        let said = api.post("no-done", &send, json!({})).await.refused(409, "not_ready");
        assert!(
            said.body["detail"].as_str().unwrap().contains("nytt"),
            "it says to seal anew: {}",
            said.body
        );
        let anew = api.sealed("no-done", "no-spesialist").await;
        api.sent("no-done", anew["id"].as_str().unwrap()).await;

        let paper = api.other_paper("dk-basic").await;
        let id = api.emil_sealed().await;
        api.delete("dk-basic", &format!("/documents/{paper}")).await.is(204);
        api.post("dk-basic", &format!("/dossiers/{id}/send"), json!({})).await.refused(409, "not_ready");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_in_words_arrives_though_the_record_is_not_ready() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let id = api.emil_sealed().await;
        let case = api.sent("dk-basic", &id).await;
        let new =
            json!({ "place": "Aarhus", "position": "Vikar", "from": "2026-01-01", "until": "2026-01-31" });
        api.post("dk-basic", "/employments", new).await.is(201);
        let more = format!("/dossiers/{id}/supplements");
        api.post("dk-basic", &more, json!({})).await.refused(409, "not_ready");
        let words = json!({ "comment": "Jeg begyndte i august." });
        let said = api.post("dk-basic", &more, words).await.is(201).body;
        assert_eq!((&said["case"], &said["id"]), (&json!(case), &Value::Null));
        assert_eq!(said["alone"], "not_ready", "it says that the record stayed behind");
        let open = api.get("dk-authority", &format!("/cases/{case}")).await.is(200).body;
        assert_eq!(open["events"][0]["comment"], "Jeg begyndte i august.");
        assert_eq!(open["dossiers"], json!([id]));

        // Its page says the same, and leads to what is missing.
        let emil = Browser::of(&api.demo, "dk-basic").await;
        let refused = emil.post(&more, &[]).await.html;
        assert!(refused.contains("Din dokumentation er ikke klar"), "{refused}");
        assert!(refused.contains("href=\"/dossiers\">Gå til din ansøgning"), "{refused}");
        let said = emil.post_and_follow(&more, &[("comment", "I Aarhus.")]).await.html;
        assert!(said.contains("ikke klar, og er ikke sendt med"), "{said}");
    })
    .await;
}
