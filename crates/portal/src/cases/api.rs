//! JSON doors to cases: sending for trainees, the desk for the authority; and what both are told of a case.

mod desk;
mod own;

pub(crate) use desk::*;
pub(crate) use own::*;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Event, Happened};
use crate::api::{Date, Person, Time};

/// What happened to a case.
#[derive(Serialize, ToSchema)]
pub(crate) struct CaseEvent {
    /// `opened`, `asked`, `supplemented`, `decided` or `withdrawn`.
    #[schema(value_type = String)]
    what: &'static str,
    at: Time,
    by: Person,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
    /// The dossier that followed.
    #[serde(skip_serializing_if = "Option::is_none")]
    dossier: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    granted: Option<bool>,
    /// The day of the decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<Date>,
}

impl CaseEvent {
    fn of(event: &Event) -> Self {
        let (what, dossier, granted, on) = match &event.what {
            Happened::Opened => ("opened", None, None, None),
            Happened::Asked => ("asked", None, None, None),
            Happened::Supplemented(dossier) => ("supplemented", dossier.map(|id| id.uuid()), None, None),
            Happened::Decided { granted, on } => ("decided", None, Some(*granted), Some(Date(*on))),
            Happened::Withdrawn => ("withdrawn", None, None, None),
        };
        Self {
            what,
            at: Time(event.at),
            by: Person::new(event.by, event.name.clone()),
            comment: event.comment.clone(),
            dossier,
            granted,
            on,
        }
    }
}
