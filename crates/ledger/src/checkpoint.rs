//! Checkpoints (C2SP tlog-checkpoint): whose tree, how many leaves, which root; signed, it binds everything before it.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::{
    Hash,
    note::{self, BadNote, Key, Verifier},
};

/// A tree's head at one size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Whose tree: the name of the key that signs.
    pub origin: String,
    /// How many leaves.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

impl Checkpoint {
    /// The head of `key`'s own tree, as a signed note.
    pub fn sign(size: u64, root: Hash, key: &Key) -> String {
        key.sign(&Self { origin: key.verifier().name().to_owned(), size, root }.text())
    }

    /// The checkpoint of a note that one of `keys`, named as its origin, signed.
    pub fn open(note: &str, keys: &[Verifier]) -> Result<Self, BadNote> {
        let (text, signer) = note::open(note, keys)?;
        let checkpoint = Self::parse(text).ok_or(BadNote::Malformed)?;
        (checkpoint.origin == signer.name()).then_some(checkpoint).ok_or(BadNote::Unsigned)
    }

    fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root))
    }

    /// Reads the three lines. Extension lines are allowed and pass unread.
    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
        if origin.is_empty() || lines.any(str::is_empty) {
            return None;
        }
        Some(Self { origin: origin.to_owned(), size: number(size)?, root: decode(root)? })
    }
}

/// A decimal number without leading zeros.
pub(crate) fn number(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    plain.then(|| text.parse().ok()).flatten()
}

/// A hash in base64.
pub(crate) fn decode(text: &str) -> Option<Hash> {
    STANDARD.decode(text).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The example of the specification.
    const TEXT: &str =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    #[test]
    fn a_checkpoint_is_three_lines() {
        let checkpoint = Checkpoint::parse(TEXT).unwrap();
        assert_eq!(
            (checkpoint.origin.as_str(), checkpoint.size),
            ("example.com/behind-the-sofa", 20_852_163)
        );
        assert_eq!(checkpoint.text(), TEXT);
        assert_eq!(Checkpoint::parse(&format!("{TEXT}more\n")), Some(checkpoint));
        let wrong = [
            TEXT.replace("2085", "02085"),
            TEXT.replace("2085", "+2085"),
            TEXT.replace("2I=", "2I"),
            TEXT.replace("example.com/behind-the-sofa", ""),
            format!("{TEXT}\n"),
            TEXT.trim_end().to_owned(),
            String::new(),
        ];
        wrong.iter().for_each(|wrong| assert_eq!(Checkpoint::parse(wrong), None, "{wrong:?}"));
    }

    #[test]
    fn a_key_speaks_only_for_its_own_tree() {
        let (own, other) =
            (Key::from_seed("own", &[1; 32]).unwrap(), Key::from_seed("other", &[2; 32]).unwrap());
        let keys = [own.verifier().clone(), other.verifier().clone()];
        assert_eq!(Checkpoint::open(&Checkpoint::sign(3, [5; 32], &own), &keys).unwrap().size, 3);
        let borrowed = other.sign(&Checkpoint { origin: "own".into(), size: 3, root: [5; 32] }.text());
        assert_eq!(Checkpoint::open(&borrowed, &keys), Err(BadNote::Unsigned));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "(?s).{0,200}", lines in prop::collection::vec("[ -~—]{0,60}", 0..8)) {
            let key = Key::from_seed("own", &[1; 32]).unwrap();
            let _ = Checkpoint::open(&text, &[key.verifier().clone()]);
            let _ = Checkpoint::open(&lines.join("\n"), &[key.verifier().clone()]);
            if let Some(checkpoint) = Checkpoint::parse(&text) {
                prop_assert!(text.starts_with(&checkpoint.text()));
            }
        }
    }
}
