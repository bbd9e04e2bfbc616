//! National numbers of persons in training: of what kind, by which rule they are read, and how they are shown.
//!
//! Which kinds there are is the scheme's; the rules are here. A number is written in one way only, however it was typed, so that two that
//! are the same are the same text. What holds one does not show it by accident: only [`Number::reveal`] and the two ways to show it do.

use std::fmt;

use serde::Deserialize;
use zeroize::Zeroizing;

use crate::{
    scheme::Dossier,
    text::{self, digit},
};

/// The longest text that is read as a number, in characters.
const TYPED_MAX: usize = 40;
/// How many characters a Danish authorisation ID has.
const AUTHORISATION_LENGTH: usize = 5;
/// The most digits of a number in the Norwegian register of health personnel.
const HPR_DIGITS_MAX: usize = 9;
/// What stands for a character that is not shown.
const HIDDEN: char = '•';
/// What no kind is called: the other columns of an import of persons, and the word for a number that is not there.
pub const TAKEN: [&str; 8] = ["name", "email", "role", "scheme", "over", "from", "until", "missing"];

/// By which rule a number is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A Danish CPR number: ten digits that begin with a date. Its check digit no longer holds for all of them.
    Cpr,
    /// A Norwegian fødselsnummer or D-number: eleven digits, a date and two check digits.
    Foedselsnummer,
    /// A Danish authorisation ID: five digits and consonants, Y among them (stps.dk).
    Authorisation,
    /// A number in the Norwegian register of health personnel: up to nine digits; no source names a check digit.
    Hpr,
}

/// A kind of number that a scheme knows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Its code, also the column of an import: `cpr`. Two schemes that have the same code mean the same number.
    pub code: String,
    /// By which rule it is read.
    pub rule: Rule,
    /// Whether it is nobody's business but the person's; else a public register has it.
    pub secret: bool,
}

impl Kind {
    /// A number of this kind for the person whose it is: whole where a public register has it.
    pub fn shown(&self, number: &Number) -> String {
        if self.secret { number.masked() } else { number.whole() }
    }
}

/// A number that the authority asks for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Of which kind: one of the scheme's.
    pub kind: String,
    /// Whether it stands beside the name on every page of the paper.
    #[serde(default)]
    pub every_page: bool,
    /// Whether nothing is sealed without it.
    #[serde(default)]
    pub required: bool,
}

/// The key of the word for a kind, among a scheme's words.
pub(crate) fn word_key(kind: &str) -> String {
    format!("identifier-{}", kind.replace('_', "-"))
}

/// What does not agree in a scheme's kinds and in what its applications ask for: where, and what.
pub(crate) fn disagree<'a>(
    kinds: &'a [Kind],
    dossiers: impl Iterator<Item = (&'a String, &'a Dossier)>,
) -> Vec<(String, String)> {
    let known = |code: &str| kinds.iter().any(|kind| kind.code == code);
    let doubled =
        kinds.iter().enumerate().filter(|(nth, kind)| kinds[..*nth].iter().any(|one| one.code == kind.code));
    let doubled = doubled
        .map(|(_, kind)| ("[[identifiers]]".to_owned(), format!("\"{}\" stands here twice", kind.code)));
    let taken = kinds.iter().filter(|kind| TAKEN.contains(&kind.code.as_str()));
    let taken = taken.map(|kind| {
        (
            "[[identifiers]]".to_owned(),
            format!("\"{}\" means something else in an import: call it otherwise", kind.code),
        )
    });
    let unknown = dossiers.flat_map(|(dossier, rules)| {
        let unknown = rules.identifiers.iter().filter(|asked| !known(&asked.kind));
        unknown.map(move |asked| {
            (format!("[dossiers.{dossier}]"), format!("\"{}\" is not among [[identifiers]]", asked.kind))
        })
    });
    doubled.chain(taken).chain(unknown).collect()
}

/// A number of one person, in the one way in which it is written. It is wiped from memory when it goes.
#[derive(Clone, PartialEq, Eq)]
pub struct Number {
    rule: Rule,
    text: Zeroizing<String>,
}

impl Number {
    /// Reads what somebody typed, with spaces, dots and dashes as people write them. None: it is no such number.
    pub fn read(rule: Rule, typed: &str) -> Option<Self> {
        if typed.chars().count() > TYPED_MAX {
            return None;
        }
        // Room enough from the start: a text that grows leaves copies behind.
        let mut text = Zeroizing::new(String::with_capacity(typed.len()));
        for sign in typed.trim().chars().filter(|sign| !text::is_separator(*sign)) {
            match digit(sign) {
                Some(digit) => text.push(char::from(b'0' + digit)),
                None => text.push(sign.to_ascii_uppercase()),
            }
        }
        let digits = || -> Option<Zeroizing<Vec<u8>>> {
            text.bytes()
                .map(|b| b.is_ascii_digit().then(|| b - b'0'))
                .collect::<Option<Vec<u8>>>()
                .map(Zeroizing::new)
        };
        let is_one = match rule {
            Rule::Cpr => digits().is_some_and(|digits| digits.len() == 10 && text::is_cpr(&digits)),
            Rule::Foedselsnummer => {
                digits().is_some_and(|digits| digits.len() == 11 && text::is_norwegian(&digits))
            }
            Rule::Authorisation => text.len() == AUTHORISATION_LENGTH && text.bytes().all(is_authorisation),
            Rule::Hpr => {
                // Whoever writes zeros in front means the same number; with more digits it is another kind in the wrong place.
                let fits = text.len() <= HPR_DIGITS_MAX && text.bytes().all(|byte| byte.is_ascii_digit());
                text = Zeroizing::new(text.trim_start_matches('0').to_owned());
                fits && !text.is_empty()
            }
        };
        is_one.then_some(Self { rule, text })
    }

    /// Reads one as it was kept: nothing but what [`reveal`](Self::reveal) gave.
    pub fn kept(rule: Rule, text: &str) -> Option<Self> {
        Self::read(rule, text).filter(|number| number.reveal() == text)
    }

    /// Its one text: digits, or digits and capital letters.
    pub fn reveal(&self) -> &str {
        &self.text
    }

    /// As its country writes it: `010190-1234`.
    pub fn whole(&self) -> String {
        match (self.rule, self.text.split_at_checked(6)) {
            (Rule::Cpr, Some((date, rest))) => format!("{date}-{rest}"),
            (Rule::Foedselsnummer, Some((date, rest))) => format!("{date} {rest}"),
            _ => self.text.to_string(),
        }
    }

    /// For whoever knows it already, and nobody else: `010190-••••`. What does not begin with a date is not shown at all.
    pub fn masked(&self) -> String {
        let hidden = |many: usize| HIDDEN.to_string().repeat(many);
        match (self.rule, self.text.split_at_checked(6)) {
            (Rule::Cpr, Some((date, rest))) => format!("{date}-{}", hidden(rest.len())),
            (Rule::Foedselsnummer, Some((date, rest))) => format!("{date} {}", hidden(rest.len())),
            _ => hidden(self.text.len()),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Number").field("rule", &self.rule).finish_non_exhaustive()
    }
}

const fn is_authorisation(byte: u8) -> bool {
    byte.is_ascii_digit() || byte.is_ascii_uppercase() && !matches!(byte, b'A' | b'E' | b'I' | b'O' | b'U')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rule: Rule, typed: &str) -> Option<String> {
        Number::read(rule, typed).map(|number| number.reveal().to_owned())
    }

    /// Made here: of a day in 2057, of a test register (eighty added to the month), of nobody, or beyond what was ever given out.
    #[test]
    fn a_number_is_read_however_it_is_written() {
        for typed in ["010157-5001", "0101575001", " 01 01 57 5001 ", "010157–5001", "０１０１５７-５００１"]
        {
            assert_eq!(read(Rule::Cpr, typed).as_deref(), Some("0101575001"), "{typed}");
        }
        for typed in ["01819000049", "018190 00049", "01.81.90 00049"] {
            assert_eq!(read(Rule::Foedselsnummer, typed).as_deref(), Some("01819000049"), "{typed}");
        }
        assert_eq!(read(Rule::Authorisation, "09ym8").as_deref(), Some("09YM8"));
        assert_eq!(read(Rule::Hpr, "09999990-1").as_deref(), Some("99999901"));
    }

    #[test]
    fn what_is_no_number_is_none() {
        for (rule, typed) in [
            (Rule::Cpr, ""),
            (Rule::Cpr, "321357-5001"),
            (Rule::Cpr, "010157-500"),
            (Rule::Cpr, "01012057-5001"),
            (Rule::Cpr, "010157-50O1"),
            (Rule::Foedselsnummer, "01819000048"),
            (Rule::Foedselsnummer, "0181900004"),
            (Rule::Authorisation, "09YMA"),
            (Rule::Authorisation, "09YM88"),
            (Rule::Authorisation, "09YÆ8"),
            (Rule::Hpr, "0"),
            (Rule::Hpr, "9999999011"),
            (Rule::Hpr, "0101575001"),
            (Rule::Hpr, "99999990A"),
        ] {
            assert_eq!(read(rule, typed), None, "{typed}");
        }
        assert_eq!(
            read(Rule::Cpr, &format!("0101575001{}", " ".repeat(TYPED_MAX))),
            None,
            "longer than anybody types"
        );
    }

    #[test]
    fn what_holds_a_number_does_not_show_it_by_accident() {
        let number = Number::read(Rule::Cpr, "0101575001").unwrap();
        assert!(!format!("{number:?}").contains("0101"), "{number:?}");
        assert_eq!((number.whole(), number.masked()), ("010157-5001".to_owned(), "010157-••••".to_owned()));
        let number = Number::read(Rule::Foedselsnummer, "01819000049").unwrap();
        assert_eq!((number.whole(), number.masked()), ("018190 00049".to_owned(), "018190 •••••".to_owned()));
        let number = Number::read(Rule::Hpr, "999999901").unwrap();
        assert_eq!((number.whole(), number.masked()), ("999999901".to_owned(), "•••••••••".to_owned()));
    }

    #[test]
    fn what_was_kept_is_read_in_its_one_way_only() {
        assert!(Number::kept(Rule::Cpr, "0101575001").is_some());
        assert!(Number::kept(Rule::Cpr, "010157-5001").is_none());
        assert!(Number::kept(Rule::Authorisation, "09ym8").is_none());
    }
}
