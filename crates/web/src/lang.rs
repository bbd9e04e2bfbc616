//! The four languages of a page, and how a reader's is found.

use axum::http::{HeaderMap, header};

use crate::cookie;

/// A language that every sentence of ours exists in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// Danish.
    Da,
    /// Norwegian, bokmål.
    Nb,
    /// Norwegian, nynorsk.
    Nn,
    /// English, as written in Britain.
    En,
}

impl Lang {
    /// All of them, in the order in which a page offers them.
    pub const ALL: [Self; 4] = [Self::Da, Self::Nb, Self::Nn, Self::En];

    /// `da`, `nb`, `nn`, `en`: for the database, forms and folders.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Da => "da",
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::En => "en",
        }
    }

    /// The language with this code; nothing else is accepted.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The tag for `<html lang>` (BCP 47).
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en-GB",
            Self::Da | Self::Nb | Self::Nn => self.code(),
        }
    }

    /// What its speakers call it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Da => "Dansk",
            Self::Nb => "Bokmål",
            Self::Nn => "Nynorsk",
            Self::En => "English",
        }
    }

    /// The best of ours for an `Accept-Language` header; `no` is bokmål, and what we lack is passed over.
    pub fn accepted(header: &str) -> Option<Self> {
        let mut best: Option<(Self, u16)> = None;
        for part in header.split(',').take(16) {
            let mut pieces = part.split(';');
            let Some(lang) = pieces.next().and_then(of_range) else { continue };
            let weight = pieces.find_map(|p| p.trim().strip_prefix("q=")).map_or(1000, thousandths);
            if weight > 0 && best.is_none_or(|(_, so_far)| weight > so_far) {
                best = Some((lang, weight));
            }
        }
        best.map(|(lang, _)| lang)
    }

    /// The language that was kept in this browser, else the one that its request asks for, or `otherwise`.
    pub fn of_request(headers: &HeaderMap, otherwise: Self) -> Self {
        let header = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok());
        cookie::kept_lang(headers).or_else(|| header.and_then(Self::accepted)).unwrap_or(otherwise)
    }
}

fn of_range(range: &str) -> Option<Lang> {
    let primary = range.trim().split('-').next()?;
    if primary.eq_ignore_ascii_case("no") {
        return Some(Lang::Nb);
    }
    Lang::ALL.into_iter().find(|lang| primary.eq_ignore_ascii_case(lang.code()))
}

/// `0.8` as 800; what cannot be read counts as nothing.
fn thousandths(weight: &str) -> u16 {
    match weight.trim().parse::<f32>() {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to 0..=1000 first"
        )]
        Ok(q) if q.is_finite() => (q.clamp(0.0, 1.0) * 1000.0) as u16,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_the_language_it_prefers_among_ours() {
        for (header, expected) in [
            ("da", Some(Lang::Da)),
            ("da-DK,da;q=0.9,en;q=0.8", Some(Lang::Da)),
            ("sv,nn;q=0.9,nb;q=0.8", Some(Lang::Nn)),
            ("no", Some(Lang::Nb)),
            ("en-US;q=0.5, nb-NO;q=0.7", Some(Lang::Nb)),
            ("de, fr", None),
            ("da;q=0", None),
            ("DA;q=nonsense, en", Some(Lang::En)),
            (";;;,,", None),
            ("", None),
        ] {
            assert_eq!(Lang::accepted(header), expected, "{header}");
        }
    }

    #[test]
    fn what_was_kept_comes_before_what_the_browser_prefers() {
        let asks = |cookie: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, "en-US".parse().unwrap());
            headers.insert(header::COOKIE, cookie.parse().unwrap());
            Lang::of_request(&headers, Lang::Da)
        };
        assert_eq!((asks("attest-lang=nb"), asks("attest-lang=x")), (Lang::Nb, Lang::En));
        assert_eq!(Lang::of_request(&HeaderMap::new(), Lang::Da), Lang::Da);
    }

    #[test]
    fn codes_go_both_ways() {
        for lang in Lang::ALL {
            assert_eq!(Lang::from_code(lang.code()), Some(lang));
        }
        assert_eq!(Lang::from_code("DA"), None);
    }
}
