//! What a doctor is told of what is on its way, and taking it back.

use base::{CaseId, Moment};
use db::{Conn, Fault};
use domain::{
    access::Permit,
    refusal::{Instead, Refusal},
};

use super::{Outcome, Ways, store};
use crate::{error::Result, portal::Call};

/// How far a case is from its authority's own system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivering {
    since: Moment,
    last: Moment,
    /// Whether its scheme has a way; else it waits on the desk alone.
    goes: bool,
    /// Whether it may be that the receiver has some of it.
    left: bool,
    /// Until when somebody tries.
    until: Option<Moment>,
}

impl Delivering {
    /// Since when the first of what is not there waits to be brought there.
    pub fn since(&self) -> Option<Moment> {
        self.goes.then_some(self.since)
    }

    /// Since when the last of it does.
    pub fn last(&self) -> Option<Moment> {
        self.goes.then_some(self.last)
    }

    /// Whether it is in the air, or may have come, so that it cannot be taken back.
    pub fn is_held(&self, now: Moment) -> bool {
        self.left || self.until.is_some_and(|until| until > now)
    }

    /// Of each case what these rows come to, which stand in the order of cases.
    fn of(ways: &Ways, rows: impl IntoIterator<Item = store::Under>) -> Vec<(CaseId, Self)> {
        let mut all: Vec<(CaseId, Self)> = Vec::new();
        for row in rows {
            let (left, until) = (row.left_at.is_some(), row.claim.map(|_| row.due_at));
            match all.last_mut().filter(|(case, _)| *case == row.case) {
                Some((_, first)) => {
                    first.last = row.put_at;
                    first.left |= left;
                    first.until = first.until.max(until);
                }
                None => {
                    let goes = ways.sends(&row.scheme);
                    all.push((row.case, Self { since: row.put_at, last: row.put_at, goes, left, until }));
                }
            }
        }
        all
    }
}

/// Those of these cases of which something is not yet delivered.
pub async fn under_way(
    c: &mut Conn,
    ways: &Ways,
    cases: &[CaseId],
) -> Result<Vec<(CaseId, Delivering)>, Fault> {
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Delivering::of(ways, store::under(c, cases, false).await?))
}

/// Ends what is on its way, for its doctor takes it back: refused while it is in the air, and when it may have come.
pub async fn take_back(c: &mut Conn, call: &Call, case: CaseId, _: &Permit) -> Result<()> {
    let rows = store::under(c, &[case], true).await?;
    if rows.iter().any(|row| row.outcome.as_deref() == Some(Outcome::Delivered.code())) {
        return Err(Refusal::WrongState(Instead::Opened).into());
    }
    let waiting = rows.into_iter().filter(|row| row.outcome.is_none());
    if Delivering::of(&call.portal.ways, waiting).iter().any(|(_, one)| one.is_held(call.now)) {
        return Err(Refusal::WrongState(Instead::Delivering).into());
    }
    Ok(store::end(c, case, (Outcome::Withdrawn, call.now)).await?)
}
