//! Published versions in memory. They never change, so one that was read once is good for ever.

use std::{
    collections::HashMap,
    sync::{Arc, RwLock},
};

use base::{CurriculumId, Moment, RequirementId};
use db::{Conn, Fault};
use domain::curriculum::{CaseIds, Curriculum, Requirement};

/// A published version with its ids, and who supports whom. Requirements are named by their place in the list.
#[derive(Debug)]
pub struct Published {
    /// Its id.
    pub id: CurriculumId,
    /// When it was published.
    pub at: Moment,
    /// What it says.
    pub curriculum: Curriculum,
    ids: Vec<RequirementId>,
    by_id: HashMap<RequirementId, usize>,
    by_code: HashMap<String, usize>,
    goals_of: Vec<Vec<usize>>,
    activities_of: Vec<Vec<usize>>,
}

impl Published {
    pub(super) fn new(id: CurriculumId, at: Moment, curriculum: Curriculum, ids: Vec<RequirementId>) -> Self {
        let codes = curriculum.requirements.iter().map(|one| one.code.clone());
        let by_code: HashMap<String, usize> = codes.zip(0..).collect();
        let by_id = ids.iter().copied().zip(0..).collect();
        let mut activities_of = vec![Vec::new(); ids.len()];
        let mut goals_of = vec![Vec::new(); ids.len()];
        for (n, one) in curriculum.requirements.iter().enumerate() {
            for goal in one.supports.iter().filter_map(|code| by_code.get(code)) {
                goals_of[n].push(*goal);
                activities_of[*goal].push(n);
            }
        }
        Self { id, at, curriculum, ids, by_id, by_code, goals_of, activities_of }
    }

    /// How many requirements there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }
    /// Whether there is none, which never is.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
    /// The requirement at a place in the list.
    pub fn at(&self, place: usize) -> &Requirement {
        &self.curriculum.requirements[place]
    }
    /// The id of the requirement at a place.
    pub fn id_at(&self, place: usize) -> RequirementId {
        self.ids[place]
    }
    /// Where the requirement with this id stands; none when it is another curriculum's.
    pub fn place_of(&self, id: RequirementId) -> Option<usize> {
        self.by_id.get(&id).copied()
    }
    /// Where the requirement with this code stands.
    pub fn place_of_code(&self, code: &str) -> Option<usize> {
        self.by_code.get(code).copied()
    }
    /// The requirement with this id.
    pub fn requirement(&self, id: RequirementId) -> Option<&Requirement> {
        self.place_of(id).map(|place| self.at(place))
    }
    /// The requirement with this code, and its id.
    pub fn by_code(&self, code: &str) -> Option<(RequirementId, &Requirement)> {
        self.place_of_code(code).map(|place| (self.id_at(place), self.at(place)))
    }
    /// Every requirement with its id, in order.
    pub fn requirements(&self) -> impl ExactSizeIterator<Item = (RequirementId, &Requirement)> {
        self.ids.iter().copied().zip(&self.curriculum.requirements)
    }
    /// The places of the goals that the activity at `place` supports.
    pub fn goals_of(&self, place: usize) -> &[usize] {
        &self.goals_of[place]
    }
    /// The places of the activities that support the goal at `place`.
    pub fn activities_of(&self, place: usize) -> &[usize] {
        &self.activities_of[place]
    }
    /// Every theme, in order.
    pub fn themes(&self) -> Vec<&str> {
        distinct(self.curriculum.requirements.iter().filter_map(|one| one.theme.as_deref()))
    }
    /// Every arena, in order.
    pub fn arenas(&self) -> Vec<&str> {
        distinct(self.curriculum.requirements.iter().filter_map(|one| one.arena.as_deref()))
    }
    /// Whether the requirement at `place` is learnt in this arena: by its own word, or one of its activities is.
    pub fn is_in_arena(&self, place: usize, arena: &str) -> bool {
        let says = |place: usize| self.at(place).arena.as_deref() == Some(arena);
        says(place) || self.activities_of(place).iter().any(|activity| says(*activity))
    }
    /// What a CASE package of it needs.
    pub fn case_ids(&self) -> CaseIds<'_> {
        CaseIds { curriculum: self.id, requirements: &self.ids, published_at: self.at }
    }
}

fn distinct<'a>(all: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for one in all {
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}

/// Where published versions stand ready. Cheap to clone; each version is read once, when it is first asked for.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    there: Arc<RwLock<HashMap<CurriculumId, Arc<Published>>>>,
}

impl Shelf {
    /// The version, if it stands there already.
    pub fn ready(&self, id: CurriculumId) -> Option<Arc<Published>> {
        let there = self.there.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        there.get(&id).cloned()
    }

    /// The version with this id. Not to be asked in the work that publishes it, which may yet be rolled back.
    pub async fn find(&self, c: &mut Conn, id: CurriculumId) -> Result<Option<Arc<Published>>, Fault> {
        if let Some(ready) = self.ready(id) {
            return Ok(Some(ready));
        }
        let Some(read) = super::read(c, id).await? else { return Ok(None) };
        let read = Arc::new(read);
        let mut there = self.there.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        Ok(Some(there.entry(id).or_insert(read).clone()))
    }

    /// The version a plan of ours names: that it is not there is a bug.
    pub async fn get(&self, c: &mut Conn, id: CurriculumId) -> Result<Arc<Published>, Fault> {
        let found = self.find(c, id).await?;
        found
            .ok_or_else(|| Fault::Broken(format!("no curriculum has the id {id}, which a row of ours names")))
    }
}
