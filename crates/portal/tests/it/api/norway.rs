//! Norway, in hospital and municipality: advice before approval, delegations, marks, batches, annulment by leader and education lead.

use db::testing::each_engine;
use portal::migrations::ALL;
use serde_json::{Value, json};

use super::{Api, happened};
use crate::browser::Browser;

/// Advice of one person on goals.
fn advice(plan: &str, codes: &[&str], recommends: bool) -> Value {
    json!({ "plan": plan, "requirements": codes, "recommends": recommends, "comment": "Sett i praksis." })
}

/// One world for all of them: it takes longer to make than to live in.
#[tokio::test]
async fn stories_of_norway() {
    each_engine(ALL, async |db| {
        let api = Api::new(&db).await;
        a_goal_is_heard_before_it_is_approved_and_a_delegate_approves_for_the_leader(&api).await;
        what_is_counted_is_registered_before_it_is_sent(&api).await;
        a_delegation_that_was_ended_lends_nothing(&api).await;
        the_leader_marks_an_activity_and_attests_service(&api).await;
        the_municipal_annulment_is_confirmed_by_the_authority_and_the_hospitals_by_the_education_lead(&api)
            .await;
        a_batch_answers_for_each_and_comes_back_the_same(&api).await;
        a_leader_assigns_a_plan_and_pages_through_trainees(&api).await;
    })
    .await;
}

async fn what_is_counted_is_registered_before_it_is_sent(api: &Api) {
    let plan = api.plan("no-lis", "ANE").await;
    let all = api.get("no-lis", &format!("/plans/{plan}")).await.is(200).body;
    let counted = |one: &&Value| {
        let counts = one["required_count"].as_u64().is_some_and(|count| count > 1);
        one["kind"] == "activity" && one["state"] == "open" && counts
    };
    let one =
        all["requirements"].as_array().unwrap().iter().find(counted).expect("a counted activity is open");
    let code = one["code"].as_str().unwrap();
    api.request("no-lis", &plan, code, "no-supervisor").await.field("entries", "required");
    let entry = json!({ "requirement": code, "on_date": api.demo.app.world.today(), "count": 2 });
    api.post("no-lis", &format!("/plans/{plan}/entries"), entry).await.is(201);
    let asked = api.request("no-lis", &plan, code, "no-supervisor").await.is(201).id();
    let made = api.post("no-supervisor", &format!("/sign-offs/{asked}/attest"), json!({})).await.is(201);
    assert_eq!(made.body["count"], 2, "no more than was registered");
}

async fn a_goal_is_heard_before_it_is_approved_and_a_delegate_approves_for_the_leader(api: &Api) {
    let plan = api.plan("no-lis", "ANE").await;
    let open = api.codes("no-lis", &plan, "goal", "open").await;
    let code = open[0].as_str();
    let attest = json!({ "plan": plan, "requirement": code, "comment": "Vurdert samlet." });
    api.post("no-supervisor", "/attestations", attest.clone()).await.refused(403, "not_entitled");
    let early = api.post("no-leader", "/attestations", attest.clone()).await.refused(409, "awaiting_advice");
    assert_eq!(early.body["missing"], json!(["mentor", "supervisor"]));
    api.post("no-lis", "/advice", advice(&plan, &[code], true)).await.refused(403, "not_entitled");
    api.post("no-stranger", "/advice", advice(&plan, &[code], true)).await.refused(404, "not_found");
    let given = api.post("no-mentor", "/advice", advice(&plan, &[code, &open[1]], true)).await.is(201);
    assert_eq!(given.items().len(), 2);
    api.post("no-leader", "/attestations", attest.clone()).await.refused(409, "awaiting_advice");
    api.post("no-supervisor", "/advice", advice(&plan, &[code], true)).await.is(201);

    let approvers = api.get("no-lis", &format!("/plans/{plan}/requirements/{code}/approvers")).await.is(200);
    let names: Vec<_> = approvers.items().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Anders Brekke", "Torunn Vik"]);
    let asked = api.request("no-lis", &plan, code, "no-leader").await.is(201).id();
    let tray = api.get("no-delegate", "/sign-offs?box=in&state=requested&limit=200").await.is(200);
    assert!(tray.items().iter().any(|one| one["id"] == asked.as_str()), "what the leader was sent");
    let words = json!({ "comment": "På vegne av leder: målet er nådd." });
    let made = api.post("no-delegate", &format!("/sign-offs/{asked}/attest"), words).await.is(201);
    assert_eq!(made.body["on_behalf_of"], api.demo.person("no-leader").to_string());
    let one = api.requirement("no-lis", &plan, code).await;
    let last = one["history"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["who"], &last["on_behalf_of"]), (&json!("Anders Brekke"), &json!("Torunn Vik")));
    assert_eq!(happened(&one), ["advised", "advised", "requested", "attested"]);

    // Advice against is told as such.
    api.post("no-mentor", "/advice", advice(&plan, &[&open[1]], false)).await.is(201);
    let told = api.get("no-lis", "/notices").await.is(200);
    let told = (&told.items()[0]["what"], &told.items()[0]["recommends"]);
    assert_eq!(told, (&json!("advised"), &json!(false)));
    let ingrid = Browser::of(&api.demo, "no-lis").await.get("/").await.html;
    assert!(ingrid.contains("er ikke anbefalt ennå"), "{ingrid}");
}

async fn a_delegation_that_was_ended_lends_nothing(api: &Api) {
    let plan = api.plan("no-lis", "ANE").await;
    api.get("no-delegate", &format!("/plans/{plan}")).await.is(200);
    let delegations = api.get("no-leader", "/delegations").await.is(200);
    let (delegation, unit) = (delegations.items()[0]["id"].clone(), delegations.items()[0]["over"].clone());
    let path = format!("/delegations/{}", delegation.as_str().unwrap());
    api.delete("no-uao", &path).await.refused(404, "not_found");
    api.delete("no-leader", &path).await.is(204);
    api.get("no-delegate", &format!("/plans/{plan}")).await.refused(404, "not_found");
    assert!(api.get("no-delegate", "/sign-offs?box=in").await.is(200).items().is_empty());
    assert!(api.get("no-delegate", "/trainees").await.is(200).items().is_empty());

    let today = api.demo.app.world.today();
    // Whom the leader lent to before can be lent to again; who gives it back tells the leader.
    let again = json!({ "to": api.demo.person("no-delegate"), "over": unit, "from": today, "until": today });
    let lent = api.post("no-leader", "/delegations", again).await.is(201).id();
    api.delete("no-delegate", &format!("/delegations/{lent}")).await.is(204);
    let told = api.get("no-leader", "/notices").await.is(200);
    let told = (&told.items()[0]["what"], &told.items()[0]["who"]);
    assert_eq!(told, (&json!("delegation_ended"), &json!("Anders Brekke")));
    let torunn = Browser::of(&api.demo, "no-leader").await.get("/").await.html;
    assert!(torunn.contains("Anders Brekke godkjenner ikke lenger på dine vegne"), "{torunn}");

    let new = |over: &Value, until| json!({ "to": api.demo.person("no-uao"), "over": over, "from": today, "until": until });
    api.post("no-supervisor", "/delegations", new(&unit, today)).await.refused(403, "not_entitled");
    let late = new(&unit, today.plus_days(-1));
    api.post("no-leader", "/delegations", late).await.field("until", "ends_before_start");
    api.post("no-leader", "/delegations", new(&unit["id"], today)).await.is(201);
    assert_eq!(api.get("no-uao", "/delegations").await.is(200).items().len(), 1);

    api.post("no-leader", "/delegations", new(&unit, today)).await.field("to", "already_held");
    let longer = new(&unit, today.plus_days(9));
    api.post("no-leader", "/delegations", longer).await.field("to", "already_held");
    let lend = |to: &str| json!({ "to": api.demo.person(to), "over": unit, "from": today, "until": today });
    for to in
        ["admin", "no-authority", "no-stranger", "nom-leader", "dk-uao", "no-lis", "no-done", "no-leader"]
    {
        let refused = api.post("no-leader", "/delegations", lend(to)).await;
        refused.field("to", "not_approver");
    }
    for to in ["no-mentor", "no-supervisor"] {
        api.post("no-leader", "/delegations", lend(to)).await.is(201);
    }
    let mentors = api.get("no-mentor", "/delegations").await.is(200).items()[0]["id"].clone();
    api.delete("no-leader", &format!("/delegations/{}", mentors.as_str().unwrap())).await.is(204);
    api.post("no-leader", "/delegations", lend("no-mentor")).await.is(201);
}

async fn the_leader_marks_an_activity_and_attests_service(api: &Api) {
    for (who, leader, supervisor, curriculum) in
        [("no-lis", "no-leader", "no-supervisor", "ANE"), ("nom-lis", "nom-leader", "nom-supervisor", "ALM")]
    {
        let plan = api.plan(who, curriculum).await;
        let whole = api.get(who, &format!("/plans/{plan}")).await.is(200).body;
        let signed = whole["requirements"].as_array().unwrap().iter().find(|one| {
            one["kind"] == "activity" && one["state"] == "open" && one["attested_by"] != json!([])
        });
        let code = signed.expect("an activity that wants a signature")["code"].clone();
        let mark = json!({ "plan": plan, "requirement": code });
        api.post(leader, "/attestations", mark).await.field("comment", "required");
        let mark = json!({ "plan": plan, "requirement": code, "comment": "Gjort før hun kom hit." });
        let made = api.post(leader, "/attestations", mark).await.is(201);
        assert_eq!(made.body["count"], 0, "nobody signed anything");
        assert_eq!((&made.body["state"], &made.body["role"]), (&json!("attested"), &json!("leader")));
        let one = api.requirement(who, &plan, code.as_str().unwrap()).await;
        assert_eq!((happened(&one), &one["count"]), (vec!["marked"], &json!(0)));
        let time = api.codes(who, &plan, "time", "in_progress").await.pop().expect("service runs");
        let time = json!({ "plan": plan, "requirement": time });
        api.post(supervisor, "/attestations", time.clone()).await.refused(403, "not_entitled");
        let early = api.post(leader, "/attestations", time).await.refused(409, "too_early");
        assert!(early.body["opens"].is_string(), "years of service that lie ahead are confirmed by nobody");
    }
}

async fn the_municipal_annulment_is_confirmed_by_the_authority_and_the_hospitals_by_the_education_lead(
    api: &Api,
) {
    for (who, leader, confirms, other, curriculum) in [
        ("no-lis", "no-leader", "no-uao", "no-authority", "ANE"),
        ("nom-lis", "nom-leader", "no-authority", "no-uao", "ALM"),
    ] {
        let plan = api.plan(who, curriculum).await;
        let code = api.codes(who, &plan, "goal", "attested").await.remove(0);
        let one = api.requirement(who, &plan, &code).await;
        let path = format!("/attestations/{}/annulment", one["attestation"].as_str().unwrap());
        let proposal = api.post(leader, &path, json!({ "reason": "Feil mål." })).await.is(202).id();
        let confirm = format!("/annulments/{proposal}/confirm");
        api.post(leader, &confirm, json!({})).await.refused(409, "same_person");
        api.post(other, &confirm, json!({})).await.refused(404, "not_found");
        api.post(confirms, &confirm, json!({})).await.is(200);
        let one = api.requirement(who, &plan, &code).await;
        assert_eq!((&one["annulled"], &one["state"]), (&json!(true), &json!("in_progress")));
    }
}

async fn a_batch_answers_for_each_and_comes_back_the_same(api: &Api) {
    let tray = api.get("no-leader", "/sign-offs?box=in&state=requested&limit=200").await.is(200);
    let mut ids: Vec<Value> = tray.items().iter().map(|one| one["id"].clone()).collect();
    assert!(ids.len() > 5, "a leader has goals waiting");
    ids.insert(1, json!("no id at all"));
    ids.push(json!(uuid::Uuid::max()));
    let batch = json!({ "ids": ids, "comment": "Vurdert samlet." });
    let key = [("idempotency-key", "samlet-1")];
    let first = api.post_with("no-leader", "/sign-offs/attest", &key, batch.clone()).await.is(200);
    assert_eq!(first.items().len(), ids.len());
    let done = first.items().iter().filter(|one| one["status"] == 201).count();
    assert!(done > 0 && first.items()[0]["attestation"]["state"] == "attested", "{}", first.body);
    let strange = &first.items()[1];
    assert_eq!(strange, &json!({ "id": "no id at all", "status": 404, "refusal": "not_found" }));
    let last = first.items().last().unwrap();
    assert_eq!((&last["status"], &last["refusal"]), (&json!(404), &json!("not_found")));
    let again = api.post_with("no-leader", "/sign-offs/attest", &key, batch.clone()).await.is(200);
    assert_eq!(again.body, first.body);
    let without = api.post("no-leader", "/sign-offs/attest", batch).await.is(200);
    assert!(without.items().iter().take(done).any(|one| one["refusal"] == "already_attested"));
}

async fn a_leader_assigns_a_plan_and_pages_through_trainees(api: &Api) {
    let before = api.look_ups("no-lis").await.len();
    let all = api.get("no-leader", "/trainees?limit=200").await.is(200);
    let names: Vec<Value> = all.items().iter().map(|one| one["name"].clone()).collect();
    let looks = api.look_ups("no-lis").await;
    assert_eq!((looks.len(), &looks[0]["in_a_list"]), (before + 1, &json!(true)));
    let (mut paged, mut after) = (Vec::new(), String::new());
    loop {
        let page = api.get("no-leader", &format!("/trainees?limit=3{after}")).await.is(200);
        assert!(page.items().len() <= 3);
        paged.extend(page.items().iter().map(|one| one["name"].clone()));
        let Some(next) = page.body["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    assert_eq!(paged, names);
    let found = api.get("no-leader", "/trainees?q=solbakk").await.is(200);
    assert_eq!((found.items().len(), &found.items()[0]["name"]), (1, &json!("Ingrid Solbakken")));
    assert!(found.items()[0]["progress"]["total"].as_u64().unwrap() > 400);
    for nobodys in ["%25", "_", "%25solbakk", "solb_kk", "%5C"] {
        let none = api.get("no-leader", &format!("/trainees?q={nobodys}")).await.is(200);
        assert!(none.items().is_empty(), "{nobodys}: {}", none.body);
    }
    let plan = json!({ "trainee": api.demo.person("no-lis"), "curriculum": "EKSTRA", "version": "1" });
    api.demo.publish_another("no").await;
    let abroad = json!({ "trainee": api.demo.person("no-lis"), "curriculum": "ORTO-I", "version": "2021" });
    api.post("no-leader", "/plans", abroad.clone()).await.field("curriculum", "does_not_fit");
    api.post("no-mentor", "/plans", abroad).await.refused(403, "not_entitled");
    // Of another stage: the leader has a reason.
    let earlier = json!({ "trainee": api.demo.person("no-lis"), "curriculum": "DEL1", "version": "2020" });
    let earlier = api.post("no-leader", "/plans", earlier).await.is(201).id();
    api.delete("no-leader", &format!("/plans/{earlier}")).await.is(204);
    // The form offers what fits the stage, of another specialty too; nothing of another stage is taken for it.
    let trainee = api.demo.person("no-lis");
    let form =
        Browser::of(&api.demo, "no-leader").await.get(&format!("/trainees/{trainee}/plans")).await.html;
    assert!(form.contains("(EKSTRA 1)") && form.contains("(ALM 2019), annen spesialitet"), "{form}");
    assert!(!["(DEL1 ", "(FKMS ", "(FKMK "].iter().any(|early| form.contains(early)), "{form}");
    api.post("no-mentor", "/plans", plan.clone()).await.refused(403, "not_entitled");
    api.post("no-stranger", "/plans", plan.clone()).await.refused(404, "not_found");
    api.post("no-leader", "/plans", plan).await.is(201);
    let seen = api.get("no-leader", &format!("/plans?trainee={}", api.demo.person("no-lis"))).await.is(200);
    assert_eq!(seen.items().len(), 3);
    api.get("no-stranger", &format!("/plans?trainee={}", api.demo.person("no-lis")))
        .await
        .refused(404, "not_found");
    assert!(api.get("no-lis", "/trainees").await.is(200).items().is_empty());
}
