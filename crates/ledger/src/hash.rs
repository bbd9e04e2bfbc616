//! The hashes of the tree (RFC 6962 § 2.1) and the commitment that is its leaf.
//!
//! A leaf of the tree is `0x01 || commitment`, 33 bytes: it tells nothing about the row, so that the tree may be public and
//! a row's body may be erased while every other proof stands.

use sha2::{Digest, Sha256};

/// A SHA-256 digest: a commitment, a node, a root.
pub type Hash = [u8; 32];

/// Version of what a leaf commits with: HMAC-SHA-256 under a salt of 32 bytes.
const COMMITMENT_VERSION: u8 = 1;
const BLOCK: usize = 64;

/// What stands for a row in the tree: HMAC-SHA-256 (RFC 2104) of its body under its salt. The salt has one length, so that
/// no two pairs of salt and body read as the same key.
pub fn commitment(salt: &[u8; 32], body: &[u8]) -> Hash {
    let pad = |with: u8| -> [u8; BLOCK] { std::array::from_fn(|i| salt.get(i).copied().unwrap_or(0) ^ with) };
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(body).finalize();
    Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize().into()
}

/// The hash of the leaf that holds `commitment`.
pub fn leaf_hash(commitment: &Hash) -> Hash {
    let mut leaf = [COMMITMENT_VERSION; 33];
    leaf[1..].copy_from_slice(commitment);
    of_leaf(&leaf)
}

/// RFC 6962's hash of a leaf of any bytes.
pub(crate) fn of_leaf(bytes: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(bytes).finalize().into()
}

/// The hash of an inner node over its two children.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The root of a tree without leaves.
pub fn empty_root() -> Hash {
    Sha256::digest([]).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4231, test case 1: a key of twenty `0b`, which HMAC fills up with zeros itself.
    #[test]
    fn a_commitment_is_hmac_sha_256() {
        let mut salt = [0; 32];
        salt[..20].fill(0x0b);
        let expected = "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7";
        assert_eq!(hex(&commitment(&salt, b"Hi There")), expected);
    }

    #[test]
    fn a_leaf_is_the_version_and_the_commitment() {
        let commitment = commitment(&[7; 32], b"body");
        assert_eq!(leaf_hash(&commitment), of_leaf(&[&[1], &commitment[..]].concat()));
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|b| format!("{b:02x}")).collect()
    }
}
