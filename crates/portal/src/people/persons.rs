//! Persons: who they are called, where their mail goes, in which language they read.

use base::{IdentityId, Moment, PersonId};
use db::{Conn, Fault};
use domain::refusal::Problem;

use super::store;
use crate::error::{Error, Result};

/// Somebody with a name here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Its id.
    pub id: PersonId,
    /// The full name.
    pub name: String,
    /// The address for log-in and mail.
    pub email: Option<String>,
    /// `da`, `nb`, `nn` or `en`; `None` until chosen.
    pub language: Option<String>,
}
db::from_row!(Person { id, name, email, language });

/// An e-mail address: lower case, one `@`, no white space, at most 254 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

impl Email {
    /// Reads one; `None` when mail could not reach it.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let (local, host) = text.split_once('@')?;
        let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"@,;:<>()[]\"\\".contains(c);
        let fits = !local.is_empty() && local.len() <= 64 && text.len() <= 254;
        let dotted = host.contains('.') && host.split('.').all(|part| !part.is_empty());
        (fits && dotted && text.chars().filter(|c| *c != '@').all(plain) && !host.contains('@'))
            .then_some(Self(text))
    }
    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is needed to make a person.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// A fresh id.
    pub id: PersonId,
    /// The full name.
    pub name: String,
    /// The address, if there is one.
    pub email: Option<Email>,
    /// The language, when known.
    pub language: Option<String>,
    /// When.
    pub at: Moment,
}

/// Makes a person. An address belongs to one person only.
pub async fn create(c: &mut Conn, new: &NewPerson) -> Result<PersonId> {
    match store::insert_person(c, new, keys(&new.name)).await {
        Err(fault) if fault.constraint() == Some("person_email_key") => {
            Err(Error::field("email", Problem::Unknown))
        }
        other => Ok(other.map(|()| new.id)?),
    }
}

/// By what a name is ordered, and by what it is found.
fn keys(name: &str) -> (Vec<u8>, String) {
    (web::format::sort_key(name), web::format::folded(name))
}

/// The person with this id.
pub async fn find(c: &mut Conn, id: PersonId) -> Result<Option<Person>, Fault> {
    store::person(c, id).await
}

/// The names of these people.
pub async fn names(
    c: &mut Conn,
    ids: &[PersonId],
) -> Result<std::collections::HashMap<PersonId, String>, Fault> {
    Ok(store::names(c, ids).await?.into_iter().collect())
}

/// The name of one person.
pub async fn name_of(db: &db::Db, id: PersonId) -> Result<Option<String>, Fault> {
    db.read(move |c| Box::pin(async move { Ok(find(c, id).await?.map(|one| one.name)) })).await
}

/// The person with this address.
pub async fn find_by_email(c: &mut Conn, email: &Email) -> Result<Option<Person>, Fault> {
    store::person_by_email(c, email.as_str()).await
}

/// Whether anybody has an address elsewhere than under this host, or none.
pub async fn somebody_elsewhere(c: &mut Conn, host: &str) -> Result<bool, Fault> {
    store::somebody_elsewhere(c, host).await
}

/// Gives a person another name.
pub async fn rename(c: &mut Conn, id: PersonId, name: &str) -> Result<(), Fault> {
    store::update_name(c, id, name, keys(name)).await
}

/// Remembers the language a person reads.
#[derive(Debug)]
pub struct ChooseLanguage {
    /// Who.
    pub person: PersonId,
    /// In which.
    pub language: web::Lang,
}
impl db::Work for ChooseLanguage {
    type Done = ();
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<()> {
        Ok(store::update_language(c, self.person, self.language.code()).await?)
    }
}

/// Binds a person to a subject of an identity provider: the pair is the key, never the address (CHK-58).
pub async fn bind_identity(
    c: &mut Conn,
    id: IdentityId,
    person: PersonId,
    (issuer, subject): (&str, &str),
    at: Moment,
) -> Result<(), Fault> {
    store::insert_identity(c, id, person, (issuer, subject), at).await
}

/// The person bound to this subject.
pub async fn of_identity(c: &mut Conn, issuer: &str, subject: &str) -> Result<Option<Person>, Fault> {
    store::person_by_identity(c, issuer, subject).await
}

/// The issuer of the demo's chooser.
pub(super) const DEMO: &str = "demo";

/// Makes a person a persona of the demo, who can be chosen at log-in.
pub async fn bind_persona(
    c: &mut Conn,
    id: IdentityId,
    person: PersonId,
    key: &str,
    at: Moment,
) -> Result<(), Fault> {
    bind_identity(c, id, person, (DEMO, key), at).await
}

/// The personas of the demo: key and person, in the order of their keys.
pub async fn personas(c: &mut Conn) -> Result<Vec<(String, Person)>, Fault> {
    store::persons_of_issuer(c, DEMO).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_in_lower_case_and_nonsense_is_refused() {
        assert_eq!(Email::read(" Ane.Bech@Hospital.DK ").unwrap().as_str(), "ane.bech@hospital.dk");
        for wrong in [
            "",
            "ane",
            "ane@",
            "@h.dk",
            "ane@h",
            "a b@h.dk",
            "a@h.dk, b@h.dk",
            "a@@h.dk",
            "a@h..dk",
            "<a@h.dk>",
        ] {
            assert_eq!(Email::read(wrong), None, "{wrong}");
        }
    }
}
