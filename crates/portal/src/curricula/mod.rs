//! Curricula: publishing versions, which never change after, and a shelf on which those in use stand ready in memory.
//!
//! What a curriculum is, its files and their rules are in `domain::curriculum` (docs/curriculum-format.md). Publishing the
//! same content again changes nothing. A file with the official texts of a version that was published without them adds them
//! beside it; other content under a published code and version is refused.

pub mod api;
pub mod cli;
mod packs;
mod shelf;
mod store;

use std::collections::{BTreeMap, HashMap};

use base::{CurriculumId, Moment, RequirementId};
use db::{Conn, Fault, Work};
use domain::{
    curriculum::{Curriculum, Form, Known, OfficialText, Parting},
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
        /// Where a file with official texts and the version part; nothing when the file has none to give.
        partings: Vec<Parting>,
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
    /// So many official texts were added to the version that stood there.
    TextsAdded(CurriculumId, usize),
    /// Every official text of the file was there already.
    TextsThere(CurriculumId),
}

/// Publishes one version, as a work or as a part of one.
#[derive(Debug, Clone)]
pub struct Publish {
    curriculum: Curriculum,
    original: Option<Vec<u8>>,
    file_digest: [u8; 32],
    id: CurriculumId,
    requirements: Vec<RequirementId>,
    now: Moment,
    digest: [u8; 32],
}

impl Publish {
    /// Prepares it.
    pub fn new(world: &World, curriculum: Curriculum) -> Self {
        let requirements = curriculum.requirements.iter().map(|_| mint!(world, RequirementId)).collect();
        let digest = Sha256::digest(curriculum.to_toml()).into();
        let (id, now) = (mint!(world, CurriculumId), world.now());
        Self { id, requirements, now, digest, curriculum, original: None, file_digest: digest }
    }

    /// Remembers the file it was read from: its digest, which stands beside the texts it brings, and all of one that came as
    /// CASE, to be given out as it came.
    #[must_use]
    pub fn out_of(mut self, file: Vec<u8>, form: Form) -> Self {
        self.file_digest = Sha256::digest(&file).into();
        self.original = (form == Form::Case).then_some(file);
        self
    }

    /// What would be published.
    pub const fn curriculum(&self) -> &Curriculum {
        &self.curriculum
    }

    fn differs(&self, partings: Vec<Parting>) -> NotPublished {
        let Curriculum { scheme, code, version, .. } = self.curriculum.clone();
        NotPublished::Differs { scheme, code, version, partings }
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
            return if same { Ok(Fate::Unchanged(there.id)) } else { self.add_texts(c, there.id).await };
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

    /// Gives the version that is published the official texts it lacks. The version itself, its digest and its titles stay.
    async fn add_texts(&self, c: &mut Conn, id: CurriculumId) -> Result<Fate, NotPublished> {
        if !self.curriculum.has_texts() {
            return Err(self.differs(Vec::new()));
        }
        let Some(book) = store::read(c, id).await? else { return Err(self.differs(Vec::new())) };
        let came = store::texts::all(c, id).await?;
        let all = with(&book, came.iter().cloned());
        let new = all.texts_from(&self.curriculum).map_err(|partings| self.differs(partings))?;
        if new.is_empty() && came.is_empty() {
            return Err(self.differs(Vec::new()));
        }
        for (place, text) in &new {
            store::texts::insert(c, book.id_at(*place), text, &self.file_digest, self.now).await?;
        }
        Ok(if new.is_empty() { Fate::TextsThere(id) } else { Fate::TextsAdded(id, new.len()) })
    }
}

/// A published version with texts that came later.
fn with(book: &Published, texts: impl IntoIterator<Item = (RequirementId, OfficialText)>) -> Curriculum {
    let placed = texts.into_iter().filter_map(|(id, text)| Some((book.place_of(id)?, text)));
    book.curriculum.clone().with_texts(placed)
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
    /// These are published with other content: their places in the list, and where files with texts and versions part.
    #[error("{} version(s) are published already with other content", .0.len())]
    Differ(Vec<(usize, Vec<Parting>)>),
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
                Err(NotPublished::Differs { partings, .. }) => differ.push((n, partings)),
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

/// The official text of the requirement at a place: that which the version was published with, or that which came later.
pub async fn official_text(
    c: &mut Conn,
    book: &Published,
    place: usize,
) -> Result<Option<OfficialText>, Fault> {
    match book.curriculum.text_at(place) {
        Some(text) => Ok(Some(text)),
        None => store::texts::of(c, book.id_at(place)).await,
    }
}

/// The official texts that came to a version later, to search in.
pub async fn later_texts(c: &mut Conn, id: CurriculumId) -> Result<HashMap<RequirementId, String>, Fault> {
    let all = store::texts::all(c, id).await?;
    Ok(all.into_iter().map(|(requirement, text)| (requirement, text.body)).collect())
}

/// A published version with every official text that came later.
pub async fn with_texts(c: &mut Conn, book: &Published) -> Result<Curriculum, Fault> {
    Ok(with(book, store::texts::all(c, book.id).await?))
}

/// The file a version came from, when it came as CASE and nothing was added to it.
pub async fn original(c: &mut Conn, id: CurriculumId) -> Result<Option<Vec<u8>>, Fault> {
    let original = store::original(c, id).await?;
    let added = original.is_some() && !store::texts::all(c, id).await?.is_empty();
    Ok(original.filter(|_| !added))
}

/// What a curriculum's file may name of these schemes.
pub fn known<'a>(schemes: impl Iterator<Item = &'a Scheme>) -> Known {
    Known { schemes: schemes.map(Scheme::known).collect() }
}
