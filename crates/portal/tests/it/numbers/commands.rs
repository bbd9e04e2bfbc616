//! National numbers as an operator meets them: the real program, its files, its words.

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

use db::testing;
use portal::identifiers::FILE;
use serde_json::{Value, json};

use super::place::stands_in;
use crate::killed::{ATTEST, Server, afresh, call};

/// How often a rotation is killed.
const KILLS: u64 = 12;
/// How often the file of keys is looked at before each kill is later than the one before.
const LOOKS: u64 = 300;
/// How often an import meets a rotation.
const ROUNDS: usize = 4;
/// How many numbers there are then.
const MANY: usize = 700;

fn attest(data: &Path, url: Option<&str>, typed: &[&str]) -> Output {
    let mut command = Command::new(ATTEST);
    command.env_clear().env("ATTEST_LOG", "trace").env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.args(typed).arg("--data").arg(data).current_dir(data.parent().unwrap());
    command.args(url.iter().flat_map(|url| ["--database-url", url]));
    command.output().unwrap()
}

/// What it said, on both streams, when it went well.
#[track_caller]
fn said(output: &Output) -> String {
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    text
}

fn write(data: &Path, name: &str, rows: &str) -> String {
    let file = data.parent().unwrap().join(name);
    fs::write(&file, format!("name;email;cpr;authorisation;foedselsnummer;hpr\n{rows}")).unwrap();
    file.to_str().unwrap().to_owned()
}

#[test]
fn a_number_stands_in_no_file_no_log_and_no_word_but_the_import() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    let ask = |typed: &[&str]| attest(&data, None, typed);
    let mut all = said(&ask(&["migrate"]));
    let rows = "Ane Bech;ane@h.example;010157-5001;09YM8;;\nIda Moe;ida@h.example;;;018190 00049;999999903\n";
    let file = write(&data, "people.csv", rows);
    all += &said(&ask(&["import", "people", &file]));
    all += &said(&ask(&["import", "people", &file, "--apply"]));
    all += &said(&ask(&["check"]));
    all += &said(&ask(&["identifiers", "rotate"]));
    all += &said(&ask(&["import", "people", &file, "--apply"]));
    let bad = write(&data, "bad.csv", "Bo Dam;bo@h.example;010157-5001;;018190 00049;\n");
    let refused = ask(&["import", "people", &bad, "--apply"]);
    assert!(!refused.status.success());
    all +=
        &(String::from_utf8_lossy(&refused.stdout).into_owned() + &String::from_utf8_lossy(&refused.stderr));
    all += &said(&ask(&["backup", place.path().join("copy").to_str().unwrap()]));
    all += &said(&ask(&["identifiers", "remove", "--email", "ida@h.example", "--kind", "hpr"]));
    assert!(all.contains("ok  numbers: 4 kept"), "{all}");
    assert!(all.contains("cpr 010157-••••") && all.contains("foedselsnummer 018190 •••••"), "{all}");
    let secrets = ["0101575001", "010157-5001", "01819000049", "018190 00049", "5001", "00049"];
    for secret in secrets {
        assert!(!all.contains(secret), "{secret} in what was said:\n{all}");
    }
    for file in ["people.csv", "bad.csv"] {
        fs::remove_file(place.path().join(file)).unwrap();
    }
    let whole = &secrets[..4];
    assert_eq!(stands_in(place.path(), whole), Vec::<String>::new());
    // The search would find what is there.
    assert_eq!(stands_in(place.path(), &["ane@h.example"]).len(), 2, "in the database and in its copy");
}

#[test]
fn a_portal_that_seals_a_number_writes_it_nowhere() {
    let place = tempfile::tempdir().unwrap();
    let server = Server::telling(place.path(), None, "trace");
    let [(emil, _), (karen, _)] = ["dk-basic", "dk-tutor"].map(|who| server.token(who));
    let ask = |token: &str, method: &str, path: &str, body: Option<Value>| {
        call(&server.address, token, method, &format!("/api/v1{path}"), body)
    };
    let plan = ask(&emil, "GET", "/plans", None).unwrap().1["items"][0]["id"].clone();
    let attest = json!({ "plan": plan, "requirement": "tid-2" });
    assert_eq!(ask(&karen, "POST", "/attestations", Some(attest)).unwrap().0, 201);
    let seal = || ask(&emil, "POST", "/dossiers", Some(json!({ "kind": "dk-selvstaendigt-virke" }))).unwrap();
    let (_, dossier) = (0..20).map(|_| seal()).find(|(status, _)| *status == 201).unwrap();
    let at = format!("/dossiers/{}", dossier["id"].as_str().unwrap());
    assert_eq!(ask(&emil, "GET", &format!("{at}.json"), None).unwrap().0, 200);
    // A paper is no text: the door is asked until that is what it answers.
    assert!((0..20).any(|_| ask(&emil, "GET", &format!("{at}.pdf"), None).is_err()));
    server.kill();
    assert!(!stands_in(place.path(), &["TRACE axum::serve"]).is_empty(), "it told all that it has to tell");
    assert_eq!(stands_in(place.path(), &["0202575002", "020257-5002"]), Vec::<String>::new());
    assert!(
        !stands_in(place.path(), &["dk-basic@attest.example"]).is_empty(),
        "the search finds what is there"
    );

    // Without its key it says so, and serves on.
    fs::remove_file(place.path().join(FILE)).unwrap();
    let server = Server::start(place.path(), None);
    let (emil, _) = server.token("dk-basic");
    assert_eq!(call(&server.address, &emil, "GET", "/api/v1/me", None).unwrap().0, 200);
    server.kill();
    let told = fs::read_to_string(place.path().join("stderr")).unwrap();
    assert!(told.contains("National numbers cannot be read, nor dossiers in which they stand"), "{told}");
    assert!(!place.path().join(FILE).exists(), "and makes no other");
}

#[test]
fn a_copy_brings_the_key_along_and_a_portal_without_it_says_so() {
    let place = tempfile::tempdir().unwrap();
    let [data, fresh, lost, copy] = ["data", "fresh", "lost", "copy"].map(|name| place.path().join(name));
    said(&attest(&data, None, &["migrate"]));
    let file = write(&data, "people.csv", "Ane Bech;ane@h.example;010157-5001;;;\n");
    said(&attest(&data, None, &["import", "people", &file, "--apply"]));
    said(&attest(&data, None, &["backup", copy.to_str().unwrap()]));
    said(&attest(&fresh, None, &["restore", copy.to_str().unwrap()]));
    let again = said(&attest(&fresh, None, &["import", "people", &file, "--apply"]));
    assert!(again.contains("0 new, 0 changed, 0 ended, 2 unchanged."), "the number is found: {again}");

    fs::remove_file(copy.with_added_extension("keys")).unwrap();
    said(&attest(&lost, None, &["restore", copy.to_str().unwrap(), "--without-keys"]));
    let check = attest(&lost, None, &["check"]);
    let text = String::from_utf8_lossy(&check.stdout).into_owned();
    assert!(!check.status.success() && text.contains("BAD numbers: 1 cannot be read: their key "), "{text}");
    let refused = attest(&lost, None, &["import", "people", &file, "--apply"]);
    let why = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && why.contains("put that file back"), "{why}");
    assert!(text.contains("every other server") && text.contains("every backup"), "{text}");
    let key = text.split("identifiers remove-lost --key ").nth(1).unwrap().split_whitespace().next().unwrap();
    for (typed, code) in [
        (&["rotate"][..], 1),
        (&["remove-lost"], 2),
        (&["remove-lost", "--key", "0123456789abcdef"], 1),
        (&["remove-lost", "--key", key], 0),
        (&["remove-lost", "--key", key], 1),
    ] {
        let done = attest(&lost, None, &[&["identifiers"], typed].concat());
        assert_eq!(done.status.code(), Some(code), "{typed:?}: {}", String::from_utf8_lossy(&done.stderr));
    }
    said(&attest(&lost, None, &["import", "people", &file, "--apply"]));
    assert!(said(&attest(&lost, None, &["check"])).contains("ok  numbers: 1 kept"));
}

#[test]
fn a_command_that_checks_a_dossier_masks_what_is_secret_unless_asked() {
    let place = tempfile::tempdir().unwrap();
    let kept = include_bytes!("../../../../sealed/tests/kept/kbu-1-numbers.json.gz");
    let mut file = fs::File::create(place.path().join("dossier.json")).unwrap();
    std::io::copy(&mut flate2::read::GzDecoder::new(&kept[..]), &mut file).unwrap();
    let verify = |more: &[&str]| {
        let typed = [&["dossier", "verify", "dossier.json"], more].concat();
        said(&Command::new(ATTEST).args(typed).current_dir(place.path()).output().unwrap())
    };
    let masked = verify(&[]);
    assert!(masked.contains("cpr: 020257-••••\n") && masked.contains("authorisation: 09YM9\n"), "{masked}");
    assert!(!masked.contains("5002"), "{masked}");
    // What it is called stands for a code that is only ours; and once is no count.
    assert!(masked.contains("Kursus i akut") && masked.contains("  1 met (attested)"), "{masked}");
    assert!(!["tid-1", "kursus-", "1 registered"].iter().any(|words| masked.contains(words)), "{masked}");
    assert!(verify(&["--numbers"]).contains("cpr: 020257-5002\n"));
}

/// Kills rotations at many moments. Whatever one left behind, every number is read and found, and the next goes on.
fn killed_in_the_middle(data: &Path, url: Option<&str>) {
    said(&attest(data, url, &["migrate"]));
    let rows: String = (0..MANY).map(|n| format!("Nr {n};n{n}@h.example;010157 5{n:03};;;\n")).collect();
    let file = write(data, "people.csv", &rows);
    said(&attest(data, url, &["import", "people", &file, "--apply"]));
    // Whoever was killed while they wrote the file left that behind; it is told, and the next one clears it up.
    let left = data.join(format!("{FILE}.k1ll{}", ledger::whole::HALF_DONE));
    fs::write(&left, "half a key").unwrap();
    let told = String::from_utf8(attest(data, url, &["check"]).stdout).unwrap();
    assert!(told.contains("BAD files: identifiers.key.k1ll.new was left half done"), "{told}");
    let mut cut = 0;
    for nth in 0..KILLS {
        let mut command = Command::new(ATTEST);
        command
            .args(["identifiers", "rotate", "--data"])
            .arg(data)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut child = command.args(url.iter().flat_map(|url| ["--database-url", url])).spawn().unwrap();
        // From the moment when both keys are in the file on: hiding, committing, writing the file again.
        let lines = || fs::read_to_string(data.join(FILE)).unwrap().lines().count();
        while lines() < 2 && child.try_wait().unwrap().is_none() {}
        (0..nth * LOOKS).for_each(|_| assert!(lines() > 0, "the file is whole at every moment"));
        cut += u64::from(child.try_wait().unwrap().is_none());
        let _ = child.kill();
        child.wait().unwrap();
        let again = said(&attest(data, url, &["import", "people", &file, "--apply"]));
        let quiet = format!("0 new, 0 changed, 0 ended, {} unchanged.", 2 * MANY);
        assert!(again.contains(&quiet), "after {nth}: {again}");
        let told = String::from_utf8(attest(data, url, &["check"]).stdout).unwrap();
        assert!(told.contains(&format!("ok  numbers: {MANY} kept")), "{told}");
    }
    // How many were at work still is the machine's, and fails nothing.
    println!("{cut} of {KILLS} were killed at work");
    said(&attest(data, url, &["identifiers", "rotate"]));
    let left = fs::read_to_string(data.join(FILE)).unwrap();
    assert_eq!(left.lines().count(), 1, "what was left behind is gone");
    assert!(said(&attest(data, url, &["check"])).contains(&format!("ok  numbers: {MANY} kept")));
}

/// Imports and rotations at the same moment, each a process of its own. Whichever comes first, no number is written that nobody reads.
fn side_by_side(data: &Path, url: Option<&str>) {
    let mut files = Vec::new();
    for round in 0..ROUNDS {
        let row = |n: usize| {
            format!("Nr {round}-{n};r{round}n{n}@h.example;010157 {};;;\n", 6000 + round * 100 + n)
        };
        files.push(write(data, &format!("people-{round}.csv"), &(0..100).map(row).collect::<String>()));
        let start = |typed: &[&str]| {
            let mut command = Command::new(ATTEST);
            command.args(typed).arg("--data").arg(data).stdout(Stdio::null()).stderr(Stdio::piped());
            command.args(url.iter().flat_map(|url| ["--database-url", url])).spawn().unwrap()
        };
        let both =
            [start(&["import", "people", &files[round], "--apply"]), start(&["identifiers", "rotate"])];
        let both = both.map(|child| child.wait_with_output().unwrap());
        // An import that met the very moment may say that the key is not there; asked again it finds the other one.
        for (nth, output) in both.iter().enumerate() {
            let why = String::from_utf8_lossy(&output.stderr);
            assert!(
                output.status.success() || nth == 0 && why.contains("put that file back"),
                "{nth}: {why}"
            );
        }
        for file in &files {
            said(&attest(data, url, &["import", "people", file, "--apply"]));
            let again = said(&attest(data, url, &["import", "people", file, "--apply"]));
            assert!(again.contains("0 new, 0 changed, 0 ended, 200 unchanged."), "{round}: {again}");
        }
        let kept = format!("ok  numbers: {} kept", MANY + 100 * (round + 1));
        assert!(said(&attest(data, url, &["check"])).contains(&kept));
    }
}

#[test]
fn a_rotation_leaves_every_number_readable_on_sqlite() {
    let place = tempfile::tempdir().unwrap();
    killed_in_the_middle(&place.path().join("data"), None);
    side_by_side(&place.path().join("data"), None);
}

#[tokio::test]
async fn a_rotation_leaves_every_number_readable_on_postgres() {
    let Ok(url) = std::env::var(testing::POSTGRES) else {
        println!("not run on PostgreSQL: {} is not set", testing::POSTGRES);
        return;
    };
    let own = afresh(&url, "attest_rotated").await;
    let place = tempfile::tempdir().unwrap();
    killed_in_the_middle(&place.path().join("data"), Some(&own));
    side_by_side(&place.path().join("data"), Some(&own));
}
