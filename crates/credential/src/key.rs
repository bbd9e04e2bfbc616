//! The key that signs credentials: ECDSA on P-256, what wallets and verifiers of credentials understand (ES256).

use std::{fmt, str::FromStr};

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use p256::{
    ecdsa::{
        Signature, SigningKey, VerifyingKey,
        signature::{Signer as _, Verifier as _},
    },
    pkcs8::{
        DecodePrivateKey as _, DecodePublicKey as _, EncodePrivateKey as _, EncodePublicKey as _, LineEnding,
    },
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// What is no key on P-256.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is no key on P-256")]
pub struct BadKey;

/// A secret key.
#[derive(Clone)]
pub struct Key {
    secret: SigningKey,
    public: PublicKey,
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.public.thumbprint())
    }
}

impl Key {
    fn of(secret: SigningKey) -> Self {
        let public = PublicKey(*secret.verifying_key());
        Self { secret, public }
    }

    /// The key of 32 secret bytes.
    pub fn from_seed(seed: &[u8; 32]) -> Result<Self, BadKey> {
        SigningKey::from_slice(seed).map(Self::of).map_err(|_| BadKey)
    }

    /// Reads one, as PKCS #8 in PEM.
    pub fn from_pem(pem: &str) -> Result<Self, BadKey> {
        SigningKey::from_pkcs8_pem(pem.trim()).map(Self::of).map_err(|_| BadKey)
    }

    /// The same: secret.
    pub fn to_secret_pem(&self) -> String {
        self.secret.to_pkcs8_pem(LineEnding::LF).expect("a key can be written").to_string()
    }

    /// Its public half.
    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The signature over these bytes: 64 of them, as a JWS has it.
    pub(crate) fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        let signature: Signature = self.secret.sign(bytes);
        signature.normalize_s().unwrap_or(signature).to_bytes().to_vec()
    }
}

/// A public key. As text: its SubjectPublicKeyInfo in base64.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// Its name: the SHA-256 of its JWK (RFC 7638), in base64url.
    pub fn thumbprint(&self) -> String {
        let (x, y) = self.point();
        let canonical = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
        URL_SAFE_NO_PAD.encode(Sha256::digest(canonical))
    }

    /// As a JSON Web Key, which has its name.
    pub fn jwk(&self) -> Value {
        let (x, y) = self.point();
        json!({ "kty": "EC", "crv": "P-256", "x": x, "y": y, "use": "sig", "alg": "ES256", "kid": self.thumbprint() })
    }

    fn point(&self) -> (String, String) {
        let point = self.0.to_encoded_point(false);
        let part = |part: Option<_>| URL_SAFE_NO_PAD.encode(part.expect("a key is not at infinity"));
        (part(point.x()), part(point.y()))
    }

    /// Reads one that somebody else wrote: a JSON Web Key, or a SubjectPublicKeyInfo in PEM.
    pub fn from_text(text: &str) -> Result<Self, BadKey> {
        let text = text.trim();
        if text.starts_with("-----") {
            return VerifyingKey::from_public_key_pem(text).map(Self).map_err(|_| BadKey);
        }
        let jwk: Value = serde_json::from_str(text).map_err(|_| BadKey)?;
        if jwk["kty"] != "EC" || jwk["crv"] != "P-256" {
            return Err(BadKey);
        }
        let part = |name: &str| {
            let bytes = jwk[name].as_str().and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
            bytes.filter(|bytes| bytes.len() == 32).ok_or(BadKey)
        };
        let point = [vec![4], part("x")?, part("y")?].concat();
        VerifyingKey::from_sec1_bytes(&point).map(Self).map_err(|_| BadKey)
    }

    /// Whether its secret half made a signature over these bytes: either of the two that fit, for others' libraries make either.
    pub(crate) fn made(&self, bytes: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature).is_ok_and(|signature| self.0.verify(bytes, &signature).is_ok())
    }

    /// Whether its secret half signed these bytes. Of the two signatures that fit, the one with the smaller number counts.
    pub(crate) fn has_signed(&self, bytes: &[u8], signature: &[u8]) -> bool {
        let Ok(signature) = Signature::from_slice(signature) else { return false };
        signature.normalize_s().is_none() && self.0.verify(bytes, &signature).is_ok()
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let der = self.0.to_public_key_der().map_err(|_| fmt::Error)?;
        f.write_str(&STANDARD.encode(der.as_bytes()))
    }
}

impl FromStr for PublicKey {
    type Err = BadKey;
    fn from_str(text: &str) -> Result<Self, BadKey> {
        let der = STANDARD.decode(text).map_err(|_| BadKey)?;
        VerifyingKey::from_public_key_der(&der).map(Self).map_err(|_| BadKey)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_was_written() {
        let key = Key::from_seed(&[7; 32]).unwrap();
        assert_eq!(Key::from_pem(&key.to_secret_pem()).unwrap().public(), key.public());
        assert_eq!(key.public().to_string().parse(), Ok(key.public().clone()));
        assert_eq!("AAAA".parse::<PublicKey>(), Err(BadKey));
        assert_eq!(PublicKey::from_text(&key.public().jwk().to_string()).as_ref(), Ok(key.public()));
        let (line, rest) = (key.public().to_string(), 64);
        let pem = format!(
            "-----BEGIN PUBLIC KEY-----\n{}\n{}\n-----END PUBLIC KEY-----\n",
            &line[..rest],
            &line[rest..]
        );
        assert_eq!(PublicKey::from_text(&pem).as_ref(), Ok(key.public()));
        assert!(!format!("{key:?}").contains(&key.to_secret_pem()[40..60]));
    }

    #[test]
    fn the_name_of_a_key_is_the_digest_of_its_required_members() {
        // RFC 7638: the members in the order of their names, and no others.
        let jwk = Key::from_seed(&[7; 32]).unwrap().public().jwk();
        let text = format!(r#"{{"crv":"P-256","kty":"EC","x":{},"y":{}}}"#, jwk["x"], jwk["y"]);
        assert_eq!(jwk["kid"], URL_SAFE_NO_PAD.encode(Sha256::digest(text)));
    }
}
