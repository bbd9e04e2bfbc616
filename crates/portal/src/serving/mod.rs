//! Opening a portal and answering for it: rules, database, ledger, listening, health, metrics, and an end in good order.

mod keys;
mod metrics;
pub mod tidy;
pub mod web;

use std::{path::Path, sync::Arc};

use ::web::{Lang, cookie::Cookie};
use anyhow::{Context as _, Result};
use db::Db;
use ledger::{Folder, Ledger};

pub use self::web::{Listening, Peer, listen};
use crate::{
    audit::{self, NameKey},
    config::Config,
    curricula::{self, Shelf},
    deliveries::Ways,
    documents::Files,
    dossiers::{self, Press},
    error::Error,
    identifiers,
    installation::{self, Claimed, Kind},
    people::Logins,
    portal::{App, Portal},
    schemes,
    training::web::RowTexts,
    world::World,
};

/// A portal that is open but does not answer yet.
pub struct Opened {
    /// The portal.
    pub app: App,
    /// Whether its data is new, and what ran on it.
    pub claimed: Claimed,
}

/// Opens the portal whose data is in `folder`, of this kind and no other, and brings it up to date.
pub async fn open(config: &Config, folder: &Path, kind: Kind, world: World) -> Result<Opened> {
    let rules = schemes::load(config.schemes.as_deref())?;
    let db = installation::open(config, folder).await?;
    let claimed = installation::claim(&db, kind, world.now()).await?;
    installation::make_private(folder)?;
    Files::at(&folder.join(installation::DOCUMENTS)).make()?;
    if kind == Kind::Demo {
        keys::place_demo_key(folder)?;
    }
    let app = assemble(config, folder, kind, world, rules, db).await?;
    let known = curricula::known(app.schemes.values());
    let packs = schemes::packs(config.schemes.as_deref())?;
    curricula::publish_packs(&app.db, &app.world, &known, &packs, kind).await?;
    Ok(Opened { app, claimed })
}

/// Puts a portal together from its parts; the database is up to date.
pub async fn assemble(
    config: &Config,
    folder: &Path,
    kind: Kind,
    world: World,
    rules: schemes::Rules,
    db: Db,
) -> Result<App> {
    let origin = origin(config, kind, &world);
    let dice = world.clone();
    let ledger = Ledger::open(db.clone(), Folder::at(folder), &origin, move || dice.random());
    let ledger = ledger.await.context("the ledger cannot be opened")?;
    let made = keys::Made {
        files: db.read(|c| Box::pin(dossiers::any_file(c))).await.map_err(Error::into_fault)?,
        papers: db.read(|c| Box::pin(dossiers::any_paper(c))).await.map_err(Error::into_fault)?,
    };
    let (sealing, issuing) = keys::sealing(folder, kind, &world, &ledger, made, &config.site())?;
    if kind == Kind::Real && config.public_url.is_none() {
        tracing::warn!(
            "public_url is not set: credentials and papers will name the address that this machine listens at, for life"
        );
    }
    name_key(&db, &ledger, &world).await.context("the ledger's key cannot be named")?;
    let identifiers = identifiers::Keys::at(folder);
    tell_of_lost_numbers(&db, &identifiers).await;
    let ways = Ways::of(config, &rules.schemes)?;
    ways.check(&db).await?;
    Ok(Arc::new(Portal {
        ways,
        db,
        world,
        schemes: rules.schemes,
        policies: rules.policies,
        rule_texts: rules.texts,
        sealing,
        issuing,
        press: Press::of(config).context("the program that sets papers cannot be named")?,
        ledger,
        logins: Logins::default(),
        cookie: cookie(config, kind),
        kind,
        lang: Lang::Da,
        shelf: Shelf::default(),
        files: Files::at(&folder.join(installation::DOCUMENTS)),
        identifiers,
        row_texts: RowTexts::default(),
    }))
}

/// A portal without the keys of its national numbers serves on and shows none of them.
async fn tell_of_lost_numbers(db: &Db, keys: &identifiers::Keys) {
    match identifiers::stands(db, keys).await {
        Ok(identifiers::Stands::Lost(many, key)) => tracing::error!(
            many,
            key,
            "National numbers cannot be read, nor dossiers in which they stand: their key is not in identifiers.key; put it back"
        ),
        Ok(identifiers::Stands::Shut { dossiers, key, .. }) => tracing::warn!(
            dossiers,
            key,
            "Sealed dossiers cannot be opened: their key is not in identifiers.key"
        ),
        Ok(identifiers::Stands::None | identifiers::Stands::Kept(_)) => {}
        Err(why) => tracing::error!("National numbers cannot be read: {:#}", why.into_fault()),
    }
}

/// The ledger says itself which key signs it: when it is made, and whenever another takes its place.
async fn name_key(db: &Db, ledger: &Ledger, world: &World) -> Result<()> {
    let Some(key) = ledger.verifier().map(ToString::to_string) else { return Ok(()) };
    let asked = key.clone();
    let named = db.read(move |c| Box::pin(async move { audit::is_named(c, &asked).await }));
    if !named.await.map_err(Error::into_fault)? {
        let work = NameKey { world: world.clone(), key, at: world.now() };
        db.write(work).await.map_err(Error::into_fault)?;
    }
    Ok(())
}

/// The name that the ledger's key gets when it is made: the portal's address, or something nobody else has.
fn origin(config: &Config, kind: Kind, world: &World) -> String {
    let host = config
        .public_url
        .as_deref()
        .and_then(|url| url.split_once("://"))
        .map(|(_, host)| host.trim_end_matches('/'));
    match (kind, host) {
        (Kind::Demo, _) => sealed::demo_key(true).verifier().name().to_owned(),
        (Kind::Real, Some(host)) => host.to_owned(),
        (Kind::Real, None) => {
            let some = hex::encode(world.random::<8>());
            format!("portal-{some}.attest.invalid")
        }
    }
}

/// The guarded cookie wherever a browser keeps it. A portal without an address of its own that listens on this machine only stands behind
/// something that speaks https; a demo stands there alone, and not every browser keeps that cookie over http.
fn cookie(config: &Config, kind: Kind) -> Cookie {
    let alone = kind == Kind::Demo && config.public_url.is_none();
    if is_trustworthy(config) && !alone { Cookie::Guarded } else { Cookie::Plain }
}

/// Whether browsers reach the portal over https, or on this machine.
pub(crate) fn is_trustworthy(config: &Config) -> bool {
    match config.public_url.as_deref() {
        Some(url) => url.starts_with("https://"),
        None => config.listen.ip().is_loopback(),
    }
}
