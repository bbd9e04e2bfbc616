//! How the tree grows: all or nothing, one sequencer at a time, never over a gap, never older than what was signed.

use std::{fs, time::Duration};

use db::{args, sql, testing::each_engine};

use super::*;
use crate::{BadProof, Checkpoint, Frontier, NoProof, Step, Trouble, compare, is_consistent, leaf_hash};

/// The root of a tree of the first `size` rows.
fn root(size: u32) -> Hash {
    let mut frontier = Frontier::default();
    (0..size).for_each(|n| frontier.push(leaf_hash(&row(n).1), |_, _| ()));
    frontier.root()
}

async fn signed(ledger: &Ledger) -> (u64, Hash) {
    let head = ledger.head().await.unwrap().unwrap();
    (head.checkpoint.size, head.checkpoint.root)
}

#[tokio::test]
async fn rows_are_sequenced_signed_and_proved() {
    each_engine(MIGRATIONS, async |db: Db| {
        let folder = tempfile::tempdir().unwrap();
        let ledger = open(&db, folder.path(), 1).await;
        assert_eq!(ledger.step(NOON).await.unwrap(), Step::Idle);
        append_rows(&db, 0..3).await;
        assert_eq!(ledger.step(NOON).await.unwrap(), Step::Grew { size: 3, more: false });
        append_rows(&db, 3..900).await;
        assert_eq!(ledger.step(NOON).await.unwrap(), Step::Grew { size: 515, more: true });
        assert_eq!(ledger.waiting().await.unwrap(), 385);
        assert_eq!(ledger.drain(|| NOON).await.unwrap(), 900);
        assert_eq!(signed(&ledger).await, (900, root(900)));

        let keys = Folder::at(folder.path()).verifiers().unwrap();
        let now = Duration::ZERO;
        for n in [0, 2, 255, 256, 511, 512, 514, 515, 767, 768, 899] {
            let (id, leaf) = row(n);
            let proof = ledger.proof(id, Duration::from_secs(2)).await.unwrap();
            assert_eq!(proof.verify(&leaf, &keys).map(|c| c.root), Ok(root(900)), "row {n}");
            assert_eq!(proof.verify(&row(n + 1).1, &keys), Err(BadProof::Path));
        }
        assert!(matches!(ledger.proof(row(900).0, now).await, Err(NoProof::NotYet | NoProof::Unknown)));
        let (path, head) = ledger.consistency(515).await.unwrap().unwrap();
        assert!(is_consistent(515, &root(515), 900, &head.checkpoint.root, &path));
        assert!(ledger.consistency(901).await.unwrap().is_none());
        assert!(ledger.consistency(0).await.unwrap().is_none());
        let outside = Folder::at(folder.path()).checkpoint(&keys).unwrap().unwrap();
        assert_eq!((outside.size, outside.root), (900, root(900)));
    })
    .await;
}

#[tokio::test]
async fn rows_are_proved_together_under_the_first_head_over_them_all_for_ever() {
    each_engine(MIGRATIONS, async |db: Db| {
        let folder = tempfile::tempdir().unwrap();
        let ledger = open(&db, folder.path(), 1).await;
        let later = NOON.plus_seconds(60);
        append_rows(&db, 0..300).await;
        ledger.drain(|| NOON).await.unwrap();
        append_rows(&db, 300..310).await;
        let rows = [7, 305, 0, 299].map(|n| row(n).0);
        ledger.drain(|| later).await.unwrap();
        let first = ledger.together(&rows, Duration::ZERO).await.unwrap();
        assert_eq!(first.at, later);
        let keys = Folder::at(folder.path()).verifiers().unwrap();
        for (n, proof) in [7, 305, 0, 299].into_iter().zip(first.proofs()) {
            assert_eq!(proof.verify(&row(n).1, &keys).map(|c| c.size), Ok(310), "row {n}");
            assert_eq!(proof.verify(&row(n + 1).1, &keys), Err(BadProof::Path));
        }
        let early = ledger.together(&rows[2..], Duration::ZERO).await.unwrap();
        assert_eq!(early.at, NOON, "the first head is enough for the first rows");

        append_rows(&db, 310..1500).await;
        ledger.drain(|| later.plus_seconds(60)).await.unwrap();
        assert_eq!(
            ledger.together(&rows, Duration::ZERO).await.unwrap(),
            first,
            "the tree grew, the proof did not"
        );
        append_rows(&db, 1500..1501).await;
        let waiting = ledger.together(&[row(1500).0], Duration::ZERO).await;
        assert!(matches!(waiting, Err(NoProof::NotYet)));
        let unknown = ledger.together(&[row(0).0, row(9000).0], Duration::ZERO).await;
        assert!(matches!(unknown, Err(NoProof::Unknown)));
    })
    .await;
}

#[tokio::test]
async fn a_transaction_rolled_back_leaves_nothing() {
    each_engine(MIGRATIONS, async |db: Db| {
        let folder = tempfile::tempdir().unwrap();
        let ledger = open(&db, folder.path(), 1).await;
        db.write(Append { rows: 0..5, fails: true }).await.unwrap_err();
        assert_eq!(ledger.waiting().await.unwrap(), 0);
        assert_eq!(ledger.step(NOON).await.unwrap(), Step::Idle);
        append_rows(&db, 0..2).await;
        let twice = db.write(Append { rows: 1..3, fails: false }).await.unwrap_err();
        assert_eq!(twice.constraint(), Some("ledger_waiting_pkey"), "{twice}");
        assert_eq!(ledger.drain(|| NOON).await.unwrap(), 2);
    })
    .await;
}

#[tokio::test]
async fn nobody_changes_or_deletes_what_the_ledger_holds() {
    each_engine(MIGRATIONS, async |db: Db| {
        let folder = tempfile::tempdir().unwrap();
        let ledger = open(&db, folder.path(), 1).await;
        append_rows(&db, 0..300).await;
        ledger.drain(|| NOON).await.unwrap();
        append_rows(&db, 300..301).await;
        let statements = [
            (sql!("UPDATE ledger_leaf SET position = 1000 WHERE position = 1"), "ledger_leaf_is_append_only"),
            (sql!("DELETE FROM ledger_leaf WHERE position = 1"), "ledger_leaf_is_append_only"),
            (sql!("UPDATE ledger_node SET position = 9 WHERE position = 0"), "ledger_node_is_append_only"),
            (sql!("DELETE FROM ledger_node"), "ledger_node_is_append_only"),
            (sql!("UPDATE ledger_checkpoint SET note = ''"), "ledger_checkpoint_is_append_only"),
            (sql!("DELETE FROM ledger_checkpoint"), "ledger_checkpoint_is_append_only"),
            (sql!("UPDATE ledger_tree SET size = 2"), "ledger_tree_grows"),
            (sql!("DELETE FROM ledger_tree"), "ledger_tree_grows"),
            (sql!("UPDATE ledger_waiting SET row_id = row_id"), "ledger_waiting_goes_into_the_tree"),
            (sql!("DELETE FROM ledger_waiting"), "ledger_waiting_goes_into_the_tree"),
        ];
        for (statement, name) in statements {
            let refused = run(&db, statement, []).await.unwrap_err();
            assert_eq!(refused.constraint(), Some(name), "{refused}");
        }
        assert_eq!(ledger.drain(|| NOON).await.unwrap(), 301);
    })
    .await;
}

#[tokio::test]
async fn two_servers_at_once_make_one_tree() {
    each_engine(MIGRATIONS, async |db: Db| {
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let one = open(&db, here.path(), 1).await;
        fs::copy(here.path().join("ledger.key"), there.path().join("ledger.key")).unwrap();
        let two = open(&db, there.path(), 2).await;
        // Each step lies three seconds after the last, so that no lease keeps the other away.
        let clock = std::sync::atomic::AtomicI64::new(0);
        let now = || NOON.plus_seconds(clock.fetch_add(3, std::sync::atomic::Ordering::SeqCst));
        let steps = async |ledger: &Ledger| {
            for _ in 0..15 {
                ledger.step(now()).await.unwrap();
            }
        };
        let writes = async {
            for n in 0..40 {
                append_rows(&db, n * 10..n * 10 + 10).await;
            }
        };
        tokio::join!(steps(&one), steps(&two), writes);
        one.drain(now).await.unwrap();
        assert_eq!(two.step(now()).await.unwrap(), Step::Idle);
        let keys = Folder::at(there.path()).verifiers().unwrap();
        for folder in [&here, &there] {
            let kept = Folder::at(folder.path()).checkpoint(&keys).unwrap().unwrap();
            assert_eq!((kept.size, kept.root), signed(&one).await, "both servers keep the last head");
        }
        assert_eq!(signed(&one).await.0, 400);
    })
    .await;
}

#[tokio::test]
async fn a_lease_keeps_the_other_server_away_for_its_time() {
    each_engine(MIGRATIONS, async |db: Db| {
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let one = open(&db, here.path(), 1).await;
        fs::copy(here.path().join("ledger.key"), there.path().join("ledger.key")).unwrap();
        let two = open(&db, there.path(), 2).await;
        append_rows(&db, 0..1).await;
        one.step(NOON).await.unwrap();
        append_rows(&db, 1..2).await;
        assert_eq!(two.step(NOON.plus_seconds(1)).await.unwrap(), Step::Held);
        assert_eq!(two.step(NOON.plus_seconds(2)).await.unwrap(), Step::Grew { size: 2, more: false });
    })
    .await;
}

/// Each of these rows stands in the way of one statement of a turn, so that the turn fails there.
#[tokio::test]
async fn a_turn_that_fails_anywhere_moves_nothing() {
    each_engine(MIGRATIONS, async |db: Db| {
        let folder = tempfile::tempdir().unwrap();
        let ledger = open(&db, folder.path(), 1).await;
        append_rows(&db, 0..300).await;
        without_triggers(&db).await;
        let obstacles = [
            sql!("INSERT INTO ledger_leaf (position, row_id, leaf) SELECT 299, row_id, leaf FROM ledger_waiting WHERE row_id = $1"),
            sql!("INSERT INTO ledger_node (level, position, hash) SELECT 1, 0, leaf FROM ledger_waiting WHERE row_id = $1"),
            sql!("INSERT INTO ledger_checkpoint (size, root, at, note) SELECT 300, leaf, 0, '' FROM ledger_waiting WHERE row_id = $1"),
        ];
        let away = [
            sql!("DELETE FROM ledger_leaf"),
            sql!("DELETE FROM ledger_node"),
            sql!("DELETE FROM ledger_checkpoint"),
        ];
        for (obstacle, remove) in obstacles.into_iter().zip(away) {
            run(&db, obstacle, args![row(5).0]).await.unwrap();
            let failed = ledger.step(NOON).await;
            assert!(matches!(failed, Err(Trouble::Db(_) | Trouble::Unsound(_) | Trouble::Foreign { .. })), "{failed:?}");
            assert_eq!(ledger.waiting().await.unwrap(), 300);
            let tree = db.read(|c| Box::pin(crate::store::tree(c))).await.unwrap();
            assert_eq!(tree.frontier().unwrap().size(), 0);
            run(&db, remove, []).await.unwrap();
        }
        assert_eq!(ledger.drain(|| NOON).await.unwrap(), 300);
        assert_eq!(signed(&ledger).await, (300, root(300)));
    })
    .await;
}

#[tokio::test]
async fn a_server_that_stops_waits_for_another_no_longer_than_it_was_told() {
    each_engine(MIGRATIONS, async |db: Db| {
        let folder = tempfile::tempdir().unwrap();
        let ledger = open(&db, folder.path(), 1).await;
        append_rows(&db, 0..3).await;
        let held = sql!("UPDATE ledger_tree SET holder = $1, lease_until = $2");
        run(&db, held, args![Uuid::from_u128(9), NOON.plus_seconds(60)]).await.unwrap();
        let patience = Duration::from_millis(300);
        assert_eq!(ledger.drain_within(patience, || NOON).await.unwrap(), None);
        assert_eq!(ledger.waiting().await.unwrap(), 3, "they wait for whoever holds the lease");
        let later = || NOON.plus_seconds(61);
        assert_eq!(ledger.drain_within(Duration::from_secs(60), later).await.unwrap(), Some(3));
        assert_eq!(signed(&ledger).await, (3, root(3)));
    })
    .await;
}

#[tokio::test]
async fn killed_before_the_outside_checkpoint_it_catches_up() {
    each_engine(MIGRATIONS, async |db: Db| {
        let folder = tempfile::tempdir().unwrap();
        let ledger = open(&db, folder.path(), 1).await;
        append_rows(&db, 0..10).await;
        ledger.step(NOON).await.unwrap();
        append_rows(&db, 10..20).await;
        let keys = Folder::at(folder.path()).verifiers().unwrap();
        let outside = Folder::at(folder.path()).checkpoint(&keys).unwrap();
        ledger.extend(outside, NOON, 512).await.unwrap();
        drop(ledger);
        let kept = || Folder::at(folder.path()).checkpoint(&keys).unwrap().unwrap().size;
        assert_eq!(kept(), 10);
        let again = open(&db, folder.path(), 1).await;
        assert_eq!(again.step(NOON).await.unwrap(), Step::Idle);
        assert_eq!(kept(), 20);
    })
    .await;
}

#[tokio::test]
async fn an_older_database_is_not_signed_over() {
    each_engine(MIGRATIONS, async |db: Db| {
        let folder = tempfile::tempdir().unwrap();
        let ledger = open(&db, folder.path(), 1).await;
        append_rows(&db, 0..10).await;
        ledger.step(NOON).await.unwrap();
        // The folder remembers a later tree than this database has: as after restoring an old copy.
        let key = Folder::at(folder.path()).key().unwrap().unwrap();
        for (note, older) in [
            (Checkpoint::sign(20, root(20), &key), true),
            (Checkpoint::sign(10, root(9), &key), false),
            (Checkpoint::sign(7, root(8), &key), false),
        ] {
            Folder::at(folder.path()).keep(&note).unwrap();
            let restored = open(&db, folder.path(), 1).await;
            append_rows(&db, if older { 10..15 } else { 15..15 }).await;
            for trouble in [restored.check().await.unwrap_err(), restored.step(NOON).await.unwrap_err()] {
                match trouble {
                    Trouble::Older { tree: 10, outside: 20 } => assert!(older),
                    Trouble::Forked { .. } => assert!(!older),
                    other => panic!("{other}"),
                }
            }
            assert_eq!(signed(&restored).await.0, 10);
        }
        Folder::at(folder.path()).keep(&Checkpoint::sign(7, root(7), &key)).unwrap();
        assert_eq!(open(&db, folder.path(), 1).await.drain(|| NOON).await.unwrap(), 15);
    })
    .await;
}

#[tokio::test]
async fn another_key_does_not_go_on_with_a_ledger() {
    each_engine(MIGRATIONS, async |db: Db| {
        let (ours, theirs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let ledger = open(&db, ours.path(), 1).await;
        append_rows(&db, 0..1).await;
        ledger.step(NOON).await.unwrap();
        let without = open(&db, theirs.path(), 2).await;
        for refused in [without.check().await, without.step(NOON).await.map(drop)] {
            assert!(
                matches!(&refused, Err(Trouble::Unsigned(why)) if matches!(**why, Trouble::NoKey { .. }))
            );
        }
        assert!(matches!(compare(&db, &Folder::at(theirs.path())).await, Err(Trouble::NoKey { .. })));
        assert_eq!(compare(&db, &Folder::at(ours.path())).await.unwrap(), (1, 0));
        Folder::at(theirs.path()).key_or_new("test.example/ledger", &[9; 32]).unwrap();
        let other = open(&db, theirs.path(), 2).await;
        append_rows(&db, 1..2).await;
        assert!(matches!(other.step(NOON).await, Err(Trouble::Foreign { .. })));
    })
    .await;
}

#[tokio::test]
async fn who_needs_a_proof_wakes_the_sequencer_and_waits() {
    each_engine(MIGRATIONS, async |db: Db| {
        let folder = tempfile::tempdir().unwrap();
        let ledger = open(&db, folder.path(), 1).await;
        append_rows(&db, 0..1).await;
        let nobody_sequences = ledger.proof(row(0).0, Duration::from_millis(10)).await;
        assert!(matches!(nobody_sequences, Err(NoProof::NotYet)));
        let running = tokio::spawn(ledger.clone().run(|| NOON));
        let proof = ledger.proof(row(0).0, Duration::from_secs(2)).await.unwrap();
        assert_eq!((proof.position, proof.path.len()), (0, 0));
        running.abort();
    })
    .await;
}
