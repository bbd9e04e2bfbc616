//! Opening a case: leave, the access log, from when on its trainee cannot take it back, and until when what it holds is open.

use base::{CaseId, Day, DocumentId, DossierId};
use db::{Conn, Work};
use domain::{
    access::{Act as Want, Permit, Subject},
    refusal::{Instead, Refusal},
};

use super::{Case, Happened, State, happen, of_trainee, store, with_own};
use crate::{
    access::{self, At},
    audit::{self, Look, What, Whose},
    door, dossiers,
    error::{Error, Result},
    people::Scope,
    portal::Call,
};

/// A case, and leave to do something with it. One that was taken back is there for its trainee alone.
pub(super) async fn allowed(c: &mut Conn, call: &Call, id: CaseId, want: Want) -> Result<(Case, Permit)> {
    let sent = store::find(c, id).await?.ok_or(Refusal::NotFound)?;
    let subject = Subject::Case { scheme: &sent.scheme, trainee: sent.trainee };
    let at = At { programme: sent.programme, requirement: None };
    let permit = access::ask(c, call, want, &subject, at).await?;
    let case = with_own(c, &call.portal, Some(sent)).await?.ok_or(Refusal::NotFound)?;
    if case.state() == State::Withdrawn { Err(Refusal::NotFound.into()) } else { Ok((case, permit)) }
}

/// Opens a case: from now on its trainee cannot take it back. A door that only reads opens what somebody has opened before.
pub async fn open(call: &Call, id: CaseId, by: Scope) -> Result<Case> {
    call.portal.does(OpenCase { call: call.clone(), case: id, by }).await
}

struct OpenCase {
    call: Call,
    case: CaseId,
    by: Scope,
}

impl Work for OpenCase {
    type Done = Case;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<Case> {
        let call = &self.call;
        let (case, permit) = allowed(c, call, self.case, Want::SeeCase).await?;
        seen(c, call, &case, &permit).await?;
        if self.by == Scope::Read && !is_opened(&case) {
            return Err(Refusal::ReadsOnly.into());
        }
        opened(c, call, case, &permit).await
    }
}

/// The access log says that the caller saw a case.
pub(super) async fn seen(c: &mut Conn, call: &Call, case: &Case, permit: &Permit) -> Result<()> {
    let whose = Whose::One(case.sent.trainee);
    let look =
        Look { person: call.actor, role: permit.role(), what: Want::SeeCase.code(), whose, plan: None };
    Ok(audit::looked(c, &call.portal.world, call.now, &look).await?)
}

/// What a case holds.
#[derive(Debug, Clone, Copy)]
pub enum Held {
    /// One of its dossiers.
    Dossier(DossierId),
    /// A document that one of them names.
    Document(DocumentId),
}

/// Opens a case for one thing that it holds. What is not there opens no case; and whoever may not open it is told that there is none.
pub async fn open_for(call: &Call, id: CaseId, held: Held, by: Scope) -> Result<Case> {
    let (portal, app) = (&call.portal, call.portal.clone());
    let case = door::read(portal, move |c| {
        Box::pin(async move {
            let sent = store::find(c, id).await?;
            with_own(c, &app, sent).await
        })
    });
    let case = case.await?.ok_or(Refusal::NotFound)?;
    let holds = match held {
        Held::Dossier(dossier) => case.dossiers().contains(&dossier),
        Held::Document(document) => dossiers::last_naming(portal, document, case.dossiers()).await?.is_some(),
    };
    if holds { open_for_files(call, id, by).await } else { Err(Refusal::NotFound.into()) }
}

/// Opens a case for what it holds: its dossiers and documents. Some time after the decision they are the trainee's alone again.
async fn open_for_files(call: &Call, id: CaseId, by: Scope) -> Result<Case> {
    let case = open(call, id, by).await?;
    if is_shut(call, &case)? { Err(Refusal::WrongState(Instead::Shut).into()) } else { Ok(case) }
}

/// The same for whoever knows a dossier of it: of several cases that hold it, the last.
pub async fn open_for_dossier(call: &Call, dossier: &dossiers::Sealed, by: Scope) -> Result<Case> {
    let (portal, id, trainee) = (call.portal.clone(), dossier.id, dossier.trainee);
    let read = call.portal.db.read(move |c| Box::pin(async move { of_trainee(c, &portal, trainee).await }));
    let holds = |case: &Case| case.dossiers().contains(&id);
    let case = read.await?.into_iter().find(holds).ok_or(Refusal::NotFound)?;
    open_for_files(call, case.sent.id, by).await
}

/// The last day on which the authority opens what a decided case holds; none: it is not decided, or its scheme knows no such day.
pub fn readable_until(call: &Call, case: &Case) -> Result<Option<Day>> {
    let rules = call.portal.scheme(&case.sent.scheme)?.dossiers.get(&case.sent.kind);
    let months = rules.and_then(|rules| rules.access_months_after_decision);
    Ok(case.decided_on().zip(months).map(|(on, months)| on.plus_months(i32::from(months))))
}

/// Whether that day has passed.
pub fn is_shut(call: &Call, case: &Case) -> Result<bool> {
    Ok(readable_until(call, case)?.is_some_and(|last| last < call.today))
}

fn is_opened(case: &Case) -> bool {
    case.events.iter().any(|event| event.what == Happened::Opened)
}

/// The case, opened by somebody at the authority: now, unless somebody did before.
pub(super) async fn opened(c: &mut Conn, call: &Call, case: Case, permit: &Permit) -> Result<Case> {
    if is_opened(&case) {
        return Ok(case);
    }
    let event = store::NewEvent { what: "opened", ..store::NewEvent::default() };
    happen(c, call, (What::CaseOpened, &case), event, permit).await?;
    with_own(c, &call.portal, Some(case.sent)).await?.ok_or_else(|| Refusal::NotFound.into())
}
