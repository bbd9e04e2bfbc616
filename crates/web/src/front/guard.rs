//! Where a changing request comes from: only from our own pages, or from a program that carries no cookie.
//!
//! `Sec-Fetch-Site` is set by the browser and cannot be forged by a page. Browsers without it send `Origin`. No tokens
//! in forms: nothing to leak, to expire, or to forget.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, Method, StatusCode, header},
};

use crate::Problem;

/// Lets a request pass, or says `cross_site` (403).
pub(super) fn check(request: &Request, origin: Option<&str>) -> Result<(), Problem> {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(());
    }
    let host = request.uri().authority().map(axum::http::uri::Authority::as_str);
    if ours(request.headers(), host, origin) {
        Ok(())
    } else {
        Err(Problem::new(StatusCode::FORBIDDEN, "cross_site"))
    }
}

fn ours(headers: &HeaderMap, authority: Option<&str>, configured: Option<&str>) -> bool {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    match text(header::ORIGIN) {
        Some(origin) => match configured {
            Some(configured) => origin.eq_ignore_ascii_case(configured),
            None => {
                let host = text(header::HOST).or(authority).unwrap_or_default();
                let from = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
                !host.is_empty() && from.is_some_and(|from| from.eq_ignore_ascii_case(host))
            }
        },
        // No browser that keeps cookies sends neither header with a form.
        None => !headers.contains_key(header::COOKIE),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_our_own_pages_and_programs_without_cookies_may_change_anything() {
        type Case = (&'static [(&'static str, &'static str)], Option<&'static str>, bool);
        let table: [Case; 16] = [
            (&[("cookie", "s=1"), ("sec-fetch-site", "same-origin")], None, true),
            (&[("cookie", "s=1"), ("sec-fetch-site", "none")], None, true),
            (&[("cookie", "s=1"), ("sec-fetch-site", "cross-site")], None, false),
            (&[("cookie", "s=1"), ("sec-fetch-site", "same-site")], None, false),
            (&[("cookie", "s=1"), ("sec-fetch-site", "nonsense")], None, false),
            // A log-in from elsewhere would make the victim somebody else.
            (&[("sec-fetch-site", "cross-site")], None, false),
            // The browser's word stands above Origin.
            (
                &[("sec-fetch-site", "cross-site"), ("origin", "http://a.example"), ("host", "a.example")],
                None,
                false,
            ),
            (&[("cookie", "s=1"), ("origin", "https://a.example"), ("host", "a.example")], None, true),
            (
                &[("cookie", "s=1"), ("origin", "http://a.example:8080"), ("host", "a.example:8080")],
                None,
                true,
            ),
            (
                &[("cookie", "s=1"), ("origin", "https://a.example.evil.example"), ("host", "a.example")],
                None,
                false,
            ),
            (&[("cookie", "s=1"), ("origin", "null"), ("host", "a.example")], None, false),
            // Behind a proxy the configured origin counts, whatever Host says.
            (
                &[("cookie", "s=1"), ("origin", "https://a.example"), ("host", "inside:8080")],
                Some("https://a.example"),
                true,
            ),
            (
                &[("cookie", "s=1"), ("origin", "https://inside:8080"), ("host", "inside:8080")],
                Some("https://a.example"),
                false,
            ),
            (&[("cookie", "s=1"), ("host", "a.example")], None, false),
            (&[("authorization", "Bearer x"), ("host", "a.example")], None, true),
            (&[("origin", "https://a.example")], None, false),
        ];
        for (headers, configured, expected) in table {
            let map: HeaderMap = headers
                .iter()
                .map(|(n, v)| (HeaderName::from_static(n), HeaderValue::from_static(v)))
                .collect();
            assert_eq!(ours(&map, None, configured), expected, "{headers:?} {configured:?}");
        }
    }
}
