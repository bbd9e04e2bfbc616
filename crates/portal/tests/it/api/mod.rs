//! The API as programs meet it: stories over HTTP in process, on both engines, in the demo world.

mod access;
mod almen;
mod case_pages;
mod cases;
mod credentials;
mod credits;
mod deliveries;
mod denmark;
mod desk;
mod document;
mod documents;
mod dossiers;
mod employments;
mod forged;
mod grants;
mod input;
mod key_ended;
mod life;
mod listed;
mod lists;
mod looks;
mod machines;
mod norway;
mod numbers;
mod papers;
mod people;
mod presented;
mod refusals;
mod relied_on;
mod repeats;
mod sealing;
mod sights;
mod specialist;
mod without_key;

use std::{collections::HashMap, sync::Mutex};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, header},
};
use db::Db;
use portal::{config::Config, serving};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::world::Demo;

/// A demo portal and its whole front.
struct Api {
    demo: Demo,
    router: Router,
    tokens: Mutex<HashMap<String, String>>,
}

/// What came back.
struct Said {
    what: String,
    status: u16,
    headers: HeaderMap,
    raw: Vec<u8>,
    body: Value,
}

impl Api {
    async fn new(db: &Db) -> Self {
        Self::of(Demo::new(db).await)
    }

    fn of(demo: Demo) -> Self {
        let router = serving::web::service(&demo.app, &Config::default());
        Self { demo, router, tokens: Mutex::default() }
    }

    /// The token of a persona, asked for once.
    async fn token(&self, who: &str) -> String {
        if let Some(token) = self.tokens.lock().unwrap().get(who) {
            return token.clone();
        }
        let said =
            self.send(None, Method::POST, &format!("/demo/token/{who}"), &[], Vec::new()).await.is(200);
        let token = said.body["token"].as_str().unwrap().to_owned();
        self.tokens.lock().unwrap().insert(who.to_owned(), token.clone());
        token
    }

    async fn get(&self, who: &str, path: &str) -> Said {
        let token = self.token(who).await;
        self.send(Some(&token), Method::GET, &api(path), &[], Vec::new()).await
    }
    async fn delete(&self, who: &str, path: &str) -> Said {
        let token = self.token(who).await;
        self.send(Some(&token), Method::DELETE, &api(path), &[], Vec::new()).await
    }
    async fn post(&self, who: &str, path: &str, body: Value) -> Said {
        self.post_with(who, path, &[], body).await
    }
    async fn post_with(&self, who: &str, path: &str, more: &[(&str, &str)], body: Value) -> Said {
        let token = self.token(who).await;
        if body.is_null() {
            return self.send(Some(&token), Method::POST, &api(path), more, Vec::new()).await;
        }
        let headers = [&[("content-type", "application/json")], more].concat();
        self.send(Some(&token), Method::POST, &api(path), &headers, body.to_string().into_bytes()).await
    }

    async fn send(
        &self,
        token: Option<&str>,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Said {
        let what = format!("{method} {path} {}", String::from_utf8_lossy(&body));
        let mut request = Request::builder().method(method).uri(path).body(Body::from(body)).unwrap();
        for (name, value) in headers {
            let name: header::HeaderName = name.parse().unwrap();
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        if let Some(token) = token {
            request.headers_mut().insert(header::AUTHORIZATION, format!("Bearer {token}").parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Said { what, status: parts.status.as_u16(), headers: parts.headers, raw: bytes.to_vec(), body }
    }

    /// The plan of a trainee on a curriculum.
    async fn plan(&self, who: &str, curriculum: &str) -> String {
        let plans = self.get(who, "/plans").await.is(200);
        let plan = plans.items().iter().find(|plan| plan["curriculum"]["code"] == curriculum);
        plan.unwrap_or_else(|| panic!("{who} has no plan on {curriculum}"))["id"].as_str().unwrap().to_owned()
    }
    /// One requirement of it.
    async fn requirement(&self, who: &str, plan: &str, code: &str) -> Value {
        self.get(who, &format!("/plans/{plan}/requirements/{code}")).await.is(200).body
    }
    /// The codes of a plan's requirements of a kind in a state.
    async fn codes(&self, who: &str, plan: &str, kind: &str, state: &str) -> Vec<String> {
        let plan = self.get(who, &format!("/plans/{plan}")).await.is(200).body;
        let all = plan["requirements"].as_array().unwrap().iter();
        let wanted = all.filter(|one| one["kind"] == kind && one["state"] == state);
        wanted.map(|one| one["code"].as_str().unwrap().to_owned()).collect()
    }
    /// Sends a requirement for signature.
    async fn request(&self, who: &str, plan: &str, code: &str, to: &str) -> Said {
        let to = self.demo.person(to);
        self.post(who, "/sign-offs", json!({ "plan": plan, "requirement": code, "to": to })).await
    }
    /// How often somebody's record was looked at.
    async fn look_ups(&self, who: &str) -> Vec<Value> {
        self.get(who, "/me/look-ups?limit=200").await.is(200).items().to_vec()
    }
}

fn api(path: &str) -> String {
    format!("/api/v1{path}")
}

impl Said {
    #[track_caller]
    fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}: {}", self.what, self.body);
        self
    }
    #[track_caller]
    fn refused(self, status: u16, refusal: &str) -> Self {
        let said = self.is(status);
        assert_eq!(said.body["refusal"], refusal, "{}: {}", said.what, said.body);
        assert_eq!(said.headers[header::CONTENT_TYPE], "application/problem+json");
        said
    }
    #[track_caller]
    fn field(self, name: &str, why: &str) -> Self {
        let said = self.refused(422, "fields");
        assert_eq!(said.body["fields"][name], why, "{}: {}", said.what, said.body);
        said
    }
    #[track_caller]
    fn id(&self) -> String {
        self.body["id"].as_str().unwrap_or_else(|| panic!("{}: no id in {}", self.what, self.body)).to_owned()
    }
    #[track_caller]
    fn items(&self) -> &[Value] {
        self.body["items"].as_array().unwrap_or_else(|| panic!("{}: no items in {}", self.what, self.body))
    }
}

/// What happened to a requirement, in order.
fn happened(requirement: &Value) -> Vec<&str> {
    requirement["history"].as_array().unwrap().iter().map(|one| one["what"].as_str().unwrap()).collect()
}
