//! Bad input gets a clear answer, and nothing is done.

use axum::http::{Method, header};
use db::testing::each_engine;
use portal::migrations::ALL;
use serde_json::{Value, json};

use super::{Api, api as path_of};

const JSON: [(&str, &str); 1] = [("content-type", "application/json")];

/// One world for all of them: it takes longer to make than to live in.
#[tokio::test]
async fn stories_of_bad_input() {
    each_engine(ALL, async |db| {
        let api = Api::new(&db).await;
        every_field_says_what_is_wrong_with_it(&api).await;
        a_body_that_is_none_is_told_so(&api).await;
        whoever_is_nobody_or_nowhere_is_told_so(&api).await;
        what_a_request_names_is_looked_up_strictly(&api).await;
    })
    .await;
}

async fn every_field_says_what_is_wrong_with_it(api: &Api) {
    let plan = api.plan("dk-trainee", "ORTO-I").await;
    let path = format!("/plans/{plan}/entries");
    let today = api.demo.app.world.today();
    let good = json!({ "requirement": "K2", "on_date": today });
    let table: [(&str, Value, &str); 20] = [
        ("requirement", json!("K99"), "unknown"),
        ("requirement", json!(""), "required"),
        ("requirement", json!(7), "not_a_string"),
        ("requirement", json!("x".repeat(41)), "unknown"),
        ("requirement", json!("K\u{0}2"), "not_text"),
        ("on_date", json!(today.plus_days(1)), "in_future"),
        ("on_date", json!("1901-01-01"), "too_long_ago"),
        ("on_date", json!("1800-01-01"), "not_a_day"),
        ("on_date", json!("9999-12-31"), "not_a_day"),
        ("on_date", json!("2026-02-30"), "not_a_day"),
        ("on_date", json!("23/11/2026"), "not_a_day"),
        ("on_date", json!(20261123), "not_a_day"),
        ("count", json!(0), "out_of_range"),
        ("count", json!(1000), "out_of_range"),
        ("count", json!("2"), "not_a_number"),
        ("comment", json!("x".repeat(2001)), "too_long"),
        ("comment", json!("Patient 010190-1234"), "national_id"),
        ("comment", json!({ "text": "x" }), "not_a_string"),
        ("comment", json!("Godt \u{202E}tdog"), "not_text"),
        ("kommentar", json!("x"), "unknown_field"),
    ];
    for (field, value, why) in table {
        let mut body = good.clone();
        body[field] = value;
        api.post("dk-trainee", &path, body).await.field(field, why);
    }
    let said = api.post("dk-trainee", &path, json!({})).await.field("requirement", "required");
    assert_eq!(said.body["fields"]["on_date"], "required");
    assert_eq!(api.requirement("dk-trainee", &plan, "K2").await["state"], "open");
    let nothing = json!({ "requirement": "K2", "on_date": today, "count": null, "comment": null });
    assert_eq!(api.post("dk-trainee", &path, nothing).await.is(201).body["count"], 1);
}

async fn a_body_that_is_none_is_told_so(api: &Api) {
    let token = api.token("dk-trainee").await;
    let plan = api.plan("dk-trainee", "ORTO-I").await;
    let path = path_of(&format!("/plans/{plan}/entries"));
    let send = async |headers: &[(&str, &str)], body: &[u8]| {
        api.send(Some(&token), Method::POST, &path, headers, body.to_vec()).await
    };
    send(&JSON, b"{").await.field("body", "not_an_object");
    send(&JSON, b"[1]").await.field("body", "not_an_object");
    send(&JSON, b"\"x\"").await.field("body", "not_an_object");
    send(&JSON, b"{\"comment\":\"\xff\"}").await.field("body", "not_text");
    let twice =
        format!(r#"{{"requirement":"K2","on_date":"{}","requirement":"K3"}}"#, api.demo.app.world.today());
    send(&JSON, twice.as_bytes()).await.field("requirement", "repeated");
    send(&[], b"{}").await.refused(415, "unsupported_media_type");
    send(&[("content-type", "text/plain")], b"{}").await.refused(415, "unsupported_media_type");
    send(&[("content-type", "application/x-www-form-urlencoded")], b"a=1")
        .await
        .refused(415, "unsupported_media_type");
    let huge = format!(r#"{{"comment":"{}"}}"#, "x".repeat(2 * 1024 * 1024));
    send(&JSON, huge.as_bytes()).await.refused(413, "too_large");
    send(&JSON, b"").await.field("requirement", "required");
    let nested = "[".repeat(100_000);
    send(&JSON, nested.as_bytes()).await.field("body", "not_an_object");
}

async fn whoever_is_nobody_or_nowhere_is_told_so(api: &Api) {
    let me = path_of("/me");
    let norwegian = [("accept-language", "nb")];
    let none = api.send(None, Method::GET, &me, &norwegian, Vec::new()).await.refused(401, "not_logged_in");
    assert!(none.body["detail"].as_str().unwrap().contains("gyldig token"), "{}", none.body);
    let token = api.token("dk-trainee").await;
    for way in ["bearer", "BEARER", "Bearer"] {
        let held = format!("{way} {token}");
        api.send(None, Method::GET, &me, &[("authorization", &held)], Vec::new()).await.is(200);
    }
    let basic = format!("Basic {token}");
    api.send(None, Method::GET, &me, &[("authorization", &basic)], Vec::new())
        .await
        .refused(401, "not_logged_in");
    let wrong = "A".repeat(43);
    let wrong = api.send(Some(&wrong), Method::GET, &me, &[], Vec::new()).await.refused(401, "not_logged_in");
    for nobody in [none, wrong] {
        assert_eq!(nobody.headers[header::WWW_AUTHENTICATE], "Bearer");
    }
    api.send(None, Method::POST, &path_of("/sign-offs"), &JSON, b"{".to_vec())
        .await
        .refused(401, "not_logged_in");
    let token = api.token("dk-trainee").await;
    let token = Some(token.as_str());
    let put = api.send(token, Method::PUT, &me, &[], Vec::new()).await.refused(405, "method_not_allowed");
    assert!(put.headers[header::ALLOW].to_str().unwrap().contains("GET"));
    api.send(token, Method::GET, &path_of("/nothing"), &[], Vec::new()).await.refused(404, "not_found");
    for path in
        ["/plans/42", "/plans/00000000-0000-7000-8000-000000000000", "/sign-offs/x", "/attestations/x/proof"]
    {
        api.get("dk-trainee", path).await.refused(404, "not_found");
    }
    let plan = api.plan("dk-trainee", "ORTO-I").await;
    for code in ["K99", "%00", "%ff", "K2%0a"] {
        api.get("dk-trainee", &format!("/plans/{plan}/requirements/{code}")).await.refused(404, "not_found");
    }
    for (query, field, why) in [
        ("limit=0", "limit", "out_of_range"),
        ("limit=201", "limit", "out_of_range"),
        ("limit=x", "limit", "not_a_number"),
        ("after=%21", "after", "unknown"),
        ("q=%00", "query", "not_text"),
        ("q=%ff", "query", "not_text"),
        ("q=%E2%80%AE", "q", "not_text"),
    ] {
        api.get("dk-trainee", &format!("/trainees?{query}")).await.field(field, why);
    }
    api.get("dk-trainee", "/sign-offs?box=under").await.field("box", "unknown");
    api.get("dk-trainee", "/plans?trainee=42").await.field("trainee", "unknown");
}

async fn what_a_request_names_is_looked_up_strictly(api: &Api) {
    let plan = api.plan("dk-trainee", "ORTO-I").await;
    let ask = |to: Value, more: Value| {
        let mut body = json!({ "plan": plan, "requirement": "K2", "to": to });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let mads = json!(api.demo.person("dk-supervisor"));
    let own = json!(api.demo.person("dk-trainee"));
    let post = async |body: Value| api.post("dk-trainee", "/sign-offs", body).await;
    post(ask(own, json!({}))).await.field("to", "not_approver");
    post(ask(json!(api.demo.person("dk-stranger")), json!({}))).await.field("to", "not_approver");
    post(ask(json!(uuid::Uuid::nil()), json!({}))).await.field("to", "not_approver");
    post(ask(json!("Mads"), json!({}))).await.field("to", "unknown");
    post(ask(mads.clone(), json!({ "entries": [uuid::Uuid::nil()] }))).await.field("entries", "unknown");
    post(ask(mads.clone(), json!({ "entries": "all" }))).await.field("entries", "not_a_list");
    post(ask(mads, json!({ "requirement": "K99" }))).await.field("requirement", "unknown");
    let day = json!(api.demo.app.world.today());
    let [known, one, two] = ["K2", "K98", "K99"].map(|code| json!({ "requirement": code, "on_date": day }));
    let path = format!("/plans/{plan}/entries/batch");
    let said = api.post("dk-trainee", &path, json!({ "entries": [one, known, two] })).await;
    let said = said.field("entries[0].requirement", "unknown").field("entries[2].requirement", "unknown");
    assert!(said.body["fields"].get("entries[1].requirement").is_none(), "{}", said.body);
    let batch = json!({ "entries": [{ "requirement": "K2", "on_date": api.demo.app.world.today() }, { "requirement": "K3" }, 7] });
    let said = api.post("dk-trainee", &format!("/plans/{plan}/entries/batch"), batch).await;
    let said = said.field("entries[1].on_date", "required");
    assert_eq!(said.body["fields"]["entries[2]"], "not_an_object");
    api.post("dk-trainee", "/me/language", json!({ "language": "sv" })).await.field("language", "unknown");
    api.post("dk-trainee", "/me/language", json!({ "language": "nn" })).await.is(200);
    assert_eq!(api.get("dk-trainee", "/me").await.is(200).body["language"], "nn");
    let english = [("accept-language", "en")];
    let body = json!({ "plan": plan, "requirement": "K2", "to": "Mads" });
    let said = api.post_with("dk-trainee", "/sign-offs", &english, body).await.field("to", "unknown");
    assert_eq!(
        said.body["detail"], "Ingenting er gjort. to: Det finst ikkje.",
        "one's own language comes first"
    );
}
