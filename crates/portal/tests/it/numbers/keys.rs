//! A key that was lost, given up and found again: what it hid opens once more, and nothing that anybody does meanwhile takes it away.

use std::{fs, os::unix::fs::MetadataExt as _};

use base::{DossierId, PersonId};
use db::{Conn, Db, Work, args, sql, testing::each_engine};
use portal::{
    error::Error,
    identifiers::{self, FILE, Keys, RemoveLost, Rotated, Stands},
    migrations,
    world::World,
};
use uuid::Uuid;

use super::place::{Place, cpr};

/// More dossiers than are read at once.
const MANY: i64 = 1001;

/// Lays dossiers in that have a key of their own: so many, from this id on.
struct Hidden {
    keys: Keys,
    trainee: PersonId,
    ids: (u128, i64),
}

impl Work for Hidden {
    type Done = ();
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<(), Error> {
        let world = World::real();
        for nth in 0..self.ids.1 {
            let id = Uuid::from_u128(self.ids.0 + u128::from(nth.unsigned_abs()));
            let insert = sql!(
                "INSERT INTO dossier (id, trainee_id, scheme, kind, sealed_at, digest, content)
                 VALUES ($1, $2, 'dk', 'dk-speciallaege', $3, $4, $5)"
            );
            let digest = [id.as_bytes().as_slice(), &[0; 16]].concat();
            let id = DossierId::from_uuid(id);
            let (hidden, hiding) = identifiers::hide(c, &self.keys, &world, id).await?;
            let content = hidden.hide(&world, "content", b"a record");
            c.execute(insert, &args![id, self.trainee, world.now(), &digest[..], &content[..]]).await?;
            hiding.keep(c).await?;
        }
        Ok(())
    }
}

/// Whether a dossier opens.
async fn opens(db: &Db, keys: Keys, id: u128) -> bool {
    let id = DossierId::from_uuid(Uuid::from_u128(id));
    let read = db.read(move |c| Box::pin(async move { identifiers::of_dossier(c, &keys, id).await }));
    identifiers::if_read(read.await).unwrap().flatten().is_some()
}

#[tokio::test]
async fn a_key_that_was_given_up_and_is_found_opens_what_it_hid() {
    each_engine(migrations::ALL, async |db: Db| {
        let place = Place::of(&db);
        let file = place.folder.path().join(FILE);
        let ane_row = "Ane Bech,ane@h.example,010157-5001,\n";
        place.done(ane_row).await;
        let ane = place.person("ane@h.example").await;
        let lay = |ids| Hidden { keys: place.keys(), trainee: ane, ids };
        let stands = async || identifiers::stands(&db, &place.keys()).await.unwrap();
        let rotate = async || identifiers::rotate(&db, &place.keys(), &World::real()).await.unwrap();
        db.write(lay((1, MANY))).await.unwrap();
        assert_eq!(stands().await, Stands::Kept(MANY + 1));

        // It is lost, and given up by its name.
        let found = fs::read_to_string(&file).unwrap();
        fs::remove_file(&file).unwrap();
        let Stands::Lost(many, key) = stands().await else { panic!("it is lost") };
        assert_eq!(many, MANY + 1);
        let give_up = || RemoveLost { world: World::real(), keys: place.keys(), key: key.clone() };
        let gone = db.write(give_up()).await.unwrap();
        assert_eq!((gone.numbers, gone.dossiers), (1, MANY));
        let shut = |kept| Stands::Shut { kept, dossiers: MANY, key: key.clone() };
        assert_eq!(stands().await, shut(0), "no fault any more, and told");
        place.is_sound().await;
        place.done(ane_row).await;
        assert_eq!(stands().await, shut(1));

        // Another key takes the place of the second one, and what is shut stays as it is.
        assert_eq!(rotate().await, Some(Rotated { hidden: 1, left: 1001, changed: 0 }));
        assert_eq!(place.held(ane).await, cpr("0101575001"));
        assert_eq!(stands().await, shut(1));
        assert!(!opens(&db, place.keys(), 1).await);

        // The first is found. It is put back, and neither given up nor thrown away.
        let second = fs::read_to_string(&file).unwrap();
        fs::write(&file, format!("{second}{found}")).unwrap();
        assert_eq!(stands().await, Stands::Kept(MANY + 1));
        let refused = db.write(give_up()).await.unwrap_err();
        assert!(format!("{refused:?}").contains("nothing is lost"), "{refused:?}");
        db.write(lay((5001, 2))).await.unwrap();
        // Root may do it: the service goes on reading its file.
        let given = std::os::unix::fs::chown(&file, Some(12345), None).is_ok();
        assert_eq!(rotate().await, Some(Rotated { hidden: 1004, left: 0, changed: 0 }));
        assert!(!given || fs::metadata(&file).unwrap().uid() == 12345);
        let last = fs::read_to_string(&file).unwrap();
        assert!(last.lines().count() == 1 && !second.contains(&last) && !found.contains(&last));
        for id in [1, 1001, 5001, 5002] {
            assert!(opens(&db, place.keys(), id).await, "{id}");
        }
        assert_eq!(place.held(ane).await, cpr("0101575001"));
        assert_eq!(stands().await, Stands::Kept(MANY + 3));
    })
    .await;
}
