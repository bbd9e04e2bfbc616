//! Almen medicin: the tutor approves the goals, also while the doctor is in hospital between two times in the practice.

use base::Day;
use db::{Db, testing::each_engine};
use domain::curriculum::{Beside, Curriculum, Form, Known};
use portal::{curricula::Publish, intake::Placements, migrations};
use serde_json::json;

use super::Api;
use crate::browser::Browser;

/// Who trains in it.
const DOCTOR: &str = "dk-stranger";

impl Api {
    /// A doctor of almen medicin: in the practice before and after, in hospital today.
    async fn is_in_hospital(&self) {
        let text = "scheme = \"dk\"\ncode = \"ALMEN\"\nversion = \"1\"\ntitle = \"Almen medicin\"\nspecialty = \"almen-medicin\"\n\
                    stage = \"hoveduddannelse\"\nlanguage = \"da\"\nvalid_from = \"unknown\"\npartial = false\ndemo = true\n\
                    source = \"unknown\"\nlicence = \"unknown\"\n\
                    [[requirement]]\ncode = \"AM-1\"\nkind = \"goal\"\ntitle = \"Den akutte patient\"\nattested_by = [\"tutor\"]\n\
                    [[requirement]]\ncode = \"AM-2\"\nkind = \"goal\"\ntitle = \"Samtalen\"\n\
                    [[requirement]]\ncode = \"T-1\"\nkind = \"time\"\ntitle = \"Hospital\"\nmonths = 6\n";
        let read = Curriculum::read(Form::Toml, text.as_bytes(), &Beside::default(), &Known::default());
        let app = &self.demo.app;
        app.db.write(Publish::new(&app.world, read.expect("it is whole"))).await.expect("it is new");
        let months = |months: i32| app.world.today().plus_months(months);
        let (first, last) = (months(-9), months(9).plus_days(-1));
        let head = "scheme,trainee,programme,title,stage,specialty,programme_from,programme_until,organisation,from,until,percent,curriculum,version,time\n";
        let row = |unit: &str, from: Day, until: Day, time: &str| {
            format!(
                "dk,dk-stranger@attest.example,A-1,Almen medicin,hoveduddannelse,almen-medicin,{first},{last},{unit},{from},{until},100,ALMEN,1,{time}\n"
            )
        };
        let day_before = |day: Day| day.plus_days(-1);
        let rows = [
            row("DK-HAVN", first, day_before(months(-3)), ""),
            row("DK-SUND-ORT", months(-3), day_before(months(3)), "T-1"),
            row("DK-HAVN", months(3), last, ""),
        ];
        let (world, schemes) = (app.world.clone(), app.schemes.clone());
        let placements =
            Placements { world, schemes, file: format!("{head}{}", rows.concat()).into(), apply: true };
        app.db.write(placements).await.unwrap_or_else(|not| panic!("{not}: {not:?}"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_tutor_approves_what_is_theirs_alone_while_the_doctor_is_in_hospital() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        api.is_in_hospital().await;
        let plan = api.plan(DOCTOR, "ALMEN").await;
        let at = |code: &str| format!("/plans/{plan}/requirements/{code}");
        let approvers = api.get(DOCTOR, &format!("{}/approvers", at("AM-1"))).await.is(200);
        let names: Vec<_> = approvers.items().iter().map(|one| (&one["name"], &one["role"])).collect();
        assert_eq!(names, [(&json!("Karen Bisgaard"), &json!("tutor"))]);
        // Whoever assesses in hospital does not approve it; of what is not the tutor's alone the tutor sees nothing from afar.
        for who in ["dk-supervisor", "dk-uao"] {
            let tried = json!({ "plan": plan, "requirement": "AM-1" });
            api.post(who, "/attestations", tried).await.refused(403, "not_entitled");
        }
        for path in [at("AM-2"), at("T-1"), format!("/plans/{plan}")] {
            api.get("dk-tutor", &path).await.refused(404, "not_found");
        }
        let whose = api.demo.person(DOCTOR);
        api.get("dk-tutor", &format!("/documents?trainee={whose}")).await.refused(404, "not_found");
        let others = api.get(DOCTOR, &format!("{}/approvers", at("AM-2"))).await.is(200);
        assert!(others.items().iter().all(|one| one["role"] != "tutor"), "{}", others.body);

        let tutor = api.demo.person("dk-tutor");
        let ask = json!({ "plan": plan, "requirement": "AM-1", "to": tutor, "completed_on": api.demo.app.world.today().to_string() });
        let asked = api.post(DOCTOR, "/sign-offs", ask).await.is(201).id();
        let waits = api.get("dk-tutor", "/sign-offs").await.is(200);
        assert!(waits.items().iter().any(|one| one["id"] == asked.as_str()), "{}", waits.body);
        let page = Browser::of(&api.demo, "dk-tutor").await.get(&format!("/sign-offs/{asked}")).await;
        assert!(page.status == 200 && page.html.contains("Den akutte patient"), "{}", page.html);
        api.post("dk-tutor", &format!("/sign-offs/{asked}/attest"), json!({})).await.is(201);
        let done = api.get(DOCTOR, &at("AM-1")).await.is(200).body;
        assert_eq!(done["state"], "attested");
        let last = done["history"].as_array().unwrap().iter().find(|one| one["what"] == "attested").unwrap();
        assert_eq!((&last["who"], &last["role"]), (&json!("Karen Bisgaard"), &json!("tutor")));
    })
    .await;
}
