//! Persons: who they are called, where their mail goes, in which language they read.

use base::{IdentityId, Moment, PersonId};
use db::{Conn, Fault};
use domain::refusal::Problem;
use sha2::{Digest as _, Sha256};

use super::store;
use crate::{
    audit::{Act, What, record},
    error::{Error, Result},
    mint,
    world::World,
};

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

/// Makes a person, bound to the address by which they log in. An address belongs to one person only.
pub async fn create(c: &mut Conn, world: &World, new: &NewPerson) -> Result<PersonId> {
    match store::insert_person(c, new, keys(&new.name)).await {
        Err(fault) if fault.constraint() == Some("person_email_key") => {
            return Err(Error::field("email", Problem::Unknown));
        }
        other => other?,
    }
    if let Some(email) = &new.email {
        bound(
            c,
            world,
            Bound { issuer: ADDRESS, subject: Some(email.as_str()), ..Bound::to(new.id, new.at) },
        )
        .await?;
    }
    Ok(new.id)
}

/// What an act calls an address that a person was bound to.
pub(super) const ADDRESS: &str = "email";
/// What an act calls the first password that a person chose.
pub(super) const PASSWORD: &str = "password";

/// A person and what they are known by from now on.
pub(super) struct Bound<'a> {
    /// Who.
    pub(super) person: PersonId,
    /// Who did it; none when the command line or an import did.
    pub(super) by: Option<PersonId>,
    /// Who vouches for the subject: an identity provider, `email` or `password`.
    pub(super) issuer: &'a str,
    /// Their name there; of a password there is none that may be kept.
    pub(super) subject: Option<&'a str>,
    /// When.
    pub(super) at: Moment,
}

impl Bound<'_> {
    /// Bound by nobody to nothing yet.
    pub(super) const fn to(person: PersonId, at: Moment) -> Self {
        Self { person, by: None, issuer: "", subject: None, at }
    }
}

/// Records in the ledger to what a person was bound. The subject's digest is enough to know it again, and names nobody.
pub(super) async fn bound(c: &mut Conn, world: &World, bound: Bound<'_>) -> Result<()> {
    let mut act = Act::new(What::IdentityBound, bound.at);
    act.actor = bound.by;
    act.to = Some(bound.person);
    act.over = Some(bound.issuer.to_owned());
    act.evidence = bound.subject.map(digest).into_iter().collect();
    record(c, world, &act).await.map(drop)
}

/// The digest of a subject, in hex.
pub(super) fn digest(subject: &str) -> String {
    hex::encode(Sha256::digest(subject))
}

/// By what a name is ordered, and by what it is found.
fn keys(name: &str) -> (Vec<u8>, String) {
    (web::format::sort_key(name), web::format::findable(name))
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

/// Gives a person another address to log in with, which nobody else has.
pub async fn readdress(c: &mut Conn, world: &World, id: PersonId, email: &Email) -> Result<()> {
    let at = world.now();
    store::update_email(c, id, email.as_str()).await?;
    bound(c, world, Bound { issuer: ADDRESS, subject: Some(email.as_str()), ..Bound::to(id, at) }).await
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

/// Binds a person to a subject of an identity provider: the pair is the key, never the address.
pub async fn bind_identity(
    c: &mut Conn,
    world: &World,
    person: PersonId,
    (issuer, subject): (&str, &str),
    at: Moment,
) -> Result<()> {
    store::insert_identity(c, mint!(world, IdentityId), person, (issuer, subject), at).await?;
    bound(c, world, Bound { issuer, subject: Some(subject), ..Bound::to(person, at) }).await
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
    world: &World,
    person: PersonId,
    key: &str,
    at: Moment,
) -> Result<()> {
    bind_identity(c, world, person, (DEMO, key), at).await
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
