//! The curricula that a synthetic nation's trainees follow.

use std::sync::Arc;

use anyhow::{Context as _, Result};
use base::RequirementId;
use db::Db;
use domain::{
    access::{Kind, Role},
    signoff::Asked,
};

use crate::{
    curricula::{self, Published, Shelf},
    schemes::Rules,
};

/// A curriculum that trainees follow.
#[derive(Clone)]
pub(super) struct Book {
    pub(super) scheme: &'static str,
    pub(super) stage: &'static str,
    pub(super) title: &'static str,
    pub(super) months: i32,
    pub(super) placements: i32,
    pub(super) published: Arc<Published>,
    /// Whether goals are advised on before they are approved.
    pub(super) advised: bool,
    /// Whether a leader approves goals; else a supervisor does.
    pub(super) leader_approves: bool,
    pub(super) language: &'static str,
    asked: Arc<[Asked]>,
}

/// Norwegian anaesthesia, Danish orthopaedics and Danish basic training, in this order.
pub(super) async fn books(db: &Db, rules: &Rules) -> Result<Vec<Book>> {
    let mut books = Vec::new();
    for (scheme, language, code, version, stage, title, months, placements) in [
        ("no", "nb", "ANE", "2019", "lis3", "Anestesiologi", 60, 1),
        ("dk", "da", "ORTO-I", "2021", "introduktion", "Ortopædisk kirurgi", 12, 1),
        ("dk", "da", "KBU", "2017-03-30", "kbu", "Klinisk basisuddannelse", 12, 2),
    ] {
        let published = db
            .read(move |c| {
                Box::pin(async move {
                    let id = curricula::find(c, scheme, code, version).await?;
                    let id = id.with_context(|| format!("the curriculum {code} {version} is not here"))?;
                    Ok::<_, anyhow::Error>(Shelf::default().get(c, id).await?)
                })
            })
            .await?;
        let rules = rules.schemes.get(scheme).with_context(|| format!("the scheme {scheme} is not here"))?;
        let asked = published.requirements().map(|(_, one)| rules.asked(one)).collect();
        let advised = rules.advice.is_some();
        let leader_approves = rules.attested_by(Kind::Goal, false, &[]).contains(&Role::Leader);
        books.push(Book {
            scheme,
            stage,
            title,
            months,
            placements,
            published,
            advised,
            leader_approves,
            language,
            asked,
        });
    }
    Ok(books)
}

impl Book {
    pub(super) fn asked(&self, place: usize) -> Asked {
        self.asked[place]
    }
    pub(super) fn asked_of(&self, requirement: RequirementId) -> Option<Asked> {
        self.published.place_of(requirement).map(|place| self.asked[place])
    }
}
