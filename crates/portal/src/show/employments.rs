//! What an overview says of an employment, and who says so.

use domain::employment::{Employment, Source, Stated};
use web::format;

use super::{Say, dotted};
use crate::words;

/// From when until when, and the share where it is not all: days, not months, for the authority counts them.
pub fn employment_said(say: &Say<'_>, of: &Stated) -> String {
    let share = (of.percent.get() < 100).then(|| share(say, of));
    dotted(&[when(say, of), share.unwrap_or_default()])
}

fn when(say: &Say<'_>, of: &Stated) -> String {
    let from = of.period.from;
    match of.period.until {
        Some(until) => format!("{} – {}", say.long(from), say.long(until)),
        None => words::employments_since(say.lang, say.long(from)),
    }
}

fn share(say: &Say<'_>, of: &Stated) -> String {
    format::percent(say.lang, i64::from(of.percent.get()))
}

/// All that is said of it, the share in any case.
pub fn employment_whole(say: &Say<'_>, of: &Stated) -> String {
    dotted(&[of.place.clone(), of.position.clone(), when(say, of), share(say, of)])
}

/// Who says so, to somebody else than the doctor.
pub fn employment_source(say: &Say<'_>, of: &Employment) -> &'static str {
    match of.source {
        Source::Portal => words::employments_known(say.lang),
        Source::Own => words::dossiers_paper_own(say.lang),
        Source::Corrected(_) => words::dossiers_paper_corrected(say.lang),
    }
}

/// What the portal says, as far as the doctor says something else.
pub fn employment_registered(say: &Say<'_>, of: &Employment) -> Option<String> {
    let (is, said) = (of.source.registered()?, &of.stated);
    let differ = [
        (is.place != said.place).then(|| is.place.clone()),
        (is.position != said.position).then(|| is.position.clone()),
        (is.period != said.period).then(|| when(say, is)),
        (is.percent != said.percent).then(|| share(say, is)),
    ];
    let differ: Vec<String> = differ.into_iter().flatten().collect();
    Some(words::employments_registered(say.lang, dotted(&differ)))
}
