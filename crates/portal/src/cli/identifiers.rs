//! `attest identifiers`: another key for national numbers, and the ways in which they go. They come in by `attest import people`.

use super::{
    Failure,
    persons::{address, known},
    say,
    site::Site,
};
use crate::{
    config::Config,
    identifiers::{self, FILE, Keys, RemoveLost, RemoveNumbers, Rotated},
};

/// Hides all numbers with a new key.
pub(super) async fn rotate(config: &Config) -> Result<(), Failure> {
    let site = Site::open(config).await?;
    match identifiers::rotate(&site.db, &Keys::at(&site.folder), &site.world).await? {
        None => say("No national number was ever kept here: there is no key to change."),
        Some(Rotated { hidden, left, changed }) => {
            say(format!(
                "{hidden} numbers and dossiers are hidden with a new key. Copy {FILE} to every other server of this database, and take a \
                 backup: an older one needs the key that it holds."
            ));
            if left > 0 {
                say(format!("{left} dossier(s) stay as they are: their key is not in {FILE}."));
            }
            if changed > 0 {
                say(format!(
                    "{changed} dossier(s) stay as they are: their own key was changed in the database, and opens nothing. attest ledger \
                     verify names them. The key that hid them stays in {FILE}."
                ));
            }
        }
    }
    Ok(())
}

/// Takes a person's numbers away: of one kind, or all.
pub(super) async fn remove(config: &Config, email: &str, kind: Option<String>) -> Result<(), Failure> {
    let email = address(email)?;
    let site = Site::open(config).await?;
    let person = known(&site, &email).await?.id;
    let gone = site.db.write(RemoveNumbers { world: site.world.clone(), person, kind }).await?;
    say(format!("{gone} number(s) are gone. What was sealed with one keeps it."));
    Ok(())
}

/// Takes away what nobody can read any more, for the key of this name is lost.
pub(super) async fn remove_lost(config: &Config, key: String) -> Result<(), Failure> {
    let site = Site::open(config).await?;
    let work = RemoveLost { world: site.world.clone(), keys: Keys::at(&site.folder), key };
    let gone = site.db.write(work).await?;
    say(format!("{} number(s) are gone; bring them in again with attest import people.", gone.numbers));
    if gone.dossiers > 0 {
        say(format!("{} dossier(s) cannot be opened here until their key is found.", gone.dossiers));
    }
    Ok(())
}
