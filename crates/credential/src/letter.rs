//! What a portal signs when it delivers: the letter that says what was sent, and the pass with which it calls on a receiver.
//!
//! Neither is a credential: each has a type of its own in its header, so that none can be shown in place of another.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    Key, LETTER_TYPE, PASS_TYPE, PublicKey, Wrong,
    jws::{self, Named},
};

/// The last that comes of a delivery: whoever has it has been sent all that it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// The portal's address.
    pub iss: String,
    /// The id of the machine that it is for.
    pub aud: String,
    /// When it was signed, in seconds since 1970 UTC.
    pub iat: i64,
    /// Which delivery it is: the same each time that it is tried.
    pub jti: String,
    /// The id of the case.
    pub case: String,
    /// What people call it: `2026-0012`.
    pub number: String,
    /// The scheme's code.
    pub scheme: String,
    /// What is applied for.
    pub kind: String,
    /// `sent`; `supplemented`, with another dossier; or `answered`, with words alone.
    pub what: String,
    /// The how-manieth thing sent in its case, from 1.
    pub nth: u32,
    /// When the doctor sent it (RFC 3339).
    pub sent_at: String,
    /// The doctor's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// What was delivered before it.
    pub files: Vec<Enclosed>,
    /// SHA-256 of documents that the dossier names and the portal no longer holds, in hex.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lacking: Vec<String>,
    /// Whether it is a demonstration, which proves nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub demo: bool,
}

/// A file that was delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enclosed {
    /// `dossier`, `paper` or `document`.
    pub what: String,
    /// What people call it. No path: nobody writes a file under it unseen.
    pub name: String,
    /// What it is.
    pub media: String,
    /// How long.
    pub bytes: u64,
    /// SHA-256 of it, in hex, under which it was delivered.
    pub sha256: String,
}

/// Who calls on a receiver, for one request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pass {
    /// The portal's address.
    pub iss: String,
    /// The receiver's.
    pub aud: String,
    /// When it was signed, in seconds since 1970 UTC.
    pub iat: i64,
    /// Until when it is good.
    pub exp: i64,
    /// New for each request.
    pub jti: String,
    /// The request's method.
    pub htm: String,
    /// Its address.
    pub htu: String,
    /// SHA-256 of its body, in hex; left out: it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

impl Letter {
    /// Signed.
    pub fn sign(&self, key: &Key) -> String {
        signed(key, LETTER_TYPE, self)
    }

    /// One that one of `keys` signed.
    pub fn open(text: &str, keys: &[PublicKey]) -> Result<Self, Wrong> {
        opened(text, LETTER_TYPE, keys)
    }
}

impl Pass {
    /// Signed.
    pub fn sign(&self, key: &Key) -> String {
        signed(key, PASS_TYPE, self)
    }

    /// One that one of `keys` signed. Whether it is of now and for this request is for whoever is called on.
    pub fn open(text: &str, keys: &[PublicKey]) -> Result<Self, Wrong> {
        opened(text, PASS_TYPE, keys)
    }
}

fn signed(key: &Key, typ: &str, content: &impl Serialize) -> String {
    let payload = serde_json::to_value(content).expect("it can be written as JSON");
    jws::sign(key, typ, Named::Plainly, &payload)
}

fn opened<T: DeserializeOwned>(text: &str, typ: &str, keys: &[PublicKey]) -> Result<T, Wrong> {
    let opened = jws::open(text, keys)?;
    if opened.typ != typ {
        return Err(Wrong::NoCredential);
    }
    serde_json::from_value(opened.payload).map_err(|_| Wrong::NotAsWritten)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        let text = |text: &str| text.to_owned();
        let file = Enclosed {
            what: text("dossier"),
            name: text("dossier.json"),
            media: text("application/json"),
            bytes: 7,
            sha256: text("00"),
        };
        Letter {
            iss: text("https://portal.example"),
            aud: text("machine"),
            iat: 1,
            jti: text("a"),
            case: text("a"),
            number: text("2026-0012"),
            scheme: text("xx"),
            kind: text("xx-kind"),
            what: text("sent"),
            nth: 1,
            sent_at: text("2026-11-29T12:00:00Z"),
            comment: None,
            files: vec![file],
            lacking: Vec::new(),
            demo: false,
        }
    }

    #[test]
    fn a_letter_counts_from_its_key_only_and_is_nothing_else() {
        let (own, other) = (Key::from_seed(&[1; 32]).unwrap(), Key::from_seed(&[2; 32]).unwrap());
        let keys = [own.public().clone()];
        let text = letter().sign(&own);
        assert_eq!(Letter::open(&text, &keys).unwrap(), letter());
        assert_eq!(Letter::open(&letter().sign(&other), &keys), Err(Wrong::UnknownIssuer));
        assert_eq!(Pass::open(&text, &keys), Err(Wrong::NoCredential));
        let mut forged = text.clone().into_bytes();
        let middle = text.find('.').unwrap() + 40;
        forged[middle] ^= 1;
        assert!(Letter::open(&String::from_utf8(forged).unwrap(), &keys).is_err());
        assert!(crate::check(text.as_bytes(), &keys).is_err(), "nobody takes it for a credential");
    }
}
