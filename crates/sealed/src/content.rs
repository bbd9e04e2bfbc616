//! What a dossier holds. The order of the fields is the order in which they are written: the same content always gives the same bytes.

use std::collections::BTreeMap;

use base::{
    ActId, Day, DocumentId, Moment, Percent, Period, PersonId, PlacementId, PlanId, ProgrammeId,
    RequirementId,
};
use domain::{
    act::Act,
    employment::{self, Source, Stated},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::{Identifier, Outcome, Wrong};

/// How this form of dossier is called.
pub const FORMAT: &str = "attest-dossier/1";

/// The frozen record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// [`FORMAT`].
    pub format: String,
    /// Whether made-up people live where it was sealed.
    pub demo: bool,
    /// What is applied for, as the scheme calls it.
    pub kind: String,
    /// The day on which it was sealed, where the applicant is.
    pub on: Day,
    /// The applicant.
    pub trainee: Person,
    /// The specialty, where the stage has one.
    pub specialty: Option<String>,
    /// The last day of the stage.
    pub ends: Option<Day>,
    /// The stages of training that count, the latest first.
    pub programmes: Vec<Programme>,
    /// The employments in them, the first first.
    pub placements: Vec<Placement>,
    /// The plans, in the order in which they are counted.
    pub plans: Vec<Plan>,
    /// The documents on record, the oldest first.
    pub documents: Vec<Document>,
    /// The overview of medical employments.
    pub employments: Vec<Employment>,
    /// Everyone whom an act names, by id.
    pub people: BTreeMap<PersonId, String>,
    /// What follows from all this.
    pub result: Outcome,
    /// Every act about the plans, the documents and the employments, and those that gave the roles behind attestations; by id.
    pub acts: Vec<SealedAct>,
    /// The rules by which it was counted.
    pub rules: Rules,
}

/// Somebody, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their national numbers that the authority asks for, as far as they are known, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
}

/// One stage of training.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Which.
    pub id: ProgrammeId,
    /// The stage's code.
    pub stage: String,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
}

/// One employment in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placement {
    /// Which.
    pub id: PlacementId,
    /// In which stage.
    pub programme: ProgrammeId,
    /// Where.
    pub place: String,
    /// The setting there.
    pub setting: String,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
    /// How much of full time.
    pub percent: Percent,
}

/// A plan on one version of a curriculum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Which.
    pub id: PlanId,
    /// In which stage.
    pub programme: ProgrammeId,
    /// The curriculum's code.
    pub curriculum: String,
    /// Its version.
    pub version: String,
    /// Where its time elements are served.
    pub times: Vec<ServedTime>,
}

/// A time element and the employment in which it is served.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServedTime {
    /// The requirement's code.
    pub code: String,
    /// In which employment.
    pub placement: PlacementId,
}

/// A document on record, those taken back aside. Its file is not enclosed; its digest is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Which: the id of the act that filed it.
    pub id: DocumentId,
    /// To which stage it belongs.
    pub programme: ProgrammeId,
    /// What it is, as the scheme calls it.
    pub kind: String,
    /// The time that it attests.
    pub attests: Option<Paper>,
    /// The file's name.
    pub name: String,
    /// What the file is: `application/pdf`.
    pub media: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 of it, in hex.
    pub sha256: String,
    /// The day on it.
    pub on: Option<Day>,
}

/// A time element that is attested on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// Which requirement, by its id.
    pub id: RequirementId,
    /// Of which curriculum.
    pub curriculum: String,
    /// Its code.
    pub code: String,
}

/// A line of the overview of medical employments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Employment {
    /// Where.
    pub place: String,
    /// As what.
    pub position: String,
    /// The first day.
    pub from: Day,
    /// The last day; none: it goes on.
    pub until: Option<Day>,
    /// How much of full time.
    pub percent: Percent,
    /// Whether the portal says so, from a placement; otherwise the applicant.
    pub known: bool,
    /// What the portal says, where the applicant says something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered: Option<Registered>,
}

/// What the portal says of an employment, from a placement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registered {
    /// Where.
    pub place: String,
    /// As what.
    pub position: String,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Option<Day>,
    /// How much of full time.
    pub percent: Percent,
}

impl From<employment::Employment> for Employment {
    fn from(employment::Employment { stated, source }: employment::Employment) -> Self {
        let Stated { place, position, period, percent } = stated;
        Self {
            place,
            position,
            from: period.from,
            until: period.until,
            percent,
            known: source == Source::Portal,
            registered: source.registered().cloned().map(Registered::from),
        }
    }
}

impl From<Stated> for Registered {
    fn from(Stated { place, position, period, percent }: Stated) -> Self {
        Self { place, position, from: period.from, until: period.until, percent }
    }
}

impl From<Employment> for employment::Employment {
    fn from(one: Employment) -> Self {
        let stated = |one: Registered| Stated {
            place: one.place,
            position: one.position,
            period: Period { from: one.from, until: one.until },
            percent: one.percent,
        };
        let source = match one.registered {
            Some(registered) => Source::Corrected(stated(registered)),
            None if one.known => Source::Portal,
            None => Source::Own,
        };
        let (from, until, percent) = (one.from, one.until, one.percent);
        let said = Registered { place: one.place, position: one.position, from, until, percent };
        Self { stated: stated(said), source }
    }
}

impl Content {
    /// The overview of employments.
    pub fn overview(&self) -> Vec<employment::Employment> {
        self.employments.iter().cloned().map(Into::into).collect()
    }
}

/// An act as the ledger holds it: leaves commit to salt and body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedAct {
    /// Which: the row's id.
    pub id: ActId,
    /// 32 bytes, in hex.
    pub salt: String,
    /// The act's canonical JSON, as text: these very bytes are what the ledger commits to.
    pub body: String,
}

impl SealedAct {
    /// The act, if its body is one, written as acts are, under this id.
    pub fn read(&self) -> Result<Act, Wrong> {
        let act: Act = serde_json::from_str(&self.body).map_err(|_| Wrong::StrangeAct(self.id))?;
        if act.canonical(self.id) == self.body.as_bytes() { Ok(act) } else { Err(Wrong::StrangeAct(self.id)) }
    }

    /// What the ledger holds of it.
    pub fn commitment(&self) -> Result<ledger::Hash, Wrong> {
        let salt = hex::decode(&self.salt).ok().and_then(|salt| <[u8; 32]>::try_from(salt).ok());
        let salt = salt.ok_or(Wrong::StrangeAct(self.id))?;
        Ok(ledger::commitment(&salt, self.body.as_bytes()))
    }
}

/// The rules as they were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// The scheme's code.
    pub scheme: String,
    /// The files of its folder: name → text.
    pub files: BTreeMap<String, String>,
    /// The policies that hold for every scheme.
    pub common: String,
    /// The words policies are written in.
    pub schema: String,
    /// The curricula of the plans.
    pub curricula: Vec<CurriculumFile>,
}

/// One version of a curriculum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CurriculumFile {
    /// Its code.
    pub code: String,
    /// Its version.
    pub version: String,
    /// Its canonical TOML.
    pub toml: String,
}

impl Content {
    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a dossier is made of text, numbers and lists")
    }

    /// SHA-256 of its bytes, in hex: what the act that seals it is about.
    pub fn digest(&self) -> String {
        hex::encode(Sha256::digest(self.bytes()))
    }

    /// The name of somebody whom an act names.
    pub fn name(&self, person: PersonId) -> Option<&str> {
        self.people.get(&person).map(String::as_str)
    }
}

/// What is signed: the content, the act that sealed it, and where all acts stand in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payload {
    /// The frozen record.
    pub content: Content,
    /// The act that sealed it: its evidence is the content's digest.
    pub seal: SealedAct,
    /// When the head of the ledger was signed that covers all of it: the dossier's time.
    pub at: Moment,
    /// That head, a signed note.
    pub checkpoint: String,
    /// Where the content's acts stand, in their order, then the seal.
    pub places: Vec<LedgerPlace>,
}

/// Where an act stands in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LedgerPlace {
    /// The leaf's place, from 0.
    pub index: u64,
    /// The hashes beside the way from the leaf to the root, in hex.
    pub path: Vec<String>,
}

impl Payload {
    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a dossier is made of text, numbers and lists")
    }

    /// The acts with their places, the seal last. None: there are not as many places as acts.
    pub fn placed(&self) -> Option<impl Iterator<Item = (&SealedAct, &LedgerPlace)>> {
        let acts = self.content.acts.iter().chain([&self.seal]);
        (self.places.len() == self.content.acts.len() + 1).then(|| acts.zip(&self.places))
    }
}
