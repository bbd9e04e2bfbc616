//! Files that are read as carefully as code: written anew with `UPDATE_GOLDEN=1`.

use std::{env, fs, path::Path};

/// Compares a text with the file that stands for it.
#[track_caller]
pub(crate) fn compare(path: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&file, text).expect("the golden file can be written");
    }
    let there = fs::read_to_string(&file).unwrap_or_default();
    assert!(there == text, "{path} is not what the code says; look at it with UPDATE_GOLDEN=1 and git diff");
}
