//! A key by which names sort alike in every database: bytes that compare as a Dane or Norwegian would sort.

use std::sync::LazyLock;

use icu_collator::{CollatorBorrowed, options::CollatorOptions};
use icu_locale_core::locale;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

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

/// The text without its capitals and with each letter in one piece (NFC): no database of
/// ours makes Å an å alike, and some keyboards send an a and its ring apart.
fn folded(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc().normalize(text).to_lowercase()
}

/// A name as it is found: folded, and once a line as it is typed where the keyboard or the passport has other letters. `hakon`,
/// `haakon` and `håkon` find Håkon, `åse` finds Aase, `jose` José.
pub fn findable(name: &str) -> String {
    let folded = folded(name);
    let bare: String = DecomposingNormalizerBorrowed::new_nfd()
        .normalize(&folded)
        .chars()
        .filter(|c| !matches!(c, '\u{300}'..='\u{36F}'))
        .collect();
    let plain = bare.replace('ø', "o").replace('æ', "ae");
    let long = [("å", "aa"), ("ø", "oe"), ("æ", "ae"), ("ö", "oe"), ("ä", "ae"), ("ü", "ue")]
        .into_iter()
        .fold(folded.clone(), |text, (letter, as_typed)| text.replace(letter, as_typed));
    let short = folded.replace("aa", "å").replace("oe", "ø").replace("ae", "æ");
    let mut all = vec![folded];
    for one in [plain, long, short] {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all.join("\n")
}

/// Words to find in folded text with `LIKE`: what `LIKE` reads as more than a letter fits nothing.
pub fn sought(words: &str) -> String {
    folded(words).replace(['%', '_', '\\'], "\u{1}")
}

/// What each of a name's words is found by in folded text with `LIKE`, in whatever order they stand: `thorsen, emil` finds Emil Thorsen. Of
/// more than three the last hold together.
pub fn sought_each(words: &str) -> [String; 3] {
    let folded = sought(words);
    let mut all = folded.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    let mut pattern = |rest: bool| {
        let some: Vec<&str> = all.by_ref().take(if rest { usize::MAX } else { 1 }).collect();
        if some.is_empty() { "%".to_owned() } else { format!("%{}%", some.join("%")) }
    };
    [pattern(false), pattern(false), pattern(true)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_of_a_name_is_sought_by_itself() {
        assert_eq!(sought_each("  Thorsen,  Emil "), ["%thorsen%", "%emil%", "%"]);
        assert_eq!(sought_each(""), ["%", "%", "%"]);
        assert_eq!(sought_each("a b c d"), ["%a%", "%b%", "%c%d%"]);
        assert_eq!(sought_each("50 %"), ["%50%", "%\u{1}%", "%"]);
    }

    #[test]
    fn a_letter_is_the_same_in_one_piece_or_two() {
        for text in ["Åse Ødegård", "A\u{30A}se Ødega\u{30A}rd", "\u{212B}SE ØDEGÅRD"] {
            assert_eq!(folded(text), "åse ødegård");
        }
    }

    #[test]
    fn a_name_is_found_as_another_keyboard_types_it() {
        let finds = |name: &str, words: &str| findable(name).contains(&sought(words));
        for words in ["Håkon", "hakon", "haakon", "HÅKON MY"] {
            assert!(finds("Håkon Myhre", words), "{words}");
        }
        assert!(finds("Ærø Sørensen", "aeroe soerensen") && finds("Ærø Sørensen", "sorensen"));
        assert!(
            finds("Aase Boe", "åse bø")
                && finds("José Müller", "jose muller")
                && finds("José Müller", "mueller")
        );
        assert!(!finds("Anna Lie", "ånna") && !finds("Bo", "bø"));
        assert_eq!(findable("Jo Fossum"), "jo fossum", "nothing is kept twice");
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
