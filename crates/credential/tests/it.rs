//! Credentials as whoever is shown one meets them: genuine, changed, of somebody else, taken back since.

use base::{AttestationId, Day, Moment, PersonId};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use credential::{
    Checked, Competence, Curriculum, Form, Holder, Issuer, Key, LIST_LENGTH, Presented, PublicKey, Signer,
    Status, Wrong, badge, check, record, transcript,
};
use domain::access::{Kind, Role};
use serde_json::Value;
use uuid::Uuid;

fn issuer() -> Issuer {
    Issuer { url: "https://portal.example".to_owned(), demo: false }
}

fn holder() -> Holder {
    Holder { id: PersonId::from_uuid(Uuid::from_u128(1)), name: "Line Overgaard".to_owned() }
}

fn key() -> Key {
    Key::from_seed(&[7; 32]).expect("a seed")
}

fn keys() -> Vec<PublicKey> {
    let other = Key::from_seed(&[9; 32]).expect("a seed");
    vec![other.public().clone(), key().public().clone()]
}

fn at() -> Moment {
    Moment::start_of(Day::new(2026, 11, 29).expect("a day"))
}

fn competence(number: u64) -> Competence {
    Competence {
        id: AttestationId::from_uuid(Uuid::from_u128(1000 + u128::from(number))),
        curriculum: Curriculum {
            scheme: "dk".to_owned(),
            code: "kbu".to_owned(),
            version: "2017/1".to_owned(),
            title: "Klinisk basisuddannelse".to_owned(),
        },
        code: format!("K {number}"),
        title: format!("Kompetence nr. {number}"),
        kind: Kind::Goal,
        times: None,
        required: None,
        completed_on: Day::new(2026, 5, 3).ok(),
        credited: false,
        marked: false,
        by: Signer {
            name: "Sofie Lund".to_owned(),
            role: Role::Supervisor,
            on_behalf_of: Some("Ole Vind".to_owned()),
        },
        at: at(),
        place: number,
    }
}

fn record_of(count: u64) -> Presented {
    let mut next = 0_u8;
    let random = || {
        next = next.wrapping_add(1);
        [next; 32]
    };
    record(&issuer(), &holder(), (0..count).map(competence).collect(), at(), &key(), random)
}

fn found(file: &str) -> Result<Checked, Wrong> {
    check(file.as_bytes(), &keys())
}

fn payload(jwt: &str) -> Value {
    let part = jwt.split('.').nth(1).expect("a payload");
    let bytes = URL_SAFE_NO_PAD.decode(part).expect("base64url");
    serde_json::from_slice(&bytes).expect("JSON")
}

#[test]
fn a_badge_says_what_was_attested_and_by_whom() {
    let jwt = badge(&issuer(), &holder(), &competence(3), &key());
    let checked = found(&jwt).unwrap();
    assert_eq!((checked.form, checked.at), (Form::Badge, at()));
    assert_eq!((checked.issuer, checked.holder), (issuer(), holder()));
    assert_eq!(checked.competences, [competence(3)]);
    assert_eq!(checked.key, *key().public());
}

#[test]
fn a_badge_is_one_for_any_reader_of_open_badges() {
    let badge = payload(&badge(&issuer(), &holder(), &competence(3), &key()));
    let achievement = &badge["credentialSubject"]["achievement"];
    let aligned = &achievement["alignment"][0];
    assert_eq!(badge["type"], serde_json::json!(["VerifiableCredential", "OpenBadgeCredential"]));
    assert_eq!(badge["@context"][0], "https://www.w3.org/ns/credentials/v2");
    assert_eq!(achievement["achievementType"], "Competency");
    assert_eq!(achievement["criteria"]["narrative"].as_str().map(str::is_empty), Some(false));
    assert_eq!(aligned["targetType"], "CFItem");
    assert_eq!(aligned["targetCode"], "K 3");
    // What would end an address is written so that it does not.
    assert_eq!(aligned["targetUrl"], "https://portal.example/api/v1/curricula/kbu/2017%2F1?scheme=dk#K%203");
    // The claims of the JWT are those of the credential.
    assert_eq!(badge["iss"], badge["issuer"]["id"]);
    assert_eq!(badge["jti"], badge["id"]);
    assert_eq!(badge["sub"], badge["credentialSubject"]["id"]);
    assert_eq!(badge["nbf"], at().micros() / 1_000_000);
    assert_eq!(badge["credentialStatus"]["statusListIndex"], "3");
}

#[test]
fn a_badge_is_valid_from_the_second_that_its_jwt_says() {
    let one = Competence { at: Moment::from_micros(1_795_521_600_654_321), ..competence(3) };
    let jwt = badge(&issuer(), &holder(), &one, &key());
    let said = payload(&jwt);
    assert_eq!(
        (&said["validFrom"], &said["nbf"]),
        (&"2026-11-24T12:00:00Z".into(), &1_795_521_600_i64.into())
    );
    assert_eq!(found(&jwt).unwrap().competences, [one], "and nothing of it is lost");
}

#[test]
fn what_nobody_signed_says_so() {
    let told = |one: Competence| {
        let said = payload(&badge(&issuer(), &holder(), &one, &key()));
        said["credentialSubject"]["achievement"]["criteria"]["narrative"].as_str().map(str::to_owned).unwrap()
    };
    assert!(told(Competence { marked: true, ..competence(1) }).contains("signed by nobody"));
    assert!(told(Competence { credited: true, ..competence(1) }).contains("Achieved before"));
    assert!(told(competence(1)).starts_with("Attested by"));
}

#[test]
fn a_strangers_file_of_nothing_is_read_no_further_than_its_signature() {
    let many = format!("eyJ{}", "~".repeat(1 << 24));
    assert_eq!(found(&many), Err(Wrong::NoCredential));
    let (own, tail) = (record_of(1).text(), "~".repeat(1 << 24));
    assert_eq!(found(&format!("{own}{tail}")), Err(Wrong::Forged));
}

#[test]
fn a_transcript_holds_the_whole_record() {
    let all: Vec<Competence> = (0..450).map(competence).collect();
    let jwt = transcript(&issuer(), &holder(), &all, at(), &key());
    let checked = found(&jwt).unwrap();
    assert_eq!((checked.form, checked.competences), (Form::Transcript, all));
    // Nothing learnt yet is a record too.
    let none = transcript(&issuer(), &holder(), &[], at(), &key());
    assert_eq!(found(&none).map(|checked| checked.competences), Ok(Vec::new()));
}

#[test]
fn one_letter_changed_anywhere_and_it_is_refused() {
    let badge = badge(&issuer(), &holder(), &competence(3), &key());
    let shown = record_of(3).text();
    for file in [&badge, &shown] {
        assert!(found(file).is_ok());
        for place in 0..file.len() {
            let mut changed = file.clone().into_bytes();
            changed[place] ^= 1 << (place % 7);
            assert!(check(&changed, &keys()).is_err(), "letter {place} of {file}");
        }
    }
    // Cut short it is none. (A record that was cut between two of its parts shows less.)
    assert!((0..badge.len()).all(|place| found(&badge[..place]).is_err()));
}

#[test]
fn one_competence_is_shown_without_the_rest() {
    let shown = record_of(70).only(|one| one.code == "K 42").text();
    let checked = found(&shown).unwrap();
    assert_eq!((checked.form, checked.competences), (Form::Shown, vec![competence(42)]));
    // Nothing in it says what is kept back, nor how much that is: one more or less looks the same.
    let digests = |file: &str| payload(file)["competences"].as_array().unwrap().len();
    assert_eq!(
        (digests(&shown), digests(&record_of(65).text()), digests(&record_of(64).text())),
        (128, 128, 64)
    );
    let disclosed: Vec<&str> = shown.split('~').skip(1).collect();
    assert!(matches!(disclosed[..], [_, ""]), "{disclosed:?}");
    // A part of a part is made without us.
    let less = Presented::read(&record_of(70).text(), &keys()).unwrap().only(|one| one.place < 2);
    assert_eq!(found(&less.text()).unwrap().competences, [competence(0), competence(1)]);
    assert_eq!(found(&record_of(70).only(|_| false).text()).unwrap().competences, []);
}

#[test]
fn what_was_never_signed_is_not_shown() {
    let (own, others) = (record_of(3).text(), {
        let mut salt = 100;
        let random = || {
            salt += 1;
            [salt; 32]
        };
        record(&issuer(), &holder(), vec![competence(9)], at(), &key(), random).text()
    });
    let parts: Vec<&str> = own.split('~').collect();
    let foreign = others.split('~').nth(1).unwrap();
    assert_eq!(found(&format!("{own}{foreign}~")), Err(Wrong::Forged));
    // Nor is one thing shown twice.
    assert_eq!(found(&format!("{own}{}~", parts[1])), Err(Wrong::Forged));
    // Nor is a proof of a key taken that nobody was asked for.
    assert_eq!(found(own.trim_end_matches('~')), Err(Wrong::NoCredential));
}

#[test]
fn a_signature_counts_only_from_a_key_that_is_trusted() {
    let stranger = Key::from_seed(&[8; 32]).unwrap();
    let jwt = badge(&issuer(), &holder(), &competence(3), &stranger);
    assert_eq!(found(&jwt), Err(Wrong::UnknownIssuer));
    // A header that names a trusted key does not make it one, and no header chooses how it is checked.
    let (_, rest) = jwt.split_once('.').unwrap();
    let with = |header: Value| format!("{}.{rest}", URL_SAFE_NO_PAD.encode(header.to_string()));
    let kid = key().public().thumbprint();
    let header = |alg: &str| serde_json::json!({ "alg": alg, "typ": "vc+jwt", "kid": kid, "cty": "vc" });
    assert_eq!(found(&with(header("ES256"))), Err(Wrong::Forged));
    assert_eq!(found(&with(header("none"))), Err(Wrong::NoCredential));
    let bringing =
        serde_json::json!({ "alg": "ES256", "typ": "vc+jwt", "kid": kid, "jwk": stranger.public().jwk() });
    assert_eq!(found(&with(bringing)), Err(Wrong::NoCredential));
}

#[test]
fn what_was_annulled_stands_in_both_lists() {
    let leaves = [0, 7, 8, 131_071];
    let list = Status::new(&issuer(), 0, leaves.into_iter().chain([LIST_LENGTH]), at());
    for text in [list.as_credential(&key()), list.as_token(&key())] {
        let read = Status::read(&text, &keys()).unwrap();
        assert_eq!(read, list);
        assert!(leaves.iter().all(|leaf| read.is_annulled(*leaf) == Some(true)));
        assert_eq!(read.is_annulled(9), Some(false));
        assert_eq!(read.is_annulled(LIST_LENGTH), None, "of another list it says nothing");
        assert_eq!(Status::read(&text, &[]), Err(Wrong::UnknownIssuer));
        // A list is no credential of somebody's, nor the other way about.
        assert!(found(&text).is_err());
    }
    let jwt = badge(&issuer(), &holder(), &competence(3), &key());
    assert_eq!(Status::read(&jwt, &keys()), Err(Wrong::NotAsWritten));
}
