//! What the authority can rely on once something was sent, and the trainee too: nothing that was sent goes away, nothing is sent that no
//! longer stands, nobody decides on what they have not seen, and what is done twice is done once.

use axum::http::Method;
use base::TokenId;
use db::{Db, testing::each_engine};
use portal::{
    documents, migrations, mint,
    people::{MakeToken, Scope},
};
use serde_json::{Value, json};
use web::cookie::Token;

use super::{Api, sealing::KBU};
use crate::browser::Browser;

const PDF: &[u8] = b"%PDF-1.4\n% kursusbevis\n%%EOF\n";

impl Api {
    /// Emil's dossier, sealed, when all is there.
    pub(super) async fn emil_sealed(&self) -> String {
        self.emil_is_ready().await;
        self.sealed("dk-basic", KBU).await["id"].as_str().unwrap().to_owned()
    }

    /// Sends a dossier; its case.
    pub(super) async fn sent(&self, who: &str, dossier: &str) -> String {
        let receipt = self.post(who, &format!("/dossiers/{dossier}/send"), json!({})).await.is(200);
        receipt.body["case"].as_str().unwrap().to_owned()
    }

    /// A paper that no application asks for.
    pub(super) async fn other_paper(&self, who: &str) -> String {
        self.upload(who, &[("kind", "other")], Some(("kursus.pdf", PDF)), &[]).await.is(201).id()
    }

    /// How many things had happened to a case when somebody at the authority saw it.
    pub(super) async fn seen(&self, who: &str, case: &str) -> usize {
        let case = self.get(who, &format!("/cases/{case}")).await.is(200).body;
        case["events"].as_array().unwrap().len()
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
        assert!(said.contains("Dokumentationen er ikke sendt med, for den kan ikke forsegles"), "{said}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_only_reads_opens_nothing_for_the_first_time() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let id = api.emil_sealed().await;
        let case = api.sent("dk-basic", &id).await;
        let world = &api.demo.app.world;
        let token = Token::new(world.random());
        let work = MakeToken {
            id: mint!(world, TokenId),
            token: token.digest(),
            person: api.demo.person("dk-authority"),
            scope: Scope::Read,
            days: 1,
            at: world.now(),
        };
        api.demo.app.does(work).await.unwrap();
        let token = token.text();
        let get = |path: String| {
            let (api, token) = (&api, &token);
            async move { api.send(Some(token), Method::GET, &path, &[], Vec::new()).await }
        };
        let paths = ["".to_owned(), format!("/dossiers/{id}.json")];
        for path in &paths {
            get(format!("/api/v1/cases/{case}{path}")).await.refused(403, "not_entitled");
        }
        api.post("dk-basic", &format!("/dossiers/{id}/withdraw"), json!({})).await.is(204);
        let case = api.sent("dk-basic", &id).await;
        api.get("dk-authority", &format!("/cases/{case}")).await.is(200);
        for path in &paths {
            get(format!("/api/v1/cases/{case}{path}")).await.is(200);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_takes_so_many_supplements_and_tells_all_of_them() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let id = api.emil_sealed().await;
        let case = api.sent("dk-basic", &id).await;
        let more = format!("/dossiers/{id}/supplements");
        for nth in 0..50 {
            let words = json!({ "comment": format!("Mere {nth}.") });
            api.post("dk-basic", &more, words).await.is(201);
        }
        let words = json!({ "comment": "Endnu mere." });
        api.post("dk-basic", &more, words.clone()).await.field("comment", "too_many");
        assert_eq!(api.seen("dk-authority", &case).await, 51);
        // An answer to a question is never turned away.
        let ask = format!("/cases/{case}/question");
        api.post("dk-authority", &ask, json!({ "comment": "Hvorfor?" })).await.is(200);
        api.post("dk-basic", &more, words.clone()).await.is(201);
        api.post("dk-basic", &more, words).await.field("comment", "too_many");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_being_made_is_not_called_forged() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let id = api.emil_sealed().await;
        let case = api.sent("dk-basic", &id).await;
        api.other_paper("dk-basic").await;
        api.post("dk-basic", &format!("/dossiers/{id}/supplements"), json!({})).await.is(201);
        let officer = Browser::of(&api.demo, "dk-authority").await;
        let (at, not) = (format!("/cases/{case}"), "Filen kan ikke kontrolleres lige nu");
        let page = officer.get(&at).await.html;
        assert!(page.contains("er ved at blive lavet") && !page.contains(not), "{page}");
        api.demo.app.ledger.drain(|| api.demo.app.world.now()).await.unwrap();
        let page = officer.get(&at).await.html;
        assert!(page.contains("kursus.pdf") && !page.contains("er ved at blive lavet"), "{page}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_decides_on_what_they_have_not_seen() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let id = api.emil_sealed().await;
        let case = api.sent("dk-basic", &id).await;
        let decide = format!("/cases/{case}/decision");
        let on = api.demo.app.world.today().to_string();
        let decision = |seen: Value| json!({ "granted": true, "on": on, "seen": seen });
        api.post("dk-authority", &decide, decision(json!("all"))).await.field("seen", "not_a_number");
        let seen = api.seen("dk-authority", &case).await;
        let words = json!({ "comment": "Vent lidt." });
        api.post("dk-basic", &format!("/dossiers/{id}/supplements"), words).await.is(201);
        let stale = api.post("dk-authority", &decide, decision(json!(seen))).await;
        assert_eq!(stale.refused(409, "wrong_state").body["instead"], "changed");
        api.post("dk-authority", &decide, decision(json!(seen + 1))).await.is(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sending_and_taking_back_have_one_effect_for_a_key() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let id = api.emil_sealed().await;
        let (send, back) = (format!("/dossiers/{id}/send"), format!("/dossiers/{id}/withdraw"));
        let key = [("idempotency-key", "send-1")];
        let receipt = api.post_with("dk-basic", &send, &key, Value::Null).await.is(200).body;
        let taken = [("idempotency-key", "back-1")];
        api.post_with("dk-basic", &back, &taken, Value::Null).await.is(204);
        // The net is slow, and the same request comes once more.
        assert_eq!(api.post_with("dk-basic", &send, &key, Value::Null).await.is(200).body, receipt);
        assert!(api.get("dk-authority", "/cases").await.is(200).items().is_empty(), "it is not sent anew");
        let again = api.sent("dk-basic", &id).await;
        api.post_with("dk-basic", &back, &taken, Value::Null).await.is(204);
        let waiting = api.get("dk-authority", "/cases").await.is(200);
        assert_eq!(waiting.items()[0]["id"], again, "the new case is not taken back by an old request");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_granted_is_not_asked_for_twice_and_what_was_refused_may_be() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let id = api.emil_sealed().await;
        let case = api.sent("dk-basic", &id).await;
        let more = format!("/dossiers/{id}/supplements");
        let paper = api.other_paper("dk-basic").await;
        let second = api.post("dk-basic", &more, json!({})).await.is(201).body["id"].clone();
        let second = second.as_str().unwrap();
        // As it was at first: that dossier follows once more, for it is the newest now.
        api.delete("dk-basic", &format!("/documents/{paper}")).await.is(204);
        assert_eq!(api.post("dk-basic", &more, json!({})).await.is(201).body["id"], id);
        let open = api.get("dk-authority", &format!("/cases/{case}")).await.is(200).body;
        assert_eq!(open["dossiers"], json!([id, second, id]));
        let decide = |case: &str, granted: bool, seen: usize| {
            let on = api.demo.app.world.today().to_string();
            let body = json!({ "granted": granted, "on": on, "seen": seen, "comment": "Samlet vurdering." });
            let (api, path) = (&api, format!("/cases/{case}/decision"));
            async move { api.post("dk-authority", &path, body).await.is(200) }
        };
        decide(&case, false, api.seen("dk-authority", &case).await).await;

        // Sealed again on the same day it is what followed; it is sent as well as any other.
        api.other_paper("dk-basic").await;
        let third = api.sealed("dk-basic", KBU).await["id"].as_str().unwrap().to_owned();
        let case = api.sent("dk-basic", &third).await;
        decide(&case, true, api.seen("dk-authority", &case).await).await;
        api.other_paper("dk-basic").await;
        let fourth = api.sealed("dk-basic", KBU).await["id"].as_str().unwrap().to_owned();
        assert_ne!(fourth, third);
        let said = api.post("dk-basic", &format!("/dossiers/{fourth}/send"), json!({})).await;
        assert_eq!(said.refused(409, "wrong_state").body["instead"], "granted");
    })
    .await;
}
