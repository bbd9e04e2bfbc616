//! The two schemes that ship, read from their folders: their rules, their words, and who may do what.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

mod access;
mod golden;
mod rules;

use std::{collections::BTreeMap, fs, path::Path};

use domain::{access::Policies, scheme::Scheme};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemes")
}

fn text(path: &str) -> String {
    fs::read_to_string(folder().join(path)).unwrap_or_else(|error| panic!("schemes/{path}: {error}"))
}

fn files(code: &str) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder().join(code)).expect("a folder of schemes");
    let files = entries.map(|entry| entry.expect("a file")).filter(|entry| entry.path().is_file());
    files
        .map(|entry| {
            (
                entry.file_name().to_string_lossy().into_owned(),
                text(&format!("{code}/{}", entry.file_name().to_string_lossy())),
            )
        })
        .collect()
}

fn scheme(code: &str) -> Scheme {
    Scheme::read(&files(code)).unwrap_or_else(|defects| panic!("{defects:#?}"))
}

fn policies() -> Policies {
    let schemes = [scheme("dk"), scheme("no")];
    let pages: Vec<_> = schemes.iter().map(Scheme::policy).collect();
    Policies::load(&text("schema.cedarschema"), &text("common.cedar"), &pages)
        .unwrap_or_else(|defects| panic!("{defects:#?}"))
}
