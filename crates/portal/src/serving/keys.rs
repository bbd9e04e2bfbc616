//! The keys with which a portal's dossiers are sealed, its papers and credentials signed: read, or made at the first start.

mod credential;
mod paper;
mod secret;

use std::path::Path;

use ::credential::Issuer;
use anyhow::{Context as _, Result, bail};
use ledger::{KeyFiles, Ledger, Verifier, whole};
use sealed::KeyList;

use crate::{credentials::Issuing, dossiers::Sealing, installation::Kind, world::World};

/// What was made before with the keys that are looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Made {
    /// Files of dossiers.
    pub(super) files: bool,
    /// Papers.
    pub(super) papers: bool,
}

/// With which keys dossiers are sealed and credentials signed, by a portal at the address `site`: their own, so that whoever holds the
/// ledger's can do nothing with them.
pub(super) fn sealing(
    folder: &Path,
    kind: Kind,
    world: &World,
    ledger: &Ledger,
    made: Made,
    site: &str,
) -> Result<(Sealing, Issuing)> {
    let files = KeyFiles::named(folder, "dossier");
    for (made, secret, public) in
        [(made.files, "dossier.key", "dossier.pub"), (made.papers, paper::SECRET, paper::KNOWN)]
    {
        if made && kind == Kind::Real && ![secret, public].iter().any(|name| folder.join(name).exists()) {
            bail!(
                "dossiers were sealed with a key that is not in {}; put back {secret}, or at least {public} (docs/dossier.md)",
                folder.display()
            );
        }
    }
    let origin = ledger.verifiers().first().map_or("attest.invalid", Verifier::name);
    let key = match kind {
        Kind::Demo => sealed::demo_key(false),
        Kind::Real => files
            .key_or_new(&format!("{origin}/dossiers"), &world.random())
            .context("the key that seals dossiers cannot be read or made")?,
    };
    if kind == Kind::Real && KeyList::is_demo(key.verifier()) {
        bail!("dossier.key is the demo's, which everybody knows; put another in its place");
    }
    let mut dossiers = files.verifiers().context("the keys that sealed dossiers cannot be read")?;
    if !dossiers.contains(key.verifier()) {
        dossiers.insert(0, key.verifier().clone());
    }
    let (paper, papers) = match kind {
        Kind::Demo => {
            let key = sealed::demo_paper_key();
            let known = vec![key.certificate().clone()];
            (key, known)
        }
        Kind::Real => paper::key_and_known(folder, world, origin)
            .context("the key that signs papers cannot be read or made")?,
    };
    let (credential, credentials) = match kind {
        Kind::Demo => {
            let key = sealed::demo_credential_key();
            let known = vec![key.public().clone()];
            (key, known)
        }
        Kind::Real => credential::key_and_known(folder, world)
            .context("the key that signs credentials cannot be read or made")?,
    };
    let issuer = Issuer { url: site.to_owned(), demo: kind == Kind::Demo };
    let keys = KeyList { dossiers, ledger: ledger.verifiers().to_vec(), papers, credentials };
    Ok((Sealing { keys, key, paper }, Issuing { issuer, key: credential }))
}

/// Gives a demo its key, which everybody knows, before the ledger would make one that nobody does.
pub(super) fn place_demo_key(folder: &Path) -> Result<()> {
    let file = folder.join("ledger.key");
    if file.exists() {
        return Ok(());
    }
    let key = sealed::demo_key(true);
    Ok(whole::write_new(&file, &format!("{}\n", key.to_secret()))?)
}
