//! Texts to code: reads `locales/<lang>/<slice>.ftl` (Fluent) while the portal is built and writes one Rust function a
//! message. Nothing of Fluent is left at run time, and a text that is missing anywhere stops the build.
//!
//! What it takes: messages and terms, variables, selectors on numbers (`[0]`, `[one]`, `*[other]`) and on strings,
//! references to other messages and terms, and three functions: `NUMBER($n)` (figures by language, also what a bare
//! `{ $n }` gives), `WORD($n)` ("tre"), `START($n)` ("Tre"). What it refuses: attributes, other functions.
//! `read` makes the table, `check` compares the languages, `write` prints the code; all problems are reported at once.

mod read;
mod write;

use std::{fmt::Write as _, fs, path::Path};

pub use read::Catalogue;

/// The languages, in the order of `web::Lang::ALL`.
pub const LANGS: [&str; 4] = ["da", "nb", "nn", "en"];

/// The whole of what `words.rs` includes, for the texts under `locales`; or every problem found.
pub fn compile(locales: &Path) -> Result<String, Vec<String>> {
    let mut catalogue = Catalogue::default();
    let mut problems = Vec::new();
    for lang in LANGS {
        let folder = locales.join(lang);
        let mut files: Vec<_> = match fs::read_dir(&folder) {
            Ok(entries) => entries.flatten().map(|entry| entry.path()).collect(),
            Err(error) => {
                problems.push(format!("{}: {error}", folder.display()));
                continue;
            }
        };
        files.retain(|path| path.extension().is_some_and(|e| e == "ftl"));
        files.sort();
        for path in files {
            let slice = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            match fs::read_to_string(&path) {
                Ok(text) => catalogue.add(lang, &slice, &text, &mut problems),
                Err(error) => problems.push(format!("{}: {error}", path.display())),
            }
        }
    }
    finish(&catalogue, problems)
}

/// The code for a catalogue read without problems, or every problem of it.
pub fn finish(catalogue: &Catalogue, mut problems: Vec<String>) -> Result<String, Vec<String>> {
    catalogue.check(&mut problems);
    if problems.is_empty() { Ok(write::code(catalogue)) } else { Err(problems) }
}

/// For a build script: compiles `locales` into `$OUT_DIR/words.rs`, or names every problem and stops the build.
#[expect(clippy::print_stdout, clippy::print_stderr, reason = "a build script speaks to cargo by printing")]
pub fn build(locales: &Path) {
    println!("cargo:rerun-if-changed={}", locales.display());
    let out = std::env::var("OUT_DIR").expect("cargo tells a build script where to write");
    match compile(locales) {
        Ok(code) => fs::write(Path::new(&out).join("words.rs"), code).expect("OUT_DIR can be written to"),
        Err(problems) => {
            let mut report = format!("{} problems in {}:\n", problems.len(), locales.display());
            for problem in &problems {
                let _ = writeln!(report, "  {problem}");
            }
            eprintln!("{report}");
            std::process::exit(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compile_texts(texts: &[(&str, &str, &str)]) -> Result<String, Vec<String>> {
        let (mut catalogue, mut problems) = (Catalogue::default(), Vec::new());
        for (lang, slice, text) in texts {
            catalogue.add(lang, slice, text, &mut problems);
        }
        finish(&catalogue, problems)
    }
    fn in_all(text: &str) -> Result<String, Vec<String>> {
        compile_texts(&LANGS.map(|lang| (lang, "plan", text)))
    }

    #[test]
    fn a_text_without_variables_is_a_constant_and_can_be_found_by_its_id() {
        let code = in_all("plan-title = Plan \"A\"\n").unwrap();
        assert!(code.contains("pub const fn plan_title(lang: Lang) -> &'static str"), "{code}");
        assert!(code.contains(r#""Plan \"A\"""#), "{code}");
        assert!(code.contains(r#""plan-title" => Some(plan_title(lang))"#), "{code}");
    }

    #[test]
    fn counts_are_numbers_and_the_rest_is_shown() {
        let code = in_all("plan-hidden = { $count } hidden for { $name }\n").unwrap();
        assert!(
            code.contains("pub fn plan_hidden(lang: Lang, count: i64, name: impl Display) -> String"),
            "{code}"
        );
        let code = in_all(
            "plan-left = { $goals ->\n    [0] None\n    [one] One\n   *[other] { START($goals) }\n } left\n",
        )
        .unwrap();
        assert!(code.contains("pub fn plan_left(lang: Lang, goals: i64) -> String"), "{code}");
        assert!(code.contains("format::count_word_start(lang, goals)"), "{code}");
        let code = in_all("plan-who = { $role ->\n    [leader] Boss\n   *[other] Someone\n }\n").unwrap();
        assert!(code.contains("role: &str"), "{code}");
    }

    #[test]
    fn variables_stand_in_alphabetical_order_whatever_the_sentence() {
        let code = compile_texts(&[
            ("da", "plan", "plan-x = { $b } { $a }"),
            ("nb", "plan", "plan-x = { $a } { $b }"),
            ("nn", "plan", "plan-x = { $a } { $b }"),
            ("en", "plan", "plan-x = { $b } { $a }"),
        ])
        .unwrap();
        assert!(code.contains("a: impl Display, b: impl Display"), "{code}");
    }

    #[test]
    fn every_problem_is_named_at_once() {
        let problems = compile_texts(&[
            (
                "da",
                "plan",
                "plan-a = x\nplan-a = y\nplan-b = { $n }\nother-c = x\nplan-d = x\nplan-e = { plan-none }\n",
            ),
            ("nb", "plan", "plan-a = x\nplan-b = { $m }\nplan-d = { DATETIME($x) }\nplan-e = e\n"),
            ("nn", "plan", "plan-a = x\nplan-b = { $n }\nplan-d = x\nplan-e = e\n"),
            ("en", "plan", "plan-a = x\n!!\nplan-b = { $n }\nplan-d = x\n    .title = t\nplan-e = e\n"),
        ])
        .unwrap_err()
        .join("\n");
        for part in [
            "da/plan.ftl: plan-a stands twice",
            "da/plan.ftl: other-c should begin with plan-",
            "nb/plan.ftl: plan-b has the variables m, in da n",
            "nb/plan.ftl: plan-d: unknown function DATETIME",
            "en/plan.ftl:2:",
            "en/plan.ftl: plan-d has attributes",
            "da/plan.ftl: plan-e: there is no plan-none",
        ] {
            assert!(problems.contains(part), "{part} not in\n{problems}");
        }
        let missing = compile_texts(&[("da", "plan", "plan-a = x\n")]).unwrap_err().join("\n");
        for lang in ["nb", "nn", "en"] {
            assert!(missing.contains(&format!("{lang}/plan.ftl: plan-a is missing")), "{missing}");
        }
    }

    #[test]
    fn terms_and_references_are_folded_in() {
        let code =
            in_all("-plan-brand = Attest\nplan-a = About { -plan-brand }\nplan-b = »{ plan-a }«\n").unwrap();
        assert!(code.contains("\"About Attest\"") && code.contains("\"»About Attest«\""), "{code}");
        let round = in_all("plan-a = { plan-b }\nplan-b = { plan-a }\n").unwrap_err().join("\n");
        assert!(round.contains("goes round in circles"), "{round}");
    }
}
