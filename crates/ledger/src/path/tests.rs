//! Paths against a naive tree that follows the words of RFC 6962.

use std::collections::HashMap;

use proptest::prelude::*;

use super::*;
use crate::{Frontier, frontier::fold, hash::of_leaf};

fn leaves(size: u64) -> Vec<Hash> {
    (0..size).map(|n| of_leaf(&n.to_be_bytes())).collect()
}

fn naive_root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => crate::empty_root(),
        [one] => *one,
        more => {
            let (left, right) = more.split_at(half(more.len() as u64) as usize);
            node_hash(&naive_root(left), &naive_root(right))
        }
    }
}

fn naive_path(position: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() <= 1 {
        return Vec::new();
    }
    let middle = half(leaves.len() as u64) as usize;
    let (left, right) = leaves.split_at(middle);
    let (mut path, other) = if position < middle {
        (naive_path(position, left), right)
    } else {
        (naive_path(position - middle, right), left)
    };
    path.push(naive_root(other));
    path
}

fn nodes(leaves: &[Hash]) -> HashMap<Node, Hash> {
    let (mut all, mut frontier) = (HashMap::new(), Frontier::default());
    leaves.iter().for_each(|leaf| {
        frontier.push(*leaf, |node, hash| {
            all.insert(node, *hash);
        })
    });
    all
}

fn made(steps: &[Step], nodes: &HashMap<Node, Hash>) -> Vec<Hash> {
    steps.iter().map(|step| fold(&step.iter().map(|node| nodes[node]).collect::<Vec<_>>()).unwrap()).collect()
}

#[test]
fn every_leaf_of_every_small_tree_is_proved_as_the_naive_tree_says() {
    let all = leaves(130);
    for size in 1..=all.len() {
        let (leaves, nodes) = (&all[..size], nodes(&all[..size]));
        let root = naive_root(leaves);
        assert_eq!(fold(&made(&[span(0, size as u64)], &nodes)), Some(root));
        for position in 0..size {
            let path = made(&inclusion(position as u64, size as u64), &nodes);
            assert_eq!(path, naive_path(position, leaves));
            let led = root_of_inclusion(position as u64, size as u64, &leaves[position], &path);
            assert_eq!(led, Some(root), "leaf {position} of {size}");
        }
    }
}

#[test]
fn every_small_tree_is_consistent_with_every_smaller_one() {
    let all = leaves(100);
    let roots: Vec<Hash> = (0..=all.len()).map(|n| naive_root(&all[..n])).collect();
    for size in 1..=all.len() {
        let nodes = nodes(&all[..size]);
        for old in 1..=size {
            let path = made(&consistency(old as u64, size as u64), &nodes);
            assert!(
                is_consistent(old as u64, &roots[old], size as u64, &roots[size], &path),
                "{old} in {size}"
            );
            let other = of_leaf(b"other");
            assert!(!is_consistent(old as u64, &other, size as u64, &roots[size], &path));
            assert!(!is_consistent(old as u64, &roots[old], size as u64, &other, &path));
        }
    }
}

proptest! {
    #[test]
    fn a_proof_holds_for_its_own_leaf_place_and_tree_only(
        size in 2_u64..3000, at in any::<prop::sample::Index>(), change in 0_usize..4, with in any::<prop::sample::Index>(),
    ) {
        let leaves = leaves(size);
        let position = at.index(leaves.len());
        let (root, mut path) = (naive_root(&leaves), naive_path(position, &leaves));
        let (mut position, mut leaf) = (position as u64, leaves[position]);
        prop_assert_eq!(root_of_inclusion(position, size, &leaf, &path), Some(root));
        match change {
            0 => leaf[with.index(32)] ^= 1,
            1 => { let n = with.index(path.len()); path[n][0] ^= 1 }
            2 => { path.pop(); }
            _ => position = (position + 1 + with.index(leaves.len() - 1) as u64) % size,
        }
        prop_assert_ne!(root_of_inclusion(position, size, &leaf, &path), Some(root));
    }

    #[test]
    fn a_frontier_has_the_naive_root(size in 0_u64..3000) {
        let leaves = leaves(size);
        let mut frontier = Frontier::default();
        leaves.iter().for_each(|leaf| frontier.push(*leaf, |_, _| ()));
        prop_assert_eq!(frontier.root(), naive_root(&leaves));
    }

    #[test]
    fn a_path_of_any_shape_is_judged_without_panic(
        position in any::<u64>(), size in any::<u64>(), old in any::<u64>(), path in prop::collection::vec(any::<[u8; 32]>(), 0..70),
    ) {
        root_of_inclusion(position, size, &[0; 32], &path);
        is_consistent(old, &[0; 32], size, &[1; 32], &path);
    }
}
