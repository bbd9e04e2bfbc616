//! What a dossier holds that an earlier one did not: what an officer who has read the first has still to read.

use std::collections::BTreeSet;

use base::{ActId, DocumentId, PlanId};
use sealed::{Checked, Content, Requirement};

use super::told::{attested, is_end, title_of};
use crate::{
    documents,
    show::{Say, Title, dotted},
};

/// What is new, by name, in the order of the dossier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Since {
    /// Requirements that are met now and were not.
    pub met: Vec<Title>,
    /// Attestations that count now and did not: of what, by whom, when.
    pub attested: Vec<(Title, String)>,
    /// Documents that were not there.
    pub documents: Vec<String>,
}

/// What is new in a checked dossier since an earlier one of the same trainee.
pub(crate) fn since(say: &Say<'_>, first: &Content, now: &Checked) -> Since {
    let content = &now.payload.content;
    let title = |one: &Requirement| {
        let curriculum = &content.plan(one.plan)?.curriculum;
        Some(title_of(say, now, curriculum, &one.code).unwrap_or_else(|| one.code.clone().into()))
    };
    let (met, counted) = (met(first), counted(first));
    let ends: Vec<&Requirement> = content.result.requirements.iter().filter(|one| is_end(one)).collect();
    let new = ends.iter().filter(|one| !met.contains(&(one.plan, one.code.as_str())));
    let attestation = |one: &Requirement, id: &ActId| {
        let act = now.counted.act(*id).filter(|_| !counted.contains(id))?;
        Some((title(one)?, attested(say, now, act)))
    };
    let known: BTreeSet<DocumentId> = first.documents.iter().map(|one| one.id).collect();
    let document = |one: &sealed::Document| {
        dotted(&[web::format::capitalised(&documents::called(say, &one.kind)), one.name.clone()])
    };
    Since {
        met: new.filter_map(|one| title(one)).collect(),
        attested: ends
            .iter()
            .flat_map(|one| one.attested.iter().filter_map(|id| attestation(one, id)))
            .collect(),
        documents: content.documents.iter().filter(|one| !known.contains(&one.id)).map(document).collect(),
    }
}

/// What is met, by plan and code.
fn met(content: &Content) -> BTreeSet<(PlanId, &str)> {
    let all = content.result.requirements.iter().filter(|one| is_end(one));
    all.map(|one| (one.plan, one.code.as_str())).collect()
}

/// The attestations that count.
fn counted(content: &Content) -> BTreeSet<ActId> {
    let all = content.result.requirements.iter().filter(|one| is_end(one));
    all.flat_map(|one| one.attested.iter().copied()).collect()
}
