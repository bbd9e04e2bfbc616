//! SQL of the comparison between tables and acts: whole stretches of requirements at once.

use base::{
    ActId, AdviceId, AnnulmentId, AttestationId, Day, DocumentId, EntryId, Moment, PersonId, PlanId,
    RequirementId, SignOffId,
};
use db::{Conn, Fault, args, from_row, sql};

from_row! {
    /// What a requirement of any curriculum asks, before its scheme is asked who signs.
    pub(in crate::signoff) struct AskedRow {
        pub(in crate::signoff) id: RequirementId,
        pub(in crate::signoff) scheme: String,
        pub(in crate::signoff) kind: String,
        pub(in crate::signoff) required: Option<u32>,
        pub(in crate::signoff) general: bool,
        pub(in crate::signoff) attested_by: String,
    }
}

/// What every requirement asks.
pub(in crate::signoff) async fn all_asked(c: &mut Conn) -> Result<Vec<AskedRow>, Fault> {
    c.all(
        sql!(
            "SELECT r.id, k.scheme, r.kind, r.required_count, r.general, r.attested_by
             FROM requirement r JOIN curriculum k ON k.id = r.curriculum_id ORDER BY r.id LIMIT 1000000"
        ),
        &[],
    )
    .await
}

from_row! {
    /// Where a requirement stands, with all that its row says.
    pub(in crate::signoff) struct StoredState {
        pub(in crate::signoff) plan: PlanId,
        pub(in crate::signoff) requirement: RequirementId,
        pub(in crate::signoff) state: String,
        pub(in crate::signoff) registered: u32,
        pub(in crate::signoff) signed: u32,
        pub(in crate::signoff) sign_off: Option<SignOffId>,
        pub(in crate::signoff) attestation: Option<AttestationId>,
        pub(in crate::signoff) attested_at: Option<Moment>,
        pub(in crate::signoff) annulled: bool,
        pub(in crate::signoff) changed_at: Moment,
    }
}

/// The states after one requirement of a plan up to another.
pub(in crate::signoff) async fn states_between(
    c: &mut Conn,
    after: (PlanId, RequirementId),
    until: (PlanId, RequirementId),
) -> Result<Vec<StoredState>, Fault> {
    c.all(
        sql!(
            "SELECT plan_id, requirement_id, state, registered_count, signed_count, sign_off_id, attestation_id, attested_at,
                    annulled, changed_at
             FROM requirement_state WHERE (plan_id, requirement_id) > ($1, $2) AND (plan_id, requirement_id) <= ($3, $4)"
        ),
        &args![after.0, after.1, until.0, until.1],
    )
    .await
}

from_row! {
    /// An attestation with all that its row says.
    pub(in crate::signoff) struct StoredAttestation {
        pub(in crate::signoff) id: AttestationId,
        pub(in crate::signoff) plan: PlanId,
        pub(in crate::signoff) requirement: RequirementId,
        pub(in crate::signoff) trainee: PersonId,
        pub(in crate::signoff) attester: PersonId,
        pub(in crate::signoff) role: String,
        pub(in crate::signoff) on_behalf_of: Option<PersonId>,
        pub(in crate::signoff) sign_off: Option<SignOffId>,
        pub(in crate::signoff) count: u32,
        pub(in crate::signoff) raised: u32,
        pub(in crate::signoff) completed_on: Option<Day>,
        pub(in crate::signoff) absence_below_percent: Option<u8>,
        pub(in crate::signoff) comment: Option<String>,
        pub(in crate::signoff) attested_at: Moment,
    }
}

/// The attestations whose acts are about what comes after one requirement of a plan, up to another.
pub(in crate::signoff) async fn attestations_between(
    c: &mut Conn,
    after: (PlanId, RequirementId),
    until: (PlanId, RequirementId),
) -> Result<Vec<StoredAttestation>, Fault> {
    c.all(
        sql!(
            "SELECT a.id, a.plan_id, a.requirement_id, a.trainee_id, a.attester_id, a.role, a.on_behalf_of, a.sign_off_id, a.count,
                    a.raised, a.completed_on, a.absence_below_percent, a.comment, a.attested_at
             FROM act x JOIN attestation a ON a.id = x.id
             WHERE (x.plan_id, x.requirement_id) > ($1, $2) AND (x.plan_id, x.requirement_id) <= ($3, $4)"
        ),
        &args![after.0, after.1, until.0, until.1],
    )
    .await
}

/// On which documents attestations rest whose acts are about what comes after one requirement of a plan, up to another.
pub(in crate::signoff) async fn credits_between(
    c: &mut Conn,
    after: (PlanId, RequirementId),
    until: (PlanId, RequirementId),
) -> Result<Vec<(PlanId, RequirementId, ActId, DocumentId)>, Fault> {
    c.all(
        sql!(
            "SELECT x.plan_id, x.requirement_id, x.id, r.document_id
             FROM credit r JOIN act x ON x.id = r.attestation_id
             WHERE (x.plan_id, x.requirement_id) > ($1, $2) AND (x.plan_id, x.requirement_id) <= ($3, $4)"
        ),
        &args![after.0, after.1, until.0, until.1],
    )
    .await
}

/// Attestations that no act made, the first `limit`: where they claim to belong.
pub(in crate::signoff) async fn orphans(
    c: &mut Conn,
    limit: i64,
) -> Result<Vec<(AttestationId, PlanId, RequirementId)>, Fault> {
    c.all(
        sql!(
            "SELECT a.id, a.plan_id, a.requirement_id FROM attestation a LEFT JOIN act x ON x.id = a.id
             WHERE x.id IS NULL OR x.requirement_id IS NULL ORDER BY a.id LIMIT $1"
        ),
        &args![limit],
    )
    .await
}

from_row! {
    /// A request with all that its row says.
    #[derive(PartialEq)]
    pub(in crate::signoff) struct StoredRequest {
        pub(in crate::signoff) plan: PlanId,
        pub(in crate::signoff) requirement: RequirementId,
        pub(in crate::signoff) id: SignOffId,
        pub(in crate::signoff) trainee: Option<PersonId>,
        pub(in crate::signoff) to: Option<PersonId>,
        pub(in crate::signoff) state: String,
        pub(in crate::signoff) completed_on: Option<Day>,
        pub(in crate::signoff) comment: Option<String>,
        pub(in crate::signoff) requested_at: Moment,
        pub(in crate::signoff) changed_at: Moment,
        pub(in crate::signoff) changed_by: Option<PersonId>,
    }
}

/// The requests about what comes after one requirement of a plan, up to another.
pub(in crate::signoff) async fn requests_between(
    c: &mut Conn,
    after: (PlanId, RequirementId),
    until: (PlanId, RequirementId),
) -> Result<Vec<StoredRequest>, Fault> {
    c.all(
        sql!(
            "SELECT plan_id, requirement_id, id, trainee_id, to_person, state, completed_on, comment, requested_at, changed_at, changed_by
             FROM sign_off WHERE (plan_id, requirement_id) > ($1, $2) AND (plan_id, requirement_id) <= ($3, $4)"
        ),
        &args![after.0, after.1, until.0, until.1],
    )
    .await
}

from_row! {
    /// Advice with all that its row says.
    #[derive(PartialEq)]
    pub(in crate::signoff) struct StoredAdvice {
        pub(in crate::signoff) plan: PlanId,
        pub(in crate::signoff) requirement: RequirementId,
        pub(in crate::signoff) id: AdviceId,
        pub(in crate::signoff) trainee: Option<PersonId>,
        pub(in crate::signoff) adviser: Option<PersonId>,
        pub(in crate::signoff) role: Option<String>,
        pub(in crate::signoff) recommends: Option<bool>,
        pub(in crate::signoff) comment: Option<String>,
        pub(in crate::signoff) meeting_on: Option<Day>,
        pub(in crate::signoff) advised_at: Moment,
        pub(in crate::signoff) act: ActId,
    }
}

/// The advice about what comes after one requirement of a plan, up to another.
pub(in crate::signoff) async fn advice_between(
    c: &mut Conn,
    after: (PlanId, RequirementId),
    until: (PlanId, RequirementId),
) -> Result<Vec<StoredAdvice>, Fault> {
    c.all(
        sql!(
            "SELECT plan_id, requirement_id, id, trainee_id, adviser_id, role, recommends, comment, meeting_on, advised_at, act_id
             FROM advice WHERE (plan_id, requirement_id) > ($1, $2) AND (plan_id, requirement_id) <= ($3, $4)"
        ),
        &args![after.0, after.1, until.0, until.1],
    )
    .await
}

from_row! {
    /// An entry with all that its row says, and how it was taken back.
    pub(in crate::signoff) struct StoredEntry {
        pub(in crate::signoff) plan: PlanId,
        pub(in crate::signoff) requirement: RequirementId,
        pub(in crate::signoff) id: EntryId,
        pub(in crate::signoff) on: Day,
        pub(in crate::signoff) count: u32,
        pub(in crate::signoff) comment: Option<String>,
        pub(in crate::signoff) by: Option<PersonId>,
        pub(in crate::signoff) at: Moment,
        pub(in crate::signoff) withdrawn_by: Option<PersonId>,
        pub(in crate::signoff) withdrawn_at: Option<Moment>,
    }
}

/// The entries about what comes after one requirement of a plan, up to another.
pub(in crate::signoff) async fn entries_between(
    c: &mut Conn,
    after: (PlanId, RequirementId),
    until: (PlanId, RequirementId),
) -> Result<Vec<StoredEntry>, Fault> {
    c.all(
        sql!(
            "SELECT e.plan_id, e.requirement_id, e.id, e.on_day, e.count, e.comment, e.registered_by, e.registered_at,
                    w.withdrawn_by, w.withdrawn_at
             FROM entry e LEFT JOIN withdrawal w ON w.entry_id = e.id
             WHERE (e.plan_id, e.requirement_id) > ($1, $2) AND (e.plan_id, e.requirement_id) <= ($3, $4)"
        ),
        &args![after.0, after.1, until.0, until.1],
    )
    .await
}

/// On which entries the requests rest that are about what comes after one requirement of a plan, up to another.
pub(in crate::signoff) async fn evidence_between(
    c: &mut Conn,
    after: (PlanId, RequirementId),
    until: (PlanId, RequirementId),
) -> Result<Vec<(PlanId, RequirementId, SignOffId, EntryId)>, Fault> {
    c.all(
        sql!(
            "SELECT s.plan_id, s.requirement_id, x.sign_off_id, x.entry_id
             FROM sign_off s JOIN sign_off_entry x ON x.sign_off_id = s.id
             WHERE (s.plan_id, s.requirement_id) > ($1, $2) AND (s.plan_id, s.requirement_id) <= ($3, $4)"
        ),
        &args![after.0, after.1, until.0, until.1],
    )
    .await
}

from_row! {
    /// A proposal to annul with all that its row says.
    #[derive(PartialEq)]
    pub(in crate::signoff) struct StoredAnnulment {
        pub(in crate::signoff) plan: PlanId,
        pub(in crate::signoff) requirement: RequirementId,
        pub(in crate::signoff) id: AnnulmentId,
        pub(in crate::signoff) attestation: Option<AttestationId>,
        pub(in crate::signoff) trainee: Option<PersonId>,
        pub(in crate::signoff) proposed_by: Option<PersonId>,
        pub(in crate::signoff) proposed_role: Option<String>,
        pub(in crate::signoff) reason: Option<String>,
        pub(in crate::signoff) proposed_at: Moment,
        pub(in crate::signoff) confirmed_by: Option<PersonId>,
        pub(in crate::signoff) confirmed_role: Option<String>,
        pub(in crate::signoff) confirmed_at: Option<Moment>,
        pub(in crate::signoff) dropped_by: Option<PersonId>,
        pub(in crate::signoff) dropped_role: Option<String>,
        pub(in crate::signoff) dropped_at: Option<Moment>,
        pub(in crate::signoff) dropped_why: Option<String>,
    }
}

/// The proposals to annul about what comes after one requirement of a plan, up to another.
pub(in crate::signoff) async fn annulments_between(
    c: &mut Conn,
    after: (PlanId, RequirementId),
    until: (PlanId, RequirementId),
) -> Result<Vec<StoredAnnulment>, Fault> {
    c.all(
        sql!(
            "SELECT plan_id, requirement_id, id, attestation_id, trainee_id, proposed_by, proposed_role, reason, proposed_at,
                    confirmed_by, confirmed_role, confirmed_at, dropped_by, dropped_role, dropped_at, dropped_why
             FROM annulment WHERE (plan_id, requirement_id) > ($1, $2) AND (plan_id, requirement_id) <= ($3, $4)"
        ),
        &args![after.0, after.1, until.0, until.1],
    )
    .await
}
