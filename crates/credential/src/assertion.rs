//! What a machine says of itself to be let in: a JWT that it signed with a key of its own (RFC 7523, `private_key_jwt`).
//!
//! Others' libraries write it, so its header may say more than ours do; none of it is followed. Whether it is for us, of now, and
//! not used before, is for whoever asked.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;

use crate::{PublicKey, Wrong};

/// The longest assertion, in letters.
const LENGTH_MAX: usize = 4096;

/// An assertion that a machine's key signed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Assertion {
    /// Who made it.
    pub iss: String,
    /// Of whom it speaks.
    pub sub: String,
    /// For whom it is.
    pub aud: Audience,
    /// Which it is, among those of its maker.
    pub jti: String,
    /// Until when it is good, in seconds since 1970 UTC.
    pub exp: i64,
    /// Not before then.
    #[serde(default)]
    pub nbf: Option<i64>,
}

/// One or several for whom an assertion is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Audience {
    /// One.
    One(String),
    /// Several.
    Several(Vec<String>),
}

impl Audience {
    /// Whether it is for this one.
    pub fn has(&self, one: &str) -> bool {
        match self {
            Self::One(is) => is == one,
            Self::Several(all) => all.iter().any(|is| is == one),
        }
    }
}

#[derive(Deserialize)]
struct Header {
    alg: String,
}

impl Assertion {
    /// Whom it speaks of, before anybody looked whether that is true: to find their keys.
    pub fn subject_claimed(text: &str) -> Option<String> {
        if text.len() > LENGTH_MAX {
            return None;
        }
        let payload = URL_SAFE_NO_PAD.decode(text.split('.').nth(1)?).ok()?;
        serde_json::from_slice::<Self>(&payload).ok().map(|one| one.sub)
    }

    /// Reads one that one of `keys` signed.
    pub fn read(text: &str, keys: &[PublicKey]) -> Result<Self, Wrong> {
        if text.len() > LENGTH_MAX {
            return Err(Wrong::NoCredential);
        }
        let (signed, signature) = text.rsplit_once('.').ok_or(Wrong::NoCredential)?;
        let (header, payload) = signed.split_once('.').ok_or(Wrong::NoCredential)?;
        let decoded = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| Wrong::NoCredential);
        let header: Header = serde_json::from_slice(&decoded(header)?).map_err(|_| Wrong::NoCredential)?;
        if header.alg != "ES256" {
            return Err(Wrong::NoCredential);
        }
        let signature = decoded(signature)?;
        if !keys.iter().any(|key| key.made(signed.as_bytes(), &signature)) {
            return Err(Wrong::Forged);
        }
        serde_json::from_slice(&decoded(payload)?).map_err(|_| Wrong::NoCredential)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Key;

    fn assertion(key: &Key, alg: &str) -> String {
        let part = |value: serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let header = part(json!({ "alg": alg, "typ": "JWT", "kid": "of theirs" }));
        let payload =
            part(json!({ "iss": "a", "sub": "a", "aud": ["x", "us"], "jti": "1", "exp": 7, "iat": 1 }));
        let signed = format!("{header}.{payload}");
        let signature = URL_SAFE_NO_PAD.encode(key.sign(signed.as_bytes()));
        format!("{signed}.{signature}")
    }

    #[test]
    fn an_assertion_counts_from_a_key_of_its_maker_only() {
        let (own, other) = (Key::from_seed(&[1; 32]).unwrap(), Key::from_seed(&[2; 32]).unwrap());
        let keys = [other.public().clone(), own.public().clone()];
        let text = assertion(&own, "ES256");
        let read = Assertion::read(&text, &keys).unwrap();
        assert!(read.aud.has("us") && !read.aud.has("them"));
        assert_eq!(Assertion::subject_claimed(&text).as_deref(), Some("a"));
        assert_eq!(Assertion::read(&text, &keys[..1]), Err(Wrong::Forged));
        assert_eq!(Assertion::read(&assertion(&own, "none"), &keys), Err(Wrong::NoCredential));
        assert_eq!(Assertion::read(&"x".repeat(5000), &keys), Err(Wrong::NoCredential));
    }
}
