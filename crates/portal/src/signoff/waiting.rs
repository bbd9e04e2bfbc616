//! Requests that wait, each with the ground it stands on: the requirement, the evidence, the advice given and missing.

use std::{collections::BTreeSet, sync::Arc};

use base::PersonId;
use db::Conn;
use domain::{
    access::{Kind, Role},
    curriculum::Requirement,
    refusal::Refusal,
    scheme::Scheme,
};

use super::store::{self, Boxed, GivenOn};
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
    pub advice: Vec<GivenOn>,
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
    let plans: Vec<_> = requests.iter().map(|one| one.plan).collect();
    let requirements: Vec<_> = requests.iter().map(|one| one.requirement).collect();
    let given =
        if requests.is_empty() { Vec::new() } else { store::advice_on(c, &plans, &requirements).await? };
    let mut all = Vec::with_capacity(requests.len());
    for request in requests {
        let book = call.portal.shelf.get(c, request.curriculum).await?;
        let Some(place) = book.place_of(request.requirement) else { continue };
        let since = if request.annulled {
            store::annulled_at(c, request.plan, request.requirement).await?
        } else {
            None
        };
        let own =
            given.iter().filter(|one| one.plan == request.plan && one.requirement == request.requirement);
        let advice = latest(own.filter(|one| since.is_none_or(|since| one.at > since)));
        let scheme = call.portal.scheme(&request.scheme)?;
        let requirement = book.at(place);
        let awaited = awaited(scheme, requirement.kind, &advice)?;
        let done = usize::try_from(request.activities_done).unwrap_or(usize::MAX);
        let reason_needed = requirement.kind == Kind::Goal
            && scheme.approval.comment_when_activities_missing
            && done < book.activities_of(place).len();
        let opens = scheme.opens(requirement.kind, request.time_until).filter(|opens| call.today < *opens);
        let blocked = match opens {
            Some(opens) => Some(Refusal::TooEarly { opens }),
            None if !awaited.is_empty() => {
                Some(Refusal::AwaitingAdvice { missing: awaited.iter().map(|role| role.code()).collect() })
            }
            None => None,
        };
        all.push(Waiting { request, place, advice, awaited, blocked, reason_needed, book });
    }
    Ok(all)
}

/// The latest word of each person in each role.
fn latest<'a>(given: impl Iterator<Item = &'a GivenOn>) -> Vec<GivenOn> {
    let mut heard: BTreeSet<(PersonId, &str)> = BTreeSet::new();
    given.filter(|one| heard.insert((one.by, one.role.as_str()))).cloned().collect()
}

/// The roles the scheme asks for that nobody recommended in.
fn awaited(scheme: &Scheme, kind: Kind, advice: &[GivenOn]) -> Result<Vec<Role>> {
    let Some(rule) = scheme.advice.as_ref().filter(|rule| rule.on.contains(&kind)) else {
        return Ok(Vec::new());
    };
    let mut advisers: Vec<(PersonId, BTreeSet<Role>)> = Vec::new();
    for one in advice.iter().filter(|one| one.recommends) {
        let role: Role = one.role.parse().map_err(anyhow::Error::from)?;
        match advisers.iter_mut().find(|(person, _)| *person == one.by) {
            Some((_, roles)) => _ = roles.insert(role),
            None => advisers.push((one.by, BTreeSet::from([role]))),
        }
    }
    Ok(rule.missing(&advisers))
}
