//! What a problem says beside its machine-readable reason: a sentence for whoever writes the program, in the caller's language.
//!
//! The reason is what a program reads; it never depends on these words. Pages say more, in `show`.

use base::Day;
use domain::refusal::Instead;
use serde_json::Value;
use web::{Lang, Problem, format, front::BODY_BYTES_MAX};

use super::body::KEY;
use crate::{repeats::KEY_MAX, show, words};

/// The sentence for a problem that brought none of its own. Whoever reads it reads no page: dates may be broken.
pub(crate) fn detail(lang: Lang, problem: &Problem) -> String {
    said(lang, problem).replace('\u{a0}', " ")
}

fn said(lang: Lang, problem: &Problem) -> String {
    let fact = |name: &str| problem.facts.get(name);
    match problem.refusal.as_ref() {
        "not_logged_in" => words::api_not_logged_in(lang).into(),
        "not_entitled" if fact("scope").is_some() => words::api_reads_only(lang).into(),
        "not_found" => words::api_not_found(lang).into(),
        "too_early" => match fact("opens").and_then(Value::as_str).and_then(|day| day.parse::<Day>().ok()) {
            Some(day) => words::api_too_early(lang, format::long(lang, day)),
            None => plain(lang, "too_early"),
        },
        "wrong_state" => {
            let instead = fact("instead").and_then(Value::as_str).and_then(Instead::of);
            show::instead_words(lang, instead.unwrap_or(Instead::Changed)).into()
        }
        "not_ready" => match fact("of").and_then(Value::as_str) {
            Some("record") => both(words::show_refused_record(lang), words::show_refused_record_next(lang)),
            Some("dossier") => {
                both(words::show_refused_dossier(lang), words::show_refused_dossier_next(lang))
            }
            _ => plain(lang, "not_ready"),
        },
        "method_not_allowed" => words::api_method_not_allowed(lang).into(),
        "unsupported_media_type" => words::api_unsupported_media_type(lang).into(),
        "too_large" => {
            let max = fact("max").and_then(Value::as_u64).and_then(|max| usize::try_from(max).ok());
            words::api_too_large(lang, max.unwrap_or(BODY_BYTES_MAX) / 1024)
        }
        "fields" => words::api_fields(lang, wrong(lang, problem)),
        other => plain(lang, other),
    }
}

fn plain(lang: Lang, refusal: &str) -> String {
    let (what, next) = show::refused(lang, refusal);
    both(what, next)
}

fn both(what: &str, next: &str) -> String {
    format!("{what}. {next}")
}

/// `on_date: The date is in the future. …`, for each field.
fn wrong(lang: Lang, problem: &Problem) -> String {
    let number = |name: &str| problem.facts.get(name).and_then(Value::as_u64);
    let said = problem.fields.iter().map(|(name, why)| {
        let said = match (name.as_str(), number("line"), number("column")) {
            (KEY, ..) => words::api_wrong_key(lang, KEY_MAX),
            ("body", Some(line), Some(column)) => words::api_wrong_not_json(lang, column, line),
            _ => sentence(lang, why).to_owned(),
        };
        format!("{name}: {said}")
    });
    said.collect::<Vec<_>>().join(" ")
}

/// What is wrong with a field: in words of the API where a page would speak of its form, else as pages say it.
fn sentence(lang: Lang, why: &str) -> &'static str {
    let id = why.replace('_', "-");
    let ours = words::text(lang, &format!("api-wrong-{id}"));
    ours.or_else(|| words::text(lang, &format!("common-wrong-{id}"))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use domain::refusal::Problem as Wrong;

    use super::*;

    #[test]
    fn every_reason_of_a_field_has_a_sentence_in_every_language() {
        let rules = [
            Wrong::Required,
            Wrong::TooLong { max: 1 },
            Wrong::NotADay,
            Wrong::InFuture,
            Wrong::TooLongAgo,
            Wrong::EndsBeforeStart,
            Wrong::NotANumber,
            Wrong::OutOfRange { min: 1, max: 2 },
            Wrong::NationalId,
            Wrong::NotText,
            Wrong::Unknown,
            Wrong::NotApprover,
            Wrong::DoesNotFit,
            Wrong::NotForOne,
            Wrong::AlreadyHeld,
            Wrong::TooManyDays { max: 1 },
            Wrong::NotADocument,
            Wrong::CutOff,
            Wrong::TooLarge { max: 1 },
            Wrong::TooMany { max: 1 },
            Wrong::AfterItsEnd,
            Wrong::AfterDocument,
            Wrong::NotAGoal,
        ];
        let shapes = [
            "unknown_field",
            "unknown_parameter",
            "not_both",
            "repeated",
            "not_a_string",
            "not_a_boolean",
            "not_a_list",
            "not_an_object",
        ];
        for why in rules.iter().map(Wrong::code).chain(shapes) {
            for lang in Lang::ALL {
                assert!(!sentence(lang, why).is_empty(), "{why} in {}", lang.code());
            }
        }
    }

    #[test]
    fn a_detail_names_what_the_program_can_do_about_it() {
        let early = Problem::new(StatusCode::CONFLICT, "too_early").fact("opens", "2026-12-01");
        assert!(detail(Lang::En, &early).contains("1 December 2026"), "{}", detail(Lang::En, &early));
        let fields = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "fields")
            .field("on_date", "in_future")
            .field("kount", "unknown_field");
        let said = detail(Lang::Da, &fields);
        assert!(
            said.contains("on_date: Datoen ligger i fremtiden") && said.contains("kount: Der er intet felt"),
            "{said}"
        );
        // A code of a role is for machines, and stands beside it.
        let advice = Problem::new(StatusCode::CONFLICT, "awaiting_advice").fact("missing", vec!["mentor"]);
        let said = detail(Lang::Nb, &advice);
        assert!(said.contains("anbefalingene") && !said.contains("mentor"), "{said}");
        for refusal in
            ["wrong_state", "already_attested", "key_reused", "in_flight", "cross_site", "something_new"]
        {
            let problem = Problem::new(StatusCode::CONFLICT, refusal);
            assert!(detail(Lang::Nn, &problem).len() > 20, "{refusal}");
        }
    }
}
