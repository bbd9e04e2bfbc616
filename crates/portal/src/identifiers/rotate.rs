//! Another key for all numbers, and the ways in which numbers go. Each is one transaction: whoever is killed meanwhile finds all as it was.

use anyhow::{Context as _, anyhow};
use base::{DossierId, PersonId};
use db::{Conn, Db, Work};
use uuid::Uuid;

use super::{
    hidden,
    key::{Key, SECRET_BYTES},
    keys::{self, FILE, Keys, Ring},
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

/// What was hidden anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rotated {
    /// Numbers, and keys of dossiers.
    pub hidden: usize,
    /// Dossiers whose key is not there: they stay as they are until it is found.
    pub left: usize,
    /// Dossiers whose key was changed in the database, and opens nothing: they stay as they are, and the key that hid them stays in the file.
    pub changed: usize,
}

/// Makes a new key and hides everything with it. The earlier ones go when nothing needs them any more. None: nothing was ever kept.
pub async fn rotate(db: &Db, keys: &Keys, world: &World) -> Result<Option<Rotated>> {
    // Two at once would each throw away what the other writes with.
    let _turn = keys.turn()?;
    let read = db.read(|c| {
        Box::pin(async move { Ok::<_, Error>((store::current(c).await?, store::counts(c).await?)) })
    });
    let (current, counts) = read.await?;
    if current.is_none() && counts.is_empty() {
        return Ok(None);
    }
    let ring = keys.read()?;
    if let Some(lost) = current.filter(|id| ring.key(id).is_none()) {
        return Err(keys::lost(&lost).into());
    }
    let new = Key::of(world.random::<SECRET_BYTES>());
    // From here on all can be read, whichever key the database names; also what was put back for dossiers that had been given up.
    keys.replace([&new].into_iter().chain(ring.all()))?;
    let work = Rotate { world: world.clone(), ring: keys.read()?, to: new.id().to_owned() };
    let done = db.write(work).await?;
    let counts = db.read(|c| Box::pin(store::counts(c))).await?;
    let is_named = |key: &&Key| key.id() == new.id() || counts.iter().any(|one| one.key == key.id());
    keys.replace(keys.read()?.all().filter(is_named))?;
    Ok(Some(done))
}

struct Rotate {
    world: World,
    ring: Ring,
    to: String,
}

impl Work for Rotate {
    type Done = Rotated;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Rotated> {
        let to = self.ring.key(&self.to).context("the new key is there")?;
        let numbers = self.numbers(c, to).await?;
        let done = self.dossiers(c, to).await?;
        store::write_with(c, to.id(), self.world.now()).await?;
        Ok(Rotated { hidden: numbers + done.hidden, ..done })
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

    /// A dossier whose key is not there, or was changed, is left as it is: nothing is lost with it that was not lost before, and all others
    /// have the new key.
    async fn dossiers(&self, c: &mut Conn, to: &Key) -> Result<Rotated> {
        let none = Rotated { hidden: 0, left: 0, changed: 0 };
        let (mut done, mut last) = (none, DossierId::from_uuid(Uuid::nil()));
        loop {
            let rows = store::dossiers_after(c, last, PAGE).await?;
            let Some(row) = rows.last() else { return Ok(done) };
            last = row.dossier;
            for row in &rows {
                let Some(from) = self.ring.key(&row.key) else {
                    done.left += 1;
                    continue;
                };
                let Some(moved) = hidden::moved(&self.world, from, to, row) else {
                    done.changed += 1;
                    continue;
                };
                store::put_dossier(c, &moved).await?;
                done.hidden += 1;
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
    /// What the lost key is called: whoever gives one up says which.
    pub key: String,
}

/// What went with a lost key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forgotten {
    /// Numbers that were taken away.
    pub numbers: usize,
    /// Dossiers that nobody opens here until the key is found.
    pub dossiers: i64,
}

impl Work for RemoveLost {
    type Done = Forgotten;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Forgotten> {
        if self.keys.read()?.key(&self.key).is_some() {
            return Err(anyhow!("the key {} is in {FILE}: nothing is lost", self.key).into());
        }
        let (current, counts) = (store::current(c).await?, store::counts(c).await?);
        let kept = counts.iter().find(|one| one.key == self.key);
        let writes = current.as_ref() == Some(&self.key);
        if kept.is_none() && !writes {
            return Err(anyhow!(
                "nothing here is kept with a key {}; attest check says what the lost one is called",
                self.key
            )
            .into());
        }
        let mut forgotten = Forgotten { numbers: 0, dossiers: kept.map_or(0, |one| one.dossiers) };
        let mut last = (PersonId::from_uuid(Uuid::nil()), String::new());
        loop {
            let rows = store::after(c, (last.0, &last.1), PAGE).await?;
            let Some(row) = rows.last() else { break };
            last = (row.person, row.kind.clone());
            for row in rows.iter().filter(|row| row.key == self.key) {
                gone(c, &self.world, row).await?;
                forgotten.numbers += 1;
            }
        }
        if writes {
            store::write_with_none(c).await?;
        }
        Ok(forgotten)
    }
}
