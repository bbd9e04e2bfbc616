//! Queries: pages of lists are asked for with `limit` and an opaque `after`.

use axum::{extract::FromRequestParts, http::request::Parts};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{curriculum::CODE_MAX, refusal::Problem, text::is_text};
use serde::Deserialize;
use web::Form;

use crate::error::{Error, Result};

/// The most that a page of a list holds.
pub(crate) const LIMIT_MAX: i64 = 200;
/// What it holds when nobody says.
pub(crate) const LIMIT: i64 = 50;
/// The longest search, in characters.
pub(crate) const WORDS_MAX: usize = 100;

/// A requirement's code.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Code(pub(crate) String);

impl TryFrom<String> for Code {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, &'static str> {
        let good =
            !text.is_empty() && text.chars().count() <= CODE_MAX && !text.chars().any(char::is_control);
        if good { Ok(Self(text)) } else { Err(Problem::Unknown.code()) }
    }
}

/// What follows the question mark; names that nobody asks for were refused before.
pub(crate) struct Query(Form);

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let text = parts.uri.query().unwrap_or_default();
        Form::read(text.as_bytes()).map(Self).map_err(|_| Error::field("query", Problem::NotText))
    }
}

impl Query {
    /// How many at most: 1 to [`LIMIT_MAX`].
    pub(crate) fn limit(&self) -> Result<i64> {
        let limit = match self.0.filled("limit") {
            None => return Ok(LIMIT),
            Some(text) => text.parse().map_err(|_| Error::field("limit", Problem::NotANumber))?,
        };
        let wrong = Problem::OutOfRange { min: 1, max: LIMIT_MAX };
        if (1..=LIMIT_MAX).contains(&limit) { Ok(limit) } else { Err(Error::field("limit", wrong)) }
    }
    /// Where the page before ended.
    pub(crate) fn after(&self) -> Result<Option<Cursor>> {
        let Some(text) = self.0.filled("after") else { return Ok(None) };
        let read = Cursor::read(text).ok_or_else(|| Error::field("after", Problem::Unknown))?;
        Ok(Some(read))
    }
    /// Which page: its size, and where the one before ended.
    pub(crate) fn page(&self) -> Result<Page> {
        Ok(Page { limit: usize::try_from(self.limit()?).unwrap_or(usize::MAX), after: self.after()? })
    }
    /// An id, when one is named.
    pub(crate) fn id<T: std::str::FromStr>(&self, name: &'static str) -> Result<Option<T>> {
        self.0.parsed(name).map_err(|_| Error::field(name, Problem::Unknown))
    }
    /// One of these words, when one is named.
    pub(crate) fn one_of<T: Copy>(&self, name: &'static str, words: &[(&str, T)]) -> Result<Option<T>> {
        let Some(text) = self.0.filled(name) else { return Ok(None) };
        let found = words.iter().find(|(word, _)| *word == text);
        found.map(|(_, value)| Some(*value)).ok_or_else(|| Error::field(name, Problem::Unknown))
    }
    /// Words to search for.
    pub(crate) fn words(&self, name: &'static str) -> Result<String> {
        let text = self.0.filled(name).unwrap_or_default();
        if text.chars().count() > WORDS_MAX {
            return Err(Error::field(name, Problem::TooLong { max: WORDS_MAX }));
        }
        if text.chars().any(|c| c.is_control() || !is_text(c)) {
            return Err(Error::field(name, Problem::NotText));
        }
        Ok(text.to_owned())
    }
}

/// One page of a list that is read whole.
#[derive(Debug)]
pub(crate) struct Page {
    /// How many rows at most.
    pub(crate) limit: usize,
    /// The last row of the page before.
    pub(crate) after: Option<Cursor>,
}

/// The last row of a page, as sixteen bytes of an id and what the list sorts by before it. Opaque outside.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cursor {
    /// What sorts before the id.
    pub(crate) key: Vec<u8>,
    /// The row's id.
    pub(crate) id: uuid::Uuid,
}

impl Cursor {
    /// Its text.
    pub(crate) fn text(&self) -> String {
        let mut bytes = self.id.as_bytes().to_vec();
        bytes.extend(&self.key);
        URL_SAFE_NO_PAD.encode(bytes)
    }
    /// From its text.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (id, key) = bytes.split_first_chunk::<16>()?;
        Some(Self { id: uuid::Uuid::from_bytes(*id), key: key.to_vec() })
    }
    /// A row sorted by these texts, one after the other.
    pub(crate) fn by(texts: &[&str], id: uuid::Uuid) -> Self {
        Self { key: texts.join("\0").into_bytes(), id }
    }
    /// The same, with what is greater before what is less.
    pub(crate) fn falling(mut self) -> Self {
        self.key.iter_mut().for_each(|byte| *byte = !*byte);
        self
    }
    /// A row sorted by an instant.
    pub(crate) fn at(moment: base::Moment, id: uuid::Uuid) -> Self {
        Self { id, key: moment.micros().to_be_bytes().to_vec() }
    }
    /// The instant it was sorted by.
    pub(crate) fn moment(&self) -> Result<base::Moment> {
        let bytes: Option<[u8; 8]> = self.key.as_slice().try_into().ok();
        let bytes = bytes.ok_or_else(|| Error::field("after", Problem::Unknown))?;
        Ok(base::Moment::from_micros(i64::from_be_bytes(bytes)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_list_goes_out_and_comes_back() {
        let late = Cursor::at(base::Moment::from_micros(300), uuid::Uuid::nil());
        assert!(
            late.clone().falling() < Cursor::at(base::Moment::from_micros(77), uuid::Uuid::nil()).falling()
        );
        let here = Cursor::at(base::Moment::from_micros(77), uuid::Uuid::max());
        assert_eq!(Cursor::read(&here.text()), Some(here.clone()));
        assert_eq!(here.moment().unwrap(), base::Moment::from_micros(77));
        assert_eq!(Cursor::read("å"), None);
        assert_eq!(Cursor::read("AAAA"), None);
    }

    #[test]
    fn a_code_is_short_and_printable() {
        assert!(Code::try_from("ANE-064".to_owned()).is_ok());
        for wrong in [String::new(), "a\0b".to_owned(), "x".repeat(CODE_MAX + 1)] {
            assert!(Code::try_from(wrong).is_err());
        }
    }
}
