//! Packing of pages: level 1, which costs a fraction of what a page costs to make (level 6 costs as much again as the page).
//!
//! A worker thread keeps one packer and its buffer; nothing is allocated per page but the answer itself. Text that an
//! attacker may choose beside a secret would invite guessing by size; no page of ours carries a secret (no CSRF token, no key).

use std::cell::RefCell;

use axum::{
    body::{Body, Bytes, HttpBody},
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use flate2::{Compress, Compression, Crc, FlushCompress, Status};

/// Answers smaller than this are sent as they are.
pub const PACK_BYTES_MIN: usize = 1024;
/// Answers larger than this are sent as they are: they are downloads, not pages.
const PACK_BYTES_MAX: usize = 8 * 1024 * 1024;
const LEVEL: u32 = 1;
/// Magic, deflate, no flags, no time, no extra, unknown system.
const HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];

thread_local! {
    static PACKER: RefCell<(Compress, Vec<u8>)> = RefCell::new((Compress::new(Compression::new(LEVEL), false), Vec::new()));
}

/// Whether the browser takes gzip.
pub fn accepted(headers: &HeaderMap) -> bool {
    let wanted = headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','));
    let mut any = false;
    for part in wanted {
        let mut pieces = part.split(';').map(str::trim);
        let name = pieces.next().unwrap_or_default();
        let refused = pieces.any(|p| p.strip_prefix("q=").is_some_and(|q| q.trim().parse() == Ok(0.0_f32)));
        if name.eq_ignore_ascii_case("gzip") {
            return !refused;
        }
        any |= name == "*" && !refused;
    }
    any
}

/// The bytes as a gzip file.
pub fn packed(plain: &[u8]) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(plain);
    PACKER.with_borrow_mut(|(packer, buffer)| {
        packer.reset();
        buffer.clear();
        buffer.extend_from_slice(&HEAD);
        loop {
            // Room for all of it almost always; else the loop comes round once more.
            buffer.reserve(plain.len() / 4 + 512);
            let done = usize::try_from(packer.total_in()).expect("what was taken in fits in memory");
            let status = packer.compress_vec(&plain[done..], buffer, FlushCompress::Finish);
            if status.expect("memory can always be packed") == Status::StreamEnd {
                break;
            }
        }
        buffer.extend_from_slice(&crc.sum().to_le_bytes());
        buffer.extend_from_slice(&crc.amount().to_le_bytes());
        let file = buffer.clone();
        buffer.shrink_to(256 * 1024);
        file
    })
}

/// Packs the answer when it is worth it: text that lies whole in memory, not packed yet, not cut.
pub(crate) async fn pack(response: Response) -> Response {
    let Some(size) = response.body().size_hint().exact().and_then(|size| usize::try_from(size).ok()) else {
        return response;
    };
    let text = response.headers().get(header::CONTENT_TYPE).is_some_and(is_text);
    let done = response.headers().contains_key(header::CONTENT_ENCODING);
    if !text || done || !(PACK_BYTES_MIN..=PACK_BYTES_MAX).contains(&size) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let plain = match axum::body::to_bytes(body, size).await {
        Ok(plain) => plain,
        // The body broke off: an empty answer of the promised length is an error to the client too.
        Err(_) => return Response::from_parts(parts, Body::empty()),
    };
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    parts.headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(Bytes::from(packed(&plain))))
}

fn is_text(kind: &HeaderValue) -> bool {
    const KINDS: [&[u8]; 5] = [
        b"text/",
        b"application/json",
        b"application/problem+json",
        b"image/svg+xml",
        b"application/vnd.oai",
    ];
    KINDS.iter().any(|start| kind.as_bytes().starts_with(start))
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_was_packed_can_be_unpacked_whatever_its_size() {
        let noise: Vec<u8> =
            (0..3_000_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for size in [0, 1, 1000, 70_000, 3_000_000] {
            for _ in 0..2 {
                let mut plain = Vec::new();
                flate2::read::GzDecoder::new(packed(&noise[..size]).as_slice())
                    .read_to_end(&mut plain)
                    .unwrap();
                assert!(plain == noise[..size], "{size} bytes");
            }
        }
    }

    #[test]
    fn a_browser_says_whether_it_takes_gzip() {
        for (header, expected) in [
            ("gzip", true),
            ("br, gzip, deflate", true),
            ("GZIP;q=0.5", true),
            ("gzip;q=0", false),
            ("gzip; q=0.000, *", false),
            ("*", true),
            ("*;q=0", false),
            ("br", false),
            ("", false),
        ] {
            let headers =
                HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_str(header).unwrap())]);
            assert_eq!(accepted(&headers), expected, "{header}");
        }
        assert!(!accepted(&HeaderMap::new()));
    }
}
