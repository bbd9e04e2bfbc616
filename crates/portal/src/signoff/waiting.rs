//! Requests that wait, each with the ground it stands on: the requirement, the evidence, the advice given and missing.

use std::{collections::BTreeSet, sync::Arc};

use base::PersonId;
use db::Conn;
use domain::{access::Role, curriculum::Requirement, refusal::Refusal, signoff::may_be_approved};

use super::{
    awaited, counts_since,
    store::{self, Boxed, Given},
};
use crate::{curricula::Published, error::Result, portal::Call};

/// A request with its ground.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The request.
    pub request: Boxed,
    /// The curriculum version.
    pub book: Arc<Published>,
    /// Where in it the requirement stands.
    pub place: usize,
    /// The latest advice of each person in each role, newest first.
    pub advice: Vec<Given>,
    /// Roles whose recommendation is missing.
    pub awaited: Vec<Role>,
    /// What an approval would meet, were it tried now without a word; the comment that says why activities are missing aside.
    pub blocked: Option<Refusal>,
    /// Whether an approval needs a comment, since recommended activities are missing.
    pub reason_needed: bool,
}

impl Waiting {
    /// The requirement.
    pub fn requirement(&self) -> &Requirement {
        self.book.at(self.place)
    }
    /// How many activities support it.
    pub fn activities(&self) -> usize {
        self.book.activities_of(self.place).len()
    }
    /// Whether it can be approved without another word.
    pub const fn is_ready(&self) -> bool {
        self.blocked.is_none() && !self.reason_needed
    }
}

/// Gives each request its ground: one statement for all advice, and the curricula from the shelf.
pub async fn grounded(c: &mut Conn, call: &Call, requests: Vec<Boxed>) -> Result<Vec<Waiting>> {
    let ids: Vec<_> = requests.iter().map(|one| one.id).collect();
    let given = if ids.is_empty() { Vec::new() } else { store::advice_on(c, &ids).await? };
    let mut all = Vec::with_capacity(requests.len());
    for request in requests {
        let book = call.portal.shelf.get(c, request.curriculum).await?;
        let Some(place) = book.place_of(request.requirement) else { continue };
        let since = counts_since(c, request.plan, request.requirement, request.annulled).await?;
        let own = |one: &&Given| one.plan == request.plan && one.requirement == request.requirement;
        let advice = latest(given.iter().filter(own).filter(|one| one.at > since));
        let scheme = call.portal.scheme(&request.scheme)?;
        let requirement = book.at(place);
        let about = (request.plan, request.requirement, requirement.kind);
        let awaited = awaited(c, scheme, about, &advice, since).await?;
        let done = usize::try_from(request.activities_done).unwrap_or(usize::MAX);
        let missing = book.activities_of(place).len().saturating_sub(done);
        let reason_needed = scheme.approval.needs_reason(requirement.kind, missing);
        let opens = scheme.opens(requirement.kind, request.time_until);
        let blocked = may_be_approved(opens, call.today, &awaited).err();
        all.push(Waiting { request, place, advice, awaited, blocked, reason_needed, book });
    }
    Ok(all)
}

/// The latest word of each person in each role.
fn latest<'a>(given: impl Iterator<Item = &'a Given>) -> Vec<Given> {
    let mut heard: BTreeSet<(PersonId, &str)> = BTreeSet::new();
    given.filter(|one| heard.insert((one.by, one.role.as_str()))).cloned().collect()
}
