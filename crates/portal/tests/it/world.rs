//! A demo world for stories: a portal on a fresh database, with everybody of the cast in it.

use std::collections::HashMap;

use crate::killed::ATTEST;
use base::PersonId;
use db::Db;
use domain::curriculum::{Beside, Curriculum, Form, Known};
use portal::{
    config::Config,
    curricula::{self, Publish},
    demo,
    installation::{self, Kind},
    people,
    portal::{App, Call},
    schemes, serving,
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
        Self::ruled(db, |_| ()).await
    }

    /// Publishes a curriculum that no trainee has and every one may have: `EKSTRA` 1, three goals of no stage and no specialty.
    pub(crate) async fn publish_another(&self, scheme: &str) {
        let goals: String = (1..=3)
            .map(|n| format!("[[requirement]]\ncode = \"E-{n}\"\nkind = \"goal\"\ntitle = \"Mål {n}\"\n"))
            .collect();
        let head = "code = \"EKSTRA\"\nversion = \"1\"\ntitle = \"Ekstra\"\nlanguage = \"nb\"\nvalid_from = \"unknown\"\npartial = false\ndemo = true\n\
                    source = \"unknown\"\nlicence = \"unknown\"\n";
        let text = format!("scheme = \"{scheme}\"\n{head}{goals}");
        let curriculum = Curriculum::read(Form::Toml, text.as_bytes(), &Beside::default(), &Known::default());
        let publish = Publish::new(&self.app.world, curriculum.expect("it is whole"));
        self.app.db.write(publish).await.expect("it is new");
    }

    /// The same under rules that differ.
    pub(crate) async fn ruled(db: &Db, change: impl FnOnce(&mut schemes::Rules)) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let (world, mut rules) = (World::real(), schemes::load(None).expect("the schemes are whole"));
        change(&mut rules);
        installation::claim(db, Kind::Demo, world.now()).await.expect("a fresh database is nobody's");
        let known = curricula::known(rules.schemes.values());
        let packs = schemes::packs(None).expect("the packed curricula are there");
        let published = curricula::publish_packs(db, &world, &known, &packs, Kind::Demo).await;
        published.expect("the packed curricula are whole");
        let config = Config { paper_program: Some(ATTEST.into()), ..Config::default() };
        let app = serving::assemble(&config, folder.path(), Kind::Demo, world, rules, db.clone()).await;
        let app = app.expect("a fresh portal opens");
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
