//! The result, counted again: acts folded by the enclosed rules, requirement by requirement, and then what the authority asks for.

use std::collections::{BTreeMap, BTreeSet};

use base::{ActId, DocumentId, PlanId};
use domain::{
    access::Kind,
    act::{Act, What},
    curriculum::{Beside, Curriculum, Form, Known},
    dossier::{self, AttestsFacts, DocumentFacts, Facts, PlanFacts, RequirementFacts},
    employment,
    scheme::Scheme,
    signoff::{Folded, in_order},
};
use sha2::{Digest as _, Sha256};

use crate::{
    Wrong,
    content::{Content, Document, Plan},
    outcome::{Line, Outcome, Requirement},
};

/// A record whose rules and acts were read, and what follows from them.
#[derive(Debug, Clone)]
pub struct Counted {
    /// What follows.
    pub outcome: Outcome,
    /// Whether the applicant confirmed the overview of employments as it is here.
    pub employments_confirmed: bool,
    pub(crate) scheme: Scheme,
    pub(crate) curricula: Vec<Curriculum>,
    pub(crate) acts: BTreeMap<ActId, Act>,
}

impl Counted {
    /// The curriculum of a plan.
    pub(crate) fn curriculum(&self, plan: &Plan) -> Option<&Curriculum> {
        self.curricula.iter().find(|one| one.code == plan.curriculum && one.version == plan.version)
    }

    /// The act with this id.
    pub fn act(&self, id: ActId) -> Option<&Act> {
        self.acts.get(&id)
    }

    /// The act by which somebody saw a document's original, the last of several; none where that was taken back after it.
    pub fn saw_original(&self, document: DocumentId) -> Option<&Act> {
        let sights = self.acts.iter().filter(|(_, act)| {
            act.document == Some(document) && matches!(act.what, What::Verified | What::Unverified)
        });
        let (_, last) = sights.max_by_key(|(id, act)| (act.at, **id))?;
        (last.what == What::Verified).then_some(last)
    }

    /// The curricula of the plans.
    pub fn curricula(&self) -> &[Curriculum] {
        &self.curricula
    }

    /// The scheme by whose rules it was counted.
    pub const fn scheme(&self) -> &Scheme {
        &self.scheme
    }
}

/// Counts again what follows from a record. Its own result is not looked at.
pub fn count(content: &Content) -> Result<Counted, Wrong> {
    let (scheme, curricula) = rules(content)?;
    let mut acts = BTreeMap::new();
    for act in &content.acts {
        acts.insert(act.id, act.read()?);
    }
    assigned(content, &acts)?;
    let mut counted =
        Counted { outcome: Outcome::default(), employments_confirmed: false, scheme, curricula, acts };
    counted.employments_confirmed = are_confirmed(content, &counted);
    let (requirements, plans) = stands(content, &counted)?;
    let documents = documents(content, &counted)?;
    let asked = counted.scheme.dossiers.get(&content.kind);
    let asked = asked.ok_or_else(|| Wrong::Rules(format!("nothing is asked for {}", content.kind)))?;
    let facts = Facts {
        today: Some(content.on),
        specialty: content.specialty.clone(),
        ends: content.ends,
        settings: content.placements.iter().map(|one| one.setting.clone()).collect::<BTreeSet<_>>(),
        plans,
        employments_confirmed: counted.employments_confirmed,
        identifiers: content.trainee.identifiers.iter().map(|one| one.kind.clone()).collect(),
        // Nothing is sealed while one cannot be read.
        unread: BTreeSet::new(),
        documents,
    };
    let lines = dossier::checklist(asked, &facts);
    counted.outcome = Outcome {
        ready: dossier::is_ready(&lines),
        lines: lines.into_iter().map(|line| Line::of(line, content)).collect(),
        requirements,
    };
    Ok(counted)
}

/// Every plan was assigned to the applicant in the stage it stands in.
fn assigned(content: &Content, acts: &BTreeMap<ActId, Act>) -> Result<(), Wrong> {
    let is_there = |plan: &Plan| {
        let belongs = format!("programme:{} ", plan.programme);
        acts.values().any(|act| {
            (act.what, act.plan, act.trainee) == (What::PlanAssigned, Some(plan.id), Some(content.trainee.id))
                && act.over.as_ref().is_some_and(|over| over.starts_with(&belongs))
        })
    };
    match content.plans.iter().find(|plan| !is_there(plan)) {
        None => Ok(()),
        Some(plan) => Err(Wrong::NoPlan(plan.curriculum.clone())),
    }
}

fn rules(content: &Content) -> Result<(Scheme, Vec<Curriculum>), Wrong> {
    let unread = |words: Option<String>| Wrong::Rules(words.unwrap_or_default());
    let scheme = Scheme::read_rules(&content.rules.files)
        .map_err(|defects| unread(defects.first().map(ToString::to_string)))?;
    if scheme.code != content.rules.scheme {
        return Err(unread(None));
    }
    let known = Known { schemes: vec![scheme.known()] };
    let mut curricula = Vec::with_capacity(content.rules.curricula.len());
    for file in &content.rules.curricula {
        let read = Curriculum::read(Form::Toml, file.toml.as_bytes(), &Beside::default(), &known)
            .map_err(|flaws| unread(flaws.first().map(ToString::to_string)))?;
        if (&read.code, &read.version) != (&file.code, &file.version) || read.to_toml() != file.toml {
            return Err(unread(Some(format!("{} {}", file.code, file.version))));
        }
        curricula.push(read);
    }
    Ok((scheme, curricula))
}

/// Where every requirement of every plan stands, as the authority's list asks and as it is shown.
fn stands(content: &Content, counted: &Counted) -> Result<(Vec<Requirement>, Vec<PlanFacts>), Wrong> {
    let (mut requirements, mut plans) = (Vec::new(), Vec::new());
    for plan in &content.plans {
        let curriculum = counted.curriculum(plan).ok_or_else(|| Wrong::Rules(plan.curriculum.clone()))?;
        let mut by_code = acts_of(plan, content, counted)?;
        let mut facts = Vec::with_capacity(curriculum.requirements.len());
        for one in &curriculum.requirements {
            let acts = by_code.remove(one.code.as_str()).unwrap_or_default();
            let mut folded = Folded::default();
            for (id, act) in in_order(&acts) {
                // What vouches is an attestation under the act's own id: there is no other way to count.
                if act.what.gives_attestation() && act.attested_as() != Some(*id) {
                    return Err(Wrong::StrangeAct(*id));
                }
                folded.follow(counted.scheme.asked(one), act).map_err(|_| Wrong::StrangeAct(*id))?;
            }
            let last_day = (one.kind == Kind::Time).then(|| last_day(content, plan, &one.code)).flatten();
            facts.push(RequirementFacts {
                code: one.code.clone(),
                kind: one.kind,
                state: folded.standing.state,
                opens: counted.scheme.opens(one.kind, last_day),
                last_day,
            });
            requirements.push(Requirement {
                plan: plan.id,
                code: one.code.clone(),
                state: folded.standing.state.code().to_owned(),
                registered: folded.standing.registered,
                signed: folded.standing.signed,
                attested: folded.all_in_force().map(|id| ActId::from_uuid(id.uuid())).collect(),
            });
        }
        if let Some((id, _)) = by_code.into_values().flatten().next() {
            return Err(Wrong::StrangeAct(id));
        }
        plans.push(PlanFacts {
            curriculum: curriculum.code.clone(),
            specialty: curriculum.specialty.clone(),
            partial: curriculum.partial,
            requirements: facts,
        });
    }
    Ok((requirements, plans))
}

/// Acts about the requirements of one plan, by their codes.
type ByCode<'a> = BTreeMap<&'a str, Vec<(ActId, Act)>>;

/// The acts about a plan's requirements. All are about the applicant and the plan's own curriculum version.
fn acts_of<'a>(plan: &Plan, content: &Content, counted: &'a Counted) -> Result<ByCode<'a>, Wrong> {
    let mut by_code = ByCode::new();
    for (id, act) in counted.acts.iter().filter(|(_, act)| act.plan == Some(plan.id)) {
        let Some(of) = &act.of else { continue };
        let about = (&of.scheme, &of.curriculum, &of.version);
        if about != (&content.rules.scheme, &plan.curriculum, &plan.version)
            || act.trainee != Some(content.trainee.id)
        {
            return Err(Wrong::StrangeAct(*id));
        }
        by_code.entry(&of.code).or_default().push((*id, act.clone()));
    }
    Ok(by_code)
}

fn last_day(content: &Content, plan: &Plan, code: &str) -> Option<base::Day> {
    let served = plan.times.iter().find(|time| time.code == code)?;
    content.placements.iter().find(|one| one.id == served.placement).map(|one| one.until)
}

/// What the documents count for: each was filed by its act, and is verified when an act says so.
fn documents(content: &Content, counted: &Counted) -> Result<Vec<DocumentFacts>, Wrong> {
    let rules = counted.scheme.dossiers.get(&content.kind);
    let of_stage = |one: &Document| {
        content.programmes.iter().any(|programme| programme.id == one.programme)
            || rules.is_some_and(|rules| rules.takes_of_any_stage(&one.kind))
    };
    let all = content.documents.iter().map(|one| Ok((of_stage(one), document(one, content, counted)?)));
    let all: Vec<(bool, DocumentFacts)> = all.collect::<Result<_, Wrong>>()?;
    // One of an earlier stage is there for what rests on it, and counts for no line.
    Ok(all.into_iter().filter_map(|(counts, facts)| counts.then_some(facts)).collect())
}

fn document(one: &Document, content: &Content, counted: &Counted) -> Result<DocumentFacts, Wrong> {
    let strange = || Wrong::StrangeDocument(one.name.clone());
    let filed = counted.act(ActId::from_uuid(one.id.uuid())).ok_or_else(strange)?;
    let attests = one.attests.as_ref();
    let said = domain::act::of_document(one.programme, &one.kind, attests.map(|paper| paper.id));
    let is_it = filed.what == What::DocumentAdded
        && (filed.document, filed.trainee) == (Some(one.id), Some(content.trainee.id))
        && filed.actor == filed.trainee
        && (filed.over.as_deref(), filed.on) == (Some(said.as_str()), one.on)
        && filed.evidence == [one.sha256.clone()];
    // Whatever act names the requirement by its id and its code says which code that is.
    let named = |act: &Act| {
        let same = attests.filter(|paper| act.requirement == Some(paper.id)).zip(act.of.as_ref());
        same.is_none_or(|(paper, of)| (&of.curriculum, &of.code) == (&paper.curriculum, &paper.code))
    };
    if !is_it
        || !counted.acts.values().all(named)
        || counted
            .acts
            .values()
            .any(|act| act.what == What::DocumentWithdrawn && act.document == Some(one.id))
    {
        return Err(strange());
    }
    Ok(DocumentFacts {
        kind: one.kind.clone(),
        attests: attests
            .map(|paper| AttestsFacts { curriculum: paper.curriculum.clone(), code: paper.code.clone() }),
        verified: counted.saw_original(one.id).is_some_and(|act| act.evidence == [one.sha256.clone()]),
    })
}

/// Whether the latest confirmation of the overview is of it as it is here.
fn are_confirmed(content: &Content, counted: &Counted) -> bool {
    let digest = hex::encode(Sha256::digest(employment::canonical(&content.overview())));
    let own = (Some(content.trainee.id), Some(content.trainee.id));
    let given = counted
        .acts
        .iter()
        .filter(|(_, act)| act.what == What::EmploymentsConfirmed && (act.actor, act.trainee) == own);
    let last = given.max_by_key(|(id, act)| (act.at, **id));
    last.is_some_and(|(_, act)| act.evidence == [digest])
}

impl Content {
    /// The plan with this id.
    pub fn plan(&self, id: PlanId) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.id == id)
    }
}
