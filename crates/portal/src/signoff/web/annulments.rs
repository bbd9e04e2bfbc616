//! Page handlers of annulments: one person proposes with a reason, another confirms.

use axum::{
    extract::{Path, State as Shared},
    http::{StatusCode, Uri},
    response::Response,
};
use base::{AnnulmentId, AttestationId, PersonId};
use db::Conn;
use domain::{
    access::{Act as Want, Kind, Role},
    refusal::{FieldErrors, Refusal},
    text::Comment,
};
use web::{
    Fields, Form,
    page::{self, Ask},
};

use crate::{
    access, audit,
    desk::Desk,
    door::{self, Caller},
    error::{Error, Result},
    portal::{App, Call},
    show::{self, Who},
    signoff::{
        self, Attestation, Case, ConfirmAnnulment, ProposeAnnulment,
        pages::annulments::{
            Annulments, Did, Proposal, Propose, Subject, annulments, propose as propose_page,
        },
        store,
    },
};

/// The most proposals a page lists.
const LISTED_MAX: i64 = 50;

/// `GET /annulments`.
pub async fn show(Shared(_): Shared<App>, caller: Caller, ask: Ask, uri: Uri) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let desk = Desk::of(caller).await?;
    let did = match query.value("did") {
        "proposed" => Some(Did::Proposed(Vec::new())),
        _ => None,
    };
    list(&desk, ask, StatusCode::OK, did, None).await
}

async fn list(
    desk: &Desk,
    ask: Ask,
    status: StatusCode,
    did: Option<Did>,
    refused: Option<Refusal>,
) -> Result<Response> {
    let call = desk.caller.call.clone();
    let app = call.portal.clone();
    let (waiting, own) = app
        .db
        .read(move |c| {
            Box::pin(async move {
                let mut waiting = Vec::new();
                for one in signoff::proposals(c, &call, usize::try_from(LISTED_MAX).unwrap_or(50)).await? {
                    waiting.push((one.trainee, shown(c, &call, one).await?));
                }
                let mut own = Vec::new();
                for one in store::proposals_of(c, call.actor, LISTED_MAX).await? {
                    own.push((one.trainee, shown(c, &call, one).await?));
                }
                Ok::<_, Error>((waiting, own))
            })
        })
        .await?;
    let role = desk.grants.first().map_or(Role::Secretariat, |grant| grant.role);
    let whose = waiting.iter().chain(&own).map(|one: &(PersonId, Proposal)| one.0).collect();
    audit::listed(&desk.caller.call, role, Want::ConfirmAnnulment.code(), whose).await?;
    let waiting = waiting.into_iter().map(|(_, one)| one).collect();
    let own = own.into_iter().map(|(_, one)| one);
    let (done, yours) = own.partition(|one| one.confirmed.is_some());
    let policies = &desk.caller.call.portal.policies;
    let may_propose = desk.grants.iter().any(|grant| {
        policies
            .reach(&grant.scheme, Want::ProposeAnnulment)
            .standings()
            .any(|kind| kind.role() == grant.role)
    });
    let view = Annulments { waiting, yours, done, may_propose, did, refused };
    let say = desk.say();
    Ok(desk.page_with(status, &say, ask, None, annulments(&say, &view)))
}

/// A proposal with the names that its page shows.
async fn shown(c: &mut Conn, call: &Call, one: store::Proposal) -> Result<Proposal> {
    let case = signoff::case_of(c, call, one.plan, one.requirement).await?;
    let book = call.portal.shelf.get(c, case.curriculum).await?;
    let title = book.requirement(one.requirement).map(|of| of.title.clone()).unwrap_or_default();
    let standings = access::standings(c, call.actor, call.today, case.at()).await?;
    let policies = &call.portal.policies;
    let sees = policies.decide(call.actor, Want::SeeRequirement, &case.subject(), &standings).is_ok();
    Ok(Proposal {
        id: one.id,
        subject: Subject {
            title,
            code: case.named.code.clone(),
            kind: case.asked.kind,
            trainee: one.trainee_name,
            attester: who(one.attester, &one.attester_role),
            attested_at: one.attested_at,
            href: sees
                .then(|| format!("/plans/{}/requirements/{}", one.plan, show::encoded(&case.named.code))),
        },
        proposed_by: who(one.proposed_by_name, &one.proposed_role),
        proposed_at: one.proposed_at,
        reason: one.reason,
        confirmed: match (one.confirmed_by, one.confirmed_role, one.confirmed_at) {
            (Some(name), Some(role), Some(at)) => Some((who(name, &role), at)),
            _ => None,
        },
    })
}

fn who(name: String, role: &str) -> Who {
    Who { name, role: role.parse::<Role>().ok(), on_behalf_of: None }
}

/// `GET /attestations/{id}/annulment`.
pub async fn show_proposal(
    Shared(_): Shared<App>,
    caller: Caller,
    ask: Ask,
    Path(id): Path<AttestationId>,
) -> Result<Response> {
    let desk = Desk::of(caller).await?;
    form(&desk, ask, id, StatusCode::OK, Fields::default(), None).await
}

async fn form(
    desk: &Desk,
    ask: Ask,
    id: AttestationId,
    status: StatusCode,
    fields: Fields,
    refused: Option<Refusal>,
) -> Result<Response> {
    let call = desk.caller.call.clone();
    let app = call.portal.clone();
    let opened = signoff::open_attestation(&call, id).await?;
    let view = app
        .db
        .read(move |c| Box::pin(async move { ground(c, &call, opened, fields, refused).await }))
        .await?;
    let say = desk.say();
    Ok(desk.page_with(status, &say, ask, None, propose_page(&say, &view)))
}

async fn ground(
    c: &mut Conn,
    call: &Call,
    (attestation, case): (Attestation, Case),
    fields: Fields,
    refused: Option<Refusal>,
) -> Result<Propose> {
    let standings = access::standings(c, call.actor, call.today, case.at()).await?;
    let policies = &call.portal.policies;
    if policies.decide(call.actor, Want::ProposeAnnulment, &case.subject(), &standings).is_err() {
        return Err(Refusal::NotEntitled.into());
    }
    let book = call.portal.shelf.get(c, case.curriculum).await?;
    let of = book.requirement(case.requirement).ok_or(Refusal::NotFound)?;
    let waiting = match store::proposal_of(c, attestation.id).await? {
        Some(one) => Some(shown(c, call, one).await?),
        None => None,
    };
    let role: Role = attestation.role.parse().map_err(anyhow::Error::from)?;
    Ok(Propose {
        attestation: attestation.id,
        subject: Subject {
            title: of.title.clone(),
            code: of.code.clone(),
            kind: of.kind,
            trainee: crate::people::find(c, case.trainee).await?.map(|one| one.name).unwrap_or_default(),
            attester: Who::new(
                crate::people::find(c, attestation.attester).await?.map(|one| one.name).unwrap_or_default(),
                role,
            ),
            attested_at: attestation.at,
            href: Some(format!("/plans/{}/requirements/{}", case.plan, show::encoded(&of.code))),
        },
        confirmers: confirmers(c, call, &case).await?,
        waiting,
        fields,
        refused,
    })
}

/// Who could confirm a proposal of this actor, by name.
async fn confirmers(c: &mut Conn, call: &Call, case: &Case) -> Result<Vec<String>> {
    let subject = case.subject_proposed_by(Some(call.actor));
    let kinds = call.portal.policies.who(Want::ConfirmAnnulment, &subject);
    let all = access::approvers(c, call.today, case.at(), kinds, case.trainee).await?;
    Ok(all.into_iter().filter(|one| one.person != call.actor).map(|one| one.name).collect())
}

/// `POST /attestations/{id}/annulment`.
pub async fn propose(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    Path(id): Path<AttestationId>,
    sent: Form,
) -> Result<Response> {
    let desk = Desk::of(caller).await?;
    let mut fields = sent.clone().fields();
    let reason = match Comment::required(sent.value("reason")) {
        Ok(reason) => reason,
        Err(problem) => {
            show::mark_all(desk.caller.lang, &mut fields, &FieldErrors::one("reason", problem));
            return form(&desk, ask, id, StatusCode::UNPROCESSABLE_ENTITY, fields, None).await;
        }
    };
    match app.does(ProposeAnnulment { call: desk.caller.call.clone(), attestation: id, reason }).await {
        Ok(_) => Ok(page::see_other("/annulments?did=proposed")),
        Err(Error::Refused(refusal)) if refusal != Refusal::NotFound => {
            let status = door::status(&refusal);
            form(&desk, ask, id, status, fields, Some(refusal)).await
        }
        Err(other) => Err(other),
    }
}

/// `POST /annulments/{id}/confirm`.
pub async fn confirm(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    Path(id): Path<AnnulmentId>,
) -> Result<Response> {
    let desk = Desk::of(caller).await?;
    let call = desk.caller.call.clone();
    let before = {
        let call = call.clone();
        app.db
            .read(move |c| {
                Box::pin(async move {
                    let one = signoff::proposal(c, id).await?;
                    shown(c, &call, one).await
                })
            })
            .await?
    };
    match app.does(ConfirmAnnulment { call, annulment: id }).await {
        Ok(()) => {
            let say = desk.say();
            let subject = before.subject;
            let did = Did::Confirmed {
                title: say.title(&subject.title, &subject.code, Kind::Goal),
                trainee: subject.trainee,
                attester: subject.attester.name,
            };
            list(&desk, ask, StatusCode::OK, Some(did), None).await
        }
        Err(Error::Refused(refusal)) if refusal != Refusal::NotFound => {
            let status = door::status(&refusal);
            list(&desk, ask, status, None, Some(refusal)).await
        }
        Err(other) => Err(other),
    }
}
