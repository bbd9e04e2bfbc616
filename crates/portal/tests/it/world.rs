//! A demo world for stories: a portal on a fresh database, with everybody of the cast in it.

use std::{collections::HashMap, sync::Arc};

use base::PersonId;
use db::Db;
use ledger::{Folder, Ledger};
use portal::{
    curricula::{self, Pack, Shelf},
    demo,
    installation::{self, Kind},
    people::{self, Logins},
    portal::{App, Call, Portal},
    schemes,
    world::World,
};
use tempfile::TempDir;

/// The portal, its data folder, and who lives there.
pub(crate) struct Demo {
    pub(crate) app: App,
    pub(crate) folder: TempDir,
    people: HashMap<String, PersonId>,
}

impl Demo {
    /// Builds the demo world on `db`, whose migrations have run.
    pub(crate) async fn new(db: &Db) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let (world, rules) = (World::real(), schemes::load(None).expect("the schemes are whole"));
        installation::claim(db, Kind::Demo, world.now()).await.expect("a fresh database is nobody's");
        let dice = world.clone();
        let ledger = Ledger::open(db.clone(), Folder::at(folder.path()), "test.example", move || dice.random());
        let known = curricula::known(rules.schemes.values());
        let packs: Vec<Pack> = schemes::curricula().into_iter().map(Pack::from).collect();
        let published = curricula::publish_packs(db, &world, &known, &packs, Kind::Demo).await;
        published.expect("the packed curricula are whole");
        let app = Arc::new(Portal {
            db: db.clone(),
            world,
            schemes: rules.schemes,
            policies: rules.policies,
            shelf: Shelf::default(),
            ledger: ledger.await.expect("a fresh ledger opens"),
            logins: Logins::default(),
            cookie: web::cookie::Cookie::Plain,
            kind: Kind::Demo,
            lang: web::Lang::Da,
        });
        demo::build(&app).await.expect("the demo can be played");
        let people = db.read(|c| Box::pin(people::personas(c))).await.expect("there are personas");
        let people = people.into_iter().map(|(key, person)| (key, person.id)).collect();
        Self { app, folder, people }
    }

    /// Who this persona is.
    pub(crate) fn person(&self, key: &str) -> PersonId {
        self.people[key]
    }

    /// This persona, doing something now.
    pub(crate) fn call(&self, key: &str) -> Call {
        Call::new(&self.app, self.person(key))
    }
}
