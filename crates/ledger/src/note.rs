//! Signed notes (C2SP signed-note) with Ed25519: a text, an empty line, and lines that say who signed it.
//!
//! A key's text forms are those of Go's `sumdb/note`, which other tools read: `name+id+base64` for the public half,
//! `PRIVATE+KEY+name+id+base64` for the secret one.

use std::{fmt, str::FromStr};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

/// The byte that says Ed25519.
const ED25519: u8 = 1;
/// Signature lines a note may have.
const SIGNATURES_MAX: usize = 100;

/// The text is no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a key of a signed note")]
pub struct BadKey;

/// Why a note is not believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadNote {
    /// It is no signed note, or its text is no checkpoint.
    #[error("malformed")]
    Malformed,
    /// None of the keys we trust signed it.
    #[error("not signed by a key we know")]
    Unsigned,
    /// The signature of a key we trust does not fit the text.
    #[error("signature does not fit")]
    Forged,
}

/// A secret key with its name.
#[derive(Clone)]
pub struct Key {
    signing: SigningKey,
    public: Verifier,
}

impl Key {
    /// The key of this name grown from 32 random bytes.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, BadKey> {
        let signing = SigningKey::from_bytes(seed);
        Ok(Self { public: Verifier::new(name, signing.verifying_key())?, signing })
    }

    /// Its public half.
    pub const fn verifier(&self) -> &Verifier {
        &self.public
    }

    /// The signature of any bytes. What is signed this way must never read like a note: it is another key's to sign.
    pub fn signature(&self, bytes: &[u8]) -> [u8; 64] {
        self.signing.sign(bytes).to_bytes()
    }

    /// The note of `text`, which must end with a line end.
    pub fn sign(&self, text: &str) -> String {
        let signature = self.signing.sign(text.as_bytes()).to_bytes();
        let bytes = [&self.public.id.to_be_bytes()[..], &signature].concat();
        format!("{text}\n— {} {}\n", self.public.name, STANDARD.encode(bytes))
    }

    /// The secret text form.
    pub fn to_secret(&self) -> String {
        let bytes = [&[ED25519][..], self.signing.as_bytes()].concat();
        format!("PRIVATE+KEY+{}+{:08x}+{}", self.public.name, self.public.id, STANDARD.encode(bytes))
    }

    /// Reads the secret text form.
    pub fn from_secret(text: &str) -> Result<Self, BadKey> {
        let (name, id, seed) = parts(text.strip_prefix("PRIVATE+KEY+").ok_or(BadKey)?)?;
        let key = Self::from_seed(name, &seed)?;
        (key.public.id == id).then_some(key).ok_or(BadKey)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.public)
    }
}

/// A public key with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    id: u32,
    key: VerifyingKey,
}

impl Verifier {
    fn new(name: &str, key: VerifyingKey) -> Result<Self, BadKey> {
        let wrong = |c: char| c.is_whitespace() || c.is_control() || c == '+';
        if name.is_empty() || name.contains(wrong) {
            return Err(BadKey);
        }
        let digest =
            Sha256::new().chain_update(name).chain_update([b'\n', ED25519]).chain_update(key.as_bytes());
        let [a, b, c, d, ..] = <[u8; 32]>::from(digest.finalize());
        Ok(Self { name: name.to_owned(), id: u32::from_be_bytes([a, b, c, d]), key })
    }

    /// The key's name: the origin of the checkpoints it signs.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The key in short, for a signature to say whose it is: its name, and what tells it from another of that name.
    pub fn hint(&self) -> String {
        format!("{}+{:08x}", self.name, self.id)
    }

    /// Whether this key gave that signature of the bytes. Only one text of a signature is taken.
    pub fn has_signed(&self, bytes: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature).is_ok_and(|given| self.key.verify_strict(bytes, &given).is_ok())
    }
}

impl fmt::Display for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&[ED25519][..], self.key.as_bytes()].concat();
        write!(f, "{}+{:08x}+{}", self.name, self.id, STANDARD.encode(bytes))
    }
}
impl FromStr for Verifier {
    type Err = BadKey;
    fn from_str(text: &str) -> Result<Self, BadKey> {
        let (name, id, bytes) = parts(text)?;
        let verifier = Self::new(name, VerifyingKey::from_bytes(&bytes).map_err(|_| BadKey)?)?;
        (verifier.id == id).then_some(verifier).ok_or(BadKey)
    }
}

/// Name, id and the 32 bytes of a key's text form. (Base64 may hold a `+`, a name may not.)
fn parts(text: &str) -> Result<(&str, u32, [u8; 32]), BadKey> {
    let mut parts = text.trim_end_matches('\n').splitn(3, '+');
    let mut next = || parts.next().ok_or(BadKey);
    let (name, id, data) = (next()?, next()?, next()?);
    let id = u32::from_str_radix(id, 16).ok().filter(|_| id.len() == 8).ok_or(BadKey)?;
    let data = STANDARD.decode(data).map_err(|_| BadKey)?;
    let (ED25519, key) = data.split_first().map(|(kind, key)| (*kind, key)).ok_or(BadKey)? else {
        return Err(BadKey);
    };
    Ok((name, id, key.try_into().map_err(|_| BadKey)?))
}

/// The text of a note that at least one of `keys` signed, and which one. A wrong signature of any of them spoils it.
pub(crate) fn open<'n, 'k>(note: &'n str, keys: &'k [Verifier]) -> Result<(&'n str, &'k Verifier), BadNote> {
    let (text, lines) = halves(note).ok_or(BadNote::Malformed)?;
    let mut signed = None;
    for line in lines.lines() {
        let (name, signature) =
            line.strip_prefix("— ").and_then(|l| l.split_once(' ')).ok_or(BadNote::Malformed)?;
        let bytes = STANDARD.decode(signature).map_err(|_| BadNote::Malformed)?;
        let (id, signature) = bytes.split_first_chunk::<4>().ok_or(BadNote::Malformed)?;
        let Some(key) = keys.iter().find(|k| k.name == name && k.id == u32::from_be_bytes(*id)) else {
            continue;
        };
        let signature = Signature::from_slice(signature).map_err(|_| BadNote::Forged)?;
        key.key.verify_strict(text.as_bytes(), &signature).map_err(|_| BadNote::Forged)?;
        signed = signed.or(Some(key));
    }
    Ok((text, signed.ok_or(BadNote::Unsigned)?))
}

/// The text with its line end, and the signature lines.
fn halves(note: &str) -> Option<(&str, &str)> {
    let control = |c: char| c < ' ' && c != '\n';
    let middle = note.rfind("\n\n")?;
    let (text, lines) = (&note[..=middle], &note[middle + 2..]);
    let whole = lines.ends_with('\n') && !note.contains(control) && lines.lines().count() <= SIGNATURES_MAX;
    whole.then_some((text, lines))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of Go's `sumdb/note`.
    const SECRET: &str = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    const PUBLIC: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const TEXT: &str = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const SIGNATURE: &str =
        "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";

    #[test]
    fn a_note_is_signed_as_other_tools_sign_it() {
        let key = Key::from_secret(SECRET).unwrap();
        assert_eq!((key.to_secret().as_str(), key.verifier().to_string().as_str()), (SECRET, PUBLIC));
        let note = key.sign(TEXT);
        assert_eq!(note, format!("{TEXT}\n— PeterNeumann {SIGNATURE}\n"));
        assert_eq!(open(&note, &[PUBLIC.parse().unwrap()]).unwrap().0, TEXT);
        assert!(!format!("{key:?}").contains("AYEKFA"), "a key never shows its secret");
    }

    #[test]
    fn a_note_is_not_believed_for_a_look_alike() {
        let key = Key::from_secret(SECRET).unwrap();
        let known = [key.verifier().clone()];
        let note = key.sign(TEXT);
        let stranger = Key::from_seed("PeterNeumann", &[9; 32]).unwrap();
        assert_eq!(open(&stranger.sign(TEXT), &known), Err(BadNote::Unsigned));
        assert_eq!(open(&note.replace("answer", "anzwer"), &known), Err(BadNote::Forged));
        let both = format!("{note}{}", stranger.sign(TEXT).split_once("\n\n").unwrap().1);
        assert_eq!(open(&both, &known).unwrap().0, TEXT, "a signature of somebody unknown is passed over");
        for broken in [
            "",
            "\n\n",
            TEXT,
            &note[..note.len() - 1],
            &note.replace('\n', "\r\n"),
            &note.replace("— ", "- "),
        ] {
            assert!(
                matches!(open(broken, &known), Err(BadNote::Malformed | BadNote::Unsigned)),
                "{broken:?}"
            );
        }
    }

    #[test]
    fn a_key_is_read_strictly() {
        for wrong in [
            "",
            "a",
            "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            &PUBLIC[..60],
            SECRET,
        ] {
            assert_eq!(wrong.parse::<Verifier>(), Err(BadKey), "{wrong}");
        }
        for wrong in ["", "a b", "a+b", "a\u{2003}b"] {
            assert!(Key::from_seed(wrong, &[1; 32]).is_err(), "{wrong:?}");
        }
    }
}
