//! What an application is about, as the tables have it now: the stages that count, their plans, and the facts the checklist asks for.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use base::{Day, PersonId, PlanId, ProgrammeId, RequirementId};
use db::Conn;
use domain::{
    access::Kind,
    dossier::{self, AttestsFacts, DocumentFacts, Facts, Line, PlanFacts, RequirementFacts},
    refusal::Problem,
    scheme::Scheme,
};
use sealed::Identifier;

use super::Application;
use crate::{
    curricula::Published,
    documents, employments,
    error::{Error, Result},
    identifiers::{self, Unread},
    portal::Call,
    training::{self, Overview, Spot},
};

/// The stages that count, where the trainee is now or was last first, and their plans.
pub(super) struct Stage<'a> {
    pub(super) application: Application<'a>,
    pub(super) trainee: PersonId,
    pub(super) spots: Vec<Spot>,
    pub(super) plans: Vec<OfStage>,
}

/// A trainee's numbers that an application asks for, in its order, as far as they are known.
#[derive(Default)]
pub(super) struct Numbers {
    read: Vec<Identifier>,
    /// Those that are here and cannot be read, by their kinds.
    unread: Vec<(String, Unread)>,
}

impl Numbers {
    /// For what is sealed: one that is here and cannot be read is not left out in silence, for what is sent stays as it is.
    pub(super) fn for_sealing(self) -> Result<Vec<Identifier>> {
        match self.unread.first() {
            None => Ok(self.read),
            Some((kind, why)) => {
                let why = anyhow::Error::from(*why);
                Err(why.context(format!("a number cannot be read that is asked for: {kind}")).into())
            }
        }
    }
}

/// A plan of the stage, as far as it matters here.
pub(super) struct OfStage {
    pub(super) plan: PlanId,
    pub(super) programme: ProgrammeId,
    pub(super) overview: Overview,
}

impl<'a> Stage<'a> {
    /// What a trainee's application of this kind is about.
    pub(super) async fn of(c: &mut Conn, call: &'a Call, trainee: PersonId, kind: &str) -> Result<Self> {
        let application = Application::find(&call.portal, kind);
        let application = application.ok_or_else(|| Error::field("kind", Problem::Unknown))?;
        let spots: Vec<Spot> = training::spots(c, trainee, call.today).await?;
        let spots: Vec<Spot> = spots
            .into_iter()
            .filter(|spot| spot.scheme == application.scheme.code && application.is_for(&spot.stage))
            .collect();
        // Whoever changed specialty applies for the one of today: what was begun before is not asked for.
        let specialty = spots.first().and_then(|spot| spot.specialty.clone());
        let spots: Vec<Spot> = spots
            .into_iter()
            .filter(|spot| spot.specialty.is_none() || spot.specialty == specialty)
            .collect();
        let plans = plans(c, call, trainee, &spots).await?;
        Ok(Self { application, trainee, spots, plans })
    }

    /// The specialty, where the stage has one.
    pub(super) fn specialty(&self) -> Option<String> {
        self.spots.iter().find_map(|spot| spot.specialty.clone())
    }

    /// Whether a programme is one of those that count.
    pub(super) fn has(&self, programme: ProgrammeId) -> bool {
        self.spots.iter().any(|spot| spot.programme == programme)
    }

    /// Whether a document counts for it: put on record in one of its stages, or of a kind for which that says nothing.
    pub(super) fn takes(&self, document: &documents::Document) -> bool {
        self.has(document.programme) || self.application.rules.takes_of_any_stage(&document.kind)
    }

    /// The curricula of the plans.
    pub(super) fn books(&self) -> Vec<Arc<Published>> {
        self.plans.iter().map(|plan| plan.overview.published.clone()).collect()
    }

    /// What the authority asks for, and whether it is there.
    pub(super) async fn checklist(&self, c: &mut Conn, call: &Call) -> Result<Vec<Line>> {
        Ok(dossier::checklist(self.application.rules, &self.facts(c, call).await?))
    }

    /// The trainee's numbers that the authority asks for.
    pub(super) async fn numbers(&self, c: &mut Conn, call: &Call) -> Result<Numbers> {
        let (asked, mut numbers) = (&self.application.rules.identifiers, Numbers::default());
        if asked.is_empty() {
            return Ok(numbers);
        }
        let held = identifiers::held(c, &call.portal, self.trainee).await?;
        for asked in asked {
            let Some(held) = held.iter().find(|held| held.kind.code == asked.kind) else { continue };
            let kind = asked.kind.clone();
            match &held.number {
                Ok(opened) => numbers.read.push(Identifier {
                    kind,
                    salt: hex::encode(opened.salt),
                    value: opened.number.reveal().to_owned(),
                }),
                Err(why) => numbers.unread.push((kind, *why)),
            }
        }
        Ok(numbers)
    }

    async fn facts(&self, c: &mut Conn, call: &Call) -> Result<Facts> {
        let numbers = self.numbers(c, call).await?;
        let stages = training::stages_of(c, self.trainee, call.today).await?;
        let mut facts = Facts {
            today: Some(call.today),
            specialty: self.specialty(),
            ends: stages.iter().filter(|stage| self.has(stage.programme)).map(|stage| stage.until).max(),
            settings: BTreeSet::new(),
            plans: Vec::with_capacity(self.plans.len()),
            employments_confirmed: employments::overview(c, self.trainee).await?.is_confirmed(),
            identifiers: numbers.read.into_iter().map(|one| one.kind).collect(),
            unread: numbers.unread.into_iter().map(|(kind, _)| kind).collect(),
            documents: Vec::new(),
        };
        let mut served = HashMap::new();
        for spot in &self.spots {
            for placement in training::placements_of(c, spot.programme).await? {
                facts.settings.insert(placement.setting);
                served.insert(placement.id, placement.until);
            }
        }
        let fact = |one: documents::Document| DocumentFacts {
            kind: one.kind,
            attests: one.attests.map(|of| AttestsFacts { curriculum: of.curriculum, code: of.code }),
            verified: matches!(one.stands, documents::Stands::Verified(_)),
        };
        let on_file = documents::on_file(c, self.trainee).await?.into_iter();
        facts.documents.extend(on_file.filter(|one| self.takes(one)).map(fact));
        for plan in &self.plans {
            let times = training::times_of(c, plan.plan).await?;
            let last_day =
                |id| times.iter().find(|(of, ..)| *of == id).and_then(|(_, at, _)| served.get(at).copied());
            facts.plans.push(plan_facts(self.application.scheme, &plan.overview, last_day));
        }
        Ok(facts)
    }
}

async fn plans(c: &mut Conn, call: &Call, trainee: PersonId, spots: &[Spot]) -> Result<Vec<OfStage>> {
    let mut all = Vec::new();
    for plan in training::plans_of(c, trainee, call.today).await?.iter().filter(|plan| !plan.archived) {
        let header = training::header(c, plan.id, call.today).await?;
        let here = |programme| spots.iter().any(|spot| spot.programme == programme);
        if let Some(header) = header.filter(|header| here(header.programme)) {
            let overview = training::overview(c, call, &header).await?;
            all.push((header, overview));
        }
    }
    // The specialty before what all have in common: the longest first.
    all.sort_by_key(|(_, overview)| std::cmp::Reverse(overview.published.len()));
    Ok(all
        .into_iter()
        .map(|(header, overview)| OfStage { plan: header.id, programme: header.programme, overview })
        .collect())
}

fn plan_facts(
    scheme: &Scheme,
    overview: &Overview,
    last_day: impl Fn(RequirementId) -> Option<Day>,
) -> PlanFacts {
    let book = &overview.published;
    let requirement = |place: usize| {
        let of = book.at(place);
        let last_day = (of.kind == Kind::Time).then(|| last_day(book.id_at(place))).flatten();
        RequirementFacts {
            code: of.code.clone(),
            kind: of.kind,
            state: overview.state(place),
            opens: scheme.opens(of.kind, last_day),
            last_day,
        }
    };
    PlanFacts {
        curriculum: book.curriculum.code.clone(),
        specialty: book.curriculum.specialty.clone(),
        partial: book.curriculum.partial,
        requirements: (0..book.len()).map(requirement).collect(),
    }
}
