//! Free text as people may write it: bounded, printable, and without national identity numbers.
//!
//! No patient may be identifiable here. Danish CPR numbers are known by their date and shape, since their
//! check digit no longer holds; Norwegian fødselsnummer, D- and H-numbers by their two check digits.

use crate::refusal::Problem;

/// The longest comment, in characters.
pub const COMMENT_MAX: usize = 2_000;
/// The longest name of a person or place, in characters.
pub const NAME_MAX: usize = 200;

/// A comment that may be kept: trimmed, not empty, at most [`COMMENT_MAX`] characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment(String);

impl Comment {
    /// Reads a comment; of nothing that shows there is none.
    pub fn read(text: &str) -> Result<Option<Self>, Problem> {
        let text = text.trim();
        if shows_nothing(text) {
            return Ok(None);
        }
        plain(text, COMMENT_MAX)?;
        Ok(Some(Self(text.replace("\r\n", "\n"))))
    }
    /// Reads a comment that must be there.
    pub fn required(text: &str) -> Result<Self, Problem> {
        Self::read(text)?.ok_or(Problem::Required)
    }
    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a character may stand in text: no control beside line ends and tabs, and none that turns the direction of what follows
/// (U+202A to U+202E, U+2066 to U+2069). With those a text reads otherwise than it is, and nothing in the Nordic languages needs them. Nor
/// one of the private areas, which is a letter to nobody else and which archives refuse.
pub const fn is_text(c: char) -> bool {
    !matches!(
        c,
        '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
            | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}'
    )
}

/// Whether a reader sees nothing of it: white space, and what only joins, parts or fills (soft hyphen, zero-width spaces and joiners, Hangul
/// and Khmer fillers, the empty Braille cell, variation selectors, tags).
pub fn shows_nothing(text: &str) -> bool {
    let is_unseen = |c: char| {
        matches!(
            c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
                | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}'
        )
    };
    text.chars().all(|c| c.is_whitespace() || is_unseen(c))
}

/// Refuses text that is too long, holds control characters, or a national identity number.
pub fn plain(text: &str, max: usize) -> Result<(), Problem> {
    if text.chars().count() > max {
        return Err(Problem::TooLong { max });
    }
    if !text.chars().all(is_text) {
        return Err(Problem::NotText);
    }
    if holds_national_id(text) { Err(Problem::NationalId) } else { Ok(()) }
}

/// The same for a name, which stands on one line: nothing in it may pass for a second one, or for the next field.
pub fn one_line(text: &str, max: usize) -> Result<(), Problem> {
    plain(text, max)?;
    if text.contains(['\n', '\r', '\t', '\u{2028}', '\u{2029}']) { Err(Problem::NotText) } else { Ok(()) }
}

/// Whether a Danish or Norwegian national identity number stands in `text`, also with white space, dots, dashes, lines or a comma
/// inside, and with a year of four digits.
pub fn holds_national_id(text: &str) -> bool {
    let mut groups = vec![Group::default()];
    let (mut gap, mut spaced, mut comma) = (0, false, false);
    for c in text.chars() {
        // However much white space stands in a row is one gap.
        let more_space = spaced && c.is_whitespace();
        spaced = c.is_whitespace();
        let last = groups.last_mut().expect("there is always a last group");
        match digit(c) {
            Some(d) if gap == 0 => last.digits.push(d),
            Some(d) => {
                groups.push(Group { digits: vec![d], comma });
                (gap, comma) = (0, false);
            }
            None if more_space && gap > 0 => {}
            None if gap < GAP_MAX && !last.digits.is_empty() && is_separator(c) => {
                gap += 1;
                comma |= c == ',';
            }
            None => {
                if any_stretch_is_national(&groups) {
                    return true;
                }
                groups = vec![Group::default()];
                (gap, comma) = (0, false);
            }
        }
    }
    any_stretch_is_national(&groups)
}

/// Digits in a row.
#[derive(Default)]
struct Group {
    digits: Vec<u8>,
    /// Whether a comma stands before it.
    comma: bool,
}

/// How many separators may stand between two groups of digits of one number.
const GAP_MAX: usize = 3;

/// Decimal digits of any script, so that full-width digits do not slip through.
pub(crate) fn digit(c: char) -> Option<u8> {
    let value = match c {
        '0'..='9' => c as u32 - '0' as u32,
        '\u{FF10}'..='\u{FF19}' => c as u32 - 0xFF10,
        '\u{0660}'..='\u{0669}' => c as u32 - 0x0660,
        _ => return None,
    };
    u8::try_from(value).ok()
}

/// White space of every kind, a new line too: a number broken over two lines is still that number.
pub(crate) fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '.' | '/' | '_' | ',' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}'
        )
}

/// Looks at every stretch of neighbouring groups that has the digits of such a number together. In a CPR number the date ends where a
/// group ends ("01 01 90 12 34"), so that a date with its year and a count after it ("01.01.2026 12") is none. With a comma inside, or
/// with a year of four digits, the whole date is one group: "10, 11, 12, 13, 14" and "01.01.2026 1234" are none.
fn any_stretch_is_national(groups: &[Group]) -> bool {
    (0..groups.len()).any(|start| {
        let mut digits: Vec<u8> = Vec::new();
        let (mut date_ends, mut comma) = (false, false);
        let first = groups[start].digits.len();
        for group in &groups[start..] {
            let whole = digits.is_empty();
            comma |= !whole && group.comma;
            digits.extend(&group.digits);
            date_ends |= digits.len() == 6;
            let together = !comma || first == 6;
            let found = match digits.len() {
                0..10 => false,
                10 => together && (whole || date_ends) && is_cpr(&digits),
                11 => together && is_norwegian(&digits),
                12 | 13 => (whole || first == 8) && has_full_year(&digits),
                _ => break,
            };
            if found {
                return true;
            }
        }
        false
    })
}

/// Twelve or thirteen digits, DDMMYYYY at their beginning: such a number with the century written out.
fn has_full_year(digits: &[u8]) -> bool {
    let short = [&digits[..4], &digits[6..]].concat();
    (18..=20).contains(&pair(digits, 4))
        && if short.len() == 10 { is_cpr(&short) } else { is_norwegian(&short) }
}

/// Ten digits whose first six are a date DDMMYY; 60 may be added to the day of a replacement number.
pub(crate) fn is_cpr(digits: &[u8]) -> bool {
    let day = pair(digits, 0);
    let day = if day > 60 { day - 60 } else { day };
    is_day_and_month(day, pair(digits, 2), pair(digits, 4))
}

/// Eleven digits with two right check digits and a date; 40 is added to the day of a D-number, 40 to the month of an H-number, 80 to
/// the month in test registers.
pub(crate) fn is_norwegian(digits: &[u8]) -> bool {
    const FIRST: [u32; 9] = [3, 7, 6, 1, 8, 9, 4, 5, 2];
    const SECOND: [u32; 10] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
    let day = pair(digits, 0);
    let day = if day > 40 { day - 40 } else { day };
    let month = pair(digits, 2);
    let month = if month > 80 {
        month - 80
    } else if month > 40 {
        month - 40
    } else {
        month
    };
    is_day_and_month(day, month, pair(digits, 4))
        && check(digits, &FIRST) == digits[9]
        && check(digits, &SECOND) == digits[10]
}

fn check(digits: &[u8], weights: &[u32]) -> u8 {
    let sum: u32 = digits.iter().zip(weights).map(|(d, w)| u32::from(*d) * w).sum();
    match 11 - sum % 11 {
        11 => 0,
        other => u8::try_from(other).expect("a remainder of eleven is small"),
    }
}

fn pair(digits: &[u8], at: usize) -> u8 {
    digits[at] * 10 + digits[at + 1]
}

/// The year has two digits only: 29 February is taken where the year divides by four (00 is 2000).
fn is_day_and_month(day: u8, month: u8, year: u8) -> bool {
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        _ => return false,
    };
    (1..=last).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers made here to fit the rules; they belong to nobody.
    #[test]
    fn what_nobody_sees_is_no_text() {
        for nothing in ["", " \t", "\u{200b}", "\u{ad}\u{200d} \u{3164}", "\u{2060}\u{fe0f}\u{e0020}"] {
            assert!(shows_nothing(nothing), "{nothing:?}");
            assert_eq!(Comment::read(nothing), Ok(None), "{nothing:?}");
            assert_eq!(Comment::required(nothing), Err(Problem::Required), "{nothing:?}");
        }
        for something in ["a\u{200b}", "\u{ad}.", "é", "♥\u{fe0f}"] {
            assert!(!shows_nothing(something), "{something:?}");
        }
    }

    #[test]
    fn national_identity_numbers_are_seen_in_every_dress() {
        for text in [
            "010190-1234",
            "0101901234",
            "Pt. 010190 1234 kom ind",
            "01 01 90 12 34",
            "010190–1234",
            "610190-1234",
            "cpr:0101901234.",
            "０１０１９０１２３４",
            "01019000083",
            "010190 00083",
            "41019000077",
            "født 01.01.90 000 83",
            "tlf 12 og 0101901234",
            "010190\n1234",
            "Pt. 010190 \r\n\r\n   1234 kom ind",
            "010190\t1234",
            "010190-\n1234",
            "010190\u{2028}1234",
            "010190\u{3000}\u{2003}1234",
            "010190\u{FEFF}1234",
            "01019\n000083",
            "01011990-1234",
            "010119901234",
            "01011990 00083",
            "Pt. 61011990-1234",
            "010190_1234",
            "010190__1234",
            "010190, 1234",
            "010190,00083",
            "150680, 30010",
        ] {
            assert!(holds_national_id(text), "{text}");
        }
    }

    #[test]
    fn ordinary_notes_pass() {
        for text in [
            "12 spinalanestesier, 3 alene",
            "Den 01.02.2026 og 03.02.2026",
            "tlf. 22 33 44 55",
            "+45 12 34 56 78",
            "3513901234",
            "ANE-064",
            "01019000084",
            "kl. 16.20 den 19.11.2026",
            "2026-11-23 14:00",
            "ISBN 9788712345678",
            "1234567890123456",
            "2 alene\n10 med hjelp\n23.11.2026\n12",
            "Den 23.11.2026\n\n1234 gram",
            "uke 10, 11, 12, 13, 14",
            "Den 01.02.2026, 12 stk., 3,5 timer",
            "01.02.2026, 03.02.2026, 05.02.2026",
            "23.11.2026_1234",
            "2026-11-23, 1400",
            "20261123 1400",
            "tlf. 22334455, 1234",
            "+45 12 34 56 78, +47 22 33 44 55",
            "010122021234",
            "0010190, 1234",
            "",
        ] {
            assert!(!holds_national_id(text), "{text}");
        }
    }

    #[test]
    fn a_comment_is_trimmed_bounded_and_printable() {
        assert_eq!(Comment::read("  \n "), Ok(None));
        assert_eq!(Comment::read(" Godt gået. ").unwrap().unwrap().as_str(), "Godt gået.");
        assert_eq!(Comment::read(&"æ".repeat(COMMENT_MAX + 1)), Err(Problem::TooLong { max: COMMENT_MAX }));
        for c in ['\0', '\u{7}', '\u{1B}', '\u{85}', '\u{202A}', '\u{202E}', '\u{2066}', '\u{2069}'] {
            assert_eq!(Comment::read(&format!("a{c}b")), Err(Problem::NotText), "{c:?}");
        }
        for c in ['\n', '\r', '\t', '\u{A0}', '\u{AD}', '\u{200E}', '\u{2029}', 'é', '🩺'] {
            assert!(Comment::read(&format!("a{c}b")).is_ok(), "{c:?}");
        }
        assert_eq!(Comment::required(" "), Err(Problem::Required));
    }

    #[test]
    fn a_name_stands_on_one_line() {
        for c in ['\n', '\r', '\t', '\u{85}', '\u{2028}', '\u{2029}', '\0'] {
            assert_eq!(one_line(&format!("a{c}b"), NAME_MAX), Err(Problem::NotText), "{c:?}");
        }
        assert_eq!(one_line("Lægerne Havnegade, 2. sal", NAME_MAX), Ok(()));
        assert_eq!(one_line("010190-1234", NAME_MAX), Err(Problem::NationalId));
        assert_eq!(one_line("ab", 1), Err(Problem::TooLong { max: 1 }));
    }
}
