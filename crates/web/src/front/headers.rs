//! Headers that every answer carries, pages and files and errors alike.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::Response,
};

/// Nothing inline, nothing from elsewhere. `data:` images are the small drawings inside Designsystemet's own style sheet.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";
/// An answer that is not a page shows nothing, even if it is opened as one.
const POLICY_OF_DATA: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";
/// No address of ours leaves the portal. Where browsers do not send `Sec-Fetch-Site` (plain http beyond this machine, in
/// a demo), `same-origin`: `no-referrer` would also empty the `Origin` that a form is then judged by.
pub const REFERRER_POLICY: &str = "no-referrer";
const REFERRER_POLICY_PLAIN: &str = "same-origin";

const ALWAYS: [(HeaderName, &str); 6] = [
    (header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("x-permitted-cross-domain-policies"), "none"),
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), \
         magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()",
    ),
];

/// Which sites' pages may take an answer in.
const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

pub(super) fn dress(response: &mut Response, trustworthy: bool) {
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let referrer = if trustworthy { REFERRER_POLICY } else { REFERRER_POLICY_PLAIN };
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static(referrer));
    // What pages of others may read says so itself.
    headers.entry(CROSS_ORIGIN_RESOURCE_POLICY).or_insert(HeaderValue::from_static("same-origin"));
    // What may be kept says so itself; everything else is about people.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    let page =
        headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let policy = if page { CONTENT_SECURITY_POLICY } else { POLICY_OF_DATA };
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(policy));
}
