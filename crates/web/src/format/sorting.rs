//! A key by which names sort alike in every database: bytes that compare as a Dane or Norwegian would sort.

use std::sync::LazyLock;

use icu_collator::{CollatorBorrowed, options::CollatorOptions};
use icu_locale_core::locale;
use icu_normalizer::ComposingNormalizerBorrowed;

/// Danish and Norwegian share one alphabet and one order (æ, ø, å last; aa as å), so one key serves every reader.
static ORDER: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    CollatorBorrowed::try_new(locale!("da").into(), CollatorOptions::default())
        .expect("the Danish order is compiled into the binary")
});

/// The key to store beside a name and to order by.
pub fn sort_key(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() * 2 + 8);
    let Ok(()) = ORDER.write_sort_key_to(text, &mut key);
    key
}

/// The text without its capitals and with each letter in one piece (NFC), to store beside a name and to find it by: no database of
/// ours makes Å an å alike, and some keyboards send an a and its ring apart.
pub fn folded(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc().normalize(text).to_lowercase()
}

/// Words to find in folded text with `LIKE`: what `LIKE` reads as more than a letter fits nothing.
pub fn sought(words: &str) -> String {
    folded(words).replace(['%', '_', '\\'], "\u{1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_the_same_in_one_piece_or_two() {
        for text in ["Åse Ødegård", "A\u{30A}se Ødega\u{30A}rd", "\u{212B}SE ØDEGÅRD"] {
            assert_eq!(folded(text), "åse ødegård");
        }
    }

    #[test]
    fn names_sort_as_in_a_nordic_register() {
        let mut names = vec![
            "Åberg",
            "Ærø",
            "Østergaard",
            "Zacho",
            "Aabenraa",
            "Andersen",
            "ågren",
            "Dahl",
            "Ødegård",
            "Müller",
            "Mynster",
            "Wad",
            "van Dyk",
            "Vad",
            "Ärlig",
            "Östergren",
            "Haaland",
            "Hansen",
            "Håland",
        ];
        names.sort_by_cached_key(|name| sort_key(name));
        assert_eq!(
            names,
            [
                "Andersen",
                "Dahl",
                "Hansen",
                "Håland",
                "Haaland",
                "Müller",
                "Mynster",
                "Vad",
                "van Dyk",
                "Wad",
                "Zacho",
                "Ärlig",
                "Ærø",
                "Ødegård",
                "Östergren",
                "Østergaard",
                "Aabenraa",
                "Åberg",
                "ågren"
            ]
        );
    }
}
