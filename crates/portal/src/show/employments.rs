//! When and how much somebody was employed, as an overview says it.

use base::{Day, Percent};
use web::format;

use super::{Say, dotted};
use crate::words;

/// From when until when, and the share where it is not all: days, not months, for the authority counts them.
pub fn employment_said(say: &Say<'_>, (from, until): (Day, Option<Day>), percent: Percent) -> String {
    let share = (percent.get() < 100).then(|| format::percent(say.lang, i64::from(percent.get())));
    let when = match until {
        Some(until) => format!("{} – {}", say.long(from), say.long(until)),
        None => words::employments_since(say.lang, say.long(from)),
    };
    dotted(&[when, share.unwrap_or_default()])
}
