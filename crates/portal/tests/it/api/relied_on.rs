//! What the authority can rely on once something was sent, and the trainee too: nothing that was sent goes away, nothing is sent that no
//! longer stands, nobody decides on what they have not seen, and what is done twice is done once.

use db::{Db, testing::each_engine};
use portal::{documents, migrations};
use serde_json::json;

use super::{Api, sealing::KBU};

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
