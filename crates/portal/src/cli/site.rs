//! The portal that a command is about: its settings, folder and database.

use std::path::PathBuf;

use db::Db;

use super::Failure;
use crate::{config::Config, installation, world::World};

/// A portal whose data is there and up to date.
pub(super) struct Site {
    pub(super) folder: PathBuf,
    pub(super) db: Db,
    pub(super) world: World,
    pub(super) config: Config,
}

impl Site {
    /// Opens it, of whatever kind it is.
    pub(super) async fn open(config: &Config) -> Result<Self, Failure> {
        let folder = config.data_folder().to_owned();
        let db = installation::open_existing(config, &folder).await?;
        Ok(Self { folder, db, world: World::real(), config: config.clone() })
    }

    /// The address users type, for links.
    pub(super) fn address(&self) -> String {
        let own = || format!("http://{}", self.config.listen);
        self.config.public_url.as_deref().map(|url| url.trim_end_matches('/').to_owned()).unwrap_or_else(own)
    }
}
