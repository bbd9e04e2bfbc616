//! The same request twice has one effect; and what is not a program's to do with a token that only reads.

use axum::http::Method;
use base::TokenId;
use db::testing::each_engine;
use portal::{
    migrations::ALL,
    mint,
    people::{MakeToken, Scope},
};
use serde_json::{Value, json};
use web::cookie::Token;

use super::Api;

fn entry(api: &Api, code: &str, count: u32) -> Value {
    json!({ "requirement": code, "on_date": api.demo.app.world.today(), "count": count })
}

/// One world for all of them: it takes longer to make than to live in.
#[tokio::test]
async fn stories_of_repeats() {
    each_engine(ALL, async |db| {
        let api = Api::new(&db).await;
        the_same_key_and_body_gives_the_same_answer_and_one_effect(&api).await;
        many_at_once_with_one_key_have_one_effect(&api).await;
        a_token_that_only_reads_changes_nothing(&api).await;
    })
    .await;
}

async fn the_same_key_and_body_gives_the_same_answer_and_one_effect(api: &Api) {
    let plan = api.plan("dk-trainee", "ORTO-I").await;
    let path = format!("/plans/{plan}/entries");
    let key = [("idempotency-key", "dobbeltklik")];
    let first = api.post_with("dk-trainee", &path, &key, entry(api, "K2", 2)).await.is(201);
    let again = api.post_with("dk-trainee", &path, &key, entry(api, "K2", 2)).await.is(201);
    assert_eq!(again.body, first.body);
    api.post_with("dk-trainee", &path, &key, entry(api, "K2", 3)).await.refused(422, "key_reused");
    let batch = json!({ "entries": [entry(api, "K2", 2)] });
    api.post_with("dk-trainee", &format!("{path}/batch"), &key, batch).await.refused(422, "key_reused");
    assert_eq!(api.requirement("dk-trainee", &plan, "K2").await["count"], 2);
    let long = "x".repeat(101);
    let wrong = api.post_with("dk-trainee", &path, &[("idempotency-key", &long)], entry(api, "K2", 2)).await;
    wrong.field("Idempotency-Key", "not_text");
    // Another person's key is another key.
    let other = api.plan("no-lis", "ANE").await;
    let own = json!({ "requirement": "ANE-001", "on_date": api.demo.app.world.today(), "count": 2 });
    api.post_with("no-lis", &format!("/plans/{other}/entries"), &key, own).await.is(201);
}

async fn many_at_once_with_one_key_have_one_effect(api: &Api) {
    let plan = api.plan("dk-trainee", "ORTO-I").await;
    let path = format!("/plans/{plan}/entries");
    let key = [("idempotency-key", "storm")];
    let all = (0..20).map(|_| api.post_with("dk-trainee", &path, &key, entry(api, "K7", 1)));
    let all = futures_util::future::join_all(all).await;
    let first = all[0].body.clone();
    for said in all {
        assert_eq!(said.is(201).body, first);
    }
    assert_eq!(api.requirement("dk-trainee", &plan, "K7").await["count"], 1);
    // Without a key one of many requests is made, and the others are told so.
    let asked = (0..8).map(|_| api.request("dk-trainee", &plan, "K7", "dk-supervisor"));
    let asked = futures_util::future::join_all(asked).await;
    assert_eq!(asked.iter().filter(|said| said.status == 201).count(), 1);
    assert!(asked.iter().all(|said| said.status == 201 || said.body["refusal"] == "already_requested"));
}

async fn a_token_that_only_reads_changes_nothing(api: &Api) {
    let plan = api.plan("dk-trainee", "ORTO-I").await;
    let world = &api.demo.app.world;
    let token = Token::new(world.random());
    let work = MakeToken {
        id: mint!(world, TokenId),
        token: token.digest(),
        person: api.demo.person("dk-trainee"),
        scope: Scope::Read,
        days: 1,
        at: world.now(),
    };
    api.demo.app.does(work).await.unwrap();
    let (token, path) = (token.text(), format!("/api/v1/plans/{plan}"));
    api.send(Some(&token), Method::GET, &path, &[], Vec::new()).await.is(200);
    let body = entry(api, "K7", 1).to_string().into_bytes();
    let json = [("content-type", "application/json")];
    let path = format!("{path}/entries");
    api.send(Some(&token), Method::POST, &path, &json, body).await.refused(403, "not_entitled");
    let me = api.send(Some(&token), Method::GET, "/api/v1/me", &[], Vec::new()).await.is(200);
    assert_eq!((&me.body["scope"], &me.body["grants"][0]["role"]), (&json!("read"), &json!("trainee")));
}
