//! The cookie of a session: a random token that names it. The database keeps only its digest. Beside it one that names a language
//! and nobody: whose session has ended is spoken to as before.
//!
//! Over https the token's name begins with `__Host-`, so that no other host and no plain connection can
//! set it. Over plain http it has the plain name and no `Secure`: Chromium keeps the guarded one on 127.0.0.1 too (tried), but
//! Safari and most programs with a cookie jar drop it there, and nobody could log in to a demo.

use axum::http::{HeaderMap, HeaderValue, header};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use crate::Lang;

/// The name of the language's cookie. Whoever sets one may choose among our languages, and nothing else.
const LANG: &str = "attest-lang";
/// How long a language is kept after it was last said: longer than a session, and over a holiday.
const LANG_SECONDS: u32 = 30 * 24 * 60 * 60;

/// 256 random bits in a browser's cookie.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl Token {
    /// A token of these random bytes.
    pub const fn new(random: [u8; 32]) -> Self {
        Self(random)
    }
    /// Reads the text form.
    pub fn read(text: &str) -> Option<Self> {
        // The length first: a cookie may be as long as a stranger likes.
        (text.len() == 43).then(|| URL_SAFE_NO_PAD.decode(text).ok()).flatten()?.try_into().ok().map(Self)
    }
    /// The text form, 43 characters.
    pub fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }
    /// What the database keeps and looks for. 256 random bits need no salt.
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

/// How the session's cookie is named and guarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookie {
    /// `__Host-attest`, only over https.
    Guarded,
    /// `attest`, for a demo over plain http.
    Plain,
}

impl Cookie {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Guarded => "__Host-attest",
            Self::Plain => "attest",
        }
    }
    /// The token that a request carries. Twice the same name is nobody's.
    pub fn read(self, headers: &HeaderMap) -> Option<Token> {
        only(headers, self.name()).and_then(Token::read)
    }
    /// The header that hands out the token. The session's own end is kept in the database.
    pub fn set(self, token: &Token, max_age_seconds: u32) -> HeaderValue {
        self.header(self.name(), &token.text(), max_age_seconds)
    }
    /// The header that takes it back.
    pub fn clear(self) -> HeaderValue {
        self.header(self.name(), "", 0)
    }
    /// The header that keeps a language for when nobody is logged in; none: whatever was kept goes.
    pub fn keep_lang(self, lang: Option<Lang>) -> HeaderValue {
        let kept = lang.map_or(("", 0), |lang| (lang.code(), LANG_SECONDS));
        self.header(LANG, kept.0, kept.1)
    }

    fn header(self, name: &str, value: &str, max_age_seconds: u32) -> HeaderValue {
        let secure = if self == Self::Guarded { "; Secure" } else { "" };
        let text =
            format!("{name}={value}; Path=/; Max-Age={max_age_seconds}; HttpOnly; SameSite=Lax{secure}");
        HeaderValue::try_from(text).expect("letters, figures and marks that a header takes")
    }
}

/// The language that was kept in this browser.
pub fn kept_lang(headers: &HeaderMap) -> Option<Lang> {
    only(headers, LANG).and_then(Lang::from_code)
}

/// The value of the cookie with this name. Twice the same name is none.
fn only<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut found = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(one, _)| *one == name);
    let (_, value) = found.next()?;
    if found.next().is_some() { None } else { Some(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carrying(cookies: &[&str]) -> HeaderMap {
        cookies.iter().map(|c| (header::COOKIE, HeaderValue::from_str(c).unwrap())).collect()
    }

    #[test]
    fn a_token_goes_out_and_comes_back() {
        let token = Token::new([7; 32]);
        let header = Cookie::Guarded.set(&token, 3600);
        let header = header.to_str().unwrap();
        assert_eq!(
            header,
            format!("__Host-attest={}; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure", token.text())
        );
        let sent = format!("a=b; {}", header.split(';').next().unwrap());
        assert_eq!(Cookie::Guarded.read(&carrying(&[&sent])), Some(token));
        assert!(!Cookie::Plain.set(&Token::new([1; 32]), 1).to_str().unwrap().contains("Secure"));
    }

    #[test]
    fn what_is_not_exactly_one_token_is_nobody() {
        let good = Token::new([9; 32]).text();
        for cookies in [
            vec![],
            vec!["__Host-attest=".to_owned()],
            vec![format!("__Host-attest={good}x")],
            vec![format!("attest={good}")],
            vec![format!("__Host-attest={good}; __Host-attest={good}")],
            vec![format!("__Host-attest={}", "é".repeat(43))],
            vec!["__Host-attest".to_owned()],
        ] {
            let cookies: Vec<&str> = cookies.iter().map(String::as_str).collect();
            assert_eq!(Cookie::Guarded.read(&carrying(&cookies)), None, "{cookies:?}");
        }
        assert_eq!(format!("{:?}", Token::new([9; 32])), "Token(…)");
    }

    #[test]
    fn a_language_is_kept_and_nothing_else() {
        let header = Cookie::Guarded.keep_lang(Some(Lang::Nn));
        let header = header.to_str().unwrap();
        assert_eq!(header, "attest-lang=nn; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure");
        assert_eq!(kept_lang(&carrying(&[header.split(';').next().unwrap()])), Some(Lang::Nn));
        for other in ["attest-lang=", "attest-lang=sv", "attest-lang=nn; attest-lang=da", "lang=nn"] {
            assert_eq!(kept_lang(&carrying(&[other])), None, "{other}");
        }
        assert!(
            Cookie::Plain.keep_lang(None).to_str().unwrap().starts_with("attest-lang=; Path=/; Max-Age=0;")
        );
    }
}
