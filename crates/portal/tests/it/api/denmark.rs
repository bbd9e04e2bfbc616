//! Denmark: competencies, time, courses, annulment by two officers.

use db::testing::each_engine;
use portal::migrations::ALL;
use serde_json::json;

use super::{Api, happened};
use crate::browser::Browser;

/// One world for all of them: it takes longer to make than to live in.
#[tokio::test]
async fn stories_of_denmark() {
    each_engine(ALL, async |db| {
        let api = Api::new(&db).await;
        a_supervisor_approves_a_competency_and_the_trainee_can_read_who_looked(&api).await;
        a_request_comes_back_and_is_recalled(&api).await;
        time_is_attested_by_uao_or_tutor_and_not_too_early(&api).await;
        a_course_is_attested_by_its_provider_who_sees_no_plan(&api).await;
        who_is_not_asked_says_for_how_many(&api).await;
        two_officers_take_an_attestation_back(&api).await;
        the_secretariat_assigns_deletes_and_archives_plans(&api).await;
    })
    .await;
}

async fn a_supervisor_approves_a_competency_and_the_trainee_can_read_who_looked(api: &Api) {
    let plan = api.plan("dk-trainee", "ORTO-I").await;
    let open = api.codes("dk-trainee", &plan, "goal", "open").await;
    assert!(open.len() >= 3, "{open:?}");
    let (code, before) = (&open[0], api.look_ups("dk-trainee").await.len());

    let approvers =
        api.get("dk-trainee", &format!("/plans/{plan}/requirements/{code}/approvers")).await.is(200);
    let mads = api.demo.person("dk-supervisor").to_string();
    let listed = approvers.items().iter().find(|one| one["id"] == mads.as_str());
    assert_eq!(listed.expect("the supervisor may approve")["role"], "supervisor");
    assert!(!approvers.items().iter().any(|one| one["name"] == "Lone Skov"), "a stranger may not");

    let entry = json!({ "requirement": code, "on_date": api.demo.app.world.today(), "count": 2, "comment": "To hofter." });
    let entry = api.post("dk-trainee", &format!("/plans/{plan}/entries"), entry).await.is(201);
    assert_eq!(entry.body["state"], "in_progress");
    let asked = api.request("dk-trainee", &plan, code, "dk-supervisor").await.is(201);
    assert_eq!(asked.body["state"], "requested");
    api.request("dk-trainee", &plan, code, "dk-supervisor").await.refused(409, "already_requested");

    let tray = api.get("dk-supervisor", "/sign-offs?box=in&state=requested").await.is(200);
    assert!(
        tray.items()
            .iter()
            .any(|one| one["id"] == asked.id().as_str() && one["requirement"] == code.as_str())
    );
    let one = api.get("dk-supervisor", &format!("/sign-offs/{}", asked.id())).await.is(200);
    assert_eq!(one.body["evidence"][0]["comment"], "To hofter.");
    let path = format!("/sign-offs/{}", asked.id());
    api.post("dk-trainee", &format!("{path}/attest"), json!({})).await.refused(403, "not_entitled");
    api.post("dk-stranger", &format!("{path}/attest"), json!({})).await.refused(404, "not_found");
    let made =
        api.post("dk-supervisor", &format!("{path}/attest"), json!({ "comment": "Fint." })).await.is(201);
    assert_eq!(
        (made.body["state"].as_str(), made.body["role"].as_str()),
        (Some("attested"), Some("supervisor"))
    );
    assert!(made.body.get("certifies").is_none(), "a competency says nothing of absence");
    api.post("dk-supervisor", &format!("{path}/attest"), json!({})).await.refused(409, "already_attested");

    let one = api.requirement("dk-trainee", &plan, code).await;
    assert_eq!(happened(&one), ["registered", "requested", "attested"]);
    assert_eq!(
        (&one["history"][2]["who"], &one["history"][2]["comment"]),
        (&json!("Mads Kjærgaard"), &json!("Fint."))
    );
    let looks = api.look_ups("dk-trainee").await;
    assert!(looks.len() > before && looks[0]["who"] == "Mads Kjærgaard", "{looks:?}");
    let notices = api.get("dk-trainee", "/notices").await.is(200);
    assert_eq!(notices.items()[0]["what"], "attested");
    let one = json!({ "ids": [notices.items()[0]["id"]] });
    let put = api.post("dk-supervisor", "/notices/seen", one.clone()).await.is(200);
    assert_eq!(put.body["seen"], 0, "nobody puts away what is another's");
    assert_eq!(api.post("dk-trainee", "/notices/seen", one).await.is(200).body["seen"], 1);
    let rest = api.get("dk-trainee", "/notices").await.is(200).items().len();
    assert_eq!(rest, notices.items().len() - 1);
    api.post("dk-trainee", "/notices/seen", json!({})).await.is(200);
    assert!(api.get("dk-trainee", "/notices").await.is(200).items().is_empty());
}

async fn a_request_comes_back_and_is_recalled(api: &Api) {
    let plan = api.plan("dk-trainee", "ORTO-I").await;
    let code = &api.codes("dk-trainee", &plan, "goal", "open").await[0];
    let first = api.request("dk-trainee", &plan, code, "dk-mentor").await.is(201).id();
    api.post("dk-mentor", &format!("/sign-offs/{first}/return"), json!({}))
        .await
        .field("comment", "required");
    let back = json!({ "comment": "En til." });
    api.post("dk-mentor", &format!("/sign-offs/{first}/return"), back.clone()).await.is(200);
    api.post("dk-mentor", &format!("/sign-offs/{first}/return"), back).await.refused(409, "wrong_state");
    let other = api.request("dk-trainee", &plan, code, "dk-mentor").await.is(201).id();
    let path = format!("/sign-offs/{other}/return");
    let back = json!({ "comment": "Maria er på ferie: én til, og så til mig." });
    api.post("dk-trainee", &path, back.clone()).await.refused(403, "not_entitled");
    for stranger in ["dk-stranger", "dk-course-provider", "admin"] {
        api.post(stranger, &path, back.clone()).await.refused(404, "not_found");
    }
    api.post("dk-secretariat", &path, back.clone()).await.refused(403, "not_entitled");
    api.post("dk-supervisor", &path, back).await.is(200);
    let one = api.requirement("dk-trainee", &plan, code).await;
    let last = one["history"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&last["what"], &last["who"]),
        (&json!("returned"), &json!("Mads Kjærgaard")),
        "as whoever may approve"
    );
    let second = api.request("dk-trainee", &plan, code, "dk-supervisor").await.is(201).id();
    api.post("dk-supervisor", &format!("/sign-offs/{second}/recall"), json!({}))
        .await
        .refused(403, "not_entitled");
    let recalled = api.post("dk-trainee", &format!("/sign-offs/{second}/recall"), json!(null)).await.is(200);
    assert_eq!(recalled.body["state"], "recalled");
    api.post("dk-supervisor", &format!("/sign-offs/{second}/attest"), json!({}))
        .await
        .refused(409, "wrong_state");
    let one = api.requirement("dk-trainee", &plan, code).await;
    assert_eq!(happened(&one), ["requested", "returned", "requested", "returned", "requested", "recalled"]);
    let out = api.get("dk-trainee", "/sign-offs?box=out&state=recalled").await.is(200);
    assert_eq!(out.items()[0]["id"], second.as_str());
}

async fn time_is_attested_by_uao_or_tutor_and_not_too_early(api: &Api) {
    let plan = api.plan("dk-trainee", "ORTO-I").await;
    let time = json!({ "plan": plan, "requirement": "tid" });
    api.post("dk-supervisor", "/attestations", time.clone()).await.refused(403, "not_entitled");
    api.post("dk-mentor", "/attestations", time.clone()).await.refused(403, "not_entitled");
    let early = api.post("dk-uao", "/attestations", time.clone()).await.refused(409, "too_early");
    assert!(early.body["opens"].is_string());
    api.post("dk-stranger", "/attestations", time.clone()).await.refused(404, "not_found");
    api.post("admin", "/attestations", time).await.refused(404, "not_found");

    let plan = api.plan("dk-basic", "KBU").await;
    let made = json!({ "plan": plan, "requirement": "tid-2" });
    let made = api.post("dk-tutor", "/attestations", made).await.is(201);
    assert_eq!(made.body["role"], "tutor");
    let ten = json!({ "absence_below_percent": 10 });
    assert_eq!(
        made.body["certifies"], ten,
        "whoever signs time certifies that absence was under ten percent"
    );
    let one = api.requirement("dk-basic", &plan, "tid-2").await;
    let told = one["history"].as_array().unwrap();
    assert_eq!(told.iter().rfind(|one| one["what"] == "attested").expect("it is attested")["certifies"], ten);
    let page =
        Browser::of(&api.demo, "dk-basic").await.get(&format!("/plans/{plan}/requirements/tid-2")).await;
    assert!(page.html.contains("Bekræfter fravær under 10"), "{}", page.html);
    let whole = api.get("dk-basic", &format!("/plans/{plan}")).await.is(200).body;
    assert_eq!(whole["progress"]["attested"], whole["progress"]["total"]);
}

async fn a_course_is_attested_by_its_provider_who_sees_no_plan(api: &Api) {
    let plan = api.plan("dk-trainee", "ORTO-I").await;
    let course = json!({ "plan": plan, "requirement": "kursus-vejledning" });
    api.post("dk-uao", "/attestations", course.clone()).await.refused(403, "not_entitled");
    api.post("dk-course-leader", "/attestations", course.clone()).await.refused(404, "not_found");
    api.get("dk-course-provider", &format!("/plans/{plan}")).await.refused(404, "not_found");
    let before = api.look_ups("dk-trainee").await.len();
    let lacks = async |who, plan: &str| {
        let listed = api.get(who, "/courses/outstanding?q=lind").await.is(200);
        let of = listed.items().iter().filter(|one| one["plan"] == plan);
        of.map(|one| one["requirement"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(lacks("dk-course-provider", &plan).await.contains(&"kursus-vejledning".to_owned()));
    assert_eq!(lacks("dk-course-leader", &plan).await, ["kursus-frakturer"]);
    assert_eq!(lacks("dk-supervisor", &plan).await, ["kursus-vejledning"; 0]);
    let one = api.requirement("dk-course-provider", &plan, "kursus-vejledning").await;
    assert_eq!(one["state"], "open");
    assert_eq!(api.look_ups("dk-trainee").await.len(), before + 3, "two lists and the course");
    api.get("dk-course-provider", &format!("/plans/{plan}/requirements/K1")).await.refused(404, "not_found");
    api.post("dk-course-provider", "/attestations", course).await.is(201);
    assert!(!lacks("dk-course-provider", &plan).await.contains(&"kursus-vejledning".to_owned()));
}

/// Nobody vouches for more than they say.
async fn who_is_not_asked_says_for_how_many(api: &Api) {
    let plan = api.plan("dk-trainee", "ORTO-I").await;
    let whole = api.get("dk-trainee", &format!("/plans/{plan}")).await.is(200).body;
    let mut open = whole["requirements"].as_array().unwrap().iter().filter(|one| {
        let required = one["required_count"].as_i64().unwrap_or(1);
        one["kind"] == "activity"
            && one["state"] == "open"
            && required > 3
            && one["attested_by"][0] == "supervisor"
    });
    let (first, second) = (open.next().expect("one"), open.next().expect("another"));
    let (code, required) = (first["code"].as_str().unwrap(), first["required_count"].as_i64().unwrap());
    let today = api.demo.app.world.today();
    let entry = json!({ "requirement": code, "on_date": today, "count": 2 });
    api.post("dk-trainee", &format!("/plans/{plan}/entries"), entry).await.is(201);
    let vouch = async |more: serde_json::Value| {
        let mut body = json!({ "plan": plan, "requirement": code });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        api.post("dk-supervisor", "/attestations", body).await
    };
    vouch(json!({ "count": 1 })).await.field("count", "out_of_range");
    let made = vouch(json!({})).await.is(201);
    assert_eq!(made.body["count"], 2, "what was registered, and no more: {}", made.body);
    let now = api.requirement("dk-trainee", &plan, code).await;
    assert_eq!((&now["signed"], &now["state"]), (&json!(2), &json!("in_progress")));
    let made = vouch(json!({ "count": required - 2 })).await.is(201);
    assert_eq!(made.body["count"], required - 2);
    assert_eq!(api.requirement("dk-trainee", &plan, code).await["state"], "attested");

    // The page asks, and does not guess.
    let code = second["code"].as_str().unwrap();
    let path = format!("/plans/{plan}/requirements/{code}");
    let supervisor = Browser::of(&api.demo, "dk-supervisor").await;
    let page = supervisor.get(&path).await;
    assert!(page.html.contains("id=\"attest-count\""), "{}", page.html);
    let page = supervisor.post(&format!("{path}/attestations"), &[("count", ""), ("comment", "Set.")]).await;
    assert_eq!(page.status, 422);
    assert!(page.html.contains("Set.") && page.html.contains("attest-count"), "{}", page.html);
    supervisor.post_and_follow(&format!("{path}/attestations"), &[("count", "3"), ("comment", "")]).await;
    assert_eq!(api.requirement("dk-trainee", &plan, code).await["signed"], 3);
}

async fn two_officers_take_an_attestation_back(api: &Api) {
    let plan = api.plan("dk-trainee", "ORTO-I").await;
    let code = &api.codes("dk-trainee", &plan, "goal", "attested").await[0];
    let one = api.requirement("dk-trainee", &plan, code).await;
    let path = format!("/attestations/{}/annulment", one["attestation"].as_str().unwrap());
    let reason = json!({ "reason": "Forkert person." });
    api.post("dk-uao", &path, reason.clone()).await.refused(403, "not_entitled");
    api.post("dk-trainee", &path, reason.clone()).await.refused(403, "not_entitled");
    api.post("dk-stranger", &path, reason.clone()).await.refused(404, "not_found");
    api.post("dk-secretariat", &path, json!({})).await.field("reason", "required");
    let proposal = api.post("dk-secretariat", &path, reason.clone()).await.is(202).id();
    api.post("dk-secretariat-2", &path, reason).await.refused(409, "wrong_state");
    let confirm = format!("/annulments/{proposal}/confirm");
    api.post("dk-secretariat", &confirm, json!({})).await.refused(409, "same_person");
    assert!(api.get("dk-secretariat", "/annulments").await.is(200).items().is_empty());
    let waiting = api.get("dk-secretariat-2", "/annulments").await.is(200);
    assert_eq!((waiting.items().len(), &waiting.items()[0]["requirement"]), (1, &json!(code)));
    api.post("dk-secretariat-2", &confirm, json!({})).await.is(200);
    api.post("dk-secretariat-2", &confirm, json!({})).await.refused(409, "wrong_state");
    let one = api.requirement("dk-trainee", &plan, code).await;
    assert_eq!((&one["state"], &one["annulled"]), (&json!("in_progress"), &json!(true)));
    let last: Vec<_> = happened(&one).into_iter().rev().take(2).collect();
    assert_eq!(last, ["annulled", "annulment_proposed"]);
    assert!(
        api.get("dk-trainee", "/notices").await.is(200).items().iter().any(|one| one["what"] == "annulled")
    );
}

async fn the_secretariat_assigns_deletes_and_archives_plans(api: &Api) {
    let trainee = api.demo.person("dk-trainee");
    let abroad = json!({ "trainee": trainee, "curriculum": "ANE", "version": "2019" });
    api.post("dk-secretariat", "/plans", abroad).await.field("curriculum", "does_not_fit");
    api.demo.publish_another("dk").await;
    let another = json!({ "trainee": trainee, "curriculum": "EKSTRA", "version": "1" });
    api.post("dk-supervisor", "/plans", another.clone()).await.refused(403, "not_entitled");
    api.post("dk-stranger", "/plans", another.clone()).await.refused(404, "not_found");
    let unknown = json!({ "trainee": trainee, "curriculum": "KBU", "version": "1066" });
    api.post("dk-secretariat", "/plans", unknown).await.field("curriculum", "unknown");
    let plan = api.post("dk-secretariat", "/plans", another.clone()).await.is(201).id();
    api.post("dk-secretariat", "/plans", another).await.refused(409, "wrong_state");
    api.post("dk-secretariat", &format!("/plans/{plan}/archive"), json!({}))
        .await
        .refused(409, "wrong_state");
    api.delete("dk-trainee", &format!("/plans/{plan}")).await.refused(403, "not_entitled");
    api.delete("dk-secretariat", &format!("/plans/{plan}")).await.is(204);
    api.get("dk-trainee", &format!("/plans/{plan}")).await.refused(404, "not_found");
    let begun = api.plan("dk-trainee", "ORTO-I").await;
    api.delete("dk-secretariat", &format!("/plans/{begun}")).await.refused(409, "wrong_state");
    api.post("dk-secretariat", &format!("/plans/{begun}/archive"), json!(null)).await.is(200);
    let entry = json!({ "requirement": "K1", "on_date": api.demo.app.world.today() });
    api.post("dk-trainee", &format!("/plans/{begun}/entries"), entry).await.refused(409, "wrong_state");
    assert_eq!(api.get("dk-trainee", &format!("/plans/{begun}")).await.is(200).body["archived"], true);
}
