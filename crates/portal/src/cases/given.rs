//! What is given to an authority's machine rather than fetched by it: the same leave, the same look in the access log, the same opening.

use base::CaseId;
use db::Conn;
use domain::access::Act as Want;

use super::{
    Case,
    opening::{allowed, is_shut, opened, seen},
};
use crate::{error::Result, portal::Call};

/// What a machine may be given.
#[derive(Debug)]
pub enum Given {
    /// The case.
    Whole(Box<Case>),
    /// Nothing: too long after the decision.
    Shut,
}

/// What the caller, a machine, may be given of a case.
pub async fn may_be_given(c: &mut Conn, call: &Call, id: CaseId) -> Result<Given> {
    let (case, _) = allowed(c, call, id, Want::SeeCase).await?;
    Ok(if is_shut(call, &case)? { Given::Shut } else { Given::Whole(Box::new(case)) })
}

/// It is about to be given to the caller. `look`: for the first time, which the access log says.
pub async fn is_given(c: &mut Conn, call: &Call, id: CaseId, look: bool) -> Result<()> {
    let (case, permit) = allowed(c, call, id, Want::SeeCase).await?;
    if look { seen(c, call, &case, &permit).await } else { Ok(()) }
}

/// The caller has it: the case is opened, unless somebody did before.
pub async fn was_given(c: &mut Conn, call: &Call, id: CaseId) -> Result<()> {
    let (case, permit) = allowed(c, call, id, Want::SeeCase).await?;
    opened(c, call, case, &permit).await.map(drop)
}
