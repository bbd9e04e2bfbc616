//! A scheme: one country's rules of specialist training as data, read from its folder under `schemes/`.
//!
//! `scheme.toml` holds what a policy does not decide: defaults, windows, what must have happened before. Who may do what is
//! `policy.cedar`, judged by [`crate::access`]. The words are `words.<language>.ftl` ([`words`]). Reading reports every
//! defect at once, with file and line. Nothing here opens a file: the caller brings the texts.

mod read;
mod rules;
pub mod words;

use std::collections::BTreeMap;

use base::Day;

use crate::{
    access::{Kind, Role, SchemePolicy},
    curriculum::{Attesters, Curriculum, KnownScheme, Requirement},
    defect::Defect,
    identifier,
    signoff::Asked,
};
pub use rules::{
    Absence, AbsenceExcess, Advice, Approval, AttestedBy, Credit, Dossier, DossierDocument, Follows,
    LaterMentor, Meetings, Moves, PartTime, Time, Transition, Word,
};
use words::Words;

/// One country's scheme, read and found whole.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// Its code, the folder's name: `dk`.
    pub code: String,
    /// The country, ISO 3166.
    pub country: String,
    /// In which its days begin: an IANA name.
    pub time_zone: String,
    /// In which its words stand; the first also serves readers of other languages.
    pub languages: Vec<String>,
    /// Of the training organisation; an act falls under that of the placement in which it happens.
    pub settings: Vec<String>,
    /// Stages of training, in order.
    pub stages: Vec<String>,
    /// Stages that take their curricula in common.
    pub joint_stages: Vec<Vec<String>>,
    /// The roles there are.
    pub roles: Vec<Role>,
    /// Who attests, where the curriculum does not say otherwise.
    pub attested_by: AttestedBy,
    /// When time may be attested.
    pub time: Time,
    /// How absence counts.
    pub absence: Option<Absence>,
    /// How far part time may go.
    pub part_time: Option<PartTime>,
    /// What must be heard before an attestation.
    pub advice: Option<Advice>,
    /// What an attestation asks for.
    pub approval: Approval,
    /// What follows a trainee to a new place.
    pub moves: Moves,
    /// Who reads of meetings, per setting.
    pub meetings: BTreeMap<String, Meetings>,
    /// The documents that can be put on a trainee's record.
    pub documents: Vec<String>,
    /// Those of them that attest time, each one time element.
    pub time_documents: Vec<String>,
    /// On what is registered what was achieved before; none: no such thing is.
    pub credit: Option<Credit>,
    /// Until when older versions may be finished on.
    pub transitions: Vec<Transition>,
    /// The kinds of national numbers that its people have.
    pub identifiers: Vec<identifier::Kind>,
    /// What is sent to the authority, by kind.
    pub dossiers: BTreeMap<String, Dossier>,
    /// The text of `policy.cedar`.
    pub policy: String,
    words: Words,
}

impl Scheme {
    /// Reads a scheme's folder: file name → text. All defects at once.
    pub fn read(files: &BTreeMap<String, String>) -> Result<Self, Vec<Defect>> {
        read::scheme(files)
    }

    /// Reads a folder as it once was: its rules, and the words that are there. A scheme that is to be used is read by
    /// [`read`](Self::read), which asks for every word that is needed today.
    pub fn read_rules(files: &BTreeMap<String, String>) -> Result<Self, Vec<Defect>> {
        read::rules(files)
    }

    /// Its word in the reader's language, else in its own first one; a key nobody wrote is shown as it is.
    pub fn word<'a>(&'a self, language: &str, key: &'a str) -> &'a str {
        self.words.word(language, key)
    }

    /// What it calls a kind of national number, if it knows it.
    pub fn number_called(&self, language: &str, kind: &str) -> Option<&str> {
        self.words.find(language, &identifier::word_key(kind))
    }

    /// Its word for this kind of requirement (`attest-activity`: "Signer"), else the general one (`attest`: "Godkjenn").
    pub fn word_for<'a>(&'a self, language: &str, key: &'a str, kind: Kind) -> &'a str {
        self.words.word_for(language, key, kind)
    }

    /// Whether it has words of its own in this language.
    pub fn speaks(&self, language: &str) -> bool {
        self.words.speaks(language)
    }

    /// What [`crate::access::Policies::load`] needs of it.
    pub fn policy(&self) -> SchemePolicy<'_> {
        SchemePolicy { code: &self.code, settings: &self.settings, text: &self.policy }
    }

    /// What a curriculum's file may name of it.
    pub fn known(&self) -> KnownScheme {
        KnownScheme {
            code: self.code.clone(),
            stages: self.stages.clone(),
            settings: self.settings.clone(),
            language: self.languages.first().cloned().unwrap_or_else(|| "und".to_owned()),
        }
    }

    /// Whether a plan on this curriculum belongs in a programme of this stage and specialty; what nobody named stands in no way.
    pub fn fits(&self, curriculum: &Curriculum, stage: &str, specialty: Option<&str>) -> bool {
        let its = curriculum.stage.as_deref();
        let joint = |its| {
            self.joint_stages
                .iter()
                .any(|joint| [its, stage].iter().all(|one| joint.iter().any(|of| of == one)))
        };
        let in_stage = its.is_none_or(|its| its == stage || joint(its));
        let of = curriculum.specialty.as_deref();
        curriculum.scheme == self.code
            && in_stage
            && of.is_none_or(|of| specialty.is_none_or(|specialty| of == specialty))
    }

    /// Who attests a requirement: the curriculum's own list, or failing that the scheme's. `general`: a course common to all.
    pub fn attested_by<'a>(&'a self, kind: Kind, general: bool, curriculum: &'a [Role]) -> &'a [Role] {
        if curriculum.is_empty() { self.attested_by.of(kind, general) } else { curriculum }
    }

    /// Who signs a requirement: the curriculum's roles, or failing that the scheme's; none where nobody needs to.
    pub fn signers<'a>(&'a self, requirement: &'a Requirement) -> &'a [Role] {
        match &requirement.attested_by {
            Attesters::NoSignature => &[],
            own => self.attested_by(requirement.kind, requirement.general, own.roles()),
        }
    }

    /// Until when whoever began on this version may finish on it, in this setting; none: no day is set.
    pub fn transition(&self, curriculum: &str, version: &str, setting: &str) -> Option<&Transition> {
        self.transitions.iter().find(|one| {
            one.curriculum == curriculum
                && one.version == version
                && one.setting.as_deref().is_none_or(|of| of == setting)
        })
    }

    /// What is asked of a requirement.
    pub fn asked(&self, requirement: &Requirement) -> Asked {
        Asked {
            kind: requirement.kind,
            required: requirement.required_count.unwrap_or(1),
            signed_by_somebody: !self.signers(requirement).is_empty(),
        }
    }

    /// The first day on which a requirement may be attested; only a time element has one, counted from its last day.
    pub fn opens(&self, kind: Kind, last_day: Option<Day>) -> Option<Day> {
        months_before(kind, self.time.opens_months_before_end, last_day)
    }

    /// The percent under which whoever signs a requirement of this kind certifies that absence was; none: no such thing.
    pub fn absence_certified(&self, kind: Kind) -> Option<u8> {
        self.time.certifies_absence_below_percent.filter(|_| kind == Kind::Time)
    }

    /// The roles whose recommendation this kind of requirement must have first; empty: none.
    pub fn advice_on(&self, kind: Kind) -> &[Role] {
        self.advice
            .as_ref()
            .filter(|advice| advice.on.contains(&kind))
            .map_or(&[], |advice| &advice.needed_from)
    }
}

/// So many months before a time element ends.
fn months_before(kind: Kind, months: Option<u8>, last_day: Option<Day>) -> Option<Day> {
    match (kind, months, last_day) {
        (Kind::Time, Some(months), Some(last_day)) => {
            Some(last_day.plus_days(1).plus_months(-i32::from(months)))
        }
        _ => None,
    }
}
