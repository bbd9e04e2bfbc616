//! What a requirement's life leaves behind: after an annulment, a mark, an archived plan, advice given twice. The acts say the same.

use db::testing::each_engine;
use portal::{migrations::ALL, signoff};
use serde_json::{Value, json};

use super::{Api, happened};
use crate::{browser::Browser, ledger::verdict, world::Demo};

/// The tables are what the acts say.
async fn is_sound(api: &Api) {
    let app = &api.demo.app;
    app.ledger.drain(|| app.world.now()).await.expect("the ledger grows");
    let (sound, text) = verdict(&app.db, api.demo.folder.path(), &app.schemes).await;
    assert!(sound, "{text}");
}

/// Activities of Ingrid's plan that want more than `least` signatures and on which nothing is recorded.
async fn activities(api: &Api, plan: &str, least: u64) -> Vec<(String, u64)> {
    let whole = api.get("no-lis", &format!("/plans/{plan}")).await.is(200).body;
    let all = whole["requirements"].as_array().unwrap().iter();
    let wanted = all.filter_map(|one| {
        let required = one["required_count"].as_u64().filter(|required| *required > least)?;
        let open = one["kind"] == "activity" && one["state"] == "open" && one["attested_by"] != json!([]);
        open.then(|| (one["code"].as_str().unwrap().to_owned(), required))
    });
    wanted.collect()
}

async fn log(api: &Api, plan: &str, code: &str, count: u32) {
    let today = api.demo.app.world.today();
    let entry = json!({ "requirement": code, "on_date": today, "count": count });
    api.post("no-lis", &format!("/plans/{plan}/entries"), entry).await.is(201);
}

/// The leader proposes, the education lead confirms.
async fn annul(api: &Api, attestation: &str) {
    let path = format!("/attestations/{attestation}/annulment");
    let proposal = api.post("no-leader", &path, json!({ "reason": "Feil krav." })).await.is(202).id();
    api.post("no-uao", &format!("/annulments/{proposal}/confirm"), json!({})).await.is(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_annulment_leaves_alone_what_it_is_not_about() {
    each_engine(ALL, async |db| {
        let api = Api::new(&db).await;
        let plan = api.plan("no-lis", "ANE").await;
        let mut open = activities(&api, &plan, 3).await.into_iter();
        a_request_goes_on_waiting(&api, &plan, &open.next().unwrap().0).await;
        what_was_never_registered_is_not_left_over(&api, &plan, open.next().unwrap()).await;
        a_mark_counts_nothing(&api, &plan, &open.next().unwrap().0).await;
        is_sound(&api).await;
    })
    .await;
}

async fn a_request_goes_on_waiting(api: &Api, plan: &str, code: &str) {
    log(api, plan, code, 2).await;
    let first = api.request("no-lis", plan, code, "no-supervisor").await.is(201).id();
    let made = api.post("no-supervisor", &format!("/sign-offs/{first}/attest"), json!({})).await.is(201);
    assert_eq!((&made.body["count"], &made.body["state"]), (&json!(2), &json!("in_progress")));
    log(api, plan, code, 1).await;
    let second = api.request("no-lis", plan, code, "no-supervisor").await.is(201).id();
    annul(api, &made.id()).await;
    let one = api.requirement("no-lis", plan, code).await;
    assert_eq!((&one["state"], &one["count"], &one["signed"]), (&json!("requested"), &json!(3), &json!(0)));
    api.post("no-lis", &format!("/sign-offs/{second}/recall"), json!({})).await.is(200);
    api.request("no-lis", plan, code, "no-supervisor").await.is(201);
}

async fn what_was_never_registered_is_not_left_over(api: &Api, plan: &str, (code, required): (String, u64)) {
    log(api, plan, &code, 1).await;
    let unasked = json!({ "plan": plan, "requirement": code, "count": required });
    let made = api.post("no-supervisor", "/attestations", unasked).await.is(201);
    let one = api.requirement("no-lis", plan, &code).await;
    assert_eq!((&one["state"], &one["count"]), (&json!("attested"), &json!(required)));
    annul(api, &made.id()).await;
    let one = api.requirement("no-lis", plan, &code).await;
    assert_eq!((&one["state"], &one["count"], &one["signed"]), (&json!("in_progress"), &json!(1), &json!(0)));
}

async fn a_mark_counts_nothing(api: &Api, plan: &str, code: &str) {
    let mark = json!({ "plan": plan, "requirement": code, "comment": "Gjort på forrige sykehus." });
    let made = api.post("no-leader", "/attestations", mark).await.is(201);
    let one = api.requirement("no-lis", plan, code).await;
    assert_eq!((&one["state"], &one["count"], &one["signed"]), (&json!("attested"), &json!(0), &json!(0)));
    let page =
        Browser::of(&api.demo, "no-lis").await.get(&format!("/plans/{plan}/requirements/{code}")).await;
    assert!(page.html.contains("Markert som oppfylt av Torunn Vik"), "{}", page.html);
    annul(api, &made.id()).await;
    assert_eq!(api.requirement("no-lis", plan, code).await["state"], "in_progress");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_attested_was_attested_when_it_was() {
    each_engine(ALL, async |db| {
        let api = Api::new(&db).await;
        let plan = api.plan("no-lis", "ANE").await;
        let code = api.codes("no-lis", &plan, "activity", "attested").await.remove(0);
        let id: base::PlanId = plan.parse().unwrap();
        let since = async || {
            let lines = db.read(move |c| Box::pin(signoff::lines(c, id))).await.unwrap();
            let mut all: Vec<_> = lines.iter().map(|line| (line.requirement, line.since)).collect();
            all.sort_unstable();
            all
        };
        let before = since().await;
        log(&api, &plan, &code, 1).await;
        assert_eq!(since().await, before, "one more changes nothing of when");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_archived_plan_leaves_nothing_in_a_tray() {
    each_engine(ALL, async |db| {
        let api = Api::new(&db).await;
        let plan = api.plan("no-lis", "ANE").await;
        let in_tray = async || {
            let tray = api.get("no-leader", "/sign-offs?state=requested&limit=200").await.is(200);
            let mine = tray.items().iter().filter(|one| one["plan"] == plan.as_str());
            mine.cloned().collect::<Vec<Value>>()
        };
        let waiting = in_tray().await;
        let (id, code) = (waiting[0]["id"].as_str().unwrap(), waiting[0]["requirement"].as_str().unwrap());
        api.post("no-leader", "/notices/seen", json!({})).await.is(200);
        api.post("no-lis", "/notices/seen", json!({})).await.is(200);
        api.post("no-leader", &format!("/plans/{plan}/archive"), json!({})).await.is(200);
        assert_eq!(in_tray().await, Vec::<Value>::new());
        api.post("no-leader", &format!("/sign-offs/{id}/attest"), json!({}))
            .await
            .refused(409, "wrong_state");
        let one = api.requirement("no-lis", &plan, code).await;
        assert_eq!((happened(&one).last(), &one["state"]), (Some(&"recalled"), &json!("in_progress")));
        let told = api.get("no-lis", "/notices?limit=200").await.is(200);
        assert!(told.items().iter().any(|one| one["what"] == "recalled" && one["requirement"] == code));
        is_sound(&api).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn advice_begins_a_plan_and_a_double_press_advises_once() {
    each_engine(ALL, async |db| {
        let api = Api::new(&db).await;
        api.demo.publish_another("no").await;
        let new = json!({ "trainee": api.demo.person("no-lis"), "curriculum": "EKSTRA", "version": "1" });
        let plan = api.post("no-leader", "/plans", new).await.is(201).id();
        let goals = api.codes("no-lis", &plan, "goal", "open").await;
        let advised = async |code: &str| {
            let one = api.requirement("no-lis", &plan, code).await;
            happened(&one).iter().filter(|what| **what == "advised").count()
        };
        let mentor = Browser::of(&api.demo, "no-mentor").await;
        let path = format!("/plans/{plan}/requirements/{}", goals[0]);
        let key = mentor.get(&path).await.value("key");
        let fields = [("key", key.as_str()), ("recommends", "yes"), ("comment", "Godt arbeid.")];
        for _ in 0..2 {
            mentor.post_and_follow(&format!("{path}/advice"), &fields).await;
        }
        assert_eq!(advised(&goals[0]).await, 1);
        let key = mentor.get(&format!("/plans/{plan}?pick=advice")).await.value("key");
        let [_, yes, why] = fields;
        let fields =
            [("key", key.as_str()), ("requirements", &goals[1]), ("requirements", &goals[2]), yes, why];
        for _ in 0..2 {
            mentor.post_and_follow(&format!("/plans/{plan}/advice"), &fields).await;
        }
        assert_eq!((advised(&goals[1]).await, advised(&goals[2]).await), (1, 1));
        api.delete("no-leader", &format!("/plans/{plan}")).await.refused(409, "wrong_state");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_proposal_to_annul_has_a_way_out() {
    each_engine(ALL, async |db| {
        let api = Api::new(&db).await;
        let plan = api.plan("no-lis", "ANE").await;
        let code = api.codes("no-lis", &plan, "goal", "attested").await.remove(0);
        let one = api.requirement("no-lis", &plan, &code).await;
        let propose = format!("/attestations/{}/annulment", one["attestation"].as_str().unwrap());
        let reason = json!({ "reason": "Feil mål." });
        let first = api.post("no-leader", &propose, reason.clone()).await.is(202).id();
        let drop = |id: &str| format!("/annulments/{id}/drop");
        api.post("no-mentor", &drop(&first), reason.clone()).await.refused(403, "not_entitled");
        api.post("no-stranger", &drop(&first), reason.clone()).await.refused(404, "not_found");
        api.post("no-uao", &drop(&first), json!({})).await.field("reason", "required");
        let henrik = Browser::of(&api.demo, "no-uao").await;
        let back = henrik.post(&drop(&first), &[("reason", "")]).await;
        assert_eq!(back.status, 422);
        assert!(back.html.contains(&format!("id=\"why-{first}\"")) && back.html.contains("<details open"));
        api.post("no-uao", &drop(&first), json!({ "reason": "Det var rett mål." })).await.is(200);
        api.post("no-uao", &drop(&first), reason.clone()).await.refused(409, "wrong_state");
        api.post("no-uao", &format!("/annulments/{first}/confirm"), json!({}))
            .await
            .refused(409, "wrong_state");
        assert!(api.get("no-uao", "/annulments").await.is(200).items().is_empty());

        let second = api.post("no-leader", &propose, reason.clone()).await.is(202).id();
        let torunn = Browser::of(&api.demo, "no-leader").await;
        assert_eq!(
            torunn.post(&drop(&second), &[("reason", "")]).await.status,
            303,
            "one's own needs no reason"
        );
        let one = api.requirement("no-lis", &plan, &code).await;
        let last: Vec<&str> = happened(&one).into_iter().rev().take(4).collect();
        assert_eq!(
            last,
            ["annulment_withdrawn", "annulment_proposed", "annulment_declined", "annulment_proposed"]
        );
        assert_eq!((&one["state"], &one["annulled"]), (&json!("attested"), &json!(false)));
        let told = api.get("no-lis", "/notices?limit=200").await.is(200);
        assert!(told.items().iter().any(|one| one["what"] == "annulment_declined"), "{}", told.body);
        annul(&api, one["attestation"].as_str().unwrap()).await;
        is_sound(&api).await;
        what_one_may_no_longer_see_is_not_listed(&api, &torunn).await;
    })
    .await;
}

async fn what_one_may_no_longer_see_is_not_listed(api: &Api, torunn: &Browser) {
    assert!(torunn.get("/annulments").await.html.contains("Ingrid Solbakken"));
    let (app, person) = (api.demo.app.clone(), api.demo.person("no-leader"));
    app.does(super::looks::EndAll { app: app.clone(), person }).await.unwrap();
    assert!(
        !torunn.get("/annulments").await.html.contains("Ingrid Solbakken"),
        "an ended role shows nothing"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn looks_of_one_instant_are_all_read() {
    each_engine(ALL, async |db| {
        let api = Api::new(&db).await;
        let before = api.look_ups("no-lis").await.len();
        let tray = api.get("no-leader", "/sign-offs?state=requested&limit=200").await.is(200);
        let (call, trainee) = (api.demo.call("no-leader"), api.demo.person("no-lis"));
        for at in 0..7 {
            let whose = match at % 2 {
                0 => portal::audit::Whose::One(trainee),
                _ => portal::audit::Whose::Listed(vec![trainee, api.demo.person("no-done")]),
            };
            let (person, role, what) = (call.actor, domain::access::Role::Leader, "see_requirement");
            let look = portal::audit::Look { person, role, what, whose, plan: None };
            db.write(portal::audit::Looked { call: call.clone(), look }).await.unwrap();
        }
        let listed = usize::from(tray.items().iter().any(|one| one["trainee"]["id"] == trainee.to_string()));
        let (mut all, mut after) = (0, String::new());
        loop {
            let page = api.get("no-lis", &format!("/me/look-ups?limit=2{after}")).await.is(200);
            all += page.items().len();
            let Some(next) = page.body["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        assert_eq!(all, before + listed + 7, "seven rows of one instant, two at a time");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_the_scheme_says_so_a_signed_activity_is_advice() {
    each_engine(ALL, async |db| {
        let demo = Demo::ruled(&db, |rules| {
            let norway = rules.schemes.get_mut("no").and_then(|scheme| scheme.advice.as_mut());
            norway.expect("Norway asks for advice").signed_activity_is_advice = true;
        });
        let api = Api::of(demo.await);
        let plan = api.plan("no-lis", "ANE").await;
        let whole = api.get("no-lis", &format!("/plans/{plan}")).await.is(200).body;
        let all = whole["requirements"].as_array().unwrap();
        let under = |goal: &Value| -> Vec<Value> {
            let mine = all.iter().filter(|one| one["supports"].as_array().unwrap().contains(&goal["code"]));
            mine.filter(|one| one["attested_by"] != json!([]) && one["state"] == "open").cloned().collect()
        };
        let goal = all.iter().find(|one| one["kind"] == "goal" && one["state"] == "open" && under(one).len() > 1);
        let goal = goal.expect("a goal with two activities to sign");
        let attest = async |who: &str, code: &Value| {
            let body = json!({ "plan": plan, "requirement": code, "comment": "Sett." });
            api.post(who, "/attestations", body).await
        };
        let activities = under(goal);
        attest("no-supervisor", &activities[0]["code"]).await.is(201);
        let early = attest("no-leader", &goal["code"]).await.refused(409, "awaiting_advice");
        assert_eq!(early.body["missing"], json!(["mentor"]), "the supervisor signed");
        attest("no-mentor", &activities[1]["code"]).await.is(201);
        let no = json!({ "plan": plan, "requirement": goal["code"], "recommends": false, "comment": "Vent litt." });
        api.post("no-supervisor", "/advice", no).await.is(201);
        let early = attest("no-leader", &goal["code"]).await.refused(409, "awaiting_advice");
        assert_eq!(early.body["missing"], json!(["supervisor"]), "what they say counts before what they signed");
        let yes = json!({ "plan": plan, "requirement": goal["code"], "recommends": true, "comment": "Nå." });
        api.post("no-supervisor", "/advice", yes).await.is(201);
        attest("no-leader", &goal["code"]).await.is(201);
    })
    .await;
}
