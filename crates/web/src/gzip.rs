//! Packing of pages: level 1, which costs a fifth of what a page costs to make (level 6 costs as much again as the page).

use axum::http::{HeaderMap, header};

/// Whether the browser takes gzip.
pub fn accepted(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','))
        .any(|part| {
            let mut pieces = part.split(';').map(str::trim);
            let named = pieces.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip") || name == "*");
            named
                && !pieces.any(|p| {
                    matches!(p.strip_prefix("q=").map(str::trim), Some("0" | "0.0" | "0.00" | "0.000"))
                })
        })
}
