//! The tree of organisations: who belongs to whom, from when until when, what follows, and under which setting training falls.
//!
//! Every unit stands in `organisation_tree` with every unit above it, so that a role over a unit reaches all below it in one step.
//! The verbs here keep that table; nothing else writes it.

mod store;

use base::{Day, OrganisationId, Period};
use db::{Conn, Fault};
use domain::refusal::{Instead, Refusal};

use crate::error::Result;

/// What a unit may be, as in the table's check.
pub const KINDS: &[&str] = &[
    "nation",
    "region",
    "trust",
    "hospital",
    "department",
    "municipality",
    "practice",
    "course_provider",
    "authority",
];

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// In which scheme's country.
    pub scheme: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// Its number in the country's register, or ours.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The unit it belongs to.
    pub parent: Option<OrganisationId>,
    /// The scheme's setting in which training here falls; `None`: the parent's.
    pub setting: Option<String>,
    /// When it exists.
    pub period: Period,
    /// What took its place.
    pub successor: Option<OrganisationId>,
}

/// Makes a unit below its parent, which must be there.
pub async fn create(c: &mut Conn, new: &Organisation) -> Result<OrganisationId> {
    store::insert(c, new, web::format::sort_key(&new.name)).await?;
    store::insert_paths(c, new.id, new.parent).await?;
    Ok(new.id)
}

/// Makes a unit what `wanted` says: name, kind, setting, days, successor, place in the tree. Its id, scheme and code stay.
/// With all below it, it moves; below itself it cannot.
pub async fn change(c: &mut Conn, wanted: &Organisation) -> Result<()> {
    let now = store::by_id(c, wanted.id).await?.ok_or(Refusal::NotFound)?;
    if now.parent != wanted.parent {
        if let Some(parent) = wanted.parent
            && store::is_below(c, parent, wanted.id).await?
        {
            return Err(Refusal::WrongState(Instead::Changed).into());
        }
        store::cut(c, wanted.id).await?;
        store::graft(c, wanted.id, wanted.parent).await?;
    }
    Ok(store::update(c, wanted, web::format::sort_key(&wanted.name)).await?)
}

/// The unit with this id.
pub async fn find(c: &mut Conn, id: OrganisationId) -> Result<Option<Organisation>, Fault> {
    store::by_id(c, id).await
}

/// The unit with this code.
pub async fn find_by_code(c: &mut Conn, scheme: &str, code: &str) -> Result<Option<Organisation>, Fault> {
    store::by_code(c, scheme, code).await
}

/// Every unit of a scheme, for an import to compare with.
pub async fn all(c: &mut Conn, scheme: &str) -> Result<Vec<Organisation>, Fault> {
    store::of_scheme(c, scheme).await
}

/// The setting that holds in a unit: its own, or that of the nearest above it.
pub async fn setting_of(c: &mut Conn, id: OrganisationId) -> Result<Option<String>, Fault> {
    store::setting(c, id).await
}

/// These units and all above them.
pub async fn above(c: &mut Conn, units: &[OrganisationId]) -> Result<Vec<OrganisationId>, Fault> {
    store::above(c, units).await
}

/// The units right below one, or those above which there is none; that still exist, by name.
pub async fn right_below(
    c: &mut Conn,
    unit: Option<OrganisationId>,
    today: Day,
) -> Result<Vec<Organisation>, Fault> {
    store::right_below(c, unit, today).await
}
