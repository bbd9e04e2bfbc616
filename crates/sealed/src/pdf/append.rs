//! The part that is appended to a PDF: the attached file, its place in the catalog, and an invisible field with the signature.

use std::io::Write as _;

use base::Moment;
use flate2::{Compression, write::ZlibEncoder};
use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest as _, Sha256};

use super::{ATTACHED_NAME, PaperKey, Words, cms};

/// How the range of bytes begins that a signature covers.
pub(super) const RANGE: &[u8] = b"/ByteRange[0 ";
/// How the dictionary of the attached file ends, before its length.
pub(super) const ATTACHED: &[u8] = b"/EmbeddedFile/Subtype/application#2Fjson/Filter/FlateDecode/Length ";
/// Room for the signature, in bytes: some 700 are needed with a plain certificate.
const ROOM: usize = 8 * 1024;
/// What the signature leaves out: itself, in hex, with its brackets.
pub(super) const GAP: usize = 2 * ROOM + 2;
/// As long as a range is written.
pub(super) const RANGE_LEN: usize = RANGE.len() + 3 * 10 + 3;
/// As wide as any place in a file.
const WIDE: i64 = 9_999_999_999;

/// Why a PDF could not be signed.
#[derive(Debug, thiserror::Error)]
pub enum Unbound {
    /// It is none that we can add to.
    #[error("nothing can be added to this PDF: {0}")]
    Pdf(#[from] lopdf::Error),
    /// The file could not be packed, or the whole not be written.
    #[error("the paper could not be written: {0}")]
    Written(#[from] std::io::Error),
    /// There is no room for the signature of this certificate.
    #[error("the certificate is too long for the room that is kept for a signature")]
    Room,
    /// Where the signature goes was not found again.
    #[error("the place for the signature was not found in what was just written")]
    Place,
}

/// The covered range, as it is written: always as wide.
pub(super) fn range(from: usize, until: usize, rest: usize) -> Vec<u8> {
    format!("/ByteRange[0 {from:>10} {until:>10} {rest:>10}]").into_bytes()
}

pub(super) fn bind(
    pdf: &[u8],
    dossier: &[u8],
    at: Moment,
    words: &Words<'_>,
    key: &PaperKey,
) -> Result<Vec<u8>, Unbound> {
    let before = Document::load_mem(pdf)?;
    let catalog = before.trailer.get(b"Root")?.as_reference()?;
    let page = before.page_iter().next().ok_or(lopdf::Error::PageNumberNotFound(1))?;
    let mut grown = IncrementalDocument::create_from(pdf.to_vec(), before);
    let attached = attach(&mut grown, dossier, at, words)?;
    // Nothing is signed before there was a certificate, however old the dossier is.
    let signed_at = at.max(key.certificate().since());
    let field = field(&mut grown, page, signed_at, words)?;
    let names = of_catalog(&grown, catalog, b"Names")?;
    grown.opt_clone_object_to_new_document(catalog)?;
    let root = grown.new_document.get_dictionary_mut(catalog)?;
    let mut names = names.unwrap_or_default();
    let named = vec![Object::string_literal(ATTACHED_NAME), attached.into()];
    names.set("EmbeddedFiles", dictionary! { "Names" => named });
    root.set("Names", names);
    root.set("AF", vec![attached.into()]);
    root.set("AcroForm", dictionary! { "Fields" => vec![field.into()], "SigFlags" => 3 });
    let mut file = Vec::new();
    grown.save_to(&mut file)?;
    sign(file, pdf.len(), key)
}

/// The file and what is said about it.
fn attach(
    grown: &mut IncrementalDocument,
    dossier: &[u8],
    at: Moment,
    words: &Words<'_>,
) -> Result<ObjectId, Unbound> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed.write_all(dossier)?;
    let size = i64::try_from(dossier.len()).unwrap_or(i64::MAX);
    // The order counts: `ATTACHED` is how it ends.
    let head = dictionary! {
        "Params" => dictionary! { "Size" => size, "ModDate" => date(at) },
        "Type" => "EmbeddedFile",
        "Subtype" => "application/json",
        "Filter" => "FlateDecode",
    };
    let stream = Stream::new(head, packed.finish()?).with_compression(false);
    let stream = grown.new_document.add_object(stream);
    let file = dictionary! {
        "Type" => "Filespec",
        "F" => Object::string_literal(ATTACHED_NAME),
        "UF" => Object::string_literal(ATTACHED_NAME),
        "EF" => dictionary! { "F" => stream, "UF" => stream },
        "AFRelationship" => "Data",
        "Desc" => lopdf::text_string(words.attached),
    };
    Ok(grown.new_document.add_object(file))
}

/// A field without a place on the page, which holds the signature.
fn field(
    grown: &mut IncrementalDocument,
    page: ObjectId,
    signed_at: Moment,
    words: &Words<'_>,
) -> Result<ObjectId, Unbound> {
    let signature = dictionary! {
        "Type" => "Sig",
        "Filter" => "Adobe.PPKLite",
        "SubFilter" => "ETSI.CAdES.detached",
        "M" => date(signed_at),
        "ByteRange" => vec![0.into(), WIDE.into(), WIDE.into(), WIDE.into()],
        "Contents" => Object::String(vec![0; ROOM], StringFormat::Hexadecimal),
    };
    let signature = grown.new_document.add_object(signature);
    let field = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Widget",
        "FT" => "Sig",
        "T" => Object::string_literal("Attest"),
        "TU" => lopdf::text_string(words.signature),
        "V" => signature,
        "P" => page,
        // Printed and locked, as archives ask; outside the page, so that no reader stumbles over it.
        "F" => 132,
        "Rect" => vec![(-1).into(), (-1).into(), (-1).into(), (-1).into()],
    };
    let field = grown.new_document.add_object(field);
    let there = match grown.get_prev_documents().get_dictionary(page)?.get(b"Annots") {
        Ok(Object::Reference(id)) => grown.get_prev_documents().get_object(*id)?.as_array()?.clone(),
        Ok(list) => list.as_array()?.clone(),
        Err(_) => Vec::new(),
    };
    grown.opt_clone_object_to_new_document(page)?;
    let page = grown.new_document.get_dictionary_mut(page)?;
    page.set("Annots", there.into_iter().chain([field.into()]).collect::<Vec<Object>>());
    page.set("Tabs", "S");
    Ok(field)
}

/// A dictionary of the catalog, wherever it stands.
fn of_catalog(
    grown: &IncrementalDocument,
    catalog: ObjectId,
    name: &[u8],
) -> Result<Option<Dictionary>, Unbound> {
    let before = grown.get_prev_documents();
    Ok(match before.get_dictionary(catalog)?.get(name) {
        Ok(Object::Reference(id)) => Some(before.get_dictionary(*id)?.clone()),
        Ok(there) => Some(there.as_dict()?.clone()),
        Err(_) => None,
    })
}

fn date(at: Moment) -> Object {
    Object::string_literal(at.timestamp().strftime("D:%Y%m%d%H%M%SZ").to_string())
}

/// Writes the range that is covered, and into the room that is left the signature over it.
fn sign(mut file: Vec<u8>, appended: usize, key: &PaperKey) -> Result<Vec<u8>, Unbound> {
    let find = |file: &[u8], what: &[u8]| {
        let found = file[appended..].windows(what.len()).rposition(|window| window == what);
        found.map(|at| appended + at).ok_or(Unbound::Place)
    };
    let before = format!("/ByteRange[0 {WIDE} {WIDE} {WIDE}]");
    let place = find(&file, before.as_bytes())?;
    let from = find(&file, format!("/Contents<{}>", "0".repeat(2 * ROOM)).as_bytes())? + "/Contents".len();
    let until = from + GAP;
    let covered = range(from, until, file.len() - until);
    file[place..place + covered.len()].copy_from_slice(&covered);
    let digest = Sha256::new().chain_update(&file[..from]).chain_update(&file[until..]).finalize().into();
    let signature = key.sign(&cms::to_sign(&digest, key.certificate()));
    let signed = hex::encode(cms::signed(&digest, key.certificate(), &signature));
    let room = file[from + 1..until - 1].get_mut(..signed.len()).ok_or(Unbound::Room)?;
    room.copy_from_slice(signed.as_bytes());
    Ok(file)
}
