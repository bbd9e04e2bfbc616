//! A curriculum: what must be learnt, as data. Types, limits, and the four ways in and out: TOML (our own, one file a version),
//! CSV, CASE 1.1 JSON, and the canonical TOML that two versions are compared by.
//!
//! Every reader gives a `draft`, which keeps where each value stands; one set of rules (`check`) turns a draft into a
//! [`Curriculum`] or into all its [`Flaw`]s at once. A published version never changes: that is the portal's to keep.

mod case;
mod check;
mod csv;
mod draft;
mod flaw;
mod requirement;
mod take;
mod texts;
mod toml;

use base::Day;

pub use self::{
    case::CaseIds,
    check::{Known, KnownScheme},
    flaw::Flaw,
    texts::{OfficialText, Parting},
};
use crate::access::{Kind, Role};

/// The largest file that is read, in bytes.
pub const FILE_MAX: usize = 8 * 1024 * 1024;
/// The most requirements of one version.
pub const REQUIREMENTS_MAX: usize = 5_000;
/// The most items of a CASE package, headings among them.
pub const ITEMS_MAX: usize = 2 * REQUIREMENTS_MAX;
/// The longest code, in characters.
pub const CODE_MAX: usize = 40;
/// The longest title, in characters.
pub const TITLE_MAX: usize = 200;
/// The longest official text of one requirement, in characters.
pub const TEXT_MAX: usize = 20_000;
/// The longest theme, arena, source or licence, in characters.
pub const LINE_MAX: usize = 500;
/// The most times something can be required; as many as one entry can count.
pub const COUNT_MAX: i64 = 999;
/// The longest time element, in months.
pub const MONTHS_MAX: i64 = 120;
/// How much of a long official text becomes a title where the source has none, in characters.
pub const TITLE_FROM_TEXT_MAX: usize = 90;

/// One version of a curriculum, whole and right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Curriculum {
    /// The scheme's code: `no`.
    pub scheme: String,
    /// Its code, in addresses: `ANE`.
    pub code: String,
    /// Its version, in addresses: `2019`.
    pub version: String,
    /// Its name, in its own language.
    pub title: String,
    /// The specialty's code; none for goals common to all.
    pub specialty: Option<String>,
    /// The stage of the scheme it belongs to.
    pub stage: Option<String>,
    /// The setting it is taken in, where that is one only.
    pub setting: Option<String>,
    /// From when it holds; none where that is unknown.
    pub valid_from: Option<Day>,
    /// The language of its texts.
    pub language: String,
    /// Its list of goals is incomplete: no plan on it can be complete.
    pub partial: bool,
    /// Holds something made up for show.
    pub demo: bool,
    /// Where it is from: an address, or `unknown`.
    pub source: String,
    /// On which terms: or `unknown`.
    pub licence: String,
    /// What must be fulfilled, in order.
    pub requirements: Vec<Requirement>,
}

/// One thing that must be fulfilled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// Its code, once in a version, in addresses.
    pub code: String,
    /// Whose code that is.
    pub code_source: CodeSource,
    /// What it is.
    pub kind: Kind,
    /// Short, in our own words; empty where no official title is known (the page then says its number).
    pub title: String,
    /// The official text, once imported.
    pub text: Option<String>,
    /// Where the text is from, where that is not the source of the whole.
    pub text_source: Option<String>,
    /// On which terms, where those are not the licence of the whole.
    pub text_licence: Option<String>,
    /// The heading it stands under.
    pub theme: Option<String>,
    /// Where it is learnt, in the curriculum's language.
    pub arena: Option<String>,
    /// The setting it belongs to.
    pub setting: Option<String>,
    /// What counts as evidence.
    pub evidence: Option<String>,
    /// How many times; none: once.
    pub required_count: Option<u32>,
    /// The (least) length of a time element.
    pub months: Option<u32>,
    /// The most of a time element that counts.
    pub months_max: Option<u32>,
    /// A course common to all specialties.
    pub general: bool,
    /// Who attests it.
    pub attested_by: Attesters,
    /// The codes of the goals that an activity supports.
    pub supports: Vec<String>,
    /// Made up for show.
    pub demo: bool,
}

/// Whose a code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeSource {
    /// The authority's.
    Official,
    /// Ours, since no official one is known.
    Local,
}

impl CodeSource {
    /// `official` or `local`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Local => "local",
        }
    }
    /// The one with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Official, Self::Local].into_iter().find(|one| one.code() == code)
    }
}

/// Who attests a requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attesters {
    /// As the scheme says for its kind.
    Scheme,
    /// These roles, otherwise than the scheme says.
    Roles(Vec<Role>),
    /// Nobody: the trainee's own registration is enough.
    NoSignature,
}

impl Attesters {
    /// As a table keeps it: role codes joined by a space, nothing for the scheme's rule, `-` for no signature.
    pub fn code(&self) -> String {
        match self {
            Self::Scheme => String::new(),
            Self::Roles(roles) => roles.iter().map(|role| role.code()).collect::<Vec<_>>().join(" "),
            Self::NoSignature => "-".to_owned(),
        }
    }
    /// Reads what [`Attesters::code`] writes.
    pub fn from_code(code: &str) -> Option<Self> {
        match code.trim() {
            "" => Some(Self::Scheme),
            "-" => Some(Self::NoSignature),
            roles => {
                let roles: Option<Vec<Role>> = roles.split(' ').map(|role| role.parse().ok()).collect();
                roles.map(Self::Roles)
            }
        }
    }
    /// The curriculum's own list, empty where the scheme's rule holds or no signature is needed.
    pub fn roles(&self) -> &[Role] {
        match self {
            Self::Roles(roles) => roles,
            Self::Scheme | Self::NoSignature => &[],
        }
    }
}

/// What is said beside a file; it wins over what the file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    /// The scheme.
    pub scheme: Option<String>,
    /// The curriculum's code.
    pub code: Option<String>,
    /// The version.
    pub version: Option<String>,
    /// Scheme, code and version need not be known yet: the file is only checked.
    pub checked_only: bool,
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Our own.
    Toml,
    /// A table.
    Csv,
    /// CASE 1.1 JSON.
    Case,
}

impl Form {
    /// By the ending of a file's name.
    pub fn of_name(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "toml" => Some(Self::Toml),
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Case),
            _ => None,
        }
    }
}

impl Requirement {
    /// Its code for a reader: nothing where the code is our own and says nothing to anybody.
    pub fn shown_code(&self) -> &str {
        if self.code_source == CodeSource::Local { "" } else { &self.code }
    }
}

impl Curriculum {
    /// Reads a file of any form. Every flaw at once.
    pub fn read(form: Form, bytes: &[u8], beside: &Beside, known: &Known) -> Result<Self, Vec<Flaw>> {
        if bytes.len() > FILE_MAX {
            return Err(vec![Flaw::whole(format!(
                "the file is larger than {} MiB, the most that is read",
                FILE_MAX / 1024 / 1024
            ))]);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            let what = "this is a spreadsheet's own file and no text: save it as “CSV UTF-8”";
            return Err(vec![Flaw::whole(what)]);
        }
        let text =
            std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).map_err(|e| {
                let line = 1 + bytes[..e.valid_up_to()].iter().filter(|&&b| b == b'\n').count();
                vec![Flaw::on(line, "not UTF-8 text: save the file as UTF-8 (in a spreadsheet: “CSV UTF-8”)")]
            })?;
        let draft = match form {
            Form::Toml => toml::read(text),
            Form::Csv => csv::read(text),
            Form::Case => case::read(text),
        };
        check::curriculum(draft, form, beside, known)
    }

    /// The canonical TOML: the same curriculum always gives the same bytes.
    pub fn to_toml(&self) -> String {
        toml::write(self)
    }

    /// A CASE 1.1 package of it, for what did not come as one. Ids and moment come from the portal's tables.
    pub fn to_case(&self, ids: &CaseIds<'_>) -> String {
        case::write(self, ids)
    }

    /// Without what was made up for show: what a real portal publishes.
    #[must_use]
    pub fn without_demo(mut self) -> Self {
        self.requirements.retain(|requirement| !requirement.demo);
        self.demo = false;
        self
    }

    /// Where in the list the requirement with this code stands.
    pub fn position(&self, code: &str) -> Option<usize> {
        self.requirements.iter().position(|requirement| requirement.code == code)
    }
}

/// A title for a text that has none of its own: its first sentence, cut at a word where it is long.
fn title_of(text: &str) -> String {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    let sentence = line.split(". ").next().unwrap_or(line).trim_end_matches(['.', ':', ',']);
    if sentence.chars().count() <= TITLE_FROM_TEXT_MAX {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(TITLE_FROM_TEXT_MAX).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{} …", whole.trim_end_matches([',', ';', ':']))
}

#[cfg(test)]
mod tests;
