//! Official texts for a version that was published without them: what a file brings it, and where the two part.
//!
//! The version itself stays as it is, with its codes, its structure and its own short titles. A file gives it texts only when it
//! is plainly of the same version: every goal and every official code is in it, nothing else is, and what it says of them is
//! what was published. What it leaves unsaid does not matter.

use std::{collections::BTreeMap, fmt};

use super::{Attesters, CodeSource, Curriculum, Requirement};
use crate::access::Kind;

/// The official text of one requirement, and where it is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficialText {
    /// The text.
    pub body: String,
    /// Where it is from: an address, a name, or `unknown`.
    pub source: String,
    /// On which terms: or `unknown`.
    pub licence: String,
}

/// Where a file and the published version part: a sentence for whoever has the file, as flaws are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parting {
    /// The version has no requirement of this code.
    NotPublished(String),
    /// The version has it, and the file has not.
    NotInFile(String),
    /// The file says something else than what was published.
    SaysOther {
        /// The requirement's code; none: of the whole.
        code: Option<String>,
        /// What is said, by its key.
        key: &'static str,
        /// In the file.
        file: String,
        /// As published; empty where nothing was.
        published: String,
    },
    /// It has an official text already, and another.
    OtherText(String),
}

impl fmt::Display for Parting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotPublished(code) => write!(f, "{code} is not in the published version"),
            Self::NotInFile(code) => write!(f, "{code} is in the published version and not in the file"),
            Self::SaysOther { code, key, file, published } => {
                if let Some(code) = code {
                    write!(f, "{code}: ")?;
                }
                write!(f, "`{key}` is {file:?} in the file and ")?;
                if published.is_empty() {
                    f.write_str("not said in the published version")
                } else {
                    write!(f, "{published:?} in the published version")
                }
            }
            Self::OtherText(code) => {
                write!(f, "{code} has another official text already, and a text once there never changes")
            }
        }
    }
}

impl Curriculum {
    /// Whether any requirement has its official text.
    pub fn has_texts(&self) -> bool {
        self.requirements.iter().any(|one| one.text.is_some())
    }

    /// The official text of the requirement at a place, with the source it has or shares with the whole.
    pub fn text_at(&self, place: usize) -> Option<OfficialText> {
        let one = &self.requirements[place];
        one.text.as_ref().map(|body| OfficialText {
            body: body.clone(),
            source: one.text_source.as_ref().unwrap_or(&self.source).clone(),
            licence: one.text_licence.as_ref().unwrap_or(&self.licence).clone(),
        })
    }

    /// The same with texts that came later, by their places.
    #[must_use]
    pub fn with_texts(mut self, texts: impl IntoIterator<Item = (usize, OfficialText)>) -> Self {
        for (place, OfficialText { body, source, licence }) in texts {
            let one = &mut self.requirements[place];
            one.text = Some(body);
            one.text_source = (source != self.source).then_some(source);
            one.text_licence = (licence != self.licence).then_some(licence);
        }
        self
    }

    /// What `file` brings to this published version, with all the texts it has: new texts by their places here, none when
    /// every one is there already. Or everything in which the two part.
    pub fn texts_from(&self, file: &Self) -> Result<Vec<(usize, OfficialText)>, Vec<Parting>> {
        let mut partings = self.heads_part(file);
        let mut new = Vec::new();
        let mut seen: BTreeMap<&str, &Requirement> = BTreeMap::new();
        for (n, one) in file.requirements.iter().enumerate() {
            seen.insert(&one.code, one);
            let Some(place) = self.position(&one.code) else {
                partings.push(Parting::NotPublished(one.code.clone()));
                continue;
            };
            let there = &self.requirements[place];
            partings.extend(requirements_part(there, one));
            match (&there.text, file.text_at(n)) {
                (None, Some(text)) => new.push((place, text)),
                (Some(text), Some(other)) if *text != other.body => {
                    partings.push(Parting::OtherText(one.code.clone()));
                }
                (Some(_), Some(_)) | (_, None) => {}
            }
        }
        let must = |one: &&Requirement| {
            !one.demo && (one.kind == Kind::Goal || one.code_source == CodeSource::Official)
        };
        let missing =
            self.requirements.iter().filter(must).filter(|one| !seen.contains_key(one.code.as_str()));
        partings.extend(missing.map(|one| Parting::NotInFile(one.code.clone())));
        if partings.is_empty() { Ok(new) } else { Err(partings) }
    }

    fn heads_part(&self, file: &Self) -> Vec<Parting> {
        let day = |one: &Self| one.valid_from.map(|day| day.to_string());
        let says = [
            ("specialty", file.specialty.clone(), self.specialty.clone()),
            ("stage", file.stage.clone(), self.stage.clone()),
            ("setting", file.setting.clone(), self.setting.clone()),
            ("valid_from", day(file), day(self)),
        ];
        let other =
            says.into_iter().filter(|(_, file, here)| file.is_some() && here.is_some() && file != here);
        other.map(|(key, file, here)| part(None, key, file, here)).collect()
    }
}

fn part(code: Option<&str>, key: &'static str, file: Option<String>, published: Option<String>) -> Parting {
    let (file, published) = (file.unwrap_or_default(), published.unwrap_or_default());
    Parting::SaysOther { code: code.map(str::to_owned), key, file, published }
}

/// What the file says of a requirement otherwise than it was published. Theme and arena are only compared where the version has
/// one: a file may sort more finely than we do.
fn requirements_part(there: &Requirement, file: &Requirement) -> Vec<Parting> {
    let number = |number: Option<u32>| number.map(|number| number.to_string());
    let attesters = |one: &Requirement| {
        (one.attested_by != Attesters::Scheme).then(|| one.attested_by.code().replace(' ', ", "))
    };
    let supports = |one: &Requirement| (!one.supports.is_empty()).then(|| one.supports.join(", "));
    let general = |one: &Requirement| one.general.then(|| "true".to_owned());
    let kind = |one: &Requirement| Some(one.kind.code().to_owned());
    let loosely = |here: &Option<String>, file: &Option<String>| here.as_ref().and(file.clone());
    let says = [
        ("kind", kind(file), kind(there)),
        ("theme", loosely(&there.theme, &file.theme), there.theme.clone()),
        ("arena", loosely(&there.arena, &file.arena), there.arena.clone()),
        ("setting", file.setting.clone(), there.setting.clone()),
        ("required_count", number(file.required_count), number(there.required_count)),
        ("months", number(file.months), number(there.months)),
        ("months_max", number(file.months_max), number(there.months_max)),
        ("general", general(file), general(there)),
        ("attested_by", attesters(file), attesters(there)),
        ("supports", supports(file), supports(there)),
    ];
    let other = says.into_iter().filter(|(_, file, here)| file.is_some() && file != here);
    other.map(|(key, file, here)| part(Some(&there.code), key, file, here)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Beside, Form, Known};
    use super::*;

    const PUBLISHED: &str = r#"
scheme = "no"
code = "X"
version = "1"
title = "T"
stage = "lis1"
valid_from = 2020-01-01
language = "nb"
partial = false
source = "unknown"
licence = "unknown"
[[requirement]]
code = "X-1"
kind = "goal"
title = "Sjokk"
theme = "Akutt"
[[requirement]]
code = "X-2"
kind = "goal"
title = ""
[[requirement]]
code = "X-A1"
code_source = "local"
kind = "activity"
title = "Behandling av sjokk"
required_count = 3
supports = ["X-1"]
"#;

    fn toml(text: &str) -> Curriculum {
        Curriculum::read(Form::Toml, text.as_bytes(), &Beside::default(), &Known::default()).unwrap()
    }
    fn csv(rows: &str) -> Curriculum {
        let text = format!(
            "# scheme = no\n# code = X\n# version = 1\n# source = Helsedirektoratet\n# licence = NLOD 2.0\n{rows}"
        );
        Curriculum::read(Form::Csv, text.as_bytes(), &Beside::default(), &Known::default()).unwrap()
    }
    fn told(file: &Curriculum) -> Vec<String> {
        let partings = toml(PUBLISHED).texts_from(file).unwrap_err();
        partings.iter().map(ToString::to_string).collect()
    }
    fn text(body: &str) -> OfficialText {
        let (source, licence) = ("Helsedirektoratet".into(), "NLOD 2.0".into());
        OfficialText { body: body.into(), source, licence }
    }

    #[test]
    fn a_file_of_the_same_version_brings_its_texts() {
        let published = toml(PUBLISHED);
        let file = csv("code,text,theme,arena\nX-2,To.,Annet,Sengepost\nX-1,En.,Akutt,\n");
        let new = published.texts_from(&file).unwrap();
        assert_eq!(
            new,
            [(1, text("To.")), (0, text("En."))],
            "titles and what we do not sort by are not asked about"
        );

        let whole = published.clone().with_texts(new);
        assert_eq!(whole.requirements[0].title, "Sjokk");
        assert_eq!(whole.text_at(0), Some(text("En.")));
        assert_eq!(whole.text_at(2), None);
        assert_eq!(whole.texts_from(&file), Ok(Vec::new()), "again it brings nothing");
        assert_eq!(toml(&whole.to_toml()), whole, "and it goes out and comes in whole");
        assert_eq!(whole.texts_from(&toml(&whole.to_toml())), Ok(Vec::new()));

        let part = csv("code,title,text\nX-1,A,En.\nX-2,B,\n");
        let half = published.clone().with_texts(published.texts_from(&part).unwrap());
        assert_eq!(half.texts_from(&file), Ok(vec![(1, text("To."))]), "what is missing may come later");
    }

    #[test]
    fn a_file_that_does_not_fit_is_told_everything() {
        let file =
            csv("code,text,theme,kind,supports\nX-1,En.,Kronisk,,\nX-3,Tre.,,,\nX-A1,Fire.,,course,\n");
        assert_eq!(
            told(&file),
            [
                "X-1: `theme` is \"Kronisk\" in the file and \"Akutt\" in the published version",
                "X-3 is not in the published version",
                "X-A1: `kind` is \"course\" in the file and \"activity\" in the published version",
                "X-2 is in the published version and not in the file",
            ]
        );
        let mut other = toml(PUBLISHED);
        (other.stage, other.valid_from) = (Some("lis3".into()), None);
        other.requirements[2].required_count = None;
        assert_eq!(told(&other), ["`stage` is \"lis3\" in the file and \"lis1\" in the published version"]);
        other.stage = None;
        other.requirements[0].setting = Some("hospital".into());
        assert_eq!(
            told(&other),
            ["X-1: `setting` is \"hospital\" in the file and not said in the published version"]
        );
    }

    #[test]
    fn a_text_once_there_never_changes() {
        let whole = toml(PUBLISHED).with_texts([(0, text("En."))]);
        let other = csv("code,text\nX-1,Ein.\nX-2,To.\n");
        assert_eq!(whole.texts_from(&other), Err(vec![Parting::OtherText("X-1".into())]));
    }
}
