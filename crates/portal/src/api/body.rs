//! A body, read strictly: JSON in UTF-8, one object, every name once and known. All that is wrong is said at once, per field (422).

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, HeaderName, StatusCode, header},
};
use base::Day;
use domain::{
    curriculum::CODE_MAX,
    refusal::Problem as Rule,
    signoff::{done_on, times},
    text::Comment,
};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::{Value, error::Category};
use utoipa::ToSchema;
use web::{Problem, form::bounded, front::BODY_BYTES_MAX};

use crate::{
    portal::App,
    repeats::{KEY_MAX, Key},
};

/// What stands in a body, each with the rules of its fields.
pub(crate) trait FromBody: Sized {
    /// Takes its fields. `None` only when the reader noted why.
    fn read(reader: &mut Reader) -> Option<Self>;
}

/// A body and the key under which it was sent.
pub(crate) struct Asked<T> {
    /// What was asked.
    pub(crate) body: T,
    /// `Idempotency-Key`.
    pub(crate) key: Option<Key>,
}

/// A body without a field.
#[derive(ToSchema)]
pub(crate) struct Nothing {}
impl FromBody for Nothing {
    fn read(_: &mut Reader) -> Option<Self> {
        Some(Self {})
    }
}

/// The name of a key's header.
pub(super) const KEY: &str = "Idempotency-Key";
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

impl<T: FromBody> FromRequest<App> for Asked<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let bytes = bounded(body, BODY_BYTES_MAX).await?;
        if !bytes.is_empty() {
            must_be_json(&parts.headers)?;
        }
        let target = format!("{} {}", parts.method, parts.uri.path());
        let key = key(&parts.headers, &target, &bytes)?;
        let mut reader = Reader::new(&bytes, app.world.today())?;
        let body = T::read(&mut reader);
        reader.finish()?;
        Ok(Self { body: body.expect("what is not there was noted"), key })
    }
}

fn must_be_json(headers: &HeaderMap) -> Result<(), Problem> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json")) {
        Ok(())
    } else {
        Err(Problem::of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE))
    }
}

pub(crate) fn key(headers: &HeaderMap, target: &str, body: &Bytes) -> Result<Option<Key>, Problem> {
    let Some(sent) = headers.get(IDEMPOTENCY_KEY) else { return Ok(None) };
    let text = sent.to_str().map(str::trim).unwrap_or_default();
    let why = if sent.len() > KEY_MAX { Rule::TooLong { max: KEY_MAX } } else { Rule::NotText };
    let read = Key::new(text, target, &canonical(body));
    read.map(Some).ok_or_else(|| wrong().field(KEY, why.code()))
}

/// The same for bodies that say the same: JSON without white space, the members of each object by name. What is no JSON is itself.
fn canonical(body: &Bytes) -> Bytes {
    match serde_json::from_slice::<Value>(body) {
        Ok(mut value) => {
            value.sort_all_objects();
            value.to_string().into()
        }
        Err(_) => body.clone(),
    }
}

fn wrong() -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "fields")
}

/// JSON that cannot be read says from where on; other JSON is no object.
fn no_object(error: &serde_json::Error) -> Problem {
    let problem = wrong().field("body", "not_an_object");
    match error.classify() {
        Category::Syntax | Category::Eof => problem.fact("line", error.line()).fact("column", error.column()),
        Category::Data | Category::Io => problem,
    }
}

/// An object whose names are all kept, so that one sent twice is seen.
struct Object(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Object;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Object(pairs))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

/// The fields of a body not yet taken, and what is wrong so far.
pub(crate) struct Reader {
    fields: Vec<(String, Value)>,
    wrong: Vec<(String, &'static str)>,
    today: Day,
}

type Read<T> = Result<T, &'static str>;

impl Reader {
    /// No body at all is an object without fields.
    fn new(bytes: &[u8], today: Day) -> Result<Self, Problem> {
        let text = std::str::from_utf8(bytes).map_err(|_| wrong().field("body", Rule::NotText.code()))?;
        if text.trim().is_empty() {
            return Ok(Self { fields: Vec::new(), wrong: Vec::new(), today });
        }
        let Object(pairs) = serde_json::from_str(text).map_err(|error| no_object(&error))?;
        Ok(Self::of(pairs, today))
    }

    /// Of fields in whatever form they came.
    pub(crate) fn of(pairs: Vec<(String, Value)>, today: Day) -> Self {
        let mut reader = Self { fields: Vec::with_capacity(pairs.len()), wrong: Vec::new(), today };
        for (name, value) in pairs {
            if reader.fields.iter().any(|(there, _)| *there == name) {
                reader.wrong.push((name, "repeated"));
            } else {
                reader.fields.push((name, value));
            }
        }
        reader
    }

    /// Nothing wrong, and nothing left that nobody asked for.
    pub(crate) fn finish(self) -> Result<(), Problem> {
        let unknown = self.fields.into_iter().map(|(name, _)| (name, "unknown_field"));
        let all: Vec<_> = self.wrong.into_iter().chain(unknown).collect();
        if all.is_empty() {
            return Ok(());
        }
        // The first reason of a field counts.
        Err(all.into_iter().rev().fold(wrong(), |problem, (name, why)| problem.field(short(&name), why)))
    }

    /// The value under a name; null is as good as nothing.
    fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(there, value)| there == name && !value.is_null())
    }
    fn take(&mut self, name: &str) -> Option<Value> {
        let place = self.fields.iter().position(|(there, _)| there == name)?;
        Some(self.fields.swap_remove(place).1).filter(|value| !value.is_null())
    }
    fn note<T>(&mut self, name: &str, read: Read<T>) -> Option<T> {
        read.map_err(|why| self.wrong.push((name.to_owned(), why))).ok()
    }
    /// Notes that a field is wrong.
    pub(crate) fn refuse<T>(&mut self, name: &str, why: &Rule) -> Option<T> {
        self.note(name, Err(why.code()))
    }

    /// Notes that a field came beside the one it stands for.
    pub(crate) fn not_both<T>(&mut self, name: &str) -> Option<T> {
        self.note(name, Err("not_both"))
    }

    /// Notes that a field must be there.
    pub(crate) fn lacking<T>(&mut self, name: &str) -> Option<T> {
        self.refuse(name, &Rule::Required)
    }

    /// A field that must be there.
    pub(crate) fn need<T>(&mut self, name: &str, read: impl FnOnce(Value) -> Read<T>) -> Option<T> {
        let read = self.take(name).map_or(Err(Rule::Required.code()), read);
        self.note(name, read)
    }
    /// A field that may be left out.
    pub(crate) fn may<T>(&mut self, name: &str, read: impl FnOnce(Value) -> Read<T>) -> Option<T> {
        let read = self.take(name).map(read)?;
        self.note(name, read)
    }

    /// The day on which something was done.
    pub(crate) fn done_on(&mut self, name: &str) -> Option<Day> {
        let today = self.today;
        self.need(name, |value| past(value, today))
    }
    /// The day on which something was done, if it is said.
    pub(crate) fn maybe_done_on(&mut self, name: &str) -> Option<Day> {
        let today = self.today;
        self.may(name, |value| past(value, today))
    }
    /// How many times; once when nothing is said.
    pub(crate) fn count(&mut self, name: &str) -> Option<u32> {
        if self.has(name) { self.maybe_count(name) } else { self.take(name).is_none().then_some(1) }
    }
    /// How many times, if it is said.
    pub(crate) fn maybe_count(&mut self, name: &str) -> Option<u32> {
        self.may(name, |value| number(value).and_then(|n| times(n).map_err(|why| why.code())))
    }
    /// A comment that may be left out, or be empty.
    pub(crate) fn comment(&mut self, name: &str) -> Option<Comment> {
        let read = self.take(name).map(string)?;
        let read = read.and_then(|text| Comment::read(&text).map_err(|why| why.code()));
        self.note(name, read).flatten()
    }
    /// A comment that must be there.
    pub(crate) fn needed_comment(&mut self, name: &str) -> Option<Comment> {
        self.need(name, |value| Comment::required(&string(value)?).map_err(|why| why.code()))
    }
    /// Objects in a list, each read like a body of its own; what is wrong in one is noted as `name[2].field`.
    pub(crate) fn objects<T: FromBody>(&mut self, name: &str, max: usize) -> Option<Vec<T>> {
        let values = self.need(name, |value| listed(value, max))?;
        let mut all = Vec::with_capacity(values.len());
        for (n, value) in values.into_iter().enumerate() {
            let Value::Object(map) = value else {
                self.wrong.push((format!("{name}[{n}]"), "not_an_object"));
                continue;
            };
            let mut inner = Self { fields: map.into_iter().collect(), wrong: Vec::new(), today: self.today };
            all.extend(T::read(&mut inner));
            let unknown = inner.fields.into_iter().map(|(field, _)| (field, "unknown_field"));
            let found = inner.wrong.into_iter().chain(unknown);
            self.wrong.extend(found.map(|(field, why)| (format!("{name}[{n}].{field}"), why)));
        }
        Some(all)
    }
}

/// A stranger's name, which is not thrown back at full length.
pub(crate) fn short(name: &str) -> String {
    name.chars().take(100).collect()
}

/// Text.
pub(crate) fn string(value: Value) -> Read<String> {
    match value {
        Value::String(text) if !text.contains('\0') => Ok(text),
        Value::String(_) => Err(Rule::NotText.code()),
        _ => Err("not_a_string"),
    }
}
/// A code of a requirement, curriculum or version.
pub(crate) fn code(value: Value) -> Read<String> {
    let text = string(value)?;
    if text.trim().is_empty() {
        Err(Rule::Required.code())
    } else if text.chars().count() > CODE_MAX || text.chars().any(char::is_control) {
        Err(Rule::Unknown.code())
    } else {
        Ok(text)
    }
}
/// An id, or anything else with a text form of its own.
pub(crate) fn parsed<T: std::str::FromStr>(value: Value) -> Read<T> {
    string(value)?.parse().map_err(|_| Rule::Unknown.code())
}
/// A day.
pub(crate) fn day(value: Value) -> Read<Day> {
    let text = string(value).map_err(|_| Rule::NotADay.code())?;
    text.parse().map_err(|_| Rule::NotADay.code())
}
fn past(value: Value, today: Day) -> Read<Day> {
    done_on(day(value)?, today).map_err(|why| why.code())
}
fn number(value: Value) -> Read<i64> {
    value.as_i64().ok_or(Rule::NotANumber.code())
}
/// How many there are, none among them.
pub(crate) fn how_many(value: Value) -> Read<u32> {
    number(value)?.try_into().map_err(|_| Rule::NotANumber.code())
}
/// Yes or no.
pub(crate) fn yes_or_no(value: Value) -> Read<bool> {
    value.as_bool().ok_or("not_a_boolean")
}
/// A list of at least one, and at most so many.
pub(crate) fn listed(value: Value, max: usize) -> Read<Vec<Value>> {
    match value {
        Value::Array(all) if all.is_empty() => Err(Rule::Required.code()),
        Value::Array(all) if all.len() > max => {
            Err(Rule::OutOfRange { min: 1, max: i64::try_from(max).unwrap_or(i64::MAX) }.code())
        }
        Value::Array(all) => Ok(all),
        _ => Err("not_a_list"),
    }
}
/// A list of things each read alike, none twice.
pub(crate) fn each<T: PartialEq>(value: Value, max: usize, read: impl Fn(Value) -> Read<T>) -> Read<Vec<T>> {
    let mut all: Vec<T> = Vec::new();
    for value in listed(value, max)? {
        let one = read(value)?;
        if !all.contains(&one) {
            all.push(one);
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Entry;
    impl FromBody for Entry {
        fn read(reader: &mut Reader) -> Option<Self> {
            let code = reader.need("requirement", code);
            let (on, count) = (reader.done_on("on_date"), reader.count("count"));
            let _ = reader.comment("comment");
            code.zip(on).zip(count).map(|_| Self)
        }
    }

    fn said(body: &[u8]) -> Vec<(String, String)> {
        let today = Day::new(2026, 11, 23).unwrap();
        let outcome = Reader::new(body, today).and_then(|mut reader| {
            Entry::read(&mut reader);
            reader.finish()
        });
        outcome.err().map(|problem| problem.fields.into_iter().collect()).unwrap_or_default()
    }

    #[test]
    fn everything_wrong_is_said_at_once_per_field() {
        type Case<'a> = (&'a [u8], &'a [(&'a str, &'a str)]);
        let table: &[Case<'_>] = &[
            (br#"{"requirement":"K1","on_date":"2026-11-23"}"#, &[]),
            (br#"{"requirement":"K1","on_date":"2026-11-23","comment":null,"count":999}"#, &[]),
            (b"", &[("on_date", "required"), ("requirement", "required")]),
            (
                br#"{"requirement":7,"on_date":"2026-11-24","count":0}"#,
                &[("count", "out_of_range"), ("on_date", "in_future"), ("requirement", "not_a_string")],
            ),
            (
                br#"{"requirement":"K1","on_date":"2026-02-30","count":1.5}"#,
                &[("count", "not_a_number"), ("on_date", "not_a_day")],
            ),
            (
                br#"{"requirement":"K1","on_date":"2026-11-23","requirement":"K2"}"#,
                &[("requirement", "repeated")],
            ),
            (br#"{"requirement":"K1","on_date":"2026-11-23","kount":1}"#, &[("kount", "unknown_field")]),
            (
                br#"{"requirement":"K1","on_date":"2026-11-23","comment":"CPR 010190-1234"}"#,
                &[("comment", "national_id")],
            ),
            (br#"{"requirement":"K\u0000","on_date":"2026-11-23"}"#, &[("requirement", "not_text")]),
            (b"[]", &[("body", "not_an_object")]),
            (b"{", &[("body", "not_an_object")]),
            (b"{\"requirement\":\"\xff\"}", &[("body", "not_text")]),
            (
                br#"{"requirement":"K1","on_date":"2026-11-23","count":99999999999999999999}"#,
                &[("count", "not_a_number")],
            ),
        ];
        for (body, expected) in table {
            let found = said(body);
            let found: Vec<(&str, &str)> = found.iter().map(|(n, w)| (n.as_str(), w.as_str())).collect();
            assert_eq!(found, *expected, "{}", String::from_utf8_lossy(body));
        }
    }
}
