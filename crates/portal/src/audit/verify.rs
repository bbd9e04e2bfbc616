//! `attest ledger verify`: every act against its leaf, the tree and its signatures, and the tables against what the acts say.
//!
//! It changes nothing, and runs while others write.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context, Result};
use db::{Db, Fault};
use domain::scheme::Scheme;
use ledger::{Folder, Row};
use uuid::Uuid;

use super::{
    Act, Compared, Tell,
    store::{self, Stored},
};
use crate::{
    cases, documents, dossiers, employments,
    identifiers::{self, Keys},
    people, signoff, training,
};

/// Acts read at once.
const PAGE: i64 = 2000;

/// Columns that are not what their act says, of which each is named.
const NAMED_MAX: usize = 100;

/// What a whole verification comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// All is as it was signed, and the tables are what the acts say.
    Whole,
    /// Acts and signatures are as they were; rows beside them are not what they say.
    TablesDiffer,
    /// Acts, leaves or signatures were touched.
    TreeDiffers,
}

/// Verifies the ledger of `db`, whose keys and outside checkpoint stand in `folder`. What is found is told line by line, as
/// soon as it is known.
pub async fn ledger_verify(
    db: &Db,
    folder: &Path,
    schemes: &BTreeMap<String, Scheme>,
    tell: &mut Tell<'_>,
) -> Result<Verdict> {
    let tree = tree_verify(db, folder, tell).await?;
    let mut tables = true;
    let mut sum = |compared: Compared, tell: &mut Tell<'_>| {
        tables &= compared.is_sound();
        tell(&compared.to_string());
    };
    let states = signoff::compare(db, schemes, &mut indented(tell)).await;
    sum(states.context("the states cannot be compared")?, tell);
    let roles = people::compare(db, &mut indented(tell)).await;
    sum(roles.context("the roles cannot be compared")?, tell);
    let plans = training::compare(db, &mut indented(tell)).await;
    sum(plans.context("the plans cannot be compared")?, tell);
    let documents = documents::compare(db, &mut indented(tell)).await;
    sum(documents.context("the documents cannot be compared")?, tell);
    let employments = employments::compare(db, &mut indented(tell)).await;
    sum(employments.context("the employments cannot be compared")?, tell);
    let dossiers = dossiers::compare(db, &Keys::at(folder), &mut indented(tell)).await;
    sum(dossiers.context("the dossiers cannot be compared")?, tell);
    let cases = cases::compare(db, &mut indented(tell)).await;
    sum(cases.context("the cases cannot be compared")?, tell);
    let identifiers = identifiers::compare(db, &mut indented(tell)).await;
    sum(identifiers.context("the national numbers cannot be compared")?, tell);
    let verdict = match (tree, tables) {
        (true, true) => Verdict::Whole,
        (true, false) => Verdict::TablesDiffer,
        (false, _) => Verdict::TreeDiffers,
    };
    tell(match verdict {
        Verdict::Whole => "The ledger is whole.",
        Verdict::TablesDiffer => "The tree is whole; the tables are not what its acts say.",
        Verdict::TreeDiffers => "The ledger is NOT whole.",
    });
    Ok(verdict)
}

/// The tree, its signatures, and each act with its leaf.
async fn tree_verify(db: &Db, folder: &Path, tell: &mut Tell<'_>) -> Result<bool> {
    let folder = Folder::at(folder);
    let keys = folder.verifiers().context("the ledger's keys cannot be read")?;
    // Read before the database, so that it cannot be newer than what is read there.
    let outside = folder.checkpoint(&keys).context("the checkpoint outside the database cannot be read")?;
    let mut strange = Vec::new();
    let rows = async |from: Uuid| {
        let page = db.read_long(move |c| Box::pin(store::acts_from(c, from, PAGE))).await?;
        strange.extend(page.iter().filter(|act| !act.says_what_it_holds()).map(|act| act.id));
        Ok::<Vec<Row>, Fault>(page.iter().map(Stored::row).collect())
    };
    let report =
        ledger::verify(db, &keys, outside.as_ref(), rows).await.context("the ledger cannot be read")?;
    tell(&report.to_string());
    strange.sort();
    strange.dedup();
    for id in strange.iter().take(NAMED_MAX) {
        tell(&format!("row {id}: its columns are not what its body says; they were changed"));
    }
    Ok(report.is_sound() && strange.is_empty())
}

impl Stored {
    /// What the ledger should hold for it. A salt of another length was never ours, and no leaf is all zeros.
    fn row(&self) -> Row {
        let salt: Option<&[u8; 32]> = self.salt.as_slice().try_into().ok();
        let leaf = salt.map_or([0; 32], |salt| ledger::commitment(salt, &self.body));
        Row { id: self.id.uuid(), leaf: Some(leaf) }
    }

    /// Whether the columns that find it agree with the body that the ledger commits to.
    fn says_what_it_holds(&self) -> bool {
        let named = format!("{{\"id\":\"{}\",", self.id);
        let Ok(act) = serde_json::from_slice::<Act>(&self.body) else { return false };
        self.body.starts_with(named.as_bytes())
            && (self.at, self.what.as_str(), self.actor) == (act.at, act.what.code(), act.actor)
            && (self.trainee, self.plan, self.requirement) == (act.trainee, act.plan, act.requirement)
            && self.power == act.power()
    }
}

/// Findings stand below the sentence that sums them up.
fn indented<'a>(tell: &'a mut Tell<'_>) -> impl FnMut(&str) + Send + 'a {
    |words| tell(&format!("  {words}"))
}
