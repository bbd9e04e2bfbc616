//! Whose dossiers are believed: the key list that a portal publishes, and the one key that everybody knows.

use base::Day;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use credential::{Key as CredentialKey, PublicKey};
use ledger::{BadKey, Key, Verifier};
use serde::{Deserialize, Serialize};

use crate::envelope;
use crate::pdf::{Certificate, PaperKey};

/// How this form of list is called.
const FORMAT: &str = "attest-keys/1";

/// The name of the key with which the demo seals.
pub const DEMO_NAME: &str = "demo.attest.invalid/dossiers";
/// The name of the demo's ledger.
const DEMO_LEDGER: &str = "demo.attest.invalid";
/// The demo's seed. It is published on purpose: what it signs proves nothing, and says that it is a demonstration.
const DEMO_SEED: &[u8; 32] = b"Attest demo: everybody knows it.";

/// The key with which the demo seals (`ledger`: with which it signs its ledger).
pub fn demo_key(ledger: bool) -> Key {
    let name = if ledger { DEMO_LEDGER } else { DEMO_NAME };
    Key::from_seed(name, DEMO_SEED).expect("the demo's name is a key's name")
}

/// The key with which the demo signs papers.
pub fn demo_paper_key() -> PaperKey {
    let day = |year| Day::new(year, 1, 1).expect("a new year's day is a day");
    PaperKey::self_signed(DEMO_NAME, DEMO_SEED, day(2026), day(2126)).expect("the demo's seed is a key's")
}

/// The key with which the demo signs credentials.
pub fn demo_credential_key() -> CredentialKey {
    CredentialKey::from_seed(DEMO_SEED).expect("the demo's seed is a key's")
}

/// The keys that are believed, by what they may sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyList {
    /// Those that seal dossiers.
    pub dossiers: Vec<Verifier>,
    /// Those that sign heads of a ledger.
    pub ledger: Vec<Verifier>,
    /// The certificates of those that sign papers.
    pub papers: Vec<Certificate>,
    /// Those that sign credentials.
    pub credentials: Vec<PublicKey>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    keys: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(rename = "use")]
    used_for: Use,
    key: String,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Use {
    Dossier,
    Ledger,
    /// The key is a certificate, in base64.
    Paper,
    /// The key is a SubjectPublicKeyInfo on P-256, in base64.
    Credential,
    /// Some other: a newer portal's, which nothing here believes.
    #[serde(other)]
    Other,
}

impl KeyList {
    /// What is believed when nobody brings a list: the demo, which says of itself that it is one.
    pub fn demo() -> Self {
        Self {
            dossiers: vec![demo_key(false).verifier().clone()],
            ledger: vec![demo_key(true).verifier().clone()],
            papers: vec![demo_paper_key().certificate().clone()],
            credentials: vec![demo_credential_key().public().clone()],
        }
    }

    /// Reads a published list.
    pub fn read(text: &str) -> Result<Self, BadKey> {
        let file: File = serde_json::from_str(text).map_err(|_| BadKey)?;
        if file.format != FORMAT {
            return Err(BadKey);
        }
        let (dossiers, ledger, papers, credentials) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut list = Self { dossiers, ledger, papers, credentials };
        for entry in file.keys {
            match entry.used_for {
                Use::Dossier => list.dossiers.push(entry.key.parse()?),
                Use::Ledger => list.ledger.push(entry.key.parse()?),
                Use::Paper => {
                    let der = STANDARD.decode(&entry.key).map_err(|_| BadKey)?;
                    list.papers.push(Certificate::from_der(&der).map_err(|_| BadKey)?);
                }
                Use::Other => {}
                Use::Credential => list.credentials.push(entry.key.parse().map_err(|_| BadKey)?),
            }
        }
        Ok(list)
    }

    /// The list as it is published.
    pub fn text(&self) -> String {
        let of = |used_for, keys: &[Verifier]| -> Vec<Entry> {
            keys.iter().map(|key| Entry { used_for, key: key.to_string() }).collect()
        };
        let paper = |one: &Certificate| Entry { used_for: Use::Paper, key: STANDARD.encode(one.der()) };
        let papers = self.papers.iter().map(paper).collect();
        let credential = |key: &PublicKey| Entry { used_for: Use::Credential, key: key.to_string() };
        let credentials = self.credentials.iter().map(credential).collect();
        let keys = [of(Use::Dossier, &self.dossiers), of(Use::Ledger, &self.ledger), papers, credentials];
        let file = File { format: FORMAT.to_owned(), keys: keys.into_iter().flatten().collect() };
        serde_json::to_string_pretty(&file).expect("a list is made of text") + "\n"
    }

    /// Whether the key that a dossier's file names is one of these: one that was taken out seals nothing any more.
    pub fn has_key_of(&self, file: &[u8]) -> bool {
        envelope::key_named(file).is_some_and(|named| self.dossiers.iter().any(|key| key.hint() == named))
    }

    /// Whether a key is the one that everybody knows.
    pub fn is_demo(key: &Verifier) -> bool {
        key == demo_key(false).verifier()
    }

    /// Whether a certificate is that of the key with which the demo signs papers.
    pub fn is_demo_paper(certificate: &Certificate) -> bool {
        certificate == demo_paper_key().certificate()
    }

    /// What a credential says that one of these keys signed.
    pub fn check_credential(&self, file: &[u8]) -> Result<credential::Checked, credential::Wrong> {
        let checked = credential::check(file, &self.credentials)?;
        if checked.issuer.demo == Self::is_demo_credential(&checked.key) {
            Ok(checked)
        } else {
            Err(credential::Wrong::Demo)
        }
    }

    /// Whether a key is the one with which the demo signs credentials.
    pub fn is_demo_credential(key: &PublicKey) -> bool {
        key == demo_credential_key().public()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credential_of_the_demo_says_that_it_is_one_and_no_other_does() {
        use credential::{Holder, Issuer, transcript};
        let real = CredentialKey::from_seed(&[7; 32]).unwrap();
        let list = KeyList {
            credentials: vec![demo_credential_key().public().clone(), real.public().clone()],
            ..KeyList::demo()
        };
        let holder = Holder { id: base::PersonId::from_uuid(uuid::Uuid::nil()), name: "Anybody".to_owned() };
        let check = |demo, key: &CredentialKey| {
            let issuer = Issuer { url: "https://authority.example".to_owned(), demo };
            let file = transcript(&issuer, &holder, &[], base::Moment::from_micros(0), key);
            list.check_credential(file.as_bytes()).map(drop)
        };
        assert_eq!(check(true, &demo_credential_key()), Ok(()));
        assert_eq!(check(false, &real), Ok(()));
        assert_eq!(check(false, &demo_credential_key()), Err(credential::Wrong::Demo));
        assert_eq!(check(true, &real), Err(credential::Wrong::Demo));
    }

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let list = KeyList::demo();
        assert_eq!(KeyList::read(&list.text()), Ok(list.clone()));
        assert_eq!(KeyList::read(&list.text().replace("attest-keys/1", "attest-keys/2")), Err(BadKey));
        // What a newer portal signs with other keys is its own affair.
        let newer = list.text().replace("\"ledger\"", "\"else\"");
        assert_eq!(KeyList::read(&newer), Ok(KeyList { ledger: Vec::new(), ..list.clone() }));
        assert_eq!(KeyList::read("{}"), Err(BadKey));
    }
}
