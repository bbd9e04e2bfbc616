//! Curricula: publishing versions, which never change after, and a shelf on which those in use stand ready in memory.
//!
//! What a curriculum is, its files and their rules are in `domain::curriculum` (docs/curriculum-format.md). Publishing the
//! same content again changes nothing; other content under a published code and version is refused.

pub mod api;
pub mod cli;
mod packs;
mod shelf;
mod store;

use std::collections::BTreeMap;

use base::{CurriculumId, Moment, RequirementId};
use db::{Conn, Db, Fault, Work};
use domain::{
    curriculum::{Curriculum, Known, KnownScheme},
    scheme::Scheme,
};
use sha2::{Digest, Sha256};

pub use packs::{Pack, in_folder, publish_packs};
pub use shelf::{Published, Shelf};
pub use store::Summary;

use crate::{mint, world::World};

/// Why a version was not published.
#[derive(Debug, thiserror::Error)]
pub enum NotPublished {
    /// This code and version are published with other content.
    #[error(
        "{scheme} {code} {version} is published already with other content, and a published version never changes"
    )]
    Differs {
        /// The scheme.
        scheme: String,
        /// The curriculum's code.
        code: String,
        /// The version.
        version: String,
    },
    /// A bug, or the world.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// What publishing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// A new version stands there.
    Published(CurriculumId),
    /// The same content stood there.
    Unchanged(CurriculumId),
}

/// Publishes one version, as a work or as a part of one.
#[derive(Debug, Clone)]
pub struct Publish {
    curriculum: Curriculum,
    original: Option<Vec<u8>>,
    id: CurriculumId,
    requirements: Vec<RequirementId>,
    now: Moment,
    digest: [u8; 32],
}

impl Publish {
    /// Prepares it. `original` is the file as it came, kept when it came as CASE.
    pub fn new(world: &World, curriculum: Curriculum, original: Option<Vec<u8>>) -> Self {
        let requirements = curriculum.requirements.iter().map(|_| mint!(world, RequirementId)).collect();
        let digest = Sha256::digest(curriculum.to_toml()).into();
        Self { id: mint!(world, CurriculumId), requirements, now: world.now(), digest, curriculum, original }
    }

    /// What would be published.
    pub const fn curriculum(&self) -> &Curriculum {
        &self.curriculum
    }

    fn differs(&self) -> NotPublished {
        let Curriculum { scheme, code, version, .. } = self.curriculum.clone();
        NotPublished::Differs { scheme, code, version }
    }

    /// The verb, inside a transaction.
    pub async fn publish(&self, c: &mut Conn) -> Result<Fate, NotPublished> {
        let one = &self.curriculum;
        if let Some(there) = store::content_of(c, &one.scheme, &one.code, &one.version).await? {
            let same_file = match (&self.original, &there.original) {
                (Some(new), Some(old)) => new == old,
                (Some(_) | None, None) | (None, Some(_)) => true,
            };
            let same = there.digest == self.digest && same_file;
            return if same { Ok(Fate::Unchanged(there.id)) } else { Err(self.differs()) };
        }
        store::insert_curriculum(c, self).await?;
        for position in 0..one.requirements.len() {
            store::insert_requirement(c, self, position).await?;
        }
        let ids: BTreeMap<&str, RequirementId> =
            one.requirements.iter().map(|r| r.code.as_str()).zip(self.requirements.iter().copied()).collect();
        for (requirement, id) in one.requirements.iter().zip(&self.requirements) {
            for goal in requirement.supports.iter().filter_map(|code| ids.get(code.as_str())) {
                store::insert_support(c, *id, *goal).await?;
            }
        }
        Ok(Fate::Published(self.id))
    }
}

impl Work for Publish {
    type Done = Fate;
    type Error = NotPublished;
    async fn run(&self, c: &mut Conn) -> Result<Fate, NotPublished> {
        self.publish(c).await
    }
}

/// Publishes several versions, all or none. What differs is named, all of it.
pub struct PublishAll(pub Vec<Publish>);

/// Why none was published.
#[derive(Debug, thiserror::Error)]
pub enum NonePublished {
    /// These are published with other content: their places in the list.
    #[error("{} version(s) are published already with other content", .0.len())]
    Differ(Vec<usize>),
    /// A bug, or the world.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl Work for PublishAll {
    type Done = Vec<Fate>;
    type Error = NonePublished;
    async fn run(&self, c: &mut Conn) -> Result<Vec<Fate>, NonePublished> {
        let (mut fates, mut differ) = (Vec::new(), Vec::new());
        for (n, one) in self.0.iter().enumerate() {
            match one.publish(c).await {
                Ok(fate) => fates.push(fate),
                Err(NotPublished::Differs { .. }) => differ.push(n),
                Err(NotPublished::Fault(fault)) => return Err(fault.into()),
            }
        }
        if differ.is_empty() { Ok(fates) } else { Err(NonePublished::Differ(differ)) }
    }
}

/// Every published version, by scheme, code and version.
pub async fn all(c: &mut Conn) -> Result<Vec<Summary>, Fault> {
    store::all(c).await
}

/// The version with this scheme, code and version, if it is published.
pub async fn find(
    c: &mut Conn,
    scheme: &str,
    code: &str,
    version: &str,
) -> Result<Option<CurriculumId>, Fault> {
    Ok(store::content_of(c, scheme, code, version).await?.map(|there| there.id))
}

/// Reads a published version, for a shelf to keep.
pub async fn read(c: &mut Conn, id: CurriculumId) -> Result<Option<Published>, Fault> {
    store::read(c, id).await
}

/// The file a version came from, when it came as CASE.
pub async fn original(db: &Db, id: CurriculumId) -> Result<Option<Vec<u8>>, Fault> {
    db.read(move |c| Box::pin(store::original(c, id))).await
}

/// What a curriculum's file may name of these schemes.
pub fn known<'a>(schemes: impl Iterator<Item = &'a Scheme>) -> Known {
    let schemes = schemes.map(|scheme| KnownScheme {
        code: scheme.code.clone(),
        stages: scheme.stages.clone(),
        settings: scheme.settings.clone(),
        language: scheme.languages.first().cloned().unwrap_or_else(|| "und".to_owned()),
    });
    Known { schemes: schemes.collect() }
}
