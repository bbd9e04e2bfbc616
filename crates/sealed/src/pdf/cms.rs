//! The signature itself: CMS `SignedData` without content, as PAdES baseline B-B asks for, in the one way we write it.

use cms::{
    cert::{CertificateChoices, IssuerAndSerialNumber},
    content_info::{CmsVersion, ContentInfo},
    signed_data::{
        CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
    },
};
use der::{
    Any, Decode as _, Encode as _, Reader as _, SliceReader,
    asn1::{ObjectIdentifier, OctetString, SetOfVec},
};
use sha2::{Digest as _, Sha256};
use x509_cert::{attr::Attribute, spki::AlgorithmIdentifierOwned};

use super::certificate::Certificate;

const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_CERTIFICATE_V2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
/// ECDSA over SHA-256.
pub(super) const ECDSA_WITH_SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");

/// Who signed, as a signature says.
pub(super) struct By {
    pub(super) certificate: x509_cert::Certificate,
    pub(super) signature: Vec<u8>,
}

/// Who signed, of what may be followed by filling.
pub(super) fn signer(contents: &[u8]) -> Option<By> {
    let mut reader = SliceReader::new(contents).ok()?;
    let header = reader.peek_header().ok()?;
    let whole = reader.read_slice((header.encoded_len().ok()? + header.length).ok()?).ok()?;
    let info = ContentInfo::from_der(whole).ok()?;
    let signed: SignedData = info.content.decode_as().ok()?;
    let [CertificateChoices::Certificate(certificate)] = signed.certificates.as_ref()?.0.as_slice() else {
        return None;
    };
    let [one] = signed.signer_infos.0.as_slice() else { return None };
    Some(By { certificate: certificate.clone(), signature: one.signature.as_bytes().to_vec() })
}

/// The bytes that are signed for a file of this digest: the signed attributes, as a set.
pub(super) fn to_sign(digest: &[u8; 32], certificate: &Certificate) -> Vec<u8> {
    attributes(digest, certificate).and_then(|all| all.to_der()).expect("plain attributes can be written")
}

/// The whole, with its signature.
pub(super) fn signed(digest: &[u8; 32], certificate: &Certificate, signature: &[u8]) -> Vec<u8> {
    whole(digest, certificate, signature).expect("a signature can be written")
}

fn attributes(digest: &[u8; 32], certificate: &Certificate) -> der::Result<SetOfVec<Attribute>> {
    let attribute =
        |oid, value: Any| Ok::<_, der::Error>(Attribute { oid, values: SetOfVec::try_from(vec![value])? });
    // ESS signing-certificate-v2 with one certificate, by its SHA-256, which is the default and not named.
    let print = OctetString::new(Sha256::digest(certificate.der()).to_vec())?.to_der()?;
    let sequence = |inner: &[u8]| Any::new(der::Tag::Sequence, inner);
    let one = sequence(&print)?.to_der()?;
    let named = sequence(&sequence(&one)?.to_der()?)?;
    SetOfVec::try_from(vec![
        attribute(CONTENT_TYPE, Any::encode_from(&DATA)?)?,
        attribute(MESSAGE_DIGEST, Any::encode_from(&OctetString::new(digest.to_vec())?)?)?,
        attribute(SIGNING_CERTIFICATE_V2, named)?,
    ])
}

fn whole(digest: &[u8; 32], certificate: &Certificate, signature: &[u8]) -> der::Result<Vec<u8>> {
    let sha_256 = AlgorithmIdentifierOwned { oid: SHA_256, parameters: None };
    let read = certificate.read();
    let signer = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: read.tbs_certificate.issuer.clone(),
            serial_number: read.tbs_certificate.serial_number.clone(),
        }),
        digest_alg: sha_256.clone(),
        signed_attrs: Some(attributes(digest, certificate)?),
        signature_algorithm: AlgorithmIdentifierOwned { oid: ECDSA_WITH_SHA_256, parameters: None },
        signature: OctetString::new(signature)?,
        unsigned_attrs: None,
    };
    let signed = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![sha_256])?,
        encap_content_info: EncapsulatedContentInfo { econtent_type: DATA, econtent: None },
        certificates: Some(CertificateSet(SetOfVec::try_from(vec![CertificateChoices::Certificate(
            read.clone(),
        )])?)),
        crls: None,
        signer_infos: SignerInfos(SetOfVec::try_from(vec![signer])?),
    };
    ContentInfo { content_type: SIGNED_DATA, content: Any::encode_from(&signed)? }.to_der()
}
