//! What the database's owner does to the ledger behind its back, and how each deed is named.

use std::collections::BTreeMap;

use db::{args, testing::each_engine};

use super::*;
use crate::{Checkpoint, Damage, Report, Row, verify};

/// A ledger of 700 rows in the tree under three heads, five waiting, and the application's rows.
struct World {
    db: Db,
    folder: tempfile::TempDir,
    rows: BTreeMap<Uuid, Hash>,
}

const HEADS: [u32; 3] = [10, 300, 700];

impl World {
    async fn new(db: Db) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ledger = open(&db, folder.path(), 1).await;
        let mut from = 0;
        for until in HEADS {
            append_rows(&db, from..until).await;
            ledger.drain(|| NOON).await.unwrap();
            from = until;
        }
        append_rows(&db, 700..705).await;
        without_triggers(&db).await;
        Self { db, folder, rows: (0..705).map(row).collect() }
    }

    async fn report(&self) -> Report {
        let folder = Folder::at(self.folder.path());
        let keys = folder.verifiers().unwrap();
        let outside = folder.checkpoint(&keys).unwrap();
        let rows = async |from: Uuid| {
            let next = self.rows.range(from..).take(100);
            Ok(next.map(|(id, leaf)| Row { id: *id, leaf: Some(*leaf) }).collect())
        };
        verify(&self.db, &keys, outside.as_ref(), rows).await.unwrap()
    }

    /// The deed is found out, its first finding is this one, and after it is taken back all is well.
    async fn finds(&self, does: &[(Sql, &[Value])], undoes: &[(Sql, &[Value])], damage: Damage, at: &[u64]) {
        let work =
            |all: &[(Sql, &[Value])]| Run(all.iter().map(|(sql, args)| (*sql, args.to_vec())).collect());
        assert!(self.db.write(work(does)).await.unwrap() > 0, "{damage:?}: the deed touches something");
        let report = self.report().await;
        let first = report.bad.first().unwrap_or_else(|| panic!("{damage:?} at {at:?} was not found"));
        let places: Vec<u64> = first.places.iter().flat_map(|p| [*p.start(), *p.end()]).collect();
        let wanted: Vec<u64> = at.first().into_iter().chain(at.last()).copied().collect();
        assert_eq!((&first.damage, places), (&damage, wanted), "{report}");
        self.db.write(work(undoes)).await.unwrap();
        let after = self.report().await;
        assert!(after.is_sound(), "{damage:?} taken back: {after}");
    }
}

#[tokio::test]
async fn a_whole_ledger_is_found_whole() {
    each_engine(MIGRATIONS, async |db: Db| {
        let world = World::new(db).await;
        let report = world.report().await;
        assert!(report.is_sound(), "{report}");
        assert_eq!((report.size, report.waiting, report.rows, report.checkpoints), (700, 5, 705, 3));
        assert_eq!(report.outside, Some(700));
        assert!(report.to_string().contains("The tree is whole"), "{report}");
    })
    .await;
}

#[tokio::test]
async fn a_row_changed_deleted_or_slipped_in_is_named() {
    each_engine(MIGRATIONS, async |db: Db| {
        let mut world = World::new(db).await;
        for n in [0, 9, 255, 256, 699, 702] {
            let (id, leaf) = row(n);
            let place = (n < 700).then_some(u64::from(n)..=u64::from(n));
            world.rows.insert(id, [0; 32]);
            let changed = world.report().await;
            assert_eq!(
                (changed.bad.len(), changed.bad[0].row, &changed.bad[0].places),
                (1, Some(id), &place)
            );
            assert_eq!(changed.bad[0].damage, Damage::Changed);
            assert!(changed.to_string().contains(&id.to_string()));
            world.rows.remove(&id);
            let gone = world.report().await;
            assert_eq!((gone.bad.len(), gone.bad[0].row, &gone.bad[0].damage), (1, Some(id), &Damage::Gone));
            world.rows.insert(id, leaf);
        }
        let stranger = Uuid::from_u128(u128::MAX >> 1);
        // The first and the last id there are among them.
        for stranger in [Uuid::nil(), Uuid::max(), stranger] {
            world.rows.insert(stranger, [0; 32]);
            let slipped = world.report().await;
            assert_eq!((slipped.bad[0].row, &slipped.bad[0].damage), (Some(stranger), &Damage::Unknown));
            world.rows.remove(&stranger);
        }
        world.rows.extend((0..200).map(|n| (Uuid::from_u128((u128::MAX >> 1) - n), [0; 32])));
        let many = world.report().await;
        assert_eq!((many.bad.len(), many.more), (100, 100));
    })
    .await;
}

#[tokio::test]
async fn a_leaf_changed_moved_or_taken_away_is_named() {
    each_engine(MIGRATIONS, async |db: Db| {
        let world = World::new(db).await;
        let change = sql!("UPDATE ledger_leaf SET leaf = $2 WHERE position = $1");
        let (_, leaf) = row(301);
        world
            .finds(&[(change, &args![301, [9; 32]])], &[(change, &args![301, leaf])], Damage::Changed, &[301])
            .await;
        let delete = sql!("DELETE FROM ledger_leaf WHERE position = $1");
        let insert = sql!("INSERT INTO ledger_leaf (position, row_id, leaf) VALUES ($1, $2, $3)");
        let (id, leaf) = row(5);
        world.finds(&[(delete, &args![5])], &[(insert, &args![5, id, leaf])], Damage::Unknown, &[]).await;
        let (id, leaf) = row(704);
        world
            .finds(&[(insert, &args![700, id, leaf])], &[(delete, &args![700])], Damage::Twice, &[700])
            .await;
        let below: [(Sql, &[Value]); 1] = [(insert, &args![-1, Uuid::nil(), leaf])];
        world.finds(&below, &[(delete, &args![-1])], Damage::Gone, &[]).await;
        run(&world.db, insert, args![-1, Uuid::nil(), leaf]).await.unwrap();
        assert_eq!(world.report().await.bad[1].damage, Damage::Beyond);
        run(&world.db, delete, args![-1]).await.unwrap();
        // Two rows change places, leaves and all: only the tree knows.
        let place = sql!("UPDATE ledger_leaf SET position = $2 WHERE position = $1");
        let (a, b, away) = (args![301, 9999], args![302, 301], args![9999, 302]);
        let swap: [(Sql, &[Value]); 3] = [(place, &a), (place, &b), (place, &away)];
        world.finds(&swap, &swap, Damage::Node { level: 1 }, &[300, 511]).await;
        let (a, b, away) = (args![3, 9999], args![4, 3], args![9999, 4]);
        let swap: [(Sql, &[Value]); 3] = [(place, &a), (place, &b), (place, &away)];
        world.finds(&swap, &swap, Damage::Head { size: 10 }, &[0, 9]).await;
    })
    .await;
}

#[tokio::test]
async fn a_row_changed_together_with_its_leaf_is_found_by_the_tree() {
    each_engine(MIGRATIONS, async |db: Db| {
        let mut world = World::new(db).await;
        let (id, leaf) = row(400);
        world.rows.insert(id, [9; 32]);
        let change = sql!("UPDATE ledger_leaf SET leaf = $2 WHERE position = $1");
        run(&world.db, change, args![400, [9; 32]]).await.unwrap();
        let report = world.report().await;
        assert_eq!(report.bad[0].damage, Damage::Node { level: 1 }, "{report}");
        assert_eq!(report.bad[0].places, Some(300..=511), "the last head confirmed the leaves before 300");
        world.rows.insert(id, leaf);
        run(&world.db, change, args![400, leaf]).await.unwrap();
        assert!(world.report().await.is_sound());
    })
    .await;
}

#[tokio::test]
async fn a_head_node_or_edge_that_was_changed_is_named() {
    each_engine(MIGRATIONS, async |db: Db| {
        let world = World::new(db).await;
        let key = Folder::at(world.folder.path()).key().unwrap().unwrap();
        let stranger = crate::Key::from_seed(key.verifier().name(), &[9; 32]).unwrap();
        let stored = |size: i64| {
            world.db.read(move |c| {
                Box::pin(async move {
                    let select = sql!("SELECT root, note FROM ledger_checkpoint WHERE size = $1");
                    Ok::<_, Fault>(c.first::<(Hash, String)>(select, &args![size]).await?.unwrap())
                })
            })
        };
        let (root, note) = stored(300).await.unwrap();
        let set = sql!("UPDATE ledger_checkpoint SET root = $2, note = $3 WHERE size = $1");
        let right = [(set, &args![300, root, &note][..])];
        let forged = Checkpoint::sign(300, root, &stranger);
        for (root, note) in [([9; 32], note.clone()), (root, note.replace("300", "301")), (root, forged)] {
            world.finds(&[(set, &args![300, root, note])], &right, Damage::Note { size: 300 }, &[]).await;
        }
        // Signed with the stolen key itself: the leaves do not lead there.
        let lie = Checkpoint::sign(300, [9; 32], &key);
        let stolen = args![300, [9; 32], lie];
        world.finds(&[(set, &stolen)], &right, Damage::Head { size: 300 }, &[256, 299]).await;
        let node = sql!("UPDATE ledger_node SET hash = $2 WHERE position = $1");
        let select = sql!("SELECT hash FROM ledger_node WHERE position = 1");
        let read = world.db.read(move |c| Box::pin(c.first::<(Hash,)>(select, &[])));
        let hash = read.await.unwrap().unwrap().0;
        let undo = args![1, hash];
        world
            .finds(&[(node, &args![1, [9; 32]])], &[(node, &undo)], Damage::Node { level: 1 }, &[300, 511])
            .await;
        let add = sql!("INSERT INTO ledger_node (level, position, hash) VALUES (1, $1, $2)");
        let remove = sql!("DELETE FROM ledger_node WHERE position = $1");
        world.finds(&[(add, &args![2, hash])], &[(remove, &args![2])], Damage::Beyond, &[]).await;
        let edge = sql!("UPDATE ledger_tree SET frontier = $1");
        let tree = world.db.read(|c| Box::pin(crate::store::tree(c))).await.unwrap();
        let bytes = tree.frontier().unwrap().to_bytes();
        let mut other = bytes.clone();
        other[40] ^= 1;
        world.finds(&[(edge, &args![other])], &[(edge, &args![bytes.clone()])], Damage::Edge, &[]).await;
        world
            .finds(&[(edge, &args![&bytes[32..]])], &[(edge, &args![bytes.clone()])], Damage::Edge, &[])
            .await;
    })
    .await;
}

#[tokio::test]
async fn an_older_copy_and_another_history_are_told_by_the_outside_checkpoint() {
    each_engine(MIGRATIONS, async |db: Db| {
        let world = World::new(db).await;
        let folder = Folder::at(world.folder.path());
        let key = folder.key().unwrap().unwrap();
        folder.keep(&Checkpoint::sign(800, [1; 32], &key)).unwrap();
        let older = world.report().await;
        assert_eq!(older.bad[0].damage, Damage::Older { outside: 800 });
        assert_eq!(older.bad[0].places, Some(700..=799));
        folder.keep(&Checkpoint::sign(20, [1; 32], &key)).unwrap();
        let forked = world.report().await;
        assert_eq!(forked.bad[0].damage, Damage::Forked { outside: 20 });
        assert_eq!(forked.bad[0].places, Some(10..=19));
    })
    .await;
}

/// LOG-2 in small: any bit of any leaf.
#[tokio::test]
async fn whichever_bit_of_a_leaf_is_flipped_its_row_is_named() {
    each_engine(MIGRATIONS, async |db: Db| {
        let world = World::new(db.clone()).await;
        // Numbers from a fixed sequence: a failure can be repeated.
        let mut seed = 7_u64;
        let mut next = |below: u32| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u32::try_from(seed >> 33).unwrap() % below
        };
        let set = sql!("UPDATE ledger_leaf SET leaf = $2 WHERE position = $1");
        for _ in 0..40 {
            let (place, bit) = (next(700), next(256));
            let (_, right) = row(place);
            let mut changed = right;
            changed[bit as usize / 8] ^= 1 << (bit % 8);
            run(&db, set, args![place, changed]).await.unwrap();
            let report = world.report().await;
            assert_eq!(report.bad[0].places, Some(place.into()..=place.into()), "{report}");
            run(&db, set, args![place, right]).await.unwrap();
        }
        assert!(world.report().await.is_sound());
    })
    .await;
}
