//! What the forms of all slices share: a field read in the words of the domain, and the key of a press.

use base::Day;
use domain::{refusal::Problem, signoff};
use web::{Form, form::Wrong};

use crate::portal::Call;

/// A day on which something may have been done, by the rule of every door; its year may be left out.
pub(crate) fn done_on(form: &Form, name: &str, today: Day) -> Result<Option<Day>, Problem> {
    form.past_day(name, today).map_err(wrong)?.map(|day| signoff::done_on(day, today)).transpose()
}

/// What must be there.
pub(crate) fn needed<T>(read: Result<Option<T>, Wrong>) -> Result<T, Problem> {
    read.map_err(wrong)?.ok_or(Problem::Required)
}

/// What the form says is wrong, in the words of the domain.
pub(crate) fn wrong(wrong: Wrong) -> Problem {
    match wrong {
        Wrong::NotADay => Problem::NotADay,
        Wrong::NotANumber => Problem::NotANumber,
        Wrong::OutOfRange { min, max } => Problem::OutOfRange { min, max },
        Wrong::TooLong { max } => Problem::TooLong { max },
        Wrong::NotText => Problem::NotText,
        Wrong::Unknown => Problem::Unknown,
    }
}

/// What makes a press that comes twice count once: new for each view of the page.
pub(crate) fn new_key(call: &Call) -> String {
    hex::encode(call.portal.world.random::<12>())
}
