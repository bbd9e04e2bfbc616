//! Documents on record, forged by somebody with the database in hands: each is named by `attest ledger verify`.

use portal::{
    cases::SendDossier,
    documents::{AddDocument, Filed, Media, WithdrawDocument},
    dossiers::{self, SealDossier},
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
async fn what_belongs_to_another_dossier_or_another_case_is_named() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let app = &demo.app;
        let mut sealed = Vec::new();
        for kind in ["other", "cv"] {
            let seal = SealDossier { call: demo.call("no-done"), kind: "no-spesialist".to_owned() };
            let id = app.does(seal).await.expect("all is there");
            app.ledger.drain(|| app.world.now()).await.unwrap();
            dossiers::file(app, id).await.unwrap().expect("its file is made");
            dossiers::paper_of(app, id, web::Lang::Nb).await.unwrap().expect("its paper is made");
            sealed.push(id);
            let add = AddDocument {
                call: demo.call("no-done"),
                programme: None,
                kind: kind.to_owned(),
                requirement: None,
                plan: None,
                name: "a.pdf".to_owned(),
                on: None,
                filed: Filed { digest: [9; 32], bytes: 9, media: Media::Pdf },
            };
            let _ = app.does(add).await;
        }
        let (first, second) = (sealed[0].uuid(), sealed[1].uuid());
        assert_ne!(first, second);
        let case = app.does(SendDossier { call: demo.call("no-done"), dossier: sealed[1] }).await.unwrap().case;
        is_sound(&demo).await;
        let triggers = [
            sql!(sqlite: "DROP TRIGGER dossier_stays", postgres: "ALTER TABLE dossier DISABLE TRIGGER USER"),
            sql!(sqlite: "DROP TRIGGER dossier_file_stays", postgres: "ALTER TABLE dossier_file DISABLE TRIGGER USER"),
            sql!(sqlite: "DROP TRIGGER dossier_paper_stays", postgres: "ALTER TABLE dossier_paper DISABLE TRIGGER USER"),
            sql!(sqlite: "DROP TRIGGER dossier_document_is_kept", postgres: "ALTER TABLE dossier_document DISABLE TRIGGER USER"),
            sql!(sqlite: "DROP TRIGGER dossier_case_stays", postgres: "ALTER TABLE dossier_case DISABLE TRIGGER USER"),
        ];
        without(&db, &triggers).await;
        let scheme = (
            sql!("UPDATE dossier SET scheme = 'dk' WHERE id = $1"),
            sql!("UPDATE dossier SET scheme = 'no' WHERE id = $1"),
        );
        forged(&demo, second, scheme, "its scheme is another").await;
        let of_case = [
            (
                sql!("UPDATE dossier_case SET scheme = 'dk' WHERE id = $1"),
                sql!("UPDATE dossier_case SET scheme = 'no' WHERE id = $1"),
            ),
            (
                sql!("UPDATE dossier_case SET number = '2026-0099' WHERE id = $1"),
                sql!("UPDATE dossier_case SET number = '2026-0001' WHERE id = $1"),
            ),
            (
                sql!("UPDATE dossier_case SET programme_id = (SELECT p.id FROM programme p WHERE p.trainee_id <> dossier_case.trainee_id ORDER BY p.id LIMIT 1) WHERE id = $1"),
                sql!("UPDATE dossier_case SET programme_id = (SELECT p.id FROM programme p WHERE p.trainee_id = dossier_case.trainee_id ORDER BY p.id LIMIT 1) WHERE id = $1"),
            ),
        ];
        does(&db, of_case[1].0, args![case.uuid()]).await;
        finds(&demo, &["the table says", "2026-0099"]).await;
        let back = app.world.today().date().year();
        let mend = sql!("UPDATE dossier_case SET number = $2 WHERE id = $1");
        does(&db, mend, args![case.uuid(), format!("{back}-0001")]).await;
        forged(&demo, case.uuid(), of_case[0], "the table says").await;
        does(&db, of_case[2].0, args![case.uuid()]).await;
        finds(&demo, &["the table says"]).await;
        // What was kept of the first stands under the second's name, with digests that fit.
        let steal = [
            (
                sql!("UPDATE dossier_paper SET file = (SELECT f.file FROM dossier_paper f WHERE f.dossier_id = $2), digest = (SELECT f.digest FROM dossier_paper f WHERE f.dossier_id = $2) WHERE dossier_id = $1"),
                "a paper of it carries another file",
            ),
            (
                sql!("UPDATE dossier_file SET file = (SELECT f.file FROM dossier_file f WHERE f.dossier_id = $2), digest = (SELECT f.digest FROM dossier_file f WHERE f.dossier_id = $2) WHERE dossier_id = $1"),
                "its file is another's",
            ),
        ];
        for (sql, words) in steal {
            does(&db, sql, args![second, first]).await;
            finds(&demo, &[words]).await;
        }
        does(&db, sql!("DELETE FROM dossier_document WHERE dossier_id = $1"), args![second]).await;
        finds(&demo, &["its documents are others"]).await;
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
