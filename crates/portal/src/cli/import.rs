//! `attest import organisations|people|placements FILE [--apply]`.

use std::path::Path;

use anyhow::Context as _;

use super::{Failure, say, site::Site};
use crate::{
    config::Config,
    error::Error,
    identifiers::Keys,
    intake::{NotImported, Organisations, People, Placements, Report},
    schemes,
};

/// What stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum What {
    /// The tree of units
    Organisations,
    /// Persons and their roles
    People,
    /// Programmes, placements and the plans that come with them
    Placements,
}

/// Shows what the file would change, or changes it.
pub(super) async fn run(config: &Config, what: What, file: &Path, apply: bool) -> Result<(), Failure> {
    let name = file.display();
    let bytes = std::fs::read(file).with_context(|| format!("{name} cannot be read"))?;
    let site = Site::open(config).await?;
    match imported(&site, what, bytes, apply).await {
        Ok(report) => {
            say(report.to_string().trim_end());
            say("Done.");
            Ok(())
        }
        Err(NotImported::Shown(report)) => {
            say(report.to_string().trim_end());
            let next = if report.is_quiet() {
                "There is nothing to do."
            } else {
                "Nothing has been changed. To do it, add --apply."
            };
            say(next);
            Ok(())
        }
        Err(NotImported::Bad(problems)) => {
            for problem in &problems {
                eprintln!("{name}: {problem}");
            }
            let count = problems.len();
            Err(Failure::failed(format!(
                "{count} problem(s) in {name}, and nothing was changed; mend them and run it again"
            )))
        }
        Err(NotImported::Failed(error)) => Err(error.into()),
    }
}

async fn imported(site: &Site, what: What, file: Vec<u8>, apply: bool) -> Result<Report, NotImported> {
    let world = site.world.clone();
    let rules = schemes::load(site.config.schemes.as_deref()).map_err(Error::from)?;
    let schemes = schemes::settings(&rules.schemes);
    match what {
        What::Organisations => site.db.write(Organisations { world, schemes, file, apply }).await,
        What::People => {
            let (schemes, keys) = (rules.schemes, Keys::at(&site.folder));
            site.db.write(People { world, schemes, keys, file, apply }).await
        }
        What::Placements => {
            let schemes = rules.schemes;
            site.db.write(Placements { world, schemes, file, apply }).await
        }
    }
}
