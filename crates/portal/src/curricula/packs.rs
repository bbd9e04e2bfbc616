//! The curricula that come with the program, and those in a folder of further schemes.
//!
//! A real portal gets them without what was made up for show. What is published already stays as it is, also when a later
//! program brings other content under the same version: a published version never changes.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};
use db::{Db, Fault};
use domain::curriculum::{Beside, Curriculum, Form, Known};
use serde::Deserialize;

use super::{NonePublished, Publish, PublishAll, all};
use crate::{installation::Kind, world::World};

/// A file that comes with the program or lies in a scheme's folder.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Its path below the schemes' folder.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// The part of a file that says which version it is.
#[derive(Deserialize)]
struct Head {
    scheme: String,
    code: String,
    version: String,
}

impl From<(String, String, String)> for Pack {
    /// Scheme, file name, text.
    fn from((scheme, name, text): (String, String, String)) -> Self {
        Self { name: format!("{scheme}/curricula/{name}"), text }
    }
}

/// The files in a folder of schemes: `<scheme>/curricula/*.toml`.
pub fn in_folder(schemes: &Path) -> Result<Vec<Pack>> {
    let mut packs = Vec::new();
    let unread = || format!("the folder {} cannot be read", schemes.display());
    for scheme in fs::read_dir(schemes).with_context(unread)? {
        let folder = scheme.with_context(unread)?.path().join("curricula");
        let Ok(files) = fs::read_dir(&folder) else { continue };
        for file in files {
            let path = file.with_context(unread)?.path();
            if path.extension().is_some_and(|ending| ending == "toml") {
                let text = fs::read_to_string(&path)
                    .with_context(|| format!("{} cannot be read", path.display()))?;
                packs.push(Pack { name: path.display().to_string(), text });
            }
        }
    }
    packs.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(packs)
}

/// Publishes what is not there yet, all or nothing, and says how many that were. Only the heads of the others are read, so
/// that a portal that has them all starts without delay.
pub async fn publish_packs(
    db: &Db,
    world: &World,
    known: &Known,
    packs: &[Pack],
    kind: Kind,
) -> Result<usize> {
    let mut last_try = false;
    loop {
        let new = missing(db, world, known, packs, kind).await?;
        let count = new.len();
        if count == 0 {
            return Ok(0);
        }
        match db.write(PublishAll(new)).await {
            Ok(_) => return Ok(count),
            // Another server of this portal starts at the same time and came first.
            Err(NonePublished::Fault(Fault::Constraint { .. }) | NonePublished::Differ(_)) if !last_try => {
                last_try = true;
            }
            Err(error) => {
                return Err(error).context("the curricula that come with the program cannot be published");
            }
        }
    }
}

async fn missing(db: &Db, world: &World, known: &Known, packs: &[Pack], kind: Kind) -> Result<Vec<Publish>> {
    let there = db.read(|c| Box::pin(all(c))).await.context("the published curricula cannot be read")?;
    let mut new = Vec::new();
    for pack in packs {
        let head =
            head(&pack.text).with_context(|| format!("{} does not say which version it is", pack.name))?;
        let is_there = there
            .iter()
            .any(|one| one.scheme == head.scheme && one.code == head.code && one.version == head.version);
        if !is_there {
            new.push(Publish::new(world, parse(pack, known, kind)?));
        }
    }
    Ok(new)
}

fn head(text: &str) -> Result<Head> {
    let end = text.find("[[requirement]]").unwrap_or(text.len());
    Ok(toml::from_str(&text[..end])?)
}

fn parse(pack: &Pack, known: &Known, kind: Kind) -> Result<Curriculum> {
    match Curriculum::read(Form::Toml, pack.text.as_bytes(), &Beside::default(), known) {
        Ok(curriculum) if kind == Kind::Real => Ok(curriculum.without_demo()),
        Ok(curriculum) => Ok(curriculum),
        Err(flaws) => bail!("{}: {} (run attest curriculum check on it)", pack.name, flaws[0]),
    }
}
