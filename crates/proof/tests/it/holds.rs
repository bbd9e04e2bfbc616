//! Everything is proved, and a folder that is not whole is not.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use proof::{SEAL, is_sealed, seal};

use crate::schemes;

#[test]
fn every_claim_about_both_schemes_is_proved() {
    for code in ["dk", "no"] {
        let report = schemes().check(code);
        // Past the test's capture: how long proofs take is worth seeing each time.
        writeln!(io::stderr(), "{code}: {}", report.to_string().lines().last().unwrap()).unwrap();
        assert!(report.is_good(), "{report}");
        assert!(report.proofs.len() > 15, "the claims were not read");
    }
}

#[test]
fn a_promise_that_no_policy_keeps_is_a_defect() {
    let mut schemes = schemes();
    let policy = schemes.folder("no").get_mut("policy.cedar").unwrap();
    *policy = policy.replace("Standing::\"leader_served\" };", "Standing::\"education_lead\" };");
    let report = schemes.check("no").to_string();
    assert!(report.contains("no standing of leader attests time, as scheme.toml says"), "{report}");
}

#[test]
fn a_folder_with_defects_is_reported_and_not_proved() {
    let mut schemes = schemes();
    schemes.folder("dk").remove("words.en.ftl");
    let report = schemes.check("dk");
    assert!(!report.is_good() && report.proofs.is_empty());
    assert!(report.to_string().contains("words.en.ftl: missing"), "{report}");
    schemes.dk = BTreeMap::new();
    let nothing = schemes.check("dk").to_string();
    assert!(
        nothing.contains("scheme.toml: missing") && nothing.contains("policy.cedar: missing"),
        "{nothing}"
    );
}

#[test]
fn a_seal_breaks_with_the_smallest_change() {
    let schemes = schemes();
    let mut files = schemes.dk.clone();
    assert!(!is_sealed(&files, schemes.ground()));
    files.insert(SEAL.to_owned(), format!("{}\n", seal(&files, schemes.ground())));
    assert!(is_sealed(&files, schemes.ground()));
    files.get_mut("policy.cedar").unwrap().push(' ');
    assert!(!is_sealed(&files, schemes.ground()));
}
