//! In-tray and out-tray in pages, and who may still see what was sent to them: an ended role gives nothing, here too.

use std::collections::HashMap;

use base::{Moment, ProgrammeId, SignOffId};
use db::Conn;
use domain::access::{Act as Want, Kind, Role, StandingKind, Subject};

use super::store::{self, Boxed};
use crate::{
    access::{self, At},
    error::Result,
    portal::Call,
    training,
};

/// Which part of a box.
#[derive(Debug, Clone)]
pub struct Part {
    /// Requests in these states, as codes.
    pub states: Vec<&'static str>,
    /// The last row of the part before.
    pub after: Option<(Moment, SignOffId)>,
    /// How many at most.
    pub limit: i64,
}

/// A part of a box.
#[derive(Debug, Clone)]
pub struct Box {
    /// The requests.
    pub all: Vec<Boxed>,
    /// The last row, when there are more.
    pub next: Option<(Moment, SignOffId)>,
    /// The role in which the reader sees it; none of one's own.
    pub role: Option<Role>,
}

/// What was sent to somebody or to a leader who lent them the right to approve, oldest first.
pub async fn in_part(c: &mut Conn, call: &Call, part: &Part) -> Result<Box> {
    let mut people = store::lenders(c, call.actor, call.today).await?;
    people.push(call.actor);
    let after =
        part.after.unwrap_or((Moment::from_micros(i64::MIN), SignOffId::from_uuid(uuid::Uuid::nil())));
    let mut all = store::in_part(c, &people, &part.states, after, part.limit + 1).await?;
    let next = cut(&mut all, part.limit);
    let (all, role) = allowed(c, call, all).await?;
    Ok(Box { all, next, role })
}

/// What a trainee has sent, newest first.
pub async fn out_part(c: &mut Conn, call: &Call, part: &Part) -> Result<Box> {
    let after =
        part.after.unwrap_or((Moment::from_micros(i64::MAX), SignOffId::from_uuid(uuid::Uuid::max())));
    let mut all = store::out_part(c, call.actor, &part.states, after, part.limit + 1).await?;
    let next = cut(&mut all, part.limit);
    Ok(Box { all, next, role: None })
}

fn cut(all: &mut Vec<Boxed>, limit: i64) -> Option<(Moment, SignOffId)> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = all.len() > limit;
    all.truncate(limit);
    all.last().filter(|_| more).map(|last| (last.requested_at, last.id))
}

/// The requests that somebody may still see, and the role in which they see the first. What was sent to a leader who lent the right
/// to approve is seen by who may approve it.
pub(super) async fn allowed(
    c: &mut Conn,
    call: &Call,
    all: Vec<Boxed>,
) -> Result<(Vec<Boxed>, Option<Role>)> {
    if all.is_empty() {
        return Ok((all, None));
    }
    let mut programmes: Vec<ProgrammeId> = all.iter().map(|one| one.programme).collect();
    programmes.sort_unstable();
    programmes.dedup();
    let among = access::among(c, call.actor, call.today, &programmes).await?;
    let (mut seen, mut first, mut known) = (Vec::with_capacity(all.len()), None, HashMap::new());
    for one in all {
        let book = call.portal.shelf.get(c, one.curriculum).await?;
        let Some(requirement) = book.requirement(one.requirement) else { continue };
        let scheme = call.portal.scheme(&one.scheme)?;
        let roles = training::signers(scheme, requirement);
        let want = if one.to == call.actor { Want::SeeRequirement } else { Want::Attest };
        let standings = among.at(At { programme: one.programme, requirement: Some(one.requirement) });
        let mut kinds: Vec<StandingKind> = standings.iter().map(|standing| standing.kind).collect();
        kinds.sort_unstable();
        let key: Key = (one.scheme.clone(), requirement.kind, roles.clone(), want, kinds);
        let role = *known.entry(key).or_insert_with(|| {
            let ask = |setting: &String| {
                let subject = Subject::Requirement {
                    scheme: &one.scheme,
                    setting,
                    trainee: one.trainee,
                    kind: requirement.kind,
                    attested_by: &roles,
                    proposed_by: None,
                };
                call.portal.policies.decide(call.actor, want, &subject, &standings).ok()
            };
            scheme.settings.iter().find_map(ask).map(|permit| permit.role())
        });
        if let Some(role) = role {
            first = first.or(Some(role));
            seen.push(one);
        }
    }
    Ok((seen, first))
}

/// What an answer hangs on: requests that are alike are asked about once.
type Key = (String, Kind, Vec<Role>, Want, Vec<StandingKind>);
