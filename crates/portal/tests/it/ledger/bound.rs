//! Who is let in, and who follows which curriculum, forged by somebody with the database in hands: `attest ledger verify` names it.

use std::sync::Arc;

use base::{CurriculumId, IdentityId, Moment, PersonId, PlanId};
use db::{Db, Sql, Value, args, sql, testing::each_engine};
use portal::{curricula, migrations, mint, people, training};
use uuid::Uuid;

use super::{does, is_sound as is_whole, verdict};
use crate::world::Demo;

/// The two comparisons alone find all these words.
async fn finds(demo: &Demo, words: &[&str]) {
    let text = told(demo).await;
    words.iter().for_each(|w| assert!(text.contains(w), "{w:?} is not said in:\n{text}"));
}
async fn is_sound(demo: &Demo) {
    assert_eq!(told(demo).await, "");
}

/// What is told of persons and plans, a line each.
async fn told(demo: &Demo) -> String {
    let (db, mut text) = (&demo.app.db, String::new());
    let tell = &mut |line: &str| text.extend([line, "\n"]);
    let people = people::compare(db, tell).await.unwrap().is_sound();
    let plans = training::compare(db, tell).await.unwrap().is_sound();
    assert_eq!(people && plans, text.is_empty());
    text
}

#[tokio::test]
async fn a_forged_binding_of_a_person_is_named() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        identities(&demo).await;
        addresses(&demo).await;
        is_whole(&demo).await;
    })
    .await;
}

/// A row of a table, if it is there.
async fn row<T: db::FromRow + Send + 'static>(demo: &Demo, select: Sql, id: impl Into<Value>) -> T {
    let id = id.into();
    let read = demo.app.db.read(move |c| Box::pin(async move { c.first(select, &[id]).await }));
    read.await.unwrap().expect("it is there")
}

/// Somebody else's log-in opens the leader's record: by a row changed, one added, and one taken away.
async fn identities(demo: &Demo) {
    let db = &demo.app.db;
    let (leader, other) = (demo.person("no-leader"), demo.person("no-stranger"));
    let select = sql!("SELECT id, subject, bound_at FROM identity WHERE person_id = $1");
    let (id, subject, at): (IdentityId, String, Moment) = row(demo, select, other).await;
    let person = sql!("UPDATE identity SET person_id = $2 WHERE id = $1");
    does(db, person, args![id, leader]).await;
    finds(demo, &["of person", &format!("to {leader}"), &format!("to {other}"), "the acts say demo"]).await;
    does(db, person, args![id, other]).await;

    let name = sql!("UPDATE identity SET subject = $2 WHERE id = $1");
    does(db, name, args![id, "somebody"]).await;
    finds(demo, &["no act gave it", &format!("of person {other}: it was given, and its row is missing")])
        .await;
    does(db, name, args![id, &subject]).await;

    let set = sql!("UPDATE identity SET bound_at = $2 WHERE id = $1");
    does(db, set, args![id, Moment::from_micros(at.micros() - 1)]).await;
    finds(demo, &["identity demo"]).await;
    does(db, set, args![id, at]).await;

    let add =
        sql!("INSERT INTO identity (id, person_id, issuer, subject, bound_at) VALUES ($1, $2, $3, $4, $5)");
    let fresh = mint!(demo.app.world, IdentityId);
    for issuer in ["https://login.example", "email", "password"] {
        does(db, add, args![fresh, leader, issuer, "mallory", at]).await;
        finds(demo, &[&format!("identity {issuer}"), &format!("of person {leader}: no act gave it")]).await;
        does(db, sql!("DELETE FROM identity WHERE id = $1"), args![fresh]).await;
    }

    does(db, sql!("DELETE FROM identity WHERE id = $1"), args![id]).await;
    finds(demo, &[&format!("of person {other}: it was given, and its row is missing")]).await;
    does(db, add, args![id, other, "demo", &subject, at]).await;
    is_sound(demo).await;
}

/// Two persons' addresses change places; one is taken away, one slipped in.
async fn addresses(demo: &Demo) {
    let db = &demo.app.db;
    let leader = demo.person("no-leader");
    let set = sql!("UPDATE person SET email = $2 WHERE id = $1");
    let (email,): (String,) = row(demo, sql!("SELECT email FROM person WHERE id = $1"), leader).await;
    let missing = format!("of person {leader}: it was given, and its row is missing");
    does(db, set, args![leader, "mallory@hospital.example"]).await;
    finds(
        demo,
        &["address email", &format!("of person {leader}: the table says email"), "the acts say email"],
    )
    .await;
    does(db, set, args![leader, None::<String>]).await;
    finds(demo, &[&missing]).await;
    does(db, set, args![demo.person("no-stranger"), &email]).await;
    finds(demo, &["the table says email", "the acts say email", &missing]).await;
    does(db, set, args![demo.person("no-stranger"), "no-stranger@attest.example"]).await;
    does(db, set, args![leader, email]).await;
}

#[tokio::test]
async fn a_forged_plan_is_named() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        columns(&demo).await;
        begun_or_not(&demo).await;
        is_sound(&demo).await;
        archived(&demo).await;
        added(&demo).await;
        is_sound(&demo).await;
        deleted(&demo).await;
        is_whole(&demo).await;
        does(&db, sql!("UPDATE plan SET scheme = 'dk' WHERE scheme = 'no'"), args![]).await;
        does(&db, sql!("UPDATE identity SET subject = subject || '!'"), args![]).await;
        let (sound, text) = verdict(&db, demo.folder.path(), &demo.app.schemes).await;
        assert!(
            !sound && text.ends_with("The tree is whole; the tables are not what its acts say.\n"),
            "{text}"
        );
        assert!(text.contains("plan ") && text.contains("identity demo"), "{text}");
    })
    .await;
}

/// The plan of one requirement's state, on which something happened.
async fn some_plan(demo: &Demo) -> PlanId {
    let select =
        sql!("SELECT id FROM plan WHERE trainee_id = $1 AND begun_at IS NOT NULL ORDER BY id LIMIT 1");
    row::<(PlanId,)>(demo, select, demo.person("no-lis")).await.0
}

/// Whose, on what, where, by whom and when.
async fn columns(demo: &Demo) {
    let plan = some_plan(demo).await;
    let named = format!("plan {plan}: the table says");
    for (forge, mend) in [
        (
            sql!(
                "UPDATE plan SET trainee_id = (SELECT id FROM person WHERE email = 'no-stranger@attest.example') WHERE id = $1"
            ),
            sql!(
                "UPDATE plan SET trainee_id = (SELECT id FROM person WHERE email = 'no-lis@attest.example') WHERE id = $1"
            ),
        ),
        (
            sql!("UPDATE plan SET assigned_by = trainee_id WHERE id = $1"),
            sql!("UPDATE plan SET assigned_by = NULL WHERE id = $1"),
        ),
        (
            sql!("UPDATE plan SET scheme = 'dk' WHERE id = $1"),
            sql!("UPDATE plan SET scheme = 'no' WHERE id = $1"),
        ),
    ] {
        does(&demo.app.db, forge, args![plan]).await;
        finds(demo, &[&named]).await;
        does(&demo.app.db, mend, args![plan]).await;
    }
    moved(demo, plan, &named).await;
}

/// The same of columns whose values are read first.
async fn moved(demo: &Demo, plan: PlanId, named: &str) {
    let db = &demo.app.db;
    let select = sql!("SELECT curriculum_id, programme_id, specialty, assigned_at FROM plan WHERE id = $1");
    let (curriculum, programme, specialty, at): (CurriculumId, Uuid, Option<String>, Moment) =
        row(demo, select, plan).await;
    let (other,): (CurriculumId,) =
        row(demo, sql!("SELECT id FROM curriculum WHERE id <> $1 ORDER BY code LIMIT 1"), curriculum).await;
    let (elsewhere,): (Uuid,) =
        row(demo, sql!("SELECT id FROM programme WHERE id <> $1 ORDER BY id LIMIT 1"), programme).await;
    let set = sql!(
        "UPDATE plan SET curriculum_id = $2, programme_id = $3, specialty = $4, assigned_at = $5 WHERE id = $1"
    );
    for (curriculum, programme, specialty, at) in [
        (other, programme, specialty.clone(), at),
        (curriculum, elsewhere, specialty.clone(), at),
        (curriculum, programme, Some("xyz".to_owned()), at),
        (curriculum, programme, specialty.clone(), Moment::from_micros(at.micros() + 1)),
    ] {
        does(db, set, args![plan, curriculum, programme, specialty, at]).await;
        finds(demo, &[named]).await;
    }
    does(db, set, args![plan, curriculum, programme, specialty, at]).await;
}

async fn begun_or_not(demo: &Demo) {
    let db = &demo.app.db;
    let plan = some_plan(demo).await;
    let (at,): (Moment,) = row(demo, sql!("SELECT begun_at FROM plan WHERE id = $1"), plan).await;
    let set = sql!("UPDATE plan SET begun_at = $2 WHERE id = $1");
    does(db, set, args![plan, None::<Moment>]).await;
    finds(demo, &[&format!("plan {plan}: the table says"), "not begun"]).await;
    does(db, set, args![plan, at]).await;
}

/// A plan that no act archived is; one that an act archived is not any more.
async fn archived(demo: &Demo) {
    let db = &demo.app.db;
    let plan = some_plan(demo).await;
    let named = format!("plan {plan}: the table says");
    let set = sql!("UPDATE plan SET archived_at = $2 WHERE id = $1");
    does(db, set, args![plan, demo.app.world.now()]).await;
    finds(demo, &[&named]).await;
    does(db, set, args![plan, None::<Moment>]).await;
    is_sound(demo).await;
    let call = demo.call("no-leader");
    demo.app.does(training::ArchivePlan { call, plan }).await.expect("it was begun");
    is_sound(demo).await;
    let (at,): (Moment,) = row(demo, sql!("SELECT archived_at FROM plan WHERE id = $1"), plan).await;
    does(db, set, args![plan, None::<Moment>]).await;
    finds(demo, &[&named]).await;
    does(db, set, args![plan, at]).await;
}

/// Somebody follows a curriculum that nobody assigned.
async fn added(demo: &Demo) {
    let fresh = mint!(demo.app.world, PlanId);
    let slip = sql!(
        "INSERT INTO plan (id, programme_id, trainee_id, scheme, curriculum_id, specialty, assigned_by, assigned_at, archived_at)
         SELECT $2, programme_id, trainee_id, scheme, curriculum_id, specialty, assigned_by, assigned_at, assigned_at
         FROM plan WHERE id = $1"
    );
    does(&demo.app.db, slip, args![some_plan(demo).await, fresh]).await;
    finds(demo, &[&format!("plan {fresh}: no act assigned it")]).await;
    does(&demo.app.db, sql!("DELETE FROM plan WHERE id = $1"), args![fresh]).await;
}

/// A plan is assigned and deleted by the leader: its row is away before, or there after.
async fn deleted(demo: &Demo) {
    demo.publish_another("no").await;
    let call = demo.call("no-leader");
    let read = demo.app.db.read(|c| {
        Box::pin(async {
            let id = curricula::find(c, "no", "EKSTRA", "1").await?.expect("it is published");
            curricula::read(c, id).await
        })
    });
    let book = Arc::new(read.await.unwrap().expect("it is there"));
    let id = book.id;
    let trainee: PersonId = demo.person("no-lis");
    let plan = demo.app.does(training::AssignPlan { call: call.clone(), trainee, book }).await.unwrap();
    is_sound(demo).await;
    let programme: (Uuid,) = row(demo, sql!("SELECT programme_id FROM plan WHERE id = $1"), plan).await;
    let again = sql!(
        "INSERT INTO plan (id, programme_id, trainee_id, scheme, curriculum_id, assigned_by, assigned_at)
         VALUES ($1, $2, $3, 'no', $4, $5, $6)"
    );
    let (at,): (Moment,) = row(demo, sql!("SELECT assigned_at FROM plan WHERE id = $1"), plan).await;
    does(&demo.app.db, sql!("DELETE FROM plan WHERE id = $1"), args![plan]).await;
    finds(demo, &[&format!("plan {plan}: it was assigned, and its row is missing")]).await;
    let row = || args![plan, programme.0, trainee, id, demo.person("no-leader"), at];
    does(&demo.app.db, again, row()).await;
    is_sound(demo).await;
    demo.app.does(training::DeletePlan { call, plan }).await.expect("it was not begun");
    is_sound(demo).await;
    does(&demo.app.db, again, row()).await;
    finds(demo, &[&format!("plan {plan}: it was deleted, and its row stands")]).await;
    does(&demo.app.db, sql!("DELETE FROM plan WHERE id = $1"), args![plan]).await;
}
