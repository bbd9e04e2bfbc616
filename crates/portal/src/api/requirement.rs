//! A requirement of a plan, as lists and its own page show it.

use std::borrow::Cow;

use base::SignOffId;
use domain::{
    access::{Kind, Role},
    curriculum::Requirement,
    signoff::{Standing, State},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A requirement of a plan.
#[derive(Serialize, ToSchema)]
#[schema(as = Requirement)]
pub(crate) struct RequirementLine<'a> {
    #[schema(value_type = String)]
    code: &'a str,
    /// `goal`, `activity`, `course`, `time` or `research`.
    #[schema(value_type = String)]
    kind: Kind,
    /// Short; empty where no official title is known.
    #[schema(value_type = String)]
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    theme: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    arena: Option<&'a str>,
    /// The codes of the goals it supports.
    #[schema(value_type = Vec<String>)]
    supports: &'a [String],
    /// How many times; left out: once.
    #[serde(skip_serializing_if = "Option::is_none")]
    required_count: Option<u32>,
    /// All that is registered.
    count: u32,
    /// Of these, signed.
    signed: u32,
    /// `open`, `in_progress`, `registered`, `requested`, `returned` or `attested`.
    #[schema(value_type = String)]
    state: &'static str,
    /// The roles that attest it; empty when nobody needs to.
    #[schema(value_type = Vec<String>)]
    attested_by: Cow<'a, [Role]>,
    /// The request that waits, or was returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    sign_off: Option<Uuid>,
    /// Whether an attestation was taken back.
    annulled: bool,
}

impl<'a> RequirementLine<'a> {
    /// What the curriculum says, and where it stands.
    pub(crate) fn of(
        one: &'a Requirement,
        standing: Standing,
        attested_by: Cow<'a, [Role]>,
        sign_off: Option<SignOffId>,
        annulled: bool,
    ) -> Self {
        let asked = matches!(standing.state, State::Requested | State::Returned);
        Self {
            code: &one.code,
            kind: one.kind,
            title: &one.title,
            theme: one.theme.as_deref(),
            arena: one.arena.as_deref(),
            supports: &one.supports,
            required_count: one.required_count,
            count: standing.registered,
            signed: standing.signed,
            state: standing.state.code(),
            attested_by,
            sign_off: sign_off.filter(|_| asked).map(SignOffId::uuid),
            annulled,
        }
    }
}
