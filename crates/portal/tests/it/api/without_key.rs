//! The key of national numbers is gone: what a doctor has sent goes on all the same. Where it is, what is asked, and what they answer in
//! words need no key.

use db::{Db, testing::each_engine};
use portal::{identifiers::FILE, migrations};
use serde_json::{Value, json};

use super::{Api, sealing::KBU};
use crate::browser::Browser;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_key_keeps_no_doctor_from_reading_and_answering() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        api.emil_is_ready().await;
        let dossier = api.sealed("dk-basic", KBU).await;
        let (id, digest) = (dossier["id"].as_str().unwrap(), dossier["digest"].as_str().unwrap());
        let at = |what: &str| format!("/dossiers/{id}/{what}");
        let key = api.demo.folder.path().join(FILE);
        let away = key.with_extension("away");
        let lose = || std::fs::rename(&key, &away).unwrap();
        let find = || std::fs::rename(&away, &key).unwrap();
        let emil = Browser::of(&api.demo, "dk-basic").await;

        // What nobody can open is not sent; what was sent is taken back.
        lose();
        api.post("dk-basic", &at("send"), json!({})).await.refused(409, "not_ready");
        find();
        api.post("dk-basic", &at("send"), json!({})).await.is(200);
        lose();
        let page = emil.get(&format!("/dossiers/{id}")).await;
        assert!(
            page.html.contains("Indholdet kan ikke vises lige nu") && page.html.contains("/withdraw"),
            "{}",
            page.html
        );
        let back = emil.post_and_follow(&at("withdraw"), &[]).await;
        assert!(back.html.contains("Du har trukket din dokumentation tilbage"), "{}", back.html);
        find();

        let sent = api.post("dk-basic", &at("send"), json!({})).await.is(200).body;
        let case = sent["case"].as_str().unwrap();
        api.get("dk-authority", &format!("/cases/{case}")).await.is(200);
        let question = json!({ "comment": "Hvornår begyndte du?" });
        api.post("dk-authority", &format!("/cases/{case}/question"), question).await.is(200);
        lose();
        let page = emil.get(&format!("/dossiers/{id}")).await;
        assert_eq!(page.status, 200, "{}", page.html);
        for words in
            ["Hvornår begyndte du?", sent["number"].as_str().unwrap(), "Indholdet kan ikke vises lige nu"]
        {
            assert!(page.html.contains(words), "{words} in {}", page.html);
        }
        let file = format!("/dossiers/{id}/file");
        assert!(!page.html.contains(&digest[..8]) && !page.html.contains(&file), "{}", page.html);
        let list = api.get("dk-basic", "/dossiers").await.is(200);
        let own = &list.items()[0]["case"];
        assert_eq!(
            (&own["state"], &own["events"][1]["comment"]),
            (&json!("asked"), &json!("Hvornår begyndte du?"))
        );

        // The authority is told what it is, and that nobody need be asked.
        let officer = Browser::of(&api.demo, "dk-authority").await;
        let page = officer.get(&format!("/cases/{case}")).await;
        assert_eq!(page.status, 200, "{}", page.html);
        assert!(page.html.contains("Det indsendte kan ikke læses lige nu"), "{}", page.html);
        assert!(!page.html.contains("Filen er ikke ægte") && page.html.contains("Hvornår begyndte du?"));
        for ending in ["json", "pdf"] {
            let file = format!("/cases/{case}/dossiers/{id}.{ending}");
            api.get("dk-authority", &file).await.refused(503, "unreadable");
            api.get("dk-basic", &format!("/dossiers/{id}.{ending}")).await.refused(503, "unreadable");
        }
        for ending in ["file", "paper"] {
            let page = officer.get(&format!("/cases/{case}/dossiers/{id}/{ending}")).await;
            assert_eq!(page.status, 503, "{}", page.html);
            assert!(page.html.contains("Det kan ikke læses lige nu"), "{}", page.html);
        }

        // Words go, and say that the record stayed behind; without words there is nothing to send.
        api.post("dk-basic", &at("supplements"), json!({})).await.refused(409, "not_ready");
        let words = json!({ "comment": "I august." });
        let made = api.post("dk-basic", &at("supplements"), words).await.is(201).body;
        assert_eq!((&made["id"], &made["alone"]), (&Value::Null, &json!("not_ready")));
        let page = emil.post_and_follow(&at("supplements"), &[("comment", "Den 1.")]).await;
        assert!(page.html.contains("Den 1.") && page.html.contains("I august."), "{}", page.html);
        find();
        let whole = emil.get(&format!("/dossiers/{id}")).await;
        assert!(whole.html.contains(&digest[..8]) && whole.html.contains("Den 1."), "{}", whole.html);
    })
    .await;
}
