//! What pages about one requirement share: its wording, the advice, the activities under it, what happened to it.

use std::collections::HashMap;

use base::{PersonId, PlanId, RequirementId};
use db::Conn;
use domain::{
    access::{Act as Want, Kind, Role, StandingKind},
    curriculum::{Attesters, CodeSource},
    scheme::Scheme,
};

use super::Overview;
use crate::{
    access::{self, Approver},
    audit::{self, Act, What},
    curricula::{self, Published},
    error::Result,
    people,
    portal::Call,
    show::{Activity, Advice, AdviceLine, Happened, Happening, Heard, Licence, Official, Source, Who},
    signoff::{Case, Given},
};

/// The most people named of those who may recommend.
const ADVISERS_MAX: usize = 6;

/// What a requirement says, and how much of that is official. A title stays ours when its text comes later.
pub async fn official(c: &mut Conn, book: &Published, place: usize) -> Result<Official> {
    let text = curricula::official_text(c, book, place).await?;
    let requirement = book.at(place);
    let curriculum = &book.curriculum;
    let source = text.as_ref().map_or(&curriculum.source, |text| &text.source);
    let licence = text.as_ref().map_or(&curriculum.licence, |text| &text.licence);
    Ok(Official {
        source: source_of(source),
        licence: (!requirement.demo).then(|| match licence.as_str() {
            "unknown" => Licence::Unknown,
            licence => Licence::Named(licence.trim_end_matches('.').to_owned()),
        }),
        version: curriculum.version.clone(),
        own_title: !requirement.title.is_empty() && requirement.text.is_none(),
        text: text.map(|text| text.body),
        local_code: requirement.code_source == CodeSource::Local,
        demo: requirement.demo,
    })
}

/// An address by its host, with a link; another source by its name.
fn source_of(source: &str) -> Option<Source> {
    let host = source.split("://").nth(1).and_then(|rest| rest.split('/').next());
    match host {
        Some(host) => {
            let name = host.trim_start_matches("www.").to_owned();
            Some(Source { name, href: Some(source.to_owned()) })
        }
        None => (source != "unknown").then(|| Source { name: source.to_owned(), href: None }),
    }
}

/// Advice given and missing, as far as the scheme asks for it. `may`: who could give it, where that is asked.
pub fn advice(
    scheme: &Scheme,
    kind: Kind,
    given: impl Iterator<Item = Given>,
    awaited: &[Role],
    may: Option<&[Approver]>,
) -> Advice {
    let who = |role: Role| -> Option<Vec<String>> {
        let of = |one: &&Approver| one.standing.parse::<StandingKind>().is_ok_and(|kind| kind.role() == role);
        Some(may?.iter().filter(of).map(|one| one.name.clone()).take(ADVISERS_MAX).collect())
    };
    let mut lines: Vec<AdviceLine> = given
        .filter_map(|one| {
            let role = one.role.parse().ok()?;
            let on = one.meeting_on.unwrap_or_else(|| one.at.day_in(web::format::zone()));
            Some(AdviceLine {
                role,
                heard: Heard::Advice { name: one.name, recommends: one.recommends, comment: one.comment, on },
            })
        })
        .collect();
    lines.extend(awaited.iter().map(|role| AdviceLine { role: *role, heard: Heard::Nothing(who(*role)) }));
    if scheme.advice_on(kind).is_empty() && lines.is_empty() {
        return Advice::default();
    }
    Advice { rule: scheme.advice.as_ref().and_then(|advice| advice.rule.clone()), lines }
}

/// Who may give the advice that is missing.
pub async fn advisers(c: &mut Conn, call: &Call, case: &Case, awaited: &[Role]) -> Result<Vec<Approver>> {
    if awaited.is_empty() {
        return Ok(Vec::new());
    }
    let who = call.portal.policies.who(Want::Advise, &case.subject());
    Ok(access::approvers(c, call.today, case.at(), who, case.trainee).await?)
}

/// The activities under the goal at `place`, with where each stands.
pub async fn activities(
    c: &mut Conn,
    overview: &Overview,
    plan: PlanId,
    place: usize,
) -> Result<Vec<Activity>> {
    let book = &overview.published;
    let signers = crate::signoff::signers_of(c, plan).await?;
    let line = |place: &usize| {
        let requirement = book.at(*place);
        let standing = overview.standing(*place);
        Activity {
            code: requirement.code.clone(),
            title: requirement.title.clone(),
            state: standing.state,
            count: standing.registered,
            signed: standing.signed,
            required: requirement.required_count,
            signed_by: signers.get(&book.id_at(*place)).cloned(),
            self_registered: requirement.attested_by == Attesters::NoSignature,
            also_for: Vec::new(),
        }
    };
    Ok(book.activities_of(place).iter().map(line).collect())
}

/// Acts about one requirement with the names in them.
pub struct Acts {
    /// Oldest first.
    pub acts: Vec<Act>,
    /// Names by person.
    pub names: HashMap<PersonId, String>,
}

impl Acts {
    /// Reads them: two statements.
    pub async fn read(c: &mut Conn, plan: PlanId, requirement: RequirementId) -> Result<Self> {
        let acts = audit::history(c, plan, requirement).await?;
        let mut ids: Vec<PersonId> =
            acts.iter().flat_map(|act| [act.actor, act.to, act.on_behalf_of]).flatten().collect();
        ids.sort_unstable();
        ids.dedup();
        Ok(Self { names: people::names(c, &ids).await?, acts })
    }

    /// A name.
    pub fn name(&self, person: Option<PersonId>) -> String {
        person.and_then(|id| self.names.get(&id)).cloned().unwrap_or_default()
    }

    /// Who did an act, in which role, for whom.
    pub fn who(&self, act: &Act) -> Who {
        Who {
            name: self.name(act.actor),
            role: act.role.filter(|role| *role != Role::Trainee),
            on_behalf_of: act.on_behalf_of.map(|leader| self.name(Some(leader))),
        }
    }

    /// The last act of a kind.
    pub fn last(&self, what: What) -> Option<&Act> {
        self.acts.iter().rev().find(|act| act.what == what)
    }

    /// What happened, newest first, as the reader sees it.
    pub fn happenings(&self, reader: PersonId) -> Vec<Happening> {
        self.acts.iter().rev().filter_map(|act| self.happening(act, reader)).collect()
    }

    fn happening(&self, act: &Act, reader: PersonId) -> Option<Happening> {
        let what = match act.what {
            What::Registered => Happened::Registered { count: act.count.unwrap_or(1), on: act.on? },
            What::Requested => {
                Happened::Requested { to: act.to.filter(|to| *to != reader).map(|to| self.name(Some(to))) }
            }
            What::Withdrawn => Happened::Withdrawn { count: act.count.unwrap_or(1), on: act.on? },
            What::Recalled => Happened::Recalled,
            What::Returned => Happened::Returned,
            What::Advised => {
                Happened::Advised { recommends: act.recommends.unwrap_or(true), meeting: act.on }
            }
            What::Attested => Happened::Attested {
                count: act.count.filter(|_| act.of.as_ref().is_some_and(|of| of.kind == Kind::Activity)),
                absence_below_percent: act.absence_below_percent,
            },
            What::Marked => Happened::Marked,
            What::Credited => Happened::Credited { on: act.on? },
            What::AnnulmentProposed => Happened::AnnulmentProposed,
            What::Annulled => Happened::Annulled,
            What::AnnulmentDeclined => Happened::AnnulmentDeclined,
            What::AnnulmentWithdrawn => Happened::AnnulmentWithdrawn,
            What::PlanAssigned
            | What::PlanDeleted
            | What::PlanArchived
            | What::RoleGranted
            | What::RoleEnded
            | What::DocumentAdded
            | What::EmploymentsConfirmed
            | What::DossierSealed
            | What::DossierSent
            | What::SendingWithdrawn
            | What::CaseOpened
            | What::CaseAsked
            | What::Supplemented
            | What::CaseDecided
            | What::DocumentWithdrawn
            | What::Verified
            | What::Unverified
            | What::RoleExtended
            | What::Delegated
            | What::DelegationEnded
            | What::IdentityBound
            | What::IdentifierSet
            | What::IdentifierRemoved
            | What::KeyChanged => return None,
        };
        Some(Happening { what, who: self.who(act), at: act.at, comment: act.comment.clone() })
    }
}

/// What happened to a requirement, newest first.
pub async fn history(
    c: &mut Conn,
    call: &Call,
    plan: PlanId,
    requirement: RequirementId,
) -> Result<Vec<Happening>> {
    Ok(Acts::read(c, plan, requirement).await?.happenings(call.actor))
}
