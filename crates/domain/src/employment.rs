//! The overview of a doctor's medical employments: what the portal knows, what the doctor says instead, and what the doctor adds. It is
//! confirmed as it is: whatever changes later is confirmed anew.

use base::{Day, Percent, Period};

/// One employment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Employment {
    /// What is said of it.
    pub stated: Stated,
    /// Who says so.
    pub source: Source,
}

/// What is said of an employment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// Where, on one line.
    pub place: String,
    /// As what, on one line: `KBU`, `reservelæge`.
    pub position: String,
    /// From when until when; open: it goes on.
    pub period: Period,
    /// How much of full time.
    pub percent: Percent,
}

/// Who says what is said of an employment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The portal, from a placement.
    Portal,
    /// The doctor.
    Own,
    /// The doctor, of a placement of which the portal says this.
    Corrected(Stated),
}

impl Source {
    /// Its word in a file and in an answer: `portal`, `own`, `corrected`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Portal => "portal",
            Self::Own => "own",
            Self::Corrected(_) => "corrected",
        }
    }

    /// What the portal says where the doctor says something else.
    pub const fn registered(&self) -> Option<&Stated> {
        match self {
            Self::Corrected(registered) => Some(registered),
            Self::Portal | Self::Own => None,
        }
    }
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
    let registered = one.source.registered().map(|is| format!("\t{}", fields(is, "registered")));
    format!("{}{}\n", fields(&one.stated, one.source.code()), registered.unwrap_or_default())
}

fn fields(of: &Stated, by: &str) -> String {
    let Stated { place, position, period, percent } = of;
    let until = period.until.map(|day: Day| day.to_string()).unwrap_or_default();
    format!("{}\t{until}\t{}\t{by}\t{place}\t{position}", period.from, percent.get())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(place: &str) -> Stated {
        let period = Period { from: "2025-12-01".parse().expect("a day"), until: None };
        let (place, position) = (place.to_owned(), "KBU".to_owned());
        Stated { place, position, period, percent: Percent::new(100).expect("all of it") }
    }

    fn one(place: &str, source: Source) -> Employment {
        Employment { stated: stated(place), source }
    }

    #[test]
    fn the_order_says_nothing_and_every_field_something() {
        let all = [
            one("Sundby Sygehus", Source::Portal),
            one("Havnens Læger", Source::Own),
            one("Sundby", Source::Corrected(stated("Nordby"))),
        ];
        assert_eq!(
            canonical(&all),
            "2025-12-01\t\t100\tcorrected\tSundby\tKBU\t2025-12-01\t\t100\tregistered\tNordby\tKBU\n\
             2025-12-01\t\t100\town\tHavnens Læger\tKBU\n2025-12-01\t\t100\tportal\tSundby Sygehus\tKBU\n"
        );
        let turned = [all[2].clone(), all[1].clone(), all[0].clone()];
        assert_eq!(canonical(&turned), canonical(&all));
        let places = ["Sundby", "Nordby"].map(|is| one("Vestby", Source::Corrected(stated(is))));
        assert_ne!(canonical(&places[..1]), canonical(&places[1..]), "what is corrected is confirmed too");
        let sources = [Source::Own, Source::Portal].map(|source| one("Sundby Sygehus", source));
        assert_ne!(canonical(&sources[..1]), canonical(&sources[1..]));
    }
}
