//! One key of national numbers: what it hides, and by what it finds. Two keys follow from its secret, so that neither use tells of the other.

use std::fmt;

use ring::{
    aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    hkdf, hmac,
};
use zeroize::Zeroizing;

/// How long a secret is, in bytes.
pub(super) const SECRET_BYTES: usize = 32;
/// How much longer what is hidden is than what it hides: a nonce before it, a tag behind.
pub const OVERHEAD: usize = NONCE_LEN + 16;

/// What the keys are for; another form of rows would have another.
const USE: &[u8] = b"attest identifiers 1";
/// How many bytes of a key's name there are.
const ID_BYTES: usize = 8;

/// It was changed, belongs elsewhere, or was hidden with another key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("what is hidden was changed, or belongs elsewhere")]
pub struct NotOurs;

/// Something hidden with a key, and bound to a place.
pub struct Sealing {
    key: LessSafeKey,
}

impl Sealing {
    /// With this secret alone.
    pub fn of(secret: &[u8; SECRET_BYTES]) -> Self {
        let key = UnboundKey::new(&CHACHA20_POLY1305, secret).expect("a secret is as long as a key");
        Self { key: LessSafeKey::new(key) }
    }

    /// Hides something. `nonce` is chance: each is used once.
    pub fn seal(&self, plain: &[u8], place: &[u8], nonce: [u8; NONCE_LEN]) -> Vec<u8> {
        let mut hidden = Zeroizing::new(Vec::with_capacity(plain.len() + OVERHEAD));
        hidden.extend_from_slice(&nonce);
        hidden.extend_from_slice(plain);
        let tag = self.key.seal_in_place_separate_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(place),
            &mut hidden[NONCE_LEN..],
        );
        hidden.extend_from_slice(tag.expect("it is shorter than a key may hide").as_ref());
        hidden.to_vec()
    }

    /// What was hidden in this place.
    pub fn open(&self, hidden: &[u8], place: &[u8]) -> Result<Zeroizing<Vec<u8>>, NotOurs> {
        let (nonce, rest) = hidden.split_first_chunk::<NONCE_LEN>().ok_or(NotOurs)?;
        let mut plain = Zeroizing::new(rest.to_vec());
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let length = self.key.open_in_place(nonce, Aad::from(place), &mut plain).map_err(|_| NotOurs)?.len();
        plain.truncate(length);
        Ok(plain)
    }
}

/// A key of national numbers.
pub struct Key {
    id: String,
    secret: Zeroizing<[u8; SECRET_BYTES]>,
    sealing: Sealing,
    finding: hmac::Key,
}

impl Key {
    /// The key with this secret.
    pub fn of(secret: [u8; SECRET_BYTES]) -> Self {
        let secret = Zeroizing::new(secret);
        let root = hkdf::Salt::new(hkdf::HKDF_SHA256, USE).extract(&*secret);
        let sealing = root.expand(&[b"seal"], &CHACHA20_POLY1305).expect("a key is short enough");
        let finding = root.expand(&[b"find"], hmac::HMAC_SHA256).expect("a key is short enough");
        let name = root.expand(&[b"name"], hmac::HMAC_SHA256).expect("a name is short enough");
        let name = hmac::sign(&hmac::Key::from(name), USE);
        Self {
            id: hex::encode(&name.as_ref()[..ID_BYTES]),
            sealing: Sealing { key: LessSafeKey::new(UnboundKey::from(sealing)) },
            finding: hmac::Key::from(finding),
            secret,
        }
    }

    /// The key on a line of its file.
    pub(super) fn read(line: &str) -> Option<Self> {
        let mut secret = Zeroizing::new([0; SECRET_BYTES]);
        hex::decode_to_slice(line, &mut *secret).ok()?;
        Some(Self::of(*secret))
    }

    /// Its line.
    pub(super) fn line(&self) -> Zeroizing<String> {
        Zeroizing::new(hex::encode(*self.secret))
    }

    /// What it is called in rows; nobody finds the secret by it.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What hides with it.
    pub const fn sealing(&self) -> &Sealing {
        &self.sealing
    }

    /// By what a number of a kind is found.
    pub fn hash(&self, kind: &str, number: &str) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.finding);
        for part in [kind, "\0", number] {
            context.update(part.as_bytes());
        }
        context.sign().as_ref().try_into().expect("SHA-256 has 32 bytes")
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key").field("id", &self.id).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_is_opened_in_its_place_and_with_its_key_only() {
        let (key, other) = (Key::of([1; 32]), Key::of([2; 32]));
        let hidden = key.sealing().seal(b"0101575001", b"here", [7; NONCE_LEN]);
        assert_eq!(hidden.len(), 10 + OVERHEAD);
        assert!(!hidden.windows(4).any(|part| part == b"0101"), "{hidden:?}");
        assert_eq!(&**key.sealing().open(&hidden, b"here").unwrap(), b"0101575001");
        assert_eq!(key.sealing().open(&hidden, b"there").err(), Some(NotOurs));
        assert_eq!(other.sealing().open(&hidden, b"here").err(), Some(NotOurs));
        for at in 0..hidden.len() {
            let mut changed = hidden.clone();
            changed[at] ^= 1;
            assert_eq!(key.sealing().open(&changed, b"here").err(), Some(NotOurs), "byte {at}");
            assert_eq!(key.sealing().open(&hidden[..at], b"here").err(), Some(NotOurs), "cut at {at}");
        }
    }

    #[test]
    fn a_number_is_found_by_its_kind_and_its_key() {
        let key = Key::of([1; 32]);
        let hash = key.hash("cpr", "0101575001");
        assert_eq!(hash, Key::of([1; 32]).hash("cpr", "0101575001"));
        assert_ne!(hash, key.hash("hpr", "0101575001"));
        assert_ne!(hash, Key::of([2; 32]).hash("cpr", "0101575001"));
        assert_ne!(key.hash("cp", "r1"), key.hash("cpr", "1"));
    }

    #[test]
    fn a_key_is_written_and_read_and_does_not_show_itself() {
        let key = Key::of([9; 32]);
        assert_eq!(Key::read(&key.line()).unwrap().id(), key.id());
        assert!(Key::read("09").is_none());
        assert!(!format!("{key:?}").contains("0909"), "{key:?}");
        assert!(!key.line().contains(key.id()));
    }
}
