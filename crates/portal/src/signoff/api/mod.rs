//! JSON doors to requirements, requests, attestations, advice and annulments.

mod advice;
mod annulments;
mod attestations;
mod requests;
mod requirements;

pub(crate) use advice::*;
pub(crate) use annulments::*;
pub(crate) use attestations::*;
pub(crate) use requests::*;
pub(crate) use requirements::*;

use base::PlanId;
use domain::{
    access::Act as Want,
    refusal::{Problem, Refusal},
};

use crate::{
    error::{Error, Result},
    portal::Call,
    training,
};

/// A body names a requirement that its plan lacks: of a plan that the caller sees, the code is wrong; of another, there is no plan.
pub(crate) async fn with_code<T>(
    call: &Call,
    plan: PlanId,
    field: &'static str,
    done: Result<T>,
) -> Result<T> {
    let Err(Error::Refused(Refusal::NotFound)) = done else { return done };
    let asked = call.clone();
    let sees = call
        .portal
        .db
        .read(move |c| Box::pin(async move { training::may(c, &asked, plan, Want::SeePlan).await }))
        .await?;
    if sees { Err(Error::field(field, Problem::Unknown)) } else { Err(Refusal::NotFound.into()) }
}
