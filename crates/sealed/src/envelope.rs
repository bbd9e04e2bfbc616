//! The envelope: DSSE (Dead Simple Signing Envelope 1.0) with one Ed25519 signature and nothing outside it.
//!
//! What is signed is the payload's bytes and their type, never a re-reading of them. The file is written in one way only, so that one
//! flipped byte anywhere is seen, also where a decoder would not mind.

use std::convert::Infallible;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ledger::{Key, Verifier};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::{Payload, Wrong};

/// What the payload is.
pub const PAYLOAD_TYPE: &str = "application/vnd.attest.dossier+json";

/// The longest name of a key.
const KEYID_MAX: usize = 200;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope {
    #[serde(rename = "payloadType")]
    payload_type: String,
    payload: String,
    signatures: Vec<Signed>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signed {
    keyid: String,
    sig: String,
}

/// The file: the payload signed with this key. The same payload and key give the same bytes.
pub fn seal(payload: &Payload, key: &Key) -> Vec<u8> {
    let signed =
        seal_with(payload, &key.verifier().hint(), |bytes| Ok::<_, Infallible>(key.signature(bytes)));
    signed.unwrap_or_else(|never| match never {})
}

/// The file, signed by a key that is not in this process: `sign` answers its Ed25519 signature over the bytes, `key` is its short name.
pub fn seal_with<E, S: AsRef<[u8]>>(
    payload: &Payload,
    key: &str,
    sign: impl FnOnce(&[u8]) -> Result<S, E>,
) -> Result<Vec<u8>, E> {
    let bytes = payload.bytes();
    let signature = sign(&before_signing(PAYLOAD_TYPE, &bytes))?;
    Ok(written(&Envelope {
        payload_type: PAYLOAD_TYPE.to_owned(),
        payload: STANDARD.encode(bytes),
        signatures: vec![Signed { keyid: key.to_owned(), sig: STANDARD.encode(signature) }],
    }))
}

/// SHA-256 of a file, in hex: what a receipt names.
pub fn digest(file: &[u8]) -> String {
    hex::encode(Sha256::digest(file))
}

/// The payload of a file that one of `keys` signed, and which one.
pub(crate) fn open<'k>(file: &[u8], keys: &'k [Verifier]) -> Result<(Payload, &'k Verifier), Wrong> {
    let envelope: Envelope = serde_json::from_slice(file).map_err(|_| Wrong::NoDossier)?;
    let [signed] = &envelope.signatures[..] else { return Err(Wrong::NoDossier) };
    if envelope.payload_type != PAYLOAD_TYPE {
        return Err(Wrong::NoDossier);
    }
    // What is told of a stranger's key is shown as it is.
    let plain = signed.keyid.len() <= KEYID_MAX && signed.keyid.bytes().all(|byte| byte.is_ascii_graphic());
    if !plain {
        return Err(Wrong::NoDossier);
    }
    let decoded = |text: &str| STANDARD.decode(text).map_err(|_| Wrong::NoDossier);
    let (payload, signature) = (decoded(&envelope.payload)?, decoded(&signed.sig)?);
    let key = keys.iter().find(|key| key.hint() == signed.keyid);
    let key = key.ok_or_else(|| Wrong::UnknownIssuer(signed.keyid.clone()))?;
    if !key.has_signed(&before_signing(PAYLOAD_TYPE, &payload), &signature) {
        return Err(Wrong::Forged);
    }
    let read: Payload = serde_json::from_slice(&payload).map_err(|_| Wrong::NoDossier)?;
    if written(&envelope) != file || read.bytes() != payload {
        return Err(Wrong::NotAsWritten);
    }
    Ok((read, key))
}

/// The name of the key that a file says it was signed with.
pub(crate) fn key_named(file: &[u8]) -> Option<String> {
    let Envelope { signatures, .. } = serde_json::from_slice(file).ok()?;
    signatures.into_iter().next().map(|signed| signed.keyid)
}

/// What a file says, believed or not: for whoever knows what must be in it.
pub(crate) fn says(file: &[u8]) -> Option<Payload> {
    let envelope: Envelope = serde_json::from_slice(file).ok()?;
    serde_json::from_slice(&STANDARD.decode(&envelope.payload).ok()?).ok()
}

fn written(envelope: &Envelope) -> Vec<u8> {
    serde_json::to_vec(envelope).expect("an envelope is made of text")
}

/// DSSE's pre-authentication encoding: type and payload with their lengths, so that no two pairs read alike.
fn before_signing(payload_type: &str, payload: &[u8]) -> Vec<u8> {
    let head = format!("DSSEv1 {} {payload_type} {} ", payload_type.len(), payload.len());
    [head.as_bytes(), payload].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_signed_is_what_the_specification_says() {
        // The example of the specification.
        let bytes = before_signing("http://example.com/HelloWorld", b"hello world");
        assert_eq!(bytes, b"DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    }
}
