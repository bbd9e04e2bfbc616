//! That an original was seen can be taken back, with the reason: the document waits as before, and whatever rests on it says so.

use db::{Db, testing::each_engine};
use portal::migrations;
use serde_json::{Value, json};

use super::{Api, sealing::KBU};
use crate::browser::Browser;

impl Api {
    /// A document of this kind of a doctor's, as they see it.
    async fn document(&self, who: &str, kind: &str) -> Value {
        let all = self.get(who, "/documents").await.is(200);
        all.items().iter().find(|one| one["kind"] == kind).expect("it is on record").clone()
    }

    async fn line_of(&self, kind: &str) -> Value {
        let list = self.checklist("dk-basic", KBU).await;
        let lines = list["lines"].as_array().unwrap();
        lines.iter().find(|line| line["what"] == "document" && line["of"] == kind).unwrap().clone()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_seen_by_mistake_waits_again() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let agreement = api.document("dk-basic", "agreement").await;
        assert_eq!(agreement["state"], "verified");
        let id = agreement["id"].as_str().unwrap();
        let path = format!("/documents/{id}/unverify");
        let why = json!({ "comment": "Det var en anden aftale." });
        api.post("dk-tutor", &path, json!({})).await.field("comment", "required");
        api.post("dk-basic", &path, why.clone()).await.refused(403, "not_entitled");
        for stranger in ["dk-stranger", "no-leader", "admin", "dk-authority"] {
            api.post(stranger, &path, why.clone()).await.refused(404, "not_found");
        }
        assert_eq!(api.post("dk-tutor", &path, why.clone()).await.is(200).body["state"], "unverified");
        api.post("dk-tutor", &path, why).await.is(200);
        // Another reason is another word, and of what nobody has seen nothing is taken back.
        api.post("dk-tutor", &path, json!({ "comment": "Noget andet." })).await.instead("changed", "ændret");
        let other = api.other_paper("dk-basic").await;
        let of_none = format!("/documents/{other}/unverify");
        api.post("dk-tutor", &of_none, json!({ "comment": "Nej." })).await.instead("changed", "ændret");

        let back = api.document("dk-basic", "agreement").await;
        assert_eq!((&back["state"], &back["verified"]), (&json!("unverified"), &Value::Null));
        assert_eq!(
            (&back["unverified"]["role"], &back["unverified"]["comment"]),
            (&json!("tutor"), &json!("Det var en anden aftale."))
        );
        let line = api.line_of("agreement").await;
        assert_eq!((&line["met"], &line["missing"]), (&json!(false), &json!(["unseen"])));
        let told = api.get("dk-basic", "/notices").await.is(200);
        let told = told.items().iter().filter(|one| one["what"] == "unverified").count();
        assert_eq!(told, 1, "a second press says nothing more");
        assert_eq!(api.get("dk-tutor", "/documents/unseen").await.is(200).items()[0]["count"], 2);

        // Now its doctor may take it back, or it is seen after all.
        api.post("dk-tutor", &format!("/documents/{id}/verify"), json!({})).await.is(200);
        assert_eq!(api.line_of("agreement").await["met"], true);
        api.delete("dk-basic", &format!("/documents/{id}")).await.refused(409, "wrong_state");
        let why = json!({ "comment": "Nej." });
        api.post("dk-tutor", &path, why.clone()).await.is(200);
        api.delete("dk-basic", &format!("/documents/{id}")).await.is(204);
        api.post("dk-tutor", &path, why).await.refused(404, "not_found");
        let (sound, text) = crate::ledger::verdict(&db, api.demo.folder.path(), &api.demo.app.schemes).await;
        assert!(sound, "{text}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_relies_on_it_is_told_and_what_is_sealed_later_counts_the_last_word() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let sealed = api.emil_sealed().await;
        let case = api.sent("dk-basic", &sealed).await;
        let agreement = api.document("dk-basic", "agreement").await;
        let id = agreement["id"].as_str().unwrap();
        let officer = Browser::of(&api.demo, "dk-authority").await;
        let (at, since) = (
            format!("/cases/{case}"),
            "At originalen er set, er siden taget tilbage af Karen Bisgaard, tutorlæge",
        );
        assert!(!officer.get(&at).await.html.contains(since));

        // On the page of the doctor's documents, where the reason is asked for.
        let tutor = Browser::of(&api.demo, "dk-tutor").await;
        let whose = api.demo.person("dk-basic");
        let page = tutor.get(&format!("/trainees/{whose}/documents")).await.html;
        assert!(page.contains(&format!("/documents/{id}/unverify")), "{page}");
        let path = format!("/documents/{id}/unverify");
        let back = tutor.post(&path, &[("comment", " ")]).await;
        assert!(back.status == 422 && back.html.contains("aria-invalid=\"true\""), "{}", back.html);
        let done = tutor.post_and_follow(&path, &[("comment", "Forkert papir.")]).await.html;
        for words in
            ["Det er taget tilbage, at originalen er set: ", "Forkert papir.", "Jeg har set originalen"]
        {
            assert!(done.contains(words), "{words} in {done}");
        }

        // The doctor reads it, with the reason, and that what was sent does not hold as it was; so does the authority.
        let emil = Browser::of(&api.demo, "dk-basic").await;
        let home = emil.get("/").await.html;
        assert!(home.contains("har taget tilbage, at originalen af et dokument er set"), "{home}");
        let own = emil.get("/dossiers").await.html;
        assert!(own.contains("Forkert papir."), "{own}");
        let receipt = emil.get(&format!("/dossiers/{sealed}")).await.html;
        assert!(receipt.contains("Noget, du sendte, gælder ikke længere"), "{receipt}");
        let page = officer.get(&at).await.html;
        assert!(page.contains(since) && page.contains("Ét dokument gælder ikke længere"), "{page}");
        let seen = api.seen("dk-authority", &case).await.to_string();
        let today = api.demo.app.world.today().to_string();
        let decision = [("granted", "granted"), ("on", &*today), ("seen", &*seen)];
        let sure = officer.post(&format!("/cases/{case}/decision"), &decision).await.html;
        assert!(sure.contains("Se sagen igen, før du afgør den"), "{sure}");
        assert!(sure.contains("name=\"fell\" value=\"yes\""), "{sure}");
        // Who was told that all stands grants nothing on it.
        let unaware = json!({ "granted": true, "on": today, "fell": false });
        let unaware = api.post("dk-authority", &format!("/cases/{case}/decision"), unaware).await;
        unaware.instead("changed", "ændret");
        // Whoever checks the file is told it too.
        let file = api.file("dk-basic", &json!({ "id": sealed })).await;
        let found = api.verified(&file).await;
        assert_eq!((&found["genuine"], &found["holds"]), (&json!(true), &json!(false)));
        assert_eq!(found["documents_taken_back"], json!([id]));

        // Seen after all: what is sealed now is believed, and counts it.
        api.post("dk-tutor", &format!("/documents/{id}/verify"), json!({})).await.is(200);
        let receipt = emil.get(&format!("/dossiers/{sealed}")).await.html;
        assert!(!receipt.contains("Noget, du sendte, gælder ikke længere"), "{receipt}");
        assert!(!officer.get(&at).await.html.contains(since));
        let again = api.sealed("dk-basic", KBU).await;
        assert_ne!(again["id"], json!(sealed));
        // Beside the one that is under way it is not offered to be sent.
        let other = emil.get(&format!("/dossiers/{}", again["id"].as_str().unwrap())).await.html;
        assert!(other.contains("En anden ansøgning om det samme er undervejs"), "{other}");
        assert!(!other.contains("/send\""), "{other}");
        let checked = sealed::check(&api.file("dk-basic", &again).await, api.keys()).unwrap();
        let named = checked.payload.content.documents.iter().find(|one| one.id.to_string() == id).unwrap();
        let (mut of, mut content) = (Vec::new(), checked.payload.content.clone());
        for act in &content.acts {
            let read = act.read().unwrap();
            if read.document == Some(named.id) {
                of.push((act.id, read.what.code()));
            }
        }
        assert_eq!(
            of.iter().map(|(_, what)| *what).collect::<Vec<_>>(),
            ["document_added", "verified", "unverified", "verified"]
        );
        assert!(checked.counted.saw_original(named.id).is_some());
        // Without the last word it would not count.
        content.acts.retain(|act| act.id != of[3].0);
        let counted = sealed::count(&content).unwrap();
        assert!(counted.saw_original(named.id).is_none() && !counted.outcome.ready, "it was taken back");
    })
    .await;
}
