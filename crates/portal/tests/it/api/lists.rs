//! Every list is read in pages, and a query says nothing that is passed over.

use axum::http::Method;
use db::testing::each_engine;
use portal::{dossiers::SealDossier, migrations::ALL, routes};
use serde_json::{Value, json};

use super::{Api, Said};

/// One world for all of them: it takes longer to make than to live in.
#[tokio::test]
async fn stories_of_lists() {
    each_engine(ALL, async |db| {
        let api = Api::new(&db).await;
        proposals(&api).await;
        every_list_is_read_in_pages(&api).await;
        what_was_read_is_told_again(&api).await;
        a_name_that_nobody_knows_is_refused(&api).await;
        for typed in ["hakon", "Haakon", "h%C3%A5kon"] {
            let found = api.get("no-leader", &format!("/trainees?q={typed}")).await.is(200);
            assert!(found.items().iter().any(|one| one["name"] == "Håkon Myhre"), "{typed}: {}", found.body);
        }
    })
    .await;
}

/// The leader proposes to take three approvals back, for the education lead to confirm.
async fn proposals(api: &Api) {
    let plan = api.plan("no-lis", "ANE").await;
    for goal in api.codes("no-lis", &plan, "goal", "attested").await.iter().take(3) {
        let attestation = api.requirement("no-lis", &plan, goal).await["attestation"].clone();
        let path = format!("/attestations/{}/annulment", attestation.as_str().unwrap());
        api.post("no-leader", &path, json!({ "reason": "Feil mål." })).await.is(202);
    }
}

/// A list in pages of this size, put together.
async fn walked(api: &Api, who: &str, path: &str, limit: usize) -> Vec<Value> {
    let sign = if path.contains('?') { '&' } else { '?' };
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let page = api.get(who, &format!("{path}{sign}limit={limit}{after}")).await.is(200);
        assert!(page.items().len() <= limit, "{who} at {path}");
        all.extend(page.items().iter().cloned());
        let Some(next) = page.body["next"].as_str() else { return all };
        assert_eq!(page.items().len(), limit, "{who} at {path}: a page is full when there are more");
        after = format!("&after={next}");
    }
}

async fn every_list_is_read_in_pages(api: &Api) {
    let (plan, trainee) = (api.plan("no-lis", "ANE").await, api.demo.person("no-lis"));
    let goal = api.codes("no-lis", &plan, "goal", "open").await.remove(0);
    let seal = SealDossier { call: api.demo.call("no-done"), kind: "no-spesialist".to_owned() };
    api.demo.app.does(seal).await.expect("all is there");
    // Credentials are of what stands in the ledger.
    api.demo.app.ledger.drain(|| api.demo.app.world.now()).await.expect("the ledger grows");
    for who in ["no-lis", "no-done"] {
        let file = Some(("bevis.pdf", b"%PDF-1.4\n%%EOF\n".as_slice()));
        api.upload(who, &[("kind", "competence_on_paper")], file, &[]).await.is(201);
    }
    let lists = [
        ("dk-trainee", "/credentials".to_owned(), 3),
        ("no-leader", "/trainees".to_owned(), 3),
        ("no-leader", "/sign-offs".to_owned(), 3),
        ("no-lis", "/sign-offs?box=out".to_owned(), 3),
        ("no-leader", "/notices?state=all".to_owned(), 1),
        ("no-lis", "/notices?state=all".to_owned(), 3),
        ("no-leader", format!("/plans?trainee={trainee}"), 2),
        ("no-lis", "/plans".to_owned(), 2),
        ("no-lis", format!("/plans/{plan}/entries"), 3),
        ("no-lis", format!("/plans/{plan}/requirements/{goal}/approvers"), 2),
        ("no-lis", "/curricula".to_owned(), 5),
        ("no-leader", "/grants".to_owned(), 5),
        ("no-leader", "/delegations".to_owned(), 1),
        ("no-uao", "/annulments".to_owned(), 3),
        ("dk-basic", "/documents".to_owned(), 2),
        ("no-leader", "/documents/unseen".to_owned(), 2),
        ("dk-course-provider", "/courses/outstanding".to_owned(), 2),
        ("no-lis", "/me/look-ups".to_owned(), 1),
        ("no-done", "/dossiers".to_owned(), 1),
        ("no-authority", "/cases".to_owned(), 0),
        ("no-lis", "/me/tokens".to_owned(), 1),
        ("no-lis", "/me/sessions".to_owned(), 0),
    ];
    for (who, path, least) in &lists {
        let whole = walked(api, who, path, 200).await;
        assert!(whole.len() >= *least, "{who} at {path}: {} rows", whole.len());
        for limit in [1, 2] {
            assert_eq!(walked(api, who, path, limit).await, whole, "{who} at {path} by {limit}");
        }
        let (bare, more) = path.split_once('?').unwrap_or((path, ""));
        let wrong = format!("{bare}?{more}&after=%21");
        api.get(who, &wrong).await.field("after", "unknown");
    }
    for line in routes::API.iter().filter(|line| line.method == "get") {
        let list = pages_of(line.path);
        let path = line.path.trim_start_matches("/api/v1").replace("{plan}", &plan).replace("{code}", &goal);
        let walked = lists.iter().any(|(_, walked, _)| walked.split('?').next() == Some(path.as_str()));
        assert_eq!(list, walked, "{}: a list has limit and after, and is walked here", line.path);
    }
}

/// Whether the document says that an address answers a page of a list.
fn pages_of(path: &str) -> bool {
    let document = serde_json::to_value(routes::openapi()).unwrap();
    let get = &document["paths"][path]["get"];
    let answer = get["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].as_str();
    let list = answer.is_some_and(|name| name.contains("/Items_"));
    let names: Vec<&str> =
        get["parameters"].as_array().into_iter().flatten().filter_map(|one| one["name"].as_str()).collect();
    assert_eq!(list, names.contains(&"limit") && names.contains(&"after"), "{path}: {names:?}");
    list
}

async fn what_was_read_is_told_again(api: &Api) {
    let unread = walked(api, "no-lis", "/notices", 200).await;
    assert!(unread.len() > 2 && unread.iter().all(|one| one["read_at"].is_null()));
    let first = unread[0]["id"].clone();
    api.post("no-lis", "/notices/seen", json!({ "ids": [first] })).await.is(200);
    let read = api.get("no-lis", "/notices?state=read").await.is(200);
    assert_eq!((read.items().len(), &read.items()[0]["id"]), (1, &first));
    assert!(read.items()[0]["read_at"].is_string(), "{}", read.body);
    assert_eq!(walked(api, "no-lis", "/notices?state=all", 200).await.len(), unread.len());
    assert_eq!(walked(api, "no-lis", "/notices?state=unread", 200).await, &unread[1..]);
    api.get("no-lis", "/notices?state=seen").await.field("state", "unknown");
}

async fn a_name_that_nobody_knows_is_refused(api: &Api) {
    let typo = api.get("no-leader", "/trainees?limit=1&afer=AAAA").await;
    let typo = typo.field("afer", "unknown_parameter");
    assert!(
        typo.body["detail"].as_str().unwrap().contains("afer: Det finnes ingen parameter"),
        "{}",
        typo.body
    );
    api.get("no-leader", "/trainees?limit=1&limit=2").await.field("limit", "repeated");
    api.get("no-leader", "/me?fields=name").await.field("fields", "unknown_parameter");
    api.post("no-leader", "/notices/seen?id=1", json!({})).await.field("id", "unknown_parameter");
    let plan = api.plan("no-lis", "ANE").await;
    api.delete("no-lis", &format!("/plans/{plan}?force=1")).await.field("force", "unknown_parameter");
    let head = send(api, None, Method::HEAD, "/api/v1/me?x=1").await;
    assert_eq!(head.status, 401, "who is nobody hears that first");
    let token = api.token("no-leader").await;
    assert_eq!(send(api, Some(&token), Method::HEAD, "/api/v1/me?x=1").await.status, 422);
    assert_eq!(send(api, Some(&token), Method::HEAD, "/api/v1/trainees?limit=1").await.status, 200);
    let long = "x".repeat(5000);
    let said = api.get("no-leader", &format!("/me?{long}=1")).await.refused(422, "fields");
    assert_eq!(said.body["fields"].as_object().unwrap().keys().next().unwrap().len(), 100);
}

async fn send(api: &Api, token: Option<&str>, method: Method, path: &str) -> Said {
    api.send(token, method, path, &[], Vec::new()).await
}
