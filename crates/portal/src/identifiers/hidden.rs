//! Dossiers in which a secret number stands: content, file and papers are kept encrypted, each dossier with a key of its own. That key is
//! hidden with the one of all numbers, so that another takes its place without a dossier being written again.

use anyhow::Context as _;
use base::DossierId;
use db::Conn;
use zeroize::Zeroizing;

use super::{
    Unread, Writer,
    key::{SECRET_BYTES, Sealing},
    keys::{self, Keys},
    store,
};
use crate::{error::Result, world::World};

/// What opens a dossier's parts.
pub struct OfDossier {
    dossier: DossierId,
    sealing: Sealing,
}

impl OfDossier {
    /// A part as it is kept: `part` names which.
    pub fn hide(&self, world: &World, part: &str, plain: &[u8]) -> Vec<u8> {
        self.sealing.seal(plain, &place(self.dossier, part), world.random())
    }

    /// A part as it was.
    pub fn open(&self, part: &str, kept: &[u8]) -> Result<Vec<u8>> {
        let opened = self.sealing.open(kept, &place(self.dossier, part)).map_err(|_| Unread::Changed);
        let opened =
            opened.with_context(|| format!("the {part} of dossier {} cannot be read", self.dossier))?;
        Ok(opened.to_vec())
    }
}

/// To what a part, or a dossier's key, is bound.
fn place(dossier: DossierId, part: &str) -> Vec<u8> {
    [b"dossier\0".as_slice(), dossier.uuid().as_bytes(), part.as_bytes()].concat()
}

/// The place of a dossier's key.
const KEY: &str = "key";

/// A key for a dossier that is about to be written, with what will be its row.
pub async fn hide(
    c: &mut Conn,
    keys: &Keys,
    world: &World,
    dossier: DossierId,
) -> Result<(OfDossier, Hiding)> {
    let writer = Writer::open(c, keys, world, true).await?;
    let own: Zeroizing<[u8; SECRET_BYTES]> = Zeroizing::new(world.random());
    let key = writer.key()?;
    let sealed = key.sealing().seal(&*own, &place(dossier, KEY), world.random());
    let row = store::OfDossier { dossier, key: key.id().to_owned(), sealed };
    Ok((OfDossier { dossier, sealing: Sealing::of(&own) }, Hiding(row)))
}

/// The key of a dossier as it will be kept.
pub struct Hiding(store::OfDossier);

impl Hiding {
    /// Keeps it, once the dossier is there.
    pub async fn keep(&self, c: &mut Conn) -> Result<()> {
        Ok(store::put_dossier(c, &self.0).await?)
    }
}

/// What opens a dossier; none: nothing in it is hidden. Fails with [`Unread`] where it cannot be opened.
pub async fn of_dossier(c: &mut Conn, keys: &Keys, dossier: DossierId) -> Result<Option<OfDossier>> {
    let Some(row) = store::of_dossier(c, dossier).await? else { return Ok(None) };
    let ring = keys.read_or_none();
    let key = ring.key(&row.key).ok_or_else(|| keys::lost(&row.key))?;
    let own = own(key, &row).ok_or(Unread::Changed);
    let own = own.with_context(|| format!("the key of dossier {dossier} cannot be read"))?;
    Ok(Some(OfDossier { dossier, sealing: Sealing::of(&own) }))
}

fn own(key: &super::key::Key, row: &store::OfDossier) -> Option<Zeroizing<[u8; SECRET_BYTES]>> {
    let plain = key.sealing().open(&row.sealed, &place(row.dossier, KEY)).ok()?;
    Some(Zeroizing::new(plain[..].try_into().ok()?))
}

/// The row of a dossier's key, hidden with another. None: it cannot be read.
pub(super) fn moved(
    world: &World,
    from: &super::key::Key,
    to: &super::key::Key,
    row: &store::OfDossier,
) -> Option<store::OfDossier> {
    let own = own(from, row)?;
    let sealed = to.sealing().seal(&*own, &place(row.dossier, KEY), world.random());
    Some(store::OfDossier { dossier: row.dossier, key: to.id().to_owned(), sealed })
}
