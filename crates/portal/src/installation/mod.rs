//! One installation: where its database is, whether it is for show or real, whether it is up to date.
//!
//! `demo` and `serve` never share data: the first to come writes its mark, and the other is refused before it changes anything.

mod store;

use std::{fmt, path::Path};

use anyhow::{Context, Result, bail};
use base::Moment;
use db::{Conn, Db};

use crate::{config::Config, migrations};

/// The database's file in the data folder.
pub const DATABASE: &str = "attest.db";
/// The folder of documents that were put on record, in the data folder.
pub const DOCUMENTS: &str = "documents";

/// For show, or real.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Made-up people; anybody logs in as anybody.
    Demo,
    /// Real people.
    Real,
}

impl Kind {
    /// As the table has it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Real => "real",
        }
    }
    fn from_code(code: &str) -> Option<Self> {
        [Self::Demo, Self::Real].into_iter().find(|kind| kind.code() == code)
    }
}
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Demo => "a demo world",
            Self::Real => "a real portal",
        })
    }
}

/// Opens the database: PostgreSQL when the settings name one, else SQLite in `folder`, which is made when it is not there.
pub async fn open(config: &Config, folder: &Path) -> Result<Db> {
    if let Some(url) = &config.database_url {
        return Db::postgres(url.reveal())
            .await
            .context("the PostgreSQL database cannot be opened; check --database-url");
    }
    make_private(folder).with_context(|| format!("the data folder {} cannot be made", folder.display()))?;
    let file = folder.join(DATABASE);
    Db::sqlite(&file).await.with_context(|| format!("the database {} cannot be opened", file.display()))
}

/// The database of a portal that is there already; a typing mistake in `--data` makes no new one.
pub async fn open_existing(config: &Config, folder: &Path) -> Result<Db> {
    if config.database_url.is_none() && !folder.join(DATABASE).is_file() {
        bail!(
            "there is no portal's data in {}; name its folder with --data, or make one with attest migrate",
            folder.display()
        );
    }
    let db = open(config, folder).await?;
    let pending = db.pending(migrations::ALL).await.context("the database cannot be read")?;
    if !pending.is_empty() {
        bail!("{} migration(s) have not run on this database; run attest migrate", pending.len());
    }
    Ok(db)
}

/// What the database is marked as; none before anybody marked it.
pub async fn kind(db: &Db) -> Result<Option<Kind>> {
    if db.pending(migrations::ALL).await?.contains(&1) {
        return Ok(None);
    }
    let code = db.read(|c| Box::pin(store::kind(c))).await?;
    code.map(|code| {
        Kind::from_code(&code)
            .with_context(|| format!("the database is marked {code:?}, which this program does not know"))
    })
    .transpose()
}

/// What a claim did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// Whether nobody had marked the database before.
    pub fresh: bool,
    /// The migrations that ran.
    pub ran: Vec<u32>,
}

/// Refuses data of the other kind, brings the database up to date, and marks it when nobody has.
pub async fn claim(db: &Db, wanted: Kind, now: Moment) -> Result<Claimed> {
    let there = kind(db).await?;
    if let Some(there) = there.filter(|there| *there != wanted) {
        bail!("this is the data of {there}, not of {wanted}; {}", instead(there));
    }
    let ran = db.migrate(migrations::ALL).await.context("the database cannot be brought up to date")?;
    if there.is_some() {
        return Ok(Claimed { fresh: false, ran });
    }
    let fresh = db.write(Mark { kind: wanted, now }).await?;
    // Two starters of different kinds may have met.
    match kind(db).await? {
        Some(there) if there == wanted => Ok(Claimed { fresh, ran }),
        other => {
            bail!("the database was marked {other:?} by somebody else just now; {}", instead(Kind::Real))
        }
    }
}

const fn instead(there: Kind) -> &'static str {
    match there {
        Kind::Demo => {
            "run attest demo on it, or name another folder with --data (another database with --database-url)"
        }
        Kind::Real => {
            "run attest serve on it, or name another folder with --data (another database with --database-url)"
        }
    }
}

struct Mark {
    kind: Kind,
    now: Moment,
}
impl db::Work for Mark {
    type Done = bool;
    type Error = db::Fault;
    async fn run(&self, c: &mut Conn) -> Result<bool, db::Fault> {
        store::mark(c, self.kind.code(), self.now).await
    }
}

/// Why the database is not in order; none when it is.
pub async fn not_ready(db: &Db) -> Option<&'static str> {
    match db.read(|c| Box::pin(store::newest_migration(c))).await {
        Err(_) => Some("the database does not answer"),
        Ok(newest) if newest < migrations::ALL.last().map(|m| m.number) => {
            Some("migrations have not run; run attest migrate")
        }
        Ok(_) => None,
    }
}

/// Makes a folder that nobody else reads.
#[cfg(unix)]
pub(crate) fn make_private(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}
/// Makes a folder.
#[cfg(not(unix))]
pub(crate) fn make_private(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)
}
