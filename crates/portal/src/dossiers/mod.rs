//! What is sent to the authority: whether a trainee is ready, line by line, and who can act on what is missing.

pub mod api;
mod compared;
mod gather;
pub mod pages;
mod seal;
mod store;
pub mod web;

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
    time::Duration,
};

use ::web::front::Larger;
use base::{Day, PersonId, PlanId, ProgrammeId, RequirementId};
use db::Conn;
use domain::{
    access::{Act as Want, Kind, StandingKind, Subject},
    dossier::{self, AttestsFacts, DocumentFacts, Facts, Line, PlanFacts, RequirementFacts, Topic},
    refusal::Problem,
    scheme::{Dossier, Scheme},
};

pub use compared::compare;
pub use seal::{SealDossier, Verdict, any_file, content_of, file, made, open, room, sealed_by, verdict};
pub use store::Dossier as Sealed;

use crate::{
    access::{self, Approver, At},
    curricula::Published,
    documents, employments,
    error::{Error, Result},
    portal::{Call, Portal},
    training::{self, Overview, Spot},
};

/// With which key a portal's dossiers are sealed, and whose are believed there.
#[derive(Debug)]
pub struct Sealing {
    /// The key.
    pub key: ledger::Key,
    /// What the portal publishes: this key, earlier ones, and those of its ledger.
    pub keys: sealed::KeyList,
}

/// What a dossier's file is.
pub const FILE_TYPE: &str = "application/json";
/// The largest file that is checked, in bytes.
pub const FILE_BYTES_MAX: usize = 16 * 1024 * 1024;
/// How long it may take to come.
const FILE_TIME_MAX: Duration = Duration::from_secs(120);

/// Where files to be checked are sent.
pub const LARGER: [Larger; 2] = [
    Larger { path: "/verify", body_bytes_max: FILE_BYTES_MAX, time_max: FILE_TIME_MAX },
    Larger { path: "/api/v1/dossiers/verify", body_bytes_max: FILE_BYTES_MAX, time_max: FILE_TIME_MAX },
];

/// The most people named who can act on one line.
const WHO_MAX: usize = 5;

/// What somebody applies for, and under whose rules.
#[derive(Debug, Clone, Copy)]
pub struct Application<'a> {
    /// Its code: `dk-selvstaendigt-virke`.
    pub kind: &'a str,
    /// The scheme it belongs to.
    pub scheme: &'a Scheme,
    /// What it asks for.
    pub rules: &'a Dossier,
}

impl<'a> Application<'a> {
    /// The one with this code, in whichever scheme.
    pub fn find(portal: &'a Portal, kind: &str) -> Option<Self> {
        portal.schemes.values().find_map(|scheme| {
            let (kind, rules) = scheme.dossiers.get_key_value(kind)?;
            Some(Self { kind, scheme, rules })
        })
    }

    /// Whether a stage is one at whose end it is made.
    fn is_for(&self, stage: &str) -> bool {
        let joint = |joint: &&Vec<String>| {
            [&*self.rules.stage, stage].iter().all(|one| joint.iter().any(|of| of == one))
        };
        stage == self.rules.stage || self.scheme.joint_stages.iter().any(|one| joint(&one))
    }
}

/// Whether anything is sent to the authority at the end of a stage.
pub fn is_for(scheme: &Scheme, stage: &str) -> bool {
    scheme.dossiers.iter().any(|(kind, rules)| Application { kind, scheme, rules }.is_for(stage))
}

/// Those that a trainee can come to, by the stages that have begun.
pub async fn applications<'a>(
    c: &mut Conn,
    call: &'a Call,
    trainee: PersonId,
) -> Result<Vec<Application<'a>>> {
    let spots = training::spots(c, trainee, call.today).await?;
    let mut all = Vec::new();
    for scheme in call.portal.schemes.values() {
        for (kind, rules) in &scheme.dossiers {
            let one = Application { kind, scheme, rules };
            if spots.iter().any(|spot| spot.scheme == scheme.code && one.is_for(&spot.stage)) {
                all.push(one);
            }
        }
    }
    Ok(all)
}

/// A line, and who can act on what it lacks.
#[derive(Debug, Clone)]
pub struct ReadyLine {
    /// The line.
    pub line: Line,
    /// Who can act; empty: the trainee, only time, or nobody just now.
    pub who: Vec<Approver>,
    /// Whether it is the trainee who acts.
    pub oneself: bool,
}

/// How ready somebody is.
#[derive(Debug, Clone)]
pub struct Readiness {
    /// Whether all is there.
    pub met: bool,
    /// The lines.
    pub lines: Vec<ReadyLine>,
    /// The curricula of the plans that lines name, in their order.
    pub books: Vec<Arc<Published>>,
    /// To which programme documents for it belong: the present one, or the last.
    pub programme: Option<ProgrammeId>,
}

/// A plan of the stage, as far as it matters here.
struct OfStage {
    plan: PlanId,
    programme: ProgrammeId,
    overview: Overview,
}

/// How ready a trainee is for an application, today.
pub async fn readiness(c: &mut Conn, call: &Call, trainee: PersonId, kind: &str) -> Result<Readiness> {
    let Stage { application, spots, plans } = stage(c, call, trainee, kind).await?;
    let facts = facts(c, call, trainee, &application, &spots, &plans).await?;
    let lines = dossier::checklist(application.rules, &facts);
    let met = dossier::is_ready(&lines);
    let verifiers = if lines.iter().any(awaits_a_look) {
        named(documents::verifiers(c, call, trainee, &application.scheme.code).await?)
    } else {
        Vec::new()
    };
    let mut ready = Vec::with_capacity(lines.len());
    for line in lines {
        ready.push(if awaits_a_look(&line) {
            ReadyLine { line, who: verifiers.clone(), oneself: false }
        } else {
            who_can_act(c, call, trainee, &application, &spots, &plans, line).await?
        });
    }
    let books = plans.into_iter().map(|plan| plan.overview.published).collect();
    Ok(Readiness { met, lines: ready, books, programme: spots.first().map(|spot| spot.programme) })
}

/// What an application is about: the stages that count, where the trainee is now or was last first, and their plans.
struct Stage<'a> {
    application: Application<'a>,
    spots: Vec<Spot>,
    plans: Vec<OfStage>,
}

impl Stage<'_> {
    fn specialty(&self) -> Option<String> {
        self.spots.iter().find_map(|spot| spot.specialty.clone())
    }
}

async fn stage<'a>(c: &mut Conn, call: &'a Call, trainee: PersonId, kind: &str) -> Result<Stage<'a>> {
    let application = Application::find(&call.portal, kind);
    let application = application.ok_or_else(|| Error::field("kind", Problem::Unknown))?;
    let spots: Vec<Spot> = training::spots(c, trainee, call.today).await?;
    let spots: Vec<Spot> = spots
        .into_iter()
        .filter(|spot| spot.scheme == application.scheme.code && application.is_for(&spot.stage))
        .collect();
    // Whoever changed specialty applies for the one of today: what was begun before is not asked for.
    let specialty = spots.first().and_then(|spot| spot.specialty.clone());
    let spots: Vec<Spot> =
        spots.into_iter().filter(|spot| spot.specialty.is_none() || spot.specialty == specialty).collect();
    let plans = plans(c, call, trainee, &spots).await?;
    Ok(Stage { application, spots, plans })
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

async fn facts(
    c: &mut Conn,
    call: &Call,
    trainee: PersonId,
    of: &Application<'_>,
    spots: &[Spot],
    plans: &[OfStage],
) -> Result<Facts> {
    let stages = training::stages_of(c, trainee, call.today).await?;
    let here = |programme: ProgrammeId| spots.iter().any(|spot| spot.programme == programme);
    let mut facts = Facts {
        today: Some(call.today),
        specialty: spots.iter().find_map(|spot| spot.specialty.clone()),
        ends: stages.iter().filter(|stage| here(stage.programme)).map(|stage| stage.until).max(),
        settings: BTreeSet::new(),
        plans: Vec::with_capacity(plans.len()),
        employments_confirmed: employments::overview(c, trainee).await?.is_confirmed(),
        documents: Vec::new(),
    };
    let mut served = HashMap::new();
    for spot in spots {
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
    let on_file = documents::on_file(c, trainee).await?.into_iter();
    facts.documents.extend(on_file.filter(|one| here(one.programme)).map(fact));
    for plan in plans {
        let times = training::times_of(c, plan.plan).await?;
        let last_day =
            |id| times.iter().find(|(of, _)| *of == id).and_then(|(_, at)| served.get(at).copied());
        facts.plans.push(plan_facts(of.scheme, &plan.overview, last_day));
    }
    Ok(facts)
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

/// Whether a document for it is on record and waits for somebody who has seen the original.
fn awaits_a_look(line: &Line) -> bool {
    line.claimed && matches!(line.topic, Topic::Document(_) | Topic::Time { .. })
}

/// Of what waits for no look at an original.
async fn who_can_act(
    c: &mut Conn,
    call: &Call,
    trainee: PersonId,
    of: &Application<'_>,
    spots: &[Spot],
    plans: &[OfStage],
    line: Line,
) -> Result<ReadyLine> {
    let nobody = |line, oneself| Ok(ReadyLine { line, who: Vec::new(), oneself });
    if line.met {
        return nobody(line, false);
    }
    let scheme = of.scheme.code.as_str();
    let place = match &line.topic {
        Topic::Window | Topic::Plan(_) | Topic::Lacks(_) => return nobody(line, false),
        Topic::Employments | Topic::Document(_) => return nobody(line, true),
        Topic::Requirements { plan, .. } | Topic::Time { plan, .. } => *plan,
    };
    let (Some(plan), Some(code)) = (plans.get(place), line.missing.first()) else {
        return nobody(line, false);
    };
    let book = plan.overview.published.clone();
    let Some((id, requirement)) = book.by_code(code) else { return nobody(line, false) };
    let setting = spots.iter().find(|spot| spot.programme == plan.programme).map(|spot| &*spot.setting);
    let subject = Subject::Requirement {
        scheme,
        setting: setting.unwrap_or_default(),
        trainee,
        kind: requirement.kind,
        attested_by: of.scheme.signers(requirement),
        proposed_by: None,
    };
    let kinds: BTreeSet<StandingKind> = call.portal.policies.who(Want::Attest, &subject);
    let at = At { programme: plan.programme, requirement: Some(id) };
    let who = named(access::approvers(c, call.today, at, kinds, trainee).await?);
    Ok(ReadyLine { line, who, oneself: false })
}

fn named(mut who: Vec<Approver>) -> Vec<Approver> {
    who.truncate(WHO_MAX);
    who
}
