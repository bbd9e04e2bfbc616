//! The right edge of the tree: all that is needed to append to it and to tell its root. At most 64 hashes, however many
//! leaves the tree has.

use crate::{Hash, empty_root, node_hash};

/// A complete subtree: over the leaves from `index << height`, `1 << height` of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node {
    /// 0 for a leaf.
    pub height: u32,
    /// How many subtrees of this height stand left of it.
    pub index: u64,
}

/// The roots of the complete subtrees that a tree of this size falls into, the largest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// The frontier stored as these bytes; `None` when they do not fit the size.
    pub fn from_bytes(size: u64, bytes: &[u8]) -> Option<Self> {
        let (peaks, rest) = bytes.as_chunks::<32>();
        let fits = rest.is_empty() && peaks.len() == size.count_ones() as usize;
        fits.then(|| Self { size, peaks: peaks.to_vec() })
    }

    /// Its hashes, one after the other.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.peaks.concat()
    }

    /// How many leaves the tree has.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf hash; `completed` is told of every complete subtree that this closes, the leaf itself included.
    pub fn push(&mut self, leaf: Hash, mut completed: impl FnMut(Node, &Hash)) {
        let mut hash = leaf;
        let mut height = 0;
        completed(Node { height, index: self.size }, &hash);
        while (self.size >> height) & 1 == 1 {
            let left = self.peaks.pop().expect("a frontier has a peak for each bit of its size");
            hash = node_hash(&left, &hash);
            height += 1;
            completed(Node { height, index: self.size >> height }, &hash);
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// The root of the tree.
    pub fn root(&self) -> Hash {
        fold(&self.peaks).unwrap_or_else(empty_root)
    }
}

/// The root over neighbouring complete subtrees, the largest first; `None` when there is none.
pub(crate) fn fold(peaks: &[Hash]) -> Option<Hash> {
    peaks.iter().rev().copied().reduce(|right, left| node_hash(&left, &right))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::of_leaf;

    /// The eight leaves that the implementations of RFC 6962 share as their example, and the roots of their trees.
    const LEAVES: [&str; 8] =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    const ROOTS: [&str; 9] = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    #[test]
    fn the_roots_are_those_of_the_common_example() {
        let mut frontier = Frontier::default();
        assert_eq!(frontier.root(), hash(ROOTS[0]));
        for (leaf, root) in LEAVES.iter().zip(&ROOTS[1..]) {
            frontier.push(of_leaf(&bytes(leaf)), |_, _| ());
            assert_eq!(frontier.root(), hash(root), "after {} leaves", frontier.size());
        }
    }

    #[test]
    fn a_frontier_stays_small_and_comes_back_from_its_bytes() {
        let mut frontier = Frontier::default();
        for n in 0..10_000_u32 {
            frontier.push(of_leaf(&n.to_be_bytes()), |_, _| ());
            assert!(frontier.to_bytes().len() <= 32 * 14);
        }
        assert_eq!(Frontier::from_bytes(10_000, &frontier.to_bytes()), Some(frontier.clone()));
        assert_eq!(Frontier::from_bytes(10_001, &frontier.to_bytes()), None);
        assert_eq!(Frontier::from_bytes(10_000, &frontier.to_bytes()[1..]), None);
    }

    #[test]
    fn completed_subtrees_are_told_once_each() {
        let mut told = Vec::new();
        let mut frontier = Frontier::default();
        (0..4_u8).for_each(|n| frontier.push(of_leaf(&[n]), |node, _| told.push((node.height, node.index))));
        assert_eq!(told, [(0, 0), (0, 1), (1, 0), (0, 2), (0, 3), (1, 1), (2, 0)]);
    }

    fn bytes(hex: &str) -> Vec<u8> {
        (0..hex.len()).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap()).collect()
    }
    fn hash(hex: &str) -> Hash {
        bytes(hex).try_into().unwrap()
    }
}
