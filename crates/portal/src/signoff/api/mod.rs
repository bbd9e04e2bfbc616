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

use std::borrow::Cow;

use base::PlanId;
use db::Conn;
use domain::{
    access::Act as Want,
    refusal::{FieldErrors, Problem, Refusal},
};

use crate::{
    error::{Error, Result},
    portal::Call,
    training,
};

/// A body names requirements, each in a field: of a plan that the caller sees, every code that its curriculum lacks is wrong; of
/// another, there is no plan.
pub(crate) async fn with_codes<T>(
    call: &Call,
    plan: PlanId,
    named: Vec<(Cow<'static, str>, String)>,
    done: Result<T>,
) -> Result<T> {
    let Err(Error::Refused(Refusal::NotFound)) = done else { return done };
    let asked = call.clone();
    let unknown = call.portal.db.read(move |c| Box::pin(unknown(c, asked, plan, named))).await?;
    if unknown.0.is_empty() { Err(Refusal::NotFound.into()) } else { Err(unknown.into()) }
}

/// The fields of those codes which the plan's curriculum lacks; none of a plan that the caller does not see.
async fn unknown(
    c: &mut Conn,
    call: Call,
    plan: PlanId,
    named: Vec<(Cow<'static, str>, String)>,
) -> Result<FieldErrors> {
    let Some(header) = training::header(c, plan, call.today).await? else {
        return Ok(FieldErrors::default());
    };
    if !training::may(c, &call, plan, Want::SeePlan).await? {
        return Ok(FieldErrors::default());
    }
    let book = call.portal.shelf.get(c, header.curriculum).await?;
    let lacks = named.into_iter().filter(|(_, code)| book.by_code(code).is_none());
    Ok(lacks.map(|(field, _)| (field, Problem::Unknown)).collect())
}
