//! What people are, what that makes them towards one trainee, and what they may want to do.
//!
//! The codes are the outside interface (roles) and the enumerated types of `schemes/schema.cedarschema`; a test in
//! `policies.rs` holds both lists together.

use std::{fmt, str::FromStr};

use base::{DelegationId, GrantId, PersonId};
use serde::{Deserialize, Serialize};

/// No such code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not one of our codes: {0}")]
pub struct UnknownCode(pub String);

/// An enum whose members have a code: text in tables, URLs, policies and API.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$member_doc:meta])* $member:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub enum $name { $($(#[$member_doc])* $member),+ }

        impl $name {
            /// Every one of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$member),+];
            /// Its code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$member => $code),+ }
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.code()) }
        }
        impl FromStr for $name {
            type Err = UnknownCode;
            fn from_str(code: &str) -> Result<Self, UnknownCode> {
                Self::ALL.iter().copied().find(|one| one.code() == code).ok_or_else(|| UnknownCode(code.to_owned()))
            }
        }
        impl TryFrom<String> for $name {
            type Error = UnknownCode;
            fn try_from(code: String) -> Result<Self, UnknownCode> { code.parse() }
        }
        impl From<$name> for String {
            fn from(one: $name) -> String { one.code().to_owned() }
        }
    };
}

codes! {
    /// What a grant makes a person.
    Role {
        /// A doctor in training.
        Trainee = "trainee",
        /// Daily clinical supervisor.
        Supervisor = "supervisor",
        /// Long-term personal supervisor.
        Mentor = "mentor",
        /// Manager with responsibility for results.
        Leader = "leader",
        /// Consultant responsible for the training of a unit.
        EducationLead = "education_lead",
        /// General practitioner who trains.
        Tutor = "tutor",
        /// Gives courses common to all.
        CourseProvider = "course_provider",
        /// Leads a specialty's courses.
        CourseLeader = "course_leader",
        /// Leads one of a specialty's courses.
        SubCourseLeader = "sub_course_leader",
        /// Supervises research training.
        ResearchSupervisor = "research_supervisor",
        /// Officer of a regional secretariat of training.
        Secretariat = "secretariat",
        /// Case officer of the national authority.
        Authority = "authority",
        /// Case system of the national authority.
        Machine = "machine",
        /// Configures the portal.
        Administrator = "administrator",
    }
}

codes! {
    /// What a person is towards one subject at this moment. The order is that of strength: of several standings that
    /// each allow an act, the person acts in the first.
    StandingKind {
        /// It is her own.
        Oneself = "oneself",
        /// Leader of the current placement.
        Leader = "leader",
        /// Leader of the place where this time element was served.
        LeaderServed = "leader_served",
        /// A leader lent the right to approve.
        Delegate = "delegate",
        /// Education lead over the current placement.
        EducationLead = "education_lead",
        /// Education lead, now, over the place where this time element was served.
        EducationLeadServed = "education_lead_served",
        /// Tutor of the current placement.
        Tutor = "tutor",
        /// Tutor, now, of the practice where this time element was served.
        TutorServed = "tutor_served",
        /// Tutor, now, of a practice where another part of the programme is or was served.
        TutorOfProgramme = "tutor_of_programme",
        /// Leader of the courses of the plan's specialty.
        CourseLeader = "course_leader",
        /// Leader of a course of the plan's specialty.
        SubCourseLeader = "sub_course_leader",
        /// Provider of the scheme's general courses.
        CourseProvider = "course_provider",
        /// This trainee's research supervisor.
        ResearchSupervisor = "research_supervisor",
        /// This trainee's mentor.
        Mentor = "mentor",
        /// Supervisor at the current placement.
        Supervisor = "supervisor",
        /// Officer of the secretariat in whose region the trainee is.
        Secretariat = "secretariat",
        /// Officer of the scheme's authority.
        Authority = "authority",
        /// Case system of the scheme's authority.
        Machine = "machine",
        /// Administrator of the portal.
        Administrator = "administrator",
    }
}

impl StandingKind {
    /// The role it comes from, and as which an act is recorded: a delegate acts as the leader, on whose behalf stands beside.
    pub const fn role(self) -> Role {
        match self {
            Self::Oneself => Role::Trainee,
            Self::Leader | Self::LeaderServed | Self::Delegate => Role::Leader,
            Self::EducationLead | Self::EducationLeadServed => Role::EducationLead,
            Self::Tutor | Self::TutorServed | Self::TutorOfProgramme => Role::Tutor,
            Self::CourseLeader => Role::CourseLeader,
            Self::SubCourseLeader => Role::SubCourseLeader,
            Self::CourseProvider => Role::CourseProvider,
            Self::ResearchSupervisor => Role::ResearchSupervisor,
            Self::Mentor => Role::Mentor,
            Self::Supervisor => Role::Supervisor,
            Self::Secretariat => Role::Secretariat,
            Self::Authority => Role::Authority,
            Self::Machine => Role::Machine,
            Self::Administrator => Role::Administrator,
        }
    }
}

codes! {
    /// Something a person may want to do; an action of the policies.
    Act {
        /// Open a plan and read everything in it.
        SeePlan = "see_plan",
        /// Open one requirement with its history and evidence, without the plan around it.
        SeeRequirement = "see_requirement",
        /// Find the trainee in the list of one's trainees.
        ListTrainees = "list_trainees",
        /// Record something done.
        Register = "register",
        /// Ask somebody to attest.
        RequestSignOff = "request_sign_off",
        /// Take such a request back while it waits.
        Recall = "recall",
        /// Attest.
        Attest = "attest",
        /// Return a request with a comment.
        Return = "return",
        /// Mark as fulfilled on behalf of the trainee.
        MarkFulfilled = "mark_fulfilled",
        /// Register a goal that was achieved before, elsewhere or under older rules, on a document.
        Credit = "credit",
        /// Recommend, or not, before a goal is approved.
        Advise = "advise",
        /// Propose that an attestation is taken back.
        ProposeAnnulment = "propose_annulment",
        /// Confirm such a proposal of somebody else.
        ConfirmAnnulment = "confirm_annulment",
        /// Bind a trainee to a curriculum version.
        AssignPlan = "assign_plan",
        /// Delete a plan not begun.
        DeletePlan = "delete_plan",
        /// Archive a plan begun.
        ArchivePlan = "archive_plan",
        /// Lend the right to approve.
        Delegate = "delegate",
        /// Read the minutes of a meeting.
        SeeMinutes = "see_minutes",
        /// Change the portal's settings, organisations and curricula.
        Configure = "configure",
        /// Give a person a role, or end it.
        GrantRole = "grant_role",
        /// Put a document on file.
        AddDocument = "add_document",
        /// Open a document on file.
        SeeDocument = "see_document",
        /// Say that one has seen a document's original.
        VerifyDocument = "verify_document",
        /// Keep the overview of medical employments, and confirm it.
        KeepOverview = "keep_overview",
        /// Seal a dossier.
        SealDossier = "seal_dossier",
        /// Send a dossier, take it back, send another after it.
        SendDossier = "send_dossier",
        /// Open a case that somebody sent.
        SeeCase = "see_case",
        /// Ask the applicant, and decide.
        DecideCase = "decide_case",
        /// Read who opened a person's record.
        ReadAccessLog = "read_access_log",
    }
}

codes! {
    /// What a requirement is.
    Kind {
        /// A competence, a læringsmål.
        Goal = "goal",
        /// A procedure, e-learning, service, assessment.
        Activity = "activity",
        /// A course.
        Course = "course",
        /// Time served in a placement.
        Time = "time",
        /// Research training.
        Research = "research",
    }
}

/// What one person is towards one subject, with what it rests on. Computed in one SQL text from grants valid at that moment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standing {
    /// What.
    pub kind: StandingKind,
    /// The grants it rests on, so that the deciding transaction can lock these rows; empty for oneself.
    pub grants: Vec<GrantId>,
    /// A delegate's delegation, which is locked like a grant.
    pub delegation: Option<DelegationId>,
    /// The leader for whom a delegate acts.
    pub on_behalf_of: Option<PersonId>,
}

impl Standing {
    /// The trainee's own standing; it rests on no grant.
    pub const fn oneself() -> Self {
        Self { kind: StandingKind::Oneself, grants: Vec::new(), delegation: None, on_behalf_of: None }
    }
    /// A standing that a role grant gives.
    pub fn by_grant(kind: StandingKind, grant: GrantId) -> Self {
        Self { kind, grants: vec![grant], delegation: None, on_behalf_of: None }
    }
    /// The standing of a delegate: it rests on the delegation and on the leader's own grant.
    pub fn delegate(leader: PersonId, delegation: DelegationId, leaders_grant: GrantId) -> Self {
        let grants = vec![leaders_grant];
        Self {
            kind: StandingKind::Delegate,
            grants,
            delegation: Some(delegation),
            on_behalf_of: Some(leader),
        }
    }
}
