//! Row texts of published curricula, ready in memory: per version and language they never change.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use base::CurriculumId;
use web::Lang;

use crate::{curricula::Published, show::Say, training::pages::plan::RowText};

/// The texts of all rows of one version in one language, in the order of the curriculum.
type Texts = Arc<Vec<Arc<RowText>>>;

/// Where they stand ready.
#[derive(Debug, Default)]
pub struct RowTexts {
    there: RwLock<HashMap<(CurriculumId, Lang), Texts>>,
}

impl RowTexts {
    /// The texts of a version, made when first asked for.
    pub fn of(&self, say: &Say<'_>, book: &Published) -> Texts {
        let key = (book.id, say.lang);
        if let Some(texts) = self.there.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return texts.clone();
        }
        let text = |one: &domain::curriculum::Requirement| {
            Arc::new(RowText::new(&one.code, one.shown_code(), &say.title(&one.title, &one.code, one.kind)))
        };
        let texts = Arc::new(book.requirements().map(|(_, one)| text(one)).collect::<Vec<_>>());
        self.there.write().unwrap_or_else(PoisonError::into_inner).entry(key).or_insert(texts).clone()
    }
}
