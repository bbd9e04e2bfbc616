//! `attest check` says of each thing whether it is in order, and what is wrong with it is marked BAD.

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::Command,
};

use crate::killed::ATTEST;

/// What a command said, and whether it went well.
fn attest(folder: &Path, typed: &[&str]) -> (bool, String) {
    let mut command = Command::new(ATTEST);
    command.env_clear().args(typed).arg("--data").arg(folder).current_dir(folder.parent().unwrap());
    let out = command.output().unwrap();
    (out.status.success(), String::from_utf8(out.stdout).unwrap())
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// A thing that goes wrong, the line that says so, and how it is put right again.
struct Harm<'a> {
    line: &'a str,
    does: &'a dyn Fn(&Path),
    mends: &'a dyn Fn(&Path),
}

#[test]
fn whatever_is_not_in_order_is_marked_and_nothing_else() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("data");
    assert!(attest(&folder, &["migrate"]).0);
    let key = ledger::Key::from_seed("check.example", &[7; 32]).unwrap();
    fs::write(folder.join("ledger.key"), key.to_secret()).unwrap();
    set_mode(&folder.join("ledger.key"), 0o600);
    let (well, said) = attest(&folder, &["check"]);
    assert!(well && !said.contains("BAD"), "{said}");
    let things = ["settings", "schemes", "database", "ledger", "keys", "documents", "numbers", "files"];
    for thing in things {
        assert!(said.contains(&format!("ok  {thing}: ")), "{thing} in:\n{said}");
    }

    let keep_away = |folder: &Path| fs::rename(folder.join("attest.db"), folder.join("away")).unwrap();
    let bring_back = |folder: &Path| fs::rename(folder.join("away"), folder.join("attest.db")).unwrap();
    let harms = [
        Harm {
            line: "BAD files: others on this machine can look into",
            does: &|folder| set_mode(folder, 0o755),
            mends: &|folder| set_mode(folder, 0o700),
        },
        Harm {
            line: "BAD files: attest.db.restoring was left half done in",
            does: &|folder| fs::write(folder.join("attest.db.restoring"), "x").unwrap(),
            mends: &|folder| fs::remove_file(folder.join("attest.db.restoring")).unwrap(),
        },
        Harm {
            line: "BAD keys: others on this machine can read ledger.key",
            does: &|folder| set_mode(&folder.join("ledger.key"), 0o644),
            mends: &|folder| set_mode(&folder.join("ledger.key"), 0o600),
        },
        Harm {
            line: "BAD numbers: others on this machine can read identifiers.key",
            does: &|folder| {
                fs::write(folder.join("identifiers.key"), format!("{}\n", "07".repeat(32))).unwrap();
                set_mode(&folder.join("identifiers.key"), 0o644);
            },
            mends: &|folder| set_mode(&folder.join("identifiers.key"), 0o600),
        },
        Harm {
            line: "BAD ledger: ",
            does: &|folder| fs::write(folder.join("ledger.checkpoint"), "not a checkpoint\n").unwrap(),
            mends: &|folder| fs::remove_file(folder.join("ledger.checkpoint")).unwrap(),
        },
        Harm { line: "BAD database: there is no portal's data in", does: &keep_away, mends: &bring_back },
    ];
    for Harm { line, does, mends } in harms {
        does(&folder);
        let (well, said) = attest(&folder, &["check"]);
        assert!(!well && said.contains(line), "{line:?} is not said in:\n{said}");
        assert_eq!(said.matches("BAD").count(), 1, "only that:\n{said}");
        mends(&folder);
    }
    let nowhere = place.path().join("nowhere").display().to_string();
    let (well, said) = attest(&folder, &["check", "--schemes", &nowhere]);
    assert!(!well && said.contains("BAD schemes: "), "{said}");
    assert!(attest(&folder, &["check"]).0, "all is in order again");
}

#[test]
fn what_would_go_nowhere_is_said_before_and_at_the_start() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("data");
    assert!(attest(&folder, &["migrate"]).0);
    let settings = place.path().join("attest.toml");
    let nobody = "machine = \"0197a000-0000-7000-8000-000000000001\"\nfolder = \"/srv\"\n";
    for (text, why) in [
        (format!("[deliveries.xx]\n{nobody}"), "there is no such scheme"),
        (format!("[deliveries.dk]\n{nobody}"), "is no machine here: attest machine create"),
    ] {
        fs::write(&settings, text).unwrap();
        let (well, said) = attest(&folder, &["check"]);
        assert!(!well && said.contains("BAD deliveries: ") && said.contains(why), "{said}");
        let mut serve = Command::new(ATTEST);
        serve.env_clear().args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(&folder);
        let out = serve.current_dir(place.path()).output().unwrap();
        let said = String::from_utf8(out.stderr).unwrap();
        assert!(!out.status.success() && said.lines().last().unwrap_or_default().contains(why), "{said}");
    }
    // A machine of another scheme; then the right one, and a folder that is not there, or not the one that is meant.
    let key = place.path().join("machine.json");
    fs::write(&key, credential::Key::from_seed(&[1; 32]).unwrap().public().jwk().to_string()).unwrap();
    let share = place.path().join("share");
    let way = |scheme: &str| {
        let create = ["machine", "create", "--name", "A", "--scheme", scheme, "--key", key.to_str().unwrap()];
        let (well, id) = attest(&folder, &create);
        assert!(well, "{id}");
        fs::write(&settings, format!("[deliveries.dk]\nmachine = \"{}\"\nfolder = {share:?}\n", id.trim()))
            .unwrap();
    };
    let is_bad = |why: &str| {
        let (well, said) = attest(&folder, &["check"]);
        assert!(!well && said.contains("BAD deliveries: ") && said.contains(why), "{said}");
    };
    way("no");
    is_bad("is one of another scheme: attest machine create --scheme dk");
    way("dk");
    is_bad("share is not there: mount it, or make it");
    fs::create_dir(&share).unwrap();
    is_bad("share has no file dk.here");
    fs::write(share.join("dk.here"), "").unwrap();
    assert!(attest(&folder, &["check"]).0);
    fs::write(&settings, "[deliveries.dk]\nnotice = \"post@authority.example\"\n[mail]\nsmtp = \"smtp://a\"\nfrom = \"b@c.example\"\n").unwrap();
    let (well, said) = attest(&folder, &["check"]);
    assert!(well && said.contains("ok  deliveries: dk"), "{said}");
    let (well, said) = attest(&folder, &["deliveries"]);
    assert!(well && said == "Nothing waits.\n", "{said}");
    let (well, said) = attest(&folder, &["deliveries", "end", "dk"]);
    assert!(well && said == "There is nothing to do.\n", "{said}");
    assert!(!attest(&folder, &["deliveries", "end", "xx"]).0);
}
