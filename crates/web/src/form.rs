//! A form's body, read strictly: bounded, UTF-8 and nothing else, a name as often as it was sent. And `Fields`, with
//! which a form comes back as it was typed, beside what is wrong with it.

use axum::{
    body::{Body, to_bytes},
    extract::{FromRequest, Request},
    http::{StatusCode, header},
};

use crate::problem::Problem;

/// The most bytes of a form.
pub const FORM_BYTES_MAX: usize = 256 * 1024;
/// The most fields of a form.
pub const FORM_FIELDS_MAX: usize = 4_000;

/// Names and values as sent. As an extractor it answers 413, 415 or 422 itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// Reads a query string or a form's body.
    pub fn read(text: &[u8]) -> Result<Self, Problem> {
        let mut pairs = Vec::new();
        for piece in text.split(|b| *b == b'&').filter(|piece| !piece.is_empty()) {
            if pairs.len() == FORM_FIELDS_MAX {
                return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large"));
            }
            let mut halves = piece.splitn(2, |b| *b == b'=');
            let (name, value) = (halves.next().unwrap_or_default(), halves.next().unwrap_or_default());
            pairs.push((decoded(name)?, decoded(value)?));
        }
        Ok(Self(pairs))
    }

    /// The same as far as it can be read, for showing and nothing else: � stands for what is no text.
    pub fn shown(text: &[u8]) -> Self {
        let halves =
            text.split(|b| *b == b'&').filter(|piece| !piece.is_empty()).take(FORM_FIELDS_MAX).map(|piece| {
                let mut halves = piece.splitn(2, |b| *b == b'=');
                (halves.next().unwrap_or_default(), halves.next().unwrap_or_default())
            });
        Self(halves.map(|(name, value)| (readable(name), readable(value))).collect())
    }

    /// The first value of this name, as typed; empty when it was not sent.
    pub fn value(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }
    /// The first value of this name, if it was sent.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
    /// The first value of this name without space around it, if anything is left.
    pub fn filled(&self, name: &str) -> Option<&str> {
        self.get(name).map(str::trim).filter(|value| !value.is_empty())
    }
    /// Everything that was sent, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
    /// Every value of this name, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }
    /// Whether this name was sent at all: a box ticked, a button pressed.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
    /// A day as people type it. Nothing typed is `Ok(None)`.
    pub fn day(&self, name: &str) -> Result<Option<base::Day>, Wrong> {
        self.filled(name).map(|text| crate::format::parse_day(text).ok_or(Wrong::NotADay)).transpose()
    }
    /// A day that has been, as people type it: the year may be left out. Nothing typed is `Ok(None)`.
    pub fn past_day(&self, name: &str, today: base::Day) -> Result<Option<base::Day>, Wrong> {
        let read = |text| crate::format::parse_past_day(text, today).ok_or(Wrong::NotADay);
        self.filled(name).map(read).transpose()
    }
    /// A whole number within bounds. Nothing typed is `Ok(None)`.
    pub fn number(&self, name: &str, min: i64, max: i64) -> Result<Option<i64>, Wrong> {
        let Some(text) = self.filled(name) else { return Ok(None) };
        let number: i64 = text.parse().map_err(|_| Wrong::NotANumber)?;
        if (min..=max).contains(&number) { Ok(Some(number)) } else { Err(Wrong::OutOfRange { min, max }) }
    }
    /// Text without space around it, line ends as `\n`, of at most so many characters. Nothing typed is `Ok(None)`.
    pub fn text(&self, name: &str, max: usize) -> Result<Option<String>, Wrong> {
        let Some(text) = self.filled(name) else { return Ok(None) };
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            return Err(Wrong::NotText);
        }
        if text.chars().count() > max { Err(Wrong::TooLong { max }) } else { Ok(Some(text)) }
    }
    /// Something with a text form of its own, such as an id. Nothing typed is `Ok(None)`.
    pub fn parsed<T: std::str::FromStr>(&self, name: &str) -> Result<Option<T>, Wrong> {
        self.filled(name).map(|text| text.parse().map_err(|_| Wrong::Unknown)).transpose()
    }
    /// The same under every sending of the name; one that cannot be read spoils all.
    pub fn all_parsed<T: std::str::FromStr>(&self, name: &str) -> Result<Vec<T>, Wrong> {
        self.all(name).map(|text| text.trim().parse().map_err(|_| Wrong::Unknown)).collect()
    }
    /// The form as fields, to be shown again.
    pub fn fields(self) -> Fields {
        Fields { form: self, errors: Vec::new() }
    }
}

/// What is wrong with a field before any rule was asked. The codes are those of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// Not a day that exists.
    NotADay,
    /// Not a whole number.
    NotANumber,
    /// Outside these bounds.
    OutOfRange {
        /// The least.
        min: i64,
        /// The most.
        max: i64,
    },
    /// More than so many characters.
    TooLong {
        /// The limit in characters.
        max: usize,
    },
    /// Holds characters that are not text.
    NotText,
    /// Cannot be the name of anything.
    Unknown,
}

impl Wrong {
    /// The machine-readable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotADay => "not_a_day",
            Self::NotANumber => "not_a_number",
            Self::OutOfRange { .. } => "out_of_range",
            Self::TooLong { .. } => "too_long",
            Self::NotText => "not_text",
            Self::Unknown => "unknown",
        }
    }
}

/// Percent signs and pluses undone, as far as that goes.
fn readable(piece: &[u8]) -> String {
    let mut bytes = Vec::with_capacity(piece.len());
    let mut rest = piece;
    while let Some((byte, after)) = rest.split_first() {
        let figure = |at: usize| after.get(at).and_then(|b| char::from(*b).to_digit(16));
        rest = after;
        match (byte, figure(0), figure(1)) {
            (b'+', ..) => bytes.push(b' '),
            (b'%', Some(high), Some(low)) => {
                bytes.extend(u8::try_from(high * 16 + low).ok());
                rest = &after[2..];
            }
            (plain, ..) => bytes.push(*plain),
        }
    }
    String::from_utf8_lossy(&bytes).replace('\0', "\u{FFFD}")
}

/// Percent signs and pluses undone; UTF-8 without NUL, or a problem.
fn decoded(piece: &[u8]) -> Result<String, Problem> {
    let broken = || Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "not_text");
    let mut bytes = Vec::with_capacity(piece.len());
    let mut rest = piece.iter().copied();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut figure = || {
                    rest.next().and_then(|b| char::from(b).to_digit(16)).and_then(|d| u8::try_from(d).ok())
                };
                let (high, low) = (figure().ok_or_else(broken)?, figure().ok_or_else(broken)?);
                high * 16 + low
            }
            0x80.. => return Err(broken()),
            plain => plain,
        });
    }
    let text = String::from_utf8(bytes).map_err(|_| broken())?;
    if text.contains('\0') { Err(broken()) } else { Ok(text) }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let kind =
            request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        let empty = request.headers().get(header::CONTENT_LENGTH).is_none_or(|length| length == "0");
        if !(kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") || kind.is_empty() && empty) {
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type"));
        }
        Self::read(&bounded(request.into_body(), FORM_BYTES_MAX).await?)
    }
}

/// The body, if it is no larger than `max`.
pub async fn bounded(body: Body, max: usize) -> Result<axum::body::Bytes, Problem> {
    to_bytes(body, max).await.map_err(|error| {
        if is_length_limit(&error) {
            Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large")
        } else {
            Problem::of_status(StatusCode::BAD_REQUEST)
        }
    })
}

fn is_length_limit(error: &axum::Error) -> bool {
    let mut source: Option<&dyn std::error::Error> = Some(error);
    while let Some(cause) = source {
        if cause.to_string().contains("length limit exceeded") {
            return true;
        }
        source = cause.source();
    }
    false
}

/// The values of a form and what is wrong with each: shown empty, prefilled, or as it came back.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    form: Form,
    errors: Vec<(String, String)>,
}

impl Fields {
    /// Fields prefilled with these values.
    pub fn with(values: &[(&str, &str)]) -> Self {
        let pairs = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { form: Form(pairs), errors: Vec::new() }
    }
    /// What stands in a field.
    pub fn value(&self, name: &str) -> &str {
        self.form.value(name)
    }
    /// Whether `value` was sent under this name.
    pub fn chosen(&self, name: &str, value: &str) -> bool {
        self.form.all(name).any(|v| v == value)
    }
    /// Says in a sentence what is wrong with a field; the first one stays.
    pub fn mark(&mut self, name: &str, sentence: impl Into<String>) {
        if self.error(name).is_none() {
            self.errors.push((name.to_owned(), sentence.into()));
        }
    }
    /// What is wrong with a field.
    pub fn error(&self, name: &str) -> Option<&str> {
        self.errors.iter().find(|(n, _)| n == name).map(|(_, error)| error.as_str())
    }
    /// Everything that is wrong, in the order it was said.
    pub fn errors(&self) -> impl Iterator<Item = (&str, &str)> {
        self.errors.iter().map(|(name, error)| (name.as_str(), error.as_str()))
    }
    /// Whether anything is wrong: then the page is answered with 422.
    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
    /// The form behind it.
    pub const fn form(&self) -> &Form {
        &self.form
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> Form {
        Form::read(text.as_bytes()).unwrap()
    }

    #[test]
    fn a_name_is_kept_as_often_as_it_was_sent() {
        let form = form("ids=1&ids=2&note=a+b%C3%A6&empty=&ids=3&flag");
        assert_eq!(form.all("ids").collect::<Vec<_>>(), ["1", "2", "3"]);
        assert_eq!(form.value("note"), "a bæ");
        assert_eq!((form.filled("empty"), form.get("empty"), form.get("none")), (None, Some(""), None));
        assert!(form.has("flag"));
    }

    #[test]
    fn what_is_not_text_is_refused_and_never_mended() {
        for broken in ["a=%FF%FE", "a=%C3", "a=%zz", "a=%", "a=%4", "a=%00", "a=æ", "%80=1"] {
            assert_eq!(Form::read(broken.as_bytes()).unwrap_err().refusal, "not_text", "{broken}");
        }
        let shown = Form::shown(b"a=%FFx%C3%A6&b=%zz+%&c=%00&a=\xe6");
        let shown: Vec<_> = shown.pairs().collect();
        assert_eq!(shown, [("a", "\u{FFFD}xæ"), ("b", "%zz %"), ("c", "\u{FFFD}"), ("a", "\u{FFFD}")]);
        let many = "a=1&".repeat(FORM_FIELDS_MAX + 1);
        assert_eq!(Form::read(many.as_bytes()).unwrap_err().refusal, "too_large");
    }

    #[test]
    fn typed_values_say_what_is_wrong_with_them() {
        let form = form(
            "n=12&far=99&word=ti&day=23.11.2026&noday=31.2.2026&note=%20to%0D%0Alinjer%20&bell=%07&blank=+",
        );
        assert_eq!(form.number("n", 1, 50), Ok(Some(12)));
        assert_eq!(form.number("far", 1, 50), Err(Wrong::OutOfRange { min: 1, max: 50 }));
        assert_eq!(form.number("word", 1, 50), Err(Wrong::NotANumber));
        assert_eq!(form.number("blank", 1, 50), Ok(None));
        assert_eq!(form.day("day"), Ok(Some(base::Day::new(2026, 11, 23).unwrap())));
        assert_eq!(form.day("noday"), Err(Wrong::NotADay));
        assert_eq!(form.text("note", 20), Ok(Some("to\nlinjer".into())));
        assert_eq!(form.text("note", 3), Err(Wrong::TooLong { max: 3 }));
        assert_eq!(form.text("bell", 20), Err(Wrong::NotText));
        assert_eq!(form.parsed::<base::PlanId>("n"), Err(Wrong::Unknown));
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_sent_is_read_or_refused(bytes: Vec<u8>) {
            let _ = Form::read(&bytes);
            let _ = Form::shown(&bytes);
        }

        #[test]
        fn whatever_is_typed_arrives(value in "[^\0]*") {
            let sent: String = value.bytes().map(|byte| format!("%{byte:02X}")).collect();
            let read = form(&format!("a={sent}"));
            proptest::prop_assert_eq!(&read, &Form::shown(format!("a={sent}").as_bytes()));
            proptest::prop_assert_eq!(read.value("a"), value);
        }
    }

    #[test]
    fn the_first_error_of_a_field_stays() {
        let mut fields = form("a=1").fields();
        fields.mark("a", "first");
        fields.mark("a", "second");
        assert_eq!((fields.error("a"), fields.value("a")), (Some("first"), "1"));
    }
}
