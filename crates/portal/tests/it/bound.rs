//! What the ledger says of who somebody is: to which address a person was bound, and when they took it up.

use base::TokenId;
use db::{Db, sql, testing::each_engine};
use portal::{
    audit::Act,
    migrations, mint,
    people::{Logins, SetPassword, Via},
};
use sha2::{Digest as _, Sha256};

use crate::people::{SECRET, ane, clock, with_password};

/// To what the ledger says people were bound: by what, whether they did it themselves, with which digest.
async fn bindings(db: &Db) -> Vec<(String, bool, Option<String>)> {
    let select = sql!("SELECT body FROM act WHERE what = 'identity_bound' ORDER BY id");
    let rows: Vec<(Vec<u8>,)> = db.read(move |c| Box::pin(c.all(select, &[]))).await.unwrap();
    let read = |(body,): (Vec<u8>,)| {
        let act: Act = serde_json::from_slice(&body).unwrap();
        assert!(act.to.is_some(), "it says who");
        (act.over.unwrap(), act.actor == act.to, act.evidence.into_iter().next())
    };
    // Ids of one instant are in no order.
    let mut all: Vec<_> = rows.into_iter().map(read).collect();
    all.sort();
    all
}

#[tokio::test]
async fn the_ledger_says_when_a_person_was_bound_to_an_address_and_took_it_up() {
    each_engine(migrations::ALL, async |db| {
        let person = ane(&db).await;
        let digest: String =
            Sha256::digest("ane@hospital.example").iter().map(|byte| format!("{byte:02x}")).collect();
        let address = ("email".to_owned(), false, Some(digest));
        assert_eq!(bindings(&db).await, std::slice::from_ref(&address));
        with_password(&db, person).await;
        let taken_up = ("password".to_owned(), true, None);
        assert_eq!(bindings(&db).await, [&address, &taken_up].map(Clone::clone));
        let via = Via::Token(mint!(clock(0), TokenId));
        let set = SetPassword { person, current: SECRET.into(), new: "en helt ny sætning".into(), via };
        set.run(&db, &clock(1), &Logins::default()).await.unwrap();
        assert_eq!(bindings(&db).await, [address, taken_up], "another password binds nobody anew");
    })
    .await;
}
