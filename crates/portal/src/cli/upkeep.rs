//! `attest migrate` and `attest check`.

use std::{fmt, fs, io::ErrorKind, os::unix::fs::PermissionsExt as _, path::Path};

use db::Db;
use ledger::{Folder, Key, KeyFiles, Trouble, whole};
use sealed::PaperKey;

use super::{Failure, say};
use crate::{
    config::Config,
    curricula,
    deliveries::Ways,
    documents::{self, Files},
    identifiers::{self, FILE, Stands},
    installation::{self, Kind},
    migrations, schemes,
    world::World,
};

/// Brings the database up to date, with the curricula that come with the program; new data becomes a real portal's.
pub(super) async fn migrate(config: &Config) -> Result<(), Failure> {
    let (rules, world) = (schemes::load(config.schemes.as_deref())?, World::real());
    let db = installation::open(config, config.data_folder()).await?;
    let (kind, ran) = match installation::kind(&db).await? {
        Some(Kind::Demo) => (Kind::Demo, db.migrate(migrations::ALL).await?),
        Some(Kind::Real) | None => (Kind::Real, installation::claim(&db, Kind::Real, world.now()).await?.ran),
    };
    let (known, packs) =
        (curricula::known(rules.schemes.values()), schemes::packs(config.schemes.as_deref())?);
    let published = curricula::publish_packs(&db, &world, &known, &packs, kind).await?;
    db.close().await;
    match ran.len() {
        0 => say("The database is up to date."),
        n => say(format!("{n} migration(s) ran. The database is up to date.")),
    }
    if published > 0 {
        say(format!("{published} curricula that come with the program are published."));
    }
    Ok(())
}

/// Says of each thing whether it is in order, a line each, and fails when one is not.
pub(super) async fn check(config: &Config, sums: bool) -> Result<(), Failure> {
    let folder = config.data_folder();
    let mut lines = vec![settings(config)];
    let rules = schemes::load(config.schemes.as_deref());
    lines.push(match &rules {
        Ok(rules) => {
            let codes: Vec<&str> = rules.schemes.keys().map(String::as_str).collect();
            Line::ok("schemes", format!("{} and their policies", codes.join(", ")))
        }
        Err(error) => Line::bad("schemes", format!("{error:#}")),
    });
    match installation::open_existing(config, folder).await {
        Ok(db) => {
            lines.push(database(&db).await);
            lines.extend(ledger(&db, folder).await);
            lines.push(documents_of(&db, folder, sums).await);
            lines.push(numbers(&db, folder).await);
            if let (Ok(rules), false) = (&rules, config.deliveries.is_empty()) {
                lines.push(deliveries_of(config, rules, &db).await);
            }
            db.close().await;
        }
        Err(error) => lines.push(Line::bad("database", format!("{error:#}"))),
    }
    lines.extend(files(folder));
    lines.iter().for_each(|line| say(line.to_string()));
    match lines.iter().filter(|line| !line.good).count() {
        0 => Ok(()),
        n => {
            Err(Failure::failed(format!("{n} of {} are not in order; mend what is marked BAD", lines.len())))
        }
    }
}

/// Where credentials and papers will say for life that they can be checked.
fn settings(config: &Config) -> Line {
    let site = config.site();
    Line::ok(
        "settings",
        match config.public_url {
            Some(_) => "read".to_owned(),
            None => format!(
                "read; without public_url credentials and papers name {site}: set it before anybody takes one along"
            ),
        },
    )
}

/// What was found of one thing.
struct Line {
    good: bool,
    what: &'static str,
    said: String,
}

impl Line {
    fn ok(what: &'static str, said: impl Into<String>) -> Self {
        Self { good: true, what, said: said.into() }
    }
    fn bad(what: &'static str, said: impl Into<String>) -> Self {
        Self { good: false, what, said: said.into() }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.good { "ok " } else { "BAD" };
        write!(f, "{mark} {}: {}", self.what, self.said)
    }
}

async fn database(db: &Db) -> Line {
    match installation::kind(db).await {
        Ok(Some(kind)) => Line::ok("database", format!("up to date, {kind}")),
        Ok(None) => Line::ok("database", "up to date, nobody's yet"),
        Err(error) => Line::bad("database", format!("{error:#}")),
    }
}

async fn ledger(db: &Db, folder: &Path) -> Vec<Line> {
    let place = Folder::at(folder);
    let tree = match ledger::compare(db, &place).await {
        Ok((0, waiting)) => Line::ok("ledger", format!("nothing is signed yet, {waiting} leaves wait")),
        Ok((signed, waiting)) => {
            Line::ok("ledger", format!("{signed} leaves signed, as ledger.checkpoint says; {waiting} wait"))
        }
        Err(trouble) => Line::bad("ledger", trouble.to_string()),
    };
    let dossiers = KeyFiles::named(folder, "dossier");
    vec![
        tree,
        key("ledger.key", place.key(), place.key_is_open()),
        key("dossier.key", dossiers.key(), dossiers.is_open()),
        paper_key(folder),
        credential_key(folder),
    ]
}

/// The key that signs papers is there, for its owner only, with a certificate that is good.
fn paper_key(folder: &Path) -> Line {
    secret(folder, "paper", "paper.pem", |text| {
        let key = PaperKey::from_pem(text).map_err(|bad| format!("paper.key: {bad}"))?;
        let until = key.certificate().until();
        if until < World::real().now() {
            return Err(format!("the certificate in paper.key ended at {until}: no papers can be made"));
        }
        Ok(format!("; its certificate is good until {until}"))
    })
}

/// The key that signs credentials is there, for its owner only.
fn credential_key(folder: &Path) -> Line {
    secret(folder, "credential", "credential.pub", |text| {
        credential::Key::from_pem(text).map(|_| String::new()).map_err(|bad| format!("credential.key: {bad}"))
    })
}

/// A key in PEM is there, for its owner only, and good: `good` says what more there is to tell of it, or what is wrong. It must not be
/// gone when the list of those that are believed is there.
fn secret(folder: &Path, stem: &str, list: &str, good: impl FnOnce(&str) -> Result<String, String>) -> Line {
    let file = format!("{stem}.key");
    match (fs::read_to_string(folder.join(&file)), KeyFiles::named(folder, stem).is_open()) {
        (Err(error), _) if error.kind() == ErrorKind::NotFound && folder.join(list).exists() => {
            Line::bad("keys", format!("{file} is gone, and {list} is there: put it back"))
        }
        (Err(error), _) if error.kind() == ErrorKind::NotFound => {
            Line::ok("keys", format!("no {file} yet; attest serve makes one"))
        }
        (Err(error), _) => Line::bad("keys", format!("{file} cannot be read: {error}")),
        (_, Err(trouble)) => Line::bad("keys", trouble.to_string()),
        (_, Ok(true)) => Line::bad("keys", format!("others on this machine can read {file}: chmod 600")),
        (Ok(text), Ok(false)) => match good(&text) {
            Ok(more) => Line::ok("keys", format!("{file} is there, for its owner only{more}")),
            Err(bad) => Line::bad("keys", bad),
        },
    }
}

/// A signing key is there, and for its owner only.
fn key(file: &str, key: Result<Option<Key>, Trouble>, is_open: Result<bool, Trouble>) -> Line {
    match (key, is_open) {
        (Ok(_), Ok(true)) => Line::bad("keys", format!("others on this machine can read {file}: chmod 600")),
        (Ok(Some(_)), Ok(false)) => Line::ok("keys", format!("{file} is there, for its owner only")),
        (Ok(None), Ok(false)) => Line::ok("keys", format!("no {file} yet; attest serve makes one")),
        (Err(trouble), _) | (_, Err(trouble)) => Line::bad("keys", trouble.to_string()),
    }
}

/// The national numbers can be read, and their key by nobody else.
async fn numbers(db: &Db, folder: &Path) -> Line {
    let keys = identifiers::Keys::at(folder);
    match (identifiers::stands(db, &keys).await, identifiers::is_open(folder)) {
        (Err(error), _) => Line::bad("numbers", format!("{:#}", error.into_fault())),
        (_, Err(error)) => Line::bad("numbers", format!("{error:#}")),
        (_, Ok(true)) => Line::bad("numbers", format!("others on this machine can read {FILE}: chmod 600")),
        (Ok(Stands::None), Ok(false)) => Line::ok("numbers", "none yet"),
        (Ok(Stands::Kept(many)), Ok(false)) => Line::ok(
            "numbers",
            format!("{many} kept, with a key in {FILE} that is there, for its owner only"),
        ),
        (Ok(Stands::Shut { kept, dossiers, key }), Ok(false)) => Line::ok(
            "numbers",
            format!(
                "{kept} kept; {dossiers} sealed dossiers cannot be opened here, for their key {key} is not in {FILE}: where it is found, \
                 add its line"
            ),
        ),
        (Ok(Stands::Lost(many, key)), Ok(false)) => Line::bad(
            "numbers",
            format!(
                "{many} cannot be read: their key {key} is not in {FILE}. Look for it in that file of every other server and in FILE.keys of \
                 every backup, and put it back; if it is lost for good, attest identifiers remove-lost --key {key}"
            ),
        ),
    }
}

/// Every document on record has its file. `sums`: and it is what it was.
async fn documents_of(db: &Db, folder: &Path, sums: bool) -> Line {
    let files = Files::at(&folder.join(installation::DOCUMENTS));
    match documents::without_file(db, &files, sums).await {
        Ok((0, _)) => Line::ok("documents", "none yet"),
        Ok((count, lacking)) if lacking.is_empty() => {
            let said = if sums { "each with its file, which is what it was" } else { "each with its file" };
            Line::ok("documents", format!("{count}, {said}"))
        }
        Ok((count, lacking)) => {
            let first = lacking.first().map(ToString::to_string).unwrap_or_default();
            let many = lacking.len();
            let folder = installation::DOCUMENTS;
            Line::bad(
                "documents",
                format!(
                    "{many} of {count} have no file in {folder}, the first is {first}: bring back the folder"
                ),
            )
        }
        Err(error) => Line::bad("documents", format!("{:#}", error.into_fault())),
    }
}

/// What is sent on goes somewhere, in the name of a machine of its scheme, and a folder is the one that is meant.
async fn deliveries_of(config: &Config, rules: &schemes::Rules, db: &Db) -> Line {
    let found = match Ways::of(config, &rules.schemes) {
        Ok(ways) => ways.check_all(db, World::real().today()).await,
        Err(error) => Err(error),
    };
    match found {
        Ok(()) => {
            let schemes: Vec<&str> = config.deliveries.keys().map(String::as_str).collect();
            Line::ok("deliveries", format!("{}; attest deliveries says what waits", schemes.join(", ")))
        }
        Err(error) => Line::bad("deliveries", format!("{error:#}")),
    }
}

/// The folder is the owner's alone, and nothing lies about in it half done.
fn files(folder: &Path) -> Vec<Line> {
    let shown = folder.display();
    let read = || -> std::io::Result<Vec<Line>> {
        let mut lines = Vec::new();
        if fs::metadata(folder)?.permissions().mode() & 0o077 != 0 {
            lines
                .push(Line::bad("files", format!("others on this machine can look into {shown}: chmod 700")));
        }
        for entry in fs::read_dir(folder)? {
            let name = entry?.file_name();
            let name = name.to_string_lossy();
            if HALF_DONE.iter().any(|end| name.ends_with(end)) {
                lines.push(Line::bad("files", format!("{name} was left half done in {shown}: remove it")));
            }
        }
        Ok(lines)
    };
    match read() {
        Ok(lines) if lines.is_empty() => vec![Line::ok("files", format!("{shown} is its owner's alone"))],
        Ok(lines) => lines,
        Err(error) => vec![Line::bad("files", format!("{shown}: {error}"))],
    }
}

/// How names end that a command gives a file until it is whole.
const HALF_DONE: [&str; 2] = [".restoring", whole::HALF_DONE];
