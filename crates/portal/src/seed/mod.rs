//! `attest seed`: a synthetic nation for load and scale. Invented people in departments of real size, on real curricula, each with a
//! plan that looks like one after so many months; the same again for the same seed and day.
//!
//! It is the operator's doing: nobody's leave is asked, no notices are left and no look-ups logged. Everything else is as verbs
//! would have written it: `attest ledger verify` folds all of it again and finds nothing.

mod book;
mod chance;
mod names;
mod nation;
mod past;
mod trainee;

use std::{path::Path, time::Instant};

use anyhow::{Context as _, Result, bail};
use base::{Day, Moment};
use db::{Conn, Db, Work};
use ledger::{Folder, Ledger};

use crate::{
    curricula, error::Error, installation::Kind, organisations, people, schemes::Rules, world::World,
};

use book::Book;
use chance::Chance;
use nation::Nation;
use trainee::Trainee;

/// What is to be made.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// How many trainees.
    pub trainees: u32,
    /// The same seed makes the same nation.
    pub seed: u64,
}

/// What was made.
#[derive(Debug, Clone, Default)]
pub struct Made {
    /// Rows of each table, in the order in which they were made.
    pub rows: Vec<(&'static str, u64)>,
    /// Leaves of the ledger's tree.
    pub leaves: u64,
    /// Seconds for the rows.
    pub seconds: f64,
    /// Seconds for the tree.
    pub seconds_tree: f64,
}

/// Trainees written in one transaction.
const TOGETHER: usize = 10;
/// Part of every address made here.
const HOST: &str = "seed.example";

/// Makes the nation in a portal that has no people but seeded ones. None: this seed's nation stands there already.
pub async fn sow(
    db: &Db,
    folder: &Path,
    rules: &Rules,
    world: &World,
    wanted: Wanted,
) -> Result<Option<Made>> {
    if db.read(move |c| Box::pin(people::somebody_elsewhere(c, HOST))).await? {
        bail!("people live in this portal; a synthetic nation needs data of its own, as in --data ./seeded");
    }
    let mark = nation::mark(wanted.seed);
    let stands =
        db.read(move |c| Box::pin(async move { organisations::find_by_code(c, "no", &mark).await })).await?;
    if stands.is_some() {
        return Ok(None);
    }
    let began = Instant::now();
    // With what is made up for show: only so does a Norwegian plan have its 300 activities.
    let known = curricula::known(rules.schemes.values());
    let packs = crate::schemes::packs(None)?;
    curricula::publish_packs(db, world, &known, &packs, Kind::Demo).await?;
    let books = book::books(db, rules).await?;
    let today = world.today();
    let mut chance = Chance::new(Moment::start_of(today.plus_days(-1)), wanted.seed);
    let nation = Nation::plan(&mut chance, wanted, today);
    let staff = World::seeded(Moment::start_of(today), wanted.seed ^ 1);
    let mut made = Made::default();
    made.count(&nation.rows());
    db.write(nation.work(staff.clone())).await.map_err(Error::into_fault)?;
    people_of(db, &nation, &books, &mut chance, (&staff, today), &mut made).await?;
    made.seconds = began.elapsed().as_secs_f64();
    let began = Instant::now();
    // The key is not the seed's: whoever knows a seed shall not sign as this portal.
    let origin = format!("seed-{}.attest.invalid", wanted.seed);
    let dice = world.clone();
    let ledger = Ledger::open(db.clone(), Folder::at(folder), &origin, move || dice.random()).await?;
    made.leaves = ledger.drain(|| world.now()).await.context("the ledger's tree")?;
    made.seconds_tree = began.elapsed().as_secs_f64();
    Ok(Some(made))
}

/// Writes everybody: some are made while those before them are written.
async fn people_of(
    db: &Db,
    nation: &Nation,
    books: &[Book],
    chance: &mut Chance,
    (staff, today): (&World, Day),
    made: &mut Made,
) -> Result<()> {
    let mut writing: Option<tokio::task::JoinHandle<Result<(), Error>>> = None;
    for seats in nation.seats().chunks(TOGETHER) {
        let some: Vec<_> =
            seats.iter().map(|seat| trainee::make(chance, nation, seat, books, today)).collect();
        some.iter().for_each(|one| made.count(&one.rows()));
        finish(writing.take()).await?;
        let work = Batch { some, books: books.to_vec(), staff: staff.clone() };
        let db = db.clone();
        writing = Some(tokio::spawn(async move { db.write(work).await }));
    }
    finish(writing).await
}

async fn finish(writing: Option<tokio::task::JoinHandle<Result<(), Error>>>) -> Result<()> {
    match writing {
        Some(task) => task.await?.map_err(Error::into_fault),
        None => Ok(()),
    }
}

/// Some trainees, in one transaction.
struct Batch {
    some: Vec<Trainee>,
    books: Vec<Book>,
    staff: World,
}

impl Work for Batch {
    type Done = ();
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<(), Error> {
        for one in &self.some {
            one.write(c, &self.books[one.book], &self.staff).await?;
        }
        Ok(())
    }
}

impl Made {
    fn count(&mut self, rows: &[(&'static str, usize)]) {
        for (table, more) in rows {
            let more = *more as u64;
            match self.rows.iter_mut().find(|(there, _)| there == table) {
                Some((_, count)) => *count += more,
                None => self.rows.push((table, more)),
            }
        }
    }
    /// All rows together.
    pub fn total(&self) -> u64 {
        self.rows.iter().map(|(_, count)| count).sum()
    }
}
