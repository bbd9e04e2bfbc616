//! National numbers in `people.csv`: a column for each kind that the schemes know. A number says who somebody is, also when their address is
//! another now. No secret number stands in a report or a problem: the report masks it, and shows one whole that a public register has.

use std::collections::BTreeMap;

use db::Conn;
use domain::identifier::{Kind, Number};

use crate::{
    error::Result,
    identifiers::{Came, Writer},
    intake::{
        problem::Problems,
        report::{Fate, Report},
        table::{Column, Row, named, shown},
    },
    people::{Email, Person, find},
};

/// The kinds, by code.
pub(super) type Kinds = BTreeMap<String, Kind>;

/// A number as a row has it.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    line: u64,
    kind: Kind,
    number: Number,
}

/// The columns of these kinds.
pub(super) fn columns(kinds: &Kinds) -> Vec<Column> {
    kinds.keys().cloned().map(named).collect()
}

/// The numbers of a row.
pub(super) fn read(row: &Row<'_>, kinds: &Kinds, problems: &mut Problems) -> Vec<Typed> {
    let mut all = Vec::new();
    for (code, kind) in kinds {
        let Some(text) = row.filled(code) else { continue };
        match Number::read(kind.rule, text) {
            Some(number) => all.push(Typed { line: row.line, kind: kind.clone(), number }),
            None => problems.cell(row.line, code.clone(), "is no number of this kind"),
        }
    }
    all
}

/// The numbers of each address. One with two of a kind, and two with the same one, are noted.
pub(super) fn by_address<'a>(
    wanted: impl Iterator<Item = (&'a Email, &'a Vec<Typed>)>,
    problems: &mut Problems,
) -> BTreeMap<Email, Vec<Typed>> {
    let mut all: BTreeMap<Email, Vec<Typed>> = BTreeMap::new();
    let mut by_text: BTreeMap<(&str, &str), (&Email, u64)> = BTreeMap::new();
    for (email, typed) in wanted.flat_map(|(email, all)| all.iter().map(move |one| (email, one))) {
        let code = typed.kind.code.clone();
        match by_text.insert((&typed.kind.code, typed.number.reveal()), (email, typed.line)) {
            Some((other, line)) if other != email => {
                problems.cell(typed.line, code, format!("is also that of another address, on line {line}"));
                continue;
            }
            Some(_) => continue,
            None => {}
        }
        let own = all.entry(email.clone()).or_default();
        match own.iter().find(|one| one.kind.code == typed.kind.code) {
            Some(one) => problems.cell(typed.line, code, format!("is another than on line {}", one.line)),
            None => own.push(typed.clone()),
        }
    }
    all
}

/// Whoever has these numbers here under another address; `there` has the address of the row.
pub(super) async fn elsewhere(
    c: &mut Conn,
    writer: &Writer,
    typed: &[Typed],
    (there, name): (Option<&Person>, &str),
    problems: &mut Problems,
) -> Result<Option<Person>> {
    let mut found: Option<Person> = None;
    for one in typed {
        let Some(holder) = writer.holder(c, &one.kind, &one.number).await? else { continue };
        let mut note = |what: String| problems.cell(one.line, one.kind.code.clone(), what);
        if there.is_some_and(|there| there.id == holder) {
            continue;
        }
        if there.is_some() || found.as_ref().is_some_and(|found| found.id != holder) {
            note("is that of somebody else here".to_owned());
            continue;
        }
        let Some(person) = find(c, holder).await? else { continue };
        if person.name == name {
            found = Some(person);
        } else {
            // One slip of the pen must not give somebody's record away.
            let other = shown(&person.name);
            note(format!(
                "is that of {other} here, with another name and another address: mend one of them first"
            ));
        }
    }
    Ok(found)
}

/// Gives a person these numbers, and notes what came of it.
pub(super) async fn give(
    c: &mut Conn,
    writer: &Writer,
    typed: &[Typed],
    person: (base::PersonId, &Email),
    report: &mut Report,
) -> Result<()> {
    for Typed { kind, number, .. } in typed {
        let fate = match writer.set(c, person.0, kind, number).await? {
            Came::New => Fate::New,
            Came::Changed => Fate::Changed,
            Came::Unchanged => Fate::Unchanged,
        };
        report.note(fate, "number", format!("{} {} {}", person.1.as_str(), kind.code, kind.shown(number)));
    }
    Ok(())
}
