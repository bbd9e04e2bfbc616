//! How fast a plan goes: from the goals reached in the last year to the day on which all will be.

use base::Day;

/// A forecast needs so many goals in the year behind it.
const REACHED_MIN: usize = 3;
/// And so many days since the training began.
const DAYS_MIN: i32 = 300;
/// No forecast looks further than this, in months.
const MONTHS_MAX: i32 = 240;

/// When all goals will be reached at the pace of the last twelve months; none without enough to go by, or when nothing remains.
/// `reached` are the days on which goals were attested.
pub fn done_by(begun: Day, today: Day, reached: &[Day], remaining: u32) -> Option<Day> {
    let since = begun.max(today.plus_months(-12));
    let days = since.days_until(today);
    let lately = reached.iter().filter(|day| **day >= since && **day <= today).count();
    if remaining == 0 || lately < REACHED_MIN || days < DAYS_MIN {
        return None;
    }
    let lately = i64::try_from(lately).unwrap_or(i64::MAX);
    let ahead = i64::from(remaining) * i64::from(days) / lately;
    let most = i64::from(MONTHS_MAX) * 30;
    Some(today.plus_days(i32::try_from(ahead.min(most)).unwrap_or(i32::MAX)))
}

/// Whether a plan that is not done has stood still for a year: begun long enough ago, and nothing reached since.
pub fn stands_still(begun: Day, today: Day, reached: &[Day], remaining: u32) -> bool {
    let since = begun.max(today.plus_months(-12));
    remaining > 0 && since.days_until(today) >= DAYS_MIN && !reached.iter().any(|day| *day >= since)
}

/// Whole months from the planned end to the forecast: more than 0 is late, less is early.
pub fn months_late(planned: Day, done_by: Day) -> i32 {
    planned.days_until(done_by) / 30
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn twelve_goals_a_year_take_two_years_for_the_next_24() {
        let today = day("2026-11-23");
        let reached: Vec<Day> = (0..12).map(|n| today.plus_days(-30 * n)).collect();
        let done = done_by(day("2024-09-01"), today, &reached, 24).unwrap();
        assert_eq!(done, day("2028-11-22"));
        assert_eq!(months_late(day("2028-08-31"), done), 2);
        assert_eq!(months_late(day("2029-08-31"), done), -9);
    }

    #[test]
    fn too_little_gives_no_forecast() {
        let today = day("2026-11-23");
        assert_eq!(done_by(day("2024-09-01"), today, &[today, today], 24), None);
        assert_eq!(done_by(day("2026-10-01"), today, &[today; 5], 24), None);
        assert_eq!(done_by(day("2024-09-01"), today, &[today; 5], 0), None);
    }

    #[test]
    fn a_year_without_a_goal_is_a_standstill_and_a_new_plan_is_not() {
        let today = day("2026-11-23");
        let (long_ago, lately) = (day("2024-11-01"), day("2026-02-01"));
        assert!(stands_still(long_ago, today, &[], 24));
        assert!(stands_still(long_ago, today, &[day("2025-03-01")], 24));
        assert!(!stands_still(long_ago, today, &[lately], 24), "something was reached");
        assert!(!stands_still(long_ago, today, &[], 0), "nothing remains");
        assert!(!stands_still(lately, today, &[], 24), "it has just begun");
    }
}
