//! Who may call what: every persona at every door, as a golden file.

use std::{collections::BTreeMap, fmt::Write as _};

use axum::http::Method;
use base::OrganisationId;
use db::{args, sql, testing::each_engine};
use portal::{migrations::ALL, routes};
use serde_json::{Value, json};

use super::Api;
use crate::golden;

const PERSONAS: &[&str] = &[
    "dk-trainee",
    "dk-supervisor",
    "dk-mentor",
    "dk-uao",
    "dk-basic",
    "dk-tutor",
    "dk-course-provider",
    "dk-course-leader",
    "dk-secretariat",
    "dk-secretariat-2",
    "dk-stranger",
    "dk-authority",
    "no-lis",
    "no-supervisor",
    "no-mentor",
    "no-leader",
    "no-delegate",
    "no-uao",
    "no-stranger",
    "no-done",
    "nom-lis",
    "nom-supervisor",
    "nom-mentor",
    "nom-leader",
    "no-authority",
    "admin",
];

/// What stands in the paths and bodies for one trainee. Everything is chosen so that whoever may do it is told why not now: nothing
/// changes while everybody tries.
struct Target {
    trainee: &'static str,
    plan: String,
    unbegun: String,
    goal: String,
    request: String,
    attestation: String,
    annulment: String,
    document: String,
    curriculum: (&'static str, &'static str),
}

async fn target(api: &Api, trainee: &'static str, curriculum: (&'static str, &'static str)) -> Target {
    let plan = api.plan(trainee, curriculum.0).await;
    let (assigns, confirms) = match trainee {
        "dk-trainee" => ("dk-secretariat", "dk-secretariat-2"),
        "nom-lis" => ("nom-leader", "no-authority"),
        _ => ("no-leader", "no-uao"),
    };
    let scheme = if trainee.starts_with("dk") { "dk" } else { "no" };
    let new = json!({ "trainee": api.demo.person(trainee), "curriculum": "EKSTRA", "version": "1", "scheme": scheme });
    let unbegun = api.post(assigns, "/plans", new).await.is(201).id();
    let out = api.get(trainee, "/sign-offs?box=out&state=attested&limit=200").await.is(200);
    let mine = out.items().iter().filter(|one| one["plan"] == plan.as_str() && one["kind"] == "goal");
    let attested: Vec<Value> = mine.cloned().collect();
    let (goal, request) = (text(&attested[0]["requirement"]), text(&attested[0]["id"]));
    let reason = json!({ "reason": "Til skue." });
    let annulled = text(&attested[1]["requirement"]);
    let one = api.requirement(trainee, &plan, &annulled).await;
    let path = format!("/attestations/{}/annulment", text(&one["attestation"]));
    let annulment = api.post(assigns, &path, reason.clone()).await.is(202).id();
    api.post(confirms, &format!("/annulments/{annulment}/confirm"), json!({})).await.is(200);
    let one = api.requirement(trainee, &plan, &goal).await;
    let attestation = text(&one["attestation"]);
    api.post(assigns, &format!("/attestations/{attestation}/annulment"), reason).await.is(202);
    let document =
        api.upload(trainee, &[("kind", "other")], Some(("a.pdf", b"%PDF-1.4")), &[]).await.is(201).id();
    let verifies = if trainee == "dk-trainee" { "dk-uao" } else { assigns };
    api.post(verifies, &format!("/documents/{document}/verify"), json!({})).await.is(200);
    Target { trainee, plan, unbegun, goal, request, attestation, annulment, document, curriculum }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// How a door is tried: its path and body.
fn tried(api: &Api, line: &routes::Line, t: &Target, unit: &str) -> (String, Value) {
    let id = match line.path {
        path if path.contains("/sign-offs/{id}") => &t.request,
        path if path.contains("/attestations/{id}") => &t.attestation,
        path if path.contains("/annulments/{id}") => &t.annulment,
        path if path.contains("/documents/{id}") => &t.document,
        _ => "00000000-0000-7000-8000-000000000000",
    };
    let plan = if line.path.ends_with("/archive") { &t.unbegun } else { &t.plan };
    let path = line.path.replace("{plan}", plan).replace("{code}", &t.goal).replace("{id}", id);
    let path = path.replace("{session}", &"0".repeat(64)).replace("{entry}", id);
    let path = match (line.method, line.path) {
        ("get", "/api/v1/documents") => format!("{path}?trainee={}", api.demo.person(t.trainee)),
        ("get", "/api/v1/dossiers/{file}") => path.replace("{file}", &format!("{id}.json")),
        ("get", "/api/v1/dossiers/checklist") => format!("{path}?kind=dk-selvstaendigt-virke"),
        _ => path,
    };
    let (today, trainee) = (api.demo.app.world.today(), api.demo.person(t.trainee));
    let goal = json!({ "plan": t.plan, "requirement": t.goal });
    let with = |more: Value| {
        let mut body = goal.clone();
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let entry = json!({ "requirement": t.goal, "on_date": today });
    let body = match (line.method, line.path.trim_start_matches("/api/v1")) {
        ("post", "/me/language") => json!({ "language": "da" }),
        ("post", "/me/password") => json!({ "current": "", "new": "" }),
        ("post", "/plans") => {
            json!({ "trainee": trainee, "curriculum": t.curriculum.0, "version": t.curriculum.1 })
        }
        ("post", "/employments") => json!({ "place": "", "position": "", "from": today }),
        ("post", "/dossiers") => json!({ "kind": "" }),
        ("post", "/employments/confirm") => json!({ "digest": "" }),
        ("post", "/plans/{plan}/entries") => entry,
        ("post", "/plans/{plan}/entries/batch") => json!({ "entries": [entry] }),
        ("post", "/sign-offs") => with(json!({ "to": trainee })),
        ("post", "/sign-offs/{id}/return") => json!({ "comment": "Nej." }),
        ("post", "/sign-offs/attest") => json!({ "ids": [t.request] }),
        ("post", "/attestations") => goal,
        ("post", "/annulments/{id}/drop") => json!({ "reason": "Nej." }),
        ("post", "/attestations/{id}/annulment") => json!({ "reason": "Nej." }),
        ("post", "/advice") => with(json!({ "recommends": true, "comment": "Ja." })),
        ("post", "/grants") => {
            json!({ "person": trainee, "role": "supervisor", "over": unit, "until": today.plus_days(-1) })
        }
        ("post", "/delegations") => {
            json!({ "to": trainee, "over": unit, "from": today, "until": today.plus_days(-1) })
        }
        _ => json!({}),
    };
    let query = if line.path.ends_with("/plans") && line.method == "get" {
        format!("?trainee={trainee}")
    } else {
        String::new()
    };
    (path + &query, body)
}

/// `200`, `403 not_entitled`, `409 already_attested`; of a batch what became of its one item; of a list how many.
fn outcome(line: &routes::Line, said: &super::Said) -> String {
    let item = &said.body["items"][0];
    if line.path.ends_with("/sign-offs/attest") {
        return format!("{} {}", item["status"], item["refusal"].as_str().unwrap_or_default());
    }
    if said.status < 300
        && ["/trainees", "/annulments", "/sign-offs", "/grants"].iter().any(|list| line.path.ends_with(list))
    {
        let count = said.body["items"].as_array().map_or(0, Vec::len);
        return format!("{} with {}", said.status, if count == 0 { "none" } else { "some" });
    }
    format!("{} {}", said.status, said.body["refusal"].as_str().unwrap_or_default()).trim_end().to_owned()
}

#[tokio::test]
async fn everybody_at_every_door() {
    each_engine(ALL, async |db| {
        let api = Api::new(&db).await;
        let mut page = String::from(
            "# Who may call what\n\nEvery persona of the demo world at every door of the API, made by a test that compares it \
             (`UPDATE_GOLDEN=1 cargo test -p portal`).\nWhat is tried is chosen so that whoever may do it is told why not now \
             (409, 422): nothing changes while everybody tries. 403: they may\nknow of it and not do it. 404: it is not theirs to \
             know of.\n",
        );
        for scheme in ["dk", "no"] {
            api.demo.publish_another(scheme).await;
        }
        for (trainee, curriculum, unit) in [
            ("dk-trainee", ("ORTO-I", "2021"), "DK-SUND-ORT"),
            ("no-lis", ("ANE", "2019"), "NO-NORDVIK-ANE"),
            ("nom-lis", ("ALM", "2019"), "NO-ELVESTAD"),
        ] {
            let unit = unit_named(&api, unit).await.to_string();
            let target = target(&api, trainee, curriculum).await;
            let world = api.demo.app.world.clone();
            api.demo.app.ledger.drain(|| world.now()).await.expect("the ledger grows");
            let _ = writeln!(page, "\n## The record of {trainee}\n\n| door | answer | who |\n|---|---|---|");
            for line in routes::API {
                for (answer, who) in answers(&api, line, &target, &unit).await {
                    let path = line.path.trim_start_matches("/api/v1");
                    let _ = writeln!(page, "| {} {path} | {answer} | {} |", line.method.to_uppercase(), who);
                }
            }
        }
        golden::compare("docs/who-may-call-what.md", &page);
    })
    .await;
}

/// Who gets which answer at a door.
async fn answers(api: &Api, line: &routes::Line, target: &Target, unit: &str) -> BTreeMap<String, String> {
    let (path, body) = tried(api, line, target, unit);
    let mut all: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for who in PERSONAS {
        let token = api.token(who).await;
        let method: Method = line.method.to_uppercase().parse().unwrap();
        let (headers, body) = match method {
            Method::POST => (&[("content-type", "application/json")][..], body.to_string().into_bytes()),
            _ => (&[][..], Vec::new()),
        };
        let said = api.send(Some(&token), method, &path, headers, body).await;
        assert!(said.status < 500, "{who}: {}: {}", said.what, said.body);
        all.entry(outcome(line, &said)).or_default().push(who);
    }
    let most = all.values().map(Vec::len).max().unwrap_or(0);
    let named = |who: Vec<&str>| {
        if who.len() == most && most > 12 { "everybody else".to_owned() } else { who.join(", ") }
    };
    all.into_iter().map(|(answer, who)| (answer, named(who))).collect()
}

async fn unit_named(api: &Api, code: &'static str) -> OrganisationId {
    let found = api.demo.app.db.read(move |c| {
        Box::pin(async move {
            let row: Option<(OrganisationId,)> =
                c.first(sql!("SELECT id FROM organisation WHERE code = $1"), &args![code]).await?;
            Ok::<_, db::Fault>(row)
        })
    });
    found.await.unwrap().expect("the unit is there").0
}
