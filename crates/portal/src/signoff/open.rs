//! Opening one requirement of somebody's plan, or a request about it: leave, and one row in the access log before anything is
//! answered. Who sees no plan, such as a leader of courses, comes in here.

use base::{AttestationId, PlanId, SignOffId};
use db::{Conn, Work};
use domain::{access::Act as Want, refusal::Refusal};

use super::{Attestation, Boxed, Case, boxed, case, case_of, store};
use crate::{
    audit::{self, Look, Whose},
    error::{Error, Result},
    portal::Call,
};

/// Opens one requirement of a plan, by its code.
pub async fn open(call: &Call, plan: PlanId, code: &str) -> Result<Case> {
    let (asked, wanted) = (call.clone(), code.to_owned());
    let read = call.portal.db.read(move |c| Box::pin(async move { case(c, &asked, plan, &wanted).await }));
    seen(call, read.await?).await
}

/// Opens a request and the requirement it is about.
pub async fn open_request(call: &Call, id: SignOffId) -> Result<(Boxed, Case)> {
    let asked = call.clone();
    let (request, case) = call
        .portal
        .db
        .read(move |c| {
            Box::pin(async move {
                let request = boxed(c, id).await?;
                let case = case_of(c, &asked, request.plan, request.requirement).await?;
                Ok::<_, Error>((request, case))
            })
        })
        .await?;
    Ok((request, seen(call, case).await?))
}

/// Opens an attestation and the requirement it is of.
pub async fn open_attestation(call: &Call, id: AttestationId) -> Result<(Attestation, Case)> {
    let asked = call.clone();
    let (attestation, case) = call
        .portal
        .db
        .read(move |c| {
            Box::pin(async move {
                let attestation = store::attestation(c, id).await?.ok_or(Refusal::NotFound)?;
                let case = case_of(c, &asked, attestation.plan, attestation.requirement).await?;
                Ok::<_, Error>((attestation, case))
            })
        })
        .await?;
    Ok((attestation, seen(call, case).await?))
}

async fn seen(call: &Call, case: Case) -> Result<Case> {
    if case.trainee != call.actor {
        call.portal.db.write(Seen { call: call.clone(), case: case.clone() }).await?;
    }
    Ok(case)
}

struct Seen {
    call: Call,
    case: Case,
}

impl Work for Seen {
    type Done = ();
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<()> {
        let permit = self.case.ask(c, &self.call, Want::SeeRequirement).await?;
        let look = Look {
            person: permit.actor(),
            role: permit.role(),
            what: Want::SeeRequirement.code(),
            whose: Whose::One(self.case.trainee),
            plan: Some(self.case.plan),
        };
        Ok(audit::looked(c, &self.call.portal.world, self.call.now, &look).await?)
    }
}
