//! `organisations.csv`: the tree of units of one or more schemes.

use std::collections::{BTreeMap, BTreeSet};

use base::{OrganisationId, Period};
use db::Conn;

use super::{
    NotImported, concluded,
    problem::Problems,
    report::{Fate, Report},
    table::{self, Column, Row, optional, required, shown},
};
use crate::{
    mint,
    organisations::{self, KINDS, Organisation},
    world::World,
};

const COLUMNS: &[Column] = &[
    required("scheme"),
    required("code"),
    required("name"),
    required("kind"),
    optional("parent"),
    optional("setting"),
    required("from"),
    optional("until"),
    optional("successor"),
];

/// The import of units.
#[derive(Debug)]
pub struct Organisations {
    /// The clock and the dice.
    pub world: World,
    /// The settings of each scheme that this portal knows, by its code.
    pub schemes: BTreeMap<String, Vec<String>>,
    /// The file.
    pub file: Vec<u8>,
    /// Whether to do it, or only to show what it would do.
    pub apply: bool,
}

/// A unit as the file has it.
#[derive(Debug)]
struct Wanted {
    line: u64,
    key: Key,
    name: String,
    kind: String,
    parent: Option<String>,
    setting: Option<String>,
    period: Period,
    successor: Option<String>,
}

/// Scheme and code.
type Key = (String, String);

impl db::Work for Organisations {
    type Done = Report;
    type Error = NotImported;
    async fn run(&self, c: &mut Conn) -> Result<Report, NotImported> {
        let (mut problems, mut report) = (Problems::default(), Report::default());
        let mut named = Named::default();
        let wanted = self.wanted(&mut named, &mut problems);
        let mut there = BTreeMap::new();
        for scheme in named.keys.iter().map(|key| key.0.clone()).collect::<BTreeSet<_>>() {
            let units = organisations::all(c, &scheme).await?;
            there.extend(units.into_iter().map(|unit| ((unit.scheme.clone(), unit.code.clone()), unit)));
        }
        named.look_up(&there, &mut problems);
        let wanted = in_order(wanted, &there, &mut problems);
        if problems.none() {
            self.bring_about(c, &wanted, &mut there, &mut report).await?;
        }
        concluded(self.apply, report, problems)
    }
}

impl Organisations {
    fn wanted(&self, named: &mut Named, problems: &mut Problems) -> Vec<Wanted> {
        let mut seen = BTreeMap::new();
        let mut all = Vec::new();
        for row in table::read(&self.file, COLUMNS, problems) {
            let Some(one) = self.read(&row, named, problems) else { continue };
            match seen.insert(one.key.clone(), one.line) {
                Some(line) => problems.cell(row.line, "code", format!("stands on line {line} already")),
                None => all.push(one),
            }
        }
        all
    }

    fn read(&self, row: &Row<'_>, named: &mut Named, problems: &mut Problems) -> Option<Wanted> {
        let known: Vec<&str> = self.schemes.keys().map(String::as_str).collect();
        row.needed("scheme", problems);
        row.needed("kind", problems);
        let scheme = row.one_of("scheme", &known, problems);
        let code = row.code_needed("code", problems);
        let name = row.name("name", problems);
        let kind = row.one_of("kind", KINDS, problems);
        let (parent, successor) = (row.code("parent", problems), row.code("successor", problems));
        let period = row.period("from", "until", problems);
        let settings = scheme.and_then(|s| self.schemes.get(s)).map(Vec::as_slice).unwrap_or_default();
        let settings: Vec<&str> = settings.iter().map(String::as_str).collect();
        let setting = match scheme {
            Some(_) => row.one_of("setting", &settings, problems).map(str::to_owned),
            None => None,
        };
        for (column, other) in [("parent", &parent), ("successor", &successor)] {
            if other.is_some() && *other == code {
                problems.cell(row.line, column, "is the unit itself");
            }
        }
        let scheme = scheme?.to_owned();
        for (column, other) in [("parent", &parent), ("successor", &successor)] {
            let other = other.clone().map(|other| (row.line, column, (scheme.clone(), other)));
            named.others.extend(other);
        }
        let key = (scheme, code?);
        named.keys.insert(key.clone());
        Some(Wanted {
            line: row.line,
            key,
            name: name?,
            kind: kind?.to_owned(),
            parent,
            setting,
            period: period?,
            successor,
        })
    }

    /// Makes what is missing, parents first; then brings each unit to what the file says. What moves is first cut loose, so that two
    /// units may change places.
    async fn bring_about(
        &self,
        c: &mut Conn,
        wanted: &[Wanted],
        there: &mut BTreeMap<Key, Organisation>,
        report: &mut Report,
    ) -> Result<(), NotImported> {
        let mut fresh = BTreeSet::new();
        for want in wanted.iter().filter(|want| !there.contains_key(&want.key)).collect::<Vec<_>>() {
            let unit =
                Organisation { successor: None, ..want.unit(mint!(self.world, OrganisationId), there) };
            organisations::create(c, &unit).await?;
            report.note(Fate::New, "organisation", format!("{} {}", want.name_of_key(), shown(&want.name)));
            fresh.insert(want.key.clone());
            there.insert(want.key.clone(), unit);
        }
        let goals: Vec<Organisation> =
            wanted.iter().map(|want| want.unit(there[&want.key].id, there)).collect();
        for (want, goal) in wanted.iter().zip(&goals) {
            let now = &there[&want.key];
            if now.parent != goal.parent && now.parent.is_some() {
                organisations::change(c, &Organisation { parent: None, ..now.clone() }).await?;
            }
        }
        let codes: BTreeMap<_, _> = there.values().map(|unit| (unit.id, unit.code.clone())).collect();
        for (want, goal) in wanted.iter().zip(&goals) {
            let now = &there[&want.key];
            if now != goal {
                organisations::change(c, goal).await?;
            }
            if !fresh.contains(&want.key) {
                self.note(&codes, now, goal, &want.name_of_key(), report);
            }
        }
        Ok(())
    }

    fn note(
        &self,
        codes: &BTreeMap<OrganisationId, String>,
        now: &Organisation,
        goal: &Organisation,
        which: &str,
        report: &mut Report,
    ) {
        let today = self.world.today();
        let over = |unit: &Organisation| unit.period.until.is_some_and(|until| until < today);
        let code = |id: Option<OrganisationId>| id.and_then(|id| codes.get(&id).cloned()).unwrap_or_default();
        let facts = |unit: &Organisation| {
            [
                ("name", unit.name.clone()),
                ("kind", unit.kind.clone()),
                ("parent", code(unit.parent)),
                ("setting", unit.setting.clone().unwrap_or_default()),
                ("from", unit.period.from.to_string()),
                ("until", unit.period.until.map(|day| day.to_string()).unwrap_or_default()),
                ("successor", code(unit.successor)),
            ]
        };
        let pairs = facts(now)
            .into_iter()
            .zip(facts(goal))
            .map(|((field, before), (_, after))| (field, before, after))
            .collect::<Vec<_>>();
        if over(goal) && !over(now) {
            report.end("organisation", which, &pairs);
        } else {
            report.compare("organisation", which, &pairs);
        }
    }
}

impl Wanted {
    /// The unit as the file wants it.
    fn unit(&self, id: OrganisationId, there: &BTreeMap<Key, Organisation>) -> Organisation {
        let at = |code: &Option<String>| {
            code.as_ref().and_then(|code| there.get(&(self.key.0.clone(), code.clone()))).map(|unit| unit.id)
        };
        Organisation {
            id,
            scheme: self.key.0.clone(),
            code: self.key.1.clone(),
            kind: self.kind.clone(),
            name: self.name.clone(),
            parent: at(&self.parent),
            setting: self.setting.clone(),
            period: self.period,
            successor: at(&self.successor),
        }
    }

    fn name_of_key(&self) -> String {
        format!("{}:{}", self.key.0, self.key.1)
    }
}

/// What readable cells name, also of rows with others that cannot be read: looked up all the same, so that all is told at once.
#[derive(Debug, Default)]
struct Named {
    /// The units of the file.
    keys: BTreeSet<Key>,
    /// Line, column, and the parent or successor named there.
    others: Vec<(u64, &'static str, Key)>,
}

impl Named {
    /// Notes parents and successors that are neither in the file nor in the portal.
    fn look_up(&self, there: &BTreeMap<Key, Organisation>, problems: &mut Problems) {
        let nowhere = |key: &Key| !self.keys.contains(key) && !there.contains_key(key);
        for (line, column, key) in self.others.iter().filter(|(.., key)| nowhere(key)) {
            let what = format!("{} is neither in the file nor in the portal", shown(&key.1));
            problems.cell(*line, *column, what);
        }
    }
}

/// The wanted units, parents before children. Notes circles.
fn in_order(
    mut wanted: Vec<Wanted>,
    there: &BTreeMap<Key, Organisation>,
    problems: &mut Problems,
) -> Vec<Wanted> {
    let codes: BTreeMap<OrganisationId, &str> =
        there.values().map(|unit| (unit.id, unit.code.as_str())).collect();
    let mut parents: BTreeMap<Key, Option<String>> = there
        .iter()
        .map(|(key, unit)| {
            (key.clone(), unit.parent.and_then(|id| codes.get(&id).map(|code| (*code).to_owned())))
        })
        .collect();
    parents.extend(wanted.iter().map(|want| (want.key.clone(), want.parent.clone())));
    let mut depths = BTreeMap::new();
    for want in &wanted {
        match depth(&want.key, &parents) {
            Some(depth) => _ = depths.insert(want.key.clone(), depth),
            None => problems.cell(want.line, "parent", "the unit would lie below itself"),
        }
    }
    wanted.sort_by_key(|want| depths.get(&want.key).copied().unwrap_or_default());
    wanted
}

/// How many units stand above; none when the way up goes round in a circle.
fn depth(key: &Key, parents: &BTreeMap<Key, Option<String>>) -> Option<usize> {
    let mut at = key.clone();
    for depth in 0..=parents.len() {
        match parents.get(&at) {
            Some(Some(parent)) => at.1.clone_from(parent),
            Some(None) | None => return Some(depth),
        }
    }
    None
}
