//! The walk by place: leaves without a gap, the nodes above them, every signed head, the right edge, and the checkpoint
//! outside the database.

use std::{collections::VecDeque, ops::RangeInclusive};

use db::{Db, Fault};

use super::{Bad, Damage};
use crate::{
    Checkpoint, Frontier, Hash, Node, Verifier, leaf_hash,
    store::{self, STOREYS, Signed},
};

const PAGE: u64 = 8192;

/// What the walk found.
pub(super) struct Walked {
    pub(super) size: u64,
    pub(super) checkpoints: u64,
    pub(super) bad: Vec<Bad>,
}

/// How far it has come.
struct Walk<'k> {
    keys: &'k [Verifier],
    outside: Option<&'k Checkpoint>,
    frontier: Frontier,
    /// Up to here a node or a head has confirmed the leaves.
    sure: u64,
    checkpoints: u64,
}

/// A stretch of the tree as it is stored.
struct Page {
    leaves: Vec<(i64, Hash)>,
    heads: VecDeque<Signed>,
    /// Stored nodes that complete in this stretch: for each level from 1 its first index, and its hashes.
    nodes: Vec<(u64, Vec<Hash>)>,
}

/// Walks the tree as far as it reached when the walk began.
pub(super) async fn walk(db: &Db, keys: &[Verifier], outside: Option<&Checkpoint>) -> Result<Walked, Fault> {
    let tree = db.read(|c| Box::pin(store::tree(c))).await?;
    let mut bad = ends(db).await?;
    let Some(edge) = tree.frontier() else {
        bad.push(Bad { damage: Damage::Edge, row: None, places: None });
        return Ok(Walked { size: 0, checkpoints: 0, bad });
    };
    let size = edge.size();
    if let Some(outside) = outside.filter(|o| o.size > size) {
        let damage = Damage::Older { outside: outside.size };
        bad.push(Bad { damage, row: None, places: Some(size..=outside.size - 1) });
    }
    let mut walk = Walk { keys, outside, frontier: Frontier::default(), sure: 0, checkpoints: 0 };
    let found = walk.all(db, size).await?;
    let signed = tree.signed().map_or((0, crate::empty_root()), |s| (s.size().unwrap_or(u64::MAX), s.root));
    if found.is_none() && (walk.frontier != edge || signed != (size, edge.root())) {
        bad.push(Bad { damage: Damage::Edge, row: None, places: None });
    }
    bad.extend(found);
    Ok(Walked { size, checkpoints: walk.checkpoints, bad })
}

/// Leaves, nodes and heads that stand where the tree does not reach, or a level that is not full.
async fn ends(db: &Db) -> Result<Vec<Bad>, Fault> {
    let beyond = || Bad { damage: Damage::Beyond, row: None, places: None };
    let Some(ends) = db.read(|c| Box::pin(store::ends(c))).await? else { return Ok(vec![beyond()]) };
    let leaves = (ends.leaf_first.unwrap_or(0), ends.leaf_last.map_or(0, |last| last + 1));
    let heads = (ends.head_first.unwrap_or(1) > 0, ends.head_last.unwrap_or(0));
    let levels = db.read_long(|c| Box::pin(store::levels(c))).await?;
    let full = levels.iter().all(|(level, first, last, count, size)| {
        let wanted = u32::try_from(*level).ok().and_then(|l| size.checked_shr(l * STOREYS)).unwrap_or(0);
        *level > 0 && (*first, *last, *count) == (0, wanted - 1, wanted)
    });
    let right = leaves == (0, ends.size) && heads == (true, ends.size) && full;
    Ok(if right { Vec::new() } else { vec![beyond()] })
}

impl Walk<'_> {
    /// The first thing that is wrong below `size`.
    async fn all(&mut self, db: &Db, size: u64) -> Result<Option<Bad>, Fault> {
        while self.frontier.size() < size {
            let from = self.frontier.size();
            let page = read(db, from, size.min(from + PAGE)).await?;
            if let Some(bad) = self.page(page, size.min(from + PAGE)) {
                return Ok(Some(bad));
            }
        }
        Ok(None)
    }

    fn page(&mut self, mut page: Page, until: u64) -> Option<Bad> {
        let mut leaves = page.leaves.into_iter();
        while self.frontier.size() < until {
            let at = self.frontier.size();
            let Some((_, leaf)) = leaves.next().filter(|(position, _)| *position == store::int(at)) else {
                return Some(Bad { damage: Damage::Gap, row: None, places: Some(at..=at) });
            };
            let mut wrong = None;
            let mut confirmed = false;
            self.frontier.push(leaf_hash(&leaf), |node, hash| {
                if node.height > 0 && node.height.is_multiple_of(STOREYS) {
                    let right = stored(&page.nodes, node) == Some(hash);
                    confirmed |= right;
                    wrong = wrong.or((!right).then_some(node.height / STOREYS));
                }
            });
            if let Some(level) = wrong {
                return Some(self.here(Damage::Node { level }));
            }
            if let Some(bad) = self.heads(&mut page.heads) {
                return Some(bad);
            }
            if confirmed {
                self.sure = self.frontier.size();
            }
        }
        None
    }

    /// Compares the heads signed over exactly the leaves so far.
    fn heads(&mut self, heads: &mut VecDeque<Signed>) -> Option<Bad> {
        let size = self.frontier.size();
        let signed = heads.front().is_some_and(|head| head.size() == Ok(size));
        let outside = self.outside.filter(|o| o.size == size);
        if !signed && outside.is_none() {
            return None;
        }
        let root = self.frontier.root();
        if outside.is_some_and(|o| o.root != root) {
            return Some(self.here(Damage::Forked { outside: size }));
        }
        if let Some(head) = heads.pop_front_if(|_| signed) {
            let opened = Checkpoint::open(&head.note, self.keys);
            if !opened.is_ok_and(|note| (note.size, note.root) == (size, head.root)) {
                return Some(Bad { damage: Damage::Note { size }, row: None, places: None });
            }
            if head.root != root {
                return Some(self.here(Damage::Head { size }));
            }
            self.checkpoints += 1;
        }
        self.sure = size;
        None
    }

    /// Somewhere among the leaves that nothing has confirmed yet.
    fn here(&self, damage: Damage) -> Bad {
        let places: RangeInclusive<u64> = self.sure..=self.frontier.size() - 1;
        Bad { damage, row: None, places: Some(places) }
    }
}

fn stored(nodes: &[(u64, Vec<Hash>)], node: Node) -> Option<&Hash> {
    let (first, hashes) = nodes.get((node.height / STOREYS) as usize - 1)?;
    hashes.get(usize::try_from(node.index.checked_sub(*first)?).ok()?)
}

async fn read(db: &Db, from: u64, until: u64) -> Result<Page, Fault> {
    db.read_long(move |c| {
        Box::pin(async move {
            let leaves = store::placed(c, from, until).await?;
            let heads = store::signed_between(c, from, until).await?.into();
            let mut nodes = Vec::new();
            for level in (1..8).take_while(|level| until >> (level * STOREYS) > 0) {
                let (first, last) = (from >> (level * STOREYS), until >> (level * STOREYS));
                nodes.push((first, store::nodes(c, level, first, last).await?));
            }
            Ok(Page { leaves, heads, nodes })
        })
    })
    .await
}
