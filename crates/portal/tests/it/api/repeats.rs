//! The same request twice has one effect; and what is not a program's to do with a token that only reads.

use axum::http::{Method, header};
use base::TokenId;
use db::testing::each_engine;
use futures_util::future::join_all;
use portal::{
    migrations::ALL,
    mint,
    people::{MakeToken, Scope},
    portal::Call,
    repeats::{Claim, Key, Settle},
};
use serde_json::{Value, json};
use web::cookie::Token;

use super::{Api, Said, happened};

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
        of_many_hands_one_ends_a_request(&api).await;
        a_batch_claims_its_key_before_it_begins(&api).await;
        a_batch_that_was_cut_off_is_done_to_its_end(&api).await;
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
    // The same, with its members in another order and white space between them.
    let today = api.demo.app.world.today();
    let turned = format!("{{ \"count\": 2,\n  \"on_date\": \"{today}\", \"requirement\": \"K2\" }}");
    let token = api.token("dk-trainee").await;
    let (json, to) = ([("content-type", "application/json"), key[0]], format!("/api/v1{path}"));
    let turned = api.send(Some(&token), Method::POST, &to, &json, turned.into_bytes()).await.is(201);
    assert_eq!(turned.body, first.body);
    let batch = json!({ "entries": [entry(api, "K2", 2)] });
    api.post_with("dk-trainee", &format!("{path}/batch"), &key, batch).await.refused(422, "key_reused");
    assert_eq!(api.requirement("dk-trainee", &plan, "K2").await["count"], 2);
    let long = "x".repeat(101);
    let wrong = api.post_with("dk-trainee", &path, &[("idempotency-key", &long)], entry(api, "K2", 2)).await;
    wrong.field("Idempotency-Key", "too_long");
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
    let all = join_all(all).await;
    let first = all[0].body.clone();
    for said in all {
        assert_eq!(said.is(201).body, first);
    }
    assert_eq!(api.requirement("dk-trainee", &plan, "K7").await["count"], 1);
    // Without a key one of many requests is made, and the others are told so.
    let asked = (0..8).map(|_| api.request("dk-trainee", &plan, "K7", "dk-supervisor"));
    let asked = join_all(asked).await;
    assert_eq!(asked.iter().filter(|said| said.status == 201).count(), 1);
    assert!(asked.iter().all(|said| said.status == 201 || said.body["refusal"] == "already_requested"));
}

/// Two approve, one returns and the trainee recalls, all at once: the first of them has done it, and the others are told.
async fn of_many_hands_one_ends_a_request(api: &Api) {
    let plan = api.plan("no-lis", "ANE").await;
    let activities = api.codes("no-lis", &plan, "activity", "open").await;
    for code in &activities[..4] {
        api.post("no-lis", &format!("/plans/{plan}/entries"), entry(api, code, 1)).await.is(201);
        let id = api.request("no-lis", &plan, code, "no-supervisor").await.is(201).id();
        let (attest, back) = (format!("/sign-offs/{id}/attest"), format!("/sign-offs/{id}/return"));
        let recall = format!("/sign-offs/{id}/recall");
        let all = tokio::join!(
            api.post("no-supervisor", &attest, json!({})),
            api.post("no-mentor", &attest, json!({})),
            api.post("no-supervisor", &back, json!({ "comment": "Beskriv forløpet." })),
            api.post("no-lis", &recall, json!({})),
        );
        let all = [all.0, all.1, all.2, all.3];
        let done = all.iter().filter(|said| said.status < 300).count();
        assert_eq!(done, 1, "{:?}", all.iter().map(|said| (said.status, &said.body)).collect::<Vec<_>>());
        assert!(all.iter().all(|said| said.status < 300 || said.status == 409), "{code}");
        let stands = api.requirement("no-lis", &plan, code).await;
        let ends =
            happened(&stands).into_iter().filter(|what| ["attested", "returned", "recalled"].contains(what));
        assert_eq!(ends.count(), 1, "{stands}");
    }
}

/// A batch of requests that wait for `dk-supervisor`, one for each of these goals.
async fn waiting(api: &Api, plan: &str, goals: &[String]) -> Value {
    let mut ids = Vec::new();
    for goal in goals {
        ids.push(api.request("dk-trainee", plan, goal, "dk-supervisor").await.is(201).id());
    }
    json!({ "ids": ids })
}

/// The claim that a request with this key and batch makes, by a call of some seconds ago.
fn claim(api: &Api, key: &str, batch: &Value, seconds_ago: i64) -> Claim {
    let mut call = Call::new(&api.demo.app, api.demo.person("dk-supervisor"));
    call.now = call.now.plus_seconds(-seconds_ago);
    let body = batch.to_string().into_bytes();
    Claim { call, key: Key::new(key, "POST /api/v1/sign-offs/attest", &body).unwrap() }
}

async fn approve(api: &Api, key: &str, batch: &Value) -> Said {
    api.post_with("dk-supervisor", "/sign-offs/attest", &[("idempotency-key", key)], batch.clone()).await
}

fn times_attested(requirement: &Value) -> usize {
    happened(requirement).into_iter().filter(|what| *what == "attested").count()
}

async fn a_batch_claims_its_key_before_it_begins(api: &Api) {
    let plan = api.plan("dk-trainee", "ORTO-I").await;
    let goals = api.codes("dk-trainee", &plan, "goal", "open").await;
    let batch = waiting(api, &plan, &goals[..1]).await;
    let Claim { call, key } = claim(api, "stak", &batch, 0);
    let claimed = api.demo.app.does(Claim { call: call.clone(), key: key.clone() }).await.unwrap();
    assert_eq!(claimed, None, "the key was free");
    approve(api, "stak", &batch).await.refused(409, "in_flight");
    assert_eq!(api.requirement("dk-trainee", &plan, &goals[0]).await["state"], "requested");
    // It failed and gave the key back: the request can be tried anew, and many at once have one effect.
    api.demo.app.does(Settle { call, key, answer: None }).await.unwrap();
    let all = join_all((0..8).map(|_| approve(api, "stak", &batch))).await;
    let answer = approve(api, "stak", &batch).await.is(200).body;
    assert_eq!(answer["items"][0]["status"], 201);
    for said in all {
        match said.status {
            200 => assert_eq!(said.body, answer),
            _ => drop(said.refused(409, "in_flight")),
        }
    }
    assert_eq!(times_attested(&api.requirement("dk-trainee", &plan, &goals[0]).await), 1);
    approve(api, "stak", &json!({ "ids": [] })).await.field("ids", "required");
    let other = waiting(api, &plan, &goals[1..2]).await;
    approve(api, "stak", &other).await.refused(422, "key_reused");
}

async fn a_batch_that_was_cut_off_is_done_to_its_end(api: &Api) {
    let plan = api.plan("dk-trainee", "ORTO-I").await;
    let goals = api.codes("dk-trainee", &plan, "goal", "in_progress").await;
    let batch = waiting(api, &plan, &goals[..1]).await;
    // Somebody's server went down half a minute ago, when a request may still be at work; and a minute ago.
    api.demo.app.does(claim(api, "revet", &batch, 30)).await.unwrap();
    approve(api, "revet", &batch).await.refused(409, "in_flight");
    api.demo.app.does(claim(api, "gammelt", &batch, 61)).await.unwrap();
    let answer = approve(api, "gammelt", &batch).await.is(200).body;
    assert_eq!(answer["items"][0]["status"], 201);
    assert_eq!(approve(api, "gammelt", &batch).await.is(200).body, answer);
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
    let refused = api.send(Some(&token), Method::POST, &path, &json, body).await.refused(403, "not_entitled");
    assert_eq!(refused.body["scope"], "read");
    assert!(refused.body["detail"].as_str().unwrap().contains("write"), "{}", refused.body);
    let asked = refused.headers[header::WWW_AUTHENTICATE].to_str().unwrap();
    assert_eq!(asked, "Bearer error=\"insufficient_scope\"");
    let me = api.send(Some(&token), Method::GET, "/api/v1/me", &[], Vec::new()).await.is(200);
    assert_eq!((&me.body["scope"], &me.body["grants"][0]["role"]), (&json!("read"), &json!("trainee")));
}
