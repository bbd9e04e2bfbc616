//! Proofs as paths through the tree: that a leaf is in it, and that a tree only grew (RFC 6962 § 2.1.1, § 2.1.2).
//!
//! Making a proof is done in two steps, so that it never needs the whole tree: first which complete subtrees each of its
//! hashes stands over, then, once somebody has fetched these, the hashes.

use crate::{Hash, Node, node_hash};

/// One hash of a proof: the complete subtrees it stands over, left to right.
pub(crate) type Step = Vec<Node>;

/// The complete subtrees that the leaves `from..until` fall into, left to right.
pub(crate) fn span(mut from: u64, until: u64) -> Step {
    let mut nodes = Step::new();
    while from < until {
        let height = (until - from).ilog2().min(from.trailing_zeros());
        nodes.push(Node { height, index: from >> height });
        from += 1 << height;
    }
    nodes
}

/// What proves that leaf `position` is in a tree of `size` leaves, the leaf's sibling first.
pub(crate) fn inclusion(position: u64, size: u64) -> Vec<Step> {
    let (mut from, mut until, mut steps) = (0, size, Vec::new());
    while until - from > 1 {
        let middle = from + half(until - from);
        if position < middle {
            steps.push(span(middle, until));
            until = middle;
        } else {
            steps.push(span(from, middle));
            from = middle;
        }
    }
    steps.reverse();
    steps
}

/// What proves that a tree of `size` leaves begins with the one of `old` leaves.
pub(crate) fn consistency(old: u64, size: u64) -> Vec<Step> {
    let (mut from, mut until, mut steps) = (0, size, Vec::new());
    while old < until {
        let middle = from + half(until - from);
        if old <= middle {
            steps.push(span(middle, until));
            until = middle;
        } else {
            steps.push(span(from, middle));
            from = middle;
        }
    }
    if from > 0 {
        steps.push(span(from, until));
    }
    steps.reverse();
    steps
}

/// The root that this path leads to from the leaf hash at `position`; `None` when the path does not fit.
pub fn root_of_inclusion(position: u64, size: u64, leaf: &Hash, path: &[Hash]) -> Option<Hash> {
    if position >= size {
        return None;
    }
    let (mut at, mut last, mut hash) = (position, size - 1, *leaf);
    for sibling in path {
        if last == 0 {
            return None;
        }
        if at & 1 == 1 || at == last {
            hash = node_hash(sibling, &hash);
            let up = at.trailing_zeros();
            (at, last) = (at >> up, last >> up);
        } else {
            hash = node_hash(&hash, sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    (last == 0).then_some(hash)
}

/// Does this path show that the tree with root `new` begins with the one with root `old`?
pub fn is_consistent(old_size: u64, old: &Hash, size: u64, new: &Hash, path: &[Hash]) -> bool {
    if old_size == size {
        return path.is_empty() && old == new;
    }
    if old_size == 0 || old_size > size {
        return old_size == 0 && path.is_empty() && *old == crate::empty_root();
    }
    let whole = old_size.is_power_of_two();
    let Some((first, rest)) = (if whole { Some((old, path)) } else { path.split_first() }) else {
        return false;
    };
    let up = (old_size - 1).trailing_ones();
    let (mut at, mut last) = ((old_size - 1) >> up, (size - 1) >> up);
    let (mut before, mut after) = (*first, *first);
    for hash in rest {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            before = node_hash(hash, &before);
            after = node_hash(hash, &after);
            let up = if at == 0 { 0 } else { at.trailing_zeros() };
            (at, last) = (at >> up, last >> up);
        } else {
            after = node_hash(&after, hash);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    last == 0 && before == *old && after == *new
}

/// The largest power of two below `n`, which is at least 2.
const fn half(n: u64) -> u64 {
    1 << (n - 1).ilog2()
}

#[cfg(test)]
mod tests;
