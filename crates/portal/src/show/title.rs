//! What a curriculum calls something: in its own language. Where that is not the reader's it is said with the words, so that they are
//! read aloud as they are spoken.

use domain::curriculum::{Curriculum, Requirement};
use maud::{Markup, Render, html};
use web::Lang;

use super::Say;

/// Words, and their language where it is another than the reader's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Title {
    /// The words.
    pub text: String,
    /// Their language; none: the reader's, or nobody knows.
    pub lang: Option<Lang>,
}

impl Title {
    /// The language, as an attribute has it.
    pub fn tag(&self) -> Option<&'static str> {
        self.lang.map(Lang::tag)
    }
    /// Whether it says nothing.
    pub const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
    /// A sentence in the reader's language in which it stands.
    pub fn within(&self, sentence: impl FnOnce(&str) -> String) -> Markup {
        let said = sentence(PLACE);
        let (before, after) = said.split_once(PLACE).unwrap_or((&said, ""));
        html! { (before) (self) (after) }
    }
}

/// What stands for it in a sentence: no text holds this.
const PLACE: &str = "\u{1}";

impl From<String> for Title {
    fn from(text: String) -> Self {
        Self { text, lang: None }
    }
}

impl Render for Title {
    fn render(&self) -> Markup {
        match self.tag() {
            Some(tag) => html! { span lang=(tag) { (self.text) } },
            None => html! { (self.text) },
        }
    }
}

impl Say<'_> {
    /// Words of a curriculum.
    pub fn of_book(&self, book: &Curriculum, text: &str) -> Title {
        let lang = Lang::from_code(&book.language).filter(|lang| *lang != self.lang);
        Title { text: text.to_owned(), lang: lang.filter(|_| !text.is_empty()) }
    }
    /// What one of its requirements is called; where no official title is known, its number in the reader's language.
    pub fn titled(&self, book: &Curriculum, one: &Requirement) -> Title {
        match one.title.as_str() {
            "" => self.title("", &one.code, one.kind).into(),
            title => self.of_book(book, title),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_another_language_say_so_and_those_of_the_readers_do_not() {
        let danish = Title { text: "Håndfrakturer".to_owned(), lang: Some(Lang::Da) };
        let said = danish.within(|title| format!("All of {title} & more"));
        assert_eq!(said.0, "All of <span lang=\"da\">Håndfrakturer</span> &amp; more");
        let own = Title::from("Fractures".to_owned()).within(|title| format!("All of {title}"));
        assert_eq!(own.0, "All of Fractures");
    }
}
