//! What was annulled since: one bit for each leaf of the portal's ledger, in lists of 131,072, signed.
//!
//! The same bits in two forms, each for the credentials that name it: a Bitstring Status List 1.0 for badges, a Token Status List for
//! records that are shown in parts. A list names nobody, and so many share one that whoever fetches it does not tell whom they look at.

use std::io::{Read, Write as _};

use base::Moment;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use flate2::{
    Compression,
    read::{GzDecoder, ZlibDecoder},
    write::{GzEncoder, ZlibEncoder},
};
use serde_json::{Value, json};

use crate::{
    Issuer, Key, PublicKey, Wrong,
    badge::{TYP as BADGE_TYP, seconds},
    jws::{self, Named},
};

/// How many leaves of the ledger one list covers: the fewest that the standard allows.
pub const LIST_LENGTH: u64 = 131_072;
const LIST_BYTES: usize = (LIST_LENGTH / 8) as usize;
/// The type of a JWT that secures a Token Status List.
const TOKEN_TYP: &str = "statuslist+jwt";
/// How long whoever fetched one may keep it, in seconds.
const KEPT_SECONDS: i64 = 300;
/// How long one is good, in seconds.
const GOOD_SECONDS: i64 = 24 * 60 * 60;

/// In which list a leaf of the ledger is, and at which place.
const fn place_of(leaf: u64) -> (u64, u64) {
    (leaf / LIST_LENGTH, leaf % LIST_LENGTH)
}

/// Where a list is found, for badges.
fn address(url: &str, list: u64) -> String {
    format!("{url}/api/v1/credentials/status/{list}")
}

/// Where it is found as a token.
fn token_address(url: &str, list: u64) -> String {
    format!("{}/token", address(url, list))
}

/// What a badge says of where its status is found.
pub(crate) fn entry(issuer: &Issuer, leaf: u64) -> Value {
    let (list, place) = place_of(leaf);
    let address = address(&issuer.url, list);
    json!({
        "id": format!("{address}#{place}"),
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": place.to_string(),
        "statusListCredential": address,
    })
}

/// What an attestation in a record says of it.
pub(crate) fn claim(issuer: &Issuer, leaf: u64) -> Value {
    let (list, place) = place_of(leaf);
    json!({ "status_list": { "idx": place, "uri": token_address(&issuer.url, list) } })
}

/// One list, as it was at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The address of whoever issued it.
    issuer: String,
    list: u64,
    at: Moment,
    /// The first leaf is the highest bit of the first byte.
    bits: Vec<u8>,
}

impl Status {
    /// The list with this number; annulled are these leaves of it.
    pub fn new(issuer: &Issuer, list: u64, annulled: impl IntoIterator<Item = u64>, at: Moment) -> Self {
        let mut bits = vec![0; LIST_BYTES];
        for leaf in annulled {
            if let (of, place) = place_of(leaf)
                && of == list
                && let Some((byte, bit)) = position(place)
            {
                bits[byte] |= 0x80 >> bit;
            }
        }
        Self { issuer: issuer.url.clone(), list, at, bits }
    }

    /// When it was made.
    pub const fn at(&self) -> Moment {
        self.at
    }

    /// Whose it is.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Whether a leaf was annulled. None: it is in another list.
    pub fn is_annulled(&self, leaf: u64) -> Option<bool> {
        let (list, place) = place_of(leaf);
        let (byte, bit) = position(place)?;
        (list == self.list).then(|| self.bits.get(byte).is_some_and(|byte| byte & (0x80 >> bit) != 0))
    }

    /// As a Bitstring Status List credential.
    pub fn as_credential(&self, key: &Key) -> String {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(&self.bits).expect("memory takes what is written");
        let encoded = URL_SAFE_NO_PAD.encode(gzip.finish().expect("memory takes what is written"));
        let address = address(&self.issuer, self.list);
        let list = json!({
            "id": format!("{address}#list"),
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "ttl": KEPT_SECONDS * 1000,
            // Multibase's letter for base64url.
            "encodedList": format!("u{encoded}"),
        });
        let credential = json!({
            "@context": ["https://www.w3.org/ns/credentials/v2"],
            "id": address,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": self.issuer,
            "validFrom": self.at,
            "validUntil": self.at.plus_seconds(GOOD_SECONDS),
            "credentialSubject": list,
        });
        jws::sign(key, BADGE_TYP, Named::At(&self.issuer), &credential)
    }

    /// As a Status List Token.
    pub fn as_token(&self, key: &Key) -> String {
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
        zlib.write_all(&turned(&self.bits)).expect("memory takes what is written");
        let encoded = URL_SAFE_NO_PAD.encode(zlib.finish().expect("memory takes what is written"));
        let (from, address) = (seconds(self.at), token_address(&self.issuer, self.list));
        let payload = json!({
            "iss": self.issuer,
            "sub": address,
            "iat": from,
            "exp": from + GOOD_SECONDS,
            "ttl": KEPT_SECONDS,
            "status_list": { "bits": 1, "lst": encoded },
        });
        jws::sign(key, TOKEN_TYP, Named::Plainly, &payload)
    }

    /// Reads one in either form, that one of `keys` signed.
    pub fn read(text: &str, keys: &[PublicKey]) -> Result<Self, Wrong> {
        let opened = jws::open(text.trim_ascii_end(), keys)?;
        let payload = &opened.payload;
        let number = |address: &Value, end: &str| {
            let address = address.as_str().and_then(|address| address.strip_suffix(end));
            address.and_then(|address| address.rsplit('/').next()?.parse().ok()).ok_or(Wrong::NotAsWritten)
        };
        let of = |issuer: &Value| issuer.as_str().map(str::to_owned).ok_or(Wrong::NotAsWritten);
        let decoded = |encoded: Option<&str>| {
            encoded.and_then(|text| URL_SAFE_NO_PAD.decode(text).ok()).ok_or(Wrong::NotAsWritten)
        };
        match opened.typ.as_str() {
            BADGE_TYP => {
                let encoded = payload["credentialSubject"]["encodedList"].as_str();
                let packed = decoded(encoded.and_then(|text| text.strip_prefix('u')))?;
                let at = serde_json::from_value(payload["validFrom"].clone());
                Ok(Self {
                    issuer: of(&payload["issuer"])?,
                    list: number(&payload["id"], "")?,
                    at: at.map_err(|_| Wrong::NotAsWritten)?,
                    bits: unpacked(GzDecoder::new(&packed[..]))?,
                })
            }
            TOKEN_TYP => {
                let packed = decoded(payload["status_list"]["lst"].as_str())?;
                let at = payload["iat"].as_i64().ok_or(Wrong::NotAsWritten)?;
                Ok(Self {
                    issuer: of(&payload["iss"])?,
                    list: number(&payload["sub"], "/token")?,
                    at: Moment::from_micros(0).plus_seconds(at),
                    bits: turned(&unpacked(ZlibDecoder::new(&packed[..]))?),
                })
            }
            _ => Err(Wrong::NoCredential),
        }
    }
}

/// Byte and bit of a place.
fn position(place: u64) -> Option<(usize, u32)> {
    Some((usize::try_from(place / 8).ok()?, u32::try_from(place % 8).ok()?))
}

/// A token's list begins with the lowest bit of each byte.
fn turned(bits: &[u8]) -> Vec<u8> {
    bits.iter().map(|byte| byte.reverse_bits()).collect()
}

/// What was packed, if it is as long as a list: no more of it is ever unpacked.
fn unpacked(packed: impl Read) -> Result<Vec<u8>, Wrong> {
    let mut bits = Vec::with_capacity(LIST_BYTES + 1);
    packed.take(LIST_BYTES as u64 + 1).read_to_end(&mut bits).map_err(|_| Wrong::NotAsWritten)?;
    if bits.len() == LIST_BYTES { Ok(bits) } else { Err(Wrong::NotAsWritten) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bits_of_a_token_stand_as_the_standard_has_them() {
        // The example of the Token Status List: the statuses of sixteen tokens, and the two bytes they come to.
        let status = [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1];
        let annulled = (0_u64..).zip(status).filter(|(_, bit)| *bit == 1).map(|(leaf, _)| leaf);
        let issuer = Issuer { url: String::new(), demo: false };
        let list = Status::new(&issuer, 0, annulled, Moment::from_micros(0));
        assert_eq!(turned(&list.bits)[..2], [0xb9, 0xa3]);
        let mut packed = Vec::new();
        let example = URL_SAFE_NO_PAD.decode("eNrbuRgAAhcBXQ").unwrap();
        ZlibDecoder::new(&example[..]).read_to_end(&mut packed).unwrap();
        assert_eq!(packed, [0xb9, 0xa3]);
    }
}
