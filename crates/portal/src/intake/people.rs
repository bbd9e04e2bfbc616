//! `people.csv`: persons, and the roles they hold. One row a role; a row without a role only makes the person.
//!
//! Nobody loses anything by being left out of a file. A role ends by its `until`. Persons, roles and what national
//! numbers say each have a file of their own below.

mod numbers;
mod persons;
mod roles;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use base::Period;
use db::Conn;
use domain::{access::Role, scheme::Scheme};

use numbers::{Kinds, Typed};
use persons::names;
use roles::{over, target};

use super::{
    NotImported, concluded,
    problem::Problems,
    report::Report,
    table::{self, Column, Row, optional, required, shown},
};
use crate::{
    error::Error,
    identifiers::{self, Keys},
    people::{Email, NewGrant, Over},
    world::World,
};

const COLUMNS: [Column; 7] = [
    required("name"),
    required("email"),
    optional("role"),
    optional("scheme"),
    optional("over"),
    optional("from"),
    optional("until"),
];

/// The import of persons and roles.
pub struct People {
    /// The clock and the dice.
    pub world: World,
    /// The schemes that this portal knows, by code.
    pub schemes: BTreeMap<String, Scheme>,
    /// Where the keys of national numbers lie.
    pub keys: Keys,
    /// The file.
    pub file: Vec<u8>,
    /// Whether to do it, or only to show what it would do.
    pub apply: bool,
}

/// A row as the file has it.
#[derive(Debug)]
struct Wanted {
    line: u64,
    email: Email,
    name: String,
    numbers: Vec<Typed>,
    role: Option<WantedRole>,
}

#[derive(Debug)]
struct WantedRole {
    role: Role,
    scheme: String,
    over: Target,
    period: Period,
}

/// What readable cells name, also of rows with others that cannot be read: looked up all the same, so that all is told at once.
#[derive(Debug, Default)]
struct Named {
    /// The persons of the file.
    persons: BTreeSet<Email>,
    /// Line, scheme, and what a role there is over.
    targets: Vec<(u64, String, Target)>,
}

/// What a role is over, as the file names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    Organisation(String),
    Person(Email),
    Specialty(String),
    Scheme,
    Portal,
}

impl db::Work for People {
    type Done = Report;
    type Error = NotImported;
    async fn run(&self, c: &mut Conn) -> Result<Report, NotImported> {
        let (mut problems, mut report) = (Problems::default(), Report::default());
        let mut named = Named::default();
        let wanted = self.wanted(&mut named, &mut problems);
        let names = names(&wanted, &mut problems);
        let numbers =
            numbers::by_address(wanted.iter().map(|want| (&want.email, &want.numbers)), &mut problems);
        let readable = problems.none();
        named.look_up(c, &mut problems).await?;
        if !readable {
            return concluded(self.apply, report, problems);
        }
        let persons = self.persons(c, (&names, &numbers), &mut report, &mut problems).await?;
        let mut seen = BTreeMap::new();
        let mut grants = Vec::new();
        for want in &wanted {
            let Some(role) = &want.role else { continue };
            let Some(over) = over(c, &role.scheme, &role.over, &persons).await? else { continue };
            let new = NewGrant {
                person: persons[&want.email],
                role: role.role,
                scheme: role.scheme.clone(),
                over,
                period: role.period,
            };
            if new.over == Over::Person(new.person) {
                problems.cell(want.line, "over", "is the person itself: nobody supervises themselves");
            }
            let key = (new.person, new.role, new.scheme.clone(), new.over.clone(), new.period.from);
            match seen.insert(key, want.line) {
                Some(line) => problems.row(want.line, format!("says the same role as line {line}")),
                None => grants.push((want.which(), new)),
            }
        }
        if problems.none() {
            self.give(c, grants, &mut report).await?;
        }
        concluded(self.apply, report, problems)
    }
}

impl People {
    fn wanted(&self, named: &mut Named, problems: &mut Problems) -> Vec<Wanted> {
        let kinds = identifiers::kinds(&self.schemes);
        let columns: Vec<Column> = COLUMNS.into_iter().chain(numbers::columns(&kinds)).collect();
        let rows = table::read(&self.file, &columns, problems);
        rows.iter().filter_map(|row| self.read(row, &kinds, named, problems)).collect()
    }

    fn read(
        &self,
        row: &Row<'_>,
        kinds: &Kinds,
        named: &mut Named,
        problems: &mut Problems,
    ) -> Option<Wanted> {
        let numbers = numbers::read(row, kinds, problems);
        let name = row.name("name", problems);
        let email = email(row, "email", problems);
        named.persons.extend(email.clone());
        let role = match row.filled("role") {
            None | Some("trainee") => {
                for column in ["over", "from", "until"] {
                    if row.filled(column).is_some() {
                        problems.cell(
                            row.line,
                            column,
                            "belongs to a role, and this row gives none (a trainee is one by a placement)",
                        );
                    }
                }
                None
            }
            Some(_) => Some(self.role(row, named, problems)?),
        };
        Some(Wanted { line: row.line, email: email?, name: name?, numbers, role })
    }

    fn role(&self, row: &Row<'_>, named: &mut Named, problems: &mut Problems) -> Option<WantedRole> {
        let codes: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
        let role: Option<Role> = row.one_of("role", &codes, problems).and_then(|code| code.parse().ok());
        let known: Vec<&str> = self.schemes.keys().map(String::as_str).collect();
        if role != Some(Role::Administrator) {
            row.needed("scheme", problems);
        }
        let scheme = row.one_of("scheme", &known, problems).unwrap_or_default().to_owned();
        let period = row.period("from", "until", problems);
        let role = role?;
        if self.schemes.get(&scheme).is_some_and(|of| !of.roles.contains(&role)) {
            problems.cell(row.line, "role", format!("“{role}” is no role of the scheme {scheme}"));
        }
        let over = target(row, role, &scheme, problems);
        let findable = |over: &Target| !matches!(over, Target::Organisation(_)) || !scheme.is_empty();
        let target = over.clone().filter(findable);
        named.targets.extend(target.map(|over| (row.line, scheme.clone(), over)));
        Some(WantedRole { role, scheme, over: over?, period: period? })
    }
}

impl fmt::Debug for People {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The file may hold national numbers.
        f.debug_struct("People")
            .field("bytes", &self.file.len())
            .field("apply", &self.apply)
            .finish_non_exhaustive()
    }
}

impl Named {
    /// Notes what is neither in the file nor in the portal.
    async fn look_up(&self, c: &mut Conn, problems: &mut Problems) -> Result<(), Error> {
        for (line, scheme, target) in &self.targets {
            let name = match target {
                Target::Person(email) if self.persons.contains(email) => continue,
                Target::Person(email) => email.as_str(),
                Target::Organisation(code) | Target::Specialty(code) => code,
                Target::Scheme | Target::Portal => continue,
            };
            if over(c, scheme, target, &BTreeMap::new()).await?.is_none() {
                let what = format!("{} is neither in the file nor in the portal", shown(name));
                problems.cell(*line, "over", what);
            }
        }
        Ok(())
    }
}

impl Wanted {
    fn which(&self) -> String {
        let Some(role) = &self.role else { return self.email.as_str().to_owned() };
        let over = match &role.over {
            Target::Organisation(code) | Target::Specialty(code) => format!(" over {code}"),
            Target::Person(email) => format!(" of {}", email.as_str()),
            Target::Scheme | Target::Portal => String::new(),
        };
        format!("{} {} {}{over} from {}", self.email.as_str(), role.role, role.scheme, role.period.from)
    }
}

/// An address; noted when it is none.
pub(super) fn email(row: &Row<'_>, column: &'static str, problems: &mut Problems) -> Option<Email> {
    let text = row.needed(column, problems)?;
    let email = Email::read(text);
    if email.is_none() {
        problems.cell(row.line, column, format!("{} is no e-mail address", shown(text)));
    }
    email
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_kind_of_number_may_be_called_as_a_column() {
        for column in COLUMNS {
            assert!(domain::identifier::TAKEN.contains(&&*column.name), "{}", column.name);
        }
    }
}
