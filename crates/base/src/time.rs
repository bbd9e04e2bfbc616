//! Days, moments, periods and percents, as the regulations count them.

use std::{fmt, str::FromStr};

use jiff::{Span, Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// A calendar day, without a time zone. Text form: `YYYY-MM-DD`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(Date);

/// The text is not a day that exists between the years 1900 and 2199.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a day")]
pub struct NotADay;

impl Day {
    /// The day with these numbers, if it exists and lies between 1900 and 2199.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, NotADay> {
        Date::new(year, month, day).map_err(|_| NotADay).and_then(Self::from_date)
    }
    /// The day of a calendar date.
    pub fn from_date(date: Date) -> Result<Self, NotADay> {
        (1900..2200).contains(&date.year()).then_some(Self(date)).ok_or(NotADay)
    }
    /// Its calendar date, for formatting.
    pub const fn date(self) -> Date {
        self.0
    }
    /// So many days later (earlier when negative); stops at the edge of the calendar.
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(Span::new().days(days)))
    }
    /// So many months later (earlier when negative), on the same day of the month or the month's last.
    pub fn plus_months(self, months: i32) -> Self {
        Self(self.0.saturating_add(Span::new().months(months)))
    }
    /// Days from `self` until `other`; negative when `other` is earlier.
    pub fn days_until(self, other: Self) -> i32 {
        self.0.until(other.0).expect("two days of our calendar have a distance").get_days()
    }
}

impl FromStr for Day {
    type Err = NotADay;
    fn from_str(text: &str) -> Result<Self, NotADay> {
        let shape = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
        if !shape {
            return Err(NotADay);
        }
        text.parse::<Date>().map_err(|_| NotADay).and_then(Self::from_date)
    }
}
impl TryFrom<String> for Day {
    type Error = NotADay;
    fn try_from(text: String) -> Result<Self, NotADay> {
        text.parse()
    }
}
impl From<Day> for String {
    fn from(day: Day) -> String {
        day.to_string()
    }
}
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// An instant, in microseconds since 1970 UTC. JSON form: RFC 3339 in UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Moment(i64);

impl Moment {
    /// The instant so many microseconds after 1970 UTC.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }
    /// Microseconds since 1970 UTC.
    pub const fn micros(self) -> i64 {
        self.0
    }
    /// Milliseconds since 1970 UTC; 0 before that.
    pub fn millis(self) -> u64 {
        u64::try_from(self.0 / 1000).unwrap_or(0)
    }
    /// So many seconds later (earlier when negative).
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }
    /// Its timestamp, for formatting.
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH)
    }
    /// The day it falls on in `zone`.
    pub fn day_in(self, zone: &TimeZone) -> Day {
        Day(self.timestamp().to_zoned(zone.clone()).date())
    }
    /// Midnight in UTC at the start of `day`.
    pub fn start_of(day: Day) -> Self {
        let zoned = day.0.to_zoned(TimeZone::UTC).expect("a day of our calendar has a midnight in UTC");
        Self(zoned.timestamp().as_microsecond())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.timestamp(), f)
    }
}
impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.timestamp(), f)
    }
}
impl TryFrom<String> for Moment {
    type Error = NotADay;
    fn try_from(text: String) -> Result<Self, NotADay> {
        text.parse::<Timestamp>().map(|t| Self(t.as_microsecond())).map_err(|_| NotADay)
    }
}
impl From<Moment> for String {
    fn from(moment: Moment) -> String {
        moment.to_string()
    }
}

/// From a day through a day, both included; without an end while `until` is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Option<Day>,
}

impl Period {
    /// Whether `day` lies in it.
    pub fn contains(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// A share of full time, 1 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Percent(u8);

impl Percent {
    /// The share, if it is between 1 and 100.
    pub fn new(value: i64) -> Option<Self> {
        u8::try_from(value).ok().filter(|v| (1..=100).contains(v)).map(Self)
    }
    /// 1 to 100.
    pub const fn get(self) -> u8 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_strictly() {
        assert_eq!("2026-02-28".parse::<Day>(), Day::new(2026, 2, 28));
        for wrong in
            ["2026-2-28", "2026-02-30", "26-02-28", "20260228", "1026-02-28", "2026-02-28 ", "", "æøåæø"]
        {
            assert_eq!(wrong.parse::<Day>(), Err(NotADay), "{wrong}");
        }
    }

    #[test]
    fn a_period_includes_both_its_ends() {
        let period =
            Period { from: Day::new(2026, 1, 1).unwrap(), until: Some(Day::new(2026, 1, 31).unwrap()) };
        assert!(period.contains(Day::new(2026, 1, 31).unwrap()));
        assert!(!period.contains(Day::new(2026, 2, 1).unwrap()));
    }

    #[test]
    fn a_month_before_the_end_of_march_is_the_end_of_february() {
        assert_eq!(Day::new(2026, 3, 31).unwrap().plus_months(-1), Day::new(2026, 2, 28).unwrap());
    }
}
