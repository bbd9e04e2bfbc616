//! Days and moments in words and figures: months and order as CLDR has them, hours with the point that Danes and Norwegians write.

use std::sync::LazyLock;

use base::{Day, Moment};
use jiff::{civil::Weekday, tz::TimeZone};

use crate::Lang;

/// Europe/Copenhagen and Europe/Oslo have kept the same time since 1980: one hour before UTC, summer time by EU rule.
static ZONE: LazyLock<TimeZone> = LazyLock::new(|| {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").expect("the rule of Central European Time is well formed")
});

/// The time zone of both countries.
pub fn zone() -> &'static TimeZone {
    &ZONE
}

/// The day that `moment` falls on in both countries.
pub fn today(moment: Moment) -> Day {
    moment.day_in(&ZONE)
}

type Months = [&'static str; 12];
const DA: Months = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];
const DA_SHORT: Months =
    ["jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec."];
const NO: Months = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
];
const NO_SHORT: Months =
    ["jan.", "feb.", "mars", "apr.", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des."];
const EN: Months = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const EN_SHORT: Months =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];

fn month(lang: Lang, day: Day) -> &'static str {
    let names = match lang {
        Lang::Da => &DA,
        Lang::Nb | Lang::Nn => &NO,
        Lang::En => &EN,
    };
    names[month_index(day)]
}
fn month_short(lang: Lang, day: Day) -> &'static str {
    let names = match lang {
        Lang::Da => &DA_SHORT,
        Lang::Nb | Lang::Nn => &NO_SHORT,
        Lang::En => &EN_SHORT,
    };
    names[month_index(day)]
}
fn month_index(day: Day) -> usize {
    usize::try_from(day.date().month() - 1).expect("a month is 1 to 12")
}
/// The point after a day's number, where the language has one.
fn dot(lang: Lang) -> &'static str {
    if lang == Lang::En { "" } else { "." }
}

/// A date is not broken over two lines.
const NBSP: char = '\u{a0}';

/// `23. november 2026`.
pub fn long(lang: Lang, day: Day) -> String {
    format!("{}{}{NBSP}{}{NBSP}{}", day.date().day(), dot(lang), month(lang, day), day.date().year())
}
/// `23. november`.
pub fn day_month(lang: Lang, day: Day) -> String {
    format!("{}{}{NBSP}{}", day.date().day(), dot(lang), month(lang, day))
}
/// `12. jan.`
pub fn short(lang: Lang, day: Day) -> String {
    format!("{}{}{NBSP}{}", day.date().day(), dot(lang), month_short(lang, day))
}
/// `12. jan. 2026`.
pub fn short_year(lang: Lang, day: Day) -> String {
    format!("{}{}{NBSP}{}{NBSP}{}", day.date().day(), dot(lang), month_short(lang, day), day.date().year())
}
/// `april 2029`.
pub fn month_year(lang: Lang, day: Day) -> String {
    format!("{}{NBSP}{}", month(lang, day), day.date().year())
}
/// `sep. 2024`.
pub fn short_month_year(lang: Lang, day: Day) -> String {
    format!("{}{NBSP}{}", month_short(lang, day), day.date().year())
}
/// `sep. 2024 – aug. 2029`; without an end, `sep. 2024 –`.
pub fn period(lang: Lang, from: Day, until: Option<Day>) -> String {
    let start = short_month_year(lang, from);
    until.map_or_else(|| format!("{start} –"), |end| format!("{start} – {}", short_month_year(lang, end)))
}
/// `torsdag`.
pub fn weekday(lang: Lang, day: Day) -> &'static str {
    let at = match day.date().weekday() {
        Weekday::Monday => 0,
        Weekday::Tuesday => 1,
        Weekday::Wednesday => 2,
        Weekday::Thursday => 3,
        Weekday::Friday => 4,
        Weekday::Saturday => 5,
        Weekday::Sunday => 6,
    };
    match lang {
        Lang::Da | Lang::Nb => ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"][at],
        Lang::Nn => ["måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"][at],
        Lang::En => ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][at],
    }
}

/// `23.11.2026`, as typed into a date field in every language of ours.
pub fn numeric(day: Day) -> String {
    let date = day.date();
    format!("{:02}.{:02}.{}", date.day(), date.month(), date.year())
}

/// `16.20`, in English `16:20`.
pub fn clock(lang: Lang, moment: Moment) -> String {
    let at = moment.timestamp().to_zoned(ZONE.clone());
    format!("{:02}{}{:02}", at.hour(), if lang == Lang::En { ':' } else { '.' }, at.minute())
}
/// A line does not break between the word and the time.
fn at(lang: Lang, clock: String) -> String {
    format!("{}\u{a0}{clock}", if lang == Lang::En { "at" } else { "kl." })
}
/// `torsdag 19. november kl. 16.20`.
pub fn moment(lang: Lang, moment: Moment) -> String {
    let day = today(moment);
    format!("{} {} {}", weekday(lang, day), day_month(lang, day), at(lang, clock(lang, moment)))
}
/// `19. nov. 2026 kl. 16.20`.
pub fn moment_year(lang: Lang, moment: Moment) -> String {
    format!("{} {}", short_year(lang, today(moment)), at(lang, clock(lang, moment)))
}
/// `23. november 2026 kl. 10.42.07`.
pub fn moment_exact(lang: Lang, moment: Moment) -> String {
    let second = moment.timestamp().to_zoned(ZONE.clone()).second();
    let mark = if lang == Lang::En { ':' } else { '.' };
    let clock = format!("{}{mark}{second:02}", clock(lang, moment));
    format!("{} {}", long(lang, today(moment)), at(lang, clock))
}
/// `i dag`, `i går`, `i morgen`; a weekday within six days; `17. november` this year; else with its year.
pub fn relative_day(lang: Lang, day: Day, today: Day) -> String {
    let near = match (today.days_until(day), lang) {
        (0, Lang::Da | Lang::Nb | Lang::Nn) => "i dag",
        (0, Lang::En) => "today",
        (-1, Lang::Da | Lang::Nb | Lang::Nn) => "i går",
        (-1, Lang::En) => "yesterday",
        (1, Lang::Da | Lang::Nb) => "i morgen",
        (1, Lang::Nn) => "i morgon",
        (1, Lang::En) => "tomorrow",
        (-6..=6, _) => weekday(lang, day),
        _ if day.date().year() == today.date().year() => return day_month(lang, day),
        _ => return long(lang, day),
    };
    near.to_owned()
}
/// `i går kl. 20.40`, `fredag kl. 15.12`, `17. november kl. 21.03`: a moment told from today.
pub fn when(lang: Lang, moment: Moment, today: Day) -> String {
    format!("{} {}", relative_day(lang, moment.day_in(&ZONE), today), at(lang, clock(lang, moment)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i16, month: i8, day: i8) -> Day {
        Day::new(year, month, day).unwrap()
    }
    /// 2026-11-19 15:20:07 UTC.
    const THURSDAY: Moment = Moment::from_micros(1_795_101_607_000_000);

    #[test]
    fn days_read_as_in_print() {
        let table: [(Lang, [&str; 6]); 4] = [
            (
                Lang::Da,
                [
                    "23.\u{a0}november\u{a0}2026",
                    "23.\u{a0}november",
                    "5.\u{a0}maj",
                    "5.\u{a0}maj\u{a0}2026",
                    "november\u{a0}2026",
                    "sep.\u{a0}2024 – aug.\u{a0}2029",
                ],
            ),
            (
                Lang::Nb,
                [
                    "23.\u{a0}november\u{a0}2026",
                    "23.\u{a0}november",
                    "5.\u{a0}mai",
                    "5.\u{a0}mai\u{a0}2026",
                    "november\u{a0}2026",
                    "sep.\u{a0}2024 – aug.\u{a0}2029",
                ],
            ),
            (
                Lang::Nn,
                [
                    "23.\u{a0}november\u{a0}2026",
                    "23.\u{a0}november",
                    "5.\u{a0}mai",
                    "5.\u{a0}mai\u{a0}2026",
                    "november\u{a0}2026",
                    "sep.\u{a0}2024 – aug.\u{a0}2029",
                ],
            ),
            (
                Lang::En,
                [
                    "23\u{a0}November\u{a0}2026",
                    "23\u{a0}November",
                    "5\u{a0}May",
                    "5\u{a0}May\u{a0}2026",
                    "November\u{a0}2026",
                    "Sept\u{a0}2024 – Aug\u{a0}2029",
                ],
            ),
        ];
        let (monday, may) = (day(2026, 11, 23), day(2026, 5, 5));
        for (lang, expected) in table {
            assert_eq!(
                [
                    long(lang, monday),
                    day_month(lang, monday),
                    short(lang, may),
                    short_year(lang, may),
                    month_year(lang, monday),
                    period(lang, day(2024, 9, 1), Some(day(2029, 8, 31))),
                ],
                expected
            );
        }
        assert_eq!(numeric(day(2026, 2, 1)), "01.02.2026");
    }

    #[test]
    fn short_months_are_those_of_cldr() {
        for (lang, months) in [
            (Lang::Da, "jan. feb. mar. apr. maj jun. jul. aug. sep. okt. nov. dec."),
            (Lang::Nb, "jan. feb. mars apr. mai juni juli aug. sep. okt. nov. des."),
            (Lang::Nn, "jan. feb. mars apr. mai juni juli aug. sep. okt. nov. des."),
            (Lang::En, "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec"),
        ] {
            let said: Vec<&str> = (1..=12).map(|month| month_short(lang, day(2026, month, 28))).collect();
            assert_eq!(said.join(" "), months, "{lang:?}");
        }
        let saturday = day(2026, 11, 28);
        let said = Lang::ALL.map(|lang| (short_year(lang, saturday), weekday(lang, saturday)));
        assert_eq!(
            said.each_ref().map(|(day, weekday)| (day.as_str(), *weekday)),
            [
                ("28.\u{a0}nov.\u{a0}2026", "lørdag"),
                ("28.\u{a0}nov.\u{a0}2026", "lørdag"),
                ("28.\u{a0}nov.\u{a0}2026", "laurdag"),
                ("28\u{a0}Nov\u{a0}2026", "Saturday")
            ]
        );
        assert_eq!(period(Lang::En, saturday, None), "Nov\u{a0}2026 –");
    }

    #[test]
    fn moments_are_told_by_the_clock_of_both_countries() {
        for (lang, full, year, exact) in [
            (
                Lang::Da,
                "torsdag 19.\u{a0}november kl.\u{a0}16.20",
                "19.\u{a0}nov.\u{a0}2026 kl.\u{a0}16.20",
                "19.\u{a0}november\u{a0}2026 kl.\u{a0}16.20.07",
            ),
            (
                Lang::Nn,
                "torsdag 19.\u{a0}november kl.\u{a0}16.20",
                "19.\u{a0}nov.\u{a0}2026 kl.\u{a0}16.20",
                "19.\u{a0}november\u{a0}2026 kl.\u{a0}16.20.07",
            ),
            (
                Lang::En,
                "Thursday 19\u{a0}November at\u{a0}16:20",
                "19\u{a0}Nov\u{a0}2026 at\u{a0}16:20",
                "19\u{a0}November\u{a0}2026 at\u{a0}16:20:07",
            ),
        ] {
            assert_eq!(
                (moment(lang, THURSDAY), moment_year(lang, THURSDAY), moment_exact(lang, THURSDAY)),
                (full.into(), year.into(), exact.into())
            );
        }
        let summer = Moment::start_of(day(2026, 7, 1)).plus_seconds(23 * 3600);
        assert_eq!(
            when(Lang::Nb, summer, day(2026, 7, 2)),
            "i dag kl.\u{a0}01.00",
            "summer time, and a day later than in UTC"
        );
    }

    #[test]
    fn near_days_have_names() {
        let monday = day(2026, 11, 23);
        for (lang, other, expected) in [
            (Lang::Da, day(2026, 11, 23), "i dag"),
            (Lang::Nb, day(2026, 11, 22), "i går"),
            (Lang::Nn, day(2026, 11, 24), "i morgon"),
            (Lang::En, day(2026, 11, 20), "Friday"),
            (Lang::Nn, day(2026, 11, 21), "laurdag"),
            (Lang::Da, day(2026, 11, 16), "16.\u{a0}november"),
            (Lang::Da, day(2025, 11, 23), "23.\u{a0}november\u{a0}2025"),
            (Lang::En, day(2027, 1, 2), "2\u{a0}January\u{a0}2027"),
        ] {
            assert_eq!(relative_day(lang, other, monday), expected);
        }
    }
}
