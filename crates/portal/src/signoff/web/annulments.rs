//! Page handlers of annulments: one person proposes with a reason, another confirms. What was done is shown at an address of its
//! own, so that it can be loaded again.

use axum::{
    extract::State as Shared,
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
    door::{self, At, Caller},
    error::{Error, Result},
    portal::{App, Call},
    show::{self, Who},
    signoff::{
        self, Attestation, Case, ConfirmAnnulment, DropAnnulment, ProposeAnnulment, case_of,
        pages::annulments::{
            Annulments, Did, Dropped, Proposal, Propose, Subject, annulments, propose as propose_page,
        },
        proposals::opens,
        store,
    },
};

/// The most proposals a page lists.
const LISTED_MAX: usize = 50;

/// `GET /annulments`.
pub async fn show(Shared(_): Shared<App>, caller: Caller, ask: Ask) -> Result<Response> {
    let desk = Desk::of(caller).await?;
    list(&desk, ask, StatusCode::OK, Said::default()).await
}

/// `GET /annulments/done?id=…`: what became of a proposal that the reader made or decided on.
pub async fn show_done(Shared(_): Shared<App>, caller: Caller, ask: Ask, uri: Uri) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let id: AnnulmentId = query.value("id").parse().map_err(|_| Refusal::NotFound)?;
    let desk = Desk::of(caller).await?;
    let call = desk.caller.call.clone();
    let app = call.portal.clone();
    let read = app.db.read(move |c| Box::pin(async move { became(c, &call, id).await }));
    let (about, subject, outcome) = read.await?;
    let title = subject.title(&desk.say());
    let did = match outcome {
        Outcome::Waits(confirmers) => Did::Proposed(confirmers),
        Outcome::Confirmed => {
            Did::Confirmed { title, trainee: subject.trainee, attester: subject.attester.name }
        }
        Outcome::Dropped => Did::Dropped { title },
    };
    list(&desk, ask, StatusCode::OK, Said { did: Some(did), about: Some(about), ..Said::default() }).await
}

/// Where it stands what became of a proposal.
fn outcome(id: AnnulmentId) -> Response {
    page::see_other(&format!("/annulments/done?id={id}"))
}

enum Outcome {
    /// These can confirm.
    Waits(Vec<String>),
    Confirmed,
    Dropped,
}

async fn became(c: &mut Conn, call: &Call, id: AnnulmentId) -> Result<(About, Subject, Outcome)> {
    let (one, role) = signoff::proposal(c, call, id).await?;
    let about = (role, one.trainee);
    let outcome = match (one.confirmed_at, one.dropped_at) {
        (Some(_), _) => Outcome::Confirmed,
        (None, Some(_)) => Outcome::Dropped,
        (None, None) => {
            let case = case_of(c, call, one.plan, one.requirement).await?;
            Outcome::Waits(confirmers(c, call, &case).await?)
        }
    };
    let subject = shown(c, call, vec![one]).await?.pop().ok_or(Refusal::NotFound)?.subject;
    Ok((about, subject, outcome))
}

/// Whose record it is about, and in which role its reader sees that.
type About = (Role, PersonId);

/// What the list says besides what stands on it.
#[derive(Default)]
struct Said {
    did: Option<Did>,
    about: Option<About>,
    refused: Option<Refusal>,
    typed: Option<(AnnulmentId, Fields)>,
}

async fn list(desk: &Desk, ask: Ask, status: StatusCode, said: Said) -> Result<Response> {
    let call = desk.caller.call.clone();
    let app = call.portal.clone();
    let (waiting, own, role, mut whose) = app
        .db
        .read(move |c| {
            Box::pin(async move {
                let waiting = signoff::proposals(c, &call, None, LISTED_MAX).await?;
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
    // Whom the list is of no use to is not shown an empty one.
    if !desk.annuls() && waiting.is_empty() && own.is_empty() && said.about.is_none() {
        return Err(said.refused.unwrap_or(Refusal::NotEntitled).into());
    }
    let Said { did, about, refused, typed } = said;
    whose.extend(about.map(|(_, trainee)| trainee));
    if let Some(role) = role.or(about.map(|(role, _)| role)) {
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
        let own = one.dropped_by_id == Some(one.proposed_by);
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
            dropped: dropped.map(|(who, at)| Dropped { who, at, why: one.dropped_why, own }),
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
    At(id): At<AttestationId>,
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
    At(id): At<AttestationId>,
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
        Ok(id) => Ok(outcome(id)),
        Err(Error::Refused(refusal)) if refusal != Refusal::NotFound => {
            let own = match refusal {
                Refusal::WrongState(_) => own_waiting(&desk.caller.call, id).await?,
                _ => None,
            };
            if let Some(own) = own {
                return Ok(outcome(own));
            }
            let status = door::status(&refusal);
            form(&desk, ask, id, status, fields, Some(refusal)).await
        }
        Err(other) => Err(other),
    }
}

/// The proposal about an attestation that the reader made and that waits: a press repeated is the same press.
async fn own_waiting(call: &Call, attestation: AttestationId) -> Result<Option<AnnulmentId>> {
    let (today, actor) = (call.today, call.actor);
    let read = call.portal.db.read(move |c| Box::pin(store::proposal_of(c, today, attestation)));
    let own = read.await?.filter(|one| one.proposed_by == actor && one.waits());
    Ok(own.map(|one| one.id))
}

/// `POST /annulments/{id}/confirm`.
pub async fn confirm(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    At(id): At<AnnulmentId>,
) -> Result<Response> {
    let desk = Desk::of(caller).await?;
    let call = desk.caller.call.clone();
    let done = app.does(ConfirmAnnulment { call, annulment: id }).await;
    answer(&desk, ask, id, done, (|one| one.confirmed_by_id, Fields::default())).await
}

/// `POST /annulments/{id}/drop`: who proposed withdraws, a second person declines.
pub async fn give_up(
    Shared(app): Shared<App>,
    caller: Caller,
    ask: Ask,
    At(id): At<AnnulmentId>,
    sent: Form,
) -> Result<Response> {
    let desk = Desk::of(caller).await?;
    let call = desk.caller.call.clone();
    let done = match Comment::read(sent.value("reason")) {
        Ok(reason) => app.does(DropAnnulment { call, annulment: id, reason }).await,
        Err(problem) => Err(Error::field("reason", problem)),
    };
    answer(&desk, ask, id, done, (|one| one.dropped_by_id, sent.fields())).await
}

/// Who did what was asked for, if it was done before.
type Doer = fn(&store::Proposal) -> Option<PersonId>;

/// The way to what was done; or the list again, with why not.
async fn answer(
    desk: &Desk,
    ask: Ask,
    id: AnnulmentId,
    done: Result<()>,
    (doer, mut typed): (Doer, Fields),
) -> Result<Response> {
    match done {
        Ok(()) => Ok(outcome(id)),
        Err(Error::Fields(errors)) => {
            show::mark_all(desk.caller.lang, &mut typed, &errors);
            let said = Said { typed: Some((id, typed)), ..Said::default() };
            list(desk, ask, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        Err(Error::Refused(Refusal::WrongState(_))) if was_done(&desk.caller.call, id, doer).await? => {
            Ok(outcome(id))
        }
        Err(Error::Refused(refusal)) if refusal != Refusal::NotFound => {
            let status = door::status(&refusal);
            list(desk, ask, status, Said { refused: Some(refusal), ..Said::default() }).await
        }
        Err(other) => Err(other),
    }
}

/// Whether the reader did this before: a press repeated is the same press.
async fn was_done(call: &Call, id: AnnulmentId, doer: Doer) -> Result<bool> {
    let today = call.today;
    let read = call.portal.db.read(move |c| Box::pin(store::proposal(c, today, id)));
    Ok(read.await?.is_some_and(|one| doer(&one) == Some(call.actor)))
}
