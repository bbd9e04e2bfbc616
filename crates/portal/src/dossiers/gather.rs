//! The record as it is at this moment, with all that it follows from: what a dossier freezes.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context as _;
use base::{ActId, DelegationId, GrantId, PersonId};
use db::Conn;
use domain::act::{Act, What};
use sealed::{
    Content, CurriculumFile, Document, FORMAT, Outcome, Paper, Person, Placement, Plan, Programme, Rules,
    SealedAct, ServedTime,
};
use uuid::Uuid;

use super::stage::Stage;
use crate::{
    audit::{self, Held},
    documents, employments,
    error::Result,
    installation::Kind,
    organisations, people,
    portal::Call,
    signoff, training,
};

/// Gathers what one's own dossier holds today. The result in it is what follows from the rest.
pub(super) async fn gather(c: &mut Conn, call: &Call, stage: &Stage<'_>) -> Result<Content> {
    let portal = call.portal.clone();
    let documents = documents(c, call, stage).await?;
    let plans = plans(c, stage).await?;
    let acts = acts(c, call, stage, &documents).await?;
    let people = names(c, call.actor, &acts).await?;
    let on =
        sealed::day_of(stage.application.scheme, call.now).context("the scheme's time zone is not known")?;
    let mut content = Content {
        format: FORMAT.to_owned(),
        demo: portal.kind == Kind::Demo,
        kind: stage.application.kind.to_owned(),
        on,
        trainee: Person {
            id: call.actor,
            name: people.get(&call.actor).cloned().context("whoever seals has a name")?,
            identifiers: stage.numbers(c, call).await?.for_sealing()?,
        },
        specialty: stage.specialty(),
        ends: None,
        programmes: Vec::new(),
        placements: Vec::new(),
        plans,
        documents,
        employments: employments::overview(c, call.actor).await?.all().into_iter().map(Into::into).collect(),
        people,
        result: Outcome::default(),
        acts: acts.into_iter().map(|(held, _)| held).collect(),
        rules: rules(call, stage)?,
    };
    for one in training::stages_of(c, call.actor, call.today).await? {
        if stage.has(one.programme) {
            content.ends = content.ends.max(Some(one.until));
            content.programmes.push(Programme {
                id: one.programme,
                stage: one.stage,
                from: one.from,
                until: one.until,
            });
        }
    }
    content.programmes.sort_by_key(|one| (std::cmp::Reverse(one.from), one.id));
    for programme in &content.programmes {
        for one in training::placements_of(c, programme.id).await? {
            let place = organisations::find(c, one.organisation).await?.map(|one| one.name);
            content.placements.push(Placement {
                id: one.id,
                programme: one.programme,
                place: place.unwrap_or_default(),
                setting: one.setting,
                from: one.from,
                until: one.until,
                percent: one.percent,
            });
        }
    }
    content.placements.sort_by_key(|one| (one.from, one.id));
    let counted = sealed::count(&content).context("the record does not follow from its acts")?;
    content.result = counted.outcome;
    Ok(content)
}

fn rules(call: &Call, stage: &Stage<'_>) -> Result<Rules> {
    let texts = &call.portal.rule_texts;
    let code = &stage.application.scheme.code;
    let mut curricula: BTreeMap<(String, String), String> = BTreeMap::new();
    for plan in &stage.plans {
        let book = &plan.overview.published.curriculum;
        curricula.insert((book.code.clone(), book.version.clone()), book.to_toml());
    }
    let file = |((code, version), toml)| CurriculumFile { code, version, toml };
    Ok(Rules {
        scheme: code.clone(),
        files: texts.schemes.get(code).cloned().context("the scheme has files")?,
        common: texts.common.clone(),
        schema: texts.schema.clone(),
        curricula: curricula.into_iter().map(file).collect(),
    })
}

async fn plans(c: &mut Conn, stage: &Stage<'_>) -> Result<Vec<Plan>> {
    let mut all = Vec::with_capacity(stage.plans.len());
    for plan in &stage.plans {
        let book = &plan.overview.published;
        let times = training::times_of(c, plan.plan).await?.into_iter();
        let time =
            |(id, placement, _)| Some(ServedTime { code: book.requirement(id)?.code.clone(), placement });
        let mut times: Vec<ServedTime> = times.filter_map(time).collect();
        times.sort_by(|one, next| one.code.cmp(&next.code));
        all.push(Plan {
            id: plan.plan,
            programme: plan.programme,
            curriculum: book.curriculum.code.clone(),
            version: book.curriculum.version.clone(),
            times,
        });
    }
    Ok(all)
}

pub(super) async fn documents(c: &mut Conn, call: &Call, stage: &Stage<'_>) -> Result<Vec<Document>> {
    // What was achieved before rests on a document of any stage: it comes along.
    let plans: Vec<_> = stage.plans.iter().map(|plan| plan.plan).collect();
    let credited = signoff::credited_on(c, &plans).await?;
    let belongs = |one: &documents::Document| stage.takes(one) || credited.contains(&one.id);
    let all = documents::on_file(c, call.actor).await?.into_iter().filter(belongs);
    let document = |one: documents::Document| Document {
        id: one.id,
        programme: one.programme,
        kind: one.kind,
        attests: one.attests.map(|of| Paper { id: of.id, curriculum: of.curriculum, code: of.code }),
        name: one.name,
        media: one.media,
        bytes: one.bytes,
        sha256: hex::encode(one.digest),
        on: one.on,
    };
    let mut all: Vec<Document> = all.map(document).collect();
    all.sort_by_key(|one| one.id);
    Ok(all)
}

/// The acts about the plans, the enclosed documents and the overview as it was last confirmed, and those that gave the roles behind
/// what was vouched for; in the order of their ids.
async fn acts(
    c: &mut Conn,
    call: &Call,
    stage: &Stage<'_>,
    documents: &[Document],
) -> Result<Vec<(SealedAct, Act)>> {
    let plans: Vec<_> = stage.plans.iter().map(|plan| plan.plan).collect();
    let mut all = BTreeMap::new();
    let mut confirmed = None;
    for held in audit::held_of(c, call.actor, &plans).await? {
        let (held, act) = read(held)?;
        let enclosed = |document| documents.iter().any(|one| Some(one.id) == document);
        match act.what {
            What::EmploymentsConfirmed => confirmed = confirmed.max(Some((act.at, held.id))),
            _ if act.plan.is_none() && !enclosed(act.document) => continue,
            _ => {}
        }
        all.insert(held.id, (held, act));
    }
    all.retain(|id, (_, act)| {
        act.what != What::EmploymentsConfirmed || confirmed.is_some_and(|(_, last)| last == *id)
    });
    for held in audit::held_of_powers(c, &powers(all.values().map(|(_, act)| act))).await? {
        let (held, act) = read(held)?;
        all.insert(held.id, (held, act));
    }
    Ok(all.into_values().collect())
}

/// The roles and delegations under which somebody vouched for something.
fn powers<'a>(acts: impl Iterator<Item = &'a Act>) -> Vec<Uuid> {
    let vouched = acts.filter(|act| act.what.gives_attestation() || act.what == What::Verified);
    let of = |act: &Act| -> Vec<Uuid> {
        let lent = act.delegation.map(DelegationId::uuid);
        act.under.iter().map(|grant: &GrantId| grant.uuid()).chain(lent).collect()
    };
    vouched.flat_map(of).collect::<BTreeSet<Uuid>>().into_iter().collect()
}

fn read(held: Held) -> Result<(SealedAct, Act)> {
    let id: ActId = held.id;
    let body = String::from_utf8(held.body).with_context(|| format!("the act {id} is no text"))?;
    let act = SealedAct { id, salt: hex::encode(held.salt), body };
    let read = act.read().context("an act of the record cannot be read")?;
    Ok((act, read))
}

/// Everyone whom an act names.
async fn names(
    c: &mut Conn,
    trainee: PersonId,
    acts: &[(SealedAct, Act)],
) -> Result<BTreeMap<PersonId, String>> {
    let of = |(_, act): &(SealedAct, Act)| [act.actor, act.on_behalf_of, act.to, act.trainee];
    let ids: BTreeSet<PersonId> = acts.iter().flat_map(of).flatten().chain([trainee]).collect();
    let ids: Vec<PersonId> = ids.into_iter().collect();
    Ok(people::names(c, &ids).await?.into_iter().collect())
}
