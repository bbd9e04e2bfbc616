//! Certificates with which papers are signed, and the secret keys behind them.

use std::time::Duration;

use base::{Day, Moment};
use der::{
    Decode as _, Encode as _, EncodePem as _,
    asn1::{BitString, GeneralizedTime, UtcTime},
};
use p256::{
    ecdsa::{
        Signature, SigningKey, VerifyingKey,
        signature::{Signer as _, Verifier as _},
    },
    pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, LineEnding},
};
use sha2::{Digest as _, Sha256};
use x509_cert::{
    TbsCertificate, Version,
    ext::{
        AsExtension as _,
        pkix::{KeyUsage, KeyUsages},
    },
    name::Name,
    serial_number::SerialNumber,
    spki::{AlgorithmIdentifierOwned, DecodePublicKey as _, EncodePublicKey as _, SubjectPublicKeyInfoOwned},
    time::{Time, Validity},
};

use super::cms::ECDSA_WITH_SHA_256;

/// What is no certificate of a P-256 key, or not that of the key beside it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is no PKCS #8 key on P-256 followed by its own certificate, or no such certificate")]
pub struct BadCertificate;

/// A certificate of a P-256 key.
#[derive(Debug, Clone)]
pub struct Certificate {
    der: Vec<u8>,
    read: x509_cert::Certificate,
    key: VerifyingKey,
}

impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.der == other.der
    }
}
impl Eq for Certificate {}

impl Certificate {
    /// Reads one, as DER.
    pub fn from_der(der: &[u8]) -> Result<Self, BadCertificate> {
        let read = x509_cert::Certificate::from_der(der).map_err(|_| BadCertificate)?;
        let key = read.tbs_certificate.subject_public_key_info.to_der().map_err(|_| BadCertificate)?;
        let key = VerifyingKey::from_public_key_der(&key).map_err(|_| BadCertificate)?;
        if read.to_der().map_err(|_| BadCertificate)? != der {
            return Err(BadCertificate);
        }
        Ok(Self { der: der.to_vec(), read, key })
    }

    /// Reads all of a file, as PEM, one after another.
    pub fn all_from_pem(pem: &str) -> Result<Vec<Self>, BadCertificate> {
        if !pem.contains(PEM) {
            return if pem.trim().is_empty() { Ok(Vec::new()) } else { Err(BadCertificate) };
        }
        let all = x509_cert::Certificate::load_pem_chain(pem.as_bytes()).map_err(|_| BadCertificate)?;
        let der = all.iter().map(|one| one.to_der().map_err(|_| BadCertificate));
        der.map(|der| Self::from_der(&der?)).collect()
    }

    /// As DER.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// As PEM.
    pub fn to_pem(&self) -> String {
        self.read.to_pem(LineEnding::LF).expect("what was read can be written")
    }

    /// Whose it is.
    pub fn subject(&self) -> String {
        subject(&self.read)
    }

    /// The first moment at which it is good.
    pub fn since(&self) -> Moment {
        moment(&self.read.tbs_certificate.validity.not_before)
    }

    /// The last moment at which it is good. Whoever lists a certificate believes it; that what it signed is older is no matter.
    pub fn until(&self) -> Moment {
        moment(&self.read.tbs_certificate.validity.not_after)
    }

    pub(super) const fn read(&self) -> &x509_cert::Certificate {
        &self.read
    }

    pub(super) fn is(&self, other: &x509_cert::Certificate) -> bool {
        self.read == *other
    }

    /// Whether its key signed these bytes. Of the two signatures that fit, the one with the smaller number counts.
    pub(super) fn has_signed(&self, bytes: &[u8], signature: &[u8]) -> bool {
        let Ok(signature) = Signature::from_der(signature) else { return false };
        signature.normalize_s().is_none() && self.key.verify(bytes, &signature).is_ok()
    }
}

/// How a certificate begins, as PEM.
const PEM: &str = "-----BEGIN CERTIFICATE-----";

fn moment(time: &Time) -> Moment {
    let seconds = i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX);
    Moment::from_micros(seconds.saturating_mul(1_000_000))
}

/// Whose a certificate is, in the letters of any terminal.
pub(super) fn subject(certificate: &x509_cert::Certificate) -> String {
    let name = certificate.tbs_certificate.subject.to_string();
    name.chars().filter(|letter| domain::text::is_text(*letter) && !letter.is_control()).take(200).collect()
}

/// A key that signs papers, and its certificate.
#[derive(Clone)]
pub struct PaperKey {
    key: SigningKey,
    certificate: Certificate,
}

impl std::fmt::Debug for PaperKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PaperKey({})", self.certificate.subject())
    }
}

impl PaperKey {
    /// Reads both out of one text, as PEM: the key as PKCS #8, then its certificate. What follows that is not looked at.
    pub fn from_pem(text: &str) -> Result<Self, BadCertificate> {
        let (key, certificates) = text.split_at(text.find(PEM).ok_or(BadCertificate)?);
        let end = certificates[PEM.len()..].find(PEM).map_or(certificates.len(), |next| PEM.len() + next);
        let key = SigningKey::from_pkcs8_pem(key.trim()).map_err(|_| BadCertificate)?;
        let certificate = Certificate::all_from_pem(&certificates[..end])?.pop().ok_or(BadCertificate)?;
        if *key.verifying_key() != certificate.key {
            return Err(BadCertificate);
        }
        Ok(Self { key, certificate })
    }

    /// A key from 32 secret bytes, with a certificate that it signs itself, good from one day to another. The same input gives the same.
    pub fn self_signed(name: &str, seed: &[u8; 32], from: Day, until: Day) -> Result<Self, BadCertificate> {
        let key = SigningKey::from_slice(seed).map_err(|_| BadCertificate)?;
        let certificate = certificate_of(&key, name, from, until).map_err(|_| BadCertificate)?;
        Ok(Self { key, certificate: Certificate::from_der(&certificate)? })
    }

    /// Its certificate.
    pub const fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// Both, as PEM: secret.
    pub fn to_secret_pem(&self) -> String {
        let key = self.key.to_pkcs8_pem(LineEnding::LF).expect("a key can be written");
        key.to_string() + &self.certificate.to_pem()
    }

    /// The signature over these bytes, as DER.
    pub(super) fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        Self::sign_with(&self.key, bytes)
    }

    fn sign_with(key: &SigningKey, bytes: &[u8]) -> Vec<u8> {
        let signature: Signature = key.sign(bytes);
        signature.normalize_s().unwrap_or(signature).to_der().as_bytes().to_vec()
    }
}

fn certificate_of(
    key: &SigningKey,
    name: &str,
    from: Day,
    until: Day,
) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let subject: Name = format!("CN={}", escaped(name)).parse()?;
    // As RFC 5280 has it: two digits of the year until 2049.
    let day = |day: Day| {
        let since = Duration::from_millis(Moment::start_of(day).millis());
        if day.date().year() < 2050 {
            UtcTime::from_unix_duration(since).map(Time::UtcTime)
        } else {
            GeneralizedTime::from_unix_duration(since).map(Time::GeneralTime)
        }
    };
    let validity = Validity { not_before: day(from)?, not_after: day(until)? };
    let public = key.verifying_key().to_public_key_der()?;
    let mut serial = [0; 16];
    serial.copy_from_slice(&Sha256::digest(public.as_bytes())[..16]);
    serial[0] = serial[0] & 0x7f | 0x40; // a number above nought, as long as any other
    let public = SubjectPublicKeyInfoOwned::from_der(public.as_bytes())?;
    let signature = AlgorithmIdentifierOwned { oid: ECDSA_WITH_SHA_256, parameters: None };
    let usage = KeyUsage(KeyUsages::DigitalSignature | KeyUsages::NonRepudiation);
    let tbs = TbsCertificate {
        version: Version::V3,
        serial_number: SerialNumber::new(&serial)?,
        signature: signature.clone(),
        issuer: subject.clone(),
        validity,
        subject,
        subject_public_key_info: public,
        issuer_unique_id: None,
        subject_unique_id: None,
        extensions: Some(vec![usage.to_extension(&Name::default(), &[])?]),
    };
    let signed = PaperKey::sign_with(key, &tbs.to_der()?);
    let signature_algorithm = signature;
    let signature = BitString::from_bytes(&signed)?;
    Ok(x509_cert::Certificate { tbs_certificate: tbs, signature_algorithm, signature }.to_der()?)
}

/// A name as a part of a distinguished name.
fn escaped(name: &str) -> String {
    name.chars().fold(String::new(), |mut all, letter| {
        if matches!(letter, ',' | '+' | '"' | '\\' | '<' | '>' | ';' | '=' | '#') {
            all.push('\\');
        }
        all.push(letter);
        all
    })
}
