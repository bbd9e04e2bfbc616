//! Settings: flags over environment (`ATTEST_…`) over `attest.toml` over defaults. An unknown key is an error, never ignored.
//!
//! Adding one: a field here with its default, its key in `KEYS`, a line in docs/OPERATIONS.md, and a flag if people type it.

mod deliveries;

use std::{
    collections::BTreeMap,
    fmt,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use figment::{
    Figment,
    providers::{Env, Format, Serialized, Toml},
};
use serde::{Deserialize, Serialize};

pub use deliveries::{Delivery, Mail, Way, is_here};

/// The file read when no other is named.
pub const FILE: &str = "attest.toml";
/// The folder of a real portal's data when no other is named.
pub const DATA: &str = "./attest-data";
/// What the environment can say, beside the file; tables stand in the file alone.
const KEYS: &[&str] = &[
    "listen",
    "data",
    "database_url",
    "schemes",
    "metrics_listen",
    "public_url",
    "paper_program",
    "behind_proxy",
    "log",
    "log_json",
];

/// How this portal runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Where to answer; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The folder of the data: database, keys, the last checkpoint.
    pub data: Option<PathBuf>,
    /// A `postgres://` URL instead of SQLite in the folder.
    pub database_url: Option<Secret>,
    /// A folder of further schemes.
    pub schemes: Option<PathBuf>,
    /// Where `/metrics` answers, when not beside the pages.
    pub metrics_listen: Option<SocketAddr>,
    /// The address as users type it, for links that leave the house.
    pub public_url: Option<String>,
    /// The program that sets papers when it is called with `paper`: this one when none is named. A sandbox of yours may stand here.
    pub paper_program: Option<PathBuf>,
    /// Whether the caller's address is the last of `X-Forwarded-For`, set by a proxy of ours.
    pub behind_proxy: bool,
    /// What is logged, as `tracing` filters: `info`, `warn,portal=debug`.
    pub log: String,
    /// Logs as JSON lines instead of text.
    pub log_json: bool,
    /// How what is sent comes to its authority, by scheme.
    pub deliveries: BTreeMap<String, Delivery>,
    /// Who carries mail.
    pub mail: Option<Mail>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            data: None,
            database_url: None,
            schemes: None,
            metrics_listen: None,
            public_url: None,
            paper_program: None,
            behind_proxy: false,
            log: "info".to_owned(),
            log_json: false,
            deliveries: BTreeMap::new(),
            mail: None,
        }
    }
}

impl Config {
    /// The portal's address as others know it, without a slash at the end: where it listens, when none is set.
    pub fn site(&self) -> String {
        let here = || format!("http://{}", self.listen);
        self.public_url.as_ref().map_or_else(here, |url| url.trim_end_matches('/').to_owned())
    }
}

/// A setting that no log and no error shows.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// What is kept secret.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}
impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(secret)")
    }
}

/// The settings that came as flags; what was not given stays out.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Flags {
    /// See [`Config::listen`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<SocketAddr>,
    /// See [`Config::data`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<PathBuf>,
    /// See [`Config::database_url`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database_url: Option<Secret>,
    /// See [`Config::schemes`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schemes: Option<PathBuf>,
}

/// Why the settings cannot be taken, as one sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadConfig(String);

impl Config {
    /// Reads them all. A `file` that is named must be there; `attest.toml` need not.
    pub fn read(file: Option<&Path>, flags: &Flags) -> Result<Self, BadConfig> {
        if let Some(named) = file.filter(|named| !named.is_file()) {
            return Err(BadConfig(format!("there is no settings file {}", named.display())));
        }
        let mut figment = Figment::from(Serialized::defaults(Self::default()));
        if let Some(there) = file.or(Some(Path::new(FILE)).filter(|usual| usual.is_file())) {
            figment = figment.merge(Toml::file_exact(there));
        }
        let figment = figment.merge(Env::prefixed("ATTEST_").only(KEYS)).merge(Serialized::defaults(flags));
        let config: Self = figment.extract().map_err(|error| BadConfig(in_words(&error)))?;
        config.checked()
    }

    fn checked(self) -> Result<Self, BadConfig> {
        deliveries::check(&self.deliveries, self.mail.as_ref())?;
        match &self.database_url {
            Some(url) if !is_postgres(url.reveal()) => {
                let why = "database_url is no PostgreSQL URL: write postgres://user@host/database, or leave it out for SQLite";
                Err(BadConfig(why.to_owned()))
            }
            _ => Ok(self),
        }
    }

    /// The folder of a real portal's data.
    pub fn data_folder(&self) -> &Path {
        self.data.as_deref().unwrap_or(Path::new(DATA))
    }
}

fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

fn in_words(error: &figment::Error) -> String {
    let place = error.metadata.as_ref().map_or(String::new(), |from| match &from.source {
        Some(source) => format!(" in {source}"),
        None => format!(" in {}", from.name),
    });
    let key = if error.path.is_empty() { String::new() } else { format!(" ({})", error.path.join(".")) };
    format!("the settings{place} cannot be read{key}: {}", error.kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        file
    }

    #[test]
    fn flags_win_over_the_file_and_the_file_over_defaults() {
        let toml = file("listen = \"127.0.0.1:9000\"\ndata = \"/srv/a\"\nlog = \"warn\"\n");
        let flags = Flags { data: Some("/srv/b".into()), ..Flags::default() };
        let config = Config::read(Some(toml.path()), &flags).unwrap();
        assert_eq!(config.listen.port(), 9000);
        assert_eq!(config.data_folder(), Path::new("/srv/b"));
        assert_eq!(config.log, "warn");
        assert_eq!(Config::default().data_folder(), Path::new(DATA));
    }

    #[test]
    fn a_misspelt_key_is_named_and_not_ignored() {
        let toml = file("lissen = \"127.0.0.1:9000\"\n");
        let why = Config::read(Some(toml.path()), &Flags::default()).unwrap_err().to_string();
        assert!(why.contains("lissen"), "{why}");
        let toml = file("listen = \"here\"\n");
        let why = Config::read(Some(toml.path()), &Flags::default()).unwrap_err().to_string();
        assert!(why.contains("listen"), "{why}");
    }

    #[test]
    fn a_named_file_must_be_there() {
        let why = Config::read(Some(Path::new("/nowhere/a.toml")), &Flags::default()).unwrap_err();
        assert!(why.to_string().contains("/nowhere/a.toml"));
    }

    #[test]
    fn a_database_url_is_postgres_and_is_never_shown() {
        let flags =
            Flags { database_url: Some("mysql://root:hush@h/d".to_owned().into()), ..Flags::default() };
        let toml = file("");
        let why = Config::read(Some(toml.path()), &flags).unwrap_err();
        assert!(!why.to_string().contains("hush"));
        assert!(!format!("{flags:?}").contains("hush"));
    }
}
