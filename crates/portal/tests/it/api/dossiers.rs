//! Whether somebody is ready to apply: what is missing, who can act, and from when.

use db::{Db, testing::each_engine};
use portal::migrations;
use serde_json::{Value, json};

use super::Api;
use crate::browser::Browser;

impl Api {
    pub(super) async fn checklist(&self, who: &str, kind: &str) -> Value {
        self.get(who, &format!("/dossiers/checklist?kind={kind}")).await.is(200).body
    }
}

/// The lines that are not met.
fn open(list: &Value) -> Vec<&Value> {
    list["lines"].as_array().unwrap().iter().filter(|line| line["met"] == false).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_doctor_in_the_last_month_lacks_one_attestation_of_time_and_then_nothing() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let list = api.checklist("dk-basic", "dk-selvstaendigt-virke").await;
        let missing = open(&list);
        assert_eq!((list["met"].as_bool(), missing.len()), (Some(false), 1), "{list}");
        let time = missing[0];
        assert_eq!((&time["what"], &time["missing"]), (&json!("time"), &json!(["tid-2"])));
        assert!(time["who"].as_array().unwrap().iter().any(|who| who["role"] == "tutor"), "{time}");
        assert_eq!(time["earliest"], Value::Null, "it can be attested now");
        let what: Vec<&str> =
            list["lines"].as_array().unwrap().iter().map(|line| line["what"].as_str().unwrap()).collect();
        assert_eq!(
            what,
            [
                "goals",
                "courses",
                "time",
                "time",
                "employments",
                "identifier",
                "identifier",
                "document",
                "document",
                "window"
            ]
        );
        let goals = &list["lines"][0];
        assert_eq!((&goals["done"], &goals["total"]), (&json!(16), &json!(16)));

        let plan = api.plan("dk-basic", "KBU").await;
        let attest = json!({ "plan": plan, "requirement": "tid-2" });
        api.post("dk-tutor", "/attestations", attest).await.is(201);
        assert_eq!(api.checklist("dk-basic", "dk-selvstaendigt-virke").await["met"], true);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_specialist_application_asks_for_every_goal_of_the_specialty_and_of_what_all_share() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let done = api.checklist("no-done", "no-spesialist").await;
        assert_eq!(done["met"], true, "{done}");
        let list = api.checklist("no-lis", "no-spesialist").await;
        let goals: Vec<&Value> = open(&list).into_iter().filter(|line| line["what"] == "goals").collect();
        assert_eq!(goals.iter().map(|line| &line["of"]).collect::<Vec<_>>(), [&json!("ANE"), &json!("FKM")]);
        assert!(goals[0]["who"].as_array().unwrap().iter().any(|who| who["role"] == "leader"));
        let roles = (&goals[0]["roles"], &goals[0]["advised_by"]);
        assert_eq!(roles, (&json!(["leader"]), &json!(["mentor", "supervisor"])), "advice goes before");
        // Whoever acts for a leader is said to, and is no leader.
        let anders = goals[0]["who"].as_array().unwrap().iter().find(|who| who["name"] == "Anders Brekke");
        assert_eq!(anders.unwrap()["on_behalf_of"], api.demo.person("no-leader").to_string());
        let page = Browser::of(&api.demo, "no-lis").await.get("/dossiers?kind=no-spesialist").await.html;
        assert!(page.contains("Anders Brekke, stedfortreder for Torunn Vik"), "{page}");
        assert!(!page.contains("Anders Brekke, leder"), "{page}");
        let guided = api.checklist("nom-lis", "no-spesialist").await;
        let papers: Vec<&Value> =
            open(&guided).into_iter().filter(|line| line["what"] == "document").collect();
        assert_eq!(papers.len(), 1, "general practice asks for group guidance: {guided}");
        assert_eq!((&papers[0]["of"], &papers[0]["missing"]), (&json!("group_guidance"), &json!(["none"])));
        assert_eq!(papers[0]["who"][0]["role"], "trainee");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_has_no_plan_for_it_is_told_so_and_an_unknown_kind_is_none() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let list = api.checklist("dk-trainee", "dk-speciallaege").await;
        assert_eq!(list["met"], false);
        // Nobody there can be named before it begins; in which role they will be can.
        let missing = open(&list);
        for (what, line) in [("plan", missing[0]), ("window", missing[missing.len() - 1])] {
            let said = (line["what"].as_str(), &line["who"], &line["roles"]);
            assert_eq!(said, (Some(what), &Value::Null, &json!(["secretariat"])), "{line}");
        }
        let page = Browser::of(&api.demo, "dk-trainee").await.get("/dossiers?kind=dk-speciallaege").await;
        assert_eq!(page.html.matches("<dd>Videreuddannelsessekretariat</dd>").count(), 2, "{}", page.html);
        for kind in ["dk-andet", "no-spesialist"] {
            api.get("dk-trainee", &format!("/dossiers/checklist?kind={kind}")).await.field("kind", "unknown");
        }
        api.get("dk-trainee", "/dossiers/checklist").await.field("kind", "required");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_missing_leads_to_where_it_is_done() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let plan = api.plan("nom-lis", "ALM").await;
        let doctor = Browser::of(&api.demo, "nom-lis").await;
        doctor.post_and_follow("/me/language", &[("language", "nn")]).await;
        let page = doctor.get("/dossiers?kind=no-spesialist").await;
        // To the plan with what is missing in it, whose name is in the language of its authority.
        for words in
            [&*format!("href=\"/plans/{plan}?state=remaining\""), "<span lang=\"nb\">Allmennmedisin</span>"]
        {
            assert!(page.html.contains(words), "{words} in {}", page.html);
        }
        // To the form for what nobody has put on record, open, with what it is chosen.
        let way = "/dossiers?kind=no-spesialist&amp;add=group_guidance#documents";
        assert!(page.html.contains(way), "{}", page.html);
        let chosen = "<option value=\"group_guidance\" selected>";
        assert!(!page.html.contains("<details open>") && !page.html.contains(chosen), "{}", page.html);
        let form = doctor.get("/dossiers?kind=no-spesialist&add=group_guidance").await;
        assert!(form.html.contains("<details open>") && form.html.contains(chosen), "{}", form.html);
        let nothing = doctor.get("/dossiers?kind=no-spesialist&add=nothing").await;
        assert!(!nothing.html.contains("<details open>"), "{}", nothing.html);
    })
    .await;
}
