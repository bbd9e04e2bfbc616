//! Leave to see the rows of a list: many requirements of many plans, asked about at once. It decides nothing that is written.

use std::collections::HashMap;

use base::{CurriculumId, PersonId, ProgrammeId, RequirementId};
use db::Conn;
use domain::access::{Act as Want, Kind, Permit, Role, StandingKind, Subject};

use crate::{
    access::{self, At},
    error::Result,
    portal::Call,
};

/// One requirement of somebody's plan, as far as leave to see it in a list needs.
#[derive(Debug, Clone)]
pub struct Matter {
    /// The programme of the plan.
    pub programme: ProgrammeId,
    /// The requirement.
    pub requirement: RequirementId,
    /// Whose.
    pub trainee: PersonId,
    /// The scheme's code.
    pub scheme: String,
    /// The plan's curriculum version.
    pub curriculum: CurriculumId,
    /// The setting in which the act would happen; none: any of the scheme's.
    pub setting: Option<String>,
    /// Who proposed the annulment that it is about.
    pub proposed_by: Option<PersonId>,
    /// What one of must be allowed.
    pub wants: &'static [Want],
}

impl Matter {
    /// One in whichever setting, that no annulment is about.
    pub fn of(
        plan: (ProgrammeId, PersonId),
        asked: (CurriculumId, RequirementId),
        scheme: &str,
        wants: &'static [Want],
    ) -> Self {
        let ((programme, trainee), (curriculum, requirement)) = (plan, asked);
        let scheme = scheme.to_owned();
        Self { programme, requirement, trainee, scheme, curriculum, setting: None, proposed_by: None, wants }
    }
}

/// What an answer hangs on: rows that are alike are asked about once.
type Key = (String, Kind, Vec<Role>, Option<String>, bool, &'static [Want], Vec<StandingKind>);

/// Of each the role in which the caller may see it; none: they may not.
pub async fn roles_towards(c: &mut Conn, call: &Call, all: &[Matter]) -> Result<Vec<Option<Role>>> {
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let mut programmes: Vec<ProgrammeId> = all.iter().map(|one| one.programme).collect();
    programmes.sort_unstable();
    programmes.dedup();
    let among = access::among(c, call.actor, call.today, &programmes).await?;
    let (mut found, mut known) = (Vec::with_capacity(all.len()), HashMap::new());
    for one in all {
        let book = call.portal.shelf.get(c, one.curriculum).await?;
        let Some(requirement) = book.requirement(one.requirement) else {
            found.push(None);
            continue;
        };
        let scheme = call.portal.scheme(&one.scheme)?;
        let signers = scheme.signers(requirement).to_vec();
        let standings = among.at(At { programme: one.programme, requirement: Some(one.requirement) });
        let mut kinds: Vec<StandingKind> = standings.iter().map(|standing| standing.kind).collect();
        kinds.sort_unstable();
        let proposed = one.proposed_by == Some(call.actor);
        let key: Key = (
            one.scheme.clone(),
            requirement.kind,
            signers.clone(),
            one.setting.clone(),
            proposed,
            one.wants,
            kinds,
        );
        let role = *known.entry(key).or_insert_with(|| {
            let settings = match &one.setting {
                Some(setting) => std::slice::from_ref(setting),
                None => &scheme.settings,
            };
            let mut asked = one.wants.iter().flat_map(|want| settings.iter().map(move |at| (*want, at)));
            let permit = asked.find_map(|(want, setting)| {
                let subject = Subject::Requirement {
                    scheme: &one.scheme,
                    setting,
                    trainee: one.trainee,
                    kind: requirement.kind,
                    attested_by: &signers,
                    proposed_by: one.proposed_by,
                };
                call.portal.policies.decide(call.actor, want, &subject, &standings).ok()
            });
            permit.as_ref().map(Permit::role)
        });
        found.push(role);
    }
    Ok(found)
}
