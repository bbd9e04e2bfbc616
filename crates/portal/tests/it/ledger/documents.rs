//! Documents on record, forged by somebody with the database in hands: each is named by `attest ledger verify`.

use super::*;

const TRIGGERS: [Sql; 4] = [
    sql!(sqlite: "DROP TRIGGER document_stays", postgres: "ALTER TABLE document DISABLE TRIGGER USER"),
    sql!(sqlite: "DROP TRIGGER document_is_kept", postgres: "SELECT 1"),
    sql!(sqlite: "DROP TRIGGER document_end_stays", postgres: "ALTER TABLE document_end DISABLE TRIGGER USER"),
    sql!(sqlite: "DROP TRIGGER document_end_is_kept", postgres: "SELECT 1"),
];

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
        is_sound(&demo).await;
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
        let role = (
            sql!("UPDATE document_end SET role = 'education_lead' WHERE document_id = $1"),
            sql!("UPDATE document_end SET role = 'tutor' WHERE document_id = $1"),
        );
        let taken_back = (
            sql!("UPDATE document_end SET what = 'withdrawn' WHERE document_id = $1"),
            sql!("UPDATE document_end SET what = 'verified' WHERE document_id = $1"),
        );
        let act = (
            sql!("UPDATE document_end SET act_id = document_id WHERE document_id = $1"),
            sql!(
                "UPDATE document_end SET act_id = (SELECT a.id FROM act a WHERE a.what = 'verified' ORDER BY a.at, a.id LIMIT 1)
                 WHERE document_id = $1"
            ),
        );
        for forge in [kind, role, taken_back, act] {
            forged(&demo, id, forge, says).await;
            is_sound(&demo).await;
        }
        does(&db, sql!("DELETE FROM document_end WHERE document_id = $1"), args![id]).await;
        finds(&demo, &[&says.replace("{id}", &id.to_string()), "claimed"]).await;
        does(&db, sql!("DELETE FROM document WHERE id = $1"), args![id]).await;
        finds(&demo, &[&format!("document {id}: it was filed, and its row is missing")]).await;
    })
    .await;
}
