//! What stands in the way, said kindly, with what to do next; and what is wrong with a field.

use domain::{
    refusal::{FieldErrors, Instead, Problem, Refusal},
    text::COMMENT_MAX,
};
use maud::{Markup, html};
use web::{Fields, Lang, parts};

use super::Say;
use crate::words;

/// What a refusal is called, and what to do next.
pub fn refusal_words(say: &Say<'_>, refusal: &Refusal) -> (&'static str, String) {
    let lang = say.lang;
    match refusal {
        Refusal::NotLoggedIn => (
            words::common_refusal_not_logged_in_title(lang),
            words::common_refusal_not_logged_in_text(lang).into(),
        ),
        Refusal::NotFound => {
            (words::common_refusal_not_found_title(lang), words::common_refusal_not_found_text(lang).into())
        }
        Refusal::NotEntitled | Refusal::ReadsOnly => (
            words::common_refusal_not_entitled_title(lang),
            words::common_refusal_not_entitled_text(lang).into(),
        ),
        Refusal::TooEarly { opens } => (
            words::common_refusal_too_early_title(lang),
            words::show_refused_too_early_next(lang, say.long(*opens)),
        ),
        Refusal::AlreadyAttested => (
            words::common_refusal_already_attested_title(lang),
            words::common_refusal_already_attested_text(lang).into(),
        ),
        Refusal::AlreadyRequested => (
            words::common_refusal_already_requested_title(lang),
            words::common_refusal_already_requested_text(lang).into(),
        ),
        Refusal::AwaitingAdvice { missing } => {
            let roles: Vec<&str> = missing.iter().map(|code| say.short(code)).collect();
            (
                words::common_refusal_awaiting_advice_title(lang),
                words::show_refused_awaiting_advice_next(lang, say.list(&roles)),
            )
        }
        Refusal::NotReady => {
            (words::common_refusal_not_ready_title(lang), words::show_refused_not_ready_next(lang).into())
        }
        Refusal::RecordNotReady => {
            (words::show_refused_record(lang), words::show_refused_record_next(lang).into())
        }
        Refusal::NoLongerStands => {
            (words::show_refused_dossier(lang), words::show_refused_dossier_next(lang).into())
        }
        Refusal::WrongState(instead) => {
            (words::common_refusal_wrong_state_title(lang), instead_words(lang, *instead).into())
        }
        Refusal::SamePerson => (
            words::common_refusal_same_person_title(lang),
            words::common_refusal_same_person_text(lang).into(),
        ),
        Refusal::KeyReused => {
            (words::common_refusal_key_reused_title(lang), words::common_refusal_key_reused_text(lang).into())
        }
        Refusal::InFlight => {
            (words::common_refusal_in_flight_title(lang), words::common_refusal_in_flight_text(lang).into())
        }
        Refusal::TooMany { retry_after } => (
            words::common_refusal_too_many_title(lang),
            words::show_refused_too_many_next(lang, i64::from(retry_after.div_ceil(60).max(1))),
        ),
    }
}

/// What is the case instead, in a sentence.
pub fn instead_words(lang: Lang, instead: Instead) -> &'static str {
    match instead {
        Instead::Changed => words::common_refusal_wrong_state_text(lang),
        Instead::Recalled => words::show_instead_recalled(lang),
        Instead::Returned => words::show_instead_returned(lang),
        Instead::Archived => words::show_instead_archived(lang),
        Instead::Begun => words::show_instead_begun(lang),
        Instead::NotBegun => words::show_instead_not_begun(lang),
        Instead::Assigned => words::show_instead_assigned(lang),
        Instead::NeedsNoSignature => words::show_instead_needs_no_signature(lang),
        Instead::InUse => words::show_instead_in_use(lang),
        Instead::Proposed => words::show_instead_proposed(lang),
        Instead::Annulled => words::show_instead_annulled(lang),
        Instead::GivenUp => words::show_instead_given_up(lang),
        Instead::Verified => words::show_instead_verified(lang),
        Instead::Withdrawn => words::show_instead_withdrawn(lang),
        Instead::Sent => words::show_instead_sent(lang),
        Instead::NotSent => words::show_instead_not_sent(lang),
        Instead::Opened => words::show_instead_opened(lang),
        Instead::Decided => words::show_instead_decided(lang),
        Instead::Granted => words::show_instead_granted(lang),
        Instead::Sealing => words::show_instead_sealing(lang),
        Instead::Shut => words::show_instead_shut(lang),
        Instead::Delivering => words::show_instead_delivering(lang),
        Instead::KeyEnded => words::show_instead_key_ended(lang),
        Instead::DatedEarly => words::show_instead_dated_early(lang),
    }
}

/// A refusal at the top of the page on which it happened, with the focus.
pub fn refusal_alert(say: &Say<'_>, refusal: &Refusal) -> Markup {
    let (what, next) = refusal_words(say, refusal);
    let leads = matches!(refusal, Refusal::RecordNotReady | Refusal::NoLongerStands);
    let said = html! {
        p { (next) }
        @if leads { p { (parts::link_alone("/dossiers", words::show_refused_dossiers(say.lang))) } }
    };
    html! { div role="alert" tabindex="-1" autofocus { (parts::alert(parts::Tone::Warning, what, said)) } }
}

/// What was typed and could not be sent, where no form is left for it.
pub fn unsent(say: &Say<'_>, typed: &str) -> Markup {
    let lang = say.lang;
    let text = html! { p class="quote" { (typed) } p { small { (words::show_unsent_next(lang)) } } };
    parts::alert(parts::Tone::Info, words::show_unsent(lang), text)
}

/// What is wrong with a field, in a sentence.
pub fn problem_words(lang: Lang, problem: &Problem) -> String {
    match problem {
        Problem::Required => words::common_wrong_required(lang).into(),
        Problem::TooLong { max } => words::common_wrong_too_long(lang, max),
        Problem::NotADay => words::common_wrong_not_a_day(lang).into(),
        Problem::InFuture => words::common_wrong_in_future(lang).into(),
        Problem::TooLongAgo => words::common_wrong_too_long_ago(lang).into(),
        Problem::EndsBeforeStart => words::common_wrong_ends_before_start(lang).into(),
        Problem::NotANumber => words::common_wrong_not_a_number(lang).into(),
        Problem::OutOfRange { min, max } => words::common_wrong_out_of_range(lang, *max, *min),
        Problem::NationalId => words::common_wrong_national_id(lang).into(),
        Problem::NotText => words::common_wrong_not_text(lang).into(),
        Problem::Unknown => words::common_wrong_unknown(lang).into(),
        Problem::NotApprover => words::common_wrong_not_approver(lang).into(),
        Problem::DoesNotFit => words::common_wrong_does_not_fit(lang).into(),
        Problem::NotForOne => words::common_wrong_not_for_one(lang).into(),
        Problem::AlreadyHeld => words::common_wrong_already_held(lang).into(),
        Problem::TooManyDays { max } => words::common_wrong_too_many_days(lang, *max),
        Problem::NotADocument => words::common_wrong_not_a_document(lang).into(),
        Problem::CutOff => words::common_wrong_cut_off(lang).into(),
        Problem::TooLarge { max } => {
            words::common_wrong_too_large(lang, i64::try_from(max >> 20).unwrap_or(i64::MAX))
        }
        Problem::TooMany { max } => words::common_wrong_too_many(lang, *max),
        Problem::AfterItsEnd => words::common_wrong_after_its_end(lang).into(),
        Problem::AfterDocument => words::common_wrong_after_document(lang).into(),
        Problem::NotAGoal => words::common_wrong_not_a_goal(lang).into(),
    }
}

/// Says at each field what is wrong with it.
pub fn mark_all(lang: Lang, fields: &mut Fields, errors: &FieldErrors) {
    for (name, problem) in errors.iter() {
        fields.mark(name, problem_words(lang, problem));
    }
}

/// Above a form that came back: what is wrong, each a link to its field. `ids` names fields whose id is not their name.
pub fn form_errors(lang: Lang, fields: &Fields, ids: &[(&str, &str)]) -> Markup {
    form_errors_called(lang, fields, ids, &[])
}

/// The same where a field is called otherwise than usual: `labels` by name.
pub fn form_errors_called(
    lang: Lang,
    fields: &Fields,
    ids: &[(&str, &str)],
    labels: &[(&str, &str)],
) -> Markup {
    let called = |name: &str| {
        let own = labels.iter().find(|(of, _)| *of == name).map(|(_, label)| *label);
        own.or_else(|| words::text(lang, &format!("common-field-{}", name.replace('_', "-"))))
    };
    parts::error_summary(words::common_form_came_back(lang), fields, ids, called)
}

/// How a comment is written: the slice's own hint, and how long it may be.
pub fn comment_hint(lang: Lang, hint: &str) -> String {
    format!("{hint} {}", words::common_wrong_too_long(lang, COMMENT_MAX))
}
