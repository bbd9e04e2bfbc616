//! A past that is written all at once: a seed, or what another portal attested. Its acts come first; requests, attestations,
//! advice and states are what follows from them, by the same fold that `attest ledger verify` uses.
//!
//! Nobody's leave is asked here: whoever calls this is the operator.

use std::collections::BTreeMap;

use anyhow::Context as _;
use base::{ActId, EntryId, Moment, PersonId, PlanId, RequirementId, SignOffId};
use db::{Conn, Value, args};
use domain::signoff::{Asked, Folded, State};

use super::store::{RECALLED, past as store};
use crate::{
    audit::{self, Act, What},
    error::Result,
};

/// What happened in some plans, oldest first within each requirement.
#[derive(Debug, Default)]
pub struct Past {
    /// The acts, each with its row's id and the salt of its leaf.
    pub acts: Vec<(ActId, [u8; 32], Act)>,
    /// Which entries the requests rest on.
    pub evidence: Vec<(SignOffId, EntryId)>,
}

/// An act with its row's id and the salt of its leaf.
type Salted = (ActId, [u8; 32], Act);
/// How a request ended.
type Closed = (&'static str, Moment, PersonId);

#[derive(Default)]
struct Rows {
    requests: Vec<Vec<Value>>,
    attestations: Vec<Vec<Value>>,
    advice: Vec<Vec<Value>>,
    states: Vec<Vec<Value>>,
}

impl Past {
    /// Writes the acts, their leaves and all that follows from them. Entries stand there already.
    pub async fn write(
        &self,
        c: &mut Conn,
        asked: &(dyn Fn(RequirementId) -> Option<Asked> + Sync),
    ) -> Result<()> {
        let mut cases: BTreeMap<(PlanId, RequirementId), Vec<&Salted>> = BTreeMap::new();
        for one in &self.acts {
            let key =
                one.2.plan.zip(one.2.requirement).context("an act of the past is about no requirement")?;
            cases.entry(key).or_default().push(one);
        }
        let mut rows = Rows::default();
        for ((plan, requirement), acts) in cases {
            let asked = asked(requirement).context("an act of the past is about an unknown requirement")?;
            rows.follow((plan, requirement), asked, &acts)?;
        }
        audit::record_all(c, &self.acts).await?;
        store::add_requests(c, &rows.requests).await?;
        let evidence: Vec<_> =
            self.evidence.iter().map(|(request, entry)| args![*request, *entry].into()).collect();
        store::add_evidence(c, &evidence).await?;
        store::add_states(c, &rows.states).await?;
        store::add_attestations(c, &rows.attestations).await?;
        Ok(store::add_advice(c, &rows.advice).await?)
    }
}

impl Rows {
    fn follow(
        &mut self,
        (plan, requirement): (PlanId, RequirementId),
        asked: Asked,
        acts: &[&Salted],
    ) -> Result<()> {
        let mut folded = Folded::default();
        for (id, _, act) in acts {
            folded.follow(asked, act)?;
            match act.what {
                What::Requested => self.requests.push(request(act, closed(act.sign_off, acts))),
                what if what.gives_attestation() => {
                    self.attestations.push(attestation(act, folded.raised_by(act.attestation)));
                }
                What::Advised => self.advice.push(advice(*id, act)),
                _ => {}
            }
        }
        if let Some(changed) = folded.changed_at {
            let standing = folded.standing;
            self.states.push(
                args![
                    plan,
                    requirement,
                    standing.state.code(),
                    standing.registered,
                    standing.signed,
                    folded.sign_off,
                    folded.attestation().map(|one| one.id),
                    folded.attestation().map(|one| one.at),
                    folded.annulled,
                    changed
                ]
                .into(),
            );
        }
        Ok(())
    }
}

/// How a request ended; none while it waits.
fn closed(request: Option<SignOffId>, acts: &[&Salted]) -> Option<Closed> {
    acts.iter().filter(|(_, _, act)| act.sign_off == request).find_map(|(_, _, act)| {
        let state = match act.what {
            What::Recalled => RECALLED,
            What::Returned => State::Returned.code(),
            what if what.gives_attestation() => State::Attested.code(),
            _ => return None,
        };
        Some((state, act.at, act.actor?))
    })
}

fn request(act: &Act, closed: Option<Closed>) -> Vec<Value> {
    let state = closed.map_or(State::Requested.code(), |(state, _, _)| state);
    let (at, by) = closed.map_or((act.at, act.trainee), |(_, at, by)| (at, Some(by)));
    let words = act.comment.as_ref();
    args![act.sign_off, act.plan, act.requirement, act.trainee, act.to, state, act.on, words, act.at, at, by]
        .into()
}

fn attestation(act: &Act, raised: u32) -> Vec<Value> {
    args![
        act.attestation,
        act.plan,
        act.requirement,
        act.trainee,
        act.actor,
        act.role.map(|role| role.code()),
        act.on_behalf_of,
        act.sign_off,
        act.count,
        raised,
        act.on,
        act.absence_below_percent,
        act.comment.as_ref(),
        act.at
    ]
    .into()
}

fn advice(id: ActId, act: &Act) -> Vec<Value> {
    args![
        act.advice,
        act.plan,
        act.requirement,
        act.trainee,
        act.actor,
        act.role.map(|role| role.code()),
        act.recommends,
        act.comment.as_ref(),
        act.on,
        act.at,
        id
    ]
    .into()
}
