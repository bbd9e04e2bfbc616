//! `people.csv`: persons, and the roles they hold. One row a role; a row without a role only makes the person.
//!
//! Nobody loses anything by being left out of a file. A role ends by its `until`.

use std::collections::{BTreeMap, BTreeSet};

use base::{Day, Period, PersonId};
use db::Conn;
use domain::{access::Role, scheme::Scheme};

use super::{
    NotImported, concluded,
    problem::Problems,
    report::{Fate, Report},
    table::{self, Column, Row, optional, required, shown},
};
use crate::{
    error::Error,
    mint, organisations,
    people::{self, Email, Grant, NewGrant, NewPerson, Over},
    world::World,
};

const COLUMNS: &[Column] = &[
    required("name"),
    required("email"),
    optional("role"),
    optional("scheme"),
    optional("over"),
    optional("from"),
    optional("until"),
];

/// The import of persons and roles.
#[derive(Debug)]
pub struct People {
    /// The clock and the dice.
    pub world: World,
    /// The schemes that this portal knows, by code.
    pub schemes: BTreeMap<String, Scheme>,
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
        let readable = problems.none();
        named.look_up(c, &mut problems).await?;
        if !readable {
            return concluded(self.apply, report, problems);
        }
        let persons = self.persons(c, &names, &mut report).await?;
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
        let rows = table::read(&self.file, COLUMNS, problems);
        rows.iter().filter_map(|row| self.read(row, named, problems)).collect()
    }

    fn read(&self, row: &Row, named: &mut Named, problems: &mut Problems) -> Option<Wanted> {
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
        Some(Wanted { line: row.line, email: email?, name: name?, role })
    }

    fn role(&self, row: &Row, named: &mut Named, problems: &mut Problems) -> Option<WantedRole> {
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

    /// Makes or renames every person of the file; gives their ids, and those of persons only named in `over` when they are there.
    async fn persons(
        &self,
        c: &mut Conn,
        names: &BTreeMap<Email, String>,
        report: &mut Report,
    ) -> Result<BTreeMap<Email, PersonId>, NotImported> {
        let mut ids = BTreeMap::new();
        for (email, name) in names {
            let id = match people::find_by_email(c, email).await? {
                Some(there) => {
                    let pairs = [("name", there.name, name.clone())];
                    if report.compare("person", email.as_str(), &pairs) {
                        people::rename(c, there.id, name).await?;
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
            ids.insert(email.clone(), id);
        }
        Ok(ids)
    }

    /// Gives what is not held yet. A role that runs from the same day with another end gets that end; one that is over, or is to be
    /// over already, is ended and given anew. The ledger says it either way.
    async fn give(
        &self,
        c: &mut Conn,
        grants: Vec<(String, NewGrant)>,
        report: &mut Report,
    ) -> Result<(), NotImported> {
        let today = self.world.today();
        let mut held: BTreeMap<PersonId, Vec<Grant>> = BTreeMap::new();
        let said = |until: Option<Day>| until.map(|day| day.to_string()).unwrap_or_default();
        for (which, new) in grants {
            if let std::collections::btree_map::Entry::Vacant(place) = held.entry(new.person) {
                place.insert(people::held(c, new.person).await?);
            }
            let same = held[&new.person].iter().find(|grant| is_same(grant, &new));
            let Some(grant) = same else {
                people::grant_role(c, &self.world, None, &new).await?;
                let until = new.period.until.map(|day| format!(" until {day}")).unwrap_or_default();
                report.note(Fate::New, "role", which + &until);
                continue;
            };
            let (before, after) = (grant.period.until, new.period.until);
            let over = |until: Option<Day>| until.is_some_and(|until| until < today);
            if before != after && (over(before) || over(after)) {
                people::end_role(c, &self.world, None, grant.id).await?;
                people::grant_role(c, &self.world, None, &new).await?;
            } else if before != after {
                people::move_end(c, &self.world, grant, after).await?;
            }
            let pairs = [("until", said(before), said(after))];
            if over(after) && !over(before) {
                report.end("role", which, &pairs);
            } else {
                report.compare("role", which, &pairs);
            }
        }
        Ok(())
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

fn is_same(held: &Grant, new: &NewGrant) -> bool {
    (held.role, &held.scheme, &held.over, held.period.from)
        == (new.role, &new.scheme, &new.over, new.period.from)
}

/// An address; noted when it is none.
pub(super) fn email(row: &Row, column: &'static str, problems: &mut Problems) -> Option<Email> {
    let text = row.needed(column, problems)?;
    let email = Email::read(text);
    if email.is_none() {
        problems.cell(row.line, column, format!("{} is no e-mail address", shown(text)));
    }
    email
}

/// Each address with its name; one with two names is noted.
fn names(wanted: &[Wanted], problems: &mut Problems) -> BTreeMap<Email, String> {
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

/// What the cell `over` must name for a role.
fn target(row: &Row, role: Role, scheme: &str, problems: &mut Problems) -> Option<Target> {
    let text = row.get("over");
    let is_address = text.contains('@');
    match role {
        Role::Authority | Role::Machine if ["", scheme].contains(&text) => Some(Target::Scheme),
        Role::Administrator if ["", "portal"].contains(&text) => Some(Target::Portal),
        Role::CourseProvider | Role::Secretariat if text == scheme && !text.is_empty() => {
            Some(Target::Scheme)
        }
        Role::Authority | Role::Machine | Role::Administrator => {
            problems.cell(
                row.line,
                "over",
                format!("{} is nothing that a role {role} is held over: leave it empty", shown(text)),
            );
            None
        }
        Role::Mentor | Role::ResearchSupervisor => email(row, "over", problems).map(Target::Person),
        Role::Supervisor if is_address => email(row, "over", problems).map(Target::Person),
        Role::CourseLeader | Role::SubCourseLeader => {
            row.code_needed("over", problems).map(Target::Specialty)
        }
        Role::Supervisor
        | Role::Leader
        | Role::EducationLead
        | Role::Tutor
        | Role::CourseProvider
        | Role::Secretariat => row.code_needed("over", problems).map(Target::Organisation),
        Role::Trainee => None,
    }
}

/// What a role is over, if something has that name.
async fn over(
    c: &mut Conn,
    scheme: &str,
    target: &Target,
    persons: &BTreeMap<Email, PersonId>,
) -> Result<Option<Over>, Error> {
    Ok(match target {
        Target::Organisation(code) => {
            organisations::find_by_code(c, scheme, code).await?.map(|unit| Over::Organisation(unit.id))
        }
        Target::Person(email) => match persons.get(email) {
            Some(id) => Some(Over::Person(*id)),
            None => people::find_by_email(c, email).await?.map(|person| Over::Person(person.id)),
        },
        Target::Specialty(code) => Some(Over::Specialty(code.clone())),
        Target::Scheme => Some(Over::Scheme),
        Target::Portal => Some(Over::Portal),
    })
}
