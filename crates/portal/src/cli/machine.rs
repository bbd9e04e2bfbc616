//! `attest machine`: machines of an authority, and their keys.

use std::{fs, path::Path};

use anyhow::Context as _;
use base::PersonId;
use credential::PublicKey;

use super::{Failure, say, site::Site};
use crate::{
    config::Config,
    machines::{self, AddMachine, ChangeKey, Changed},
    schemes,
};

/// Makes a machine and prints its id.
pub(super) async fn create(config: &Config, name: &str, scheme: &str, key: &Path) -> Result<(), Failure> {
    let name = name.trim();
    if name.is_empty() || domain::text::plain(name, domain::text::NAME_MAX).is_err() {
        return Err(Failure::usage(
            "the name is empty or too long; write it as in --name \"STPS, sagssystem\"",
        ));
    }
    let known = schemes::load(config.schemes.as_deref())?.schemes;
    if !known.contains_key(scheme) {
        let codes: Vec<&str> = known.keys().map(String::as_str).collect();
        return Err(Failure::usage(format!("there is no scheme {scheme}; there are {}", codes.join(", "))));
    }
    let key = public(key)?;
    let site = Site::open(config).await?;
    let (name, scheme) = (name.to_owned(), scheme.to_owned());
    let id = site.db.write(AddMachine { world: site.world.clone(), name, scheme, key }).await?;
    say(id.to_string());
    Ok(())
}

/// Prints the machines, a line each, by name.
pub(super) async fn list(config: &Config) -> Result<(), Failure> {
    let site = Site::open(config).await?;
    let all = site.db.read(|c| Box::pin(machines::all(c))).await?;
    if all.is_empty() {
        say("There is no machine: attest machine create makes one.");
    }
    for one in all {
        let schemes = if one.schemes.is_empty() { "no role".to_owned() } else { one.schemes.join(", ") };
        say(format!("{}  {}: {schemes}; keys that let it in: {}", one.id, one.name, one.keys));
    }
    Ok(())
}

/// Gives a machine another key, or ends one.
pub(super) async fn change_key(
    config: &Config,
    machine: PersonId,
    key: &Path,
    ends: bool,
) -> Result<(), Failure> {
    let key = public(key)?;
    let site = Site::open(config).await?;
    let why = match site.db.write(ChangeKey { machine, key, ends, at: site.world.now() }).await? {
        Changed::Done => return Ok(()),
        Changed::NoMachine => "there is no machine with this id",
        Changed::NoKey => "the machine has no such key, or it is ended already",
        Changed::Ended => "that key was ended and does not come back; make a new one",
        Changed::Full => "the machine has twenty keys; end one first",
    };
    Err(Failure::failed(why))
}

fn public(path: &Path) -> Result<PublicKey, Failure> {
    let text = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    PublicKey::from_text(&text).map_err(|_| {
        Failure::failed(format!("{} is no public key on P-256 (PEM or JSON Web Key)", path.display()))
    })
}
