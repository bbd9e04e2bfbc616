//! The style sheet, the script and the icon of every page: one file each, embedded, packed beforehand, kept for ever.

use axum::{
    Router,
    body::Bytes,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// A file in the binary, under a path that changes with its content.
#[derive(Debug)]
pub struct Asset {
    /// Where it is fetched, with its digest.
    pub path: &'static str,
    etag: &'static str,
    kind: &'static str,
    plain: &'static [u8],
    packed: &'static [u8],
}

impl Asset {
    /// Bytes on the wire to a browser that takes gzip.
    pub const fn packed_len(&self) -> usize {
        self.packed.len()
    }

    fn answer(&self, request: &HeaderMap) -> Response {
        let known =
            request.get(header::IF_NONE_MATCH).is_some_and(|tag| tag.as_bytes() == self.etag.as_bytes());
        let packed = crate::gzip::accepted(request);
        let mut response = if known {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            Bytes::from_static(if packed { self.packed } else { self.plain }).into_response()
        };
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        headers.insert(header::ETAG, HeaderValue::from_static(self.etag));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        headers
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
        if packed && !known {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        response
    }
}

/// The routes of all assets.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    [&STYLE, &SCRIPT, &ICON].into_iter().fold(Router::new(), |router, asset| {
        router.route(asset.path, get(move |headers: HeaderMap| async move { asset.answer(&headers) }))
    })
}
