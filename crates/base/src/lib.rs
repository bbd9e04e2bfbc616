//! What every crate shares: typed ids, days, moments, periods, percents. Nothing else.
//!
//! Nothing here asks the clock or the operating system: time and randomness come in as arguments.

mod id;
mod time;

pub use id::*;
pub use time::{Day, Moment, NotADay, Percent, Period};
