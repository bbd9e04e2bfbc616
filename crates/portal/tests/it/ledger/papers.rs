//! Papers on record, forged by somebody with the database in hands: each is named by `attest ledger verify`.

use super::*;

async fn without_their_triggers(db: &Db) {
    for statement in [
        sql!(sqlite: "DROP TRIGGER document_stays", postgres: "ALTER TABLE document DISABLE TRIGGER USER"),
        sql!(sqlite: "DROP TRIGGER document_is_kept", postgres: "SELECT 1"),
        sql!(sqlite: "DROP TRIGGER document_verification_stays", postgres: "ALTER TABLE document_verification DISABLE TRIGGER USER"),
        sql!(sqlite: "DROP TRIGGER document_verification_is_kept", postgres: "SELECT 1"),
    ] {
        db.write(Deed(vec![(statement, Vec::new())])).await.unwrap();
    }
}

#[tokio::test]
async fn a_forged_paper_is_named() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        is_sound(&demo).await;
        without_their_triggers(&db).await;
        let one = sql!("SELECT id FROM document WHERE kind = 'agreement' LIMIT 1");
        let (id,): (Uuid,) =
            db.read(move |c| Box::pin(c.first(one, &[]))).await.unwrap().expect("there is one");
        let says = format!("document {id}: the table says");
        for (forge, mend) in [
            (
                sql!("UPDATE document SET kind = 'other' WHERE id = $1"),
                sql!("UPDATE document SET kind = 'agreement' WHERE id = $1"),
            ),
            (
                sql!(
                    "UPDATE document_verification SET verified_role = 'education_lead' WHERE document_id = $1"
                ),
                sql!("UPDATE document_verification SET verified_role = 'tutor' WHERE document_id = $1"),
            ),
        ] {
            does(&db, forge, [id.into()]).await;
            finds(&demo, &[&says, "The tree is whole; the tables are not what its acts say."]).await;
            does(&db, mend, [id.into()]).await;
            is_sound(&demo).await;
        }
        does(
            &db,
            sql!("INSERT INTO document_withdrawal (document_id, withdrawn_at) VALUES ($1, 0)"),
            [id.into()],
        )
        .await;
        finds(&demo, &[&says]).await;
        does(&db, sql!("DELETE FROM document_verification WHERE document_id = $1"), [id.into()]).await;
        finds(&demo, &[&says, "seen by nobody"]).await;
    })
    .await;
}
