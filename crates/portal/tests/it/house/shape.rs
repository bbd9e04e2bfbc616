//! How source files look: they say what they are for, stay short, keep no trait for one, and no test sleeps or is ignored.

use super::source::{has_word, rust};
use super::{Breaches, File, LetOff, Piece, bites, except, none};

const LINES_MAX: usize = 400;

/// Files over the limit, each with its reason.
const MAY_BE_LONG: &[LetOff] = &[];

/// Traits with one implementation in sight: at the edge of the world, or implemented by a macro or many a verb.
const MAY_HAVE_ONE: &[(&str, &str)] =
    &[("Job", "takes the type off a work, so that works of all verbs wait in one queue")];

/// Tests that wait for something without a bell, in short steps and with an end.
const MAY_SLEEP: &[LetOff] = &[LetOff {
    path: "crates/db/tests/it/writing.rs",
    why: "a client that hung up is told nothing, so the test looks until the write is there",
}];

fn a_file_says_what_it_is_for(source: &[File]) -> Breaches {
    let silent = source.iter().filter(|f| !f.text.starts_with("//!"));
    silent
        .map(|f| format!("{}:1: a file opens with //!: what it is for, what it refuses to do", f.path))
        .collect()
}

fn a_file_is_short(source: &[File]) -> Breaches {
    let long = source.iter().map(|f| (f, f.text.lines().count())).filter(|(_, n)| *n > LINES_MAX);
    long.map(|(f, n)| format!("{}: {n} lines, more than {LINES_MAX}: part it", f.path)).collect()
}

fn traits(source: &[File]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for file in source {
        for (line, code) in file.code_lines() {
            let Some((head, rest)) = code.split_once("trait ") else { continue };
            if ["", "pub", "pub(crate)", "pub(super)"].contains(&head.trim()) {
                let name = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
                found.push((name.to_owned(), format!("{}:{line}", file.path)));
            }
        }
    }
    found
}

fn implementations(source: &[File], name: &str) -> usize {
    let implements = |code: &str| {
        code.trim_start().starts_with("impl")
            && code.split(" for ").next().is_some_and(|head| has_word(head, name))
            && code.contains(" for ")
    };
    source.iter().flat_map(|f| f.code_lines()).filter(|(_, code)| implements(code)).count()
}

fn a_trait_has_more_than_one(source: &[File], allowed: &[(&str, &str)]) -> Breaches {
    let mut breaches = Vec::new();
    for (name, at) in traits(source) {
        let count = implementations(source, &name);
        let let_off = allowed.iter().any(|(n, _)| *n == name);
        match (count, let_off) {
            (0 | 1, false) => breaches.push(format!(
                "{at}: trait {name} has {count} implementation(s): a type or a function would do"
            )),
            (2.., true) => breaches.push(format!(
                "{at}: trait {name} has {count} implementations and needs no exception any more"
            )),
            _ => {}
        }
    }
    breaches
}

/// Never ignored, never asleep: a sleeping test is slow on a good day and fails on a bad one.
fn no_test_is_ignored_or_asleep(source: &[File]) -> Breaches {
    let mut breaches = Vec::new();
    for file in source {
        let in_tests = file.path.contains("/tests/");
        for (n, line) in file.text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            let asleep = in_tests && (code.contains("thread::sleep(") || code.contains("time::sleep("));
            if code.trim_start().starts_with("#[ignore") || (asleep && !code.contains('"')) {
                breaches.push(format!("{}:{}: a test is never ignored and never sleeps", file.path, n + 1));
            }
        }
    }
    breaches
}

fn pages(source: &[File]) -> impl Iterator<Item = &File> {
    source
        .iter()
        .filter(|f| f.file_name() == "pages.rs" || f.path.contains("/pages/") || f.path.contains("/show/"))
}

/// The content security policy refuses them, so they would fail in silence.
fn pages_have_no_inline_style_or_script(source: &[File]) -> Breaches {
    let inline = ["style=", "onclick=", "onsubmit=", "onchange=", "hx-on"];
    let what = "inline style and script are refused by the content security policy";
    pages(source).flat_map(|f| f.lines_with(&inline, what)).collect()
}

/// A sentence is two words in a string that a reader would see: not an attribute for machines, not the reason of an `expect`.
fn pages_have_no_sentence_of_their_own(source: &[File]) -> Breaches {
    let read = ["aria-label=", "title=", "placeholder=", "alt="];
    let unread = ["=", "expect(", "starts_with(", "=> {", "=>"];
    let mut breaches = Vec::new();
    for file in pages(source) {
        for pair in file.shipped().windows(2) {
            let [Piece::Code(before, _), Piece::Text(text, line)] = pair else { continue };
            let before = before.trim_end();
            let seen =
                read.iter().any(|a| before.ends_with(a)) || !unread.iter().any(|a| before.ends_with(a));
            let words: Vec<&str> = text
                .split_whitespace()
                .filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 1)
                .collect();
            let typed = text.starts_with("attest ") || text.contains(['/', '{', '=', ':']);
            if seen && words.len() > 1 && !typed {
                breaches.push(format!("{}:{line}: \"{text}\": every sentence stands in locales", file.path));
            }
        }
    }
    breaches
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    none(a_file_says_what_it_is_for(&rust()));
    bites(&a_file_says_what_it_is_for(&[File::new("crates/db/src/a.rs", "use std::fmt;")]), "a.rs:1");
}

#[test]
fn no_file_is_long() {
    none(except(a_file_is_short(&rust()), MAY_BE_LONG));
    bites(&a_file_is_short(&[File::new("a.rs", &"\n".repeat(LINES_MAX + 1))]), "401 lines");
}

#[test]
fn no_trait_stands_there_for_one() {
    none(a_trait_has_more_than_one(&rust(), MAY_HAVE_ONE));
    let one =
        [File::new("crates/portal/src/a.rs", "pub trait Repository { }\nimpl Repository for Sqlite { }")];
    bites(&a_trait_has_more_than_one(&one, &[]), "trait Repository has 1");
    none(a_trait_has_more_than_one(&one, &[("Repository", "the edge of the world")]));
    let two = [File::new("crates/portal/src/a.rs", "trait A { }\nimpl A for X { }\nimpl<T> A for Y<T> { }")];
    none(a_trait_has_more_than_one(&two, &[]));
}

#[test]
fn no_test_sleeps_or_is_left_out() {
    none(except(no_test_is_ignored_or_asleep(&rust()), MAY_SLEEP));
    let bad = File::new("crates/db/tests/a.rs", "    #[ignore = \"slow\"]\n    std::thread::sleep(SECOND);");
    assert_eq!(no_test_is_ignored_or_asleep(&[bad]).len(), 2);
}

#[test]
fn pages_are_fit_for_the_content_security_policy() {
    none(pages_have_no_inline_style_or_script(&rust()));
    let bad = [File::new("crates/portal/src/plan/pages.rs", "html! { p style=\"color:red\" { (x) } }")];
    bites(&pages_have_no_inline_style_or_script(&bad), "style=");
}

#[test]
fn pages_take_their_sentences_from_the_locales() {
    none(pages_have_no_sentence_of_their_own(&rust()));
    let bad = [File::new(
        "crates/portal/src/plan/pages.rs",
        "html! { p class=\"row grow\" { \"Nothing here yet\" } }",
    )];
    assert_eq!(pages_have_no_sentence_of_their_own(&bad).len(), 1);
}
