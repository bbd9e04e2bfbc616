//! What trainees did: entries. They are never changed; requests rest on them, attestations vouch for them.

pub mod api;
pub mod pages;
mod store;
pub mod web;

use base::{Day, EntryId, Moment, PersonId, PlanId, RequirementId, SignOffId};
use db::{Conn, Fault};
use domain::access::Permit;
use sha2::{Digest, Sha256};

pub use store::Line;

use crate::{portal::Call, signoff::Case};

/// Something a trainee did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which.
    pub id: EntryId,
    /// On which day.
    pub on: Day,
    /// How many times.
    pub count: u32,
    /// The trainee's words.
    pub comment: Option<String>,
}
db::from_row!(Entry { id, on, count, comment });

impl Entry {
    /// SHA-256 of what it says, in hex: what an attestation is bound to.
    pub fn digest(&self) -> String {
        let text =
            format!("{}\n{}\n{}\n{}", self.id, self.on, self.count, self.comment.as_deref().unwrap_or(""));
        hex::encode(Sha256::digest(text.as_bytes()))
    }
}

/// Writes an entry.
pub async fn add(
    c: &mut Conn,
    case: &Case,
    entry: &Entry,
    call: &Call,
    permit: &Permit,
) -> Result<(), Fault> {
    store::add(c, case, entry, call.now, permit).await
}

/// An entry of the past, with the plan and requirement it belongs to, who registered it and when.
pub type Past = (Entry, PlanId, RequirementId, PersonId, Moment);

/// Writes many entries at once: for a seed or an import.
pub async fn add_all(c: &mut Conn, entries: &[Past]) -> Result<(), Fault> {
    store::add_all(c, entries).await
}

/// The entries of a requirement that no attestation vouches for and no other request rests on, oldest first.
pub async fn unsigned(c: &mut Conn, plan: PlanId, requirement: RequirementId) -> Result<Vec<Entry>, Fault> {
    store::unsigned(c, plan, requirement).await
}

/// An entry of a plan.
pub async fn find(c: &mut Conn, plan: PlanId, entry: EntryId) -> Result<Option<Line>, Fault> {
    store::find(c, plan, entry).await
}

/// Writes that an entry counts no more.
pub async fn withdraw(c: &mut Conn, entry: EntryId, call: &Call, permit: &Permit) -> Result<(), Fault> {
    store::withdraw(c, entry, call.now, permit).await
}

/// The entries a request rests on.
pub async fn of_request(c: &mut Conn, request: SignOffId) -> Result<Vec<Entry>, Fault> {
    store::of_request(c, request).await
}

/// Says that [`of_request`] will be asked.
pub async fn of_request_ahead(c: &mut Conn, request: SignOffId) -> Result<(), Fault> {
    store::of_request_ahead(c, request).await
}

/// The latest entries of a plan, newest first.
pub async fn latest(c: &mut Conn, plan: PlanId, limit: i64) -> Result<Vec<Line>, Fault> {
    store::latest(c, plan, limit).await
}

/// The latest entries of one requirement, newest first.
pub async fn of_requirement(
    c: &mut Conn,
    plan: PlanId,
    requirement: RequirementId,
    limit: i64,
) -> Result<Vec<Line>, Fault> {
    store::of_requirement(c, plan, requirement, limit).await
}

/// Entries of a plan before one of them, newest first.
pub async fn before(
    c: &mut Conn,
    plan: PlanId,
    entry: Option<EntryId>,
    limit: i64,
) -> Result<Vec<Line>, Fault> {
    store::before(c, plan, entry.unwrap_or(EntryId::from_uuid(uuid::Uuid::max())), limit).await
}

/// What was registered in a plan at this very moment: with one save, oldest first.
pub async fn saved_at(c: &mut Conn, plan: PlanId, at: Moment) -> Result<Vec<Line>, Fault> {
    store::saved_at(c, plan, at).await
}

/// When, and how many times, something was registered in a plan since a moment.
pub async fn counts_since(c: &mut Conn, plan: PlanId, since: Moment) -> Result<Vec<(Moment, u32)>, Fault> {
    store::counts_since(c, plan, since).await
}
