//! What stands in the way is said as it is, in the caller's language, and to whoever may do it at all.

use axum::http::Method;
use db::testing::each_engine;
use portal::migrations::ALL;
use serde_json::{Value, json};

use super::{Api, Said, api as path_of};

/// One world for all of them: it takes longer to make than to live in.
#[tokio::test]
async fn stories_of_refusals() {
    each_engine(ALL, async |db| {
        let api = Api::new(&db).await;
        who_may_not_at_all_hears_that_first(&api).await;
        a_request_says_what_became_of_it(&api).await;
        what_an_approval_rests_on_stays(&api).await;
        an_annulment_says_how_far_it_is(&api).await;
        advice_is_on_goals_named_once(&api).await;
        a_body_that_is_no_json_says_where(&api).await;
        a_key_says_how_long_it_may_be(&api).await;
        a_delegation_that_runs_is_seen(&api).await;
        a_plan_says_what_was_done_with_it(&api).await;
    })
    .await;
}

impl Said {
    /// 409, with what is the case instead, and words about it.
    #[track_caller]
    pub(super) fn instead(self, what: &str, words: &str) -> Self {
        let said = self.refused(409, "wrong_state");
        assert_eq!(said.body["instead"], what, "{}: {}", said.what, said.body);
        said.says(words)
    }
    #[track_caller]
    fn says(self, words: &str) -> Self {
        assert!(self.body["detail"].as_str().is_some_and(|said| said.contains(words)), "{}", self.body);
        self
    }
}

async fn who_may_not_at_all_hears_that_first(api: &Api) {
    let plan = api.plan("dk-trainee", "ORTO-I").await;
    api.request("dk-trainee", &plan, "tid", "dk-uao").await.refused(409, "too_early");
    api.request("dk-trainee", &plan, "tid", "dk-supervisor").await.field("to", "not_approver");
    let done = api.codes("dk-trainee", &plan, "goal", "attested").await.remove(0);
    api.request("dk-trainee", &plan, &done, "dk-stranger").await.refused(409, "already_attested");
}

/// Also when nobody had asked for the approval.
async fn what_an_approval_rests_on_stays(api: &Api) {
    let plan = api.plan("dk-trainee", "ORTO-I").await;
    let code = api.codes("dk-trainee", &plan, "goal", "open").await.remove(1);
    let entry = json!({ "requirement": code, "on_date": api.demo.app.world.today() });
    let entry = api.post("dk-trainee", &format!("/plans/{plan}/entries"), entry).await.is(201).id();
    api.post("dk-uao", "/attestations", json!({ "plan": plan, "requirement": code })).await.is(201);
    let one = api.requirement("dk-trainee", &plan, &code).await;
    assert_eq!((&one["state"], &one["unsigned_entries"]), (&json!("attested"), &json!([])));
    let path = format!("/plans/{plan}/entries/{entry}");
    api.delete("dk-trainee", &path).await.instead("in_use", "eller godkendt");
}

async fn a_request_says_what_became_of_it(api: &Api) {
    let plan = api.plan("dk-trainee", "ORTO-I").await;
    let code = api.codes("dk-trainee", &plan, "goal", "open").await.remove(0);
    let entry = json!({ "requirement": code, "on_date": api.demo.app.world.today() });
    let entry = api.post("dk-trainee", &format!("/plans/{plan}/entries"), entry).await.is(201).id();
    let id = api.request("dk-trainee", &plan, &code, "dk-mentor").await.is(201).id();
    let taken = api.delete("dk-trainee", &format!("/plans/{plan}/entries/{entry}")).await;
    taken.instead("in_use", "en registrering er meldt klar til godkendelse");
    let back = json!({ "comment": "En til." });
    let (recall, give) = (format!("/sign-offs/{id}/recall"), format!("/sign-offs/{id}/return"));
    let attest = format!("/sign-offs/{id}/attest");
    api.post("dk-mentor", &give, back.clone()).await.is(200);
    api.post("dk-mentor", &give, back).await.instead("returned", "sendt retur");
    api.post("dk-trainee", &recall, json!({})).await.instead("returned", "sendt retur");
    api.post("dk-mentor", &attest, json!({})).await.instead("returned", "sendt retur");
    let id = api.request("dk-trainee", &plan, &code, "dk-mentor").await.is(201).id();
    let (recall, attest) = (format!("/sign-offs/{id}/recall"), format!("/sign-offs/{id}/attest"));
    api.post("dk-trainee", &recall, json!({})).await.is(200);
    api.post("dk-trainee", &recall, json!({})).await.instead("recalled", "trukket tilbage");
    api.post("dk-mentor", &attest, json!({})).await.instead("recalled", "trukket tilbage");
    let batch = api.post("dk-mentor", "/sign-offs/attest", json!({ "ids": [id, "x"] })).await.is(200);
    assert_eq!(batch.items()[0]["instead"], "recalled", "{}", batch.body);
    assert_eq!(batch.items()[1]["id"], "x");
}

async fn an_annulment_says_how_far_it_is(api: &Api) {
    let plan = api.plan("dk-trainee", "ORTO-I").await;
    let code = api.codes("dk-trainee", &plan, "goal", "attested").await.remove(0);
    let one = api.requirement("dk-trainee", &plan, &code).await;
    let propose = format!("/attestations/{}/annulment", one["attestation"].as_str().unwrap());
    let reason = json!({ "reason": "Forkert person." });
    let (first, second) = ("dk-secretariat", "dk-secretariat-2");
    let id = api.post(first, &propose, reason.clone()).await.is(202).id();
    api.post(second, &propose, reason.clone()).await.instead("proposed", "allerede foreslået");
    api.post(first, &format!("/annulments/{id}/drop"), json!({})).await.is(200);
    let confirm = format!("/annulments/{id}/confirm");
    api.post(second, &confirm, json!({})).await.instead("given_up", "trukket tilbage eller afvist");
    let id = api.post(first, &propose, reason.clone()).await.is(202).id();
    let confirm = format!("/annulments/{id}/confirm");
    api.post(second, &confirm, json!({})).await.is(200);
    api.post(second, &confirm, json!({})).await.instead("annulled", "allerede nulstillet");
    let drop = api.post(first, &format!("/annulments/{id}/drop"), reason.clone()).await;
    drop.instead("annulled", "allerede nulstillet");
    api.post(second, &propose, reason).await.instead("annulled", "allerede nulstillet");
}

async fn advice_is_on_goals_named_once(api: &Api) {
    let plan = api.plan("no-lis", "ANE").await;
    let goal = api.codes("no-lis", &plan, "goal", "open").await.remove(0);
    let activity = api.codes("no-lis", &plan, "activity", "open").await.remove(0);
    let with = |more: Value| {
        let mut body = json!({ "plan": plan, "recommends": true });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let post = async |who: &str, more: Value| api.post(who, "/advice", with(more)).await;
    let both = post("no-mentor", json!({ "requirement": goal, "requirements": [goal] })).await;
    both.field("requirement", "not_both").says("Send enten");
    let one = post("no-mentor", json!({ "requirement": activity })).await;
    one.field("requirement", "not_a_goal").says("Bare et læringsmål");
    let several = post("no-mentor", json!({ "requirements": [goal, activity] })).await;
    several.field("requirements", "not_a_goal");
    post("no-mentor", json!({ "requirement": "K99" })).await.field("requirement", "unknown");
    post("no-lis", json!({ "requirement": activity })).await.refused(403, "not_entitled");
    post("no-stranger", json!({ "requirement": activity })).await.refused(404, "not_found");
    assert_eq!(api.requirement("no-lis", &plan, &goal).await["state"], "open", "all or none");
}

async fn a_body_that_is_no_json_says_where(api: &Api) {
    let token = api.token("no-lis").await;
    let json = [("content-type", "application/json")];
    let path = path_of("/me/language");
    let send = async |body: &[u8]| api.send(Some(&token), Method::POST, &path, &json, body.to_vec()).await;
    let broken = send(b"{\n  \"language\": nb\n}").await.field("body", "not_an_object");
    assert_eq!((&broken.body["line"], &broken.body["column"]), (&json!(2), &json!(16)));
    broken.says("body: Det er ikke JSON fra linje 2, kolonne 16.");
    send(b"{\"language\":").await.field("body", "not_an_object").says("linje 1, kolonne 12");
    send(b"{} {}").await.field("body", "not_an_object").says("linje 1, kolonne 4");
    let list = send(b"[]").await.field("body", "not_an_object").says("JSON-objekt");
    assert!(list.body["line"].is_null());
}

async fn a_key_says_how_long_it_may_be(api: &Api) {
    let body = json!({ "language": "nb" });
    let with = async |key: &str| {
        api.post_with("no-lis", "/me/language", &[("idempotency-key", key)], body.clone()).await
    };
    let long = "x".repeat(5000);
    with(&long).await.field("Idempotency-Key", "too_long").says("Send 1 til 100 tegn");
    with("to ord").await.field("Idempotency-Key", "not_text").says("uten mellomrom");
    with("").await.field("Idempotency-Key", "not_text").says("Send 1 til 100 tegn");
    with(&long[..100]).await.is(200);
}

async fn a_delegation_that_runs_is_seen(api: &Api) {
    let me = api.get("no-delegate", "/me").await.is(200).body;
    let delegation = &me["delegations"][0];
    assert_eq!(delegation["on_behalf_of"]["id"], api.demo.person("no-leader").to_string(), "{me}");
    assert_eq!((&delegation["over"]["kind"], &delegation["scheme"]), (&json!("organisation"), &json!("no")));
    let today = json!(api.demo.app.world.today()).as_str().unwrap().to_owned();
    assert!(
        delegation["from"].as_str().unwrap() <= today.as_str()
            && delegation["until"].as_str().unwrap() >= today.as_str()
    );
    assert_eq!(
        api.get("no-leader", "/me").await.is(200).body["delegations"],
        json!([]),
        "what is lent, not what one lends"
    );
    // A delegation that has not begun gives nothing yet.
    let unit = api.get("no-leader", "/me").await.is(200).body["grants"][0]["over"].clone();
    let later = api.demo.app.world.today().plus_days(7);
    let new = json!({ "to": api.demo.person("no-mentor"), "over": unit, "from": later, "until": later });
    api.post("no-leader", "/delegations", new).await.is(201);
    assert_eq!(api.get("no-mentor", "/me").await.is(200).body["delegations"], json!([]));
    let id = delegation["id"].as_str().unwrap();
    api.delete("no-delegate", &format!("/delegations/{id}")).await.is(204);
    assert_eq!(api.get("no-delegate", "/me").await.is(200).body["delegations"], json!([]));
}

async fn a_plan_says_what_was_done_with_it(api: &Api) {
    let trainee = api.demo.person("dk-trainee");
    api.demo.publish_another("dk").await;
    let (officer, another) =
        ("dk-secretariat", json!({ "trainee": trainee, "curriculum": "EKSTRA", "version": "1" }));
    let plan = api.post(officer, "/plans", another.clone()).await.is(201).id();
    api.post(officer, "/plans", another).await.instead("assigned", "allerede en plan");
    api.post(officer, &format!("/plans/{plan}/archive"), json!({}))
        .await
        .instead("not_begun", "ikke arkiveres");
    let begun = api.plan("dk-trainee", "ORTO-I").await;
    api.delete(officer, &format!("/plans/{begun}")).await.instead("begun", "ikke længere slettes");
    api.post(officer, &format!("/plans/{begun}/archive"), json!({})).await.is(200);
    api.post(officer, &format!("/plans/{begun}/archive"), json!({}))
        .await
        .instead("archived", "er arkiveret");
    api.delete(officer, &format!("/plans/{begun}")).await.instead("archived", "er arkiveret");
    let entry = json!({ "requirement": "K1", "on_date": api.demo.app.world.today() });
    let entry = api.post("dk-trainee", &format!("/plans/{begun}/entries"), entry).await;
    entry.instead("archived", "er arkiveret");
}
