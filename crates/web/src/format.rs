//! Dates, numbers and lists as a reader of each language writes them.
//!
//! Month and weekday names are four small tables of our own: no formatter is built per row. Denmark and Norway
//! share one clock, given by its rule, so that nothing depends on the machine's time-zone files.

mod dates;
mod numbers;
mod sorting;
mod typed;

pub use dates::{
    clock, day_month, long, moment, moment_exact, moment_year, month_year, numeric, period, relative_day,
    short, short_month_year, short_year, today, weekday, when, zone,
};
pub use numbers::{any_of, capitalised, count_word, count_word_start, list, number, of, percent, quote};
pub use sorting::{findable, sort_key, sought, sought_each};
pub use typed::{parse_day, parse_past_day};
