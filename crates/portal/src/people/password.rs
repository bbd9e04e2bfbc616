//! Passwords, kept as argon2id. Tokens are `web::cookie::Token`, of which only the SHA-256 is kept.
//!
//! Who may try how often is decided in `login`; where hashes are kept is `store`.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use domain::refusal::Problem;

/// The shortest password, in characters.
pub const PASSWORD_MIN: usize = 12;
/// The longest password, in bytes: long enough for a passphrase, short enough that nobody makes us hash a book.
pub const PASSWORD_MAX: usize = 256;

/// A password that may be set.
#[derive(Clone)]
pub(super) struct Password(String);

impl Password {
    /// Takes what a person chose: long enough, whatever its characters (NIST SP 800-63B: length, not composition).
    pub(super) fn chosen(text: &str) -> Result<Self, Problem> {
        match text.chars().count() {
            0 => Err(Problem::Required),
            n if n < PASSWORD_MIN || text.len() > PASSWORD_MAX => Err(Problem::OutOfRange {
                min: i64::try_from(PASSWORD_MIN).expect("a small limit"),
                max: i64::try_from(PASSWORD_MAX).expect("a small limit"),
            }),
            _ => Ok(Self(text.to_owned())),
        }
    }
    /// Its argon2id hash in PHC form. Takes tens of milliseconds and [`MEMORY_KIB`]: never on an async thread.
    pub(super) fn hash(&self, salt: &[u8; 16]) -> String {
        let made = argon2().hash_password_with_salt(self.0.as_bytes(), salt);
        made.expect("sixteen bytes are a salt, and our parameters are valid").to_string()
    }
}

/// Whether `typed` is the password of `phc`; without one the same work is done, and the answer is no.
pub(super) fn verify(typed: &str, phc: Option<&str>) -> bool {
    let kept = phc.unwrap_or(NOBODYS);
    let too_long = typed.len() > PASSWORD_MAX;
    let typed = if too_long { "" } else { typed };
    let right =
        PasswordHash::new(kept).is_ok_and(|hash| argon2().verify_password(typed.as_bytes(), &hash).is_ok());
    right && phc.is_some() && !too_long
}

/// Memory for one hash, in KiB (OWASP's first choice, with two passes and one lane).
const MEMORY_KIB: u32 = 19 * 1024;

/// The hash of a password that nobody has, with our parameters: what an unknown e-mail is measured against.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlz$5o6XnZcXKq3sY5YkBQ3l0c1f0m4W5m1S8h7o2m3v9hA";

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, 2, 1, None).expect("these parameters are within argon2's bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_no_other() {
        let phc = Password::chosen("korrekt hest batteri").unwrap().hash(&[7; 16]);
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
        assert!(verify("korrekt hest batteri", Some(&phc)));
        assert!(!verify("korrekt hest batteri ", Some(&phc)));
        assert!(!verify("", Some(&phc)));
        assert!(!verify(&"x".repeat(PASSWORD_MAX + 1), Some(&phc)));
    }

    #[test]
    fn nobodys_hash_costs_the_same_and_opens_nothing() {
        let nobody = PasswordHash::new(NOBODYS).expect("the constant is a PHC string");
        let ours = Password::chosen("korrekt hest batteri").unwrap().hash(&[7; 16]);
        let ours = PasswordHash::new(&ours).unwrap();
        assert_eq!((nobody.algorithm, nobody.params), (ours.algorithm, ours.params));
        assert!(!verify("anything at all", None));
    }

    #[test]
    fn a_password_is_long_enough_and_not_a_book() {
        assert!(matches!(Password::chosen(""), Err(Problem::Required)));
        assert!(matches!(Password::chosen("kort"), Err(Problem::OutOfRange { .. })));
        assert!(matches!(Password::chosen(&"æ".repeat(PASSWORD_MAX)), Err(Problem::OutOfRange { .. })));
        assert!(Password::chosen(&"æ".repeat(PASSWORD_MIN)).is_ok());
    }
}
