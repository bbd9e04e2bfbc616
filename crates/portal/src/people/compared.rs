//! The tables of roles, delegations, identities and addresses against the acts that gave and ended them: the acts are right, for the ledger commits to them.
//!
//! Rows are read in stretches of ids, and for each of them the acts about no plan once through, in pages: what is kept
//! meanwhile is one stretch. What looks wrong while others write is looked at again.

use std::{collections::BTreeMap, fmt};

use base::{Moment, PersonId};
use db::{Conn, Db, Fault};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{
    delegations, grants,
    persons::{self, ADDRESS, PASSWORD},
    store::compared as store,
};
use crate::{
    audit::{self, Act, Compared, Part, Stretch, Tell, What, id_or_dash, moment_or_dash},
    error::Result,
};

/// Rows compared at once.
const ROWS: i64 = 20_000;
/// Rows by what a person is known by, read at once.
const PAGE: i64 = 2000;
#[derive(Clone, Copy)]
enum Table {
    Grants,
    Delegations,
    /// Whom an identity provider may let in.
    Identities,
    /// Whom a password may let in.
    Addresses,
}

/// What a row says, or what its acts say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    to: Option<PersonId>,
    by: Option<PersonId>,
    /// All of it but the last day, in the words of the act that gave it.
    over: String,
    until: String,
    at: Moment,
    ended_at: Option<Moment>,
}

/// Compares all tables with their acts. What differs is told as soon as it is confirmed.
pub async fn compare(db: &Db, tell: &mut Tell<'_>) -> Result<Compared> {
    let mut compared = Compared::new("roles, delegations, identities and addresses");
    for table in [Table::Grants, Table::Delegations, Table::Identities, Table::Addresses] {
        compared.stretches(tell, async |part| stretch(db, table, part).await).await?;
    }
    Ok(compared)
}

async fn stretch(db: &Db, table: Table, part: Part) -> Result<Stretch> {
    let rows = db.read_long(move |c| Box::pin(rows(c, table, part))).await?;
    let last = part.end(rows.last_key_value().map(|(id, _)| *id), rows.len(), ROWS);
    let mut told = BTreeMap::new();
    audit::each_about_no_record(db, |act| {
        if let Some(id) = table.names(act).filter(|id| part.from <= *id && *id <= last) {
            follow(&mut told, id, act);
        }
    })
    .await?;
    Ok(Stretch::of(&rows, &told, last, |id, row, acts| table.differ(id, row, acts)))
}

async fn rows(c: &mut Conn, table: Table, part: Part) -> Result<BTreeMap<Uuid, Told>, Fault> {
    let (from, until, limit) = (part.from, part.until(), part.limit(ROWS));
    Ok(match table {
        Table::Grants => {
            let rows = store::grants_between(c, from, until, limit).await?;
            rows.into_iter().map(|row| (row.id, row.into())).collect()
        }
        Table::Delegations => {
            let rows = store::delegations_between(c, from, until, limit).await?;
            rows.into_iter().map(|row| (row.id, row.into())).collect()
        }
        Table::Identities => known_by(c, part).await?,
        Table::Addresses => {
            let rows = store::addresses_between(c, from, until, limit).await?;
            rows.into_iter().map(|row| (row.id, row.into())).collect()
        }
    })
}

/// The next rows by what a person is known by. Acts hold its digest alone, so all rows are read and the next ones kept.
async fn known_by(c: &mut Conn, part: Part) -> Result<BTreeMap<Uuid, Told>, Fault> {
    let (mut kept, mut next) = (BTreeMap::new(), Some(Uuid::nil()));
    while let Some(from) = next {
        let rows = store::identities_from(c, from, PAGE).await?;
        next = rows.last().and_then(|row| row.id.as_u128().checked_add(1)).map(Uuid::from_u128);
        for row in rows {
            let digest = persons::digest(&row.subject);
            let known =
                (known_as(&row.issuer, &digest), Told::known(row.person, &row.issuer, &digest, row.at));
            if part.from <= known.0 && known.0 <= part.until() {
                kept.insert(known.0, known.1);
            }
            if kept.len() as i64 > part.limit(ROWS) {
                kept.pop_last();
            }
        }
    }
    Ok(kept)
}

/// What stands for an issuer and the digest of a subject, as an id does for a role.
fn known_as(issuer: &str, digest: &str) -> Uuid {
    let sum: [u8; 32] = Sha256::digest(format!("{issuer} {digest}")).into();
    Uuid::from_u128(u128::from_be_bytes(*sum.first_chunk().expect("it has 32 bytes")))
}

impl Told {
    fn known(person: PersonId, issuer: &str, digest: &str, at: Moment) -> Self {
        let over = format!("{issuer} {digest}");
        Self { to: Some(person), by: None, over, until: String::new(), at, ended_at: None }
    }
}

impl From<store::StoredGrant> for Told {
    fn from(row: store::StoredGrant) -> Self {
        let what = grants::over_what(&row.over_kind, row.over_id, row.over_code.as_deref());
        let (over, until) = parted(&grants::said(&row.role, &row.scheme, &what, (row.from, row.until)));
        Self { to: Some(row.person), by: row.by, over, until, at: row.at, ended_at: row.ended_at }
    }
}

impl From<store::StoredIdentity> for Told {
    fn from(row: store::StoredIdentity) -> Self {
        Self::known(row.person, &row.issuer, &persons::digest(&row.subject), row.at)
    }
}

impl From<store::StoredDelegation> for Told {
    fn from(row: store::StoredDelegation) -> Self {
        let (over, until) = parted(&delegations::said(row.over, row.from, row.until));
        let (to, by) = (Some(row.to), Some(row.by));
        Self { to, by, over, until, at: row.at, ended_at: row.ended_at }
    }
}

/// The words of an act that gave something, and its last day: an extension changes that one alone.
fn parted(said: &str) -> (String, String) {
    let (over, until) = said.rsplit_once('/').unwrap_or((said, ""));
    (over.to_owned(), until.to_owned())
}

impl Table {
    const fn name(self) -> &'static str {
        match self {
            Self::Grants => "role_grant",
            Self::Delegations => "delegation",
            Self::Identities => "identity",
            Self::Addresses => "address",
        }
    }
    /// What is told of a row.
    fn title(self, id: Uuid, row: &Told) -> String {
        match self {
            Self::Grants | Self::Delegations => format!("{} {id}", self.name()),
            // Nobody knows the id of what was bound; who was, to what, is all there is.
            Self::Identities | Self::Addresses => {
                let to = row.to.map(|person| person.to_string()).unwrap_or_default();
                format!("{} {} of person {to}", self.name(), row.over)
            }
        }
    }
    /// How a row and its acts differ, in words.
    fn differ(self, id: Uuid, row: Option<&Told>, acts: Option<&Told>) -> Option<String> {
        let title = self.title(id, row.or(acts)?);
        match (row, acts) {
            (_, None) => Some(format!("{title}: no act gave it")),
            (None, Some(_)) => Some(format!("{title}: it was given, and its row is missing")),
            (Some(row), Some(acts)) if row == acts => None,
            (Some(row), Some(acts)) => Some(format!("{title}: the table says {row}, the acts say {acts}")),
        }
    }
    /// The row that an act is about.
    fn names(self, act: &Act) -> Option<Uuid> {
        let bound = |fits: fn(&str) -> bool| {
            let issuer =
                act.over.as_deref().filter(|issuer| act.what == What::IdentityBound && fits(issuer))?;
            act.evidence.first().map(|digest| known_as(issuer, digest))
        };
        match self {
            Self::Grants => act.grant.map(|id| id.uuid()),
            Self::Delegations => act.delegation.map(|id| id.uuid()),
            Self::Identities => bound(|issuer| ![ADDRESS, PASSWORD].contains(&issuer)),
            // A person has one address; of several acts the last one says which.
            Self::Addresses => {
                let of_address = act.what == What::IdentityBound && act.over.as_deref() == Some(ADDRESS);
                act.to.filter(|_| of_address).map(PersonId::uuid)
            }
        }
    }
}

/// One act more. Two of one instant may come in either order: an end waits for what it ended.
fn follow(told: &mut BTreeMap<Uuid, Told>, id: Uuid, act: &Act) {
    let one = told.entry(id).or_insert_with(|| Told {
        to: None,
        by: None,
        over: String::new(),
        until: String::new(),
        at: act.at,
        ended_at: None,
    });
    match act.what {
        What::RoleGranted | What::Delegated => {
            let (over, until) = parted(act.over.as_deref().unwrap_or_default());
            (one.to, one.by, one.over, one.at) = (act.to, act.actor, over, act.at);
            if one.until.is_empty() {
                one.until = until;
            }
        }
        What::RoleExtended => one.until = act.on.map(|last| last.to_string()).unwrap_or_default(),
        What::RoleEnded | What::DelegationEnded => match act.on {
            Some(last) => one.until = last.to_string(),
            None => one.ended_at = Some(act.at),
        },
        What::IdentityBound => {
            let digest = act.evidence.first().map(String::as_str).unwrap_or_default();
            one.to = act.to;
            one.over = format!("{} {digest}", act.over.as_deref().unwrap_or_default());
        }
        _ => {}
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { over, until, .. } = self;
        let (to, by, at) = (id_or_dash(self.to), id_or_dash(self.by), self.at.micros());
        let ended = moment_or_dash(self.ended_at);
        write!(f, "{over}/{until}, to {to}, by {by}, at {at}, ended {ended}")
    }
}
