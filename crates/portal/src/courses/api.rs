//! The JSON door to courses that lack an attestation.

use axum::response::Response;
use base::PlanId;
use domain::refusal::Problem;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Course, Place};
use crate::{
    api::{Curriculum, Cursor, Items, Person, Query, ok},
    door::Caller,
    error::{Error, Result},
};

/// A course, or research training, that the caller may attest and nobody has.
#[derive(Serialize, ToSchema)]
pub(crate) struct CourseLine {
    /// The plan, of which the caller sees this requirement only.
    plan: Uuid,
    trainee: Person,
    /// The scheme's code.
    scheme: String,
    curriculum: Curriculum,
    /// The requirement's code.
    requirement: String,
    title: String,
    /// `course` or `research`.
    #[schema(value_type = String)]
    kind: &'static str,
    /// As of a requirement of a plan; never `attested`.
    #[schema(value_type = String)]
    state: &'static str,
}

impl CourseLine {
    fn of(one: &Course) -> Self {
        let requirement = one.requirement();
        Self {
            plan: one.row.plan.uuid(),
            trainee: Person::new(one.row.trainee, one.row.trainee_name.clone()),
            scheme: one.row.scheme.clone(),
            curriculum: Curriculum::of(&one.published),
            requirement: requirement.code.clone(),
            title: requirement.title.clone(),
            kind: requirement.kind.code(),
            state: one.state().code(),
        }
    }
}

/// Courses and research training that the caller may attest unasked, in plans of which they see no more, by the trainee's name.
///
/// For course providers, course leaders and research supervisors. The list is noted in the access log.
#[utoipa::path(get, path = "/api/v1/courses/outstanding", tag = "courses",
    params(("q" = Option<String>, Query, description = "Words of the name"), ("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Items<CourseLine>)))]
pub(crate) async fn outstanding(caller: Caller, query: Query) -> Result<Response> {
    let limit = usize::try_from(query.limit()?).unwrap_or(usize::MAX);
    let unknown = || Error::field("after", Problem::Unknown);
    let after = query.after()?.map(|cursor| place(&cursor).ok_or_else(unknown)).transpose()?;
    let listed = super::outstanding(&caller.call, query.words("q")?, after, limit).await?;
    let items = listed.all.iter().map(CourseLine::of).collect();
    Ok(ok(&Items { items, next: listed.next.map(|place| cursor(place).text()) }))
}

/// A row of the list as a place to go on from.
pub(super) fn cursor((mut key, plan, position): Place) -> Cursor {
    key.extend(position.to_be_bytes());
    Cursor { key, id: plan.uuid() }
}

/// The row that a place names.
pub(super) fn place(cursor: &Cursor) -> Option<Place> {
    let (key, position) = cursor.key.split_last_chunk::<4>()?;
    Some((key.to_vec(), PlanId::from_uuid(cursor.id), i32::from_be_bytes(*position)))
}
