//! Who can act on what a checklist lacks: by name, or, where nobody can be named, in which role.

use std::collections::BTreeSet;

use db::Conn;
use domain::{
    access::{Act as Want, Role, StandingKind, Subject},
    dossier::{Line, Topic},
};

use super::stage::Stage;
use crate::{
    access::{self, Approver, At},
    documents,
    error::Result,
    portal::Call,
};

/// The most people named who can act on one line.
const WHO_MAX: usize = 5;

/// A line, and who can act on what it lacks.
#[derive(Debug, Clone)]
pub struct ReadyLine {
    /// The line.
    pub line: Line,
    /// Who can.
    pub who: Who,
}

/// Who can act on a line.
#[derive(Debug, Clone)]
pub enum Who {
    /// Nobody needs to, or only time; of a number, whoever runs the portal.
    Nobody,
    /// The trainee.
    Oneself,
    /// Others.
    Others {
        /// By name; empty: nobody is named in those roles just now, or not yet.
        named: Vec<Approver>,
        /// In which roles.
        roles: Vec<Role>,
        /// On whose advice before.
        advised_by: Vec<Role>,
    },
}

/// Each line with who can act on it.
pub(super) async fn with_who(
    c: &mut Conn,
    call: &Call,
    stage: &Stage<'_>,
    lines: Vec<Line>,
) -> Result<Vec<ReadyLine>> {
    let mut ready = Vec::with_capacity(lines.len());
    let mut looks = None;
    for line in lines {
        let who = match &line.topic {
            Topic::Document(_) | Topic::Time { .. } if line.claimed => match &looks {
                Some(known) => Who::clone(known),
                None => looks.insert(verifiers(c, call, stage).await?).clone(),
            },
            _ if line.met => Who::Nobody,
            Topic::Identifier(_) => Who::Nobody,
            Topic::Window if line.earliest.is_some() => Who::Nobody,
            Topic::Employments | Topic::Document(_) => Who::Oneself,
            Topic::Window | Topic::Plan(_) | Topic::Lacks(_) => planners(c, call, stage).await?,
            Topic::Requirements { plan, .. } | Topic::Time { plan, .. } => {
                attesters(c, call, stage, *plan, line.missing.first()).await?
            }
        };
        ready.push(ReadyLine { line, who });
    }
    Ok(ready)
}

/// Whoever may say that they have seen an original.
async fn verifiers(c: &mut Conn, call: &Call, stage: &Stage<'_>) -> Result<Who> {
    let (kinds, named) = documents::verifiers(c, call, stage.trainee, &stage.application.scheme.code).await?;
    Ok(others(named, &kinds, &[]))
}

/// Whoever assigns the plan and has the programme registered that it belongs to: by name where it has begun.
async fn planners(c: &mut Conn, call: &Call, stage: &Stage<'_>) -> Result<Who> {
    let spot = stage.spots.first();
    let subject = Subject::Plan {
        scheme: &stage.application.scheme.code,
        setting: spot.map_or("", |spot| &spot.setting),
        trainee: stage.trainee,
    };
    let kinds = call.portal.policies.who(Want::AssignPlan, &subject);
    let named = match spot {
        Some(spot) => {
            let at = At { programme: spot.programme, requirement: None };
            access::approvers(c, call.today, at, kinds.iter().copied(), stage.trainee).await?
        }
        None => Vec::new(),
    };
    Ok(others(named, &kinds, &[]))
}

/// Whoever attests the first of what is missing.
async fn attesters(
    c: &mut Conn,
    call: &Call,
    stage: &Stage<'_>,
    plan: usize,
    missing: Option<&String>,
) -> Result<Who> {
    let (Some(plan), Some(code)) = (stage.plans.get(plan), missing) else { return Ok(Who::Nobody) };
    let book = plan.overview.published.clone();
    let Some((id, requirement)) = book.by_code(code) else { return Ok(Who::Nobody) };
    let scheme = stage.application.scheme;
    let setting = stage.spots.iter().find(|spot| spot.programme == plan.programme).map(|spot| &*spot.setting);
    let subject = Subject::Requirement {
        scheme: &scheme.code,
        setting: setting.unwrap_or_default(),
        trainee: stage.trainee,
        kind: requirement.kind,
        attested_by: scheme.signers(requirement),
        proposed_by: None,
    };
    let kinds = call.portal.policies.who(Want::Attest, &subject);
    let at = At { programme: plan.programme, requirement: Some(id) };
    let named = access::approvers(c, call.today, at, kinds.iter().copied(), stage.trainee).await?;
    Ok(others(named, &kinds, scheme.advice_on(requirement.kind)))
}

fn others(mut named: Vec<Approver>, kinds: &BTreeSet<StandingKind>, advised_by: &[Role]) -> Who {
    named.truncate(WHO_MAX);
    let roles: BTreeSet<Role> = kinds.iter().map(|kind| kind.role()).collect();
    Who::Others { named, roles: roles.into_iter().collect(), advised_by: advised_by.to_vec() }
}
