//! A constraint bears the same name on both engines.

use db::{Db, Fault, Sql, Value, args, sql, testing::each_engine};

use crate::{MIGRATIONS, Run, shelve};

async fn refusal(db: &Db, sql: Sql, args: &[Value]) -> String {
    match db.write(Run(sql, args.to_vec())).await {
        Err(Fault::Constraint { name }) => name,
        other => panic!("no constraint refused it: {other:?}"),
    }
}

#[tokio::test]
async fn a_constraint_has_one_name() {
    each_engine(MIGRATIONS, async |db| {
        let insert = sql!(
            "INSERT INTO book (id, title, copies, lent, owner, part_of) VALUES ($1, $2, $3, $4, $5, $6)"
        );
        let row = |id: i64, title: &str, owner: Value, part_of: Option<i64>| {
            args![id, title, 1, false, owner, part_of]
        };
        let owner = Value::Id(base::PersonId::mint(base::Moment::from_micros(0), [7; 10]).uuid());
        db.write(Run(insert, row(1, "a", owner.clone(), None).into())).await.unwrap();
        let long = "x".repeat(101);
        for (name, args) in [
            ("book_pkey", row(1, "b", Value::Null, None)),
            ("book_title_copies_key", row(2, "a", Value::Null, None)),
            ("book_owner_key", row(2, "b", owner, None)),
            ("book_title_check", row(2, &long, Value::Null, None)),
            ("foreign_key", row(2, "b", Value::Null, Some(99))),
        ] {
            assert_eq!(refusal(&db, insert, &args).await, name, "{:?}", db.engine());
        }
        let untitled = sql!("INSERT INTO book (id, copies, lent) VALUES ($1, 1, FALSE)");
        assert_eq!(refusal(&db, untitled, &args![9]).await, "book_title_not_null");
        db.write(Run(sql!("INSERT INTO stamp (id) VALUES ($1)"), args![1].into())).await.unwrap();
        assert_eq!(refusal(&db, sql!("DELETE FROM stamp"), &[]).await, "stamp_is_append_only");
    })
    .await;
}

#[tokio::test]
async fn text_with_nul_and_wrong_types_are_faults() {
    each_engine(MIGRATIONS, async |db| {
        assert!(matches!(db.write(shelve(1, "a\0b")).await, Err(Fault::Broken(_))));
        let few = Run(sql!("INSERT INTO stamp (id) VALUES ($1)"), vec![]);
        assert!(matches!(db.write(few).await, Err(Fault::Broken(_))));
        let wrong = Run(sql!("INSERT INTO stamp (id) VALUES ($1)"), args!["a"].into());
        assert!(db.write(wrong).await.is_err());
    })
    .await;
}
