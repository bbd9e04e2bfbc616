//! The overview of employments: filled in from the placements, corrected, completed and confirmed by the doctor, and confirmed anew when it changed.

use db::{Db, testing::each_engine};
use portal::migrations;
use serde_json::{Value, json};

use super::Api;
use crate::browser::Browser;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_overview_is_confirmed_as_it_is() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let kind = "/dossiers/checklist?kind=dk-selvstaendigt-virke";
        let met = async || {
            let list = api.get("dk-basic", kind).await.is(200);
            let lines = list.body["lines"].as_array().unwrap();
            let line = lines.iter().find(|line| line["what"] == "employments").expect("it is asked for");
            (line["met"].clone(), line["missing"].clone(), line["who"][0]["role"].clone())
        };
        let first = api.get("dk-basic", "/employments").await.is(200).body;
        let known = first["employments"].as_array().unwrap();
        assert_eq!((known.len(), &first["confirmed"]), (2, &json!(true)), "{first}");
        assert!(known.iter().all(|one| one["source"] == "portal" && one["id"].is_null()));
        assert_eq!(met().await.0, true);

        let wrong = json!({ "place": " ", "position": "010190-1234", "from": "1949-12-31", "percent": 0 });
        let wrong = api.post("dk-basic", "/employments", wrong).await;
        wrong.field("percent", "out_of_range").field("place", "required").field("from", "too_long_ago");
        let wrong = json!({ "place": " ", "position": "010190-1234", "from": "1949-12-31", "until": "1949-01-01" });
        let wrong = api.post("dk-basic", "/employments", wrong).await;
        wrong.field("place", "required").field("position", "national_id").field("from", "too_long_ago").field("until", "ends_before_start");
        let new = json!({ "place": "Rigshospitalet", "position": "Reservelæge", "from": "2025-01-01", "until": "2025-03-31", "percent": 50 });
        for unseen in ["\u{200b}", "\u{ad}\u{200d} \u{3164}", "\u{2060}"] {
            let blank = json!({ "place": unseen, "position": "Reservelæge", "from": "2025-01-01" });
            api.post("dk-basic", "/employments", blank).await.field("place", "required");
        }
        for place in ["Rigs\nhospitalet", "Rigshospitalet\tReservelæge", "Rigs\u{2028}hospitalet"] {
            let broken = json!({ "place": place, "position": "Reservelæge", "from": "2025-01-01" });
            api.post("dk-basic", "/employments", broken).await.field("place", "not_text");
        }
        let id = api.post("dk-basic", "/employments", new).await.is(201).id();
        let changed = api.get("dk-basic", "/employments").await.is(200).body;
        assert_eq!((&changed["employments"][0]["source"], &changed["confirmed"]), (&json!("own"), &json!(false)));
        assert_eq!(met().await, (json!(false), json!(["unconfirmed"]), json!("trainee")));

        let seen = |body: &Value| json!({ "digest": body["digest"] });
        api.post("dk-basic", "/employments/confirm", seen(&first)).await.instead("changed", "ændret");
        api.post("dk-basic", "/employments/confirm", seen(&changed)).await.is(200);
        assert_eq!(met().await.0, true);
        // Back to what it was: the last word counts.
        api.delete("dk-basic", &format!("/employments/{id}")).await.is(204);
        assert_eq!(met().await.0, false);
        api.delete("dk-basic", &format!("/employments/{id}")).await.is(204);
        api.post("dk-basic", "/employments/confirm", seen(&first)).await.is(200);
        assert_eq!(met().await.0, true);

        let theirs = json!({ "place": "A", "position": "B", "from": "2025-01-01" });
        let id = api.post("dk-trainee", "/employments", theirs.clone()).await.is(201).id();
        // Somebody else's is answered like one that is gone, and stays.
        api.delete("dk-basic", &format!("/employments/{id}")).await.is(204);
        let still = api.get("dk-trainee", "/employments").await.is(200).body;
        assert!(still["employments"].as_array().unwrap().iter().any(|one| one["id"] == json!(id)), "{still}");
        api.post("dk-uao", "/employments", theirs).await.refused(403, "not_entitled");
        let (sound, text) =
            crate::ledger::verdict(&db, api.demo.folder.path(), &api.demo.app.schemes).await;
        assert!(sound && text.contains("3 confirmed overviews of employments follow from their acts."), "{text}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_adds_takes_away_and_confirms() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let emil = Browser::of(&api.demo, "dk-basic").await;
        let fields =
            [("place", "Rigshospitalet"), ("position", "Reservelæge"), ("from", "x"), ("percent", "100")];
        let back = emil.post("/employments", &fields).await;
        assert!(back.status == 422 && back.html.contains("Rigshospitalet"), "what was typed stays");
        let mut fields = fields.to_vec();
        fields[2].1 = "1.1.2025";
        fields.push(("key", "once"));
        for _ in 0..2 {
            let page = emil.post_and_follow("/employments", &fields).await;
            assert_eq!(
                page.html.matches("<b class=\"grow\">Rigshospitalet").count(),
                1,
                "a double press counts once"
            );
        }
        let page = emil.get("/employments").await;
        let digest =
            page.html.split("name=\"digest\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let done = emil.post_and_follow("/employments/confirm", &[("digest", &digest)]).await;
        assert!(done.html.contains("Oversigten er bekræftet"), "{}", done.html);
        let remove =
            done.html.split("action=\"/employments/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let gone = emil.post_and_follow(&format!("/employments/{remove}"), &[]).await;
        assert!(
            !gone.html.contains("Rigshospitalet")
                && gone.html.contains("Den er ændret, siden du bekræftede den")
        );
        let again = emil.post_and_follow(&format!("/employments/{remove}"), &[]).await;
        assert!(again.html.contains("Ansættelsen er fjernet"), "a second press is told the same");
        let stale = emil.post("/employments/confirm", &[("digest", &digest)]).await;
        assert_eq!(stale.status, 409);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_portal_knows_can_be_corrected_and_stays_beside_it() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let lines = async || {
            let all = api.get("dk-basic", "/employments").await.is(200).body["employments"].clone();
            all.as_array().unwrap().clone()
        };
        let before = lines().await;
        let known = before[1].clone();
        let said = |place: &str, of: &Value| {
            json!({ "place": place, "position": "KBU-læge", "from": known["from"], "percent": 80, "instead_of": of })
        };
        let id = api.post("dk-basic", "/employments", said("Havnen", &known["placement"])).await.is(201).id();
        let corrected = lines().await[1].clone();
        assert_eq!(
            (&corrected["id"], &corrected["source"], &corrected["place"], &corrected["until"]),
            (&json!(id), &json!("corrected"), &json!("Havnen"), &Value::Null)
        );
        assert_eq!(corrected["registered"]["place"], known["place"]);
        assert_eq!((lines().await.len(), api.checklist("dk-basic", "dk-selvstaendigt-virke").await["met"].clone()), (2, json!(false)));
        // Whichever of the two names one goes by, it is the same line.
        for (of, place) in [(json!(id), "Havnens"), (known["placement"].clone(), "Havnens Læger A/S")] {
            let again = api.post("dk-basic", "/employments", said(place, &of)).await.is(201).id();
            assert_eq!((again, &lines().await[1]["place"]), (id.clone(), &json!(place)));
        }
        // Another's is not there, and who says what the portal says corrects nothing.
        let theirs = api.get("dk-trainee", "/employments").await.is(200).body["employments"][0]["placement"].clone();
        api.post("dk-basic", "/employments", said("Havnen", &theirs)).await.instead("changed", "ændret");
        let same = |of: &Value| {
            json!({ "place": known["place"], "position": known["position"], "from": known["from"],
                "until": known["until"], "percent": known["percent"], "instead_of": of })
        };
        for of in [&json!(id), &known["placement"]] {
            api.post("dk-basic", "/employments", same(of)).await.is(204);
            assert_eq!(lines().await, before);
        }

        // On the page: the form stands where the line is, filled in, and what was wrong in it comes back there.
        let emil = Browser::of(&api.demo, "dk-basic").await;
        let page = emil.get("/employments").await;
        let way = page.html.split("href=\"/employments?edit=").nth(2).unwrap().split('"').next().unwrap();
        let form = emil.get(&format!("/employments?edit={}", way.replace("#edit", ""))).await;
        let of = form.html.split("name=\"instead_of\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(json!(of), known["placement"]);
        let mut fields =
            vec![("instead_of", of), ("place", "Havnen"), ("position", "KBU"), ("from", "1.6.2026"), ("percent", "0")];
        let back = emil.post("/employments", &fields).await;
        assert!(back.status == 422 && back.html.contains("name=\"instead_of\""), "{}", back.html);
        fields[4].1 = "60";
        let done = emil.post_and_follow("/employments", &fields).await;
        for words in ["Ansættelsen er rettet", "Rettet af dig", "Registreret i Attest: "] {
            assert!(done.html.contains(words), "{words} in {}", done.html);
        }
        // It goes along to the authority, with what it stands for.
        let seen = api.get("dk-basic", "/employments").await.body;
        api.post("dk-basic", "/employments/confirm", json!({ "digest": seen["digest"] })).await.is(200);
        api.emil_is_ready().await;
        let dossier = api.sealed("dk-basic", "dk-selvstaendigt-virke").await;
        let file = api.file("dk-basic", &dossier).await;
        let checked = sealed::check(&file, api.keys()).unwrap();
        let line = &checked.payload.content.employments[1];
        assert_eq!(line.place, "Havnen");
        assert_eq!(json!(line.registered.as_ref().unwrap().place), known["place"]);
        assert!(checked.counted.employments_confirmed);
        let case = api.post("dk-basic", &format!("/dossiers/{}/send", dossier["id"].as_str().unwrap()), json!({})).await;
        let desk = Browser::of(&api.demo, "dk-authority").await;
        let desk = desk.get(&format!("/cases/{}", case.body["case"].as_str().unwrap())).await;
        for words in ["Rettet af ansøgeren", "Registreret i Attest: "] {
            assert!(desk.html.contains(words), "{words} in {}", desk.html);
        }

        let remove = done.html.split("action=\"/employments/").nth(1).unwrap().split('"').next().unwrap();
        let gone = emil.post_and_follow(&format!("/employments/{remove}"), &[("did", "undone")]).await;
        assert!(gone.html.contains("Rettelsen er fortrudt") && !gone.html.contains("Rettet af dig"), "{}", gone.html);
    })
    .await;
}
