//! The demo world: invented people and places on real curricula, always as of today. Played through the verbs that everyone uses, so
//! that nothing in it could not have happened.

mod cast;
mod documents;
mod history;
mod making;
mod playing;

use std::{collections::HashMap, sync::Arc};

use anyhow::Context;
use base::{Day, Moment, OrganisationId, PersonId, PlanId, SignOffId};
use db::{Conn, Work};

use cast::CAST;
use history::Step;

use crate::{
    curricula::{self, Published},
    documents::Filed,
    error::{Error, Result},
    portal::{App, Call},
};

/// Fills an empty demo portal whose curricula are published. Answers how many people live in it.
pub async fn build(app: &App) -> Result<usize> {
    let mut books = HashMap::new();
    for (scheme, code, version) in [
        ("dk", "ORTO-I", "2021"),
        ("dk", "KBU", "2017-03-30"),
        ("no", "ANE", "2019"),
        ("no", "FKM", "2025"),
        ("no", "ALM", "2019"),
    ] {
        let shelf = app.shelf.clone();
        let book = app
            .db
            .read(move |c| {
                Box::pin(async move {
                    let id = curricula::find(c, scheme, code, version).await?;
                    let id = id.with_context(|| format!("the demo needs the curriculum {code} {version}"))?;
                    Ok::<_, Error>(shelf.get(c, id).await?)
                })
            })
            .await?;
        books.insert(code, book);
    }
    let documents = documents::filed(app).await?;
    app.does(Build { app: app.clone(), books, documents }).await
}

struct Build {
    app: App,
    books: HashMap<&'static str, Arc<Published>>,
    documents: Vec<(&'static documents::Document, Filed)>,
}

impl Work for Build {
    type Done = usize;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<usize> {
        let now = self.app.world.now();
        let mut world = Making {
            app: &self.app,
            books: &self.books,
            today: now.day_in(self.app.world.zone()),
            now,
            units: HashMap::new(),
            people: HashMap::new(),
            plans: HashMap::new(),
            waiting: HashMap::new(),
        };
        world.make_units(c).await?;
        world.make_people(c).await?;
        world.make_numbers(c).await?;
        world.make_stages(c).await?;
        world.lend(c).await?;
        world.file_documents(c, &self.documents).await?;
        world.confirm_employments(c).await?;
        for step in world.script() {
            world.play(c, &step).await.map_err(|error| told(&step, error))?;
        }
        Ok(CAST.len())
    }
}

/// A step that is refused is a mistake in the script: say which.
fn told(step: &Step, error: Error) -> Error {
    anyhow::anyhow!(
        "the demo's script: {} {} {} {:?}: {error}",
        step.trainee,
        step.curriculum,
        step.code,
        step.deed
    )
    .into()
}

/// A demo world being made.
struct Making<'a> {
    app: &'a App,
    books: &'a HashMap<&'static str, Arc<Published>>,
    today: Day,
    now: Moment,
    units: HashMap<&'static str, OrganisationId>,
    people: HashMap<&'static str, PersonId>,
    plans: HashMap<(&'static str, &'static str), PlanId>,
    waiting: HashMap<(PlanId, String), SignOffId>,
}

impl Making<'_> {
    /// The first day of the month so many months from this one.
    fn month(&self, months: i32) -> Day {
        let date = self.today.date();
        let first = Day::new(date.year(), date.month(), 1).expect("every month has a first day");
        first.plus_months(months)
    }

    fn call(&self, key: &str, at: Moment) -> Call {
        Call {
            portal: self.app.clone(),
            actor: self.people[key],
            now: at,
            today: at.day_in(self.app.world.zone()),
        }
    }
}
