//! A backup taken while many sign: what is restored verifies, answers, and goes on being signed.

use std::{
    env, fs,
    path::Path,
    process::{Command, Output},
    sync::mpsc,
    thread,
};

use db::testing;

use crate::killed::{ATTEST, Ack, Load, Server, call};

/// Copies taken while the hands work.
const COPIES: usize = 4;

fn attest(arguments: &[&str], data: &Path, url: Option<&str>) -> Output {
    let mut command = Command::new(ATTEST);
    command.args(arguments).arg("--data").arg(data);
    command.args(url.iter().flat_map(|url| ["--database-url", url])).output().unwrap()
}

#[track_caller]
fn done(output: &Output) {
    let (said, why) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}{why}");
}

/// Backs a portal up under load, and restores the last copy into `into`.
fn copied_under_load(data: &Path, url: Option<&str>, into: (&Path, Option<&str>)) {
    let server = Server::start(data, url);
    let load = Load::new(&server);
    let (acks, told) = mpsc::channel();
    let file = |n: usize| data.join(format!("copy-{n}"));
    thread::scope(|scope| {
        for _ in 0..3 {
            let (load, acks) = (&load, acks.clone());
            scope.spawn(move || load.work(&acks));
        }
        drop(acks);
        told.iter().find(|ack| matches!(ack, Ack::Attestation(_))).expect("somebody signs");
        for n in 0..COPIES {
            done(&attest(&["backup", file(n).to_str().unwrap()], data, url));
        }
        server.kill();
    });
    for copy in [file(0), file(0).with_added_extension("keys")] {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600, "{}", copy.display());
    }
    done(&attest(&["restore", file(COPIES - 1).to_str().unwrap()], into.0, into.1));
}

/// What the command that failed said to the operator.
#[track_caller]
fn failed(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_copy_cut_short_or_without_its_keys_is_refused_and_leaves_nothing() {
    let place = tempfile::tempdir().unwrap();
    let [data, fresh, copy] = ["data", "fresh", "copy"].map(|name| place.path().join(name));
    let keys = copy.with_added_extension("keys");
    done(&attest(&["migrate"], &data, None));
    done(&attest(&["backup", copy.to_str().unwrap()], &data, None));
    let restore =
        |more: &[&str]| attest(&[&["restore", copy.to_str().unwrap()], more].concat(), &fresh, None);

    fs::rename(&keys, place.path().join("elsewhere")).unwrap();
    let said = failed(&restore(&[]));
    assert!(said.contains("copy.keys is not there") && said.contains("--without-keys"), "{said}");
    let whole = fs::read(&copy).unwrap();
    for (length, why) in [
        (whole.len() / 2, "cut short or damaged"),
        (100, "cut short or damaged"),
        (0, "no portal's database"),
    ] {
        fs::write(&copy, &whole[..length]).unwrap();
        let said = failed(&restore(&["--without-keys"]));
        assert!(said.contains(why), "{length}: {said}");
        assert_eq!(fs::read_dir(&fresh).map_or(0, Iterator::count), 0, "{length}");
    }
    fs::write(&copy, &whole).unwrap();
    done(&restore(&["--without-keys"]));
}

#[test]
fn a_backup_needs_no_folder_in_its_name() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("data")).unwrap();
    Server::start(&place.path().join("data"), None).kill();
    for typed in [
        &["backup", "copy", "--data", "data"][..],
        &["restore", "copy", "--data", "fresh"],
        &["check", "--files", "--data", "fresh"],
    ] {
        done(&Command::new(ATTEST).args(typed).current_dir(place.path()).output().unwrap());
    }
}

#[test]
fn documents_come_along_for_nobody_elses_eyes_and_what_lacks_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = tempfile::tempdir().unwrap();
    let [data, copy] = ["data", "copy"].map(|name| place.path().join(name));
    fs::create_dir(&data).unwrap();
    Server::start(&data, None).kill();
    done(&attest(&["backup", copy.to_str().unwrap()], &data, None));
    let beside = copy.with_added_extension("documents");
    let mut all = vec![beside.clone()];
    while let Some(path) = all.pop() {
        let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, if path.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
        if path.is_dir() {
            all.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    let fresh = place.path().join("fresh");
    done(&attest(&["restore", copy.to_str().unwrap()], &fresh, None));
    done(&attest(&["check", "--files"], &fresh, None));

    // One that is not what it was is told by name, and the backup holds all the rest.
    let part = fs::read_dir(fresh.join("documents")).unwrap().next().unwrap().unwrap().path();
    let file = fs::read_dir(&part).unwrap().next().unwrap().unwrap().path();
    let whole = fs::read(&file).unwrap();
    fs::write(&file, [&whole[..whole.len() - 1], b"!"].concat()).unwrap();
    done(&attest(&["check"], &fresh, None));
    let said = String::from_utf8(attest(&["check", "--files"], &fresh, None).stdout).unwrap();
    assert!(said.contains("BAD documents: 1 of 2"), "{said}");
    let other = place.path().join("other");
    let said = failed(&attest(&["backup", other.to_str().unwrap()], &fresh, None));
    let damaged = file.file_name().unwrap().to_str().unwrap();
    assert!(said.contains(damaged) && said.contains("not what they were"), "{said}");
    let restored = place.path().join("restored");
    let output = attest(&["restore", other.to_str().unwrap()], &restored, None);
    done(&output);
    assert!(String::from_utf8_lossy(&output.stdout).contains("1 documents lack their file"));
    fs::remove_file(&file).unwrap();
    let said = String::from_utf8(attest(&["check"], &fresh, None).stdout).unwrap();
    assert!(said.contains("BAD documents: 1 of 2"), "{said}");

    // Forgotten beside the backup.
    fs::rename(&beside, place.path().join("elsewhere")).unwrap();
    let bare = place.path().join("bare");
    let output = attest(&["restore", copy.to_str().unwrap()], &bare, None);
    done(&output);
    assert!(String::from_utf8_lossy(&output.stdout).contains("2 documents lack their file"));
}

/// The restored portal's ledger is whole and grows.
fn signs_on(data: &Path, url: Option<&str>) {
    done(&attest(&["ledger", "verify"], data, url));
    let server = Server::start(data, url);
    let load = Load::new(&server);
    let (acks, told) = mpsc::channel();
    thread::scope(|scope| {
        let load = &load;
        scope.spawn(move || load.work(&acks));
        let signed = told.iter().find_map(|ack| match ack {
            Ack::Attestation(id) => Some(id),
            Ack::Entry(_) | Ack::Request(_) => None,
        });
        let (token, _) = server.token("no-lis");
        let id = signed.expect("somebody signs");
        let proof = || {
            call(&server.address, &token, "GET", &format!("/api/v1/attestations/{id}/proof"), None).unwrap()
        };
        // Each waits its two seconds for the tree to grow.
        let answer = (0..5).map(|_| proof()).find(|(status, _)| *status != 503).unwrap_or_else(proof);
        assert_eq!(answer.0, 200, "what is signed after the restore is in the tree: {}", answer.1);
        server.kill();
    });
    done(&attest(&["ledger", "verify"], data, url));
}

#[test]
fn a_backup_under_load_signs_on_when_it_is_restored_on_sqlite() {
    let (data, fresh) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    copied_under_load(data.path(), None, (fresh.path(), None));
    signs_on(fresh.path(), None);
}

#[test]
fn a_backup_under_load_signs_on_when_it_is_restored_on_postgres() {
    let Ok(url) = env::var(testing::POSTGRES) else {
        println!("not run on PostgreSQL: {} is not set", testing::POSTGRES);
        return;
    };
    let (server, _) = url.rsplit_once('/').expect("the address names a database");
    let names = ["attest_copied_from", "attest_copied_to"];
    let said = |text: String| done(&Command::new("psql").args([&url, "-qc", &text]).output().unwrap());
    let drop_both =
        || names.iter().for_each(|name| said(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")));
    drop_both();
    names.iter().for_each(|name| said(format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")));
    let [from, to] = names.map(|name| format!("{server}/{name}"));
    let (data, fresh) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    copied_under_load(data.path(), Some(&from), (fresh.path(), Some(&to)));
    signs_on(fresh.path(), Some(&to));
    drop_both();
}
