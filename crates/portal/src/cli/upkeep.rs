//! `attest migrate` and `attest check`.

use super::{Failure, say, site::Site};
use crate::{
    config::Config,
    installation::{self, Kind},
    migrations,
    world::World,
};

/// Brings the database up to date; new data becomes a real portal's.
pub(super) async fn migrate(config: &Config) -> Result<(), Failure> {
    let db = installation::open(config, config.data_folder()).await?;
    let ran = match installation::kind(&db).await? {
        Some(Kind::Demo) => db.migrate(migrations::ALL).await?,
        Some(Kind::Real) | None => installation::claim(&db, Kind::Real, World::real().now()).await?.ran,
    };
    db.close().await;
    match ran.len() {
        0 => say("The database is up to date."),
        n => say(format!("{n} migration(s) ran. The database is up to date.")),
    }
    Ok(())
}

/// Says what is in order, line by line, and fails at the first that is not.
pub(super) async fn check(config: &Config) -> Result<(), Failure> {
    say("ok  settings");
    let site = Site::open(config).await?;
    let kind = installation::kind(&site.db).await?;
    let kind = kind.map_or_else(|| "nobody's yet".to_owned(), |kind| kind.to_string());
    say(format!("ok  database: up to date, {kind}"));
    Ok(())
}
