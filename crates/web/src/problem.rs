//! What went wrong, for a machine (RFC 9457) and, through `front`, for a reader. One shape for page and API.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Serialize, Serializer, ser::SerializeMap};

/// A refusal or a fault on its way out. As an answer it is problem+json; before a page leaves, `front` puts an error
/// page in its place, for which it keeps itself in the answer's extensions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The status.
    pub status: StatusCode,
    /// The machine-readable reason, such as `not_entitled`.
    pub refusal: Cow<'static, str>,
    /// More about it, for a developer.
    pub detail: Option<Box<str>>,
    /// Per field, the machine-readable reason.
    pub fields: BTreeMap<String, String>,
    /// Further facts of this refusal, such as the first day on which it may be done.
    pub facts: BTreeMap<String, serde_json::Value>,
    /// What to tell the operator.
    pub reference: Option<Box<str>>,
    /// Seconds to wait, sent as `Retry-After`.
    pub retry_after: Option<u32>,
    /// What the door asks for, sent as `WWW-Authenticate`; of 401 it is a token when nothing is said.
    pub challenge: Option<Challenge>,
}

/// What a door asks of whoever knocks (RFC 6750).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Challenge {
    /// A token.
    Token,
    /// One that lets more through.
    Wider,
}

impl Challenge {
    const fn text(self) -> &'static str {
        match self {
            Self::Token => "Bearer",
            Self::Wider => "Bearer error=\"insufficient_scope\"",
        }
    }
}

/// Figures and letters that are not taken for each other on the telephone.
const FIGURES: [u8; 32] = *b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", "about:blank")?;
        map.serialize_entry("title", self.status.canonical_reason().unwrap_or("Error"))?;
        map.serialize_entry("status", &self.status.as_u16())?;
        map.serialize_entry("refusal", &self.refusal)?;
        if let Some(detail) = &self.detail {
            map.serialize_entry("detail", detail)?;
        }
        if !self.fields.is_empty() {
            map.serialize_entry("fields", &self.fields)?;
        }
        for (name, value) in &self.facts {
            map.serialize_entry(name, value)?;
        }
        if let Some(reference) = &self.reference {
            map.serialize_entry("reference", reference)?;
        }
        map.end()
    }
}

impl Problem {
    /// A problem with this status and reason.
    pub fn new(status: StatusCode, refusal: impl Into<Cow<'static, str>>) -> Self {
        Self {
            status,
            refusal: refusal.into(),
            detail: None,
            fields: BTreeMap::new(),
            facts: BTreeMap::new(),
            reference: None,
            retry_after: None,
            challenge: None,
        }
    }
    /// The problem of a bare status, with the usual reason.
    pub fn of_status(status: StatusCode) -> Self {
        let refusal = match status {
            StatusCode::BAD_REQUEST => "bad_request",
            StatusCode::UNAUTHORIZED => "not_logged_in",
            StatusCode::FORBIDDEN => "not_entitled",
            StatusCode::NOT_FOUND => "not_found",
            StatusCode::METHOD_NOT_ALLOWED => "method_not_allowed",
            StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => "timeout",
            StatusCode::CONFLICT => "wrong_state",
            StatusCode::PAYLOAD_TOO_LARGE => "too_large",
            StatusCode::UNSUPPORTED_MEDIA_TYPE => "unsupported_media_type",
            StatusCode::UNPROCESSABLE_ENTITY => "unprocessable",
            StatusCode::TOO_MANY_REQUESTS => "too_many",
            StatusCode::SERVICE_UNAVAILABLE => "unavailable",
            _ if status.is_server_error() => "fault",
            _ => "refused",
        };
        Self::new(status, refusal)
    }
    /// A fault (500): the cause goes to the log under a number, and only the number to the reader.
    pub fn fault(cause: impl fmt::Display) -> Self {
        let mut number = [0; 8];
        getrandom::fill(&mut number).expect("the operating system has randomness");
        let reference: String =
            number.iter().map(|byte| char::from(FIGURES[usize::from(byte % 32)])).collect();
        tracing::error!(reference, "a request failed: {cause}");
        Self::of_status(StatusCode::INTERNAL_SERVER_ERROR).reference(reference)
    }
    /// With more about it.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<Box<str>>) -> Self {
        self.detail = Some(detail.into());
        self
    }
    /// With one more field and its reason.
    #[must_use]
    pub fn field(mut self, name: impl Into<String>, reason: impl Into<String>) -> Self {
        self.fields.insert(name.into(), reason.into());
        self
    }
    /// With one more fact.
    #[must_use]
    pub fn fact(mut self, name: impl Into<String>, value: impl Into<serde_json::Value>) -> Self {
        self.facts.insert(name.into(), value.into());
        self
    }
    /// With the number that the operator finds in the log.
    #[must_use]
    pub fn reference(mut self, reference: impl Into<Box<str>>) -> Self {
        self.reference = Some(reference.into());
        self
    }
    /// Asking for something at the door.
    #[must_use]
    pub const fn challenge(mut self, challenge: Challenge) -> Self {
        self.challenge = Some(challenge);
        self
    }
    /// To be tried again after so many seconds.
    #[must_use]
    pub const fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&self).expect("a problem is plain data");
        let kind = HeaderValue::from_static("application/problem+json");
        let mut response = (self.status, [(header::CONTENT_TYPE, kind)], body).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        let nobody = (self.status == StatusCode::UNAUTHORIZED).then_some(Challenge::Token);
        if let Some(challenge) = self.challenge.or(nobody) {
            let asked = HeaderValue::from_static(challenge.text());
            response.headers_mut().insert(header::WWW_AUTHENTICATE, asked);
        }
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_nobody_is_asked_for_a_token() {
        let asked = |problem: Problem| {
            let response = problem.into_response();
            response.headers().get(header::WWW_AUTHENTICATE).map(|value| value.to_str().unwrap().to_owned())
        };
        assert_eq!(asked(Problem::of_status(StatusCode::UNAUTHORIZED)).as_deref(), Some("Bearer"));
        let narrow = Problem::of_status(StatusCode::FORBIDDEN).challenge(Challenge::Wider);
        assert_eq!(asked(narrow).as_deref(), Some("Bearer error=\"insufficient_scope\""));
        assert_eq!(asked(Problem::of_status(StatusCode::FORBIDDEN)), None);
    }

    #[test]
    fn a_problem_reads_as_rfc_9457_says() {
        let problem = Problem::new(StatusCode::CONFLICT, "too_early")
            .fact("opens", "2026-12-01")
            .field("on_date", "in_future");
        assert_eq!(
            serde_json::to_value(&problem).unwrap(),
            serde_json::json!({
                "type": "about:blank", "title": "Conflict", "status": 409, "refusal": "too_early",
                "fields": { "on_date": "in_future" }, "opens": "2026-12-01"
            })
        );
    }
}
