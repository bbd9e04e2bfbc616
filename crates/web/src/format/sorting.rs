//! A key by which names sort alike in every database: bytes that compare as a Dane or Norwegian would sort.

use std::sync::LazyLock;

use icu_collator::{CollatorBorrowed, options::CollatorOptions};
use icu_locale_core::locale;

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

/// The text without its capitals, to store beside a name and to find it by: no database of ours makes Å an å alike.
pub fn folded(text: &str) -> String {
    text.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

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
