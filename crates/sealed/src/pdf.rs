//! A dossier on paper: a PDF that carries the dossier's file and is signed as a whole (PAdES baseline B-B, ECDSA P-256).
//!
//! [`bind`] appends one part to a PDF: the file, attached, and the signature over every byte but its own. [`open`] reads that part and
//! nothing else, and only after the signature was found to fit: whatever else a PDF may be is not looked at. The part is written in one
//! way only, so that one flipped byte anywhere is seen.

mod append;
mod certificate;
mod cms;

pub use append::Unbound;
pub use certificate::{BadCertificate, Certificate, PaperKey};

use std::io::Read as _;

use base::Moment;
use flate2::read::ZlibDecoder;
use sha2::{Digest as _, Sha256};

use crate::Wrong;

/// What a paper is.
pub const PAPER_TYPE: &str = "application/pdf";
/// How the file attached to a paper is called.
pub const ATTACHED_NAME: &str = "dossier.json";
/// The longest file that is taken out of a paper, in bytes.
const ATTACHED_MAX: u64 = 16 * 1024 * 1024;

/// Whether a file says that it is a PDF.
pub(crate) fn is_pdf(file: &[u8]) -> bool {
    file.starts_with(b"%PDF-")
}

/// Binds a dossier's file to a PDF, and signs the whole. The same input always gives the same bytes.
pub fn bind(
    pdf: &[u8],
    dossier: &[u8],
    at: Moment,
    words: &Words<'_>,
    key: &PaperKey,
) -> Result<Vec<u8>, Unbound> {
    append::bind(pdf, dossier, at, words, key)
}

/// What a reader of the paper's parts is told about them.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// About the file.
    pub attached: &'a str,
    /// About the signature.
    pub signature: &'a str,
}

/// The dossier's file out of a paper that one of these signed, and who.
pub(crate) fn open<'k>(file: &[u8], known: &'k [Certificate]) -> Result<(Vec<u8>, &'k Certificate), Wrong> {
    let place = Place::of(file).ok_or(Wrong::NoDossier)?;
    let written = &file[place.from + 1..place.until - 1];
    let lower = written.iter().all(|sign| matches!(sign, b'0'..=b'9' | b'a'..=b'f'));
    let contents = hex::decode(written).ok().filter(|_| lower).ok_or(Wrong::NoDossier)?;
    let digest = place.digest(file);
    let by = cms::signer(&contents).ok_or(Wrong::NoDossier)?;
    let signer = known.iter().find(|one| one.is(&by.certificate));
    let signer = signer.ok_or_else(|| Wrong::UnknownIssuer(certificate::subject(&by.certificate)))?;
    if !signer.has_signed(&cms::to_sign(&digest, signer), &by.signature) {
        return Err(Wrong::Forged);
    }
    // It is written as we write it, to the last of the noughts that fill it up.
    let again = cms::signed(&digest, signer, &by.signature);
    let (there, filling) = contents.split_at_checked(again.len()).ok_or(Wrong::NotAsWritten)?;
    if there != again || filling.iter().any(|byte| *byte != 0) {
        return Err(Wrong::NotAsWritten);
    }
    attached(file).map(|dossier| (dossier, signer))
}

/// Where the signature stands in a file: it covers all of it but `from..until`, brackets included.
struct Place {
    from: usize,
    until: usize,
}

impl Place {
    /// What the last part of the file says of itself, if that is all of it. It is as wide as we write it, and so is what it leaves out.
    fn of(file: &[u8]) -> Option<Self> {
        let at = last(file, append::RANGE)?;
        let end = at.checked_add(append::RANGE_LEN)?;
        let written = file.get(at..end)?;
        let text = std::str::from_utf8(&written[append::RANGE.len()..written.len() - 1]).ok()?;
        let numbers: Vec<usize> = text.split_whitespace().map(str::parse).collect::<Result<_, _>>().ok()?;
        let [from, until, rest] = numbers[..] else { return None };
        let whole = append::range(from, until, rest) == written
            && end <= from
            && until.checked_sub(from) == Some(append::GAP)
            && until.checked_add(rest) == Some(file.len())
            && (file.get(from), file.get(until - 1)) == (Some(&b'<'), Some(&b'>'));
        whole.then_some(Self { from, until })
    }

    fn digest(&self, file: &[u8]) -> [u8; 32] {
        Sha256::new().chain_update(&file[..self.from]).chain_update(&file[self.until..]).finalize().into()
    }
}

/// The file that is attached, out of the part that binds it; believed or not.
pub(crate) fn attached(file: &[u8]) -> Result<Vec<u8>, Wrong> {
    let at = last(file, append::ATTACHED).ok_or(Wrong::NoDossier)? + append::ATTACHED.len();
    let head = file[at..].split(|byte| *byte == b'>').next().and_then(|text| std::str::from_utf8(text).ok());
    let length: usize = head.and_then(|text| text.parse().ok()).ok_or(Wrong::NoDossier)?;
    let after = b">>stream\n";
    let from = at + head.map_or(0, str::len);
    let stream =
        file[from..].strip_prefix(after).and_then(|rest| rest.get(..length)).ok_or(Wrong::NoDossier)?;
    let mut dossier = Vec::new();
    let read = ZlibDecoder::new(stream).take(ATTACHED_MAX + 1).read_to_end(&mut dossier);
    match read {
        Ok(read) if read as u64 <= ATTACHED_MAX => Ok(dossier),
        Ok(_) => Err(Wrong::TooLarge),
        Err(_) => Err(Wrong::NoDossier),
    }
}

/// Where something stands for the last time.
fn last(file: &[u8], what: &[u8]) -> Option<usize> {
    file.windows(what.len()).rposition(|window| window == what)
}
