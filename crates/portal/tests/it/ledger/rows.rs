//! Rows from which the portal decides, forged by somebody with the database in hands: each is named by `attest ledger verify`.

use super::*;

/// The database's owner does away with what refuses changes to these rows.
async fn without_their_triggers(db: &Db) {
    for statement in [
        sql!(sqlite: "DROP TRIGGER advice_stays", postgres: "ALTER TABLE advice DISABLE TRIGGER USER"),
        sql!(sqlite: "DROP TRIGGER advice_is_kept", postgres: "SELECT 1"),
        sql!(sqlite: "DROP TRIGGER entry_stays", postgres: "ALTER TABLE entry DISABLE TRIGGER USER"),
        sql!(sqlite: "DROP TRIGGER entry_is_kept", postgres: "SELECT 1"),
    ] {
        db.write(Deed(vec![(statement, Vec::new())])).await.unwrap();
    }
}

async fn some(db: &Db, select: Sql) -> Uuid {
    let row: Option<(Uuid,)> = db.read(move |c| Box::pin(c.first(select, &[]))).await.unwrap();
    row.expect("the demo has one").0
}

/// Forged, it is named; and mended, all is well.
async fn forged(demo: &Demo, id: Uuid, (forge, mend): (Sql, Sql), words: &str) {
    does(&demo.app.db, forge, args![id]).await;
    finds(demo, &[&words.replace("{id}", &id.to_string())]).await;
    does(&demo.app.db, mend, args![id]).await;
    is_sound(demo).await;
}

#[tokio::test]
async fn a_forged_row_that_power_or_proof_rests_on_is_named() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        is_sound(&demo).await;
        without_their_triggers(&db).await;
        advice_and_entries(&demo).await;
        requests(&demo).await;
        roles(&demo).await;
        loans(&demo).await;
        rows_deleted(&demo).await;
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
    let slip = sql!(
        "INSERT INTO role_grant (id, person_id, role, scheme, over_kind, over_id, over_code, from_day, until_day, granted_by, granted_at)
         SELECT $2, person_id, role, scheme, over_kind, over_id, over_code, from_day, until_day, granted_by, granted_at
         FROM role_grant WHERE id = $1"
    );
    let stranger = Uuid::from_u128(grant.as_u128() + 1);
    does(&demo.app.db, slip, args![grant, stranger]).await;
    finds(demo, &[&format!("role_grant {stranger}: no act gave it")]).await;
    does(&demo.app.db, sql!("DELETE FROM role_grant WHERE id = $1"), args![stranger]).await;
    is_sound(demo).await;
}

/// A loan that nobody made.
async fn loans(demo: &Demo) {
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
    is_sound(demo).await;
}

async fn rows_deleted(demo: &Demo) {
    let db = &demo.app.db;
    let select = sql!("SELECT id FROM role_grant WHERE role = 'supervisor' ORDER BY id LIMIT 1");
    let grant = some(db, select).await;
    does(db, sql!("DELETE FROM role_grant WHERE id = $1"), args![grant]).await;
    finds(demo, &[&format!("role_grant {grant}: it was given, and its row is missing")]).await;
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
