//! The parts of a dossier as they are kept. Where a secret number stands in it all of them are hidden with the dossier's own key
//! (`crate::identifiers`); else they lie open.

use crate::{error::Result, identifiers::OfDossier, world::World};

/// The part that is the content.
pub(super) const CONTENT: &str = "content";
/// The part that is the file.
pub(super) const FILE: &str = "file";

/// The part that is a paper: its language, and the digest of the certificate that signed it.
pub(super) fn paper(lang: &str, certificate: &[u8]) -> String {
    format!("paper {lang} {}", hex::encode(certificate))
}

/// A part as it is kept.
pub(super) fn kept(hidden: Option<&OfDossier>, world: &World, part: &str, plain: Vec<u8>) -> Vec<u8> {
    match hidden {
        Some(hidden) => hidden.hide(world, part, &plain),
        None => plain,
    }
}

/// A part as it was.
pub(super) fn opened(hidden: Option<&OfDossier>, part: &str, kept: Vec<u8>) -> Result<Vec<u8>> {
    match hidden {
        Some(hidden) => hidden.open(part, &kept),
        None => Ok(kept),
    }
}
