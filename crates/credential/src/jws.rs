//! A JWS in its compact form (RFC 7515) with one algorithm, ES256. What its header says is compared, never followed: it chooses neither
//! algorithm nor key.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Key, PublicKey, Wrong};

/// The one algorithm.
const ALGORITHM: &str = "ES256";

#[derive(Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    typ: String,
    kid: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cty: Option<String>,
}

/// How a key is named in what it signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named<'a> {
    /// By its thumbprint.
    Plainly,
    /// By an address whose last part that is.
    At(&'a str),
}

/// Where the portal at `url` gives out the key with this thumbprint.
pub(crate) fn key_address(url: &str, thumbprint: &str) -> String {
    format!("{url}/api/v1/credentials/keys/{thumbprint}")
}

/// Signs a payload of this type.
pub(crate) fn sign(key: &Key, typ: &str, named: Named<'_>, payload: &Value) -> String {
    let thumbprint = key.public().thumbprint();
    let kid = match named {
        Named::Plainly => thumbprint,
        Named::At(url) => key_address(url, &thumbprint),
    };
    let cty = (typ == "vc+jwt").then(|| "vc".to_owned());
    let header = Header { alg: ALGORITHM.to_owned(), typ: typ.to_owned(), kid, cty };
    let part =
        |bytes: Result<Vec<u8>, _>| URL_SAFE_NO_PAD.encode(bytes.expect("text can be written as JSON"));
    let signed = format!("{}.{}", part(serde_json::to_vec(&header)), part(serde_json::to_vec(payload)));
    let signature = URL_SAFE_NO_PAD.encode(key.sign(signed.as_bytes()));
    format!("{signed}.{signature}")
}

/// What one of `keys` signed.
pub(crate) struct Opened<'k> {
    /// The payload's type.
    pub(crate) typ: String,
    /// The payload.
    pub(crate) payload: Value,
    /// Who signed it.
    pub(crate) key: &'k PublicKey,
}

/// Opens a JWS that one of `keys` signed.
pub(crate) fn open<'k>(text: &str, keys: &'k [PublicKey]) -> Result<Opened<'k>, Wrong> {
    let (signed, signature) = text.rsplit_once('.').ok_or(Wrong::NoCredential)?;
    let (header, payload) = signed.split_once('.').ok_or(Wrong::NoCredential)?;
    let decoded = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| Wrong::NoCredential);
    let (head, body, signature) = (decoded(header)?, decoded(payload)?, decoded(signature)?);
    let header: Header = serde_json::from_slice(&head).map_err(|_| Wrong::NoCredential)?;
    if header.alg != ALGORITHM {
        return Err(Wrong::NoCredential);
    }
    let name = header.kid.rsplit('/').next().unwrap_or_default();
    let key = keys.iter().find(|key| key.thumbprint() == name).ok_or(Wrong::UnknownIssuer)?;
    if !key.has_signed(signed.as_bytes(), &signature) {
        return Err(Wrong::Forged);
    }
    let payload = serde_json::from_slice(&body).map_err(|_| Wrong::NoCredential)?;
    Ok(Opened { typ: header.typ, payload, key })
}
