//! The check that anybody can make: of a file, with keys one believes, and nothing else.

use std::collections::BTreeSet;

use domain::act::What;
use ledger::{Checkpoint, Proof, Verifier};

use crate::{
    Wrong,
    content::{Content, FORMAT, LedgerPlace, Payload, SealedAct},
    count::{Counted, count},
    entitled::Judge,
    envelope,
    keys::KeyList,
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
    /// How many acts the ledger held under the head it brings.
    pub ledger_size: u64,
}

/// Checks a file.
pub fn check(file: &[u8], keys: &KeyList) -> Result<Checked, Wrong> {
    let (payload, key) = envelope::open(file, &keys.dossiers)?;
    let content = &payload.content;
    if content.format != FORMAT {
        return Err(Wrong::NoDossier);
    }
    if content.demo != KeyList::is_demo(key) {
        return Err(Wrong::Demo);
    }
    let ledger_size = in_ledger(&payload, &keys.ledger)?;
    let counted = count(content)?;
    let judge = Judge::new(content, &counted)?;
    sealed(&payload, &judge)?;
    belong(content, &counted)?;
    if counted.outcome != content.result {
        return Err(Wrong::OtherResult);
    }
    judge.all()?;
    let key = key.hint();
    drop(judge);
    Ok(Checked { counted, key, ledger_size, payload })
}

/// Every act stands in the ledger, under a head that the ledger's own key signed. Answers how large it was.
fn in_ledger(payload: &Payload, keys: &[Verifier]) -> Result<u64, Wrong> {
    let head = Checkpoint::open(&payload.checkpoint, keys).map_err(|_| Wrong::UnknownLedger)?;
    let mut seen = BTreeSet::new();
    for (act, place) in payload.placed().ok_or(Wrong::NotAsWritten)? {
        let proved = proof(place, &payload.checkpoint)
            .is_some_and(|proof| act.commitment().is_ok_and(|leaf| proof.verify(&leaf, keys).is_ok()));
        if !proved || !seen.insert(act.id) {
            return Err(Wrong::NotInLedger(act.id));
        }
    }
    // Written in the order of their ids, so that the same acts give the same bytes.
    let in_order = payload.content.acts.is_sorted_by(|one, next| one.id < next.id);
    if in_order { Ok(head.size) } else { Err(Wrong::NotAsWritten) }
}

fn proof(place: &LedgerPlace, checkpoint: &str) -> Option<Proof> {
    let hash = |text: &String| hex::decode(text).ok()?.try_into().ok();
    let path = place.path.iter().map(hash).collect::<Option<Vec<ledger::Hash>>>()?;
    // One way to write a hash: small letters.
    let plain = place.path.iter().all(|text| !text.bytes().any(|byte| byte.is_ascii_uppercase()));
    plain.then(|| Proof { position: place.index, path, checkpoint: checkpoint.to_owned() })
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
        && judge.day(&act) == content.on
        && act.at <= payload.at;
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
