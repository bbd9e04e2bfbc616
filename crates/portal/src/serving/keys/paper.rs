//! The key that signs papers: `paper.key` with its certificate, and in `paper.pem` the certificates whose papers are believed.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use sealed::{Certificate, KeyList, PaperKey};

use super::secret;
use crate::world::World;

/// The file of its own key.
pub(super) const SECRET: &str = "paper.key";
/// The file of all certificates that are believed.
pub(super) const KNOWN: &str = "paper.pem";
/// How long a certificate is good that the portal makes for itself, in months.
const MONTHS: i32 = 20 * 12;

/// The key, made when there is none, and every certificate whose papers are believed, its own first.
pub(super) fn key_and_known(
    folder: &Path,
    world: &World,
    origin: &str,
) -> Result<(PaperKey, Vec<Certificate>)> {
    let text = secret::read_or_make(folder, "paper", || {
        let today = world.today();
        let key = PaperKey::self_signed(origin, &world.random(), today, today.plus_months(MONTHS))?;
        Ok(key.to_secret_pem())
    })?;
    let key = PaperKey::from_pem(&text).context(SECRET)?;
    if KeyList::is_demo_paper(key.certificate()) {
        bail!("{SECRET} is the demo's, which everybody knows; put another in its place");
    }
    let list = folder.join(KNOWN);
    let earlier = secret::earlier(&list)?;
    let mut known = Certificate::all_from_pem(&earlier).context(KNOWN)?;
    if !known.contains(key.certificate()) {
        secret::put_first(&list, &key.certificate().to_pem(), &earlier)?;
        known.insert(0, key.certificate().clone());
    }
    Ok((key, known))
}
