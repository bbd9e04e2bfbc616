//! Numbers, counts in words, lists and quotations.

use std::borrow::Cow;

use crate::Lang;

/// A no-break space: keeps `1 234` and `85 %` on one line.
const NBSP: char = '\u{a0}';

/// `1.234.567` (da), `1 234 567` (nb, nn), `1,234,567` (en); four figures are parted only in Danish and English.
pub fn number(lang: Lang, value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let parted = digits.len() > 4 || (digits.len() == 4 && matches!(lang, Lang::Da | Lang::En));
    let mark = match lang {
        Lang::Da => '.',
        Lang::Nb | Lang::Nn => NBSP,
        Lang::En => ',',
    };
    let mut text = String::with_capacity(digits.len() + 8);
    if value < 0 {
        text.push('−');
    }
    for (at, digit) in digits.chars().enumerate() {
        if parted && at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

/// `85 %`, in English `85%`.
pub fn percent(lang: Lang, value: i64) -> String {
    let digits = number(lang, value);
    if lang == Lang::En { format!("{digits}%") } else { format!("{digits}{NBSP}%") }
}

/// `64 av 135`, `64 af 135`, `64 of 135`.
pub fn of(lang: Lang, part: i64, whole: i64) -> String {
    let word = match lang {
        Lang::Da => "af",
        Lang::Nb | Lang::Nn => "av",
        Lang::En => "of",
    };
    format!("{} {word} {}", number(lang, part), number(lang, whole))
}

/// One to twelve in words (the common gender for one), else figures: `tre`, `13`.
pub fn count_word(lang: Lang, value: i64) -> Cow<'static, str> {
    const DA: [&str; 12] =
        ["én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv"];
    const NB: [&str; 12] =
        ["én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"];
    const NN: [&str; 12] =
        ["éin", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"];
    const EN: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let words = match lang {
        Lang::Da => &DA,
        Lang::Nb => &NB,
        Lang::Nn => &NN,
        Lang::En => &EN,
    };
    let word = usize::try_from(value).ok().and_then(|v| v.checked_sub(1)).and_then(|at| words.get(at));
    word.map_or_else(|| Cow::Owned(number(lang, value)), |w| Cow::Borrowed(*w))
}

/// The same at the start of a sentence: `Tre`.
pub fn count_word_start(lang: Lang, value: i64) -> String {
    capitalised(&count_word(lang, value))
}

/// With its first letter large.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `a, b og c`; in English `a, b and c`.
pub fn list(lang: Lang, items: &[&str]) -> String {
    joined(items, if lang == Lang::En { " and " } else { " og " })
}

/// `a, b eller c`; in English `a, b or c`.
pub fn any_of(lang: Lang, items: &[&str]) -> String {
    joined(items, if lang == Lang::En { " or " } else { " eller " })
}

fn joined(items: &[&str], before_last: &str) -> String {
    match items {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{}{before_last}{last}", first.join(", ")),
    }
}

/// `»…«` (da), `«…»` (nb, nn), `“…”` (en).
pub fn quote(lang: Lang, text: &str) -> String {
    let (open, close) = match lang {
        Lang::Da => ('»', '«'),
        Lang::Nb | Lang::Nn => ('«', '»'),
        Lang::En => ('“', '”'),
    };
    format!("{open}{text}{close}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_by_language() {
        for (lang, million, thousand, minus, share) in [
            (Lang::Da, "1.234.567", "1.234", "−12", "85\u{a0}%"),
            (Lang::Nb, "1\u{a0}234\u{a0}567", "1234", "−12", "85\u{a0}%"),
            (Lang::Nn, "1\u{a0}234\u{a0}567", "1234", "−12", "85\u{a0}%"),
            (Lang::En, "1,234,567", "1,234", "−12", "85%"),
        ] {
            assert_eq!(
                [number(lang, 1_234_567), number(lang, 1234), number(lang, -12), percent(lang, 85)],
                [million, thousand, minus, share]
            );
        }
        assert_eq!(number(Lang::En, i64::MIN), "−9,223,372,036,854,775,808");
        assert_eq!(number(Lang::Da, 0), "0");
    }

    #[test]
    fn counts_in_headings_are_words_up_to_twelve() {
        for (lang, one, three, twelve) in [
            (Lang::Da, "Én", "Tre", "Tolv"),
            (Lang::Nb, "Én", "Tre", "Tolv"),
            (Lang::Nn, "Éin", "Tre", "Tolv"),
            (Lang::En, "One", "Three", "Twelve"),
        ] {
            assert_eq!([1, 3, 12].map(|n| count_word_start(lang, n)), [one, three, twelve]);
        }
        assert_eq!([0, 13, -1].map(|n| count_word(Lang::Da, n).into_owned()), ["0", "13", "−1"]);
        assert_eq!([count_word(Lang::Da, 7), count_word(Lang::Nb, 7)], ["syv", "sju"]);
    }

    #[test]
    fn lists_and_quotations() {
        assert_eq!(list(Lang::Nb, &[]), "");
        assert_eq!(list(Lang::Nb, &["a"]), "a");
        assert_eq!(list(Lang::Nb, &["a", "b"]), "a og b");
        assert_eq!(list(Lang::En, &["a", "b", "c"]), "a, b and c");
        assert_eq!([any_of(Lang::Nn, &["a", "b"]), any_of(Lang::En, &["a"])], ["a eller b", "a"]);
        assert_eq!([quote(Lang::Da, "x"), quote(Lang::Nn, "x")], ["»x«", "«x»"]);
        assert_eq!([capitalised("ærlig"), capitalised("")], ["Ærlig", ""]);
    }
}
