//! The keys with which a portal's dossiers are sealed and its papers signed: read, or made at the first start.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, bail};
use ledger::{KeyFiles, Ledger, Verifier};
use sealed::{Certificate, KeyList, PaperKey};

use crate::{
    dossiers::Sealing,
    installation::{self, Kind},
    world::World,
};

/// The secret key that signs papers, and its certificate, in the data folder.
const PAPER_KEY: &str = "paper.key";
/// The certificate, and those of earlier keys after it.
const PAPER_PEM: &str = "paper.pem";
/// How long a certificate is good that the portal makes for itself, in months.
const PAPER_MONTHS: i32 = 20 * 12;

/// With which keys dossiers are sealed: their own, so that whoever holds the ledger's can do nothing with them. `sealed`: some were.
pub(super) fn sealing(
    folder: &Path,
    kind: Kind,
    world: &World,
    ledger: &Ledger,
    sealed: bool,
) -> Result<Sealing> {
    let files = KeyFiles::named(folder, "dossier");
    if sealed
        && kind == Kind::Real
        && !folder.join("dossier.key").exists()
        && !folder.join("dossier.pub").exists()
    {
        bail!(
            "dossiers were sealed with a key that is not in {}; put back dossier.key, or at least dossier.pub (docs/dossier.md)",
            folder.display()
        );
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
        Kind::Real => {
            paper(folder, world, origin).context("the key that signs papers cannot be read or made")?
        }
    };
    if kind == Kind::Real && KeyList::is_demo_paper(paper.certificate()) {
        bail!("paper.key is the demo's, which everybody knows; put another in its place");
    }
    Ok(Sealing { keys: KeyList { dossiers, ledger: ledger.verifiers().to_vec(), papers }, key, paper })
}

/// The key that signs papers, and every certificate whose papers are believed, its own first.
fn paper(folder: &Path, world: &World, origin: &str) -> Result<(PaperKey, Vec<Certificate>)> {
    let (secret, public) = (folder.join(PAPER_KEY), folder.join(PAPER_PEM));
    let read = |path: &Path| path.exists().then(|| fs::read_to_string(path)).transpose();
    let earlier = read(&public)?.unwrap_or_default();
    let key = match read(&secret)? {
        Some(text) => PaperKey::from_pem(&text, &earlier)
            .context("paper.key and the first certificate of paper.pem do not belong together")?,
        None => {
            let today = world.today();
            let key = PaperKey::self_signed(origin, &world.random(), today, today.plus_months(PAPER_MONTHS))?;
            // The certificate first: with a key that has none, nothing could be signed.
            fs::write(&public, format!("{}{earlier}", key.certificate().to_pem()))?;
            installation::write_private(&secret, &key.to_secret_pem())?;
            key
        }
    };
    let known = Certificate::all_from_pem(&fs::read_to_string(&public)?)?;
    Ok((key, known))
}

/// Gives a demo its key, which everybody knows, before the ledger would make one that nobody does.
pub(super) fn place_demo_key(folder: &Path) -> Result<()> {
    let file = folder.join("ledger.key");
    if file.exists() {
        return Ok(());
    }
    let key = sealed::demo_key(true);
    installation::write_private(&file, &format!("{}\n", key.to_secret()))
}
