//! The sections of `scheme.toml`. Each field's doc says what it means; the source of each value stands beside it in the file.

use std::collections::{BTreeMap, BTreeSet};

use base::{Day, PersonId};
use serde::Deserialize;

use crate::{
    access::{Kind, Role},
    identifier,
};

/// Who attests each kind of requirement, where the curriculum does not say otherwise. An empty list: there is no such
/// requirement unless a curriculum names who attests it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the kinds")]
pub struct AttestedBy {
    pub goal: Vec<Role>,
    pub activity: Vec<Role>,
    pub course_general: Vec<Role>,
    pub course_specialty: Vec<Role>,
    pub time: Vec<Role>,
    pub research: Vec<Role>,
}

impl AttestedBy {
    /// The list for a kind; `general`: a course common to all specialties.
    pub fn of(&self, kind: Kind, general: bool) -> &[Role] {
        match kind {
            Kind::Goal => &self.goal,
            Kind::Activity => &self.activity,
            Kind::Course if general => &self.course_general,
            Kind::Course => &self.course_specialty,
            Kind::Time => &self.time,
            Kind::Research => &self.research,
        }
    }
}

/// When time may be attested, and what that confirms. It never closes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Time {
    /// Not before so many months before the element ends; none: at any time.
    #[serde(default)]
    pub opens_months_before_end: Option<u8>,
    /// Signing confirms absence under so many percent; none: it confirms no such thing.
    #[serde(default)]
    pub certifies_absence_below_percent: Option<u8>,
}

/// How absence counts against time served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Absence {
    /// Up to so many percent it costs nothing.
    pub limit_percent: u8,
    /// Beyond that.
    pub excess: AbsenceExcess,
}

/// What is made up when absence exceeds the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AbsenceExcess {
    /// All of it.
    Whole,
    /// What exceeds the limit.
    AboveLimit,
}

/// How far part time may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartTime {
    /// At least so many percent of full time.
    pub percent_min: u8,
}

/// What must be heard before a requirement is attested.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// Which kinds need it.
    pub on: Vec<Kind>,
    /// A recommendation from one person in each of these roles, and no person for two of them.
    pub needed_from: Vec<Role>,
    /// Where it is written, as pages name it: `§ 22`.
    #[serde(default)]
    pub rule: Option<String>,
    /// Whether an activity they signed that supports the goal counts as their recommendation.
    pub signed_activity_is_advice: bool,
}

/// What one person said of one requirement, in one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Who.
    pub by: PersonId,
    /// In which role.
    pub role: Role,
    /// Whether it was recommended.
    pub recommends: bool,
}

impl Advice {
    /// The roles from which a recommendation is still missing, given all that was said, the newest first: the latest word of each person
    /// in each role counts.
    pub fn awaited(&self, words: impl IntoIterator<Item = Word>) -> Vec<Role> {
        let mut heard: BTreeSet<(PersonId, Role)> = BTreeSet::new();
        let mut advisers: BTreeMap<PersonId, BTreeSet<Role>> = BTreeMap::new();
        for word in words {
            if heard.insert((word.by, word.role)) && word.recommends {
                advisers.entry(word.by).or_default().insert(word.role);
            }
        }
        self.missing(&advisers.into_iter().collect::<Vec<_>>())
    }

    /// The roles from which a recommendation is still missing. Each adviser comes with all roles they advised in; one person
    /// answers for one role only, so a mentor who is supervisor too still needs another supervisor.
    pub fn missing(&self, advisers: &[(PersonId, BTreeSet<Role>)]) -> Vec<Role> {
        fewest_missing(&self.needed_from, advisers, &mut Vec::new())
    }
}

/// Tries every way of giving the roles to different people; lists are as long as a hand has fingers.
fn fewest_missing(
    roles: &[Role],
    advisers: &[(PersonId, BTreeSet<Role>)],
    taken: &mut Vec<PersonId>,
) -> Vec<Role> {
    let Some((role, others)) = roles.split_first() else {
        return Vec::new();
    };
    let mut best: Option<Vec<Role>> = None;
    for (person, _) in advisers.iter().filter(|(_, has)| has.contains(role)) {
        if taken.contains(person) {
            continue;
        }
        taken.push(*person);
        let missing = fewest_missing(others, advisers, taken);
        taken.pop();
        if best.as_ref().is_none_or(|best| missing.len() < best.len()) {
            best = Some(missing);
        }
    }
    let mut without = vec![*role];
    without.extend(fewest_missing(others, advisers, taken));
    best.filter(|best| best.len() <= without.len()).unwrap_or(without)
}

/// What an attestation asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// A goal whose recommended activities are missing needs a comment that says why.
    pub comment_when_activities_missing: bool,
}

impl Approval {
    /// Whether an approval needs a comment, where so many recommended activities are missing.
    pub fn needs_reason(self, kind: Kind, missing: usize) -> bool {
        self.comment_when_activities_missing && kind == Kind::Goal && missing > 0
    }
}

/// On what a requirement is registered that was achieved before: abroad, under older rules, or as merit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credit {
    /// It rests on one of these documents, which are among the scheme's.
    pub documents: Vec<String>,
    /// Only posts of at least so many months count; none: nothing is said of that.
    #[serde(default)]
    pub post_months_min: Option<u8>,
    /// Where it is written, as pages name it: `§ 27`.
    #[serde(default)]
    pub rule: Option<String>,
}

/// Until when whoever has begun on a version may finish on it, after another has come.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transition {
    /// The curriculum's code.
    pub curriculum: String,
    /// The version that is finished on.
    pub version: String,
    /// Only in this setting; none: in each.
    #[serde(default)]
    pub setting: Option<String>,
    /// The last day.
    pub until: Day,
    /// Where it is written, as pages name it.
    #[serde(default)]
    pub rule: Option<String>,
}

/// What follows a trainee to a new place.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moves {
    /// Inside one region.
    pub within_region: BTreeSet<Follows>,
    /// To another region.
    pub between_regions: BTreeSet<Follows>,
}

/// Something that may follow a trainee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words of the glossary")]
pub enum Follows {
    Attestations,
    Entries,
    Mentor,
    Meetings,
    Documents,
}

/// Who reads of meetings in one setting; the minutes themselves are for their participants (`common.cedar`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meetings {
    /// Whether a later mentor becomes a participant of earlier meetings.
    pub later_mentor_reads: LaterMentor,
    /// Who sees when the last meeting was, and not what was said.
    pub status_seen_by: Vec<Role>,
}

/// When a later mentor reads the minutes of earlier meetings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LaterMentor {
    /// Not.
    Never,
    /// When the trainee stayed in the region.
    SameRegion,
}

/// What is sent to the authority.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dossier {
    /// At the end of which stage.
    pub stage: String,
    /// Not before so many months before that stage ends; none: when everything is attested.
    #[serde(default)]
    pub opens_months_before_end: Option<u8>,
    /// How many months after its decision the authority opens what a case holds; none: as long as it is kept.
    #[serde(default)]
    pub access_months_after_decision: Option<u8>,
    /// The authority's own page about it: an address.
    #[serde(default)]
    pub page: Option<String>,
    /// All requirements of these kinds are attested.
    pub requires: Vec<Kind>,
    /// Curricula that all have beside their specialty's, by code.
    #[serde(default)]
    pub common: Vec<String>,
    /// The last time element may be attested after it was sent: that attestation follows as a supplement.
    #[serde(default)]
    pub last_time_follows: bool,
    /// Whether the applicant confirms an overview of all employments.
    #[serde(default)]
    pub employments: bool,
    /// These numbers of the applicant go with it.
    #[serde(default)]
    pub identifiers: Vec<identifier::Asked>,
    /// These documents are on record, each seen by somebody entitled.
    #[serde(default)]
    pub documents: Vec<DossierDocument>,
}

/// A document that goes with what is sent.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DossierDocument {
    /// Which: one of the scheme's `documents`.
    pub kind: String,
    /// Only of these specialties; none named: of all.
    #[serde(default)]
    pub specialties: Vec<String>,
    /// Only where a placement is in this setting.
    #[serde(default)]
    pub in_setting: Option<String>,
    /// Only when there is one: not everybody has it, and whoever does sends it along, seen.
    #[serde(default)]
    pub if_filed: bool,
    /// Whenever it was put on record, in an earlier stage too: a certificate is the doctor's, and an agreement the post's.
    #[serde(default)]
    pub of_any_stage: bool,
}

impl Dossier {
    /// Whether a document of this kind counts that was put on record in another stage.
    pub fn takes_of_any_stage(&self, kind: &str) -> bool {
        self.documents.iter().any(|one| one.of_any_stage && one.kind == kind)
    }
}
