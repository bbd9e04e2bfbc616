//! Texts that people read: each in every language, and each said somewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::source::files;
use super::{Breaches, File, bites, none};

/// Message ids of a Fluent file.
fn messages(text: &str) -> BTreeSet<&str> {
    let named = text.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()));
    named.filter_map(|l| l.split_once('=')).map(|(id, _)| id.trim()).collect()
}

/// Files that say the same in other languages have the same messages. `group` gives a file's language and what it shares.
fn texts_are_complete<'a>(
    files: &'a [File],
    group: impl Fn(&'a str) -> Option<(&'a str, String)>,
    languages: &[&str],
) -> Breaches {
    let mut groups: BTreeMap<String, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
    for file in files {
        if let Some((language, shared)) = group(&file.path) {
            groups.entry(shared).or_default().insert(language, messages(&file.text));
        }
    }
    let mut breaches = Vec::new();
    for (shared, by_language) in groups {
        let wanted: Vec<&str> =
            if languages.is_empty() { by_language.keys().copied().collect() } else { languages.to_vec() };
        let all: BTreeSet<&str> = by_language.values().flatten().copied().collect();
        for language in wanted {
            let has = by_language.get(language).cloned().unwrap_or_default();
            breaches.extend(all.difference(&has).map(|key| format!("{shared}: {language} has no {key}")));
        }
    }
    breaches
}

fn of_locale(path: &str) -> Option<(&str, String)> {
    let (language, file) = path.strip_prefix("locales/")?.split_once('/')?;
    Some((language, file.to_owned()))
}

fn of_scheme(path: &str) -> Option<(&str, String)> {
    let (scheme, file) = path.strip_prefix("schemes/")?.split_once('/')?;
    Some((file.strip_prefix("words.")?.strip_suffix(".ftl")?, format!("schemes/{scheme}")))
}

/// What is asked for by a name made while it runs: `format!("common-wrong-{…}")`. The text before the brace.
fn families(source: &str) -> impl Iterator<Item = &str> {
    source.split('"').filter_map(|text| text.split_once('{')).map(|(family, _)| family).filter(|family| {
        family.matches('-').count() > 1 && family.ends_with('-') && !family.contains(char::is_whitespace)
    })
}

/// A text that no page, letter or answer says is kept up in four languages for nobody.
fn texts_are_said(texts: &[File], sources: &[File]) -> Breaches {
    let families: BTreeSet<&str> = sources.iter().flat_map(|file| families(&file.text)).collect();
    let part = |c: char| !c.is_ascii_alphanumeric() && c != '_';
    let said: BTreeSet<&str> = sources.iter().flat_map(|file| file.text.split(part)).collect();
    let silent = |id: &&str| {
        let called = id.replace('-', "_");
        !said.contains(called.as_str()) && !families.iter().any(|family| id.starts_with(family))
    };
    let all = texts.iter().flat_map(|file| messages(&file.text).into_iter().map(move |id| (file, id)));
    let quoted = |id: &str| {
        let alone = format!("\"{id}\"");
        let within = format!("{{ {id} }}");
        sources.iter().any(|file| file.text.contains(&alone))
            || texts.iter().any(|file| file.text.contains(&within))
    };
    let silent = all.filter(|(_, id)| silent(id) && !quoted(id));
    silent.map(|(file, id)| format!("{}: nothing says {id}", file.path)).collect()
}

#[test]
fn every_sentence_stands_in_every_language() {
    none(texts_are_complete(&files(&["locales"], &[".ftl"]), of_locale, &["da", "nb", "nn", "en"]));
    none(texts_are_complete(&files(&["schemes"], &[".ftl"]), of_scheme, &[]));
    let bad = [
        File::new("locales/da/plan.ftl", "plan-title = Logbog\n"),
        File::new("locales/nb/plan.ftl", "# none\n"),
    ];
    bites(&texts_are_complete(&bad, of_locale, &["da", "nb"]), "plan.ftl: nb has no plan-title");
}

#[test]
fn every_text_is_said_somewhere() {
    let mut sources = files(&["crates"], &[".rs"]);
    sources.retain(|file| !file.path.contains("/tests"));
    none(texts_are_said(&files(&["locales/en"], &[".ftl"]), &sources));
    let texts = [File::new("locales/en/a.ftl", "a-b = B\na-c-one = One\na-d = D\na-e = { a-d }\na-f = F\n")];
    let source =
        [File::new("a.rs", "w::a_b(lang); w::a_e(lang); text(lang, &format!(\"a-c-{}\", x)); text(\"a-g\")")];
    assert_eq!(texts_are_said(&texts, &source), ["locales/en/a.ftl: nothing says a-f"]);
}
