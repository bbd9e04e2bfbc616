//! Proposals to take an attestation back, in lists: those that wait for somebody, and those they took part in. A role that ended
//! shows none.

use base::{AnnulmentId, Moment};
use db::Conn;
use domain::{
    access::{Act as Want, Role},
    refusal::Refusal,
};

use super::{
    leave::{Matter, roles_towards},
    store::{self, Proposal},
};
use crate::{error::Result, portal::Call};

/// Proposals looked through at once.
const LOOKED_THROUGH: i64 = 200;
/// What one of must be allowed to see again what one proposed or decided.
const TOOK_PART: &[Want] = &[Want::SeeRequirement, Want::ProposeAnnulment, Want::ConfirmAnnulment];

const FIRST: Place = (Moment::from_micros(i64::MIN), AnnulmentId::from_uuid(uuid::Uuid::nil()));
const LAST: Place = (Moment::from_micros(i64::MAX), AnnulmentId::from_uuid(uuid::Uuid::max()));

/// A proposal, and the role in which its reader sees it.
pub(super) type Seen = (Proposal, Role);

/// Where a proposal stands in a list.
pub type Place = (Moment, AnnulmentId);

/// Proposals that wait and that this person may confirm, oldest first, after a place in the list.
pub async fn proposals(c: &mut Conn, call: &Call, after: Option<Place>, limit: usize) -> Result<Vec<Seen>> {
    let (mut all, mut after) = (Vec::new(), after.unwrap_or(FIRST));
    loop {
        let found = store::proposals(c, call.today, after, LOOKED_THROUGH).await?;
        let place = found.last().map(|last| (last.proposed_at, last.id));
        let more = i64::try_from(found.len()).is_ok_and(|count| count == LOOKED_THROUGH);
        all.extend(seen(c, call, found, &[Want::ConfirmAnnulment]).await?);
        match place {
            Some(place) if more && all.len() < limit => after = place,
            Some(_) | None => break,
        }
    }
    all.truncate(limit);
    Ok(all)
}

/// Proposals that this person made or decided on, newest first.
pub async fn proposals_of(c: &mut Conn, call: &Call, limit: usize) -> Result<Vec<Seen>> {
    let (mut all, mut before) = (Vec::new(), LAST);
    loop {
        let found = store::proposals_of(c, call.today, call.actor, before, LOOKED_THROUGH).await?;
        let place = found.last().map(|last| (last.proposed_at, last.id));
        let more = i64::try_from(found.len()).is_ok_and(|count| count == LOOKED_THROUGH);
        all.extend(seen(c, call, found, TOOK_PART).await?);
        match place {
            Some(place) if more && all.len() < limit => before = place,
            Some(_) | None => break,
        }
    }
    all.truncate(limit);
    Ok(all)
}

/// One proposal that this person made or decided on. Not found: somebody else's, or not theirs to see any more.
pub async fn proposal(c: &mut Conn, call: &Call, id: AnnulmentId) -> Result<Seen> {
    let found = store::proposal(c, call.today, id).await?.filter(|one| one.concerns(call.actor));
    let seen = seen(c, call, found.into_iter().collect(), TOOK_PART).await?.pop();
    Ok(seen.ok_or(Refusal::NotFound)?)
}

/// Of each proposal whether its reader may open the requirement it is about.
pub(super) async fn opens(c: &mut Conn, call: &Call, all: &[Proposal]) -> Result<Vec<bool>> {
    let matters: Result<Vec<Matter>> =
        all.iter().map(|one| matter(call, one, &[Want::SeeRequirement])).collect();
    let roles = roles_towards(c, call, &matters?).await?;
    Ok(roles.iter().map(Option::is_some).collect())
}

async fn seen(c: &mut Conn, call: &Call, all: Vec<Proposal>, wants: &'static [Want]) -> Result<Vec<Seen>> {
    let matters: Result<Vec<Matter>> = all.iter().map(|one| matter(call, one, wants)).collect();
    let roles = roles_towards(c, call, &matters?).await?;
    Ok(all.into_iter().zip(roles).filter_map(|(one, role)| Some((one, role?))).collect())
}

/// Who made a proposal matters as long as it waits.
fn matter(call: &Call, one: &Proposal, wants: &'static [Want]) -> Result<Matter> {
    let scheme = call.portal.scheme(&one.scheme)?;
    let waits = wants == [Want::ConfirmAnnulment];
    Ok(Matter {
        programme: one.programme,
        requirement: one.requirement,
        trainee: one.trainee,
        scheme: one.scheme.clone(),
        curriculum: one.curriculum,
        setting: one.setting.clone().or_else(|| scheme.settings.first().cloned()),
        proposed_by: waits.then_some(one.proposed_by),
        wants,
    })
}
