//! The keys with which a portal's dossiers are sealed and its papers signed: read, or made at the first start.

use std::{fs, io::Write as _, path::Path};

use anyhow::{Context as _, Result, bail};
use credential::Issuer;
use ledger::{KeyFiles, Ledger, Verifier};
use sealed::{Certificate, KeyList, PaperKey};
use tempfile::NamedTempFile;

use crate::{
    credentials::Issuing,
    dossiers::Sealing,
    installation::{self, Kind},
    world::World,
};

/// The secret key that signs papers with its certificate, in the data folder.
const PAPER_KEY: &str = "paper.key";
/// The certificates whose papers are believed: its own, and those of earlier keys.
const PAPER_PEM: &str = "paper.pem";
/// How long a certificate is good that the portal makes for itself, in months.
const PAPER_MONTHS: i32 = 20 * 12;
/// The secret key that signs credentials, in the data folder.
const CREDENTIAL_KEY: &str = "credential.key";
/// Whose credentials are believed: its own key, and earlier ones.
const CREDENTIAL_PUB: &str = "credential.pub";

/// What was made before with the keys that are looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Made {
    /// Files of dossiers.
    pub(super) files: bool,
    /// Papers.
    pub(super) papers: bool,
}

/// With which keys dossiers are sealed and credentials signed, by a portal at the address `site`: their own, so that whoever holds the ledger's can do nothing with them.
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
        [(made.files, "dossier.key", "dossier.pub"), (made.papers, PAPER_KEY, PAPER_PEM)]
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
        Kind::Real => {
            paper(folder, world, origin).context("the key that signs papers cannot be read or made")?
        }
    };
    if kind == Kind::Real && KeyList::is_demo_paper(paper.certificate()) {
        bail!("paper.key is the demo's, which everybody knows; put another in its place");
    }
    let credential = match kind {
        Kind::Demo => sealed::demo_credential_key(),
        Kind::Real => {
            credential_key(folder, world).context("the key that signs credentials cannot be read or made")?
        }
    };
    if kind == Kind::Real && KeyList::is_demo_credential(credential.public()) {
        bail!("credential.key is the demo's, which everybody knows; put another in its place");
    }
    let credentials = match kind {
        Kind::Demo => vec![credential.public().clone()],
        Kind::Real => credential_keys(folder, &credential)?,
    };
    let issuer = Issuer { url: site.to_owned(), demo: kind == Kind::Demo };
    let keys = KeyList { dossiers, ledger: ledger.verifiers().to_vec(), papers, credentials };
    Ok((Sealing { keys, key, paper }, Issuing { issuer, key: credential }))
}

/// The key that signs credentials, made when there is none.
fn credential_key(folder: &Path, world: &World) -> Result<credential::Key> {
    let secret = folder.join(CREDENTIAL_KEY);
    if !secret.exists() {
        let key = credential::Key::from_seed(&world.random())?;
        match installation::write_private(&secret, &key.to_secret_pem()) {
            Err(_) if secret.exists() => {}
            made => made?,
        }
    }
    if KeyFiles::named(folder, "credential").is_open()? {
        tracing::warn!(path = %secret.display(), "A signing key can be read by others on this machine: chmod 600");
    }
    credential::Key::from_pem(&fs::read_to_string(&secret)?).context(CREDENTIAL_KEY)
}

/// Every key whose credentials are believed, its own first: one a line.
fn credential_keys(folder: &Path, own: &credential::Key) -> Result<Vec<credential::PublicKey>> {
    let public = folder.join(CREDENTIAL_PUB);
    let earlier = if public.exists() { fs::read_to_string(&public)? } else { String::new() };
    let lines = earlier.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let known: std::result::Result<Vec<credential::PublicKey>, _> = lines.map(str::parse).collect();
    let mut known = known.context(CREDENTIAL_PUB)?;
    if known.iter().any(KeyList::is_demo_credential) {
        bail!("{CREDENTIAL_PUB} names the demo's key, which everybody knows; take that line out");
    }
    if !known.contains(own.public()) {
        let mut beside = NamedTempFile::new_in(folder)?;
        write!(beside, "{}\n{earlier}", own.public())?;
        beside.as_file().sync_all()?;
        beside.persist(&public)?;
        known.insert(0, own.public().clone());
    }
    Ok(known)
}

/// The key that signs papers, and every certificate whose papers are believed, its own first.
fn paper(folder: &Path, world: &World, origin: &str) -> Result<(PaperKey, Vec<Certificate>)> {
    let (secret, public) = (folder.join(PAPER_KEY), folder.join(PAPER_PEM));
    if !secret.exists() {
        let today = world.today();
        let key = PaperKey::self_signed(origin, &world.random(), today, today.plus_months(PAPER_MONTHS))?;
        // Whoever starts at the same time and comes second reads the key of the first.
        match installation::write_private(&secret, &key.to_secret_pem()) {
            Err(_) if secret.exists() => {}
            made => made?,
        }
    }
    if KeyFiles::named(folder, "paper").is_open()? {
        tracing::warn!(path = %secret.display(), "A signing key can be read by others on this machine: chmod 600");
    }
    let key = PaperKey::from_pem(&fs::read_to_string(&secret)?).context(PAPER_KEY)?;
    let earlier = if public.exists() { fs::read_to_string(&public)? } else { String::new() };
    let mut known = Certificate::all_from_pem(&earlier).context(PAPER_PEM)?;
    if !known.contains(key.certificate()) {
        let mut beside = NamedTempFile::new_in(folder)?;
        write!(beside, "{}{earlier}", key.certificate().to_pem())?;
        beside.as_file().sync_all()?;
        beside.persist(&public)?;
        known.insert(0, key.certificate().clone());
    }
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
