//! What the ledger knows of a portal's acts, and what it finds out when somebody with the database in hands changes them.

use std::{collections::BTreeMap, path::Path};

use axum::{
    body::{Body, to_bytes},
    http::Request,
};
use base::{ActId, Period, PersonId};
use db::{Conn, Db, Fault, Sql, Value, Work, args, sql, testing::each_engine};
use domain::{access::Role, scheme::Scheme};
use portal::{
    audit::{Act, verify},
    config::Config,
    error::Error,
    installation::Kind,
    migrations, people,
    portal::App,
    schemes, serving,
};
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::world::Demo;

mod bound;
mod documents;
mod rows;

/// Statements as the database's owner may run them.
struct Deed(Vec<(Sql, Vec<Value>)>);
impl Work for Deed {
    type Done = u64;
    type Error = Fault;
    async fn run(&self, c: &mut Conn) -> Result<u64, Fault> {
        let mut touched = 0;
        for (sql, args) in &self.0 {
            touched += c.execute(*sql, args).await?;
        }
        Ok(touched)
    }
}

pub(crate) async fn does<const N: usize>(db: &Db, sql: Sql, args: [Value; N]) {
    assert!(db.write(Deed(vec![(sql, args.to_vec())])).await.unwrap() > 0, "the deed touches something");
}

/// The database's owner does away with what refuses changes.
pub(crate) async fn without(db: &Db, triggers: &[Sql]) {
    for statement in triggers {
        db.write(Deed(vec![(*statement, Vec::new())])).await.unwrap();
    }
}

const TRIGGERS: [Sql; 3] = [
    sql!(sqlite: "DROP TRIGGER act_stays", postgres: "ALTER TABLE act DISABLE TRIGGER USER"),
    sql!(sqlite: "DROP TRIGGER act_is_kept", postgres: "SELECT 1"),
    sql!(sqlite: "DROP TRIGGER attestation_stays", postgres: "ALTER TABLE attestation DISABLE TRIGGER USER"),
];

async fn some(db: &Db, select: Sql) -> Uuid {
    let row: Option<(Uuid,)> = db.read(move |c| Box::pin(c.first(select, &[]))).await.unwrap();
    row.expect("the demo has one").0
}

/// Forged, it is named; then it is mended.
async fn forged(demo: &Demo, id: Uuid, (forge, mend): (Sql, Sql), words: &str) {
    does(&demo.app.db, forge, args![id]).await;
    finds(demo, &[&words.replace("{id}", &id.to_string())]).await;
    does(&demo.app.db, mend, args![id]).await;
}

/// Whether the verdict is good, and its words.
pub(crate) async fn verdict(db: &Db, folder: &Path, schemes: &BTreeMap<String, Scheme>) -> (bool, String) {
    let mut text = String::new();
    let tell = &mut |line: &str| text.extend([line, "\n"]);
    let verdict = verify::ledger_verify(db, folder, schemes, tell).await.unwrap();
    (verdict == verify::Verdict::Whole, text)
}

/// The verdict is bad, and has all these words.
async fn finds(demo: &Demo, words: &[&str]) {
    let (sound, text) = verdict(&demo.app.db, demo.folder.path(), &demo.app.schemes).await;
    assert!(!sound && !text.contains("The ledger is whole."), "not found: {words:?}");
    words.iter().for_each(|w| assert!(text.contains(w), "{w:?} is not said in:\n{text}"));
}
async fn is_sound(demo: &Demo) {
    let (sound, text) = verdict(&demo.app.db, demo.folder.path(), &demo.app.schemes).await;
    assert!(sound && text.ends_with("The ledger is whole.\n"), "{text}");
}

type Row = (ActId, Vec<u8>, Vec<u8>, Option<Uuid>);

/// An attestation's act that stands somewhere in the middle.
async fn some_act(db: &Db) -> Row {
    let select =
        sql!("SELECT id, body, salt, plan_id FROM act WHERE what = 'attested' ORDER BY id LIMIT 1 OFFSET 20");
    db.read(move |c| Box::pin(c.first(select, &[]))).await.map(|row: Option<Row>| row.unwrap()).unwrap()
}

#[tokio::test]
async fn whatever_is_done_behind_the_ledgers_back_is_named() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        is_sound(&demo).await;
        demo.app.ledger.drain(|| demo.app.world.now()).await.unwrap();
        is_sound(&demo).await;
        without(&db, &TRIGGERS).await;
        an_attestation_that_no_act_made(&demo).await;
        a_state_that_no_act_made(&demo).await;
        an_act_changed(&demo).await;
        an_act_slipped_in(&demo).await;
        an_act_deleted(&demo).await;
    })
    .await;
}

/// An act whose leaf waits.
struct Give(App, PersonId);
impl Work for Give {
    type Done = ();
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<(), Error> {
        let period = Period { from: self.0.world.today(), until: None };
        let (role, over, scheme) = (Role::Administrator, people::Over::Portal, String::new());
        let new = people::NewGrant { person: self.1, role, scheme, over, period };
        people::grant_role(c, &self.0.world, None, &new).await.map(drop)
    }
}

#[tokio::test]
async fn without_its_key_the_portal_starts_and_says_that_nothing_is_signed() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        demo.app.ledger.drain(|| demo.app.world.now()).await.unwrap();
        let (config, empty) = (Config::default(), tempfile::tempdir().unwrap());
        let foreign = tempfile::tempdir().unwrap();
        let note = std::fs::read_to_string(demo.folder.path().join("ledger.checkpoint")).unwrap();
        let other = ledger::Key::from_seed("somebody.else", &[7; 32]).unwrap();
        std::fs::write(foreign.path().join("ledger.key"), other.to_secret()).unwrap();
        std::fs::write(foreign.path().join("ledger.checkpoint"), note).unwrap();
        for (folder, why) in [(&empty, "its key is not in"), (&foreign, "ledger.checkpoint is")] {
            let rules = schemes::load(None).unwrap();
            let world = demo.app.world.clone();
            let started = serving::assemble(&config, folder.path(), Kind::Demo, world, rules, db.clone());
            let app = started.await.expect("it starts all the same");
            let waiting = app.ledger.waiting().await.unwrap();
            app.does(Give(app.clone(), demo.person("no-uao"))).await.expect("acts go on");
            assert_eq!(app.ledger.waiting().await.unwrap(), waiting + 1);
            let ready = Request::get("/readyz").body(Body::empty()).unwrap();
            let said = serving::web::service(&app, &config).oneshot(ready).await.unwrap();
            assert_eq!(said.status(), 200);
            let said = to_bytes(said.into_body(), 10_000).await.unwrap();
            let said = String::from_utf8_lossy(&said);
            assert!(said.contains("signs nothing") && said.contains(why), "{said}");
            assert!(app.ledger.step(app.world.now()).await.is_err());
        }
    })
    .await;
}

/// The keys that the acts name, the first one first.
async fn keys_named(db: &Db) -> Vec<String> {
    let select = sql!("SELECT body FROM act WHERE what = 'key_changed' ORDER BY id");
    let rows: Vec<(Vec<u8>,)> = db.read(move |c| Box::pin(c.all(select, &[]))).await.unwrap();
    rows.into_iter().map(|(body,)| serde_json::from_slice::<Act>(&body).unwrap().over.unwrap()).collect()
}

#[tokio::test]
async fn the_ledger_says_which_key_signs_it_and_when_another_takes_its_place() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let first = demo.app.ledger.verifier().unwrap().to_string();
        demo.app.ledger.drain(|| demo.app.world.now()).await.unwrap();
        let start = async || {
            let (rules, world) = (schemes::load(None).unwrap(), demo.app.world.clone());
            let config = Config::default();
            serving::assemble(&config, demo.folder.path(), Kind::Demo, world, rules, db.clone())
                .await
                .unwrap()
        };
        start().await;
        assert_eq!(keys_named(&db).await, std::slice::from_ref(&first), "the same key is named once");
        let other = ledger::Key::from_seed(demo.app.ledger.verifier().unwrap().name(), &[7; 32]).unwrap();
        let file = demo.folder.path().join("ledger.key");
        std::fs::write(&file, other.to_secret()).unwrap();
        let app = start().await;
        assert_eq!(keys_named(&db).await, [first, other.verifier().to_string()]);
        app.ledger.drain(|| app.world.now()).await.unwrap();
        is_sound(&demo).await;
    })
    .await;
}

async fn an_act_changed(demo: &Demo) {
    let db = &demo.app.db;
    let (id, body, salt, plan) = some_act(db).await;
    let named = format!("row {id} at place");
    let set_body = sql!("UPDATE act SET body = $2 WHERE id = $1");
    let text = String::from_utf8(body.clone()).unwrap();
    let backdated = text.replacen("\"at\":\"20", "\"at\":\"19", 1);
    does(db, set_body, args![id, backdated.into_bytes()]).await;
    finds(demo, &[&named, "it was changed", "columns are not what its body says"]).await;
    // One that cannot be read at all breaks nothing off: what it said is missed, and the verdict is spoken.
    does(db, set_body, args![id, b"gone".to_vec()]).await;
    finds(demo, &[&named, "The ledger is NOT whole.", "has no such act"]).await;
    does(db, set_body, args![id, body]).await;

    let set_salt = sql!("UPDATE act SET salt = $2 WHERE id = $1");
    does(db, set_salt, args![id, &salt[1..]]).await;
    finds(demo, &[&named, "it was changed"]).await;
    does(db, set_salt, args![id, salt]).await;

    let set_plan = sql!("UPDATE act SET plan_id = $2 WHERE id = $1");
    does(db, set_plan, args![id, None::<Uuid>]).await;
    finds(
        demo,
        &[&format!("row {id}: its columns"), "requirements and their attestations are NOT what the acts say"],
    )
    .await;
    does(db, set_plan, args![id, plan]).await;
    is_sound(demo).await;
}

async fn an_act_slipped_in(demo: &Demo) {
    let (id, ..) = some_act(&demo.app.db).await;
    let slip = sql!(
        "INSERT INTO act (id, at, what, actor_id, trainee_id, plan_id, requirement_id, power_id, body, salt)
         SELECT $2, at, what, actor_id, trainee_id, plan_id, requirement_id, power_id, body, salt FROM act WHERE id = $1"
    );
    for stranger in [Uuid::from_u128(id.uuid().as_u128() + 1), Uuid::nil(), Uuid::max()] {
        does(&demo.app.db, slip, args![id, stranger]).await;
        finds(demo, &[&format!("row {stranger}: the row has no leaf")]).await;
        does(&demo.app.db, sql!("DELETE FROM act WHERE id = $1"), args![stranger]).await;
    }
    is_sound(demo).await;
}

async fn an_act_deleted(demo: &Demo) {
    let (id, ..) = some_act(&demo.app.db).await;
    does(&demo.app.db, sql!("DELETE FROM act WHERE id = $1"), args![id]).await;
    finds(demo, &[&format!("row {id} at place"), "it was deleted", "has no such act"]).await;
}

async fn an_attestation_that_no_act_made(demo: &Demo) {
    let db = &demo.app.db;
    let (id, ..) = some_act(db).await;
    let boast = sql!("UPDATE attestation SET comment = $2 WHERE id = $1");
    let select = sql!("SELECT comment FROM attestation WHERE id = $1");
    let comment = db.read(move |c| Box::pin(async move { c.first(select, &args![id]).await }));
    let (comment,): (Option<String>,) = comment.await.map(|row: Option<_>| row.unwrap()).unwrap();
    does(db, boast, args![id, "The best I ever saw."]).await;
    finds(demo, &[&format!("the attestation of act {id} is missing or was changed")]).await;
    does(db, boast, args![id, comment]).await;
}

async fn a_state_that_no_act_made(demo: &Demo) {
    let promote = sql!("UPDATE requirement_state SET state = $1 WHERE state = $2");
    does(&demo.app.db, promote, args!["attested", "returned"]).await;
    finds(demo, &["the table says attested, the acts say returned"]).await;
    let back = sql!("UPDATE requirement_state SET state = $1 WHERE sign_off_id IS NOT NULL AND state = $2");
    does(&demo.app.db, back, args!["returned", "attested"]).await;
    is_sound(demo).await;
}
