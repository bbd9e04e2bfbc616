//! Every look at somebody else's record leaves one row in the access log, whichever door it goes through; a look at one's own none.

use db::{Conn, Db, Fault, Work, args, sql, testing::each_engine};
use portal::{
    cases::SendDossier,
    dossiers::SealDossier,
    error::Error,
    migrations::ALL,
    people,
    portal::App,
    routes::{self, Line},
};
use serde_json::{Value, json};

use super::{Api, sealing::KBU};
use crate::browser::Browser;

/// Who opens a door, and whether it shows them somebody else's record.
struct Visit {
    line: &'static str,
    who: &'static str,
    path: String,
    logged: bool,
}

/// Rows that this persona left.
async fn rows(api: &Api, who: &str) -> i64 {
    let person = api.demo.person(who);
    let count = sql!(
        "SELECT (SELECT COUNT(*) FROM access_log WHERE person_id = $1) + (SELECT COUNT(*) FROM access_log_list WHERE person_id = $1)"
    );
    let read = api
        .demo
        .app
        .db
        .read(move |c| Box::pin(async move { c.first::<(i64,)>(count, &args![person]).await }));
    read.await.unwrap().map_or(0, |(rows,)| rows)
}

/// What stands in the paths: a plan with a goal that waits for the leader, and an attested one whose annulment is proposed.
struct Ground {
    plan: String,
    waiting: String,
    request: String,
    decided: String,
    attested: String,
    attestation: String,
    annulment: String,
    unit: String,
    grant: String,
    paper: String,
    dossier: String,
    sent: String,
    case: String,
}

async fn ground(api: &Api) -> Ground {
    let plan = api.plan("no-lis", "ANE").await;
    let sent = api.get("no-lis", "/sign-offs?box=out&state=requested&limit=200").await.is(200);
    let to_leader = |one: &&Value| one["to"]["id"] == api.demo.person("no-leader").to_string();
    let one = sent.items().iter().find(to_leader).expect("a goal waits for the leader").clone();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let attested = api.codes("no-lis", &plan, "goal", "attested").await.remove(0);
    let attestation = text(&api.requirement("no-lis", &plan, &attested).await["attestation"]);
    let path = format!("/attestations/{attestation}/annulment");
    let annulment = api.post("no-leader", &path, json!({ "reason": "Feil mål." })).await.is(202).id();
    let unit = text(&api.get("no-leader", "/me").await.is(200).body["grants"][0]["over"]["id"]);
    let held = api.get("no-leader", "/grants").await.is(200);
    let grant = text(&held.items().iter().find(|one| one["may_end"] == true).expect("a role to end")["id"]);
    let (waiting, request) = (text(&one["requirement"]), text(&one["id"]));
    let past = api.get("no-leader", "/sign-offs?state=attested").await.is(200);
    let decided = text(&past.items().first().expect("the leader has approved something")["id"]);
    let paper = text(&api.get("dk-basic", "/documents").await.is(200).items()[0]["id"]);
    let seal = SealDossier { call: api.demo.call("no-done"), kind: "no-spesialist".to_owned() };
    let sealed = api.demo.app.does(seal).await.expect("all is there");
    let dossier = sealed.to_string();
    api.emil_is_ready().await;
    let seal = SealDossier { call: api.demo.call("dk-basic"), kind: KBU.to_owned() };
    let sent = api.demo.app.does(seal).await.expect("all is there");
    api.demo.app.ledger.drain(|| api.demo.app.world.now()).await.expect("the ledger grows");
    portal::dossiers::file(&api.demo.app, sent)
        .await
        .expect("its file can be made")
        .expect("all is in the ledger");
    let send = SendDossier { call: api.demo.call("dk-basic"), dossier: sent };
    let case = api.demo.app.does(send).await.expect("it can be sent").case.to_string();
    let sent = sent.to_string();
    Ground {
        plan,
        waiting,
        request,
        decided,
        attested,
        attestation,
        annulment,
        unit,
        grant,
        paper,
        dossier,
        sent,
        case,
    }
}

/// Every door that answers a GET and needs somebody: a new one has to be added here.
fn visits(api: &Api, at: &Ground) -> Vec<Visit> {
    let Ground { plan, waiting, request, decided, attested, attestation, annulment, unit, grant, .. } = at;
    let trainee = api.demo.person("no-lis");
    let mut all = Vec::new();
    let mut add = |line, who, path: String, logged| all.push(Visit { line, who, path, logged });
    for (line, path) in [
        ("/me", "/me"),
        ("/me/sessions", "/me/sessions"),
        ("/me/look-ups", "/me/look-ups"),
        ("/delegations", "/delegations"),
        ("/api/v1/me", "/api/v1/me"),
        ("/api/v1/me/sessions", "/api/v1/me/sessions"),
        ("/api/v1/me/look-ups", "/api/v1/me/look-ups"),
        ("/api/v1/me/tokens", "/api/v1/me/tokens"),
        ("/api/v1/grants", "/api/v1/grants"),
        // Who has which role is nobody's record.
        ("/roles", "/roles"),
        ("/api/v1/curricula", "/api/v1/curricula"),
        ("/api/v1/delegations", "/api/v1/delegations"),
        // Nobody's original waits for her.
        ("/api/v1/documents/unseen", "/api/v1/documents/unseen"),
    ] {
        add(line, "no-leader", path.to_owned(), false);
    }
    let others = [
        ("/", "/".to_owned()),
        ("/trainees", "/trainees".to_owned()),
        ("/trainees/{person}/plans", format!("/trainees/{trainee}/plans")),
        ("/plans/{plan}", format!("/plans/{plan}")),
        ("/plans/{plan}/requirements/{code}", format!("/plans/{plan}/requirements/{waiting}")),
        ("/attestations/{id}/annulment", format!("/attestations/{attestation}/annulment")),
        ("/annulments/done", format!("/annulments/done?id={annulment}")),
        ("/sign-offs", "/sign-offs".to_owned()),
        ("/sign-offs/{id}", format!("/sign-offs/{request}")),
        ("/sign-offs/done", format!("/sign-offs/done?ids={decided}")),
        ("/api/v1/trainees", "/api/v1/trainees".to_owned()),
        ("/api/v1/plans", format!("/api/v1/plans?trainee={trainee}")),
        ("/api/v1/plans/{plan}", format!("/api/v1/plans/{plan}")),
        ("/api/v1/plans/{plan}/entries", format!("/api/v1/plans/{plan}/entries")),
        ("/api/v1/plans/{plan}/requirements/{code}", format!("/api/v1/plans/{plan}/requirements/{attested}")),
        (
            "/api/v1/plans/{plan}/requirements/{code}/approvers",
            format!("/api/v1/plans/{plan}/requirements/{waiting}/approvers"),
        ),
        ("/api/v1/sign-offs", "/api/v1/sign-offs".to_owned()),
        ("/api/v1/sign-offs/{id}", format!("/api/v1/sign-offs/{request}")),
        ("/api/v1/attestations/{id}/proof", format!("/api/v1/attestations/{attestation}/proof")),
    ];
    for (line, path) in others {
        add(line, "no-leader", path, true);
    }
    add("/roles/new", "no-leader", format!("/roles/new?at={unit}&role=supervisor&who=a"), false);
    add("/roles/{id}/end", "no-leader", format!("/roles/{grant}/end"), false);
    add("/api/v1/annulments", "no-uao", "/api/v1/annulments".to_owned(), true);
    add("/annulments", "no-uao", "/annulments".to_owned(), true);
    add("/api/v1/notices", "no-supervisor", "/api/v1/notices".to_owned(), true);
    let (emil, paper) = (api.demo.person("dk-basic"), &at.paper);
    add("/trainees/{person}/documents", "dk-tutor", format!("/trainees/{emil}/documents"), true);
    add("/documents/{id}", "dk-tutor", format!("/documents/{paper}"), true);
    add("/api/v1/documents", "dk-tutor", format!("/api/v1/documents?trainee={emil}"), true);
    add("/api/v1/documents/{id}", "dk-tutor", format!("/api/v1/documents/{paper}"), true);
    add("/employments", "dk-basic", "/employments".to_owned(), false);
    add("/api/v1/employments", "dk-basic", "/api/v1/employments".to_owned(), false);
    add("/courses", "dk-course-provider", "/courses".to_owned(), true);
    add("/api/v1/courses/outstanding", "dk-course-leader", "/api/v1/courses/outstanding".to_owned(), true);
    add("/dossiers", "dk-basic", "/dossiers".to_owned(), false);
    let kind = "dk-selvstaendigt-virke";
    let checklist = format!("/api/v1/dossiers/checklist?kind={kind}");
    add("/api/v1/dossiers/checklist", "dk-basic", checklist, false);
    let dossier = &at.dossier;
    add("/dossiers/{id}", "no-done", format!("/dossiers/{dossier}"), false);
    add("/dossiers/{id}/file", "no-done", format!("/dossiers/{dossier}/file"), false);
    add("/dossiers/{id}/paper", "no-done", format!("/dossiers/{dossier}/paper"), false);
    for (door, file) in [
        ("/cases", ""),
        ("/cases/{id}", ""),
        ("/cases/{id}/dossiers/{dossier}/file", ""),
        ("/cases/{id}/dossiers/{dossier}/paper", ""),
        ("/cases/{id}/documents/{document}", ""),
        ("/api/v1/cases", ""),
        ("/api/v1/cases/{id}", ""),
        ("/api/v1/cases/{id}/dossiers/{file}", ".json"),
        ("/api/v1/cases/{id}/documents/{document}", ""),
    ] {
        let path = door.replace("{id}", &at.case).replace("{document}", paper);
        let path = path.replace("{dossier}", &at.sent).replace("{file}", &format!("{}{file}", at.sent));
        add(door, "dk-authority", path, true);
    }
    add("/api/v1/dossiers", "no-done", "/api/v1/dossiers".to_owned(), false);
    add("/api/v1/dossiers/{file}", "no-done", format!("/api/v1/dossiers/{dossier}.json"), false);
    for (line, path) in [
        ("/credentials", "/credentials".to_owned()),
        ("/attestations/{id}/credential", format!("/attestations/{attestation}/credential")),
        ("/api/v1/credentials", "/api/v1/credentials".to_owned()),
        ("/api/v1/credentials/record", "/api/v1/credentials/record".to_owned()),
        ("/api/v1/attestations/{id}/credential", format!("/api/v1/attestations/{attestation}/credential")),
        ("/api/v1/curricula/{code}/{version}", "/api/v1/curricula/ANE/2019".to_owned()),
    ] {
        add(line, "no-lis", path, false);
    }
    add("/log/{plan}", "no-lis", format!("/log/{plan}"), false);
    for path in [
        "/".to_owned(),
        "/me".to_owned(),
        format!("/plans/{plan}"),
        format!("/plans/{plan}/requirements/{attested}"),
        "/api/v1/plans".to_owned(),
        "/api/v1/notices".to_owned(),
        "/api/v1/sign-offs?box=out".to_owned(),
        format!("/api/v1/plans/{plan}"),
        format!("/api/v1/plans/{plan}/requirements/{attested}"),
    ] {
        add("of one's own", "no-lis", path, false);
    }
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_door_that_shows_anothers_record_says_so_in_the_access_log() {
    each_engine(ALL, async |db| {
        let api = Api::new(&db).await;
        let at = ground(&api).await;
        let world = api.demo.app.world.clone();
        api.demo.app.ledger.drain(|| world.now()).await.expect("the ledger grows");
        let visits = visits(&api, &at);
        for Line { path, act, .. } in
            routes::PAGES.iter().chain(routes::API).filter(|line| line.method == "get")
        {
            assert!(*act == "open" || visits.iter().any(|visit| visit.line == *path), "nobody opens {path}");
        }
        for Visit { who, path, logged, .. } in &visits {
            let before = rows(&api, who).await;
            if let Some(path) = path.strip_prefix("/api/v1") {
                api.get(who, path).await.is(200);
            } else {
                let page = Browser::of(&api.demo, who).await.get(path).await;
                assert_eq!(page.status, 200, "{who} at {path}");
            }
            assert_eq!(rows(&api, who).await > before, *logged, "{who} at {path}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_waits_behind_a_decision_is_noted_too() {
    each_engine(ALL, async |db| {
        let api = Api::new(&db).await;
        let leader = Browser::of(&api.demo, "no-leader").await;
        let tray = api.get("no-leader", "/sign-offs?state=requested&limit=200").await.is(200);
        let ids: Vec<&str> = tray.items().iter().map(|one| one["id"].as_str().unwrap()).collect();
        let listed = async || {
            let person = api.demo.person("no-leader");
            let count = sql!("SELECT COUNT(*) FROM access_log_list WHERE person_id = $1 AND role = 'leader'");
            let read =
                db.read(move |c| Box::pin(async move { c.first::<(i64,)>(count, &args![person]).await }));
            read.await.unwrap().map_or(0, |(rows,)| rows)
        };
        let before = listed().await;
        let back = format!("/sign-offs/{}/return", ids[0]);
        assert_eq!(leader.post_and_follow(&back, &[("comment", "Ikke ennå.")]).await.status, 200);
        assert_eq!(listed().await, before + 1, "the list under what was returned");
        // Not ready: it comes back with the trainee's name beside why not.
        assert_eq!(leader.post_and_follow("/sign-offs/attest", &[("ids", ids[0])]).await.status, 200);
        assert_eq!(listed().await, before + 2, "the list under what could not be approved");
    })
    .await;
}

/// Ends every role of somebody.
pub(super) struct EndAll {
    pub(super) app: App,
    pub(super) person: base::PersonId,
}
impl Work for EndAll {
    type Done = ();
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<(), Error> {
        for grant in people::held(c, self.person).await? {
            people::end_role(c, &self.app.world, None, grant.id).await?;
        }
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_role_that_ended_takes_its_messages_along() {
    each_engine(ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let told = api.get("no-supervisor", "/notices?limit=200").await.is(200);
        assert!(
            told.items().iter().any(|one| one["trainee"].is_object()),
            "the supervisor was told of a trainee"
        );
        let (app, person) = (api.demo.app.clone(), api.demo.person("no-supervisor"));
        app.does(EndAll { app: app.clone(), person }).await.unwrap();
        let told = api.get("no-supervisor", "/notices?limit=200").await.is(200);
        assert!(told.items().iter().all(|one| !one["trainee"].is_object()), "{}", told.body);
        let page = Browser::of(&api.demo, "no-supervisor").await.get("/").await;
        assert!(!page.html.contains("Ingrid Solbakken"), "what was last approved is nobody's any more");
    })
    .await;
}

/// Requests that were sent to somebody long ago and are not theirs to see.
struct Strangers {
    app: App,
    to: base::PersonId,
    plan: base::PlanId,
    trainee: base::PersonId,
}
impl Work for Strangers {
    type Done = usize;
    type Error = Fault;
    async fn run(&self, c: &mut Conn) -> Result<usize, Fault> {
        let rows: Vec<(base::RequirementId,)> = c
            .all(
                sql!(
                    "SELECT r.id FROM requirement r JOIN plan p ON p.curriculum_id = r.curriculum_id
                     WHERE p.id = $1 ORDER BY r.id LIMIT 60"
                ),
                &args![self.plan],
            )
            .await?;
        for (at, (requirement,)) in rows.iter().enumerate() {
            let id: base::SignOffId = portal::mint!(self.app.world, base::SignOffId);
            let sent = base::Moment::from_micros(i64::try_from(at).unwrap_or(0));
            let insert = sql!(
                "INSERT INTO sign_off (id, plan_id, requirement_id, trainee_id, to_person, state, requested_at, changed_at, changed_by)
                 VALUES ($1, $2, $3, $4, $5, 'requested', $6, $6, $4)"
            );
            c.execute(insert, &args![id, self.plan, *requirement, self.trainee, self.to, sent]).await?;
        }
        Ok(rows.len())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn old_requests_from_elsewhere_do_not_fill_a_tray() {
    each_engine(ALL, async |db| {
        let api = Api::new(&db).await;
        let (app, to) = (api.demo.app.clone(), api.demo.person("no-leader"));
        let (plan, trainee) = (api.plan("nom-lis", "ALM").await.parse().unwrap(), api.demo.person("nom-lis"));
        let leader = Browser::of(&api.demo, "no-leader").await;
        let cards = async || leader.get("/sign-offs").await.html.matches("name=\"ids\"").count();
        let (before, waiting) = (cards().await, api.get("no-leader", "/sign-offs?limit=200").await.is(200));
        assert!(before > 5);
        let strangers = db.write(Strangers { app, to, plan, trainee }).await.unwrap();
        assert_eq!(strangers, 60, "more than a page holds");
        assert_eq!(cards().await, before);
        let part = api.get("no-leader", "/sign-offs?limit=3").await.is(200);
        assert_eq!(part.items(), &waiting.items()[..3], "a part is full when there is more");
    })
    .await;
}
