//! National numbers: who somebody is by them, how they are kept, and where they never stand. Every number here can be nobody's: of days in
//! 2057, of test registers, beyond what was ever given out.

mod commands;
mod keys;
mod place;

use std::fs;

use base::Moment;
use db::{Db, args, sql, testing::each_engine};
use portal::{
    error::Error,
    identifiers::{self, RemoveLost, RemoveNumbers, Rotated, Stands, Unread},
    intake::NotImported,
    migrations,
    world::World,
};

pub(crate) use place::stands_in;
use place::{Place, cpr, does, row};

#[tokio::test]
async fn a_number_says_who_somebody_is_though_their_address_is_another() {
    each_engine(migrations::ALL, async |db: Db| {
        let place = Place::of(&db);
        let rows = "Ane Bech,ane@h.example,010157-5001,\nBo Dam,bo@h.example,,99 99 999 03\n";
        let shown = place.shown(rows).await;
        assert!(shown.contains("new      number        ane@h.example cpr 010157-••••\n"), "{shown}");
        assert!(shown.contains("new      number        bo@h.example hpr 999999903\n"), "{shown}");
        assert!(!shown.contains("5001"), "{shown}");
        assert!(!place.folder.path().join(identifiers::FILE).exists(), "a look makes no key");
        assert_eq!(identifiers::stands(&db, &place.keys()).await.unwrap(), Stands::None);
        place.done(rows).await;
        assert_eq!(identifiers::stands(&db, &place.keys()).await.unwrap(), Stands::Kept(2));
        let ane = place.person("ane@h.example").await;
        assert_eq!(place.held(ane).await, cpr("0101575001"));
        assert_eq!(
            place.done(rows).await,
            "0 new, 0 changed, 0 ended, 4 unchanged.\n",
            "running it again changes nothing"
        );

        let said = place.done("Ane Bech,ane@other.example,01 01 57 5001,\n").await;
        assert!(
            said.contains(
                "changed  person        ane@other.example; email “ane@h.example” → “ane@other.example”"
            ),
            "{said}"
        );
        assert_eq!(place.person("ane@other.example").await, ane);
        place.is_sound().await;

        let said = place.done("Ane Bech,ane@other.example,020157-5002,\n").await;
        assert!(said.contains("changed  number        ane@other.example cpr 020157-••••"), "{said}");
        assert_eq!(place.held(ane).await, cpr("0201575002"));
        place.done("Ane Bech,ane@other.example,,\n").await;
        assert_eq!(place.held(ane).await, cpr("0201575002"), "an empty cell says nothing");
        place.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn no_number_is_given_to_two_and_no_slip_of_the_pen_gives_a_record_away() {
    each_engine(migrations::ALL, async |db: Db| {
        let place = Place::of(&db);
        place.done("Ane Bech,ane@h.example,010157-5001,\nBo Dam,bo@h.example,020157-5002,\n").await;
        for (rows, expected) in [
            ("Bo Dam,bo@h.example,010157-5001,\n", "line 2, cpr: is that of somebody else here"),
            (
                "Cy Ege,cy@h.example,010157-5001,\n",
                "line 2, cpr: is that of “Ane Bech” here, with another name and another address: mend one of them first",
            ),
            (
                "Cy Ege,cy@h.example,030157-5003,\nDa Fog,da@h.example,0301575003,\n",
                "line 3, cpr: is also that of another address, on line 2",
            ),
            (
                "Cy Ege,cy@h.example,030157-5003,\nCy Ege,cy@h.example,040157-5004,\n",
                "line 3, cpr: is another than on line 2",
            ),
            ("Cy Ege,cy@h.example,321357-5003,\n", "line 2, cpr: is no number of this kind"),
            ("Cy Ege,cy@h.example,018190 00049,\n", "line 2, cpr: is no number of this kind"),
            (
                "Ane Bech,ane@h.example,,\nAne Bech,ane@new.example,010157-5001,\n",
                "ane@h.example and ane@new.example are one person: leave one of them out",
            ),
        ] {
            let said = place.bad(rows).await;
            assert_eq!(said, [expected], "{rows}");
        }
        // Neither does a cell of another column say what stands in it.
        for rows in ["010157-5001,ane@h.example,,\n", "Ane Bech,0101575001,,\n", "Ane Bech,ane@h.example,,010157-5001\n"] {
            let said = place.bad(rows).await.join("; ");
            assert!(!said.contains("5001"), "{said}");
        }
        place.is_sound().await;
        let two = does(
            &db,
            sql!("UPDATE identifier SET hash = (SELECT hash FROM identifier WHERE person_id = $1) WHERE person_id = $2"),
            args![place.person("ane@h.example").await, place.person("bo@h.example").await],
        );
        assert_eq!(two.await.unwrap_err().constraint(), Some("identifier_kind_hash_key"));
    })
    .await;
}

#[tokio::test]
async fn what_was_changed_in_the_database_is_told_and_not_shown() {
    each_engine(migrations::ALL, async |db: Db| {
        let place = Place::of(&db);
        place.done("Ane Bech,ane@h.example,010157-5001,\nBo Dam,bo@h.example,020157-5002,\n").await;
        let (ane, bo) = (place.person("ane@h.example").await, place.person("bo@h.example").await);
        let (own, others) = (row(&db, ane).await, row(&db, bo).await);
        assert_ne!(own.1, others.1);
        let forge = async |hash: Vec<u8>, sealed: Vec<u8>| {
            let update = sql!("UPDATE identifier SET hash = $2, sealed = $3 WHERE person_id = $1");
            does(&db, update, args![ane, hash, sealed]).await.unwrap();
            place.held(ane).await
        };
        let changed = vec![("cpr".to_owned(), Err(Unread::Changed))];
        assert_eq!(forge(own.0.clone(), others.1.clone()).await, changed, "another's number in this row");
        let mut flipped = own.1.clone();
        flipped[20] ^= 1;
        assert_eq!(forge(own.0.clone(), flipped).await, changed);
        assert_eq!(forge(own.0.clone(), Vec::new()).await, changed);
        assert_eq!(forge(vec![7; 32], own.1.clone()).await, changed, "found by what it is not");
        assert_eq!(forge(own.0.clone(), own.1.clone()).await, cpr("0101575001"), "and mended");

        // The same number, taken away and brought in again, is kept in another way.
        let world = World::at(Moment::from_micros(World::real().now().micros() + 1));
        assert_eq!(
            db.write(RemoveNumbers { world, person: ane, kind: Some("cpr".to_owned()) }).await.unwrap(),
            1
        );
        assert_eq!(place.held(ane).await, []);
        place.is_sound().await;
        place.done("Ane Bech,ane@h.example,010157-5001,\n").await;
        let again = row(&db, ane).await;
        assert_eq!(again.0, own.0);
        assert_ne!(again.1, own.1);
        place.is_sound().await;

        // Whoever takes a row away, or lays one in, is found.
        let tell = &mut |words: &str| println!("{words}");
        does(&db, sql!("DELETE FROM identifier WHERE person_id = $1"), args![ane]).await.unwrap();
        assert!(!identifiers::compare(&db, tell).await.unwrap().is_sound());
    })
    .await;
}

#[tokio::test]
async fn a_lost_key_is_told_never_replaced_in_silence_and_given_up_by_name() {
    each_engine(migrations::ALL, async |db: Db| {
        let place = Place::of(&db);
        place.done("Ane Bech,ane@h.example,010157-5001,\nBo Dam,bo@h.example,,\n").await;
        let ane = place.person("ane@h.example").await;
        let file = place.folder.path().join(identifiers::FILE);
        let key = fs::read(&file).unwrap();
        fs::remove_file(&file).unwrap();
        assert_eq!(place.held(ane).await, [("cpr".to_owned(), Err(Unread::Lost))]);
        assert!(matches!(identifiers::stands(&db, &place.keys()).await.unwrap(), Stands::Lost(1, _)));
        let bo = "Bo Dam,bo@h.example,020157-5002,\n";
        let refused = db.write(place.people(bo, true)).await.unwrap_err();
        assert!(matches!(&refused, NotImported::Failed(Error::Fault(_))), "{refused:?}");
        assert!(format!("{refused:?}").contains("put that file back"), "{refused:?}");
        assert!(!file.exists(), "no key in the place of a lost one");

        // Another portal's key is no help either.
        fs::write(&file, format!("{}\n", "07".repeat(32))).unwrap();
        assert_eq!(place.held(ane).await, [("cpr".to_owned(), Err(Unread::Lost))]);
        fs::write(&file, "no key\n").unwrap();
        assert_eq!(place.held(ane).await, [("cpr".to_owned(), Err(Unread::Lost))]);
        assert!(
            identifiers::stands(&db, &place.keys()).await.is_err(),
            "and it is told that the file is none"
        );
        fs::write(&file, &key).unwrap();
        assert_eq!(place.held(ane).await, cpr("0101575001"), "put back, all is as it was");
        place.done(bo).await;

        fs::remove_file(&file).unwrap();
        let Stands::Lost(_, key_id) = identifiers::stands(&db, &place.keys()).await.unwrap() else {
            panic!("it is lost")
        };
        let give_up =
            |key: &str| RemoveLost { world: World::real(), keys: place.keys(), key: key.to_owned() };
        let refused = db.write(give_up("0123456789abcdef")).await.unwrap_err();
        assert!(format!("{refused:?}").contains("nothing here is kept with a key"), "{refused:?}");
        let gone = db.write(give_up(&key_id)).await.unwrap();
        assert_eq!((gone.numbers, gone.dossiers), (2, 0));
        assert_eq!(identifiers::stands(&db, &place.keys()).await.unwrap(), Stands::None);
        place.is_sound().await;
        place.done("Ane Bech,ane@h.example,010157-5001,\n").await;
        assert_eq!(place.held(ane).await, cpr("0101575001"));
        assert_ne!(fs::read(&file).unwrap(), key);
        place.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn another_key_hides_all_and_the_earlier_one_opens_nothing() {
    each_engine(migrations::ALL, async |db: Db| {
        let place = Place::of(&db);
        let (world, keys) = (World::real(), place.keys());
        assert_eq!(identifiers::rotate(&db, &keys, &world).await.unwrap(), None, "there is nothing to hide");
        // More than are read at once.
        let typed = |n: u32| format!("Nr {n},n{n}@h.example,{:02}0157{},\n", 1 + n / 900, 5000 + n % 900);
        let rows: String = (1..=1200).map(typed).collect();
        place.done(&rows).await;
        let person = place.person("n1@h.example").await;
        let (before, file) = (row(&db, person).await, place.folder.path().join(identifiers::FILE));
        let old = fs::read_to_string(&file).unwrap();
        assert_eq!(
            identifiers::rotate(&db, &keys, &world).await.unwrap(),
            Some(Rotated { hidden: 1200, left: 0, changed: 0 })
        );
        let after = row(&db, person).await;
        assert!(before.0 != after.0 && before.1 != after.1);
        assert_eq!(place.held(person).await, cpr("0101575001"));
        let new = fs::read_to_string(&file).unwrap();
        assert!(new.lines().count() == 1 && new != old, "the earlier key is gone");
        assert_eq!(
            place.done(&rows).await,
            "0 new, 0 changed, 0 ended, 2400 unchanged.\n",
            "each is found again"
        );
        place.is_sound().await;
        fs::write(&file, &old).unwrap();
        assert_eq!(place.held(person).await, [("cpr".to_owned(), Err(Unread::Lost))]);

        // A number that was changed stops it, and all is as it was.
        fs::write(&file, &new).unwrap();
        does(&db, sql!("UPDATE identifier SET sealed = hash WHERE person_id = $1"), args![person])
            .await
            .unwrap();
        let told = identifiers::rotate(&db, &keys, &world).await.unwrap_err();
        assert!(format!("{told:?}").contains("was changed and cannot be read"), "{told:?}");
        let other = place.person("n2@h.example").await;
        assert_eq!(place.held(other).await, cpr("0101575002"));
    })
    .await;
}
