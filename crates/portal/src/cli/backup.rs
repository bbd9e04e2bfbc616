//! `attest backup FILE` and `attest restore FILE`: the database in FILE, in FILE.keys what the ledger keeps outside it, in the folder
//! FILE.documents the documents on record.
//!
//! SQLite copies itself while it serves. PostgreSQL is copied by its own tools, which must be installed: `pg_dump`, `pg_restore`.

use std::{
    ffi::OsString,
    fs,
    os::unix::ffi::OsStringExt as _,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, bail};
use ledger::whole;
use serde::{Deserialize, Serialize};

use super::{Failure, say, site::Site};
use crate::{
    config::{Config, Secret},
    documents::{self, Copied, FileDigest, Files},
    identifiers, installation,
};

/// What is kept outside the database: the keys of the ledger, of dossiers, papers, credentials and national numbers, and the ledger's
/// last head.
const OUTSIDE: [&str; 10] = [
    "ledger.key",
    "ledger.pub",
    "ledger.checkpoint",
    "dossier.key",
    "dossier.pub",
    "paper.key",
    "paper.pem",
    "credential.key",
    "credential.pub",
    identifiers::FILE,
];

/// Damaged files that are named.
const NAMED_MAX: usize = 20;

#[derive(Debug, Default, Serialize, Deserialize)]
struct Keys {
    files: std::collections::BTreeMap<String, String>,
}

/// Copies a portal's data while it serves.
pub(super) async fn backup(config: &Config, file: &Path) -> Result<(), Failure> {
    let site = Site::open(config).await?;
    let (kept, beside) = (keys_of(file), documents_of(file));
    for made in [file, &kept, &beside] {
        if made.exists() {
            return Err(Failure::failed(format!(
                "{} is there already; name a file that is not",
                made.display()
            )));
        }
    }
    let copy = async {
        match &config.database_url {
            None => {
                site.db.backup_to(file).await.with_context(|| format!("{} cannot be written", file.display()))
            }
            Some(url) => ran(pg("pg_dump", url).args(["--format=custom", "--no-owner", "--file"]).arg(file)),
        }
    };
    let copied = async {
        let keys = taken(&site.folder, file, copy).await?;
        // After the database: whatever it names lies there since before.
        let papers = documents_in(&site.folder).copy_to(&Files::at(&beside)).await;
        Ok::<_, anyhow::Error>((
            keys,
            papers.with_context(|| format!("{} cannot be written", beside.display()))?,
        ))
    };
    let copied = copied.await;
    site.db.close().await;
    // A part of a backup is none; one that lacks a damaged file holds all there is.
    let (keys, Copied { all: papers, damaged }) = copied.inspect_err(|_| {
        for part in [file, &kept] {
            let _ = fs::remove_file(part);
        }
        let _ = fs::remove_dir_all(&beside);
    })?;
    say(format!("{} holds the data.", file.display()));
    if papers > 0 {
        say(format!("{} holds {papers} documents.", beside.display()));
    }
    if keys {
        say(format!(
            "{} holds the keys: whoever has it can sign as this portal, and with the data read its national numbers.",
            kept.display()
        ));
    }
    if damaged.is_empty() {
        return Ok(());
    }
    Err(Failure::failed(format!(
        "the backup holds all but {} in {} that cannot be read or are not what they were; bring them back from an older backup",
        named(&damaged),
        site.folder.join(installation::DOCUMENTS).display()
    )))
}

/// The files by their names, the first ones.
fn named(files: &[FileDigest]) -> String {
    let (first, more) = files.split_at(files.len().min(NAMED_MAX));
    let mut names: Vec<String> = first.iter().map(hex::encode).collect();
    if !more.is_empty() {
        names.push(format!("{} more", more.len()));
    }
    names.join(", ")
}

/// The documents on record in a portal's folder.
fn documents_in(folder: &Path) -> Files {
    Files::at(&folder.join(installation::DOCUMENTS))
}

/// Where a backup has them.
fn documents_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".documents");
    name.into()
}

/// Takes what stands outside the database, then the copy: the portal goes on signing meanwhile, and a database older than the
/// checkpoint beside it would never be signed again. Says whether anything stood outside.
async fn taken(folder: &Path, file: &Path, copy: impl Future<Output = Result<()>>) -> Result<bool> {
    let mut keys = Keys::of(folder)?;
    // Nobody else's from its first byte on; both engines fill a file that is there and empty.
    whole::write_new(file, "")?;
    copy.await?;
    // The first number, and another key, may have come during the copy: which of the keys is needed, the copy knows.
    let both = identifiers::both(
        keys.files.remove(identifiers::FILE),
        Keys::of(folder)?.files.remove(identifiers::FILE),
    );
    keys.files.extend(both.map(|text| (identifiers::FILE.to_owned(), text)));
    // Also when nothing stood outside yet: a restore then knows that nothing was lost.
    whole::write_new(&keys_of(file), &toml::to_string(&keys)?)?;
    Ok(!keys.files.is_empty())
}

/// Brings a backup into an empty folder or database. `without_keys`: what the ledger kept outside is lost, and that is known.
pub(super) async fn restore(config: &Config, file: &Path, without_keys: bool) -> Result<(), Failure> {
    if !file.is_file() {
        return Err(Failure::failed(format!(
            "there is no backup {}; name a file that attest backup made",
            file.display()
        )));
    }
    let kept = keys_of(file);
    if !without_keys && !kept.is_file() {
        return Err(Failure::failed(format!(
            "{} is not there, and without it the portal cannot sign on; put it beside the backup, or, if it is lost, restore with \
             --without-keys",
            kept.display()
        )));
    }
    let folder = config.data_folder();
    let names = OUTSIDE.iter().chain([&installation::DATABASE, &installation::DOCUMENTS]);
    let mut there = names.map(|name| folder.join(name));
    if let Some(there) = there.find(|path| path.exists()) {
        return Err(Failure::failed(format!(
            "{} is there already; restore into an empty folder",
            there.display()
        )));
    }
    let keys = if kept.is_file() { Some(read_keys(&kept)?) } else { None };
    // The database comes last: what it names is there then, and a restore that broke off before can be tried again.
    let put_back = async {
        installation::make_private(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        let papers = Files::at(&documents_of(file)).copy_to(&documents_in(folder)).await;
        let Copied { damaged, .. } = papers.context("the documents cannot be put back")?;
        for (name, text) in keys.iter().flat_map(|keys| &keys.files) {
            if OUTSIDE.contains(&name.as_str()) {
                whole::write_new(&folder.join(name), text)?;
            }
        }
        match &config.database_url {
            None => restore_file(config, file).await,
            Some(url) => restore_postgres(config, url, file).await,
        }?;
        Ok::<_, anyhow::Error>(damaged)
    };
    let damaged = put_back.await.inspect_err(|_| {
        for name in OUTSIDE {
            let _ = fs::remove_file(folder.join(name));
        }
        let _ = fs::remove_dir_all(folder.join(installation::DOCUMENTS));
    })?;
    if !damaged.is_empty() {
        say(format!("{} in the backup are not what they were and stay there.", named(&damaged)));
    }
    match lacking(config).await? {
        0 => say("The data is back. Run attest check, then attest ledger verify."),
        many => say(format!(
            "The data is back, but {many} documents lack their file: put {} beside the backup and restore again, or bring them \
             back by hand. Then run attest check and attest ledger verify.",
            documents_of(file).display()
        )),
    }
    Ok(())
}

/// How many documents have no file in its place.
async fn lacking(config: &Config) -> Result<usize, Failure> {
    let site = Site::open(config).await?;
    let found = documents::without_file(&site.db, &documents_in(&site.folder), false).await;
    site.db.close().await;
    Ok(found.map_err(crate::error::Error::into_fault)?.1.len())
}

async fn restore_file(config: &Config, file: &Path) -> Result<()> {
    let folder = config.data_folder();
    let (making, target) = (folder.join("attest.db.restoring"), folder.join(installation::DATABASE));
    let copied = async {
        fs::copy(file, &making)?;
        let db =
            db::Db::sqlite(&making).await.context("it is cut short or damaged; take another copy of it")?;
        let (kind, whole) = (installation::kind(&db).await, db.is_whole().await);
        db.close().await;
        if !whole.unwrap_or(false) {
            bail!("it is cut short or damaged; take another copy of it");
        }
        if kind?.is_none() {
            bail!("it is no portal's database");
        }
        fs::File::open(&making)?.sync_all()?;
        fs::rename(&making, &target)?;
        Ok(fs::File::open(folder)?.sync_all()?)
    };
    let copied = copied.await;
    if copied.is_err() {
        let _ = fs::remove_file(&making);
    }
    copied.with_context(|| format!("{} cannot be restored", file.display()))
}

async fn restore_postgres(config: &Config, url: &Secret, file: &Path) -> Result<()> {
    let db = installation::open(config, config.data_folder()).await?;
    let there = installation::kind(&db).await?;
    db.close().await;
    if there.is_some() {
        bail!("a portal stands in that database already; restore into an empty one");
    }
    // The look above made the table of migrations; the backup brings its own.
    let flags = ["--no-owner", "--single-transaction", "--clean", "--if-exists"];
    ran(pg("pg_restore", url).args(flags).arg(file))
}

/// A PostgreSQL tool for this database. The password goes by environment: everybody may list a machine's commands.
fn pg(tool: &str, url: &Secret) -> Command {
    let mut command = Command::new(tool);
    let (address, password) = without_password(url.reveal());
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    command.args(["--dbname", &address]);
    command
}

/// The address without its password, and the password as it was chosen: an address has it percent-encoded.
fn without_password(url: &str) -> (String, Option<OsString>) {
    let parts = || {
        let (scheme, rest) = url.split_once("://")?;
        let (user, host) = rest.split_once('@')?;
        let (name, password) = user.split_once(':')?;
        Some((format!("{scheme}://{name}@{host}"), Some(decoded(password))))
    };
    parts().unwrap_or_else(|| (url.to_owned(), None))
}

fn decoded(text: &str) -> OsString {
    let (mut bytes, mut rest) = (Vec::with_capacity(text.len()), text.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        let pair = after.get(..2).filter(|_| *first == b'%').and_then(|pair| std::str::from_utf8(pair).ok());
        let byte = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    OsString::from_vec(bytes)
}

fn ran(command: &mut Command) -> Result<()> {
    let tool = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .with_context(|| format!("{tool} cannot be run; install PostgreSQL's client programs"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    bail!("{tool} failed: {}", said.lines().next().unwrap_or("without a word"))
}

fn keys_of(file: &Path) -> PathBuf {
    file.with_added_extension("keys")
}

impl Keys {
    fn of(folder: &Path) -> Result<Self> {
        let mut keys = Self::default();
        for name in OUTSIDE {
            let path = folder.join(name);
            if path.exists() {
                let text = fs::read_to_string(&path);
                let text = text.with_context(|| format!("{} cannot be read", path.display()))?;
                keys.files.insert(name.to_owned(), text);
            }
        }
        Ok(keys)
    }
}

fn read_keys(file: &Path) -> Result<Keys> {
    let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    toml::from_str(&text).with_context(|| format!("{} is no key file of a backup", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_not_put_where_everybody_lists_commands() {
        let (address, password) =
            without_password("postgres://attest:hush@db.example:5432/attest?sslmode=require");
        assert_eq!(address, "postgres://attest@db.example:5432/attest?sslmode=require");
        assert_eq!(password, Some("hush".into()));
        assert_eq!(without_password("postgres://attest@h/d"), ("postgres://attest@h/d".to_owned(), None));
        let (_, password) = without_password("postgres://attest:h%C3%B8y%40%2f100%@db.example/attest");
        assert_eq!(password, Some("høy@/100%".into()));
    }

    #[tokio::test]
    async fn what_is_signed_during_the_copy_is_not_beside_an_older_database() {
        use std::os::unix::fs::PermissionsExt as _;
        let place = tempfile::tempdir().unwrap();
        let (checkpoint, file) = (place.path().join("ledger.checkpoint"), place.path().join("copy"));
        fs::write(&checkpoint, "ten leaves").unwrap();
        let copy = async {
            assert_eq!(
                fs::metadata(&file)?.permissions().mode() & 0o777,
                0o600,
                "nobody else's from the start"
            );
            fs::write(&file, "a database of ten leaves")?;
            Ok(fs::write(&checkpoint, "eleven leaves")?)
        };
        assert!(taken(place.path(), &file, copy).await.unwrap());
        let kept = fs::read_to_string(keys_of(&file)).unwrap();
        assert!(kept.contains("ten leaves") && !kept.contains("eleven"), "{kept}");
    }
}
