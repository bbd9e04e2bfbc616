//! What follows from a record: what the authority asks for, line by line, and where every requirement stands.

use base::{ActId, PlanId};
use domain::dossier::{self, Topic};
use serde::{Deserialize, Serialize};

use crate::Content;

/// What follows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Whether all that must be there is.
    pub ready: bool,
    /// What the authority asks for, line by line.
    pub lines: Vec<Line>,
    /// Every requirement of the plans, in the order of plans and curricula.
    pub requirements: Vec<Requirement>,
}

/// A line of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// `goal`, `activity`, `course`, `research`, `time`, `plan`, `employments`, `identifier`, `document`, `window`.
    pub what: String,
    /// Of which curriculum; of a document, a number or a missing plan: which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The time element's code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Whether it is met.
    pub met: bool,
    /// How many requirements of `total` are met.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<usize>,
    /// How many requirements there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<usize>,
    /// The codes of those that are missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// It is missing, and may follow as a supplement.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub follows: bool,
    /// It is missing, and was sent without.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub without: bool,
}

/// Where a requirement stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Of which plan.
    pub plan: PlanId,
    /// Its code.
    pub code: String,
    /// Its state, as a code.
    pub state: String,
    /// How many times it was registered.
    pub registered: u32,
    /// Of these, signed.
    pub signed: u32,
    /// The acts that attest it, those taken back aside, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attested: Vec<ActId>,
}

impl Line {
    pub(crate) fn of(line: dossier::Line, content: &Content) -> Self {
        let curriculum = |plan: usize| content.plans.get(plan).map(|plan| plan.curriculum.clone());
        let (what, of, code) = match line.topic {
            Topic::Window => ("window", None, None),
            Topic::Plan(of) => ("plan", Some(of), None),
            Topic::Requirements { plan, kind } => (kind.code(), curriculum(plan), None),
            Topic::Time { plan, code } => ("time", curriculum(plan), Some(code)),
            Topic::Employments => ("employments", None, None),
            Topic::Identifier(kind) => ("identifier", Some(kind), None),
            Topic::Document(kind) => ("document", Some(kind), None),
            Topic::Lacks(kind) => (kind.code(), None, None),
        };
        let (done, total) = line.of.unzip();
        Self {
            what: what.to_owned(),
            of,
            code,
            met: line.met,
            done,
            total,
            missing: line.missing,
            follows: line.follows,
            without: line.optional && !line.met,
        }
    }
}
