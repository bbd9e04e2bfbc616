//! Taking an attestation back: one person proposes with a reason, another confirms or declines. Nothing disappears.

use base::{AnnulmentId, AttestationId};
use db::{Conn, Work};
use domain::{
    access::Act as Want,
    refusal::{Instead, Problem, Refusal},
    signoff::Given,
    text::Comment,
};

use super::{After, Case, InForce, case_of, store};
use crate::{
    access,
    audit::{self, What},
    error::{Error, Result},
    mint,
    notices::{self, Notice},
    portal::Call,
};

/// Somebody proposes to take an attestation back.
#[derive(Clone)]
pub struct ProposeAnnulment {
    /// Who, when.
    pub call: Call,
    /// Which attestation.
    pub attestation: AttestationId,
    /// Why.
    pub reason: Comment,
}

impl Work for ProposeAnnulment {
    type Done = AnnulmentId;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<AnnulmentId> {
        let (attestation, case) = load(c, &self.call, self.attestation).await?;
        let permit = case.ask(c, &self.call, Want::ProposeAnnulment).await?;
        if let Some(there) = store::annulment_of(c, attestation.id).await? {
            let instead = there.confirmed_at.map_or(Instead::Proposed, |_| Instead::Annulled);
            return Err(Refusal::WrongState(instead).into());
        }
        let new = store::Annulment {
            id: mint!(self.call.portal.world, AnnulmentId),
            attestation: attestation.id,
            proposed_by: permit.actor(),
            reason: self.reason.as_str().to_owned(),
            proposed_at: self.call.now,
            confirmed_at: None,
        };
        store::add_annulment(c, &case, &new, &permit).await?;
        let mut act = case.act(What::AnnulmentProposed, &self.call, &permit);
        act.attestation = Some(attestation.id);
        act.annulment = Some(new.id);
        act.comment = Some(new.reason.clone());
        audit::record(c, &self.call.portal.world, &act).await?;
        tell_both(c, &self.call, &act, &attestation).await?;
        Ok(new.id)
    }
}

/// A second person confirms, and the attestation no longer counts.
#[derive(Clone)]
pub struct ConfirmAnnulment {
    /// Who, when.
    pub call: Call,
    /// Which proposal.
    pub annulment: AnnulmentId,
}

impl Work for ConfirmAnnulment {
    type Done = ();
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<()> {
        let annulment = store::annulment(c, self.annulment).await?.ok_or(Refusal::NotFound)?;
        let (attestation, case) = load(c, &self.call, annulment.attestation).await?;
        let subject = case.subject_proposed_by(Some(annulment.proposed_by));
        let permit = access::ask(c, &self.call, Want::ConfirmAnnulment, &subject, case.at()).await?;
        if !store::confirm(c, annulment.id, self.call.now, &permit).await? {
            return Err(settled(c, annulment.id).await?.into());
        }
        let others = store::in_force(c, case.plan, case.requirement, attestation.id).await?;
        let marked = others.iter().any(|(.., count)| *count == 0);
        let given = Given { count: attestation.count, raised: attestation.raised };
        let standing = case.standing.annul(case.asked, given, marked);
        let in_force = others.first().map(|(id, at, _)| InForce { id: *id, at: *at });
        let after = After { standing, attestation: in_force, annulled: true, ..After::of(&case, standing) };
        case.stands(c, &self.call, &permit, &after).await?;
        let mut act = case.act(What::Annulled, &self.call, &permit);
        act.attestation = Some(attestation.id);
        act.annulment = Some(annulment.id);
        act.comment = Some(annulment.reason.clone());
        audit::record(c, &self.call.portal.world, &act).await?;
        tell_both(c, &self.call, &act, &attestation).await
    }
}

/// A proposal is given up: who made it withdraws it, or a second person declines with a reason. The attestation goes on counting.
#[derive(Clone)]
pub struct DropAnnulment {
    /// Who, when.
    pub call: Call,
    /// Which proposal.
    pub annulment: AnnulmentId,
    /// Why; who withdraws their own need not say.
    pub reason: Option<Comment>,
}

impl Work for DropAnnulment {
    type Done = ();
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<()> {
        let annulment = store::annulment(c, self.annulment).await?.ok_or(Refusal::NotFound)?;
        let (attestation, case) = load(c, &self.call, annulment.attestation).await?;
        let (permit, what) = if annulment.proposed_by == self.call.actor {
            (case.ask(c, &self.call, Want::ProposeAnnulment).await?, What::AnnulmentWithdrawn)
        } else {
            (case.ask(c, &self.call, Want::ConfirmAnnulment).await?, What::AnnulmentDeclined)
        };
        if what == What::AnnulmentDeclined && self.reason.is_none() {
            return Err(Error::field("reason", Problem::Required));
        }
        let why = self.reason.as_ref().map(Comment::as_str);
        if !store::drop_proposal(c, annulment.id, why, self.call.now, &permit).await? {
            return Err(settled(c, annulment.id).await?.into());
        }
        let mut act = case.act(what, &self.call, &permit);
        act.attestation = Some(attestation.id);
        act.annulment = Some(annulment.id);
        act.comment = why.map(str::to_owned);
        audit::record(c, &self.call.portal.world, &act).await?;
        notices::tell(c, &self.call, &Notice::about(&act, annulment.proposed_by)).await?;
        tell_both(c, &self.call, &act, &attestation).await
    }
}

/// Why a proposal waits no longer.
async fn settled(c: &mut Conn, id: AnnulmentId) -> Result<Refusal> {
    let confirmed = store::annulment(c, id).await?.and_then(|there| there.confirmed_at);
    Ok(Refusal::WrongState(confirmed.map_or(Instead::GivenUp, |_| Instead::Annulled)))
}

async fn load(c: &mut Conn, call: &Call, id: AttestationId) -> Result<(store::Attestation, Case)> {
    let attestation = store::attestation(c, id).await?.ok_or(Refusal::NotFound)?;
    let case = case_of(c, call, attestation.plan, attestation.requirement).await?;
    Ok((attestation, case))
}

/// Trainee and approver both learn of it on their Home.
async fn tell_both(
    c: &mut Conn,
    call: &Call,
    act: &audit::Act,
    attestation: &store::Attestation,
) -> Result<()> {
    notices::tell(c, call, &Notice::about(act, attestation.trainee)).await?;
    notices::tell(c, call, &Notice::about(act, attestation.attester)).await?;
    Ok(())
}
