//! The tree that a package's associations make: which item stands below which, in which order, and which supports which.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::super::flaw::Flaw;
use super::{
    CHILD, SUPPORTS,
    package::{Association, Document, Item},
};

/// Which item stands below which.
pub(super) struct Tree {
    pub(super) parent: BTreeMap<usize, usize>,
    /// Items that have others below them.
    pub(super) above: BTreeSet<usize>,
    /// Items in the order of the tree.
    pub(super) order: Vec<usize>,
    /// Which items each item supports.
    pub(super) supports: BTreeMap<usize, Vec<usize>>,
}

impl Tree {
    pub(super) fn of(
        document: &Document,
        items: &[Item],
        associations: &[Association],
        flaws: &mut Vec<Flaw>,
    ) -> Self {
        let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, item) in items.iter().enumerate() {
            match item.identifier.as_deref() {
                Some(id) if by_id.insert(id, at).is_some() => {
                    flaws.push(Flaw::on(item.line, format!("the identifier {id} occurs twice")));
                }
                Some(_) => {}
                None => flaws.push(Flaw::on(item.line, "an item without an identifier")),
            }
        }
        let mut links = Links { by_id, root: document.identifier.as_deref(), flaws, parent: BTreeMap::new() };
        let mut sequence: BTreeMap<usize, f64> = BTreeMap::new();
        let mut supports: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for one in associations {
            match one.association_type.as_deref() {
                Some(CHILD) => {
                    let Some(child) = links.item(one.origin.as_ref(), one.line) else { continue };
                    if let Some(number) = one.sequence_number {
                        sequence.entry(child).or_insert(number);
                    }
                    if let Some(parent) = links.item(one.destination.as_ref(), one.line) {
                        links.put_below(child, parent, one.line);
                    }
                }
                Some(SUPPORTS) => {
                    let ends = (links.known(one.origin.as_ref()), links.known(one.destination.as_ref()));
                    if let (Some(activity), Some(goal)) = ends {
                        supports.entry(activity).or_default().push(goal);
                    }
                }
                _ => {}
            }
        }
        let order = in_order(items.len(), &links.parent, &sequence);
        let above = links.parent.values().copied().collect();
        Self { parent: links.parent, above, order, supports }
    }
}

struct Links<'a> {
    by_id: BTreeMap<&'a str, usize>,
    root: Option<&'a str>,
    flaws: &'a mut Vec<Flaw>,
    parent: BTreeMap<usize, usize>,
}

impl Links<'_> {
    fn known(&self, end: Option<&Json>) -> Option<usize> {
        self.by_id.get(id_of(end?)?.as_str()).copied()
    }
    /// The item an association names; none for the document. One that is not in the file is a flaw.
    fn item(&mut self, end: Option<&Json>, line: usize) -> Option<usize> {
        let found = self.known(end);
        let id = end.and_then(id_of);
        if found.is_none() && (id.is_none() || (id.as_deref() != self.root && self.root.is_some())) {
            let what = id.map_or_else(
                || "an isChildOf that does not say of which item".to_owned(),
                |id| format!("isChildOf names {id}, which is not in this package"),
            );
            self.flaws.push(Flaw::on(line, what));
        }
        found
    }
    /// The first parent counts; a circle is a flaw.
    fn put_below(&mut self, child: usize, parent: usize, line: usize) {
        let mut above = Some(parent);
        while let Some(at) = above {
            if at == child {
                self.flaws.push(Flaw::on(line, "isChildOf runs in a circle"));
                return;
            }
            above = self.parent.get(&at).copied();
        }
        self.parent.entry(child).or_insert(parent);
    }
}

/// `{identifier, uri}`, or a bare address whose last part is the identifier.
fn id_of(end: &Json) -> Option<String> {
    let last = |uri: &str| uri.rsplit('/').next().unwrap_or(uri).to_owned();
    match end {
        Json::String(uri) => Some(last(uri)),
        Json::Object(link) => {
            let text = |key: &str| link.get(key).and_then(Json::as_str);
            text("identifier").map(str::to_owned).or_else(|| text("uri").map(last))
        }
        _ => None,
    }
}

fn in_order(count: usize, parent: &BTreeMap<usize, usize>, sequence: &BTreeMap<usize, f64>) -> Vec<usize> {
    let mut below: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for at in 0..count {
        below.entry(parent.get(&at).copied()).or_default().push(at);
    }
    for children in below.values_mut() {
        let number = |at: &usize| sequence.get(at).copied().unwrap_or(f64::MAX);
        children.sort_by(|a, b| number(a).total_cmp(&number(b)).then(a.cmp(b)));
    }
    let mut order = Vec::with_capacity(count);
    let mut stack: Vec<usize> = below.get(&None).into_iter().flatten().rev().copied().collect();
    while let Some(at) = stack.pop() {
        order.push(at);
        stack.extend(below.get(&Some(at)).into_iter().flatten().rev());
    }
    order
}
