//! The persons of the file: made, renamed, or known by a number and given another address.

use std::collections::BTreeMap;

use base::PersonId;
use db::Conn;

use super::{
    People, Wanted,
    numbers::{self, Typed},
};
use crate::{
    identifiers::Writer,
    intake::{
        NotImported,
        problem::Problems,
        report::{Fate, Report},
        table::shown,
    },
    mint,
    people::{self, Email, NewPerson},
};

/// Each address with its name; one with two names is noted.
pub(super) fn names(wanted: &[Wanted], problems: &mut Problems) -> BTreeMap<Email, String> {
    let mut names: BTreeMap<Email, (String, u64)> = BTreeMap::new();
    for want in wanted {
        match names.get(&want.email) {
            Some((name, line)) if *name != want.name => {
                problems.cell(want.line, "name", format!("is {} on line {line}", shown(name)));
            }
            Some(_) => {}
            None => _ = names.insert(want.email.clone(), (want.name.clone(), want.line)),
        }
    }
    names.into_iter().map(|(email, (name, _))| (email, name)).collect()
}

impl People {
    /// Makes, renames or readdresses every person of the file, and gives them their numbers; gives their ids by every address they had.
    pub(super) async fn persons(
        &self,
        c: &mut Conn,
        (names, numbers): (&BTreeMap<Email, String>, &BTreeMap<Email, Vec<Typed>>),
        report: &mut Report,
        problems: &mut Problems,
    ) -> Result<BTreeMap<Email, PersonId>, NotImported> {
        let writer = match numbers.is_empty() {
            true => None,
            false => Some(Writer::open(c, &self.keys, &self.world, self.apply).await?),
        };
        let mut ids = BTreeMap::new();
        for (email, name) in names {
            let typed = numbers.get(email).map_or(&[][..], Vec::as_slice);
            let there = people::find_by_email(c, email).await?;
            let moved = match &writer {
                Some(writer) => {
                    numbers::elsewhere(c, writer, typed, (there.as_ref(), name), problems).await?
                }
                None => None,
            };
            let id = match there.or(moved) {
                Some(there) => {
                    let old = there.email.as_deref().and_then(Email::read);
                    let pairs = [
                        ("name", there.name, name.clone()),
                        ("email", there.email.unwrap_or_default(), email.as_str().to_owned()),
                    ];
                    if report.compare("person", email.as_str(), &pairs) {
                        people::rename(c, there.id, name).await?;
                    }
                    if old.as_ref() != Some(email) {
                        self.readdress(c, (there.id, old, email), names, &mut ids, problems).await?;
                    }
                    there.id
                }
                None => {
                    let id = mint!(self.world, PersonId);
                    let at = self.world.now();
                    let new =
                        NewPerson { id, name: name.clone(), email: Some(email.clone()), language: None, at };
                    report.note(Fate::New, "person", format!("{} {}", email.as_str(), shown(name)));
                    people::create(c, &self.world, &new).await?
                }
            };
            if let Some(writer) = writer.as_ref().filter(|_| problems.none()) {
                numbers::give(c, writer, typed, (id, email), report).await?;
            }
            ids.insert(email.clone(), id);
        }
        Ok(ids)
    }

    /// Somebody known by a number has another address now. What the file says of the old one is about them too.
    async fn readdress(
        &self,
        c: &mut Conn,
        (id, old, email): (PersonId, Option<Email>, &Email),
        names: &BTreeMap<Email, String>,
        ids: &mut BTreeMap<Email, PersonId>,
        problems: &mut Problems,
    ) -> Result<(), NotImported> {
        if let Some(old) = old {
            if names.contains_key(&old) {
                let what =
                    format!("{} and {} are one person: leave one of them out", old.as_str(), email.as_str());
                problems.file(what);
                return Ok(());
            }
            ids.insert(old, id);
        }
        Ok(people::readdress(c, &self.world, id, email).await?)
    }
}
