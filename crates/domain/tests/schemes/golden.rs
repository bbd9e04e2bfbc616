//! `docs/who-may-do-what.md` is what the policies answer today.

use std::{env, fs, path::Path};

use domain::access::who_may_do_what;

use crate::{policies, scheme};

#[test]
fn the_page_of_who_may_do_what_is_up_to_date() {
    let page = who_may_do_what(&policies(), &[scheme("dk"), scheme("no")]);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/who-may-do-what.md");
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page,
        "power has changed: run `UPDATE_GOLDEN=1 cargo test -p domain` and read the diff of docs/who-may-do-what.md"
    );
}
