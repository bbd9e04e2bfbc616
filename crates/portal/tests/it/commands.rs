//! What an operator and a doctor type about machines and credentials, and what the program answers.

use std::{fs, path::Path, process::Command};

use base::{AttestationId, Moment, PersonId};
use credential::{Competence, Curriculum, Holder, Issuer, Key, Signer};
use domain::access::{Kind, Role};
use sealed::KeyList;
use uuid::Uuid;

use crate::killed::ATTEST;

/// The exit code, and what was said on both ways out.
fn attest(folder: &Path, typed: &[&str]) -> (Option<i32>, String, String) {
    let out = Command::new(ATTEST).env_clear().args(typed).current_dir(folder).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (out.status.code(), text(out.stdout), text(out.stderr))
}

#[test]
fn a_machine_is_made_and_its_keys_are_changed_at_the_command_line() {
    let place = tempfile::tempdir().unwrap();
    let at = place.path();
    for (file, seed) in [("first.json", 1), ("next.json", 2), ("secret.pem", 3)] {
        let key = Key::from_seed(&[seed; 32]).unwrap();
        let text = if file == "secret.pem" { key.to_secret_pem() } else { key.public().jwk().to_string() };
        fs::write(at.join(file), text).unwrap();
    }
    let machine = |more: &[&str]| attest(at, &[&["machine"], more, &["--data", "data"]].concat());
    let create = |scheme: &str, key: &str| {
        machine(&["create", "--name", "STPS, sagssystem", "--scheme", scheme, "--key", key])
    };
    assert_eq!(attest(at, &["migrate", "--data", "data"]).0, Some(0));

    let list = || machine(&["list"]).1;
    assert!(list().starts_with("There is no machine"), "{}", list());
    let (code, _, said) = create("se", "first.json");
    assert_eq!((code, said.as_str()), (Some(2), "attest: there is no scheme se; there are dk, no.\n"));
    for wrong in ["secret.pem", "nowhere.pem"] {
        let (code, said, why) = create("dk", wrong);
        assert_eq!((code, said.as_str()), (Some(1), ""), "{why}");
        assert!(why.contains(wrong), "{why}");
    }
    let (code, said, why) = create("dk", "first.json");
    assert_eq!((code, why.as_str()), (Some(0), ""));
    let id = said.trim();
    assert!(id.parse::<Uuid>().is_ok(), "{said:?}");

    let change = |what: &str, machine_id: &str, key: &str| machine(&[what, machine_id, "--key", key]);
    let says = |why: &str| (Some(1), String::new(), format!("attest: {why}.\n"));
    let not_there = says("the machine has no such key, or it is ended already");
    assert_eq!(change("end-key", id, "next.json"), not_there);
    assert_eq!(change("add-key", id, "next.json").0, Some(0));
    assert_eq!(change("end-key", id, "next.json").0, Some(0));
    assert_eq!(change("end-key", id, "next.json"), not_there);
    let ended = says("that key was ended and does not come back; make a new one");
    assert_eq!(change("add-key", id, "next.json"), ended);
    assert_eq!(list(), format!("{id}  STPS, sagssystem: dk; keys that let it in: 1\n"));
    let nobody = Uuid::nil().to_string();
    assert_eq!(change("add-key", &nobody, "next.json"), says("there is no machine with this id"));
}

/// An attestation of a requirement with this code.
fn competence(number: u64, curriculum: &str, code: &str) -> Competence {
    Competence {
        id: AttestationId::from_uuid(Uuid::from_u128(1000 + u128::from(number))),
        curriculum: Curriculum {
            scheme: "dk".to_owned(),
            code: curriculum.to_owned(),
            version: "2017".to_owned(),
            title: curriculum.to_owned(),
        },
        code: code.to_owned(),
        title: format!("Mål {code}"),
        kind: Kind::Goal,
        times: None,
        required: None,
        completed_on: None,
        credited: false,
        marked: false,
        by: Signer { name: "Sofie Lund".to_owned(), role: Role::Supervisor, on_behalf_of: None },
        at: Moment::from_micros(1_790_000_000_000_000),
        place: number,
    }
}

#[test]
fn a_doctor_shows_some_of_a_record_without_the_portal() {
    let place = tempfile::tempdir().unwrap();
    let at = place.path();
    let key = Key::from_seed(&[5; 32]).unwrap();
    let holder = Holder { id: PersonId::from_uuid(Uuid::from_u128(1)), name: "Line Overgaard".to_owned() };
    let issuer = Issuer { url: "https://portal.example".to_owned(), demo: false };
    let record = [(1, "KBU", "1"), (2, "KBU", "2"), (3, "ORT", "2")];
    let record = record.map(|(number, book, code)| competence(number, book, code)).to_vec();
    let mut next = 0;
    let random = || {
        next += 1;
        [next; 32]
    };
    let whole = credential::record(
        &issuer,
        &holder,
        record,
        Moment::from_micros(1_790_000_000_000_000),
        &key,
        random,
    );
    fs::write(at.join("record.sd-jwt"), whole.text()).unwrap();
    let keys = KeyList { credentials: vec![key.public().clone()], ..KeyList::demo() };
    fs::write(at.join("keys.json"), keys.text()).unwrap();

    let show = |codes: &[&str]| {
        attest(at, &[&["credential", "show", "record.sd-jwt"], codes, &["--keys", "keys.json"]].concat())
    };
    let (code, said, why) = show(&["2"]);
    assert_eq!((code, said.as_str()), (Some(1), ""));
    assert_eq!(why, "attest: 2 could be KBU/2 or ORT/2: say which.\n");
    assert_eq!(show(&["7"]).2, "attest: record.sd-jwt does not hold 7.\n");
    let (code, part, why) = show(&["1", "ORT/2"]);
    assert_eq!((code, why.as_str()), (Some(0), ""));
    fs::write(at.join("part.sd-jwt"), part.trim()).unwrap();

    let verify = |keys: &str| attest(at, &["dossier", "verify", "part.sd-jwt", "--keys", keys]);
    let (code, said, why) = verify("keys.json");
    assert_eq!((code, why.as_str()), (Some(0), ""));
    assert!(
        said.contains("chose to show") && said.contains("KBU 2017 1:") && said.contains("ORT 2017 2:"),
        "{said}"
    );
    assert!(!said.contains("KBU 2017 2:"), "what was not chosen is not there: {said}");
    // Nor is it believed by whoever does not know its key.
    fs::write(at.join("others.json"), KeyList::demo().text()).unwrap();
    let (code, said, why) = verify("others.json");
    assert_eq!((code, said.as_str()), (Some(1), ""));
    assert!(why.starts_with("attest: NOT genuine: "), "{why}");
}
