//! Page handlers of annulments: one person proposes with a reason, another confirms.

use axum::{
    extract::{Path, State as Shared},
    http::{StatusCode, Uri},
    response::Response,
};
use base::{AnnulmentId, AttestationId, Moment, PersonId};
use db::Conn;
use domain::{
    access::{Act as Want, Role},
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
        self, Attestation, Case, ConfirmAnnulment, DropAnnulment, ProposeAnnulment,
        pages::annulments::{
            Annulments, Did, Proposal, Propose, Subject, annulments, propose as propose_page,
        },
        proposals::opens,
        store,
    },
};

/// The most proposals a page lists.
const LISTED_MAX: usize = 50;

/// `GET /annulments`.
pub async fn show(Shared(_): Shared<App>, caller: Caller, ask: Ask, uri: Uri) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let desk = Desk::of(caller).await?;
    let did = match query.value("did") {
        "proposed" => Some(Did::Proposed(Vec::new())),
        _ => None,
    };
    list(&desk, ask, StatusCode::OK, Said { did, ..Said::default() }).await
}

/// What the list says besides what stands on it.
#[derive(Default)]
struct Said {
    did: Option<Did>,
    refused: Option<Refusal>,
    typed: Option<(AnnulmentId, Fields)>,
}

async fn list(desk: &Desk, ask: Ask, status: StatusCode, said: Said) -> Result<Response> {
    let call = desk.caller.call.clone();
    let app = call.portal.clone();
    let (waiting, own, role, whose) = app
        .db
        .read(move |c| {
            Box::pin(async move {
                let waiting = signoff::proposals(c, &call, LISTED_MAX).await?;
                let own = signoff::proposals_of(c, &call, LISTED_MAX).await?;
                let all = || waiting.iter().chain(&own);
                let role = all().next().map(|(_, role)| *role);
                let whose: Vec<PersonId> = all().map(|(one, _)| one.trainee).collect();
                let waiting = shown(c, &call, waiting.into_iter().map(|(one, _)| one).collect()).await?;
                let own = shown(c, &call, own.into_iter().map(|(one, _)| one).collect()).await?;
                Ok::<_, Error>((waiting, own, role, whose))
            })
        })
        .await?;
    if let Some(role) = role {
        audit::listed(&desk.caller.call, role, Want::ConfirmAnnulment.code(), whose).await?;
    }
    let (dropped, own): (Vec<_>, Vec<_>) = own.into_iter().partition(|one| one.dropped.is_some());
    let (done, yours) = own.into_iter().partition(|one| one.confirmed.is_some());
    let policies = &desk.caller.call.portal.policies;
    let may_propose = desk.grants.iter().any(|grant| {
        policies
            .reach(&grant.scheme, Want::ProposeAnnulment)
            .standings()
            .any(|kind| kind.role() == grant.role)
    });
    let Said { did, refused, typed } = said;
    let view = Annulments { waiting, yours, done, dropped, may_propose, did, refused, typed };
    let say = desk.say();
    Ok(desk.page_with(status, &say, ask, None, annulments(&say, &view)))
}

/// Proposals with the names that a page shows.
async fn shown(c: &mut Conn, call: &Call, all: Vec<store::Proposal>) -> Result<Vec<Proposal>> {
    let opens = opens(c, call, &all).await?;
    let mut shown = Vec::with_capacity(all.len());
    for (one, opens) in all.into_iter().zip(opens) {
        let book = call.portal.shelf.get(c, one.curriculum).await?;
        let of = book.requirement(one.requirement).ok_or(Refusal::NotFound)?;
        let ended =
            |name: Option<String>, role: Option<String>, at: Option<Moment>| Some((who(name?, &role?), at?));
        let dropped = ended(one.dropped_by, one.dropped_role, one.dropped_at);
        shown.push(Proposal {
            id: one.id,
            subject: Subject {
                title: of.title.clone(),
                code: of.code.clone(),
                kind: of.kind,
                trainee: one.trainee_name,
                attester: who(one.attester, &one.attester_role),
                attested_at: one.attested_at,
                href: opens.then(|| format!("/plans/{}/requirements/{}", one.plan, show::encoded(&of.code))),
            },
            proposed_by: who(one.proposed_by_name, &one.proposed_role),
            proposed_at: one.proposed_at,
            reason: one.reason,
            confirmed: ended(one.confirmed_by, one.confirmed_role, one.confirmed_at),
            dropped: dropped.map(|(who, at)| (who, at, one.dropped_why)),
        });
    }
    Ok(shown)
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
    let waiting = store::proposal_of(c, call.today, attestation.id).await?;
    let waiting = shown(c, call, waiting.into_iter().collect()).await?.pop();
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
    let before = before(&call, id).await?;
    let done = app.does(ConfirmAnnulment { call, annulment: id }).await;
    let say = desk.say();
    let title = say.title(&before.title, &before.code, before.kind);
    let did = Did::Confirmed { title, trainee: before.trainee, attester: before.attester.name };
    answer(&desk, ask, done, did, None).await
}

/// `POST /annulments/{id}/drop`: who proposed withdraws, a second person declines.
pub async fn give_up(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    Path(id): Path<AnnulmentId>,
    sent: Form,
) -> Result<Response> {
    let desk = Desk::of(caller).await?;
    let call = desk.caller.call.clone();
    let before = before(&call, id).await?;
    let done = match Comment::read(sent.value("reason")) {
        Ok(reason) => app.does(DropAnnulment { call, annulment: id, reason }).await,
        Err(problem) => Err(Error::field("reason", problem)),
    };
    let say = desk.say();
    let did = Did::Dropped { title: say.title(&before.title, &before.code, before.kind) };
    answer(&desk, ask, done, did, Some((id, sent.fields()))).await
}

/// What a proposal is about, for the page that says what became of it.
async fn before(call: &Call, id: AnnulmentId) -> Result<Subject> {
    let (asked, app) = (call.clone(), call.portal.clone());
    let read = app.db.read(move |c| {
        Box::pin(async move {
            let one = signoff::proposal(c, &asked, id).await?;
            shown(c, &asked, vec![one]).await
        })
    });
    Ok(read.await?.pop().ok_or(Refusal::NotFound)?.subject)
}

/// The list again, with what was done or why not.
async fn answer(
    desk: &Desk,
    ask: Ask,
    done: Result<()>,
    did: Did,
    typed: Option<(AnnulmentId, Fields)>,
) -> Result<Response> {
    match done {
        Ok(()) => list(desk, ask, StatusCode::OK, Said { did: Some(did), ..Said::default() }).await,
        Err(Error::Fields(errors)) => {
            let mut typed = typed;
            if let Some((_, fields)) = &mut typed {
                show::mark_all(desk.caller.lang, fields, &errors);
            }
            let said = Said { typed, ..Said::default() };
            list(desk, ask, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        Err(Error::Refused(refusal)) if refusal != Refusal::NotFound => {
            let status = door::status(&refusal);
            list(desk, ask, status, Said { refused: Some(refusal), ..Said::default() }).await
        }
        Err(other) => Err(other),
    }
}
