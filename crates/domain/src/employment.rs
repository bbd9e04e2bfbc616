//! The overview of a doctor's medical employments: what the portal knows, and what the doctor adds. It is confirmed as it is: whatever
//! changes later is confirmed anew.

use base::{Day, Percent, Period};

/// One employment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Employment {
    /// Where, on one line.
    pub place: String,
    /// As what, on one line: `KBU`, `reservelæge`.
    pub position: String,
    /// From when until when; open: it goes on.
    pub period: Period,
    /// How much of full time.
    pub percent: Percent,
    /// Whether the portal knows it, from a placement.
    pub known: bool,
}

/// The first day that can be said.
pub const FIRST: (i16, i8, i8) = (1950, 1, 1);

/// The overview in one text, whatever order it is in: what a confirmation is about, and its digest's source. Names hold neither line
/// end nor tab ([`crate::text::one_line`]), so that nothing in them passes for the next field.
pub fn canonical(all: &[Employment]) -> String {
    let mut lines: Vec<String> = all.iter().map(line).collect();
    lines.sort_unstable();
    lines.concat()
}

fn line(one: &Employment) -> String {
    let until = one.period.until.map(|day: Day| day.to_string()).unwrap_or_default();
    let source = if one.known { "portal" } else { "own" };
    let Employment { place, position, period, percent, .. } = one;
    format!("{}\t{until}\t{}\t{source}\t{place}\t{position}\n", period.from, percent.get())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(place: &str, known: bool) -> Employment {
        let period = Period { from: "2025-12-01".parse().expect("a day"), until: None };
        let (place, position) = (place.to_owned(), "KBU".to_owned());
        Employment { place, position, period, percent: Percent::new(100).expect("all of it"), known }
    }

    #[test]
    fn the_order_says_nothing_and_every_field_something() {
        let all = [one("Sundby Sygehus", true), one("Havnens Læger", false)];
        assert_eq!(
            canonical(&all),
            "2025-12-01\t\t100\town\tHavnens Læger\tKBU\n2025-12-01\t\t100\tportal\tSundby Sygehus\tKBU\n"
        );
        let turned = [all[1].clone(), all[0].clone()];
        assert_eq!(canonical(&turned), canonical(&all));
        assert_ne!(canonical(&[one("Sundby Sygehus", false)]), canonical(&[one("Sundby Sygehus", true)]));
    }
}
