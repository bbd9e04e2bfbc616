//! A synthetic nation: nothing in it could not have happened, and it never stands beside real people.

use base::{Moment, PersonId};
use db::{
    Conn, Db, Work,
    testing::{each_engine, on_sqlite},
};
use portal::{
    error::Error,
    migrations, mint,
    people::{self, NewPerson},
    schemes,
    seed::{self, Wanted},
    world::World,
};

use crate::ledger::verdict;

const WANTED: Wanted = Wanted { trainees: 12, seed: 7 };

fn world() -> World {
    World::at(Moment::from_micros(1_790_000_000_000_000))
}

#[tokio::test]
async fn a_seeded_nation_is_what_its_acts_say() {
    each_engine(migrations::ALL, async |db| {
        let folder = tempfile::tempdir().unwrap();
        let rules = schemes::load(None).unwrap();
        let world = world();
        let sow = || seed::sow(&db, folder.path(), &rules, &world, WANTED);
        let made = sow().await.unwrap().expect("nobody was there");
        let rows = |table| made.rows.iter().find(|(name, _)| *name == table).map_or(0, |(_, rows)| *rows);
        assert_eq!((rows("programme"), rows("plan")), (12, 12));
        assert!(
            rows("attestation") > 500 && rows("sign_off") > 100 && rows("advice") > 300,
            "{:?}",
            made.rows
        );
        assert_eq!(made.leaves, rows("act"));
        let (sound, text) = verdict(&db, folder.path(), &rules.schemes).await;
        assert!(sound, "{text}");
        assert!(sow().await.unwrap().is_none(), "the same seed is not sown twice");
    })
    .await;
}

struct Somebody;
impl Work for Somebody {
    type Done = ();
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<(), Error> {
        let (id, at) = (mint!(world(), PersonId), world().now());
        let new = NewPerson { id, name: "Eva Holm".to_owned(), email: None, language: None, at };
        people::create(c, &world(), &new).await.map(drop)
    }
}

#[tokio::test]
async fn no_nation_is_sown_beside_real_people() {
    on_sqlite(migrations::ALL, &async |db: Db| {
        let folder = tempfile::tempdir().unwrap();
        let rules = schemes::load(None).unwrap();
        db.write(Somebody).await.unwrap();
        let why = seed::sow(&db, folder.path(), &rules, &world(), WANTED).await.unwrap_err();
        assert!(why.to_string().contains("people live in this portal"), "{why}");
    })
    .await;
}
