//! A scheme's own words: `words.<language>.ftl`, plain Fluent messages whose ids are the code's words.
//!
//! They are run-time data, unlike the sentences in `locales/`: another country brings its own with its folder.

use std::collections::BTreeMap;

use fluent_syntax::{
    ast::{Entry, PatternElement},
    parser,
};

use super::Scheme;
use crate::{
    access::{Kind, Role},
    defect::Defect,
    identifier,
};

/// The words every scheme must have in every language of its own, beside those of its roles (`tutor`, `tutor-plural`),
/// settings (`setting-…`) and stages (`stage-…`). A key with `-goal`, `-activity`, `-course`, `-time` or `-research` behind it may be
/// added where a kind of requirement has its own word.
pub const REQUIRED: &[&str] = &[
    "scheme",
    "portal",
    "delegate",
    "delegate-plural",
    "requirement",
    "requirement-plural",
    "goal",
    "goal-plural",
    "activity",
    "activity-plural",
    "course",
    "course-plural",
    "time",
    "time-plural",
    "research",
    "research-plural",
    "plan",
    "plan-plural",
    "curriculum",
    "curriculum-plural",
    "programme",
    "programme-plural",
    "placement",
    "placement-plural",
    "arena",
    "arena-plural",
    "entry",
    "entry-plural",
    "assessment-form",
    "assessment-form-plural",
    "sign-off-request",
    "sign-off-request-plural",
    "attestation",
    "attestation-plural",
    "time-attestation",
    "time-attestation-plural",
    "annulment",
    "annulment-plural",
    "advice",
    "advice-plural",
    "assessment-group",
    "delegation",
    "delegation-plural",
    "meeting",
    "meeting-plural",
    "dossier",
    "open",
    "in_progress",
    "registered",
    "requested",
    "returned",
    "attested",
    "annulled",
    "archived",
    "register",
    "send-for-sign-off",
    "recall",
    "attest",
    "return",
    "advise",
    "mark-fulfilled",
    "credit",
    "credited",
    "annul",
    "confirm",
    "delegate-act",
    "assign",
    "archive",
];

/// The words of one scheme in all its languages.
#[derive(Debug, Clone, Default)]
pub struct Words {
    first: String,
    by_language: BTreeMap<String, BTreeMap<String, String>>,
}

impl Words {
    /// The word in `language`, else in the first language; a key nobody wrote is shown as it is.
    pub fn word<'a>(&'a self, language: &str, key: &'a str) -> &'a str {
        self.find(language, key).unwrap_or(key)
    }
    /// The word for a kind of requirement, else the general one.
    pub fn word_for<'a>(&'a self, language: &str, key: &'a str, kind: Kind) -> &'a str {
        let own = format!("{key}-{kind}");
        self.find(language, &own).unwrap_or_else(|| self.word(language, key))
    }
    /// Whether there are words in this language.
    pub fn speaks(&self, language: &str) -> bool {
        self.by_language.contains_key(language)
    }
    /// The word, if anybody wrote it.
    pub(super) fn find(&self, language: &str, key: &str) -> Option<&str> {
        let words = self.by_language.get(language).or_else(|| self.by_language.get(&self.first))?;
        words.get(key).map(String::as_str)
    }
}

/// Reads the words of every language the scheme names, and notes what is missing, double, empty, or more than plain text.
pub(super) fn read(files: &BTreeMap<String, String>, scheme: &Scheme, defects: &mut Vec<Defect>) -> Words {
    let mut words =
        Words { first: scheme.languages.first().cloned().unwrap_or_default(), ..Words::default() };
    for language in &scheme.languages {
        let file = format!("words.{language}.ftl");
        let Some(text) = files.get(&file) else {
            defects.push(Defect::in_file(&file, format!("missing: `languages` names {language}")));
            continue;
        };
        let read = messages(&file, text, defects);
        for key in needed(scheme).into_iter().filter(|key| !read.contains_key(key)) {
            defects.push(Defect::in_file(&file, format!("`{key}` is missing")));
        }
        words.by_language.insert(language.clone(), read);
    }
    let stray = files.keys().filter(|file| {
        let language = file.strip_prefix("words.").and_then(|rest| rest.strip_suffix(".ftl"));
        language.is_some_and(|language| !scheme.languages.iter().any(|known| known == language))
    });
    defects.extend(
        stray.map(|file| Defect::in_file(file, "its language is not among `languages` of scheme.toml")),
    );
    words
}

fn needed(scheme: &Scheme) -> Vec<String> {
    let roles = scheme.roles.iter().map(|role: &Role| role.code().to_owned());
    let plurals = scheme.roles.iter().map(|role| format!("{role}-plural"));
    let settings = scheme.settings.iter().map(|setting| format!("setting-{setting}"));
    let stages = scheme.stages.iter().map(|stage| format!("stage-{stage}"));
    let documents = scheme.documents.iter().map(|kind| format!("document-{}", kind.replace('_', "-")));
    let identifiers = scheme.identifiers.iter().map(|kind| identifier::word_key(&kind.code));
    let missing = (!scheme.identifiers.is_empty()).then(|| "identifier-missing".to_owned());
    let dossiers =
        scheme.dossiers.keys().flat_map(|kind| [format!("dossier-{kind}"), format!("outside-{kind}")]);
    let fixed = REQUIRED.iter().map(|key| (*key).to_owned());
    let places = fixed.chain(roles).chain(plurals).chain(settings).chain(stages).chain(documents);
    places.chain(identifiers).chain(missing).chain(dossiers).collect()
}

fn messages(file: &str, text: &str, defects: &mut Vec<Defect>) -> BTreeMap<String, String> {
    let resource = match parser::parse(text) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            defects.extend(
                errors.iter().map(|error| Defect::at(file, text, &error.pos, error.kind.to_string())),
            );
            resource
        }
    };
    let mut read = BTreeMap::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let key = message.id.name;
        let at = text.rfind(&format!("\n{key} ")).map_or(0, |byte| byte + 1);
        let plain = message.value.and_then(|pattern| {
            pattern.elements.into_iter().try_fold(String::new(), |word, element| match element {
                PatternElement::TextElement { value } => Some(word + value),
                PatternElement::Placeable { .. } => None,
            })
        });
        let what = match plain {
            Some(word) if !word.trim().is_empty() => {
                read.insert(key.to_owned(), word).map(|_| format!("`{key}` stands here twice"))
            }
            _ => Some(format!("`{key}` must be a plain word")),
        };
        defects.extend(what.map(|what| Defect::at(file, text, &(at..at), what)));
    }
    read
}
