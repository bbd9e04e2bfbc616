//! From a sealed dossier to the authority's decision, and everything both sides may and may not do on the way.

use axum::http::Method;
use db::{Db, testing::each_engine};
use domain::refusal::{Instead, Refusal};
use portal::{
    cases::{Decide, SendDossier, Supplement, WithdrawSending},
    error::Error,
    migrations,
    people::Scope,
};
use serde_json::{Value, json};

use super::{Api, sealing::KBU};

impl Api {
    async fn case(&self, who: &str, id: &str) -> Value {
        self.get(who, &format!("/cases/{id}")).await.is(200).body
    }

    async fn desk(&self, who: &str, show: &str) -> Vec<Value> {
        self.get(who, &format!("/cases?show={show}")).await.is(200).items().to_vec()
    }
}

fn whats(case: &Value) -> Vec<&str> {
    case["events"].as_array().unwrap().iter().map(|event| event["what"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dossier_is_sent_asked_about_supplemented_and_decided() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let today = api.demo.app.world.today();
        api.emil_is_ready().await;
        let dossier = api.sealed("dk-basic", KBU).await;
        let id = dossier["id"].as_str().unwrap();
        assert!(api.desk("dk-authority", "waiting").await.is_empty(), "nothing is there before it is sent");
        for other in ["dk-tutor", "dk-authority"] {
            api.post(other, &format!("/dossiers/{id}/send"), json!({})).await.refused(403, "not_entitled");
        }
        api.post("no-done", &format!("/dossiers/{id}/send"), json!({})).await.refused(404, "not_found");

        let receipt = api.post("dk-basic", &format!("/dossiers/{id}/send"), json!({})).await.is(200).body;
        assert_eq!(receipt["digest"], dossier["digest"]);
        let again = api.post("dk-basic", &format!("/dossiers/{id}/send"), json!({})).await.is(200).body;
        assert_eq!(again, receipt, "sent once, it stays sent");
        let case = receipt["case"].as_str().unwrap();

        // Taken back before it is opened, the authority never knew; sent again, it is another case.
        let waiting = api.desk("dk-authority", "waiting").await;
        assert_eq!((&waiting[0]["id"], &waiting[0]["state"]), (&json!(case), &json!("sent")));
        assert_eq!(waiting[0]["trainee"]["name"], "Emil Thorsen");
        api.post("dk-basic", &format!("/dossiers/{id}/withdraw"), json!({})).await.is(204);
        api.post("dk-basic", &format!("/dossiers/{id}/withdraw"), json!({})).await.is(204);
        assert!(api.desk("dk-authority", "waiting").await.is_empty());
        api.get("dk-authority", &format!("/cases/{case}")).await.refused(404, "not_found");
        let supplement = json!({ "comment": "Her er mere." });
        api.post("dk-basic", &format!("/dossiers/{id}/supplements"), supplement.clone())
            .await
            .refused(409, "wrong_state");
        let receipt = api.post("dk-basic", &format!("/dossiers/{id}/send"), json!({})).await.is(200).body;
        assert_ne!(receipt["case"], case);
        let case = receipt["case"].as_str().unwrap();

        // Nobody but the authority opens it, and not the one of another country.
        for other in ["dk-basic", "dk-tutor", "dk-secretariat", "no-authority", "admin"] {
            api.get(other, &format!("/cases/{case}")).await.refused(404, "not_found");
            let decision = json!({ "granted": true, "on": today.to_string(), "seen": 0 });
            api.post(other, &format!("/cases/{case}/decision"), decision).await.refused(404, "not_found");
        }
        // What is not there opens no case.
        let nil = uuid::Uuid::nil();
        for path in [
            format!("/dossiers/{id}.xml"),
            format!("/dossiers/{id}.pdf?lang=nn"),
            format!("/cases/{case}/dossiers/{id}.xml"),
            format!("/cases/{case}/dossiers/{nil}.json"),
            format!("/cases/{case}/documents/{nil}"),
        ] {
            let refused = api.get("dk-authority", &path).await;
            assert!([404, 422].contains(&refused.status), "{path}");
        }
        let own = api.get("dk-basic", "/dossiers").await.is(200);
        let sent = own.items().iter().find(|one| one["id"] == json!(id)).unwrap().clone();
        assert_eq!(sent["case"]["state"], "sent", "{sent}");
        let open = api.case("dk-authority", case).await;
        assert_eq!((&open["state"], whats(&open)), (&json!("open"), vec!["opened"]));
        let open = api.case("dk-authority", case).await;
        assert_eq!(whats(&open), ["opened"], "opened once");
        api.post("dk-basic", &format!("/dossiers/{id}/withdraw"), json!({}))
            .await
            .refused(409, "wrong_state");
        let looks = api.get("dk-basic", "/me/look-ups").await.is(200);
        assert!(looks.items().iter().any(|look| look["what"] == "see_case"), "{:?}", looks.body);

        // The file, the paper and the documents of the case, and no others.
        let file = api.get("dk-authority", &format!("/cases/{case}/dossiers/{id}.json")).await.is(200).raw;
        let checked = sealed::check(&file, api.keys()).unwrap();
        let paper = api.get("dk-authority", &format!("/cases/{case}/dossiers/{id}.pdf")).await.is(200).raw;
        assert!(sealed::check(&paper, api.keys()).is_ok());
        for (ending, bytes) in [("json", &file), ("pdf", &paper)] {
            let same = api.get("dk-authority", &format!("/dossiers/{id}.{ending}")).await.is(200).raw;
            assert!(&same == bytes, "once it is sent it is theirs under its own address too");
            for other in ["no-authority", "dk-tutor", "admin"] {
                api.get(other, &format!("/dossiers/{id}.{ending}")).await.refused(404, "not_found");
            }
        }
        let wrong = json!({ "granted": false, "on": "2020-01-01" });
        let wrong = api.post("dk-authority", &format!("/cases/{case}/decision"), wrong).await;
        wrong.field("on", "too_long_ago").field("comment", "required");
        let document = &checked.payload.content.documents[0];
        let given =
            api.get("dk-authority", &format!("/cases/{case}/documents/{}", document.id)).await.is(200);
        assert_eq!(sealed::digest(&given.raw), document.sha256);
        let strange = uuid::Uuid::nil();
        for path in
            [format!("dossiers/{strange}.json"), format!("dossiers/{id}.zip"), format!("documents/{strange}")]
        {
            api.get("dk-authority", &format!("/cases/{case}/{path}")).await.refused(404, "not_found");
        }

        // A question, an answer in words, and an answer with more documentation.
        let ask = format!("/cases/{case}/question");
        api.post("dk-authority", &ask, json!({})).await.field("comment", "required");
        let question = json!({ "comment": "Hvornår begyndte du i praksis?" });
        assert_eq!(api.post("dk-authority", &ask, question).await.is(200).body["state"], "asked");
        let told = api.get("dk-basic", "/notices").await.is(200);
        assert!(told.items().iter().any(|one| one["what"] == "case_asked"), "{:?}", told.body);
        let more = format!("/dossiers/{id}/supplements");
        api.post("dk-basic", &more, json!({})).await.field("comment", "required");
        let words = api.post("dk-basic", &more, supplement).await.is(201).body;
        assert_eq!(
            (&words["case"], &words["id"]),
            (&json!(case), &Value::Null),
            "the record has not changed"
        );
        let new =
            json!({ "place": "Aarhus", "position": "Vikar", "from": "2026-01-01", "until": "2026-01-31" });
        api.post("dk-basic", "/employments", new).await.is(201);
        let overview = api.get("dk-basic", "/employments").await.is(200).body;
        let confirm = json!({ "digest": overview["digest"] });
        api.post("dk-basic", &more, json!({})).await.refused(409, "not_ready");
        api.post("dk-basic", "/employments/confirm", confirm).await.is(200);
        let key = [("idempotency-key", "more")];
        let later = api.while_it_grows(api.post_with("dk-basic", &more, &key, json!({}))).await.is(201).body;
        let second = later["id"].as_str().unwrap();
        assert_ne!(second, id);
        api.demo.app.ledger.drain(|| api.demo.app.world.now()).await.unwrap();
        // A receipt of its own, also for whoever asked while the file was being made.
        let file = api.get("dk-basic", &format!("/dossiers/{second}.json")).await.is(200).raw;
        let again = api.post_with("dk-basic", &more, &key, json!({})).await.is(201).body;
        assert_eq!(again["digest"], sealed::digest(&file));
        assert_ne!(again["digest"], receipt["digest"]);
        assert_eq!((&again["number"], &again["sent_at"]), (&receipt["number"], &later["sent_at"]));
        let open = api.case("dk-authority", case).await;
        assert_eq!(open["dossiers"], json!([id, second]));
        assert_eq!(
            (&open["state"], whats(&open)),
            (&json!("supplemented"), vec!["opened", "asked", "supplemented", "supplemented"])
        );
        api.get("dk-authority", &format!("/cases/{case}/dossiers/{second}.json")).await.is(200);

        // A refusal says why; a decision is of a day that has been since it was sent; it is made once.
        let decide = format!("/cases/{case}/decision");
        let on =
            |granted: bool, days: i32| json!({ "granted": granted, "on": today.plus_days(days).to_string(), "seen": 4 });
        api.post("dk-authority", &decide, on(false, 0)).await.field("comment", "required");
        api.post("dk-authority", &decide, on(true, 1)).await.field("on", "in_future");
        api.post("dk-authority", &decide, on(true, -1)).await.field("on", "too_long_ago");
        assert_eq!(api.post("dk-authority", &decide, on(true, 0)).await.is(200).body["state"], "granted");
        api.post("dk-authority", &decide, on(true, 0)).await.refused(409, "wrong_state");
        api.post("dk-authority", &ask, json!({ "comment": "Mere?" })).await.refused(409, "wrong_state");
        api.post("dk-basic", &more, json!({ "comment": "Tak." })).await.refused(409, "wrong_state");
        assert!(api.desk("dk-authority", "waiting").await.is_empty());
        let decided = api.desk("dk-authority", "decided").await;
        assert_eq!((&decided[0]["id"], &decided[0]["state"]), (&json!(case), &json!("granted")));
        assert!(api.desk("no-authority", "decided").await.is_empty());
        // Decided, it is the same receipt, and the trainee's own list tells how it ended.
        let again = api.post("dk-basic", &format!("/dossiers/{id}/send"), json!({})).await.is(200).body;
        assert_eq!(again, receipt);
        let own = api.get("dk-basic", "/dossiers").await.is(200);
        let of = |id: &str| own.items().iter().find(|one| one["id"] == id).unwrap()["case"].clone();
        assert_eq!((&of(id)["state"], &of(second)["id"]), (&json!("granted"), &json!(case)));
        assert_eq!(of(id)["readable_until"], today.plus_months(6).to_string());
        assert_eq!(of(id)["events"].as_array().unwrap().len(), 5);
        let told = api.get("dk-basic", "/notices").await.is(200);
        assert!(told.items().iter().any(|one| one["what"] == "case_decided"), "{:?}", told.body);

        let (sound, text) = crate::ledger::verdict(&db, api.demo.folder.path(), &api.demo.app.schemes).await;
        assert!(
            sound && text.contains("8 cases and what happened to them follow from their acts."),
            "{text}"
        );
        api.send(None, Method::GET, "/api/v1/cases", &[], Vec::new()).await.refused(401, "not_logged_in");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn presses_at_once_send_once_and_opening_meets_taking_back() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let app = &api.demo.app;
        let dossier = api.sealed("no-done", "no-spesialist").await;
        let dossier = dossier["id"].as_str().unwrap().parse().unwrap();
        let send = || app.does(SendDossier { call: api.demo.call("no-done"), dossier });
        let (one, other, third) = tokio::join!(send(), send(), send());
        let sent = one.unwrap();
        assert_eq!((other.unwrap(), third.unwrap()), (sent.clone(), sent.clone()));

        // Either it was taken back and nobody opened it, or it was opened and stays.
        let officer = api.demo.call("no-authority");
        let (opened, withdrawn) = tokio::join!(
            portal::cases::open(&officer, sent.case, Scope::Write),
            app.does(WithdrawSending { call: api.demo.call("no-done"), dossier })
        );
        assert_ne!(opened.is_ok(), withdrawn.is_ok(), "{opened:?} {withdrawn:?}");
        if withdrawn.is_ok() {
            let again = send().await.unwrap();
            assert!(portal::cases::open(&officer, again.case, Scope::Write).await.is_ok());
        }
        let case = api.desk("no-authority", "waiting").await[0]["id"].as_str().unwrap().parse().unwrap();
        // Whoever decides on what has changed since they saw it is told so.
        let open = portal::cases::open(&officer, case, Scope::Write).await.unwrap();
        let seen = open.events.len();
        // A busy writer lets it wait: it was pressed before the case was opened, and comes after.
        let mut call = api.demo.call("no-done");
        call.now = open.sent.sent_at;
        let comment = domain::text::Comment::read("Vent: ett mål er feil.").unwrap();
        app.does(Supplement { call, dossier, comment }).await.unwrap();
        assert_eq!(api.desk("no-authority", "waiting").await[0]["state"], "supplemented");
        let (call, on) = (officer.clone(), officer.today);
        let stale = app
            .does(Decide { call, case, granted: true, seen: Some(seen), fell: None, on, comment: None })
            .await;
        assert!(matches!(stale, Err(Error::Refused(Refusal::WrongState(Instead::Changed)))));
        let decide = |granted| {
            let call = api.demo.call("no-authority");
            let on = call.today;
            let comment = domain::text::Comment::read("Etter en samlet vurdering.").unwrap();
            app.does(Decide { call, case, granted, seen: Some(seen + 1), fell: None, on, comment })
        };
        let (yes, no) = tokio::join!(decide(true), decide(false));
        assert_ne!(yes.is_ok(), no.is_ok(), "decided once");
        // What was refused may be sent again, openly: it is another case.
        let again = send().await.unwrap();
        assert_eq!(again.case != case, no.is_ok());
        let (sound, text) = crate::ledger::verdict(&db, api.demo.folder.path(), &app.schemes).await;
        assert!(sound, "{text}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_taken_back_since_is_not_sent_as_if_it_stood() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let dossier = api.sealed("no-done", "no-spesialist").await;
        let id = dossier["id"].as_str().unwrap();
        let plan = api.plan("no-done", "ANE").await;
        let goal = api.codes("no-done", &plan, "goal", "attested").await.remove(0);
        let attestation = api.requirement("no-done", &plan, &goal).await["attestation"].clone();
        let path = format!("/attestations/{}/annulment", attestation.as_str().unwrap());
        let annulment = api.post("no-leader", &path, json!({ "reason": "Feil mål." })).await.is(202).id();
        api.post("no-uao", &format!("/annulments/{annulment}/confirm"), json!({})).await.is(200);
        api.post("no-done", &format!("/dossiers/{id}/send"), json!({})).await.refused(409, "not_ready");
        assert!(api.desk("no-authority", "waiting").await.is_empty());
    })
    .await;
}
