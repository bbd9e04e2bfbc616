//! Documents on record, forged by somebody with the database in hands: each is named by `attest ledger verify`.

use portal::{
    documents::{AddDocument, Filed, Media, WithdrawDocument},
    dossiers::SealDossier,
};

use super::*;

const TRIGGERS: [Sql; 4] = [
    sql!(sqlite: "DROP TRIGGER document_stays", postgres: "ALTER TABLE document DISABLE TRIGGER USER"),
    sql!(sqlite: "DROP TRIGGER document_is_kept", postgres: "SELECT 1"),
    sql!(sqlite: "DROP TRIGGER document_end_stays", postgres: "ALTER TABLE document_end DISABLE TRIGGER USER"),
    sql!(sqlite: "DROP TRIGGER document_end_is_kept", postgres: "SELECT 1"),
];

/// Whoever has seen a document is who its act says.
const BY_ITS_ACT: Sql = sql!(
    "UPDATE document_end SET what = 'verified', by_person = (SELECT a.actor_id FROM act a WHERE a.id = act_id) WHERE document_id = $1"
);

/// A digest is another one; then it is mended.
async fn other_bytes(demo: &Demo, id: Uuid, (select, set): (Sql, Sql), words: &str) {
    let db = &demo.app.db;
    let read = db.read(move |c| Box::pin(async move { c.first(select, &args![id]).await }));
    let row: Option<(Vec<u8>,)> = read.await.unwrap();
    does(db, set, args![id, [7_u8; 32].to_vec()]).await;
    finds(demo, &[&words.replace("{id}", &id.to_string())]).await;
    does(db, set, args![id, row.expect("it is there").0]).await;
}

/// A document that nobody filed.
async fn slipped_in(demo: &Demo, id: Uuid) {
    let slip = sql!(
        "INSERT INTO document (id, trainee_id, programme_id, kind, requirement_id, name, media, size, digest, on_day, added_at)
         SELECT $2, trainee_id, programme_id, kind, requirement_id, name, media, size, digest, on_day, added_at
         FROM document WHERE id = $1"
    );
    for stranger in [Uuid::from_u128(id.as_u128() + 1), Uuid::nil()] {
        does(&demo.app.db, slip, args![id, stranger]).await;
        finds(demo, &[&format!("document {stranger}: no act filed it")]).await;
        does(&demo.app.db, sql!("DELETE FROM document WHERE id = $1"), args![stranger]).await;
    }
}

/// What a trainee took back says other words than they did, or in another role.
async fn taken_back_otherwise(demo: &Demo) {
    let add = AddDocument {
        call: demo.call("dk-trainee"),
        programme: None,
        kind: "other".to_owned(),
        requirement: None,
        plan: None,
        name: "a.pdf".to_owned(),
        on: None,
        filed: Filed { digest: [9; 32], bytes: 9, media: Media::Pdf },
    };
    let document = demo.app.does(add).await.unwrap();
    demo.app.does(WithdrawDocument { call: demo.call("dk-trainee"), document }).await.unwrap();
    let comment = (
        sql!("UPDATE document_end SET comment = 'Set.' WHERE document_id = $1"),
        sql!("UPDATE document_end SET comment = NULL WHERE document_id = $1"),
    );
    let role = (
        sql!("UPDATE document_end SET role = 'tutor' WHERE document_id = $1"),
        sql!("UPDATE document_end SET role = 'trainee' WHERE document_id = $1"),
    );
    for forge in [comment, role] {
        forged(demo, document.uuid(), forge, "document {id}: the table says").await;
    }
}

#[tokio::test]
async fn a_forged_confirmation_of_employments_is_named() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let triggers = [
            sql!(sqlite: "DROP TRIGGER employment_confirmation_stays", postgres: "ALTER TABLE employment_confirmation DISABLE TRIGGER USER"),
            sql!(sqlite: "DROP TRIGGER employment_confirmation_is_kept", postgres: "SELECT 1"),
        ];
        without(&db, &triggers).await;
        let id = some(&db, sql!("SELECT act_id FROM employment_confirmation LIMIT 1")).await;
        let later = (
            sql!("UPDATE employment_confirmation SET at = at + 1 WHERE act_id = $1"),
            sql!("UPDATE employment_confirmation SET at = at - 1 WHERE act_id = $1"),
        );
        forged(&demo, id, later, "confirmation {id}: the table says").await;
        let digest = sql!("SELECT digest FROM employment_confirmation WHERE act_id = $1");
        let set = sql!("UPDATE employment_confirmation SET digest = $2 WHERE act_id = $1");
        other_bytes(&demo, id, (digest, set), "confirmation {id}: the table says").await;
        is_sound(&demo).await;
        // Nobody else is confirmed by the same act.
        let twice = sql!(
            "INSERT INTO employment_confirmation (act_id, trainee_id, at, digest)
             SELECT act_id, $2, at, digest FROM employment_confirmation WHERE act_id = $1"
        );
        let other = demo.person("dk-trainee");
        let refused = db.write(Deed(vec![(twice, args![id, other].to_vec())])).await.unwrap_err();
        assert!(matches!(refused, Fault::Constraint { .. }), "{refused:?}");
        does(&db, sql!("DELETE FROM employment_confirmation WHERE act_id = $1"), args![id]).await;
        finds(&demo, &[&format!("confirmation {id}: it was given, and its row is missing")]).await;
    })
    .await;
}

#[tokio::test]
async fn a_forged_document_is_named() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        is_sound(&demo).await;
        without(&db, &TRIGGERS).await;
        let of_kind = sql!("SELECT id FROM document WHERE kind = 'agreement' ORDER BY id LIMIT 1");
        let id = some(&db, of_kind).await;
        let says = "document {id}: the table says";
        let kind = (
            sql!("UPDATE document SET kind = 'other' WHERE id = $1"),
            sql!("UPDATE document SET kind = 'agreement' WHERE id = $1"),
        );
        let of_time = (
            sql!("UPDATE document SET requirement_id = (SELECT id FROM requirement ORDER BY id LIMIT 1) WHERE id = $1"),
            sql!("UPDATE document SET requirement_id = NULL WHERE id = $1"),
        );
        let seen_by = (
            sql!(
                "UPDATE document_end SET by_person = (SELECT p.id FROM person p WHERE p.id <> trainee_id AND p.id <> by_person ORDER BY p.id LIMIT 1)
                 WHERE document_id = $1"
            ),
            BY_ITS_ACT,
        );
        let said = (
            sql!("UPDATE document_end SET comment = 'Original set!' WHERE document_id = $1"),
            sql!("UPDATE document_end SET comment = 'Original set.' WHERE document_id = $1"),
        );
        let role = (
            sql!("UPDATE document_end SET role = 'education_lead' WHERE document_id = $1"),
            sql!("UPDATE document_end SET role = 'tutor' WHERE document_id = $1"),
        );
        let taken_back = (
            sql!("UPDATE document_end SET what = 'withdrawn', by_person = trainee_id WHERE document_id = $1"),
            BY_ITS_ACT,
        );
        let act = (
            sql!("UPDATE document_end SET act_id = document_id WHERE document_id = $1"),
            sql!(
                "UPDATE document_end SET act_id = (SELECT a.id FROM act a WHERE a.what = 'verified' ORDER BY a.at, a.id LIMIT 1)
                 WHERE document_id = $1"
            ),
        );
        for forge in [kind, of_time, seen_by, said, role, taken_back, act] {
            forged(&demo, id, forge, says).await;
            is_sound(&demo).await;
        }
        let digest = sql!("SELECT digest FROM document WHERE id = $1");
        let set = sql!("UPDATE document SET digest = $2 WHERE id = $1");
        other_bytes(&demo, id, (digest, set), says).await;
        slipped_in(&demo, id).await;
        taken_back_otherwise(&demo).await;
        is_sound(&demo).await;
        does(&db, sql!("DELETE FROM document_end WHERE document_id = $1"), args![id]).await;
        finds(&demo, &[&says.replace("{id}", &id.to_string()), "claimed"]).await;
        does(&db, sql!("DELETE FROM document WHERE id = $1"), args![id]).await;
        finds(&demo, &[&format!("document {id}: it was filed, and its row is missing")]).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_forged_dossier_is_named() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let seal = SealDossier { call: demo.call("no-done"), kind: "no-spesialist".to_owned() };
        let id = demo.app.does(seal).await.expect("all is there").uuid();
        is_sound(&demo).await;
        let triggers = [
            sql!(sqlite: "DROP TRIGGER dossier_stays", postgres: "ALTER TABLE dossier DISABLE TRIGGER USER"),
            sql!(sqlite: "DROP TRIGGER dossier_is_kept", postgres: "SELECT 1"),
        ];
        without(&db, &triggers).await;
        let says = "dossier {id}: the table says";
        let kind = (
            sql!("UPDATE dossier SET kind = 'dk-speciallaege' WHERE id = $1"),
            sql!("UPDATE dossier SET kind = 'no-spesialist' WHERE id = $1"),
        );
        let later = (
            sql!("UPDATE dossier SET sealed_at = sealed_at + 1 WHERE id = $1"),
            sql!("UPDATE dossier SET sealed_at = sealed_at - 1 WHERE id = $1"),
        );
        for forge in [kind, later] {
            forged(&demo, id, forge, says).await;
        }
        for (read, set) in [
            (
                sql!("SELECT digest FROM dossier WHERE id = $1"),
                sql!("UPDATE dossier SET digest = $2 WHERE id = $1"),
            ),
            (
                sql!("SELECT content FROM dossier WHERE id = $1"),
                sql!("UPDATE dossier SET content = $2 WHERE id = $1"),
            ),
        ] {
            other_bytes(&demo, id, (read, set), says).await;
        }
        does(&db, sql!("DELETE FROM dossier WHERE id = $1"), args![id]).await;
        finds(&demo, &[&format!("dossier {id}: it was sealed, and its row is missing")]).await;
    })
    .await;
}
