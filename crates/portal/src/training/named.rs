//! Requirements that somebody names by code: of those that a plan's curriculum lacks, each field is told.

use std::borrow::Cow;

use base::PlanId;
use db::Conn;
use domain::{
    access::Act as Want,
    refusal::{FieldErrors, Problem, Refusal},
};

use super::{assign::may, store};
use crate::{
    error::{Error, Result},
    portal::Call,
};

/// A body names requirements, each in a field: of a plan that the caller sees, every code that its curriculum lacks is wrong; of
/// another, there is no plan.
pub async fn with_codes<T>(
    call: &Call,
    plan: PlanId,
    named: Vec<(Cow<'static, str>, String)>,
    done: Result<T>,
) -> Result<T> {
    let Err(Error::Refused(Refusal::NotFound)) = done else { return done };
    let asked = call.clone();
    let unknown = call.portal.db.read(move |c| Box::pin(unknown(c, asked, plan, named))).await?;
    unknown.or_ok()?;
    Err(Refusal::NotFound.into())
}

/// The fields of those codes which the plan's curriculum lacks; none of a plan that the caller does not see.
async fn unknown(
    c: &mut Conn,
    call: Call,
    plan: PlanId,
    named: Vec<(Cow<'static, str>, String)>,
) -> Result<FieldErrors> {
    let Some(header) = store::header(c, plan, call.today).await? else {
        return Ok(FieldErrors::default());
    };
    if !may(c, &call, plan, Want::SeePlan).await? {
        return Ok(FieldErrors::default());
    }
    let book = call.portal.shelf.get(c, header.curriculum).await?;
    let lacks = named.into_iter().filter(|(_, code)| book.by_code(code).is_none());
    Ok(lacks.map(|(field, _)| (field, Problem::Unknown)).collect())
}
