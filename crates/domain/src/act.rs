//! An act: what happened, as canonical JSON that the ledger commits to. Whoever has its bytes needs no portal to read them.

use base::{
    ActId, AdviceId, AnnulmentId, AttestationId, CaseId, Day, DelegationId, DocumentId, DossierId, GrantId,
    Moment, PersonId, PlanId, ProgrammeId, RequirementId, SignOffId,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::access::{Kind, Permit, Role};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The trainee did something.
    Registered,
    /// The trainee took something registered back: the evidence says which.
    Withdrawn,
    /// The trainee asked somebody to attest.
    Requested,
    /// The trainee took the request back.
    Recalled,
    /// The approver returned it with a comment.
    Returned,
    /// Somebody recommended the goal, or did not.
    Advised,
    /// Somebody entitled attested it.
    Attested,
    /// The leader marked it fulfilled on behalf of the trainee.
    Marked,
    /// Somebody entitled registered that it was achieved before, on a document.
    Credited,
    /// One person proposed to take an attestation back.
    AnnulmentProposed,
    /// A second one confirmed.
    Annulled,
    /// A second one declined.
    AnnulmentDeclined,
    /// The first one withdrew.
    AnnulmentWithdrawn,
    /// A trainee was bound to a curriculum version.
    PlanAssigned,
    /// A plan not begun was deleted.
    PlanDeleted,
    /// A plan begun was archived.
    PlanArchived,
    /// The trainee put a document on record.
    DocumentAdded,
    /// The trainee took it back.
    DocumentWithdrawn,
    /// Somebody entitled has seen a document's original.
    Verified,
    /// Somebody entitled took back that its original was seen.
    Unverified,
    /// The trainee confirmed the overview of employments as it was.
    EmploymentsConfirmed,
    /// The trainee sealed a dossier: the evidence is its content.
    DossierSealed,
    /// The trainee sent it to the authority, which opened a case with it.
    DossierSent,
    /// The trainee took it back before anybody there had opened it.
    SendingWithdrawn,
    /// Somebody at the authority opened the case for the first time.
    CaseOpened,
    /// The authority asked the trainee.
    CaseAsked,
    /// The trainee answered, or sent another dossier after the first.
    Supplemented,
    /// The authority decided.
    CaseDecided,
    /// A person was given a role.
    RoleGranted,
    /// A role was ended, at once or with a last day.
    RoleEnded,
    /// A role was given a later last day, or none.
    RoleExtended,
    /// A leader lent the right to approve.
    Delegated,
    /// The delegation was ended.
    DelegationEnded,
    /// A person was bound to an identity.
    IdentityBound,
    /// A person's national number was set or changed; not which one it is.
    IdentifierSet,
    /// It was taken away.
    IdentifierRemoved,
    /// The key that signs checkpoints was changed.
    KeyChanged,
}

impl What {
    /// Whether it gives an attestation: by vouching, by a mark, or on a document of before.
    pub const fn gives_attestation(self) -> bool {
        matches!(self, Self::Attested | Self::Marked | Self::Credited)
    }

    /// Its code, as the API says it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Withdrawn => "withdrawn",
            Self::Requested => "requested",
            Self::Recalled => "recalled",
            Self::Returned => "returned",
            Self::Advised => "advised",
            Self::Attested => "attested",
            Self::Marked => "marked",
            Self::Credited => "credited",
            Self::AnnulmentProposed => "annulment_proposed",
            Self::Annulled => "annulled",
            Self::AnnulmentDeclined => "annulment_declined",
            Self::AnnulmentWithdrawn => "annulment_withdrawn",
            Self::PlanAssigned => "plan_assigned",
            Self::PlanDeleted => "plan_deleted",
            Self::PlanArchived => "plan_archived",
            Self::DocumentAdded => "document_added",
            Self::DocumentWithdrawn => "document_withdrawn",
            Self::Verified => "verified",
            Self::Unverified => "unverified",
            Self::EmploymentsConfirmed => "employments_confirmed",
            Self::DossierSealed => "dossier_sealed",
            Self::DossierSent => "dossier_sent",
            Self::SendingWithdrawn => "sending_withdrawn",
            Self::CaseOpened => "case_opened",
            Self::CaseAsked => "case_asked",
            Self::Supplemented => "supplemented",
            Self::CaseDecided => "case_decided",
            Self::RoleGranted => "role_granted",
            Self::RoleEnded => "role_ended",
            Self::RoleExtended => "role_extended",
            Self::Delegated => "delegated",
            Self::DelegationEnded => "delegation_ended",
            Self::IdentityBound => "identity_bound",
            Self::IdentifierSet => "identifier_set",
            Self::IdentifierRemoved => "identifier_removed",
            Self::KeyChanged => "key_changed",
        }
    }
}

/// Who did what to whom, in which role, on whose behalf, when, about which requirement of which curriculum version, on which
/// evidence, with which words. The order of the fields is the canonical order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// When.
    pub at: Moment,
    /// What.
    pub what: What,
    /// Who; none when the command line or an import did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<PersonId>,
    /// In which role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// On whose behalf.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<PersonId>,
    /// To whose record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trainee: Option<PersonId>,
    /// In which plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanId>,
    /// About which requirement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requirement: Option<RequirementId>,
    /// Named as outside: scheme, curriculum code, version, requirement code, kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Named>,
    /// Which request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_off: Option<SignOffId>,
    /// To whom the request went, or who got or lost a role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PersonId>,
    /// Which attestation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attestation: Option<AttestationId>,
    /// Which advice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advice: Option<AdviceId>,
    /// Which annulment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annulment: Option<AnnulmentId>,
    /// Which grant it gives, moves or ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<GrantId>,
    /// Under which grants the actor could do it, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub under: Vec<GrantId>,
    /// Which delegation it gives or ends, or under which the actor could do it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegation: Option<DelegationId>,
    /// Which document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// Which dossier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dossier: Option<DossierId>,
    /// Which case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
    /// How many times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// The day it was done or completed, or of the meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// Whether advice recommends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommends: Option<bool>,
    /// Whether the authority granted what was applied for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted: Option<bool>,
    /// Whoever attests time certifies that absence was under so many percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absence_below_percent: Option<u8>,
    /// SHA-256 of each piece of evidence, in hex, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// What else there is to say: of a role or delegation over what, from, until; of a plan where it belongs and on what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<String>,
    /// The words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// To which programme a document belongs, what it is, and which time it attests, in the words of its act.
pub fn of_document(programme: ProgrammeId, kind: &str, attests: Option<RequirementId>) -> String {
    let attests = attests.map(|id| format!(" requirement:{id}")).unwrap_or_default();
    format!("programme:{programme} {kind}{attests}")
}

/// Where a trainee is who applies, for what, and what people call the case, in the words of the act that sent it.
pub fn of_case(scheme: &str, programme: ProgrammeId, kind: &str, number: &str) -> String {
    format!("{scheme} programme:{programme} {kind} {number}")
}

/// A requirement as everyone outside names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The scheme's code.
    pub scheme: String,
    /// The curriculum's code.
    pub curriculum: String,
    /// Its version.
    pub version: String,
    /// The requirement's code.
    pub code: String,
    /// What it is.
    pub kind: Kind,
}

impl Act {
    /// An act of which only the moment is known.
    pub const fn new(what: What, at: Moment) -> Self {
        Self {
            at,
            what,
            actor: None,
            role: None,
            on_behalf_of: None,
            trainee: None,
            plan: None,
            requirement: None,
            of: None,
            sign_off: None,
            to: None,
            attestation: None,
            advice: None,
            annulment: None,
            grant: None,
            under: Vec::new(),
            delegation: None,
            document: None,
            dossier: None,
            case: None,
            count: None,
            on: None,
            recommends: None,
            granted: None,
            absence_below_percent: None,
            evidence: Vec::new(),
            over: None,
            comment: None,
        }
    }

    /// What the holder of a permit does: who, in which role, on whose behalf, under which grants.
    pub fn by(what: What, at: Moment, permit: &Permit) -> Self {
        let mut under = permit.grants().to_vec();
        under.sort_unstable();
        Self {
            actor: Some(permit.actor()),
            role: Some(permit.role()),
            on_behalf_of: permit.on_behalf_of(),
            under,
            delegation: permit.delegation(),
            ..Self::new(what, at)
        }
    }

    /// The role or delegation that it gives, moves or ends.
    pub fn power(&self) -> Option<Uuid> {
        match self.what {
            What::RoleGranted | What::RoleEnded | What::RoleExtended => self.grant.map(GrantId::uuid),
            What::Delegated | What::DelegationEnded => self.delegation.map(DelegationId::uuid),
            _ => None,
        }
    }

    /// The id of the act that gives an attestation: the attestation's own, so that each finds the other.
    pub fn attested_as(&self) -> Option<ActId> {
        let id = self.attestation.filter(|_| self.what.gives_attestation());
        id.map(|id| ActId::from_uuid(id.uuid()))
    }

    /// The id that an act has in common with what it made, so that each finds the other: an attestation, a document, a
    /// dossier, a case.
    pub fn made_as(&self) -> Option<ActId> {
        let filed = self.document.filter(|_| self.what == What::DocumentAdded).map(DocumentId::uuid);
        let sealed = self.dossier.filter(|_| self.what == What::DossierSealed).map(DossierId::uuid);
        let sent = self.case.filter(|_| self.what == What::DossierSent).map(CaseId::uuid);
        self.attested_as().or(filed.or(sealed).or(sent).map(ActId::from_uuid))
    }

    /// The bytes the ledger commits to: JSON in the order of the fields, with the row's id in front and the evidence sorted.
    pub fn canonical(&self, id: ActId) -> Vec<u8> {
        if !self.evidence.is_sorted() {
            let mut sorted = self.clone();
            sorted.evidence.sort_unstable();
            return sorted.canonical(id);
        }
        #[derive(Serialize)]
        struct Row<'a> {
            id: ActId,
            #[serde(flatten)]
            act: &'a Act,
        }
        serde_json::to_vec(&Row { id, act: self }).expect("an act is made of text, numbers and lists")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_that_certifies_nothing_has_the_bytes_it_always_had() {
        let id = ActId::from_uuid(uuid::Uuid::nil());
        let mut act = Act::new(What::Attested, Moment::from_micros(0));
        act.count = Some(1);
        let bytes = |act: &Act| String::from_utf8(act.canonical(id)).unwrap();
        let start = r#"{"id":"00000000-0000-0000-0000-000000000000","at":"1970-01-01T00:00:00Z","what":"attested","count":1"#;
        assert_eq!(bytes(&act), format!("{start}}}"));
        act.absence_below_percent = Some(10);
        assert_eq!(bytes(&act), format!("{start},\"absence_below_percent\":10}}"));
    }
}
