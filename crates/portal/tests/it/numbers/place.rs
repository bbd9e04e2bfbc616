//! What the stories of national numbers have in common: a portal's people, where its keys lie, and somebody with the database in hands.

use std::{collections::BTreeMap, fs, path::Path};

use base::PersonId;
use db::{Conn, Db, Fault, Work, args, sql};
use domain::identifier::Kind;
use portal::{
    identifiers::{self, Keys, Unread},
    intake::{NotImported, People, Report},
    people as persons, schemes,
    world::World,
};

const HEAD: &str = "name,email,cpr,hpr\n";

/// A portal's people, and where its keys lie.
pub(super) struct Place<'a> {
    pub(super) db: &'a Db,
    pub(super) folder: tempfile::TempDir,
    kinds: BTreeMap<String, Kind>,
}

impl<'a> Place<'a> {
    pub(super) fn of(db: &'a Db) -> Self {
        let rules = schemes::load(None).unwrap();
        Self { db, folder: tempfile::tempdir().unwrap(), kinds: identifiers::kinds(&rules.schemes) }
    }
    pub(super) fn keys(&self) -> Keys {
        Keys::at(self.folder.path())
    }
    pub(super) fn people(&self, rows: &str, apply: bool) -> People {
        let file = format!("{HEAD}{rows}").into_bytes();
        let schemes = schemes::load(None).unwrap().schemes;
        People { world: World::real(), schemes, keys: self.keys(), file, apply }
    }
    pub(super) async fn done(&self, rows: &str) -> String {
        let done: Result<Report, NotImported> = self.db.write(self.people(rows, true)).await;
        done.unwrap_or_else(|not| panic!("{not}: {not:?}")).to_string()
    }
    pub(super) async fn shown(&self, rows: &str) -> String {
        match self.db.write(self.people(rows, false)).await {
            Err(NotImported::Shown(report)) => report.to_string(),
            other => panic!("it should only have been shown: {other:?}"),
        }
    }
    pub(super) async fn bad(&self, rows: &str) -> Vec<String> {
        match self.db.write(self.people(rows, true)).await {
            Err(NotImported::Bad(problems)) => problems.iter().map(ToString::to_string).collect(),
            other => panic!("it should have been refused: {other:?}"),
        }
    }
    pub(super) async fn person(&self, email: &str) -> PersonId {
        let email = persons::Email::read(email).unwrap();
        let found = self.db.read(move |c| Box::pin(async move { persons::find_by_email(c, &email).await }));
        found.await.unwrap().expect("somebody has this address").id
    }
    /// What is held of somebody: kind, and the number or why it cannot be read.
    pub(super) async fn held(&self, person: PersonId) -> Vec<(String, Result<String, Unread>)> {
        let (keys, kinds) = (self.keys(), self.kinds.clone());
        let read =
            self.db.read(move |c| Box::pin(async move { identifiers::of(c, &keys, &kinds, person).await }));
        let held = read.await.unwrap().into_iter();
        held.map(|one| (one.kind.code, one.number.map(|opened| opened.number.reveal().to_owned()))).collect()
    }
    pub(super) async fn is_sound(&self) {
        let tell = &mut |words: &str| println!("{words}");
        assert!(persons::compare(self.db, tell).await.unwrap().is_sound());
        assert!(identifiers::compare(self.db, tell).await.unwrap().is_sound());
    }
}

pub(super) fn cpr(number: &str) -> Vec<(String, Result<String, Unread>)> {
    vec![("cpr".to_owned(), Ok(number.to_owned()))]
}

/// A statement by somebody who has the database in hands.
pub(super) struct Does(db::Sql, Vec<db::Value>);
impl Work for Does {
    type Done = u64;
    type Error = Fault;
    async fn run(&self, c: &mut Conn) -> Result<u64, Fault> {
        c.execute(self.0, &self.1).await
    }
}

pub(super) async fn does(db: &Db, sql: db::Sql, args: impl Into<Vec<db::Value>>) -> Result<u64, Fault> {
    db.write(Does(sql, args.into())).await
}

pub(super) type Row = (Vec<u8>, Vec<u8>);

pub(super) async fn row(db: &Db, person: PersonId) -> Row {
    let select = sql!("SELECT hash, sealed FROM identifier WHERE person_id = $1 AND kind = 'cpr'");
    let found: Option<Row> =
        db.read(move |c| Box::pin(async move { c.first(select, &args![person]).await })).await.unwrap();
    found.expect("they have one")
}

/// Whether these bytes stand in any file below a folder.
pub(crate) fn stands_in(folder: &Path, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(stands_in(&path, words));
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let holds = |word: &&&str| bytes.windows(word.len()).any(|part| part == word.as_bytes());
        found.extend(words.iter().filter(holds).map(|word| format!("{word} in {}", path.display())));
    }
    found
}
