//! `attest admin create`, `attest person link`, `attest token create`, `list` and `end`.

use base::{Moment, Period, PersonId, TokenId};
use db::Conn;
use domain::access::Role;
use web::cookie::Token;

use super::{Failure, say, site::Site};
use crate::{
    config::Config,
    error::{Error, Result},
    mint,
    people::{self, Email, EndToken, LINK_HOURS, MakeToken, NewGrant, NewPerson, Over, Person, Scope},
    world::World,
};

/// Makes an administrator, or gives the role to somebody who is here, and prints a link that logs in once.
pub(super) async fn create_admin(config: &Config, email: &str, name: &str) -> Result<(), Failure> {
    let email = address(email)?;
    let name = name.trim();
    if name.is_empty() || domain::text::plain(name, domain::text::NAME_MAX).is_err() {
        return Err(Failure::usage("the name is empty or too long; write it as in --name \"Eva Holm\""));
    }
    let site = Site::open(config).await?;
    let link = Token::new(site.world.random());
    let work = MakeAdmin { world: site.world.clone(), email, name: name.to_owned(), link: link.clone() };
    site.db.write(work).await?;
    print_link(&site, &link);
    Ok(())
}

struct MakeAdmin {
    world: World,
    email: Email,
    name: String,
    link: Token,
}
impl db::Work for MakeAdmin {
    type Done = ();
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<()> {
        let (at, today) = (self.world.now(), self.world.today());
        let person = match people::find_by_email(c, &self.email).await? {
            Some(there) => there.id,
            None => {
                let (id, email) = (mint!(self.world, PersonId), Some(self.email.clone()));
                let new = NewPerson { id, name: self.name.clone(), email, language: None, at };
                people::create(c, &self.world, &new).await?
            }
        };
        let held = people::grants_of(c, person, today).await?;
        if !held.iter().any(|grant| grant.role == Role::Administrator) {
            let period = Period { from: today, until: None };
            let new = NewGrant {
                person,
                role: Role::Administrator,
                scheme: String::new(),
                over: Over::Portal,
                period,
            };
            people::grant_role(c, &self.world, None, &new).await?;
        }
        people::make_link(c, person, &self.link, at).await
    }
}

/// Prints a link that logs a person in once.
pub(super) async fn link(config: &Config, email: &str) -> Result<(), Failure> {
    let email = address(email)?;
    let site = Site::open(config).await?;
    let person = known(&site, &email).await?;
    let link = Token::new(site.world.random());
    site.db.write(MakeLink { person: person.id, link: link.clone(), at: site.world.now() }).await?;
    print_link(&site, &link);
    Ok(())
}

struct MakeLink {
    person: PersonId,
    link: Token,
    at: Moment,
}
impl db::Work for MakeLink {
    type Done = ();
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<()> {
        people::make_link(c, self.person, &self.link, self.at).await
    }
}

fn print_link(site: &Site, link: &Token) {
    say(format!("{}/login/link/{}", site.address(), link.text()));
    say(format!(
        "Works once, for {LINK_HOURS} hours; links made before do not work any more. Whoever has it is that person: \
         send it to nobody else."
    ));
    if site.config.public_url.is_none() {
        say(format!(
            "It assumes that people reach the portal at {}; name the address they type as public_url in the settings.",
            site.address()
        ));
    }
}

/// Makes a token and prints it, the only time it is shown.
pub(super) async fn create_token(
    config: &Config,
    email: &str,
    days: u16,
    scope: &str,
) -> Result<(), Failure> {
    let email = address(email)?;
    let scope = Scope::from_code(scope)
        .filter(|scope| *scope != Scope::Fetch)
        .ok_or_else(|| Failure::usage("the scope is read or write"))?;
    let site = Site::open(config).await?;
    let person = known(&site, &email).await?.id;
    let token = Token::new(site.world.random());
    let id = mint!(site.world, TokenId);
    let work = MakeToken { id, token: token.digest(), person, scope, days, at: site.world.now() };
    site.db.write(work).await?;
    say(token.text());
    Ok(())
}

/// Prints a line for each token that lets through.
pub(super) async fn list_tokens(config: &Config, email: &str) -> Result<(), Failure> {
    let email = address(email)?;
    let site = Site::open(config).await?;
    let (person, now) = (known(&site, &email).await?.id, site.world.now());
    let read = site
        .db
        .read(move |c| Box::pin(async move { Ok::<_, Error>(people::tokens_of(c, person, now).await?) }));
    let tokens = read.await?;
    if tokens.is_empty() {
        say(format!("{} has no token.", email.as_str()));
    }
    for token in tokens {
        say(format!(
            "{}  {:5}  made {}, runs out {}",
            token.id,
            token.scope.code(),
            token.created_at,
            token.expires_at
        ));
    }
    Ok(())
}

/// Ends one token, or all of a person.
pub(super) async fn end_tokens(config: &Config, email: &str, token: Option<TokenId>) -> Result<(), Failure> {
    let email = address(email)?;
    let site = Site::open(config).await?;
    let person = known(&site, &email).await?.id;
    let ended = site.db.write(EndToken { person, token, at: site.world.now() }).await?;
    if ended == 0 && token.is_some() {
        let what = format!("{} has no such token", email.as_str());
        return Err(Failure::failed(format!("{what}; see attest token list --person {}", email.as_str())));
    }
    say(format!("{ended} token(s) ended."));
    Ok(())
}

pub(super) fn address(text: &str) -> Result<Email, Failure> {
    Email::read(text).ok_or_else(|| {
        Failure::usage(format!("{text:?} is no e-mail address; write it as in ane@hospital.example"))
    })
}

pub(super) async fn known(site: &Site, email: &Email) -> Result<Person, Failure> {
    let asked = email.clone();
    let found =
        site.db.read(move |c| Box::pin(async move { people::find_by_email(c, &asked).await })).await?;
    found.ok_or_else(|| {
        let what = format!("nobody here has the address {}", email.as_str());
        Failure::failed(format!("{what}; see attest import people --help, or attest admin create --help"))
    })
}
