//! `attest seed`: a synthetic nation for load and scale.

use super::{Failure, say};
use crate::{
    config::Config,
    installation::{self, Kind},
    schemes,
    seed::{self, Wanted},
    world::World,
};

/// Makes it, and says what was made.
pub(super) async fn run(config: &Config, wanted: Wanted) -> Result<(), Failure> {
    let (world, folder) = (World::real(), config.data_folder());
    let rules = schemes::load(config.schemes.as_deref())?;
    let db = installation::open(config, folder).await?;
    installation::claim(&db, Kind::Real, world.now()).await?;
    installation::make_private(folder).map_err(anyhow::Error::from)?;
    let Some(made) = seed::sow(&db, folder, &rules, &world, wanted).await? else {
        say(format!("The nation of seed {} stands here already.", wanted.seed));
        return Ok(());
    };
    for (table, rows) in &made.rows {
        say(format!("{rows:>10}  {table}"));
    }
    let rate = made.total() as f64 / made.seconds;
    say(format!("{:>10}  rows in {:.1} s, {rate:.0} a second", made.total(), made.seconds));
    say(format!("{:>10}  leaves in the ledger's tree in {:.1} s", made.leaves, made.seconds_tree));
    say(format!(
        "People log in by a token: attest token create --person leader-1@{}.seed.example",
        wanted.seed
    ));
    db.close().await;
    Ok(())
}
