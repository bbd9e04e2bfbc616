//! National numbers of persons (CPR, fødselsnummer, authorisation ID, HPR): kept encrypted, found by a keyed hash, shown to the person alone,
//! and to the authority in what they seal for it. Why it is so: `docs/adr/0017-a-number-is-found-and-not-read.md`.
//!
//! A number comes in by an import only. It stands in no act, no log, no address and no error. Its person's own page and the report of the
//! import mask one that is secret; one that a public register has stands there whole.

mod compared;
mod hidden;
mod key;
mod keys;
mod rotate;
mod store;

use std::collections::BTreeMap;

use anyhow::Context as _;
use base::{Moment, PersonId};
use db::{Conn, Db};
use domain::{
    identifier::{Kind, Number},
    scheme::Scheme,
};
use zeroize::Zeroizing;

pub use compared::compare;
pub use hidden::{Hiding, OfDossier, hide, of_dossier};
pub use key::OVERHEAD;
pub use keys::{FILE, Keys, Ring, both, is_key_missing};
pub use rotate::{Forgotten, RemoveLost, RemoveNumbers, Rotated, rotate};

use key::Key;
use store::{Counted, Row};

use crate::{
    audit::{Act, What, record},
    error::{Error, Result},
    portal::Portal,
    world::World,
};

/// How many random bytes stand before a number.
const SALT: usize = sealed::SALT_BYTES;

/// The kinds of numbers that these schemes know, by code.
pub fn kinds(schemes: &BTreeMap<String, Scheme>) -> BTreeMap<String, Kind> {
    let all = schemes.values().flat_map(|scheme| &scheme.identifiers);
    all.map(|kind| (kind.code.clone(), kind.clone())).collect()
}

/// A number that somebody has here.
#[derive(Debug)]
pub struct Held {
    /// Of which kind.
    pub kind: Kind,
    /// The number; else why it cannot be read.
    pub number: std::result::Result<Opened, Unread>,
}

/// A number, and the salt with which a dossier holds it.
#[derive(Debug)]
pub struct Opened {
    /// The number.
    pub number: Number,
    /// The salt.
    pub salt: [u8; SALT],
}

/// Why a number that is here, or a dossier with one in it, cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// Its key is not in the data folder.
    #[error("its key is not in {}", FILE)]
    Lost,
    /// Its row was changed.
    #[error("it was changed, or belongs elsewhere")]
    Changed,
}

/// What was read, or none where it cannot be, for its key is not there or it was changed: that is told in the log, and all else goes on.
pub fn if_read<T>(found: Result<T>) -> Result<Option<T>> {
    match found {
        Err(Error::Fault(why)) if why.downcast_ref::<Unread>().is_some() => {
            tracing::error!("What is hidden cannot be read: {why:#}");
            Ok(None)
        }
        found => found.map(Some),
    }
}

/// Somebody's numbers, of all kinds that a portal knows.
pub async fn held(c: &mut Conn, portal: &Portal, person: PersonId) -> Result<Vec<Held>> {
    of(c, &portal.identifiers, &kinds(&portal.schemes), person).await
}

/// Somebody's numbers of these kinds, in the order of their codes. One that cannot be read is told in the log, without it.
pub async fn of(
    c: &mut Conn,
    keys: &Keys,
    kinds: &BTreeMap<String, Kind>,
    person: PersonId,
) -> Result<Vec<Held>> {
    let rows = store::of(c, person).await?;
    // Whoever has none needs no key.
    let ring = if rows.is_empty() { Ring::default() } else { keys.read_or_none() };
    let held = |row: Row| {
        let kind = kinds.get(&row.kind)?.clone();
        let number = opened(&ring, &kind, &row);
        if let Err(why) = &number {
            tracing::warn!(person = %person, kind = kind.code, ?why, "A national number cannot be read");
        }
        Some(Held { kind, number })
    };
    Ok(rows.into_iter().filter_map(held).collect())
}

/// Those who have what somebody typed as a number of one of these kinds. None: it is no such number, or one that anybody may know and that
/// nobody has here.
pub async fn holders<'a>(
    c: &mut Conn,
    keys: &Keys,
    kinds: impl Iterator<Item = &'a Kind> + Send,
    typed: &str,
) -> Result<Option<Vec<PersonId>>> {
    let read = kinds.filter_map(|kind| Some((kind, Number::read(kind.rule, typed)?)));
    let read: Vec<(&Kind, Number)> = read.collect();
    let secret = read.iter().any(|(kind, _)| kind.secret);
    let mut people = Vec::new();
    if let Some(id) = store::current(c).await?.filter(|_| !read.is_empty()) {
        let ring = keys.read_or_none();
        let key = ring.key(&id);
        // What is not secret may as well be the number of a case, which needs no key.
        if key.is_none() && secret {
            return Err(keys::lost(&id).into());
        }
        for (key, (kind, number)) in read.iter().filter_map(|one| Some((key?, one))) {
            people.extend(store::holder(c, &kind.code, &key.hash(&kind.code, number.reveal())).await?);
        }
    }
    people.sort_unstable();
    people.dedup();
    Ok((secret || !people.is_empty()).then_some(people))
}

fn opened(ring: &Ring, kind: &Kind, row: &Row) -> std::result::Result<Opened, Unread> {
    let key = ring.key(&row.key).ok_or(Unread::Lost)?;
    let (salt, text) = plain(key, row).ok_or(Unread::Changed)?;
    // Both halves of a row say the same, or somebody wrote one of them.
    let same = key.hash(&row.kind, &text)[..] == row.hash[..];
    let number = Number::kept(kind.rule, &text).filter(|_| same).ok_or(Unread::Changed)?;
    Ok(Opened { number, salt })
}

/// What a row hides.
fn plain(key: &Key, row: &Row) -> Option<([u8; SALT], Zeroizing<String>)> {
    let plain = key.sealing().open(&row.sealed, &place(row.person, &row.kind)).ok()?;
    let (salt, text) = plain.split_first_chunk::<SALT>()?;
    Some((*salt, Zeroizing::new(std::str::from_utf8(text).ok()?.to_owned())))
}

/// To what a row is bound: a number hidden for one person says nothing in the row of another.
fn place(person: PersonId, kind: &str) -> Vec<u8> {
    [b"number\0".as_slice(), person.uuid().as_bytes(), kind.as_bytes()].concat()
}

/// A row as this key writes it.
fn written(world: &World, key: &Key, number: (&[u8; SALT], &str), of: (PersonId, &str, Moment)) -> Row {
    let ((salt, text), (person, kind, at)) = (number, of);
    let plain = Zeroizing::new([salt, text.as_bytes()].concat());
    Row {
        person,
        kind: kind.to_owned(),
        key: key.id().to_owned(),
        hash: key.hash(kind, text).to_vec(),
        sealed: key.sealing().seal(&plain, &place(person, kind), world.random()),
        at,
    }
}

/// What came of a number that was brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// The person had none of its kind.
    New,
    /// They had another.
    Changed,
    /// They had this one.
    Unchanged,
}

/// Whoever writes numbers and looks for them, within one transaction.
#[derive(Debug)]
pub struct Writer {
    world: World,
    ring: Ring,
    id: String,
}

impl Writer {
    /// With the key that writes now. Where there is none it is made, if what is written is to stay.
    pub async fn open(c: &mut Conn, keys: &Keys, world: &World, stays: bool) -> Result<Self> {
        let current = store::current(c).await?;
        let ring = match &current {
            Some(_) => keys.read()?,
            None if !stays => Ring::passing(world),
            None => match keys.read()? {
                none if none.is_empty() => keys.make(world)?,
                some => some,
            },
        };
        let id = match current {
            Some(id) => id,
            None => {
                let id = ring.first().context("a key was just made")?.id().to_owned();
                store::write_with(c, &id, world.now()).await?;
                id
            }
        };
        if ring.key(&id).is_none() {
            return Err(keys::lost(&id).into());
        }
        Ok(Self { world: world.clone(), ring, id })
    }

    fn key(&self) -> Result<&Key> {
        Ok(self.ring.key(&self.id).context("a writer has its key")?)
    }

    /// Whose number this is.
    pub async fn holder(&self, c: &mut Conn, kind: &Kind, number: &Number) -> Result<Option<PersonId>> {
        let hash = self.key()?.hash(&kind.code, number.reveal());
        Ok(store::holder(c, &kind.code, &hash).await?)
    }

    /// Gives somebody a number that nobody else has.
    pub async fn set(&self, c: &mut Conn, person: PersonId, kind: &Kind, number: &Number) -> Result<Came> {
        let (key, at) = (self.key()?, self.world.now());
        let there = store::of(c, person).await?.into_iter().find(|row| row.kind == kind.code);
        let same = |row: &Row| {
            opened(&self.ring, kind, row).is_ok_and(|opened| opened.number == *number) && row.key == self.id
        };
        if there.as_ref().is_some_and(same) {
            return Ok(Came::Unchanged);
        }
        let salt = self.world.random();
        let row = written(&self.world, key, (&salt, number.reveal()), (person, &kind.code, at));
        store::put(c, &row).await?;
        told(c, &self.world, What::IdentifierSet, person, &kind.code, at).await?;
        Ok(if there.is_some() { Came::Changed } else { Came::New })
    }
}

/// The ledger says that it happened, and not which number it was: what it holds is for ever.
async fn told(
    c: &mut Conn,
    world: &World,
    what: What,
    person: PersonId,
    kind: &str,
    at: Moment,
) -> Result<()> {
    let mut act = Act::new(what, at);
    act.trainee = Some(person);
    act.over = Some(kind.to_owned());
    record(c, world, &act).await.map(drop)
}

/// How the numbers of a portal are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stands {
    /// There are none yet.
    None,
    /// So many, and dossiers with some in them; all of them can be read.
    Kept(i64),
    /// So many can be read, all numbers among them. Of dossiers some cannot, and are no hindrance: their key was given up.
    Shut {
        /// What can be read.
        kept: i64,
        /// Dossiers that cannot be opened.
        dossiers: i64,
        /// What their key is called, or the first of several.
        key: String,
    },
    /// So many of them cannot be read: their key, of this name, is not there.
    Lost(i64, String),
}

/// How the numbers are kept, as far as keys go.
pub async fn stands(db: &Db, keys: &Keys) -> Result<Stands> {
    let read = db.read(|c| {
        Box::pin(async move { Ok::<_, Error>((store::current(c).await?, store::counts(c).await?)) })
    });
    let (current, counts) = read.await?;
    if current.is_none() && counts.is_empty() {
        return Ok(Stands::None);
    }
    let ring = keys.read()?;
    let (there, lost): (Vec<Counted>, Vec<Counted>) =
        counts.into_iter().partition(|one| ring.key(&one.key).is_some());
    let kept = there.iter().map(|one| one.numbers + one.dossiers).sum();
    let writes = |id: &String| current.as_ref() == Some(id);
    // Without such a key no number is taken in.
    if let Some(one) = lost.iter().find(|one| one.numbers > 0 || writes(&one.key)) {
        return Ok(Stands::Lost(one.numbers + one.dossiers, one.key.clone()));
    }
    if let Some(id) = current.filter(|id| ring.key(id).is_none()) {
        return Ok(Stands::Lost(0, id));
    }
    Ok(match lost.first() {
        Some(first) => {
            let dossiers = lost.iter().map(|one| one.dossiers).sum();
            Stands::Shut { kept, dossiers, key: first.key.clone() }
        }
        None => Stands::Kept(kept),
    })
}

/// Whether others on this machine may read the keys.
pub fn is_open(folder: &std::path::Path) -> anyhow::Result<bool> {
    keys::is_open(folder)
}
