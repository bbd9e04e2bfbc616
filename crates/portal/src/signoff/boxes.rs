//! In-tray and out-tray in pages. An ended role gives nothing, here too: what may no longer be seen does not take a place either.

use base::{Moment, PersonId, SignOffId};
use db::Conn;
use domain::{
    access::{Act as Want, Role},
    signoff::State,
};

use super::{
    leave::{Matter, roles_towards},
    store::{self, Boxed, Sent},
};
use crate::{error::Result, portal::Call};

/// Requests looked through at once.
const LOOKED_THROUGH: i64 = 500;

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

/// What waits for somebody.
#[derive(Debug, Clone)]
pub struct Tray {
    /// The first of it.
    pub all: Vec<Boxed>,
    /// How many wait altogether.
    pub total: usize,
    /// The role in which the reader sees it.
    pub role: Option<Role>,
}

const FIRST: (Moment, SignOffId) = (Moment::from_micros(i64::MIN), SignOffId::from_uuid(uuid::Uuid::nil()));
const LAST: (Moment, SignOffId) = (Moment::from_micros(i64::MAX), SignOffId::from_uuid(uuid::Uuid::max()));

/// A part of what was sent to somebody or to a leader who lent them the right to approve, oldest first.
pub async fn in_part(c: &mut Conn, call: &Call, part: &Part) -> Result<Box> {
    let limit = usize::try_from(part.limit).unwrap_or(usize::MAX);
    let mut seen = seen(c, call, &part.states, part.after.unwrap_or(FIRST), limit).await?;
    let more = seen.len() > limit;
    seen.truncate(limit);
    let next = seen.last().filter(|_| more).map(|(last, _)| (last.requested_at, last.id));
    let Tray { all, role, .. } = named(c, &seen).await?;
    Ok(Box { all, next, role })
}

/// What waits for somebody: sent to them, or to a leader who lent them the right to approve. The oldest first, and all of it counted.
pub async fn in_box(c: &mut Conn, call: &Call, limit: usize) -> Result<Tray> {
    let mut all = seen(c, call, &[State::Requested.code()], FIRST, usize::MAX).await?;
    let total = all.len();
    all.truncate(limit);
    Ok(Tray { total, ..named(c, &all).await? })
}

/// Where a request stands among those that wait for somebody, from 0, and how many wait.
pub async fn place_in_box(c: &mut Conn, call: &Call, id: SignOffId) -> Result<Option<(usize, usize)>> {
    let all = seen(c, call, &[State::Requested.code()], FIRST, usize::MAX).await?;
    Ok(all.iter().position(|(one, _)| one.id == id).map(|place| (place, all.len())))
}

/// Those of these requests that somebody may see.
pub async fn chosen(c: &mut Conn, call: &Call, ids: &[SignOffId]) -> Result<Tray> {
    let sent = store::sent(c, ids).await?;
    let all = allowed(c, call, sent).await?;
    named(c, &all).await
}

/// What was sent to somebody, after a place in the list, as far as they may still see it; looked through until there are more than
/// `enough`, or no more.
async fn seen(
    c: &mut Conn,
    call: &Call,
    states: &[&str],
    mut after: (Moment, SignOffId),
    enough: usize,
) -> Result<Vec<(Sent, Role)>> {
    let mut people: Vec<PersonId> = store::lenders(c, call.actor, call.today).await?;
    people.push(call.actor);
    let mut all = Vec::new();
    loop {
        let found = store::sent_to(c, &people, states, after, LOOKED_THROUGH).await?;
        let more = i64::try_from(found.len()).is_ok_and(|count| count == LOOKED_THROUGH);
        if let Some(last) = found.last() {
            after = (last.requested_at, last.id);
        }
        all.extend(allowed(c, call, found).await?);
        if !more || all.len() > enough {
            return Ok(all);
        }
    }
}

/// The requests that somebody may still see, each with the role in which they see it. What was sent to a leader who lent the right to
/// approve is seen by who may approve it.
async fn allowed(c: &mut Conn, call: &Call, all: Vec<Sent>) -> Result<Vec<(Sent, Role)>> {
    let matter = |one: &Sent| {
        Matter::of(
            (one.programme, one.trainee),
            (one.curriculum, one.requirement),
            &one.scheme,
            if one.to == call.actor { &[Want::SeeRequirement] } else { &[Want::Attest] },
        )
    };
    let matters: Vec<Matter> = all.iter().map(matter).collect();
    let roles = roles_towards(c, call, &matters).await?;
    Ok(all.into_iter().zip(roles).filter_map(|(one, role)| Some((one, role?))).collect())
}

/// The same requests with names.
async fn named(c: &mut Conn, all: &[(Sent, Role)]) -> Result<Tray> {
    let ids: Vec<SignOffId> = all.iter().map(|(one, _)| one.id).collect();
    let boxed = if ids.is_empty() { Vec::new() } else { store::boxed_all(c, &ids).await? };
    Ok(Tray { all: boxed, total: ids.len(), role: all.first().map(|(_, role)| *role) })
}

/// What a trainee has sent, newest first.
pub async fn out_part(c: &mut Conn, call: &Call, part: &Part) -> Result<Box> {
    let limit = usize::try_from(part.limit).unwrap_or(usize::MAX);
    let mut all =
        store::out_part(c, call.actor, &part.states, part.after.unwrap_or(LAST), part.limit + 1).await?;
    let more = all.len() > limit;
    all.truncate(limit);
    let next = all.last().filter(|_| more).map(|last| (last.requested_at, last.id));
    Ok(Box { all, next, role: None })
}

/// Whether a request was sent to somebody, whatever they may do with it today.
pub async fn was_sent_to(c: &mut Conn, id: SignOffId, person: PersonId) -> Result<bool> {
    Ok(store::sent(c, &[id]).await?.iter().any(|request| request.to == person))
}
