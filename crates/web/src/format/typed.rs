//! Days as people type them, read kindly; what could be two days is no day.

use base::Day;

/// Reads what a person types for a day: day, month and year, parted by `.`, `/`, `-` or a space or by nothing at all
/// (`23112026`, `231126`); or `2026-11-23`. A year of two figures is of this century.
pub fn parse_day(text: &str) -> Option<Day> {
    let text = text.trim();
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    let (day, month, year) = figures(text)?;
    Day::new(whole_year(year?)?, month, day).ok()
}

/// The same for a day that has been: without a year (`23.11`, `23/11`) it is the last time that day was, this year or the year
/// before.
pub fn parse_past_day(text: &str, today: Day) -> Option<Day> {
    match figures(text.trim()) {
        Some((day, month, None)) => {
            let year = today.date().year();
            let this = Day::new(year, month, day).ok();
            this.filter(|this| *this <= today).or_else(|| Day::new(year - 1, month, day).ok())
        }
        _ => parse_day(text),
    }
}

/// Day, month and, if there is one, year.
fn figures(text: &str) -> Option<(i8, i8, Option<&str>)> {
    let plain = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.split(['.', '/', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let (day, month, year) = match parts[..] {
        [all] if plain(all) && matches!(all.len(), 6 | 8) => (&all[..2], &all[2..4], Some(&all[4..])),
        [day, month] => (day, month, None),
        [day, month, year] => (day, month, Some(year)),
        _ => return None,
    };
    let short = |part: &str| if part.len() <= 2 && plain(part) { part.parse().ok() } else { None };
    Some((short(day)?, short(month)?, year))
}

fn whole_year(year: &str) -> Option<i16> {
    let plain = year.bytes().all(|b| b.is_ascii_digit());
    match year.len() {
        2 if plain => Some(2000 + year.parse::<i16>().ok()?),
        4 if plain => year.parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i16, month: i8, day: i8) -> Day {
        Day::new(year, month, day).unwrap()
    }

    #[test]
    fn typed_days_are_read_kindly_and_never_guessed() {
        for kind in [
            "23.11.2026",
            " 23.11.2026 ",
            "23/11/2026",
            "23-11-2026",
            "23 11 2026",
            "2026-11-23",
            "23. 11. 2026",
            "23112026",
            "231126",
            "23.11.26",
            "23/11-26",
        ] {
            assert_eq!(parse_day(kind), Some(day(2026, 11, 23)), "{kind}");
        }
        assert_eq!(parse_day("1.2.2026"), Some(day(2026, 2, 1)));
        for wrong in [
            "",
            "23.11",
            "2311",
            "23.11.026",
            "311126",
            "11/23/2026",
            "31.02.2026",
            "23.11.2026.1",
            "٢٣.11.2026",
            "+3.11.2026",
            "i dag",
            "23.11.-026",
        ] {
            assert_eq!(parse_day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_day_without_its_year_is_the_last_time_it_was() {
        let today = day(2026, 3, 5);
        for (typed, expected) in [
            ("5/3", Some(today)),
            ("5.3.", Some(today)),
            ("6/3", Some(day(2025, 3, 6))),
            ("31.12", Some(day(2025, 12, 31))),
            ("1.1", Some(day(2026, 1, 1))),
            ("29/2", None),
            ("32/1", None),
            ("5", None),
            ("06.03.26", Some(day(2026, 3, 6))),
        ] {
            assert_eq!(parse_past_day(typed, today), expected, "{typed}");
        }
        assert_eq!(parse_past_day("29/2", day(2025, 3, 5)), Some(day(2024, 2, 29)));
    }
}
