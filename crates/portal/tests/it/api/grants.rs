//! Roles over the API: given by those whom the policies let, and gone the moment they are ended.

use db::testing::each_engine;
use portal::migrations::ALL;
use serde_json::{Value, json};

use super::Api;

/// The unit of somebody's first role.
async fn unit(api: &Api, who: &str) -> Value {
    api.get(who, "/me").await.is(200).body["grants"][0]["over"]["id"].clone()
}

#[tokio::test]
async fn a_role_that_is_given_counts_and_one_that_is_ended_gives_nothing_at_once() {
    each_engine(ALL, async |db| {
        let api = Api::new(&db).await;
        let (at, plan) = (unit(&api, "no-leader").await, api.plan("no-lis", "ANE").await);
        let stranger = api.demo.person("no-stranger");
        let new = json!({ "person": stranger, "role": "supervisor", "over": at });
        for who in ["no-supervisor", "no-mentor", "no-uao", "no-delegate", "no-lis", "dk-uao", "no-authority"]
        {
            api.post(who, "/grants", new.clone()).await.refused(403, "not_entitled");
        }
        api.get("no-stranger", &format!("/plans/{plan}")).await.refused(404, "not_found");
        let key = [("idempotency-key", "once")];
        let id = api.post_with("no-leader", "/grants", &key, new.clone()).await.is(201).id();
        let again = api.post_with("no-leader", "/grants", &key, new.clone()).await.is(201).id();
        assert_eq!(id, again, "a press that came twice");
        api.post("no-leader", "/grants", new.clone()).await.field("person", "already_held");
        api.get("no-stranger", &format!("/plans/{plan}")).await.is(200);
        let told = api.get("no-stranger", "/notices").await.is(200);
        assert_eq!(told.items()[0]["what"], "role_granted");
        let held = api.get("no-leader", &format!("/grants?over={}", at.as_str().unwrap())).await.is(200);
        let line = held.items().iter().find(|one| one["id"] == id.as_str()).expect("it is listed");
        assert_eq!((&line["role"], &line["may_end"]), (&json!("supervisor"), &json!(true)));

        let end = format!("/grants/{id}/end");
        api.post("dk-uao", &end, json!({})).await.refused(404, "not_found");
        api.post("no-uao", &end, json!({})).await.refused(403, "not_entitled");
        let today = api.demo.app.world.today();
        for (day, why) in [(today.plus_days(-1), "too_long_ago")] {
            api.post("no-leader", &end, json!({ "last": day })).await.field("last", why);
        }
        api.post("no-leader", &end, json!({ "last": today.plus_days(5) })).await.is(200);
        api.get("no-stranger", &format!("/plans/{plan}")).await.is(200);
        let later = json!({ "last": today.plus_days(9) });
        api.post("no-leader", &end, later).await.field("last", "after_its_end");
        api.post("no-leader", &end, json!({})).await.is(200);
        api.get("no-stranger", &format!("/plans/{plan}")).await.refused(404, "not_found");
        api.post("no-leader", &end, json!({})).await.is(200);
        let told = api.get("no-stranger", "/notices").await.is(200);
        let ends = told.items().iter().filter(|one| one["what"] == "role_ended").count();
        assert_eq!(ends, 2, "the last day, and the end; what had ended is not told again");
        api.post("no-leader", "/grants", new).await.is(201);
    })
    .await;
}

#[tokio::test]
async fn each_gives_only_the_roles_that_are_theirs_to_give() {
    each_engine(ALL, async |db| {
        let api = Api::new(&db).await;
        let (leads, teaches) = (unit(&api, "no-leader").await, unit(&api, "dk-uao").await);
        let person = |key: &str| json!(api.demo.person(key));
        let new =
            |to: &str, role: &str, over: &Value| json!({ "person": person(to), "role": role, "over": over });
        let one = |key: &str| json!({ "kind": "person", "id": person(key) });
        let (portal, dk) = (json!({ "kind": "portal" }), json!({ "kind": "scheme", "id": "dk" }));
        for (who, body, made) in [
            ("no-leader", new("no-stranger", "mentor", &one("no-lis")), true),
            ("no-leader", new("no-stranger", "leader", &leads), false),
            ("no-leader", new("no-leader", "supervisor", &leads), false),
            ("no-leader", new("dk-uao", "supervisor", &teaches), false),
            ("no-stranger", new("no-uao", "mentor", &one("no-done")), false),
            ("dk-uao", new("dk-stranger", "mentor", &one("dk-trainee")), true),
            ("dk-uao", new("dk-stranger", "education_lead", &teaches), false),
            ("dk-secretariat", new("dk-stranger", "education_lead", &teaches), true),
            ("dk-secretariat", new("dk-stranger", "supervisor", &teaches), false),
            ("admin", new("no-stranger", "leader", &leads), true),
            ("admin", new("no-stranger", "supervisor", &leads), false),
            ("admin", new("dk-stranger", "administrator", &portal), true),
            ("dk-secretariat", new("dk-mentor", "administrator", &portal), false),
            ("admin", new("dk-stranger", "authority", &dk), true),
            ("admin", new("admin", "authority", &dk), false),
        ] {
            let said = api.post(who, "/grants", body).await;
            if made {
                said.is(201)
            } else {
                said.refused(403, "not_entitled")
            };
        }
        let courses = "/grants?over=specialty:dk.ortopaedisk-kirurgi";
        let lead = api.get("admin", courses).await.is(200);
        assert_eq!(lead.items()[0]["person"]["name"], "Jens Rask");
        api.get("dk-secretariat", courses).await.refused(403, "not_entitled");
        let own = new("no-lis", "mentor", &one("no-lis"));
        api.post("no-leader", "/grants", own).await.field("person", "not_approver");
        let nobody = json!({ "person": "nobody@nowhere.example", "role": "supervisor", "over": leads });
        api.post("no-leader", "/grants", nobody).await.field("person", "unknown");
        let whole = new("no-stranger", "supervisor", &json!({ "kind": "portal" }));
        api.post("no-leader", "/grants", whole).await.refused(403, "not_entitled");
        api.get("no-lis", &format!("/grants?over={}", leads.as_str().unwrap()))
            .await
            .refused(403, "not_entitled");
        assert!(api.get("no-lis", "/grants").await.is(200).items().is_empty());
        assert!(!api.get("admin", "/grants").await.is(200).items().is_empty());
    })
    .await;
}
