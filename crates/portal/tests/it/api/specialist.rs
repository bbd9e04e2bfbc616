//! A Danish doctor who is nearly a specialist: applies up to six months ahead, and the attestation of the last time follows.

use base::Day;
use db::{Db, testing::each_engine};
use domain::curriculum::{Beside, Curriculum, Form, Known};
use portal::{
    curricula::Publish,
    intake::{People, Placements},
    migrations,
};
use serde_json::{Value, json};

use super::Api;

const KIND: &str = "dk-speciallaege";
/// Who becomes a specialist.
const DOCTOR: &str = "dk-stranger";

/// The requirements of its plan: code, kind, what else stands there.
const ASKED: [(&str, &str, &str); 6] = [
    ("H-1", "goal", ""),
    ("K-1", "course", ""),
    ("K-2", "course", "general = true\n"),
    ("F-1", "research", ""),
    ("T-1", "time", "months = 30\n"),
    ("T-2", "time", "months = 18\n"),
];

impl Api {
    /// A main programme of somebody, in two placements of which the last ends on a day, with a plan and whoever is needed to attest it.
    async fn is_nearly_a_specialist(&self) {
        let requirements: String = ASKED
            .iter()
            .map(|(code, kind, more)| {
                format!("[[requirement]]\ncode = \"{code}\"\nkind = \"{kind}\"\ntitle = \"{code}\"\n{more}")
            })
            .collect();
        let head = "scheme = \"dk\"\ncode = \"ORTO-H\"\nversion = \"1\"\ntitle = \"Ortopædisk kirurgi\"\nspecialty = \"ortopaedisk-kirurgi\"\n\
                    stage = \"hoveduddannelse\"\nlanguage = \"da\"\nvalid_from = \"unknown\"\npartial = false\ndemo = true\n\
                    source = \"unknown\"\nlicence = \"unknown\"\n";
        let text = format!("{head}{requirements}");
        let read = Curriculum::read(Form::Toml, text.as_bytes(), &Beside::default(), &Known::default());
        let app = &self.demo.app;
        app.db.write(Publish::new(&app.world, read.expect("it is whole"))).await.expect("it is new");
        let file = "name,email,role,scheme,over,from,until\n\
                    Birgitte Holm,dk-mentor@attest.example,research_supervisor,dk,dk-stranger@attest.example,2024-01-01,\n";
        let (world, schemes) = (app.world.clone(), app.schemes.clone());
        let keys = portal::identifiers::Keys::at(std::path::Path::new("/nowhere"));
        let people = People { world, schemes, keys, file: file.into(), apply: true };
        self.demo.app.db.write(people).await.unwrap_or_else(|not| panic!("{not}: {not:?}"));
        self.ends_on(app.world.today().plus_months(5)).await;
    }

    /// The same programme, with this last day.
    async fn ends_on(&self, last: Day) {
        let app = &self.demo.app;
        let first = app.world.today().plus_months(-55);
        let (until, from) = (first.plus_months(30), first.plus_months(30).plus_days(1));
        let head = "scheme,trainee,programme,title,stage,specialty,programme_from,programme_until,organisation,from,until,percent,curriculum,version,time\n";
        let row = |from: Day, until: Day, time: &str| {
            format!(
                "dk,dk-stranger@attest.example,H-1,Ortopædisk kirurgi,hoveduddannelse,ortopaedisk-kirurgi,{first},{last},DK-SUND-ORT,{from},{until},100,ORTO-H,1,{time}\n"
            )
        };
        // Before it there was another stage.
        let (began, ended) = (first.plus_months(-12), first.plus_days(-1));
        let before = format!(
            "dk,dk-stranger@attest.example,I-1,Ortopædisk kirurgi,introduktion,ortopaedisk-kirurgi,{began},{ended},DK-SUND-ORT,{began},{ended},100,ORTO-I,2021,tid\n"
        );
        let file = format!("{head}{before}{}{}", row(first, until, "T-1"), row(from, last, "T-2"));
        let (world, schemes) = (app.world.clone(), app.schemes.clone());
        let placements = Placements { world, schemes, file: file.into(), apply: true };
        app.db.write(placements).await.unwrap_or_else(|not| panic!("{not}: {not:?}"));
    }

    async fn attested(&self, by: &str, code: &str) {
        let plan = self.plan(DOCTOR, "ORTO-H").await;
        self.post(by, "/attestations", json!({ "plan": plan, "requirement": code })).await.is(201);
    }

    /// A document of the programme that its plan on this curriculum belongs to, with its original seen.
    async fn seen_original(&self, kind: &str, curriculum: &str) {
        let file = format!("%PDF-1.4\n% {kind} {curriculum}\n%%EOF\n");
        let plan = self.plan(DOCTOR, curriculum).await;
        let plan = self.get(DOCTOR, &format!("/plans/{plan}")).await.is(200).body;
        let programme = plan["programme"]["id"].as_str().expect("it has an id");
        let fields = [("kind", kind), ("programme", programme)];
        let made = self.upload(DOCTOR, &fields, Some(("bevis.pdf", file.as_bytes())), &[]).await.is(201);
        self.post("dk-uao", &format!("/documents/{}/verify", made.id()), json!({})).await.is(200);
    }

    async fn confirms_employments(&self) {
        let seen = self.get(DOCTOR, "/employments").await.is(200).body;
        let body = json!({ "digest": seen["digest"] });
        self.post(DOCTOR, "/employments/confirm", body).await.is(200);
    }
}

/// The lines that are not met and that nothing may follow: what they are, of what.
fn stops(list: &Value) -> Vec<(&str, &Value)> {
    let lines = list["lines"].as_array().unwrap().iter();
    let stops =
        lines.filter(|line| line["met"] == false && line["follows"] != true && line["optional"] != true);
    stops.map(|line| (line["what"].as_str().unwrap(), &line["of"])).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_specialist_applies_before_the_end_and_the_last_time_follows() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        api.is_nearly_a_specialist().await;
        let list = api.checklist(DOCTOR, KIND).await;
        let whats: Vec<&str> = stops(&list).iter().map(|(what, _)| *what).collect();
        for what in ["goals", "courses", "research", "time", "document", "employments"] {
            assert!(whats.contains(&what), "{what}: {list}");
        }
        api.post(DOCTOR, "/dossiers", json!({ "kind": KIND })).await.refused(409, "not_ready");

        for (by, code) in [
            ("dk-supervisor", "H-1"),
            ("dk-course-leader", "K-1"),
            ("dk-course-provider", "K-2"),
            ("dk-mentor", "F-1"),
            ("dk-uao", "T-1"),
        ] {
            api.attested(by, code).await;
        }
        // A certificate counts whenever it was put on record; an agreement is that of the post.
        for kind in ["agreement", "leadership_1", "leadership_2", "leadership_3"] {
            api.seen_original(kind, "ORTO-I").await;
        }
        let list = api.checklist(DOCTOR, KIND).await;
        let open: Vec<_> = stops(&list).into_iter().filter(|(what, _)| *what == "document").collect();
        assert_eq!(open, [("document", &json!("agreement"))], "{list}");
        api.seen_original("agreement", "ORTO-H").await;
        api.confirms_employments().await;
        let list = api.checklist(DOCTOR, KIND).await;
        assert_eq!(stops(&list), [], "{list}");
        let last = list["lines"].as_array().unwrap().iter().find(|line| line["follows"] == true).unwrap();
        assert_eq!((&last["what"], &last["missing"]), (&json!("time"), &json!(["T-2"])));
        let opens = api.demo.app.world.today().plus_months(5).plus_months(-1);
        assert!(last["earliest"].as_str().unwrap() > opens.plus_days(-5).to_string().as_str(), "{last}");

        // What is sent says that one thing is not there yet, and what that is.
        let first = api.sealed(DOCTOR, KIND).await;
        let file = api.file(DOCTOR, &first).await;
        let checked = sealed::check(&file, api.keys()).unwrap();
        let open: Vec<_> =
            checked.counted.outcome.lines.iter().filter(|line| !line.met && !line.without).collect();
        assert!(open.len() == 1 && open[0].follows, "{open:?}");
        let id = first["id"].as_str().unwrap();
        let receipt = api.post(DOCTOR, &format!("/dossiers/{id}/send"), json!({})).await.is(200).body;
        let case = receipt["case"].as_str().unwrap();
        assert_eq!(api.get("dk-authority", &format!("/cases/{case}")).await.is(200).body["state"], "open");

        // The end comes nearer: in its last month the time is attested, and follows.
        api.ends_on(api.demo.app.world.today().plus_days(20)).await;
        api.confirms_employments().await;
        api.attested("dk-uao", "T-2").await;
        let whole = api.checklist(DOCTOR, KIND).await;
        assert_eq!(whole["met"], true, "{whole}");
        let path = format!("/dossiers/{id}/supplements");
        let sent = api.post(DOCTOR, &path, json!({ "comment": "Den sidste attestation for tid." })).await;
        sent.is(201);
        api.demo.app.ledger.drain(|| api.demo.app.world.now()).await.expect("the ledger grows");
        let open = api.get("dk-authority", &format!("/cases/{case}")).await.is(200).body;
        assert_eq!((&open["state"], open["dossiers"].as_array().unwrap().len()), (&json!("supplemented"), 2));
        let second = open["dossiers"][1].as_str().unwrap();
        let file =
            api.get("dk-authority", &format!("/cases/{case}/dossiers/{second}.json")).await.is(200).raw;
        let checked = sealed::check(&file, api.keys()).unwrap();
        assert!(
            checked.counted.outcome.lines.iter().all(|line| line.met || line.without),
            "nothing is missing now"
        );
        let seen = open["events"].as_array().unwrap().len();
        let today = api.demo.app.world.today().to_string();
        let decision = json!({ "granted": true, "on": today, "seen": seen });
        api.post("dk-authority", &format!("/cases/{case}/decision"), decision).await.is(200);
    })
    .await;
}
