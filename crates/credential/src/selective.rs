//! The record as an SD-JWT VC (RFC 9901): its holder shows some attestations and keeps the rest; how many there are is seen only in
//! steps of 64.
//!
//! Each attestation is an element of one list, signed as a digest of a salt and itself. A file says what it shows beside the signature.

use std::collections::BTreeSet;

use base::{Moment, PersonId};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::{
    Competence, Holder, Issuer, Key, PublicKey, Wrong,
    badge::{seconds, urn},
    jws::{self, Named},
    status,
};

/// The type of a JWT that secures one.
const TYP: &str = "dc+sd-jwt";
/// Which kind of credential it is.
const VCT: &str = "urn:x-attest:record:1";
/// The list is filled up to a multiple of this with digests of nothing, so that its length tells little.
const FILLED_TO: usize = 64;

/// A record, or what is shown of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presented {
    jwt: String,
    shown: Vec<Disclosure>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Disclosure {
    text: String,
    competence: Competence,
}

/// The record of all of these. `random` gives bytes that nobody can guess: without them, what is kept back could be tried out.
pub fn record(
    issuer: &Issuer,
    holder: &Holder,
    competences: Vec<Competence>,
    at: Moment,
    key: &Key,
    mut random: impl FnMut() -> [u8; 32],
) -> Presented {
    let shown: Vec<Disclosure> =
        competences.into_iter().map(|one| Disclosure::of(issuer, one, random())).collect();
    let mut digests: BTreeSet<String> = shown.iter().map(|one| digest(&one.text)).collect();
    while digests.is_empty() || !digests.len().is_multiple_of(FILLED_TO) {
        digests.insert(URL_SAFE_NO_PAD.encode(random()));
    }
    // In the order of the digests: it tells nothing of what they stand for.
    let list: Vec<Value> = digests.into_iter().map(|digest| json!({ "...": digest })).collect();
    let payload = payload(issuer, holder, at, list);
    Presented { jwt: jws::sign(key, TYP, Named::Plainly, &payload), shown }
}

fn payload(issuer: &Issuer, holder: &Holder, at: Moment, list: Vec<Value>) -> Value {
    json!({
        "iss": issuer.url,
        "iat": seconds(at),
        "vct": VCT,
        "sub": urn(holder),
        "name": holder.name,
        "demo": issuer.demo,
        "competences": list,
        "_sd_alg": "sha-256",
    })
}

fn digest(disclosure: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(disclosure))
}

impl Disclosure {
    fn of(issuer: &Issuer, competence: Competence, salt: [u8; 32]) -> Self {
        let salt = URL_SAFE_NO_PAD.encode(&salt[..16]);
        let text = json!([salt, element(issuer, &competence)]).to_string();
        Self { text: URL_SAFE_NO_PAD.encode(text), competence }
    }

    fn read(issuer: &Issuer, text: &str) -> Result<Self, Wrong> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| Wrong::NoCredential)?;
        let (_salt, shown): (String, Value) =
            serde_json::from_slice(&bytes).map_err(|_| Wrong::NoCredential)?;
        let mut plain = shown.clone();
        plain.as_object_mut().ok_or(Wrong::NotAsWritten)?.remove("status");
        let competence: Competence = serde_json::from_value(plain).map_err(|_| Wrong::NotAsWritten)?;
        if element(issuer, &competence) != shown {
            return Err(Wrong::NotAsWritten);
        }
        Ok(Self { text: text.to_owned(), competence })
    }
}

/// An attestation with where its status is found.
fn element(issuer: &Issuer, competence: &Competence) -> Value {
    let mut all = json!(competence);
    all["status"] = status::claim(issuer, competence.place);
    all
}

impl Presented {
    /// The file: what is signed, and what is shown of it.
    pub fn text(&self) -> String {
        let shown = self.shown.iter().map(|one| one.text.as_str());
        let parts: Vec<&str> = std::iter::once(self.jwt.as_str()).chain(shown).chain([""]).collect();
        parts.join("~")
    }

    /// What it shows.
    pub fn competences(&self) -> impl Iterator<Item = &Competence> {
        self.shown.iter().map(|one| &one.competence)
    }

    /// The same, which shows only some of that.
    #[must_use]
    pub fn only(mut self, wanted: impl Fn(&Competence) -> bool) -> Self {
        self.shown.retain(|one| wanted(&one.competence));
        self
    }

    /// Whether a file looks like one.
    pub(crate) fn is_like(text: &str) -> bool {
        text.contains('~')
    }

    /// Opens a file that one of `keys` signed.
    pub(crate) fn open<'k>(
        text: &str,
        keys: &'k [PublicKey],
    ) -> Result<(Self, Issuer, Holder, Moment, &'k PublicKey), Wrong> {
        // Whoever presents it proves no key of their own: it was issued to none.
        let text = text.strip_suffix('~').ok_or(Wrong::NoCredential)?;
        let (jwt, disclosed) = text.split_once('~').map_or((text, None), |(jwt, rest)| (jwt, Some(rest)));
        let opened = jws::open(jwt, keys)?;
        if opened.typ != TYP {
            return Err(Wrong::NoCredential);
        }
        let signed = &opened.payload;
        let text_of = |name: &str| signed[name].as_str().map(str::to_owned).ok_or(Wrong::NotAsWritten);
        let issuer = Issuer { url: text_of("iss")?, demo: signed["demo"].as_bool().unwrap_or_default() };
        let id: PersonId = text_of("sub")?
            .strip_prefix("urn:uuid:")
            .and_then(|id| id.parse().ok())
            .ok_or(Wrong::NotAsWritten)?;
        let holder = Holder { id, name: text_of("name")? };
        let at = signed["iat"].as_i64().ok_or(Wrong::NotAsWritten)?;
        let at = Moment::from_micros(0).plus_seconds(at);
        let list = signed["competences"].as_array().cloned().ok_or(Wrong::NotAsWritten)?;
        let mut digests: BTreeSet<&str> = list.iter().filter_map(|one| one["..."].as_str()).collect();
        if digests.len() != list.len() || payload(&issuer, &holder, at, list.clone()) != *signed {
            return Err(Wrong::NotAsWritten);
        }
        let mut shown = Vec::new();
        // One after another: a stranger's file may have millions, of which the first that was never signed is the last.
        for text in disclosed.into_iter().flat_map(|all| all.split('~')) {
            // Each stands for one digest, once: what is shown beside it was never signed.
            if !digests.remove(digest(text).as_str()) {
                return Err(Wrong::Forged);
            }
            shown.push(Disclosure::read(&issuer, text)?);
        }
        Ok((Self { jwt: jwt.to_owned(), shown }, issuer, holder, at, opened.key))
    }

    /// Reads a file of one's own, to show less of it: whoever is shown it checks the signature.
    pub fn read(text: &str, keys: &[PublicKey]) -> Result<Self, Wrong> {
        Self::open(text.trim_ascii_end(), keys).map(|(presented, ..)| presented)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_what_the_standard_says() {
        // An array element of RFC 9901: its disclosure, and its digest.
        let disclosure = URL_SAFE_NO_PAD.encode(r#"["lklxF5jMYlGTPUovMNIvCA", "FR"]"#);
        assert_eq!(disclosure, "WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0");
        assert_eq!(digest(&disclosure), "w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs");
    }
}
