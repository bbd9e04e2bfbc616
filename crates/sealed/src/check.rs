//! The check that anybody can make: of a file, with keys one believes, and nothing else.

use std::collections::BTreeSet;

use domain::act::What;
use ledger::{Checkpoint, Hash, Verifier, leaf_hash, root_of_inclusion};

use crate::{
    Wrong,
    content::{Content, FORMAT, LedgerPlace, Payload, SealedAct},
    count::{Counted, count},
    entitled::Judge,
    envelope, identifier,
    keys::KeyList,
    pdf,
};

/// A dossier that is what it says.
#[derive(Debug, Clone)]
pub struct Checked {
    /// What was signed.
    pub payload: Payload,
    /// What follows from it, counted again.
    pub counted: Counted,
    /// Which key sealed it, in short.
    pub key: String,
    /// Of a paper: whose certificate it is signed with.
    pub paper: Option<String>,
    /// SHA-256 of the dossier's file, in hex; of a paper, of the file in it.
    pub digest: String,
    /// How many acts the ledger held under the head it brings.
    pub ledger_size: u64,
}

/// Checks a file, or a paper and the file in it.
pub fn check(file: &[u8], keys: &KeyList) -> Result<Checked, Wrong> {
    if !pdf::is_pdf(file) {
        return check_file(file, keys);
    }
    let (file, by) = pdf::open(file, &keys.papers)?;
    let checked = check_file(&file, keys)?;
    let at = checked.payload.at;
    if checked.payload.content.demo != KeyList::is_demo_paper(by) {
        return Err(Wrong::Demo);
    }
    if at > by.until() {
        return Err(Wrong::Expired(by.subject()));
    }
    Ok(Checked { paper: Some(by.subject()), ..checked })
}

fn check_file(file: &[u8], keys: &KeyList) -> Result<Checked, Wrong> {
    let (payload, key) = envelope::open(file, &keys.dossiers)?;
    let content = &payload.content;
    if content.format != FORMAT {
        return Err(Wrong::NoDossier);
    }
    if content.demo != KeyList::is_demo(key) {
        return Err(Wrong::Demo);
    }
    within(content)?;
    let ledger_size = in_ledger(&payload, &keys.ledger)?;
    let counted = count(content)?;
    let judge = Judge::new(content, &counted)?;
    sealed(&payload, &judge)?;
    judged(content, &counted, &judge)?;
    let key = key.hint();
    drop(judge);
    Ok(Checked { counted, key, paper: None, digest: envelope::digest(file), ledger_size, payload })
}

/// Judges a record before it is sealed: what is wrong with it, a check of its file would find.
pub fn judge(content: &Content) -> Result<(), Wrong> {
    within(content)?;
    let counted = count(content)?;
    judged(content, &counted, &Judge::new(content, &counted)?)
}

fn judged(content: &Content, counted: &Counted, judge: &Judge<'_>) -> Result<(), Wrong> {
    belong(content, counted)?;
    identifier::belong(content, counted)?;
    if counted.outcome != content.result {
        return Err(Wrong::OtherResult);
    }
    judge.all()
}

/// The most acts that a record encloses.
const ACTS_MAX: usize = 20_000;
/// The most plans, programmes, placements or documents.
const PARTS_MAX: usize = 1_000;
/// The longest rules, in bytes.
const RULES_MAX: usize = 4 * 1024 * 1024;
/// The deepest that brackets stand in one another in any rule: what reads them goes down with each.
const DEPTH_MAX: usize = 64;

/// Nothing in it is larger or deeper than any honest record: whoever knows the demo's key may have written it.
fn within(content: &Content) -> Result<(), Wrong> {
    let rules = &content.rules;
    let curricula = rules.curricula.iter().map(|one| &one.toml);
    let texts: Vec<&String> =
        rules.files.values().chain([&rules.common, &rules.schema]).chain(curricula).collect();
    let long: usize = texts.iter().map(|text| text.len()).sum();
    let parts =
        [content.plans.len(), content.programmes.len(), content.placements.len(), content.documents.len()];
    let fits = content.acts.len() <= ACTS_MAX
        && parts.iter().all(|many| *many <= PARTS_MAX)
        && long <= RULES_MAX
        && texts.iter().all(|text| depth(text) <= DEPTH_MAX);
    if fits { Ok(()) } else { Err(Wrong::TooLarge) }
}

/// How deep brackets of any kind stand in one another at most.
fn depth(text: &str) -> usize {
    let (mut now, mut most) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'(' | b'[' | b'{' => now += 1,
            b')' | b']' | b'}' => now = now.saturating_sub(1),
            _ => {}
        }
        most = most.max(now);
    }
    most
}

/// Every act stands in the ledger, under a head that the ledger's own key signed. Answers how large it was.
fn in_ledger(payload: &Payload, keys: &[Verifier]) -> Result<u64, Wrong> {
    let head = Checkpoint::open(&payload.checkpoint, keys).map_err(|_| Wrong::UnknownLedger)?;
    let mut seen = BTreeSet::new();
    for (act, place) in payload.placed().ok_or(Wrong::NotAsWritten)? {
        let leaf = leaf_hash(&act.commitment()?);
        let root = path(place).and_then(|path| root_of_inclusion(place.index, head.size, &leaf, &path));
        if root != Some(head.root) || !seen.insert(act.id) {
            return Err(Wrong::NotInLedger(act.id));
        }
    }
    // Written in the order of their ids, so that the same acts give the same bytes.
    let in_order = payload.content.acts.is_sorted_by(|one, next| one.id < next.id);
    if in_order { Ok(head.size) } else { Err(Wrong::NotAsWritten) }
}

/// The way to the root. There is one way to write a hash: small letters.
fn path(place: &LedgerPlace) -> Option<Vec<Hash>> {
    let plain = place.path.iter().all(|text| !text.bytes().any(|byte| byte.is_ascii_uppercase()));
    let hash = |text: &String| hex::decode(text).ok()?.try_into().ok();
    plain.then(|| place.path.iter().map(hash).collect()).flatten()
}

/// The act that sealed it is the applicant's own, about this very content, on the day it names.
fn sealed(payload: &Payload, judge: &Judge<'_>) -> Result<(), Wrong> {
    let (content, SealedAct { id, .. }) = (&payload.content, &payload.seal);
    let act = payload.seal.read().map_err(|_| Wrong::StrangeAct(*id))?;
    let is_it = act.what == What::DossierSealed
        && (act.actor, act.trainee) == (Some(content.trainee.id), Some(content.trainee.id))
        && act.over.as_deref() == Some(&content.kind)
        && act.made_as() == Some(*id)
        && act.evidence == [content.digest()]
        && judge.day(&act) == content.on;
    if is_it { Ok(()) } else { Err(Wrong::OtherSeal) }
}

/// Nothing is enclosed that has no business there.
fn belong(content: &Content, counted: &Counted) -> Result<(), Wrong> {
    let plans: BTreeSet<_> = content.plans.iter().map(|plan| plan.id).collect();
    let strange = content.acts.iter().find(|sealed| {
        counted.act(sealed.id).is_none_or(|act| {
            let of_plan = act.plan.is_some_and(|plan| plans.contains(&plan));
            let of_record = act.plan.is_none() && act.trainee == Some(content.trainee.id);
            !(of_plan && act.trainee == Some(content.trainee.id) || of_record || act.power().is_some())
        })
    });
    strange.map_or(Ok(()), |act| Err(Wrong::StrangeAct(act.id)))
}
