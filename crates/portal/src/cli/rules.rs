//! `attest scheme check`, `attest curriculum …`, `attest ledger verify`: what the data says, and whether it holds.

use std::{io::Write as _, path::Path};

use super::{Failure, say, site::Site};
use crate::{
    audit::verify::{self, Verdict},
    config::Config,
    curricula::{self, cli as curriculum},
    installation::{self, Kind},
    schemes,
    world::World,
};

/// Reads a scheme's folder, tells all its problems, proves its policies, and marks it as proved.
pub(super) async fn check_scheme(folder: &Path) -> Result<(), Failure> {
    let files = schemes::folder(folder)?;
    let report = proved(&files).await?;
    say(report.to_string());
    let name = folder.display();
    if !report.is_good() {
        return Err(Failure::failed(format!(
            "the scheme in {name} is not good; mend what stands above and check again"
        )));
    }
    if report.scheme.as_deref().is_some_and(schemes::is_ours) {
        return Ok(()); // every portal has it, and bin/test proves it
    }
    let seal = schemes::with_ground(|ground| proof::seal(&files, ground));
    let mark = folder.join(proof::SEAL);
    match std::fs::write(&mark, seal + "\n") {
        Ok(()) => say(format!("{} says so from now on, and serve takes it.", mark.display())),
        Err(error) => {
            say(format!("{} cannot be written ({error}); serve would not take the folder.", mark.display()))
        }
    }
    Ok(())
}

async fn proved(files: &std::collections::BTreeMap<String, String>) -> Result<proof::Report, Failure> {
    let texts =
        schemes::with_ground(|ground| [ground.schema, ground.common, ground.never].map(str::to_owned));
    let ground = proof::Ground { schema: &texts[0], common: &texts[1], never: &texts[2] };
    proof::check_scheme(files, ground)
        .await
        .map_err(|trouble| Failure::failed(format!("nothing was proved: {trouble}")))
}

/// Tells every problem of curriculum files; needs no portal.
pub(super) fn check_curricula(what: &curriculum::Import) -> Result<(), Failure> {
    let rules = schemes::load(None)?;
    said(curriculum::check(what, &curricula::known(rules.schemes.values())))
}

/// Publishes curricula; makes the portal's data if there is none.
pub(super) async fn import_curricula(config: &Config, what: &curriculum::Import) -> Result<(), Failure> {
    let rules = schemes::load(config.schemes.as_deref())?;
    let world = World::real();
    let db = installation::open(config, config.data_folder()).await?;
    let kind = installation::kind(&db).await?.unwrap_or(Kind::Real);
    installation::claim(&db, kind, world.now()).await?;
    // New data has those that come with the program first, also when the file is then refused.
    let (known, packs) =
        (curricula::known(rules.schemes.values()), schemes::packs(config.schemes.as_deref())?);
    curricula::publish_packs(&db, &world, &known, &packs, kind).await?;
    let outcome = curriculum::import(&db, &world, &known, what).await;
    db.close().await;
    said(outcome)
}

/// Writes a published version to stdout.
pub(super) async fn export_curriculum(config: &Config, what: &curriculum::Export) -> Result<(), Failure> {
    let site = Site::open(config).await?;
    said(curriculum::export(&site.db, what).await)
}

/// The command has its own words: problems line by line, and what to do.
fn said(said: curriculum::Said) -> Result<(), Failure> {
    let _ = std::io::stdout().write_all(&said.out);
    match said.code {
        0 => Ok(()),
        code => Err(Failure { code, said: said.err }),
    }
}

/// Verifies the whole ledger.
pub(super) async fn verify_ledger(config: &Config) -> Result<(), Failure> {
    let site = Site::open(config).await?;
    let rules = schemes::load(config.schemes.as_deref())?;
    match verify::ledger_verify(&site.db, &site.folder, &rules.schemes, &mut |line| say(line)).await? {
        Verdict::Whole => Ok(()),
        Verdict::TablesDiffer => Err(Failure::failed(
            "the ledger is as it was signed, and rows beside it were changed; stop the portal, keep a copy as it is, and compare it \
             with a backup",
        )),
        Verdict::TreeDiffers => Err(Failure::failed(
            "the ledger is not as it was signed; stop the portal, keep a copy as it is, and compare it with a backup",
        )),
    }
}
