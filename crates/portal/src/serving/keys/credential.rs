//! The key that signs credentials: `credential.key`, and in `credential.pub` whose credentials are believed, one key a line.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use credential::{Key, PublicKey};
use sealed::KeyList;

use super::secret;
use crate::world::World;

/// The file of its own key.
const SECRET: &str = "credential.key";
/// The file of all that are believed.
const KNOWN: &str = "credential.pub";

/// The key, made when there is none, and every key whose credentials are believed, its own first.
pub(super) fn key_and_known(folder: &Path, world: &World) -> Result<(Key, Vec<PublicKey>)> {
    let text =
        secret::read_or_make(folder, "credential", || Ok(Key::from_seed(&world.random())?.to_secret_pem()))?;
    let key = Key::from_pem(&text).context(SECRET)?;
    if KeyList::is_demo_credential(key.public()) {
        bail!("{SECRET} is the demo's, which everybody knows; put another in its place");
    }
    let list = folder.join(KNOWN);
    let earlier = secret::earlier(&list)?;
    let lines = earlier.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut known: Vec<PublicKey> = lines.map(str::parse).collect::<Result<_, _>>().context(KNOWN)?;
    if known.iter().any(KeyList::is_demo_credential) {
        bail!("{KNOWN} names the demo's key, which everybody knows; take that line out");
    }
    if !known.contains(key.public()) {
        secret::put_first(&list, &format!("{}\n", key.public()), &earlier)?;
        known.insert(0, key.public().clone());
    }
    Ok((key, known))
}
