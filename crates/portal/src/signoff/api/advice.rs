//! Advice before an approval, on one goal or many.

use std::borrow::Cow;

use axum::response::Response;
use base::{Day, PlanId};
use domain::{refusal::Problem, signoff::BATCH_MAX, text::Comment};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    api::{Asked, FromBody, Reader, code, created, each, once, parsed, yes_or_no},
    door::Caller,
    error::{Error, Result},
    signoff::Advise,
    training,
};

/// Under which name the goals were sent.
#[derive(Debug, Clone, Copy)]
enum Named {
    One,
    Several,
}

impl Named {
    const fn field(self) -> &'static str {
        match self {
            Self::One => "requirement",
            Self::Several => "requirements",
        }
    }
    /// Each code with the field that holds it.
    fn fields(self, codes: &[String]) -> Vec<(Cow<'static, str>, String)> {
        let field = |n: usize| match self {
            Self::One => "requirement".into(),
            Self::Several => format!("requirements[{n}]").into(),
        };
        codes.iter().enumerate().map(|(n, code)| (field(n), code.clone())).collect()
    }
}

/// Advice about to be given.
#[derive(ToSchema)]
pub(crate) struct NewAdvice {
    #[schema(value_type = Uuid)]
    plan: PlanId,
    /// The goals' codes; or `requirement` for one.
    #[schema(value_type = Option<Vec<String>>, max_items = 200)]
    requirements: Vec<String>,
    /// One goal's code.
    #[schema(value_type = Option<String>)]
    requirement: Named,
    recommends: bool,
    /// Must be there when it does not recommend.
    #[schema(value_type = Option<String>, max_length = 2000)]
    comment: Option<Comment>,
    /// The day of the assessment group's meeting, where it was given there.
    #[schema(value_type = Option<String>, format = Date)]
    meeting_on: Option<Day>,
}

impl FromBody for NewAdvice {
    fn read(reader: &mut Reader) -> Option<Self> {
        let plan = reader.need("plan", parsed);
        let one = reader.may("requirement", code);
        let requirement = if one.is_some() { Named::One } else { Named::Several };
        let several = reader.may("requirements", |value| each(value, BATCH_MAX, code));
        let requirements = match (one, several) {
            (Some(one), None) => Some(vec![one]),
            (None, Some(several)) => Some(several),
            (Some(_), Some(_)) => reader.not_both("requirement"),
            (None, None) => reader.lacking("requirements"),
        };
        let recommends = reader.need("recommends", yes_or_no);
        // A recommendation speaks for itself, as on the page; who does not recommend says why.
        let comment = match recommends {
            Some(false) => reader.needed_comment("comment").map(Some),
            _ => Some(reader.comment("comment")),
        };
        let meeting_on = reader.maybe_done_on("meeting_on");
        Some(Self {
            plan: plan?,
            requirements: requirements?,
            requirement,
            recommends: recommends?,
            comment: comment?,
            meeting_on,
        })
    }
}

/// Advice that was given.
#[derive(Serialize, ToSchema)]
pub(crate) struct AdviceGiven {
    items: Vec<AdviceOn>,
}

/// Advice on one goal.
#[derive(Serialize, ToSchema)]
pub(crate) struct AdviceOn {
    id: Uuid,
    /// The goal's code.
    requirement: String,
}

/// Advise on one goal or on several of one plan, alone or as the assessment group's meeting. All or none; each goal is recorded.
#[utoipa::path(post, path = "/api/v1/advice", tag = "signoff", request_body = NewAdvice,
    responses((status = 201, body = AdviceGiven)))]
pub(crate) async fn advise(caller: Caller, asked: Asked<NewAdvice>) -> Result<Response> {
    let NewAdvice { plan, requirements: codes, requirement, recommends, comment, meeting_on } = asked.body;
    let (named, fields) = (codes.clone(), requirement.fields(&codes));
    let work = Advise { call: caller.call.clone(), plan, codes, recommends, comment, meeting_on };
    let answer = move |ids: Vec<base::AdviceId>| {
        let on =
            |(id, code): (base::AdviceId, &String)| AdviceOn { id: id.uuid(), requirement: code.clone() };
        created(&AdviceGiven { items: ids.into_iter().zip(&named).map(on).collect() })
    };
    let done = once(&caller, asked.key, work, answer).await.map_err(|error| match error {
        Error::Fields(_) => Error::field(requirement.field(), Problem::NotAGoal),
        other => other,
    });
    training::with_codes(&caller.call, plan, fields, done).await
}
