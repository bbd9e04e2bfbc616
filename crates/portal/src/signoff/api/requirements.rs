//! One requirement with its history, and who may receive a request for it.

use std::borrow::Cow;

use axum::{extract::State, response::Response};
use base::PlanId;
use domain::{
    access::{Act as Want, Kind, Role, StandingKind},
    curriculum::OfficialText,
    refusal::Refusal,
    signoff::Standing,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Certified;
use crate::{
    access,
    api::{At, Code, Cursor, Date, Items, Query, RequirementLine, Time, ok},
    audit::{Act, What},
    curricula,
    documents::{self, Stands},
    door::{self, Caller},
    error::Result,
    logging,
    portal::App,
    signoff::{self, Case, Given},
    training::{self, reading::Acts},
};

/// Something that happened to a requirement.
#[derive(Serialize, ToSchema)]
pub(crate) struct Happening {
    at: Time,
    /// Who did it: the name; none when the command line or an import did.
    who: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    who_id: Option<Uuid>,
    /// In which role.
    #[schema(value_type = Option<String>)]
    role: Option<Role>,
    /// The leader for whom a delegate did it: the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    on_behalf_of: Option<String>,
    /// `registered`, `withdrawn`, `requested`, `recalled`, `returned`, `advised`, `attested`, `credited`, `marked`, `verified` (the original of the paper
    /// was seen on which time is attested), `unverified` (that was taken back), `annulment_proposed`, `annulment_declined`, `annulment_withdrawn` or `annulled`.
    #[schema(value_type = String)]
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
    /// To whom a request went: the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    /// How many times.
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u32>,
    /// The day it was done or completed, or of the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<Date>,
    /// Whether advice recommends.
    #[serde(skip_serializing_if = "Option::is_none")]
    recommends: Option<bool>,
    /// Of time: what whoever attested it certifies.
    #[serde(skip_serializing_if = "Option::is_none")]
    certifies: Option<Certified>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sign_off: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attestation: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    annulment: Option<Uuid>,
}

/// Advice that counts.
#[derive(Serialize, ToSchema)]
pub(crate) struct AdviceLine {
    who: String,
    role: String,
    recommends: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    meeting_on: Option<Date>,
    at: Time,
}

/// Something registered that nobody has signed and no request rests on.
#[derive(Serialize, ToSchema)]
pub(crate) struct EntryLine {
    id: Uuid,
    on_date: Date,
    count: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
}

impl EntryLine {
    pub(super) fn of(entry: logging::Entry) -> Self {
        let logging::Entry { id, on, count, comment } = entry;
        Self { id: id.uuid(), on_date: Date(on), count, comment }
    }
}

/// One requirement with all that happened to it.
#[derive(Serialize, ToSchema)]
pub(crate) struct WholeRequirement<'a> {
    #[serde(flatten)]
    requirement: RequirementLine<'a>,
    plan: Uuid,
    trainee: Uuid,
    /// The official text, once it was imported; `title` stays as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// Where that text is from: an address, a name, or `unknown`.
    #[serde(skip_serializing_if = "Option::is_none")]
    text_source: Option<String>,
    /// On which terms: or `unknown`.
    #[serde(skip_serializing_if = "Option::is_none")]
    text_licence: Option<String>,
    /// What counts as evidence.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<&'a str>,
    /// `official`, or `local` where no official code is known.
    #[schema(value_type = String)]
    code_source: &'static str,
    /// Made up for show.
    demo: bool,
    /// The codes of the activities that support it.
    supported_by: Vec<&'a str>,
    /// The first day on which it may be attested, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    opens: Option<Date>,
    /// The attestation in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    attestation: Option<Uuid>,
    /// What no request rests on yet.
    unsigned_entries: Vec<EntryLine>,
    /// Advice that counts, newest first.
    advice: Vec<AdviceLine>,
    /// The roles whose recommendation is missing.
    #[schema(value_type = Vec<String>)]
    awaiting_advice: Vec<Role>,
    /// Everything, oldest first.
    history: Vec<Happening>,
}

struct Ground {
    acts: Acts,
    advice: Vec<Given>,
    missing: Vec<Role>,
    unsigned: Vec<logging::Entry>,
    text: Option<OfficialText>,
    standing: Standing,
    /// What was said last of the paper on which it is attested.
    paper: Option<Stands>,
}

/// One requirement with its history.
///
/// Another person's is noted in the access log before the first byte.
#[utoipa::path(get, path = "/api/v1/plans/{plan}/requirements/{code}", tag = "signoff",
    params(("plan" = Uuid, Path), ("code" = String, Path)), responses((status = 200, body = WholeRequirement)))]
pub(crate) async fn requirement(
    State(app): State<App>,
    caller: Caller,
    At(named): At<(PlanId, Code)>,
) -> Result<Response> {
    let (plan, Code(code)) = named;
    let opened = signoff::open(&caller.call, plan, &code).await?;
    let (call, requirement) = (caller.call.clone(), opened.requirement);
    let (case, ground, book) = door::read(&app, move |c| {
        Box::pin(async move {
            // Read anew: what happened while the look was noted belongs to all of the answer, or to none.
            let asked = signoff::case_of(c, &call, plan, requirement).await?;
            let book = call.portal.shelf.get(c, asked.curriculum).await?;
            // As the whole plan has it: a goal on whose activities something is recorded is in progress.
            let header = training::header(c, asked.plan, call.today).await?.ok_or(Refusal::NotFound)?;
            let whole = training::overview(c, &call, &header).await?;
            let standing = book.place_of(asked.requirement).map(|place| whole.standing(place));
            let text = match book.place_of(asked.requirement) {
                Some(place) => curricula::official_text(c, &book, place).await?,
                None => None,
            };
            let paper = match asked.asked.kind {
                Kind::Time => {
                    let named = (&*book.curriculum.code, &*code);
                    documents::of_paper(c, (asked.trainee, header.programme), named).await?
                }
                Kind::Goal | Kind::Activity | Kind::Course | Kind::Research => None,
            };
            let ground = Ground {
                paper,
                acts: Acts::read(c, asked.plan, asked.requirement).await?,
                advice: signoff::advice(c, &asked).await?,
                missing: signoff::awaited_advice(c, &call, &asked).await?,
                unsigned: logging::unsigned(c, asked.plan, asked.requirement).await?,
                text,
                standing: standing.unwrap_or(asked.standing),
            };
            Ok((asked, ground, book))
        })
    })
    .await?;
    let place =
        book.place_of(case.requirement).ok_or_else(|| anyhow::anyhow!("a requirement of no curriculum"))?;
    Ok(ok(&whole(&case, &book, place, ground)))
}

fn whole<'a>(
    case: &'a Case,
    book: &'a curricula::Published,
    place: usize,
    ground: Ground,
) -> WholeRequirement<'a> {
    let one = book.at(place);
    let roles = Cow::Borrowed(case.roles.as_slice());
    let (text, text_source, text_licence) = match ground.text {
        Some(OfficialText { body, source, licence }) => (Some(body), Some(source), Some(licence)),
        None => (None, None, None),
    };
    WholeRequirement {
        requirement: RequirementLine::of(one, ground.standing, roles, case.sign_off, case.annulled),
        plan: case.plan.uuid(),
        trainee: case.trainee.uuid(),
        text,
        text_source,
        text_licence,
        evidence: one.evidence.as_deref(),
        code_source: one.code_source.code(),
        demo: one.demo,
        supported_by: book.activities_of(place).iter().map(|at| book.at(*at).code.as_str()).collect(),
        opens: case.opens.map(Date),
        attestation: case.attestation.map(|one| one.id.uuid()),
        unsigned_entries: ground.unsigned.into_iter().map(EntryLine::of).collect(),
        advice: ground.advice.into_iter().map(advised).collect(),
        awaiting_advice: ground.missing,
        history: {
            let mut history: Vec<Happening> =
                ground.acts.acts.iter().map(|act| happening(&ground.acts, act)).collect();
            history.extend(ground.paper.and_then(|stands| seen(&ground.acts, stands)));
            history.sort_by_key(|one| one.at.0);
            history
        },
    }
}

/// That the original of the paper was seen on which it is attested, or that this was taken back.
fn seen(acts: &Acts, stands: Stands) -> Option<Happening> {
    let (what, sight) = match stands {
        Stands::Verified(sight) => (What::Verified, sight),
        Stands::Unverified(sight) => (What::Unverified, sight),
        Stands::Claimed | Stands::Withdrawn { .. } => return None,
    };
    let mut act = Act::new(what, sight.at);
    (act.actor, act.role, act.comment) = (Some(sight.by), sight.role.parse().ok(), sight.comment);
    Some(Happening { who: Some(sight.name), ..happening(acts, &act) })
}

fn advised(one: Given) -> AdviceLine {
    let Given { name, role, recommends, comment, meeting_on, at, .. } = one;
    AdviceLine { who: name, role, recommends, comment, meeting_on: meeting_on.map(Date), at: Time(at) }
}

fn happening(acts: &Acts, act: &Act) -> Happening {
    Happening {
        at: Time(act.at),
        who: act.actor.map(|who| acts.name(Some(who))),
        who_id: act.actor.map(|who| who.uuid()),
        role: act.role,
        on_behalf_of: act.on_behalf_of.map(|leader| acts.name(Some(leader))),
        what: act.what.code(),
        comment: act.comment.clone(),
        to: act.to.map(|to| acts.name(Some(to))),
        count: act.count,
        on: act.on.map(Date),
        recommends: act.recommends,
        certifies: Certified::of(act.absence_below_percent),
        sign_off: act.sign_off.map(|id| id.uuid()),
        attestation: act.attestation.map(|id| id.uuid()),
        annulment: act.annulment.map(|id| id.uuid()),
    }
}

/// Somebody who may receive a request.
#[derive(Serialize, ToSchema)]
pub(crate) struct ApproverLine {
    id: Uuid,
    name: String,
    /// The role in which they would attest.
    role: String,
    /// The leader for whom a delegate would attest.
    #[serde(skip_serializing_if = "Option::is_none")]
    on_behalf_of: Option<Uuid>,
}

/// Who may receive a sign-off request for a requirement, by name.
#[utoipa::path(get, path = "/api/v1/plans/{plan}/requirements/{code}/approvers", tag = "signoff",
    params(("plan" = Uuid, Path), ("code" = String, Path), ("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Items<ApproverLine>)))]
pub(crate) async fn approvers(
    State(app): State<App>,
    caller: Caller,
    At(named): At<(PlanId, Code)>,
    query: Query,
) -> Result<Response> {
    let ((plan, Code(code)), page) = (named, query.page()?);
    let case = signoff::open(&caller.call, plan, &code).await?;
    let today = caller.call.today;
    let kinds = app.policies.who(Want::Attest, &case.subject());
    let all = door::read(&app, move |c| {
        Box::pin(async move { Ok(access::approvers(c, today, case.at(), kinds, case.trainee).await?) })
    });
    let line = |one: access::Approver| ApproverLine {
        id: one.person.uuid(),
        name: one.name,
        role: one.standing.parse::<StandingKind>().map_or(one.standing, |kind| kind.role().code().to_owned()),
        on_behalf_of: one.on_behalf_of.map(|leader| leader.uuid()),
    };
    let place =
        |one: &access::Approver| Cursor { key: web::format::sort_key(&one.name), id: one.person.uuid() };
    Ok(ok(&Items::page(all.await?, &page, place).map(line)))
}
