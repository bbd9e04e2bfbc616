//! The schemes of a portal: those inside the binary, and the folders an operator adds beside them.
//!
//! Reading finds every defect of every file before it gives up. Whether an added scheme's policies hold is proved elsewhere.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context as _, Result, bail};
use domain::{access::Policies, defect::Defect, scheme::Scheme};
use proof::Ground;
use rust_embed::RustEmbed;
use web::Lang;

use crate::curricula::{self, Pack};

#[derive(RustEmbed)]
#[folder = "../../schemes"]
struct Embedded;

/// What holds for every scheme, and the words policies are written in.
const SCHEMA: &str = "schema.cedarschema";
const COMMON: &str = "common.cedar";
const NEVER: &str = "never.cedar";
/// The folder of a scheme's curricula, whose files the curricula slice reads.
const CURRICULA: &str = "curricula";

/// The rules of a portal.
pub struct Rules {
    /// The schemes, by code.
    pub schemes: BTreeMap<String, Scheme>,
    /// Who may do what in each.
    pub policies: Policies,
    /// All of it as text.
    pub texts: RuleTexts,
}

/// Rules as they stand in their files.
#[derive(Debug, Clone, Default)]
pub struct RuleTexts {
    /// The files of each scheme's folder: scheme → name → text.
    pub schemes: BTreeMap<String, BTreeMap<String, String>>,
    /// The policies that hold for every scheme.
    pub common: String,
    /// The words policies are written in.
    pub schema: String,
}

/// Reads the embedded schemes and those in the folders of `further`.
pub fn load(further: Option<&Path>) -> Result<Rules> {
    let mut folders = embedded();
    if let Some(further) = further {
        for (code, files) in beside(further)? {
            if !with_ground(|ground| proof::is_sealed(&files, ground)) {
                let folder = further.join(&code);
                bail!(
                    "the scheme in {0} was changed since it was proved, or never was; run attest scheme check {0}",
                    folder.display()
                );
            }
            if folders.insert(code.clone(), files).is_some() {
                bail!(
                    "the scheme {code} in {} is one that every portal has; name yours otherwise",
                    further.display()
                );
            }
        }
    }
    let (mut schemes, mut defects) = (BTreeMap::new(), Vec::new());
    for (code, files) in &folders {
        match Scheme::read(files) {
            Ok(scheme) => _ = schemes.insert(code.clone(), scheme),
            Err(found) => defects.extend(found.into_iter().map(|defect| in_folder(code, defect))),
        }
    }
    told(defects)?;
    agreed(schemes.values())?;
    let pages: Vec<_> = schemes.values().map(Scheme::policy).collect();
    let loaded = Policies::load(&text(SCHEMA), &text(COMMON), &pages);
    let policies = loaded.map_err(|defects| told(defects).expect_err("a failed load has defects"))?;
    let texts = RuleTexts { schemes: folders, common: text(COMMON), schema: text(SCHEMA) };
    Ok(Rules { schemes, policies, texts })
}

/// Two schemes that have a national number in common mean the same by it: a person has one of each kind.
fn agreed<'a>(schemes: impl Iterator<Item = &'a Scheme>) -> Result<()> {
    let mut known = BTreeMap::new();
    for kind in schemes.flat_map(|scheme| &scheme.identifiers) {
        if known.insert(&kind.code, kind).is_some_and(|other| other != kind) {
            bail!("two schemes do not mean the same number by {}: give one of them another code", kind.code);
        }
    }
    Ok(())
}

/// Whether the scheme is one that every portal has.
pub fn is_ours(code: &str) -> bool {
    embedded().contains_key(code)
}

/// The settings of each scheme, by its code.
pub fn settings(schemes: &BTreeMap<String, Scheme>) -> BTreeMap<String, Vec<String>> {
    schemes.iter().map(|(code, scheme)| (code.clone(), scheme.settings.clone())).collect()
}

/// The curricula inside the binary, and those in the folders of `further`; in order of name.
pub fn packs(further: Option<&Path>) -> Result<Vec<Pack>> {
    let mut all = Vec::new();
    for path in Embedded::iter() {
        if let [code, CURRICULA, name] = path.split('/').collect::<Vec<_>>()[..] {
            all.push((code.to_owned(), name.to_owned(), text(&path)));
        }
    }
    all.sort();
    let mut packs: Vec<Pack> = all.into_iter().map(Pack::from).collect();
    if let Some(further) = further {
        packs.extend(curricula::in_folder(further)?);
    }
    Ok(packs)
}

/// What all policies stand on, for the proofs.
pub fn with_ground<T>(ask: impl FnOnce(Ground<'_>) -> T) -> T {
    let (schema, common, never) = (text(SCHEMA), text(COMMON), text(NEVER));
    ask(Ground { schema: &schema, common: &common, never: &never })
}

/// The embedded folders: scheme → file name → text.
fn embedded() -> BTreeMap<String, BTreeMap<String, String>> {
    let mut folders: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for path in Embedded::iter() {
        if let [code, name] = path.split('/').collect::<Vec<_>>()[..] {
            folders.entry(code.to_owned()).or_default().insert(name.to_owned(), text(&path));
        }
    }
    folders
}

fn text(path: &str) -> String {
    let file = Embedded::get(path).expect("the scheme's files are in the binary");
    String::from_utf8(file.data.into_owned()).expect("the scheme's files are text")
}

/// The folders an operator added.
fn beside(further: &Path) -> Result<BTreeMap<String, BTreeMap<String, String>>> {
    let cannot = || format!("the schemes in {} cannot be read", further.display());
    let mut folders = BTreeMap::new();
    for entry in fs::read_dir(further).with_context(cannot)? {
        let path = entry.with_context(cannot)?.path();
        if path.is_dir() {
            let code = path.file_name().and_then(|name| name.to_str()).with_context(cannot)?.to_owned();
            folders.insert(code, folder(&path)?);
        }
    }
    Ok(folders)
}

/// The files of one scheme's folder: name → text.
pub fn folder(path: &Path) -> Result<BTreeMap<String, String>> {
    let cannot = || format!("the scheme in {} cannot be read", path.display());
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(path).with_context(cannot)? {
        let file = entry.with_context(cannot)?.path();
        if file.is_file() {
            let name = file.file_name().and_then(|name| name.to_str()).with_context(cannot)?.to_owned();
            files.insert(
                name,
                fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?,
            );
        }
    }
    Ok(files)
}

/// The languages in which a scheme has words, the authority's first. A paper speaks one of them.
pub fn spoken(scheme: &Scheme) -> Vec<Lang> {
    scheme.languages.iter().filter_map(|code| Lang::from_code(code)).collect()
}

fn in_folder(code: &str, defect: Defect) -> Defect {
    Defect { file: format!("{code}/{}", defect.file), ..defect }
}

fn told(defects: Vec<Defect>) -> Result<()> {
    if defects.is_empty() {
        return Ok(());
    }
    let all: Vec<String> = defects.iter().map(ToString::to_string).collect();
    bail!("the schemes are not whole: {}", all.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schemes_in_the_binary_are_whole() {
        let rules = load(None).unwrap();
        assert_eq!(rules.schemes.keys().collect::<Vec<_>>(), ["dk", "no"]);
        assert!(packs(None).unwrap().iter().any(|pack| pack.name.starts_with("no/")));
    }

    #[test]
    fn schemes_agree_on_the_numbers_that_they_have_in_common() {
        let rules = load(None).unwrap();
        let (one, mut other) = (rules.schemes["dk"].clone(), rules.schemes["dk"].clone());
        assert!(agreed([&one, &other].into_iter()).is_ok());
        other.identifiers[0].secret = false;
        assert!(agreed([&one, &other].into_iter()).unwrap_err().to_string().contains("by cpr"));
    }

    #[test]
    fn a_scheme_of_ours_is_not_replaced_by_a_folder() {
        let further = tempfile::tempdir().unwrap();
        std::fs::create_dir(further.path().join("dk")).unwrap();
        let why = || load(Some(further.path())).err().unwrap().to_string();
        assert!(why().contains("attest scheme check"), "{}", why());
        let seal = with_ground(|ground| proof::seal(&BTreeMap::new(), ground));
        std::fs::write(further.path().join("dk").join(proof::SEAL), seal).unwrap();
        assert!(why().contains("every portal has"), "{}", why());
        std::fs::rename(further.path().join("dk"), further.path().join("se")).unwrap();
        assert!(why().contains("se/scheme.toml: missing"), "{}", why());
    }
}
