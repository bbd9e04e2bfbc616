//! What was achieved before: registered on a document by whom the policies entitle, and marked as such wherever it is shown.

use db::{Conn, Db, Work, args, sql, testing::each_engine};
use domain::{
    access::Role,
    act::{Act, What},
};
use portal::{
    error::Error,
    migrations,
    training::{self, Placement, Programme},
};
use sealed::Wrong;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Api, forged::Forger, happened, sealing::KBU};
use crate::browser::Browser;

struct Enrolled(Programme);

impl Work for Enrolled {
    type Done = bool;
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<bool, Error> {
        let at = base::Moment::start_of(self.0.from);
        training::enrol(c, &self.0, at).await?;
        let now = training::stages_of(c, self.0.trainee, self.0.until.plus_months(30)).await?;
        let other = now.iter().find(|one| one.programme != self.0.id).expect("they train today");
        let place = training::placements_of(c, other.programme).await?.remove(0);
        let id = base::PlacementId::from_uuid(self.0.id.uuid());
        let (programme, from, until) = (self.0.id, self.0.from, self.0.until);
        Ok(training::place(c, &Placement { id, programme, from, until, ..place }).await?)
    }
}

const PAPER: &[u8] = b"%PDF-1.7 approved in Gothenburg";

impl Api {
    /// An earlier stage of somebody's training.
    async fn earlier_stage(&self, who: &str) -> String {
        let world = self.demo.app.world.clone();
        let (trainee, today) = (self.demo.person(who), world.today());
        let id = portal::mint!(world, base::ProgrammeId);
        let programme = Programme {
            id,
            trainee,
            scheme: "dk".to_owned(),
            code: "earlier".to_owned(),
            stage: "introduktion".to_owned(),
            specialty: None,
            title: "Tidligere".to_owned(),
            from: today.plus_months(-40),
            until: today.plus_months(-28),
        };
        self.demo.app.does(Enrolled(programme)).await.unwrap();
        id.to_string()
    }

    /// The id of a document that somebody puts on record.
    async fn filed(&self, who: &str, kind: &str, file: &[u8]) -> String {
        self.upload(who, &[("kind", kind)], Some(("kompetanse.pdf", file)), &[]).await.is(201).id()
    }
}

fn credit(plan: &str, code: &str, document: &str) -> Value {
    json!({ "plan": plan, "requirement": code, "document": document, "completed_on": "2019-05-03" })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_leader_registers_goals_from_abroad_and_never_activities() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let plan = api.plan("no-lis", "ANE").await;
        let goal = api.codes("no-lis", &plan, "goal", "open").await.remove(0);
        let activity = api.codes("no-lis", &plan, "activity", "open").await.remove(0);
        let paper = api.filed("no-lis", "competence_on_paper", PAPER).await;
        let other = api.filed("no-lis", "other", b"%PDF-1.7 something else").await;
        let strangers = api.filed("nom-lis", "competence_on_paper", b"%PDF-1.7 of somebody else").await;
        let wanted = credit(&plan, &goal, &paper);
        for who in ["no-supervisor", "no-mentor", "no-delegate", "no-uao"] {
            api.post(who, "/credits", wanted.clone()).await.refused(403, "not_entitled");
        }
        api.post("no-lis", "/credits", wanted.clone()).await.refused(403, "not_entitled");
        api.post("no-stranger", "/credits", wanted.clone()).await.refused(404, "not_found");
        let of_activity = credit(&plan, &activity, &paper);
        api.post("no-leader", "/credits", of_activity).await.refused(403, "not_entitled");
        let with = |document: &str| api.post("no-leader", "/credits", credit(&plan, &goal, document));
        with(&other).await.field("document", "does_not_fit");
        with(&strangers).await.field("document", "unknown");
        let mut tomorrow = wanted.clone();
        tomorrow["completed_on"] = json!("2099-01-01");
        api.post("no-leader", "/credits", tomorrow).await.field("completed_on", "in_future");
        let dated = [("kind", "competence_on_paper"), ("on_date", "2019-05-02")];
        let early = api
            .upload("no-lis", &dated, Some(("dagen.pdf", b"%PDF-1.7 the day before")), &[])
            .await
            .is(201)
            .id();
        with(&early).await.field("completed_on", "after_document");
        api.delete("no-lis", &format!("/documents/{early}")).await.is(204);
        let bare = json!({ "plan": plan, "requirement": goal });
        api.post("no-leader", "/credits", bare).await.field("document", "required");

        // That nobody has seen the original is said in the choice and beside it, until somebody has.
        let torunn = Browser::of(&api.demo, "no-leader").await;
        let page = torunn.get(&format!("/plans/{plan}/requirements/{goal}")).await.html;
        let choice = page.split("<option").find(|one| one.contains(&paper)).unwrap();
        assert!(choice.contains("Originalen er ikke sett"), "{choice}");
        assert!(page.contains("Ingen har sett originalen"), "{page}");

        // No advice is waited for: it was judged where it was achieved.
        let made = api.post("no-leader", "/credits", wanted.clone()).await.is(201).body;
        assert_eq!((&made["state"], &made["role"]), (&json!("attested"), &json!("leader")));
        let now = api.requirement("no-lis", &plan, &goal).await;
        assert_eq!(happened(&now), ["credited"]);
        assert_eq!(now["attestation"], made["id"]);
        api.post("no-leader", "/credits", wanted).await.refused(409, "already_attested");
        let news = api.get("no-lis", "/notices").await.is(200);
        assert_eq!(news.items()[0]["what"], "credited");
        // What it rests on stays on file, which is said instead of a button that does nothing.
        let ingrid = Browser::of(&api.demo, "no-lis").await;
        let page = ingrid.get("/dossiers").await.html;
        assert!(page.contains("Derfor kan det ikke tas tilbake"), "{page}");
        assert!(!page.contains(&format!("/documents/{paper}/withdraw")), "{page}");
        assert!(page.contains(&format!("/documents/{other}/withdraw")), "{page}");
        api.delete("no-lis", &format!("/documents/{paper}")).await.refused(409, "wrong_state");
        api.delete("no-lis", &format!("/documents/{other}")).await.is(204);

        // It is marked as such for whoever is shown it.
        api.demo.app.ledger.drain(|| api.demo.app.world.now()).await.expect("the ledger grows");
        let shown = api.get("no-lis", "/credentials?limit=200").await.is(200);
        let credited: Vec<&Value> = shown.items().iter().filter(|one| one["credited"] == true).collect();
        assert!(matches!(credited[..], [one] if one["id"] == made["id"]), "{credited:?}");
        let page =
            Browser::of(&api.demo, "no-lis").await.get(&format!("/plans/{plan}/requirements/{goal}")).await;
        assert!(page.html.contains("Etterregistrert, registrert av"), "{}", page.html);
        let (sound, text) = crate::ledger::verdict(&db, api.demo.folder.path(), &api.demo.app.schemes).await;
        assert!(sound, "{text}");
        // Behind the ledger's back it rests on another document: that is named.
        let id: Uuid = made["id"].as_str().unwrap().parse().unwrap();
        let drop =
            sql!(sqlite: "DROP TRIGGER credit_stays", postgres: "ALTER TABLE credit DISABLE TRIGGER USER");
        crate::ledger::without(&db, &[drop]).await;
        let moved = sql!("UPDATE credit SET document_id = $2 WHERE attestation_id = $1");
        let to = |document: &str| args![id, document.parse::<Uuid>().unwrap()];
        crate::ledger::does(&db, moved, to(&strangers)).await;
        let (sound, text) = crate::ledger::verdict(&db, api.demo.folder.path(), &api.demo.app.schemes).await;
        assert!(!sound && text.contains("the document on which act"), "{text}");
        crate::ledger::does(&db, moved, to(&paper)).await;

        // A mistake is undone like any other: by two.
        let path = format!("/attestations/{}/annulment", made["id"].as_str().unwrap());
        let annulment = api.post("no-leader", &path, json!({ "reason": "Feil lege." })).await.is(202).id();
        api.post("no-uao", &format!("/annulments/{annulment}/confirm"), json!({})).await.is(200);
        assert_eq!(api.requirement("no-lis", &plan, &goal).await["state"], "in_progress");
        assert!(ingrid.get("/dossiers").await.html.contains(&format!("/documents/{paper}/withdraw")));
        api.post("no-leader", &format!("/documents/{paper}/verify"), json!({})).await.is(200);
        let page = torunn.get(&format!("/plans/{plan}/requirements/{goal}")).await.html;
        let choice = page.split("<option").find(|one| one.contains(&paper)).unwrap();
        assert!(!choice.contains("ikke sett") && !page.contains("Ingen har sett originalen"), "{page}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn merit_is_registered_by_the_secretariat_on_the_page() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let plan = api.plan("dk-trainee", "ORTO-I").await;
        let goal = api.codes("dk-trainee", &plan, "goal", "open").await.remove(0);
        let path = format!("/plans/{plan}/requirements/{goal}");
        let secretariat = Browser::of(&api.demo, "dk-secretariat").await;
        // Without a document the page says what is needed, and by whom.
        let page = secretariat.get(&path).await;
        assert!(
            page.html.contains("afgørelse om merit") && !page.html.contains("/credit\""),
            "{}",
            page.html
        );
        let paper = api.filed("dk-trainee", "merit_decision", PAPER).await;
        assert!(secretariat.get(&path).await.html.contains(&paper));
        let to = format!("{path}/credit");
        let empty = secretariat.post(&to, &[("document", &paper)]).await;
        assert_eq!(empty.status.as_u16(), 422);
        assert!(empty.html.contains(&paper), "what was chosen stays");
        let form =
            [("document", paper.as_str()), ("completed_on", "03.05.2019"), ("comment", "Efter afgørelse.")];
        assert_eq!(Browser::of(&api.demo, "dk-uao").await.post(&to, &form).await.status.as_u16(), 403);
        let done = secretariat.post_and_follow(&to, &form).await;
        let words = done.html.replace('\u{a0}', " ");
        assert!(words.contains("Opnået 3. maj 2019, ifølge kompetanse.pdf"), "{words}");
        assert_eq!(happened(&api.requirement("dk-trainee", &plan, &goal).await), ["credited"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dossier_says_what_was_achieved_before_and_is_believed() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let plan = api.plan("dk-basic", "KBU").await;
        let goal = api.codes("dk-basic", &plan, "goal", "attested").await.remove(0);
        let attestation = api.requirement("dk-basic", &plan, &goal).await["attestation"].clone();
        let path = format!("/attestations/{}/annulment", attestation.as_str().unwrap());
        let annulment = api.post("dk-secretariat", &path, json!({ "reason": "Merit." })).await.is(202).id();
        api.post("dk-secretariat-2", &format!("/annulments/{annulment}/confirm"), json!({})).await.is(200);
        // The decision lies with an earlier stage of training: it comes along, and counts for nothing else.
        let earlier = api.earlier_stage("dk-basic").await;
        let fields = [("kind", "merit_decision"), ("programme", earlier.as_str())];
        let paper = api.upload("dk-basic", &fields, Some(("merit.pdf", PAPER)), &[]).await.is(201).id();
        api.post("dk-secretariat", "/credits", credit(&plan, &goal, &paper)).await.is(201);
        api.emil_is_ready().await;
        // The overview of employments is another now, and is confirmed anew.
        let overview = api.get("dk-basic", "/employments").await.is(200).body["digest"].clone();
        api.post("dk-basic", "/employments/confirm", json!({ "digest": overview })).await.is(200);
        let dossier = api.sealed("dk-basic", KBU).await;
        let file = api.file("dk-basic", &dossier).await;
        let checked = sealed::check(&file, api.keys()).unwrap();
        let acts = checked.payload.content.acts.iter().filter_map(|held| checked.counted.act(held.id));
        assert_eq!(acts.filter(|act| act.what == What::Credited).count(), 1);
        let said = api
            .send(None, axum::http::Method::POST, "/api/v1/dossiers/verify", &[], file.clone())
            .await
            .is(200)
            .body;
        let found = said["requirements"].as_array().unwrap().iter().find(|one| one["code"] == goal).unwrap();
        assert_eq!(found["attested"][0]["credited_on"], "2019-05-03", "{found}");
        assert_eq!(found["attested"][0]["role"], "secretariat");

        // Whoever holds the keys makes no other of it.
        let forger = Forger::of(&file, api.keys());
        sealed::check(&forger.file(|_| ()), &forger.keys()).expect("whoever changes nothing is believed");
        let credited = |act: &Act| act.what == What::Credited;
        let other =
            checked.payload.content.documents.iter().find(|one| one.kind != "merit_decision").unwrap().id;
        let wrong = [
            forger.act(credited, |act| act.document = None),
            forger.act(credited, |act| act.document = Some(other)),
            forger.act(credited, |act| act.evidence = vec!["00".repeat(32)]),
            forger.act(credited, |act| act.on = None),
            forger.act(credited, |act| act.role = Some(Role::Tutor)),
        ];
        assert!(wrong.iter().all(|wrong| matches!(wrong, Wrong::NotEntitled(_))), "{wrong:?}");
        let without = forger.content(|content| content.documents.retain(|one| one.kind != "merit_decision"));
        assert!(!matches!(without, Wrong::OtherSeal | Wrong::NotInLedger(_)), "{without:?}");
    })
    .await;
}
