//! The API's document is made from the code, stands in `docs/openapi.json`, and covers every door; a page can do nothing that the API
//! cannot.

use std::collections::BTreeSet;

use axum::http::Method;
use db::testing::on_sqlite;
use portal::{migrations::ALL, routes};

use super::Api;
use crate::golden;

fn document() -> serde_json::Value {
    serde_json::to_value(routes::openapi()).unwrap()
}

#[test]
fn the_document_stands_beside_the_code() {
    golden::compare("docs/openapi.json", &format!("{:#}\n", document()));
}

#[test]
fn every_door_is_in_the_document_and_nothing_else() {
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    let mut documented = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            documented.insert(format!("{method} {path}"));
            assert!(operation["summary"].is_string(), "{method} {path} says what it does");
            assert!(operation["responses"]["401"].is_object(), "{method} {path} says who may knock");
        }
    }
    let doors: BTreeSet<String> =
        routes::API.iter().map(|line| format!("{} {}", line.method, line.path)).collect();
    assert_eq!(documented, doors);
}

#[test]
fn every_act_of_a_route_is_one_that_policies_know() {
    for line in routes::PAGES.iter().chain(routes::API).chain(routes::DEMO) {
        let known = domain::access::Act::ALL.iter().any(|act| act.code() == line.act);
        assert!(known || ["open", "own"].contains(&line.act), "{} {}: {}", line.method, line.path, line.act);
    }
}

#[test]
fn what_a_page_can_do_the_api_can() {
    for line in routes::PAGES.iter().filter(|line| line.method != "get") {
        if routes::OF_SESSIONS.contains(&line.path) {
            continue;
        }
        let pair = routes::PAIRS.iter().find(|(page, _)| *page == line.path);
        let (_, door) = pair.unwrap_or_else(|| panic!("{} has no pair in routes::PAIRS", line.path));
        let there = routes::API.iter().any(|line| format!("{} {}", line.method, line.path) == *door);
        assert!(there, "{}: the API has no {door}", line.path);
    }
    for (page, _) in routes::PAIRS {
        assert!(routes::PAGES.iter().any(|line| line.path == *page), "no page posts to {page} any more");
    }
}

#[tokio::test]
async fn the_document_is_open_to_all() {
    on_sqlite(ALL, &async |db| {
        let api = Api::new(&db).await;
        let said = api.send(None, Method::GET, "/api/v1/openapi.json", &[], Vec::new()).await.is(200);
        assert_eq!(said.body, document());
    })
    .await;
}
