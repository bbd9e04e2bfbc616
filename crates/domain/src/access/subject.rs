//! What an act is done to, with the facts a policy may ask about.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use base::PersonId;
use cedar_policy::{Entity, EntityId, EntityTypeName, EntityUid, RestrictedExpression};

use super::{Act, Kind, Role};

/// What an act is done to. `setting` is that of the placement in which the act happens.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// A trainee's plan, or the trainee in a list, or the plan about to be assigned.
    Plan {
        /// The scheme's code.
        scheme: &'a str,
        /// The setting's code.
        setting: &'a str,
        /// Whose.
        trainee: PersonId,
    },
    /// One requirement of a trainee's plan.
    Requirement {
        /// The scheme's code.
        scheme: &'a str,
        /// The setting's code.
        setting: &'a str,
        /// Whose.
        trainee: PersonId,
        /// What it is.
        kind: Kind,
        /// The curriculum's, or failing that the scheme's.
        attested_by: &'a [Role],
        /// Who proposed the annulment that is now to be confirmed.
        proposed_by: Option<PersonId>,
    },
    /// The minutes of a meeting.
    Minutes {
        /// The scheme's code.
        scheme: &'a str,
        /// The setting's code.
        setting: &'a str,
        /// Whose.
        trainee: PersonId,
        /// Who took part.
        participants: &'a [PersonId],
    },
    /// A document on a trainee's record, or about to be put there.
    Document {
        /// The scheme's code.
        scheme: &'a str,
        /// The setting's code.
        setting: &'a str,
        /// Whose.
        trainee: PersonId,
        /// Whether the trainee is nowhere in training today.
        over: bool,
    },
    /// A unit of the organisation tree, over which approval is lent.
    Unit {
        /// The scheme's code.
        scheme: &'a str,
        /// The setting's code.
        setting: &'a str,
    },
    /// A role to be given or ended.
    Appointment {
        /// The scheme's code.
        scheme: &'a str,
        /// The setting's code.
        setting: &'a str,
        /// The role.
        role: Role,
        /// Who gets or loses it.
        holder: PersonId,
    },
    /// What somebody sent to the authority.
    Case {
        /// The scheme's code.
        scheme: &'a str,
        /// Whose.
        trainee: PersonId,
    },
    /// The log of who opened a person's record.
    AccessLog {
        /// Whose.
        person: PersonId,
    },
    /// The portal itself.
    Portal,
}

impl Subject<'_> {
    /// The scheme whose page of policy judges; `None`: only what holds everywhere.
    pub fn scheme(&self) -> Option<&str> {
        match self {
            Self::Plan { scheme, .. }
            | Self::Requirement { scheme, .. }
            | Self::Minutes { scheme, .. }
            | Self::Document { scheme, .. }
            | Self::Unit { scheme, .. }
            | Self::Case { scheme, .. }
            | Self::Appointment { scheme, .. } => Some(scheme),
            Self::AccessLog { .. } | Self::Portal => None,
        }
    }

    /// The setting of the placement in which it happens.
    pub const fn setting(&self) -> Option<&str> {
        match self {
            Self::Plan { setting, .. }
            | Self::Requirement { setting, .. }
            | Self::Minutes { setting, .. }
            | Self::Document { setting, .. }
            | Self::Unit { setting, .. }
            | Self::Appointment { setting, .. } => Some(setting),
            Self::Case { .. } | Self::AccessLog { .. } | Self::Portal => None,
        }
    }

    /// The trainee it is about, if it is about one.
    pub fn trainee(&self) -> Option<PersonId> {
        match self {
            Self::Plan { trainee, .. }
            | Self::Requirement { trainee, .. }
            | Self::Minutes { trainee, .. }
            | Self::Case { trainee, .. }
            | Self::Document { trainee, .. } => Some(*trainee),
            Self::Unit { .. } | Self::Appointment { .. } | Self::AccessLog { .. } | Self::Portal => None,
        }
    }

    /// Whether `act` is something that is done to this at all.
    pub fn takes(&self, act: Act) -> bool {
        match self {
            Self::Plan { .. } => {
                matches!(
                    act,
                    Act::SeePlan | Act::ListTrainees | Act::AssignPlan | Act::DeletePlan | Act::ArchivePlan
                )
            }
            Self::Requirement { .. } => matches!(
                act,
                Act::SeeRequirement
                    | Act::Register
                    | Act::RequestSignOff
                    | Act::Recall
                    | Act::Attest
                    | Act::Return
                    | Act::MarkFulfilled
                    | Act::Credit
                    | Act::Advise
                    | Act::ProposeAnnulment
                    | Act::ConfirmAnnulment
            ),
            Self::Minutes { .. } => act == Act::SeeMinutes,
            Self::Document { .. } => matches!(
                act,
                Act::AddDocument
                    | Act::SeeDocument
                    | Act::VerifyDocument
                    | Act::KeepOverview
                    | Act::SealDossier
                    | Act::SendDossier
            ),
            Self::Unit { .. } => act == Act::Delegate,
            Self::Case { .. } => matches!(act, Act::SeeCase | Act::DecideCase),
            Self::Appointment { .. } => act == Act::GrantRole,
            Self::AccessLog { .. } => act == Act::ReadAccessLog,
            Self::Portal => act == Act::Configure,
        }
    }

    /// It as the policies see it.
    pub(super) fn entity(&self) -> Option<Entity> {
        let (name, facts) = match self {
            Self::Plan { setting, trainee, .. } => {
                ("Plan", vec![("trainee", person(*trainee)), ("setting", text(setting))])
            }
            Self::Requirement { setting, trainee, kind, attested_by, proposed_by, .. } => {
                let roles = attested_by.iter().map(|role| named("Role", role.code()));
                let mut facts = vec![
                    ("trainee", person(*trainee)),
                    ("setting", text(setting)),
                    ("kind", named("Kind", kind.code())),
                    ("attested_by", RestrictedExpression::new_set(roles)),
                ];
                facts.extend(proposed_by.map(|who| ("proposed_by", person(who))));
                ("Requirement", facts)
            }
            Self::Minutes { setting, trainee, participants, .. } => {
                let people = RestrictedExpression::new_set(participants.iter().map(|who| person(*who)));
                (
                    "Minutes",
                    vec![("trainee", person(*trainee)), ("setting", text(setting)), ("participants", people)],
                )
            }
            Self::Document { setting, trainee, over, .. } => (
                "Document",
                vec![
                    ("trainee", person(*trainee)),
                    ("setting", text(setting)),
                    ("over", RestrictedExpression::new_bool(*over)),
                ],
            ),
            Self::Unit { setting, .. } => ("Unit", vec![("setting", text(setting))]),
            Self::Appointment { setting, role, holder, .. } => (
                "Appointment",
                vec![
                    ("role", named("Role", role.code())),
                    ("holder", person(*holder)),
                    ("setting", text(setting)),
                ],
            ),
            Self::Case { trainee, .. } => ("Case", vec![("trainee", person(*trainee))]),
            Self::AccessLog { person: whose } => ("AccessLog", vec![("person", person(*whose))]),
            Self::Portal => ("Portal", vec![]),
        };
        let facts: HashMap<_, _> = facts.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        Entity::new(uid(name, "it"), facts, HashSet::new()).ok()
    }
}

/// A person as the policies name them.
pub(super) fn person_uid(person: PersonId) -> EntityUid {
    uid("Person", &person.uuid().to_string())
}

/// A name of one of the schema's types. Cedar parses a type's name with its whole grammar, so each is parsed once.
pub(super) fn uid(kind: &str, id: &str) -> EntityUid {
    static TYPES: LazyLock<HashMap<&str, EntityTypeName>> = LazyLock::new(|| {
        let names = [
            "Action",
            "Person",
            "Standing",
            "Role",
            "Kind",
            "Plan",
            "Requirement",
            "Minutes",
            "Document",
            "Unit",
            "Appointment",
            "Case",
            "AccessLog",
            "Portal",
        ];
        names
            .into_iter()
            .map(|name| (name, name.parse().expect("our own type names are identifiers")))
            .collect()
    });
    let kind = TYPES.get(kind).expect("every type of the schema stands in the list above").clone();
    EntityUid::from_type_name_and_id(kind, EntityId::new(id))
}

fn person(person: PersonId) -> RestrictedExpression {
    RestrictedExpression::new_entity_uid(person_uid(person))
}

pub(super) fn named(kind: &str, code: &str) -> RestrictedExpression {
    RestrictedExpression::new_entity_uid(uid(kind, code))
}

fn text(text: &str) -> RestrictedExpression {
    RestrictedExpression::new_string(text.to_owned())
}
