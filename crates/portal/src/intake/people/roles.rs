//! The roles of the file: over what each is, and whether it is held already.

use std::collections::BTreeMap;

use base::{Day, PersonId};
use db::Conn;
use domain::access::Role;

use super::{People, Target, email};
use crate::{
    error::Error,
    intake::{
        NotImported,
        problem::Problems,
        report::{Fate, Report},
        table::{Row, shown},
    },
    organisations,
    people::{self, Email, Grant, NewGrant, Over},
};

/// What the cell `over` must name for a role.
pub(super) fn target(row: &Row<'_>, role: Role, scheme: &str, problems: &mut Problems) -> Option<Target> {
    let text = row.get("over");
    let is_address = text.contains('@');
    match role {
        Role::Machine => {
            problems.cell(
                row.line,
                "role",
                "machine is no role of somebody who logs in: attest machine create makes one",
            );
            None
        }
        Role::Authority if ["", scheme].contains(&text) => Some(Target::Scheme),
        Role::Administrator if ["", "portal"].contains(&text) => Some(Target::Portal),
        Role::CourseProvider | Role::Secretariat if text == scheme && !text.is_empty() => {
            Some(Target::Scheme)
        }
        Role::Authority | Role::Administrator => {
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
pub(super) async fn over(
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

impl People {
    /// Gives what is not held yet. A role that runs from the same day with another end gets that end; one that is over, or is to be
    /// over already, is ended and given anew. The ledger says it either way.
    pub(super) async fn give(
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

fn is_same(held: &Grant, new: &NewGrant) -> bool {
    (held.role, &held.scheme, &held.over, held.period.from)
        == (new.role, &new.scheme, &new.over, new.period.from)
}
