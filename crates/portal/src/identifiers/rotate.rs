//! Another key for all numbers, and the ways in which numbers go. Each is one transaction: whoever is killed meanwhile finds all as it was.

use anyhow::{Context as _, anyhow};
use base::{DossierId, PersonId};
use db::{Conn, Db, Work};
use uuid::Uuid;

use super::{
    hidden,
    key::{Key, SECRET_BYTES},
    keys::{self, Keys, Ring},
    plain,
    store::{self, Row},
    told, written,
};
use crate::{
    audit::What,
    error::{Error, Result},
    world::World,
};

/// Rows that are read at once.
const PAGE: i64 = 1000;

/// Makes a new key and hides everything with it. The earlier one goes when nothing needs it any more. Answers how many numbers and keys of
/// dossiers were hidden anew; none: nothing was ever kept.
pub async fn rotate(db: &Db, keys: &Keys, world: &World) -> Result<Option<usize>> {
    // Two at once would each throw away what the other writes with.
    let _turn = keys.turn()?;
    let Some(current) = db.read(|c| Box::pin(store::current(c))).await? else { return Ok(None) };
    let ring = keys.read()?;
    let old = ring.key(&current).ok_or_else(|| keys::lost(&current))?;
    let new = Key::of(world.random::<SECRET_BYTES>());
    // From here on both can be read, whichever of them the database names.
    keys.replace(&[&new, old])?;
    let new_id = new.id().to_owned();
    let work = Rotate { world: world.clone(), ring: keys.read()?, to: new_id.clone() };
    let many = db.write(work).await?;
    keys.replace(&[&new])?;
    Ok(Some(many))
}

struct Rotate {
    world: World,
    ring: Ring,
    to: String,
}

impl Work for Rotate {
    type Done = usize;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<usize> {
        let to = self.ring.key(&self.to).context("the new key is there")?;
        let numbers = self.numbers(c, to).await?;
        let dossiers = self.dossiers(c, to).await?;
        store::write_with(c, to.id(), self.world.now()).await?;
        Ok(numbers + dossiers)
    }
}

impl Rotate {
    async fn numbers(&self, c: &mut Conn, to: &Key) -> Result<usize> {
        let (mut many, mut last) = (0, (PersonId::from_uuid(Uuid::nil()), String::new()));
        loop {
            let rows = store::after(c, (last.0, &last.1), PAGE).await?;
            let Some(row) = rows.last() else { return Ok(many) };
            last = (row.person, row.kind.clone());
            for row in &rows {
                let from = self.ring.key(&row.key).ok_or_else(|| keys::lost(&row.key))?;
                let opened = plain(from, row).ok_or_else(|| unreadable(row))?;
                let of = (row.person, row.kind.as_str(), row.at);
                store::put(c, &written(&self.world, to, (&opened.0, &opened.1), of)).await?;
                many += 1;
            }
        }
    }

    async fn dossiers(&self, c: &mut Conn, to: &Key) -> Result<usize> {
        let (mut many, mut last) = (0, DossierId::from_uuid(Uuid::nil()));
        loop {
            let rows = store::dossiers_after(c, last, PAGE).await?;
            let Some(row) = rows.last() else { return Ok(many) };
            last = row.dossier;
            for row in &rows {
                let from = self.ring.key(&row.key).ok_or_else(|| keys::lost(&row.key))?;
                let moved = hidden::moved(&self.world, from, to, row);
                let moved =
                    moved.with_context(|| format!("the key of dossier {} cannot be read", row.dossier))?;
                store::put_dossier(c, &moved).await?;
                many += 1;
            }
        }
    }
}

fn unreadable(row: &Row) -> Error {
    anyhow!(
        "the {} of person {} was changed and cannot be read; take it away (attest identifiers remove) and bring it in again",
        row.kind,
        row.person
    )
    .into()
}

/// Takes somebody's numbers away: of one kind, or all.
#[derive(Debug)]
pub struct RemoveNumbers {
    /// The clock and the dice.
    pub world: World,
    /// Whose.
    pub person: PersonId,
    /// Of which kind; none: all.
    pub kind: Option<String>,
}

impl Work for RemoveNumbers {
    type Done = usize;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<usize> {
        let wanted = |row: &Row| self.kind.as_ref().is_none_or(|kind| *kind == row.kind);
        let rows: Vec<Row> = store::of(c, self.person).await?.into_iter().filter(wanted).collect();
        for row in &rows {
            gone(c, &self.world, row).await?;
        }
        Ok(rows.len())
    }
}

async fn gone(c: &mut Conn, world: &World, row: &Row) -> Result<()> {
    store::remove(c, row.person, &row.kind).await?;
    told(c, world, What::IdentifierRemoved, row.person, &row.kind, world.now()).await
}

/// Takes away every number whose key is lost for good, so that they can be brought in anew.
#[derive(Debug)]
pub struct RemoveLost {
    /// The clock and the dice.
    pub world: World,
    /// Where the keys lie.
    pub keys: Keys,
}

/// What went with a lost key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forgotten {
    /// Numbers that were taken away.
    pub numbers: usize,
    /// Dossiers that nobody opens here until the key is found.
    pub dossiers: usize,
}

impl Work for RemoveLost {
    type Done = Forgotten;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Forgotten> {
        let ring = self.keys.read()?;
        let (mut forgotten, mut last) =
            (Forgotten { numbers: 0, dossiers: 0 }, (PersonId::from_uuid(Uuid::nil()), String::new()));
        loop {
            let rows = store::after(c, (last.0, &last.1), PAGE).await?;
            let Some(row) = rows.last() else { break };
            last = (row.person, row.kind.clone());
            for row in rows.iter().filter(|row| ring.key(&row.key).is_none()) {
                gone(c, &self.world, row).await?;
                forgotten.numbers += 1;
            }
        }
        let counts = store::counts(c).await?;
        let left = counts.iter().filter(|(id, _)| ring.key(id).is_none()).map(|(_, many)| *many).sum::<i64>();
        forgotten.dossiers = usize::try_from(left).unwrap_or_default();
        if store::current(c).await?.is_some_and(|id| ring.key(&id).is_none()) {
            store::write_with_none(c).await?;
        }
        Ok(forgotten)
    }
}
