//! What the JSON doors of all slices share: how a body is read, how a list is paged, how an answer is sent once.
//!
//! The doors themselves are each slice's `api.rs`; their URLs stand in `routes.rs`. Nothing here knows a verb.

mod answer;
mod body;
mod detail;
mod known;
mod openapi;
mod query;
mod requirement;

pub(crate) use answer::{
    Curriculum, Date, Items, NewId, Person, Problem, Progress, Time, attachment, created, gone, ok, once,
    open_to_all, said, sent,
};
pub(crate) use body::{
    Asked, FromBody, Nothing, Reader, code, day, each, how_many, key, parsed, short, string, yes_or_no,
};
pub(crate) use detail::detail;
pub(crate) use known::{Names, known_only};
pub(crate) use openapi::Everywhere;
pub(crate) use query::{Code, Cursor, Page, Query};
pub(crate) use requirement::RequirementLine;

pub(crate) use crate::door::At;
