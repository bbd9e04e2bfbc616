//! Rows from which the portal decides, forged by somebody with the database in hands: each is named by `attest ledger verify`.

use base::{AnnulmentId, AttestationId, Day};
use domain::text::Comment;
use portal::signoff::{self, ConfirmAnnulment, ProposeAnnulment};

use super::*;

const TRIGGERS: [Sql; 7] = [
    sql!(sqlite: "DROP TRIGGER advice_stays", postgres: "ALTER TABLE advice DISABLE TRIGGER USER"),
    sql!(sqlite: "DROP TRIGGER advice_is_kept", postgres: "SELECT 1"),
    sql!(sqlite: "DROP TRIGGER entry_stays", postgres: "ALTER TABLE entry DISABLE TRIGGER USER"),
    sql!(sqlite: "DROP TRIGGER entry_is_kept", postgres: "SELECT 1"),
    sql!(sqlite: "DROP TRIGGER annulment_confirmed_once", postgres: "ALTER TABLE annulment DISABLE TRIGGER USER"),
    sql!(sqlite: "DROP TRIGGER annulment_is_kept", postgres: "SELECT 1"),
    sql!(sqlite: "DROP TRIGGER attestation_stays", postgres: "ALTER TABLE attestation DISABLE TRIGGER USER"),
];

#[tokio::test]
async fn a_forged_row_that_power_or_proof_rests_on_is_named() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        is_sound(&demo).await;
        without(&db, &TRIGGERS).await;
        advice_and_entries(&demo).await;
        requests(&demo).await;
        evidence(&demo).await;
        time(&demo).await;
        is_sound(&demo).await;
        annulments(&demo).await;
        is_sound(&demo).await;
        roles(&demo).await;
        delegations(&demo).await;
        is_sound(&demo).await;
        rows_deleted(&demo).await;
    })
    .await;
}

#[tokio::test]
async fn a_change_of_everything_is_told_early_and_looked_at_only_so_often() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let all = sql!("UPDATE requirement_state SET registered_count = registered_count + 1");
        let touched = db.write(Deed(vec![(all, Vec::new())])).await.unwrap();
        assert!(touched > 150, "many, not {touched}");
        let mut told = Vec::new();
        let tell = &mut |words: &str| told.push(words.to_owned());
        let compared = signoff::compare(&demo.app.db, &demo.app.schemes, tell).await.unwrap();
        assert!(told.len() == 100 && !compared.is_sound());
        let more = format!("100 finding(s), and {} more.", touched - 100);
        finds(&demo, &["The tree is whole", &told[0], &told[99], &more]).await;
    })
    .await;
}

async fn advice_and_entries(demo: &Demo) {
    let advice = some(&demo.app.db, sql!("SELECT id FROM advice ORDER BY id LIMIT 1")).await;
    let turned = sql!("UPDATE advice SET recommends = NOT recommends WHERE id = $1");
    forged(demo, advice, (turned, turned), "the advice {id} was changed").await;
    let entry = some(&demo.app.db, sql!("SELECT id FROM entry ORDER BY id LIMIT 1")).await;
    let (more, less) = (
        sql!("UPDATE entry SET count = count + 1 WHERE id = $1"),
        sql!("UPDATE entry SET count = count - 1 WHERE id = $1"),
    );
    forged(demo, entry, (more, less), "the entry {id} is not what any act registered").await;
    let (back, again) = (
        sql!(
            "INSERT INTO withdrawal (entry_id, withdrawn_by, withdrawn_at)
              SELECT id, registered_by, registered_at FROM entry WHERE id = $1"
        ),
        sql!("DELETE FROM withdrawal WHERE entry_id = $1"),
    );
    let unlock = [
        sql!(sqlite: "DROP TRIGGER withdrawal_is_kept", postgres: "ALTER TABLE withdrawal DISABLE TRIGGER USER"),
    ];
    for statement in unlock {
        demo.app.db.write(Deed(vec![(statement, Vec::new())])).await.unwrap();
    }
    forged(demo, entry, (back, again), "the entry {id} was registered or taken back otherwise").await;
}

async fn requests(demo: &Demo) {
    let select = sql!("SELECT id FROM sign_off WHERE state = 'returned' ORDER BY id LIMIT 1");
    let request = some(&demo.app.db, select).await;
    let (recalled, returned) = (
        sql!("UPDATE sign_off SET state = 'recalled' WHERE id = $1"),
        sql!("UPDATE sign_off SET state = 'returned' WHERE id = $1"),
    );
    forged(demo, request, (recalled, returned), "the request {id} was changed").await;
}

/// An entry that a request rests on is taken from it, and another one added.
async fn evidence(demo: &Demo) {
    let db = &demo.app.db;
    let select =
        sql!("SELECT sign_off_id, entry_id FROM sign_off_entry ORDER BY sign_off_id, entry_id LIMIT 1");
    let row: Option<(Uuid, Uuid)> = db.read(move |c| Box::pin(c.first(select, &[]))).await.unwrap();
    let (request, entry) = row.expect("a request of the demo rests on an entry");
    let named = format!("the request {request} rests on other entries than act");
    let (take, give) = (
        sql!("DELETE FROM sign_off_entry WHERE sign_off_id = $1 AND entry_id = $2"),
        sql!("INSERT INTO sign_off_entry (sign_off_id, entry_id) VALUES ($1, $2)"),
    );
    does(db, take, args![request, entry]).await;
    finds(demo, &[&named]).await;
    does(db, give, args![request, entry]).await;
    let select = sql!(
        "SELECT e.id FROM entry e WHERE NOT EXISTS (SELECT 1 FROM sign_off_entry x WHERE x.entry_id = e.id) ORDER BY e.id LIMIT 1"
    );
    let other = some(db, select).await;
    does(db, give, args![request, other]).await;
    finds(demo, &[&named]).await;
    does(db, take, args![request, other]).await;
}

/// An attestation is proposed to be annulled, and another is annulled; both rows are forged.
async fn annulments(demo: &Demo) {
    let (waits, done) = (proposed(demo).await, proposed(demo).await);
    let call = demo.call("dk-secretariat-2");
    demo.app.does(ConfirmAnnulment { call, annulment: AnnulmentId::from_uuid(done) }).await.unwrap();
    let changed = "the annulment {id} was changed";
    for (forge, mend) in [
        (
            sql!("UPDATE annulment SET reason = reason || '!' WHERE id = $1"),
            sql!("UPDATE annulment SET reason = 'Forkert læge.' WHERE id = $1"),
        ),
        (
            sql!("UPDATE annulment SET confirmed_by = attester_id FROM attestation WHERE attestation.id = attestation_id AND annulment.id = $1"),
            sql!("UPDATE annulment SET confirmed_by = (SELECT actor_id FROM act WHERE what = 'annulled' AND plan_id = annulment.plan_id
                      AND requirement_id = annulment.requirement_id) WHERE id = $1"),
        ),
        (
            sql!("UPDATE annulment SET confirmed_at = confirmed_at + 1 WHERE id = $1"),
            sql!("UPDATE annulment SET confirmed_at = confirmed_at - 1 WHERE id = $1"),
        ),
    ] {
        forged(demo, done, (forge, mend), changed).await;
    }
    let (dropped, not) = (
        sql!(
            "UPDATE annulment SET dropped_by = proposed_by, dropped_role = proposed_role, dropped_at = proposed_at WHERE id = $1"
        ),
        sql!("UPDATE annulment SET dropped_by = NULL, dropped_role = NULL, dropped_at = NULL WHERE id = $1"),
    );
    forged(demo, waits, (dropped, not), changed).await;
    let slip = sql!(
        "INSERT INTO annulment (id, attestation_id, plan_id, requirement_id, trainee_id, proposed_by, proposed_role, reason, proposed_at,
                                dropped_by, dropped_role, dropped_at)
         SELECT $2, attestation_id, plan_id, requirement_id, trainee_id, proposed_by, proposed_role, reason, proposed_at, proposed_by,
                proposed_role, proposed_at FROM annulment WHERE id = $1"
    );
    let (stranger, db) = (Uuid::from_u128(waits.as_u128() + 1), &demo.app.db);
    does(db, slip, args![waits, stranger]).await;
    finds(demo, &[&format!("the annulment {stranger} has no such act")]).await;
    does(db, sql!("DELETE FROM annulment WHERE id = $1"), args![stranger]).await;
}

/// Somebody proposes to annul one more attestation.
async fn proposed(demo: &Demo) -> Uuid {
    let select = sql!(
        "SELECT a.id FROM attestation a JOIN requirement_state s ON s.attestation_id = a.id JOIN plan p ON p.id = a.plan_id
         WHERE p.scheme = 'dk' AND a.trainee_id = $1 AND NOT EXISTS (SELECT 1 FROM annulment n WHERE n.attestation_id = a.id)
         ORDER BY a.id LIMIT 1"
    );
    let whose = demo.person("dk-trainee");
    let read = demo.app.db.read(move |c| Box::pin(async move { c.first(select, &args![whose]).await }));
    let row: Option<(AttestationId,)> = read.await.unwrap();
    let (attestation,) = row.expect("something is attested");
    let (call, reason) = (demo.call("dk-secretariat"), Comment::required("Forkert læge.").unwrap());
    demo.app.does(ProposeAnnulment { call, attestation, reason }).await.unwrap().uuid()
}

/// What whoever attested time certified.
async fn time(demo: &Demo) {
    let select =
        sql!("SELECT id FROM attestation WHERE absence_below_percent IS NOT NULL ORDER BY id LIMIT 1");
    let time = some(&demo.app.db, select).await;
    let (nothing, ten) = (
        sql!("UPDATE attestation SET absence_below_percent = NULL WHERE id = $1"),
        sql!("UPDATE attestation SET absence_below_percent = 10 WHERE id = $1"),
    );
    forged(demo, time, (nothing, ten), "the attestation of act {id} is missing or was changed").await;
    let (raised, back) = (
        sql!("UPDATE attestation SET raised = raised + 1 WHERE id = $1"),
        sql!("UPDATE attestation SET raised = raised - 1 WHERE id = $1"),
    );
    forged(demo, time, (raised, back), "the attestation of act {id} is missing or was changed").await;
}

async fn roles(demo: &Demo) {
    let select = sql!("SELECT id FROM role_grant WHERE role = 'supervisor' ORDER BY id LIMIT 1");
    let grant = some(&demo.app.db, select).await;
    let (leader, supervisor) = (
        sql!("UPDATE role_grant SET role = 'leader' WHERE id = $1"),
        sql!("UPDATE role_grant SET role = 'supervisor' WHERE id = $1"),
    );
    forged(demo, grant, (leader, supervisor), "role_grant {id}: the table says leader").await;
    let (ended, not) = (
        sql!("UPDATE role_grant SET ended_at = granted_at WHERE id = $1"),
        sql!("UPDATE role_grant SET ended_at = NULL WHERE id = $1"),
    );
    forged(demo, grant, (ended, not), "role_grant {id}: the table says supervisor").await;
    moved(demo, grant).await;
    let slip = sql!(
        "INSERT INTO role_grant (id, person_id, role, scheme, over_kind, over_id, over_code, from_day, until_day, granted_by, granted_at)
         SELECT $2, person_id, role, scheme, over_kind, over_id, over_code, from_day, until_day, granted_by, granted_at
         FROM role_grant WHERE id = $1"
    );
    for stranger in [Uuid::from_u128(grant.as_u128() + 1), Uuid::nil(), Uuid::max()] {
        does(&demo.app.db, slip, args![grant, stranger]).await;
        finds(demo, &[&format!("role_grant {stranger}: no act gave it")]).await;
        does(&demo.app.db, sql!("DELETE FROM role_grant WHERE id = $1"), args![stranger]).await;
    }
}

/// Another person sits in somebody's role.
async fn moved(demo: &Demo, grant: Uuid) {
    let db = &demo.app.db;
    let select = sql!("SELECT person_id FROM role_grant WHERE id = $1");
    let read = db.read(move |c| Box::pin(async move { c.first(select, &args![grant]).await }));
    let row: Option<(PersonId,)> = read.await.unwrap();
    let give = sql!("UPDATE role_grant SET person_id = $2 WHERE id = $1");
    does(db, give, args![grant, demo.person("no-stranger")]).await;
    finds(demo, &[&format!("role_grant {grant}: the table says supervisor")]).await;
    does(db, give, args![grant, row.unwrap().0]).await;
}

/// The last day of a delegation, and its first, are other ones.
async fn longer(demo: &Demo) {
    let db = &demo.app.db;
    let delegation = some(db, sql!("SELECT id FROM delegation ORDER BY id LIMIT 1")).await;
    let select = sql!("SELECT from_day, until_day FROM delegation WHERE id = $1");
    let read = db.read(move |c| Box::pin(async move { c.first(select, &args![delegation]).await }));
    let row: Option<(Day, Day)> = read.await.unwrap();
    let (from, until) = row.unwrap();
    let set = sql!("UPDATE delegation SET from_day = $2, until_day = $3 WHERE id = $1");
    for (first, last) in [(from, until.plus_days(99)), (from.plus_days(-1), until)] {
        does(db, set, args![delegation, first, last]).await;
        finds(demo, &[&format!("delegation {delegation}: the table says")]).await;
    }
    does(db, set, args![delegation, from, until]).await;
}

/// A delegation made longer, and one that nobody made.
async fn delegations(demo: &Demo) {
    longer(demo).await;
    let (from, to) = (demo.person("no-uao"), demo.person("nom-supervisor"));
    let slip = sql!(
        "INSERT INTO delegation (id, from_person, to_person, organisation_id, scheme, from_day, until_day, created_at)
         SELECT id, $2, $3, over_id, scheme, from_day, from_day, granted_at FROM role_grant WHERE id = $1"
    );
    let select = sql!("SELECT id FROM role_grant WHERE over_kind = 'organisation' ORDER BY id LIMIT 1");
    let id = some(&demo.app.db, select).await;
    does(&demo.app.db, slip, args![id, from, to]).await;
    finds(demo, &[&format!("delegation {id}: no act gave it")]).await;
    does(&demo.app.db, sql!("DELETE FROM delegation WHERE id = $1"), args![id]).await;
}

async fn rows_deleted(demo: &Demo) {
    let db = &demo.app.db;
    let select = sql!("SELECT id FROM role_grant WHERE role = 'supervisor' ORDER BY id LIMIT 1");
    let grant = some(db, select).await;
    does(db, sql!("DELETE FROM role_grant WHERE id = $1"), args![grant]).await;
    finds(demo, &[&format!("role_grant {grant}: it was given, and its row is missing")]).await;
    let delegation = some(db, sql!("SELECT id FROM delegation ORDER BY id LIMIT 1")).await;
    does(db, sql!("DELETE FROM delegation WHERE id = $1"), args![delegation]).await;
    finds(demo, &[&format!("delegation {delegation}: it was given, and its row is missing")]).await;
    let annulment = some(db, sql!("SELECT id FROM annulment ORDER BY id LIMIT 1")).await;
    does(db, sql!("DELETE FROM annulment WHERE id = $1"), args![annulment]).await;
    finds(demo, &[&format!("the annulment {annulment} is missing")]).await;
    let advice = some(db, sql!("SELECT id FROM advice ORDER BY id LIMIT 1")).await;
    does(db, sql!("DELETE FROM advice WHERE id = $1"), args![advice]).await;
    finds(demo, &[&format!("the advice {advice} is missing")]).await;
    let select = sql!(
        "SELECT e.id FROM entry e
         WHERE NOT EXISTS (SELECT 1 FROM sign_off_entry x WHERE x.entry_id = e.id)
           AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.entry_id = e.id) ORDER BY e.id LIMIT 1"
    );
    let entry = some(db, select).await;
    does(db, sql!("DELETE FROM entry WHERE id = $1"), args![entry]).await;
    finds(demo, &["registered is missing"]).await;
}
