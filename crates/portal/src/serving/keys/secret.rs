//! The two files of a key: the secret one, and the list of those that are believed, its own first.

use std::{fs, path::Path};

use anyhow::Result;
use ledger::{KeyFiles, whole};

/// What stands in `{stem}.key`, made when there is none. Whoever starts at the same time and comes second reads that of the first.
pub(super) fn read_or_make(
    folder: &Path,
    stem: &str,
    make: impl FnOnce() -> Result<String>,
) -> Result<String> {
    let secret = folder.join(format!("{stem}.key"));
    if !secret.exists() {
        match whole::write_new(&secret, &make()?) {
            Err(_) if secret.exists() => {}
            made => made?,
        }
    }
    if KeyFiles::named(folder, stem).is_open()? {
        tracing::warn!(path = %secret.display(), "A signing key can be read by others on this machine: chmod 600");
    }
    Ok(fs::read_to_string(&secret)?)
}

/// What stands in a list of the past; nothing, when there is none.
pub(super) fn earlier(list: &Path) -> Result<String> {
    Ok(if list.exists() { fs::read_to_string(list)? } else { String::new() })
}

/// Puts its own before what stands there, whole or not at all.
pub(super) fn put_first(list: &Path, own: &str, earlier: &str) -> Result<()> {
    Ok(whole::replace(list, &format!("{own}{earlier}"))?)
}
